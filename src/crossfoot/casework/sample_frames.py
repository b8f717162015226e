"""From whom a sample can be drawn: frames in words, and as a population with a condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType

import ibis

from crossfoot.populations import POPULATIONS
from crossfoot.populations.calendar import months_after
from crossfoot.populations.frame import Frame
from crossfoot.populations.month_facts import with_facts
from crossfoot.populations.population import Moment
from crossfoot.vocabulary.periods import Period

MONTHS_BACK = 3
"""How many months up to the day a frame of events covers."""
_REFERRAL_WITHIN = 7
"""Days after a contact in which a referral is taken to come from it."""
_COLUMNS = ("person_id", "day", "team", "source_file", "source_row")


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a frame is about: from `since` to `on`, both included."""

    since: date
    on: date

    @classmethod
    def up_to(cls, on: date) -> Window:
        """The three months that end with `on`."""
        return cls(months_after(on, -MONTHS_BACK) + timedelta(days=1), on)

    @property
    def months(self) -> tuple[Period, ...]:
        """The months that it touches."""
        last = Period.month_of(self.on)
        return last.last((last.start.year - self.since.year) * 12 + last.start.month - self.since.month + 1)


@dataclass(frozen=True, slots=True)
class SampleFrame:
    """A frame: `words` say who is in it; `build` gives the rows, with the columns of a population, that are.

    `table` is the one whose records the rows rest on, and by whose key they are known from one extract to the next.
    Where `is_child` is true a row is a child, known by the child's id.
    """

    id: str
    title: str
    words: str
    population: str
    build: Callable[[Frame, Window], ibis.Table]
    flags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    is_child: bool = False

    @property
    def is_at_day(self) -> bool:
        """True for those who are so on the day, false for what happened in the three months up to it."""
        return POPULATIONS[self.population].moment is Moment.STOCK

    @property
    def table(self) -> str:
        """The table of the records that the rows rest on."""
        return POPULATIONS[self.population].table

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must have been collected."""
        return (*POPULATIONS[self.population].needs_of(*self.flags), *self.needs)


def keyed_rows(frame: Frame, sampled: SampleFrame, window: Window) -> ibis.Table:
    """The rows of the frame with `key`: the record's own id, which no engine and no order of rows changes."""
    rows = sampled.build(frame, window).select(*_COLUMNS)
    if sampled.is_child:
        return rows.mutate(key=rows.person_id)
    records = frame.table(sampled.table)
    parts = [records[column].fill_null("") for column in frame.standard.tables[sampled.table].key]
    key = parts[0]
    for part in parts[1:]:
        key = key + "|" + part
    records = records.select("source_file", "source_row", key=key)
    return with_facts(rows, records, keys=("source_file", "source_row"))


def _having(frame: Frame, window: Window, *, population: str, flag: str | None = None) -> ibis.Table:
    """Rows of the population in the window with the flag."""
    rows = POPULATIONS[population].build(frame)
    rows = rows.filter(rows.day.between(_day(window.since), _day(window.on)))
    return rows if flag is None else rows.filter(rows[flag].fill_null(False))  # noqa: FBT003


def _at_16_and_17(frame: Frame, window: Window) -> ibis.Table:
    rows = _having(frame, window, population="protection-plans")
    return rows.filter(rows.age.isin(("16", "17")))


def _contacts_without_referral(frame: Frame, window: Window) -> ibis.Table:
    rows = _having(frame, window, population="contacts")
    referrals = _referrals(frame)
    after = (referrals.referred >= rows.day) & (referrals.referred.delta(rows.day, unit="day") <= _REFERRAL_WITHIN)
    return rows.anti_join(referrals, (rows.person_id == referrals.child) & after)


def _repeat_contacts(frame: Frame, window: Window) -> ibis.Table:
    """One row for each child: that of the last contact."""
    rows = _having(frame, window, population="contacts").select(*_COLUMNS)
    order = [rows.day.desc(), rows.source_file.desc(), rows.source_row.desc()]
    rows = rows.mutate(
        place=ibis.row_number().over(ibis.window(group_by=rows.person_id, order_by=order)),
        contacts=rows.day.count().over(ibis.window(group_by=rows.person_id)),
    )
    rows = rows.filter((rows.place == 0) & (rows.contacts >= 2))
    referrals = _referrals(frame)
    referrals = referrals.filter(referrals.referred.between(_day(window.since), _day(window.on)))
    return rows.anti_join(referrals, rows.person_id == referrals.child)


def _referrals(frame: Frame) -> ibis.Table:
    return frame.table("cin_episodes").select(child="cine_person_id", referred="cine_referral_date")


def _day(day: date) -> ibis.Value:
    return ibis.date(day.year, day.month, day.day)


def _flagged(id_: str, title: str, words: str, population: str, flag: str) -> SampleFrame:
    build = partial(_having, population=population, flag=flag)
    return SampleFrame(id_, title, words, population, build, flags=(flag,))


_REFERRAL_COLUMNS = ("cin_episodes.cine_person_id", "cin_episodes.cine_referral_date")
_FRAMES = (
    SampleFrame(
        id="contacts-without-referral",
        title="Contacts without a referral",
        words=(
            "Contacts about a child under 18 without an open case, received in the three months, after which no "
            f"referral of the child is dated within {_REFERRAL_WITHIN} days, the contact's own day included."
        ),
        population="contacts",
        build=_contacts_without_referral,
        needs=_REFERRAL_COLUMNS,
    ),
    SampleFrame(
        id="repeat-contacts",
        title="Children with two or more contacts and no referral",
        words=(
            "Children under 18 without an open case about whom two or more contacts were received in the three months, "
            "and none of whose referrals is dated in them. Shown with the last contact."
        ),
        population="contacts",
        build=_repeat_contacts,
        needs=_REFERRAL_COLUMNS,
        is_child=True,
    ),
    _flagged(
        "re-referrals",
        "Re-referrals",
        "Referrals of the three months that came within 365 days after the child's referral before.",
        "referrals",
        "is_re_referral",
    ),
    _flagged(
        "assessments-closed",
        "Assessments closed with information and advice",
        "Assessments authorised in the three months that closed the case with no more than information and advice.",
        "assessments-authorised",
        "ends_with_information_and_advice",
    ),
    _flagged(
        "section-47-not-substantiated",
        "Section 47 enquiries that were not substantiated",
        "Section 47 enquiries completed in the three months that were not substantiated, or have no outcome on record.",
        "section-47-enquiries-completed",
        "not_substantiated",
    ),
    _flagged(
        "plans-ended-at-first-review",
        "Protection plans ended at their first review",
        "Child protection plans of this council that ended in the three months, on the day of their first review.",
        "protection-plans-ended",
        "at_first_review",
    ),
    SampleFrame(
        id="plans-at-16-and-17",
        title="Young people of 16 and 17 with a protection plan",
        words="Young people of 16 and 17 with a child protection plan of this council on the day.",
        population="protection-plans",
        build=_at_16_and_17,
        is_child=True,
    ),
    SampleFrame(
        id="three-placements",
        title="Looked after children with three or more placements",
        words="Children under 18 looked after on the day, with three or more placements in the 12 months up to it.",
        population="looked-after",
        build=partial(_having, population="looked-after", flag="three_placements"),
        flags=("three_placements",),
        is_child=True,
    ),
)

SAMPLE_FRAMES: Mapping[str, SampleFrame] = MappingProxyType({frame.id: frame for frame in _FRAMES})
"""Every frame by its id."""

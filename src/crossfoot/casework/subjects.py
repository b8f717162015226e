"""Whom something is owed: the rows of a population on one day, with their worker and the days that clocks start on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import ibis

from crossfoot.populations import POPULATIONS
from crossfoot.populations.compiled import compile_once
from crossfoot.populations.evaluate import Runner
from crossfoot.populations.frame import KEPT_MONTH, Frame
from crossfoot.populations.month_facts import KEYS, latest_begun, with_facts
from crossfoot.populations.placement_stays import placements
from crossfoot.populations.teams import case_holding

DAYS: Mapping[str, tuple[str, ...]] = {
    "protection-plans": ("start",),
    "children-in-need": ("start",),
    "looked-after": ("start", "dob", "placed", "to_18"),
    "care-leavers": ("in_touch", "contact", "reviewed"),
    "assessments-open": ("clock",),
}
"""What `Subject.known` has for each population: days, and what is known of them."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A child, plan or assessment on a day. `key` is the id that its events go by: the child's, or the plan's."""

    person: str
    key: str
    team: str | None
    worker: str | None
    file: str | None
    row: int | None
    flags: frozenset[str]
    known: Mapping[str, object] = field(default_factory=dict)

    def day(self, name: str) -> date | None:
        """The day of that name in `known`."""
        value = self.known[name]
        return value if isinstance(value, date) else None


def find_subjects(frame: Frame, runner: Runner, population: str) -> tuple[Subject, ...]:
    """Every row of the population on the day that `frame` looks at. `frame` has one month."""
    flags = tuple(POPULATIONS[population].flags)
    known = DAYS[population]
    columns = ("person_id", "key", "team", "worker", "source_file", "source_row", *flags, *known)

    def make() -> ibis.Table:
        rows = _BUILDERS[population](frame)
        return (rows if population == "care-leavers" else with_facts(rows, workers(frame))).select(*columns)

    query = compile_once(frame, make, about=("subjects of", population, columns), dialect=runner.dialect)
    found = runner.run(query).rows
    return tuple(_subject(row, flags, known) for row in found)


def _subject(row: Sequence[object], flags: Sequence[str], known: Sequence[str]) -> Subject:
    person, key, team, worker, file, number = row[:6]
    held, values = row[6 : 6 + len(flags)], row[6 + len(flags) :]
    return Subject(
        person=str(person),
        key=str(key),
        team=None if team is None else str(team),
        worker=None if worker is None else str(worker),
        file=None if file is None else str(file),
        row=None if number is None else int(str(number)),
        flags=frozenset(name for name, value in zip(flags, held, strict=True) if value),
        known=dict(zip(known, values, strict=True)),
    )


def workers(frame: Frame) -> ibis.Table:
    """`worker` of each person and month: of the case-holding involvement that gives the team, else of the referral."""
    held = case_holding(frame)
    held = held.filter(held.held_by.notnull()).select("person_id", "id", "start", "end", holder="professional")
    holders = latest_begun(frame.at_month_ends(held, "start", "end")).select(*KEYS, "holder", has_holder=True)
    episodes = frame.table("cin_episodes")
    referred = episodes.filter(episodes.cine_person_id.notnull()).select(
        person_id="cine_person_id",
        id="cine_referral_id",
        start="cine_referral_date",
        end="cine_close_date",
        referred_to="cine_referral_worker_id",
    )
    referrals = latest_begun(frame.at_month_ends(referred, "start", "end")).select(*KEYS, "referred_to")
    everyone = holders.select(*KEYS).union(referrals.select(*KEYS), distinct=True)
    rows = with_facts(everyone, holders, referrals)
    return rows.select(*KEYS, worker=rows.has_holder.notnull().ifelse(rows.holder, rows.referred_to))


def _with_row(frame: Frame, population: str, **columns: str) -> ibis.Table:
    """The rows of a population with columns of the record that each rests on."""
    rows = POPULATIONS[population].build(frame)
    records = frame.table(POPULATIONS[population].table).select("source_file", "source_row", **columns)
    return with_facts(rows.mutate(key=rows.person_id), records, keys=_SOURCE)


def _protection_plans(frame: Frame) -> ibis.Table:
    rows = _with_row(frame, "protection-plans", plan="cppl_cp_plan_id", start="cppl_cp_plan_start_date")
    return rows.mutate(key=rows.plan)


def _children_in_need(frame: Frame) -> ibis.Table:
    return _with_row(frame, "children-in-need", start="cine_referral_date")


def _assessments_open(frame: Frame) -> ibis.Table:
    """With `clock`: the referral of the first assessment of a referral, the own start of others."""
    rows = _with_row(
        frame,
        "assessments-open",
        assessment="cina_assessment_id",
        referral="cina_referral_id",
        start="cina_assessment_start_date",
    )
    others = frame.table("cin_assessments").select(
        other="cina_assessment_id", other_of="cina_referral_id", other_start="cina_assessment_start_date"
    )
    is_before = (others.other_start < rows.start) | (
        (others.other_start == rows.start) & (others.other < rows.assessment)
    )
    later = rows.inner_join(others, (rows.referral == others.other_of) & is_before)
    later = later.select("assessment").distinct().mutate(is_later=True)
    referrals = frame.table("cin_episodes").select(referral="cine_referral_id", referred="cine_referral_date")
    rows = with_facts(rows, later, keys=("assessment",))
    rows = with_facts(rows, referrals, keys=("referral",))
    clock = rows.is_later.isnull().ifelse(ibis.coalesce(rows.referred, rows.start), rows.start)
    return rows.mutate(key=rows.assessment, clock=clock)


def _looked_after(frame: Frame) -> ibis.Table:
    """With `start` of the spell of care, `placed` (start of the placement) and `to_18` (a plan that it lasts to 18).

    A spell begins with the episode that its row rests on.
    """
    rows = _with_row(frame, "looked-after", start="clae_cla_episode_start_date")
    placed = placements(frame)
    placed = frame.at_month_ends(placed.mutate(placed=placed.start), "start", "end")
    placed = latest_begun(placed).select(*KEYS, "placed")
    plans = frame.table("cla_care_plan")
    plans = plans.filter(plans.lacp_cla_care_plan_is_ltfost18).select(
        person_id="lacp_person_id", start="lacp_cla_care_plan_start_date", end="lacp_cla_care_plan_end_date"
    )
    to_18 = frame.at_month_ends(plans, "start", "end").select(*KEYS).distinct().mutate(to_18=True)
    births = frame.table("person").select(person_id="pers_person_id", dob="pers_dob")
    return with_facts(with_facts(rows, placed, to_18), births, keys=("person_id",))


def _care_leavers(frame: Frame) -> ibis.Table:
    """Whose worker is the personal adviser, else the worker of the row itself. Copies of other months are left out."""
    rows = POPULATIONS["care-leavers"].build(frame)
    state = frame.state_of or frame.period_months[-1]
    kept = frame.table("care_leavers")
    kept = kept.filter(kept[KEPT_MONTH] == state.code)
    kept = kept.select(
        "source_file",
        "source_row",
        worker=ibis.coalesce(kept.clea_care_leaver_personal_advisor, kept.clea_care_leaver_worker_id),
        in_touch=kept.clea_care_leaver_in_touch.lower(),
        contact="clea_care_leaver_latest_contact",
        reviewed="clea_pathway_plan_review_date",
    )
    return with_facts(rows.mutate(key=rows.person_id), kept, keys=_SOURCE)


_SOURCE = ("source_file", "source_row")
_BUILDERS: Mapping[str, Callable[[Frame], ibis.Table]] = {
    "protection-plans": _protection_plans,
    "children-in-need": _children_in_need,
    "looked-after": _looked_after,
    "care-leavers": _care_leavers,
    "assessments-open": _assessments_open,
}

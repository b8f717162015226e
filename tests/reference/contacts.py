"""Contacts and referrals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reference.cells import Record, day_of, is_open, is_yes, text_of
from reference.children import Child
from reference.months import Month
from reference.rows import Row, holding
from reference.teams import team_of_event

SOURCES = {
    "police": ["6"],
    "education-services": ["2A", "2B"],
    "health-services": ["3A", "3B", "3C", "3D", "3E", "3F"],
    "internal-council-services": ["5A", "5B", "5D"],
    "other-local-authorities": ["5C"],
    "members-of-public": ["1A", "1B", "1C", "1D", "9"],
}
SOURCE_BY_CODE = {code: source for source, codes in SOURCES.items() for code in codes}


def find_contacts(child: Child, month: Month) -> Iterator[Row]:
    """Contacts about the child that were not added to an open referral."""
    for contact in child.records("contacts"):
        day = day_of(contact, "cont_contact_date")
        if day is None or not month.holds(day):
            continue
        if is_yes(contact, "cont_contact_outcome_is_existing_referral") or not child.is_under_18(day):
            continue
        yield Row(
            child.person,
            day,
            team_of_event(child, day, written=None),
            dimensions={"source": _source(contact, "cont_contact_source_code")},
        )


def find_referrals(child: Child, month: Month) -> Iterator[Row]:
    """One referral for each day on which the child was referred while no earlier episode of need was open."""
    limits = child.county.limits
    before: date | None = None
    for day, referral in accepted_referrals(child):
        if month.holds(day):
            is_repeat = before is not None and limits.on(month.last, "re-referral").keeps(before, day)
            yield Row(
                child.person,
                day,
                team_of_event(child, day, written=text_of(referral, "cine_referral_team")),
                flags=holding(
                    is_re_referral=is_repeat,
                    to_assessment=is_yes(referral, "cine_referral_outcome_is_single_assessment")
                    or is_yes(referral, "cine_referral_outcome_is_strategy_discussion"),
                ),
                dimensions={"source": _source(referral, "cine_referral_source_code")},
            )
        before = day


def accepted_referrals(child: Child) -> list[tuple[date, Record]]:
    """Every referral of the child that counts, whatever its month, the first one first."""
    first_of_day: dict[date, Record] = {}
    for referral in child.records("cin_episodes"):
        day = day_of(referral, "cine_referral_date")
        if day is not None:
            other = first_of_day.get(day)
            if other is None or str(referral.get("cine_referral_id")) < str(other.get("cine_referral_id")):
                first_of_day[day] = referral
    return [(day, first_of_day[day]) for day in sorted(first_of_day) if not _has_open_episode_before(child, day)]


def _has_open_episode_before(child: Child, day: date) -> bool:
    for referral in child.records("cin_episodes"):
        start = day_of(referral, "cine_referral_date")
        if start is not None and start < day and is_open(start, day_of(referral, "cine_close_date"), day):
            return True
    return False


def _source(record: Record, column: str) -> str:
    return SOURCE_BY_CODE.get(text_of(record, column) or "", "others")

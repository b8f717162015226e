"""What is counted, with which time limits, and how answers are compared: they must be the same to the last child."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.populations.calendar import DAYS, working_day_number
from crossfoot.vocabulary.periods import Period

NO_LOCALITY = "(none)"
MEASURES = (
    "contacts",
    "referrals",
    "re_referrals",
    "referrals_to_assessment",
    "assessments",
    "assessments_in_time",
    "in_need",
    "in_need_plan_due",
    "in_need_plan_up_to_date",
    "in_need_visited",
    "protected",
    "protected_visit_due",
    "protected_seen",
    "protected_seen_alone",
)
INDICATORS: Mapping[str, tuple[str, ...]] = {
    "contacts": ("contacts",),
    "referrals": ("referrals",),
    "re-referrals": ("re_referrals", "referrals"),
    "referrals-to-assessment": ("referrals_to_assessment", "referrals"),
    "assessments-authorised": ("assessments",),
    "assessments-within-45-working-days": ("assessments_in_time", "assessments"),
    "section-17-children-in-need": ("in_need",),
    "child-in-need-plan-up-to-date": ("in_need_plan_up_to_date", "in_need_plan_due"),
    "child-in-need-visited-in-timescale": ("in_need_visited", "in_need"),
    "child-protection-plans": ("protected",),
    "child-protection-seen-in-timescale": ("protected_seen", "protected_visit_due"),
    "child-protection-seen-alone-in-timescale": ("protected_seen_alone", "protected_visit_due"),
}
"""The indicators of the shipped definitions that the measures make: numerator, then denominator where it is counted."""
HOLDERS = (
    "",
    "allocated case worker",
    "allocated worker",
    "allocated social worker",
    "social worker",
    "case worker",
    "key worker",
    "lead worker",
)
IN_NEED = ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8")
SHORT_BREAKS = ("V3", "V4")
OUTCOMES = (
    "cina_assessment_outcome_is_nfa",
    "cina_assessment_outcome_is_nfa_s47_end",
    "cina_assessment_outcome_is_strategy_discussion",
    "cina_assessment_outcome_is_cla_request",
    "cina_assessment_outcome_is_private_fostering",
    "cina_assessment_outcome_is_legal_action",
    "cina_assessment_outcome_is_prov_of_services",
    "cina_assessment_outcome_is_prov_of_sb_care",
    "cina_assessment_outcome_is_specialist_assessment",
    "cina_assessment_outcome_is_referral_to_other_agency",
    "cina_assessment_outcome_is_other_actions",
    "cina_assessment_outcome_is_other_outcomes_exist",
    "cina_assessment_outcome_nfa",
)

Answer = Mapping[str, Mapping[tuple[int, str], int]]
"""For each measure the count of each month (12 x year + month - 1) and locality that has any."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month with the days that its time limits lead to, by working days up to its end."""

    number: int
    first: date
    last: date
    seen_since: date
    """The earliest day of a visit to a child in need that is recent enough."""
    protected_since: date
    alone_since: date
    plan_due_until: date
    """The latest day of a referral for which a plan is due."""
    visit_due_until: date


@dataclass(frozen=True)
class Task:
    """The records and the months."""

    folder: Path
    periods: tuple[Period, ...]

    def path(self, table: str) -> str:
        """The file of a table."""
        return str(self.folder / f"{table}.parquet")

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """Every month, in order."""
        return tuple(
            Month(
                number=period.start.year * 12 + period.start.month - 1,
                first=period.start,
                last=period.end,
                seen_since=_since(period.end, self.limit("child-in-need-visit")),
                protected_since=_since(period.end, self.limit("protection-visit")),
                alone_since=_since(period.end, self.limit("protection-visit-alone")),
                plan_due_until=_until(period.end, self.limit("child-in-need-plan")),
                visit_due_until=_until(period.end, self.limit("protection-visit")),
            )
            for period in self.periods
        )

    def limit(self, name: str) -> int:
        """The length of a time limit, which must be the same in all the months."""
        timescale = catalogue().timescales[name]
        (length,) = {timescale.length_on(period.end) for period in self.periods}
        if length is None:
            raise ValueError(f"there is no time limit {name} in these months")
        return length

    @cached_property
    def working_days(self) -> tuple[list[date], list[int]]:
        """Every day of the calendar, and the working days up to it."""
        return list(DAYS), [working_day_number(day) for day in DAYS]


def difference(one: Answer, other: Answer) -> str:
    """The first place where two answers differ, or nothing."""
    for measure in MEASURES:
        for key in sorted({*one[measure], *other[measure]}):
            first, second = one[measure].get(key, 0), other[measure].get(key, 0)
            if first != second:
                return f"{measure} of {key}: {first} and {second}"
    return ""


def _since(last: date, limit: int) -> date:
    return DAYS[bisect_left(DAYS, working_day_number(last) - limit, key=working_day_number)]


def _until(last: date, limit: int) -> date:
    return DAYS[bisect_right(DAYS, working_day_number(last) - limit, key=working_day_number) - 1]


@cache
def catalogue() -> Catalogue:
    """The shipped definitions, read once."""
    return Catalogue.load(shipped_definitions())

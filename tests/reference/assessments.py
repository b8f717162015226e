"""Assessments, section 47 enquiries and strategy discussions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reference.cells import Record, day_of, is_open, is_yes, text_of
from reference.children import Child, County
from reference.months import Month
from reference.rows import Row, holding
from reference.teams import team_of_event, team_on

OUTCOME = "cina_assessment_outcome_is_"
OUTCOMES = {
    "strategy-discussion-conference-or-protection-plan": ("strategy_discussion",),
    "continue-with-care-or-pathway-plan": ("cla_request", "legal_action"),
    "child-in-need-plan": ("prov_of_services", "prov_of_sb_care", "private_fostering", "specialist_assessment"),
    "step-down-to-early-help": ("referral_to_other_agency",),
}
"""In this order: the first that holds is the outcome."""
INFORMATION_AND_ADVICE = "close-with-information-and-advice"
ONGOING = frozenset(list(OUTCOMES)[:3])
STEP_DOWN = "step-down-to-early-help"


def find_assessments_authorised(child: Child, month: Month) -> Iterator[Row]:
    limit = child.county.limits.on(month.last, "assessment")
    for assessment in child.records("cin_assessments"):
        day = day_of(assessment, "cina_assessment_auth_date")
        if day is None or not month.holds(day) or not has_outcome(assessment) or not child.is_under_18(day):
            continue
        clock = clock_of(child.county, assessment)
        outcome = outcome_of(assessment)
        yield Row(
            child.person,
            day,
            team_of_event(child, day, written=text_of(assessment, "cina_assessment_team")),
            flags=holding(
                within_timescale=clock is not None and limit.keeps(clock, day),
                ends_with_information_and_advice=outcome == INFORMATION_AND_ADVICE,
                steps_down=outcome == STEP_DOWN,
                ends_with_ongoing_involvement=outcome in ONGOING,
            ),
            dimensions={"outcome": outcome},
        )


def find_assessments_open(child: Child, month: Month) -> Iterator[Row]:
    limit = child.county.limits.on(month.last, "assessment")
    for assessment in child.records("cin_assessments"):
        start = day_of(assessment, "cina_assessment_start_date")
        authorised = day_of(assessment, "cina_assessment_auth_date")
        if not is_open(start, authorised, month.last) or not child.is_under_18(month.last):
            continue
        referral = known_referral(child.county, assessment)
        if referral is not None and not is_open(
            day_of(referral, "cine_referral_date"), day_of(referral, "cine_close_date"), month.last
        ):
            continue
        clock = clock_of(child.county, assessment)
        yield Row(
            child.person,
            month.last,
            team_on(child, month.last),
            flags=holding(past_timescale=clock is not None and not limit.keeps(clock, month.last)),
        )


def find_enquiries_completed(child: Child, month: Month) -> Iterator[Row]:
    for enquiry in child.records("s47_enquiry"):
        day = day_of(enquiry, "s47e_s47_end_date")
        if day is None or not month.holds(day):
            continue
        found = child.county.enquiry_outcomes.get((str(enquiry.get("s47e_s47_enquiry_id")), child.person))
        yield Row(
            child.person,
            day,
            team_of_event(child, day, written=text_of(enquiry, "s47e_s47_completed_by_team")),
            flags=holding(
                continuing_risk=found == "continuing-risk",
                no_continuing_risk=found == "no-continuing-risk",
                not_substantiated=found not in {"continuing-risk", "no-continuing-risk"},
            ),
        )


def find_strategy_discussions(child: Child, month: Month) -> Iterator[Row]:
    """One for each day. The team is the one written on the enquiry with the lowest id of that day."""
    by_day: dict[date, list[Record]] = {}
    for enquiry in child.records("s47_enquiry"):
        day = day_of(enquiry, "s47e_s47_start_date")
        if day is not None and month.holds(day):
            by_day.setdefault(day, []).append(enquiry)
    for day, enquiries in by_day.items():
        first = min(enquiries, key=lambda enquiry: str(enquiry.get("s47e_s47_enquiry_id")))
        team = team_of_event(child, day, written=text_of(first, "s47e_s47_completed_by_team"))
        yield Row(child.person, day, team)


def has_outcome(assessment: Record) -> bool:
    return is_yes(assessment, "cina_assessment_outcome_nfa") or any(
        column.startswith(OUTCOME) and is_yes(assessment, column) for column in assessment
    )


def outcome_of(assessment: Record) -> str:
    for outcome, keys in OUTCOMES.items():
        if any(is_yes(assessment, OUTCOME + key) for key in keys):
            return outcome
    return INFORMATION_AND_ADVICE


def known_referral(county: County, assessment: Record) -> Record | None:
    """The referral that the assessment names, where it is on record with its day."""
    referral = county.referrals.get(text_of(assessment, "cina_referral_id") or "")
    return referral if referral is not None and day_of(referral, "cine_referral_date") is not None else None


def clock_of(county: County, assessment: Record) -> date | None:
    """The day from which 45 working days count.

    The first assessment of a referral has the time since the referral; a later one, of a case that was open already,
    has the time since its own start.
    """
    own_start = day_of(assessment, "cina_assessment_start_date")
    referral = known_referral(county, assessment)
    if referral is None:
        return own_start
    own_id = str(assessment.get("cina_assessment_id"))
    for other in county.assessments_by_referral[str(assessment.get("cina_referral_id"))]:
        start = day_of(other, "cina_assessment_start_date")
        if (
            start is not None
            and own_start is not None
            and (start, str(other.get("cina_assessment_id"))) < (own_start, own_id)
        ):
            return own_start
    return day_of(referral, "cine_referral_date")

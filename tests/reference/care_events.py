"""What happened in care in a month: starts, ends, health assessments, reviews, missing children, court work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reference import people
from reference.care import Spell, placement_on
from reference.care_health import check_days, is_health_assessment
from reference.cells import Record, day_of, is_open, is_yes, text_of, words_of
from reference.children import Child
from reference.looked_after import months_in_care
from reference.months import Month
from reference.rows import Row, holding
from reference.teams import team_at_end, team_on

REASONS = {
    "adopted-application-unopposed": ["E11"],
    "adopted-consent-dispensed-with": ["E12"],
    "residence-order-granted": ["E41"],
    "special-guardianship-order-foster-care": ["E43", "E45", "E46"],
    "special-guardianship-order-not-foster-carer": ["E44", "E47", "E48"],
    "returned-home-to-parents-other-with-parental-resp": ["E4A", "E4B"],
    "moved-to-indep-living-formal-advice-support": ["E5"],
    "moved-to-indep-living-no-formal-advice-support": ["E6"],
    "transferred-to-adult-social-services": ["E7"],
    "sentenced-to-custody": ["E9"],
}
REASON_BY_CODE = {code: reason for reason, codes in REASONS.items() for code in codes}
ATTENDED = frozenset({"PN1", "PN2", "PN3", "PN4"})
PARTICIPATED = frozenset({"PN1", "PN2", "PN3", "PN5", "PN6"})
UNDER_FOUR = "PN0"


def find_care_started(child: Child, month: Month) -> Iterator[Row]:
    limit = child.county.limits.on(month.last, "health-request")
    for spell in child.spells:
        if not month.holds(spell.start):
            continue
        requested = [
            asked
            for request in child.records("x_health_assessment_request")
            if (asked := day_of(request, "xhar_requested_date")) is not None and asked >= spell.start
        ]
        need = words_of(spell.episodes[0], "clae_cla_primary_need_code")
        yield Row(
            child.person,
            spell.start,
            team_on(child, spell.start),
            flags=holding(
                looked_after_before=any(
                    other.start < spell.start and other.end is not None and other.end <= spell.start
                    for other in child.spells
                ),
                health_requested=bool(requested) and limit.keeps(spell.start, min(requested)),
            ),
            dimensions={
                "sex": people.sex_on(child.details, spell.start),
                "age-range": people.age_range(child.details, spell.start),
                "need": need or people.UNKNOWN,
            },
        )


def find_care_ended(child: Child, month: Month) -> Iterator[Row]:
    """The reason is that of the episode that began last."""
    for spell in child.spells:
        if spell.end is None or not month.holds(spell.end):
            continue
        reason = text_of(spell.episodes[-1], "clae_cla_episode_ceased_reason") or ""
        yield Row(
            child.person,
            spell.end,
            team_at_end(child, spell.end),
            dimensions={
                "reason": REASON_BY_CODE.get(reason, "care-ceased-for-other-reason"),
                "sex": people.sex_on(child.details, spell.end),
                "age-range": people.age_range(child.details, spell.end),
                "months-in-care": months_in_care(spell.start, spell.end),
            },
        )


def find_first_health_assessments_due(child: Child, month: Month) -> Iterator[Row]:
    limit = child.county.limits.on(month.last, "first-health-assessment")
    for spell in child.spells:
        if spell.start > month.last:
            continue
        due = limit.last_day(spell.start)
        if month.holds(due) and spell.is_open(due):
            assessed = any(spell.start <= done <= due for done in check_days(child, is_health_assessment))
            yield Row(child.person, due, team_on(child, due), flags=holding(assessed=assessed))


def find_care_reviews(child: Child, month: Month) -> Iterator[Row]:
    for review in child.records("cla_reviews"):
        day = _day_held(review)
        part = text_of(review, "clar_cla_review_participation")
        if day is None or not month.holds(day) or part is None or part == UNDER_FOUR:
            continue
        age = child.age(day)
        if age is None or not 4 <= age < 18:
            continue
        yield Row(
            child.person,
            day,
            team_on(child, day),
            flags=holding(attended=part in ATTENDED, participated=part in PARTICIPATED),
        )


def find_care_reviews_due(child: Child, month: Month) -> Iterator[Row]:
    limits = child.county.limits
    for spell in child.spells:
        if spell.start > month.last:
            continue
        held = sorted({day for review in child.records("cla_reviews") if (day := _day_in(spell, review)) is not None})
        due = limits.on(month.last, "first-care-review").last_day(spell.start)
        for number in range(len(held) + 1):
            if number > 0:
                limit = limits.on(month.last, "second-care-review" if number == 1 else "later-care-review")
                due = limit.last_day(held[number - 1])
            if month.holds(due) and spell.is_open(due) and not _is_placed_for_adoption(child, due):
                answered = number < len(held) and held[number] <= due
                yield Row(child.person, due, team_on(child, due), flags=holding(held=answered))


def find_missing(child: Child, month: Month) -> Iterator[Row]:
    """The child, once in the month, on the first day of going missing from care."""
    days = [
        began
        for episode in child.records("missing")
        if (began := day_of(episode, "miss_missing_episode_start_date")) is not None
        and month.holds(began)
        and not words_of(episode, "miss_missing_episode_type").startswith("a")
        and child.spell_on(began) is not None
    ]
    if days:
        yield Row(child.person, min(days), team_on(child, min(days)))


def find_court_work(child: Child, month: Month) -> Iterator[Row]:
    if any(
        is_open(day_of(case, "xcrt_start_date"), day_of(case, "xcrt_end_date"), month.last)
        for case in child.records("x_court_work")
    ):
        yield Row(child.person, month.last, team_on(child, month.last))


def _day_held(review: Record) -> date | None:
    return None if is_yes(review, "clar_cla_review_cancelled") else day_of(review, "clar_cla_review_date")


def _day_in(spell: Spell, review: Record) -> date | None:
    """The day the review was held, where that was in the spell; its last day is in it."""
    day = _day_held(review)
    if day is None or day < spell.start or (spell.end is not None and day > spell.end):
        return None
    return day


def _is_placed_for_adoption(child: Child, day: date) -> bool:
    found = placement_on(child.stays, day)
    return found is not None and found[1].is_for_adoption

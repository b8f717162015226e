"""Children looked after at the end of a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reference import people
from reference.care import Placement, Spell, Stay, placement_on
from reference.care_health import health_flags
from reference.cells import Record, day_of, is_no, is_open, is_yes, text_of, words_of
from reference.children import Child
from reference.months import Month, add_months, birthday, whole_months
from reference.rows import Row, holding
from reference.teams import team_on

LEGAL_STATUSES = {
    "C2": "care-order",
    "C1": "interim-care-order",
    "E1": "placement-order-granted",
    "V2": "single-period-of-accommodation-under-section-20",
    "L1": "under-police-protection-and-in-la-accommodation",
}
MONTHS_IN_CARE = (
    (1, "under-1"),
    (7, "1-6"),
    (13, "7-12"),
    (19, "13-18"),
    (25, "19-24"),
    (37, "25-36"),
    (49, "37-48"),
    (61, "49-60"),
)
UNACCOMPANIED = ("uasc", "unaccompanied")


def find_looked_after(child: Child, month: Month) -> Iterator[Row]:
    """The child, once, with everything that is looked at for it."""
    day = month.last
    spell = child.spell_on(day)
    if spell is None or not child.is_under_18(day):
        return
    found = placement_on(child.stays, day)
    placement = found[1] if found is not None else None
    yield Row(
        child.person,
        day,
        team_on(child, day),
        flags=_placement_flags(child, placement, day)
        | _visit_flags(child, placement, day)
        | _plan_flags(child, day)
        | _school_flags(child, day)
        | _stability_flags(child, spell, found[0] if found is not None else None, placement, day)
        | _eligibility_flags(child, day)
        | health_flags(child, spell, month)
        | holding(unaccompanied=_is_unaccompanied(child, day)),
        dimensions={
            "sex": people.sex_on(child.details, day),
            "ethnicity": people.ethnicity_of(child.details),
            "age": people.age_category(child.details, day),
            "legal-status": _legal_status_on(child, day),
            "months-in-care": months_in_care(spell.start, day),
        },
    )


def find_unaccompanied(child: Child, month: Month) -> Iterator[Row]:
    for row in find_looked_after(child, month):
        if "unaccompanied" in row.flags:
            yield row


def months_in_care(start: date, day: date) -> str:
    months = whole_months(start, day)
    for below, name in MONTHS_IN_CARE:
        if months < below:
            return name
    return "61-and-over"


def pathway_plan_days(child: Child) -> list[date]:
    """The days on which a pathway plan was agreed or reviewed."""
    days = []
    for plan in child.records("x_pathway_plan"):
        days += [day_of(plan, "xpwp_plan_date"), day_of(plan, "xpwp_review_date")]
    return [day for day in days if day is not None]


def _placement_flags(child: Child, placement: Placement | None, day: date) -> set[str]:
    if placement is None:
        return set()
    area = child.county.placement_areas.get(placement.id, {})
    return holding(
        placed_for_adoption=placement.is_for_adoption,
        in_county=not placement.is_for_adoption and is_yes(area, "xpla_in_county"),
        out_of_county=not placement.is_for_adoption and is_no(area, "xpla_in_county"),
    )


def _visit_flags(child: Child, placement: Placement | None, day: date) -> set[str]:
    """The clock starts again with each placement. From the day 12 months later on it is no longer the first year."""
    limits = child.county.limits
    if placement is None or placement.is_for_adoption:
        return set()
    if not limits.on(day, "placement-first-visit").is_reached(placement.start, day):
        return set()
    if day < add_months(placement.start, 12):
        limit = limits.on(day, "placement-visit-first-year")
    elif _is_to_stay_until_18(child, day):
        limit = limits.on(day, "placement-visit-to-18")
    else:
        limit = limits.on(day, "placement-visit")

    def is_kept(column: str) -> bool:
        visits = [
            visited
            for visit in child.records("cla_visits")
            if is_yes(visit, column)
            and (visited := day_of(visit, "clav_cla_visit_date")) is not None
            and placement.start <= visited <= day
        ]
        return bool(visits) and limit.keeps(max(visits), day)

    return holding(visit_due=True, seen=is_kept("clav_cla_visit_seen"), seen_alone=is_kept("clav_cla_visit_seen_alone"))


def _care_plans_on(child: Child, day: date) -> list[Record]:
    return [
        plan
        for plan in child.records("cla_care_plan")
        if is_open(day_of(plan, "lacp_cla_care_plan_start_date"), day_of(plan, "lacp_cla_care_plan_end_date"), day)
    ]


def _is_to_stay_until_18(child: Child, day: date) -> bool:
    return any(is_yes(plan, "lacp_cla_care_plan_is_ltfost18") for plan in _care_plans_on(child, day))


def _plan_flags(child: Child, day: date) -> set[str]:
    limit = child.county.limits.on(day, "care-plan")
    begun = [day_of(plan, "lacp_cla_care_plan_start_date") for plan in _care_plans_on(child, day)]
    age = child.age(day)
    if age is not None and age >= 16:
        begun += pathway_plan_days(child)
    return holding(
        care_plan_up_to_date=any(start is not None and start <= day and limit.keeps(start, day) for start in begun)
    )


def _is_unaccompanied(child: Child, day: date) -> bool:
    return any(
        any(word in words_of(status, "immi_immigration_status") for word in UNACCOMPANIED)
        for status in child.records("immigration_status")
        if is_open(
            day_of(status, "immi_immigration_status_start_date"),
            day_of(status, "immi_immigration_status_end_date"),
            day,
        )
    )


def _school_flags(child: Child, day: date) -> set[str]:
    """Reception to year 11: aged 4 to 15 on the last 31 August before the school year."""
    began = day.year if day.month >= 9 else day.year - 1
    age = child.age(date(began, 8, 31))
    if age is None or not 4 <= age <= 15:
        return set()
    term_began = date(day.year, {0: 1, 1: 5, 2: 9}[(day.month - 1) // 4], 1)
    planned = [day_of(plan, "xpep_plan_date") for plan in child.records("x_personal_education_plan")]
    return holding(
        school_age=True,
        education_plan_up_to_date=any(made is not None and term_began <= made <= day for made in planned),
    )


def _stability_flags(child: Child, spell: Spell, place: int | None, placement: Placement | None, day: date) -> set[str]:
    stays = child.stays
    stay = stays[place] if place is not None else None
    before = stays[place - 1] if place else None
    age = child.age(day)
    two_years = add_months(spell.start, 24) <= day
    long_term = age is not None and age < 16 and add_months(spell.start, 30) <= day
    is_for_adoption = placement is not None and placement.is_for_adoption
    return holding(
        two_years=two_years,
        stable_12_months=two_years and _has_lasted(stay, 12, day),
        long_term=long_term,
        stable_2_years=long_term and (_has_lasted(stay, 24, day) or (is_for_adoption and _has_lasted(before, 24, day))),
        three_placements=len([stay for stay in stays if _is_in_last_12_months(stay, day)]) >= 3,
    )


def _has_lasted(stay: Stay | None, months: int, day: date) -> bool:
    return stay is not None and add_months(stay.start, months) <= day


def _is_in_last_12_months(stay: Stay, day: date) -> bool:
    """It lasted beyond the day 12 months before, or was begun since; a stay that ended on its first day was one too."""
    beginning = add_months(day, -12)
    if stay.end is not None and stay.end < stay.start:
        return False
    return stay.start <= day and (stay.end is None or stay.end > beginning)


def _eligibility_flags(child: Child, day: date) -> set[str]:
    """Someone who came into care on a Monday has been there for a week on the next Monday."""
    age = child.age(day)
    born = day_of(child.details, "pers_dob")
    if born is None or age not in {16, 17}:
        return set()
    fourteenth = birthday(born, 14)
    days = 0
    for spell in child.spells:
        begin = max(spell.start, fourteenth)
        end = day if spell.end is None else min(spell.end, day)
        days += max((end - begin).days, 0)
    weeks = child.county.limits.on(day, "eligible-care")
    if not weeks.is_reached(fourteenth, fourteenth + timedelta(days=days)):
        return set()
    plan_limit = child.county.limits.on(day, "pathway-plan")
    assessed = [day_of(plan, "xpwp_needs_assessment_date") for plan in child.records("x_pathway_plan")]
    return holding(
        eligible=True,
        eligible_needs_assessed=any(done is not None and done <= day for done in assessed),
        eligible_pathway_plan=any(done <= day and plan_limit.keeps(done, day) for done in pathway_plan_days(child)),
    )


def _legal_status_on(child: Child, day: date) -> str:
    """The status with the latest start, then the highest id."""
    in_force = [
        (str(status.get("lega_legal_status_start_date")), str(status.get("lega_legal_status_id")), status)
        for status in child.records("legal_status")
        if is_open(day_of(status, "lega_legal_status_start_date"), day_of(status, "lega_legal_status_end_date"), day)
    ]
    if not in_force:
        return "other"
    return LEGAL_STATUSES.get(text_of(max(in_force, key=lambda item: item[:2])[2], "lega_legal_status") or "", "other")

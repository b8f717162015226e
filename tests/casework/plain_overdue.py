"""What is overdue on a day, worked out child by child: the second way, from the plain reference and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reference.assessments import clock_of, find_assessments_open, known_referral
from reference.care import placement_on
from reference.care_health import check_days, is_dental_check, is_eye_test, is_health_assessment
from reference.care_leavers import find_care_leavers
from reference.cells import Record, day_of, is_no, is_open, is_yes, words_of
from reference.children import Child, County
from reference.children_in_need import find_children_in_need
from reference.looked_after import find_looked_after, pathway_plan_days
from reference.months import Month, add_months, birthday
from reference.protection import find_plans, plan_on, review_days
from reference.rows import Row
from reference.teams import open_referrals_on
from reference.time_limits import TimeLimit

Days = Iterable[date | None]


@dataclass(frozen=True)
class Owed:
    """`missing` says that a figure of the day counts it as not done."""

    obligation: str
    person: str
    team: str | None
    missing: bool
    last: date | None
    due: date | None


def find_owed(county: County, day: date) -> Iterator[Owed]:
    """Everything owed to anybody on the day, due or not."""
    month = Month(day.replace(day=1), day)
    for child in county:
        for row in find_plans(child, month):
            yield from _to_protected(child, row, day)
        for row in find_children_in_need(child, month):
            yield from _to_need(child, row, day)
        for row in find_looked_after(child, month):
            yield from _to_looked_after(child, row, day)
        for row in find_care_leavers(child, month):
            yield from _to_leaver(child, row, month)
        yield from _assessments(child, month)


def _to_protected(child: Child, row: Row, day: date) -> Iterator[Owed]:
    plan = plan_on(child, day)
    assert plan is not None
    start = day_of(plan, "cppl_cp_plan_start_date")
    assert start is not None
    for name, flag, column, limit in (
        ("protection-visit", "seen", "cppv_cp_visit_seen", "protection-visit"),
        ("protection-visit-alone", "seen_alone", "cppv_cp_visit_seen_alone", "protection-visit-alone"),
    ):
        last = _last(day, _days(child, "cp_visits", "cppv_cp_visit_date", column))
        due = _later(_limit(child, day, "protection-visit").last_day(start), _after(child, day, last, limit))
        yield Owed(name, child.person, row.team, "visit_due" in row.flags and flag not in row.flags, last, due)
    last = _last(day, review_days(child, plan))
    limit = "first-review-conference" if last is None else "later-review-conference"
    due = _after(child, day, last or start, limit)
    assert due is not None
    yield Owed("protection-review", child.person, row.team, due <= day, last, due)
    groups = list(child.county.core_groups_by_plan.get(str(plan["cppl_cp_plan_id"]), []))
    groups += [group for group in child.records("x_core_group") if group.get("xcor_cp_plan_id") is None]
    met = [held for group in groups if (held := day_of(group, "xcor_meeting_date")) is not None and held >= start]
    if _last(day, met) is None:
        due = _after(child, day, start, "core-group")
        assert due is not None
        yield Owed("core-group", child.person, row.team, due <= day, None, due)


def _to_need(child: Child, row: Row, day: date) -> Iterator[Owed]:
    referred = day_of(open_referrals_on(child, day)[-1], "cine_referral_date")
    assert referred is not None
    plans = [plan for plan in child.records("cin_plans") if _begun(plan, "cinp_cin_plan_start_date", day)]
    lapsed = [_lapsed(child, plan) for plan in plans]
    if None not in lapsed:
        last = _last(day, (day_of(plan, "cinp_cin_plan_start_date") for plan in plans))
        due = _later(_limit(child, day, "child-in-need-plan").last_day(referred), *lapsed)
        missing = "plan_due" in row.flags and "plan_up_to_date" not in row.flags
        yield Owed("need-plan", child.person, row.team, missing, last, due)
    reviews = [day_of(review, "xcpr_review_date") for review in child.records("x_cin_plan_review")]
    reviews += [
        day_of(review, "cppr_cp_review_date")
        for review in child.records("cp_reviews")
        if is_no(review, "cppr_cp_review_outcome_continue_cp")
    ]
    visits = _days(child, "cin_visits", "cinv_cin_visit_date", "cinv_cin_visit_seen")
    for name, flag, done, limit in (
        ("need-review", "reviewed", _last(day, reviews), "child-in-need-review"),
        ("need-visit", "visited", _last(day, visits), "child-in-need-visit"),
    ):
        due = _later(_limit(child, day, limit).last_day(referred), _after(child, day, done, limit))
        yield Owed(name, child.person, row.team, flag not in row.flags, done, due)


def _lapsed(child: Child, plan: Record) -> date | None:
    """When the plan ended or a later assessment was authorised, whichever was first; None while it is current."""
    start = day_of(plan, "cinp_cin_plan_start_date")
    assert start is not None
    authorised = _days(child, "cin_assessments", "cina_assessment_auth_date")
    ends = [done for done in authorised if done is not None and done > start]
    end = day_of(plan, "cinp_cin_plan_end_date")
    return min([*ends, *([end] if end is not None else [])], default=None)


def _to_looked_after(child: Child, row: Row, day: date) -> Iterator[Owed]:
    spell = child.spell_on(day)
    assert spell is not None
    flags, team, person = row.flags, row.team, child.person
    born = day_of(child.details, "pers_dob")
    found = placement_on(child.stays, day)
    if found is not None and not found[1].is_for_adoption:
        placed = found[1].start
        care = [plan for plan in child.records("cla_care_plan") if _care_plan_is_open(plan, day)]
        limit = "placement-visit-first-year"
        if day >= add_months(placed, 12):
            to_18 = any(is_yes(plan, "lacp_cla_care_plan_is_ltfost18") for plan in care)
            limit = "placement-visit-to-18" if to_18 else "placement-visit"
        for name, flag, column in (
            ("care-visit", "seen", "clav_cla_visit_seen"),
            ("care-visit-alone", "seen_alone", "clav_cla_visit_seen_alone"),
        ):
            days = _days(child, "cla_visits", "clav_cla_visit_date", column)
            last = _last(day, (done for done in days if done is not None and done >= placed))
            due = _later(_limit(child, day, "placement-first-visit").last_day(placed), _after(child, day, last, limit))
            yield Owed(name, person, team, "visit_due" in flags and flag not in flags, last, due)
    plans: list[date | None] = [
        day_of(plan, "lacp_cla_care_plan_start_date")
        for plan in child.records("cla_care_plan")
        if _care_plan_is_open(plan, day)
    ]
    if born is not None and birthday(born, 16) <= day:
        plans += pathway_plan_days(child)
    last = _last(day, plans)
    due = _later(_limit(child, day, "first-care-plan").last_day(spell.start), _after(child, day, last, "care-plan"))
    yield Owed("care-plan", person, team, "care_plan_up_to_date" not in flags, last, due)
    if "placed_for_adoption" not in flags:
        held = sorted(
            {
                done
                for review in child.records("cla_reviews")
                if not is_yes(review, "clar_cla_review_cancelled")
                and (done := day_of(review, "clar_cla_review_date")) is not None
                and spell.start <= done <= day
            }
        )
        limit = ("first-care-review", "second-care-review", "later-care-review")[min(len(held), 2)]
        due = _after(child, day, held[-1] if held else spell.start, limit)
        assert due is not None
        yield Owed("care-review", person, team, due <= day, held[-1] if held else None, due)
    yield from _health(child, row, spell.start, day)
    if "eligible" in flags:
        assert born is not None
        weeks = _limit(child, day, "eligible-care").last_day(max(spell.start, birthday(born, 14)))
        since = max(birthday(born, 16), min(weeks, day))
        first = _after(child, day, since, "needs-assessment")
        yield Owed("needs-assessment", person, team, "eligible_needs_assessed" not in flags, None, first)
        last = _last(day, pathway_plan_days(child))
        due = _later(first, _after(child, day, last, "pathway-plan"))
        yield Owed("eligible-pathway-plan", person, team, "eligible_pathway_plan" not in flags, last, due)


def _health(child: Child, row: Row, start: date, day: date) -> Iterator[Owed]:
    assessed = list(check_days(child, is_health_assessment))
    if not any(start <= done <= day for done in assessed):
        due = _after(child, day, start, "first-health-assessment")
        assert due is not None
        yield Owed("first-health-assessment", child.person, row.team, due <= day, None, due)
    age = child.age(day)
    for name, flag, done, limit in (
        (
            "health-assessment",
            "health_assessment",
            assessed,
            "health-assessment-under-5" if age is not None and age < 5 else "health-assessment",
        ),
        ("dental-check", "dental_check", list(check_days(child, is_dental_check)), "dental-check"),
        ("eye-test", "eye_test", list(check_days(child, is_eye_test)), "eye-test"),
    ):
        last = _last(day, done)
        due = _later(add_months(start, 12), _after(child, day, last, limit))
        missing = "twelve_months" in row.flags and flag not in row.flags
        yield Owed(name, child.person, row.team, missing, last, due)


def _to_leaver(child: Child, row: Row, month: Month) -> Iterator[Owed]:
    day = month.last
    leaver = next(
        kept
        for kept in child.records("care_leavers")
        if kept.get("kept_month") == str(month) and kept.get("clea_care_leaver_allocated_team") == row.team
    )
    group = "relevant" if "relevant" in row.flags else "former-relevant"
    planned = [*pathway_plan_days(child), day_of(leaver, "clea_pathway_plan_review_date")]
    in_touch = words_of(leaver, "clea_care_leaver_in_touch") == "yes"
    contacts = [day_of(leaver, "clea_care_leaver_latest_contact")] if in_touch else []
    visits = _days(child, "cla_visits", "clav_cla_visit_date", "clav_cla_visit_seen")
    for name, flag, done, limit in (
        (f"{group}-pathway-plan", "pathway_plan", _last(day, planned), "pathway-plan"),
        ("leaver-contact", "contacted", _last(day, contacts), "leaver-contact"),
        (f"{group}-visit", "visited", _last(day, visits), "leaver-visit"),
    ):
        yield Owed(name, child.person, row.team, flag not in row.flags, done, _after(child, day, done, limit))


def _assessments(child: Child, month: Month) -> Iterator[Owed]:
    rows = list(find_assessments_open(child, month))
    for row in rows[:1]:
        for assessment in child.records("cin_assessments"):
            start = day_of(assessment, "cina_assessment_start_date")
            if not is_open(start, day_of(assessment, "cina_assessment_auth_date"), month.last):
                continue
            referral = known_referral(child.county, assessment)
            if referral is not None and not is_open(
                day_of(referral, "cine_referral_date"), day_of(referral, "cine_close_date"), month.last
            ):
                continue
            clock = clock_of(child.county, assessment)
            assert clock is not None
            limit = _limit(child, month.last, "assessment")
            missing = not limit.keeps(clock, month.last)
            yield Owed("assessment", child.person, row.team, missing, None, limit.last_day(clock))


def _care_plan_is_open(plan: Record, day: date) -> bool:
    return is_open(day_of(plan, "lacp_cla_care_plan_start_date"), day_of(plan, "lacp_cla_care_plan_end_date"), day)


def _begun(record: Record, column: str, day: date) -> bool:
    began = day_of(record, column)
    return began is not None and began <= day


def _days(child: Child, table: str, column: str, flag: str | None = None) -> list[date | None]:
    return [day_of(row, column) for row in child.records(table) if flag is None or is_yes(row, flag)]


def _last(day: date, days: Days) -> date | None:
    return max((done for done in days if done is not None and done <= day), default=None)


def _limit(child: Child, day: date, name: str) -> TimeLimit:
    return child.county.limits.on(day, name)


def _after(child: Child, day: date, start: date | None, name: str) -> date | None:
    return None if start is None else _limit(child, day, name).last_day(start)


def _later(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def is_soon(due: date | None, day: date, soon: int) -> bool:
    return due is not None and due <= day + timedelta(days=soon)

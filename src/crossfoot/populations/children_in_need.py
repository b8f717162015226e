"""Children in need: those helped under section 17, with their plans, reviews and visits."""

from __future__ import annotations

import ibis

from crossfoot.populations.birthdays import birthday
from crossfoot.populations.day_masks import recent_events, with_due
from crossfoot.populations.frame import Frame
from crossfoot.populations.month_facts import with_facts
from crossfoot.populations.month_masks import MonthMasks, outside
from crossfoot.populations.people import (
    AGES,
    ETHNICITIES,
    PERSON_COLUMNS,
    SEXES,
    age_text,
    ethnicity,
    sex_on,
    with_person,
)
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.protection_plans import PLAN_COLUMNS, own_plans, protected
from crossfoot.populations.spells_of_care import NEVER, SPELL_COLUMNS, spells_of_care
from crossfoot.populations.team_masks import in_team_by_month

_SECTION_17_NEEDS = ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8")
"""N0 is not stated, N9 cases other than children in need."""


def _open_cases(masks: MonthMasks) -> ibis.Table:
    """Episodes with `mask`: the months at whose end each is the one open that was referred last.

    Of two that were referred on one day it is the one with the highest id. The masks of a child share no month.
    """
    episodes = masks.frame.table("cin_episodes")
    rows = episodes.filter(episodes.cine_person_id.notnull() & episodes.cine_referral_date.notnull())
    return masks.latest(
        rows.select(
            "source_file",
            "source_row",
            id="cine_referral_id",
            person_id="cine_person_id",
            start="cine_referral_date",
            need="cine_cin_primary_need_code",
            mask=masks.open(rows.cine_referral_date, rows.cine_close_date),
        )
    )


def _in_need(masks: MonthMasks) -> ibis.Table:
    """Open cases with what is known of the child, in the months in which the child is under section 17 and under 18.

    Left out are the months with a plan of this council, and those in which the child is looked after.
    """
    cases = _open_cases(masks)
    rows = with_person(masks.frame, cases.filter(cases.need.isin(_SECTION_17_NEEDS)))
    elsewhere = _open_by_person(masks, own_plans(masks.frame)), _open_by_person(masks, spells_of_care(masks.frame))
    rows = with_facts(
        rows, *(each.rename({f"elsewhere_{n}": "open"}) for n, each in enumerate(elsewhere)), keys=("person_id",)
    )
    taken = rows.elsewhere_0.fill_null(0) | rows.elsewhere_1.fill_null(0)
    rows = rows.mutate(mask=rows.mask & outside(taken) & outside(masks.since(birthday(rows.dob, 18))))
    return rows.filter(rows.mask != 0).drop("elsewhere_0", "elsewhere_1")


def _open_by_person(masks: MonthMasks, spells: ibis.Table) -> ibis.Table:
    """The months at whose end any of the spells of a person is open: `person_id`, `open`."""
    return masks.by_person(spells.select("person_id", open=masks.open(spells.start, spells.end)), "open")


def build_children_in_need(frame: Frame) -> ibis.Table:
    """Section 17 children in need at the month's end."""
    masks = MonthMasks(frame)
    rows = with_due(masks, _in_need(masks), "start", "child-in-need-plan")
    plans = _open_by_person(masks, plans_while_current(frame)).rename(current="open")
    rows = with_facts(rows, plans, _reviewed(masks), _visited(masks), keys=("person_id",))
    rows = rows.mutate(plan_due=rows.due_child_in_need_plan, plan_up_to_date=rows.due_child_in_need_plan & rows.current)
    rows = masks.laid_out(_in_teams(masks, rows), "mask")
    return rows.select(
        "source_file",
        "source_row",
        "person_id",
        "month",
        "day",
        "team",
        **{flag: masks.holds(rows[flag], rows.month) for flag in CHILDREN_IN_NEED.flags},
        sex=sex_on(rows),
        ethnicity=ethnicity(rows),
        age=age_text(rows),
    )


def _in_teams(masks: MonthMasks, rows: ibis.Table) -> ibis.Table:
    people = masks.frame.table("cin_episodes").select(person_id="cine_person_id")
    plans = masks.frame.table("cp_plans").select(person_id="cppl_person_id")
    return in_team_by_month(masks, rows, people.union(plans))


def plans_while_current(frame: Frame) -> ibis.Table:
    """Child in need plans from their first day to their end, or to the next assessment authorised if that is first.

    A plan that began on or after the day of the latest assessment is one without an assessment since its first day.
    """
    table = frame.table("cin_plans")
    plans = table.filter(table.cinp_person_id.notnull() & table.cinp_cin_plan_start_date.notnull()).select(
        id="cinp_cin_plan_id",
        person_id="cinp_person_id",
        start="cinp_cin_plan_start_date",
        closes=table.cinp_cin_plan_end_date.fill_null(NEVER),
    )
    assessments = frame.table("cin_assessments").select(
        assessed="cina_person_id", authorised="cina_assessment_auth_date"
    )
    later = plans.inner_join(
        assessments, (plans.person_id == assessments.assessed) & (assessments.authorised > plans.start)
    )
    outdated = later.group_by("id").agg(outdated=later.authorised.min())
    rows = plans.left_join(outdated, "id").drop("id_right")
    return rows.select("person_id", "start", end=ibis.least(rows.closes, rows.outdated.fill_null(NEVER)))


def _reviewed(masks: MonthMasks) -> ibis.Table:
    """The months before whose end a child in need plan was reviewed recently enough, or a review ended protection."""
    own = masks.frame.table("x_cin_plan_review").select(person_id="xcpr_person_id", day="xcpr_review_date")
    conferences = masks.frame.table("cp_reviews")
    ended = conferences.filter(~conferences.cppr_cp_review_outcome_continue_cp).select(
        person_id="cppr_person_id", day="cppr_cp_review_date"
    )
    reviews = own.union(ended).mutate(held=ibis.literal(True))  # noqa: FBT003
    return recent_events(masks, reviews, {"reviewed": ("held", "child-in-need-review")})


def _visited(masks: MonthMasks) -> ibis.Table:
    """The months before whose end the child was seen on a visit recently enough."""
    visits = masks.frame.table("cin_visits").select(
        person_id="cinv_person_id", day="cinv_cin_visit_date", child_seen="cinv_cin_visit_seen"
    )
    return recent_events(masks, visits, {"visited": ("child_seen", "child-in-need-visit")})


def build_children_in_need_or_protected(frame: Frame) -> ibis.Table:
    """Section 17 children in need, and children with a protection plan, at the month's end: each once.

    A row rests on the child's open case; it has no source where a child with a plan has none.
    """
    masks = MonthMasks(frame)
    both = _in_need(masks).select("person_id", "mask").union(protected(masks).select("person_id", "mask"))
    either = masks.by_person(both, "mask").rename(either="mask")
    cases = _open_cases(masks).select("source_file", "source_row", "person_id", "mask")
    rows = with_facts(cases, either, keys=("person_id",))
    with_case = rows.mutate(mask=rows.mask & rows.either.fill_null(0)).drop("either")
    rest = with_facts(either, masks.by_person(cases, "mask"), keys=("person_id",))
    without = rest.select(
        "person_id",
        source_file=ibis.null("string"),
        source_row=ibis.null("int64"),
        mask=rest.either & outside(rest.mask.fill_null(0)),
    )
    rows = with_case.union(without.select(*with_case.columns))
    rows = masks.laid_out(_in_teams(masks, rows.filter(rows.mask != 0)), "mask")
    return rows.select("source_file", "source_row", "person_id", "month", "day", "team")


_IN_NEED_COLUMNS = (
    "cin_episodes.cine_referral_id",
    "cin_episodes.cine_person_id",
    "cin_episodes.cine_referral_date",
    "cin_episodes.cine_close_date",
    "cin_episodes.cine_cin_primary_need_code",
    *PERSON_COLUMNS,
    *PLAN_COLUMNS,
    *SPELL_COLUMNS,
)

CHILDREN_IN_NEED = Population(
    id="children-in-need",
    row="a child under 18 open as in need at the end of the month, without a protection plan and not looked after",
    moment=Moment.STOCK,
    table="cin_episodes",
    needs=_IN_NEED_COLUMNS,
    build=build_children_in_need,
    flags={
        "plan_due": Feature(
            "referred so many working days before that a plan is due", timescales=("child-in-need-plan",)
        ),
        "plan_up_to_date": Feature(
            "a plan is due, and one runs that began on or after the day of the latest assessment",
            (
                "cin_plans.cinp_cin_plan_id",
                "cin_plans.cinp_person_id",
                "cin_plans.cinp_cin_plan_start_date",
                "cin_plans.cinp_cin_plan_end_date",
                "cin_assessments.cina_person_id",
                "cin_assessments.cina_assessment_auth_date",
            ),
            ("child-in-need-plan",),
        ),
        "reviewed": Feature(
            "a plan was reviewed in the last 12 weeks, or a protection plan ended by its review",
            (
                "x_cin_plan_review.xcpr_person_id",
                "x_cin_plan_review.xcpr_review_date",
                "cp_reviews.cppr_person_id",
                "cp_reviews.cppr_cp_review_date",
                "cp_reviews.cppr_cp_review_outcome_continue_cp",
            ),
            ("child-in-need-review",),
        ),
        "visited": Feature(
            "the child was seen on a visit in the last 20 working days",
            ("cin_visits.cinv_person_id", "cin_visits.cinv_cin_visit_date", "cin_visits.cinv_cin_visit_seen"),
            ("child-in-need-visit",),
        ),
    },
    dimensions={
        "sex": Feature(
            "sex at the end of the month", ("person.pers_sex", "person.pers_expected_dob"), categories=SEXES
        ),
        "ethnicity": Feature("ethnicity", ("person.pers_ethnicity",), categories=ETHNICITIES),
        "age": Feature("age in years at the end of the month", ("person.pers_expected_dob",), categories=AGES),
    },
)

CHILDREN_IN_NEED_OR_PROTECTED = Population(
    id="children-in-need-or-protected",
    row="a child under 18 open as in need, or with a protection plan, at the end of the month",
    moment=Moment.STOCK,
    table="cin_episodes",
    needs=_IN_NEED_COLUMNS,
    build=build_children_in_need_or_protected,
)

POPULATIONS = (CHILDREN_IN_NEED, CHILDREN_IN_NEED_OR_PROTECTED)

"""Children who start to be looked after, and children who stop."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from crossfoot.populations.frame import Frame
from crossfoot.populations.looked_after import MONTHS_IN_CARE, months_in_care
from crossfoot.populations.month_facts import with_facts
from crossfoot.populations.people import AGE_RANGES, PERSON_COLUMNS, SEXES, age_range, sex_on, with_person
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.spells_of_care import SPELL_COLUMNS, spells_of_care
from crossfoot.populations.teams import with_team, with_team_at_end

_REASONS = {
    "adopted-application-unopposed": ("E11",),
    "adopted-consent-dispensed-with": ("E12",),
    "residence-order-granted": ("E41",),
    "special-guardianship-order-foster-care": ("E43", "E45", "E46"),
    "special-guardianship-order-not-foster-carer": ("E44", "E47", "E48"),
    "returned-home-to-parents-other-with-parental-resp": ("E4A", "E4B"),
    "moved-to-indep-living-formal-advice-support": ("E5",),
    "moved-to-indep-living-no-formal-advice-support": ("E6",),
    "transferred-to-adult-social-services": ("E7",),
    "sentenced-to-custody": ("E9",),
}
"""The reasons of the county report by the codes of the return; all other codes, and none, are another reason."""
_OTHER_REASON = "care-ceased-for-other-reason"
_UNKNOWN = "unknown"


def build_started(frame: Frame) -> ibis.Table:
    """Spells of care by their first day."""
    spells = spells_of_care(frame)
    rows = spells.select(
        "source_file",
        "source_row",
        "person_id",
        day="start",
        looked_after_before=spells.spell > 1,
        need=spells.need.fill_null(_UNKNOWN).lower(),
    )
    # People last: the largest of the tables is then read once, and not for every use of the rows.
    rows = with_person(frame, with_team(frame, frame.in_month(rows, "day")))
    rows = rows.select(
        "source_file",
        "source_row",
        "person_id",
        "month",
        "day",
        "team",
        "looked_after_before",
        "need",
        sex=sex_on(rows),
        age_range=age_range(rows),
    )
    return with_facts(rows, _requested(frame), keys=("person_id", "day"))


def build_ended(frame: Frame) -> ibis.Table:
    """Spells of care by their last day."""
    spells = spells_of_care(frame)
    rows = spells.select("source_file", "source_row", "person_id", "start", "ceased_reason", day="end")
    rows = with_person(frame, with_team_at_end(frame, frame.in_month(rows, "day")))
    return rows.select(
        "source_file",
        "source_row",
        "person_id",
        "month",
        "day",
        "team",
        reason=_reason(rows.ceased_reason),
        sex=sex_on(rows),
        age_range=age_range(rows),
        months_in_care=months_in_care(rows.start, rows.day),
    )


def _requested(frame: Frame) -> ibis.Table:
    """`health_requested` for each person and first day in care with a request: whether the first was soon enough."""
    spells = frame.in_month(spells_of_care(frame).select("person_id", day="start"), "day", limits=["health-request"])
    requests = frame.table("x_health_assessment_request").select(child="xhar_person_id", asked="xhar_requested_date")
    later = spells.inner_join(requests, (spells.person_id == requests.child) & (requests.asked >= spells.day))
    first = later.group_by("person_id", "day", "limit_health_request").agg(asked=later.asked.min())
    first = frame.with_working_days(first, _begun="day", _asked="asked")
    in_time = first["_asked"] - first["_begun"] <= first.limit_health_request
    return first.select("person_id", "day", health_requested=in_time)


def _reason(code: ir.StringValue) -> ir.StringValue:
    return ibis.cases(*((code.isin(codes), reason) for reason, codes in _REASONS.items()), else_=_OTHER_REASON)


_SEX = Feature("sex", (*PERSON_COLUMNS, "person.pers_expected_dob", "person.pers_sex"), categories=SEXES)
_AGE_RANGE = Feature("age", (*PERSON_COLUMNS, "person.pers_expected_dob"), categories=AGE_RANGES)

STARTED = Population(
    id="care-started",
    row="a child who started to be looked after, on the first day",
    moment=Moment.FLOW,
    table="cla_episodes",
    needs=SPELL_COLUMNS,
    build=build_started,
    flags={
        "looked_after_before": Feature("was looked after before, in a spell that had ended"),
        "health_requested": Feature(
            "a health assessment was requested soon enough after the start",
            ("x_health_assessment_request.xhar_person_id", "x_health_assessment_request.xhar_requested_date"),
            ("health-request",),
        ),
    },
    dimensions={
        "sex": _SEX,
        "age-range": _AGE_RANGE,
        "need": Feature(
            "main need",
            ("cla_episodes.clae_cla_primary_need_code",),
            categories=tuple(f"n{number}" for number in range(10)),
        ),
    },
)

ENDED = Population(
    id="care-ended",
    row="a child who stopped being looked after, on the last day",
    moment=Moment.FLOW,
    table="cla_episodes",
    needs=SPELL_COLUMNS,
    build=build_ended,
    dimensions={
        "reason": Feature(
            "why care ended",
            ("cla_episodes.clae_cla_episode_ceased_reason",),
            categories=(*_REASONS, _OTHER_REASON),
        ),
        "sex": _SEX,
        "age-range": _AGE_RANGE,
        "months-in-care": Feature("months in care", categories=MONTHS_IN_CARE),
    },
)

POPULATIONS = (STARTED, ENDED)

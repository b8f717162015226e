"""Children looked after at month end, with everything that is asked of them."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from crossfoot.populations import care_health, looked_after_placement, looked_after_plans
from crossfoot.populations.birthdays import birthday
from crossfoot.populations.care_health import health_facts, health_flags
from crossfoot.populations.frame import Frame
from crossfoot.populations.looked_after_placement import placement_facts, placement_flags
from crossfoot.populations.looked_after_plans import plan_facts, plan_flags, school_age
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
from crossfoot.populations.spells_of_care import SPELL_COLUMNS, spells_of_care
from crossfoot.populations.team_masks import in_team_by_month

_LEGAL_STATUSES = {
    "C2": "care-order",
    "C1": "interim-care-order",
    "E1": "placement-order-granted",
    "V2": "single-period-of-accommodation-under-section-20",
    "L1": "under-police-protection-and-in-la-accommodation",
}
_MONTHS_IN_CARE = {
    "under-1": 1,
    "1-6": 7,
    "7-12": 13,
    "13-18": 19,
    "19-24": 25,
    "25-36": 37,
    "37-48": 49,
    "49-60": 61,
}
"""Each category with the number of months that it stays below."""
_MOST_MONTHS_IN_CARE = "61-and-over"
MONTHS_IN_CARE = (*_MONTHS_IN_CARE, _MOST_MONTHS_IN_CARE)
_UNACCOMPANIED = ("uasc", "unaccompanied")


def build_looked_after(frame: Frame) -> ibis.Table:
    """Children under 18 with a spell of care open at month end."""
    masks = MonthMasks(frame)
    rows = with_facts(
        _children(masks),
        *placement_facts(masks),
        *plan_facts(masks),
        *health_facts(masks),
        _legal_statuses(masks),
        _unaccompanied(masks),
        keys=("person_id",),
    )
    flags = {**placement_flags(rows), **plan_flags(rows), **health_flags(rows)}
    names = ("person_id", "source_file", "source_row", "mask", "start", "dob", "expected", "sex_code", "ethnicity_code")
    statuses = tuple(_LEGAL_STATUSES.values())
    own = ("two_years", "long_term", "unaccompanied")
    rows = rows.select(*names, *own, *(_mask_of(status) for status in statuses), **flags)
    rows = in_team_by_month(masks, rows, frame.table("cla_episodes").select(person_id="clae_person_id"))
    rows = masks.laid_out(rows, "mask")
    legal_status = ibis.cases(
        *((masks.holds(rows[_mask_of(status)], rows.month), status) for status in statuses), else_="other"
    )
    return rows.select(
        "source_file",
        "source_row",
        "person_id",
        "month",
        "day",
        "team",
        **{flag: masks.holds(rows[flag], rows.month) for flag in FLAGS},
        sex=sex_on(rows),
        ethnicity=ethnicity(rows),
        age=age_text(rows),
        legal_status=legal_status,
        months_in_care=months_in_care(rows.start, rows.day),
    )


def _children(masks: MonthMasks) -> ibis.Table:
    """Spells of care with `mask`, the months of a row, and masks of what follows from birth and time in care alone."""
    spells = spells_of_care(masks.frame).select("person_id", "start", "end", "source_file", "source_row")
    rows = _with_days_before(with_person(masks.frame, spells))
    born, is_16 = masks.since(rows.dob), masks.since(birthday(rows.dob, 16))
    # Days in earlier spells count as if this one had begun so much sooner.
    begun = ibis.cases((rows.fourteenth > rows.start, rows.fourteenth), else_=rows.start)
    begun = begun - rows.days_before.as_interval("D")
    rows = rows.mutate(
        mask=masks.open(rows.start, rows.end) & outside(masks.since(birthday(rows.dob, 18))),
        is_16=is_16,
        is_under_5=born & outside(masks.since(birthday(rows.dob, 5))),
        twelve_months=masks.since(rows.start + ibis.interval(months=12)),
        two_years=masks.since(rows.start + ibis.interval(months=24)),
        long_term=masks.since(rows.start + ibis.interval(months=30)) & born & outside(is_16),
        of_school_age=school_age(masks, rows.dob),
        long_enough_in_care=masks.reached(begun, "eligible-care"),
    )
    return rows.filter(rows.mask != 0)


def months_in_care(start: ir.DateValue, day: ir.DateValue) -> ir.StringValue:
    """The category of `months-in-care` from the first day in care to `day`, in whole months."""
    branches = [(start + ibis.interval(months=below) > day, name) for name, below in _MONTHS_IN_CARE.items()]
    return ibis.cases(*branches, else_=_MOST_MONTHS_IN_CARE)


def _with_days_before(spells: ibis.Table) -> ibis.Table:
    """Adds `fourteenth` (the birthday) and `days_before`: days in care since it in the child's earlier spells."""
    spells = spells.mutate(fourteenth=birthday(spells.dob, 14))
    begun = ibis.cases((spells.fourteenth > spells.start, spells.fourteenth), else_=spells.start)
    days = spells.end.delta(begun, unit="day")
    spells = spells.mutate(lasted=(days > 0).ifelse(days, 0))
    earlier = ibis.window(group_by=spells.person_id, order_by=spells.start, preceding=(None, 1))
    return spells.mutate(days_before=spells.lasted.sum().over(earlier).fill_null(0).cast("int32")).drop("lasted")


def _unaccompanied(masks: MonthMasks) -> ibis.Table:
    """The months with an open status of an unaccompanied child."""
    statuses = masks.frame.table("immigration_status")
    words = statuses.immi_immigration_status.lower()
    statuses = statuses.filter(words.contains(_UNACCOMPANIED[0]) | words.contains(_UNACCOMPANIED[1]))
    held = masks.open(statuses.immi_immigration_status_start_date, statuses.immi_immigration_status_end_date)
    return masks.by_person(statuses.select(person_id="immi_person_id", unaccompanied=held), "unaccompanied")


def _legal_statuses(masks: MonthMasks) -> ibis.Table:
    """The months in which each legal status is the one that began last of those open."""
    statuses = masks.frame.table("legal_status")
    rows = statuses.select(
        person_id="lega_person_id",
        id="lega_legal_status_id",
        start="lega_legal_status_start_date",
        mask=masks.open(statuses.lega_legal_status_start_date, statuses.lega_legal_status_end_date),
        code="lega_legal_status",
    )
    rows = masks.latest(rows)
    never = ibis.literal(0).cast("int64")
    by_status = {
        _mask_of(status): ibis.cases((rows.code == code, rows.mask), else_=never)
        for code, status in _LEGAL_STATUSES.items()
    }
    return masks.by_person(rows.select("person_id", **by_status), *by_status)


def _mask_of(status: str) -> str:
    return f"is_{status.replace('-', '_')}"


FLAGS: Mapping[str, Feature] = {
    **looked_after_placement.FLAGS,
    **looked_after_plans.FLAGS,
    **care_health.FLAGS,
    "two_years": Feature("looked after for two years or more"),
    "long_term": Feature("under 16, and looked after for two and a half years or more"),
    "unaccompanied": Feature(
        "came seeking asylum without a parent",
        (
            "immigration_status.immi_person_id",
            "immigration_status.immi_immigration_status",
            "immigration_status.immi_immigration_status_start_date",
            "immigration_status.immi_immigration_status_end_date",
        ),
    ),
}
DIMENSIONS: Mapping[str, Feature] = {
    "sex": Feature("sex", ("person.pers_sex", "person.pers_expected_dob"), categories=SEXES),
    "ethnicity": Feature("ethnicity", ("person.pers_ethnicity",), categories=ETHNICITIES),
    "age": Feature("age in years", ("person.pers_expected_dob",), categories=AGES),
    "legal-status": Feature(
        "legal status", ("legal_status.lega_legal_status_id",), categories=(*_LEGAL_STATUSES.values(), "other")
    ),
    "months-in-care": Feature("months in care so far", categories=MONTHS_IN_CARE),
}

LOOKED_AFTER = Population(
    id="looked-after",
    row="a child under 18 who is looked after at month end",
    moment=Moment.STOCK,
    table="cla_episodes",
    needs=(*SPELL_COLUMNS, *PERSON_COLUMNS),
    build=build_looked_after,
    flags=FLAGS,
    dimensions=DIMENSIONS,
)

POPULATIONS = (LOOKED_AFTER,)

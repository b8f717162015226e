"""Where looked after children live at month end, whether they are visited there, and how long they have stayed."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from crossfoot.populations.month_facts import with_facts
from crossfoot.populations.month_masks import MonthMasks, any_of, outside
from crossfoot.populations.placement_stays import PLACEMENT_COLUMNS, STAY_COLUMNS, placements_in_stays, stays_of
from crossfoot.populations.population import Feature

WITHIN = ("placement-visit-first-year", "placement-visit", "placement-visit-to-18")
DUE = ("placement-first-visit",)
_VISIT_LIMITS = (*DUE, *WITHIN)

_PLAN_COLUMNS = (
    "cla_care_plan.lacp_person_id",
    "cla_care_plan.lacp_cla_care_plan_start_date",
    "cla_care_plan.lacp_cla_care_plan_end_date",
    "cla_care_plan.lacp_cla_care_plan_is_ltfost18",
)
_VISIT_COLUMNS = ("cla_visits.clav_person_id", "cla_visits.clav_cla_visit_date")
_AREA_COLUMNS = (
    *PLACEMENT_COLUMNS,
    "x_placement_area.xpla_cla_placement_id",
    "x_placement_area.xpla_in_county",
)

FLAGS: Mapping[str, Feature] = {
    "placed_for_adoption": Feature("placed for adoption", PLACEMENT_COLUMNS),
    "in_county": Feature("not placed for adoption, and placed in the county", _AREA_COLUMNS),
    "out_of_county": Feature("not placed for adoption, and placed outside the county", _AREA_COLUMNS),
    "visit_due": Feature(
        "not placed for adoption, and in the placement long enough for the first visit to be due",
        PLACEMENT_COLUMNS,
        DUE,
    ),
    "seen": Feature(
        "a visit was due, and the child was last seen within the time allowed",
        (*PLACEMENT_COLUMNS, *_PLAN_COLUMNS, *_VISIT_COLUMNS, "cla_visits.clav_cla_visit_seen"),
        _VISIT_LIMITS,
    ),
    "seen_alone": Feature(
        "a visit was due, and the child was last seen alone within the time allowed",
        (*PLACEMENT_COLUMNS, *_PLAN_COLUMNS, *_VISIT_COLUMNS, "cla_visits.clav_cla_visit_seen_alone"),
        _VISIT_LIMITS,
    ),
    "stable_12_months": Feature(
        "looked after for two years or more, and in the same placement for 12 months or more", STAY_COLUMNS
    ),
    "stable_2_years": Feature(
        "in long-term care, and in the same placement for two years or more; placed for adoption, in it or the one "
        "before",
        STAY_COLUMNS,
    ),
    "three_placements": Feature("three or more placements in the 12 months up to the month end", STAY_COLUMNS),
}


def placement_facts(masks: MonthMasks) -> tuple[ibis.Table, ...]:
    """The months in which what `placement_flags` asks of a person holds."""
    placed = placements_in_stays(masks.frame)
    stays = stays_of(placed)
    at_month_ends = _at_month_ends(masks, placed, stays)
    return _placement(masks, at_month_ends), _seen(masks, at_month_ends), _moved(masks, stays)


def placement_flags(rows: ibis.Table) -> Mapping[str, ir.IntegerValue]:
    """The masks of `FLAGS` of rows with `placement_facts`, `two_years` and `long_term`."""
    stayed = rows.stayed_24_months | (rows.for_adoption & rows.stayed_24_months_before)
    return {
        "placed_for_adoption": rows.for_adoption,
        "in_county": rows.placed_in_county,
        "out_of_county": rows.placed_out_of_county,
        "visit_due": rows.first_visit_due,
        "seen": rows.first_visit_due & rows.seen_in_time,
        "seen_alone": rows.first_visit_due & rows.seen_alone_in_time,
        "stable_12_months": rows.two_years & rows.stayed_12_months,
        "stable_2_years": rows.long_term & stayed,
        "three_placements": rows.moved_twice,
    }


def _at_month_ends(masks: MonthMasks, placed: ibis.Table, stays: ibis.Table) -> ibis.Table:
    """Placements with `mask`: the months in which each is the one that began last of those open."""
    of_stay = stays.select("stay", child="person_id", stay_since="start", stay_before_since="start_before")
    rows = masks.latest(placed.mutate(mask=masks.open(placed.start, placed.end)))
    rows = rows.inner_join(of_stay, [rows.person_id == of_stay.child, rows.stay == of_stay.stay])
    return rows.select("person_id", "id", "start", "mask", "for_adoption", "stay_since", "stay_before_since")


def _placement(masks: MonthMasks, rows: ibis.Table) -> ibis.Table:
    area = masks.frame.table("x_placement_area").select(placement="xpla_cla_placement_id", inside="xpla_in_county")
    rows = rows.left_join(area, rows.id == area.placement)
    never = ibis.literal(0).cast("int64")
    adoption = rows.for_adoption.ifelse(rows.mask, never)
    other = rows.for_adoption.ifelse(never, rows.mask)
    rows = rows.select(
        "person_id",
        for_adoption=adoption,
        placed_in_county=ibis.cases((rows.inside, other), else_=never),
        placed_out_of_county=ibis.cases((~rows.inside, other), else_=never),
        first_visit_due=other & masks.reached(rows.start, "placement-first-visit"),
        stayed_12_months=rows.mask & masks.since(rows.stay_since + ibis.interval(months=12)),
        stayed_24_months=rows.mask & masks.since(rows.stay_since + ibis.interval(months=24)),
        stayed_24_months_before=rows.mask & masks.since(rows.stay_before_since + ibis.interval(months=24)),
    )
    return masks.by_person(rows, *(name for name in rows.columns if name != "person_id"))


def _seen(masks: MonthMasks, rows: ibis.Table) -> ibis.Table:
    """The months in which the last visit to the placement is recent enough for its first year, and for later."""
    visits = masks.frame.table("cla_visits")
    day = visits.clav_cla_visit_date
    first_year, later, to_18 = (masks.within(day, limit) for limit in WITHIN)
    visits = visits.select(
        child="clav_person_id",
        visited=day,
        seen=visits.clav_cla_visit_seen.fill_null(False),  # noqa: FBT003 - what is not known is not yes
        alone=visits.clav_cla_visit_seen_alone.fill_null(False),  # noqa: FBT003
        in_first_year=first_year,
        later=later,
        to_18=to_18,
    )
    visits = visits.filter((visits.seen | visits.alone) & ((visits.in_first_year | visits.later | visits.to_18) != 0))
    first = rows.mask & outside(masks.since(rows.start + ibis.interval(months=12)))
    placed = rows.select("person_id", "start", "mask", first=first)
    placed = with_facts(placed, _plans_to_18(masks), keys=("person_id",))
    placed = placed.select(
        "person_id",
        "start",
        "first",
        until_18=placed.mask & outside(placed.first) & placed.planned_to_18.fill_null(0),
        other=placed.mask & outside(placed.first) & outside(placed.planned_to_18.fill_null(0)),
    )
    found = placed.inner_join(visits, (placed.person_id == visits.child) & (visits.visited >= placed.start))
    in_time = (found.first & found.in_first_year) | (found.until_18 & found.to_18) | (found.other & found.later)
    found = found.select("person_id", "seen", "alone", in_time=in_time)
    return found.group_by("person_id").agg(
        seen_in_time=any_of(found.seen.ifelse(found.in_time, 0)),
        seen_alone_in_time=any_of(found.alone.ifelse(found.in_time, 0)),
    )


def _plans_to_18(masks: MonthMasks) -> ibis.Table:
    plans = masks.frame.table("cla_care_plan")
    plans = plans.filter(plans.lacp_cla_care_plan_is_ltfost18)
    open_plans = masks.open(plans.lacp_cla_care_plan_start_date, plans.lacp_cla_care_plan_end_date)
    return masks.by_person(plans.select(person_id="lacp_person_id", planned_to_18=open_plans), "planned_to_18")


def _moved(masks: MonthMasks, stays: ibis.Table) -> ibis.Table:
    """`moved_twice`: the months in which three or more stays had a day after the day 12 months before, up to it.

    The last day of a stay is one of its days here: one that ended on the day it began was a placement too.
    """
    # 12 months before 28 February is never 29 February: a stay that ended on one had a day after it.
    leap = (stays.end.month() == 2) & (stays.end.day() == 29)
    over = stays.end + ibis.interval(months=12)
    over = leap.ifelse(over + ibis.interval(days=1), over)
    lasted = stays.end.isnull() | (stays.end >= stays.start)
    rows = stays.filter(lasted).mutate(first=masks.open(stays.start, over))
    before = ibis.window(group_by=rows.person_id, order_by=rows.stay, preceding=(None, 1))
    rows = rows.mutate(second=rows.first & any_of(rows.first).over(before).fill_null(0))
    before = ibis.window(group_by=rows.person_id, order_by=rows.stay, preceding=(None, 1))
    rows = rows.mutate(moved_twice=rows.first & any_of(rows.second).over(before).fill_null(0))
    return masks.by_person(rows, "moved_twice")

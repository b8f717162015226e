"""Adoption orders, and how long the children had waited for each step before."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from crossfoot.populations.frame import Frame
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.spells_of_care import NEVER, SPELL_COLUMNS, spells_of_care
from crossfoot.populations.teams import with_team_at_end

_ADOPTION = "adopt"
"""What the type of an order says where it is one of adoption, in any case."""


def build_adoptions(frame: Frame) -> ibis.Table:
    """Adoption orders by their day."""
    orders = frame.table("permanence")
    is_adoption = orders.perm_permanence_order_type.lower().contains(_ADOPTION)
    rows = orders.filter(orders.perm_person_id.notnull() & is_adoption).select(
        "source_file",
        "source_row",
        person_id="perm_person_id",
        day="perm_permanence_order_date",
        decided="perm_adm_decision_date",
        ordered="perm_placement_order_date",
        matched="perm_matched_date",
        placed="perm_placed_for_adoption_date",
    )
    rows = frame.in_month(rows, "day", limits=["adoption-decision-to-order"])
    spells = spells_of_care(frame).select(child="person_id", entered="start", left="end")
    in_care = (spells.entered <= rows.placed) & (spells.left.fill_null(NEVER) > rows.placed)
    rows = rows.left_join(spells, (rows.person_id == spells.child) & in_care)
    latest = frame.limit_after(rows.decided, rows.limit_adoption_decision_to_order, "adoption-decision-to-order")
    rows = rows.mutate(
        within_12_months=rows.day <= latest,
        days_to_placement=_days(rows.entered, rows.placed),
        days_to_match=_days(rows.ordered, rows.matched),
    )
    rows = rows.mutate(
        placed_from_care=rows.days_to_placement.notnull(), had_placement_order=rows.days_to_match.notnull()
    )
    return with_team_at_end(frame, rows)


def _days(start: ir.DateValue, end: ir.DateValue) -> ir.IntegerValue:
    """Days from one to the other, 0 where the end came first, NULL where either is not known."""
    days = end.delta(start, unit="day")
    return ibis.cases((days > 0, days), (days <= 0, days * 0))


_TO_PLACEMENT = ("permanence.perm_placed_for_adoption_date", *SPELL_COLUMNS)
_TO_MATCH = ("permanence.perm_placement_order_date", "permanence.perm_matched_date")

ADOPTIONS = Population(
    id="adoptions",
    row="a child adopted, on the day of the order",
    moment=Moment.FLOW,
    table="permanence",
    needs=(
        "permanence.perm_person_id",
        "permanence.perm_permanence_order_date",
        "permanence.perm_permanence_order_type",
    ),
    build=build_adoptions,
    flags={
        "within_12_months": Feature(
            "the order came soon enough after the decision for adoption",
            ("permanence.perm_adm_decision_date",),
            ("adoption-decision-to-order",),
        ),
        "placed_from_care": Feature(
            "the days of moving in with the adopters and entering care are known", _TO_PLACEMENT
        ),
        "had_placement_order": Feature("adopted after a placement order, and the day of the match is known", _TO_MATCH),
    },
    amounts={
        "days_to_placement": Feature("days from entering care to moving in with the adopters", _TO_PLACEMENT),
        "days_to_match": Feature("days from the placement order to the match; 0 where matched before", _TO_MATCH),
    },
)

POPULATIONS = (ADOPTIONS,)

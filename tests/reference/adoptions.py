"""Adoption orders of a month, and how long the children had waited."""

from __future__ import annotations

from collections.abc import Iterator

from reference.cells import Record, day_of, words_of
from reference.children import Child
from reference.months import Month
from reference.rows import Row, holding
from reference.teams import team_at_end


def find_adoptions(child: Child, month: Month) -> Iterator[Row]:
    limit = child.county.limits.on(month.last, "adoption-decision-to-order")
    for permanence in child.records("permanence"):
        day = day_of(permanence, "perm_permanence_order_date")
        if day is None or not month.holds(day) or "adopt" not in words_of(permanence, "perm_permanence_order_type"):
            continue
        decided = day_of(permanence, "perm_adm_decision_date")
        amounts = {
            "days_to_placement": _days_to_placement(child, permanence),
            "days_to_match": _days_to_match(permanence),
        }
        yield Row(
            child.person,
            day,
            team_at_end(child, day),
            flags=holding(
                within_12_months=decided is not None and limit.keeps(decided, day),
                placed_from_care=amounts["days_to_placement"] is not None,
                had_placement_order=amounts["days_to_match"] is not None,
            ),
            amounts={name: amount for name, amount in amounts.items() if amount is not None},
        )


def _days_to_placement(child: Child, permanence: Record) -> int | None:
    """From the first day of the spell of care in which the child was placed."""
    placed = day_of(permanence, "perm_placed_for_adoption_date")
    spell = child.spell_on(placed) if placed is not None else None
    if placed is None or spell is None:
        return None
    return max((placed - spell.start).days, 0)


def _days_to_match(permanence: Record) -> int | None:
    """None where the child had no placement order or was not matched."""
    ordered = day_of(permanence, "perm_placement_order_date")
    matched = day_of(permanence, "perm_matched_date")
    if ordered is None or matched is None:
        return None
    return max((matched - ordered).days, 0)

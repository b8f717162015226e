"""Every rule of the audit, by its id: what is documented, counted and reported."""

from __future__ import annotations

from crossfoot.audit import (
    find_breakdown_faults,
    find_change_slips,
    find_column_rules,
    find_copies,
    find_date_faults,
    find_direction_faults,
    find_exception_faults,
    find_label_faults,
    find_misquoted_figures,
    find_narrative_arithmetic,
    find_narrative_claims,
    find_pair_faults,
    find_product_faults,
    find_rate_faults,
    find_rating_faults,
    find_ratio_faults,
    find_reference_faults,
    find_repeated_measures,
    find_residue,
    find_risk_faults,
    find_running_totals,
    find_stock_and_flow,
    find_sums_over_time,
    find_total_faults,
    find_trend_faults,
)
from crossfoot.audit.finding import Rule

_MODULES = (
    find_total_faults, find_column_rules, find_product_faults, find_ratio_faults, find_rate_faults,
    find_sums_over_time, find_running_totals, find_pair_faults, find_stock_and_flow, find_trend_faults,
    find_change_slips,
    find_risk_faults, find_repeated_measures, find_breakdown_faults, find_copies, find_label_faults,
    find_direction_faults, find_rating_faults, find_residue, find_narrative_arithmetic, find_narrative_claims,
    find_misquoted_figures, find_date_faults, find_reference_faults, find_exception_faults,
)  # fmt: skip
RULES: dict[str, Rule] = {
    rule.id: rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, Rule)
}
"""By id, in the order in which they are documented."""


def rule_of(name: str) -> Rule:
    """The rule of that id. Raises KeyError."""
    return RULES[name]

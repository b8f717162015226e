"""The products that the committee paper holds: each one's sections, and the quantities that it offers to words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from crossfoot.reports.document import Block, Quantity
from crossfoot.reports.early_help.claim_card import claim_card_sections
from crossfoot.reports.early_help.early_help_dashboard import early_help_dashboard_sections
from crossfoot.reports.edition import Edition
from crossfoot.reports.education.education_scorecard import education_scorecard_sections
from crossfoot.reports.inclusion.inclusion_framework import inclusion_framework_sections
from crossfoot.reports.money.balances_and_reserves import balances_and_reserves_sections, balances_quantities
from crossfoot.reports.money.budget_monitor import budget_monitor_sections, budget_quantities
from crossfoot.reports.money.placement_bridge import bridge_quantities, placement_bridge_sections
from crossfoot.reports.monthly.monthly_report import monthly_tables_sections
from crossfoot.reports.participation.participation_scorecard import participation_scorecard_sections
from crossfoot.reports.risk.risk_register import risk_quantities, risk_register_sections
from crossfoot.reports.signs.vital_signs import vital_signs_sections
from crossfoot.reports.unaccompanied.unaccompanied_children import unaccompanied_children_sections


class Sections(Protocol):
    """Gives a product's blocks, its headings at `level` and below; none where its input was not supplied."""

    def __call__(self, edition: Edition, *, level: int) -> Iterable[Block]:
        """The blocks, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Product:
    """One product of the pack."""

    sections: Sections
    quantities: Callable[[Edition], Mapping[str, Quantity]] = lambda _edition: {}


PRODUCTS: Mapping[str, Product] = {
    "vital-signs": Product(vital_signs_sections),
    "education-scorecard": Product(education_scorecard_sections),
    "participation-scorecard": Product(participation_scorecard_sections),
    "inclusion-framework": Product(inclusion_framework_sections),
    "early-help-dashboard": Product(early_help_dashboard_sections),
    "claim-card": Product(claim_card_sections),
    "unaccompanied-children": Product(unaccompanied_children_sections),
    "budget-monitor": Product(budget_monitor_sections, budget_quantities),
    "balances-and-reserves": Product(balances_and_reserves_sections, balances_quantities),
    "placement-bridge": Product(placement_bridge_sections, bridge_quantities),
    "risk-register": Product(risk_register_sections, risk_quantities),
    "monthly-report": Product(monthly_tables_sections),
}

"""The registers of balances, reserves, savings, shared grants and placements, and what is looked for in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crossfoot.finance.placement_bridge import PLACEMENT_COSTS, find_placement_issues
from crossfoot.finance.printed_amounts import PRINTED_AMOUNTS
from crossfoot.finance.printed_totals import find_printed_total_issues
from crossfoot.finance.reserves import RESERVE_DECISIONS, RESERVES, find_reserve_issues
from crossfoot.finance.savings import SAVINGS, find_saving_issues
from crossfoot.finance.school_balances import SCHOOL_BALANCES, find_school_balance_issues
from crossfoot.finance.shared_grant_checks import find_shared_grant_issues
from crossfoot.finance.shared_grants import (
    SHARED_GRANT_PARTNERS,
    SHARED_GRANT_PAYMENTS,
    SHARED_GRANT_YEARS,
    SHARED_GRANTS,
)
from crossfoot.registers.register import Register, Registers
from crossfoot.vocabulary.issues import Issue

BALANCE_REGISTERS: tuple[Register[Any], ...] = (
    SCHOOL_BALANCES,
    RESERVES,
    RESERVE_DECISIONS,
    SAVINGS,
    SHARED_GRANTS,
    SHARED_GRANT_YEARS,
    SHARED_GRANT_PARTNERS,
    SHARED_GRANT_PAYMENTS,
    PLACEMENT_COSTS,
    PRINTED_AMOUNTS,
)
"""In the order in which a council would fill them in."""
BALANCE_CHECKS: tuple[Callable[[Registers], list[Issue]], ...] = (
    find_school_balance_issues,
    find_reserve_issues,
    find_saving_issues,
    find_shared_grant_issues,
    find_placement_issues,
    find_printed_total_issues,
)

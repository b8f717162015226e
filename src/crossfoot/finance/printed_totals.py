"""Every amount of balances, reserves and savings by name, against the totals and sentences that print one of them."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.finance.printed_amounts import PRINTED_AMOUNTS, Working, find_printed_issues
from crossfoot.finance.reserves import RESERVES, reserve_workings, reserves_of
from crossfoot.finance.savings import SAVINGS, saving_workings, savings_of
from crossfoot.finance.school_balances import SCHOOL_BALANCES, school_balance_workings, school_balances_of
from crossfoot.registers.register import Registers
from crossfoot.vocabulary.issues import Issue
from crossfoot.vocabulary.periods import Period


def workings_of(registers: Registers, year: Period) -> Iterator[tuple[str, Working]]:
    """Every amount of a financial year by its name, with its parts; of a register without rows nothing."""
    balances = school_balances_of(registers, year)
    reserves = reserves_of(registers, year)
    savings = savings_of(registers, year)
    if balances:
        yield from school_balance_workings(balances)
    if reserves:
        yield from reserve_workings(reserves)
    if savings:
        yield from saving_workings(savings)


def find_printed_total_issues(registers: Registers) -> list[Issue]:
    """Printed totals that their parts do not give."""
    years = {row.entry.year for row in registers.of(SCHOOL_BALANCES)}
    years |= {row.entry.year for row in registers.of(RESERVES)}
    years |= {row.entry.year for row in registers.of(SAVINGS)}
    workings = {(year, name): working for year in years for name, working in workings_of(registers, year)}
    return find_printed_issues(registers.of(PRINTED_AMOUNTS), workings)

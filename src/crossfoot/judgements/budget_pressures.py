"""The lines of the budget as the exception criteria see them."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.finance.budget import budget_of
from crossfoot.judgements.pressures import BudgetLine
from crossfoot.registers.register import Registers


def pressing_budget_lines(registers: Registers) -> tuple[BudgetLine, ...]:
    """Every line of the general fund and of the schools budget, in £ million; none where no budget was supplied."""
    budget = budget_of(registers)
    return tuple(
        BudgetLine(
            id=line.id,
            name=line.entry.name,
            budget=_in_millions(line.approved),
            forecast=_in_millions(line.forecast),
            variance=line.variance.scaleb(-6),
        )
        for line in (budget.lines if budget is not None else ())
    )


def _in_millions(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.scaleb(-6)

"""The shape of a file of budget lines and risks that a council supplies beside its figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.judgements.pressures import BudgetLine, Pressures, Risk


class WrittenBudgetLine(Strict):
    """One line of the revenue budget in £ million, as printed: the variance is not worked out again.

    `budget` and `forecast` are None where the source gives neither. A variance above 0 is over budget.
    """

    id: Id
    name: Words
    budget: Decimal | None = None
    forecast: Decimal | None = None
    variance: Decimal
    line: int | None = Field(default=None, ge=1)
    """Line of the source document."""


class WrittenRisk(Strict):
    """One risk of the register. Likelihood and impact are scored 1 to 5; the score is their product."""

    id: Id
    number: Words
    """The register's own number: for whoever compares the file with the register, judged by nobody."""
    name: Words
    likelihood: int = Field(ge=1, le=5)
    impact: int = Field(ge=1, le=5)
    target_likelihood: int = Field(ge=1, le=5)
    target_impact: int = Field(ge=1, le=5)
    prospects: Literal["red", "amber", "green", "met"]
    """Of reaching the target score by its date."""
    line: int | None = Field(default=None, ge=1)


class WrittenPressures(Strict):
    """The whole file."""

    budget_lines: tuple[WrittenBudgetLine, ...] = ()
    risks: tuple[WrittenRisk, ...] = ()

    def pressures(self) -> Pressures:
        """What judgements need of it."""
        return Pressures(
            budget_lines=tuple(
                BudgetLine(line.id, line.name, line.budget, line.forecast, line.variance, line.line)
                for line in self.budget_lines
            ),
            risks=tuple(
                Risk(
                    id=risk.id,
                    name=risk.name,
                    likelihood=risk.likelihood,
                    impact=risk.impact,
                    target_likelihood=risk.target_likelihood,
                    target_impact=risk.target_impact,
                    prospects=risk.prospects,
                    line=risk.line,
                )
                for risk in self.risks
            ),
        )

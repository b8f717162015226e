"""What presses on a council beside its performance: budget lines and risks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of the budget monitoring, in £ million. A `variance` above 0 is over budget.

    `budget` is None for a line that has none of its own, 0 where none was set.
    """

    id: str
    name: str
    budget: Decimal | None
    forecast: Decimal | None
    variance: Decimal

    @property
    def per_cent(self) -> Decimal | None:
        """Variance as a percentage of the absolute budget, None where there was no budget."""
        return 100 * self.variance / abs(self.budget) if self.budget else None


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk of the register, on a 5 x 5 scale. `prospects` is the colour of the prospects of meeting its target."""

    id: str
    name: str
    likelihood: int
    impact: int
    target_likelihood: int
    target_impact: int
    prospects: str

    @property
    def score(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact


@dataclass(frozen=True, slots=True)
class Pressures:
    """The budget lines and risks of a month; a link to one that is not among them cannot be told."""

    budget_lines: tuple[BudgetLine, ...] = ()
    risks: tuple[Risk, ...] = ()

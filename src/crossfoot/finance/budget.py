"""The revenue budget: lines, blocks and funds with their variances and movements, all worked out from exact amounts.

The schools budget (Dedicated Schools Grant) is ring-fenced: a sum over lines of both funds is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from crossfoot.finance.amounts import per_cent_of
from crossfoot.finance.budget_registers import (
    BUDGET,
    BUDGET_YEAR,
    VIREMENTS,
    BudgetEntry,
    BudgetYearEntry,
    Fund,
    LineKind,
)
from crossfoot.finance.ledger import Posting, ledger_amount
from crossfoot.registers.register import Placed, Registers

NOUGHT = Decimal("0.00")


class FundsMixedError(ValueError):
    """General fund and schools budget would be added together."""


class Standing(StrEnum):
    """What the amounts for the whole year are: a forecast while it runs, the outturn once its accounts are closed."""

    FORECAST = "forecast"
    OUTTURN = "outturn"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, in pounds. An amount is None where it was not given."""

    placed: Placed[BudgetEntry]
    virements: Decimal
    """Into the line less out of it."""
    actual: Decimal | None
    commitments: Decimal | None

    @property
    def entry(self) -> BudgetEntry:
        """The line as it was filled in."""
        return self.placed.entry

    @property
    def id(self) -> str:
        """The line's permanent name."""
        return self.entry.id

    @property
    def approved(self) -> Decimal | None:
        """Original budget and virements; None for a line of no budget."""
        return None if self.entry.original_budget is None else self.entry.original_budget + self.virements

    @property
    def forecast(self) -> Decimal | None:
        """For the whole year."""
        return self.entry.forecast

    @property
    def variance(self) -> Decimal:
        """Forecast less approved budget: above nought is over budget. Of a line of no budget, as it was given."""
        if self.approved is None or self.forecast is None:
            return self.entry.variance_without_budget or NOUGHT
        return self.forecast - self.approved

    @property
    def per_cent(self) -> Fraction | None:
        """The variance as a percentage of the approved budget without its sign; None of no budget or nought."""
        return per_cent_of(self.variance, self.approved)

    @property
    def movement(self) -> Decimal | None:
        """Variance less that of the last report; None where that is not known."""
        return None if self.entry.previous_variance is None else self.variance - self.entry.previous_variance


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under one heading, or all of a fund, with their sums. Raises FundsMixedError for lines of both funds."""

    name: str
    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        if len({line.entry.fund for line in self.lines}) > 1:
            raise FundsMixedError("the schools budget is accounted for apart: it is never added to the general fund")

    @property
    def original(self) -> Decimal:
        """Of the lines that have a budget."""
        return self._sum(lambda line: line.entry.original_budget)

    @property
    def approved(self) -> Decimal:
        """Of the lines that have a budget."""
        return self._sum(lambda line: line.approved)

    @property
    def forecast(self) -> Decimal:
        """Of the lines that have a budget."""
        return self._sum(lambda line: line.forecast)

    @property
    def variance(self) -> Decimal:
        """Of every line, those without a budget too."""
        return self._sum(lambda line: line.variance)

    @property
    def per_cent(self) -> Fraction | None:
        """The variance as a percentage of the approved budget without its sign."""
        return per_cent_of(self.variance, self.approved)

    @property
    def movement(self) -> Decimal | None:
        """Of every line; None where that of one is not known, for a sum of some would be read as one of all."""
        return self._whole_sum(lambda line: line.movement)

    @property
    def actual(self) -> Decimal | None:
        """Of the lines that have a budget; None where one of them gives none."""
        return self._whole_sum(lambda line: line.actual, with_budget=True)

    @property
    def commitments(self) -> Decimal | None:
        """Of the lines that have a budget; None where one of them gives none."""
        return self._whole_sum(lambda line: line.commitments, with_budget=True)

    def _sum(self, amount: Callable[[Line], Decimal | None]) -> Decimal:
        return sum((found for line in self.lines if (found := amount(line)) is not None), NOUGHT)

    def _whole_sum(self, amount: Callable[[Line], Decimal | None], *, with_budget: bool = False) -> Decimal | None:
        lines = [line for line in self.lines if not with_budget or line.approved is not None]
        return None if any(amount(line) is None for line in lines) else self._sum(amount)


@dataclass(frozen=True, slots=True)
class FundBudget:
    """All lines of one fund, in blocks in the order in which they were given."""

    fund: Fund
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the fund."""
        return tuple(line for block in self.blocks for line in block.lines)

    @property
    def total(self) -> Block:
        """The whole fund."""
        return Block("Total", self.lines)

    @property
    def before_reserves(self) -> Block:
        """The fund without the reserve that balances it: what that reserve has to bear."""
        lines = tuple(line for line in self.lines if line.entry.kind is not LineKind.RESERVE)
        return Block("Before the reserve adjustment", lines)

    @property
    def reserve_lines(self) -> tuple[Line, ...]:
        """The use of reserves that is to bring the fund to nought; none where there is none."""
        return tuple(line for line in self.lines if line.entry.kind is LineKind.RESERVE)


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget of a year: its funds, which have no common total."""

    year: BudgetYearEntry
    funds: tuple[FundBudget, ...]

    def fund(self, fund: Fund) -> FundBudget | None:
        """One fund, None where it has no line."""
        return next((each for each in self.funds if each.fund is fund), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every fund."""
        return tuple(line for fund in self.funds for line in fund.lines)

    def standing(self, as_at: date | None = None) -> Standing:
        """Whether the year's amounts were a forecast or the outturn on a day; by what was supplied without one."""
        closed = self.year.year_closed_on
        is_closed = closed is not None and (as_at is None or closed <= as_at)
        return Standing.OUTTURN if is_closed else Standing.FORECAST


def budget_of(registers: Registers) -> Budget | None:
    """The budget; None where it, or the year that it is of, was not supplied."""
    years = registers.of(BUDGET_YEAR)
    lines = [_line(placed, registers) for placed in registers.of(BUDGET)]
    if not years or not lines:
        return None
    funds = (FundBudget(fund, _blocks([line for line in lines if line.entry.fund is fund])) for fund in Fund)
    return Budget(years[0].entry, tuple(fund for fund in funds if fund.blocks))


def still_to_come(of: Line | Block) -> Decimal | None:
    """Forecast less what is spent and committed; None where one of the three is not known."""
    if of.forecast is None or of.actual is None or of.commitments is None:
        return None
    return of.forecast - of.actual - of.commitments


def largest_variances(lines: Iterable[Line], count: int) -> tuple[Line, ...]:
    """The `count` lines furthest from their budgets, over or under, furthest first."""
    return tuple(sorted(lines, key=lambda line: -abs(line.variance))[:count])


def _blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    names = dict.fromkeys(line.entry.block for line in lines)
    return tuple(Block(name, tuple(line for line in lines if line.entry.block == name)) for name in names)


def _line(placed: Placed[BudgetEntry], registers: Registers) -> Line:
    entry = placed.entry
    moved = [virement.entry for virement in registers.of(VIREMENTS)]
    into = sum((each.amount for each in moved if each.to_line == entry.id), NOUGHT)
    out_of = sum((each.amount for each in moved if each.from_line == entry.id), NOUGHT)
    actual = ledger_amount(registers, entry.id, Posting.ACTUAL)
    commitments = ledger_amount(registers, entry.id, Posting.COMMITMENT)
    has_budget = entry.original_budget is not None
    return Line(
        placed,
        virements=into - out_of,
        actual=actual if actual is not None and has_budget else entry.actual_to_date,
        commitments=commitments if commitments is not None and has_budget else entry.commitments,
    )

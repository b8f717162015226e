"""The savings plan: what each saving was to give in a year, what it gave, what it is expected to give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pydantic import Field

from crossfoot.finance.amounts import million_text
from crossfoot.finance.financial_year import FinancialYear
from crossfoot.finance.printed_amounts import Working, find_print_issue
from crossfoot.registers.cell_types import Id, Pounds, Words
from crossfoot.registers.register import Entry, Placed, Register, Registers
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.periods import Period


class SavingStatus(StrEnum):
    """Where a saving stands."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DELIVERED = "delivered"
    DELAYED = "delayed"
    REMOVED = "removed"

    @property
    def words(self) -> str:
        """As a table prints it."""
        return {
            SavingStatus.PLANNED: "Planned",
            SavingStatus.UNDER_WAY: "Under way",
            SavingStatus.DELIVERED: "Delivered",
            SavingStatus.DELAYED: "Delayed",
            SavingStatus.REMOVED: "Removed from the plan",
        }[self]

    @property
    def wants_funding(self) -> bool:
        """True where the money that the saving does not give has to come from somewhere."""
        return self in (SavingStatus.DELAYED, SavingStatus.REMOVED)


class SavingEntry(Entry):
    """One row: a saving in one financial year. Savings are above nought; an amount that is not known stays blank."""

    year: FinancialYear = Field(description="The financial year.", examples=["2016-17-year"])
    id: Id = Field(description="The saving's permanent name.", examples=["road-crossing-patrols"])
    title: Words = Field(description="What is done to save.", examples=["Fewer road crossing patrols"])
    owner: Words = Field(description="The role that answers for it.", examples=["Head of Education Achievement"])
    target: Pounds | None = Field(
        default=None, ge=0, description="What it is to save in the year.", examples=["150000.00"]
    )
    delivered: Pounds | None = Field(
        default=None, ge=0, description="What it has saved so far in the year.", examples=["0.00"]
    )
    forecast: Pounds | None = Field(
        default=None, ge=0, description="What it is expected to save in the whole year.", examples=["0.00"]
    )
    status: SavingStatus = Field(description="Where it stands.", examples=["removed"])
    funded_from: Words | None = Field(
        default=None,
        description="For a saving that is delayed or removed: where the money comes from instead.",
        examples=["Put back into the budget for good from 2017-18."],
    )
    note: Words | None = Field(default=None, description="What the reader should know.", examples=["Decided in 2017."])
    printed_forecast: Pounds | None = Field(
        default=None, description="The forecast that was printed elsewhere. It is only compared.", examples=["0.00"]
    )

    @property
    def shortfall(self) -> Decimal | None:
        """Target less forecast in pounds, below nought where more is saved than asked; None where either is blank."""
        return None if self.target is None or self.forecast is None else self.target - self.forecast


SAVINGS = Register(
    name="savings",
    title="Savings plan",
    about="What each saving is to give and what it gives. Shortfalls and percentages are worked out.",
    entry=SavingEntry,
    key=("year", "id"),
)
COLUMNS = ("target", "delivered", "forecast", "shortfall")
"""The amounts of a row, supplied and worked out, in the order of the table."""


def per_cent_of_target(amount: Decimal | None, target: Decimal | None) -> Fraction | None:
    """100 x amount / target; None where either is not known or the target is nought."""
    return None if amount is None or not target else Fraction(amount) / Fraction(target) * 100


def savings_of(registers: Registers, year: Period) -> tuple[SavingEntry, ...]:
    """The savings of a financial year as they were supplied."""
    return tuple(row.entry for row in registers.of(SAVINGS) if row.entry.year == year)


def total_savings(entries: Sequence[SavingEntry], column: str) -> Decimal | None:
    """The total of one of COLUMNS in pounds; None where an amount of it is not known."""
    amounts = [getattr(entry, column) for entry in entries]
    return None if any(amount is None for amount in amounts) else sum(amounts, Decimal())


def saving_workings(entries: Sequence[SavingEntry]) -> Iterator[tuple[str, Working]]:
    """Each amount that is known, by name: `savings/<saving or total>/<column>`, with its parts."""
    for entry in entries:
        for column in COLUMNS[:-1]:
            amount = getattr(entry, column)
            if amount is not None:
                yield f"savings/{entry.id}/{column}", Working.adding([amount])
        if entry.target is not None and entry.forecast is not None:
            yield f"savings/{entry.id}/shortfall", Working.adding([entry.target, -entry.forecast])
    for column in COLUMNS:
        if total_savings(entries, column) is not None:
            yield (
                f"savings/total/{column}",
                Working.adding(getattr(entry, column) for entry in entries),
            )


def find_saving_issues(registers: Registers) -> list[Issue]:
    """Savings that cannot be so: more delivered than forecast, removed and still expected, not paid for otherwise."""
    issues = []
    for row in registers.of(SAVINGS):
        entry = row.entry
        if entry.forecast is not None:
            given = Working.adding([entry.forecast])
            issues += find_print_issue(row, entry.printed_forecast, given, entry.title, "printed_forecast")
        issues += _find_amount_issues(row)
        if entry.status.wants_funding and entry.funded_from is None:
            message = f"{entry.title} is {entry.status.words.lower()} and it is not said what pays instead."
            advice = "Fill in funded_from."
            issues.append(row.issue("SAVING-NOT-FUNDED", Severity.WARNING, message, advice, "funded_from"))
    return issues


def _find_amount_issues(row: Placed[SavingEntry]) -> list[Issue]:
    entry = row.entry
    found: list[tuple[str, Severity, str, str, str]] = []
    if entry.delivered is not None and entry.forecast is not None and entry.delivered > entry.forecast:
        delivered, forecast = million_text(entry.delivered), million_text(entry.forecast)
        message = f"{entry.title} has delivered {delivered} and is forecast to deliver {forecast} (£ million)."
        advice = "What is saved counts in the forecast: raise the forecast, or correct what was delivered."
        found.append(("SAVING-BEYOND-FORECAST", Severity.ERROR, message, advice, "delivered"))
    if entry.status is SavingStatus.REMOVED and entry.forecast:
        message = f"{entry.title} is removed from the plan and still forecast to save."
        found.append(("SAVING-REMOVED-EXPECTED", Severity.WARNING, message, "Set its forecast to 0.00.", "forecast"))
    if entry.status is SavingStatus.DELIVERED and (entry.delivered is None or entry.delivered != entry.forecast):
        message = f"{entry.title} is said to be delivered, and what it delivered is not what is forecast."
        advice = "Fill in both, or choose the status under-way."
        found.append(("SAVING-NOT-DELIVERED", Severity.WARNING, message, advice, "delivered"))
    return [row.issue(code, severity, message, advice, field) for code, severity, message, advice, field in found]

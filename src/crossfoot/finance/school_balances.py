"""What maintained schools hold: opening balance, movement in the year, schools becoming academies, closing balance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pydantic import Field

from crossfoot.finance.financial_year import FinancialYear
from crossfoot.finance.printed_amounts import Working, find_print_issue, slug
from crossfoot.registers.cell_types import Id, Pounds, Words
from crossfoot.registers.register import Entry, Register, Registers
from crossfoot.vocabulary.issues import Issue
from crossfoot.vocabulary.periods import Period

CONVERSIONS = (
    "When a school becomes an academy its balance leaves the council's accounts with it: a surplus that leaves makes "
    "the total smaller although nobody spent it, a deficit that leaves makes it larger. It is kept apart from what "
    "schools spent or saved in the year."
)
"""What a conversion does to a balance, as it is printed."""


class SchoolBalanceEntry(Entry):
    """One row: the schools of one phase in one financial year."""

    year: FinancialYear = Field(description="The financial year.", examples=["2016-17-year"])
    id: Id = Field(description="The permanent name of the phase.", examples=["primary"])
    title: Words = Field(description="The phase as it is printed.", examples=["Primary schools"])
    opening: Pounds = Field(
        description="What the schools held on 1 April; a deficit is below nought.", examples=["16057000.00"]
    )
    in_year_variance: Pounds = Field(
        description="What they add to it (+) or draw from it (-) in the year, conversions left out.",
        examples=["-3547000.00"],
    )
    academy_conversions: Pounds = Field(
        description="What leaves with schools that become academies: a surplus that leaves is below nought.",
        examples=["-2380000.00"],
    )
    schools_in_deficit: int | None = Field(
        default=None, ge=0, description="How many schools are expected to end the year in deficit.", examples=["3"]
    )
    printed_closing: Pounds | None = Field(
        default=None,
        description="The closing balance that was printed elsewhere. It is only compared.",
        examples=["10130000.00"],
    )

    @property
    def closing(self) -> Decimal:
        """The balance at the end of the year, in pounds."""
        return self.opening + self.in_year_variance + self.academy_conversions

    @property
    def working(self) -> Working:
        """How the closing balance comes about."""
        return Working.adding((self.opening, self.in_year_variance, self.academy_conversions))


SCHOOL_BALANCES = Register(
    name="school-balances",
    title="School balances",
    about="What schools of each phase held, spent and take with them. Closing balances and totals are worked out.",
    entry=SchoolBalanceEntry,
    key=("year", "id"),
)
COLUMNS = ("opening", "in_year_variance", "academy_conversions", "closing")
"""The amounts of a row, supplied and worked out, in the order of the table."""


def school_balances_of(registers: Registers, year: Period) -> tuple[SchoolBalanceEntry, ...]:
    """The phases of a financial year in their order."""
    return tuple(row.entry for row in registers.of(SCHOOL_BALANCES) if row.entry.year == year)


def total_school_balances(entries: Sequence[SchoolBalanceEntry]) -> Mapping[str, Decimal]:
    """The total of each of COLUMNS, in pounds."""
    return {column: sum((getattr(entry, column) for entry in entries), Decimal()) for column in COLUMNS}


def school_balance_workings(entries: Sequence[SchoolBalanceEntry]) -> Iterator[tuple[str, Working]]:
    """Each amount by name, `school-balances/<phase or total>/<column>`, with its parts."""
    for entry in entries:
        for column in COLUMNS[:-1]:
            yield f"school-balances/{entry.id}/{slug(column)}", Working.adding([getattr(entry, column)])
        yield f"school-balances/{entry.id}/closing", entry.working
    for column in COLUMNS:
        yield f"school-balances/total/{slug(column)}", Working.adding(getattr(entry, column) for entry in entries)


def find_school_balance_issues(registers: Registers) -> list[Issue]:
    """Printed closing balances that do not follow, and periods that are not a financial year."""
    issues = []
    for row in registers.of(SCHOOL_BALANCES):
        entry = row.entry
        issues += find_print_issue(row, entry.printed_closing, entry.working, entry.title, "printed_closing")
    return issues

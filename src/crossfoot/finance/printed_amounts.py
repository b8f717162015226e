"""An amount that follows from its parts against what was printed of it elsewhere: parts win, differences are told.

Committee papers print £ million with three decimals, so a printed amount agrees when it is the exact one to the
nearest £1,000. Where the parts themselves were taken from print, rounding of each can explain a small difference; the
issue says whether it can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from pydantic import Field

from crossfoot.finance.amounts import is_printed_alike, million_text
from crossfoot.finance.financial_year import FinancialYear
from crossfoot.registers.cell_types import Pounds, Words
from crossfoot.registers.register import Entry, Placed, Register
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.periods import Period

PRINTED_TO = Decimal(1000)
"""Pounds: the third decimal of £ million."""


@dataclass(frozen=True, slots=True)
class Working:
    """An amount in pounds with the parts that it is the sum of, as the working prints them."""

    amount: Decimal
    parts: tuple[Decimal, ...]
    printed_parts: int
    """How many amounts, each rounded for print, it comes from: more than its parts where those are sub-totals."""

    @classmethod
    def adding(cls, parts: Iterable[Decimal], *, printed_parts: int | None = None) -> Working:
        """The sum of parts, each printed by itself unless it is said how many were."""
        found = tuple(parts)
        return cls(sum(found, Decimal()), found, len(found) if printed_parts is None else printed_parts)

    @property
    def sum_text(self) -> str:
        """`0.757 - 0.655 + 0.000 = 0.102`, in £ million."""
        written = ""
        for number, part in enumerate(self.parts):
            mark = "-" if part < 0 else "+"
            written += f" {mark} " if number else ("-" if part < 0 else "")
            written += million_text(abs(part))
        return f"{written} = {million_text(self.amount)}"


class PrintedAmountEntry(Entry):
    """One row: an amount that was printed somewhere, and which amount of these registers it is."""

    year: FinancialYear = Field(description="The financial year that it is about.", examples=["2016-17-year"])
    name: Words = Field(
        description="Which amount it is, by its name in crossfoot.", examples=["reserves/total/closing"]
    )
    where: Words = Field(description="Where it was printed.", examples=["Committee pack, section 5.4"])
    printed: Pounds = Field(description="What was printed, in pounds. It is only compared.", examples=["7750000.00"])


PRINTED_AMOUNTS = Register(
    name="printed-amounts",
    title="Totals printed elsewhere",
    about="Totals, and amounts in sentences, that were printed elsewhere. Each is compared with what its parts give.",
    entry=PrintedAmountEntry,
    key=("year", "name", "where"),
)


def find_printed_issues(
    rows: Sequence[Placed[PrintedAmountEntry]], workings: Mapping[tuple[Period, str], Working]
) -> list[Issue]:
    """Printed totals that their parts do not give, and names that are not those of an amount.

    `workings` has the amount of each year and name.
    """
    issues = []
    for row in rows:
        entry = row.entry
        working = workings.get((entry.year, entry.name))
        if working is None:
            of_year = [name for year, name in workings if year == entry.year]
            near = get_close_matches(entry.name, of_year, n=1)
            message = f"No amount of {entry.year.code} is called {entry.name[:80]!r}."
            advice = f"Did you mean {near[0]!r}?" if near else "Use a name such as 'reserves/total/closing'."
            issues.append(row.issue("PRINTED-AMOUNT-UNKNOWN", Severity.WARNING, message, advice, "name"))
        else:
            subject = f"{name_words(entry.name)} ({entry.where})"
            issues += find_print_issue(row, entry.printed, working, subject, "printed")
    return issues


def find_print_issue(
    row: Placed[Entry], printed: Decimal | None, working: Working, subject: str, field: str
) -> list[Issue]:
    """The issue, if there is one, of a printed amount that is not what its parts give."""
    if printed is None or is_printed_alike(working.amount, printed):
        return []
    difference = printed - working.amount
    message = (
        f"{subject}: {working.sum_text}, printed as {million_text(printed)} (£ million; "
        f"a difference of {million_text(difference, sign=True)})."
    )
    if rounding_explains(printed, working):
        why = f"Rounding of the {working.printed_parts} printed parts can explain it: supply them to the penny."
    elif is_printed_alike(-working.amount, printed):
        why = "It has the wrong sign: correct what was printed."
    else:
        why = "Rounding cannot explain it: correct the part that is wrong, or what was printed."
    return [row.issue("PRINTED-AMOUNT-DISAGREES", Severity.WARNING, message, why, field)]


def slug(column: str) -> str:
    """`in_year_variance` as names of amounts write it: `in-year-variance`."""
    return column.replace("_", "-")


def name_words(name: str) -> str:
    """`reserves/total/approved-use` as `Reserves, total, approved use`."""
    return name.replace("/", ", ").replace("-", " ").replace("childrens", "children's").capitalize()


def rounding_explains(printed: Decimal, working: Working) -> bool:
    """True where the parts look as if taken from print and half of £1,000 for each, and for the sum, is enough."""
    if any(part % PRINTED_TO for part in working.parts):
        return False
    return abs(printed - working.amount) <= (working.printed_parts + 1) * PRINTED_TO / 2

"""The ledger against the budget: amounts in no line, lines that are not there, and figures that differ."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.finance.budget import Line, budget_of
from crossfoot.finance.budget_registers import BUDGET
from crossfoot.finance.ledger import LEDGER_TOTALS, LedgerTotalEntry, Place, Posting, ledger_amount
from crossfoot.registers.register import Placed, Registers
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.numbers import number_text

MOST_LISTED = 20
"""Codes that a message names."""


def find_ledger_issues(registers: Registers) -> list[Issue]:
    """Warnings where ledger and budget differ to the penny or codes are in no line; errors for unknown lines."""
    totals = registers.of(LEDGER_TOTALS)
    lines = {placed.entry.id for placed in registers.of(BUDGET)}
    issues = list(_unmapped_issues([total for total in totals if total.entry.place is Place.UNMAPPED]))
    for total in totals:
        line = total.entry.line
        if total.entry.place is Place.LINE and line not in lines:
            message = f"The ledger goes to a budget line {line!r}, which is not there."
            advice = "Correct the map, or add the line to the budget."
            issues.append(total.issue("LEDGER-LINE-UNKNOWN", Severity.ERROR, message, advice, "line"))
    budget = budget_of(registers)
    for each in budget.lines if budget is not None and totals else ():
        issues += _line_issues(each, registers)
    return issues


def _unmapped_issues(unmapped: list[Placed[LedgerTotalEntry]]) -> Iterator[Issue]:
    """One warning for all codes in no line, with count and amount."""
    if not unmapped:
        return
    listed = "; ".join(
        f"{total.entry.codes} {total.entry.posting.value} {pounds_text(total.entry.amount)}"
        for total in unmapped[:MOST_LISTED]
    )
    more = f"; and {len(unmapped) - MOST_LISTED} more" if len(unmapped) > MOST_LISTED else ""
    postings = sum(total.entry.postings for total in unmapped)
    amount = sum((total.entry.amount for total in unmapped), Decimal(0))
    message = (
        f"{postings:,} postings of {pounds_text(amount)} in all have codes that no rule maps to a budget line: "
        f"{listed}{more}."
    )
    advice = "Add the codes to the line that they belong to, or to a rule that leaves them out and says why."
    yield unmapped[0].issue("LEDGER-UNMAPPED", Severity.WARNING, message, advice, "codes")


def _line_issues(line: Line, registers: Registers) -> Iterator[Issue]:
    entry = line.entry
    given = {
        "original_budget": (Posting.BUDGET, line.approved),
        "actual_to_date": (Posting.ACTUAL, entry.actual_to_date),
        "commitments": (Posting.COMMITMENT, entry.commitments),
        "forecast": (Posting.FORECAST, entry.forecast),
    }
    for column, (posting, amount) in given.items():
        in_ledger = ledger_amount(registers, line.id, posting)
        if amount is None or in_ledger is None or amount == in_ledger:
            continue
        message = (
            f"{entry.name}: the register has {_NAMES[posting]} of {pounds_text(amount)}, the ledger "
            f"{pounds_text(in_ledger)}; they differ by {pounds_text(amount - in_ledger)}."
        )
        advice = "Post what is missing, or correct the register; actuals and commitments are those of the ledger."
        yield line.placed.issue("BUDGET-LEDGER-DISAGREES", Severity.WARNING, message, advice, column)


_NAMES = {
    Posting.BUDGET: "an approved budget",
    Posting.ACTUAL: "actual spending",
    Posting.COMMITMENT: "commitments",
    Posting.FORECAST: "a forecast",
}


def pounds_text(amount: Decimal) -> str:
    """`£1,234.50`, `-£3.00`: to the penny."""
    mark = "-" if amount < 0 else ""
    return f"{mark}£{number_text(abs(amount), 2)}"

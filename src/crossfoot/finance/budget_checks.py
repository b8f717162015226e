"""What must hold in a budget whoever printed it: the year, virements, signs, reasons, the ring-fence, the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from crossfoot.finance.amounts import million_text, side_of
from crossfoot.finance.budget import Budget, FundBudget, Line, budget_of
from crossfoot.finance.budget_registers import (
    BUDGET,
    BUDGET_YEAR,
    PRINTED_TOTALS,
    VIREMENTS,
    BudgetEntry,
    LineKind,
    VirementEntry,
)
from crossfoot.registers.register import Placed, Registers
from crossfoot.vocabulary.issues import Issue, Severity

RESERVED = ("total", "block", "before-reserves")
"""Names that words have for sums; a line of one of them would be taken for it."""


def find_budget_issues(registers: Registers) -> list[Issue]:
    """Errors where figures would be wrong or lost, warnings where they want a look."""
    issues = list(_year_issues(registers))
    lines = {placed.entry.id: placed for placed in registers.of(BUDGET)}
    for placed in registers.of(BUDGET):
        if placed.entry.id in RESERVED:
            message = f"{placed.entry.id!r} is the name of a sum."
            issues.append(placed.issue("BUDGET-LINE-RESERVED", Severity.ERROR, message, "Give another id.", "id"))
    for virement in registers.of(VIREMENTS):
        issues += _virement_issues(virement, lines)
    budget = budget_of(registers)
    if budget is None or any(issue.severity is Severity.ERROR for issue in issues):
        return issues
    for line in budget.lines:
        issues += _line_issues(line)
    for fund in budget.funds:
        issues += _reserve_issues(fund, budget)
    return issues


def _year_issues(registers: Registers) -> Iterator[Issue]:
    years = registers.of(BUDGET_YEAR)
    for second in years[1:]:
        message = f"The budget is of one year, and this is row {second.row} for another."
        yield second.issue(
            "BUDGET-YEARS", Severity.ERROR, message, "Keep the row of the year that is reported.", "year"
        )
    for register in (BUDGET, VIREMENTS, PRINTED_TOTALS):
        rows = registers.entries.get(register.name, ())
        absent = [each.name for each in (BUDGET, BUDGET_YEAR) if not registers.has(each) and each is not register]
        if rows and absent:
            message = f"There is a register {register.name!r} and no {' or '.join(map(repr, absent))}."
            advice = f"Add {' and '.join(absent)} to the registers in input.yaml."
            yield Issue("BUDGET-INCOMPLETE", Severity.ERROR, message, advice, rows[0].file)


def _virement_issues(virement: Placed[VirementEntry], lines: dict[str, Placed[BudgetEntry]]) -> Iterator[Issue]:
    entry = virement.entry
    ends = {"from_line": entry.from_line, "to_line": entry.to_line}
    for name, line in ends.items():
        if line not in lines:
            near = get_close_matches(line, lines, n=1)
            advice = f"Did you mean {near[0]}?" if near else "Correct it, or add the line to the budget."
            message = f"There is no budget line {line!r}."
            yield virement.issue("VIREMENT-LINE-UNKNOWN", Severity.ERROR, message, advice, name)
        elif lines[line].entry.original_budget is None:
            message = f"The line {line!r} has no budget that could be moved."
            yield virement.issue(
                "VIREMENT-WITHOUT-BUDGET",
                Severity.ERROR,
                message,
                "Give the line an original budget, 0 at least.",
                name,
            )
    if entry.from_line == entry.to_line:
        message = "The virement leads from a line to itself."
        yield virement.issue("VIREMENT-TO-ITSELF", Severity.ERROR, message, "Correct one of the two lines.", "to_line")
    funds = {lines[line].entry.fund for line in ends.values() if line in lines}
    if len(funds) > 1:
        message = "The virement moves budget between the general fund and the Dedicated Schools Grant."
        advice = "The grant is ring-fenced: correct the lines, or show the transfer as a line of each fund."
        yield virement.issue("VIREMENT-BETWEEN-FUNDS", Severity.ERROR, message, advice, "to_line")


def _line_issues(line: Line) -> Iterator[Issue]:
    entry = line.entry
    is_plain = entry.kind in {LineKind.INCOME, LineKind.SPENDING}
    if is_plain and line.approved and (line.approved < 0) != (entry.kind is LineKind.INCOME):
        message = f"{entry.name}: a line of {entry.kind.value} has a budget of {million_text(line.approved)}."
        advice = "Income is less than nought and spending more; correct the sign or the kind."
        yield line.placed.issue("BUDGET-SIGN", Severity.WARNING, message, advice, "original_budget")
    if line.variance and entry.reason is None:
        amount = million_text(abs(line.variance))
        message = f"{entry.name} is {amount} {side_of(line.variance).value}, and no reason is given."
        yield line.placed.issue("BUDGET-REASON-MISSING", Severity.NOTE, message, "Say why in a sentence.", "reason")


def _reserve_issues(fund: FundBudget, budget: Budget) -> Iterator[Issue]:
    """A fund that a reserve is to bring to nought, and does not."""
    total = fund.total.variance
    if not fund.reserve_lines or not total:
        return
    used = sum((line.variance for line in fund.reserve_lines), total - total)
    message = (
        f"The reserve adjustment of {million_text(used, sign=True)} does not bring the fund to nought: the lines "
        f"before it are {million_text(fund.before_reserves.variance, sign=True)}, and "
        f"{million_text(total, sign=True)} is left over for {budget.year.year.name}."
    )
    advice = "Use as much of the reserve as the lines need, or correct the lines."
    yield fund.reserve_lines[0].placed.issue(
        "BUDGET-RESERVE-NOT-BALANCED", Severity.WARNING, message, advice, "forecast"
    )

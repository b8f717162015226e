"""Where a printed budget table disagrees with its own parts, with the working. Parts win; what was printed is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from crossfoot.finance.amounts import is_printed_alike, million_text, per_cent_of
from crossfoot.finance.budget import NOUGHT, Block, FundBudget, Line, budget_of
from crossfoot.finance.budget_registers import PRINTED_TOTALS, PrintedPlace, PrintedTotalEntry
from crossfoot.finance.misprints import likely_causes
from crossfoot.registers.register import Placed, Registers
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.numbers import number_text, round_half_away

CORRECT = "Correct the table at its source, or the line's own amounts if they are wrong."


def find_printed_budget_issues(registers: Registers) -> list[Issue]:
    """A warning for each printed variance, percentage, movement, reason and total that its parts do not give."""
    budget = budget_of(registers)
    if budget is None:
        return []
    issues: list[Issue] = []
    for line in budget.lines:
        issues += _line_issues(line, budget.standing().value)
    for total in registers.of(PRINTED_TOTALS):
        issues += _total_issues(total, budget.fund(total.entry.fund))
    return issues


# -- one line --------------------------------------------------------------------------------------------------------


def _line_issues(line: Line, whole_year: str) -> Iterator[Issue]:
    entry = line.entry
    what = f"{entry.name}{_at(entry.line)}"
    for forecast, printed in _differing(entry.forecast, entry.printed_forecast):
        message = (
            f"{what}: the {whole_year} is printed as {million_text(printed)}, which less the budget of "
            f"{_plain(line.approved)} is not the variance; {million_text(forecast)} is used."
        )
        yield line.placed.issue("BUDGET-FORECAST-DISAGREES", Severity.WARNING, message, CORRECT, "printed_forecast")
    for variance, printed in _differing(line.variance, entry.printed_variance):
        yield _variance_issue(line, variance, printed, whole_year)
    yield from _percentage_issues(line)
    for movement, printed in _differing(line.movement, entry.printed_movement):
        message = (
            f"{what}: the movement is printed as {_signed(printed)}; {_signed(line.variance)} less the previous "
            f"{_signed(line.variance - movement)} is {_signed(movement)}."
        )
        yield line.placed.issue("BUDGET-MOVEMENT-DISAGREES", Severity.WARNING, message, CORRECT, "printed_movement")
    for in_table, printed in _differing(_printed_variance(line), entry.printed_variance_with_reason):
        message = (
            f"{what}: the table of reasons says {_signed(printed)}, the summary {_signed(in_table)}; they differ by "
            f"{_signed(printed - in_table)}."
        )
        advice = "Correct the table of reasons, or the summary; kept in the line, a reason cannot go astray."
        yield line.placed.issue(
            "BUDGET-REASON-DISAGREES", Severity.WARNING, message, advice, "printed_variance_with_reason"
        )


def _variance_issue(line: Line, variance: Decimal, printed: Decimal, whole_year: str) -> Issue:
    entry = line.entry
    words = [
        f"{entry.name}{_at(entry.line)}: the variance is printed as {_signed(printed)};",
        f"{_plain(line.forecast)} less {_plain(line.approved)} is {_signed(variance)}, which stands.",
        f"They differ by {_signed(printed - variance)}.",
        *likely_causes(
            printed=printed,
            worked_out=variance,
            forecast=line.forecast,
            reason=entry.reason or "",
            whole_year=whole_year,
        ),
    ]
    if line.forecast is not None:
        needed = million_text(line.forecast + printed - variance)
        words.append(f"The {whole_year} would have to be {needed} to give it.")
    return line.placed.issue(
        "BUDGET-VARIANCE-DISAGREES", Severity.WARNING, " ".join(words), CORRECT, "printed_variance"
    )


def _percentage_issues(line: Line) -> Iterator[Issue]:
    """A printed percentage that goes neither with the printed variance nor with the one worked out."""
    entry = line.entry
    stated = entry.printed_percentage
    if stated is None:
        return
    decimals = max(0, -int(stated.as_tuple().exponent))
    candidates = {}
    for variance in (line.variance, entry.printed_variance):
        value = None if variance is None else per_cent_of(variance, line.approved)
        if variance is not None and value is not None:
            candidates[variance] = value
    if not candidates:
        message = f"{entry.name}{_at(entry.line)}: {stated}% is printed, and there is no budget to be a percentage of."
        advice = "Print n/a."
    elif any(round_half_away(value, decimals) == stated for value in candidates.values()):
        return
    else:
        workings = " and ".join(
            f"{_signed(variance)} of {_plain(line.approved)} is {number_text(value, decimals + 1, sign=True)}%"
            for variance, value in candidates.items()
        )
        message = f"{entry.name}{_at(entry.line)}: {stated:+f}% of the budget is printed; {workings}."
        advice = "Correct the percentage at its source."
    yield line.placed.issue("BUDGET-PERCENTAGE-DISAGREES", Severity.WARNING, message, advice, "printed_percentage")


# -- sub-totals and totals -------------------------------------------------------------------------------------------


def _total_issues(total: Placed[PrintedTotalEntry], fund: FundBudget | None) -> Iterator[Issue]:
    entry = total.entry
    block = None if fund is None else _block(fund, entry.block)
    if block is None:
        message = f"There is no block {entry.block!r} in the budget of {entry.fund.value}."
        yield total.issue("BUDGET-BLOCK-UNKNOWN", Severity.ERROR, message, "Write it as the budget's rows do.", "block")
        return
    what = f"The {'sub-total of ' + entry.block.lower() if entry.block else 'total'}{_at(entry.line)}"
    if entry.place is PrintedPlace.TEXT:
        what = f"The text{_at(entry.line)}"
    for variance, printed in _differing(block.variance, entry.printed_variance):
        message = (
            f"{what} says {_signed(printed)}; the lines add up to {_signed(variance)}, which stands. They differ by "
            f"{_signed(printed - variance)}.{_explained(block.lines, printed)}"
        )
        yield total.issue("BUDGET-TOTAL-DISAGREES", Severity.WARNING, message, CORRECT, "printed_variance")
    for movement, printed in _differing(block.movement, entry.printed_movement):
        message = f"{what} has a movement of {_signed(printed)}; the lines add up to {_signed(movement)}."
        yield total.issue("BUDGET-TOTAL-MOVEMENT-DISAGREES", Severity.WARNING, message, CORRECT, "printed_movement")


def _explained(lines: Sequence[Line], printed: Decimal) -> str:
    """Whether it is what the printed variances of the lines add up to, and by which lines these differ."""
    as_printed = sum((_printed_variance(line) for line in lines), NOUGHT)
    if not is_printed_alike(as_printed, printed):
        return f" The printed variances add up to {_signed(as_printed)}."
    apart = [
        f"{line.entry.name} {_signed(_printed_variance(line) - line.variance)}"
        for line in lines
        if not is_printed_alike(_printed_variance(line), line.variance)
    ]
    return f" The printed variances do add up to it: the difference is in {'; '.join(apart)}."


def _differing(worked_out: Decimal | None, printed: Decimal | None) -> Iterator[tuple[Decimal, Decimal]]:
    """The two, where both are known and would not be printed alike."""
    if worked_out is not None and printed is not None and not is_printed_alike(worked_out, printed):
        yield worked_out, printed


def _printed_variance(line: Line) -> Decimal:
    printed = line.entry.printed_variance
    return line.variance if printed is None else printed


def _block(fund: FundBudget, name: str | None) -> Block | None:
    return fund.total if name is None else next((block for block in fund.blocks if block.name == name), None)


def _at(line: int | None) -> str:
    return "" if line is None else f" (line {line})"


def _signed(amount: Decimal) -> str:
    return million_text(amount, sign=True)


def _plain(amount: Decimal | None) -> str:
    return "nothing" if amount is None else million_text(amount)

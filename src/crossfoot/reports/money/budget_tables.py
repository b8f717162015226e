"""The tables of the budget: a fund by line with reasons, what is spent to date, virements, and the ledger's control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from crossfoot.finance.amounts import rounded_millions, rounding_difference, rounding_note
from crossfoot.finance.budget import Block, Budget, FundBudget, Line, Standing, still_to_come
from crossfoot.finance.budget_registers import VIREMENTS, Fund
from crossfoot.finance.ledger import LEDGER_TOTALS, LedgerTotalEntry, Place, Posting
from crossfoot.registers.register import Registers
from crossfoot.reports.amount_cells import money_cell
from crossfoot.reports.cells import text_cell
from crossfoot.reports.document import Align, Cell, Column, Quantity, Row, Table
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

FUND_NAMES = {Fund.GENERAL_FUND: "General fund", Fund.SCHOOLS: "Schools budget"}
PREFIXES = {Fund.GENERAL_FUND: "budget", Fund.SCHOOLS: "schools-budget"}
"""How the amounts of each fund begin in the names of quantities."""
_OUTSIDE = {
    Place.LEFT_OUT: "Left out by a rule",
    Place.LATER: "Of a later month",
    Place.UNMAPPED: "In no line",
}


def fund_table(fund: FundBudget, budget: Budget, *, standing: Standing, area_name: str) -> Table:
    """Approved budget, forecast or outturn, variance, percentage, movement and reason of each line, with sub-totals."""
    name = FUND_NAMES[fund.fund]
    columns = (
        Column("Division of service", width=3.2),
        Column("Approved budget £m", align=Align.RIGHT, width=1.15),
        Column(f"{standing.value.capitalize()} £m", align=Align.RIGHT, width=1.15),
        Column("Variance £m", align=Align.RIGHT, width=1.15),
        Column("As % of budget", align=Align.RIGHT, width=1),
        Column("Movement since last report £m", align=Align.RIGHT, width=1.2),
        Column("Reason for the variance", width=5.2),
    )
    return Table(
        id=f"budget-monitor-{fund.fund.value}-lines-table",
        caption=f"{name} by division of service, {area_name}, {standing.value} for {budget.year.year.name}",
        columns=columns,
        rows=tuple(_fund_rows(fund)),
        landscape=True,
        source=budget.year.source,
    )


def _fund_rows(fund: FundBudget) -> Iterator[Row]:
    prefix = PREFIXES[fund.fund]
    for block in fund.blocks:
        for line in block.lines:
            yield Row(_line_cells(line), group=block.name)
        subtotal = f"{prefix}/block/{anchor_of(block.name)}"
        yield Row(_block_cells(f"Sub-total: {block.name.lower()}", block, subtotal), total=True, group=block.name)
    yield Row(_block_cells("Total", fund.total, f"{prefix}/total"), total=True)


def _line_cells(line: Line) -> tuple[Cell, ...]:
    source = f"budget/{line.id}"
    return (
        text_cell(line.entry.name),
        money_cell(line.approved, f"{source}/approved"),
        money_cell(line.forecast, f"{source}/forecast"),
        money_cell(line.variance, f"{source}/variance", sign=True),
        Cell((percentage(line.per_cent, f"{source}/percentage"),)),
        movement_cell(line.movement, f"{source}/movement"),
        text_cell(line.entry.reason or ""),
    )


def _block_cells(name: str, block: Block, source: str) -> tuple[Cell, ...]:
    return (
        text_cell(name),
        money_cell(block.approved, f"{source}/approved"),
        money_cell(block.forecast, f"{source}/forecast"),
        money_cell(block.variance, f"{source}/variance", sign=True),
        Cell((percentage(block.per_cent, f"{source}/percentage"),)),
        movement_cell(block.movement, f"{source}/movement"),
        Cell(),
    )


def spent_table(fund: FundBudget, budget: Budget, *, standing: Standing, area_name: str, source: str) -> Table | None:
    """Spending and commitments to the end of the month against the forecast; None where no line has any."""
    if all(line.actual is None and line.commitments is None for line in fund.lines):
        return None
    columns = (
        Column("Division of service", width=3.6),
        Column("Approved budget £m", align=Align.RIGHT),
        Column("Spent to date £m", align=Align.RIGHT),
        Column("Committed £m", align=Align.RIGHT),
        Column("Still to come £m", align=Align.RIGHT),
        Column(f"{standing.value.capitalize()} £m", align=Align.RIGHT),
    )
    prefix = PREFIXES[fund.fund]
    rows = [
        Row(_spent_cells(line.entry.name, line, f"budget/{line.id}"), group=block.name)
        for block in fund.blocks
        for line in block.lines
        if line.approved is not None
    ]
    rows.append(Row(_spent_cells("Total", fund.total, f"{prefix}/total"), total=True))
    to = budget.year.actuals_to.name
    return Table(
        id=f"budget-monitor-{fund.fund.value}-spent-table",
        caption=f"{FUND_NAMES[fund.fund]}: spent and committed to the end of {to}, {area_name}",
        columns=columns,
        rows=tuple(rows),
        source=source,
    )


def _spent_cells(name: str, of: Line | Block, source: str) -> tuple[Cell, ...]:
    return (
        text_cell(name),
        money_cell(of.approved, f"{source}/approved"),
        movement_cell(of.actual, f"{source}/actual", sign=False),
        movement_cell(of.commitments, f"{source}/commitments", sign=False),
        movement_cell(still_to_come(of), f"{source}/to-come", sign=False),
        money_cell(of.forecast, f"{source}/forecast"),
    )


def virements_table(fund: FundBudget, registers: Registers, budget: Budget, *, area_name: str) -> Table | None:
    """Original budget, virements and approved budget of the lines that had any, and who approved them; None without."""
    names = {line.id: line.entry.name for line in fund.lines}
    moved = [placed.entry for placed in registers.of(VIREMENTS) if placed.entry.from_line in names]
    if not moved:
        return None
    rows = [
        Row(
            (
                text_cell(f"{entry.dated.day} {entry.dated:%B %Y}"),
                text_cell(names[entry.from_line]),
                text_cell(names.get(entry.to_line, entry.to_line)),
                money_cell(entry.amount, f"virements/{entry.id}/amount"),
                text_cell(entry.approved_by),
                text_cell(entry.because),
            )
        )
        for entry in sorted(moved, key=lambda each: (each.dated, each.id))
    ]
    columns = (
        Column("Date", width=1.4),
        Column("From", width=2.2),
        Column("To", width=2.2),
        Column("Amount £m", align=Align.RIGHT),
        Column("Approved by", width=1.8),
        Column("Why", width=2.6),
    )
    return Table(
        id=f"budget-monitor-{fund.fund.value}-virements-table",
        caption=f"{FUND_NAMES[fund.fund]}: virements in {budget.year.year.name}, {area_name}",
        columns=columns,
        rows=tuple(rows),
    )


def ledger_table(budget: Budget, registers: Registers, *, area_name: str) -> Table | None:
    """Where every posting of the ledger went, to the penny: a control that nothing is lost. None without a ledger."""
    totals = [placed.entry for placed in registers.of(LEDGER_TOTALS)]
    if not totals:
        return None
    kinds = [posting for posting in Posting if any(entry.posting is posting for entry in totals)]
    columns = (
        Column("Where it went", width=2.4),
        Column("Postings", align=Align.RIGHT, width=0.9),
        *(Column(f"{posting.value.capitalize()} £", align=Align.RIGHT, width=1.5) for posting in kinds),
    )
    rows = []
    for fund in budget.funds:
        names = {line.id for line in fund.lines}
        in_fund = [each for each in totals if each.place is Place.LINE and each.line in names]
        rows.append(_ledger_row(f"In a line: {FUND_NAMES[fund.fund].lower()}", in_fund, kinds))
    for place, words in _OUTSIDE.items():
        rows.append(_ledger_row(words, [each for each in totals if each.place is place], kinds))
    rows.append(_ledger_row("The whole ledger", totals, kinds, total=True))
    return Table(
        id="budget-monitor-ledger-table",
        caption=f"Where the postings of the ledger went, to the penny, {area_name}",
        columns=columns,
        rows=tuple(rows),
        source=totals[0].source,
    )


def _ledger_row(words: str, entries: list[LedgerTotalEntry], kinds: list[Posting], *, total: bool = False) -> Row:
    sources = f"ledger/{anchor_of(words)}"
    count = Quantity(exact(sum(entry.postings for entry in entries)), Unit.COUNT, 0, (sources,))
    amounts = (sum((e.amount for e in entries if e.posting is posting), Decimal(0)) for posting in kinds)
    cells = (Cell((Quantity(exact(amount), Unit.POUNDS, 2, (sources,)),)) for amount in amounts)
    return Row((text_cell(words), Cell((count,)), *cells), total=total)


def fund_rounding_note(fund: FundBudget, standing: Standing) -> str:
    """Where the printed numbers of the fund's table do not add up, down or across, for being rounded last."""
    found: dict[str, Decimal] = {}
    for block in (*fund.blocks, fund.total):
        name = "total" if block.name == "Total" else block.name.lower()
        amounts: dict[str, tuple[Decimal | None, list[Decimal | None]]] = {
            "approved budget": (block.approved, [line.approved for line in block.lines]),
            standing.value: (block.forecast, [line.forecast for line in block.lines]),
            "variance": (block.variance, [line.variance for line in block.lines]),
            "movement": (block.movement, [line.movement for line in block.lines]),
        }
        for column, (total, parts) in amounts.items():
            if total is not None:
                found[f"{column}, {name}"] = rounding_difference(_known(parts), total)
    for line in fund.lines:
        if line.approved is not None and line.forecast is not None:
            across = rounded_millions(line.forecast) - rounded_millions(line.approved)
            found[f"variance, {line.entry.name}"] = rounded_millions(line.variance) - across
    return rounding_note(found)


def _known(amounts: Iterable[Decimal | None]) -> list[Decimal]:
    return [amount for amount in amounts if amount is not None]


def percentage(value: Fraction | None, source: str) -> Quantity:
    """A whole signed percentage; not applicable where there is no budget to be a percentage of."""
    shown = Missing.NOT_APPLICABLE if value is None else value
    return Quantity(shown, Unit.PERCENTAGE, 0, (source,), sign=True)


def movement_cell(amount: Decimal | None, source: str, *, sign: bool = True) -> Cell:
    """An amount that is not available where it was not given."""
    if amount is None:
        return Cell((Quantity(Missing.NOT_AVAILABLE, Unit.POUNDS_MILLION, 3, (source,)),))
    return money_cell(amount, source, sign=sign)


def anchor_of(name: str) -> str:
    """`spending-increases` for `Spending increases`."""
    return "-".join("".join(each if each.isalnum() else " " for each in name.casefold()).split())

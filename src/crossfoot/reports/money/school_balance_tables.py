"""School balances by phase: what schools hold and spend, what leaves with schools that become academies."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.finance.printed_amounts import slug
from crossfoot.finance.school_balances import (
    COLUMNS,
    CONVERSIONS,
    SchoolBalanceEntry,
    school_balances_of,
    total_school_balances,
)
from crossfoot.reports.amount_cells import money, money_cell
from crossfoot.reports.cells import text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Inlines,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.money.balance_words import (
    PRODUCT,
    BalanceYear,
    balance_year,
    compared,
    money_column,
    rounding_paragraph,
)
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

_ID = f"{PRODUCT}-school-balances"
_SIGNED = ("in_year_variance", "academy_conversions")


def school_balances_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The message, the table and what conversions do; nothing where no balances of the year were supplied."""
    year = balance_year(edition)
    entries = school_balances_of(edition.registers, year.period)
    if not entries:
        return
    yield Heading(level, "School balances", _ID)
    yield Paragraph(school_balances_message(edition), lead=True)
    yield _table(edition, entries, year)
    totals = total_school_balances(entries)
    yield from rounding_paragraph(
        {
            name: ([getattr(entry, column) for entry in entries], totals[column])
            for column, name in zip(COLUMNS, ("opening", "in-year variance", "conversions", "closing"), strict=True)
        }
    )
    yield Paragraph(
        (Text("A minus is drawn from balances or leaves with a school; a plus is added. "), Text(CONVERSIONS))
    )


def school_balances_message(edition: Edition) -> Inlines:
    """What schools hold at the end of the year and where the change went; empty where nothing was supplied."""
    year = balance_year(edition)
    entries = school_balances_of(edition.registers, year.period)
    if not entries:
        return ()
    totals = total_school_balances(entries)
    change = totals["closing"] - totals["opening"]
    drawn, left = totals["in_year_variance"], totals["academy_conversions"]
    name = "school-balances/total"
    verb = "held" if year.is_closed else "are forecast to hold"
    return (
        Text(f"Schools {verb} "),
        money(totals["closing"], f"{name}/closing"),
        Text(f" on {year.last_day}, "),
        *compared(change, f"{name}/change"),
        Text(f" than on {year.first_day}: they {'draw' if drawn < 0 else 'add'} "),
        money(abs(drawn), f"{name}/in-year-variance"),
        Text(", and "),
        money(abs(left), f"{name}/academy-conversions"),
        Text(f" {'leaves' if left <= 0 else 'of deficits leaves'} with schools that become academies."),
    )


def _table(edition: Edition, entries: tuple[SchoolBalanceEntry, ...], year: BalanceYear) -> Table:
    counted = any(entry.schools_in_deficit is not None for entry in entries)
    columns = (
        Column("Phase", width=1.6),
        money_column(f"Balance {year.first_day} £m"),
        money_column("In-year variance £m"),
        money_column("Schools becoming academies £m"),
        money_column(year.closing_heading),
        *((Column("Schools in deficit", align=Align.RIGHT, width=0.9),) if counted else ()),
    )
    rows = []
    for entry in entries:
        cells = [
            money_cell(getattr(entry, column), f"school-balances/{entry.id}/{slug(column)}", sign=column in _SIGNED)
            for column in COLUMNS
        ]
        deficits = [_deficits((entry,))] if counted else []
        rows.append(Row((text_cell(entry.title), *cells, *deficits)))
    totals = total_school_balances(entries)
    cells = [
        money_cell(totals[column], f"school-balances/total/{slug(column)}", sign=column in _SIGNED)
        for column in COLUMNS
    ]
    deficits = [_deficits(entries)] if counted else []
    rows.append(Row((text_cell("Total", strong=True), *cells, *deficits), total=True))
    return Table(
        id=f"{_ID}-table",
        caption=f"Balances of schools by phase, {edition.area_name}, {year.period.name}, £ million",
        columns=columns,
        rows=tuple(rows),
    )


def _deficits(entries: tuple[SchoolBalanceEntry, ...]) -> Cell:
    counts = [entry.schools_in_deficit for entry in entries]
    known = [count for count in counts if count is not None]
    value = exact(sum(known)) if len(known) == len(counts) else Missing.NOT_AVAILABLE
    return Cell((Quantity(value, Unit.COUNT, 0, ("school-balances/schools-in-deficit",)),))

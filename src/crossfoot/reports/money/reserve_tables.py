"""Reserves and provisions: what each group holds, what was decided about its use, what is left and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from crossfoot.finance.printed_amounts import slug
from crossfoot.finance.reserves import (
    COLUMNS,
    ReserveEntry,
    ReserveGroup,
    ReserveUse,
    reserve_decision_of,
    reserves_of,
    total_reserves,
)
from crossfoot.reports.amount_cells import money, money_cell
from crossfoot.reports.cells import text_cell
from crossfoot.reports.document import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Heading,
    Inline,
    Inlines,
    Paragraph,
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
    day_words,
    money_column,
    rounding_paragraph,
)

_ID = f"{PRODUCT}-reserves"
_SIGNED = ("approved_use", "recommended_use")
_GROUPS = {
    ReserveGroup.DEDICATED_SCHOOLS_GRANT: "the Dedicated Schools Grant",
    ReserveGroup.SCHOOLS: "schools",
    ReserveGroup.CHILDRENS_SERVICES: "Children's Services",
}
_IN_WORDS = dict(zip(COLUMNS, ("opening", "agreed use", "further use", "closing"), strict=True))


def reserves_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The message, who decided what, the table with reasons; nothing where no reserves of the year were supplied."""
    year = balance_year(edition)
    entries = reserves_of(edition.registers, year.period)
    if not entries:
        return
    yield Heading(level, "Reserves and provisions", _ID)
    yield Paragraph(reserves_message(edition), lead=True)
    yield from _overdrawn(entries)
    yield BulletList(tuple(_decisions(edition, entries, year)))
    yield _table(edition, entries, year)
    totals = total_reserves(entries)
    columns = {_IN_WORDS[column]: ([getattr(entry, column) for entry in entries], totals[column]) for column in COLUMNS}
    yield from rounding_paragraph(columns)
    yield Paragraph((Text("A minus is drawn from a reserve; a plus is added to it. Groups are never mixed."),))


def reserves_message(edition: Edition) -> Inlines:
    """What reserves hold at the end of the year, by group; empty where nothing was supplied."""
    year = balance_year(edition)
    entries = reserves_of(edition.registers, year.period)
    if not entries:
        return ()
    totals = total_reserves(entries)
    verb = "held" if year.is_closed else "are forecast to hold"
    parts: list[Inline] = []
    groups = list(_groups(entries))
    for number, (group, held) in enumerate(groups):
        parts.append(Text("" if not number else " and " if number == len(groups) - 1 else ", "))
        parts.append(money(total_reserves(held)["closing"], f"reserves/{group}/closing"))
        parts.append(Text(f" of {_GROUPS[group]}"))
    return (
        Text(f"Reserves and provisions {verb} "),
        money(totals["closing"], "reserves/total/closing"),
        Text(f" on {year.last_day}, "),
        *compared(totals["closing"] - totals["opening"], "reserves/total/change"),
        Text(f" than on {year.first_day}: "),
        *parts,
        Text("."),
    )


def _groups(entries: Sequence[ReserveEntry]) -> Iterator[tuple[ReserveGroup, list[ReserveEntry]]]:
    for group in ReserveGroup:
        held = [entry for entry in entries if entry.group is group]
        if held:
            yield group, held


def _overdrawn(entries: Sequence[ReserveEntry]) -> Iterator[Block]:
    below = [entry for entry in entries if entry.closing < 0]
    if below:
        items = tuple(
            (Text(f"{entry.title}: "), money(entry.closing, f"reserves/{entry.id}/closing"), Text(f". {entry.reason}"))
            for entry in below
        )
        yield Callout(CalloutKind.WARNING, "Reserves that would end below nought", (BulletList(items),))


def _decisions(edition: Edition, entries: Sequence[ReserveEntry], year: BalanceYear) -> Iterator[Inlines]:
    """Who agreed to each use, or is asked to; how far the start differed from what was expected; what is used up."""
    totals = total_reserves(entries)
    for use in ReserveUse:
        column = f"{use}_use"
        used = money(abs(totals[column]), f"reserves/total/{slug(column)}")
        decision = reserve_decision_of(edition.registers, year.period, use)
        further = "further " if use is ReserveUse.RECOMMENDED else ""
        further += "addition" if totals[column] > 0 else "use"
        if decision is None:
            yield Text(f"A {further} of "), used, Text(f" is {use}; who decides was not supplied.")
            continue
        way = ""
        if decision.recommended_on is not None:
            through = f", through {decision.recommended_through}" if decision.recommended_through else ""
            way = f" It was recommended on {day_words(decision.recommended_on)}{through}."
        if decision.is_agreed:
            yield Text(f"{decision.body} agreed to a {further} of "), used, Text(f" {decision.agreed_when}.{way}")
        else:
            yield (
                Text(f"{decision.body} has not decided yet on a {further} of "),
                used,
                Text(f", which is in these balances.{way}"),
            )
        if decision.expected_opening is not None:
            yield (
                Text(f"On {year.first_day} reserves and provisions held "),
                *compared(totals["opening"] - decision.expected_opening, "reserves/total/above-expected"),
                Text(" than was expected when the budget was set."),
            )
    spent = [entry.title for entry in entries if not entry.closing and entry.opening]
    if spent:
        yield (Text(f"Used up by {year.last_day}: {'; '.join(spent)}."),)


def _table(edition: Edition, entries: Sequence[ReserveEntry], year: BalanceYear) -> Table:
    columns = (
        Column("Reserve or provision", width=2.3),
        money_column(f"Balance {year.first_day} £m", width=1.05),
        money_column(_use_heading(edition, year, ReserveUse.APPROVED), width=1.15),
        money_column(_use_heading(edition, year, ReserveUse.RECOMMENDED), width=1.3),
        money_column(year.closing_heading, width=1.1),
        Column("What it is for and why it moves", width=3.1),
    )
    rows = []
    for group, held in _groups(entries):
        for entry in held:
            amounts = {column: getattr(entry, column) for column in COLUMNS}
            cells = _amounts(amounts, entry.id)
            kind = f" ({entry.kind})" if entry.kind else ""
            rows.append(Row((text_cell(entry.title + kind), *cells, text_cell(entry.reason)), group=group.heading))
        if len(held) > 1:
            label = text_cell(f"{group.heading} total", strong=True)
            cells = _amounts(dict(total_reserves(held)), group)
            rows.append(Row((label, *cells, text_cell("")), total=True, group=group.heading))
    cells = _amounts(dict(total_reserves(entries)), "total")
    rows.append(Row((text_cell("Grand total", strong=True), *cells, text_cell("")), total=True))
    return Table(
        id=f"{_ID}-table",
        caption=f"Reserves and provisions, {edition.area_name}, {year.period.name}, £ million",
        columns=columns,
        rows=tuple(rows),
    )


def _amounts(amounts: dict[str, Decimal], name: str) -> tuple[Cell, ...]:
    return tuple(
        money_cell(amounts[column], f"reserves/{name}/{slug(column)}", sign=column in _SIGNED) for column in COLUMNS
    )


def _use_heading(edition: Edition, year: BalanceYear, use: ReserveUse) -> str:
    decision = reserve_decision_of(edition.registers, year.period, use)
    if decision is None:
        return f"{use.capitalize()} use £m"
    if decision.is_agreed:
        word = "Use" if use is ReserveUse.APPROVED else "Further use"
        return f"{word} agreed {decision.agreed_when} £m"
    return "Further use recommended, not decided £m"

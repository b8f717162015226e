"""The savings plan: what the year's savings are to give and are expected to give, what pays for those that do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from crossfoot.finance.savings import (
    COLUMNS,
    SAVINGS,
    SavingEntry,
    per_cent_of_target,
    savings_of,
    total_savings,
)
from crossfoot.judgements.savings import judge_saving
from crossfoot.reports.amount_cells import money
from crossfoot.reports.cells import status_cell, text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
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
from crossfoot.reports.money.balance_words import PRODUCT, BalanceYear, balance_year, money_column
from crossfoot.reports.statuses import rag_status
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Unit

_ID = f"{PRODUCT}-savings"


def savings_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The year's savings with their colours, what pays instead, the plan ahead; nothing where none was supplied."""
    year = balance_year(edition)
    entries = savings_of(edition.registers, year.period)
    ahead = [row.entry for row in edition.registers.of(SAVINGS) if row.entry.year.start > year.period.start]
    if not entries and not ahead:
        return
    yield Heading(level, "Savings", _ID)
    if entries:
        yield Paragraph(savings_message(edition), lead=True)
        yield _table(edition, entries, year)
        yield from _instead(entries)
        yield Paragraph((Text(edition.policies.savings.sentence),))
    if ahead:
        yield _ahead(edition, sorted(ahead, key=lambda entry: entry.year.start))


def savings_message(edition: Edition) -> Inlines:
    """What the year's savings are to give and are forecast to give; empty where nothing was supplied."""
    year = balance_year(edition)
    entries = savings_of(edition.registers, year.period)
    if not entries:
        return ()
    target, shortfall = _total(entries, "target"), _total(entries, "shortfall")
    forecast = _total(entries, "forecast")
    removed = sum(entry.status.wants_funding for entry in entries)
    verb = "was delivered" if year.is_closed else "is forecast to be delivered"
    named = {0: "", 1: "; 1 saving was removed or delayed"}.get(removed, f"; {removed} savings were removed or delayed")
    return (
        Text("Of a savings target of "),
        target,
        Text(f" for {year.period.name}, "),
        forecast,
        Text(f" {verb}, a shortfall of "),
        shortfall,
        Text(f"{named}."),
    )


def _total(entries: Sequence[SavingEntry], column: str) -> Quantity:
    return _known(total_savings(entries, column), f"savings/total/{column}")


def _known(amount: Decimal | None, name: str) -> Quantity:
    """An amount, or that it is not available: not known is not nought."""
    if amount is None:
        return Quantity(Missing.NOT_AVAILABLE, Unit.POUNDS_MILLION, 3, (name,))
    return money(amount, name)


def _share(delivered: Decimal | None, target: Decimal | None, name: str) -> Quantity:
    share = per_cent_of_target(delivered, target)
    if share is None:
        reason = Missing.NOT_APPLICABLE if target is not None and not target else Missing.NOT_AVAILABLE
        return Quantity(reason, Unit.PERCENTAGE, 0, (name,))
    return Quantity(share, Unit.PERCENTAGE, 0, (name,))


def _table(edition: Edition, entries: Sequence[SavingEntry], year: BalanceYear) -> Table:
    columns = (
        Column("Saving", width=1.8),
        money_column("Target £m", width=0.9),
        money_column("Delivered £m", width=1),
        money_column("Outturn £m" if year.is_closed else "Forecast £m", width=1),
        money_column("Shortfall £m", width=1),
        Column("Delivered of target", align=Align.RIGHT, width=0.9),
        Column("Stands", width=1.2),
        Column("RAG", width=1),
    )
    rows = []
    for entry in entries:
        verdict = judge_saving(entry.target, entry.forecast, policy=edition.policies.savings)
        rows.append(
            Row(
                (
                    text_cell(entry.title),
                    *(_amount(getattr(entry, column), f"savings/{entry.id}/{column}") for column in COLUMNS),
                    Cell((_share(entry.delivered, entry.target, f"savings/{entry.id}/per-cent-delivered"),)),
                    text_cell(entry.status.words),
                    status_cell(rag_status(verdict.word, verdict.reason)),
                )
            )
        )
    totals = {column: total_savings(entries, column) for column in COLUMNS}
    verdict = judge_saving(totals["target"], totals["forecast"], policy=edition.policies.savings)
    rows.append(
        Row(
            (
                text_cell("Total", strong=True),
                *(_amount(totals[column], f"savings/total/{column}") for column in COLUMNS),
                Cell((_share(totals["delivered"], totals["target"], "savings/total/per-cent-delivered"),)),
                text_cell(""),
                status_cell(rag_status(verdict.word, verdict.reason)),
            ),
            total=True,
        )
    )
    return Table(
        id=f"{_ID}-table",
        caption=f"Delivery of savings, {edition.area_name}, {year.period.name}, £ million",
        columns=columns,
        rows=tuple(rows),
    )


def _amount(amount: Decimal | None, name: str) -> Cell:
    return Cell((_known(amount, name),))


def _instead(entries: Sequence[SavingEntry]) -> Iterator[Block]:
    """Who answers for each saving, what pays for those that are delayed or removed, and notes."""
    items = []
    for entry in entries:
        said = [f"{entry.owner} answers for it."]
        said += [f"Paid for otherwise: {entry.funded_from}"] if entry.funded_from else []
        if entry.status.wants_funding and not entry.funded_from:
            said.append("What pays for it instead was not supplied.")
        said += [entry.note] if entry.note else []
        items.append((Text(f"{entry.title}: ", strong=True), Text(" ".join(said))))
    yield BulletList(tuple(items))


def _ahead(edition: Edition, entries: Sequence[SavingEntry]) -> Table:
    return Table(
        id=f"{_ID}-ahead-table",
        caption=f"Savings planned for later years, {edition.area_name}, £ million",
        columns=(
            Column("Year", width=0.8),
            Column("Saving", width=2.2),
            Column("Answers for it", width=1.8),
            money_column("Target £m", width=0.9),
            Column("Stands", width=1.1),
            Column("Note", width=2.6),
        ),
        rows=tuple(
            Row(
                (
                    text_cell(entry.year.name),
                    text_cell(entry.title),
                    text_cell(entry.owner),
                    _amount(entry.target, f"savings/{entry.id}/target"),
                    text_cell(entry.status.words),
                    text_cell(entry.note or ""),
                )
            )
            for entry in entries
        ),
        header_columns=2,
    )

"""What a budget says in five seconds: how far over or under, what moved, and which lines and blocks make most of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.finance.amounts import Side, is_printed_alike, side_of
from crossfoot.finance.budget import Block, Budget, FundBudget, Line, Standing, largest_variances
from crossfoot.finance.budget_registers import PRINTED_TOTALS
from crossfoot.reports.amount_cells import money
from crossfoot.reports.cells import share
from crossfoot.reports.document import Block as Part
from crossfoot.reports.document import (
    BulletList,
    Callout,
    CalloutKind,
    Inlines,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quantity,
    Status,
    Text,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.money.budget_tables import PREFIXES, anchor_of, percentage
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

LINES_NAMED = 5
"""Lines that the opening names."""
_STATUSES = {
    Side.OVER: Status(Tone.POOR, "Over budget", "▲"),
    Side.UNDER: Status(Tone.GOOD, "Under budget", "▼"),
    Side.ON: Status(Tone.NEUTRAL, "On budget", "●"),
}


def movement_of(of: Block | Line, name: str, *, sign: bool, bare: bool = False) -> Quantity:
    """What the variance moved since the last report, under the name `name`/movement; not available where not known."""
    if of.movement is None:
        return Quantity(Missing.NOT_AVAILABLE, Unit.POUNDS_MILLION, 3, (f"{name}/movement",))
    return money(of.movement if sign else abs(of.movement), f"{name}/movement", sign=sign, bare=bare)


def message(fund: FundBudget, standing: Standing, subject: str) -> Inlines:
    """How far the fund is over or under, of how much, and what moved, in two sentences."""
    total, prefix = fund.total, PREFIXES[fund.fund]
    side = side_of(total.variance)
    is_open = standing is Standing.FORECAST
    words: list[Text | Quantity] = [Text(f"{subject} {'is forecast to be' if is_open else 'ended the year'} ")]
    if side is not Side.ON:
        words += [money(abs(total.variance), f"{prefix}/total/variance"), Text(" ")]
    words += [Text(f"{side.value}: "), money(total.forecast, f"{prefix}/total/forecast")]
    words += [Text(" against "), money(total.approved, f"{prefix}/total/approved"), Text(" approved.")]
    if total.movement is None:
        words.append(Text(" What moved since the last report is not known."))
    elif not total.movement:
        words.append(Text(" That is the same as in the last report."))
    else:
        way = "more" if total.movement > 0 else "less"
        words += [Text(" The variance is "), movement_of(total, f"{prefix}/total", sign=False)]
        words.append(Text(f" {way} than in the last report."))
    return tuple(words)


def key_figures(fund: FundBudget, budget: Budget) -> KeyFigures:
    """Variance, movement, and the lines over and under budget with what they come to together."""
    total, prefix = fund.total, PREFIXES[fund.fund]
    over = [line for line in fund.lines if line.variance > 0]
    under = [line for line in fund.lines if line.variance < 0]
    moved = total.movement
    movement_status = None
    if moved:
        movement_status = Status(Tone.WORSE, "Worse", "▼") if moved > 0 else Status(Tone.BETTER, "Better", "▲")
    return KeyFigures(
        (
            KeyFigure(
                "Variance, £ million",
                money(total.variance, f"{prefix}/total/variance", sign=True, bare=True),
                (percentage(total.per_cent, f"{prefix}/total/percentage"), Text(" of the approved budget")),
                _STATUSES[side_of(total.variance)],
            ),
            KeyFigure(
                "Movement, £ million",
                movement_of(total, f"{prefix}/total", sign=True, bare=True),
                (Text(f"since {budget.year.previous_report}"),),
                movement_status,
            ),
            KeyFigure("Lines over budget", _count(over), (sum_of(over), Text(" together"))),
            KeyFigure("Lines under budget", _count(under), (sum_of(under), Text(" together"))),
        )
    )


def _count(lines: list[Line]) -> Quantity:
    return Quantity(exact(len(lines)), Unit.COUNT, 0, tuple(f"budget/{line.id}/variance" for line in lines))


def sum_of(lines: list[Line]) -> Quantity:
    """The variances of some lines of one fund together, signed, bound to each of them."""
    return money(_variance(lines), *(f"budget/{line.id}/variance" for line in lines), sign=True)


def _variance(lines: list[Line]) -> Decimal:
    return Block("", tuple(lines)).variance


def most_of_it(fund: FundBudget) -> Iterator[Part]:
    """The lines furthest over budget and their share of all overspends, then each block."""
    over = [line for line in fund.lines if line.variance > 0]
    first = list(largest_variances(over, LINES_NAMED))
    if first:
        sources = tuple(f"budget/{line.id}/variance" for line in over)
        many = len(first) > 1
        yield Paragraph(
            (
                Text("The "),
                *(
                    (_count(first), Text(" lines furthest over budget make "))
                    if many
                    else (Text("line over budget makes "),)
                ),
                sum_of(first),
                Text(", "),
                share(_variance(first), _variance(over), sources),
                Text(" of all overspends:"),
            )
        )
        yield BulletList(tuple(_line_words(line) for line in first))
    yield Paragraph((Text("By block:"),))
    yield BulletList(tuple(_block_words(block, PREFIXES[fund.fund]) for block in fund.blocks))


def _line_words(line: Line) -> Inlines:
    source = f"budget/{line.id}"
    words: Inlines = (Text(f"{line.entry.name}: ", strong=True), money(line.variance, f"{source}/variance", sign=True))
    if line.per_cent is not None:
        words = (*words, Text(" ("), percentage(line.per_cent, f"{source}/percentage"), Text(" of its budget)"))
    return (*words, Text(f". {line.entry.reason}")) if line.entry.reason else (*words, Text("."))


def _block_words(block: Block, prefix: str) -> Inlines:
    source = f"{prefix}/block/{anchor_of(block.name)}"
    words: Inlines = (Text(f"{block.name}: "), money(block.variance, f"{source}/variance", sign=True))
    if block.movement:
        return (*words, Text(", movement "), movement_of(block, source, sign=True), Text("."))
    return (*words, Text("."))


def printed_otherwise(edition: Edition, fund: FundBudget, standing: Standing) -> Iterator[Part]:
    """A warning where the total was printed otherwise: the reader may have that paper in hand."""
    total, source = fund.total.variance, f"{PREFIXES[fund.fund]}/total"
    printed = {
        placed.entry.printed_variance
        for placed in edition.registers.of(PRINTED_TOTALS)
        if placed.entry.fund is fund.fund and placed.entry.block is None
    }
    for amount in sorted(amount for amount in printed if amount is not None and not is_printed_alike(amount, total)):
        way = "more" if total > amount else "less"
        words = (
            Text("A total of "),
            *_sided(amount, f"{source}/printed-variance"),
            Text(f" was printed elsewhere. {standing.value.capitalize()} less approved budget, line by line, gives "),
            *_sided(total, f"{source}/variance"),
            Text(", which is used here: "),
            money(abs(total - amount), f"{source}/variance-less-printed"),
            Text(f" {way}. {_lines_apart(fund)}"),
        )
        yield Callout(CalloutKind.WARNING, "Printed otherwise", (Paragraph(words),))


def _sided(variance: Decimal, source: str) -> Inlines:
    """`£9.007 million over budget`, or nought."""
    if not variance:
        return (Text("nought"),)
    return money(abs(variance), source), Text(f" {side_of(variance).value}")


def _lines_apart(fund: FundBudget) -> str:
    names = [
        line.entry.name
        for line in fund.lines
        if line.entry.printed_variance is not None and line.entry.printed_variance != line.variance
    ]
    return f"The lines that differ: {'; '.join(names)}." if names else ""

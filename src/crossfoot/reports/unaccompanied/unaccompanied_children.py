"""Unaccompanied children: how many started and ceased each month, whether that leads to how many there are.

Only months up to the one that was closed are shown: figures of later months are left out when a month is closed, and
the closing lists them.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.figures.figure import Figure
from crossfoot.reports.cells import difference, quantity, text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    ChartLine,
    ChartPoint,
    Column,
    Document,
    Heading,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    LineChart,
    Paragraph,
    Quantity,
    Row,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.matter import closing_matter, opening_matter
from crossfoot.reports.product import draft_document
from crossfoot.reports.stock_and_flow import RULE, MonthOfFlow
from crossfoot.reports.unaccompanied.unaccompanied_layout import UnaccompaniedLayout, read_unaccompanied_layout
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Unit

ANCHOR = "unaccompanied-children"


def build_unaccompanied_children(edition: Edition) -> Document:
    """The whole report of the month, with where its figures come from and where they disagree."""
    layout = read_unaccompanied_layout(edition.catalogue)
    blocks: list[Block] = [*unaccompanied_children_sections(edition)]
    if not blocks:
        blocks = [
            Heading(1, layout.title, ANCHOR),
            Paragraph((Text(f"No figures of unaccompanied children were supplied for {edition.month.name}."),)),
        ]
    blocks += [*opening_matter(edition), *closing_matter(edition, layout.indicators)]
    return draft_document(
        edition,
        id=layout.id,
        title=layout.title,
        blocks=blocks,
        keywords=("unaccompanied children",),
    )


def unaccompanied_children_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The report without cover and closing matter; nothing where the month has no stock."""
    layout = read_unaccompanied_layout(edition.catalogue)
    months = flow_months(edition, layout)
    if not months or _known(months[-1].closing) is None:
        return
    yield Heading(level, layout.title, ANCHOR)
    yield Paragraph(tuple(_lead(edition, months)), lead=True)
    yield _key_figures(months[-1])
    yield _flow_table(edition, layout, months)
    yield _chart(edition, layout, months)
    checks = [*_flow_checks(months), *_other_count(edition, layout, months[-1])]
    yield Callout(
        CalloutKind.GENERATED, "Do the figures hang together?", (BulletList(tuple(checks)), Paragraph((Text(RULE),)))
    )


def flow_months(edition: Edition, layout: UnaccompaniedLayout) -> list[MonthOfFlow]:
    """The months shown, oldest first, without those at the start of which neither stock nor flow is known."""
    found = [
        MonthOfFlow(
            month,
            edition.figure(layout.stock, month.shift(-1)),
            edition.figure(layout.started, month),
            edition.figure(layout.ceased, month),
            edition.figure(layout.stock, month),
        )
        for month in edition.month.last(layout.months)
    ]
    while found and not any(map(_known, (found[0].started, found[0].ceased, found[0].closing))):
        found.pop(0)
    return found


def _known(figure: Figure | None) -> Figure | None:
    return None if figure is None or isinstance(figure.value, Missing) else figure


def _lead(edition: Edition, months: list[MonthOfFlow]) -> Iterator[Inline]:
    last, first = _known(months[-1].closing), _known(months[0].closing)
    if last is None:
        return
    yield quantity(last)
    yield Text(
        f" {'child was' if last.value == 1 else 'children were'} accommodated at the end of {edition.month.name}"
    )
    change = difference(last, first) if first is not None and len(months) > 1 else None
    if change is None or isinstance(change.value, Missing):
        yield Text(".")
    elif not change.value:
        yield Text(f", as many as at the end of {months[0].month.name}.")
    else:
        yield Text(", ")
        yield Quantity(abs(change.value), change.unit, change.decimals, change.figures)
        yield Text(f" {'more' if change.value > 0 else 'fewer'} than at the end of {months[0].month.name}.")


def _key_figures(latest: MonthOfFlow) -> KeyFigures:
    named = (("Started", latest.started), ("Ceased", latest.ceased), ("At the end of the month", latest.closing))
    return KeyFigures(tuple(KeyFigure(f"{label}, {latest.month.label}", _shown(figure)) for label, figure in named))


def _shown(figure: Figure | None) -> Quantity:
    return Quantity(Missing.NOT_AVAILABLE, Unit.COUNT, 0) if figure is None else quantity(figure)


def _flow_table(edition: Edition, layout: UnaccompaniedLayout, months: list[MonthOfFlow]) -> Table:
    rows = [
        ("At the start of the month", [_shown(month.opening) for month in months], False),
        ("Started", [_shown(month.started) for month in months], False),
        ("Ceased", [_shown(month.ceased) for month in months], False),
        ("Worked out from these", [month.expected for month in months], False),
        ("Counted at the end of the month", [_shown(month.closing) for month in months], True),
    ]
    body = [
        Row((text_cell(label), *(Cell((shown,)) for shown in cells)), total=is_total) for label, cells, is_total in rows
    ]
    body.append(Row((text_cell("Do they agree?"), *map(_agreement, months))))
    if layout.compared_with is not None:
        others = [_shown(edition.figure(layout.compared_with, month.month)) for month in months]
        body.append(Row((text_cell(layout.compared_with_name or ""), *(Cell((shown,)) for shown in others))))
    first, last = months[0].month, months[-1].month
    return Table(
        id=f"{ANCHOR}-table",
        caption=f"Unaccompanied children accommodated, {edition.area_name}, {first.name} to {last.name}",
        columns=(Column("Children", width=3), *(Column(month.month.label, align=Align.RIGHT) for month in months)),
        rows=tuple(body),
    )


def _agreement(month: MonthOfFlow) -> Cell:
    """`Yes`, or by how much the stock at the end is more or less than the flow leads to."""
    if month.closes is None:
        return Cell((month.difference,))
    if month.closes:
        return Cell((Status(Tone.NEUTRAL, "Yes", "", f"In {month.month.name} the flow leads to the stock."),))
    return Cell((Text("No, "), month.difference))


def _chart(edition: Edition, layout: UnaccompaniedLayout, months: list[MonthOfFlow]) -> LineChart:
    """The stock by month as one line, the other count as a second where there is one."""
    name = edition.indicator(layout.stock).name
    lines = [ChartLine("The service", tuple(ChartPoint(each.month.label, _shown(each.closing)) for each in months))]
    if layout.compared_with is not None:
        others = tuple(
            ChartPoint(each.month.label, _shown(edition.figure(layout.compared_with, each.month))) for each in months
        )
        if any(not isinstance(point.quantity.value, Missing) for point in others):
            lines.append(ChartLine("The case system", others, emphasis=False))
    first, last = months[0].month, months[-1].month
    said = "; ".join(
        f"{line.name}: {', '.join(f'{point.quantity.words} in {point.label}' for point in line.points)}"
        for line in lines
    )
    return LineChart(
        id=f"{ANCHOR}-chart",
        title=f"{name}: {_shown(months[-1].closing).text} at the end of {last.name}",
        subtitle=f"Number at month end, {edition.area_name}, {first.label} to {last.label}",
        alt=f"Line chart of {name}. {said}.",
        lines=tuple(lines),
    )


# -- what must hold --------------------------------------------------------------------------------------------------


def _flow_checks(months: list[MonthOfFlow]) -> Iterator[Inlines]:
    told = [month for month in months if month.closes is not None]
    apart = [month for month in told if not month.closes]
    for month in apart:
        yield tuple(_mismatch(month))
    if told and not apart:
        yield (Text(f"Starts and ends lead from each month's stock to the next in {_joined(told)}."),)
    untold = [month for month in months if month.closes is None]
    if untold:
        yield (Text(f"It cannot be told for {_joined(untold)}: the stock before, or a flow, was not supplied."),)


def _mismatch(month: MonthOfFlow) -> Iterator[Inline]:
    yield Text(f"{month.month.name}: ", strong=True)
    yield _shown(month.opening)
    yield Text(" at the start, ")
    yield _shown(month.started)
    yield Text(" started, ")
    yield _shown(month.ceased)
    yield Text(" ceased: that leads to ")
    yield month.expected
    yield Text(", and ")
    yield _shown(month.closing)
    yield Text(" are counted, a difference of ")
    yield month.difference
    yield Text(".")


def _joined(months: list[MonthOfFlow]) -> str:
    names = [month.month.name for month in months]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _other_count(edition: Edition, layout: UnaccompaniedLayout, latest: MonthOfFlow) -> Iterator[Inlines]:
    """How the stock differs from the other count of the same children, where it does."""
    if layout.compared_with is None:
        return
    other, closing = _known(edition.figure(layout.compared_with, latest.month)), _known(latest.closing)
    change = difference(closing, other) if closing is not None and other is not None else None
    if other is None or closing is None or change is None or isinstance(change.value, Missing) or not change.value:
        return
    yield (
        Text(f"{layout.compared_with_name}: ", strong=True),
        quantity(other),
        Text(f" at the end of {latest.month.name}, where the service counts "),
        quantity(closing),
        Text(": "),
        Quantity(abs(change.value), change.unit, change.decimals, change.figures),
        Text(f" {'fewer' if change.value > 0 else 'more'}. Ask which children are in one count only, and why."),
    )

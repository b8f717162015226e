"""The front page: what is off track, what changed more than noise, what improved; all of it from judgements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.judgements.judgement import Judgement, Performance, Rag, Variation
from crossfoot.reports.cells import difference, figure_cell, status_cell, target_cell, text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    Link,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import MonthlyLayout
from crossfoot.reports.statuses import SIGNALS, direction_status, rag_status, variation_status
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

Listed = tuple[str, Judgement]
"""A printed reference with the judgement of its indicator."""


def front_page(edition: Edition, layout: MonthlyLayout) -> Iterator[Block]:
    """One page that can be read in a minute."""
    judged = [
        (row.ref, edition.judgements[row.indicator])
        for area in layout.summary
        for row in area.rows
        if row.indicator is not None
    ]
    red = [item for item in judged if item[1].rag.word is Rag.RED]
    amber = [item for item in judged if item[1].rag.word is Rag.AMBER]
    green = [item for item in judged if item[1].rag.word is Rag.GREEN]
    better = [item for item in judged if item[1].direction.word is Performance.BETTER]
    worse = [item for item in judged if item[1].direction.word is Performance.WORSE]
    signals = [item for item in judged if item[1].variation.word in SIGNALS]
    before = edition.months[-2].name
    yield Heading(1, f"{edition.month.name} at a glance", "at-a-glance")
    yield Paragraph(
        (
            Text("Of the "),
            _count(judged),
            Text(" indicators, "),
            _count([*red, *amber, *green]),
            Text(" have tolerances: "),
            _count(red),
            Text(" red, "),
            _count(amber),
            Text(" amber, "),
            _count(green),
            Text(f" green. Since {before}, "),
            _count(better),
            Text(" got better and "),
            _count(worse),
            Text(" worse; "),
            _count(signals),
            Text(" moved by more than month-to-month noise."),
        ),
        lead=True,
    )
    yield KeyFigures(
        (
            KeyFigure("Off track (red)", _count(red), (Text("beyond the red tolerance"),)),
            KeyFigure("Watch (amber)", _count(amber), (Text("between red and green"),)),
            KeyFigure("Better", _count(better), (Text(f"performance since {before}"),)),
            KeyFigure("Worse", _count(worse), (Text(f"performance since {before}"),)),
        )
    )
    anchors = {row.ref: topic.id for topic in layout.topics for row in topic.rows}
    yield Heading(2, "Off track", "off-track")
    yield _table(edition, "off-track", "Indicators that are red or amber", [*red, *amber], anchors, with_target=True)
    yield Heading(2, "Changed by more than noise", "changed")
    if signals:
        order = [Variation.CONCERN, Variation.IMPROVEMENT, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW]
        ranked = sorted(signals, key=lambda item: order.index(item[1].variation.word))
        yield _table(edition, "changed", "Indicators whose latest month is signal", ranked, anchors, with_target=False)
    else:
        yield Paragraph((Text("No indicator moved by more than its usual month-to-month variation."),))
    yield Heading(2, "Improved", "improved")
    improved = [
        item
        for item in better
        if item[1].change_over_year.performance is Performance.BETTER or item[1].variation.word is Variation.IMPROVEMENT
    ]
    if improved:
        yield _table(
            edition,
            "improved",
            f"Indicators better than in {before} and than a year ago",
            improved,
            anchors,
            with_target=False,
        )
    else:
        yield Paragraph((Text(f"No indicator is better both than in {before} and than a year ago."),))


def _table(
    edition: Edition,
    table_id: str,
    caption: str,
    items: Sequence[Listed],
    anchors: dict[str, str],
    *,
    with_target: bool,
) -> Table:
    columns = [
        Column("Ref", width=0.6),
        Column("Indicator", width=4.2),
        Column(edition.months[-2].label, align=Align.RIGHT),
        Column(edition.month.label, align=Align.RIGHT),
        Column("Change", align=Align.RIGHT),
    ]
    columns.append(Column("Target", align=Align.RIGHT) if with_target else Column("On a year", align=Align.RIGHT))
    columns.append(Column("RAG", width=1.2) if with_target else Column("Signal", width=1.5))
    columns.append(Column("Direction", width=1.2))
    return Table(
        id=f"{table_id}-table",
        caption=f"{caption}, {edition.area_name}, {edition.month.name}",
        columns=tuple(columns),
        rows=tuple(_row(edition, ref, judged, anchors, with_target=with_target) for ref, judged in items),
        header_columns=2,
    )


def _row(edition: Edition, ref: str, judged: Judgement, anchors: dict[str, str], *, with_target: bool) -> Row:
    name = judged.figure.indicator
    indicator = edition.indicator(name)
    latest = edition.figure(name, edition.month)
    before = edition.figure(name, edition.months[-2])
    year_ago = edition.figure(name, edition.months[0])
    label: Inline = Link(indicator.name, f"#{anchors[ref]}") if ref in anchors else Text(indicator.name)
    change = difference(latest, before) if latest is not None and before is not None else None
    over_year = difference(latest, year_ago) if latest is not None and year_ago is not None else None
    return Row(
        (
            text_cell(ref),
            Cell((label,)),
            figure_cell(before),
            figure_cell(latest),
            _difference(change),
            target_cell(edition.target(name), indicator) if with_target else _difference(over_year),
            status_cell(rag_status(judged.rag.word, judged.rag.reason))
            if with_target
            else status_cell(variation_status(judged)),
            status_cell(direction_status(judged)),
        )
    )


def _difference(change: Quantity | None) -> Cell:
    return Cell((change if change is not None else Quantity(Missing.NOT_AVAILABLE, Unit.COUNT, 0),))


def _count(items: Sequence[Listed]) -> Quantity:
    return Quantity(exact(len(items)), Unit.COUNT, 0, tuple(str(judged.figure) for _, judged in items))

"""The front page: what is off track, what changed more than noise, what improved; each indicator is listed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crossfoot.judgements.judgement import Judgement, Performance, Rag, Variation
from crossfoot.reports.cells import NOTHING, difference, figure_cell, quantity, status_cell, target_cell, text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
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
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

SIGNAL_ORDER = (Variation.CONCERN, Variation.IMPROVEMENT, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)

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
    anchors = {row.ref: topic.id for topic in layout.topics for row in topic.rows}
    yield from at_a_glance(edition, judged, anchors)
    before = edition.months[-2].name
    told: set[str] = set()
    # Those that are off track are told already.
    _not_told(edition, _off_track(judged), told)
    changed = _not_told(edition, _by_concern([item for item in judged if item[1].variation.word in SIGNALS]), told)
    improved = _not_told(edition, [item for item in judged if _is_improved(edition, item)], told)
    yield Heading(2, "Changed by more than noise", "changed")
    if changed:
        caption = "Other indicators whose latest month is signal"
        yield _table(edition, "changed", caption, changed, anchors, with_target=False)
    else:
        yield Paragraph((Text("No other indicator moved by more than its usual month-to-month variation."),))
    yield Heading(2, "Improved", "improved")
    if improved:
        yield Paragraph((Text(f"Better than in {before} and than a year ago, and not listed above:"),))
        yield BulletList(tuple(tuple(_in_a_line(edition, ref, judged, anchors)) for ref, judged in improved))
    else:
        yield Paragraph((Text(f"No other indicator is better both than in {before} and than a year ago."),))


def at_a_glance(edition: Edition, judged: Sequence[Listed], anchors: Mapping[str, str]) -> Iterator[Block]:
    """How many of some indicators are off track or moved, and those that are red or amber; `anchors` by reference.

    The table has a column of references where there are any.
    """
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
            KeyFigure("Off track (red)", _count(red), (Text("past the red tolerance"),)),
            KeyFigure("Watch (amber)", _count(amber), (Text("between the tolerances"),)),
            KeyFigure("Better", _count(better), (Text(f"than in {before}"),)),
            KeyFigure("Worse", _count(worse), (Text(f"than in {before}"),)),
        )
    )
    off_track = _not_told(edition, _off_track(judged), set())
    yield Heading(2, "Off track", "off-track")
    if off_track:
        yield _table(edition, "off-track", "Indicators that are red or amber", off_track, anchors, with_target=True)
    else:
        yield Paragraph((Text("No indicator with tolerances is red or amber."),))


def _off_track(judged: Sequence[Listed]) -> list[Listed]:
    """Those that are red, then those that are amber."""
    return [item for rag in (Rag.RED, Rag.AMBER) for item in judged if item[1].rag.word is rag]


def _not_told(edition: Edition, items: Sequence[Listed], told: set[str]) -> list[Listed]:
    """Those not listed before. A count and the rate made from it tell the reader one thing: the first of them stays."""
    fresh = []
    for ref, judged in items:
        indicator = edition.indicator(judged.figure.indicator)
        counted = indicator.unit in (Unit.COUNT, Unit.RATE_PER_10K)
        subject = indicator.numerator.figures if counted and indicator.numerator.figures else indicator.id
        if subject not in told:
            told.add(subject)
            fresh.append((ref, judged))
    return fresh


def _by_concern(signals: Sequence[Listed]) -> list[Listed]:
    """Concerns first, then improvements, then those without a good direction."""
    return sorted(signals, key=lambda item: SIGNAL_ORDER.index(item[1].variation.word))


def _is_improved(edition: Edition, item: Listed) -> bool:
    """Better than the month before and than a year before, by one definition: across a break nothing is told."""
    if item[1].direction.word is not Performance.BETTER:
        return False
    breaks = edition.indicator(item[1].figure.indicator).breaks
    if any(edition.months[0].end < day <= edition.month.end for day in breaks):
        return False
    return item[1].change_over_year.performance is Performance.BETTER


def _table(
    edition: Edition,
    table_id: str,
    caption: str,
    items: Sequence[Listed],
    anchors: Mapping[str, str],
    *,
    with_target: bool,
) -> Table:
    has_refs = any(ref for ref, _ in items)
    columns = [
        *([Column("Ref", width=0.6)] if has_refs else []),
        Column("Indicator", width=5.2),
        Column(edition.month.label, align=Align.RIGHT),
        Column(f"On {edition.months[-2].label}", align=Align.RIGHT, width=1.1),
        Column("Target" if with_target else f"On {edition.months[0].label}", align=Align.RIGHT, width=1.1),
    ]
    columns.append(Column("RAG", width=1.2) if with_target else Column("Signal", width=1.5))
    columns.append(Column("Direction", width=1.2))
    return Table(
        id=f"{table_id}-table",
        caption=f"{caption}, {edition.area_name}, {edition.month.name}",
        columns=tuple(columns),
        rows=tuple(
            Row(_cells(edition, ref, judged, anchors, with_target=with_target)[0 if has_refs else 1 :])
            for ref, judged in items
        ),
        header_columns=2 if has_refs else 1,
    )


def _cells(
    edition: Edition, ref: str, judged: Judgement, anchors: Mapping[str, str], *, with_target: bool
) -> tuple[Cell, ...]:
    name = judged.figure.indicator
    indicator = edition.indicator(name)
    latest = edition.figure(name, edition.month)
    before = edition.figure(name, edition.months[-2])
    year_ago = edition.figure(name, edition.months[0])
    label: Inline = Link(indicator.name, f"#{anchors[ref]}") if ref in anchors else Text(indicator.name)
    change = difference(latest, before) if latest is not None and before is not None else None
    over_year = difference(latest, year_ago) if latest is not None and year_ago is not None else None
    return (
        text_cell(ref),
        Cell((label,)),
        figure_cell(latest),
        _difference(change),
        target_cell(edition.target(name), indicator) if with_target else _difference(over_year),
        status_cell(rag_status(judged.rag.word, judged.rag.reason))
        if with_target
        else status_cell(variation_status(judged)),
        status_cell(direction_status(judged)),
    )


def _in_a_line(edition: Edition, ref: str, judged: Judgement, anchors: Mapping[str, str]) -> Iterator[Inline]:
    """`Assessments on time: 80.1%, +2.0 percentage points on Dec-16, +6.9 percentage points on Jan-16`."""
    name = judged.figure.indicator
    title = edition.indicator(name).name
    latest = edition.figure(name, edition.month)
    yield Link(title, f"#{anchors[ref]}") if ref in anchors else Text(title)
    if latest is None:
        return
    yield Text(": ")
    yield quantity(latest)
    for month in (edition.months[-2], edition.months[0]):
        before = edition.figure(name, month)
        change = difference(latest, before) if before is not None else None
        if change is not None:
            yield Text(", ")
            yield replace(change, bare=change.unit is not Unit.PERCENTAGE_POINTS)
            yield Text(f" on {month.label}")


def _difference(change: Quantity | None) -> Cell:
    return NOTHING if change is None else Cell((change,))


def _count(items: Sequence[Listed]) -> Quantity:
    return Quantity(exact(len(items)), Unit.COUNT, 0, tuple(str(judged.figure) for _, judged in items))

"""What PDF and Word share: how a document falls into portrait and landscape, what its links reach, what a mark says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, takewhile

from crossfoot.render.palette import TONES
from crossfoot.render.printed_text import ToneMarks, whole_cell_text
from crossfoot.render.table_layout import fit_table
from crossfoot.reports.document import (
    Align,
    BarChart,
    Block,
    BulletList,
    Callout,
    Cell,
    ChartLine,
    Column,
    DefinitionList,
    Document,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    LineChart,
    Link,
    NoteMark,
    PageBreak,
    Paragraph,
    Row,
    Status,
    Table,
    Text,
)

CONTENTS_FROM = 9
"""A document with this many headings or more gets a list of contents."""
_CONTENTS_LONGEST = 45
_CONTENTS_LONGEST_NUMBERED = 110
"""A committee paper is found its way about in by its numbers: it may have a list of three pages."""
_FEW_BLOCKS = 4
_TURN_FROM_ROWS = 5
_TURN_TO_COLUMNS = 15


class BrokenLinkError(ValueError):
    """A link, or a mark, leads to nothing in its document: the builder of the report must be mended."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks on pages of one orientation."""

    landscape: bool
    blocks: tuple[Block, ...]


def sections(document: Document, *, slack: float = 1.0) -> tuple[Section, ...]:
    """The blocks after the front in runs of one orientation, in order, without page breaks where the paper turns.

    What stands under one heading stays together: it is landscape when a table in it asks for a wide page or would be
    hard to read on a tall one in a typeface `slack` times as wide as ours. Paper turns as seldom as it can: what
    follows under a lower heading stays landscape, and a few words that would stand alone before it join it. A numbered
    document turns back at its sections, 5.8, too: they are of different kinds, and words read better on a tall page.
    """
    chapters = 2 if document.numbered else 1
    pieces: list[list[Block]] = []
    for block in document.blocks[_front_length(document) :]:
        under_heading = pieces and isinstance(pieces[-1][-1], Heading)
        if not pieces or (isinstance(block, Heading) and not under_heading):
            pieces.append([])
        pieces[-1].append(block)
    wide = [
        any(isinstance(block, Table) and fit_table(block, slack=slack).landscape for block in piece) for piece in pieces
    ]
    for index in range(1, len(pieces)):
        wide[index] = wide[index] or (wide[index - 1] and not _begins_chapter(pieces[index], chapters))
    for index in reversed(range(len(pieces) - 1)):
        wide[index] = wide[index] or (wide[index + 1] and _is_few_words(pieces[index]))
    found = []
    for landscape, run in groupby(zip(wide, pieces, strict=True), key=lambda pair: pair[0]):
        blocks = [block for _, piece in run for block in piece]
        while blocks and isinstance(blocks[-1], PageBreak):
            blocks.pop()
        found.append(Section(landscape, tuple(blocks)))
    return tuple(found)


def front(document: Document) -> tuple[Block, ...]:
    """The words before the first heading of a document with a list of contents: they stand on the cover, above it."""
    return tuple(block for block in document.blocks[: _front_length(document)] if not isinstance(block, PageBreak))


def _front_length(document: Document) -> int:
    held = list(takewhile(lambda block: not isinstance(block, Heading), document.blocks))
    worded = all(isinstance(block, Paragraph | BulletList | DefinitionList | Callout | PageBreak) for block in held)
    return len(held) if worded and contents_depth(document) else 0


def _begins_chapter(piece: Sequence[Block], levels: int) -> bool:
    first = piece[0]
    return isinstance(first, Heading) and first.level <= levels


def _is_few_words(piece: Sequence[Block]) -> bool:
    return len(piece) <= _FEW_BLOCKS and all(isinstance(block, Heading | Paragraph | KeyFigures) for block in piece)


def contents_depth(document: Document) -> int:
    """How many heading levels the list of contents shows: as many as stay within two pages; 0 for a short document.

    In a numbered document at most two, the sections that a person would look for.
    """
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    if len(levels) < CONTENTS_FROM:
        return 0
    depths, longest = ((1, 2), _CONTENTS_LONGEST_NUMBERED) if document.numbered else ((1, 2, 3), _CONTENTS_LONGEST)
    fitting = [depth for depth in depths if sum(level <= depth for level in levels) <= longest]
    return max(fitting, default=1)


def anchors(document: Document) -> frozenset[str]:
    """Everything that a `#` link may lead to: headings, tables and charts. Raises ValueError where two share a name."""
    names = [block.anchor for block in document.blocks if isinstance(block, Heading)]
    names += [block.id for block in document.blocks if isinstance(block, Table | LineChart | BarChart)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"More than one heading, table or chart is called {', '.join(twice)}: rename all but one.")
    return frozenset(names)


def check_links(document: Document) -> None:
    """Raises BrokenLinkError with every link and note mark that leads nowhere."""
    known = anchors(document)
    broken = [
        f"the link {inline.text!r} to {inline.target}"
        for inline in inlines(document)
        if isinstance(inline, Link) and inline.target.startswith("#") and inline.target[1:] not in known
    ]
    broken += [
        f"the mark of note {inline.number}"
        for inline in inlines(document)
        if isinstance(inline, NoteMark) and not 1 <= inline.number <= len(document.notes)
    ]
    if broken:
        raise BrokenLinkError(f"{document.id}: nothing stands where these lead: {'; '.join(broken)}.")


def inlines(document: Document) -> Iterator[Inline]:
    """Every inline of the document and its notes in reading order, those of charts' own data tables included."""
    for block in document.blocks:
        yield from _block_inlines(block)
    for note in document.notes:
        yield from note


def _block_inlines(block: Block) -> Iterator[Inline]:
    match block:
        case Paragraph(content=content):
            yield from content
        case BulletList(items=items):
            yield from chain.from_iterable(items)
        case DefinitionList(items=terms):
            yield from chain.from_iterable(said for _, said in terms)
        case Callout(content=parts):
            yield from chain.from_iterable(map(_block_inlines, parts))
        case KeyFigures(items=cards):
            yield from chain.from_iterable(map(_card_inlines, cards))
        case Table(rows=rows):
            yield from chain.from_iterable(cell.content for row in rows for cell in row.cells)
        case LineChart() | BarChart():
            yield from _block_inlines(chart_table(block))
        case Heading() | PageBreak():
            return


def _card_inlines(card: KeyFigure) -> Iterator[Inline]:
    yield card.quantity
    if card.status:
        yield card.status
    yield from card.comment


def tables(document: Document) -> Iterator[Table]:
    """Every table that is printed, those under charts included, in reading order."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, LineChart | BarChart):
            yield chart_table(block)


def tone_marks(document: Document) -> ToneMarks:
    """The status that says what a shade means: the document's own first one of that tone, else the palette's."""
    marks = {tone: Status(tone, style.label, style.symbol) for tone, style in TONES.items()}
    own = [inline for inline in inlines(document) if isinstance(inline, Status) and inline.symbol]
    return marks | {status.tone: status for status in reversed(own)}


def chart_table(chart: LineChart | BarChart) -> Table:
    """The table to print under a chart: its own, or one made of its points; long ones turned to save height."""
    table = chart.data or _points_table(chart)
    return turned(replace(table, source=table.source or chart.source))


def _points_table(chart: LineChart | BarChart) -> Table:
    lines = chart.lines if isinstance(chart, LineChart) else (ChartLine("Value", chart.bars),)
    held = [{point.label: point.quantity for point in line.points} for line in lines]
    labels = dict.fromkeys(point.label for line in lines for point in line.points)
    columns = [Column("Period" if isinstance(chart, LineChart) else "Category", width=2.0)]
    columns += [Column(line.name, align=Align.RIGHT) for line in lines]
    rows = [
        Row((Cell((Text(label),)), *(Cell((values[label],) if label in values else ()) for values in held)))
        for label in labels
    ]
    return Table(f"{chart.id}-data", chart.subtitle, tuple(columns), tuple(rows), source=chart.source)


def turned(table: Table) -> Table:
    """A long, plain table of a few columns laid on its side: rows become columns. Any other table comes back as it is.

    Thirteen months down and one value across take a quarter of a page; across, two lines.
    """
    names = [whole_cell_text(row.cells[0]) for row in table.rows if row.cells]
    fits = len(table.columns) < _TURN_FROM_ROWS <= len(names) < _TURN_TO_COLUMNS
    plain = not any(row.total or row.group for row in table.rows) and all(names) and len(set(names)) == len(names)
    short = all(len(name) <= len("December 2016") for name in names)
    if not (fits and plain and short and table.header_columns == 1):
        return table
    first, *rest = table.columns
    rows = tuple(
        Row((Cell((Text(column.plain),)), *(row.cells[index] for row in table.rows)))
        for index, column in enumerate(rest, start=1)
    )
    columns = (replace(first, width=2.0), *(Column(name, align=rest[0].align) for name in names))
    return replace(table, columns=columns, rows=rows)

"""Ways to read a document tree as its reader does: cells by row and heading, sentences, every number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.reports.document import (
    BarChart,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    DefinitionList,
    Document,
    Heading,
    Inline,
    Inlines,
    KeyFigures,
    LineChart,
    Link,
    Paragraph,
    Quantity,
    Reference,
    Row,
    Status,
    Table,
    Text,
)
from crossfoot.vocabulary.missing import Missing


def text_of(content: Inlines, *, sentence: bool = False) -> str:
    """The characters that a reader sees: statuses as their label, numbers as a cell or a sentence prints them."""
    found = []
    for inline in content:
        match inline:
            case Text():
                found.append(inline.text)
            case Quantity():
                found.append(inline.words if sentence else inline.text)
            case Status():
                found.append(inline.label)
            case Link() | Reference():
                found.append(inline.text)
    return "".join(found)


def headings(document: Document) -> list[Heading]:
    """Every heading in order."""
    return [block for block in document.blocks if isinstance(block, Heading)]


def charts(document: Document) -> list[LineChart | BarChart]:
    """Every chart in order."""
    return [block for block in document.blocks if isinstance(block, LineChart | BarChart)]


def tables(document: Document) -> list[Table]:
    """Every table in order, those inside charts included."""
    found = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.append(block)
        elif isinstance(block, LineChart | BarChart) and block.data is not None:
            found.append(block.data)
    return found


def table(document: Document, name: str) -> Table:
    """The one table with that id."""
    (found,) = (candidate for candidate in tables(document) if candidate.id == name)
    return found


@dataclass(frozen=True)
class Grid:
    """A table read by row label and column heading."""

    rows: dict[str, dict[str, Cell]]

    def text(self, row: str, column: str) -> str:
        """What stands in a cell."""
        return text_of(self.rows[row][column].content)


def grid(found: Table, *, label: int = 0) -> Grid:
    """The table by the words in the `label` column of each row. No two rows may share them."""
    plain = [column.plain for column in found.columns]
    labels = [text_of(row.cells[label].content) for row in found.rows]
    assert len(set(labels)) == len(labels), labels
    return Grid({name: dict(zip(plain, row.cells, strict=True)) for name, row in zip(labels, found.rows, strict=True)})


def sections(document: Document) -> dict[str, list[object]]:
    """The blocks under each heading of the first level, by its anchor."""
    found: dict[str, list[object]] = {}
    blocks: list[object] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            blocks = found.setdefault(block.anchor, [])
        blocks.append(block)
    return found


def generated_sentences(document: Document) -> list[Inlines]:
    """Each paragraph that was written by rule."""
    return [
        paragraph.content
        for block in document.blocks
        if isinstance(block, Callout) and block.kind is CalloutKind.GENERATED
        for paragraph in block.content
        if isinstance(paragraph, Paragraph)
    ]


def inlines(document: Document) -> Iterator[tuple[str, Inline]]:
    """Every inline with where it stands."""
    yield from (("note", inline) for note in document.notes for inline in note)
    for block in document.blocks:
        yield from _words_of(block)
        if isinstance(block, LineChart):
            yield from ((block.id, point.quantity) for line in block.lines for point in line.points)
            yield from ((block.id, level.quantity) for level in block.levels)
        elif isinstance(block, BarChart):
            yield from ((block.id, bar.quantity) for bar in block.bars)
    for found in tables(document):
        for row in found.rows:
            yield from ((f"{found.id}: {_label(row)}", inline) for cell in row.cells for inline in cell.content)


def _words_of(block: Block) -> Iterator[tuple[str, Inline]]:
    match block:
        case Paragraph():
            yield from (("paragraph", inline) for inline in block.content)
        case BulletList():
            yield from (("list", inline) for item in block.items for inline in item)
        case DefinitionList():
            yield from ((term, inline) for term, said in block.items for inline in said)
        case Callout():
            for part in block.content:
                yield from ((block.title, inline) for _, inline in _words_of(part))
        case KeyFigures():
            for item in block.items:
                yield from ((item.label, inline) for inline in (item.quantity, *item.comment))
                if item.status is not None:
                    yield item.label, item.status


def quantities(document: Document) -> list[tuple[str, Quantity]]:
    """Every number with where it stands."""
    return [(where, inline) for where, inline in inlines(document) if isinstance(inline, Quantity)]


def known(cell: Cell) -> bool:
    """True where a cell holds a number and no missing reason."""
    return any(isinstance(inline, Quantity) and not isinstance(inline.value, Missing) for inline in cell.content)


def _label(row: Row) -> str:
    return text_of(row.cells[0].content)

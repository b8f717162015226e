"""The numbers of a document and what its references say: worked out from the blocks, so that no number is ever typed.

Sections are 1, 1.1, 1.1.1, appendices Appendix A, A.1; tables and charts count through the whole document. Every
renderer starts here, so that all formats say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from crossfoot.reports.document import (
    BarChart,
    Block,
    BulletList,
    Callout,
    DefinitionList,
    Document,
    Heading,
    Inline,
    Inlines,
    KeyFigures,
    LineChart,
    Numbering,
    PageBreak,
    Paragraph,
    Reference,
    Table,
)

TABLE, FIGURE, APPENDIX = "Table", "Figure", "Appendix"
_LETTERS = 26


class BrokenReferenceError(ValueError):
    """A reference leads to nothing in its document."""


def numbered(document: Document) -> Document:
    """The same document with its numbers and with every reference filled; doing it twice changes nothing.

    Raises BrokenReferenceError, with every anchor that does not exist, for a document with or without numbers.
    """
    blocks = tuple(_with_numbers(document.blocks)) if document.numbered else document.blocks
    texts = dict(_targets(blocks))
    filler = _Filler(texts)
    filled = tuple(filler.block(block) for block in blocks)
    notes = tuple(filler.inlines(note) for note in document.notes)
    if filler.broken:
        names = ", ".join(f"#{anchor}" for anchor in dict.fromkeys(filler.broken))
        raise BrokenReferenceError(f"{document.id}: no heading, table or chart is called {names}.")
    return replace(document, blocks=filled, notes=notes)


def titled(part: Table | LineChart | BarChart) -> str:
    """The caption of a table or the title of a chart as it is printed, behind its label where it has one."""
    title = part.caption if isinstance(part, Table) else part.title
    return f"{part.label}: {title}" if part.label else title


@dataclass(slots=True)
class _Counter:
    """Counts headings and numbered paragraphs by level. `chapter` is empty where nothing gets a number."""

    sections: int = 0
    appendices: int = 0
    chapter: str = ""
    counts: list[int] = field(default_factory=list)
    """Of the levels under the chapter that is open."""
    closed_below: int | None = None
    """The level of a heading without a number: nothing under it has one."""

    def heading(self, heading: Heading) -> str:
        """The heading's number, empty where it has none."""
        if self.closed_below is not None and heading.level > self.closed_below:
            return ""
        self.closed_below = heading.level if heading.numbering is Numbering.NONE else None
        if self.closed_below is not None:
            return ""
        return self._chapter(heading.numbering) if heading.level == 1 else self._next(heading.level)

    def paragraph(self, level: int) -> str:
        """The number of a paragraph under a heading of `level`, empty where that has none."""
        return "" if self.closed_below is not None or not self.chapter else self._next(level + 1)

    def _chapter(self, numbering: Numbering) -> str:
        self.counts = []
        if numbering is Numbering.APPENDIX:
            self.appendices += 1
            self.chapter = _letters(self.appendices)
            return f"{APPENDIX} {self.chapter}"
        self.sections += 1
        self.chapter = str(self.sections)
        return self.chapter

    def _next(self, level: int) -> str:
        under = level - 2
        self.counts = [*self.counts[: under + 1], *([0] * (under + 1 - len(self.counts)))]
        self.counts[under] += 1
        return ".".join((self.chapter, *map(str, self.counts)))


def _with_numbers(blocks: tuple[Block, ...]) -> Iterator[Block]:
    counter = _Counter()
    level = tables = charts = 0
    for block in blocks:
        match block:
            case Heading():
                level = block.level
                yield replace(block, number=counter.heading(block))
            case Paragraph(numbered=True) if level:
                yield replace(block, number=counter.paragraph(level))
            case Table():
                tables += 1
                yield replace(block, label=f"{TABLE} {tables}")
            case LineChart() | BarChart():
                charts += 1
                yield replace(block, label=f"{FIGURE} {charts}")
            case _:
                yield block


def _letters(number: int) -> str:
    """A to Z, then AA."""
    more, last = divmod(number - 1, _LETTERS)
    return (_letters(more) if more else "") + chr(ord("A") + last)


def _targets(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each anchor with the words before its number, and its number; without one, the words of the thing itself."""
    appendix = False
    for block in blocks:
        match block:
            case Heading():
                appendix = block.numbering is Numbering.APPENDIX if block.level == 1 else appendix
                before = "" if not block.number or (appendix and block.level == 1) else "section "
                if appendix and before:
                    before = f"{APPENDIX} "
                yield block.anchor, (before, block.number or block.text)
            case Table():
                yield block.id, ("", block.label or block.caption)
            case LineChart() | BarChart():
                yield block.id, ("", block.label or block.title)
            case _:
                pass


@dataclass(slots=True)
class _Filler:
    """Fills references and remembers those that lead nowhere."""

    texts: Mapping[str, tuple[str, str]]
    broken: list[str] = field(default_factory=list)

    def inlines(self, content: Inlines) -> Inlines:
        """The same content with its references filled."""
        if not any(isinstance(inline, Reference) for inline in content):
            return content
        return tuple(map(self._inline, content))

    def block(self, block: Block) -> Block:
        """The same block with its references filled."""
        filled = block
        match block:
            case Paragraph() | BulletList():
                filled = self._words(block)
            case DefinitionList():
                filled = replace(block, items=tuple((term, self.inlines(said)) for term, said in block.items))
            case Callout():
                filled = replace(block, content=tuple(map(self._words, block.content)))
            case KeyFigures():
                items = (replace(item, comment=self.inlines(item.comment)) for item in block.items)
                filled = replace(block, items=tuple(items))
            case Table():
                filled = self._table(block)
            case LineChart() | BarChart():
                filled = replace(block, data=None if block.data is None else self._table(block.data))
            case Heading() | PageBreak():
                pass
        return filled

    def _words(self, block: Paragraph | BulletList) -> Paragraph | BulletList:
        if isinstance(block, Paragraph):
            return replace(block, content=self.inlines(block.content))
        return replace(block, items=tuple(map(self.inlines, block.items)))

    def _table(self, table: Table) -> Table:
        if not any(isinstance(each, Reference) for row in table.rows for cell in row.cells for each in cell.content):
            return table
        rows = (
            replace(row, cells=tuple(replace(cell, content=self.inlines(cell.content)) for cell in row.cells))
            for row in table.rows
        )
        return replace(table, rows=tuple(rows))

    def _inline(self, inline: Inline) -> Inline:
        if not isinstance(inline, Reference):
            return inline
        if inline.anchor not in self.texts:
            self.broken.append(inline.anchor)
            return inline
        before, number = self.texts[inline.anchor]
        return replace(inline, before=before.capitalize() if inline.starts_sentence else before, number=number)

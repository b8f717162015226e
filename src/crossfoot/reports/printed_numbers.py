"""The numbers that a document prints, as its reader sees them: what a file made of it must hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crossfoot.reports.document import (
    BarChart,
    Block,
    BulletList,
    Callout,
    DefinitionList,
    Document,
    Inlines,
    KeyFigures,
    LineChart,
    Paragraph,
    Quantity,
    Table,
)

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def numbers_of(text: str) -> Iterator[str]:
    """`1234.5` for `+£1,234.5 million`: digits and point only, so that marks and grouping make no difference."""
    for match in _NUMBER.finditer(text):
        yield match[0].replace(",", "")


def numbers_in_tables(document: Document) -> Counter[str]:
    """How often each number stands in the cells of tables, those beside charts included."""
    return Counter(
        number
        for table in printed_tables(document)
        for row in table.rows
        for cell in row.cells
        for inline in cell.content
        if isinstance(inline, Quantity)
        for number in numbers_of(inline.text)
    )


def numbers_in_words(document: Document) -> Counter[str]:
    """How often each number stands in sentences and key figures."""
    return Counter(
        number
        for content, in_sentence in _contents(document.blocks)
        for inline in content
        if isinstance(inline, Quantity)
        for number in numbers_of(inline.words if in_sentence else inline.text)
    )


def printed_tables(document: Document) -> Iterator[Table]:
    """Its tables in order, those beside charts included."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, LineChart | BarChart) and block.data is not None:
            yield block.data


def _contents(blocks: tuple[Block, ...]) -> Iterator[tuple[Inlines, bool]]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.content, True
            case BulletList():
                yield from ((item, True) for item in block.items)
            case DefinitionList():
                yield from ((item, True) for _, item in block.items)
            case Callout():
                yield from _contents(block.content)
            case KeyFigures():
                yield from (((item.quantity,), False) for item in block.items)

"""Columns whose cells hold a number and its percentage, as `81 (28.7%)`, parted into two."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from crossfoot.audit.reading.cells import Cell, CellKind, Number, read_cell

FEWEST = 2
MOST = 0.6
"""Of the numbers of a column, so many must have their percentage beside them."""
_BOTH = re.compile(
    r"^(?P<first>.+?)\s*(?:\((?P<second>[^()]*%[^()]*)\)|[/,&]\s*(?P<other>%)|and (?P<word>%|per ?cent\w*))\s*$"
)
Cells = tuple[Cell, ...]


def split_columns(header: Sequence[Cells], body: Sequence[Cells]) -> tuple[list[Cells], list[Cells]]:
    """The header and body with each such column as two, the percentage (or the number) in brackets on the right."""
    width = max((len(row) for row in (*header, *body)), default=0)
    said = {place for row in header[-1:] for place, cell in enumerate(row) if _BOTH.match(cell.text)}
    double = [
        place
        for place in range(width)
        if _is_double([row[place] for row in body if place < len(row)], said=place in said)
    ]
    if not double:
        return list(header), list(body)
    return (
        [_split_heading(row, double, last=number == len(header) - 1) for number, row in enumerate(header)],
        [_split_row(row, double, said) for row in body],
    )


def _is_double(cells: Sequence[Cell], *, said: bool) -> bool:
    numbers = [cell for cell in cells if cell.kind is CellKind.NUMBER]
    both = sum(is_both(cell, said=said) for cell in numbers)
    return both >= FEWEST and both >= MOST * len(numbers)


def is_both(cell: Cell, *, said: bool = False) -> bool:
    """Whether it holds a number and its percentage in brackets, or the other way about; the heading may say so."""
    if cell.number is None or cell.bracket is None or cell.pair is not None or cell.text.count("(") != 1:
        return False
    return (said or cell.number.percent != cell.bracket.percent) and not re.search(r"\([A-Za-z]", cell.text)


def _split_row(row: Cells, double: Sequence[int], said: Collection[int]) -> Cells:
    cells: list[Cell] = []
    for place, cell in enumerate(row):
        if place not in double:
            cells.append(cell)
        elif is_both(cell, said=place in said):
            cells += part_both(cell)
        else:
            cells += [cell, Cell("", cell.line, CellKind.BLANK)]
    return tuple(cells)


def part_both(cell: Cell) -> tuple[Cell, Cell]:
    """The number, and what stands in brackets after it."""
    first, _, second = cell.text.partition("(")
    return read_cell(first.strip(), cell.line), _bracket(cell, second.partition(")")[0].strip())


def _bracket(cell: Cell, text: str) -> Cell:
    number: Number | None = cell.bracket
    return Cell(text, cell.line, CellKind.NUMBER, number)


def _split_heading(row: Cells, double: Sequence[int], *, last: bool) -> Cells:
    cells: list[Cell] = []
    for place, cell in enumerate(row):
        cells.append(cell)
        if place not in double:
            continue
        match = _BOTH.match(cell.text) if last else None
        if match:
            second = match["second"] or match["other"] or match["word"]
            cells[-1] = read_cell(match["first"].strip(" ,/"), cell.line)
            cells.append(read_cell(second.strip(), cell.line))
        else:
            cells.append(read_cell(f"{cell.text} %" if last and cell.text else "", cell.line))
    return tuple(cells)

"""Rows and columns whose cells hold two counts, as `139 / 154`, and rows of `139 (90%)`, parted into two."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from crossfoot.audit.reading.cells import Cell, CellKind, is_pair, read_cell
from crossfoot.audit.reading.split_columns import is_both, part_both

FEWEST = 2
MOST = 0.6
"""Of what is filled in a row or column, so much must be a pair."""
OUT_OF = "out of"
_BOTH_SAID = re.compile(
    r"\s*[(\[]?\b(?:no\.?|numbers?|n|count)\s*(?:and|&|/|,|\()\s*(?:%|per ?cent\w*)[)\]]*|\s*[(\[]%[)\]]", re.IGNORECASE
)
Cells = tuple[Cell, ...]


def split_pairs(header: Sequence[Cells], body: Sequence[Cells]) -> tuple[list[Cells], list[Cells]]:
    """The header and body with each row of pairs as two rows, and each column of pairs as two columns."""
    rows: list[Cells] = []
    # Where every row has its percentages in brackets, it is the columns that are parted.
    mixed = any(
        sum(cell.kind is CellKind.NUMBER for cell in row) >= FEWEST and not any(map(is_both, row)) for row in body
    )
    # `21/22` may be a year, but not in a row of pairs among others.
    several = sum(_are_pairs(row[1:]) for row in body) * 3 >= len(body)
    for row in body:
        if _are_pairs(row[1:]) or (several and _are_pairs(row[1:], holds=_has_two)):
            rows += _parted(row, f"{row[0].text} {OUT_OF}")
        elif mixed and _are_pairs(row[1:], holds=is_both):
            label = _BOTH_SAID.sub("", row[0].text)
            rows += _parted((read_cell(label, row[0].line), *row[1:]), f"{label} %")
        else:
            rows.append(row)
    width = max((len(row) for row in (*header, *rows)), default=0)
    double = [place for place in range(1, width) if _are_pairs([row[place] for row in rows if place < len(row)])]
    if not double:
        return list(header), rows
    last = len(header) - 1
    return (
        [_with_second(row, double, said=number == last) for number, row in enumerate(header)],
        [_split(row, double) for row in rows],
    )


def _are_pairs(cells: Sequence[Cell], holds: Callable[[Cell], bool] = is_pair) -> bool:
    filled = [cell for cell in cells if cell.text and cell.kind is not CellKind.MISSING]
    pairs = sum(map(holds, filled))
    return pairs >= FEWEST and pairs >= MOST * len(filled)


def _has_two(cell: Cell) -> bool:
    return cell.pair is not None


def _parted(row: Cells, label: str) -> list[Cells]:
    first, second = [row[0]], [read_cell(label, row[0].line)]
    for cell in row[1:]:
        one, two = _both(cell)
        first.append(one)
        second.append(two)
    return [tuple(first), tuple(second)]


def _both(cell: Cell) -> tuple[Cell, Cell]:
    if is_both(cell):
        return part_both(cell)
    if cell.pair is None or cell.number is not None:
        # Nothing was left blank here: the cell never had two.
        return cell, Cell("", cell.line, CellKind.MISSING)
    one, two = (read_cell(f"{int(number):,}", cell.line) for number in cell.pair)
    return one, two


def _split(row: Cells, double: Sequence[int]) -> Cells:
    cells: list[Cell] = []
    for place, cell in enumerate(row):
        cells += _both(cell) if place in double else [cell]
    return tuple(cells)


def _with_second(row: Cells, double: Sequence[int], *, said: bool) -> Cells:
    cells: list[Cell] = []
    for place, cell in enumerate(row):
        cells.append(cell)
        if place in double:
            cells.append(read_cell(f"{cell.text} {OUT_OF}" if said and cell.text else "", cell.line))
    return tuple(cells)

"""Two signs for one meaning: a level arrow of one shape in one table, of another shape in the next."""

from __future__ import annotations

from collections import defaultdict

from crossfoot.audit.display.directions import direction_columns
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.cells import Cell, read_cell
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

MIXED = Rule("mixed-arrows", Kind.DISPLAY, "One sign stands for one meaning.", Severity.NOTE)
_SHAPES = "\ufe0e\ufe0f"


def find_mixed_arrows(study: Study) -> None:
    """Compare the signs of columns of direction that are headed alike, in the whole pack."""
    signs: dict[tuple[str, str], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for found in direction_columns(table):
            for row in range(len(table.rows)):
                cell = table.cell(row, found.column)
                sign = sign_of(cell)
                if sign and cell.arrow is not None:
                    place = Place(table.index, row, found.column)
                    signs[found.heading.casefold(), cell.arrow.value][sign].append(place)
    for by_sign in signs.values():
        _compare(study, by_sign)


def sign_of(cell: Cell) -> str:
    """The arrow of a cell that is nothing else."""
    text = cell.text.strip(_SHAPES + " ")
    return text if len(text) == 1 and cell.arrow is not None else ""


def _compare(study: Study, by_sign: dict[str, list[Place]]) -> None:
    """Two signs, one of them used once: twice each may be two meanings."""
    if len(by_sign) == 1:
        study.ledger.agreed(MIXED)
        return
    usual, *others = sorted(by_sign, key=lambda sign: (-len(by_sign[sign]), by_sign[sign]))
    if len(others) > 1 or len(by_sign[others[0]]) > 1 or _are_explained(study, usual, others[0]):
        return
    place = by_sign[others[0]][0]
    first = by_sign[usual][0]
    study.ledger.found(
        MIXED,
        place,
        explanation=(
            f"{MIXED.words} {others[0]} here and {usual} at line {study.ledger.line_of(first)} both say "
            f"{study.pack.cell(place).arrow}."
        ),
        expected=usual,
        confidence=0.6,
        others=[first],
    )


def _are_explained(study: Study, one: str, other: str) -> bool:
    """Whether words tell of both signs: then they are two."""
    told = {
        sign
        for text in (
            *(each.text for each in study.pack.paragraphs),
            *(cell.text for table in study.pack.tables for row in table.rows for cell in row.cells),
            *(cell.text for table in study.pack.tables for row in table.header for cell in row),
        )
        for sign in (one, other)
        if sign in text and text.strip(_SHAPES + " ") != sign and read_cell(text, 0).number is None
    }
    return len(told) > 1

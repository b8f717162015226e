"""A figure as somebody else printed or returned it, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing


@dataclass(frozen=True, slots=True)
class SuppliedFigure:
    """What one cell, or one numerator with its percentage, said: kept as it was, with where it stood.

    `value` is the number printed (24.5 for 24.5%, 15 for 15), `printed` the characters. `table` names the table it
    stood in, `line` its line in the source document, `file` and `row` the line of the input file it was read from.
    """

    id: FigureId
    table: str
    file: str
    row: int
    line: int | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    value: Fraction | None = None
    missing: Missing | None = None
    printed: str = ""

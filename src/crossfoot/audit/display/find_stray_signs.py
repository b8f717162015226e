"""A percent sign in one cell only of a column of percentages."""

from __future__ import annotations

import re

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure, measure_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

STRAY = Rule("stray-signs", Kind.DISPLAY, "The figures of a column have the percent sign, all or none.", Severity.NOTE)
FEWEST = 5
"""Cells that must be written the other way."""
_POINTS = re.compile(r"\b(?:points?|pp|ppts?)\b", re.IGNORECASE)
"""`Change (points)`, under percentages: how far apart two of them are has no sign."""


def find_stray_signs(study: Study) -> None:
    """Check columns whose heading says that they are percentages."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for column in table.value_columns:
                if measure_of(table.columns[column].heading) is Measure.PERCENT:
                    _check(study, table, column)


def _check(study: Study, table: PackTable, column: int) -> None:
    signs = {
        row: number.percent
        for row, each in enumerate(table.rows)
        if (number := table.cell(row, column).number) is not None
        and table.cell(row, column).is_number
        and number.value
        and measure_of(each.label) in {Measure.PERCENT, Measure.UNKNOWN}
        and _POINTS.search(each.label) is None
    }
    for odd in (True, False):
        alone = [row for row, sign in signs.items() if sign is odd]
        if len(alone) == 1 and len(signs) > FEWEST:
            cell = table.cell(alone[0], column)
            study.ledger.found(
                STRAY,
                Place(table.index, alone[0], column),
                explanation=(
                    f"{STRAY.words} {cell.text} {'has it' if odd else 'has none'}; the {len(signs) - 1} others "
                    f"{'have none' if odd else 'have it'}."
                ),
                expected=cell.text.replace("%", "").strip() if odd else f"{cell.text}%",
                confidence=0.6,
            )
            return
    if len(signs) > FEWEST and len(set(signs.values())) == 1:
        study.ledger.agreed(STRAY)

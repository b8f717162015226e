"""Averages by band: those who waited 11 to 20 days waited 11 to 20 days on average."""

from __future__ import annotations

import math
import re

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.relations.bands import band_of, follow_each_other
from crossfoot.audit.relations.grids import grids_of
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.study import Study

BANDED = Rule("averages-in-bands", Kind.ARITHMETIC, "The average of a band lies within the band.")
FEWEST_HELD = 2
_AVERAGE = re.compile(r"\b(?:average|avg\.?|mean|median)\b", re.IGNORECASE)


def find_averages_outside_bands(study: Study) -> None:
    """Check lines of averages in tables whose rows or columns are bands."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for grid in grids_of(study, table):
                _check(study, table, grid)


def _check(study: Study, table: PackTable, grid: Grid) -> None:
    averages = [line for line in grid.lines if _AVERAGE.search(line.own_label)]
    bands = {key: span for key in grid.keys if (span := band_of(grid.labels.get(key, ""))) is not None}
    if not averages or len(bands) < FEWEST_HELD + 1 or not follow_each_other(list(bands.values())):
        return
    for line in averages:
        known = [(line.values[key], span) for key, span in bands.items() if key in line.values]
        wrong = [
            (value, span) for value, span in known if not span[0] - value.half <= value.amount < span[1] + value.half
        ]
        held = len(known) - len(wrong)
        if (
            held < FEWEST_HELD
            or held <= len(wrong)
            or (len(wrong) > 0 and not _is_of_what_is_banded(table, grid, line))
        ):
            continue
        study.ledger.agreed(BANDED, held)
        for value, (low, high) in wrong:
            name = grid.labels[value.place.column if grid.by_row else value.place.row]
            study.ledger.found(
                BANDED,
                value.place,
                explanation=f"{BANDED.words} {name}: {study.pack.cell(value.place).text}.",
                expected=f"below {high:g}" if low == -math.inf else f"{low:g} to {high:g}",
                confidence=0.85,
            )


def _is_of_what_is_banded(table: PackTable, grid: Grid, line: Line) -> bool:
    """Whether the line averages what the bands are of: its words are those over the bands, or most bands hold it."""
    over = table.columns[0].heading if table.columns else ""
    words = frozenset(re.findall(r"[a-z]+", f"{over} {table.caption}".casefold()))
    own = frozenset(re.findall(r"[a-z]{3,}", line.own_label.casefold())) - {"average", "mean", "median", "avg"}
    return bool(own & words) or len(grid.keys) > 2 * (FEWEST_HELD + 1)

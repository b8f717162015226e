"""Cards: several small tables of the same rows and one column of values each, looked at together.

One card of `This year`, `Last year` and `Change` proves nothing; five of them prove what the change is of. The rows are
lines, and every card is a key.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crossfoot.audit.reading.labels import Measure, Totalling
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.relations.grids import value_at
from crossfoot.audit.relations.line import NOT_CALCULATED, Grid, Line, Value
from crossfoot.audit.study import Study

FEWEST_CARDS = 3
FEWEST_ROWS, MOST_ROWS = 3, 30
_NOT_A_ROW = 100_000
"""Lines of several tables have no number in any of them."""


def card_grids(study: Study) -> Iterator[Grid]:
    """One grid for every group of cards of the same rows; their order in the pack is that of the keys."""
    for tables in _groups_of(study):
        grid = _grid_of(study, tables)
        if len(grid.lines) >= 2:
            yield grid


def _groups_of(study: Study) -> list[list[PackTable]]:
    """Cards of the same rows, where there are several."""
    groups: dict[tuple[str, ...], list[PackTable]] = defaultdict(list)
    for table in study.pack.tables:
        if table.index not in study.copies and _is_card(table):
            groups[tuple(row.label.casefold() for row in table.rows)].append(table)
    return [tables for tables in groups.values() if len(tables) >= FEWEST_CARDS]


def _is_card(table: PackTable) -> bool:
    rows, timed = table.rows, sum(row.role is Role.TIME for row in table.rows)
    labels = {row.label.casefold() for row in rows}
    one = len(table.value_columns) == 1
    return one and FEWEST_ROWS <= len(rows) <= MOST_ROWS and len(labels) == len(rows) and timed * 2 < len(rows)


def _grid_of(study: Study, tables: list[PackTable]) -> Grid:
    lines = []
    for number, row in enumerate(tables[0].rows):
        if row.role in NOT_CALCULATED or not row.label:
            continue
        values = {
            table.index: value
            for table in tables
            if (value := value_at(study, Place(table.index, number, table.value_columns[0]))) is not None
        }
        if values:
            totalling = Totalling.NONE if row.time is not None else row.totalling
            lines.append(Line(_NOT_A_ROW + number, row.label, row.role, totalling, inset=False, values=values))
    keys = tuple(table.index for table in tables)
    labels = {table.index: table.columns[table.value_columns[0]].heading for table in tables}
    return Grid(tuple(lines), keys, frozenset(), by_row=True, labels=labels)


Share = tuple[Place, Value, Place, float]
"""Where a percentage stands, its value, where the pair stands, and what share the pair makes."""


def told_shares(study: Study) -> Iterator[Share]:
    """A percentage in a card, and `46 of 50` in another row of it of which it is the share nearly everywhere.

    Gives the place and the value of the percentage, the place of the pair, and what the share is.
    """
    for tables in _groups_of(study):
        rows = range(len(tables[0].rows))
        for pair_row in rows:
            for row in rows:
                found = list(_shares(study, tables, row, pair_row))
                held = sum(abs(value.amount - share) <= value.last_digit + 1e-9 for _, value, _, share in found)
                if held >= FEWEST_CARDS and held * MOST_HELD >= len(found) * FEWEST_HELD:
                    yield from found


FEWEST_HELD, MOST_HELD = 2, 3
"""In two of three cards at least."""


def _shares(study: Study, tables: list[PackTable], row: int, pair_row: int) -> Iterator[Share]:
    for table in tables:
        column = table.value_columns[0]
        place, pair = Place(table.index, row, column), Place(table.index, pair_row, column)
        match = _PAIR.fullmatch(study.pack.cell(pair).text.strip())
        value = value_at(study, place) if match is not None and row != pair_row else None
        if match is not None and value is not None and value.measure is Measure.PERCENT and float(match["all"]):
            yield place, value, pair, 100 * float(match["some"].replace(",", "")) / float(match["all"].replace(",", ""))


_PAIR = re.compile(r"(?P<some>\d[\d,]*) (?:of|out of|/) (?P<all>[1-9]\d*)")

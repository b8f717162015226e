"""Cards: small tables one after another that are read downward and have the same labels, each of another measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study

FEWEST = 3
"""Cards of a run."""
SHARED = 3
"""Rows that cards of one kind have in common."""
PAIR = 2
SECOND = " (second)"
"""After the label of the second cell beside one."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards of one kind: of each row that they share, by its label, the cell on every card."""

    tables: tuple[PackTable, ...]
    rows: Mapping[str, tuple[Place, ...]]


def runs_of_cards(study: Study) -> Iterator[Cards]:
    """Tables one after another with the same labels in most rows."""
    run: list[PackTable] = []
    labels: set[str] = set()
    for table in [*study.pack.tables, None]:
        own = _labels(table) if table is not None and table.index not in study.copies else {}
        same = labels & set(own)
        if run and len(same) >= SHARED and len(same) * 3 >= len(own) * 2:
            run.append(table) if table is not None else None
            labels = same
            continue
        if len(run) >= FEWEST:
            places = [_labels(each) for each in run]
            yield Cards(tuple(run), {label: tuple(each[label] for each in places) for label in sorted(labels)})
        run = [table] if table is not None and len(own) >= SHARED else []
        labels = set(own)


def _labels(table: PackTable) -> dict[str, Place]:
    """The cell beside each label of a card; empty where the table is none."""
    if len(table.columns) == PAIR:
        found = {row.label.casefold(): Place(table.index, number, 1) for number, row in enumerate(table.rows)}
        return found if "" not in found and len(found) == len(table.rows) else {}
    if any(column.heading for column in table.columns):
        return {}
    return _paired(table) or _in_threes(table)


def _paired(table: PackTable) -> dict[str, Place]:
    """`Score | 16 | Rating | severe`: labels and what is said of them in turn."""
    found: dict[str, Place] = {}
    for row in range(len(table.rows)):
        cells = [table.cell(row, place) for place in range(len(table.columns))]
        for place in range(0, len(cells) - 1, PAIR):
            label, said = cells[place].text.strip().casefold(), cells[place + 1]
            if not label and not said.text:
                continue
            if not label or not said.text or cells[place].is_number or label in found:
                return {}
            found[label] = Place(table.index, row, place + 1)
    return found if len(table.columns) % PAIR == 0 else {}


def _in_threes(table: PackTable) -> dict[str, Place]:
    """`This year | 79 of 87 | 90.8%`: two cells beside each label."""
    labels = [row.label.casefold() for row in table.rows]
    if len(table.columns) != PAIR + 1 or not all(labels) or len(set(labels)) < len(labels):
        return {}
    beside = {label: Place(table.index, row, 1) for row, label in enumerate(labels)}
    return beside | {f"{label}{SECOND}": Place(table.index, row, PAIR) for row, label in enumerate(labels)}

"""Tables headed by the columns of another: `EASTER (4 days)`, `SUMMER (16 days)`, `SUMMER (4 days)`: no Christmas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crossfoot.audit.naming.find_repeated_names import TWICE
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.study import Study

_NAME = re.compile(
    r"(?:\W*(?:table|figure|exhibit)?\s?[\dA-Z]*[.:)]?\s*)??(?P<name>[A-Za-z][A-Za-z ]+?)\s*(?:\(.*\)|[:,\u2013-].*)?"
)
FEWEST = 3


def find_repeated_captions(study: Study) -> None:
    """Check runs of tables of one shape whose captions are names of columns or rows of one table before them."""
    tables = [table for table in study.pack.tables if table.index not in study.copies]
    by_name: dict[str, list[PackTable]] = defaultdict(list)
    named = {table.index: _name(table) for table in tables}
    for table in tables:
        by_name[named[table.index]].append(table)
    for names, whole in _names(tables):
        run = [table for name in names for table in by_name.get(name, ()) if table.index != whole.index]
        run.sort(key=lambda table: table.index)
        found = [named[table.index] for table in run]
        shapes = {tuple(column.heading for column in table.columns) for table in run}
        if len(run) != len(names) or len(run) < FEWEST or len(shapes) > 1:
            continue
        left = [name for name in names if name not in found]
        if not left:
            study.ledger.agreed(TWICE)
            continue
        wrong = [table for table, name, right in zip(run, found, names, strict=True) if name != right]
        if len(left) == 1 and len(wrong) == 1:
            table = wrong[0]
            lines = [p.line for p in study.pack.paragraphs if p.text == table.title and p.line <= table.line]
            study.ledger.found(
                TWICE,
                None,
                line=lines[-1] if lines else table.line,
                published=table.title,
                expected=left[0],
                row=table.title,
                explanation=f"{TWICE.words} {found[run.index(table)]} heads two tables, and {left[0]} heads none.",
                confidence=0.8,
            )


def _names(tables: list[PackTable]) -> Iterator[tuple[list[str], PackTable]]:
    """The columns of each table that no total is, and its rows, where three or more."""
    for table in tables:
        heads = [table.columns[column].heading.casefold() for column in table.value_columns]
        labels = [row.label.casefold() for row in table.rows]
        for line in (heads, labels):
            for size in (len(line), len(line) - 1):
                names = line[:size]
                if FEWEST <= len(names) == len(set(names)) and all(names):
                    yield names, table


def _name(table: PackTable) -> str:
    """What the caption names; empty where it is more than a name."""
    match = _NAME.fullmatch(table.title.strip())
    return match["name"].casefold() if match is not None else ""

"""Two columns side by side under one name that are parts of one whole: one of the names is another's."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

TWINS = Rule("twin-headings", Kind.LABEL, "Two parts of one whole do not have one name.", Severity.WARNING)
FEWEST_ROWS = 3
FEWEST_PARTS = 3
HELD = 0.75


def find_twin_headings(study: Study) -> None:
    """Check the names of columns that together make a column beside them."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for first, last, whole in _wholes(study, table):
            names = [table.columns[column].heading.casefold() for column in range(first, last)]
            twin = next(
                (place for place in range(1, len(names)) if names[place] and names[place] == names[place - 1]), 0
            )
            if not twin:
                study.ledger.agreed(TWINS)
                continue
            column = first + twin
            heading = table.columns[column].heading
            finding = study.ledger.found(
                TWINS,
                None,
                line=_line_of(table, column),
                published=heading,
                expected="another name",
                column=heading,
                explanation=(
                    f"{TWINS.words} {', '.join(table.columns[each].heading for each in range(first, last))} add up to "
                    f"{table.columns[whole].heading}."
                ),
                confidence=0.75,
            )
            finding.table = table.title


def _line_of(table: PackTable, column: int) -> int:
    """The line of the last row of headings that has a heading for that column."""
    lines = [row[column].line for row in table.header if column < len(row) and row[column].text]
    return lines[-1] if lines else table.line


def _wholes(study: Study, table: PackTable) -> Iterator[tuple[int, int, int]]:
    """Runs of columns, from one to before another, whose sum the next column is in most rows."""
    plain = [column for column in table.value_columns if table.columns[column].role is Role.VALUE]
    for whole in plain:
        for first in table.value_columns:
            if whole - first < FEWEST_PARTS or any(column not in plain for column in range(first, whole)):
                continue
            rows = [
                row
                for row in range(len(table.rows))
                if all(study.is_number(Place(table.index, row, column)) for column in range(first, whole + 1))
            ]
            held = sum(
                sum(study.value(Place(table.index, row, column)) for column in range(first, whole))
                == study.value(Place(table.index, row, whole))
                for row in rows
            )
            if len(rows) >= FEWEST_ROWS and held >= HELD * len(rows):
                yield first, whole, whole
                break

"""Keys of marks in a small table of their own: `Green | 45% or more`, under `Colour | Spent so far`."""

from __future__ import annotations

import re

from crossfoot.audit.marks.sided_clauses import read_asked
from crossfoot.audit.reading.pack import PackTable

LONGEST = 7
"""Marks of a key."""
LONGEST_MARK = 25


_SIDE = re.compile(r"\b(?:at least|at most|up to|no more than|more than|less than|under|over|from)\b", re.IGNORECASE)
_BARE = re.compile(r"[\d,.]+ ?%?")


def _with_side(heading: str, clauses: list[str]) -> list[str]:
    """Bare numbers under `At least (% of plan)`, each as `at least 85`."""
    side = _SIDE.search(heading)
    if side is None or not all(map(_BARE.fullmatch, clauses)):
        return clauses
    return [f"{'at least' if side[0].casefold() == 'from' else side[0]} {clause}" for clause in clauses]


def key_told(table: PackTable) -> str:
    """The words of a table of marks and what each asks, one after another; nothing where the table is no such key."""
    rows = range(len(table.rows))
    if not 1 < len(rows) <= LONGEST or len(table.columns) != 2:
        return ""
    first, last = ([table.cell(row, place).text.strip() for row in rows] for place in (0, 1))
    for marks, place in ((first, 1), (last, 0)):
        clauses = _with_side(table.columns[place].heading, last if place else first)
        are_marks = all(0 < len(mark) <= LONGEST_MARK and not mark[0].isdigit() for mark in marks)
        if are_marks and len(set(marks)) == len(marks) and all(map(read_asked, clauses)):
            headings = " ".join(column.heading for column in table.columns)
            told = "; ".join(f"{mark}: {clause}" for mark, clause in zip(marks, clauses, strict=True))
            return f"{headings}\n{told}"
    return ""

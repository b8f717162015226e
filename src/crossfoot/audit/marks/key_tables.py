"""Keys of marks in a small table of their own: `Green | 45% or more`, under `Colour | Spent so far`."""

from __future__ import annotations

from crossfoot.audit.marks.sided_clauses import read_asked
from crossfoot.audit.reading.pack import PackTable

LONGEST = 7
"""Marks of a key."""
LONGEST_MARK = 25


def key_told(table: PackTable) -> str:
    """The words of a table of marks and what each asks, a line for each; nothing where the table is no such key."""
    rows = range(len(table.rows))
    if not 1 < len(rows) <= LONGEST or len(table.columns) != 2:
        return ""
    first, last = ([table.cell(row, place).text.strip() for row in rows] for place in (0, 1))
    for marks, clauses in ((first, last), (last, first)):
        told = all(0 < len(mark) <= LONGEST_MARK and not mark[0].isdigit() for mark in marks)
        if told and len(set(marks)) == len(marks) and all(map(read_asked, clauses)):
            headings = " ".join(column.heading for column in table.columns)
            return "\n".join([headings, *(f"{mark}: {clause}" for mark, clause in zip(marks, clauses, strict=True))])
    return ""

"""What the marks of a table say, as the words right above or under it tell: `▲ is over it, ▼ under it, ● in it`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.study import Study

LINES = 4
"""Above a table and under it within which its legend stands."""
LONGEST = 7
"""Characters of a mark."""


class Side(StrEnum):
    """Where a mark says that a row lies."""

    OVER = "over"
    UNDER = "under"
    WITHIN = "within"


_SIDES = (
    (Side.OVER, r"over|above|higher|more than|exceed\w*|beyond|too (?:high|many|much)"),
    (Side.UNDER, r"under|below|lower|less than|fewer than|short of|beneath|too (?:low|few|little)"),
    (Side.WITHIN, r"(?:in|within|inside|on|at|between|neither)(?! \d)"),
)
_OUTSIDE = re.compile(r"\b(?:outside|out of|beyond either end of)\b", re.IGNORECASE)
_IS = r"(?:\)|\]|=|:|\u2013|-|\bis\b|\bare\b|\bmeans?\b|\bshows?\b|\bmarks?\b|\bfor\b|\bif\b|\bwhere\b|\bwhen\b|\s)*"
_ENDS = re.compile(r"[,;.]|\band\b", re.IGNORECASE)


def sides_told(text: str) -> frozenset[Side]:
    """Which sides the words say: both of `outside the range`, none of words that say no side."""
    if _OUTSIDE.search(text):
        return frozenset([Side.OVER, Side.UNDER])
    found = frozenset(side for side, words in _SIDES if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))
    return found - {Side.WITHIN} or found


def legend_near(study: Study, table: PackTable, *, but: int) -> str:
    """The words right above a table, its caption among them, and right under it, without those of the line `but`."""
    above, under = range(table.line - LINES, table.line), range(table.last_line + 1, table.last_line + 3)
    near = [*study.paragraphs_at(above), *study.paragraphs_at(under)]
    return " ".join(
        [
            table.caption,
            *table.captions,
            *(each.text for each in near if each.sheet == table.sheet and each.line != but),
        ]
    )


def marks_of(table: PackTable, column: int, rows: Sequence[int]) -> dict[int, str]:
    """The mark of each row of a column of marks: signs or words in capitals; empty where it has anything else."""
    texts = {row: table.cell(row, column).text.strip() for row in rows}
    blank = {CellKind.BLANK, CellKind.MISSING}
    marks = {row: text for row, text in texts.items() if table.cell(row, column).kind not in blank or text == "*"}
    fine = all(
        len(text) <= LONGEST
        and not any(letter.isdigit() for letter in text)
        and (not any(map(str.isalnum, text)) or (text.isupper() and len(text) > 2))
        for text in marks.values()
    )
    return marks if fine else {}


def sides_of_marks(legend: str, marks: frozenset[str]) -> dict[str, Side]:
    """The one side that the legend gives each mark; empty where it gives one of them none, or two the same."""
    found: dict[str, Side] = {}
    others = "|".join(re.escape(mark) for mark in sorted(marks))
    for mark in marks:
        sides: set[frozenset[Side]] = set()
        for match in re.finditer(rf"(?<![\w]){re.escape(mark)}(?!\w){_IS}(?P<words>[^,;.\n]*)", legend):
            words = re.split(others, _ENDS.split(match["words"])[0])[0]
            sides.add(sides_told(words))
        one = next(iter(sides)) if len(sides) == 1 else frozenset()
        if len(one) != 1:
            return {}
        found[mark] = next(iter(one))
    return found if len(set(found.values())) == len(found) else {}

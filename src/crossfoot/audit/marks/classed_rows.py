"""Columns that put their rows in two: yes or no, in time or late, flagged or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Totalling
from crossfoot.audit.reading.pack import PackTable

LONGEST = 40
FEWEST = 4
BLANK = ""
_KEPT = re.compile(
    r"within(?: [a-z]+)?|in time|on time|in limit|inside|met|kept|reached|achieved|current|in date|up to date|"
    r"passed?|"
    r"compliant|ok|safe|enough|under limit|yes|y|✓|✔|☑|hit|at or above|within it|not over|not late|not overdue",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"over(?: [a-z]+)?|out of time|late|overdue|outside(?: [a-z]+)?|missed|not met|not kept|not reached|not achieved|"
    r"out of date|failed?|exceeded|breached|above(?: [a-z]+)?|no|n|✗|✘|\u00d7|too (?:many|few|high|low|long)|short|"
    r"unmet|"
    r"not in time|not on time|expired|lapsed|beyond",
    re.IGNORECASE,
)
_YES_NO = re.compile(r"yes|y|no|n|✓|✔|☑|✗|✘|\u00d7", re.IGNORECASE)
_YES = re.compile(r"yes|y|✓|✔|☑", re.IGNORECASE)
_SO_MANY = re.compile(r"\d+ [a-z]+(?: [a-z]+)?")
_TURNED = re.compile(
    r"\b(?:over|late|overdue|exceed\w*|breach\w*|outside|above|missed|too|out of|beyond|late\?|failed|short|below|"
    r"under)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Classed:
    """A column of two marks, one of which may be an empty cell."""

    table: PackTable
    column: int
    marks: dict[int, str]
    """By row the mark, in small letters."""
    names: tuple[str, str]
    guessed: bool = False
    """Whether all marks are the same, and what the other is called is not known."""

    @property
    def heading(self) -> str:
        """What heads it."""
        return self.table.columns[self.column].heading.rpartition(" | ")[2].strip()

    def other(self, mark: str) -> str:
        """The other of the two marks."""
        return self.names[1] if mark == self.names[0] else self.names[0]

    def kept(self, mark: str) -> bool | None:
        """Whether a mark says that what was asked was kept; None where it says nothing of the kind."""
        turned = _YES_NO.fullmatch(mark) is not None and _TURNED.search(self.heading) is not None
        if _KEPT.fullmatch(mark):
            return not turned
        return turned if _BROKEN.fullmatch(mark) else None

    def says_yes(self, mark: str) -> bool:
        """Whether a mark is a yes."""
        return _YES.fullmatch(mark) is not None


_OPPOSITES = {
    "yes": "no", "y": "n", "✓": "✗", "✔": "✘", "met": "not met", "in time": "late", "on time": "late", "within": "over",
    "kept": "not kept", "reached": "not reached", "achieved": "not achieved", "in date": "out of date",
}  # fmt: skip


def _opposite(mark: str) -> str:
    """The mark that says the other; empty where none is known."""
    both = _OPPOSITES | {other: one for one, other in _OPPOSITES.items()}
    return {"late": "on time", "over": "within", "missed": "met", "above": "within"}.get(mark, both.get(mark, ""))


def classed_columns(table: PackTable) -> Iterator[Classed]:
    """The columns of a table whose rows bear one of two marks, or one mark and none."""
    for place in range(1, len(table.columns)):
        texts = {row: " ".join(table.cell(row, place).text.split()) for row in range(len(table.rows))}
        if not any(table.cell(row, place).is_number or len(text) > LONGEST for row, text in texts.items()):
            marks, names = _classes(table, place, texts)
            if len(names) == 2 and len(marks) >= FEWEST:
                guessed = names[1] == f"not {names[0]}" and names[1] not in marks.values() and not _opposite(names[0])
                yield Classed(table, place, marks, (names[0], names[1]), guessed)


def _classes(table: PackTable, place: int, texts: Mapping[int, str]) -> tuple[dict[int, str], list[str]]:
    """By row its mark, and the marks that there are."""
    nothing = {row for row, text in texts.items() if text and table.cell(row, place).kind is CellKind.MISSING}
    found = {row: text.casefold() for row, text in texts.items() if text and row not in nothing}
    last = len(texts) - 1
    if _SO_MANY.fullmatch(found.get(last, "")):
        # `2 wards`, under yes and no: how many there are.
        del found[last]
    empty = [row for row, text in texts.items() if not text and table.rows[row].totalling is Totalling.NONE]
    absent = {row: texts[row].casefold() for row in nothing}
    if len(set(absent.values())) == 1 and (len(set(found.values())) == 1) != (not found and bool(empty)):
        # `none` beside `follow-up`, or an asterisk and nothing
        found |= absent
    names = sorted(set(found.values()))
    if len(names) == 1 and len(table.rows) >= FEWEST:
        if empty:
            return found | dict.fromkeys(empty, BLANK), [*names, BLANK]
        if other := _opposite(names[0]) or (f"not {names[0]}" if names[0].replace(" ", "").isalpha() else ""):
            # All are the same: one of them may be wrong.
            return found, [*names, other]
    return found, names

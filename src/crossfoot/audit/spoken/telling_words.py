"""Words that tell one row or column of a table from its others, and how many of them a clause has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import PackTable, Row
from crossfoot.audit.spoken.spoken_words import plain_words

_SAME = {
    "did": "done", "do": "done", "doe": "done", "don": "done", "first": "1", "second": "2", "third": "3", "fourth": "4",
    "held": "hold", "kept": "keep", "paid": "pay", "payment": "pay", "began": "begin", "begun": "begin", "ran": "run",
    "took": "take", "taken": "take", "left": "leave", "leav": "leave", "leaver": "leave", "sent": "send",
    "given": "giv", "gave": "giv", "made": "mak", "lent": "lend", "spent": "spend", "met": "meet", "chosen": "choos",
    "attendance": "attend", "attendanc": "attend", "arriv": "arrival", "empty": "vacant", "empti": "vacant",
    "unfill": "vacant",
    "average": "mean", "averag": "mean",
    "complet": "done", "completion": "done", "finish": "done", "shut": "clos", "open": "open",
}  # fmt: skip
_SAYS_NOTHING = frozenset(
    words_of(
        "number percentage percent total year month quarter all per cent other not is are was were be been has have "
        "had at by from with who which that we our they than as only more less before after"
    )
)
LEAST_STEM = 5
LONGEST_ENDING = 5
_LETTERS = re.compile(r"[a-z]")


def telling_words(text: str) -> frozenset[str]:
    """All words of a text that may tell a line, verbs of one thing made one: `did` is `done`, `first` is `1`."""
    found = {_SAME.get(word, word) for word in (*words_of(text), *plain_words(text))}
    return frozenset(word for word in found if word not in _SAYS_NOTHING and (_LETTERS.search(word) or len(word) == 1))


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of each row and column of a table that few others of it have."""

    rows: tuple[frozenset[str], ...]
    columns: tuple[frozenset[str], ...]
    about: frozenset[str]
    """Words of the caption and over the labels: they are of every line."""

    full_rows: tuple[frozenset[str], ...]
    """All words of each row: said all of them, they count for one more."""
    full_columns: tuple[frozenset[str], ...]

    def row_hits(self, row: int, said: frozenset[str]) -> int:
        """How many words said tell this row."""
        return len(self.words_hit(self.rows[row], said)) + self._is_said(self.full_rows[row], said)

    def column_hits(self, column: int, said: frozenset[str]) -> int:
        """How many words said tell this column."""
        return len(self.words_hit(self.columns[column], said)) + self._is_said(self.full_columns[column], said)

    @staticmethod
    def words_hit(line: frozenset[str], said: frozenset[str]) -> frozenset[str]:
        """The words of a line that are said, in this form or a longer or shorter one: `adopted` and `adoption`."""
        return frozenset(word for word in line if word in said or any(_is_form(word, other) for other in said))

    @staticmethod
    def _is_said(line: frozenset[str], said: frozenset[str]) -> bool:
        return bool(line) and line <= said


def _is_form(one: str, other: str) -> bool:
    """Whether the shorter begins the longer, and has five letters at least."""
    short, long = sorted((one, other), key=len)
    return len(short) >= LEAST_STEM and len(long) - len(short) <= LONGEST_ENDING and long.startswith(short)


def telling_of(table: PackTable) -> Telling:
    """Words that at most two rows (of a third of them) have, and the same of columns."""
    rows = [telling_words(row_name(row)) for row in table.rows]
    columns = [
        telling_words(column.heading) if number >= table.stub else frozenset()
        for number, column in enumerate(table.columns)
    ]
    stub = " ".join(column.heading for column in table.columns[: table.stub])
    about = telling_words(f"{table.caption} {stub}")
    return Telling(tuple(_rare(rows)), tuple(_rare(columns)), about, tuple(rows), tuple(columns))


def _rare(lines: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    # A row of numbers and that of their percentages have one label.
    count = Counter(word for line in set(lines) for word in line)
    most = 1 if len(lines) < 6 else 2
    return [frozenset(word for word in line if count[word] <= most) for line in lines]


def row_name(row: Row) -> str:
    """The label with the codes and words beside it; the first words of a row that has no label."""
    cells = [cell.text for cell in row.cells[:3] if cell.kind is CellKind.WORDS]
    return " ".join(dict.fromkeys([row.label or " ".join(cells[:1]), *_codes(cells)]))


def _codes(cells: Sequence[str]) -> list[str]:
    return [text for text in cells if _CODE.fullmatch(text)]


_CODE = re.compile(r"[A-Za-z]{1,4}\d{1,3}[a-z]?")

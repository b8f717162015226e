"""`Two of them await a medical` under a column of reasons: as many rows have those words as the sentence says.

The words of a cell that says why or in what way, `Awaiting medical`, stand in the sentence in any form; the column has
such words in every row and no other column has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from crossfoot.audit.counted.find_counted_states import COUNTED
from crossfoot.audit.quoting.near_tables import rows_without_totals, tables_beside
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import summarises
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.number_words import COUNT, NUMBERS, number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import Telling, telling_words
from crossfoot.audit.study import Study

_COUNTED = re.compile(
    rf"(?<![\d.,£/-])\b(?P<some>none|{COUNT}) of (?:the |these |those )?"
    rf"(?:(?P<all>{COUNT})(?: [a-z]+)??|them|these|those) (?P<rest>[^.;:()\d]{{4,60}})",
    re.IGNORECASE,
)
_AND_SO = re.compile(r",|\band\b|\bbut\b|\bwhile\b|\bwith\b|\bbecause\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|no|neither|nor|also|both|either|last|before|previous\w*|would|will|or)\b", re.IGNORECASE
)
MOST_EXTRA = 1
"""Words of the sentence about them that the cell has not."""
CLOSE = 4
"""Lines from the table to a sentence that says only `them`."""


def find_counted_words(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every count of rows of a table that the sentence stands under."""
    for sentence in sentences:
        for match in _COUNTED.finditer(sentence.text):
            rest = _AND_SO.split(match["rest"])[0]
            known = any(each.line == sentence.line and each.rule == COUNTED.id for each in study.ledger.findings)
            if known or _NOT.search(rest):
                continue
            tables = [table for table in tables_beside(speaking, sentence.line) if table.index not in study.copies]
            for table in tables[:1]:
                if table.last_line < sentence.line <= table.last_line + CLOSE:
                    _check(study, sentence, match, rest, table)


def _check(study: Study, sentence: Sentence, match: re.Match[str], rest: str, table: PackTable) -> None:
    rows = rows_without_totals(study, table)
    rows = [row for row in rows if not summarises(table.rows[row].label)]
    if match["all"] is not None and number_of(match["all"]) != len(rows):
        return
    named = list(_named(table, rows, rest))
    if len(named) != 1:
        return
    column, text, found = named[0]
    some = number_of(match["some"])
    if some == len(found):
        study.ledger.agreed(COUNTED)
        return
    count = len(found)
    in_words = not match["some"].isdecimal() and count < len(NUMBERS)
    working = f"{table.columns[column].heading} is {text!r} in {count} of {len(rows)}."
    expected = NUMBERS[count] if in_words else str(count)
    tell(study, COUNTED, sentence, match["some"], expected, working, 0.75, [Place(table.index, found[0], column)])


def _named(table: PackTable, rows: Sequence[int], rest: str) -> Iterator[tuple[int, str, list[int]]]:
    """Each column of words with the one text of it that the words have, and its rows."""
    said = telling_words(rest)
    for column in range(1, len(table.columns)):
        cells = {row: table.cell(row, column) for row in rows}
        if len(rows) < 3 or any(cell.kind is not CellKind.WORDS or len(cell.text) > 40 for cell in cells.values()):
            continue
        texts = Counter(cell.text.strip() for cell in cells.values())
        if len(texts) < 2:
            continue
        found = [
            text
            for text in texts
            if (words := telling_words(text)) and len(words) > 1 and words <= Telling.words_hit(words, said)
        ]
        if len(found) == 1 and _extra(said, telling_words(found[0])) <= MOST_EXTRA:
            yield column, found[0], [row for row, cell in cells.items() if cell.text.strip() == found[0]]


def _extra(said: frozenset[str], words: frozenset[str]) -> int:
    """How many words said are none of the cell, in any form."""
    return len([word for word in said if not any(word[:4] == each[:4] for each in words)])

"""Rows named by a word and a number, `Year 3, Year 4, Year 4, Year 6`: one stands twice, the next is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

TWICE = Rule(
    "names-twice",
    Kind.LABEL,
    "Rows that are named by a word and a number go on by one, and none stands twice where the next is left out.",
    Severity.WARNING,
)
_NAMED = re.compile(r"(?P<word>[A-Za-z][A-Za-z .-]{0,24}?)[\s-]?0*(?P<number>\d{1,3})", re.IGNORECASE)
FEWEST = 4


def find_repeated_names(study: Study) -> None:
    """Check the first two columns of every table for such runs of names."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for column in range(min(2, len(table.columns))):
                for run in _runs(table, column):
                    _check(study, table, column, run)


def _runs(table: PackTable, column: int) -> Iterator[list[tuple[int, str, int]]]:
    """Rows one under the other whose names have the same word: their place, word and number."""
    named = []
    for row in range(len(table.rows)):
        match = _NAMED.fullmatch(table.cell(row, column).text.strip())
        named.append((row, match["word"].strip().casefold() if match else "", int(match["number"]) if match else 0))
    for word, group in groupby(named, key=lambda each: each[1]):
        run = list(group)
        if word and len(run) >= FEWEST:
            yield run


def _check(study: Study, table: PackTable, column: int, run: Sequence[tuple[int, str, int]]) -> None:
    numbers = [number for _, _, number in run]
    if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        study.ledger.agreed(TWICE)
        return
    wrong = _wrong(numbers)
    if wrong is None:
        return
    place, right = wrong
    row = run[place][0]
    text = table.cell(row, column).text.strip()
    digits = len(text) - len(text.rstrip("0123456789"))
    # `R06` becomes `R07`, and `Year 9` becomes `Year 10`.
    expected = f"{text[:-digits]}{right:0{digits if text[-digits] == '0' else 1}d}"
    finding = study.ledger.found(
        TWICE,
        Place(table.index, row, column),
        published=text,
        expected=expected,
        explanation=f"{TWICE.words} {text} stands twice, and {expected} is not there.",
        confidence=0.85,
    )
    finding.row = text


def _wrong(numbers: Sequence[int]) -> tuple[int, int] | None:
    """The place of the one number that is that of its neighbour, and what it is in the run; None for another run."""
    for place in range(1, len(numbers) - 1):
        for other in (-1, 1):
            right = numbers[0] + place
            mended = [*numbers[:place], right, *numbers[place + 1 :]]
            if (
                numbers[place] == numbers[place + other]
                and numbers[place] != right
                and mended == list(range(numbers[0], numbers[0] + len(numbers)))
            ):
                return place, right
    return None

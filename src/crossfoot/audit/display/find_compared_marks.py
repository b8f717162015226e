"""Words of a column that compares, `Against neighbours` over `good` and `poor`: learned from the figures beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.marks.mark_readings import guessed_ways, ways_of
from crossfoot.audit.marks.marked import Marked, marked_columns, told_target
from crossfoot.audit.marks.rated import RatedColumn, value_columns
from crossfoot.audit.marks.states import met_of
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.polarities import HIGH
from crossfoot.audit.study import Study

COMPARED = Rule(
    "compared-marks",
    Kind.DISPLAY,
    "A word of a column that compares says on which side of the other figure that of its row is.",
)
FEWEST = 5
FEWEST_GUESSED = 8
"""Rows from which on the marks themselves prove which way is good."""
TWICE = 2
_OTHER = re.compile(
    r"(?:^|\b)(?:against|v\.?|vs\.?|versus|compared (?:with|to)|relative to|beside|(?:above|below|over|under|"
    r"better|worse)"
    r"(?: or (?:above|below|over|under|better|worse|equal))?(?: than)?)\s+(?:the |our |its )?(?P<other>[^?|]+?)\??$",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"(?:above|below|higher|lower|over|under|more|less|fewer)\b.*", re.IGNORECASE)
_STRICT = re.compile(r"\b(?:better|worse|above|below|over|under|higher|lower|ahead|more|fewer|less)\b", re.IGNORECASE)
_TIME = re.compile(r"\b(?:year|month|quarter|term|week|last|previous|prior|before)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sides:
    """By row on which side of the other figure its own is: 1 the good or the higher one, 0 level as printed."""

    value: int
    other: str
    of_row: dict[int, int]


def find_compared_marks(study: Study) -> None:
    """Check columns of words whose heading names what is compared with, and those of met and not met."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        judged = {each.column_number for each in study.ledger.findings if each.table_number == table.index}
        for marked in marked_columns(table):
            if marked.column not in judged and len(marked.names) in {2, 3}:
                _check(study, marked)


def _check(study: Study, marked: Marked) -> None:
    tried = []
    for sides in _all_sides(study, marked):
        meanings = _meanings(marked, sides)
        if meanings is None:
            continue
        wrong = [
            row
            for row, side in sides.of_row.items()
            if side != meanings[marked.marks[row]] and _is_told(meanings, side)
        ]
        if not wrong:
            study.ledger.agreed(COMPARED, len(sides.of_row))
            return
        tried.append((sides, meanings, wrong))
    alone = [each for each in tried if len(each[2]) == 1]
    if not alone or any(each[2] != alone[0][2] for each in alone):
        return
    sides, meanings, (row,) = alone[0]
    if not _is_proved(marked, sides, meanings, row):
        return
    expected = next(mark for mark, side in meanings.items() if side == sides.of_row[row])
    own, value = (Place(marked.table.index, row, column) for column in (marked.column, sides.value))
    study.ledger.agreed(COMPARED, len(sides.of_row) - 1)
    study.ledger.found(
        COMPARED,
        own,
        explanation=(
            f"{COMPARED.words} {study.pack.cell(value).text} ({marked.table.columns[sides.value].heading}) against "
            f"{sides.other}: this is {expected}, as the other {len(sides.of_row) - 1} marks use the words, and "
            f"{marked.marks[row]} is printed."
        ),
        expected=expected,
        confidence=0.85,
        others=[value],
    )


def _is_told(meanings: Mapping[str, int], side: int) -> bool:
    """Whether a mark of the column has that side; level has none in a column of two words."""
    return side in meanings.values()


def _is_proved(marked: Marked, sides: Sides, meanings: Mapping[str, int], wrong: int) -> bool:
    """Whether each side that matters has its word in two rows that are right, or the words say it by themselves."""
    right = Counter(marked.marks[row] for row in sides.of_row if row != wrong)
    by_themselves = _are_opposed(marked) or all(_LITERAL.fullmatch(name) for name in marked.names)
    needed = {mark for mark, side in meanings.items() if side in {sides.of_row[wrong], meanings[marked.marks[wrong]]}}
    return all(right[mark] >= (1 if by_themselves else TWICE) for mark in needed)


def _are_opposed(marked: Marked) -> bool:
    """Whether the words are met and missed, or one the other with `not` before it."""
    names = [name.casefold() for name in marked.names]
    return any(f"not {name}" in names for name in names) or all(met_of(name) is not None for name in names)


def _meanings(marked: Marked, sides: Sides) -> dict[str, int] | None:
    """The side that each word mostly stands for; None where two words stand for one, or one for several."""
    found: dict[str, int] = {}
    for mark in marked.names:
        counts = Counter(side for row, side in sides.of_row.items() if marked.marks[row] == mark)
        if not counts:
            return None
        (side, count), *others = counts.most_common()
        if others and others[0][1] == count:
            return None
        found[mark] = side
    opposed = {name.casefold(): side for name, side in found.items()}
    if any(f"not {name}" in opposed and side == -1 for name, side in opposed.items()):
        return None
    return found if len(set(found.values())) == len(found) and {1, -1} <= set(found.values()) else None


def _all_sides(study: Study, marked: Marked) -> Iterator[Sides]:
    """For each figure that may be compared, and each that the heading names: the side of every row."""
    table = marked.table
    heading = marked.heading.rpartition(" | ")[2].strip()
    named = _OTHER.search(heading)
    literal = all(_LITERAL.fullmatch(name) for name in marked.names if _LITERAL.match(name)) and any(
        _LITERAL.match(name) for name in marked.names
    )
    opposed = _are_opposed(marked)
    if (named is None or _TIME.search(heading)) and not opposed:
        return
    told = ways_of(study, table)
    every = [dict.fromkeys(range(len(table.rows)), HIGH)] if literal else list(guessed_ways(table, told))
    known = literal or all(row in told for row in marked.marks)
    rated = RatedColumn(table, marked.column, marked.marks)
    gaps = [place for place in table.value_columns if table.columns[place].role is Role.DIFFERENCE]
    values = [value for value in value_columns(rated, "")[:4] if value not in gaps]
    compared = named["other"] if named else ""
    pairs = [
        (gap, "nought", dict.fromkeys(marked.marks, Fraction(0))) for gap in gaps if _is_from_it(table, gap, compared)
    ] + [(value, *each) for value in values for each in _others(study, marked, value, compared)]
    fewest = FEWEST if known and (named is not None or opposed) else FEWEST_GUESSED
    for (value, other, amounts), ways in product(pairs, every):
        sides = _sides(study, marked, value, amounts, ways)
        if len(sides) >= fewest and len(sides) * 5 >= len(marked.marks) * 4:
            yield Sides(value, other, sides)


def _is_from_it(table: PackTable, gap: int, compared: str) -> bool:
    """Whether a column of differences is that from what the marks compare with: `From England`, `Against England`."""
    words = subject_of(compared)
    return bool(words) and words <= subject_of(table.columns[gap].heading)


def _others(study: Study, marked: Marked, value: int, named: str) -> Iterator[tuple[str, dict[int, Fraction]]]:
    table = marked.table
    words = subject_of(named)
    found = False
    for place in table.value_columns:
        column = table.columns[place]
        if place in {value, marked.column} or not column.numeric:
            continue
        own = subject_of(column.heading.rpartition(" | ")[2])
        if (named and own and (own <= words or words <= own)) or (not named and column.role is Role.TARGET):
            found = True
            yield (
                column.heading,
                {row: number.amount for row in marked.marks if (number := table.cell(row, place).number) is not None},
            )
    if not found and (not named or "target" in words or "goal" in words):
        target = told_target(study, marked, value)
        if target is not None:
            yield f"{float(target):g}", dict.fromkeys(marked.marks, target)


def _sides(
    study: Study, marked: Marked, value: int, amounts: Mapping[int, Fraction], ways: Mapping[int, str]
) -> dict[int, int]:
    level = 1 if _are_opposed(marked) else 0
    strict = _STRICT.search(marked.heading) is not None
    found = {}
    for row in marked.marks:
        place = Place(marked.table.index, row, value)
        if row not in amounts or not study.is_number(place):
            continue
        gap = study.value(place) - amounts[row]
        side = (gap > 0) - (gap < 0)
        if side == 0 and (strict if level else len(marked.names) < 3):
            # Level as printed: by the decimals that are not shown it may be on either side.
            continue
        found[row] = (side if ways[row] == HIGH else -side) or level
    return found

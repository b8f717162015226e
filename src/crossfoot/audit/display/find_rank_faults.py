"""Ranks against the order of the column that they rank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Totalling
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

RANKS = Rule("ranks", Kind.DISPLAY, "A rank is the place of its row in the order of the column that is ranked.")
FEWEST = 4
AGREEING = 0.6
"""Of the ranks, how many must be the places in the order of a column for it to be the one ranked."""
_HEADING = re.compile(r"\brank(ing|ed)?s?\b|(^|\| )(position|place|placing|order|league position)$", re.IGNORECASE)
_OF = re.compile(r"\bof (\d+)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(national|england|regional?|previous|last|neighbours?|quartile|authorities)\b", re.IGNORECASE
)
_NO_VALUE = frozenset(
    [Role.REFERENCE, Role.UNIT, Role.RED, Role.GREEN, Role.POLARITY, Role.RATING, Role.DIRECTION, Role.TARGET]
)


def find_rank_faults(study: Study) -> None:
    """Check every column of ranks whose ranks are those of the rows of its table."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for column, each in enumerate(table.columns):
            if _HEADING.search(each.heading) and not _ELSEWHERE.search(each.heading):
                _check(study, table, column)


def _check(study: Study, table: PackTable, column: int) -> None:
    ranks = _ranks(table, column)
    told = _OF.search(table.columns[column].heading)
    if told is not None and int(told[1]) != len(ranks):
        # `Rank of 11` over five rows: each is a rank among others that are not here.
        return
    if len(ranks) < FEWEST or min(ranks.values()) > 2 or max(ranks.values()) > len(ranks):
        return
    best: tuple[int, int, dict[int, tuple[int, int]]] | None = None
    for place, each in enumerate(table.columns):
        if place == column or not each.numeric or each.role in _NO_VALUE:
            continue
        cells = {row: Place(table.index, row, place) for row in ranks}
        if not all(map(study.is_number, cells.values())):
            continue
        values = {row: study.value(cell) for row, cell in cells.items()}
        if len(set(values.values())) < FEWEST - 1:
            continue
        for highest in (True, False):
            places = _places(values, highest=highest)
            held = sum(places[row][0] <= rank <= places[row][1] for row, rank in ranks.items())
            # Of two columns in the same order the nearer one is ranked.
            if best is None or (held, -abs(place - column)) > (best[0], -abs(best[1] - column)):
                best = (held, place, places)
    if best is not None and best[0] >= AGREEING * len(ranks) and best[0] >= FEWEST - 1 and best[0] > 2:
        _report(study, table, column, ranks, best)
    else:
        _check_alone(study, table, column, ranks)


def _ranks(table: PackTable, column: int) -> dict[int, int]:
    """The whole numbers of the column, `1`, `=2` or `3rd`, by row; rows of totals have none."""
    found = {}
    for row, each in enumerate(table.rows):
        match = re.fullmatch(r"=?\s?(\d{1,3})\s?(=|st|nd|rd|th)?", table.cell(row, column).text.strip(), re.IGNORECASE)
        if match and each.totalling is Totalling.NONE:
            found[row] = int(match[1])
    return found


def _places(values: dict[int, Fraction], *, highest: bool) -> dict[int, tuple[int, int]]:
    """The first and the last place that each row may have: equal values share theirs, or are told apart unprinted."""
    counts = Counter(values.values())
    first: dict[Fraction, int] = {}
    place = 1
    for value in sorted(counts, reverse=highest):
        first[value] = place
        place += counts[value]
    return {row: (first[value], first[value] + counts[value] - 1) for row, value in values.items()}


def _report(
    study: Study,
    table: PackTable,
    column: int,
    ranks: dict[int, int],
    best: tuple[int, int, dict[int, tuple[int, int]]],
) -> None:
    held, ranked, places = best
    for row, rank in ranks.items():
        low, high = places[row]
        if low <= rank <= high:
            study.ledger.agreed(RANKS)
            continue
        expected = str(low) if low == high else f"{low} to {high}"
        study.ledger.found(
            RANKS,
            Place(table.index, row, column),
            explanation=(
                f"{RANKS.words} {held} of {len(ranks)} ranks follow {table.columns[ranked].heading}; by it "
                f"{table.cell(row, ranked).text} is {expected}, and {rank} is printed."
            ),
            expected=expected,
            confidence=0.6 + 0.3 * held / len(ranks),
            others=[Place(table.index, row, ranked)],
        )


def _check_alone(study: Study, table: PackTable, column: int, ranks: dict[int, int]) -> None:
    """Where no column is ranked: a place that two rows have while the place before or after them has none."""
    counts = Counter(ranks.values())
    twice = [rank for rank, count in counts.items() if count == 2]
    missing = [rank for rank in range(1, len(ranks) + 1) if rank not in counts]
    if len(twice) != 1 or len(missing) != 1 or missing[0] == twice[0] + 1 or max(counts.values()) > 2:
        return
    rows: Sequence[int] = [row for row, rank in ranks.items() if rank == twice[0]]
    study.ledger.found(
        RANKS,
        Place(table.index, rows[-1], column),
        explanation=f"{RANKS.words} {twice[0]} is printed twice and {missing[0]} not at all.",
        expected=f"one of them {missing[0]}",
        confidence=0.7,
        severity=Severity.WARNING,
        others=[Place(table.index, rows[0], column)],
    )

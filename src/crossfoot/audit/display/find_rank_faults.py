"""Ranks against the order of the column or row that they rank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.display.ranked_lines import (
    Ranking,
    Span,
    Strip,
    are_all_places,
    out_of_order,
    places_of,
    rankings_of,
    shares_places,
)
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

RANKS = Rule("ranks", Kind.DISPLAY, "A rank is the place of its row in the order of the column that is ranked.")
FEWEST = 4
AGREEING = 0.6
"""Of the ranks, how many must be the places in the order of a column for it to be the one ranked."""
FEWEST_ORDERED = 6
"""Where all but one stand in the order of their ranks, so many prove that the column beside them is ranked."""
_OWN = re.compile(r"\b(our|ours|own|us|we|its|their)\b", re.IGNORECASE)
"""Places of one among others: two of them may be the same."""


@dataclass(frozen=True)
class _Order:
    """What is ranked, its values, the places that they have, and the one without which all are in order."""

    strip: Strip
    values: Mapping[int, Fraction]
    places: Mapping[int, Span]
    held: int
    odd_one: int | None
    """The only one that is out of order."""

    def shown(self, count: int, *, beside: bool) -> int:
        """How many of the ranks show that it is ranked."""
        return count - 1 if self.odd_one is not None and beside and count >= FEWEST_ORDERED else self.held


def find_rank_faults(study: Study) -> None:
    """Check every column and row of ranks whose ranks are those of the rows or columns of its table."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for ranking in rankings_of(table):
                _check(study, table, ranking)


def _check(study: Study, table: PackTable, ranking: Ranking) -> None:
    ranks = ranking.ranks
    count = len(ranks)
    beyond = [rank for rank in ranks.values() if rank > count]
    if count < FEWEST or min(ranks.values()) > 2 or len(beyond) > 1:
        return
    best: tuple[tuple[int, int], _Order] | None = None
    for order in _orders(study, table, ranking):
        shown = order.shown(count, beside=order.strip.number in ranking.beside)
        # Of two columns in the same order the nearer one is ranked.
        weight = shown, -abs(order.strip.number - ranking.strip.number)
        if best is None or weight > best[0]:
            best = weight, order
    if best is not None and best[0][0] >= max(AGREEING * count, FEWEST - 1):
        if not beyond or best[0][0] == count - 1:
            _report(study, ranking, best[1])
    elif not beyond and not _OWN.search(ranking.strip.label):
        _check_alone(study, ranking)


def _orders(study: Study, table: PackTable, ranking: Ranking) -> Iterator[_Order]:
    ranks = ranking.ranks
    shared = shares_places(study, table, ranking.strip)
    labels = {strip.label for strip in ranking.ranked}
    for strip in ranking.ranked:
        if strip.label.removesuffix(" %") in labels - {strip.label}:
            # Of `123 (16%)` the count is ranked: shares rounded alike are no places shared.
            continue
        cells = {key: strip.cells[key] for key in ranks}
        if not all(map(study.is_number, cells.values())):
            continue
        values = {key: study.value(cell) for key, cell in cells.items()}
        distinct = len(set(values.values()))
        if distinct < FEWEST - 1:
            continue
        dense = [False, True] if max(ranks.values()) == distinct < len(values) else [False]
        for highest in (True, False):
            odd = out_of_order(values, ranks, highest=highest)
            for each in dense:
                places = places_of(values, highest=highest, shared=shared, dense=each)
                held = sum(_has(places[key], rank) for key, rank in ranks.items())
                yield _Order(strip, values, places, held, odd[0] if len(odd) == 1 else None)


def _has(place: Span, rank: int) -> bool:
    return place[0] <= rank <= place[1]


def _report(study: Study, ranking: Ranking, order: _Order) -> None:
    ranks = ranking.ranks
    odd = order.odd_one
    if odd is not None:
        study.ledger.agreed(RANKS, len(ranks) - 1)
        if are_all_places(ranks):
            _report_value(study, ranking, order, odd)
        else:
            _report_rank(study, ranking, order, odd)
        return
    for key, rank in ranks.items():
        if _has(order.places[key], rank):
            study.ledger.agreed(RANKS)
        else:
            _report_rank(study, ranking, order, key)


def _report_rank(study: Study, ranking: Ranking, order: _Order, key: int) -> None:
    low, high = order.places[key]
    expected = str(low) if low == high else f"{low} to {high}"
    cell, count = order.strip.cells[key], len(ranking.ranks)
    study.ledger.found(
        RANKS,
        ranking.strip.cells[key],
        explanation=(
            f"{RANKS.words} {order.held} of {count} ranks follow {order.strip.label}; by it "
            f"{study.pack.cell(cell).text} is {expected}, and {ranking.ranks[key]} is printed."
        ),
        expected=expected,
        confidence=0.6 + 0.3 * max(order.held, (count - 1) * (order.odd_one is not None)) / count,
        others=[cell],
    )


def _report_value(study: Study, ranking: Ranking, order: _Order, key: int) -> None:
    """The ranks are all there, and all others are in order: it is the value that is not where its rank puts it."""
    rank = ranking.ranks[key]
    cell = order.strip.cells[key]
    beside = [
        study.pack.cell(order.strip.cells[other]).text
        for step in (-1, 1)
        for other in [min((k for k in ranking.ranks if k != key), key=lambda k: abs(ranking.ranks[k] - rank - step))]
        if ranking.ranks[other] - rank == step
    ]
    expected = f"between {beside[0]} and {beside[1]}" if len(beside) == 2 else f"beyond {beside[0]}" if beside else ""
    study.ledger.found(
        RANKS,
        cell,
        explanation=(
            f"{RANKS.words} All other ranks follow {order.strip.label}; {rank} is printed for "
            f"{study.pack.cell(cell).text}, which would be {order.places[key][0]}."
        ),
        expected=expected,
        confidence=0.85,
        others=[ranking.strip.cells[key]],
    )


def _check_alone(study: Study, ranking: Ranking) -> None:
    """Where no column is ranked: a place that two rows have while the place before or after them has none."""
    ranks = ranking.ranks
    counts = Counter(ranks.values())
    twice = [rank for rank, count in counts.items() if count == 2]
    missing = [rank for rank in range(1, len(ranks) + 1) if rank not in counts]
    if len(twice) != 1 or len(missing) != 1 or missing[0] == twice[0] + 1 or max(counts.values()) > 2:
        return
    keys = [key for key, rank in ranks.items() if rank == twice[0]]
    study.ledger.found(
        RANKS,
        ranking.strip.cells[keys[-1]],
        explanation=f"{RANKS.words} {twice[0]} is printed twice and {missing[0]} not at all.",
        expected=f"one of them {missing[0]}",
        confidence=0.7,
        severity=Severity.WARNING,
        others=[ranking.strip.cells[keys[0]]],
    )

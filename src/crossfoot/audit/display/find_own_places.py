"""Places of one's own among the others of the same table: a row or column of them beside the figures of all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.display.find_rank_faults import RANKS
from crossfoot.audit.display.ranked_lines import Ranking, Strip, own_rankings_of
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.reading.polarities import HIGH, LOW, polarities
from crossfoot.audit.study import Study

FEWEST_OTHERS = 5
"""Rows or columns among which a place is, its own with them."""
FEWEST_HELD = 4
FEWEST_PLACES = 2
"""Different places: were all the same, any that is always first would do."""
_OWN = re.compile(
    r"\b(ours?|us|we|here|own)\b|\bthis (council|area|borough|county|school|home|authority|service|trust)\b",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"\b(median|average|mean|england|national|nation|wales|total|all|lowest|highest|region\w*|neighbours?|target|best|"
    r"worst|range|change|gap|quartile|year|last|previous)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Own:
    """Whose places they may be, with what each must be."""

    strip: Strip
    allowed: Mapping[int, frozenset[int]]
    held: int


def find_own_places(study: Study) -> None:
    """Check every row and column of places whose own line is among five or more of the table."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for ranking, by_row in own_rankings_of(table):
                _check(study, table, ranking, by_row=by_row)


def _check(study: Study, table: PackTable, ranking: Ranking, *, by_row: bool) -> None:
    others = [each for each in ranking.ranked if not _SUMMARY.search(each.label)]
    values = {
        key: {each.number: study.value(each.cells[key]) for each in others if study.is_number(each.cells.get(key))}
        for key in ranking.ranks
    }
    keys = [key for key in ranking.ranks if len(values[key]) == len(others)]
    if len(others) < FEWEST_OTHERS or len(keys) < FEWEST_HELD:
        return
    if len({ranking.ranks[key] for key in keys}) < FEWEST_PLACES or max(ranking.ranks.values()) > len(others):
        return
    ways = {} if by_row else polarities(study, table)
    found = []
    for own in others:
        allowed = {key: _places(values[key], own.number, ways.get(key, "")) for key in keys}
        found.append(_Own(own, allowed, sum(ranking.ranks[key] in allowed[key] for key in keys)))
    found.sort(key=lambda each: -each.held)
    best, second = found[:2]
    named = [each for each in others if _OWN.search(each.label)]
    is_own = best.strip in named if named else best.strip in {others[0], others[-1]}
    if is_own and best.held >= max(FEWEST_HELD, len(keys) - 1) and best.held > second.held:
        _report(study, ranking, best, len(others))


def _places(values: Mapping[int, Fraction], own: int, way: str) -> frozenset[int]:
    """The places that its value may have: equal ones share theirs; either way where none is told."""
    places: set[int] = set()
    for each in (way,) if way else (HIGH, LOW):
        better = sum(value > values[own] if each == HIGH else value < values[own] for value in values.values())
        same = sum(value == values[own] for value in values.values())
        places |= set(range(better + 1, better + same + 1))
    return frozenset(places)


def _report(study: Study, ranking: Ranking, own: _Own, count: int) -> None:
    study.ledger.agreed(RANKS, own.held)
    for key, allowed in own.allowed.items():
        if ranking.ranks[key] not in allowed:
            expected = " or ".join(map(str, sorted(allowed)))
            cell = own.strip.cells[key]
            study.ledger.found(
                RANKS,
                ranking.strip.cells[key],
                explanation=(
                    f"{RANKS.words} {own.held} of {len(own.allowed)} are those of {own.strip.label} among {count}; "
                    f"here {study.pack.cell(cell).text} is {expected}, and {ranking.ranks[key]} is printed."
                ),
                expected=expected,
                confidence=0.85,
                others=[cell],
            )

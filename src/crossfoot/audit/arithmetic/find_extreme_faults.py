"""Maxima, minima and averages of one thing side by side: the average lies between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.grids import grids_of
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.study import Study

EXTREMES = Rule("extremes", Kind.ARITHMETIC, "An average is not above the maximum beside it, nor below the minimum.")
HELD = 0.6
NEAR = 3
"""Lines so far apart in a table may be of one thing."""
_MOST = re.compile(r"\b(maximum|max\.?|highest|longest|largest|most)\b|^to$|, to$", re.IGNORECASE)
_LEAST = re.compile(r"\b(minimum|min\.?|lowest|shortest|smallest|fewest)\b|^from$|, from$", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(average|avg\.?|mean|median)\b", re.IGNORECASE)
FEWEST_OF_EACH = 3
HELD_OF_EACH = 0.75
_BY_ONE = re.compile(
    r"\b(?:most|highest|largest|maximum)\b.*\b(?:by|per|for|of) (?:any |a )?(?:one|single|individual) [a-z]+",
    re.IGNORECASE,
)
"""The most that one worker holds is not below what all hold on average."""
_BY_EACH = re.compile(
    r"\b(?:average|mean)\b.*\b(?:cases?|caseloads?|held)\b|\b(?:cases?|children|held)\b.*\b(?:per|a|each) "
    r"(?:fte|(?:social |case |family |key )?worker|head|person|officer|practitioner)\b",
    re.IGNORECASE,
)
_OF_ALL = frozenset(
    {"averag", "avg", "mean", "median", "maximum", "max", "high", "highest", "long", "minimum", "min", "low"}
)


def find_extreme_faults(study: Study) -> None:
    """Check averages against maxima and minima in the rows and the columns of every table."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for grid in grids_of(study, table):
                _check(study, grid)
                _check_whole(study, grid)


def _check(study: Study, grid: Grid) -> None:
    averages = [line for line in grid.lines if _AVERAGE.search(line.label) and not _MOST.search(line.label)]
    for extreme in [line for line in grid.lines if _BY_ONE.search(line.own_label)]:
        for average in grid.lines:
            if average is not extreme and _BY_EACH.search(average.own_label):
                _compare(study, average, extreme, 1, fewest=FEWEST_OF_EACH)
    for average in averages:
        for pattern, way in ((_MOST, 1), (_LEAST, -1)):
            for extreme in grid.lines:
                if extreme is not average and pattern.search(extreme.label) and _of_one_thing(grid, average, extreme):
                    _compare(study, average, extreme, way)


def _check_whole(study: Study, grid: Grid) -> None:
    """The longest of all teams is the longest of any: where the teams are all, as some other line adds up."""
    wholes = [key for key in grid.keys if hints.names_all(grid.labels.get(key, "")) or key in grid.totals]
    if len(wholes) != 1:
        return
    whole = wholes[0]
    parts = [key for key in grid.keys if key != whole]
    adds = any(_adds_up(line, whole, parts) for line in grid.lines)
    for line in grid.lines:
        way = 1 if _MOST_OF.search(line.own_label) else -1 if _LEAST_OF.search(line.own_label) else 0
        known = [line.values[key] for key in parts if key in line.values]
        if not adds or not way or whole not in line.values or len(known) < len(parts) or len(parts) < FEWEST_OF_EACH:
            continue
        edge = max(known, key=lambda value: way * value.amount)
        own = line.values[whole]
        if abs(own.amount - edge.amount) <= own.half + edge.half + 1e-9:
            study.ledger.agreed(EXTREMES)
            continue
        study.ledger.found(
            EXTREMES,
            own.place,
            explanation=f"{EXTREMES.words} Of all it is that of one of them: {study.pack.cell(edge.place).text}.",
            expected=study.pack.cell(edge.place).text,
            confidence=0.8,
            others=[edge.place],
        )


def _adds_up(line: Line, whole: int, parts: Sequence[int]) -> bool:
    """Whether the whole of a line of counts is the sum of its parts."""
    known = [line.values[key].amount for key in parts if key in line.values]
    own = line.values.get(whole)
    counted = own is not None and not line.is_averaged and len(known) == len(parts) >= FEWEST_OF_EACH
    return counted and own is not None and own.amount > 0 and sum(known) == own.amount


_ONE = r"(caseload|load|case|class|wait|sum|award|fee|price|score)"
_MOST_OF = re.compile(
    rf"^(the )?((longest|oldest|slowest)\b|(highest|largest|biggest|maximum|max\.?) {_ONE}\b)", re.IGNORECASE
)
_LEAST_OF = re.compile(
    rf"^(the )?((shortest|youngest|quickest)\b|(lowest|smallest|minimum|min\.?) {_ONE}\b)", re.IGNORECASE
)
"""Of one child or case; the most and the least may be those of the columns beside them, which are added as well."""


def _of_one_thing(grid: Grid, average: Line, extreme: Line) -> bool:
    """Whether both are of the same thing: the words they share, or that one of them names nothing, and stands near."""
    if abs(grid.position(average) - grid.position(extreme)) > NEAR:
        return False
    one, two = (subject_of(line.own_label) - _OF_ALL for line in (average, extreme))
    return not one or not two or bool(one & two)


def _compare(study: Study, average: Line, extreme: Line, way: int, *, fewest: int = 2) -> None:
    pairs = [(average.values[key], extreme.values[key]) for key in average.values if key in extreme.values]
    wrong: Sequence[tuple[Place, Place]] = [
        (one.place, two.place)
        for one, two in pairs
        if (two.amount + way * (one.half + two.half) - one.amount) * way < 0
    ]
    held = len(pairs) - len(wrong)
    if held < fewest or held < (HELD if fewest < FEWEST_OF_EACH else HELD_OF_EACH) * len(pairs):
        return
    study.ledger.agreed(EXTREMES, held)
    for mean, edge in wrong:
        study.ledger.found(
            EXTREMES,
            edge,
            explanation=(
                f"{EXTREMES.words} {average.label} is {study.pack.cell(mean).text}, {extreme.label} "
                f"{study.pack.cell(edge).text}."
            ),
            expected=f"at {'least' if way > 0 else 'most'} {study.pack.cell(mean).text}",
            confidence=0.8,
            others=[mean],
        )

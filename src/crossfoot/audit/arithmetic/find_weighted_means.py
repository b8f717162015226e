"""Averages of all: weighted by how many each group has, and no plain average of the groups' own averages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure, summarises
from crossfoot.audit.relations.grids import grids_of
from crossfoot.audit.relations.line import Grid, Line, Value
from crossfoot.audit.study import Study

WEIGHTED = Rule(
    "weighted-means",
    Kind.ARITHMETIC,
    "The average of all is that of the groups, each weighted by how many it has.",
)
FEWEST_PARTS = 3
FEWEST_PROVED = 2
"""So many other averages of the table must be weighted so for one that is no plain average either to be wrong."""
CLEARLY = 2.0
"""How many times as far as rounding can move it a weighted average must be from what is printed."""
_MEAN = re.compile(r"\b(?:average|avg\.?|mean)\b", re.IGNORECASE)
_TOLD = re.compile(r"\bweighted\b(?! (?:scores?|marks?))", re.IGNORECASE)
"""`The average result is weighted by pupils.`"""
_OTHERWISE = re.compile(
    r"\b(?:median|simple|unweighted|plain|rolling|moving|difference|change|gap)\b|"
    r"\b(?:high|low|larg|small|long|short|great|bigg)est\b|\b(?:max|min)(?:imum)?\b|\b(?:most|fewest|least)\b|"
    r"\b(?:mean|average) (?:fte|number|staff|posts|children|pupils|places|open|headcount|population)\b",
    re.IGNORECASE,
)
"""No average of groups: one of another kind, or of how many there were over a time."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An average of all, the averages of its parts, and what each line of counts makes of them."""

    own: Value
    parts: tuple[Value, ...]
    weighted: float
    plain: float
    loose: float

    @property
    def holds(self) -> bool:
        """Whether it is the weighted average, to what rounding may have moved it."""
        return abs(self.own.amount - self.weighted) <= self.loose

    @property
    def is_plain(self) -> bool:
        """Whether it is the plain average, and clearly not the weighted one."""
        apart = abs(self.own.amount - self.weighted) > CLEARLY * self.loose
        return apart and abs(self.own.amount - self.plain) <= self.own.last_digit * 1.001 + 1e-9


def find_weighted_means(study: Study) -> None:
    """Check every average in a row or column of all, where counts beside it add up to that of all."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for grid in grids_of(study, table):
                told = [text for text in study.notes(table) if _TOLD.search(text)]
                for whole, parts in _wholes(grid):
                    _check(study, grid, whole, parts, told)


def _wholes(grid: Grid) -> Iterator[tuple[int, list[int]]]:
    """The last key and the first, either of which may be of all others, with those."""
    plain = [key for key in grid.keys if not summarises(grid.labels.get(key, "")) and key not in grid.compared]
    if len(plain) > FEWEST_PARTS:
        yield plain[-1], plain[:-1]
        yield plain[0], plain[1:]


def _check(study: Study, grid: Grid, whole: int, parts: list[int], told: Sequence[str]) -> None:
    weights = [line for line in grid.lines if _adds_up(line, whole, parts, money=bool(told))]
    means = [
        line
        for line in grid.lines
        if (_is_mean(line) or any(_names(text, line) for text in told))
        and line not in weights
        and all(key in line.values for key in (whole, *parts))
    ]
    # `Weighted by pupils`, where grades add up as well.
    weights = [each for each in weights if any(_names(text, each) for text in told)] or weights
    by_weight = {weight.number: [_weigh(line, weight, whole, parts) for line in means] for weight in weights}
    for place, line in enumerate(means):
        # Over times an average may be of the times; where it is one for each hour it is of all hours.
        tried = [
            (weight, by_weight[weight.number][place])
            for weight in weights
            if not grid.over_time or line.subject & weight.subject
        ]
        if not tried:
            continue
        if any(each.holds for _, each in tried):
            study.ledger.agreed(WEIGHTED)
            continue
        proved = [
            (weight, each)
            for weight, each in tried
            if sum(other.holds for other in by_weight[weight.number]) >= FEWEST_PROVED
            and abs(each.own.amount - each.weighted) > CLEARLY * each.loose
        ]
        if proved or all(each.is_plain for _, each in tried):
            _report(study, line, *(proved or tried)[0])


def _names(text: str, line: Line) -> bool:
    name = _UNIT.sub("", line.own_label).casefold()
    return len(name) > 2 and name in text.casefold()


_UNIT = re.compile(r"\s*(\([^)]*\)|%|\u00a3\w*)$")


def _adds_up(line: Line, whole: int, parts: Sequence[int], *, money: bool) -> bool:
    """Whether it counts: its parts make its whole, and are not all the same. Sums weigh where words say weighted."""
    known = [line.values[key] for key in parts if key in line.values]
    if (
        line.is_averaged
        or (line.measure is Measure.MONEY and not money)
        or len(known) < len(parts)
        or whole not in line.values
    ):
        return False
    total = sum(value.amount for value in known)
    slack = line.values[whole].half + sum(value.half for value in known) + 1e-9
    varied = len({value.amount for value in known}) > 1 and min(value.amount for value in known) >= 0
    return varied and total > 0 and abs(total - line.values[whole].amount) <= slack


def _is_mean(line: Line) -> bool:
    return (line.measure is Measure.AVERAGE or _MEAN.search(line.label) is not None) and not _OTHERWISE.search(
        line.label
    )


def _weigh(line: Line, weight: Line, whole: int, parts: Sequence[int]) -> Weighed:
    own, known = line.values[whole], tuple(line.values[key] for key in parts)
    counts = [weight.values[key].amount for key in parts]
    weighted = sum(value.amount * count for value, count in zip(known, counts, strict=True)) / sum(counts)
    loose = own.last_digit + max(value.last_digit for value in known) + 1e-9
    return Weighed(own, known, weighted, sum(value.amount for value in known) / len(known), loose)


def _report(study: Study, line: Line, weight: Line, each: Weighed) -> None:
    number = study.pack.cell(each.own.place).number
    expected = f"{each.weighted:,.{number.decimals if number else 0}f}"
    plain = " The plain average of the groups is printed." if each.is_plain else ""
    study.ledger.found(
        WEIGHTED,
        each.own.place,
        explanation=f"{WEIGHTED.words} {line.label} weighted by {weight.label} is about {expected}.{plain}",
        expected=f"about {expected}",
        confidence=0.85 if each.is_plain else 0.75,
        others=[value.place for value in each.parts],
    )

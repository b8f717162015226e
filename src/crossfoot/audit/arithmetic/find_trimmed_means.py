"""Means and totals of which words say that the highest, the lowest or both are left out: judges' and panels' marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.grids import grids_of
from crossfoot.audit.relations.line import Grid, Line, Value
from crossfoot.audit.study import Study

TRIMMED = Rule(
    "trimmed-means",
    Kind.ARITHMETIC,
    "A mean or total without the highest or lowest is that of the figures that are left.",
)
FEWEST_PARTS, MOST_PARTS = 3, 12
FEWEST_HELD = 3
MOST_FAILED = 0.25
_NUMBERS = {word: number for number, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), 2)}
_HIGHEST = r"(?:highest|top|best|largest|maximum)"
_LOWEST = r"(?:lowest|bottom|worst|poorest|smallest|minimum)"
_OUT = (
    r"(?:struck|strik\w+|drop\w*|left out|leav\w+ out|discard\w*|ignor\w+|exclud\w+|remov\w+|disregard\w*|"
    r"(?:taken|thrown|cut) (?:out|off|away)|not (?:counted|used)|omit\w*|without|trimm\w+|set aside|"
    r"do(?:es)? not count)"
)
_BOTH = re.compile(
    rf"\b{_HIGHEST}\b[^.;|]{{0,25}}\b{_LOWEST}\b[^.;|]{{0,40}}\b{_OUT}\b|"
    rf"\b{_LOWEST}\b[^.;|]{{0,25}}\b{_HIGHEST}\b[^.;|]{{0,40}}\b{_OUT}\b|"
    rf"\b{_OUT}\b[^.;|]{{0,20}}\b{_HIGHEST}\b[^.;|]{{0,25}}\b{_LOWEST}\b|"
    rf"\b{_OUT}\b[^.;|]{{0,20}}\b{_LOWEST}\b[^.;|]{{0,25}}\b{_HIGHEST}\b|"
    r"\btrimmed (?:mean|average)\b|\bmiddle (?:two|three|four|five|six|\d)\b",
    re.IGNORECASE,
)
_LOW = re.compile(
    rf"\b{_LOWEST}\b[^.;|]{{0,30}}\b{_OUT}\b|\b{_OUT}\b[^.;|]{{0,20}}\b{_LOWEST}\b",
    re.IGNORECASE,
)
_HIGH = re.compile(
    rf"\b{_HIGHEST}\b[^.;|]{{0,30}}\b{_OUT}\b|\b{_OUT}\b[^.;|]{{0,20}}\b{_HIGHEST}\b",
    re.IGNORECASE,
)
_BEST = re.compile(rf"\b(?:best|top) (?P<number>[2-8]|{'|'.join(_NUMBERS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trim:
    """How many of the lowest and of the highest are left out; or how many of the highest alone are kept."""

    low: int = 0
    high: int = 0
    best: int = 0

    def kept(self, amounts: Sequence[float]) -> list[float]:
        """Those that count."""
        ordered = sorted(amounts)
        return ordered[-self.best :] if self.best else ordered[self.low : len(ordered) - self.high]


@dataclass(frozen=True, slots=True)
class Worked:
    """A figure and what is left of others makes it, as their mean or their sum."""

    value: Value
    wanted: float
    parts: int
    left_out: frozenset[int]
    """Which of them are left out, by their places."""

    @property
    def holds(self) -> bool:
        """Whether it is that, rounded as it is printed."""
        return abs(self.value.amount - self.wanted) <= self.value.last_digit + 1e-9


def find_trimmed_means(study: Study) -> None:
    """Check every row or column that is such a mean or total nearly everywhere, where words beside it say so."""
    for table in study.pack.tables:
        trims = _told(study, table) if table.index not in study.copies else []
        if trims:
            for grid in grids_of(study, table):
                for line in grid.lines:
                    _check(study, grid, line, trims)


def _told(study: Study, table: PackTable) -> list[Trim]:
    """What words over or under the table, or its headings, say is left out."""
    labels = [*(column.heading for column in table.columns), *(row.label for row in table.rows)]
    found: list[Trim] = []
    for text in (*study.notes(table), *labels):
        if _BOTH.search(text):
            found.append(Trim(low=1, high=1))
        elif _LOW.search(text):
            found.append(Trim(low=1))
        elif _HIGH.search(text):
            found.append(Trim(high=1))
        if (match := _BEST.search(text)) is not None:
            number = match["number"].casefold()
            found.append(Trim(best=_NUMBERS.get(number) or int(number)))
    return list(dict.fromkeys(found))


def _check(study: Study, grid: Grid, line: Line, trims: Sequence[Trim]) -> None:
    best: list[Worked] = []
    held = 0
    for run in _runs(grid, line):
        for trim in trims:
            for averaged in (True, False):
                worked = list(_worked(line, run, trim, averaged=averaged))
                right = sum(each.holds for each in worked)
                if right > held:
                    best, held = worked, right
    # A subtotal among them would always be the highest: judges take turns.
    varied = all(len({of(each) for each in best if each.holds}) > 1 for of in (_amount, _left_out))
    if held < FEWEST_HELD or not varied or len(best) - held > max(1, MOST_FAILED * len(best)):
        return
    study.ledger.agreed(TRIMMED, held)
    for each in best:
        if not each.holds:
            number = study.pack.cell(each.value.place).number
            expected = f"{each.wanted:,.{number.decimals if number else 0}f}"
            study.ledger.found(
                TRIMMED,
                each.value.place,
                explanation=f"{TRIMMED.words} Of {each.parts} it is {expected}: so it is in {held} of {len(best)}.",
                expected=expected,
                confidence=0.88,
            )


def _runs(grid: Grid, line: Line) -> Iterator[Sequence[Line]]:
    """Lines side by side, right before it or right after it."""
    at = grid.position(line)
    for size in range(FEWEST_PARTS, MOST_PARTS + 1):
        for start in (at - size, at + 1):
            run = grid.lines[start : start + size] if start >= 0 else ()
            if len(run) == size and not any(hints.is_total(each) or each.role is not line.role for each in run):
                yield run


def _worked(line: Line, run: Sequence[Line], trim: Trim, *, averaged: bool) -> Iterator[Worked]:
    for key, value in line.values.items():
        amounts = [each.values[key].amount for each in run if key in each.values]
        kept = trim.kept(amounts) if len(amounts) == len(run) else []
        if kept and len(kept) < len(amounts):
            places = frozenset(place for place, amount in enumerate(amounts) if not min(kept) <= amount <= max(kept))
            yield Worked(value, sum(kept) / (len(kept) if averaged else 1), len(amounts), places)


def _amount(each: Worked) -> float:
    return each.value.amount


def _left_out(each: Worked) -> frozenset[int]:
    return each.left_out

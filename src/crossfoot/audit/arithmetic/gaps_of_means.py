"""Differences of what is averaged, by whatever name: they are no more added than the averages themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations

from crossfoot.audit.reading.pack import Place
from crossfoot.audit.study import Study

MOST_OUT = 1
"""So many of the parts may not be the difference of the two: a figure of them may be the one that is wrong."""


def is_gap_of_means(study: Study, whole: Place, parts: Sequence[Place]) -> bool:
    """Whether the total and its parts are each one cell less another, and those others are no totals of their lines.

    `+0.1` in the row of all under `Days per head` 9.1 and `Last year` 9.0, where the services have 7.5 to 10.9.
    """
    steps = _beside(study, whole, parts)
    # What is far from the difference as floats is none of it: intervals of exact numbers are slow, and pairs are many.
    own, reach = float(study.value(whole)), float(study.interval(whole).width)
    beside = {step: float(study.value(_at(whole, step))) for step in steps}
    reach = 2 * (reach + max((float(study.interval(_at(whole, step)).width) for step in steps), default=0.0)) + 1e-6
    return any(
        abs(beside[one] - beside[other] - own) <= reach
        and _is_difference(study, whole, one, other)
        and sum(_is_difference(study, part, one, other) for part in parts) >= max(len(parts) - MOST_OUT, 1)
        and _lies_among(study, _at(whole, one), [_at(part, one) for part in parts])
        and _lies_among(study, _at(whole, other), [_at(part, other) for part in parts])
        for one, other in permutations(steps, 2)
    ) or any(_is_gap_to_one_figure(study, whole, parts, step) for step in steps)


def _is_gap_to_one_figure(study: Study, whole: Place, parts: Sequence[Place], step: tuple[int, int]) -> bool:
    """Whether each cell is one and the same number apart from that of a line of means: `From England`, told as 45.9."""
    others = [(part, _at(part, step)) for part in parts if study.is_number(part) and study.is_number(_at(part, step))]
    if not _lies_among(study, _at(whole, step), [other for _, other in others]):
        return False
    apart = study.interval(_at(whole, step)) - study.interval(whole)
    alike = sum(apart.meets(study.interval(other) - study.interval(part)) for part, other in others)
    return not apart.contains(Fraction(0)) and alike >= max(len(parts) - MOST_OUT, 2)


def _beside(study: Study, whole: Place, parts: Iterable[Place]) -> list[tuple[int, int]]:
    """The other lines with a figure beside the total, as how far from it in rows and columns."""
    table = study.pack.tables[whole.table]
    down = all(part.column == whole.column for part in parts)
    lines = table.value_columns if down else range(len(table.rows))
    steps = [(0, line - whole.column) if down else (line - whole.row, 0) for line in lines]
    return [step for step in steps if any(step) and study.is_number(_at(whole, step))]


def _at(place: Place, step: tuple[int, int]) -> Place:
    return place._replace(row=place.row + step[0], column=place.column + step[1])


def _is_difference(study: Study, place: Place, one: tuple[int, int], other: tuple[int, int]) -> bool:
    cells = place, _at(place, one), _at(place, other)
    if not all(map(study.is_number, cells)):
        return False
    own, first, second = map(study.interval, cells)
    return own.meets(first - second)


def _lies_among(study: Study, whole: Place, parts: Sequence[Place]) -> bool:
    """Whether the figure of all is one between those of the parts: their mean, and not their sum."""
    values = [study.value(part) for part in parts if study.is_number(part)]
    return len(values) > 1 and min(values) <= study.value(whole) <= max(values)

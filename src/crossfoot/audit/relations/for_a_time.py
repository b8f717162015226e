"""What comes to one week or month of what is told of a longer time: a total over twelve, a price over 52."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.reading.labels import subject_of, summarises
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates, fits_somewhere, sample_of

NAMED_SO = 2.0
"""What it says that one label is that of the other and `per week`, or that one is an average and one is the total."""
_PER = re.compile(r"\b(?:per|a|an|each|every) (?P<time>day|night|week|month|quarter|term)\b", re.IGNORECASE)
_OFTEN = {
    "day": (365, 7, 30, 31, 366, 28, 190),
    "night": (365, 7, 30, 31, 366),
    "week": (52, 13, 4, 39, 38),
    "month": (12, 3, 6),
    "quarter": (4, 2),
    "term": (3,),
}
"""How often there is one of it in a year, and in what else figures are told of."""
_AVERAGE = re.compile(r"\b(?:average|mean|avg)\b", re.IGNORECASE)
_AVERAGED = subject_of("average mean avg monthly weekly quarterly termly per month week quarter term")
FEWEST_TIMES = 3


def parts_of_a_time(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """Another line over how often there is one of the time that the label names, or over how many times it adds."""
    formulas = [
        *_per_time(target, pool),
        *_averages_of_total(grid, target, pool),
        *_averages_of_times(grid, target),
        *_times_told(target, pool),
    ]
    return Candidates(tuple(each for each in formulas if fits_somewhere(each, sample_of(target))), 2)


def _per_time(target: Line, pool: Sequence[Line]) -> Iterator[Formula]:
    match = _PER.search(target.label)
    if match is None:
        return
    name = subject_of(_PER.sub(" ", target.label))
    for line in pool:
        if line.subject == name and not _PER.search(line.label):
            for often in _OFTEN[match["time"].casefold()]:
                yield Formula(target, (Part(line),), scale=Fraction(1, often), prior=NAMED_SO)


def _times_told(target: Line, pool: Sequence[Line]) -> Iterator[Formula]:
    """`2023/24, 52 weeks £` beside `2023/24 £`."""
    yield from _part_of_a_year(target, pool)
    match = _SO_MANY.search(target.label)
    if match is None:
        return
    for line in pool:
        # `38 weeks (£000)` beside `Weekly cost (£)`.
        if _FOR_ONE[match["unit"].casefold()].search(line.label) and not _SO_MANY.search(line.label):
            scale = Fraction(int(match["many"]) * hints.unit_of(line), hints.unit_of(target))
            yield Formula(target, (Part(line),), scale=scale, prior=NAMED_SO)
    name = _plain(_SO_MANY.sub(" ", target.label))
    for line in pool:
        if _plain(line.label) == name:
            yield Formula(target, (Part(line),), scale=Fraction(match["many"]), prior=NAMED_SO)


def _part_of_a_year(target: Line, pool: Sequence[Line]) -> Iterator[Formula]:
    """`Allocation (7/12)` beside `Full year`."""
    match = _FRACTION.search(target.label)
    if match is None or not 0 < int(match["above"]) < int(match["below"]):
        return
    scale = Fraction(int(match["above"]), int(match["below"]))
    for line in pool:
        if line.measure is target.measure and not _FRACTION.search(line.label):
            yield Formula(target, (Part(line),), scale=scale, prior=NAMED_SO)


_FRACTION = re.compile(r"(?<![\d/])(?P<above>\d{1,2})/(?P<below>3|4|6|7|10|12|38|39|52)(?:ths?)?(?![\d/])")
_FOR_ONE = {
    unit: re.compile(rf"\b(?:{words}|(?:per|a|an|each|every) {unit})\b", re.IGNORECASE)
    for unit, words in (
        ("day", "daily"), ("night", "nightly"), ("week", "weekly"), ("month", "monthly"), ("term", "termly"),
        ("quarter", "quarterly"),
    )
}  # fmt: skip


def _plain(label: str) -> list[str]:
    """The words and signs of a label, without commas."""
    return re.findall(r"[^\s,()]+", label.casefold())


_SO_MANY = re.compile(
    r",?\W*\b(?:for )?(?P<many>\d{1,3}) (?P<unit>day|night|week|month|term|quarter)s\b", re.IGNORECASE
)


def _averages_of_total(grid: Grid, target: Line, pool: Sequence[Line]) -> Iterator[Formula]:
    """`Six months, Monthly average`: the total of the times over how many they are."""
    times = sum(line.role is Role.TIME for line in grid.lines)
    if times < FEWEST_TIMES or not _AVERAGE.search(target.own_label) or target.subject - _AVERAGED:
        return
    for line in pool:
        if (
            line.role is Role.YEAR_TO_DATE
            or hints.is_total(line)
            or hints.is_of_several(line.own_label)
            or summarises(line.own_label)
        ):
            yield Formula(target, (Part(line),), scale=Fraction(1, times), prior=NAMED_SO)


def _averages_of_times(grid: Grid, target: Line) -> Iterator[Formula]:
    """`Apr, May, Jun, Change, Average`: the mean of the times, wherever it stands."""
    times = _times(grid)
    if len(times) >= FEWEST_TIMES and _is_average(target):
        yield Formula(target, tuple(map(Part, times)), scale=Fraction(1, len(times)), run=True, prior=NAMED_SO)


def _times(grid: Grid) -> list[Line]:
    return [line for line in grid.lines if line.role is Role.TIME]


def _is_average(target: Line) -> bool:
    """Whether it is called an average and no more."""
    return _AVERAGE.search(target.own_label) is not None and not target.subject - _AVERAGED

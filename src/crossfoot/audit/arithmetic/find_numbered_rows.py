"""Rows and columns headed by numbers, one, two, three: what times their number makes, their sum, mean and median."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.relations.grids import grids_of
from crossfoot.audit.relations.line import Grid, Line, Value
from crossfoot.audit.relations.numbered import Numbered, numbered_keys
from crossfoot.audit.study import Study

NUMBERED = Rule(
    "numbered-rows",
    Kind.ARITHMETIC,
    "Where rows or columns are headed by numbers, their products, sums, means and medians are of those numbers.",
)
FEWEST_TOLD, FEWEST_UNTOLD = 2, 3
"""Lines in which what a label calls a mean or median must be one, and what no label calls a sum."""
MOST_FAILED = 0.25
SURE = 1.5
"""How unlikely the products that hold must be by chance, as a power of ten."""
_MEAN = re.compile(r"\b(mean|average|avg)\b", re.IGNORECASE)
_MEDIAN = re.compile(r"\bmedian\b|^middle( (mark|score|answer|reply))?$", re.IGNORECASE)
_MODE = re.compile(
    r"^(the )?(mode|most (common|often|frequent)|commonest)( (mark|score|answer|reply))?$", re.IGNORECASE
)
Span = tuple[float, float]
Count = tuple[int, float]
"""A number, and how often there was that many."""


def find_numbered_rows(study: Study) -> None:
    """Check what is printed beside numbered rows or columns, in every table, where most of it is of their numbers."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for grid in grids_of(study, table):
                numbered = numbered_keys(grid.keys, _labels(table, grid))
                if numbered:
                    _check_products(study, grid, [each for each in numbered if not each.open_ended])
                    _check_lines(study, grid, numbered)


def _labels(table: PackTable, grid: Grid) -> dict[int, str]:
    """What each key is called; a column of figures on the left is what its rows are called."""
    if grid.by_row or any(grid.labels.values()):
        return grid.labels
    return {key: table.cell(key, 0).text for key in grid.keys}


def _check_products(study: Study, grid: Grid, closed: Sequence[Numbered]) -> None:
    """A line that is another times the number of the row: moves made, of young people who moved once, twice."""
    for line in grid.lines:
        for counted in grid.lines:
            if counted is line or line.is_averaged or counted.is_averaged:
                continue
            equations = [
                _product(study, line, counted, each)
                for each in closed
                if each.number and each.key in line.values and each.key in counted.values
            ]
            held = [each for each in equations if each.holds]
            failed = len(equations) - len(held)
            told = sum(
                math.log10(max(1.0, float(abs(each.result.interval.middle)))) for each in held if each.scale != 1
            )
            many = sum(each.scale != 1 for each in held)
            if many >= 2 and failed <= 1 and told >= SURE + failed * FAILURE:
                for each in equations:
                    study.ledger.weigh(each)


FAILURE = 0.3


def _product(study: Study, line: Line, counted: Line, each: Numbered) -> Equation:
    words = f"{line.label} = {each.number} x {counted.label}, as its row says."
    terms = (study.term(counted.values[each.key].place),)
    own = study.term(line.values[each.key].place)
    return Equation(NUMBERED, own, terms, words, scale=Fraction(each.number), weight=0.9)


def _check_lines(study: Study, grid: Grid, numbered: Sequence[Numbered]) -> None:
    """What each line of counts has under another heading: how many there are, what they make, their mean or median."""
    own = {each.key for each in numbered}
    counted = [line for line in grid.lines if _are_counts(line, numbered)]
    if len(counted) < FEWEST_TOLD:
        return
    beside = [key for key in grid.keys if key not in own]
    plain = [made for key in beside if (made := _sums(study, grid, counted, numbered, key))]
    weighted = [made for key in beside if (made := _sums(study, grid, counted, numbered, key, by_number=True))]
    broken = {number for made in (*plain, *weighted) for number, each in made.items() if not each.holds}
    sound = [line for line in counted if line.number not in broken]
    proved = bool(weighted)
    for key in beside:
        label = grid.labels.get(key, "").rpartition(" | ")[2].strip(" :")
        of = next((of for pattern, of in _MIDDLES if pattern.search(label)), None)
        if of is not None and not (of is _mean and any(each.open_ended for each in numbered)):
            proved |= _check_middles(study, label, [(line, key) for line in sound], numbered, of)
    if proved:
        # Sums are found by what they are called; here counts are added that other figures prove to be counts.
        for made in (*plain, *weighted):
            for each in made.values():
                study.ledger.weigh(each)


def _are_counts(line: Line, numbered: Sequence[Numbered]) -> bool:
    values = [line.values[each.key] for each in numbered if each.key in line.values]
    return (
        not line.is_averaged
        and len(values) >= 2
        and all(value.amount >= 0 and value.amount == int(value.amount) for value in values)
    )


def _sums(
    study: Study,
    grid: Grid,
    counted: Sequence[Line],
    numbered: Sequence[Numbered],
    key: int,
    *,
    by_number: bool = False,
) -> dict[int, Equation]:
    """What each line has at a key as the sum of its counts, or of each times its number; empty where few are so."""
    if by_number and any(each.open_ended for each in numbered):
        return {}
    equations: dict[int, Equation] = {}
    for line in counted:
        terms = tuple(
            study.term(line.values[each.key].place, each.number if by_number else 1)
            for each in numbered
            if each.key in line.values and (each.number or not by_number)
        )
        if key in line.values and terms:
            way = "each times the number that heads it" if by_number else "those under the numbers"
            words = f"{grid.labels.get(key, '')} is the sum of {way}."
            own = study.term(line.values[key].place)
            equations[line.number] = Equation(NUMBERED, own, terms, words, weight=0.88)
    held = [each for each in equations.values() if each.holds and len(each.terms) > 1]
    failed = sum(not each.holds for each in equations.values())
    varied = len({each.result.interval.middle for each in held}) > 1
    return equations if varied and len(held) >= FEWEST_UNTOLD and failed <= max(1, MOST_FAILED * len(equations)) else {}


def _counts(line: Line, numbered: Sequence[Numbered]) -> list[Count]:
    return sorted((each.number, line.values[each.key].amount) for each in numbered if each.key in line.values)


def _mean(counts: Sequence[Count]) -> Span:
    mean = sum(number * count for number, count in counts) / sum(count for _, count in counts)
    return mean, mean


def _median(counts: Sequence[Count]) -> Span:
    """The middle one; of two in the middle, from the one to the other."""
    reached = list(accumulate(count for _, count in counts))
    half = reached[-1] / 2
    low = next(number for (number, _), up_to in zip(counts, reached, strict=True) if up_to >= half)
    high = next((number for (number, _), up_to in zip(counts, reached, strict=True) if up_to > half), low)
    return low, high


def _mode(counts: Sequence[Count]) -> Span:
    most = max(count for _, count in counts)
    modes = [number for number, count in counts if count == most]
    return min(modes), max(modes)


_MIDDLES = ((_MEDIAN, _median), (_MODE, _mode), (_MEAN, _mean))


def _check_middles(
    study: Study,
    label: str,
    cells: Sequence[tuple[Line, int]],
    numbered: Sequence[Numbered],
    of: Callable[[Sequence[Count]], Span],
) -> bool:
    """Tell of the figures that are not the mean or median of their line; whether most are."""
    worked = list(_worked(cells, numbered, of))
    held = [value for value, span in worked if _holds(value, span)]
    if len(held) < FEWEST_TOLD or len(worked) - len(held) > max(1, MOST_FAILED * len(worked)):
        return False
    study.ledger.agreed(NUMBERED, len(held))
    for value, span in worked:
        if _holds(value, span):
            continue
        number = study.pack.cell(value.place).number
        decimals = number.decimals if number else 0
        said = " to ".join(dict.fromkeys(f"{each:.{decimals}f}" for each in span))
        study.ledger.found(
            NUMBERED,
            value.place,
            explanation=f"{NUMBERED.words} {label} of the counts is {said}: so it is in {len(held)} of {len(worked)}.",
            expected=said,
            confidence=0.85,
        )
    return True


def _worked(
    cells: Sequence[tuple[Line, int]], numbered: Sequence[Numbered], of: Callable[[Sequence[Count]], Span]
) -> Iterator[tuple[Value, Span]]:
    for line, key in cells:
        counts = _counts(line, numbered)
        if key in line.values and any(count for _, count in counts):
            yield line.values[key], of(counts)


def _holds(value: Value, span: Span) -> bool:
    return span[0] - value.last_digit - 1e-9 <= value.amount <= span[1] + value.last_digit + 1e-9

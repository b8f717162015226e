"""Medians and quartiles of the rows above: of all of them, or of all but the council's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from statistics import median, quantiles

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.grids import grids_of
from crossfoot.audit.relations.line import Grid, Line, Value
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

MEDIANS = Rule("medians", Kind.ARITHMETIC, "A median is the middle of the rows that it is of.")
FEWEST_HELD = 2
FEWEST_UNTOLD = 4
"""Where no number tells how many it is of, one or another may be left out by chance."""
MOST_OUT = 0.4
MOST_OUT_TOLD = 0.5
FEWEST_LINES = 4
FEWEST_ALONE = 5
"""Lines of which a median with one figure must be, where no number tells of how many it is."""
_MEDIAN = re.compile(r"\bmedian\b|^(the )?mid(dle)?( (one|value|school|area|council))?$", re.IGNORECASE)
_NAMED = re.compile(
    r"(the )?(group |overall )?median( (value|figure|council|area|school|authority|team|home))?"
    r"( (of|for|across|among) (the |all |these |those )*(\w+ )?\w+)?( \([^)]*\))?",
    re.IGNORECASE,
)
"""A label that is of the median of lines, and not the median of what one line counts: `median days`."""
_QUARTILE = re.compile(
    r"\b(?:(?P<low>lower|first|1st)|(?P<high>upper|third|3rd)) quartile\b|\b(?P<of>(?:25|75)th (?:per)?centile)$",
    re.IGNORECASE,
)
Span = tuple[float, float]
"""The least and the most that a middle may be: ways of working out a quartile differ."""
Worked = tuple[Value, Span, float, list[Value]]
"""A figure, what it should be, how far rounding may have moved the others, and those."""
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
        4,
    )
}
_OF_LINES = re.compile(
    r"\b(average|mean|median|highest|lowest|maximum|minimum|range|quartile|total|all|england)\b", re.IGNORECASE
)


def find_median_faults(study: Study) -> None:
    """Check every row or column called a median or quartile against those right before it, where most are theirs."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for grid in grids_of(study, table):
                for line in grid.lines:
                    if quartile := _QUARTILE.search(line.own_label):
                        third = bool(quartile["high"]) or (quartile["of"] or "").startswith("75")
                        _check(study, grid, line, _third_quartile if third else _first_quartile)
                    elif _MEDIAN.search(line.own_label):
                        _check(study, grid, line, _middle)


def _middle(amounts: Sequence[float]) -> Span:
    return median(amounts), median(amounts)


def _first_quartile(amounts: Sequence[float]) -> Span:
    return _quartile(sorted(amounts))


def _third_quartile(amounts: Sequence[float]) -> Span:
    low, high = _quartile(sorted(-amount for amount in amounts))
    return -high, -low


def _quartile(amounts: Sequence[float]) -> Span:
    """Between the least and the most that the usual ways make of it: by halves, and by places among all."""
    half = len(amounts) // 2
    ways = [
        median(amounts[:half]),
        median(amounts[: len(amounts) - half]),
        quantiles(amounts, n=4, method="inclusive")[0],
        quantiles(amounts, n=4, method="exclusive")[0],
    ]
    return min(ways), max(ways)


def _check(study: Study, grid: Grid, line: Line, of: Callable[[Sequence[float]], Span]) -> None:
    best: list[Worked] = []
    fewest, sure = 0, False
    alone: list[list[Worked]] = []
    for number, (lines, needed, told) in enumerate(_choices(grid, line)):
        if number and of is not _middle:
            # So many ways of a quartile would fit by chance.
            break
        worked = [each for each in _middles(line, lines, of) if not _is_change(study, each[0])]
        held = sum(_holds(value, middle, 0.0) for value, middle, _, _ in worked)
        if held > fewest and held >= needed:
            best, fewest, sure = worked, held, told
        alone.append(worked)
    if not fewest:
        if of is _middle:
            _check_alone(study, grid, line, alone)
        return
    if len(best) - fewest > (MOST_OUT_TOLD if sure else MOST_OUT) * len(best):
        return
    study.ledger.agreed(MEDIANS, fewest)
    for each in best:
        value, middle, half, parts = each
        if not _holds(value, middle, half):
            why = f"Of {len(parts)} it is {_say(middle)}: so it is in {fewest} of {len(best)}."
            _report(study, each, why, 0.85)


def _check_alone(study: Study, grid: Grid, line: Line, choices: Sequence[Sequence[Worked]]) -> None:
    """A row or column called the median that has one figure: it is of all lines, or of all but one."""
    told = _told(line)
    worked = [each[0] for each in choices if each]
    if len(line.values) != 1 or not worked or not _NAMED.fullmatch(line.own_label.strip(" :")):
        return
    value, middle, _, parts = worked[0]
    ((key, _),) = line.values.items()
    if not told and (len(parts) < FEWEST_ALONE or _MEDIAN.search(grid.labels.get(key, ""))):
        return
    if any(_holds(each, of, half) for each, of, half, _ in worked):
        study.ledger.agreed(MEDIANS)
        return
    amounts = [part.amount for part in parts]
    if min(amounts) < value.amount < max(amounts) or told:
        _report(study, worked[0], f"Of the {len(parts)} before it it is {_say(middle)}.", 0.85 if told else 0.7)


def _report(study: Study, worked: Worked, why: str, confidence: float) -> None:
    value, middle, _, parts = worked
    number = study.pack.cell(value.place).number
    decimals = number.decimals if number else 0
    study.ledger.found(
        MEDIANS,
        value.place,
        explanation=f"{MEDIANS.words} {why}",
        expected=" to ".join(dict.fromkeys(f"{each:.{decimals}f}" for each in middle)),
        confidence=confidence,
        severity=Severity.WARNING if confidence < SURE else None,
        others=[part.place for part in parts],
    )


SURE = 0.8


def _say(middle: Span) -> str:
    return " to ".join(dict.fromkeys(f"{each:g}" for each in middle))


def _told(line: Line) -> list[int]:
    """Of how many the label says it is: `median of eight`, `median of the 11`."""
    words = re.findall(r"\w+", line.own_label.casefold())
    return [_NUMBERS[word] for word in words if word in _NUMBERS] + [
        int(word) for word in words if word.isdigit() and FEWEST_LINES <= int(word) <= MOST_TOLD
    ]


MOST_TOLD = 40


def _choices(grid: Grid, line: Line) -> Iterator[tuple[Sequence[Line], int, bool]]:
    """Lines right before it or after it, all and all but one; how many figures must show it; whether words tell it."""
    told = _told(line)
    named = len(line.values) == FEWEST_HELD and _NAMED.fullmatch(line.own_label.strip(" :")) is not None
    at = grid.position(line)
    before = _run(grid.lines[at - 1 :: -1])[::-1] if at else []
    if len(before) < FEWEST_LINES:
        before = _run(grid.lines[at + 1 :])
    if len(before) >= FEWEST_LINES:
        if not told or told == [len(before)]:
            sure = bool(told) or (named and len(before) >= FEWEST_ALONE)
            yield before, 1 if sure else FEWEST_HELD, sure
        if not told or told == [len(before) - 1]:
            for left_out in before:
                others = [other for other in before if other is not left_out]
                yield others, FEWEST_HELD if told else FEWEST_UNTOLD, bool(told)


def _run(lines: Sequence[Line]) -> list[Line]:
    """The lines that follow, up to the next that is of several."""
    found: list[Line] = []
    for other in lines:
        if not hints.is_total(other) and not _OF_LINES.search(other.own_label):
            found.append(other)
        elif found:
            break
    return found


def _is_change(study: Study, value: Value) -> bool:
    """Whether it is a change: that of the medians, and not the median of the changes."""
    return Role.DIFFERENCE in {study.pack.column(value.place).role, study.pack.row(value.place).role}


def _middles(line: Line, lines: Sequence[Line], of: Callable[[Sequence[float]], Span]) -> Iterator[Worked]:
    for key, value in line.values.items():
        known = [other.values[key] for other in lines if key in other.values]
        if len(known) == len(lines):
            # The middle one of an odd number stays the middle one when all are rounded alike.
            exact = of is _middle and len(known) % 2 == 1 and value.last_digit >= max(each.last_digit for each in known)
            half = 0.0 if exact else max(each.half for each in known)
            yield value, of([each.amount for each in known]), half, known


def _holds(value: Value, middle: Span, half: float) -> bool:
    loose = value.last_digit + half + 1e-9
    return middle[0] - loose <= value.amount <= middle[1] + loose

"""Rolling means and totals against the figures of the last months, quarters or years that they look back over."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.arithmetic.looking_back import LookingBack, looks_back, times_in_order
from crossfoot.audit.arithmetic.taken_for import TakenFor
from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, likeness, per_of, subject_of
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.grids import grids_of, value_at
from crossfoot.audit.relations.line import Grid, Line, Value
from crossfoot.audit.study import Study

ROLLING_MEANS = Rule(
    "rolling-means", Kind.ARITHMETIC, "A rolling mean or total is that of the last times that it looks back over."
)
LONGEST = 13
"""Times: where the label does not tell how many it looks back over, no more than so many are tried."""
MOST_LINES, MOST_COUNTED, MOST_UNTOLD, MOST_LOOKED_AT = 40, 20, 8, 24
FEWEST_HELD, FEWEST_TOLD = 3, 2
"""How many must hold, and how many where the label tells of how many times each is."""
MOST_FAILED, MOST_FAILED_TOLD = 0.34, 0.4
SURE, SURE_TOLD = 2.5, 1.5
"""How unlikely those that hold must be by chance, as a power of ten over the number of formulas tried."""
Keys = Sequence[int]


def find_rolling_means(study: Study) -> None:
    """Check each row or column of rolling means or totals, and each column or row that has one for every line."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for grid in grids_of(study, table):
                _check_grid(study, table, grid)


def find_means_of_other_tables(study: Study) -> None:
    """Check each series of rolling means of what another table has."""
    for series in study.series:
        back = None if series.table in study.copies else looks_back(series.label)
        if back is not None and back.count and back.is_mean:
            _check(study, back, list(_of_series(study, series, back)))


def _check_grid(study: Study, table: PackTable, grid: Grid) -> None:
    for line in grid.lines:
        back = looks_back(line.label)
        if back is not None:
            _check(study, back, list(_of_line(study, table, grid, line, back)))
    for key, label in grid.labels.items():
        back = looks_back(label)
        if back is not None:
            for averaged in (False, True):
                _check(study, back, list(_of_key(study, table, grid, (key, averaged), back)))


def _check(study: Study, back: LookingBack, formulas: Sequence[TakenFor]) -> None:
    """Weigh what the best formula says, where it holds too often for chance."""
    best = max(formulas, key=lambda each: each.order, default=None)
    if best is None:
        return
    fewest, sure = (FEWEST_TOLD, SURE_TOLD) if back.count else (FEWEST_HELD, SURE)
    most = MOST_FAILED_TOLD if back.count and best.held >= FEWEST_HELD else MOST_FAILED
    failed = len(best.equations) - best.held
    if best.held >= fewest and failed <= most * len(best.equations) and best.told >= sure + math.log10(len(formulas)):
        for equation in best.equations:
            study.ledger.weigh(equation)


def _of_line(study: Study, table: PackTable, grid: Grid, line: Line, back: LookingBack) -> Iterator[TakenFor]:
    """What a row or column of rolling figures may be of: one other line, or one over another."""
    kind, keys = times_in_order(table, grid)
    bases = [
        other
        for other in grid.lines
        if other is not line and looks_back(other.label) is None and len(other.values) > len(line.values) // 2
    ][:MOST_LINES]
    for count in back.counts(kind, min(LONGEST, len(keys))):
        windows = {key: window for window, key in _windows(keys, count) if key in line.values and len(window) == count}
        for base in bases:
            for scale in back.scales(count):
                yield _formula(study, line, windows, (base,), scale)
        if _TURNOVER.search(line.label) and line.is_averaged:
            yield from _turnovers(study, line, windows, [base for base in bases if not base.is_averaged])
        if back.is_mean:
            counts = [base for base in bases if not base.is_averaged][: MOST_COUNTED if back.count else MOST_UNTOLD]
            for base in counts:
                for below in counts:
                    if base is not below:
                        yield _formula(study, line, windows, (base, below), _scale(line))


def _turnovers(study: Study, line: Line, windows: dict[int, Keys], bases: Sequence[Line]) -> Iterator[TakenFor]:
    """Those who went in the last times, over how many there were: at the start and the end, at the ends, or now."""
    ends = [base for base in bases if hints.is_closing(base) or hints.is_stock(base)]
    starts = [base for base in bases if hints.is_opening(base)]
    scale = _scale(line)
    for flow in bases[:MOST_COUNTED]:
        for end in ends:
            if end is flow or flow in starts:
                continue
            yield _weighed(study, line, _known(windows, [(flow, ALL), (end, LAST)]), scale, (flow, end))
            yield _weighed(study, line, _known(windows, [(flow, ALL), (end, ALL)]), scale, (flow, end), even=True)
            for start in starts:
                known = {
                    key: [above, (*first, *last)]
                    for key, [above, first, last] in _known(windows, [(flow, ALL), (start, FIRST), (end, LAST)]).items()
                }
                yield _weighed(study, line, known, 2 * scale, (flow, start, end))


ALL, FIRST, LAST = slice(None), slice(0, 1), slice(-1, None)
"""Which of the times that a figure looks back over."""
_TURNOVER = re.compile(r"turnover|attrition|leavers|loss|churn|retention|left", re.IGNORECASE)
Known = dict[int, list[tuple[Value, ...]]]
"""By key, what is added and what that is divided by."""


def _known(windows: dict[int, Keys], taken: Sequence[tuple[Line, slice]]) -> Known:
    """The values that each figure is of, where all are there."""
    return {
        key: [tuple(base.values[each] for each in window[which]) for base, which in taken]
        for key, window in windows.items()
        if all(each in base.values for base, which in taken for each in window[which])
    }


def _windows(keys: Keys, count: int) -> Iterator[tuple[Keys, int]]:
    """The times up to and with each."""
    for last in range(count, len(keys) + 1):
        yield keys[last - count : last], keys[last - 1]


def _scale(line: Line) -> Fraction:
    """What a quotient of the line is multiplied by."""
    per = per_of(line.label)
    return Fraction(per or (100 if line.measure.value == "percent" else 1))


def _formula(study: Study, line: Line, windows: dict[int, Keys], bases: tuple[Line, ...], scale: Fraction) -> TakenFor:
    return _weighed(study, line, _known(windows, [(base, ALL) for base in bases]), scale, bases)


def _weighed(
    study: Study, line: Line, known: Known, scale: Fraction, bases: Sequence[Line], *, even: bool = False
) -> TakenFor:
    """One formula as equations; `even` where what it is divided by is the mean of so many, and not their sum."""
    equations = []
    told = 0.0
    spread = max(_spread(bases, line), line.spread if scale == 1 else 0.0)
    some = list(known.items())[:MOST_LOOKED_AT]
    scales = {key: scale * len(parts[0]) if even else scale for key, parts in known.items()}
    if sum(_is_near(line.values[key], parts, float(scales[key])) for key, parts in some) < FEWEST_TOLD:
        return TakenFor((), 0.0)
    below = " and ".join(base.label for base in bases[1:])
    names = f"{bases[0].label} over {below}" if below else bases[0].label
    for key, parts in known.items():
        words = f"{line.label} is of the last {len(parts[0])}: {names}."
        equation = _equation(study, line.values[key], parts, scales[key], words)
        equations.append(equation)
        told += _telling(equation, spread)
    return TakenFor(tuple(equations), told)


def _is_near(own: Value, parts: Sequence[Sequence[Value]], scale: float) -> bool:
    """Whether it may hold at all: asked before any equation is made, of thousands of formulas."""
    sums = [sum(value.amount for value in part) for part in parts]
    if len(sums) > 1 and not sums[1]:
        return False
    computed = sums[0] * scale / (sums[1] if len(sums) > 1 else 1.0)
    loose = own.last_digit + max(value.half for value in parts[0])
    return abs(computed - own.amount) <= loose + NEAR * abs(own.amount)


NEAR = 0.02


def _equation(study: Study, own: Value, parts: Sequence[Sequence[Value]], scale: Fraction, words: str) -> Equation:
    number = study.pack.cell(own.place).number
    step = Fraction(number.scale, 10**number.decimals) if number is not None else Fraction(1)
    terms = [tuple(study.term(value.place) for value in part) for part in parts]
    return Equation(
        ROLLING_MEANS,
        Term(own.place, Interval.printed(Fraction(study.value(own.place)), step)),
        terms[0],
        words,
        terms[1] if len(terms) > 1 else (),
        scale,
        weight=0.88,
    )


def _spread(bases: Sequence[Line], line: Line) -> float:
    """Within what the figures might lie were they not of these: the spread of those averaged, of its own else."""
    return bases[0].spread if len(bases) == 1 else line.spread


def _telling(equation: Equation, spread: float) -> float:
    """How unlikely it is by chance that this holds, as a power of ten; an exact count is one of those there may be."""
    computed = equation.computed()
    if not equation.holds or computed is None:
        return 0.0
    wide = float(computed.width + equation.result.interval.width) or ONE
    return max(0.0, math.log10(spread / wide)) if spread else 0.0


ONE = 1.0


def _of_key(
    study: Study, table: PackTable, grid: Grid, what: tuple[int, bool], back: LookingBack
) -> Iterator[TakenFor]:
    """One rolling figure for every line, at the end of it: that of the last times of the line."""
    key, averaged = what
    kind, keys = times_in_order(table, grid)
    if kind is None or key in keys:
        return
    for count in back.counts(kind, min(LONGEST, len(keys))):
        for scale in back.scales(count):
            equations, told = [], 0.0
            for line in grid.lines:
                known = [line.values[each] for each in keys if each in line.values]
                window = [line.values[each] for each in keys[-count:] if each in line.values]
                if line.is_averaged is not averaged or key not in line.values or len(window) < count:
                    continue
                words = f"{line.label}: {grid.labels[key]} is of the last {count}."
                equation = _equation(study, line.values[key], [window], scale, words)
                amounts = [value.amount for value in known]
                equations.append(equation)
                told += _telling(equation, max(amounts) - min(amounts))
            if equations:
                yield TakenFor(tuple(equations), told)


def _of_series(study: Study, rolling: Series, back: LookingBack) -> Iterator[TakenFor]:
    """A series of rolling means, of the series of the same subject in another table."""
    kind = rolling.times[0].kind
    subject = rolling.subject - _LOOKING_BACK
    for base in study.series:
        if base.table == rolling.table or base.table in study.copies or base.measure in _AVERAGED:
            continue
        if looks_back(base.label) is not None or likeness(subject, base.subject) < ALIKE:
            continue
        amounts = [float(study.value(place)) for place in base.places.values()]
        for count in back.counts(kind, LONGEST):
            equations, told = [], 0.0
            for time, place in rolling.places.items():
                parts = [base.places.get(Time(kind, time.index - step)) for step in range(count - 1, -1, -1)]
                known = [value_at(study, part) for part in parts if part is not None]
                own = value_at(study, place)
                values = [value for value in known if value is not None]
                if own is None or len(values) < count:
                    continue
                words = f"{rolling.label} is of the last {count}: {base.label}."
                equation = _equation(study, own, [values], Fraction(1, count), words)
                equations.append(equation)
                told += _telling(equation, max(amounts) - min(amounts))
            yield TakenFor(tuple(equations), told)


ALIKE = 0.5
_AVERAGED = {Measure.PERCENT, Measure.RATE, Measure.AVERAGE}
_LOOKING_BACK = subject_of(
    "rolling moving mean average of the last latest previous three six 12 month quarter year week"
)

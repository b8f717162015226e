"""Quotients: percentages, rates and averages of two lines, of a line over its total, over a number printed nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.reading.split_pairs import OUT_OF
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.named_quotients import names_quotient
from crossfoot.audit.relations.quotients_of_several import quotients_of_several
from crossfoot.audit.relations.search import (
    Candidates,
    are_timed,
    find_pairs,
    fits_somewhere,
    lines_of_share,
    nearness,
    sample_of,
)

NAMED_BOTH = 1.6
"""What the label says of a quotient whose numerator and denominator it both names."""
_NOT_BASES = {Role.TARGET, Role.BENCHMARK}
FEWEST_SHARES = 3
LEAST_SHARED = 3
"""So many keys must agree on a number that is printed nowhere."""
RATE_OF_IT = 2.5
"""What the label of a rate says that has that of the number it is of."""
OWN_NAME = 0.7
"""What a label says that is that of another line and a per cent sign."""
TOLD = 1.0
"""What it says of a rate that words tell the number that it stands on."""
UNPRINTED = 2.0
"""A number that is printed nowhere costs what one key says."""


def quotients(grid: Grid, target: Line, pool: Sequence[Line]) -> Iterator[Candidates]:
    """`a / b`, `a / (a + b)`, `a / (b - c)` and `(a - b) / b`, times 100 or what the label says."""
    scales = hints.scales_of(target)
    counts = [
        line
        for line in pool
        if line.measure not in {Measure.PERCENT, Measure.RATE}
        and (line.role not in _NOT_BASES or _is_named_base(target, line, pool))
    ]
    if not scales or (grid.by_row and not grid.over_time and _mixes_units(target)):
        return
    asked = 0.7 * hints.asks_quotient(target)
    changes = hints.asks_difference(target)
    for scale in scales:
        formulas = [
            Formula(target, (Part(first),), (Part(other),), by, prior=asked + _fits(grid, target, first, other))
            for by in _in_units(target, counts, scale)
            for first, other in find_pairs(target, counts, _divisor(by), divided=True)
            if (not are_timed(first, other) or grid.by_row)
            and _may_divide(target, first, other)
            and (by == _in_unit(target, first, other, scale) or (by == THOUSANDS and _may_be_thousands(target, first)))
        ]
        formulas += _of_what_is_in_brackets(grid, target, counts, scale, asked)
        yield Candidates(tuple(formulas), 2 * len(counts))
        if grid.scales and scale == scales[0]:
            yield _by_unit(grid, target, counts, asked)
        if scale in {1, 100} and target.is_averaged:
            counted = [line for line in counts if not line.is_averaged]
            yield from quotients_of_several(grid, target, counted, scale, asked)
    if 100 in scales and _OF_TARGET.search(target.own_label):
        yield _of_a_target(grid, target, pool, asked)
    if 100 in scales and target.measure is Measure.PERCENT:
        bases = [line for line in pool if line.role not in _NOT_BASES and not hints.asks_difference(line)]
        bases = bases if changes else counts
        pairs = find_pairs(
            target, bases, lambda own, first: first / (1 + own / 100) if own != -100 else None, divided=True
        )
        formulas = [
            Formula(
                target,
                (Part(first), Part(other, -1)),
                (Part(other),),
                Fraction(100),
                prior=(1.5 if changes else -0.5) + nearness(grid, target, first, other),
            )
            for first, other in pairs
        ]
        yield Candidates(tuple(formulas), 2 * len(counts))
        if _GAP.search(target.own_label):
            yield _gaps(grid, target, bases)


_GAP = re.compile(r"\bgap\b|\b(lower|less|shortfall) by\b", re.IGNORECASE)


def _gaps(grid: Grid, target: Line, bases: Sequence[Line]) -> Candidates:
    """How far one stays below another, as a part of the larger: a pay gap."""
    pairs = find_pairs(target, bases, lambda own, first: first * (1 - own / 100), divided=True)
    formulas = [
        Formula(
            target,
            (Part(first), Part(other, -1)),
            (Part(first),),
            Fraction(100),
            prior=1.5 + nearness(grid, target, first, other),
        )
        for first, other in pairs
    ]
    return Candidates(tuple(formulas), 2 * len(bases))


def _is_named_base(target: Line, line: Line, pool: Sequence[Line]) -> bool:
    """Whether a column of targets is what a percentage is of: of `% of target`, of `% delivered` beside `Delivered`."""
    if line.role is not Role.TARGET:
        return False
    name = _PERCENT_FIRST.sub("", target.own_label).strip().casefold()
    own = name != target.own_label.strip().casefold() and any(each.own_label.casefold() == name for each in pool)
    return own or _OF_TARGET.search(target.own_label) is not None


_PERCENT_FIRST = re.compile(r"^(?:%|per ?cent|percentage)(?: of)?(?: the)? ", re.IGNORECASE)


_OF_TARGET = re.compile(r"(%|per ?cent(age)?|share|proportion) of (the )?(target|plan|goal|budget)", re.IGNORECASE)


def _of_a_target(grid: Grid, target: Line, pool: Sequence[Line], asked: float) -> Candidates:
    """What was reached over what was wanted, both percentages or rates: 84.9% of a target of 90% is 94.3% of it."""
    rated = {Measure.PERCENT, Measure.RATE}
    formulas = [
        Formula(
            target,
            (Part(line),),
            (Part(wanted, exact=True),),
            Fraction(100),
            prior=asked + NAMED_BOTH + nearness(grid, target, line, wanted),
        )
        for wanted in pool
        if wanted.role is Role.TARGET and wanted.measure in rated
        for line in pool
        if line is not wanted and line.role is not Role.TARGET and line.measure is wanted.measure
    ]
    return Candidates(tuple(each for each in formulas if fits_somewhere(each, sample_of(target))), len(formulas))


def _of_what_is_in_brackets(
    grid: Grid, target: Line, counts: Sequence[Line], scale: int, asked: float
) -> Iterator[Formula]:
    """Costs and losses in brackets, over what they are told as a part of without a sign: `(30)` of `866` is 3.5%."""
    if any(value.amount < 0 for value in target.values.values()):
        return
    below = [line for line in counts if all(value.amount <= 0 for value in line.values.values())]
    for by in _in_units(target, counts, scale) if below else ():
        divisor = _divisor(-by)
        for first, other in find_pairs(target, counts, divisor, divided=True):
            if first in below and by == _in_unit(target, first, other, scale) and _may_divide(target, first, other):
                prior = asked + _fits(grid, target, first, other)
                yield Formula(target, (Part(first, -1),), (Part(other),), by, prior=prior)


def _divisor(scale: Fraction) -> Callable[[float, float], float | None]:
    """What the denominator must be, by the quotient and the numerator."""
    by = float(scale)
    return lambda own, first: by * first / own if own else None


def _in_unit(target: Line, above: Line, below: Line, scale: int) -> Fraction:
    """What to multiply by where numerator, denominator and quotient are not all counted in ones."""
    if above.measure is Measure.MONEY and below.measure is Measure.MONEY:
        return Fraction(scale)
    return Fraction(scale * hints.unit_of(above), hints.unit_of(below) * hints.unit_of(target))


def _in_units(target: Line, counts: Sequence[Line], scale: int) -> set[Fraction]:
    units = {hints.unit_of(line) for line in counts}
    own = hints.unit_of(target)
    found = {Fraction(scale * above, below * own) for above in units for below in units} | {Fraction(scale)}
    return found | {THOUSANDS} if scale == 1 and "£" in target.label else found


def _may_be_thousands(target: Line, above: Line) -> bool:
    """Whether a price in pounds may be of money that its caption says is in thousands: its own label has no unit."""
    return "£" in target.own_label and "£" not in above.label and above.measure is not Measure.COUNT


THOUSANDS = Fraction(1000)


def _mixes_units(line: Line) -> bool:
    """Whether a row has a score in one column and a percentage in the next: no two rows divide to it in both."""
    return len({value.measure for value in line.values.values()} - {Measure.UNKNOWN}) > 1


def _may_divide(target: Line, above: Line, below: Line) -> bool:
    """An average is divided, or divides, only where the label says so: `days lost per FTE`, an average of the year."""
    if not (above.is_averaged or below.is_averaged) or names_quotient(target, above, below) >= NAMED_BOTH:
        return True
    # What a price fell by, over the old price.
    priced = target.measure is Measure.PERCENT and hints.asks_difference(above) and hints.is_base(below)
    return priced and above.is_averaged and below.is_averaged


def _by_unit(grid: Grid, target: Line, counts: Sequence[Line], asked: float) -> Candidates:
    """A rate per what each row says: per 1,000 in one, per 100,000 in the next."""
    formulas = [
        Formula(
            target,
            (Part(first),),
            (Part(other),),
            scales=tuple(grid.scales.items()),
            prior=asked + 0.5 + _fits(grid, target, first, other),
        )
        for first in counts
        for other in counts
        if first is not other
    ]
    return Candidates(tuple(formulas), len(counts))


def _fits(grid: Grid, target: Line, above: Line, below: Line) -> float:
    """What the labels say of this numerator and denominator."""
    return names_quotient(target, above, below) + 0.5 * nearness(grid, target, above, below)


def shares_of_total(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """Another line over its own total, as a percentage."""
    if (
        len(grid.keys) < FEWEST_SHARES
        or target.measure is not Measure.PERCENT
        or (grid.by_row and hints.may_be_whole(target))
        or any(label.endswith(f" {OUT_OF}") for label in grid.labels.values())
    ):
        # Of `46 of 58` the second number is no total of the first ones.
        return Candidates((), 1)
    ends = {
        *grid.totals,
        grid.keys[0],
        grid.keys[-1],
        *(key for key, own in target.values.items() if own.amount == 100),
    }
    formulas = []
    sample = sample_of(target)
    own = lines_of_share(target, pool)
    for line in own or pool:
        if line.is_averaged:
            continue
        for key in ends:
            whole = line.values.get(key)
            if whole is not None and whole.amount:
                share = target.values.get(key)
                full = share is not None and share.amount == 100
                prior = 0.7 * hints.asks_quotient(target) + (0.7 if full else 0.3 if key in grid.totals else 0.0)
                prior += 0.5 * nearness(grid, target, line) + OWN_NAME * bool(own)
                formula = Formula(target, (Part(line),), (Part(line, at=key),), Fraction(100), prior=prior)
                if fits_somewhere(formula, sample):
                    formulas.append(formula)
    return Candidates(tuple(formulas), max(2, len(pool) // 2))


def times_the_total(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """Another line over what it has for all together: `Times the county rate`, an index with England at 100."""
    times, index = _TIMES.search(target.own_label), _INDEX.search(target.own_label)
    if times is None and index is None:
        return Candidates((), 1)
    ends = {*grid.totals, *(key for key, own in target.values.items() if own.amount == (1 if times else 100))}
    scale = Fraction(1 if times else 100)
    formulas = [
        Formula(target, (Part(line),), (Part(line, at=key),), scale, prior=1.0 + nearness(grid, target, line))
        for line in pool
        for key in ends
        if line.values.get(key) is not None and line.values[key].amount
    ]
    return Candidates(
        tuple(each for each in formulas if fits_somewhere(each, sample_of(target))), max(2, len(pool) // 2)
    )


_TIMES = re.compile(r"\btimes (the|that|our|all|county|as)|\bmultiple of\b|\bdisproportion|\brelative\b", re.IGNORECASE)
_INDEX = re.compile(r"\bindex\b|= ?100\b", re.IGNORECASE)


def over_a_constant(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """Another line over a number that is the same at every key and stands in no line: a population."""
    if not target.is_averaged or target.measure is Measure.AVERAGE or grid.scales:
        return Candidates((), 1)
    formulas = []
    for line in lines_of_share(target, pool) or pool:
        if line.is_averaged or line.role in {Role.TARGET, Role.BENCHMARK} or (grid.by_row and line.role is Role.TIME):
            continue
        for scale in hints.scales_of(target)[:1]:
            constant = shared_divisor(target, line, scale)
            if constant is not None:
                named = 0.5 * (hints.words_in_common(target, line) >= 0.5 or not target.subject)
                if target.measure is Measure.RATE and line.subject and line.subject <= target.subject:
                    named = RATE_OF_IT
                told = any(constant.low <= base <= constant.high for base in grid.bases)
                known = TOLD * (target.measure is Measure.RATE) if told else -UNPRINTED
                prior = named + nearness(grid, target, line) + known
                formulas.append(Formula(target, (Part(line),), scale=Fraction(scale), constant=constant, prior=prior))
            else:
                formulas += _over_told(grid, target, line, scale)
    return Candidates(tuple(formulas), max(2, len(formulas)))


def _over_told(grid: Grid, target: Line, line: Line, scale: int) -> Iterator[Formula]:
    """Over a number that words beside the table tell: a budget for the year, those who were asked."""
    named = 0.5 * (hints.words_in_common(target, line) >= 0.5 or not target.subject)
    for base in grid.bases:
        formula = Formula(
            target,
            (Part(line),),
            scale=Fraction(scale),
            constant=Interval.exactly(base),
            prior=0.7 * hints.asks_quotient(target)
            + named
            + nearness(grid, target, line)
            - 0.5
            + TOLD * (target.measure is Measure.RATE),
        )
        if fits_somewhere(formula, sample_of(target)):
            yield formula


def shared_divisor(target: Line, line: Line, scale: int) -> Interval | None:
    """What the divisor must be for most keys to hold; None where fewer than three agree."""
    ends: list[tuple[float, int, int]] = []
    for key, own in target.values.items():
        above = line.values.get(key)
        if above is None or own.amount - own.half <= 0 or above.amount <= 0:
            continue
        low = (above.amount - above.half) * scale / (own.amount + own.half)
        high = (above.amount + above.half) * scale / (own.amount - own.half)
        ends += [(low, 0, 1), (high, 1, -1)]
    depth = best = 0
    found: tuple[float, float] | None = None
    ends.sort()
    for place, (value, _, step) in enumerate(ends):
        depth += step
        if depth > best:
            best, found = depth, (value, ends[place + 1][0])
    if best < LEAST_SHARED or found is None or best * 2 < len(target.values):
        return None
    return Interval(Fraction(found[0]), Fraction(max(found)))

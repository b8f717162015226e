"""Find the lines that may stand in a formula of another: pairs by what they must be, at a few keys.

The second of two numbers follows from the target and the first, and is looked up. Only what fits at one of these keys
is weighed at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crossfoot.audit.reading.pack import Role
from crossfoot.audit.reading.times import read_time
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula
from crossfoot.audit.relations.line import Grid, Line

SAMPLE = 4
"""Keys at which pairs are looked up."""
WINDOW = 9
"""Lines further from the target than that are not paired with it unless they are named in its label."""
Pair = tuple[Line, Line]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Formulas of one form, and how many of that form there were to choose from."""

    formulas: tuple[Formula, ...]
    tried: int


def pool_of(grid: Grid, target: Line) -> list[Line]:
    """Lines that may stand in a formula of the target: those near it, and those whose words it has."""
    position = grid.position(target)
    near = []
    for place, line in enumerate(grid.lines):
        if line is target or len(line.values.keys() & target.values.keys()) < 2:
            continue
        of_all = hints.is_total(line) or hints.names_all(line.own_label)
        if abs(place - position) <= WINDOW or of_all or hints.words_in_common(target, line) == 1:
            near.append(line)
    return near


def sample_of(target: Line) -> list[int]:
    """Keys at which the target says most."""
    return target.telling_keys[:SAMPLE]


def find_pairs(
    target: Line,
    pool: Sequence[Line],
    other_of: Callable[[float, float], float | None],
    *,
    least: int = 1,
    divided: bool = False,
) -> list[Pair]:
    """Pairs of which the second is what it must be, by the target and the first, at so many of a few keys.

    What was divided was rounded to its last digit, whole pounds too.
    """
    found: Counter[tuple[int, int]] = Counter()
    sample = sample_of(target)
    for key in sample:
        own = target.values[key]
        known = sorted(
            ((line.values[key].amount, place) for place, line in enumerate(pool) if key in line.values),
            key=lambda each: each[0],
        )
        amounts = [amount for amount, _ in known]
        loosest = max((line.values[key].half for line in pool if key in line.values), default=0.0) + 1e-9
        own_half = max(own.half, own.last_digit) if divided else own.half
        for first_amount, first in known:
            wanted = other_of(own.amount, first_amount)
            low, high = other_of(own.amount - own_half, first_amount), other_of(own.amount + own_half, first_amount)
            if wanted is None or low is None or high is None:
                continue
            half = pool[first].values[key].half
            slack = abs(high - low) / 2 + half * (1 + max(1.0, abs(wanted / first_amount) if first_amount else 1.0))
            slack += loosest
            for _, other in known[bisect_left(amounts, wanted - slack) : bisect_right(amounts, wanted + slack)]:
                if other != first:
                    found[first, other] += 1
    needed = least if len(sample) == SAMPLE else 1
    return [(pool[first], pool[other]) for (first, other), count in found.items() if count >= needed]


def _hits(formula: Formula, key: int, amount: float, half: float) -> bool:
    own = formula.target.values[key]
    own_half = max(own.half, own.last_digit) if formula.is_quotient else own.half
    return abs(own.amount - amount) <= own_half + half + 1e-9


def fits_somewhere(formula: Formula, sample: Sequence[int]) -> bool:
    """Whether it holds at any of these keys."""
    for key in sample:
        worked = formula.work_out(key, None)
        if worked is not None and _hits(formula, key, worked.amount, worked.half):
            return True
    return False


def are_timed(first: Line, other: Line) -> bool:
    """Whether both are times, and not the same one under two headings: `Settings | 2025`, `Places | 2025`."""
    timed = first.role is Role.TIME and other.role is Role.TIME
    return timed and (first.own_label != other.own_label or first.label == other.label)


def is_earlier(grid: Grid, first: Line, other: Line) -> bool:
    """Whether the time of the first is before that of the other: as they say, else as they stand."""
    times = [read_time(line.own_label) for line in (first, other)]
    one, two = times
    if one is not None and two is not None and one.kind is two.kind and one.index != two.index:
        return one.index < two.index
    return grid.position(first) < grid.position(other)


def nearness(grid: Grid, target: Line, *others: Line) -> float:
    """What speaks for a formula of these by where they stand: mostly it is of what stands side by side."""
    places = [grid.position(line) for line in (target, *others)]
    spread = max(places) - min(places) - len(others)
    return 0.5 if spread == 0 else 0.2 if spread <= 2 else -0.1 * min(spread, 8)


def lines_of_share(line: Line, pool: Sequence[Line]) -> list[Line]:
    """The lines whose label this one has, and a per cent sign: `Q2` of `Q2 %`."""
    name = _SIGN_OF_SHARE.sub("", line.label).strip(" ,()|").casefold()
    if not name or name == line.label.strip().casefold():
        return []
    return [each for each in pool if each.label.strip().casefold() == name]


_SIGN_OF_SHARE = re.compile(r"\W*(?:%|per ?cent(?:age)?|share)\W*$", re.IGNORECASE)

"""What a rule told in words gives a value: the states whose conditions it meets, either way that may be good."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.marks.conditions import MISSES, Base, Condition
from crossfoot.audit.marks.legends import Legend
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.polarities import HIGH


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with the target and tolerance beside it, the ways that may be good, and what a margin is of."""

    value: Fraction
    target: Fraction | None
    tolerance: Fraction | None
    sides: tuple[str, ...]
    margin_base: Base


def is_beyond(condition: Condition, measured: Measured) -> bool:
    """Whether a value is further from a state than a gap between two bands is wide, so that it cannot be that state."""
    amounts = _amounts(condition, measured)
    if not amounts or condition.base is Base.REST:
        return False
    return not any(
        (condition.low is None or amount >= condition.low - 1)
        and (condition.high is None or amount <= condition.high + 1)
        for amount in amounts
    )


def with_exception(legend: Legend, label: str) -> dict[str, Condition]:
    """The rule for a measure: with another margin where the words make an exception of it."""
    own = set(words_of(label))
    for words, margin in legend.exceptions:
        shared = own & words
        if len(shared) >= 2 and len(shared) * 5 >= len(own) * 3:
            return _widened(legend.states, margin)
    return legend.states


def _widened(states: dict[str, Condition], margin: Fraction) -> dict[str, Condition]:
    ends = [each.high for each in states.values() if each.base in MISSES and each.high]
    if not ends:
        return states
    old = min(ends)
    return {
        name: Condition(
            each.base,
            margin if each.low == old else each.low,
            margin if each.high == old else each.high,
            each.low_open,
            each.high_open,
            each.within,
        )
        for name, each in states.items()
    }


def states_of(legend: Legend, measured: Measured) -> set[str]:
    """The states that a rule gives a value."""
    return states_met(legend.states, measured)


def states_met(states: dict[str, Condition], measured: Measured) -> set[str]:
    """The states whose conditions a value meets."""
    held = {
        name
        for name, each in states.items()
        if each.base is not Base.REST and any(map(each.holds, _amounts(each, measured)))
    }
    return held or {name for name, each in states.items() if each.base is Base.REST}


def _amounts(condition: Condition, measured: Measured) -> list[Fraction]:
    """What the condition measures, for each way that may be good; nothing where it cannot be worked out."""
    base = measured.margin_base if condition.base is Base.MISS else condition.base
    value, target = measured.value, measured.target
    if base is Base.VALUE or (base is Base.RATIO and target is None):
        return [value]
    if target is None:
        return []
    if base is Base.RATIO:
        ends = [(value, target) if side == HIGH else (target, value) for side in measured.sides]
        return [part / whole * 100 for part, whole in ends if whole]
    worse = [target - value if side == HIGH else value - target for side in measured.sides]
    unit = {Base.SHARE: abs(target) / 100, Base.TOLERANCE: measured.tolerance or Fraction(0)}.get(base, Fraction(1))
    return [each / unit for each in worse] if unit else [each for each in worse if each <= 0]

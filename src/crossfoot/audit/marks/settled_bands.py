"""Conditions of several marks made whole: those that speak of each other, bands within bands, points within bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.marks.conditions import MISSES, Base, Condition


def settled(clauses: dict[str, tuple[Condition, ...]], *, lateness: bool) -> dict[str, tuple[Condition, ...]] | None:
    """Conditions that speak of each other made whole; None where they overlap or measure different things."""
    first = {label: held[0] for label, held in clauses.items()}
    bases = {each.base for each in first.values()} - {Base.REST, Base.WORSE}
    whole = [name for name, each in first.items() if each.base in MISSES]
    if Base.RATIO in bases and all(first[name].low is None and first[name].high == 0 for name in whole):
        # `Met in full; half or more of it`: all of it is a hundred per cent of it.
        first |= dict.fromkeys(whole, Condition(Base.RATIO, Fraction(100), None))
        bases = {each.base for each in first.values()} - {Base.REST, Base.WORSE}
    if Base.VALUE in bases and bases & MISSES:
        if not lateness or any(each.base in MISSES and each.high != 0 for each in first.values()):
            return None
        first = {name: replace(each, base=Base.VALUE) if each.base in MISSES else each for name, each in first.items()}
    elif Base.VALUE in bases and Base.RATIO in bases:
        # `95% or more of the plan, 75% or more`: of the plan as well.
        first = {
            name: replace(each, base=Base.RATIO) if each.base is Base.VALUE else each for name, each in first.items()
        }
    if not bases:
        return None
    measured = {name: each for name, each in first.items() if each.base not in {Base.REST, Base.WORSE}}
    measured = _apart(measured, rest=any(each.base is Base.REST for each in first.values()))
    if _overlap(list(measured.values())) or any(map(_is_empty, measured.values())):
        return None
    ends = [each.high for each in measured.values() if each.high is not None]
    settled: dict[str, tuple[Condition, ...]] = {}
    for label, held in clauses.items():
        own = measured.get(label, first[label])
        if own.base is Base.WORSE:
            # `Below that` is what is left of bands of values.
            own = Condition(Base.REST) if not ends or Base.VALUE in bases else replace(
                next(each for each in measured.values() if each.high == max(ends)),
                low=max(ends), high=None, low_open=True, high_open=False,
            )  # fmt: skip
        others = tuple(
            replace(each, low=own.low, low_open=own.low_open) if each.base in MISSES and own.low is not None else each
            for each in held[1:]
        )
        settled[label] = (own, *others)
    return settled


def _apart(states: dict[str, Condition], *, rest: bool) -> dict[str, Condition]:
    """Of bands within one another the wider begins or ends where the narrower does: `10% or more`, `5% or more`.

    Where a mark is for all the others, one for less than five points short is not for those that reach the target.
    """
    found = dict(states)
    for name, each in states.items():
        if each.base in MISSES and each.within and (each.low is None):
            found[name] = replace(each, within=False)
        if each.base in MISSES and each.low == 0 and each.low_open and each.high is not None and not rest:
            found[name] = replace(each, low=None, low_open=False)
    _leave_points(found)
    downs = sorted(
        (n for n in found if found[n].low is None and found[n].high is not None), key=lambda n: found[n].high or 0
    )
    for one, two in pairwise(downs):
        found[two] = replace(found[two], low=found[one].high, low_open=not found[one].high_open)
    ups = sorted(
        (n for n in found if found[n].high is None and found[n].low is not None), key=lambda n: found[n].low or 0
    )
    for one, two in pairwise(ups):
        found[one] = replace(found[one], high=found[two].low, high_open=not found[two].low_open)
    if (
        downs
        and ups
        and (top := found[downs[-1]].high) is not None
        and (low := found[ups[0]].low) is not None
        and low < top
    ):
        # `Below target`, beside `up to 5 points below`: what is further off.
        found[ups[0]] = replace(found[ups[0]], low=top, low_open=not found[downs[-1]].high_open)
    return found


def _leave_points(states: dict[str, Condition]) -> None:
    """`Complete at 100%; on track at 75% or more`: at less than 100%, that is."""
    for point in [each.low for each in states.values() if each.low is not None and each.low == each.high]:
        for name, each in states.items():
            if each.high is None and each.low is not None and each.low < point:
                states[name] = replace(each, high=point, high_open=True)
            elif each.low is None and each.high is not None and each.high > point:
                states[name] = replace(each, low=point, low_open=True)


def _is_empty(band: Condition) -> bool:
    """Whether two marks ask the same, so that nothing is left for one of them."""
    return band.low is not None and band.low == band.high and (band.low_open or band.high_open)


def _overlap(bands: Sequence[Condition]) -> bool:
    far = Fraction(10**12)
    ends = sorted((-far if each.low is None else each.low, far if each.high is None else each.high) for each in bands)
    return any(first[1] > second[0] or first[0] > first[1] for first, second in pairwise(ends))

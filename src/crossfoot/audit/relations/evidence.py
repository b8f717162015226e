"""How far the numbers prove a formula: what each key says for it or against it, as powers of ten.

A formula that holds at a key by chance does so once in as many times as there are values that the target could have
had there: once in ten among small whole numbers, once in a thousand among six-figure sums printed exactly. One that is
meant to hold fails at one key in ten or so. What holds speaks for it, what fails against it; a failure that two
switched digits or a lost sign explain speaks for it too. Against all of it stands the number of formulas tried.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.relations.formula import Formula, Where, Worked
from crossfoot.audit.relations.hints import is_closing, is_total, says_net
from crossfoot.audit.relations.line import AVERAGED, Value

MOST_PER_KEY = 3.0
FAILURE = 1.0
SLIP = 1.0
NEAR_FAILURE = 0.3
NEAR = 0.1
"""A sum of three or more that comes within this part of what is printed is meant, or it would be further off."""
LEAST_DIGITS_OF_SLIP = 2
NAMED = 1.4
"""What labels must say of a sum for a slip in one of its parts to speak for it."""
LEAST_DIGITS_OF_SLIPPED_PART = 2
FEWEST_IN_LONG_RUN = 4
LEAST_DIGITS_OF_NEAR = 4
AS_CLOSE = 2.5
"""A number of so many digits that is out by less than this power of ten of it is out by a slip."""
COPIED = 0.3
"""What it says where the failing figure is that of the key before, at which it holds."""
LOOSE = 0.02
LOOSEST = 10
"""What is worked out so many times more loosely than the number printed would fit any number."""
FEWEST_TURNED = 2
"""So many falls printed as rises, and no sign anywhere: then a column tells how large its changes are."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A formula with the keys at which it holds and fails, and what they say together with its prior."""

    formula: Formula
    held: tuple[int, ...]
    failed: tuple[int, ...]
    slips: int
    """So many of the failures are slips of the pen."""
    said: float
    """What the keys say at which it holds."""
    told: float
    """That, what speaks against it, and what its labels say."""
    carried: tuple[int, ...] = ()
    """Keys after a failure of a running figure that would hold but for it."""
    fine: bool = False
    """Whether counts of tens and hundreds were taken for what they say."""

    @property
    def rate(self) -> float:
        """In what part of the keys it holds."""
        return len(self.held) / (len(self.held) + len(self.failed)) if self.held else 0.0


def weigh_evidence(  # noqa: C901, PLR0912, PLR0915 - asked of every formula at every key: as methods it took a fifth longer
    formula: Formula, keys: Sequence[int], *, most_failures: int, fine: bool = False, unsigned: bool = True
) -> Evidence | None:
    """Try a formula at every key, in order; None as soon as it fails more often than that.

    `fine` takes counts of tens and hundreds for what they say: where a formula holds so, they were not rounded.
    `unsigned` allows changes that are all printed without a sign.
    """
    held: list[int] = []
    failed: list[_Failure] = []
    turned: list[int] = []
    carried: list[int] = []
    turned_say = said = 0.0
    other_way = 0
    seen: set[tuple[float, ...]] = set()
    values, quotient, product = formula.target.values, formula.is_quotient, formula.product
    for place, key in enumerate(keys):
        own = values.get(key)
        if own is None:
            continue
        before = keys[place - 1] if place else None
        worked = formula.work_out(key, before, fine=fine)
        if worked is None:
            continue
        half = own.fine if fine else own.half
        if quotient:
            half = max(half, own.last_digit)
        slack = (half + worked.half) * 1.0001 + 1e-9
        if abs(own.amount - worked.amount) <= slack:
            # Rounding can explain any difference; what holds only just is decided exactly by the equation.
            if not worked.telling or worked.half > LOOSEST * max(abs(own.amount), own.half, own.last_digit):
                continue
            held.append(key)
            signature = _shape(formula, key, own) or (own.amount, worked.size)
            if signature not in seen:
                said += _says(formula, own, half, worked, first=not seen)
            seen.add(signature)
        elif product and fine and _is_blurred(formula, key, own):
            # The price in this row, as that of a total, was itself worked out and rounded.
            continue
        elif abs(own.amount + worked.amount) <= slack and unsigned and formula.may_be_unsigned:
            turned.append(key)
            turned_say += _says(formula, own, half, worked, first=not seen)
        elif failed and failed[-1].key == before and not carried and _is_carried(formula, failed[-1], own, worked):
            carried.append(key)
            said += _says(formula, own, half, worked, first=not seen)
        elif not _is_average(formula, key, own, worked):
            # What its failures say is asked only of a formula that does not fail too often: most do.
            failure = _Failure(key, own, half, worked, before if before in held else None)
            other_way += _is_other_way(formula, failure)
            failed.append(failure)
            if len(failed) - other_way > most_failures:
                return None
    if FEWEST_OTHER_WAY <= other_way <= sum(values[key].amount != 0 for key in held):
        failed = [each for each in failed if not _is_other_way(formula, each)]
    if len(failed) > most_failures:
        return None
    slips, against = _what_they_say(formula, failed)
    told = formula.prior + against
    failing = [each.key for each in failed]
    if len(turned) >= FEWEST_TURNED:
        formula, held = replace(formula, unsigned=True), sorted([*held, *turned], key=list(keys).index)
        said += turned_say
    elif turned:
        failing, slips, told = sorted([*failing, *turned], key=list(keys).index), slips + 1, told + SLIP
        if len(failing) > most_failures:
            return None
    return Evidence(formula, tuple(held), tuple(failing), slips, said, told + said, tuple(carried), fine)


def _is_carried(formula: Formula, failure: _Failure, own: Value, worked: Worked) -> bool:
    """Whether a running figure is out by as much, the other way: the one before it was wrong, and this one is right."""
    if not any(part.where is Where.BEFORE and part.line is formula.target for part in formula.parts):
        return False
    out = own.amount - worked.amount + failure.own.amount - failure.worked.amount
    return abs(out) <= failure.half + own.half + worked.half + failure.worked.half + 1e-9


def _shape(formula: Formula, key: int, own: Value) -> tuple[float, ...] | None:
    """Its parts as so many times the whole, where no label speaks for it: figures that are proportional say it once."""
    if formula.prior >= NAMED or formula.is_quotient or formula.product or not own.amount:
        return None
    values = [part.line.values.get(key) for part in formula.parts]
    return tuple(round(value.amount / own.amount, 3) for value in values if value is not None)


def _what_they_say(formula: Formula, failed: Sequence[_Failure]) -> tuple[int, float]:
    """How many failures are slips of the pen, and what all of them say together."""
    slips, told = 0, 0.0
    for each in failed:
        slip = (
            is_slip(each.own, each.half, each.worked)
            or _has_lost_sign(formula, each)
            or _has_slipped_part(formula, each.key, each.own, each.worked)
            or _has_turned_part(formula, each)
        )
        slips += slip
        told += SLIP if slip else _says_failure(formula, each.own, each.worked, each.last)
    return slips, told


class _Failure(NamedTuple):
    """A key at which a formula fails: what is printed, half of its last digit, what it gives, and the key before."""

    key: int
    own: Value
    half: float
    worked: Worked
    last: int | None
    """The key before, where it holds there."""


FEWEST_OTHER_WAY = 3
"""So many differences the other way round: of income less is worse, of spending more is."""


def _is_other_way(formula: Formula, failure: _Failure) -> bool:
    """Whether a difference of two is printed the other way round there: `Better / (worse)` of an income."""
    if len(formula.parts) != 2 or formula.is_quotient or formula.product:
        return False
    return is_turned_round(failure.own, failure.worked, failure.half)


def is_turned_round(own: Value, worked: Worked, half: float) -> bool:
    """Whether what is printed is what is worked out with the other sign."""
    return own.amount != 0 and abs(own.amount + worked.amount) <= half + worked.half + 1e-9


def _says_failure(formula: Formula, own: Value, worked: Worked, last: int | None) -> float:
    """What a failure says that no switched digits explain: it speaks for the formula where it is all but right.

    `last` is the key before, where it holds there.
    """
    apart = abs(own.amount - worked.amount) / max(abs(worked.amount), abs(own.amount), 1e-9)
    if not formula.is_quotient and not formula.product and apart and own.digits >= LEAST_DIGITS_OF_NEAR:
        close = min(SLIP, -math.log10(apart) - AS_CLOSE)
        if close > 0:
            return close
    above = formula.target.values.get(last) if last is not None else None
    varies = (
        formula.constant is None
        and formula.target.spread > 0
        and own.digits >= LEAST_DIGITS_OF_SLIP
        and not formula.product
    )
    if above is not None and own.amount == above.amount and varies:
        return COPIED
    return -NEAR_FAILURE if _is_near(formula, own, worked) else -FAILURE


def _has_lost_sign(formula: Formula, failure: _Failure) -> bool:
    """Whether a change that its label speaks for, and that is printed with a sign, has the other one."""
    own, worked = failure.own, failure.worked
    signed = own.signed or own.amount < 0
    apart = abs(own.amount + worked.amount)
    return signed and own.amount != 0 and formula.prior >= NAMED and apart <= failure.half + worked.half + 1e-9


def _has_slipped_part(formula: Formula, key: int, own: Value, worked: Worked) -> bool:
    """Whether two digits switched in one part of a sum explain by how much it is out."""
    if formula.is_quotient or formula.product or formula.target.is_averaged:
        return False
    least = LEAST_DIGITS_OF_SLIPPED_PART
    if formula.prior < NAMED:
        if not formula.run or len(formula.parts) < FEWEST_IN_LONG_RUN:
            return False
        least += 1
    for part in formula.parts:
        value = part.value(key, None) if part.where is Where.HERE else None
        if value is None or value.digits < least:
            continue
        wanted = value.amount + (own.amount - worked.amount) * part.factor
        if wanted * value.amount > 0 and is_slip(value, value.half, worked._replace(amount=wanted)):
            return True
    return False


def _has_turned_part(formula: Formula, failure: _Failure) -> bool:
    """Whether a part with the other sign makes it right, and its line has that sign wherever else it has a number."""
    if formula.is_quotient or formula.product:
        return False
    slack = failure.half + failure.worked.half + 1e-9
    for part in formula.parts:
        value = part.value(failure.key, None) if part.where is Where.HERE else None
        others = [each.amount for key, each in part.line.values.items() if key != failure.key and each.amount]
        if value is None or value.digits < LEAST_DIGITS_OF_SLIPPED_PART or not others:
            continue
        out = failure.worked.amount - failure.own.amount
        if abs(out - 2 * value.amount * part.factor) <= slack and all(each * value.amount < 0 for each in others):
            return True
    return False


def _is_blurred(formula: Formula, key: int, own: Value) -> bool:
    """Whether rounding explains what an exact product is out by, and no slip of the pen does."""
    exact = formula.work_out(key, None, fine=True)
    price = formula.parts[0].value(key, None)
    if exact is None or price is None or not price.amount or is_slip(own, own.fine, exact):
        return False
    loose = price.last_digit / abs(price.amount)
    return abs(own.amount - exact.amount) <= own.last_digit + loose * abs(exact.amount) + 1e-9


def _is_average(formula: Formula, key: int, own: Value, worked: Worked) -> bool:
    """Whether here the whole is an average of its parts: it lies among them, has decimals or is near their mean."""
    if not formula.run or formula.is_quotient or formula.target.is_all_averaged:
        return False
    parts = [value.amount for part in formula.parts if (value := part.value(key, None)) is not None]
    # What was there, what came and, with a minus, what went is added up.
    closes = is_closing(formula.target) or len(parts) == 2 or says_net(formula.target)
    flows = min(parts, default=0) < 0 and closes
    if flows or len(parts) < 2 or not min(parts) <= own.amount <= max(parts):
        return False
    together = sum(map(abs, parts))
    if together <= 2 * abs(own.amount):
        return False
    whole = all(amount == int(amount) for amount in (own.amount, *parts))
    # One part that is too large explains it: of an average none is as large as what is too much. Or 18 stands for 81.
    explained = max(parts) >= together - own.amount or is_slip(own, own.half, worked)
    if whole and own.measure not in AVERAGED and explained:
        return False
    if own.measure not in AVERAGED and is_total(formula.target) and own.amount in (parts[0], parts[-1]):
        # Copied from the cell beside it.
        return False
    return len(parts) >= 3 or not whole


def _is_near(formula: Formula, own: Value, worked: Worked) -> bool:
    adds = len(formula.parts) >= 3 and not formula.divisors and all(part.factor > 0 for part in formula.parts)
    return adds and abs(own.amount - worked.amount) <= NEAR * abs(worked.amount)


def _says(formula: Formula, own: Value, half: float, worked: Worked, *, first: bool) -> float:
    """The more values the target could have had, the more it says that it has this one.

    A quotient of numbers that hardly move stays near what it was: after the first key it could only have been one of
    those that it ranges over. A sum that is all but one of its parts says no more than how far it is from that.
    """
    step = 2 * (half + worked.half)
    if formula.is_quotient:
        reach = formula.target.size if first else formula.target.spread
    else:
        reach = min(max(worked.size, abs(own.amount)), worked.apart)
        step = max(step, 1.0 if own.measure is Measure.COUNT or not half else 0.0)
    step = max(step, 1e-9)
    return min(MOST_PER_KEY, max(0.0, math.log10(max(reach / step, 1.0))))


def is_slip(own: Value, half: float, worked: Worked) -> bool:
    """Whether a lost sign, a slipped point or two switched digits make the one of the other."""
    if own.digits < LEAST_DIGITS_OF_SLIP or own.amount == 0:
        return False
    if worked.half > max(half, LOOSE * abs(own.amount)):
        # What is worked out so loosely would be a slip of anything.
        return False
    slack = half + worked.half + 1e-9
    if abs(own.amount + worked.amount) <= slack:
        return True
    if any(abs(own.amount * power - worked.amount) <= slack * power for power in (10, 100, 0.1, 0.01)):
        return True
    step = half * 2 or 1.0
    digits = str(round(abs(own.amount) / step))
    for place in range(len(digits) - 1):
        if digits[place] != digits[place + 1]:
            switched = f"{digits[:place]}{digits[place + 1]}{digits[place]}{digits[place + 2 :]}"
            if abs(int(switched) * step - abs(worked.amount)) <= slack:
                return True
    return False

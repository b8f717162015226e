"""How a value stands to its target, in words with figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from crossfoot.indicators.schema import Target
from crossfoot.judgements.policies import Basis
from crossfoot.judgements.reading import Reading, decimals_apart, setting_decimals, words_apart
from crossfoot.judgements.targets import meets, shortfall, subject, target_words
from crossfoot.vocabulary.numbers import number_text
from crossfoot.vocabulary.units import Polarity, Unit


def miss_words(
    reading: Reading, value: Fraction, target: Target, *, polarity: Polarity, basis: Basis, threshold: Decimal
) -> str:
    """`The rate, 65.5 per 10,000, is 10.5 above the target of under 55: off by 19.1% of the target's value`.

    Without a full stop, so that a rule can go on. `value` is what was judged; decimals are added where fewer would
    print it on the wrong side of the target, or the variance on the wrong side of `threshold`.
    """
    wanted = target.target
    if wanted is None:
        raise ValueError("a value cannot be set against a target that is not given")
    unit = reading.unit
    value_words = f"{subject(unit)}, {words_apart(value, unit, reading.decimals, wanted)},"
    goal = f"the target of {target_words(target, unit=unit, polarity=polarity)}"
    if meets(value, wanted, strict=target.strict, polarity=polarity):
        return f"{value_words} meets {goal}"
    miss = shortfall(value, wanted, polarity=polarity)
    if miss == 0:
        return f"{value_words} is at, not past, {goal}"
    side = "below" if polarity is Polarity.HIGH else "above"
    places = max(reading.decimals, setting_decimals(wanted))
    in_points = basis is Basis.POINTS
    places = decimals_apart(miss, places, 0, *((threshold,) if in_points else ()))
    distance = f"{_distance_words(miss, unit, places)} {side} {goal}"
    if in_points or wanted == 0:
        return f"{value_words} is {distance}"
    share = 100 * miss / abs(Fraction(wanted))
    share_words = number_text(share, decimals_apart(share, 1, threshold))
    return f"{value_words} is {distance}: off by {share_words}% of the target's value"


def _distance_words(miss: Fraction, unit: Unit, decimals: int) -> str:
    """The unit is in the sentence already, save that a difference of percentages is in points."""
    if unit is Unit.PERCENTAGE:
        return unit.of_change.words(miss, decimals)
    return unit.text(miss, decimals)

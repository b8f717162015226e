"""A target: whether a value meets it, how far it misses, and how a sentence names it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from crossfoot.indicators.schema import Target
from crossfoot.judgements.reading import setting_text
from crossfoot.vocabulary.units import Polarity, Unit

ALL = Decimal(100)
"""Per cent: no target can ask for more."""
FOR_INFORMATION = "It is for information: neither high nor low is good, so it is not judged."


def meets(value: Fraction, target: Decimal, *, strict: bool, polarity: Polarity) -> bool:
    """True when the value is on the good side; at the target itself, unless it is strict. Polarity is high or low."""
    if value == target:
        return not strict
    return (value > target) is (polarity is Polarity.HIGH)


def shortfall(value: Fraction, target: Decimal, *, polarity: Polarity) -> Fraction:
    """How far the value is on the wrong side of the target, in its own unit; nought or less when it is not."""
    distance = Fraction(target) - value
    return distance if polarity is Polarity.HIGH else -distance


def target_words(target: Target, *, unit: Unit, polarity: Polarity) -> str:
    """`under 55`, `over 86%`, `20% or less`, `80% or more`, `100%` where more is impossible.

    Short, to stand after a value that has its unit.
    """
    if target.target is None:
        return "no target"
    words = setting_text(target.target, unit)
    if target.strict:
        return f"{'over' if polarity is Polarity.HIGH else 'under'} {words}"
    if (unit, target.target, polarity) == (Unit.PERCENTAGE, ALL, Polarity.HIGH) or (
        target.target == 0 and polarity is Polarity.LOW
    ):
        return words
    return f"{words} or {'more' if polarity is Polarity.HIGH else 'less'}"


def subject(unit: Unit) -> str:
    """What a sentence calls the value: `The rate`, `The percentage`."""
    names = {
        Unit.RATE_PER_10K: "rate",
        Unit.PERCENTAGE: "percentage",
        Unit.COUNT: "number",
        Unit.AVERAGE: "average",
        Unit.MAXIMUM: "maximum",
        Unit.SCORE: "score",
        Unit.POUNDS: "amount",
    }
    return f"The {names.get(unit, 'figure')}"

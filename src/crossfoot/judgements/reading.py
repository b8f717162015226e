"""What a rule is given of a figure: its value, its period, how it is printed, and how many events stand behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import Exact, round_half_away
from crossfoot.vocabulary.periods import Period, PeriodKind
from crossfoot.vocabulary.units import Form, Unit

MOST_DECIMALS = 8
"""Where two different values still print alike with this many decimals, a sentence says so instead of printing more."""


class Precision(StrEnum):
    """Which value a rule compares: as a reader sees it, rounded to its definition's decimals, or as it is stored."""

    PRINTED = "printed"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in a period. `events` is how many things were counted: None where only the result was supplied."""

    period: Period
    value: Fraction | Missing
    unit: Unit
    decimals: int
    form: Form = Form.IN_MONTH
    events: Fraction | None = None

    @classmethod
    def of(cls, figure: Figure) -> Reading:
        """The reading of a figure."""
        return cls(
            figure.id.period, figure.value, figure.unit, figure.decimals, figure.id.form, events=_events_behind(figure)
        )

    def at(self, precision: Precision) -> Fraction | Missing:
        """The value that is compared."""
        if isinstance(self.value, Missing) or precision is Precision.EXACT:
            return self.value
        return Fraction(round_half_away(self.value, self.decimals))

    @property
    def words(self) -> str:
        """The value as a sentence says it, or why there is none."""
        return self.value.value if isinstance(self.value, Missing) else self.unit.words(self.value, self.decimals)

    @property
    def text(self) -> str:
        """The value as a list of them says it, without its unit's name, or why there is none."""
        return self.value.value if isinstance(self.value, Missing) else self.unit.text(self.value, self.decimals)

    @property
    def when(self) -> str:
        """`in January 2017`, `at the end of January 2017`, `in the 12 months to January 2017`."""
        match self.form:
            case Form.AT_MONTH_END | Form.AT_QUARTER_END:
                return f"at the end of {self.period.month.name}"
            case Form.ROLLING_12:
                return f"in the 12 months to {self.period.month.name}"
            case Form.YEAR_TO_DATE:
                return f"in the year to date at {self.period.month.name}"
            case _:
                return f"in {self.period.name}"

    @property
    def step(self) -> str:
        """What one period is called: `month`, `quarter`, `term`, `year`."""
        return step_name(self.period.kind)


def _events_behind(figure: Figure) -> Fraction | None:
    """A rate's denominator is the population, so its numerator says how much happened."""
    if figure.unit in (Unit.COUNT, Unit.RATE_PER_10K):
        if figure.unit is Unit.COUNT and figure.numerator is None:
            return None if isinstance(figure.value, Missing) else figure.value
        return figure.numerator
    return figure.denominator


def step_name(kind: PeriodKind) -> str:
    """`month`, `quarter`, `term`, `year`."""
    return {PeriodKind.FINANCIAL_YEAR: "year", PeriodKind.ACADEMIC_YEAR: "year"}.get(kind, kind.value)


def break_between(earlier: Period, later: Period, breaks: Iterable[date]) -> date | None:
    """The newest day after `earlier` ended and by the end of `later` from which a series counts something else."""
    return max((day for day in breaks if earlier.end < day <= later.end), default=None)


def words_apart(value: Exact, unit: Unit, decimals: int, *others: Exact) -> str:
    """`value` in words, with as many decimals as it takes to show on which side of each of `others` it lies."""
    return unit.words(value, decimals_apart(value, decimals, *others))


def decimals_apart(value: Exact, decimals: int, *others: Exact) -> int:
    """`decimals`, or as many more as it takes until the rounded value compares with `others` as the value does."""
    for places in range(decimals, MOST_DECIMALS):
        rounded = Fraction(round_half_away(value, places))
        if all(_side(rounded, other) == _side(value, other) for other in others):
            return places
    return MOST_DECIMALS


def _side(value: Exact, other: Exact) -> int:
    difference = Fraction(value) - Fraction(other)
    return (difference > 0) - (difference < 0)


def decimals_of_both(value: Exact, decimals: int, *others: Exact) -> int:
    """The same where `others` are rounded to as many decimals as the value."""
    for places in range(decimals, MOST_DECIMALS):
        rounded = [round_half_away(other, places) for other in others]
        if all(
            _side(round_half_away(value, places), near) == _side(value, other)
            for near, other in zip(rounded, others, strict=True)
        ):
            return places
    return MOST_DECIMALS


def setting_text(value: Decimal, unit: Unit) -> str:
    """The same without its unit's name, to stand after a value that has it."""
    return unit.text(value, setting_decimals(value))


def setting_decimals(value: Decimal) -> int:
    """Decimals without idle noughts: 30.0 has none, 24.50 one."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0

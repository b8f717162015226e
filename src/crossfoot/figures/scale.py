"""What numerator over denominator is multiplied by: the unit, and for annualised rates the part of a year."""

from __future__ import annotations

from fractions import Fraction

from crossfoot.indicators.schema import Indicator
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

MONTHS_IN_A_YEAR = 12


def months_covered(form: Form, period: Period) -> int:
    """The months whose events a figure counts: 1 in a month, 10 from April to January, 12 for years and stocks."""
    match form:
        case Form.IN_MONTH | Form.IN_QUARTER | Form.IN_TERM:
            return len(period.months)
        case Form.YEAR_TO_DATE:
            return len(period.year_to_date)
        case _:
            return MONTHS_IN_A_YEAR


def scale_of(indicator: Indicator, form: Form, period: Period) -> Fraction:
    """The unit's scale, times 12 over the months covered where the indicator is annualised."""
    if not indicator.annualised:
        return indicator.unit.scale
    return indicator.unit.scale * Fraction(MONTHS_IN_A_YEAR, months_covered(form, period))


def is_plain_count(indicator: Indicator) -> bool:
    """True when the value is the numerator: people, events or pounds that may be added up, over no denominator."""
    return indicator.adds_up and indicator.denominator is None and indicator.unit in (Unit.COUNT, Unit.POUNDS)


def version_in_force(indicator: Indicator, period: Period) -> int:
    """The version of the definition at the end of `period`, the first one for periods before it was written down."""
    in_force = [change.version for change in indicator.change_log if change.dated <= period.end]
    return max(in_force, default=min(change.version for change in indicator.change_log))

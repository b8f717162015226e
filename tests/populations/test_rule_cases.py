"""The cases whose answers were worked out by hand for the plain reference, counted by the fast populations."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fast_figures import Fast
from reference.rule_cases import Case, counties_of_cases

from crossfoot.indicators.schema import Indicator, Measure
from crossfoot.populations.evaluate import COUNCIL
from crossfoot.populations.frame import month_number
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form

COUNTIES = counties_of_cases()
LAST = max(Period.parse(case.month) for case in COUNTIES)
FIRST = min(Period.parse(case.month) for case in COUNTIES).shift(-11)
MONTHS = LAST.last(month_number(LAST) - month_number(FIRST) + 1)


@pytest.fixture(scope="module")
def fast() -> Fast:
    return Fast(MONTHS)


def counted(fast: Fast, indicator: Indicator, measure: Measure | None, months: Sequence[Period]) -> int | None:
    """A numerator or denominator of the whole council, added up over the months; None where it is not counted."""
    if measure is None:
        return None
    if measure.figures is not None:
        other = fast.catalogue.indicators[measure.figures]
        return counted(fast, other, other.numerator, months[-1:] if other.form is Form.AT_MONTH_END else months)
    if measure.where is None or indicator.population is None:
        return None
    place = 0 if measure == indicator.numerator else 1
    wanted = {month_number(month) for month in months}
    return sum(
        cells[place] or 0
        for each in fast.counts(indicator.population)
        if (each.indicator, each.place, each.breakdown) == (indicator.id, COUNCIL, ())
        for month, cells in each.months.items()
        if month in wanted
    )


@pytest.mark.parametrize("case", COUNTIES, ids=lambda case: case.id)
def test_rules_at_their_edges(fast: Fast, case: Case) -> None:
    indicator = fast.catalogue.indicators[case.indicator]
    month = Period.parse(case.month)
    months = month.last(12) if indicator.form is Form.ROLLING_12 else [month]
    fast.load(case.records)
    figure = (
        counted(fast, indicator, indicator.numerator, months),
        counted(fast, indicator, indicator.denominator, months),
    )
    assert figure == (case.numerator, case.denominator)

"""The percentage of a year to date, where its denominator is printed by months only, in this table or another."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from crossfoot.audit.arithmetic.find_ratio_faults import RATIOS
from crossfoot.audit.equations import Equation
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.study import Ratio, Study

FEWEST_MONTHS = 3


def find_ratios_to_date(study: Study) -> None:
    """Check each year to date of a percentage against its months, where the numerator's own adds them up."""
    for ratio in list(study.ratios.values()):
        place, above = (each.extras.get(Role.YEAR_TO_DATE) for each in (ratio.percent, ratio.numerator))
        if place is None or above is None or not study.is_number(place) or not study.is_number(above):
            continue
        if any(Role.YEAR_TO_DATE in each.extras for each in ratio.denominators):
            continue
        months = _months(ratio)
        below = [each.places[time] for each in ratio.denominators for time in months if time in each.places]
        if (
            not months
            or len(below) < len(months) * len(ratio.denominators)
            or not _adds_up(study, ratio, above, months)
        ):
            continue
        names = " and ".join(each.label for each in ratio.denominators)
        study.ledger.weigh(
            Equation(
                RATIOS,
                study.term(place),
                (study.term(above),),
                f"{ratio.percent.label} is {ratio.numerator.label} as a share of {names}, {months[0].name} to "
                f"{months[-1].name} together.",
                tuple(study.term(part) for part in below),
                Fraction(100),
                weight=0.88,
            )
        )


def _months(ratio: Ratio) -> list[Time]:
    """The months from April to the latest of the percentage; none where one is missing."""
    last = ratio.percent.times[-1]
    if last.kind is not TimeKind.MONTH:
        return []
    months = [time for time in ratio.percent.times if time.financial_year == last.financial_year]
    return months if len(months) == last.months_into_year >= FEWEST_MONTHS else []


def _adds_up(study: Study, ratio: Ratio, above: Place, months: list[Time]) -> bool:
    """Whether the numerator's year to date is the sum of its months: a stock is not added over them."""
    parts = list(_places(ratio.numerator, months))
    return len(parts) == len(months) and sum(map(study.value, parts)) == study.value(above)


def _places(series: Series, times: list[Time]) -> Iterator[Place]:
    return (series.places[time] for time in times if time in series.places)

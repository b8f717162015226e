"""Where the numerator and the denominator of a figure come from: printed, linked to another indicator, or added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from crossfoot.figures.findings import line_text
from crossfoot.figures.precedence import Supplies
from crossfoot.figures.scale import is_plain_count
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Indicator, Measure
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.periods import Period, PeriodKind
from crossfoot.vocabulary.units import Form

_MOVING = (Form.YEAR_TO_DATE, Form.ROLLING_12)
_ROLLING_MONTHS = 12


class How(StrEnum):
    """How a part was come by."""

    PRINTED = "printed"
    LINKED = "linked"
    ADDED_UP = "added up"


@dataclass(frozen=True, slots=True)
class Part:
    """A numerator or denominator: its value, how it was come by, and where from."""

    value: Fraction
    how: How
    source: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Numerator and denominator of one figure, as far as they are known."""

    numerator: Part | None = None
    denominator: Part | None = None


NO_PARTS = Parts()


def source_text(supply: SuppliedFigure) -> str:
    """`monthly-contacts, line 2088`: where a printed figure stood."""
    return f"{supply.table}, {line_text(supply)}"


def months_of(figure: FigureId) -> tuple[Period, ...]:
    """The months that a year to date or twelve months to a month are added up from."""
    if figure.form is Form.YEAR_TO_DATE:
        return figure.period.year_to_date
    return figure.period.month.last(_ROLLING_MONTHS)


class PartsFinder:
    """Finds the parts of any figure from what was printed. Answers are kept, so a figure is worked out once.

    A figure over a year to date or twelve months is added up from its months where all of them are known, and taken as
    it was printed only where not. A part that is not printed with a figure is looked for where the definition says
    it is counted. Suppressed and withheld figures have no parts.
    """

    def __init__(self, catalogue: Catalogue, supplies: Mapping[FigureId, Supplies]) -> None:
        self._catalogue = catalogue
        self._supplies = supplies
        self._known: dict[FigureId, Parts] = {}
        self._asked: set[FigureId] = set()
        self._same_number: dict[str, list[str]] = defaultdict(list)
        for indicator in catalogue.indicators.values():
            if is_plain_count(indicator) and indicator.numerator.figures is not None:
                self._same_number[indicator.numerator.figures].append(indicator.id)

    def parts(self, figure: FigureId) -> Parts:
        """The parts of `figure`; both None where nothing is known, or where a definition leads back to itself."""
        known = self._known.get(figure)
        if known is None:
            if figure in self._asked:
                return NO_PARTS
            self._asked.add(figure)
            known = self._known[figure] = self._find(figure)
        return known

    def added_up(self, figure: FigureId) -> Parts:
        """The parts of a year to date or of twelve months, each only where every month has it."""
        indicator = self._catalogue.indicators.get(figure.indicator)
        if indicator is None or not can_be_added_up(indicator, figure):
            return NO_PARTS
        months = months_of(figure)
        is_numerator_alone = indicator.denominator is None or indicator.denominator.residents is not None
        of_months = []
        has_numerators = has_denominators = True
        for month in months:
            parts = self.parts(FigureId(figure.indicator, figure.area, Form.IN_MONTH, month, figure.breakdown))
            has_numerators &= parts.numerator is not None
            has_denominators &= parts.denominator is not None and not is_numerator_alone
            if not (has_numerators or has_denominators):
                break
            of_months.append(parts)
        numerator = _sum((parts.numerator for parts in of_months), months) if has_numerators else None
        if indicator.denominator is None:
            return Parts(numerator)
        if indicator.denominator.residents is not None:
            return Parts(numerator, self.linked(indicator.denominator, figure))
        return Parts(numerator, _sum((parts.denominator for parts in of_months), months) if has_denominators else None)

    def linked(self, measure: Measure | None, figure: FigureId) -> Part | None:
        """A part of `figure` taken from where `measure` says it is counted."""
        if measure is None:
            return None
        if measure.figures is not None:
            numerator = self.parts(self._counted_as(measure.figures, figure)).numerator
            source = f"{measure.figures} ({numerator.source})" if numerator else ""
            return Part(numerator.value, How.LINKED, source) if numerator else None
        # The population of a whole area is no denominator for a part of it such as one ethnic group.
        if measure.residents is None or figure.breakdown:
            return None
        estimate = self._catalogue.population(figure.area, measure.residents, figure.period.end)
        if estimate is None:
            return None
        source = f"population {measure.residents} ({estimate.source})"
        return Part(Fraction(estimate.estimate), How.LINKED, source)

    def _counted_as(self, indicator: str, figure: FigureId) -> FigureId:
        """The figure of `indicator` that covers what `figure` does: a flow over a stock takes the stock at its end."""
        taken = self._catalogue.indicators.get(indicator)
        is_crossed = taken is not None and taken.form.is_stock != figure.form.is_stock and figure.form not in _MOVING
        form = taken.form if taken is not None and is_crossed else figure.form
        return FigureId(indicator, figure.area, form, figure.period, figure.breakdown)

    def _find(self, figure: FigureId) -> Parts:
        indicator = self._catalogue.indicators.get(figure.indicator)
        supplies = self._supplies.get(figure)
        if indicator is None or (supplies is not None and supplies.is_closed):
            return NO_PARTS
        if figure.form in _MOVING and indicator.form is Form.IN_MONTH:
            added_up = self.added_up(figure)
            if added_up.numerator and (added_up.denominator or indicator.denominator is None):
                return added_up
        numerator, denominator = _printed(indicator, supplies.kept if supplies else None)
        linked_numerator = self.linked(indicator.numerator, figure)
        numerator = linked_numerator or numerator if is_plain_count(indicator) else numerator or linked_numerator
        return Parts(
            numerator or self._printed_elsewhere(figure), denominator or self.linked(indicator.denominator, figure)
        )

    def _printed_elsewhere(self, figure: FigureId) -> Part | None:
        """The numerator as printed under a count that is defined as this indicator's numerator."""
        for indicator in self._same_number[figure.indicator]:
            supplies = self._supplies.get(replace(figure, indicator=indicator))
            if supplies is not None and not supplies.is_closed:
                numerator, _ = _printed(self._catalogue.indicators[indicator], supplies.kept)
                if numerator is not None:
                    return Part(numerator.value, How.LINKED, f"{indicator} ({numerator.source})")
        return None


def can_be_added_up(indicator: Indicator, figure: FigureId) -> bool:
    """True for a year to date or twelve months of an indicator whose months may be added up."""
    return (
        indicator.adds_up
        and indicator.form is Form.IN_MONTH
        and figure.form in _MOVING
        and figure.period.kind is PeriodKind.MONTH
    )


def _printed(indicator: Indicator, supply: SuppliedFigure | None) -> tuple[Part | None, Part | None]:
    if supply is None:
        return None, None
    numerator = supply.numerator
    if numerator is None and is_plain_count(indicator):
        numerator = supply.value
    source = source_text(supply)
    return (
        Part(numerator, How.PRINTED, source) if numerator is not None else None,
        Part(supply.denominator, How.PRINTED, source) if supply.denominator is not None else None,
    )


def _sum(parts: Iterable[Part | None], months: tuple[Period, ...]) -> Part | None:
    total = Fraction(0)
    for part in parts:
        if part is None:
            return None
        total += part.value
    source = f"{len(months)} months added up, {months[0].label} to {months[-1].label}"
    return Part(total, How.ADDED_UP, source)

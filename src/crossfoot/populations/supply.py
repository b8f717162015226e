"""What was counted in records as supplied figures: the numbers leave the row zone here, and nothing else does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from types import MappingProxyType

from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.schema import Indicator
from crossfoot.populations import POPULATIONS
from crossfoot.populations.evaluate import COUNCIL, Cell, Counts, Evaluation, Place
from crossfoot.populations.frame import KEPT_TABLES, month_number
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form

RECORDS_TABLE = "records"
"""The table that figures counted in records are supplied in."""
_ROLLING = 12
_SHOWN = 13
"""Months that reports show: of parts of the council, and of breakdowns, no earlier ones are wanted."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which months the records can speak of.

    `since` is the first month of which they hold every event. `kept` are the months for which the tables of the
    current state were kept, the month of the extract itself included.
    """

    since: Period
    kept: Collection[Period]


def supply_figures(
    evaluation: Evaluation,
    *,
    indicators: Iterable[Indicator],
    months: Sequence[Period],
    areas: Mapping[Place, str],
    coverage: Coverage,
    quarter_ends: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[SuppliedFigure, ...]:
    """A supplied figure for each indicator, area, month and breakdown that was counted, noughts included.

    `areas` gives the area id of each place; counts of other places are left out. Where a month had no row at all the
    count is 0, because the records were looked at; what they cannot feed is *not collected*. A maximum over nobody, and
    months that were not kept or lie before the records begin, have no figure or a reason, never 0. All months are given
    of the council; the thirteen that reports show of its parts and of breakdowns; the last of parts broken down.
    `quarter_ends` names, by the indicator that is counted, those whose figures are also wanted at the end of quarters.
    """
    supplier = _Supplier(tuple(sorted(months)), areas, coverage, quarter_ends)
    by_indicator: dict[str, list[Counts]] = defaultdict(list)
    for counts in evaluation.counts:
        if counts.place in areas:
            by_indicator[counts.indicator].append(counts)
    found: list[SuppliedFigure] = []
    for indicator in indicators:
        if indicator.population is None:
            continue
        if indicator.id in evaluation.not_collected:
            found += supplier.not_collected(indicator)
        else:
            found += supplier.counted(indicator, by_indicator[indicator.id])
    return tuple(replace(figure, row=row) for row, figure in enumerate(found, start=1))


@dataclass(frozen=True, slots=True)
class _Supplier:
    months: tuple[Period, ...]
    areas: Mapping[Place, str]
    coverage: Coverage
    quarter_ends: Mapping[str, Sequence[str]]

    def not_collected(self, indicator: Indicator) -> Iterator[SuppliedFigure]:
        for month in self._months_of(indicator):
            yield self._missing(indicator, month, Missing.NOT_COLLECTED)

    def counted(self, indicator: Indicator, counted: Sequence[Counts]) -> Iterator[SuppliedFigure]:
        months = self._months_of(indicator)
        unkept = self._unkept(indicator)
        for place, breakdown, by_month in self._with_noughts(indicator, counted):
            for month in self._wanted(months, place, breakdown):
                if month in unkept:
                    if place == COUNCIL and not breakdown:
                        yield self._missing(indicator, month, Missing.NOT_COLLECTED)
                    continue
                cell = self._cell(indicator, by_month, month)
                if cell is not None:
                    yield from self._figures(indicator, place, breakdown, month, cell)

    def _months_of(self, indicator: Indicator) -> tuple[Period, ...]:
        known = [month for month in self.months if month >= self.coverage.since]
        return tuple(known[_ROLLING - 1 :] if indicator.form is Form.ROLLING_12 else known)

    def _wanted(
        self, months: Sequence[Period], place: Place, breakdown: tuple[tuple[str, str], ...]
    ) -> Sequence[Period]:
        """All months of the council; the months shown of its parts and breakdowns; the last of a part broken down."""
        if place == COUNCIL and not breakdown:
            return months
        if place == COUNCIL or not breakdown:
            return months[-_SHOWN:]
        return months[-1:]

    def _unkept(self, indicator: Indicator) -> frozenset[Period]:
        population = POPULATIONS[indicator.population or ""]
        measures = [indicator.numerator, *([indicator.denominator] if indicator.denominator else [])]
        features = {
            name
            for measure in measures
            for name in (*(measure.where or ()), measure.adds, measure.largest)
            if name is not None
        }
        tables = {column.partition(".")[0] for column in population.needs_of(*features)}
        if tables.isdisjoint(KEPT_TABLES):
            return frozenset()
        return frozenset(month for month in self.months if month not in self.coverage.kept)

    def _cell(self, indicator: Indicator, by_month: Mapping[int, Cell], month: Period) -> Cell | None:
        nought: Cell = (
            0 if indicator.numerator.where is not None else None,
            0 if indicator.denominator is not None and indicator.denominator.where is not None else None,
        )
        if indicator.form is Form.ROLLING_12:
            cells = [by_month.get(month_number(each), nought) for each in month.last(_ROLLING)]
            return _sum(cell[0] for cell in cells), _sum(cell[1] for cell in cells)
        if indicator.numerator.largest is not None:
            return by_month.get(month_number(month))
        cell = by_month.get(month_number(month), nought)
        return cell[0] if cell[0] is not None else nought[0], cell[1] if cell[1] is not None else nought[1]

    def _with_noughts(
        self, indicator: Indicator, counted: Sequence[Counts]
    ) -> Iterator[tuple[Place, tuple[tuple[str, str], ...], Mapping[int, Cell]]]:
        """Every place and part, those of the council without any row too: each category that is known or was seen."""
        found = {(counts.place, counts.breakdown): counts.months for counts in counted}
        for place in self.areas:
            found.setdefault((place, ()), {})
        dimensions = POPULATIONS[indicator.population or ""].dimensions
        seen: dict[str, set[str]] = defaultdict(set)
        used: set[tuple[str, ...]] = set()
        for counts in counted:
            used.add(tuple(name for name, _ in counts.breakdown))
            for name, category in counts.breakdown:
                seen[name].add(category)
        for names in used - {()}:
            categories = [sorted({*dimensions[name].categories, *seen[name]}) for name in names]
            for parts in product(*categories):
                found.setdefault((COUNCIL, tuple(zip(names, parts, strict=True))), {})
        order = list(self.areas)
        for (place, breakdown), by_month in sorted(found.items(), key=lambda e: (order.index(e[0][0]), e[0][1])):
            yield place, breakdown, by_month

    def _figures(
        self,
        indicator: Indicator,
        place: Place,
        breakdown: tuple[tuple[str, str], ...],
        month: Period,
        cell: Cell,
    ) -> Iterator[SuppliedFigure]:
        numerator, denominator = cell
        is_largest = indicator.numerator.largest is not None
        figure = SuppliedFigure(
            id=FigureId(indicator.id, self.areas[place], indicator.form, month, Breakdown(breakdown)),
            table=RECORDS_TABLE,
            file=RECORDS_TABLE,
            row=0,
            numerator=_fraction(numerator),
            denominator=_fraction(denominator),
            value=_fraction(numerator) if is_largest else None,
            missing=Missing.NOT_APPLICABLE if is_largest and numerator is None else None,
        )
        yield figure
        if place == COUNCIL and not breakdown and month.end == month.quarter.end:
            for name in self.quarter_ends.get(indicator.id, ()):
                own = FigureId(name, figure.id.area, Form.AT_QUARTER_END, month.quarter)
                yield replace(figure, id=own, denominator=figure.denominator if name == indicator.id else None)

    def _missing(self, indicator: Indicator, month: Period, reason: Missing) -> SuppliedFigure:
        name = FigureId(indicator.id, self.areas[COUNCIL], indicator.form, month)
        return SuppliedFigure(id=name, table=RECORDS_TABLE, file=RECORDS_TABLE, row=0, missing=reason)


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _fraction(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)

"""A pack under audit: its tables, its series, what was found out about them on the way, and the ledger."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from crossfoot.audit.equations import Term
from crossfoot.audit.intervals import Interval
from crossfoot.audit.labels import Measure
from crossfoot.audit.ledger import Ledger
from crossfoot.audit.pack import Pack, Place
from crossfoot.audit.series import Series, find_series, interval_at, measure_at
from crossfoot.audit.times import Time


@dataclass(frozen=True, slots=True)
class Ratio:
    """A percentage is this numerator over the sum of these denominators."""

    percent: Series
    numerator: Series
    denominators: tuple[Series, ...]


@dataclass(slots=True)
class Study:
    """What every rule is given."""

    pack: Pack
    ledger: Ledger
    series: list[Series]
    ratios: dict[int, Ratio] = field(default_factory=dict)
    """By the number of the percentage's series."""
    population: Interval | None = None
    """The one population that the rates prove, if they do."""
    alike: list[tuple[Series, Series]] = field(default_factory=list)
    """Pairs that are the same measure in two tables, the earlier first."""
    copies: set[int] = field(default_factory=set)
    """Tables that are another one printed again."""
    _intervals: dict[Place, Interval] = field(default_factory=dict)
    _measures: dict[Place, Measure] = field(default_factory=dict)
    _by_table: dict[int, list[Series]] = field(default_factory=dict)

    @classmethod
    def of(cls, pack: Pack) -> Study:
        """A pack with nothing checked yet."""
        study = cls(pack, Ledger(pack), find_series(pack))
        by_table: dict[int, list[Series]] = defaultdict(list)
        for series in study.series:
            by_table[series.table].append(series)
        study._by_table = by_table
        return study

    def interval(self, place: Place) -> Interval:
        """What the number there may have been before it was rounded."""
        if place not in self._intervals:
            self._intervals[place] = interval_at(self.pack, place)
        return self._intervals[place]

    def measure(self, place: Place) -> Measure:
        """What kind of number stands there."""
        if place not in self._measures:
            self._measures[place] = measure_at(self.pack, place)
        return self._measures[place]

    def value(self, place: Place) -> Fraction:
        """The amount printed there."""
        number = self.pack.cell(place).number
        if number is None:
            raise ValueError("no number is there")
        return number.amount

    def is_number(self, place: Place | None) -> bool:
        """Whether a number to calculate with stands there."""
        return place is not None and self.pack.cell(place).is_number

    def term(self, place: Place, factor: Fraction | int = 1) -> Term:
        """The cell as part of an equation."""
        return Term(place, self.interval(place), factor)

    def in_table(self, table: int) -> list[Series]:
        """The series of a table."""
        return self._by_table.get(table, [])

    def cell_value(self, series: Series, time: Time) -> float | None:
        """The value at a time, as near as a float is; None where there is no number."""
        place = series.places.get(time)
        return None if place is None else float(self.value(place))

"""Every printed cell that records can feed, with what the plain reference counts for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from reference.cells import Records
from reference.children import County
from reference.figures import read_definitions, read_limits
from reference.populations import rows_in_months
from reference.rows import Row

from crossfoot.synthetic.targets import Cell, Targets, prints_as
from crossfoot.synthetic.unmet import can_come_from_records

UNDER_18 = 167_942
"""The one population that fits the printed rates (`definitions/areas/norfolk.yaml`)."""
Definition = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """A printed cell, and whether what is counted prints the same."""

    cell: Cell
    is_exact: bool


class Printing:
    """Figures of a county, worked out as the reports print them."""

    def __init__(self, records: Records) -> None:
        self.county = County(records, read_limits())
        self.definitions = read_definitions()
        self.rows: dict[tuple[str, str], list[Row]] = {}
        self.months = [f"{year}-{month:02}" for year in (2015, 2016, 2017) for month in range(1, 13)][1:25]
        for population in sorted({str(one["population"]) for one in self.definitions.values() if "population" in one}):
            for month, found in rows_in_months(population, self.county, self.months).items():
                self.rows[population, month] = found
        self._known: dict[tuple[str, str, str, str], tuple[int | None, int | None]] = {}

    def compare(self, targets: Targets) -> list[Outcome]:
        """Each printed cell that records can feed, in the order in which it was read."""
        return [Outcome(cell, self.is_exact(cell)) for cell in targets.cells if can_come_from_records(cell)]

    def is_exact(self, cell: Cell) -> bool:
        """True where the cell would be printed as it was."""
        key = (cell.indicator, cell.period, cell.form, cell.breakdown)
        if key not in self._known:
            self._known[key] = self._parts(*key)
        numerator, denominator = self._known[key]
        if cell.part != "value":
            return (numerator if cell.part == "numerator" else denominator) == cell.printed
        definition = self.definitions[cell.indicator]
        if numerator is None:
            return False
        if denominator is None:
            return numerator == cell.printed
        scale = {"percentage": 100, "rate_per_10k": 10_000}.get(str(definition["unit"]), 1)
        value = Fraction(numerator * scale, denominator)
        if definition.get("annualised"):
            value *= Fraction(12, len(self._months_of(definition, cell.period, cell.form)))
        return prints_as(value, cell.printed)

    def _parts(self, indicator: str, period: str, form: str, breakdown: str) -> tuple[int | None, int | None]:
        definition = self.definitions[indicator]
        months = self._months_of(definition, period, form)
        if not months:
            return None, None
        wanted = dict(word.split("=") for word in breakdown.split(";") if word)
        return tuple(self._part(definition, name, months, wanted) for name in ("numerator", "denominator"))  # type: ignore[return-value]

    def _months_of(self, definition: Definition, period: str, form: str) -> list[str]:
        """The months that are added up; none where a form does not exist: a stock has no year to date."""
        last = self.months.index(period)
        form = form or str(definition["form"])
        if form == "year_to_date":
            first = next(place for place in range(last, -1, -1) if self.months[place].endswith("-04"))
            return self.months[first : last + 1] if definition["form"] == "in_month" else []
        return self.months[last - 11 : last + 1] if form == "rolling_12" else [period]

    def _part(self, definition: Definition, name: str, months: list[str], wanted: dict[str, str]) -> int | None:
        measure = definition.get(name)
        if measure is None:
            return None
        if "residents" in measure:
            return UNDER_18
        if "figures" in measure:
            other = self.definitions[measure["figures"]]
            return self._part(other, "numerator", months[-1:] if other["form"] == "at_month_end" else months, wanted)
        if "population" not in definition:
            return None
        counted = [
            row
            for month in months
            for row in self.rows[str(definition["population"]), month]
            if set(measure["where"]) <= row.flags
            and all(row.dimensions[name] == category for name, category in wanted.items())
        ]
        amount = measure.get("adds") or measure.get("largest")
        if amount is None:
            return len(counted)
        amounts = [row.amounts[amount] for row in counted if amount in row.amounts]
        return max(amounts, default=None) if "largest" in measure else sum(amounts)

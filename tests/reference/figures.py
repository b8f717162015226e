"""Figures from populations, as the indicators' definitions say: numerator and denominator of a month.

A figure is None where it was not collected, where the definition has no such part, where it comes from elsewhere
(residents, supplied figures), and a largest amount where there is no row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from reference.cells import Records
from reference.children import County
from reference.collected import is_collected
from reference.months import read_month, twelve_months_to
from reference.populations import rows_in_months
from reference.rows import Row
from reference.time_limits import Entries

DEFINITIONS = Path(__file__).parents[2] / "definitions"
Definition: TypeAlias = Mapping[str, Any]
Figure: TypeAlias = tuple[int | None, int | None]


@cache
def read_definitions() -> dict[str, Definition]:
    """Every indicator under `definitions/`, by id."""
    found = [yaml.safe_load(path.read_text("utf-8")) for path in (DEFINITIONS / "indicators").glob("**/*.yaml")]
    return {str(definition["id"]): definition for definition in found}


@cache
def read_limits() -> tuple[Mapping[str, Any], ...]:
    """The time limits under `definitions/`."""
    return tuple(yaml.safe_load((DEFINITIONS / "timescales.yaml").read_text("utf-8")))


def counted_from(definition: Definition, definitions: Mapping[str, Definition]) -> str | None:
    """The population of the numerator, its own or another indicator's; None where records do not feed it."""
    source = definition["numerator"].get("figures")
    if source is not None:
        return counted_from(definitions[source], definitions)
    return definition.get("population")


class Counting:
    """A county with its definitions. Rows of a population and month are found once and kept."""

    def __init__(
        self, records: Records | County, limits: Entries, definitions: Mapping[str, Definition] | None = None
    ) -> None:
        self.county = records if isinstance(records, County) else County(records, limits)
        self.definitions = read_definitions() if definitions is None else definitions
        self._rows: dict[tuple[str, str], list[Row]] = {}

    def find(self, population: str, months: Iterable[str]) -> None:
        """Finds the rows of those months in one go, where they have not been found yet."""
        lacking = [month for month in months if (population, month) not in self._rows]
        if lacking:
            for month, found in rows_in_months(population, self.county, lacking).items():
                self._rows[population, month] = found

    def rows(self, population: str, months: list[str]) -> list[Row]:
        self.find(population, months)
        return [row for month in months for row in self._rows[population, month]]

    def measure(
        self,
        definition: Definition,
        month: str,
        team: set[str] | None = None,
        breakdown: Mapping[str, str] | None = None,
    ) -> Figure:
        """Numerator and denominator in `month`, of the rows of those teams and with those categories."""
        months = _months_of(definition, month)
        numerator, denominator = (
            self._part(definition, part, months, team, breakdown or {}) for part in ("numerator", "denominator")
        )
        return numerator, denominator

    def _part(
        self, definition: Definition, part: str, months: list[str], team: set[str] | None, breakdown: Mapping[str, str]
    ) -> int | None:
        measure = definition.get(part)
        if measure is None:
            return None
        if "figures" in measure:
            other = self.definitions[measure["figures"]]
            if other["form"] == "at_month_end":
                months = months[-1:]
            return self._part(other, "numerator", months, team, breakdown)
        if "population" not in definition or "where" not in measure:
            return None
        return self._count(str(definition["population"]), measure, months, team, breakdown)

    def _count(
        self,
        population: str,
        measure: Mapping[str, Any],
        months: list[str],
        team: set[str] | None,
        breakdown: Mapping[str, str],
    ) -> int | None:
        flags = set(measure["where"])
        amount = measure.get("adds") or measure.get("largest")
        if not is_collected(self.county, population, flags | ({amount} if amount else set()), breakdown, months):
            return None
        if team is not None and not self._knows_teams(population):
            return None
        counted = [
            row
            for row in self.rows(population, months)
            if flags <= row.flags
            and (team is None or row.team in team)
            and all(row.dimensions[name] == category for name, category in breakdown.items())
        ]
        if amount is None:
            return len(counted)
        amounts = [row.amounts[amount] for row in counted if amount in row.amounts]
        return max(amounts, default=None) if "largest" in measure else sum(amounts)

    def _knows_teams(self, population: str) -> bool:
        return population in {"care-leavers", "early-help-referrals"} or "involvements" in self.county.tables


def measure(
    definition: Definition,
    records: Records | County,
    limits: Entries,
    month: str,
    *,
    team: set[str] | None = None,
    breakdown: Mapping[str, str] | None = None,
    definitions: Mapping[str, Definition] | None = None,
) -> Figure:
    """Numerator and denominator of one indicator. `definitions` are those that it refers to, ours unless given."""
    return Counting(records, limits, definitions).measure(definition, month, team, breakdown)


def evaluate_all(
    records: Records, definitions: Mapping[str, Definition], limits: Entries, months: Iterable[str]
) -> dict[tuple[str, str], Figure]:
    """The whole county: every indicator that records feed, in every month. Each population is found once a month."""
    wanted = list(months)
    counting = Counting(records, limits, definitions)
    asked: defaultdict[str, set[str]] = defaultdict(set)
    countable = []
    for definition in definitions.values():
        population = counted_from(definition, definitions)
        if population is not None:
            countable.append(definition)
            asked[population].update(month for end in wanted for month in _months_of(definition, end))
    for population, needed in asked.items():
        counting.find(population, sorted(needed))
    return {
        (str(definition["id"]), month): counting.measure(definition, month)
        for definition in countable
        for month in wanted
    }


def _months_of(definition: Definition, month: str) -> list[str]:
    """The month, or the twelve that end with it."""
    if definition["form"] == "rolling_12":
        return [str(earlier) for earlier in twelve_months_to(read_month(month))]
    return [month]

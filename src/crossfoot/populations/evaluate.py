"""Every indicator of every population in one pass each: months, areas and breakdowns at once.

A population's rows are read once: each numerator and denominator is a filtered aggregate beside the others, and
grouping sets give every one of them by month for the council, its localities, districts and teams. Breakdowns are made
of the council, localities and districts; a team is too small to be broken down. Counting at the finest grain first and
adding up was measured slower: with five dimensions the finest cross has as many groups as there are rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import ibis
import sqlglot

from crossfoot.indicators.schema import Indicator, Measure
from crossfoot.populations import POPULATIONS
from crossfoot.populations.compiled import compile_once
from crossfoot.populations.frame import Frame
from crossfoot.populations.population import Population, column_of

AREA_COLUMNS = ("locality", "district", "team")
_NO_CATEGORY = "(none)"
_ALWAYS_KNOWN = ("unborn", "unknown")

Cell = tuple[int | None, int | None]
"""Numerator and denominator; None where the definition takes it from elsewhere, or there was nothing to take."""
Progress = Callable[[str, int, int], None]


class Collected(Protocol):
    """What of the canonical tables a source gave."""

    def has(self, table: str, *columns: str) -> bool:
        """True where the table was collected with all of those columns."""
        ...


class Rows(Protocol):
    """What a query gave."""

    @property
    def rows(self) -> Iterable[tuple[object, ...]]:
        """Its rows."""
        ...


class Runner(Protocol):
    """What runs a query: an engine."""

    @property
    def dialect(self) -> str:
        """The dialect that Ibis and sqlglot compile for."""
        ...

    def run(self, query: str) -> Rows:
        """The rows of a query; whole numbers as int, text as str."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """An area as the records know it: `kind` is council, locality, district or team, `key` its id there."""

    kind: str
    key: str = ""


COUNCIL = Place("council")


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted of one indicator in one place and part: a cell for each month number that has any rows."""

    indicator: str
    place: Place
    breakdown: tuple[tuple[str, str], ...]
    months: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything counted. `not_collected` names the indicators, and dimensions of them, that the source cannot feed."""

    counts: tuple[Counts, ...]
    not_collected: frozenset[str]
    dimensions_not_collected: frozenset[tuple[str, str]]


def evaluate(
    frame: Frame,
    runner: Runner,
    *,
    indicators: Iterable[Indicator],
    collected: Collected,
    progress: Progress = lambda _what, _done, _total: None,
) -> Evaluation:
    """Count the numerators and denominators of all `indicators` that have a population, for all months of `frame`.

    The tables of `needed_tables`, and the small relations of `frame`, must be loaded in `runner`.
    """
    by_population: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        if indicator.population is not None:
            by_population[indicator.population].append(indicator)
    counts: list[Counts] = []
    lacking: set[str] = set()
    lacking_dimensions: set[tuple[str, str]] = set()
    for done, (name, members) in enumerate(by_population.items()):
        population = POPULATIONS[name]
        progress(f"Counting {name.replace('-', ' ')}", done, len(by_population))
        plan = Plan.of(population, members, collected)
        lacking |= plan.not_collected
        lacking_dimensions |= plan.dimensions_not_collected
        if plan.measures:
            query = compile_query(frame, plan, dialect=runner.dialect)
            counts += plan.read(runner.run(query).rows)
    progress("Counted", len(by_population), len(by_population))
    return Evaluation(tuple(counts), frozenset(lacking), frozenset(lacking_dimensions))


def needed_tables(indicators: Iterable[Indicator]) -> frozenset[str]:
    """The canonical tables that the populations of these indicators may read."""
    tables = {"person", "involvements", "cin_episodes", "department", "x_team_area"}
    for name in {indicator.population for indicator in indicators if indicator.population is not None}:
        population = POPULATIONS[name]
        tables |= {column.partition(".")[0] for column in population.needs_of(*population.features)}
    return frozenset(tables)


@dataclass(frozen=True, slots=True)
class Taken:
    """One aggregate over the rows of a population: how many, the sum of an amount, or its largest."""

    where: tuple[str, ...]
    amount: str | None = None
    largest: bool = False

    @classmethod
    def of(cls, measure: Measure | None) -> Taken | None:
        """The aggregate of a measure, None where it is taken from elsewhere."""
        if measure is None or measure.where is None:
            return None
        return cls(tuple(sorted(measure.where)), measure.largest or measure.adds, measure.largest is not None)

    @property
    def features(self) -> tuple[str, ...]:
        """The flags and the amount that it reads."""
        return (*self.where, *([self.amount] if self.amount else ()))

    def as_sql(self) -> str:
        """The aggregate over the table `placed`, whose flags are never NULL, in DuckDB's words."""
        taken = "count(*)" if self.amount is None else f"{'max' if self.largest else 'sum'}({self.amount})"
        filtered = f"{taken} FILTER (WHERE {' AND '.join(self.where)})" if self.where else taken
        return f"CAST({filtered} AS BIGINT)"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of one population: the aggregates, the breakdowns, and which indicators they make."""

    population: Population
    measures: Mapping[Taken, str]
    """Each aggregate with the name of its column."""
    members: tuple[tuple[str, str | None, str | None, frozenset[tuple[str, ...]]], ...]
    """Indicator, columns of its numerator and denominator, and its breakdowns."""
    dimensions: tuple[str, ...]
    breakdowns: tuple[tuple[str, ...], ...]
    not_collected: frozenset[str]
    dimensions_not_collected: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, population: Population, indicators: Sequence[Indicator], collected: Collected) -> Plan:
        """The plan for indicators of one population, without what the source cannot feed."""
        measures: dict[Taken, str] = {}
        members = []
        wanted: set[tuple[str, ...]] = set()
        lacking: set[str] = set()
        lacking_dimensions: set[tuple[str, str]] = set()
        for indicator in indicators:
            taken = (Taken.of(indicator.numerator), Taken.of(indicator.denominator))
            features = [name for each in taken if each is not None for name in each.features]
            if not _has(collected, population.needs_of(*features)):
                lacking.add(indicator.id)
                continue
            names = [measures.setdefault(each, f"m{len(measures)}") if each is not None else None for each in taken]
            kept = set()
            for breakdown in indicator.breakdowns:
                absent = [d for d in breakdown if not _has(collected, population.dimensions[d].needs)]
                lacking_dimensions |= {(indicator.id, dimension) for dimension in absent}
                if not absent:
                    kept.add(tuple(sorted(breakdown)))
            wanted |= kept
            members.append((indicator.id, names[0], names[1], frozenset(kept)))
        breakdowns = ((), *sorted(wanted))
        dimensions = tuple(sorted({dimension for breakdown in breakdowns for dimension in breakdown}))
        return cls(
            population,
            measures,
            tuple(members),
            dimensions,
            breakdowns,
            frozenset(lacking),
            frozenset(lacking_dimensions),
        )

    def read(self, rows: Iterable[tuple[object, ...]]) -> Iterator[Counts]:
        """The counts of every indicator from the rows that `compile_query` gives."""
        names = [*self.measures.values()]
        place_of = {name: number for number, name in enumerate(names)}
        cells: dict[tuple[Place, tuple[tuple[str, str], ...]], dict[int, tuple[int | None, ...]]] = defaultdict(dict)
        width = len(AREA_COLUMNS)
        depth = len(self.dimensions)
        for row in rows:
            place = _place(row[1 : 1 + width], row[1 + width])
            if place is None:
                continue
            values = row[2 + width : 2 + width + depth]
            used = self.breakdowns[_number(row[2 + width + depth])]
            by_name = dict(zip(self.dimensions, values, strict=True))
            breakdown = tuple((name, str(by_name[name])) for name in used)
            if any(category == _NO_CATEGORY for _, category in breakdown):
                continue
            counted = tuple(None if value is None else _number(value) for value in row[3 + width + depth :])
            cells[place, breakdown][_number(row[0])] = counted
        for indicator, numerator, denominator, wanted in self.members:
            for (place, breakdown), by_month in cells.items():
                used = tuple(name for name, _ in breakdown)
                if used and used not in wanted:
                    continue
                yield Counts(
                    indicator,
                    place,
                    breakdown,
                    {
                        month: (
                            values[place_of[numerator]] if numerator is not None else None,
                            values[place_of[denominator]] if denominator is not None else None,
                        )
                        for month, values in by_month.items()
                    },
                )


def _has(collected: Collected, needs: Iterable[str]) -> bool:
    return all(collected.has(table, column) for table, _, column in (need.partition(".") for need in needs))


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"an engine gave {type(value).__name__} where a whole number is wanted")
    return value


def _place(areas: Sequence[object], level: object) -> Place | None:
    """The place of a row, None for children who are in no place of that kind."""
    number = _number(level)
    if number == len(AREA_COLUMNS):
        return COUNCIL
    key = areas[number]
    return None if key is None or key == _NO_CATEGORY else Place(AREA_COLUMNS[number], str(key))


def compile_query(frame: Frame, plan: Plan, *, dialect: str) -> str:
    """The one query of a population in an engine's own SQL.

    Its rows: month number, locality, district, team, which of them it is about (3 for the council), every dimension,
    the number of the breakdown, then the aggregates.
    """
    columns = [column_of(dimension) for dimension in plan.dimensions]
    flags = tuple(sorted({flag for taken in plan.measures for flag in taken.where}))
    amounts = tuple(sorted({taken.amount for taken in plan.measures if taken.amount is not None}))
    categories = tuple((name, tuple(plan.population.dimensions[name].categories)) for name in plan.dimensions)

    def make() -> ibis.Table:
        rows = plan.population.build(frame)
        return rows.select(
            "month",
            *amounts,
            team=rows.team.fill_null(_NO_CATEGORY),
            **{flag: rows[flag].fill_null(False) for flag in flags},  # noqa: FBT003 - what is not known is not yes
            **{f"d_{column_of(name)}": _closed(rows[column_of(name)], among) for name, among in categories},
        )

    # The two are put together as text: parsing what Ibis wrote took most of the time that a small council needs.
    about = ("counted rows", plan.population.build, amounts, flags, categories)
    inner = compile_once(frame, make, about=about, dialect=dialect)
    outer = _translated(_roll_up(plan, columns), dialect)
    return f"WITH counted AS ({inner}), {outer.removeprefix('WITH ')}"


@lru_cache(maxsize=128)
def _translated(query: str, dialect: str) -> str:
    """A query in DuckDB's words in those of an engine."""
    return sqlglot.transpile(query, read="duckdb", write=dialect)[0]


def _closed(column: ibis.Value, categories: Sequence[str]) -> ibis.Value:
    """A dimension with the categories of its list alone: a text of the records must never become part of a name."""
    known = column.isin([*categories, *_ALWAYS_KNOWN])
    return ibis.cases((column.isnull(), _NO_CATEGORY), (known, column), else_="unknown")


def _roll_up(plan: Plan, columns: Sequence[str]) -> str:
    """The aggregates by grouping sets, in DuckDB's words, over the common table `counted` that is put before."""
    placed = (
        f"SELECT counted.*, coalesce(a.xtea_locality_area, '{_NO_CATEGORY}') AS locality, "  # noqa: S608
        f"coalesce(a.xtea_district_area, '{_NO_CATEGORY}') AS district "
        "FROM counted LEFT JOIN x_team_area AS a ON counted.team = a.xtea_team_id"
    )
    names = [f"d_{column}" for column in columns]
    numbers = {tuple(f"d_{column_of(name)}" for name in used): number for number, used in enumerate(plan.breakdowns)}
    sets = [("month", *level, *used) for level in ((), ("locality",), ("district",)) for used in numbers]
    sets.append(("month", "team"))
    level = " ".join(f"WHEN grouping({area}) = 0 THEN {number}" for number, area in enumerate(AREA_COLUMNS))
    parts = [
        f"WHEN {' AND '.join(f'grouping({name}) = {0 if name in used else 1}' for name in names)} THEN {number}"
        for used, number in numbers.items()
    ]
    part = f"CASE {' '.join(parts)} END" if names else "0"
    selected = [
        "month",
        *AREA_COLUMNS,
        f"CASE {level} ELSE {len(AREA_COLUMNS)} END AS place_level",
        *names,
        f"{part} AS part",
        *(f"{taken.as_sql()} AS {name}" for taken, name in plan.measures.items()),
    ]
    grouped = ", ".join(f"({', '.join(each)})" for each in sets)
    return (
        f"WITH placed AS ({placed}) "  # noqa: S608 - names of our own only
        f"SELECT {', '.join(selected)} FROM placed GROUP BY GROUPING SETS ({grouped})"
    )

"""The fast way to figures on records given as rows: one compiled query for each population, in one DuckDB."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import ibis

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.indicators.schema import Indicator
from crossfoot.populations import POPULATIONS
from crossfoot.populations.evaluate import Counts, Plan, compile_query
from crossfoot.populations.frame import Frame, relation_columns
from crossfoot.populations.population import column_of
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.periods import Period

Rows = Sequence[Mapping[str, Any]]
Records = Mapping[str, Rows]
"""Rows by canonical table and column; what is left out is NULL."""
_BATCH = 200


class Everything:
    """A source that gave every table and column."""

    def has(self, table: str, *columns: str) -> bool:
        """Always."""
        del table, columns
        return True


@dataclass(frozen=True)
class Gave:
    """The rows of a query."""

    rows: list[tuple[object, ...]]


class Fast:
    """Counts of every indicator for the given months, compiled once and run on any records."""

    def __init__(self, months: Sequence[Period], *, catalogue: Catalogue | None = None) -> None:
        self.catalogue = catalogue or Catalogue.load(shipped_definitions())
        self.standard = Standard.load()
        self.frame = Frame(standard=self.standard, months=months, timescales=self.catalogue.timescales)
        self._plans: dict[str, tuple[Plan, str]] = {}
        self._row_queries: dict[str, str] = {}
        self._connection = duckdb.connect(":memory:", config={"threads": "1"})
        self._filled: set[str] = set()
        for name in self.standard.tables:
            self._create(name, relation_columns(self.standard, name))
        for small in self.frame.small_relations():
            self._create(small.name, small.columns)
            self._insert(small.name, list(small.columns), small.rows)

    def members(self, population: str) -> list[Indicator]:
        """The indicators that count rows of a population."""
        return [each for each in self.catalogue.indicators.values() if each.population == population]

    def load(self, records: Records) -> None:
        """Put these rows in place of those before."""
        for name in self._filled:
            self._connection.execute(f"DELETE FROM {name}")  # noqa: S608
        self._filled = {name for name, rows in records.items() if rows}
        for name in self._filled:
            columns = list(relation_columns(self.standard, name))
            unknown = {column for row in records[name] for column in row} - set(columns)
            assert not unknown, f"{name} has no columns {unknown}"
            rows = [{"source_file": f"{name}.csv", "source_row": n, **row} for n, row in enumerate(records[name], 2)]
            self._insert(name, columns, [tuple(row.get(column) for column in columns) for row in rows])

    def counts(self, population: str) -> list[Counts]:
        """What is counted of the indicators of a population in the rows that were loaded."""
        if population not in self._plans:
            plan = Plan.of(POPULATIONS[population], self.members(population), Everything())
            self._plans[population] = plan, compile_query(self.frame, plan, dialect="duckdb")
        plan, query = self._plans[population]
        return list(plan.read(self._connection.execute(query).fetchall()))

    def rows(self, population: str) -> list[dict[str, Any]]:
        """Every row of a population in the months, with every feature, NULL flags as no."""
        chosen = POPULATIONS[population]
        if population not in self._row_queries:
            built = chosen.build(self.frame)
            built = built.select("month", "person_id", "day", "team", *(column_of(name) for name in chosen.features))
            self._row_queries[population] = ibis.to_sql(built, dialect="duckdb")
        found = self._connection.execute(self._row_queries[population])
        names = [str(column[0]) for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def columns_read(self, population: str) -> set[tuple[str, str]]:
        """Table and column of everything that DuckDB reads to make the rows of a population, features included."""
        self.rows(population)
        explained = self._connection.execute(f"EXPLAIN (FORMAT JSON) {self._row_queries[population]}").fetchone()
        assert explained is not None
        found: set[tuple[str, str]] = set()
        ahead = list(json.loads(explained[1]))
        while ahead:
            node = ahead.pop()
            ahead += node["children"]
            info = node["extra_info"]
            table = str(info.get("Table", "")).rpartition(".")[2]
            if table in self.standard.tables:
                said = json.dumps([info.get("Projections"), info.get("Filters")])
                found |= {(table, name) for name in relation_columns(self.standard, table) if name in said}
        return found

    @contextmanager
    def without(self, table: str, column: str) -> Iterator[None]:
        """The rows that were loaded, with a column blank in all of them."""
        self._connection.execute("BEGIN")
        self._connection.execute(f'UPDATE {table} SET "{column}" = NULL')  # noqa: S608
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def _create(self, name: str, columns: Mapping[str, str]) -> None:
        typed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        self._connection.execute(f"CREATE TABLE {name} ({typed})")

    def _insert(self, name: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        place = f"({', '.join('?' * len(columns))})"
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            values = ", ".join([place] * len(batch))
            self._connection.execute(f"INSERT INTO {name} VALUES {values}", [cell for row in batch for cell in row])  # noqa: S608

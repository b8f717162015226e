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
_FEW = 20


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
    """Counts of every indicator for the given months, compiled once and run on any records; no breakdowns of them."""

    def __init__(self, months: Sequence[Period], *, catalogue: Catalogue | None = None) -> None:
        self.catalogue = catalogue or Catalogue.load(shipped_definitions())
        self.standard = Standard.load()
        self.frame = Frame(standard=self.standard, months=months, timescales=self.catalogue.timescales)
        self._plans: dict[str, tuple[Plan, str]] = {}
        self._row_queries: dict[str, str] = {}
        self._counted: dict[str, list[Counts]] = {}
        self._connection = duckdb.connect(":memory:", config={"threads": "1"})
        self._filled: set[str] = set()
        for name in self.standard.tables:
            self._create(name, relation_columns(self.standard, name))
        for small in self.frame.small_relations():
            self._create(small.name, small.columns)
            self._insert(small.name, small.columns, small.rows)

    def members(self, population: str) -> list[Indicator]:
        """The indicators that count rows of a population, without their breakdowns, which take as long to compile."""
        members = [each for each in self.catalogue.indicators.values() if each.population == population]
        return [each.model_copy(update={"breakdowns": ()}) for each in members]

    def load(self, records: Records) -> None:
        """Put these rows in place of those before."""
        self._counted.clear()
        for name in self._filled:
            self._connection.execute(f"DELETE FROM {name}")  # noqa: S608
        self._filled = {name for name, rows in records.items() if rows}
        for name in self._filled:
            columns = relation_columns(self.standard, name)
            unknown = {column for row in records[name] for column in row} - columns.keys()
            assert not unknown, f"{name} has no columns {unknown}"
            rows = [{"source_file": f"{name}.csv", "source_row": n, **row} for n, row in enumerate(records[name], 2)]
            self._insert(name, columns, [tuple(row.get(column) for column in columns) for row in rows])

    def counts(self, population: str) -> list[Counts]:
        """What is counted of the indicators of a population in the rows that were loaded."""
        if population not in self._plans:
            plan = Plan.of(POPULATIONS[population], self.members(population), Everything())
            self._plans[population] = plan, compile_query(self.frame, plan, dialect="duckdb")
        if population not in self._counted:
            plan, query = self._plans[population]
            self._counted[population] = list(plan.read(self._connection.execute(query).fetchall()))
        return self._counted[population]

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

    def _insert(self, name: str, columns: Mapping[str, str], rows: Sequence[tuple[object, ...]]) -> None:
        if len(rows) > _FEW:
            # A list for each column: thousands of rows in a tenth of the time.
            lists = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in columns.values())
            cells = [list(column) for column in zip(*rows, strict=True)]
            self._connection.execute(f"INSERT INTO {name} SELECT {lists}", cells)
        elif rows:
            places = ", ".join([f"({', '.join('?' * len(columns))})"] * len(rows))
            self._connection.execute(f"INSERT INTO {name} VALUES {places}", [cell for row in rows for cell in row])  # noqa: S608

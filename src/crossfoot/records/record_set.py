"""A folder of canonical Parquet files, opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

import duckdb

from crossfoot.records.engine import connect, scan
from crossfoot.records.raw_tables import SOURCE_COLUMNS
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity


class UnknownTableError(KeyError):
    """Raised for a table that the records do not have. Says which come near."""

    def __init__(self, table: str, tables: Mapping[str, object]) -> None:
        near = get_close_matches(table, tables, n=3)
        self.message = f"The records have no table {table!r}." + (f" Did you mean {', '.join(near)}?" if near else "")
        super().__init__(table)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class RecordSet:
    """The tables of a folder, each with the columns that its source had."""

    folder: Path
    _columns: Mapping[str, Mapping[str, str]]
    _counts: Mapping[str, int]

    @classmethod
    def open(cls, folder: Path) -> RecordSet:
        """The records in `folder`. Raises InputRefused where there are none, or a file is not one of ours."""
        paths = sorted(folder.glob("*.parquet"))
        if not paths:
            raise InputRefused([_refusal("There are no records in the folder.", folder.name)])
        columns: dict[str, Mapping[str, str]] = {}
        counts: dict[str, int] = {}
        issues: list[Issue] = []
        with connect(paths) as connection:
            for path in paths:
                try:
                    described = connection.execute(f"DESCRIBE SELECT * FROM {scan(path)}").fetchall()  # noqa: S608
                    counted = connection.execute(f"SELECT count(*) FROM {scan(path)}").fetchone()  # noqa: S608
                except duckdb.Error:
                    issues.append(_refusal("The file cannot be read as Parquet.", path.name))
                    continue
                found = {str(row[0]): str(row[1]) for row in described}
                if not found.keys() >= set(SOURCE_COLUMNS):
                    issues.append(_refusal("The file does not say where its rows come from.", path.name))
                columns[path.stem] = MappingProxyType(found)
                counts[path.stem] = int(counted[0]) if counted is not None else 0
        if issues:
            raise InputRefused(issues)
        return cls(folder, MappingProxyType(columns), MappingProxyType(counts))

    @property
    def tables(self) -> tuple[str, ...]:
        """The ids of its tables, sorted."""
        return tuple(self._columns)

    def path(self, table: str) -> Path:
        """The Parquet file of the table. Raises UnknownTableError."""
        self.columns(table)
        return self.folder / f"{table}.parquet"

    def columns(self, table: str) -> Mapping[str, str]:
        """Name and SQL type of the columns that were collected. Raises UnknownTableError."""
        if table not in self._columns:
            raise UnknownTableError(table, self._columns)
        return self._columns[table]

    def has(self, table: str, *columns: str) -> bool:
        """True where the table is there with all of those columns."""
        return table in self._columns and self._columns[table].keys() >= set(columns)

    def count(self, table: str) -> int:
        """How many rows the table has. Raises UnknownTableError."""
        self.columns(table)
        return self._counts[table]

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A database in memory with a view of each table, named after it, that can reach nothing else."""
        connection = connect(self.path(table) for table in self.tables)
        for table in self.tables:
            connection.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM {scan(self.path(table))}")  # noqa: S608
        return connection


def _refusal(message: str, file: str) -> Issue:
    advice = "Read the extract again: this folder was not written by this version of crossfoot, or was changed."
    return Issue("RECORDS-FOLDER", Severity.ERROR, message, advice, file)

"""Write rows of text to Parquet, table by table, without holding more than a batch of any of them in memory.

The files go into the scratch folder that the caller gave, and nowhere else: they hold children's data.
"""

from __future__ import annotations

import glob
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import duckdb

from crossfoot.records.raw_tables import SOURCE_COLUMNS, RawTable

Combine = Literal["keep", "distinct", "merge"]
"""What happens to rows of one table that say the same thing.

`keep`: nothing. `distinct`: of rows with the same text in every column the first stays (a child listed in several
sheets). `merge`: rows with one key that come from different parts become one, the first text of each column (a referral
in one sheet and its closure in another); a second row with that key in one part stays a row of its own.
"""
BATCH_ROWS = 20_000
_ORDER, _PART = "crossfoot_order", "crossfoot_part"


@dataclass(slots=True)
class _Stream:
    """The rows of one table that come from one part of the source, all with the same columns."""

    table: str
    columns: tuple[str, ...]
    part: int
    rows: list[tuple[str | None, ...]] = field(default_factory=list)
    written: bool = False


@dataclass(slots=True)
class RawTableWriter:
    """Takes rows of text and leaves one Parquet file per table in `folder`.

    `combine` and `keys` are by table; a table with `merge` must have a key. Use it in a `with` block: leaving it by an
    exception, or without `finish`, removes what was written.
    """

    folder: Path
    keys: Mapping[str, Sequence[str]]
    combine: Mapping[str, Combine] = field(default_factory=dict)
    batch_rows: int = BATCH_ROWS
    _streams: list[_Stream] = field(default_factory=list)
    _batches: dict[str, list[Path]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _first: dict[str, tuple[str, int]] = field(default_factory=dict)
    _connection: duckdb.DuckDBPyConnection | None = None
    _finished: bool = False

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._connection = connect_scratch(self.folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
        if kind is not None or not self._finished:
            self._remove_batches()
            for table in self._counts:
                self._path(table).unlink(missing_ok=True)

    def open_stream(self, table: str, columns: Sequence[str]) -> int:
        """The number of a new stream of rows with these columns, to be given to `add`."""
        self._streams.append(_Stream(table, tuple(columns), len(self._streams)))
        return len(self._streams) - 1

    def add(self, stream: int, values: Sequence[str | None], *, file: str, row: int) -> None:
        """One row: its text in the order of the stream's columns, None where it is blank, and where it came from."""
        to = self._streams[stream]
        count = self._counts.get(to.table, 0)
        if count == 0:
            self._first[to.table] = (file, row)
        self._counts[to.table] = count + 1
        to.rows.append((*values, file, str(row), str(count)))
        if len(to.rows) >= self.batch_rows:
            self._write_batch(to)

    def count(self, table: str) -> int:
        """Rows added to the table so far."""
        return self._counts.get(table, 0)

    def finish(self, *, streams: Collection[int] | None = None) -> dict[str, RawTable]:
        """Write the tables out. One without rows has its columns and no row.

        Where `streams` are given, the others must be without rows: they are parts that the source does not have, and
        their columns are left out.
        """
        if streams is not None:
            self._streams = [stream for stream in self._streams if stream.part in streams]
        for stream in self._streams:
            if stream.rows or not stream.written:
                self._write_batch(stream)
        tables: dict[str, RawTable] = {}
        for table in dict.fromkeys(stream.table for stream in self._streams):
            self._write_table(table)
            file, row = self._first.get(table, ("", 1))
            tables[table] = RawTable(self._path(table), file, row)
        self._remove_batches()
        self._finished = True
        return tables

    def _path(self, table: str) -> Path:
        return self.folder / f"{table}.parquet"

    def _remove_batches(self) -> None:
        for paths in self._batches.values():
            for path in paths:
                path.unlink(missing_ok=True)
        self._batches.clear()

    def _write_batch(self, stream: _Stream) -> None:
        paths = self._batches.setdefault(stream.table, [])
        path = self.folder / f"{stream.table}.{len(paths):06}.batch"
        names = (*stream.columns, *SOURCE_COLUMNS, _ORDER)
        values = [list(column) for column in zip(*stream.rows, strict=True)] or [[] for _ in names]
        kinds = ["VARCHAR"] * (len(names) - 2) + ["BIGINT", "BIGINT"]
        selected = ", ".join(
            f"unnest(${number}::VARCHAR[])::{kind} AS {_name(name)}"
            for number, (name, kind) in enumerate(zip(names, kinds, strict=True), start=1)
        )
        self._execute(
            f"COPY (SELECT {selected}, {stream.part}::INTEGER AS {_PART}) TO {path_literal(path)} (FORMAT parquet)",
            values,
        )
        paths.append(path)
        stream.rows.clear()
        stream.written = True

    def _write_table(self, table: str) -> None:
        columns = list(dict.fromkeys(name for s in self._streams if s.table == table for name in s.columns))
        key = list(self.keys.get(table, ()))
        batches = ", ".join(path_literal(path) for path in self._batches[table])
        source = f"read_parquet([{batches}], union_by_name = true)"
        selected = _selection(self.combine.get(table, "keep"), columns, [name for name in key if name in columns])
        sql = selected.format(source=source)
        target = path_literal(self._path(table))
        self._execute(f"COPY ({sql}) TO {target} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)")

    def _execute(self, sql: str, parameters: list[list[str | None]] | None = None) -> None:
        if self._connection is None:
            raise RuntimeError("use the writer in a `with` block")
        self._connection.execute(sql, parameters)


def _selection(combine: Combine, columns: Sequence[str], key: Sequence[str]) -> str:
    """The query that makes a table of its batches, `{source}` standing for them."""
    names = ", ".join(map(_name, columns))
    file, row = SOURCE_COLUMNS
    if combine == "distinct":
        first = f"arg_min({file}, {_ORDER}) AS {file}, arg_min({row}, {_ORDER}) AS {row}"
        # S608 here and below: names of columns of the standard and of ours, never text of a file.
        return f"SELECT {names}, {first} FROM {{source}} GROUP BY ALL ORDER BY min({_ORDER})"  # noqa: S608
    if combine == "merge" and key:
        keys = ", ".join(map(_name, key))
        others = "".join(
            f"arg_min({_name(name)}, {_ORDER}) FILTER ({_name(name)} IS NOT NULL) AS {_name(name)}, "
            for name in columns
            if name not in key
        )
        first = f"arg_min({file}, {_ORDER}) AS {file}, arg_min({row}, {_ORDER}) AS {row}"
        numbered = f"row_number() OVER (PARTITION BY {keys}, {_PART} ORDER BY {_ORDER}) AS repeat"
        return (
            f"SELECT {names}, {file}, {row} FROM (SELECT {keys}, {others}{first}, min({_ORDER}) AS place "  # noqa: S608
            f"FROM (SELECT *, {numbered} FROM {{source}}) GROUP BY {keys}, repeat) ORDER BY place"
        )
    return f"SELECT {names}, {file}, {row} FROM {{source}} ORDER BY {_ORDER}"  # noqa: S608


def connect_scratch(folder: Path) -> duckdb.DuckDBPyConnection:
    """An embedded database that can reach the scratch folder and nothing else."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": "1",
            "memory_limit": "1GB",
            "temp_directory": str(folder / "spill"),
            "preserve_insertion_order": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )
    connection.execute(f"SET allowed_directories = [{_text(str(folder))}, {_text(glob.escape(str(folder)))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def path_literal(path: Path) -> str:
    """The path as SQL writes a text."""
    return _text(str(path))


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

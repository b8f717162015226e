"""One table in one Parquet file, by an embedded DuckDB that can reach nothing else."""

from __future__ import annotations

import glob
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from crossfoot.vocabulary.issues import InputRefused, Issue, Severity

ROW_GROUP_ROWS = 122_880
"""Rows in a row group: fixed, so that the same rows give the same bytes with another default."""


def write_parquet_table(path: Path, columns: Mapping[str, tuple[str, Sequence[object]]]) -> None:
    """Write columns of equal length, each with its SQL type. The same rows give the same bytes."""
    selected = ", ".join(
        f"unnest(${number}::{kind}[]) AS {name}" for number, (name, (kind, _)) in enumerate(columns.items(), start=1)
    )
    with _connect(path) as connection:
        connection.execute(f"CREATE TABLE written AS SELECT {selected}", [list(v) for _, v in columns.values()])
        connection.execute(
            f"COPY written TO {_literal(str(path))} (FORMAT parquet, COMPRESSION zstd, "
            f"ROW_GROUP_SIZE {ROW_GROUP_ROWS}, USE_TMP_FILE false)"
        )


def read_parquet_table(path: Path, columns: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """The rows of those columns (name to SQL type), in the order of the file.

    Raises InputRefused for a file that is not there, is not Parquet, or has other columns.
    """
    if not path.is_file():
        raise InputRefused([_refusal(path, "The file is not there.")])
    # A folder named `2017[1]` is no pattern: special characters are escaped for DuckDB's file search.
    source = _literal(glob.escape(str(path)))
    try:
        with _connect(path) as connection:
            described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({source})").fetchall()  # noqa: S608
            found = {str(row[0]): str(row[1]) for row in described}
            if found != dict(columns):
                raise InputRefused([_refusal(path, _column_difference(found, columns))])
            selected = ", ".join(columns)
            return connection.execute(f"SELECT {selected} FROM read_parquet({source})").fetchall()  # noqa: S608
    except duckdb.Error as error:
        first_line = str(error).splitlines()[0].replace(str(path), path.name)
        raise InputRefused([_refusal(path, f"The file cannot be read as Parquet: {first_line}")]) from None


def unreadable_row(path: Path, row: int, error: Exception) -> InputRefused:
    """The refusal of a file whose row, counted from 1, holds something that crossfoot did not write."""
    return InputRefused([_refusal(path, f"Row {row} cannot be read: {error}.", row)])


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": "1",
            "preserve_insertion_order": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )
    # Both spellings: reading is asked for the escaped one, and looks for the other.
    connection.execute(f"SET allowed_paths = [{_literal(str(path))}, {_literal(glob.escape(str(path)))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _column_difference(found: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    missing = sorted(wanted.keys() - found.keys())
    strange = sorted(found.keys() - wanted.keys())
    if missing:
        return f"The file lacks the columns {', '.join(missing)}."
    if strange:
        return f"The file has the unknown columns {', '.join(strange)}."
    return "The columns are of other types, or in another order, than crossfoot writes."


def _refusal(path: Path, message: str, row: int | None = None) -> Issue:
    advice = (
        "Close the month again from its input: this file was not written by this version of crossfoot, or was changed."
    )
    return Issue("FIGURES-FILE-UNREADABLE", Severity.ERROR, message, advice, path.name, row)

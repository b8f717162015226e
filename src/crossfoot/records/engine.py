"""An embedded DuckDB that reaches the files it is given and nothing else, and SQL text that cannot be broken out of."""

from __future__ import annotations

import csv
import glob
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

ROW_GROUP_ROWS = 122_880
"""Rows in a row group: fixed, so that the same rows give the same bytes with another default."""


def connect(paths: Iterable[Path]) -> duckdb.DuckDBPyConnection:
    """A database in memory, of one thread so that rows keep the order of their file, that sees `paths` only."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": "1",
            "preserve_insertion_order": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            # A child's record must not be spilled to a folder that nobody empties.
            "temp_directory": "",
        },
    )
    # Both spellings: reading is asked for the escaped one, and looks for the other.
    spellings = [spelling for path in paths for spelling in (str(path), glob.escape(str(path)))]
    allowed = ", ".join(literal(spelling) for spelling in dict.fromkeys(spellings))
    connection.execute(f"SET allowed_paths = [{allowed}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def scan(path: Path) -> str:
    """The table function that reads a Parquet file, or a CSV file with a header as text, in the order of the file.

    Raises OSError or UnicodeDecodeError where the header of a CSV file cannot be read; DuckDB says the rest.
    """
    source = file_literal(path)
    if path.suffix.lower() == ".parquet":
        return f"read_parquet({source})"
    return f"read_csv({source}, {csv_options(read_header(path))})"


def file_literal(path: Path) -> str:
    """The path as DuckDB's file search wants it: a folder named `2017[1]` is no pattern."""
    return literal(glob.escape(str(path)))


def read_header(path: Path) -> list[str]:
    """The cells of the first line of a CSV file, empty for an empty file. Raises OSError or UnicodeDecodeError."""
    # One line of bytes: a text stream would also decode the rows that follow, and blame the header for them.
    with path.open("rb") as stream:
        line = stream.readline().decode("utf-8-sig")
    return next(csv.reader([line]), [])


def csv_options(header: Sequence[str]) -> str:
    """How a comma separated file with that header is read, every cell as text: nothing about it is guessed."""
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in header)
    return (
        "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
        f"strict_mode = true, columns = {{{columns}}}"
    )


def copy_to_parquet(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write the rows of `query`, in their order; the same rows give the same bytes."""
    connection.execute(
        f"COPY ({query}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd, "
        f"ROW_GROUP_SIZE {ROW_GROUP_ROWS}, USE_TMP_FILE false)"
    )


def literal(text: str) -> str:
    """`text` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """`name` as an SQL name."""
    return '"' + name.replace('"', '""') + '"'


def words(texts: Iterable[str]) -> str:
    """An SQL list in brackets, for `IN`; texts in sorted order, so that the same set gives the same query."""
    return "(" + ", ".join(literal(text) for text in sorted(texts)) + ")"

"""Look into what a reader of records left, and the checks that every format must pass."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from crossfoot.records.raw_tables import Read
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.issues import Severity

STANDARD = Standard.load()
MARKER = "ZZMARKERZZ"

Reader = Callable[[Path, Path], Read]
"""Source and scratch folder in, records out."""


@cache
def reading() -> duckdb.DuckDBPyConnection:
    """The one database that files are looked at with: opening one takes longer than looking."""
    return duckdb.connect(config={"enable_external_file_cache": "false"})


def rows(read: Read, table: str) -> list[dict[str, Any]]:
    found = reading().execute("SELECT * FROM read_parquet(?)", [str(read.tables[table].relation)])
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def columns(read: Read, table: str) -> set[str]:
    found = reading().execute("SELECT * FROM read_parquet(?) LIMIT 0", [str(read.tables[table].relation)])
    return {column[0] for column in found.description or ()} - {"source_file", "source_row"}


def errors(read: Read) -> list[str]:
    return [issue.code for issue in read.issues if issue.severity is Severity.ERROR]


def codes(read: Read) -> set[str]:
    return {issue.code for issue in read.issues}


def check_sound(read: Read) -> None:
    """What holds of every read: errors leave nothing, feeds are columns that exist, and tables hold what is fed."""
    if errors(read):
        assert not read.tables
        assert not read.feeds
    for table in read.tables:
        names = {column.name for column in STANDARD.tables[table].columns}
        held = columns(read, table)
        assert held <= names
        assert {f"{table}.{name}" for name in held} <= read.feeds
    assert {name.partition(".")[0] for name in read.feeds} == set(read.tables)


def check_says_nothing(read: Read) -> None:
    assert [str(issue) for issue in read.issues if MARKER in str(issue)] == []

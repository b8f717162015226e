"""Invented extracts, a few rows long."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from crossfoot.records.canonical import write_canonical
from crossfoot.records.raw_tables import RawTable
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.issues import Issue

Rows = Sequence[Mapping[str, str]]


def write_csv(path: Path, rows: Rows) -> Path:
    """A CSV file with every column that any row has."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_records(folder: Path, tables: Mapping[str, Rows]) -> tuple[RecordSet, tuple[Issue, ...]]:
    """The canonical records of those rows, and what was said about the cells, without absent tables and columns."""
    raw = {
        name: RawTable(write_csv(folder / "raw" / f"{name}.csv", rows), f"{name}.csv") for name, rows in tables.items()
    }
    issues = write_canonical(raw, folder / "records", standard=Standard.load())
    told = tuple(issue for issue in issues if not issue.code.endswith("-ABSENT"))
    return RecordSet.open(folder / "records"), told


def column(records: RecordSet, table: str, name: str) -> list[Any]:
    """The values of a column in the order of the file."""
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(records.path(table))).select(name)
        return [row[0] for row in found.fetchall()]


def places(issues: Sequence[Issue]) -> list[tuple[str, int | None, str]]:
    """Code, row and field of each."""
    return [(issue.code, issue.row, issue.field) for issue in issues]

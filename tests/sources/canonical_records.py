"""Take what a reader found all the way to canonical tables, and look into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from read_records import STANDARD, reading

from crossfoot.records.canonical import write_canonical
from crossfoot.records.raw_tables import Read
from crossfoot.records.record_set import RecordSet
from crossfoot.vocabulary.issues import Issue


def to_canonical(found: Read, folder: Path) -> tuple[RecordSet, list[Issue]]:
    """The records, and what was said about their cells, without tables and columns that are absent."""
    issues = write_canonical(found.tables, folder, standard=STANDARD)
    return RecordSet.open(folder), [issue for issue in issues if not issue.code.endswith("-ABSENT")]


def rows_of(records: RecordSet, table: str) -> list[dict[str, Any]]:
    """Each row with what is not blank, without its file; `source_row` is its row."""
    found = reading().execute("SELECT * EXCLUDE (source_file) FROM read_parquet(?)", [str(records.path(table))])
    names = [column[0] for column in found.description or ()]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None} for row in found.fetchall()
    ]


def check_rows(records: RecordSet, expected: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Every table holds exactly the rows that are expected of it, and there is no other table with rows."""
    filled = {table for table in records.tables if records.count(table)}
    assert filled == {table for table, rows in expected.items() if rows}
    for table, rows in expected.items():
        assert rows_of(records, table) == list(rows), table


def check_fed(found: Read, records: RecordSet) -> None:
    """What was fed is a column of the canonical tables, what was not fed is none, and so cannot be taken for 0."""
    for table in STANDARD.tables.values():
        fed = {name.partition(".")[2] for name in found.feeds if name.startswith(f"{table.id}.")}
        assert records.has(table.id) == bool(fed)
        if not fed:
            continue
        kept = records.columns(table.id)
        for column in table.columns:
            stem = column.name.removesuffix("_json")
            made = any(name == stem or name.startswith(f"{stem}_is_") for name in kept)
            is_kept = column.name in kept or (column.type == "json" and made)
            assert is_kept == (column.name in fed), column.name

"""A made-up county read back as anybody reads an extract, with Python values for the plain reference."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from crossfoot.records.canonical import write_canonical
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.sources.safeguarding_dataset import read_safeguarding_dataset
from crossfoot.synthetic import AnswerKey
from crossfoot.vocabulary.issues import Issue, Severity

KEPT = ("care_leavers", "cla_immunisations")
AS_AT_MONTH = "2017-01"
Rows = list[dict[str, object]]
Extract = tuple[RecordSet, tuple[Issue, ...]]


@dataclass(frozen=True)
class County:
    """A county with faults, and its answer key."""

    folder: Path
    key: AnswerKey


def read_extract(folder: Path, scratch: Path) -> Extract:
    """The canonical records of the CSV files in `folder`, and every issue of reading them."""
    standard = Standard.load()
    read = read_safeguarding_dataset(folder, standard=standard, scratch=scratch / "raw")
    issues = (*read.issues, *write_canonical(read.tables, scratch / "records", standard=standard))
    assert not [issue for issue in issues if issue.severity is Severity.ERROR]
    return RecordSet.open(scratch / "records"), issues


def rows_of(records: RecordSet, table: str) -> Rows:
    """Every row of a table, by column."""
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(records.path(table)))
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def read_county(folder: Path, records: RecordSet, scratch: Path) -> dict[str, Rows]:
    """Every table of the extract; those of the current state with their kept copies, each row with its month."""
    tables = {table: rows_of(records, table) for table in records.tables}
    for table in KEPT:
        for row in tables[table]:
            row["kept_month"] = AS_AT_MONTH
    for kept in sorted((folder / "kept").iterdir()):
        copies, _ = read_extract(kept, scratch / kept.name)
        for table in KEPT:
            tables[table] += [{**row, "kept_month": kept.name} for row in rows_of(copies, table)]
    return tables

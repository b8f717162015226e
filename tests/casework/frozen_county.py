"""An invented county as it lies in the row zone: frozen records in a folder, and a snapshot counted from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from invented_county import CATALOGUE, STANDARD, with_sources

from crossfoot.figures.derive import derive_figures
from crossfoot.figures.snapshot import Snapshot, write_snapshot
from crossfoot.operations.count_records import count_records
from crossfoot.populations.frame import relation_columns
from crossfoot.populations.supply import RECORDS_TABLE
from crossfoot.records.digest import sha256_of_file
from crossfoot.records.frozen import ISSUES_FILE, MANIFEST_FILE, TABLES, FrozenRecords, RecordsManifest
from crossfoot.vocabulary.periods import Period

AS_AT = date(2017, 2, 8)
COUNCIL = "norfolk"


def freeze(records: Mapping[str, Sequence[Mapping[str, Any]]], folder: Path, *, as_at: date = AS_AT) -> FrozenRecords:
    """The records as Parquet files under a manifest, each table with every column it can have."""
    tables = folder / TABLES
    tables.mkdir(parents=True)
    for name, rows in with_sources(records).items():
        columns = relation_columns(STANDARD, name)
        with duckdb.connect() as connection:
            typed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
            connection.execute(f"CREATE TABLE t ({typed})")
            if rows:
                lists = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in columns.values())
                cells = [[row.get(column) for row in rows] for column in columns]
                connection.execute(f"INSERT INTO t SELECT {lists}", cells)
            connection.execute(f"COPY t TO '{tables / f'{name}.parquet'}' (FORMAT parquet)")
    (folder / ISSUES_FILE).write_text("")
    files = [*sorted(tables.iterdir()), folder / ISSUES_FILE]
    kept = sorted({str(row["kept_month"]) for row in records["care_leavers"] if str(row["kept_month"]) <= "2017-01"})
    manifest = RecordsManifest(
        council=COUNCIL,
        kind="safeguarding-dataset",
        month="2017-01",
        as_at=as_at,
        since="2015-01",
        kept=tuple(kept),
        standard=STANDARD.hash(),
        set_aside={},
        files={path.relative_to(folder).as_posix(): sha256_of_file(path) for path in files},
    )
    (folder / MANIFEST_FILE).write_bytes(manifest.as_json())
    return FrozenRecords.open(folder)


def close(frozen: FrozenRecords, folder: Path) -> Snapshot:
    """The snapshot of January 2017 with the figures that the records feed."""
    month = Period.parse("2017-01")
    supplied, issues = count_records(frozen, catalogue=CATALOGUE, standard=STANDARD, month=month)
    figures, _ = derive_figures(
        supplied,
        catalogue=CATALOGUE,
        area=COUNCIL,
        month=month,
        precedence=(RECORDS_TABLE,),
        tables={RECORDS_TABLE: RECORDS_TABLE},
    )
    return write_snapshot(
        folder,
        source=frozen.folder,
        files=(),
        council=COUNCIL,
        organisation="Invented county",
        title="Invented county",
        month=month,
        as_at=frozen.manifest.as_at,
        catalogue=CATALOGUE,
        figures=figures,
        supplied=supplied,
        issues=issues,
        records=frozen.digest,
    )

"""Freeze children's records: read a source into canonical tables in the row zone, with all that is wrong with them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from crossfoot.figures.issue_table import issues_as_csv
from crossfoot.populations.frame import KEPT_TABLES
from crossfoot.records.canonical import write_canonical
from crossfoot.records.checks import find_record_issues
from crossfoot.records.digest import sha256_of_file
from crossfoot.records.duplicates import set_duplicates_aside
from crossfoot.records.frozen import (
    ISSUES_FILE,
    MANIFEST_FILE,
    QUALITY_FILE,
    SET_ASIDE,
    TABLES,
    FrozenRecords,
    RecordsManifest,
)
from crossfoot.records.kept_state import write_with_kept
from crossfoot.records.quality import count_findings
from crossfoot.records.raw_tables import Read
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.sources.input_file import RecordsInput
from crossfoot.sources.records import read_records
from crossfoot.storage.aside import folder_aside, put_in_place
from crossfoot.vocabulary.issues import Issue, Severity, check_issues
from crossfoot.vocabulary.periods import Period

SHOWN = 13
"""Months over which faults are counted."""


def freeze_records(
    source: Path,
    said: RecordsInput,
    out: Path,
    *,
    council: str,
    month: Period,
    as_at: date,
    standard: Standard,
    reads: Mapping[str, Collection[str]],
) -> tuple[FrozenRecords, tuple[Issue, ...]]:
    """Read the records that `input.yaml` in `source` names and write them to the folder `out`; every issue found.

    `reads` says which columns each indicator rests on, so that an issue can name those that it moves. `out` is for
    those entitled to see children's records: only its owner can open it. Nothing is written where a file could not be
    read, or a column that a table cannot do without is not there: InputRefused with everything found.
    """
    with folder_aside(out) as written, tempfile.TemporaryDirectory(dir=written.parent) as scratch:
        written.chmod(0o700)
        read = _read(source, said, Path(scratch), standard=standard)
        issues = list(check_issues(read.issues))
        issues += _write_tables(read, written / TABLES, standard)
        kept, kept_issues = _read_kept(source, said, Path(scratch), month=month, standard=standard)
        issues += kept_issues
        records = RecordSet.open(written / TABLES)
        issues += find_record_issues(records, standard=standard, as_at=as_at, reads=reads)
        # Before repeated keys are set aside and kept copies are added: both would be counted as faults, or hide them.
        quality = count_findings(records, standard=standard, as_at=as_at, months=month.last(SHOWN), reads=reads)
        moved = set_duplicates_aside(written / TABLES, written / SET_ASIDE, standard=standard)
        for table in KEPT_TABLES:
            if records.has(table):
                copies = {code: folder / f"{table}.parquet" for code, folder in kept.items()}
                copies = {code: path for code, path in copies.items() if path.is_file()}
                write_with_kept(written / TABLES / f"{table}.parquet", month=month.code, kept=copies)
        (written / QUALITY_FILE).write_bytes(quality.as_json())
        (written / ISSUES_FILE).write_bytes(issues_as_csv(issues))
        files = sorted(path for path in written.rglob("*") if path.is_file())
        manifest = RecordsManifest(
            council=council,
            kind=said.kind,
            month=month.code,
            as_at=as_at,
            since=Period.month_of(said.since).code,
            kept=tuple(sorted({*kept, month.code})),
            standard=standard.hash(),
            set_aside=moved,
            files={path.relative_to(written).as_posix(): sha256_of_file(path) for path in files},
        )
        (written / MANIFEST_FILE).write_bytes(manifest.as_json())
        for path in written.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
        FrozenRecords.open(written)
        _keep_access_log(out, written)
        put_in_place(written, out)
        out.chmod(0o700)
    return FrozenRecords.open(out), tuple(issues)


def _read(source: Path, said: RecordsInput, scratch: Path, *, standard: Standard) -> Read:
    return read_records(
        said.kind,
        said.url_from or "" if said.path is None else source / said.path,
        standard=standard,
        scratch=scratch / "read",
        column_map=source / said.column_map if said.column_map is not None else None,
        schema=said.schema_name,
    )


def _write_tables(read: Read, folder: Path, standard: Standard) -> tuple[Issue, ...]:
    issues = write_canonical(read.tables, folder, standard=standard)
    check_issues(issue for issue in issues if issue.row is None or issue.code in _STOPS)
    return tuple(issue for issue in issues)


_STOPS = frozenset({"RECORDS-KEY-COLUMN-ABSENT", "RECORDS-FILE-UNREADABLE", "RECORDS-COLUMN-TWICE"})


def _read_kept(
    source: Path, said: RecordsInput, scratch: Path, *, month: Period, standard: Standard
) -> tuple[dict[str, Path], list[Issue]]:
    """The canonical tables of the current state that were kept, a folder by month, and what is wrong with them."""
    if said.kept is None:
        return {}, []
    kept: dict[str, Path] = {}
    issues: list[Issue] = []
    for folder in _folders(source / said.kept):
        try:
            of = Period.parse(folder.name)
        except ValueError:
            message = "The folder is not named after a month, and was left out."
            issues.append(
                Issue("RECORDS-KEPT-NAME", Severity.WARNING, message, "Name it such as 2016-12.", folder.name)
            )
            continue
        if of >= month:
            continue
        read = read_records("safeguarding-dataset", folder, standard=standard, scratch=scratch / f"kept-{of.code}")
        issues += check_issues(read.issues)
        target = scratch / f"canonical-{of.code}"
        wanted = {name: table for name, table in read.tables.items() if name in KEPT_TABLES}
        issues += [issue for issue in write_canonical(wanted, target, standard=standard) if issue.file]
        kept[of.code] = target
    return kept, issues


def _folders(parent: Path) -> Iterable[Path]:
    return sorted(path for path in parent.iterdir() if path.is_dir()) if parent.is_dir() else []


def _keep_access_log(out: Path, written: Path) -> None:
    """The log of who looked at rows outlives the records that were looked at."""
    if (out / "access.csv").is_file():
        shutil.copyfile(out / "access.csv", written / "access.csv")
        os.chmod(written / "access.csv", 0o600)  # noqa: PTH101

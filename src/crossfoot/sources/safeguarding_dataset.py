"""Read an extract of the Standard Safeguarding Dataset: a folder of CSV or Parquet files named after its tables.

A file that is damaged gives an error and no rows. The row of a CSV file is counted as a spreadsheet shows it, the
header being row 1: a line break inside quotation marks does not count.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import duckdb

from crossfoot.records.columns import Matched, match_columns
from crossfoot.records.engine import (
    connect,
    copy_to_parquet,
    csv_options,
    file_literal,
    literal,
    quoted,
    read_header,
    scan,
)
from crossfoot.records.raw_tables import RawTable, Read
from crossfoot.records.schema import Standard, Table
from crossfoot.sources.formulas import find_formula_issues
from crossfoot.sources.issue_list import did_you_mean
from crossfoot.sources.record_files import FileRefusedError
from crossfoot.vocabulary.issues import Issue, Severity

NOT_DATA = frozenset({"cohort", "dim_date", "version_log", "api_data_staging", "api_data_staging_anon"})
"""Tables that the standard's script makes beside the data: left out without a warning."""
_SUFFIXES = frozenset({".csv", ".parquet"})


def read_safeguarding_dataset(path: Path, *, standard: Standard, scratch: Path) -> Read:
    """The tables of the folder `path`, as text in Parquet files that are written to `scratch`, and every issue.

    Never raises on what a file holds. A file with an error gives no table; the others are read all the same, so that
    one run shows everything. Raises OSError where `scratch` cannot be written.
    """
    if not path.is_dir():
        what = "The folder is not there." if not path.exists() else "This is a file where a folder is wanted."
        advice = "Give the folder that holds one file for each table."
        return Read({}, frozenset(), (Issue("RECORDS-NO-FOLDER", Severity.ERROR, what, advice, path.name),))
    scratch.mkdir(parents=True, exist_ok=True)
    issues: list[Issue] = []
    files: dict[str, list[Path]] = {}
    for file in sorted(file for file in path.iterdir() if not file.name.startswith(".")):
        table = standard.table_named(file.stem) if file.suffix.lower() in _SUFFIXES and file.is_file() else None
        if table is None:
            issues.append(_unknown_file(file, standard))
        else:
            files.setdefault(table.id, []).append(file)
    tables: dict[str, RawTable] = {}
    feeds: set[str] = set()
    for name, found in sorted(files.items()):
        if len(found) > 1:
            issues.append(_two_files(name, found))
            continue
        columns, file_issues = _read_file(found[0], standard.tables[name], scratch / f"{name}.parquet")
        issues += file_issues
        if columns:
            tables[name] = RawTable(scratch / f"{name}.parquet", found[0].name)
            feeds |= {f"{name}.{column}" for column in columns}
    if not files:
        message = "No file of the folder is named after a table of the standard."
        advice = "Name the files as the standard does, such as ssd_cin_episodes.csv."
        issues.append(Issue("RECORDS-NO-TABLES", Severity.ERROR, message, advice, path.name))
    return Read(tables, frozenset(feeds), tuple(issues))


def _unknown_file(file: Path, standard: Standard) -> Issue:
    plain = file.stem.lower().removeprefix("ssd_")
    if plain in NOT_DATA:
        message = "The table is not data of children, and was left out."
        return Issue("RECORDS-FILE-NOT-DATA", Severity.NOTE, message, "Nothing need be done.", file.name)
    advice = did_you_mean(get_close_matches(plain, standard.tables, n=3)) or "Check its name and kind."
    message = "The file is not CSV or Parquet named after a table of the standard, and was left out."
    return Issue("RECORDS-FILE-UNKNOWN", Severity.WARNING, message, advice, file.name)


def _two_files(table: str, files: Sequence[Path]) -> Issue:
    names = " and ".join(file.name for file in files)
    message = f"More than one file is the table {table}: {names}."
    return Issue("RECORDS-FILE-TWICE", Severity.ERROR, message, "Remove all but one.", files[0].name)


def _read_file(file: Path, table: Table, written: Path) -> tuple[frozenset[str], list[Issue]]:
    """The columns that were written, none where the file has an error, and its issues."""
    issues: list[Issue] = []
    try:
        with connect((file, written)) as connection:
            try:
                header = (
                    _load_csv(connection, file) if file.suffix.lower() == ".csv" else _load_parquet(connection, file)
                )
            except (duckdb.Error, OSError, UnicodeDecodeError, csv.Error):
                # What these say may quote the file: none of it is repeated.
                raise FileRefusedError(
                    "RECORDS-FILE-UNREADABLE",
                    "The file cannot be read.",
                    "Export it again, as CSV in UTF-8 with commas, or as Parquet.",
                ) from None
            matched = match_columns(table, header, file=file.name)
            issues += matched.issues
            _check_columns(matched, table)
            if any(issue.severity is Severity.ERROR for issue in issues):
                return frozenset(), issues
            places = {name: f"c{header.index(found)}" for name, found in matched.columns.items()}
            issues += find_formula_issues(connection, "loaded", table, places, file=file.name)
            selected = ", ".join(f"{place} AS {name}" for name, place in places.items())
            copy_to_parquet(
                connection,
                f"SELECT {selected}, {literal(file.name)} AS source_file, source_row FROM loaded",  # noqa: S608
                written,
            )
            return frozenset(places), issues
    except FileRefusedError as error:
        refused = Issue(error.code, Severity.ERROR, error.message, error.advice, file.name, error.row)
        return frozenset(), [*issues, refused]


def _check_columns(matched: Matched, table: Table) -> None:
    if not matched.columns:
        raise FileRefusedError(
            "RECORDS-NO-COLUMNS",
            f"No column is one of the table {table.id}.",
            "Check that the first row holds the names of the columns and that the file is the right one.",
            1,
        )


def _load_parquet(connection: duckdb.DuckDBPyConnection, file: Path) -> list[str]:
    """Loads every column as text `c0`, `c1` ...; the names of the columns come back."""
    if file.stat().st_size == 0:
        raise _empty()
    described = connection.execute(f"DESCRIBE SELECT * FROM {scan(file)}").fetchall()  # noqa: S608
    header = [str(row[0]) for row in described]
    selected = ", ".join(f"CAST({quoted(name)} AS VARCHAR) AS c{place}" for place, name in enumerate(header))
    connection.execute(
        f"CREATE TEMP TABLE loaded AS SELECT {selected}, row_number() OVER () AS source_row FROM {scan(file)}"  # noqa: S608
    )
    return header


def _load_csv(connection: duckdb.DuckDBPyConnection, file: Path) -> list[str]:
    with file.open("rb") as stream:
        start = stream.read(4096)
    if not start.strip():
        raise _empty()
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start:
        raise FileRefusedError(
            "RECORDS-FILE-NOT-TEXT", "The file is not text in UTF-8.", "Save it as 'CSV UTF-8 (comma delimited)'.", 1
        )
    header = read_header(file)
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise FileRefusedError(
            "RECORDS-SEPARATOR",
            "The columns are not separated by commas.",
            "Save the file as 'CSV UTF-8 (comma delimited)'.",
            1,
        )
    names = [f"c{place}" for place in range(len(header))]
    connection.execute(
        "CREATE TEMP TABLE loaded AS SELECT *, row_number() OVER () + 1 AS source_row "  # noqa: S608
        f"FROM read_csv({file_literal(file)}, {csv_options(names)}, store_rejects = true, rejects_limit = 1)"
    )
    rejected = connection.execute("SELECT line, error_type FROM reject_errors ORDER BY line LIMIT 1").fetchone()
    if rejected is not None:
        raise FileRefusedError("RECORDS-ROW-BROKEN", *_broken_row(str(rejected[1])), int(rejected[0]))
    return header


def _broken_row(kind: str) -> tuple[str, str]:
    if "COLUMN" in kind.upper():
        return (
            "The row has more or fewer cells than the header.",
            "Put quotation marks round a cell that holds a comma, and write a comma for every cell.",
        )
    if "UNICODE" in kind.upper() or "ENCODING" in kind.upper():
        return "The row is not in UTF-8.", "Save the file as 'CSV UTF-8 (comma delimited)'."
    return "The row cannot be split into cells.", "Check its quotation marks; export the file again."


def _empty() -> FileRefusedError:
    return FileRefusedError("RECORDS-FILE-EMPTY", "The file has no content.", "Export it again; the last one failed.")

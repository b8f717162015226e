"""From the text that a source gives to canonical tables: typed in bulk, a folder of Parquet files or nothing.

A cell that cannot be read is NULL and an Issue with its file, row and column, never with its content. A column that
the source lacks is not in the file: whoever asks for it learns that it was not collected.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import duckdb

from crossfoot.records.columns import match_columns, prepared_columns, quoted_text, readings
from crossfoot.records.engine import connect, copy_to_parquet, literal, quoted, scan
from crossfoot.records.raw_tables import SOURCE_COLUMNS, RawTable, RawTables
from crossfoot.records.reading import Reading
from crossfoot.records.row_issues import row_issues
from crossfoot.records.schema import Standard, Table
from crossfoot.storage.aside import folder_aside, put_in_place
from crossfoot.vocabulary.issues import Issue, Severity

_BLANK = " \t\r\n\v\f\u00a0\ufeff"
"""What surrounds a cell of a spreadsheet or an export: blanks, hard blanks, a byte order mark."""


def write_canonical(raw: RawTables, folder: Path, *, standard: Standard) -> tuple[Issue, ...]:
    """Write every table of `raw` to `folder`, replacing what is there; what is wrong with the cells comes back.

    A table that cannot be read at all, or lacks its key, is an error and has no file; others are written all the same,
    so that one run shows everything. Same tables, same bytes. Raises OSError where the folder cannot be written.
    """
    issues: list[Issue] = []
    with folder_aside(folder) as aside:
        written = {name: aside / f"{name}.parquet" for name in sorted(raw)}
        # One database for all: opening one takes longer than a small table does.
        with connect((*(table.relation for table in raw.values()), *written.values())) as connection:
            for name, path in written.items():
                issues += _write_table(connection, raw[name], standard.tables[name], path, standard)
                connection.execute("DROP TABLE IF EXISTS cleaned")
        issues += _find_absent_tables(raw, standard)
        put_in_place(aside, folder)
    return tuple(issues)


def _find_absent_tables(raw: RawTables, standard: Standard) -> Iterator[Issue]:
    for table in standard.tables.values():
        if table.required and table.id not in raw:
            feeds = sorted({feed for column in table.columns for feed in column.feeds})
            yield Issue(
                "RECORDS-TABLE-ABSENT",
                Severity.WARNING,
                f"There is no table {table.id}: figures of {', '.join(feeds)} that rest on it are not collected.",
                "Add it to the extract, or go without those figures.",
            )


def _write_table(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, table: Table, path: Path, standard: Standard
) -> list[Issue]:
    try:
        source = scan(raw.relation)
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608
        names = [str(row[0]) for row in described]
        matched = match_columns(table, names, file=raw.file)
        issues = list(matched.issues)
        issues += _find_absent_columns(table, matched.columns.keys(), raw.file)
        if any(issue.severity is Severity.ERROR for issue in issues):
            return issues
        prepared = {
            name: sql
            for column in table.columns
            if column.name in matched.columns
            for name, sql in prepared_columns(column, column.name, standard).items()
        }
        _clean(connection, source, names, columns=matched.columns, prepared=prepared, raw=raw)
    except (duckdb.Error, OSError, UnicodeDecodeError):
        # What DuckDB says may quote the file: none of it is repeated.
        return [_unreadable(raw)]
    typed = [
        (column.name, reading)
        for column in table.columns
        if column.name in matched.columns
        for reading in readings(column, quoted_text(column.name), standard)
    ]
    columns = ", ".join(f"CAST({reading.value} AS {reading.sql_type}) AS {reading.name}" for _, reading in typed)
    order = ", ".join(SOURCE_COLUMNS)
    copy_to_parquet(connection, f"SELECT {columns}, {order} FROM cleaned", path)  # noqa: S608
    return issues + _find_cell_issues(connection, typed)


def _unreadable(raw: RawTable) -> Issue:
    return Issue(
        "RECORDS-FILE-UNREADABLE",
        Severity.ERROR,
        "The file cannot be read.",
        "Export it again, as CSV in UTF-8 with commas, or as Parquet.",
        raw.file,
    )


def _find_absent_columns(table: Table, present: Collection[str], file: str) -> list[Issue]:
    issues = []
    for column in table.columns:
        if column.name in present:
            continue
        if column.name in table.key:
            issues.append(
                Issue(
                    "RECORDS-KEY-COLUMN-ABSENT",
                    Severity.ERROR,
                    "The column is part of the table's key and is not in the file, so the table cannot be used.",
                    "Add it to the extract.",
                    file,
                    1,
                    column.name,
                )
            )
        elif column.required:
            issues.append(
                Issue(
                    "RECORDS-COLUMN-ABSENT",
                    Severity.WARNING,
                    f"The column is not in the file: what it feeds ({', '.join(column.feeds)}) is not collected.",
                    "Add it to the extract, or go without those figures.",
                    file,
                    1,
                    column.name,
                )
            )
    return issues


def _clean(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    names: list[str],
    *,
    columns: Mapping[str, str],
    prepared: Mapping[str, str],
    raw: RawTable,
) -> None:
    """The table `cleaned`: text without outer blanks, blanks and the word NULL as NULL, with file and row."""
    texts = {
        name: f"nullif(nullif(trim(CAST({quoted(written)} AS VARCHAR), {literal(_BLANK)}), ''), 'NULL')"
        for name, written in columns.items()
    }
    own = {name.lower(): quoted(name) for name in names}
    file = f"CAST({own['source_file']} AS VARCHAR)" if "source_file" in own else literal(raw.file)
    row = (
        f"CAST({own['source_row']} AS BIGINT)" if "source_row" in own else f"row_number() OVER () + {raw.first_row - 1}"
    )
    selected = ", ".join(f"{text} AS {name}" for name, text in texts.items())
    more = "".join(f", {sql} AS {name}" for name, sql in prepared.items())
    blank = " AND ".join(f"{name} IS NULL" for name in texts)
    rows = f"SELECT {selected}, {file} AS source_file, {row} AS source_row FROM {source}"  # noqa: S608
    made = f"CREATE TEMP TABLE cleaned AS SELECT *{more} FROM ({rows}) WHERE NOT ({blank})"  # noqa: S608
    connection.execute(made)


def _find_cell_issues(connection: duckdb.DuckDBPyConnection, typed: list[tuple[str, Reading]]) -> list[Issue]:
    faults = [(name, fault) for name, reading in typed for fault in reading.faults]
    if not faults:
        return []
    # One pass tells which of them are there at all: in a sound file none is, and nothing more is asked.
    counted = ", ".join(f"count_if({fault.found})" for _, fault in faults)
    counts = connection.execute(f"SELECT {counted} FROM cleaned").fetchone() or ()  # noqa: S608
    issues: list[Issue] = []
    for (name, fault), count in zip(faults, counts, strict=True):
        if count:
            issues += row_issues(
                connection,
                f"SELECT source_file, source_row FROM cleaned WHERE {fault.found}",  # noqa: S608
                code=fault.code,
                severity=fault.severity,
                message=fault.message,
                advice=fault.advice,
                field=name,
            )
    return issues

"""Relations as tables of an embedded DuckDB that reaches their files and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from crossfoot.engines.engine import Relation
from crossfoot.engines.refusals import load_refused
from crossfoot.records.engine import file_literal, literal, quoted, scan
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity

_READ_AGAIN = "Read the extract again: this file was not written by this version of crossfoot, or was changed."


def connect(
    paths: Iterable[Path], *, threads: int | None = None, memory_mb: int | None = None, scratch: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """A database in memory that sees `paths` only. It writes to no file but those it makes in `scratch`.

    It uses every core unless `threads` says fewer. Rows may come in any order.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        # A child's record must not be spilled to a folder that nobody empties.
        "temp_directory": "" if scratch is None else str(scratch),
    }
    if threads is not None:
        config["threads"] = threads
    if memory_mb is not None:
        config["memory_limit"] = f"{memory_mb}MB"
    connection = duckdb.connect(":memory:", config=config)
    # Both spellings: reading is asked for the escaped one, and looks for the other.
    allowed = {spelling for path in paths for spelling in (literal(str(path)), file_literal(path))}
    connection.execute(f"SET allowed_paths = [{', '.join(sorted(allowed))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def open_tables(
    relations: Iterable[Relation],
    *,
    threads: int | None = None,
    memory_mb: int | None = None,
    scratch: Path | None = None,
) -> duckdb.DuckDBPyConnection:
    """A locked database with a view or table for each relation. Raises InputRefused for a file it cannot be made of."""
    wanted = tuple(relations)
    paths = [relation.path for relation in wanted if relation.path is not None]
    connection = connect(paths, threads=threads, memory_mb=memory_mb, scratch=scratch)
    try:
        present = _check_files(connection, wanted)
        for relation in wanted:
            _make_table(connection, relation, present)
    except duckdb.Error as error:
        connection.close()
        raise load_refused("DuckDB", error) from None
    except InputRefused:
        connection.close()
        raise
    return connection


def find_file_columns(relations: Iterable[Relation]) -> Mapping[str, frozenset[str]]:
    """Which columns the file of each relation has, by its name. Raises InputRefused for files that do not fit."""
    wanted = tuple(relations)
    with connect(relation.path for relation in wanted if relation.path is not None) as connection:
        return _check_files(connection, wanted)


def _check_files(connection: duckdb.DuckDBPyConnection, relations: Iterable[Relation]) -> Mapping[str, frozenset[str]]:
    present: dict[str, frozenset[str]] = {}
    issues: list[Issue] = []
    for relation in relations:
        if relation.path is None:
            continue
        file = relation.path.name
        try:
            described = connection.execute(f"DESCRIBE SELECT * FROM {scan(relation.path)}").fetchall()  # noqa: S608
        except duckdb.Error:
            issues.append(
                Issue("ENGINE-FILE", Severity.ERROR, "The file cannot be read as Parquet.", _READ_AGAIN, file)
            )
            continue
        types = {str(row[0]): str(row[1]) for row in described}
        present[relation.name] = frozenset(types.keys() & relation.columns.keys())
        issues += (
            Issue("ENGINE-COLUMN-TYPE", Severity.ERROR, f"The column is not {wanted}.", _READ_AGAIN, file, None, name)
            for name, wanted in relation.columns.items()
            if types.get(name, wanted) != wanted
        )
    if issues:
        raise InputRefused(issues)
    return present


def _make_table(
    connection: duckdb.DuckDBPyConnection, relation: Relation, present: Mapping[str, frozenset[str]]
) -> None:
    name = quoted(relation.name)
    if relation.path is not None:
        columns = ", ".join(
            quoted(column) if column in present[relation.name] else f"CAST(NULL AS {sql_type}) AS {quoted(column)}"
            for column, sql_type in relation.columns.items()
        )
        connection.execute(f"CREATE TEMP VIEW {name} AS SELECT {columns} FROM {scan(relation.path)}")  # noqa: S608
        return
    columns = ", ".join(f"{quoted(column)} {sql_type}" for column, sql_type in relation.columns.items())
    connection.execute(f"CREATE TEMP TABLE {name} ({columns})")
    if relation.rows:
        # A list for each column: row by row, 40,000 rows take a minute.
        values = ", ".join(f"unnest(CAST(? AS {sql_type}[]))" for sql_type in relation.columns.values())
        lists = [list(column) for column in zip(*relation.rows, strict=True)]
        connection.execute(f"INSERT INTO {name} SELECT {values}", lists)

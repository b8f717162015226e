"""PostgreSQL, for a council whose warehouse it is: records are copied into temporary tables of one connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Self

import duckdb
import psycopg

from crossfoot.engines.engine import POSTGRESQL_URL, Relation, Result
from crossfoot.engines.refusals import engine_refused, load_refused, query_refused
from crossfoot.engines.tables import open_tables
from crossfoot.engines.values import plain_rows
from crossfoot.records.engine import quoted

_ROWS_AT_ONCE = 20_000
"""Rows held in memory on their way."""

_SETTINGS = {"TimeZone": "UTC", "DateStyle": "ISO"}
"""A day becomes a moment and back in this time zone, and text in this style; all else is as the server has it."""

_COLLATION = """
    SELECT quote_ident(collname) FROM pg_collation
    WHERE collname IN ('pg_c_utf8', 'C') AND collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))
    ORDER BY collname DESC LIMIT 1
"""
"""Text by its bytes, as DuckDB and Spark order it; from PostgreSQL 17 with capitals beyond A to Z as well."""


class PostgreSQLEngine:
    """One connection and its temporary tables, which nobody else sees and no backup keeps.

    The server drops them when the connection ends, in `close` or because this process was killed. The role needs the
    right to make temporary tables and no other. Raises InputRefused where the database cannot be reached.
    """

    dialect = "postgres"

    def __init__(self, url: str) -> None:
        try:
            self._connection = psycopg.connect(
                url, autocommit=True, connect_timeout=10, application_name="crossfoot", client_encoding="UTF8"
            )
            for name, value in _SETTINGS.items():
                self._connection.execute("SELECT set_config(%s, %s, false)", (name, value))
            ((self._collation,),) = self._connection.execute(_COLLATION).fetchall()
        except psycopg.Error:
            # What the driver says has the URL in it.
            raise engine_refused(
                "ENGINE-POSTGRESQL-CONNECTION",
                "The PostgreSQL database cannot be reached.",
                f"Check the URL in {POSTGRESQL_URL}, and that the server is running and lets you in.",
            ) from None

    def load(self, relations: Iterable[Relation]) -> None:
        """A temporary table of each relation, all of them or none."""
        wanted = tuple(relations)
        with open_tables(wanted) as source:
            try:
                with self._connection.transaction():
                    self._connection.execute("DISCARD TEMP")
                    for relation in wanted:
                        self._copy(relation, source)
            except (psycopg.Error, duckdb.Error) as error:
                raise load_refused("PostgreSQL", error) from None

    def _copy(self, relation: Relation, source: duckdb.DuckDBPyConnection) -> None:
        name = quoted(relation.name)
        columns = ", ".join(f"{quoted(column)} {self._type(kind)}" for column, kind in relation.columns.items())
        self._connection.execute(f"CREATE TEMP TABLE {name} ({columns})".encode())
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN (FORMAT csv)".encode()) as copy:
            for lines in _csv_lines(relation, source):
                copy.write(lines)
        # The planner would take a new table for a small one.
        self._connection.execute(f"ANALYZE {name}".encode())

    def _type(self, sql_type: str) -> str:
        renamed = {"DOUBLE": "DOUBLE PRECISION", "VARCHAR": f"TEXT COLLATE {self._collation}"}
        return renamed.get(sql_type, sql_type)

    def run(self, query: str) -> Result:
        """The answer to one SELECT in PostgreSQL's SQL. It can write nothing."""
        try:
            with self._connection.transaction():
                self._connection.execute("SET TRANSACTION READ ONLY")
                answer = self._connection.execute(query.encode())
                rows = answer.fetchall()
        except psycopg.Error as error:
            raise query_refused("PostgreSQL", error) from None
        columns = tuple(column.name for column in answer.description or ())
        return Result(columns, plain_rows(columns, rows))

    def close(self) -> None:
        """Drop the tables and end the connection."""
        with suppress(psycopg.Error):
            # The server drops them in any case, but some time after the connection has ended.
            self._connection.execute("DISCARD TEMP")
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _csv_lines(relation: Relation, source: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """The rows as CSV, some thousands at a time: text in quotation marks, NULL without.

    DuckDB writes each line, which is twice as fast as handing each value through Python.
    """
    values = " || ',' || ".join(
        f"""coalesce('"' || replace({quoted(name)}, '"', '""') || '"', '')"""
        if kind == "VARCHAR"
        else f"coalesce(CAST({quoted(name)} AS VARCHAR), '')"
        for name, kind in relation.columns.items()
    )
    lines = source.execute(f"SELECT {values} FROM {quoted(relation.name)}")  # noqa: S608
    while batch := lines.fetchmany(_ROWS_AT_ONCE):
        yield "".join(f"{line}\n" for (line,) in batch)

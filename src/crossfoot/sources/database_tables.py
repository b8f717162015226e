"""Read the tables of the standard through one database connection, as text and in order.

What a server says when something fails may hold its address, a user's name or a cell: none of it is repeated, only the
five characters of its state code.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Connection, Engine, Inspector, Select
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, NoSuchTableError, SAWarning, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.sql.elements import quoted_name

from crossfoot.records.columns import match_columns
from crossfoot.records.engine import connect, scan
from crossfoot.records.raw_tables import RawTable, Read
from crossfoot.records.schema import Standard, Table
from crossfoot.sources.formulas import find_formula_issues
from crossfoot.sources.issue_list import did_you_mean
from crossfoot.sources.raw_tables import RawTableWriter
from crossfoot.sources.record_files import FileRefusedError
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.safeguarding_dataset import NOT_DATA
from crossfoot.vocabulary.issues import Severity

FETCHED_ROWS = 5_000
"""Rows that are held while a table is read."""
CONNECT_SECONDS, LOCK_SECONDS = 15, 60
"""How long a server may take to answer, and a table may be kept from us by somebody who changes it."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What differs between servers: how tables are held together, what text is, and its order byte by byte."""

    options: dict[str, Any]
    timeout: str
    text: sqlalchemy.types.TypeEngine[str]
    collation: str
    set_up: tuple[str, ...] = ()


# PostgreSQL writes every type as text itself, days of any century and JSON too. A moment with a time zone is told as in
# England, so that midnight in summer stays midnight.
_KINDS = {
    "postgresql": _Kind(
        {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
        "connect_timeout",
        sqlalchemy.Text(),
        "C",
        (
            "SET LOCAL TIME ZONE 'Europe/London'",
            "SET LOCAL DateStyle = 'ISO, YMD'",
            f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'",
        ),
    ),
    "mssql": _Kind({"isolation_level": "SNAPSHOT"}, "timeout", sqlalchemy.Unicode(), "Latin1_General_BIN2"),
}
_PREFIXES = ("ssd_", "x_")
"""A table named `person` or `address` is the case system's own, not the standard's."""
_STATE = re.compile(r"[0-9A-Z]{5}")
_GONE = "42P01"
_REFUSALS = {
    "42501": (
        "DATABASE-NO-PERMISSION",
        "The user of the URL may not read the table.",
        "Ask the database's administrator for SELECT on it.",
    ),
    _GONE: ("DATABASE-TABLE-GONE", "The table was there and is gone.", "Read again once its refresh is over."),
    "55P03": (
        "DATABASE-BUSY",
        f"Somebody else has kept the table locked for {LOCK_SECONDS} seconds.",
        "Read again once its refresh is over.",
    ),
    "25006": (
        "DATABASE-WOULD-WRITE",
        "Reading the table would change the database, so it was not read.",
        "Name a table, or a view that only reads.",
    ),
}


def read_tables(url: str, issues: RecordIssues, *, schema: str | None, standard: Standard, scratch: Path) -> Read:
    """What `database.read_database` says; `issues` bear the name of the variable that held the URL."""
    tables: dict[str, RawTable] = {}
    feeds: set[str] = set()
    writer = RawTableWriter(scratch, {})
    with writer:
        try:
            with _connect(url) as connection:
                reader = _SchemaReader(connection, _find_schema(connection, schema, standard), standard, writer, issues)
                reader.read()
        except FileRefusedError as error:
            issues.add_error(error.code, error.message, error.advice)
        except DBAPIError as error:
            issues.add_error(*_refusal(error))
        except SQLAlchemyError:
            issues.add_error("DATABASE-FAILED", "The database could not be read.", "Ask its administrator why.")
        if issues.has_errors:
            return Read({}, frozenset(), issues.all())
        for name, raw in writer.finish().items():
            relation, columns = reader.found[name]
            tables[name] = RawTable(raw.relation, relation, 1)
            feeds |= {f"{name}.{column}" for column in columns}
    for name, raw in tables.items():
        places = {column: column for column in reader.found[name][1]}
        table, source = standard.tables[name], scan(raw.relation)
        with connect((raw.relation,)) as embedded:
            for issue in find_formula_issues(embedded, source, table, places, file=raw.file):
                issues.take(issue)
    return Read(tables, frozenset(feeds), issues.all())


@contextmanager
def _connect(url: str) -> Iterator[Connection]:
    """A connection inside its one transaction. Raises FileRefusedError, or what SQLAlchemy raises later on."""
    engine = _engine(url)
    kind = _KINDS[engine.dialect.name]
    try:
        try:
            connection = engine.connect().execution_options(**kind.options)
        except DBAPIError as error:
            raise _no_connection(error) from None
        with connection:
            for statement in kind.set_up:
                connection.execute(sqlalchemy.text(statement))
            yield connection
    finally:
        engine.dispose()


def _engine(text: str) -> Engine:
    try:
        url = sqlalchemy.make_url(text)
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        kind = _KINDS.get(url.get_backend_name())
        if kind is None:
            raise FileRefusedError(
                "DATABASE-KIND",
                "The URL is not that of a PostgreSQL or SQL Server database.",
                "Begin it with postgresql:// or mssql+pyodbc://.",
            )
        timeout = {} if kind.timeout in url.query else {kind.timeout: CONNECT_SECONDS}
        return sqlalchemy.create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=timeout)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise FileRefusedError(
            "DATABASE-DRIVER",
            "The driver that the URL names is not installed.",
            "Install it: psycopg comes with crossfoot's extra 'database', pyodbc for SQL Server does not.",
        ) from None
    except (SQLAlchemyError, ValueError):
        raise FileRefusedError(
            "DATABASE-URL",
            "The environment variable does not hold a database's URL.",
            "Write it like postgresql://user:password@server/database; in a password write @ as %40 and / as %2F.",
        ) from None


def _no_connection(error: DBAPIError) -> FileRefusedError:
    """Why nobody answered or why we were not let in: drivers give no state code before there is a connection."""
    if _state(error).startswith("28") or "FATAL" in str(error.orig):
        return FileRefusedError(
            "DATABASE-NOT-LET-IN",
            "The server answered and did not let us in.",
            "Check the user, password and database in the URL, and that this computer may connect.",
        )
    return FileRefusedError(
        "DATABASE-UNREACHABLE",
        "No database server answers at the address in the URL.",
        "Check the server and port in the URL, the network, and that the server runs.",
    )


def _refusal(error: DBAPIError) -> tuple[str, str, str]:
    state = _state(error)
    if error.connection_invalidated or state.startswith(("08", "57P0")):
        return "DATABASE-LOST", "The connection was lost while reading.", "Read again; nothing of this run was kept."
    if state in _REFUSALS:
        return _REFUSALS[state]
    told = f" Its state code is {state}." if state else ""
    message = f"The server could not give what was asked of it.{told}"
    return "DATABASE-FAILED", message, "Ask the database's administrator, with the state code."


def _state(error: DBAPIError) -> str:
    """The five characters of SQLSTATE, where psycopg or pyodbc keep it; empty where there is none."""
    original = error.orig
    found = getattr(original, "sqlstate", None) or next(iter(getattr(original, "args", ())), "")
    return found if isinstance(found, str) and _STATE.fullmatch(found) else ""


def _find_schema(connection: Connection, wanted: str | None, standard: Standard) -> str:
    """The schema that holds the tables, by its own spelling. Raises FileRefusedError where there is none."""
    inspector = sqlalchemy.inspect(connection)
    schemas = inspector.get_schema_names()
    if wanted is None:
        schema = inspector.default_schema_name or ""
    else:
        same = [name for name in schemas if name.casefold() == wanted.casefold()]
        schema = wanted if wanted in same or len(same) != 1 else same[0]
        if schema not in same:
            near = did_you_mean(get_close_matches(wanted, schemas, n=3))
            advice = near or "Name one of the database's schemas, such as dbo or ssd_development."
            raise FileRefusedError("DATABASE-SCHEMA-UNKNOWN", "The database has no such schema.", advice)
    if not any(_table_of(name, standard) for name in _relations(inspector, schema)):
        others = [name for name in schemas if any(_table_of(r, standard) for r in _relations(inspector, name))]
        advice = f"Name the schema that has them: {', '.join(others)}." if others else "Fill the standard's tables."
        raise FileRefusedError("DATABASE-NO-TABLES", "The schema has no table of the standard.", advice)
    return schema


def _relations(inspector: Inspector, schema: str) -> list[str]:
    names = {*inspector.get_table_names(schema), *inspector.get_view_names(schema)}
    if inspector.dialect.name == "postgresql":
        names |= {*inspector.get_materialized_view_names(schema)}
    return sorted(names)


def _table_of(relation: str, standard: Standard) -> Table | None:
    return standard.table_named(relation) if relation.casefold().startswith(_PREFIXES) else None


@dataclass(slots=True)
class _SchemaReader:
    """Reads each table of the schema to the writer. `found` are relation and columns of those read, by table."""

    connection: Connection
    schema: str
    standard: Standard
    writer: RawTableWriter
    issues: RecordIssues
    found: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def read(self) -> None:
        """Every table, so that one run shows everything. Raises DBAPIError where the connection is lost."""
        inspector = sqlalchemy.inspect(self.connection)
        relations: dict[str, str] = {}
        for relation in _relations(inspector, self.schema):
            table = _table_of(relation, self.standard)
            if table is None:
                self._note_unknown(relation)
            elif table.id in relations:
                message = f"This table and {relations[table.id]} are one table of the standard."
                self.issues.add_error("DATABASE-TABLE-TWICE", message, "Rename one of them.", file=relation)
            else:
                relations[table.id] = relation
        for name, relation in sorted(relations.items()):
            try:
                with self.connection.begin_nested():
                    self._read_table(self.standard.tables[name], relation, inspector)
            except NoSuchTableError:
                self.issues.add_error(*_REFUSALS[_GONE], file=relation)
            except DBAPIError as error:
                code, message, advice = _refusal(error)
                self.issues.add_error(code, message, advice, file=relation)
                if code == "DATABASE-LOST":
                    return

    def _note_unknown(self, relation: str) -> None:
        plain = relation.casefold().removeprefix("ssd_")
        if relation.casefold().startswith("ssd_") and plain not in NOT_DATA:
            near = did_you_mean(get_close_matches(plain, self.standard.tables, n=3))
            message = "The table is named like one of the standard, is none, and was left out."
            self.issues.add_warning("DATABASE-TABLE-UNKNOWN", message, near or "Check its name.", file=relation)

    def _read_table(self, table: Table, relation: str, inspector: Inspector) -> None:
        with warnings.catch_warnings():
            # A column of a type that SQLAlchemy does not know is read as text all the same.
            warnings.simplefilter("ignore", SAWarning)
            types = {column["name"]: column["type"] for column in inspector.get_columns(relation, schema=self.schema)}
        matched = match_columns(table, list(types), file=relation)
        for issue in matched.issues:
            self.issues.take(replace(issue, row=None))
        if not matched.columns:
            message = f"No column is one of the table {table.id}."
            self.issues.add_error("RECORDS-NO-COLUMNS", message, "Check that it is the right table.", file=relation)
        if any(issue.severity is Severity.ERROR for issue in matched.issues) or not matched.columns:
            return
        columns = tuple(matched.columns)
        query = select_text(
            self.connection.dialect.name,
            self.schema,
            relation,
            columns={matched.columns[name]: types[matched.columns[name]] for name in columns},
            key=[matched.columns[name] for name in table.key if name in matched.columns],
        )
        stream = self.writer.open_stream(table.id, columns)
        with self.connection.execute(query.execution_options(yield_per=FETCHED_ROWS)) as result:
            for number, row in enumerate(result, start=1):
                self.writer.add(stream, [as_text(value) for value in row], file=relation, row=number)
        self.found[table.id] = (relation, columns)


def select_text(
    dialect: str,
    schema: str,
    relation: str,
    *,
    columns: Mapping[str, sqlalchemy.types.TypeEngine[Any]],
    key: Sequence[str],
) -> Select[tuple[Any, ...]]:
    """The query for the columns of a table, sorted byte by byte by its key and then by everything else.

    Names are written as they are spelt, in quotation marks.
    """
    kind = _KINDS[dialect]
    source = sqlalchemy.table(
        quoted_name(relation, quote=True),
        *(sqlalchemy.column(quoted_name(name, quote=True)) for name in columns),
        schema=quoted_name(schema, quote=True),
    )
    values: dict[str, ColumnElement[Any]] = {
        name: sqlalchemy.cast(source.c[name], sqlalchemy.TIMESTAMP()) if _has_time_zone(column) else source.c[name]
        for name, column in columns.items()
    }
    text = {name: sqlalchemy.cast(value, kind.text) for name, value in values.items()}
    selected = text if dialect == "postgresql" else values
    order = [sqlalchemy.collate(text[name], kind.collation) for name in dict.fromkeys((*key, *columns))]
    return sqlalchemy.select(*(selected[name].label(f"c{place}") for place, name in enumerate(columns))).order_by(
        *order
    )


def _has_time_zone(column: sqlalchemy.types.TypeEngine[Any]) -> bool:
    """True for PostgreSQL's moments with a time zone, which are then told as in England without it."""
    return isinstance(column, sqlalchemy.TIMESTAMP) and column.timezone


def as_text(value: Any) -> str | None:
    """A value that a driver gave, as a file of the standard writes it; a moment at midnight is its day."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=None)
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    return str(value)

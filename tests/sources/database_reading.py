"""Tables of invented children in a database, and how a test asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest
from postgres_server import Server
from read_records import STANDARD, check_sound, errors

from crossfoot.records.raw_tables import Read
from crossfoot.sources.database import read_database

VARIABLE = "CROSSFOOT_TEST_DATABASE"
PASSWORD = "acorn"  # noqa: S105 - of a server that the tests make
PERSON = {"pers_person_id": "varchar(48)", "pers_sex": "varchar(20)", "pers_dob": "date"}
CONTACTS = {"cont_contact_id": "varchar(48)", "cont_person_id": "varchar(48)", "cont_contact_date": "date"}


class ReadSchema(Protocol):
    """Reads a schema as the user `wren`, who may read all of it or none of it."""

    def __call__(self, schema: str | None, *, url: str | None = None, may_read: bool = True) -> Read: ...


def make_schema(server: Server, name: str, contacts: Sequence[Sequence[Any]] = ()) -> None:
    server.run(f"CREATE SCHEMA {name}")
    people = [("p2", "F", date(2011, 5, 6)), ("p1", "M", None), ("P10", "U", date(2016, 2, 29))]
    server.make_table(f"{name}.ssd_person", PERSON, people)
    server.make_table(f"{name}.ssd_contacts", CONTACTS, contacts)


def reading(server: Server, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadSchema]:
    """What reads a schema and checks what holds of every reading; schemas made meanwhile are removed at the end."""

    def read_schema(schema: str | None, *, url: str | None = None, may_read: bool = True) -> Read:
        if schema is not None and may_read:
            name = schema.lower()
            server.run(f"GRANT USAGE ON SCHEMA {name} TO wren", f"GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO wren")
        monkeypatch.setenv(VARIABLE, url or server.url_of(user="wren", password=PASSWORD))
        found = read_database(VARIABLE, schema=schema, standard=STANDARD, scratch=scratch)
        check_sound(found)
        told = " ".join(map(str, found.issues))
        for secret in (PASSWORD, "wren", str(server.folder), "postgresql://w"):
            assert secret not in told
        if errors(found):
            assert [path.name for path in scratch.glob("*") if path.is_file()] == []
        return found

    before = schemas(server)
    yield read_schema
    server.run(*(f"DROP SCHEMA {name} CASCADE" for name in schemas(server) - before))


def schemas(server: Server) -> set[str]:
    with server.engine.connect() as connection:
        return {str(row[0]) for row in connection.exec_driver_sql("SELECT nspname FROM pg_namespace")}

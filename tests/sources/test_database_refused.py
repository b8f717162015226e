"""What goes wrong with a database: every case an issue that repeats nothing, and nothing half-loaded."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from database_reading import PASSWORD, PERSON, VARIABLE, ReadSchema, make_schema, reading
from postgres_server import Server, drop_connections, locked, running_server
from read_records import MARKER, STANDARD, check_says_nothing, errors

from crossfoot.records.canonical import write_canonical
from crossfoot.sources import database_tables
from crossfoot.sources.database import read_database
from crossfoot.sources.raw_tables import RawTableWriter


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as made:
        yield made


@pytest.fixture
def read(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadSchema]:
    yield from reading(server, tmp_path / "scratch", monkeypatch)


def test_tables_that_may_not_be_read_are_all_named(server: Server, read: ReadSchema) -> None:
    make_schema(server, "ssd_development")
    server.run("GRANT USAGE ON SCHEMA ssd_development TO wren")
    found = read("ssd_development", may_read=False)
    assert [(i.code, i.file) for i in found.issues] == [
        ("DATABASE-NO-PERMISSION", "ssd_contacts"),
        ("DATABASE-NO-PERMISSION", "ssd_person"),
    ]


def test_a_table_that_the_standard_needs_and_the_database_lacks_is_said(
    server: Server, read: ReadSchema, tmp_path: Path
) -> None:
    make_schema(server, "ssd_development")
    server.run("DROP TABLE ssd_development.ssd_contacts")
    found = read("ssd_development")
    assert not any(feed.startswith("contacts.") for feed in found.feeds)
    issues = write_canonical(found.tables, tmp_path / "records", standard=STANDARD)
    assert any(i.code == "RECORDS-TABLE-ABSENT" and "table contacts:" in i.message for i in issues)


def test_a_table_that_goes_while_others_are_read(
    server: Server, read: ReadSchema, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_schema(server, "ssd_development", [("c1", "p1", None)])
    add = RawTableWriter.add

    def add_and_drop(self: RawTableWriter, stream: int, values: Sequence[str | None], *, file: str, row: int) -> None:
        add(self, stream, values, file=file, row=row)
        server.run("DROP TABLE IF EXISTS ssd_development.ssd_person")

    monkeypatch.setattr(RawTableWriter, "add", add_and_drop)
    found = read("ssd_development")
    assert [(i.code, i.file) for i in found.issues] == [("DATABASE-TABLE-GONE", "ssd_person")]


def test_a_connection_that_is_dropped_leaves_nothing(
    server: Server, read: ReadSchema, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(database_tables, "FETCHED_ROWS", 10)
    make_schema(server, "ssd_development")
    server.run(
        "INSERT INTO ssd_development.ssd_contacts "
        "SELECT 'c' || n, repeat('p', 40), NULL FROM generate_series(1, 50000) n"
    )
    add = RawTableWriter.add
    written: list[int] = []

    def add_and_drop(self: RawTableWriter, stream: int, values: Sequence[str | None], *, file: str, row: int) -> None:
        add(self, stream, values, file=file, row=row)
        written.append(row)
        if row == 25_000:
            assert list((tmp_path / "scratch").glob("*.batch"))
            drop_connections(server, "wren")

    monkeypatch.setattr(RawTableWriter, "add", add_and_drop)
    found = read("ssd_development")
    assert errors(found) == ["DATABASE-LOST"]
    assert 25_000 <= len(written) < 50_000


def test_a_table_that_somebody_keeps_locked(server: Server, read: ReadSchema, monkeypatch: pytest.MonkeyPatch) -> None:
    make_schema(server, "ssd_development")
    kind = database_tables._KINDS["postgresql"]
    quick = tuple(line.replace("60s", "200ms") for line in kind.set_up)
    monkeypatch.setitem(database_tables._KINDS, "postgresql", replace(kind, set_up=quick))
    server.run(
        "GRANT USAGE ON SCHEMA ssd_development TO wren", "GRANT SELECT ON ALL TABLES IN SCHEMA ssd_development TO wren"
    )
    with locked(server, "ssd_development.ssd_person"):
        found = read("ssd_development", may_read=False)
    assert [(i.code, i.file) for i in found.issues] == [("DATABASE-BUSY", "ssd_person")]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("{wrong_password}", "DATABASE-NOT-LET-IN"),
        ("{wrong_database}", "DATABASE-NOT-LET-IN"),
        ("{wrong_user}", "DATABASE-NOT-LET-IN"),
        ("postgresql://wren:acorn@localhost:1/x", "DATABASE-UNREACHABLE"),
        ("postgres://wren:acorn@nowhere.invalid/x", "DATABASE-UNREACHABLE"),
        ("postgresql://wren:acorn@localhost:port/x", "DATABASE-URL"),
        ("wren acorn", "DATABASE-URL"),
        ("mysql://wren:acorn@localhost/x", "DATABASE-KIND"),
        ("sqlite:///acorn.db", "DATABASE-KIND"),
        ("oak+acorn://wren:acorn@localhost/x", "DATABASE-KIND"),
        ("postgresql+acorn://wren:acorn@localhost/x", "DATABASE-DRIVER"),
        ("mssql+pyodbc://wren:acorn@localhost/x", "DATABASE-DRIVER"),
    ],
)
def test_an_address_that_leads_nowhere(server: Server, read: ReadSchema, url: str, code: str) -> None:
    made = url.format(
        wrong_password=server.url_of(user="wren", password="acorn7"),  # noqa: S106
        wrong_database=server.url_of(user="wren", password=PASSWORD, database="acorndb"),
        wrong_user=server.url_of(user="wrenna", password=PASSWORD),
    )
    found = read(None, url=made)
    assert [(i.code, i.file) for i in found.issues] == [(code, VARIABLE)]


@pytest.mark.parametrize(
    ("schema", "code", "advice"),
    [
        ("ssd_develop", "DATABASE-SCHEMA-UNKNOWN", "Did you mean ssd_development?"),
        (None, "DATABASE-NO-TABLES", "Name the schema that has them: ssd_development."),
    ],
)
def test_a_schema_without_the_tables(
    server: Server, read: ReadSchema, schema: str | None, code: str, advice: str
) -> None:
    make_schema(server, "ssd_development")
    found = read(schema, may_read=False)
    assert [(i.code, i.advice) for i in found.issues] == [(code, advice)]


def test_two_tables_or_columns_that_are_one(server: Server, read: ReadSchema) -> None:
    make_schema(server, "ssd_development")
    server.make_table('ssd_development."SSD_PERSON"', PERSON, [])
    server.make_table(
        "ssd_development.ssd_department", {"dept_team_id": "text", '"DEPT_TEAM_ID"': "text"}, [("t1", "t1")]
    )
    server.make_table("ssd_development.ssd_cin_visits", {"colour": "text"}, [(MARKER,)])
    found = read("ssd_development")
    assert {(i.code, i.file) for i in found.issues if i.severity.value == "error"} == {
        ("DATABASE-TABLE-TWICE", "ssd_person"),
        ("RECORDS-COLUMN-TWICE", "ssd_department"),
        ("RECORDS-NO-COLUMNS", "ssd_cin_visits"),
    }
    check_says_nothing(found)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_variable_that_is_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(VARIABLE, value)
    found = read_database(VARIABLE, standard=STANDARD, scratch=tmp_path / "scratch")
    assert [(i.code, i.file) for i in found.issues] == [("DATABASE-VARIABLE-UNSET", VARIABLE)]


def test_an_address_given_for_the_name_of_a_variable_is_not_repeated(tmp_path: Path) -> None:
    found = read_database(f"postgresql://wren:{MARKER}@oak/x", standard=STANDARD, scratch=tmp_path / "scratch")
    assert errors(found) == ["DATABASE-VARIABLE-NAME"]
    check_says_nothing(found)


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "postgresql://wren:acorn@localhost/x")
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    monkeypatch.delitem(sys.modules, "crossfoot.sources.database_tables")
    found = read_database(VARIABLE, standard=STANDARD, scratch=tmp_path / "scratch")
    assert errors(found) == ["DATABASE-NOT-INSTALLED"]
    assert "crossfoot[database]" in found.issues[0].advice

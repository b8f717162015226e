"""The dataset read out of a real PostgreSQL: typed as in a file, in one moment, and nothing half-loaded or told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from database_reading import CONTACTS, ReadSchema, make_schema, reading
from postgres_server import Server, running_server
from read_records import MARKER, STANDARD, check_says_nothing, codes, rows
from sqlalchemy import DateTime, Unicode
from sqlalchemy.dialects import mssql
from sqlalchemy.types import TypeEngine

from crossfoot.records.canonical import write_canonical
from crossfoot.records.raw_tables import Read
from crossfoot.records.record_set import RecordSet
from crossfoot.sources import database_tables
from crossfoot.sources.database_tables import as_text, select_text
from crossfoot.sources.raw_tables import RawTableWriter
from crossfoot.sources.safeguarding_dataset import read_safeguarding_dataset


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as made:
        yield made


@pytest.fixture
def read(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadSchema]:
    yield from reading(server, tmp_path / "scratch", monkeypatch)


def canonical(found: Read, folder: Path) -> RecordSet:
    issues = write_canonical(found.tables, folder, standard=STANDARD)
    assert [issue.code for issue in issues if not issue.code.endswith("-ABSENT")] == []
    return RecordSet.open(folder)


def query(records: RecordSet, sql: str) -> list[tuple[Any, ...]]:
    with records.connect() as connection:
        return connection.execute(sql).fetchall()


# -- what is read ------------------------------------------------------------------------------------------------------


def test_a_schema_of_postgresql(server: Server, read: ReadSchema, tmp_path: Path) -> None:
    days = [("c2", "p2", date(2016, 4, 30)), ("c1", "p1", date(2016, 12, 31)), ("c1", "p1", date(2016, 1, 1))]
    make_schema(server, "ssd_development", days)
    server.make_table(
        "ssd_development.ssd_s47_enquiry",
        {"s47e_s47_enquiry_id": "text", "s47e_person_id": "text", "s47e_s47_outcome_json": "json"},
        [("s1", "p1", '{"NFA_FLAG": "Y"}'), ("s2", "p2", None)],
    )
    server.run("CREATE VIEW ssd_development.ssd_cin_plans AS SELECT 'k1' AS cinp_cin_plan_id, 'p1' AS cinp_person_id")
    found = read("ssd_development")
    assert found.issues == ()
    # In the order of the key, byte by byte, whatever the order in which rows were written; then by everything else.
    assert [(r["pers_person_id"], r["source_file"], r["source_row"]) for r in rows(found, "person")] == [
        ("P10", "ssd_person", 1),
        ("p1", "ssd_person", 2),
        ("p2", "ssd_person", 3),
    ]
    assert [r["cont_contact_date"] for r in rows(found, "contacts")] == ["2016-01-01", "2016-12-31", "2016-04-30"]
    assert rows(found, "cin_plans")[0]["cinp_person_id"] == "p1"
    records = canonical(found, tmp_path / "records")
    assert query(records, "SELECT pers_dob FROM person ORDER BY source_row") == [
        (date(2016, 2, 29),),
        (None,),
        (date(2011, 5, 6),),
    ]
    assert query(records, "SELECT s47e_s47_outcome_is_nfa FROM s47_enquiry ORDER BY 1") == [(True,), (None,)]
    # Not in the database: not collected, not blank.
    assert not records.has("contacts", "cont_contact_source_code")
    assert not records.has("cp_plans")


def test_a_schema_shaped_like_that_of_sql_server(server: Server, read: ReadSchema, tmp_path: Path) -> None:
    """Names in capitals, moments for days, bits, text of a fixed length, JSON as text; and the system's own tables."""
    server.run("CREATE SCHEMA dbo")
    referrals = {
        '"CINE_REFERRAL_ID"': "varchar(48)",
        '"Cine_Person_Id"': "varchar(48)",
        '"CINE_REFERRAL_DATE"': "timestamp(3)",
        '"CINE_CIN_PRIMARY_NEED"': "char(3)",
        '"CINE_REFERRAL_NFA"': "smallint",
        '"CINE_REFERRAL_OUTCOME_JSON"': "text",
        '"CINE_CLOSE_DATE"': "timestamptz",
        '"LOADED_AT"': "timestamp",
    }
    summer = "2016-05-03 00:00:00+01:00"
    day = datetime(2016, 5, 1)  # noqa: DTZ001 - as SQL Server has it
    server.make_table(
        'dbo."SSD_CIN_EPISODES"',
        referrals,
        [
            ("r3", "p2", day, None, None, None, None, None),
            ("r1", "p1", "2016-04-30 00:00", "N1 ", 0, '{"SINGLE_ASSESSMENT_FLAG": 1}', None, day),
            ("r2", "p2", day, "N2 ", 1, "", summer, None),
        ],
    )
    workers = {
        '"PROF_PROFESSIONAL_ID"': "integer",
        '"PROF_AGENCY_WORKER_FLAG"': "boolean",
        '"PROF_PROFESSIONAL_CASELOAD"': "numeric(10, 0)",
        '"PROF_FULL_TIME_EQUIVALENCY"': "double precision",
    }
    server.make_table('dbo."SSD_PROFESSIONALS"', workers, [(8, None, None, None), (7, True, Decimal(14), 0.6)])
    server.make_table("dbo.person", {"surname": "text"}, [(MARKER,)])
    server.make_table("dbo.ssd_cohort", {"coht_person_id": "text"}, [("p1",)])
    server.make_table("dbo.ssd_contact", CONTACTS, [])
    found = read("DBO")
    assert codes(found) == {"RECORDS-COLUMN-ALIAS", "RECORDS-COLUMN-UNKNOWN", "DATABASE-TABLE-UNKNOWN"}
    unknown = [(issue.file, issue.advice) for issue in found.issues if issue.code == "DATABASE-TABLE-UNKNOWN"]
    assert unknown == [("ssd_contact", "Did you mean contacts?")]
    # A table `person` is the case system's own.
    assert set(found.tables) == {"cin_episodes", "professionals"}
    records = canonical(found, tmp_path / "records")
    assert query(
        records,
        "SELECT cine_referral_id, cine_person_id, cine_referral_date, cine_cin_primary_need_code, cine_referral_nfa, "
        "cine_referral_outcome_is_single_assessment, cine_close_date, source_file, source_row FROM cin_episodes",
    ) == [
        ("r1", "p1", date(2016, 4, 30), "N1", False, True, None, "SSD_CIN_EPISODES", 1),
        ("r2", "p2", date(2016, 5, 1), "N2", True, None, date(2016, 5, 3), "SSD_CIN_EPISODES", 2),
        ("r3", "p2", date(2016, 5, 1), None, None, None, None, "SSD_CIN_EPISODES", 3),
    ]
    assert query(
        records,
        "SELECT prof_professional_id, prof_agency_worker_flag, prof_professional_caseload, "
        "CAST(prof_full_time_equivalency AS DOUBLE) FROM professionals",
    ) == [("7", True, 14, 0.6), ("8", None, None, None)]


def test_a_database_gives_the_records_that_files_give(server: Server, read: ReadSchema, tmp_path: Path) -> None:
    make_schema(server, "ssd_development", [(f"c{n}", "p1", date(2016, 1 + n % 12, 1 + n % 28)) for n in range(300)])
    by_database = read("ssd_development")
    extract = tmp_path / "extract"
    extract.mkdir()
    with server.engine.connect() as connection:
        for table in ("ssd_person", "ssd_contacts"):
            found = connection.exec_driver_sql(f"SELECT * FROM ssd_development.{table}")  # noqa: S608
            lines = [",".join(found.keys()), *(",".join("" if v is None else str(v) for v in row) for row in found)]
            (extract / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    by_file = read_safeguarding_dataset(extract, standard=STANDARD, scratch=tmp_path / "files")
    assert by_database.feeds == by_file.feeds
    for table in ("person", "contacts"):
        kept = [
            sorted(query(canonical(found, tmp_path / name), f"SELECT * EXCLUDE (source_file, source_row) FROM {table}"))  # noqa: S608
            for found, name in ((by_database, "a"), (by_file, "b"))
        ]
        assert kept[0] == kept[1]
        assert len(kept[0]) in {3, 300}


def test_the_same_data_gives_the_same_bytes(server: Server, read: ReadSchema, tmp_path: Path) -> None:
    for name, contacts in (
        ("one", [("c1", "p1", None), ("c2", "p2", None)]),
        ("two", [("c2", "p2", None), ("c1", "p1", None)]),
    ):
        make_schema(server, name, contacts)
        write_canonical(read(name).tables, tmp_path / name, standard=STANDARD)
    for table in ("person", "contacts"):
        assert (tmp_path / "one" / f"{table}.parquet").read_bytes() == (
            tmp_path / "two" / f"{table}.parquet"
        ).read_bytes()


def test_days_that_python_cannot_hold_are_issues_with_their_row(
    server: Server, read: ReadSchema, tmp_path: Path
) -> None:
    make_schema(
        server, "ssd_development", [("c1", "p1", "infinity"), ("c2", "p2", "9999-12-31"), ("c3", "p1", "0044-03-15 BC")]
    )
    found = read("ssd_development")
    issues = write_canonical(found.tables, tmp_path / "records", standard=STANDARD)
    assert [(i.code, i.file, i.row, i.field) for i in issues if i.code.startswith("RECORDS-DATE")] == [
        ("RECORDS-DATE", "ssd_contacts", 1, "cont_contact_date"),
        ("RECORDS-DATE", "ssd_contacts", 3, "cont_contact_date"),
        ("RECORDS-DATE-CENTURY", "ssd_contacts", 2, "cont_contact_date"),
    ]


def test_a_formula_is_kept_as_text_and_reported(server: Server, read: ReadSchema) -> None:
    make_schema(server, "ssd_development", [(f'=HYPERLINK("{MARKER}")', "p1", None), ("-5", f"+cmd|'{MARKER}'", None)])
    found = read("ssd_development")
    assert [(i.code, i.file, i.row, i.field) for i in found.issues] == [
        ("RECORDS-FORMULA", "ssd_contacts", 2, "cont_contact_id"),
        ("RECORDS-FORMULA", "ssd_contacts", 1, "cont_person_id"),
    ]
    assert rows(found, "contacts")[1]["cont_contact_id"] == f'=HYPERLINK("{MARKER}")'
    check_says_nothing(found)


def test_rows_come_in_parts_and_none_is_lost(server: Server, read: ReadSchema, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_tables, "FETCHED_ROWS", 7)
    server.run("CREATE SCHEMA ssd_development")
    server.run(
        "CREATE TABLE ssd_development.ssd_person AS SELECT 'p' || n AS pers_person_id FROM generate_series(1, 45000) n"
    )
    found = read("ssd_development")
    numbers = [row["source_row"] for row in rows(found, "person")]
    assert numbers == list(range(1, 45_001))
    assert [r["pers_person_id"] for r in rows(found, "person")] == sorted(f"p{n}" for n in range(1, 45_001))


# -- one moment, without writing ---------------------------------------------------------------------------------------


def test_all_tables_are_of_one_moment(server: Server, read: ReadSchema, monkeypatch: pytest.MonkeyPatch) -> None:
    make_schema(server, "ssd_development", [("c1", "p1", None)])
    add = RawTableWriter.add
    changed: list[str] = []

    def add_and_change(self: RawTableWriter, stream: int, values: Sequence[str | None], *, file: str, row: int) -> None:
        add(self, stream, values, file=file, row=row)
        if not changed:
            changed.append(file)
            server.run(
                "INSERT INTO ssd_development.ssd_contacts VALUES ('c2', 'p3', NULL)",
                "INSERT INTO ssd_development.ssd_person VALUES ('p3', 'F', NULL)",
                "DELETE FROM ssd_development.ssd_person WHERE pers_person_id = 'p1'",
            )

    monkeypatch.setattr(RawTableWriter, "add", add_and_change)
    found = read("ssd_development")
    # Contacts are read first; persons that came and went since are as they stood then.
    assert changed == ["ssd_contacts"]
    assert [row["cont_contact_id"] for row in rows(found, "contacts")] == ["c1"]
    assert [row["pers_person_id"] for row in rows(found, "person")] == ["P10", "p1", "p2"]
    assert server.value("SELECT count(*) FROM ssd_development.ssd_contacts") == 2


def test_a_view_that_writes_is_refused_and_writes_nothing(server: Server, read: ReadSchema) -> None:
    make_schema(server, "ssd_development")
    server.run(
        "CREATE TABLE ssd_development.log (entry text)",
        "CREATE FUNCTION ssd_development.write() RETURNS text LANGUAGE sql SECURITY DEFINER AS "
        "$$ INSERT INTO ssd_development.log VALUES ('read') RETURNING entry $$",
        "CREATE VIEW ssd_development.ssd_cin_plans AS SELECT ssd_development.write() AS cinp_cin_plan_id",
    )
    found = read("ssd_development")
    assert [(i.code, i.file) for i in found.issues] == [("DATABASE-WOULD-WRITE", "ssd_cin_plans")]
    assert server.value("SELECT count(*) FROM ssd_development.log") == 0


# -- SQL Server, without one -------------------------------------------------------------------------------------------


def test_the_query_that_sql_server_is_asked() -> None:
    types: dict[str, TypeEngine[Any]] = {"PERS_DOB": DateTime(), "pers_person_id": Unicode(48)}
    made = select_text("mssql", "dbo", "ssd_person", columns=types, key=["pers_person_id"])
    asked = str(made.compile(dialect=mssql.dialect()))  # type: ignore[no-untyped-call]
    assert " ".join(asked.split()) == (
        "SELECT [dbo].[ssd_person].[PERS_DOB] AS c0, [dbo].[ssd_person].[pers_person_id] AS c1 FROM [dbo].[ssd_person] "
        "ORDER BY CAST([dbo].[ssd_person].[pers_person_id] AS NVARCHAR(max)) COLLATE Latin1_General_BIN2, "
        "CAST([dbo].[ssd_person].[PERS_DOB] AS NVARCHAR(max)) COLLATE Latin1_General_BIN2"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("N1 ", "N1 "),
        (True, "Y"),
        (False, "N"),
        (7, "7"),
        (Decimal("0.60"), "0.60"),
        (date(2016, 4, 30), "2016-04-30"),
        (datetime(2016, 4, 30), "2016-04-30"),  # noqa: DTZ001
        (datetime(2016, 4, 30, 9, 15), "2016-04-30 09:15:00"),  # noqa: DTZ001
        (b"\x00\xff", "00ff"),
    ],
)
def test_values_become_text_as_a_file_has_them(value: object, text: str | None) -> None:
    assert as_text(value) == text

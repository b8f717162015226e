"""Casts in bulk, and what is said of cells that cannot be read."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_records import Rows, column, places, write_csv, write_records

from crossfoot.records.canonical import write_canonical
from crossfoot.records.columns import canonical_columns
from crossfoot.records.raw_tables import RawTable
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.issues import Severity


def referrals(**cells: list[str]) -> Rows:
    """Referrals with those cells, the first row being row 2 of its file."""
    count = len(next(iter(cells.values())))
    return [
        {"cine_referral_id": f"r{number}", "cine_person_id": f"p00{number}"}
        | {name: values[number] for name, values in cells.items()}
        for number in range(count)
    ]


DATES = """
2016-04-30                 2016-04-30
2016-04-30 00:00:00        2016-04-30
2016-04-30T00:00:00.000Z   2016-04-30
30/04/2016                 2016-04-30
1/4/2016                   2016-04-01
30/04/2016 00:00           2016-04-30
29/02/2016                 2016-02-29
2016-04-30 23:00:00        2016-04-30  RECORDS-DATE-WITH-TIME
30/04/2016 09:15           2016-04-30  RECORDS-DATE-WITH-TIME
1/4/2016 09:15             2016-04-01  RECORDS-DATE-WITH-TIME
29/02/2015                 -           RECORDS-DATE
31/04/2016                 -           RECORDS-DATE
2016-13-01                 -           RECORDS-DATE
04/30/2016                 -           RECORDS-DATE
42490                      -           RECORDS-DATE
April                      -           RECORDS-DATE
2016-04                    -           RECORDS-DATE
2016-04-30 25:00           -           RECORDS-DATE
30/04/16                   -           RECORDS-DATE-TWO-DIGIT-YEAR
30.4.16                    -           RECORDS-DATE-TWO-DIGIT-YEAR
0016-04-30                 -           RECORDS-DATE-CENTURY
1816-04-30                 -           RECORDS-DATE-CENTURY
1900-01-01                 -           RECORDS-DATE-CENTURY
9999-12-31                 -           RECORDS-DATE-CENTURY
NULL                       -
"""


def test_dates_are_read_strictly(tmp_path: Path) -> None:
    table = [re.split(r"\s{2,}", line) for line in DATES.strip().splitlines()]
    records, issues = write_records(tmp_path, {"cin_episodes": referrals(cine_referral_date=[row[0] for row in table])})
    expected = [None if row[1] == "-" else date.fromisoformat(row[1]) for row in table]
    assert column(records, "cin_episodes", "cine_referral_date") == expected
    codes = {number: row[2] for number, row in enumerate(table, start=2) if len(row) > 2}
    assert {issue.row: issue.code for issue in issues} == codes
    assert all(issue.field == "cine_referral_date" and issue.file == "cin_episodes.csv" for issue in issues)


FLAGS = ["Y", "yes", "TRUE", "T", "1", "N", "No", "false", "f", "0", " y ", "", "X", "2", "Yes please", "-"]


def test_flags_are_read_strictly(tmp_path: Path) -> None:
    records, issues = write_records(tmp_path, {"cin_episodes": referrals(cine_referral_nfa=FLAGS)})
    expected = [True] * 5 + [False] * 5 + [True] + [None] * 5
    assert column(records, "cin_episodes", "cine_referral_nfa") == expected
    assert places(issues) == [("RECORDS-FLAG", row, "cine_referral_nfa") for row in (14, 15, 16, 17)]


def test_numbers_are_read_strictly(tmp_path: Path) -> None:
    rows = [
        {"prof_professional_id": f"w{number}", "prof_professional_caseload": whole, "prof_full_time_equivalency": part}
        for number, (whole, part) in enumerate(
            [("12", "0.6"), ("12.0", "1"), ("12.5", "0.6667"), ("", "full"), ("1e3", "")]
        )
    ]
    records, issues = write_records(tmp_path, {"professionals": rows})
    assert column(records, "professionals", "prof_professional_caseload") == [12, 12, None, None, None]
    shares = [Decimal("0.6"), Decimal(1), Decimal("0.6667"), None, None]
    assert column(records, "professionals", "prof_full_time_equivalency") == shares
    assert places(issues) == [
        ("RECORDS-NUMBER", 4, "prof_professional_caseload"),
        ("RECORDS-NUMBER", 6, "prof_professional_caseload"),
        ("RECORDS-NUMBER", 5, "prof_full_time_equivalency"),
    ]


def test_text_loses_outer_blanks_and_the_word_that_databases_write_for_nothing(tmp_path: Path) -> None:
    teams = ["  t1\t", "\u00a0t2\u00a0", "NULL", " ", "Null"]
    records, issues = write_records(tmp_path, {"cin_episodes": referrals(cine_referral_team=teams)})
    assert column(records, "cin_episodes", "cine_referral_team") == ["t1", "t2", None, None, "Null"]
    assert issues == ()


def test_codes_are_brought_to_one_spelling(tmp_path: Path) -> None:
    rows = [
        {"pers_person_id": f"p{number}", "pers_ethnicity": code}
        for number, code in enumerate(["CHNE", "chne", "CNHE", "QQQQ"])
    ]
    records, issues = write_records(tmp_path, {"person": rows})
    assert column(records, "person", "pers_ethnicity") == ["CHNE", "CHNE", "CHNE", "QQQQ"]
    assert places(issues) == [("RECORDS-CODE-MISSPELT", 4, "pers_ethnicity")]
    assert issues[0].severity is Severity.WARNING


def test_words_for_a_code_are_taken_without_a_word(tmp_path: Path) -> None:
    rows = [{"cppl_cp_plan_id": "c1", "cppl_cp_plan_latest_category": "Neglect"}]
    records, issues = write_records(tmp_path, {"cp_plans": rows})
    assert column(records, "cp_plans", "cppl_cp_plan_latest_category") == ["NEG"]
    assert issues == ()


def test_a_row_without_any_cell_is_passed_over_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    rows = referrals(cine_referral_team=["t1", "t2", "t3"])
    rows = [rows[0], dict.fromkeys(rows[1], ""), rows[2]]
    records, _ = write_records(tmp_path, {"cin_episodes": rows})
    assert column(records, "cin_episodes", "source_row") == [2, 4]
    assert column(records, "cin_episodes", "source_file") == ["cin_episodes.csv"] * 2


def test_rows_keep_the_place_that_their_source_gives(tmp_path: Path) -> None:
    rows = [{**row, "source_file": "list-3.xlsx", "source_row": "40"} for row in referrals(cine_referral_nfa=["?"])]
    records, issues = write_records(tmp_path, {"cin_episodes": rows})
    assert column(records, "cin_episodes", "source_row") == [40]
    assert [(issue.file, issue.row) for issue in issues] == [("list-3.xlsx", 40)]


def test_a_column_that_the_source_lacks_is_absent(tmp_path: Path) -> None:
    records, _ = write_records(tmp_path, {"cin_episodes": referrals(cine_referral_nfa=["Y"])})
    assert set(records.columns("cin_episodes")) == {
        "cine_referral_id",
        "cine_person_id",
        "cine_referral_nfa",
        "source_file",
        "source_row",
    }
    assert not records.has("cin_episodes", "cine_close_date")


def test_absent_tables_and_columns_are_reported_with_what_they_feed(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "cin_episodes.csv", referrals(cine_close_date=["2016-04-30"]))
    issues = write_canonical({"cin_episodes": RawTable(path, path.name)}, tmp_path / "out", standard=Standard.load())
    columns = {issue.field: issue.message for issue in issues if issue.code == "RECORDS-COLUMN-ABSENT"}
    assert set(columns) == {"cine_referral_date", "cine_referral_nfa", "cine_referral_team"}
    assert "contacts-and-referrals" in columns["cine_referral_date"]
    tables = [issue.message for issue in issues if issue.code == "RECORDS-TABLE-ABSENT"]
    assert any("cp_plans" in message and "child-protection" in message for message in tables)
    assert not any("sen_need" in message or "cin_episodes" in message for message in tables)


def test_a_table_without_its_key_is_an_error_and_has_no_file(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "contacts.csv", [{"cont_person_id": "p001"}])
    issues = write_canonical({"contacts": RawTable(path, path.name)}, tmp_path / "out", standard=Standard.load())
    assert [issue.field for issue in issues if issue.severity is Severity.ERROR] == ["cont_contact_id"]
    assert list((tmp_path / "out").iterdir()) == []


def test_two_columns_for_one_are_an_error(tmp_path: Path) -> None:
    rows = [{**row, "cine_cin_primary_need": "N1"} for row in referrals(cine_cin_primary_need_code=["N2"])]
    path = write_csv(tmp_path / "cin_episodes.csv", rows)
    issues = write_canonical({"cin_episodes": RawTable(path, path.name)}, tmp_path / "out", standard=Standard.load())
    assert [issue.code for issue in issues if issue.severity is Severity.ERROR] == ["RECORDS-COLUMN-TWICE"]


def test_the_first_fifty_rows_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    _, issues = write_records(tmp_path, {"cin_episodes": referrals(cine_referral_nfa=["?"] * 73)})
    assert [issue.row for issue in issues] == [*range(2, 52), None]
    assert "23 more rows" in issues[-1].message


def test_fifty_rows_need_no_count(tmp_path: Path) -> None:
    _, issues = write_records(tmp_path, {"cin_episodes": referrals(cine_referral_nfa=["?"] * 50)})
    assert [issue.row for issue in issues] == list(range(2, 52))


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = referrals(cine_referral_date=["2016-04-30", "x"], cine_referral_outcome_json=['{"NFA_FLAG": "Y"}', ""])
    written = [write_records(tmp_path / name, {"cin_episodes": rows})[0].path("cin_episodes") for name in ("a", "b")]
    assert written[0].read_bytes() == written[1].read_bytes()


def test_a_run_replaces_what_was_there(tmp_path: Path) -> None:
    write_records(
        tmp_path, {"cin_episodes": referrals(cine_referral_nfa=["Y"]), "contacts": [{"cont_contact_id": "c1"}]}
    )
    records, _ = write_records(tmp_path, {"cin_episodes": referrals(cine_referral_nfa=["Y"])})
    assert records.tables == ("cin_episodes",)


def test_a_truncated_parquet_file_is_an_issue(tmp_path: Path) -> None:
    records, _ = write_records(tmp_path, {"cin_episodes": referrals(cine_referral_nfa=["Y"])})
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(records.path("cin_episodes").read_bytes()[:-20])
    issues = write_canonical(
        {"cin_episodes": RawTable(broken, "broken.parquet")}, tmp_path / "out", standard=Standard.load()
    )
    assert [(issue.code, issue.file) for issue in issues if issue.severity is Severity.ERROR] == [
        ("RECORDS-FILE-UNREADABLE", "broken.parquet")
    ]


def test_a_canonical_file_has_the_columns_that_are_promised(tmp_path: Path) -> None:
    standard = Standard.load()
    for table in standard.tables.values():
        rows = [{column.name: "" for column in table.columns} | dict.fromkeys(table.key, "x")]
        records, _ = write_records(tmp_path / table.id, {table.id: rows})
        assert dict(records.columns(table.id)) == canonical_columns(table, standard), table.id


# -- the same casts, written a second time in plain Python ------------------------------------------------------------

SHAPES = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"),
)


def plain_date(text: str) -> date | None:
    for shape in SHAPES:
        match = shape.fullmatch(text.strip())
        if match is not None:
            try:
                found = date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return None
            return found if date(1900, 1, 1) < found < date(2100, 1, 1) else None
    return None


def plain_flag(text: str) -> bool | None:
    return {
        **dict.fromkeys(["y", "yes", "true", "t", "1"], True),
        **dict.fromkeys(["n", "no", "false", "f", "0"], False),
    }.get(text.strip().lower())


def is_blank(text: str) -> bool:
    return text.strip() in {"", "NULL"}


# In a cell of its own kind: printable ASCII, or what is nearly right.
nearly_dates = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: f"{day:%d/%m/}{day.year:04}"),
    st.tuples(st.integers(0, 40), st.integers(0, 14), st.integers(0, 10_500)).map(
        lambda parts: f"{parts[0]}/{parts[1]}/{parts[2]:04}"
    ),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12),
)
nearly_flags = st.one_of(
    st.sampled_from(FLAGS), st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=4)
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(nearly_dates, nearly_flags), min_size=1, max_size=40))
def test_the_casts_agree_with_a_plain_parser(cells: list[tuple[str, str]]) -> None:
    rows = referrals(cine_referral_date=[cell[0] for cell in cells], cine_referral_nfa=[cell[1] for cell in cells])
    with TemporaryDirectory() as folder:
        records, issues = write_records(Path(folder), {"cin_episodes": rows})
        dates = column(records, "cin_episodes", "cine_referral_date")
        flags = column(records, "cin_episodes", "cine_referral_nfa")
    assert dates == [plain_date(cell[0]) for cell in cells]
    assert flags == [plain_flag(cell[1]) for cell in cells]
    unread = {
        (row, field)
        for row, (day, flag) in enumerate(cells, start=2)
        for field, text, value in (
            ("cine_referral_date", day, plain_date(day)),
            ("cine_referral_nfa", flag, plain_flag(flag)),
        )
        if value is None and not is_blank(text)
    }
    assert {(issue.row, issue.field) for issue in issues} == unread


# -- no cell in any message -------------------------------------------------------------------------------------------

MARKER = "ZZMARKERZZ"


@pytest.mark.parametrize("table", sorted(Standard.load().tables))
def test_no_issue_repeats_a_cell(tmp_path: Path, table: str) -> None:
    columns = Standard.load().tables[table].columns
    cells = [MARKER, f'{{"{MARKER}": "{MARKER}"}}', f'["{MARKER}"]', f'{{"NFA_FLAG": "{MARKER}"}}', f"=1+{MARKER}"]
    rows = [{column.name: cell for column in columns} for cell in cells]
    _, issues = write_records(tmp_path, {table: rows})
    typed = [column for column in columns if column.type in {"date", "flag", "integer", "decimal"}]
    assert {issue.field for issue in issues} >= {column.name for column in typed}
    assert not any(MARKER.lower() in str(issue).lower() for issue in issues)


def test_a_header_that_is_a_row_of_data_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text(f"cont_contact_id,{MARKER},Wren\nc1,a,b\n", "utf-8")
    issues = write_canonical({"contacts": RawTable(path, path.name)}, tmp_path / "out", standard=Standard.load())
    unknown = [issue for issue in issues if issue.code == "RECORDS-COLUMN-UNKNOWN"]
    assert [issue.message.split(" of ")[0] for issue in unknown] == ["Column 2", "Column 3"]
    assert not any(MARKER.lower() in str(issue).lower() or "wren" in str(issue).lower() for issue in issues)


def test_an_unknown_column_that_is_like_ours_is_named(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("cont_contact_id,cont_contact_colour\nc1,a\n", "utf-8")
    issues = write_canonical({"contacts": RawTable(path, path.name)}, tmp_path / "out", standard=Standard.load())
    assert any("'cont_contact_colour'" in issue.message for issue in issues)


def test_records_open_knows_its_tables(tmp_path: Path) -> None:
    write_records(tmp_path, {"cin_episodes": referrals(cine_referral_nfa=["Y", "N"])})
    records = RecordSet.open(tmp_path / "records")
    assert records.count("cin_episodes") == 2
    assert records.path("cin_episodes").name == "cin_episodes.parquet"

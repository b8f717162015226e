"""A month closed from children's records: counted, frozen apart from the figures, and traced back by those entitled."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crossfoot.figures.snapshot import Snapshot
from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.operations.close_month import close_month
from crossfoot.operations.trace_figure import trace_figure, trace_rows
from crossfoot.records.frozen import FrozenRecords
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import InputRefused
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period

JANUARY = Period.parse("2017-01")
LOOKED = {"person": "analyst", "reason": "A test", "moment": datetime(2017, 2, 9, 10, tzinfo=UTC)}
TABLES: Mapping[str, Sequence[str]] = {
    "ssd_person": ("pers_person_id,pers_dob,pers_sex", "Wren,2009-05-01,F", "Rowan,2010-05-01,M", "Ash,1999-01-31,M"),
    "ssd_contacts": (
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_outcome_json",
        "C1,Wren,2017-01-03,6,",
        "C2,Rowan,2017-01-04,2A,",
        "C2,Rowan,2017-01-04,2A,",
        'C3,Rowan,2017-01-05,2A,"{""EXISTING_REFERRAL_FLAG"": ""Y""}"',
        "C4,Ash,2017-01-31,6,",
    ),
    "ssd_cin_episodes": (
        "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_referral_team,cine_referral_source_code,cine_referral_outcome_json",
        "R1,Wren,2016-03-01,2016-06-01,T1,6,",
        'R2,Wren,2017-01-04,,T1,6,"{""SINGLE_ASSESSMENT_FLAG"": ""Y""}"',
        "R3,Rowan,2017-01-05,,T2,2A,",
    ),
    "ssd_department": ("dept_team_id,dept_team_name", "T1,City assessment", "T2,West assessment"),
    "x_team_area": (
        "xtea_team_id,xtea_locality_area,xtea_district_area,xtea_team_kind",
        "T1,city-locality,norwich,assessment",
        "T2,west-locality,,assessment",
    ),
    "ssd_care_leavers": (
        "clea_table_id,clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_activity",
        "L1,Ash,Former relevant,F1",
    ),
}


def write_input(folder: Path, tables: Mapping[str, Sequence[str]] = TABLES, *, kept: Sequence[str] = ()) -> Path:
    """An input folder of those tables, with the care leavers kept for the months of `kept`."""
    for name, lines in tables.items():
        path = folder / "records" / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for month in kept:
        path = folder / "kept" / month / "ssd_care_leavers.csv"
        path.parent.mkdir(parents=True)
        path.write_text("\n".join(tables["ssd_care_leavers"]) + "\n", encoding="utf-8")
    (folder / "input.yaml").write_text(
        "council: norfolk\norganisation: Made-up county\ntitle: A test\n"
        "records:\n  kind: safeguarding-dataset\n  path: records\n  since: 2016-02-01\n  kept: kept\n",
        encoding="utf-8",
    )
    return folder


def close(source: Path, out: Path, rows: Path | None) -> Snapshot:
    return close_month(source, out, month=JANUARY, as_at=date(2017, 2, 8), definitions=shipped_definitions(), rows=rows)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Path]:
    folder = tmp_path_factory.mktemp("closed")
    source = write_input(folder / "input", kept=["2016-11"])
    return close(source, folder / "snapshot", folder / "rows"), folder / "rows"


def value(snapshot: Snapshot, name: str) -> tuple[object, object]:
    figure = snapshot.figures.get(FigureId.parse(name))
    assert figure is not None, name
    return (figure.numerator, figure.denominator) if figure.missing is None else (figure.missing, None)


@pytest.mark.parametrize(
    ("name", "numerator", "denominator"),
    [
        # Ash turned 18 on the day; C3 is about a child with an open case; C2 is there twice.
        ("contacts/norfolk/in_month/2017-01", 2, None),
        ("contacts/norfolk/in_month/2017-01/source=police", 1, None),
        ("contacts/norfolk/in_month/2017-01/source=health-services", 0, None),
        ("contacts/norfolk/in_month/2016-12", 0, None),
        ("referrals/norfolk/in_month/2017-01", 2, None),
        ("referrals/city-locality/in_month/2017-01", 1, None),
        ("referrals/norwich/in_month/2017-01", 1, None),
        ("referrals/team-west-assessment/in_month/2017-01", 1, None),
        ("re-referrals/norfolk/in_month/2017-01", 1, 2),
        ("re-referrals/norfolk/rolling_12/2017-01", 1, 3),
        ("referral-rate/norfolk/in_month/2017-01", 2, 167_942),
        ("contacts-accepted-as-referrals/norfolk/in_month/2017-01", 2, 2),
        ("care-leavers-in-education-employment-or-training/norfolk/at_month_end/2017-01", 1, 1),
        ("care-leavers-in-education-employment-or-training/norfolk/at_month_end/2016-12", Missing.NOT_COLLECTED, None),
        ("care-leavers-in-suitable-accommodation/norfolk/at_month_end/2017-01", Missing.NOT_COLLECTED, None),
        ("looked-after-children/norfolk/at_month_end/2017-01", Missing.NOT_COLLECTED, None),
    ],
)
def test_figures_are_counted(closed: tuple[Snapshot, Path], name: str, numerator: object, denominator: object) -> None:
    assert value(closed[0], name) == (numerator, denominator)


def test_no_figure_is_before_the_records_begin(closed: tuple[Snapshot, Path]) -> None:
    counted = [figure for figure in closed[0].figures if figure.id.indicator == "contacts"]
    assert min(figure.id.period for figure in counted) == Period.parse("2016-02")


def test_a_rolling_year_is_counted_only_with_twelve_months_of_records(closed: tuple[Snapshot, Path]) -> None:
    figure = FigureId.parse("re-referrals/norfolk/rolling_12/2016-12")
    assert closed[0].figures.get(figure) is None


def test_the_snapshot_knows_the_records_and_holds_none_of_them(closed: tuple[Snapshot, Path]) -> None:
    snapshot, rows = closed
    frozen = FrozenRecords.open(rows)
    assert snapshot.manifest.records == frozen.digest
    assert set(snapshot.manifest.inputs) == {"input.yaml"}
    assert frozen.manifest.set_aside == {"contacts": 1}
    assert frozen.manifest.kept == ("2016-11", "2017-01")
    assert frozen.records.count("contacts") == 4
    assert (rows / "set-aside" / "contacts.parquet").is_file()
    assert rows.stat().st_mode & 0o077 == 0


def test_what_is_wrong_with_rows_is_counted_in_the_snapshot_and_listed_with_the_rows(
    closed: tuple[Snapshot, Path],
) -> None:
    snapshot, rows = closed
    repeated = [issue for issue in snapshot.issues if issue.code == "RECORDS-DUPLICATE-KEY"]
    assert [(issue.row, issue.message.partition(":")[0]) for issue in repeated] == [(None, "1 finding like this")]
    with (rows / "issues.csv").open(encoding="utf-8-sig", newline="") as stream:
        listed = [row for row in csv.DictReader(stream) if row["code"] == "RECORDS-DUPLICATE-KEY"]
    assert [(row["file"], row["row"]) for row in listed] == [("ssd_contacts.csv", "4")]


def test_closing_again_gives_the_same_bytes(closed: tuple[Snapshot, Path], tmp_path: Path) -> None:
    snapshot, rows = closed
    source = write_input(tmp_path / "input", kept=["2016-11"])
    again = close(source, tmp_path / "snapshot", tmp_path / "rows")
    assert again.manifest == snapshot.manifest
    assert (tmp_path / "rows" / "manifest.json").read_bytes() == (rows / "manifest.json").read_bytes()


def test_records_without_a_folder_for_the_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        close(write_input(tmp_path / "input"), tmp_path / "snapshot", None)
    assert {issue.code for issue in refused.value.issues} == {"ROWS-FOLDER-MISSING"}
    assert not (tmp_path / "snapshot").exists()


def test_a_file_that_cannot_be_read_leaves_what_was_there(tmp_path: Path) -> None:
    source = write_input(tmp_path / "input")
    close(source, tmp_path / "snapshot", tmp_path / "rows")
    before = (tmp_path / "rows" / "manifest.json").read_bytes()
    (source / "records" / "ssd_contacts.csv").write_bytes(b"")
    with pytest.raises(InputRefused):
        close(source, tmp_path / "snapshot", tmp_path / "rows")
    assert (tmp_path / "rows" / "manifest.json").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["input", "rows", "snapshot"]


# -- trace -------------------------------------------------------------------------------------------------------------


def test_a_trace_says_what_a_figure_is_made_of(closed: tuple[Snapshot, Path]) -> None:
    steps = dict(trace_figure(closed[0].folder, "re-referrals/norfolk/in_month/2017-01").steps)
    assert steps["Numerator"].startswith("1: ")
    assert "is_re_referral" in steps["Numerator"]
    assert steps["Population"].startswith("referrals: ")
    assert steps["Time limit"] == "Earlier referral to re-referral: 365 days"
    assert "not seen" in steps["History"]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("contacts/norfolk/in_month/2017-01", ["Wren", "Rowan"]),
        ("contacts/norfolk/in_month/2017-01/source=police", ["Wren"]),
        ("re-referrals/norfolk/in_month/2017-01", ["Wren"]),
        ("referrals/west-locality/in_month/2017-01", ["Rowan"]),
        ("referrals/norwich/in_month/2017-01", ["Wren"]),
        ("referrals/team-west-assessment/in_month/2017-01", ["Rowan"]),
        ("referrals/norfolk/rolling_12/2017-01", ["Wren", "Wren", "Rowan"]),
        ("referrals/norfolk/year_to_date/2017-01", ["Wren", "Rowan"]),
        ("referral-rate/norfolk/in_month/2017-01", ["Wren", "Rowan"]),
    ],
)
def test_the_children_behind_a_figure_are_those_counted(
    closed: tuple[Snapshot, Path], name: str, people: list[str]
) -> None:
    snapshot, rows = closed
    traced = trace_rows(snapshot.folder, name, rows, **LOOKED)  # type: ignore[arg-type]
    assert [row.person for row in traced.rows] == people
    assert traced.agrees


def test_each_look_is_logged_without_a_child(closed: tuple[Snapshot, Path]) -> None:
    snapshot, rows = closed
    trace_rows(snapshot.folder, "contacts/norfolk/in_month/2017-01", rows, **LOOKED)  # type: ignore[arg-type]
    log = (rows / "access.csv").read_text(encoding="utf-8")
    assert "2017-02-09T10:00:00+00:00,analyst,contacts/norfolk/in_month/2017-01,2,A test" in log.splitlines()
    assert "Wren" not in log


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("contacts", "FIGURE-NAME"),
        ("contacts/norfolk/in_month/2017-02", "FIGURE-UNKNOWN"),
        ("referrals/west-locality/in_month/2017-02", "FIGURE-UNKNOWN"),
    ],
)
def test_what_is_no_figure_is_refused(closed: tuple[Snapshot, Path], name: str, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        trace_rows(closed[0].folder, name, closed[1], **LOOKED)  # type: ignore[arg-type]
    assert {issue.code for issue in refused.value.issues} == {code}


def test_rows_of_another_close_are_refused(closed: tuple[Snapshot, Path], tmp_path: Path) -> None:
    close(write_input(tmp_path / "input"), tmp_path / "snapshot", tmp_path / "rows")
    with pytest.raises(InputRefused, match="not the records"):
        trace_rows(closed[0].folder, "contacts/norfolk/in_month/2017-01", tmp_path / "rows", **LOOKED)  # type: ignore[arg-type]


def test_frozen_records_that_were_changed_are_refused(tmp_path: Path) -> None:
    close(write_input(tmp_path / "input"), tmp_path / "snapshot", tmp_path / "rows")
    (tmp_path / "rows" / "tables" / "added.parquet").write_bytes(b"x")
    (tmp_path / "rows" / "tables" / "contacts.parquet").write_bytes(b"x")
    with pytest.raises(InputRefused) as refused:
        FrozenRecords.open(tmp_path / "rows")
    assert {issue.code for issue in refused.value.issues} == {"ROWS-CHANGED"}
    assert {issue.file for issue in refused.value.issues} == {"tables/contacts.parquet", "added.parquet"}

"""An input folder is read whole or refused whole, and never beyond its own walls."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from known_indicators import KNOWN

from crossfoot.sources.input_folder import InputFolder, Table, read_input_folder
from crossfoot.vocabulary.issues import Severity

INPUT = """\
council: norfolk
organisation: Norfolk County Council
title: A test
figures: [figures/county.csv, figures/monthly.csv]
tables: tables.csv
precedence: [county-report, monthly-report]
registers: {budget-year: budget-year.csv, budget: budget.csv, risks: risks.csv, risk-reviews: reviews.csv}
"""
TABLES = """\
id,title,report,first_line,last_line
county-contacts,Contacts,county-report,1498,1506
monthly-contacts,Contacts again,monthly-report,,
"""
HEADER = "indicator,area,period,form,breakdown,numerator,denominator,value,missing,table,line,printed\n"
COUNTY = "contacts,norfolk,2017-01,,,,,3163,,county-contacts,1500,3163\n"
MONTHLY = 'contacts,norfolk,2017-01,,,,,3163,,monthly-contacts,2085,"3,163"\n'
YEAR = """\
year,actuals_to,previous_report,source
2016-17-year,2017-01,December,A test
"""
BUDGET = """\
id,name,fund,block,kind,original_budget,forecast,variance_without_budget,reason
looked-after,Looked-after children,general-fund,All,spending,12870000.00,14675000.00,,More children.
savings,Small savings,general-fund,All,spending,,,-30000.00,Several.
"""
RISKS = """\
id,number,name,category,area,cause,event,consequence,entered_on,target_likelihood,target_impact,target_date,treatment,owner
overspend,RM1,Overspending,C,Services,A cause,An event,A consequence,2016-01-04,2,3,2017-03-31,treat,Head of Finance
"""
REVIEWS = """\
risk,reviewed_on,likelihood,impact,prospects,progress,reviewer
overspend,2017-01-04,5,4,red,Some,Head of Finance
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "input"
    (made / "figures").mkdir(parents=True)
    for name, text in {
        "input.yaml": INPUT,
        "tables.csv": TABLES,
        "figures/county.csv": HEADER + COUNTY,
        "figures/monthly.csv": HEADER + MONTHLY,
        "budget-year.csv": YEAR,
        "budget.csv": BUDGET,
        "risks.csv": RISKS,
        "reviews.csv": REVIEWS,
    }.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def read(folder: Path) -> InputFolder:
    return read_input_folder(folder, catalogue=KNOWN)


def places(found: InputFolder) -> list[tuple[str, str, int | None, str]]:
    return [(issue.code, issue.file, issue.row, issue.field) for issue in found.issues]


def test_a_good_folder_is_read_whole(folder: Path) -> None:
    found = read(folder)
    assert found.issues == ()
    assert (found.council, found.organisation, found.title) == ("norfolk", "Norfolk County Council", "A test")
    assert found.precedence == ("county-report", "monthly-report")
    assert found.tables["county-contacts"] == Table("county-contacts", "Contacts", "county-report", 1498, 1506)
    assert found.tables["monthly-contacts"].first_line is None
    assert [(figure.file, figure.row, figure.table) for figure in found.figures] == [
        ("figures/county.csv", 2, "county-contacts"),
        ("figures/monthly.csv", 2, "monthly-contacts"),
    ]
    assert found.files[:4] == ("input.yaml", "figures/county.csv", "figures/monthly.csv", "tables.csv")
    assert found.files[4:] == ("budget-year.csv", "budget.csv", "risks.csv", "reviews.csv")


def test_pressures_come_from_the_registers_in_millions(folder: Path) -> None:
    pressures = read(folder).pressures
    first, second = pressures.budget_lines
    assert (first.budget, first.variance) == (Decimal("12.87"), Decimal("1.805"))
    assert (second.budget, second.forecast, second.variance) == (None, None, Decimal("-0.030"))
    (risk,) = pressures.risks
    assert (risk.id, risk.likelihood, risk.impact, risk.score) == ("overspend", 5, 4, 20)
    assert (risk.target_likelihood, risk.target_impact, risk.prospects) == (2, 3, "red")


def test_registers_may_be_left_out(folder: Path) -> None:
    (folder / "input.yaml").write_text(INPUT[: INPUT.index("registers:")])
    found = read(folder)
    assert found.issues == ()
    assert (found.pressures.budget_lines, found.pressures.risks) == ((), ())
    assert "budget.csv" not in found.files


# file, text to replace, what with, and the issues: code, file, row, field.
FAULTS = {
    "council missing": ("input.yaml", "council: norfolk\n", "", [("FIELD-MISSING", "input.yaml", 1, "council")]),
    "key misspelt": ("input.yaml", "title:", "titel:", None),
    "no figures": ("input.yaml", "[figures/county.csv, figures/monthly.csv]", "[]", None),
    "not YAML": ("input.yaml", "council: norfolk", "council: [norfolk", None),
    "key twice": ("input.yaml", "title: A test", "title: A test\ntitle: B", None),
    "parent folder": (
        "input.yaml",
        "tables: tables.csv",
        "tables: ../tables.csv",
        [("INPUT-FILE-OUTSIDE", "input.yaml", 5, "tables")],
    ),
    "parent folder and back": (
        "input.yaml",
        "tables: tables.csv",
        "tables: figures/../tables.csv",
        [("INPUT-FILE-OUTSIDE", "input.yaml", 5, "tables")],
    ),
    "absolute path": (
        "input.yaml",
        "figures/monthly.csv]",
        "/etc/passwd]",
        [("INPUT-FILE-OUTSIDE", "input.yaml", 4, "figures[2]")],
    ),
    "path of Windows": (
        "input.yaml",
        "figures/monthly.csv]",
        "figures\\monthly.csv]",
        [("INPUT-FILE-OUTSIDE", "input.yaml", 4, "figures[2]")],
    ),
    "file named twice": (
        "input.yaml",
        "figures/monthly.csv]",
        "./figures/county.csv]",
        [("INPUT-FILE-TWICE", "input.yaml", 4, "figures[2]")],
    ),
    "file not there": (
        "input.yaml",
        "figures/monthly.csv]",
        "figures/none.csv]",
        [("SUPPLIED-FILE-MISSING", "figures/none.csv", None, "")],
    ),
    "folder for a file": (
        "input.yaml",
        "budget: budget.csv",
        "budget: figures",
        [("SUPPLIED-NOT-A-FILE", "figures", None, "")],
    ),
    "report not ranked": (
        "input.yaml",
        "[county-report, monthly-report]",
        "[county-report]",
        [("INPUT-REPORT-UNRANKED", "input.yaml", 6, "precedence")],
    ),
    "report without tables": (
        "input.yaml",
        "[county-report, monthly-report]",
        "[county-report, monthly-report, dashboard]",
        [("INPUT-REPORT-UNKNOWN", "input.yaml", 6, "precedence[3]")],
    ),
    "report ranked twice": (
        "input.yaml",
        "[county-report, monthly-report]",
        "[county-report, monthly-report, county-report]",
        [("INPUT-REPORT-TWICE", "input.yaml", 6, "precedence[3]")],
    ),
    "table not listed": (
        "tables.csv",
        "monthly-contacts,",
        "monthly-contact,",
        [("SUPPLIED-TABLE-UNKNOWN", "figures/monthly.csv", 2, "table")],
    ),
    "table listed twice": (
        "tables.csv",
        "monthly-contacts,Contacts again,monthly-report",
        "county-contacts,Contacts again,monthly-report",
        None,
    ),
    "table ends before it starts": (
        "tables.csv",
        "1498,1506",
        "1506,1498",
        [("INPUT-TABLE-LINES", "tables.csv", 2, "last_line")],
    ),
    "table without title": ("tables.csv", "Contacts again", "", [("SUPPLIED-CELL-BLANK", "tables.csv", 3, "title")]),
    "tables without their header": ("tables.csv", "id,title", "table,title", None),
    "same figure in two files": (
        "figures/monthly.csv",
        "monthly-contacts",
        "county-contacts",
        [("INPUT-DUPLICATE", "figures/monthly.csv", 2, "")],
    ),
    "budget line twice": (
        "budget.csv",
        "savings,Small",
        "looked-after,Small",
        [("REGISTER-TWICE", "budget.csv", 3, "id")],
    ),
    "risk off the scale": ("reviews.csv", ",5,4,", ",6,4,", None),
    "budget not a number": ("budget.csv", "12870000.00", "NaN", None),
    "variance missing": ("budget.csv", "-30000.00", "", None),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_anywhere_stops_everything(folder: Path, name: str) -> None:
    file, old, new, expected = FAULTS[name]
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = read(folder)
    assert found.figures == ()
    assert any(issue.severity is Severity.ERROR for issue in found.issues)
    assert all(issue.message and issue.advice for issue in found.issues)
    if expected is None:
        assert file in {issue.file for issue in found.issues}
        assert all(issue.row is not None for issue in found.issues)
    elif name == "table ends before it starts":
        assert expected[0] in places(found)
    else:
        assert [place for place in places(found) if place[0] != "INPUT-LINE-OUTSIDE-TABLE"] == expected


def test_faults_of_all_files_come_at_once(folder: Path) -> None:
    (folder / "tables.csv").write_text(TABLES.replace("Contacts again", ""))
    (folder / "figures/county.csv").write_text(HEADER + COUNTY.replace("2017-01", "Jan-17"))
    (folder / "figures/monthly.csv").write_bytes(b"")
    (folder / "reviews.csv").write_text(REVIEWS.replace(",5,4,", ",5,40,"))
    assert {issue.file for issue in read(folder).issues} == {
        "tables.csv",
        "figures/county.csv",
        "figures/monthly.csv",
        "reviews.csv",
    }


def test_a_link_may_not_lead_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text(HEADER + MONTHLY)
    (folder / "figures/monthly.csv").unlink()
    (folder / "figures/monthly.csv").symlink_to(outside)
    found = read(folder)
    assert places(found) == [("INPUT-FILE-OUTSIDE", "input.yaml", 4, "figures[2]")]
    assert found.figures == ()


def test_a_link_that_leads_in_a_circle(folder: Path) -> None:
    (folder / "figures/monthly.csv").unlink()
    (folder / "figures/monthly.csv").symlink_to("monthly.csv")
    found = read(folder)
    assert found.figures == ()
    assert [issue.severity for issue in found.issues] == [Severity.ERROR]


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "figures/monthly.csv").rename(folder / "kept.csv")
    (folder / "figures/monthly.csv").symlink_to(folder / "kept.csv")
    found = read(folder)
    assert found.issues == ()
    assert len(found.figures) == 2


@pytest.mark.parametrize("name", ["input.yaml", "tables.csv", "figures/county.csv", "budget.csv"])
def test_a_file_that_is_not_there_or_a_folder(folder: Path, name: str) -> None:
    (folder / name).unlink()
    missing = read(folder)
    (folder / name).mkdir()
    instead = read(folder)
    for found in (missing, instead):
        assert found.figures == ()
        assert name in {issue.file for issue in found.issues if issue.severity is Severity.ERROR}


def test_no_folder(tmp_path: Path) -> None:
    assert places(read(tmp_path / "none")) == [("INPUT-FOLDER-MISSING", "none", None, "")]


def test_a_file_for_a_folder(folder: Path) -> None:
    assert places(read(folder / "tables.csv")) == [("INPUT-FOLDER-MISSING", "tables.csv", None, "")]


def test_lines_outside_their_table_are_warned_of(folder: Path) -> None:
    (folder / "figures/county.csv").write_text(
        HEADER + COUNTY + COUNTY.replace("norfolk", "norwich").replace("1500", "9")
    )
    found = read(folder)
    assert places(found) == [("INPUT-LINE-OUTSIDE-TABLE", "figures/county.csv", 3, "line")]
    assert {issue.severity for issue in found.issues} == {Severity.WARNING}
    assert len(found.figures) == 3


def test_areas_and_councils_that_no_definition_knows_are_refused(folder: Path) -> None:
    (folder / "figures/county.csv").write_text(HEADER + COUNTY + COUNTY.replace("norfolk", "norfok"))
    (folder / "input.yaml").write_text(INPUT.replace("council: norfolk", "council: norfok"))
    found = read(folder)
    assert places(found) == [
        ("INPUT-COUNCIL-UNKNOWN", "input.yaml", 1, "council"),
        ("INPUT-AREA-UNKNOWN", "figures/county.csv", 3, "area"),
    ]
    assert all("norfolk" in issue.advice for issue in found.issues)
    assert found.figures == ()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300),
    name=st.sampled_from(["input.yaml", "tables.csv", "figures/county.csv", "budget.csv"]),
)
def test_arbitrary_bytes_in_any_file_never_raise(folder: Path, content: bytes, name: str) -> None:
    kept = (folder / name).read_bytes()
    (folder / name).write_bytes(content)
    try:
        found = read(folder)
    finally:
        (folder / name).write_bytes(kept)
    assert bool(found.figures) != any(issue.severity is Severity.ERROR for issue in found.issues)

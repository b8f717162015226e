"""Templates: what is in them, and that one that is filled in is read back without an issue."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from filled_templates import fill_workbook
from lxml import etree
from python_calamine import CalamineWorkbook
from register_page import PAGE, page

from crossfoot.cli import commands
from crossfoot.figures.snapshot import Snapshot
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.operations.template_columns import CellKind, columns_of, figure_columns
from crossfoot.operations.write_templates import is_supplied, newest_period, write_templates
from crossfoot.registers.register import Register
from crossfoot.sources.input_folder import read_input_folder
from crossfoot.sources.registers import REGISTERS, read_register
from crossfoot.sources.supplied_csv import COLUMNS, read_supplied_figures
from crossfoot.vocabulary.issues import InputRefused
from crossfoot.vocabulary.periods import Period, PeriodKind

MONTH = Period.parse("2017-02")
ONE_OF = {"claim-actions": {"due", "repeats"}}
"""Columns of which one is filled in: by register, those left blank in the example row."""
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load(shipped_definitions())


@pytest.fixture(scope="module")
def written(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("templates") / "new"
    write_templates(out, catalogue=catalogue, month=MONTH, area="norfolk")
    return out


def example_row(register: Register[Any]) -> dict[str, str]:
    """Examples make one row together: an example that is blank is of a column that such a row has not."""
    left_out = ONE_OF.get(register.name, set())
    return {
        column.name: column.example for column in register.columns if column.example and column.name not in left_out
    }


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# -- registers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REGISTERS)
def test_a_filled_in_template_is_read_back(written: Path, tmp_path: Path, name: str) -> None:
    """As a workbook with real days and numbers, and as CSV: the same row, and nothing wrong with it."""
    register = REGISTERS[name]
    row = example_row(register)
    text = written / "registers" / f"{name}.csv"
    with (tmp_path / "filled.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(text.read_text(encoding="utf-8"))
        csv.writer(file).writerow([row.get(column.name, "") for column in register.columns])
    fill_workbook(written / "registers" / f"{name}.xlsx", tmp_path / "filled.xlsx", columns_of(register), [row])
    found = [read_register(tmp_path / file, register, file=file) for file in ("filled.csv", "filled.xlsx")]
    assert [issues for _, issues in found] == [(), ()]
    (from_csv,), (from_workbook,) = (rows for rows, _ in found)
    assert from_csv.entry == from_workbook.entry
    filled = {column: getattr(from_csv.entry, column) for column in row}
    assert [column for column, value in filled.items() if value in (None, "", ())] == []


@pytest.mark.parametrize("name", REGISTERS)
def test_every_column_is_described_and_has_an_example(name: str) -> None:
    columns = REGISTERS[name].columns
    assert [column.name for column in columns if len(column.about.split()) < 2 or not column.about.endswith(".")] == []
    assert [column.name for column in columns if not column.wanted] == []
    assert [column.name for column in columns if column.required and not column.example] == []
    examples = {name: field.examples for name, field in REGISTERS[name].entry.model_fields.items()}
    assert [column for column, given in examples.items() if not given] == []


@pytest.mark.parametrize("name", REGISTERS)
def test_a_csv_template_has_its_header_and_no_row(written: Path, name: str) -> None:
    lines = (written / "registers" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    assert lines == [",".join(column.name for column in REGISTERS[name].columns)]
    for ending in ("csv", "xlsx"):
        file = f"{name}.{ending}"
        _, issues = read_register(written / "registers" / file, REGISTERS[name], file=file)
        assert [issue.code for issue in issues] == ["SUPPLIED-FILE-EMPTY"]


def test_the_page_of_registers_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run tests/operations/register_page.py to write it anew"


# -- workbooks ---------------------------------------------------------------------------------------------------------


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def workbooks(out: Path) -> Iterator[Path]:
    found = sorted(out.rglob("*.xlsx"))
    assert len(found) >= len(REGISTERS) + 4
    yield from found


def test_workbooks_are_accessible(written: Path) -> None:
    for path in workbooks(written):
        found = parts(path)
        sheets = CalamineWorkbook.from_path(path).sheet_names
        assert sheets[:2] in (["Register", "Columns"], ["Figures", "Columns"])
        assert {name for name in found if "comment" in name or "vba" in name or "media" in name} == set()
        tables = [etree.fromstring(content) for name, content in found.items() if name.startswith("xl/tables/")]
        assert len({table.get("name") for table in tables}) == len(sheets)
        for number in range(1, len(sheets) + 1):
            sheet = etree.fromstring(found[f"xl/worksheets/sheet{number}.xml"])
            assert sheet.find(f".//{SHEET}mergeCells") is None
            assert sheet.find(f".//{SHEET}f") is None
            assert {view.get("activeCell", "A1") for view in sheet.iter(f"{SHEET}selection")} <= {"A1"}
        assert b"Heading 1" in found["xl/styles.xml"]
        assert b"en-GB" in found["docProps/core.xml"]


def test_a_table_is_marked_up_from_its_header(written: Path) -> None:
    for path in workbooks(written):
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
        (name,) = [name for name in parts(path) if name == "xl/tables/table1.xml"]
        table = etree.fromstring(parts(path)[name])
        first, last = re.findall(r"\d+", table.get("ref", ""))
        headings = [column.get("name") for column in table.iter(f"{SHEET}tableColumn")]
        assert sheet[int(first) - 1][: len(headings)] == headings
        assert int(last) - int(first) == max(1, len([row for row in sheet[int(first) :] if any(row)]))


@pytest.mark.parametrize("name", REGISTERS)
def test_closed_lists_can_be_chosen_from(written: Path, name: str) -> None:
    """Each word of a list is one that the reader takes, and the list of the workbook is the list of the words."""
    register = REGISTERS[name]
    sheet = etree.fromstring(parts(written / "registers" / f"{name}.xlsx")["xl/worksheets/sheet1.xml"])
    listed = {
        re.sub(r"\d.*", "", found.get("sqref", "")): (found.findtext(f"{SHEET}formula1") or "").strip('"').split(",")
        for found in sheet.iter(f"{SHEET}dataValidation")
    }
    wanted = {}
    for place, each in enumerate(columns_of(register)):
        if each.choices:
            wanted[chr(ord("A") + place)] = list(map(str, each.choices))
            assert each.column.example in each.choices
            said = each.column.wanted.removeprefix("one of: ").split(", ")
            assert said == list(each.choices) or each.choices == ("yes", "no")
    assert listed == wanted


def test_kinds_of_cells() -> None:
    kinds = {each.column.name: each.kind for each in columns_of(REGISTERS["risks"])}
    assert {kinds[name] for name in ("entered_on", "target_date", "closed_on")} == {CellKind.DAY}
    assert {kinds[name] for name in ("id", "category", "appetite", "budget_lines")} == {CellKind.CODE}
    assert {kinds[name] for name in ("name", "cause", "owner")} == {CellKind.WORDS}
    assert {kinds[name] for name in ("target_impact", "inherent_impact", "printed_target_score")} == {CellKind.NUMBER}
    reviews = {each.column.name: each for each in columns_of(REGISTERS["risk-reviews"])}
    assert reviews["printed_next_review"].kind is CellKind.CODE
    assert reviews["prospects"].choices == ("red", "amber", "green", "met")
    budget = {each.column.name: each.kind for each in columns_of(REGISTERS["budget"])}
    assert budget["forecast"] is CellKind.POUNDS


def test_the_same_templates_have_the_same_bytes(written: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    again = tmp_path / "again"
    write_templates(again, catalogue=catalogue, month=MONTH, area="norfolk")
    files = [path.relative_to(written) for path in written.rglob("*") if path.is_file()]
    assert [path for path in files if (written / path).read_bytes() != (again / path).read_bytes()] == []


# -- figures -----------------------------------------------------------------------------------------------------------


def test_figures_are_asked_for_that_nothing_else_gives(written: Path, catalogue: Catalogue) -> None:
    asked = {row["indicator"]: path.stem for path in (written / "figures").glob("*.csv") for row in rows_of(path)}
    assert asked == {
        name: indicator.topic for name, indicator in catalogue.indicators.items() if is_supplied(indicator)
    }
    assert all(catalogue.indicator(name).population is None for name in asked)
    assert {"education", "participation", "inclusion", "early-help"} <= set(asked.values())


def test_periods_are_the_newest_that_have_ended(written: Path, catalogue: Catalogue) -> None:
    for path in (written / "figures").glob("*.csv"):
        for row in rows_of(path):
            if row["form"] == "in_year":
                assert row["period"] == ""
            else:
                period = Period.parse(row["period"])
                assert period.end <= MONTH.end < period.shift(1).end


NEWEST = """
2017-02 month          2017-02
2017-02 quarter        2016-17-q3
2017-03 quarter        2016-17-q4
2017-02 term           2016-17-autumn
2017-04 term           2016-17-spring
2017-02 financial_year 2015-16-year
2017-03 financial_year 2016-17-year
2017-07 academic_year  2015-16-academic
2017-08 academic_year  2016-17-academic
"""


@pytest.mark.parametrize("line", NEWEST.strip().splitlines())
def test_newest_periods(line: str) -> None:
    month, kind, newest = line.split()
    assert newest_period(PeriodKind(kind), Period.parse(month)).code == newest


def test_an_unfilled_row_is_never_nought(written: Path, catalogue: Catalogue) -> None:
    for ending in ("csv", "xlsx"):
        path = written / "figures" / f"participation.{ending}"
        figures, issues = read_supplied_figures(path, catalogue=catalogue)
        assert figures == ()
        assert {issue.code for issue in issues} == {"SUPPLIED-VALUE-OR-MISSING"}


def test_filled_in_figures_are_read_from_csv_and_workbook_alike(
    written: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    names = [path.stem for path in (written / "figures").glob("*.csv")]
    for ending in ("csv", "xlsx"):
        folder = tmp_path / ending
        (folder / "figures").mkdir(parents=True)
        (folder / "tables.csv").write_bytes((written / "tables.csv").read_bytes())
        for name in names:
            rows = [
                {**row, "value": str(number), "period": row["period"] or "2015-16-academic"}
                for number, row in enumerate(rows_of(written / "figures" / f"{name}.csv"), start=2)
            ]
            if ending == "csv":
                with (folder / "figures" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, COLUMNS)
                    writer.writeheader()
                    writer.writerows(rows)
            else:
                template = written / "figures" / f"{name}.xlsx"
                fill_workbook(template, folder / "figures" / f"{name}.xlsx", figure_columns(), rows)
        (folder / "input.yaml").write_text(
            "council: norfolk\norganisation: A council\ntitle: Returns\ntables: tables.csv\n"
            f"figures: [{', '.join(f'figures/{name}.{ending}' for name in names)}]\nprecedence: [{', '.join(names)}]\n",
            encoding="utf-8",
        )
    read = [read_input_folder(tmp_path / ending, catalogue=catalogue) for ending in ("csv", "xlsx")]
    assert [folder.issues for folder in read] == [(), ()]
    first, second = ([(figure.id, figure.value, figure.table) for figure in folder.figures] for folder in read)
    assert first == second
    assert len(first) > 30


def test_after_an_earlier_month_the_same_areas_and_breakdowns_are_asked_for(
    closed_month: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    write_templates(tmp_path, catalogue=catalogue, month=MONTH, area="norfolk", after=closed_month)
    asked = [row for path in (tmp_path / "figures").glob("*.csv") for row in rows_of(path)]
    supplied: dict[tuple[str, str, PeriodKind], list[Any]] = {}
    for figure in Snapshot.open(closed_month).supplied:
        if is_supplied(catalogue.indicator(figure.id.indicator)):
            key = (figure.id.indicator, figure.id.form.value, figure.id.period.kind)
            supplied.setdefault(key, []).append(figure.id)
    for (indicator, form, kind), names in supplied.items():
        newest = max(name.period for name in names)
        before = {(name.area, str(name.breakdown)) for name in names if name.period == newest}
        found = [
            row
            for row in asked
            if (row["indicator"], row["form"]) == (indicator, form) and Period.parse(row["period"]).kind is kind
        ]
        assert {(row["area"], row["breakdown"]) for row in found} == before
        assert len(found) == len(before)
        assert all(Period.parse(row["period"]).end <= MONTH.end for row in found)
    assert supplied


# -- refusals and the command ------------------------------------------------------------------------------------------


def test_nothing_is_written_over(written: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "registers").mkdir()
    kept = tmp_path / "registers" / "risks.xlsx"
    kept.write_bytes(b"filled in")
    with pytest.raises(InputRefused) as refused:
        write_templates(tmp_path, catalogue=catalogue)
    assert [(issue.code, issue.file) for issue in refused.value.issues] == [
        ("TEMPLATE-ALREADY-THERE", "registers/risks.xlsx")
    ]
    assert [path.name for path in (tmp_path / "registers").iterdir()] == ["risks.xlsx"]
    assert kept.read_bytes() == b"filled in"


@pytest.mark.parametrize(("area", "code"), [(None, "TEMPLATE-NO-AREA"), ("norfork", "TEMPLATE-AREA-UNKNOWN")])
def test_areas_are_named_and_known(catalogue: Catalogue, tmp_path: Path, area: str | None, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        write_templates(tmp_path / "new", catalogue=catalogue, month=MONTH, area=area)
    assert [issue.code for issue in refused.value.issues] == [code]
    assert not (tmp_path / "new").exists()


def test_the_command(tmp_path: Path) -> None:
    ran = CliRunner().invoke(commands, ["templates", "--out", str(tmp_path / "new")])
    assert ran.exit_code == 0, ran.output
    assert ran.output.startswith(f"{2 * len(REGISTERS)} files to fill in:")
    assert sorted(path.stem for path in (tmp_path / "new" / "registers").glob("*.csv")) == sorted(REGISTERS)
    assert not (tmp_path / "new" / "figures").exists()


def test_the_command_says_that_an_area_is_about_figures(tmp_path: Path) -> None:
    ran = CliRunner().invoke(commands, ["templates", "--out", str(tmp_path / "new"), "--area", "norfolk"])
    assert ran.exit_code == 2
    assert "give --month too" in ran.output

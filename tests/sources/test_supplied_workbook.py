"""Figures supplied as a workbook: what a spreadsheet does to what is typed, and what is refused."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from known_indicators import KNOWN

from crossfoot.sources.supplied_csv import COLUMNS, read_supplied_figures

GOOD: dict[str, Any] = {
    "indicator": "re-referrals",
    "area": "norfolk",
    "period": "2017-01",
    "value": 24.5,
    "table": "county-re-referrals",
}


def write(path: Path, rows: list[dict[str, Any]], *, above: int = 0, names: tuple[str, ...] = COLUMNS) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "mmm-yy"})
        book.add_worksheet("Notes").write(0, 0, "Nothing to read here")
        page = book.add_worksheet("Figures")
        for number in range(above):
            page.write(number, 0, "A title")
        for place, name in enumerate(names):
            page.write(above, place, name)
        for number, row in enumerate(rows, start=above + 1):
            for place, name in enumerate(names):
                cell = row.get(name)
                if isinstance(cell, datetime):
                    page.write_datetime(number, place, cell, day)
                elif cell is not None:
                    page.write(number, place, cell)
    return path


def read(path: Path) -> tuple[list[Fraction | None], list[tuple[str, int | None, str]]]:
    figures, issues = read_supplied_figures(path, catalogue=KNOWN)
    return [figure.value for figure in figures], [(issue.code, issue.row, issue.field) for issue in issues]


def test_a_number_is_read_as_it_is_stored_and_its_row_is_the_spreadsheets(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [GOOD, {**GOOD, "period": "2016-12", "value": "19.8"}], above=3)
    figures, issues = read_supplied_figures(path, catalogue=KNOWN)
    assert issues == ()
    assert [(str(figure.id), figure.value, figure.file, figure.row) for figure in figures] == [
        ("re-referrals/norfolk/in_month/2017-01", Fraction(245, 10), "a.xlsx", 5),
        ("re-referrals/norfolk/in_month/2016-12", Fraction(198, 10), "a.xlsx", 6),
    ]


def test_columns_that_may_be_blank_may_be_left_out(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [GOOD], names=("table", "value", "period", "area", "indicator"))
    assert read(path) == ([Fraction(245, 10)], [])


NOISE = {
    "0.1 + 0.2": (0.1 + 0.2, Fraction(3, 10)),
    "1.1 times 3": (1.1 * 3, Fraction(33, 10)),
    "a third": (100 / 3, Fraction("33.3333333333333")),
    "four decimals": (12.3456, Fraction("12.3456")),
    "a large whole number": (123456789012, Fraction(123456789012)),
}


@pytest.mark.parametrize("name", NOISE)
def test_what_lies_beyond_15_digits_is_noise(tmp_path: Path, name: str) -> None:
    stored, value = NOISE[name]
    row = {**GOOD, "indicator": "contacts" if stored == 123456789012 else "re-referrals", "value": stored}
    values, issues = read(write(tmp_path / "a.xlsx", [row]))
    assert values == [value]
    assert [code for code, _, _ in issues if code != "SUPPLIED-PERCENTAGE-SMALL"] == []


SMALL = {0.88: True, 0.5: True, 1: False, 0: False, 88: False}


@pytest.mark.parametrize(("value", "is_asked"), SMALL.items())
def test_a_percentage_kept_as_a_share_is_asked_about(tmp_path: Path, value: float, is_asked: bool) -> None:
    values, issues = read(write(tmp_path / "a.xlsx", [{**GOOD, "value": value}]))
    assert len(values) == 1
    assert issues == ([("SUPPLIED-PERCENTAGE-SMALL", 2, "value")] if is_asked else [])


def test_a_count_of_less_than_one_is_no_percentage(tmp_path: Path) -> None:
    _, issues = read(write(tmp_path / "a.xlsx", [{**GOOD, "indicator": "contacts", "value": 0.88}]))
    assert issues == [("SUPPLIED-COUNT-NOT-WHOLE", 2, "value")]


REFUSED: dict[str, tuple[dict[str, Any], tuple[str, int, str]]] = {
    "a month that became a day": ({"period": datetime(2017, 1, 1)}, ("SUPPLIED-PERIOD-BAD", 2, "period")),  # noqa: DTZ001
    "a percent sign in text": ({"value": "24.5%"}, ("SUPPLIED-NUMBER-PERCENT-SIGN", 2, "value")),
    "a formula in text": ({"value": None, "missing": "not due", "printed": "=A1"}, ("SUPPLIED-FORMULA", 2, "printed")),
    "a line break": ({"printed": "24.5\n%"}, ("SUPPLIED-CELL-UNSEEN", 2, "printed")),
    "a blank": ({"value": None}, ("SUPPLIED-VALUE-OR-MISSING", 2, "value")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(tmp_path: Path, name: str) -> None:
    changed, issue = REFUSED[name]
    assert read(write(tmp_path / "a.xlsx", [{**GOOD, **changed}])) == ([], [issue])


def test_a_workbook_without_the_headings_says_which_are_missing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [GOOD], names=("indicator", "area", "value"))
    figures, issues = read_supplied_figures(path, catalogue=KNOWN)
    assert figures == ()
    (issue,) = issues
    assert issue.code == "REGISTER-NO-HEADER"
    assert issue.message.endswith("missing: period, table.")


def test_a_column_that_is_not_known_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [GOOD], names=(*COLUMNS, "valeu"))
    assert read(path) == ([], [("SUPPLIED-COLUMN-UNKNOWN", 1, "valeu")])


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"indicator,area\n")
    assert read(path) == ([], [("WORKBOOK-BROKEN", None, "")])

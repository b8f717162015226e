"""Every way a file of figures can be wrong has its own issue, and a file with an error gives no figures."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from known_indicators import KNOWN

from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.sources.issue_list import MOST_ISSUES
from crossfoot.sources.supplied_csv import COLUMNS, read_supplied_figures
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.missing import Missing

HEADER = "indicator,area,period,form,breakdown,numerator,denominator,value,missing,table,line,printed"
GOOD = "contacts,norfolk,2017-01,,,,,3163,,county-contacts,1500,3163"
QUOTED = 'contacts,norfolk,"2017-01",,,,,3163,,county-contacts,1500,"3,163"'


def read(path: Path) -> tuple[tuple[SuppliedFigure, ...], tuple[Issue, ...]]:
    return read_supplied_figures(path, catalogue=KNOWN)


def write(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8", newline="")
    return path


def found(issues: tuple[Issue, ...]) -> list[tuple[str, int | None, str]]:
    return [(issue.code, issue.row, issue.field) for issue in issues]


def test_a_good_row_keeps_everything_it_said(tmp_path: Path) -> None:
    row = "re-referrals,norfolk,2016-01,year_to_date,sex=female;ethnicity=arab,1017.0,7154,14.20,,t-1,1506,14.2%"
    figures, issues = read(write(tmp_path / "a.csv", row))
    assert issues == ()
    (figure,) = figures
    assert figure.id == FigureId.parse("re-referrals/norfolk/year_to_date/2016-01/ethnicity=arab;sex=female")
    assert (figure.numerator, figure.denominator) == (Fraction(1017), Fraction(7154))
    assert figure.value == Fraction(142, 10)
    assert (figure.table, figure.line, figure.file, figure.row) == ("t-1", 1506, "a.csv", 2)
    assert (figure.printed, figure.missing) == ("14.2%", None)


def test_a_missing_value_keeps_its_reason_and_its_numerator(tmp_path: Path) -> None:
    row = "re-referrals,norfolk,2016-04,,,246,,,not available,monthly-outcomes,2251,FALSE"
    ((figure,), issues) = read(write(tmp_path / "a.csv", row))
    assert issues == ()
    assert (figure.value, figure.missing) == (None, Missing.NOT_AVAILABLE)
    assert (figure.numerator, figure.printed) == (Fraction(246), "FALSE")


def test_blank_form_is_the_indicators_own(tmp_path: Path) -> None:
    rows = (
        "looked-after-children,norfolk,2017-01,,,,,1113,,t,,1113",
        "schools-good-or-better,norfolk,2016-17-q3,,,,,88.0,,t,,88.0%",
    )
    figures, issues = read(write(tmp_path / "a.csv", *rows))
    assert issues == ()
    assert [str(figure.id) for figure in figures] == [
        "looked-after-children/norfolk/at_month_end/2017-01",
        "schools-good-or-better/norfolk/at_quarter_end/2016-17-q3",
    ]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"{HEADER}\n{GOOD}\n".encode("utf-8-sig"), id="byte order mark"),
        pytest.param(f"{HEADER}\r\n{GOOD}\r\n".encode(), id="Windows line ends"),
        pytest.param(f"{HEADER}\n{GOOD}".encode(), id="no line end at the end"),
        pytest.param(f"\n{HEADER}\n\n{GOOD}\n{',' * 11}\n\n".encode(), id="blank rows"),
        pytest.param(
            b"printed,line,table,missing,value,denominator,numerator,breakdown,form,period,area,indicator\n"
            b"3163,1500,county-contacts,,3163,,,,,2017-01,norfolk,contacts\n",
            id="columns in another order",
        ),
        pytest.param(f"{HEADER}\n{QUOTED}".encode(), id="quoted"),
    ],
)
def test_what_is_read_although_it_looks_different(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    figures, issues = read(path)
    assert issues == ()
    assert [(str(figure.id), figure.value, figure.line) for figure in figures] == [
        ("contacts/norfolk/in_month/2017-01", Fraction(3163), 1500)
    ]


def cells(**texts: str) -> str:
    """The good row with some cells replaced."""
    return ",".join({**dict(zip(COLUMNS, GOOD.split(","), strict=True)), **texts}.values())


# The row as written, and the code and field of the one issue that it gives; every one of them is an error.
BAD_ROWS = {
    "indicator blank": (cells(indicator=""), "SUPPLIED-CELL-BLANK", "indicator"),
    "indicator unknown": (cells(indicator="contact"), "SUPPLIED-INDICATOR-UNKNOWN", "indicator"),
    "area blank": (cells(area=""), "SUPPLIED-CELL-BLANK", "area"),
    "area not an id": (cells(area="King's Lynn"), "SUPPLIED-AREA-BAD", "area"),
    "period blank": (cells(period=""), "SUPPLIED-PERIOD-BAD", "period"),
    "period in words": (cells(period="Jan-17"), "SUPPLIED-PERIOD-BAD", "period"),
    "month 13": (cells(period="2016-13"), "SUPPLIED-PERIOD-BAD", "period"),
    "year 0": (cells(period="0000-01"), "SUPPLIED-PERIOD-BAD", "period"),
    "year 9999": (cells(period="9999-12"), "SUPPLIED-PERIOD-BAD", "period"),
    "digits of another script": (
        cells(period="\u0662\u0660\u0661\u0667-\u0660\u0661"),
        "SUPPLIED-PERIOD-BAD",
        "period",
    ),
    "form unknown": (cells(form="ytd"), "SUPPLIED-FORM-UNKNOWN", "form"),
    "quarter for a month": (cells(period="2016-17-q3"), "SUPPLIED-PERIOD-FORM", "period"),
    "month for a quarter": (cells(form="at_quarter_end"), "SUPPLIED-PERIOD-FORM", "period"),
    "breakdown without category": (cells(breakdown="female"), "SUPPLIED-BREAKDOWN-BAD", "breakdown"),
    "breakdown twice": (cells(breakdown="sex=female;sex=male"), "SUPPLIED-BREAKDOWN-BAD", "breakdown"),
    "breakdown not a name": (cells(breakdown="sex=Female"), "SUPPLIED-BREAKDOWN-BAD", "breakdown"),
    "breakdown with a slash": (cells(breakdown="sex=a/b"), "SUPPLIED-BREAKDOWN-BAD", "breakdown"),
    "value in words": (cells(value="about 50"), "SUPPLIED-NUMBER-BAD", "value"),
    "value with thousands comma": (cells(value='"3,163"'), "SUPPLIED-NUMBER-GROUPED", "value"),
    "numerator with thousands comma": (
        cells(indicator="re-referrals", numerator='"1,850"', value="2.5"),
        "SUPPLIED-NUMBER-GROUPED",
        "numerator",
    ),
    "value with percent sign": (cells(value="23.8%"), "SUPPLIED-NUMBER-PERCENT-SIGN", "value"),
    "value not a number": (cells(value="NaN"), "SUPPLIED-NUMBER-NOT-PLAIN", "value"),
    "value infinite": (cells(value="inf"), "SUPPLIED-NUMBER-NOT-PLAIN", "value"),
    "value minus infinity": (cells(value="-Infinity"), "SUPPLIED-FORMULA", "value"),
    "value beyond any number": (cells(value="1e400"), "SUPPLIED-NUMBER-NOT-PLAIN", "value"),
    "value with plus": (cells(value="+5"), "SUPPLIED-NUMBER-BAD", "value"),
    "value with two points": (cells(value="1.2.3"), "SUPPLIED-NUMBER-BAD", "value"),
    "value with underscores": (cells(value="1_000"), "SUPPLIED-NUMBER-BAD", "value"),
    "value a fraction": (cells(value="1/3"), "SUPPLIED-NUMBER-BAD", "value"),
    "value in digits of another script": (cells(value="\u0663"), "SUPPLIED-NUMBER-BAD", "value"),
    "value of 60 digits": (cells(value="9" * 60), "SUPPLIED-NUMBER-BAD", "value"),
    "denominator a dash": (cells(indicator="re-referrals", denominator="-"), "SUPPLIED-NUMBER-BAD", "denominator"),
    "value and missing": (cells(missing="not due"), "SUPPLIED-VALUE-AND-MISSING", "missing"),
    "neither value nor missing": (cells(value=""), "SUPPLIED-VALUE-OR-MISSING", "value"),
    "missing unknown": (cells(value="", missing="not_collected"), "SUPPLIED-MISSING-UNKNOWN", "missing"),
    "suppressed with its number": (
        cells(indicator="re-referrals", numerator="3", value="", missing="suppressed"),
        "SUPPLIED-HIDDEN-NUMBER",
        "numerator",
    ),
    "table blank": (cells(table=""), "SUPPLIED-CELL-BLANK", "table"),
    "table not an id": (cells(table="County contacts"), "SUPPLIED-TABLE-BAD", "table"),
    "line nought": (cells(line="0"), "SUPPLIED-LINE-BAD", "line"),
    "line in words": (cells(line="p. 3"), "SUPPLIED-LINE-BAD", "line"),
    "count negative": (cells(value="-1"), "SUPPLIED-NEGATIVE", "value"),
    "numerator negative": (cells(indicator="re-referrals", numerator="-185"), "SUPPLIED-NEGATIVE", "numerator"),
    "denominator of a count": (cells(denominator="10"), "SUPPLIED-DENOMINATOR-UNUSED", "denominator"),
    "formula": (cells(printed="=1+1"), "SUPPLIED-FORMULA", "printed"),
    "formula with at": (cells(printed="@SUM(A1)"), "SUPPLIED-FORMULA", "printed"),
    "formula with plus": (cells(printed="+cmd|' /C calc'!A0"), "SUPPLIED-FORMULA", "printed"),
    "formula that starts as a number": (cells(printed="-2+3+cmd|' /C calc'!A0"), "SUPPLIED-FORMULA", "printed"),
    "cell too long": (cells(printed="x" * 201), "SUPPLIED-CELL-LONG", "printed"),
    "bell": (cells(printed="31\x0763"), "SUPPLIED-CELL-UNSEEN", "printed"),
    "tab inside": (cells(printed="31\t63"), "SUPPLIED-CELL-UNSEEN", "printed"),
    "too many cells": (f"{GOOD},more", "SUPPLIED-ROW-LONG", ""),
    "too few cells": ("contacts,norfolk,2017-01", "SUPPLIED-ROW-SHORT", ""),
    "quotation mark opened and not closed": (cells(printed='"3163'), "SUPPLIED-ROW-BROKEN", ""),
    "text after a quotation mark": (cells(printed='"31"63'), "SUPPLIED-ROW-BROKEN", ""),
    "old Macintosh line end": (cells(printed="3163\rcontacts"), "SUPPLIED-ROW-BROKEN", ""),
    "line too long": (cells(printed="x" * 30_000), "SUPPLIED-LINE-LONG", ""),
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_bad_row_is_one_error_where_it_stands(tmp_path: Path, name: str) -> None:
    row, code, field = BAD_ROWS[name]
    figures, issues = read(write(tmp_path / "a.csv", cells(table="another"), row))
    assert figures == ()
    assert found(issues) == [(code, 3, field)]
    (issue,) = issues
    assert issue.severity is Severity.ERROR
    assert issue.file == "a.csv"
    assert issue.message
    assert issue.advice


def test_every_problem_of_a_row_and_file_is_told_at_once(tmp_path: Path) -> None:
    bad = cells(indicator="contcats", period="Jan-17", value='"3,163"', line="x")
    figures, issues = read(write(tmp_path / "a.csv", bad, GOOD, cells(area="")))
    assert figures == ()
    assert {(issue.row, issue.field) for issue in issues} == {
        (2, "indicator"),
        (2, "period"),
        (2, "value"),
        (2, "line"),
        (4, "area"),
    }
    assert next(issue.advice for issue in issues if issue.field == "indicator") == "Did you mean contacts?"
    assert next(issue.advice for issue in issues if issue.field == "value") == "Write 3163."


def test_a_figure_that_is_there_twice_names_both_rows(tmp_path: Path) -> None:
    other_table = cells(table="monthly-contacts")
    written_otherwise = cells(form="in_month", value="9")
    figures, issues = read(write(tmp_path / "a.csv", GOOD, other_table, written_otherwise))
    assert figures == ()
    assert found(issues) == [("SUPPLIED-DUPLICATE", 4, "indicator")]
    assert "Rows 2 and 4" in issues[0].message
    assert "contacts/norfolk/in_month/2017-01" in issues[0].message


# The row and the warning it gives; its figure is kept.
WARNINGS = {
    "numerator above denominator": (
        cells(indicator="re-referrals", numerator="9", denominator="8", value="112.5"),
        "SUPPLIED-NUMERATOR-ABOVE-DENOMINATOR",
        "numerator",
    ),
    "denominator nought": (
        cells(indicator="re-referrals", numerator="0", denominator="0", value="0.0"),
        "SUPPLIED-DENOMINATOR-NOUGHT",
        "denominator",
    ),
    "count not whole": (cells(value="3.5"), "SUPPLIED-COUNT-NOT-WHOLE", "value"),
    "numerator not whole": (
        cells(indicator="re-referrals", numerator="1017.5"),
        "SUPPLIED-COUNT-NOT-WHOLE",
        "numerator",
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_a_doubtful_row_is_kept_with_a_warning(tmp_path: Path, name: str) -> None:
    row, code, field = WARNINGS[name]
    figures, issues = read(write(tmp_path / "a.csv", row))
    assert len(figures) == 1
    assert found(issues) == [(code, 2, field)]
    assert issues[0].severity is Severity.WARNING


@pytest.mark.parametrize("printed", ["-", "+1.5", "-5,821 (-17.1%)", "-0.5%", "+£12", ""])
def test_a_dash_and_a_signed_number_are_not_formulas(tmp_path: Path, printed: str) -> None:
    row = cells(printed=f'"{printed}"')
    figures, issues = read(write(tmp_path / "a.csv", row))
    assert issues == ()
    assert figures[0].printed == printed


def test_money_may_be_negative(tmp_path: Path) -> None:
    figures, issues = read(write(tmp_path / "a.csv", cells(indicator="balance", value="-0.5", printed="-0.5")))
    assert issues == ()
    assert figures[0].value == Fraction(-1, 2)


BAD_HEADERS = {
    "missing": (HEADER.replace(",printed", ""), [("SUPPLIED-COLUMN-MISSING", "printed")]),
    "unknown": (f"{HEADER},note", [("SUPPLIED-COLUMN-UNKNOWN", "note")]),
    "misspelt": (
        HEADER.replace("denominator", "denominater"),
        [("SUPPLIED-COLUMN-MISSING", "denominator"), ("SUPPLIED-COLUMN-UNKNOWN", "denominater")],
    ),
    "duplicated": (f"{HEADER},value", [("SUPPLIED-COLUMN-DUPLICATED", "value")]),
    "semicolons": (HEADER.replace(",", ";"), [("SUPPLIED-SEPARATOR", "")]),
    "another file": ("child,born", None),
}


@pytest.mark.parametrize("name", BAD_HEADERS)
def test_a_wrong_header_is_named_and_no_row_is_read(tmp_path: Path, name: str) -> None:
    header, expected = BAD_HEADERS[name]
    figures, issues = read(write(tmp_path / "a.csv", "Rowan,2010-01-01", header=header))
    assert figures == ()
    assert {issue.row for issue in issues} == {1}
    assert not any("Rowan" in str(issue) for issue in issues)
    if expected is None:
        assert len(issues) == len(COLUMNS) + 2
    else:
        assert [(issue.code, issue.field) for issue in issues] == expected


def test_a_misspelt_column_says_which_was_meant(tmp_path: Path) -> None:
    _, issues = read(write(tmp_path / "a.csv", GOOD, header=HEADER.replace("denominator", "Denominators")))
    assert issues[0].advice == "Rename the column 'Denominators' to 'denominator'."
    assert issues[1].advice == "Did you mean denominator?"


def test_a_missing_file(tmp_path: Path) -> None:
    assert found(read(tmp_path / "a.csv")[1]) == [("SUPPLIED-FILE-MISSING", None, "")]


def test_a_file_of_no_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    assert found(read(tmp_path / "a.csv")[1]) == [("SUPPLIED-FILE-EMPTY", None, "")]


def test_blank_lines_only(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\n , \n")
    assert found(read(tmp_path / "a.csv")[1]) == [("SUPPLIED-FILE-EMPTY", None, "")]


def test_a_header_without_rows(tmp_path: Path) -> None:
    assert found(read(write(tmp_path / "a.csv"))[1]) == [("SUPPLIED-FILE-EMPTY", 1, "")]


def test_a_folder(tmp_path: Path) -> None:
    assert found(read(tmp_path)[1]) == [("SUPPLIED-NOT-A-FILE", None, "")]


def test_a_name_that_no_file_can_have() -> None:
    assert found(read(Path("a\0b"))[1]) == [("SUPPLIED-FILE-UNREADABLE", None, "")]


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", GOOD)
    size = path.stat().st_size
    assert len(read_supplied_figures(path, catalogue=KNOWN, limit_bytes=size)[0]) == 1
    figures, issues = read_supplied_figures(path, catalogue=KNOWN, limit_bytes=size - 1)
    assert figures == ()
    assert found(issues) == [("SUPPLIED-FILE-TOO-LARGE", None, "")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(f"{HEADER}\n{GOOD}\n".encode("utf-16"), [("SUPPLIED-NOT-UTF-8", 1, "")], id="UTF-16"),
        pytest.param(f"{HEADER}\n{GOOD}\n".encode("utf-16-le"), [("SUPPLIED-NUL", 1, "")], id="UTF-16 unmarked"),
        pytest.param(
            f"{HEADER}\n{GOOD}\n£\n".encode("cp1252"), [("SUPPLIED-NOT-UTF-8", 3, "")], id="Windows code page"
        ),
        pytest.param(f"{HEADER}\n{GOOD}\n3\x003\n".encode(), [("SUPPLIED-NUL", 3, "")], id="NUL"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00\x08", [("SUPPLIED-NUL", 1, "")], id="workbook"),
    ],
)
def test_what_is_not_text_in_utf_8(tmp_path: Path, content: bytes, expected: list[tuple[str, int, str]]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    figures, issues = read(path)
    assert figures == ()
    assert found(issues) == expected


def test_reading_stops_at_the_thousandth_error_and_says_so(tmp_path: Path) -> None:
    figures, issues = read(write(tmp_path / "a.csv", *[cells(value="x")] * 1500))
    assert figures == ()
    assert len(issues) == MOST_ISSUES + 1
    assert (issues[-1].code, issues[-1].row) == ("SUPPLIED-TOO-MANY-ISSUES", 1001)


def test_warnings_beyond_a_thousand_are_counted_and_the_figures_kept(tmp_path: Path) -> None:
    rows = [cells(table=f"t-{number}", value="0.5") for number in range(1200)]
    figures, issues = read(write(tmp_path / "a.csv", *rows))
    assert len(figures) == 1200
    assert len(issues) == MOST_ISSUES + 1
    assert issues[-1].message == "200 more warnings are not listed."


def test_a_table_that_is_not_listed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", cells(table="county-contcats"))
    figures, issues = read_supplied_figures(path, catalogue=KNOWN, tables=["county-contacts"])
    assert figures == ()
    assert found(issues) == [("SUPPLIED-TABLE-UNKNOWN", 2, "table")]
    assert issues[0].advice == "Did you mean county-contacts?"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), after_header=st.booleans())
def test_arbitrary_bytes_give_issues_and_never_a_traceback(tmp_path: Path, content: bytes, after_header: bool) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(HEADER.encode() + b"\n" + content if after_header else content)
    figures, issues = read(path)
    assert figures == ()
    assert any(issue.severity is Severity.ERROR for issue in issues)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    row=st.lists(
        st.one_of(
            st.sampled_from(["contacts", "re-referrals", "norfolk", "2017-01", "in_month", "not due", "sex=male", ""]),
            st.text(max_size=12),
            st.decimals(allow_nan=True).map(str),
        ),
        min_size=len(COLUMNS),
        max_size=len(COLUMNS),
    )
)
def test_arbitrary_cells_are_a_figure_or_an_error(tmp_path: Path, row: list[str]) -> None:
    quoted = ",".join('"' + text.replace('"', '""') + '"' for text in row)
    path = tmp_path / "any.csv"
    path.write_bytes(f"{HEADER}\n{quoted}\n".encode("utf-8", "surrogatepass"))
    figures, issues = read(path)
    assert bool(figures) != any(issue.severity is Severity.ERROR for issue in issues)

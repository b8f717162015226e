import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.figures.issue_table import issues_as_csv, issues_from_csv
from crossfoot.vocabulary.issues import Issue, Severity

plain = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
starts = st.sampled_from(["=", "+", "-", "@", "'", "''=", "\t", "-5", "-5x"])
text = plain | st.builds(lambda start, rest: start + rest, starts, plain)
issues = st.builds(
    Issue,
    code=text,
    severity=st.sampled_from(Severity),
    message=text,
    advice=text,
    file=text,
    row=st.none() | st.integers(-5, 10**6),
    field=text,
)


@given(st.lists(issues, max_size=4))
def test_issues_are_read_back_as_they_were(written: list[Issue]) -> None:
    assert issues_from_csv(issues_as_csv(written)) == tuple(written)


@given(st.lists(issues, max_size=4))
def test_no_cell_is_a_formula(written: list[Issue]) -> None:
    rows = list(csv.reader(io.StringIO(issues_as_csv(written).decode("utf-8-sig"), newline="")))
    for cell in (cell for row in rows for cell in row):
        if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
            float(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("=1+1", "'=1+1"), ("-5", "-5"), ("-5.25", "-5.25"), ("-5%", "'-5%"), ("@x", "'@x"), ("5", "5")],
)
def test_formulas_are_made_text_and_numbers_are_left(cell: str, expected: str) -> None:
    content = issues_as_csv([Issue("CODE", Severity.NOTE, cell, "Do.")]).decode("utf-8-sig")
    assert content.splitlines()[1].split(",")[2] == expected


def test_the_header_says_what_is_in_the_columns() -> None:
    assert issues_as_csv([]) == b"\xef\xbb\xbfseverity,code,message,advice,file,row,field\r\n"


@pytest.mark.parametrize(
    "content", [b"", b"a,b\r\n", b"\xff", b"severity,code,message,advice,file,row,field\r\n1,2\r\n"]
)
def test_another_table_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        issues_from_csv(content)

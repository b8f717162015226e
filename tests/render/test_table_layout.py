"""Widths, sizes of type and pages of printed tables."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_document import cell, narrow_table, wide_table

from crossfoot.render.fonts import Weight, text_width
from crossfoot.render.table_layout import TALL, WIDE, fit_table, group_runs, run_titles
from crossfoot.reports.document import Align, Column, Row, Table


def table_of(columns: tuple[Column, ...], *rows: tuple[str, ...], groups: tuple[str, ...] = ()) -> Table:
    named = groups or ("",) * len(rows)
    return Table(
        "t", "T", columns, tuple(Row(tuple(map(cell, row)), group=name) for row, name in zip(rows, named, strict=True))
    )


def test_page_widths_are_a4_less_18_millimetres_on_each_side() -> None:
    assert pytest.approx(174 / 25.4 * 72) == TALL
    assert pytest.approx(261 / 25.4 * 72) == WIDE


def test_ordinary_tables_are_tall_full_width_and_in_the_largest_type() -> None:
    fitted = fit_table(narrow_table())
    assert not fitted.landscape
    assert fitted.size == 9.5
    assert sum(fitted.widths) == pytest.approx(TALL)


def test_slight_tables_stay_narrow() -> None:
    table = table_of((Column("Month"), Column("Value", align=Align.RIGHT)), ("Jan-16", "12"))
    assert sum(fit_table(table).widths) < TALL / 3


def test_tables_that_ask_for_it_are_landscape() -> None:
    assert fit_table(replace(narrow_table(), landscape=True)).landscape
    assert fit_table(narrow_table(), wide=True).landscape


def test_wider_typefaces_get_smaller_type_not_less_room() -> None:
    plain, wider = fit_table(wide_table()), fit_table(wide_table(), slack=1.3)
    assert wider.size < plain.size
    assert sum(wider.widths) <= WIDE + 0.01


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("abc 0123456789,.%", min_size=1, max_size=40), min_size=1, max_size=40),
    st.booleans(),
    st.booleans(),
)
def test_no_word_is_wider_than_its_column(texts: list[str], right: bool, small: bool) -> None:
    align = Align.RIGHT if right else Align.LEFT
    table = table_of(tuple(Column(f"C{index}", align=align) for index in range(len(texts))), tuple(texts))
    fitted = fit_table(table, small=small)
    assert sum(fitted.widths) <= (WIDE if fitted.landscape else TALL) + 0.01
    for text, width in zip(texts, fitted.widths, strict=True):
        longest = max((text_width(word, fitted.size, Weight.SEMIBOLD) for word in text.split(" ")), default=0)
        assert longest <= width - 2 * fitted.padding + 0.01


def test_long_columns_get_more_room_but_squeeze_no_neighbour() -> None:
    long, short = "a long tale of figures that differ " * 20, "what to do about it, in a few words or so, said here"
    columns = (Column("Indicator"), Column("What"), Column("Do"))
    fitted = fit_table(table_of(columns, ("Children in need", long, short)))
    first, second, third = fitted.widths
    assert second > third > first
    assert third > 9 * fitted.size


def test_number_columns_of_a_group_are_equally_wide() -> None:
    columns = (Column("Name"), *(Column(month, "In month", Align.RIGHT) for month in ("Jan", "Feb", "Mar")))
    fitted = fit_table(table_of(columns, ("Contacts", "1", "1,000,000", "22")))
    assert fitted.widths[1] == pytest.approx(fitted.widths[2]) == pytest.approx(fitted.widths[3])


def test_columns_hold_their_group_heading() -> None:
    columns = (Column("A"), Column("B", "Unaccompanied", Align.RIGHT), Column("C", "Unaccompanied", Align.RIGHT))
    fitted = fit_table(table_of(columns, ("x", "1", "2")))
    heading = text_width("Unaccompanied", fitted.size, Weight.SEMIBOLD)
    assert sum(fitted.widths[1:]) - 2 * fitted.padding >= heading - 0.01


def test_group_runs_are_neighbours_of_one_name() -> None:
    columns = tuple(Column(str(index), group) for index, group in enumerate(("", "X", "X", "Y", "", "X")))
    assert group_runs(table_of(columns)) == ((1, 3), (3, 4), (5, 6))


def test_titles_of_runs_are_printed_once() -> None:
    rows = (("1",),) * 6
    assert run_titles(table_of((Column("A"),), *rows, groups=("", "X", "X", "", "Y", "X"))) == (
        "",
        "X",
        "",
        "",
        "Y",
        "X",
    )


def test_rows_are_estimated_no_lower_than_they_are() -> None:
    table = table_of((Column("Name"), Column("Value", align=Align.RIGHT)), ("word " * 200, "1"), ("word", "2"))
    fitted = fit_table(table)
    high, low = fitted.row_heights(table)
    lines = text_width("word " * 200, fitted.size) / (fitted.widths[0] - 2 * fitted.padding)
    assert high > lines * fitted.size
    assert low < 2 * fitted.size * 1.25
    assert fitted.height(table) == pytest.approx(high + low)


def test_a_table_without_rows_still_fits_its_headings() -> None:
    assert sum(fit_table(table_of((Column("Name"), Column("Value")))).widths) > 0

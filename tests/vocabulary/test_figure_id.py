from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form

words = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
breakdowns = st.dictionaries(words, words, max_size=3).map(lambda parts: Breakdown(tuple(sorted(parts.items()))))
months = st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(Period.month_of)
figures = st.builds(FigureId, words, words, st.sampled_from(Form), months, breakdowns)


@given(figures)
def test_the_text_of_a_figure_reads_back(figure: FigureId) -> None:
    assert FigureId.parse(str(figure)) == figure


@given(st.lists(figures, unique=True))
def test_no_two_figures_share_a_text(several: list[FigureId]) -> None:
    assert len({str(figure) for figure in several}) == len(several)


@given(figures, figures)
def test_order_is_total(first: FigureId, second: FigureId) -> None:
    assert (first < second) + (first == second) + (first > second) == 1


def test_the_text_of_a_figure() -> None:
    figure = FigureId("contacts", "norfolk", Form.IN_MONTH, Period.parse("2017-01"), Breakdown.of(source="police"))
    assert str(figure) == "contacts/norfolk/in_month/2017-01/source=police"
    assert str(FigureId("contacts", "norfolk", Form.IN_MONTH, Period.parse("2017-01"))) == (
        "contacts/norfolk/in_month/2017-01"
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "contacts", "contacts/norfolk/in_month", "contacts/norfolk/in_month/2017-01/"),
        *("/norfolk/in_month/2017-01", "contacts//in_month/2017-01", "contacts/ norfolk/in_month/2017-01"),
        *("contacts/norfolk/monthly/2017-01", "contacts/norfolk/in_month/2017-13"),
        *("contacts/norfolk/in_month/2017-01/police", "contacts/norfolk/in_month/2017-01/source="),
        "contacts/norfolk/in_month/2017-01/source=police/more",
    ],
)
def test_what_is_not_a_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a"):
        FigureId.parse(text)


@pytest.mark.parametrize("name", ["", "a/b", "a;b", "a=b", " a", "a "])
def test_a_name_that_could_not_be_read_back_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is not a figure"):
        FigureId(name, "norfolk", Form.IN_MONTH, Period.parse("2017-01"))
    with pytest.raises(ValueError, match="is not a figure"):
        FigureId("contacts", name, Form.IN_MONTH, Period.parse("2017-01"))
    with pytest.raises(ValueError, match="is not a breakdown"):
        Breakdown((("sex", name),))


@given(st.text(max_size=40))
def test_any_text_is_a_breakdown_that_reads_back_or_is_refused(text: str) -> None:
    try:
        breakdown = Breakdown.parse(text)
    except ValueError:
        return
    assert Breakdown.parse(str(breakdown)) == breakdown


def test_a_breakdown_is_sorted_by_dimension_however_it_is_written() -> None:
    breakdown = Breakdown.parse("sex=female; ethnicity=arab ;")
    assert breakdown == Breakdown.of(ethnicity="arab", sex="female")
    assert str(breakdown) == "ethnicity=arab;sex=female"
    assert breakdown.dimensions == ("ethnicity", "sex")
    assert breakdown.get("sex") == "female"
    assert breakdown.get("age") is None


def test_underscores_in_keywords_are_hyphens_in_dimensions() -> None:
    assert str(Breakdown.of(legal_status="section-20")) == "legal-status=section-20"


def test_the_whole_is_empty_and_false() -> None:
    assert not Breakdown.parse("")
    assert Breakdown.parse("") == Breakdown()
    assert Breakdown.of(sex="male")


@pytest.mark.parametrize("text", ["sex", "sex=", "=female", " =female", "sex= ", "a/b=c", "sex=a=b"])
def test_what_is_not_a_breakdown_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a breakdown"):
        Breakdown.parse(text)


def test_a_dimension_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="names a dimension twice"):
        Breakdown.parse("sex=male;sex=female")


def test_parts_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match=r"use Breakdown\.of"):
        Breakdown((("sex", "male"), ("age", "4")))

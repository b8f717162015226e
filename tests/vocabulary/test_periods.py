from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.vocabulary.periods import Period, PeriodKind

MONTHS = {
    PeriodKind.MONTH: (1, range(1, 13)),
    PeriodKind.QUARTER: (3, (4, 7, 10, 1)),
    PeriodKind.FINANCIAL_YEAR: (12, (4,)),
    PeriodKind.TERM: (4, (9, 1, 5)),
    PeriodKind.ACADEMIC_YEAR: (12, (9,)),
}
JANUARY = Period.parse("2017-01")


@st.composite
def periods(draw: st.DrawFn, *, first: int = 2, last: int = 9998) -> Period:
    kind = draw(st.sampled_from(PeriodKind))
    return Period(kind, date(draw(st.integers(first, last)), draw(st.sampled_from(MONTHS[kind][1])), 1))


usual = periods(first=1900, last=2100)


@given(periods())
def test_every_code_reads_back(period: Period) -> None:
    code = period.code
    assert Period.parse(code) == period
    assert str(period) == code


@given(st.lists(periods(), min_size=2, max_size=20, unique=True))
def test_no_two_periods_share_a_code(several: list[Period]) -> None:
    assert len({period.code for period in several}) == len(several)


@pytest.mark.parametrize(
    ("code", "kind", "start", "end"),
    [
        ("2017-01", PeriodKind.MONTH, date(2017, 1, 1), date(2017, 1, 31)),
        ("2016-02", PeriodKind.MONTH, date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-02", PeriodKind.MONTH, date(2017, 2, 1), date(2017, 2, 28)),
        ("2016-17-year", PeriodKind.FINANCIAL_YEAR, date(2016, 4, 1), date(2017, 3, 31)),
        ("1999-00-year", PeriodKind.FINANCIAL_YEAR, date(1999, 4, 1), date(2000, 3, 31)),
        ("2016-17-q1", PeriodKind.QUARTER, date(2016, 4, 1), date(2016, 6, 30)),
        ("2016-17-q3", PeriodKind.QUARTER, date(2016, 10, 1), date(2016, 12, 31)),
        ("2016-17-q4", PeriodKind.QUARTER, date(2017, 1, 1), date(2017, 3, 31)),
        ("2016-17-autumn", PeriodKind.TERM, date(2016, 9, 1), date(2016, 12, 31)),
        ("2016-17-spring", PeriodKind.TERM, date(2017, 1, 1), date(2017, 4, 30)),
        ("2016-17-summer", PeriodKind.TERM, date(2017, 5, 1), date(2017, 8, 31)),
        ("2016-17-academic", PeriodKind.ACADEMIC_YEAR, date(2016, 9, 1), date(2017, 8, 31)),
        ("0002-01", PeriodKind.MONTH, date(2, 1, 1), date(2, 1, 31)),
        ("0001-02-q4", PeriodKind.QUARTER, date(2, 1, 1), date(2, 3, 31)),
        ("9999-12", PeriodKind.MONTH, date(9999, 12, 1), date(9999, 12, 31)),
        ("9998-99-year", PeriodKind.FINANCIAL_YEAR, date(9998, 4, 1), date(9999, 3, 31)),
    ],
)
def test_what_each_code_covers(code: str, kind: PeriodKind, start: date, end: date) -> None:
    period = Period.parse(code)
    assert (period.kind, period.start, period.end) == (kind, start, end)
    assert period.code == code


@pytest.mark.parametrize(
    "code",
    [
        *("", "2017", "2017-1", "2017-00", "2017-13", "17-01", "-2017-01", " 2017-01", "2017-01\n", "2017-01-01"),
        *("2016-17", "2016-17-", "2016-17-winter", "2016-17-q0", "2016-17-q5", "2016-17-Q3", "2016-18-year"),
        *("0000-01", "0000-01-year", "0001-01", "9999-00-year"),
        # Digits that are not 0 to 9, and a dash that is not a hyphen.
        *("\uff12\uff10\uff11\uff17-01", "\u0662\u0660\u0661\u0667-01", "2017\u201301"),
    ],
)
def test_what_is_not_a_period_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"is not a |beyond the calendar"):
        Period.parse(code)


def test_a_financial_year_without_its_ending_is_told_how_to_be_written() -> None:
    with pytest.raises(ValueError, match="write 2016-17-year for a financial year"):
        Period.parse("2016-17")


@given(st.text(max_size=20))
def test_any_text_is_read_back_or_refused_with_a_value_error(text: str) -> None:
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert period.code == text


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        (PeriodKind.MONTH, date(2017, 1, 31)),
        (PeriodKind.QUARTER, date(2017, 2, 1)),
        (PeriodKind.FINANCIAL_YEAR, date(2017, 1, 1)),
        (PeriodKind.TERM, date(2017, 4, 1)),
        (PeriodKind.ACADEMIC_YEAR, date(2017, 4, 1)),
    ],
)
def test_a_period_starts_only_where_its_kind_does(kind: PeriodKind, start: date) -> None:
    with pytest.raises(ValueError, match=f"starts on {start}"):
        Period(kind, start)


@given(usual)
def test_months_cover_the_period_day_by_day_without_gap(period: Period) -> None:
    months = period.months
    assert len(months) == MONTHS[period.kind][0]
    assert months[0].start == period.start
    assert months[-1].end == period.end
    assert period.month == months[-1]
    for before, after in pairwise(months):
        assert before.end + timedelta(days=1) == after.start
    assert sum(monthrange(m.start.year, m.start.month)[1] for m in months) == (period.end - period.start).days + 1


@given(usual)
def test_what_holds_a_period_holds_its_last_day(period: Period) -> None:
    for kind, holder in {
        PeriodKind.QUARTER: period.quarter,
        PeriodKind.FINANCIAL_YEAR: period.financial_year,
        PeriodKind.TERM: period.term,
        PeriodKind.ACADEMIC_YEAR: period.academic_year,
    }.items():
        assert holder.kind is kind
        assert holder.start <= period.end <= holder.end
        if period.kind is kind:
            assert holder == period


@pytest.mark.parametrize(
    ("month", "quarter", "year", "term", "academic"),
    [
        ("2016-04", "2016-17-q1", "2016-17-year", "2015-16-spring", "2015-16-academic"),
        ("2016-08", "2016-17-q2", "2016-17-year", "2015-16-summer", "2015-16-academic"),
        ("2016-09", "2016-17-q2", "2016-17-year", "2016-17-autumn", "2016-17-academic"),
        ("2016-12", "2016-17-q3", "2016-17-year", "2016-17-autumn", "2016-17-academic"),
        ("2017-01", "2016-17-q4", "2016-17-year", "2016-17-spring", "2016-17-academic"),
        ("2017-03", "2016-17-q4", "2016-17-year", "2016-17-spring", "2016-17-academic"),
    ],
)
def test_the_calendar_of_a_month(month: str, quarter: str, year: str, term: str, academic: str) -> None:
    period = Period.parse(month)
    holders = (period.quarter, period.financial_year, period.term, period.academic_year)
    assert tuple(holder.code for holder in holders) == (quarter, year, term, academic)


@given(usual, st.integers(-200, 200), st.integers(-200, 200))
def test_shifts_add_up_and_leave_no_gap(period: Period, first: int, second: int) -> None:
    assert period.shift(first).shift(second) == period.shift(first + second)
    assert period.shift(1).start == period.end + timedelta(days=1)
    assert period.shift(0) == period


@given(usual, st.integers(0, 60))
def test_the_last_periods_end_with_this_one(period: Period, count: int) -> None:
    last = period.last(count)
    assert len(last) == count
    assert list(last) == sorted(last)
    assert not last or last[-1] == period
    for before, after in pairwise(last):
        assert before.shift(1) == after


def test_thirteen_months_go_back_to_the_same_month_a_year_before() -> None:
    assert JANUARY.last(13)[0].code == "2016-01"
    assert JANUARY.shift(-12).code == "2016-01"


@given(usual)
def test_the_year_to_date_runs_from_april_to_the_last_month(period: Period) -> None:
    months = period.year_to_date
    assert months[0].start.month == 4
    assert months[-1] == period.month
    assert len(months) == (period.month.start.month - 4) % 12 + 1


def test_the_year_to_date_of_january_is_ten_months() -> None:
    codes = [month.code for month in JANUARY.year_to_date]
    assert codes == [f"2016-{number:02}" for number in range(4, 13)] + ["2017-01"]


@given(usual, usual)
def test_order_is_by_start_then_end_and_total(first: Period, second: Period) -> None:
    assert (first < second) + (first == second) + (first > second) == 1
    if first.start != second.start:
        assert (first < second) == (first.start < second.start)
    elif first != second:
        assert (first < second) == (first.end < second.end)


def test_a_month_sorts_before_the_quarter_and_year_that_start_with_it() -> None:
    codes = ["2016-17-year", "2016-17-q1", "2016-05", "2016-04"]
    assert [p.code for p in sorted(map(Period.parse, codes))] == ["2016-04", "2016-17-q1", "2016-17-year", "2016-05"]


@pytest.mark.parametrize(
    ("code", "label", "name"),
    [
        ("2017-01", "Jan-17", "January 2017"),
        ("2005-09", "Sep-05", "September 2005"),
        ("2016-17-q3", "Q3 2016-17", "October to December 2016"),
        ("2016-17-q4", "Q4 2016-17", "January to March 2017"),
        ("2016-17-year", "2016-17", "2016-17"),
        ("2016-17-autumn", "Autumn 2016", "autumn term 2016"),
        ("2016-17-spring", "Spring 2017", "spring term 2017"),
        ("2016-17-academic", "2016-17", "academic year 2016-17"),
        ("0099-12", "Dec-99", "December 99"),
    ],
)
def test_labels_and_names(code: str, label: str, name: str) -> None:
    period = Period.parse(code)
    assert (period.label, period.name) == (label, name)


@given(st.dates(date(2, 1, 1), date.max))
def test_the_month_of_a_day_holds_it(day: date) -> None:
    month = Period.month_of(day)
    assert month.start <= day <= month.end
    assert month.kind is PeriodKind.MONTH


def test_the_month_of_29_february_is_february() -> None:
    assert Period.month_of(date(2016, 2, 29)).code == "2016-02"
    assert Period.month_of(date(2016, 2, 29)).shift(12).end == date(2017, 2, 28)


@pytest.mark.parametrize("steps", [-30_000, 120_000, 10**30, -(10**30)])
def test_a_shift_beyond_the_calendar_is_refused(steps: int) -> None:
    with pytest.raises(ValueError, match="beyond the calendar"):
        JANUARY.shift(steps)


def test_around_the_edges_of_the_calendar_nothing_is_made_up() -> None:
    for code in ("0002-01", "9999-12"):
        with pytest.raises(ValueError, match="beyond the calendar"):
            Period.parse(code).financial_year.code.strip()
    with pytest.raises(ValueError, match="beyond the calendar"):
        Period(PeriodKind.ACADEMIC_YEAR, date(9999, 9, 1))

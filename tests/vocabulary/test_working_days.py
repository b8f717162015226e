from collections.abc import Iterator
from datetime import date, datetime, timedelta

import holidays
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crossfoot.vocabulary.bank_holidays import BANK_HOLIDAYS, FIRST_DAY, LAST_DAY
from crossfoot.vocabulary.working_days import (
    OutsideHolidayTableError,
    add_working_days,
    is_working_day,
    last_day_within,
    working_days_between,
)

DAY = timedelta(days=1)
days = st.dates(FIRST_DAY, LAST_DAY)
early_days = st.dates(FIRST_DAY, date(2026, 12, 31))


@pytest.mark.parametrize("year", range(2013, 2029))
def test_the_table_agrees_with_an_independent_calendar(year: int) -> None:
    calendar = holidays.country_holidays("GB", subdiv="ENG", years=year)
    expected = sorted(day for day in calendar if day.year == year and day.weekday() < 5)
    assert [day for day in BANK_HOLIDAYS if day.year == year] == expected


def test_the_table_is_in_order_and_every_year_has_eight_days_or_a_reason_for_more() -> None:
    assert list(BANK_HOLIDAYS) == sorted(set(BANK_HOLIDAYS))
    counts = {year: sum(day.year == year for day in BANK_HOLIDAYS) for year in range(2013, 2029)}
    # The jubilee and the state funeral; the coronation.
    assert {year: count for year, count in counts.items() if count != 8} == {2022: 10, 2023: 9}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # Christmas 2016 fell on a Sunday: 26 and 27 December and 2 January were taken.
        (date(2016, 12, 23), date(2016, 12, 28), 1),
        (date(2016, 12, 15), date(2017, 1, 11), 16),
        (date(2016, 12, 5), date(2016, 12, 23), 14),
        (date(2016, 12, 24), date(2016, 12, 27), 0),
        # Easter 2017: Good Friday 14 April, Easter Monday 17 April.
        (date(2017, 4, 13), date(2017, 4, 18), 1),
        (date(2017, 4, 10), date(2017, 4, 21), 7),
        # The state funeral of Monday 19 September 2022.
        (date(2022, 9, 16), date(2022, 9, 20), 1),
        (date(2022, 9, 12), date(2022, 9, 23), 8),
        # The jubilee weekend of 2022: Thursday 2 and Friday 3 June.
        (date(2022, 5, 27), date(2022, 6, 6), 4),
        # The holiday of early May 2020 moved from the 4th to the 8th.
        (date(2020, 5, 1), date(2020, 5, 4), 1),
        (date(2020, 5, 7), date(2020, 5, 11), 1),
        (date(2017, 1, 31), date(2017, 1, 31), 0),
    ],
)
def test_working_days_counted_by_hand(start: date, end: date, expected: int) -> None:
    assert working_days_between(start, end) == expected


def test_fifteen_working_days_over_christmas_2016() -> None:
    # 16; 19 to 23; 28 to 30 December; 3 to 6; 9 and 10 January.
    assert add_working_days(date(2016, 12, 15), 15) == date(2017, 1, 10)
    assert last_day_within(date(2016, 12, 15), working_days=15) == date(2017, 1, 10)


def test_a_weekend_and_holidays_after_the_last_working_day_are_still_within() -> None:
    # Thursday 13 April 2017 is the third working day after the 10th; the next one is Tuesday the 18th.
    assert add_working_days(date(2017, 4, 10), 3) == date(2017, 4, 13)
    assert last_day_within(date(2017, 4, 10), working_days=3) == date(2017, 4, 17)


def test_a_count_of_nought_is_the_day_itself_even_on_a_holiday() -> None:
    assert add_working_days(date(2016, 12, 25), 0) == date(2016, 12, 25)
    assert last_day_within(date(2016, 12, 23), working_days=0) == date(2016, 12, 27)


def by_hand(start: date, end: date) -> Iterator[date]:
    """Every working day after `start` up to `end`, one day at a time."""
    calendar = holidays.country_holidays("GB", subdiv="ENG")
    day = start + DAY
    while day <= end:
        if day.weekday() < 5 and day not in calendar:
            yield day
        day += DAY


@given(start=days, length=st.integers(0, 90))
def test_counts_agree_with_a_walk_through_the_days(start: date, length: int) -> None:
    end = min(start + length * DAY, LAST_DAY)
    walked = list(by_hand(start, end))
    assert working_days_between(start, end) == len(walked)
    assert [day for day in walked if not is_working_day(day)] == []
    for number, day in enumerate(walked, start=1):
        assert add_working_days(start, number) == day


@given(start=early_days, count=st.integers(1, 400))
def test_adding_and_counting_undo_each_other(start: date, count: int) -> None:
    end = add_working_days(start, count)
    assert is_working_day(end)
    assert working_days_between(start, end) == count
    assert working_days_between(start, end - DAY) == count - 1


@given(start=days, middle=days, end=days)
def test_counts_add_up_over_a_day_between(start: date, middle: date, end: date) -> None:
    start, middle, end = sorted([start, middle, end])
    whole = working_days_between(start, end)
    assert working_days_between(start, middle) + working_days_between(middle, end) == whole
    assert 0 <= working_days_between(start, middle) <= whole


@given(start=early_days, count=st.integers(0, 300), later=st.integers(0, 30))
def test_adding_never_goes_back(start: date, count: int, later: int) -> None:
    assert add_working_days(start, count) <= add_working_days(start, count + later)
    assert last_day_within(start, working_days=count) < last_day_within(start, working_days=count + 1)
    if count:
        assert add_working_days(start, count) <= add_working_days(start + later * DAY, count)


@given(start=early_days, limit=st.integers(0, 60), later=st.integers(0, 120))
def test_the_last_day_within_says_the_same_as_the_count(start: date, limit: int, later: int) -> None:
    day = start + later * DAY
    assert (day <= last_day_within(start, working_days=limit)) == (working_days_between(start, day) <= limit)


@given(first=days, second=days)
def test_counting_backwards_is_refused(first: date, second: date) -> None:
    assume(first != second)
    earlier, later = sorted([first, second])
    with pytest.raises(ValueError, match="counted forwards"):
        working_days_between(later, earlier)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="-1 working days cannot be added"):
        add_working_days(date(2017, 1, 3), -1)
    with pytest.raises(ValueError, match="limit of -1 working days"):
        last_day_within(date(2017, 1, 3), working_days=-1)


@pytest.mark.parametrize("day", [date(2012, 12, 31), date(2029, 1, 1), date.min, date.max])
def test_days_outside_the_table_are_refused_with_what_to_do(day: date) -> None:
    for attempt in (
        lambda: is_working_day(day),
        lambda: working_days_between(day, day),
        lambda: add_working_days(day, 0),
        lambda: last_day_within(day, working_days=1),
    ):
        with pytest.raises(OutsideHolidayTableError, match=r"2013-01-01 to 2028-12-31.*ask for its year to be added"):
            attempt()


def test_an_answer_outside_the_table_is_refused() -> None:
    # Friday 29 December 2028 is the last working day of the table.
    assert add_working_days(date(2028, 12, 28), 1) == date(2028, 12, 29)
    with pytest.raises(OutsideHolidayTableError, match="2 working days after 2028-12-28"):
        add_working_days(date(2028, 12, 28), 2)
    with pytest.raises(OutsideHolidayTableError, match="1000000 working days"):
        add_working_days(date(2013, 1, 1), 1_000_000)


def test_the_edges_of_the_table_are_inside() -> None:
    assert not is_working_day(FIRST_DAY)
    assert is_working_day(date(2013, 1, 2))
    assert not is_working_day(LAST_DAY)


def test_a_moment_is_refused_because_it_would_miss_bank_holidays() -> None:
    # With no zone: the functions take days.
    moment = datetime(2016, 12, 26, 9, 30)  # noqa: DTZ001
    with pytest.raises(TypeError, match="pass its date"):
        is_working_day(moment)

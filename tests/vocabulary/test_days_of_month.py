"""The second Tuesday of a month, against the calendar of the standard library."""

from calendar import Calendar
from datetime import date

import pytest

from crossfoot.vocabulary.areas import exists_in
from crossfoot.vocabulary.days_of_month import Weekday, nth_weekday
from crossfoot.vocabulary.periods import Period

MONTHS = [Period.parse(f"{year}-{month:02}") for year in (2015, 2016, 2017) for month in range(1, 13)]


def by_counting(month: Period, nth: int, weekday: int) -> date:
    """The day found by going through every day of the month."""
    days = Calendar().itermonthdates(month.start.year, month.start.month)
    return [day for day in days if day.month == month.start.month and day.weekday() == weekday][nth - 1]


@pytest.mark.parametrize("weekday", Weekday)
def test_every_day_is_that_of_the_calendar(weekday: Weekday) -> None:
    number = list(Weekday).index(weekday)
    for month in MONTHS:
        for nth in (1, 2, 3, 4):
            found = nth_weekday(month, nth, weekday)
            assert found == by_counting(month, nth, number)
            assert Weekday.of(found) is weekday


def test_the_day_of_the_dashboard() -> None:
    assert nth_weekday(Period.parse("2017-01"), 2, Weekday.TUESDAY) == date(2017, 1, 10)
    assert nth_weekday(Period.parse("2016-12"), 2, Weekday.TUESDAY) == date(2016, 12, 13)


@pytest.mark.parametrize("nth", [0, -1, 5])
def test_a_day_that_the_month_does_not_have(nth: int) -> None:
    with pytest.raises(ValueError, match="January 2017 has no wednesday"):
        nth_weekday(Period.parse("2017-01"), nth, Weekday.WEDNESDAY)


@pytest.mark.parametrize(
    ("since", "until", "there"),
    [
        (None, None, True),
        (date(2016, 7, 1), None, True),
        (date(2016, 7, 31), None, True),
        (date(2016, 8, 1), None, False),
        (None, date(2016, 7, 1), True),
        (None, date(2016, 6, 30), False),
        (date(2016, 1, 1), date(2016, 6, 30), False),
    ],
)
def test_an_area_is_there_on_any_day_of_the_period(since: date | None, until: date | None, there: bool) -> None:
    assert exists_in(Period.parse("2016-07"), since=since, until=until) is there

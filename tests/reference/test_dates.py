"""Working days, months later, ages and time limits, with answers counted on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from reference.months import (
    add_months,
    birthday,
    completed_years,
    read_month,
    twelve_months_to,
    whole_months,
)
from reference.people import age_range, is_under_18, sex_on
from reference.time_limits import TimeLimit, TimeLimits
from reference.working_days import add_working_days, count_working_days

# from, to, working days after the first up to and with the second; the last is counted back as the nth working day
WORKING_DAYS = """
2016-12-22 2016-12-23 1   Thursday to Friday
2016-12-23 2016-12-28 1   over Christmas: 26 and 27 December are holidays
2016-12-23 2017-01-03 4   and 2 January is one for New Year's Day
2016-12-30 2017-01-03 1
2015-12-24 2015-12-29 1   25 and 28 December 2015
2015-12-31 2016-01-04 1   New Year's Day was a Friday
2016-03-24 2016-03-29 1   Good Friday and Easter Monday 2016
2016-03-21 2016-04-01 7   four days before, three after
2017-04-13 2017-04-18 1   Good Friday and Easter Monday 2017
2017-04-10 2017-04-21 7
2016-04-29 2016-05-03 1   early May
2016-02-26 2016-03-01 2   29 February is a Monday
2016-11-10 2017-01-17 45
2016-03-03 2016-05-10 45
2017-03-01 2017-05-08 45
"""


def table(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split(maxsplit=3)) for line in text.strip().splitlines()]


@pytest.mark.parametrize("line", table(WORKING_DAYS), ids="_".join)
def test_working_days_over_holidays(line: tuple[str, ...]) -> None:
    start, end, count = date.fromisoformat(line[0]), date.fromisoformat(line[1]), int(line[2])
    assert count_working_days(start, end) == count
    assert add_working_days(start, count) == end


def test_weekends_add_nothing() -> None:
    friday, saturday, sunday = date(2017, 1, 20), date(2017, 1, 21), date(2017, 1, 22)
    assert count_working_days(friday, sunday) == 0
    assert count_working_days(saturday, date(2017, 1, 23)) == 1
    assert add_working_days(saturday, 1) == date(2017, 1, 23)


def test_the_same_day_and_days_the_wrong_way_round_are_none() -> None:
    assert count_working_days(date(2017, 1, 17), date(2017, 1, 17)) == 0
    assert count_working_days(date(2017, 1, 18), date(2017, 1, 17)) == 0


def test_days_before_the_table_of_holidays_stand_on_its_first_day() -> None:
    assert count_working_days(date(1999, 6, 1), date(2013, 1, 2)) == 1
    assert add_working_days(date(1999, 6, 1), 1) == date(2013, 1, 2)


# day, months, day so many months later
MONTHS_LATER = """
2016-11-30 3 2017-02-28
2015-11-30 3 2016-02-29
2016-08-31 6 2017-02-28
2016-08-28 6 2017-02-28
2016-02-29 12 2017-02-28
2016-02-29 24 2018-02-28
2016-02-29 48 2020-02-29
2017-01-31 1 2017-02-28
2017-01-31 2 2017-03-31
2016-10-31 3 2017-01-31
2017-02-28 -12 2016-02-28
2016-02-29 -12 2015-02-28
2017-01-31 -12 2016-01-31
2017-01-15 -1 2016-12-15
"""


@pytest.mark.parametrize("line", table(MONTHS_LATER), ids="_".join)
def test_months_later(line: tuple[str, ...]) -> None:
    assert add_months(date.fromisoformat(line[0]), int(line[1])) == date.fromisoformat(line[2])


# from, to, whole months between
WHOLE_MONTHS = """
2017-01-31 2017-02-27 0
2017-01-31 2017-02-28 1
2016-12-01 2016-12-31 0
2016-12-31 2017-01-30 0
2016-12-31 2017-01-31 1
2016-02-29 2017-02-28 12
2015-01-31 2017-01-30 23
"""


@pytest.mark.parametrize("line", table(WHOLE_MONTHS), ids="_".join)
def test_whole_months(line: tuple[str, ...]) -> None:
    assert whole_months(date.fromisoformat(line[0]), date.fromisoformat(line[1])) == int(line[2])


# born, day, age
AGES = """
1999-01-31 2017-01-30 17
1999-01-31 2017-01-31 18
2000-02-29 2018-02-28 17
2000-02-29 2018-03-01 18
2000-02-29 2016-02-28 15
2000-02-29 2016-02-29 16
2017-01-31 2017-01-31 0
"""


@pytest.mark.parametrize("line", table(AGES), ids="_".join)
def test_ages(line: tuple[str, ...]) -> None:
    assert completed_years(date.fromisoformat(line[0]), date.fromisoformat(line[1])) == int(line[2])


def test_a_fourteenth_birthday_may_be_on_the_first_of_march() -> None:
    assert birthday(date(2000, 2, 29), 14) == date(2014, 3, 1)
    assert birthday(date(2000, 2, 29), 16) == date(2016, 2, 29)


def test_months_and_years() -> None:
    year = twelve_months_to(read_month("2017-01"))
    assert [str(month) for month in (year[0], year[-1])] == ["2016-02", "2017-01"]
    assert len(year) == 12
    assert read_month("2016-02").last == date(2016, 2, 29)
    assert not read_month("2017-01").holds(None)


# length, unit, start, last day within it
LIMITS = """
45 working_days 2016-11-10 2017-01-17
365 days 2016-01-20 2017-01-19
12 weeks 2016-11-08 2017-01-31
3 months 2016-11-30 2017-02-28
2 years 2016-02-29 2018-02-28
"""


@pytest.mark.parametrize("line", table(LIMITS), ids="_".join)
def test_a_limit_is_reached_on_its_last_day_and_kept_until_then(line: tuple[str, ...]) -> None:
    limit = TimeLimit(int(line[0]), line[1].replace("_", " "))
    start, last = date.fromisoformat(line[2]), date.fromisoformat(line[3])
    before, after = (date.fromordinal(last.toordinal() + step) for step in (-1, 1))
    assert limit.last_day(start) == last
    assert [limit.keeps(start, day) for day in (before, last, after)] == [True, True, False]
    assert [limit.is_reached(start, day) for day in (before, last, after)] == [False, True, True]


def test_a_limit_is_the_one_of_the_day() -> None:
    limits = TimeLimits(
        [
            {
                "id": "child-in-need-plan",
                "unit": "working days",
                "limits": [
                    {"length": 20, "until": date(2016, 12, 31)},
                    {"length": 45, "since": date(2017, 1, 1), "until": date(2020, 1, 1)},
                ],
            }
        ]
    )
    assert limits.on(date(2016, 12, 31), "child-in-need-plan").length == 20
    assert limits.on(date(2017, 1, 1), "child-in-need-plan").length == 45
    assert limits.on(date(2020, 1, 1), "child-in-need-plan").length == 45
    with pytest.raises(LookupError, match="0 lengths on 2021-01-01"):
        limits.on(date(2021, 1, 1), "child-in-need-plan")


def test_a_unit_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="'fortnights' is not a unit"):
        TimeLimit(1, "fortnights").last_day(date(2017, 1, 1))


def test_somebody_not_born_yet() -> None:
    day = date(2017, 1, 31)
    expected = {"pers_expected_dob": date(2017, 3, 1), "pers_sex": "F"}
    born_later = {**expected, "pers_dob": date(2017, 2, 20)}
    assert [sex_on(person, day) for person in (expected, born_later, {"pers_sex": "F"}, {})] == [
        "unborn",
        "unborn",
        "female",
        "unknown",
    ]
    assert sex_on(born_later, date(2017, 2, 20)) == "female"
    assert is_under_18(born_later, day)
    assert is_under_18({}, day)
    assert [age_range(person, day) for person in (expected, {})] == ["unborn", "unknown"]


# age in whole years on 31 January 2017, age range
RANGES = "0 under-1, 1 1-4, 4 1-4, 5 5-9, 9 5-9, 10 10-15, 15 10-15, 16 16-and-over, 17 16-and-over"


@pytest.mark.parametrize("pair", RANGES.split(", "))
def test_age_ranges(pair: str) -> None:
    age, name = pair.split()
    assert age_range({"pers_dob": date(2017 - int(age), 1, 31)}, date(2017, 1, 31)) == name

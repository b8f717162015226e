"""Masks by the days of the calendar, against working days counted one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import duckdb
import ibis
import pytest
from small_histories import MONTHS, engine

from crossfoot.populations.calendar import DAYS
from crossfoot.populations.day_masks import recent_events, with_due, with_within
from crossfoot.populations.frame import Frame
from crossfoot.populations.month_masks import MonthMasks
from crossfoot.vocabulary.working_days import is_working_day

Rows = list[tuple[object, ...]]
EVENTS = ibis.table({"person_id": "string", "day": "date", "seen": "boolean", "alone": "boolean"}, name="made_events")
STARTS = ibis.table({"person_id": "string", "start": "date"}, name="made_starts")
FIRST, LAST = date(2016, 8, 15), date(2017, 3, 31)
EVERY_DAY = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
LOOKED_AT = date(2017, 2, 14)
LIMITS = [("protection-visit", 20, is_working_day), ("child-in-need-review", 84, lambda _: True)]
Counts = Callable[[date], bool]


def run(frame: Frame, expression: ibis.Table, columns: str, rows: Rows) -> dict[object, tuple[int, ...]]:
    """The masks of each person of an expression over one made table."""
    small = {each.name: (", ".join(map(" ".join, each.columns.items())), each.rows) for each in frame.small_relations()}
    with duckdb.connect() as connection:
        for name, (wanted, given) in {**small, "made_events": (columns, rows), "made_starts": (columns, rows)}.items():
            connection.execute(f"CREATE TABLE {name} ({wanted})")
            places = f"({', '.join('?' * len(wanted.split(',')))})"
            for start in range(0, len(given), 500):
                batch = given[start : start + 500]
                cells = [cell for row in batch for cell in row]
                connection.execute(f"INSERT INTO {name} VALUES {', '.join([places] * len(batch))}", cells)  # noqa: S608
        found = connection.execute(ibis.to_sql(expression, dialect="duckdb")).fetchall()
    assert len({person for person, *_ in found}) == len(found)
    return {person: tuple(masks) for person, *masks in found}


def month_days(frame: Frame) -> list[date]:
    """The day of each month that is looked at."""
    ends = [month.end for month in MONTHS]
    return [*ends[:-1], frame.looked_at or ends[-1]]


def mask(months: list[bool]) -> int:
    return sum(held << place for place, held in enumerate(months))


def passed(day: date, end: date, counts: Counts) -> int:
    """Days from `day`, which does not count, to `end`, which does."""
    return sum(counts(day + timedelta(days=step)) for step in range(1, (end - day).days + 1))


@pytest.fixture(params=[None, LOOKED_AT], ids=["at month ends", "on a day of the last month"], scope="module")
def frame(request: pytest.FixtureRequest) -> Frame:
    ours = engine().frame
    return Frame(standard=ours.standard, months=MONTHS, timescales=ours.timescales, looked_at=request.param)


@pytest.mark.parametrize(("timescale", "limit", "counts"), LIMITS)
def test_months_within_a_limit_after_each_day(frame: Frame, timescale: str, limit: int, counts: Counts) -> None:
    column = f"within_{timescale.replace('-', '_')}"
    rows = with_within(MonthMasks(frame), STARTS, "start", timescale).select("person_id", column)
    found = run(frame, rows, "person_id VARCHAR, start DATE", [(day.isoformat(), day) for day in EVERY_DAY])
    assert found == {
        day.isoformat(): (mask([day <= end and passed(day, end, counts) <= limit for end in month_days(frame)]),)
        for day in EVERY_DAY
    }
    assert len({held for (held,) in found.values()}) > 5


@pytest.mark.parametrize(("timescale", "limit", "counts"), LIMITS)
def test_months_that_see_a_limit_run_out(frame: Frame, timescale: str, limit: int, counts: Counts) -> None:
    column = f"due_{timescale.replace('-', '_')}"
    rows = with_due(MonthMasks(frame), STARTS, "start", timescale).select("person_id", column)
    found = run(frame, rows, "person_id VARCHAR, start DATE", [(day.isoformat(), day) for day in EVERY_DAY])
    assert found == {
        day.isoformat(): (mask([day <= end and passed(day, end, counts) >= limit for end in month_days(frame)]),)
        for day in EVERY_DAY
    }


def test_a_day_before_the_calendar_stands_on_its_first_and_an_unknown_one_has_no_months(frame: Frame) -> None:
    rows = with_due(MonthMasks(frame), STARTS, "start", "protection-visit")
    rows = with_within(MonthMasks(frame), rows, "start", "protection-visit")
    rows = rows.select("person_id", "due_protection_visit", "within_protection_visit")
    starts: Rows = [("before", DAYS[0] - timedelta(days=400)), ("unknown", None), ("after", date(2040, 1, 1))]
    found = run(frame, rows, "person_id VARCHAR, start DATE", starts)
    assert found == {"before": (mask([True] * len(MONTHS)), 0), "unknown": (0, 0), "after": (0, 0)}


def test_a_limit_that_moved_is_that_of_each_month(frame: Frame) -> None:
    rows = with_due(MonthMasks(frame), STARTS, "start", "child-in-need-plan")
    days = {"Rowan": date(2016, 11, 30), "Wren": date(2016, 11, 10)}
    starts: Rows = list(days.items())
    found = run(frame, rows.select("person_id", "due_child_in_need_plan"), "person_id VARCHAR, start DATE", starts)
    limits = [20 if end < date(2017, 1, 1) else 45 for end in month_days(frame)]
    assert found == {
        name: (
            mask(
                [
                    day <= end and passed(day, end, is_working_day) >= limit
                    for end, limit in zip(month_days(frame), limits, strict=True)
                ]
            ),
        )
        for name, day in days.items()
    }


def test_events_of_a_kind_give_their_months_to_the_person(frame: Frame) -> None:
    events: Rows = [
        ("Rowan", date(2016, 12, 20), True, None),
        ("Rowan", date(2017, 1, 25), False, True),
        ("Rowan", date(2015, 12, 20), True, True),
        ("Rowan", date(2014, 12, 20), True, True),
        ("Rowan", date(2017, 2, 20), True, True),
        ("Rowan", None, True, True),
        ("Wren", date(2017, 1, 31), None, False),
        ("Jay", date(2014, 1, 31), True, True),
        (None, date(2017, 1, 31), True, True),
    ]
    flags = {"seen": ("seen", "protection-visit"), "alone": ("alone", "protection-visit-alone")}
    rows = recent_events(MonthMasks(frame), EVENTS, flags).select("person_id", *flags)
    columns = "person_id VARCHAR, day DATE, seen BOOLEAN, alone BOOLEAN"
    february_counts = frame.looked_at is None
    held = {
        "seen": ["2015-12", "2016-12", *(["2017-02"] if february_counts else [])],
        "alone": ["2015-12", "2017-01", "2017-02"],
    }
    expected = tuple(mask([month.code in months for month in MONTHS]) for months in held.values())
    assert run(frame, rows, columns, events) == {"Rowan": expected, "Wren": (0, 0)}

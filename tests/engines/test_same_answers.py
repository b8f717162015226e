"""The same query gives the same values, of the same types, on every engine: each against a count made in Python."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

import ibis
import pytest
from engine_examples import (
    ABSENT,
    MONTH_ROWS,
    ROWS,
    SPELLS,
    Spell,
    add_months,
    ask,
    ask_sql,
    months,
    open_with_examples,
    spells,
)

from crossfoot.engines.engine import Engine, Result

BEGUN = [(row, row.begun) for row in ROWS if row.begun is not None]
"""The spells with a first day, and that day."""

MODERN = [(row, day) for row, day in BEGUN if day > date(1500, 1, 1)]
"""Those from which years can be taken away."""


@ibis.udf.agg.builtin(name="bit_or", signature=(("int64",), "int64"))  # type: ignore[untyped-decorator]
def bit_or(bits: Any) -> Any: ...


def typed(rows: list[tuple[object, ...]]) -> list[list[tuple[type, object]]]:
    """With types, because True equals 1 and Decimal(1) does too."""
    return [[(type(value), value) for value in row] for row in rows]


@pytest.fixture(scope="module")
def engine(
    opening: Callable[[], AbstractContextManager[Engine]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """An engine with the examples, which no test changes."""
    with open_with_examples(opening, tmp_path_factory.mktemp("examples")) as opened:
        yield opened


# -- values ------------------------------------------------------------------------------------------------------------


def test_every_type_comes_back_as_it_was(engine: Engine) -> None:
    found = engine.run(f"SELECT {', '.join(SPELLS)} FROM spells ORDER BY spell")  # noqa: S608
    assert found.columns == tuple(SPELLS)
    assert typed(found.rows) == typed([(*row[:-1], shortest(row.cost)) for row in ROWS])


def shortest(value: Decimal | None) -> Decimal | int | None:
    if value is None:
        return None
    return int(value) if value == int(value) else value.normalize()


def test_columns_that_the_file_lacks_are_null_and_typed(engine: Engine) -> None:
    names = ", ".join(ABSENT)
    assert ask_sql(engine, f"SELECT {names} FROM spells WHERE spell < 3") == [(None,) * len(ABSENT)] * 2  # noqa: S608
    used = """SELECT count(gone_text || 'x'), sum(gone_count + gone_number), max(gone_day), min(gone_cost * 2),
                     count(*) FILTER (WHERE gone_flag), sum(gone_double), count(*) FILTER (WHERE gone_day > begun)
              FROM spells"""
    assert ask_sql(engine, used) == [(0, None, None, None, 0, None, 0)]
    assert ask(engine, spells.limit(1).select(moved=spells.gone_day + ibis.interval(months=1))) == [(None,)]
    assert ask(engine, spells.limit(1).select(moved=spells.begun + spells.gone_count.as_interval("M"))) == [(None,)]


def test_whole_numbers_are_ints_however_they_were_made(engine: Engine) -> None:
    query = """SELECT sum(score), sum(visits), count(*), extract(year FROM max(begun)),
                      sum(CASE WHEN planned THEN 1 END), coalesce(sum(gone_cost), 0), sum(cost) - sum(cost)
               FROM spells GROUP BY score"""
    whole = ask_sql(engine, query)
    assert whole
    assert {type(value) for row in whole for value in row} <= {int, type(None)}
    total = ask_sql(engine, "SELECT sum(score), sum(cost), sum(visits) FROM spells")
    counted = (
        sum(row.score for row in ROWS if row.score is not None),
        sum(row.cost for row in ROWS if row.cost is not None),
        sum(row.visits for row in ROWS if row.visits is not None),
    )
    assert typed(total) == typed([counted])


@pytest.fixture(params=["UTC", "Europe/London", "America/New_York", "Pacific/Auckland"])
def local_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("local_time")
def test_days_are_days_whatever_the_time_zone(engine: Engine) -> None:
    kept = spells.filter(spells.begun.notnull())
    found = ask(
        engine, kept.select(kept.spell, kept.begun, month=kept.begun.truncate("M"), year=kept.begun.truncate("Y"))
    )
    assert typed(sorted(found)) == typed(
        [(row.spell, day, day.replace(day=1), day.replace(month=1, day=1)) for row, day in BEGUN]
    )


def test_text_is_ordered_by_its_bytes(engine: Engine) -> None:
    areas = [area for (area,) in ask_sql(engine, "SELECT DISTINCT area FROM spells WHERE area IS NOT NULL ORDER BY 1")]
    assert areas == sorted({row.area for row in ROWS if row.area is not None}, key=str.encode)
    assert areas[-1] == "Élan Vale"
    smallest = ask_sql(engine, "SELECT min(area), max(area), count(*) FILTER (WHERE area < 'a') FROM spells")
    assert smallest == [("", "Élan Vale", sum(row.area is not None and row.area < "a" for row in ROWS))]


# -- days --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 6, 12, -1, -12, 13])
def test_months_are_added_to_the_last_day_there_is(engine: Engine, count: int) -> None:
    kept = spells.filter(spells.begun > ibis.date(1500, 1, 1))
    moved = ask(engine, kept.select(kept.spell, moved=kept.begun + ibis.interval(months=count)))
    assert typed(sorted(moved)) == typed([(row.spell, add_months(day, count)) for row, day in MODERN])


def test_months_of_a_column_are_added_the_same(engine: Engine) -> None:
    kept = spells.filter(spells.begun > ibis.date(1500, 1, 1))
    expressions = {
        "plain": kept.begun + kept.visits.as_interval("M"),
        "wide": kept.begun + kept.visits.cast("int64").as_interval("M"),
        "less": kept.begun - kept.visits.as_interval("M"),
        "cast": (kept.begun + kept.visits.as_interval("M")).cast("timestamp").cast("date"),
    }
    moved = ask(engine, kept.select("spell", **expressions))
    assert typed(sorted(moved)) == typed(
        [
            (row.spell, forward, forward, back, forward)
            for row, day in MODERN
            for forward, back in [moved_by(day, row.visits)]
        ]
    )


def moved_by(day: date, count: int | None) -> tuple[date | None, date | None]:
    return (None, None) if count is None else (add_months(day, count), add_months(day, -count))


def test_birthdays_of_the_29th_of_february(engine: Engine) -> None:
    born = spells.filter(spells.begun == ibis.date(2000, 2, 29))
    years = {f"y{count}": born.begun + ibis.interval(years=count) for count in (1, 16, 18, 100)}
    assert ask(engine, born.select(**years)) == [
        (date(2001, 2, 28), date(2016, 2, 29), date(2018, 2, 28), date(2100, 2, 28))
    ]


def test_days_between(engine: Engine) -> None:
    kept = spells.filter(spells.begun.notnull())
    found = ask(
        engine,
        kept.select(
            kept.spell,
            lasted=kept.ended.delta(kept.begun, unit="day"),
            since=ibis.date(2017, 1, 31).delta(kept.begun, unit="day"),
            moved=(kept.begun + ibis.interval(days=45)).delta(ibis.date(1970, 1, 1), unit="day"),
        ),
    )
    assert typed(sorted(found)) == typed(
        [
            (
                row.spell,
                None if row.ended is None else (row.ended - day).days,
                (date(2017, 1, 31) - day).days,
                (day - date(1970, 1, 1)).days + 45,
            )
            for row, day in BEGUN
        ]
    )


# -- aggregates --------------------------------------------------------------------------------------------------------


def count_of(rows: list[Spell]) -> tuple[object, ...]:
    costs = [row.cost for row in rows if row.planned and row.cost is not None]
    begun = [row.begun for row in rows if row.begun is not None and row.planned is False]
    total = shortest(sum(costs, Decimal(0))) if costs else None
    return (
        len(rows),
        sum(row.planned is True for row in rows),
        len({row.child for row in rows if row.planned}),
        total,
        min(begun, default=None),
        max(begun, default=None),
        reduce(or_, (1 << row.visits for row in rows if row.visits is not None), 0),
    )


AGGREGATES = """
    count(*), count(*) FILTER (WHERE planned), count(DISTINCT child) FILTER (WHERE planned),
    sum(cost) FILTER (WHERE planned), min(begun) FILTER (WHERE NOT planned), max(begun) FILTER (WHERE NOT planned),
    coalesce(bit_or(bits), 0)
"""


def test_filtered_aggregates_at_every_grain_in_one_pass(engine: Engine) -> None:
    bits = spells.mutate(bits=ibis.literal(1).cast("int64") << spells.visits)
    inner = ibis.to_sql(bits.select("child", "area", "planned", "cost", "begun", "bits"), dialect=engine.dialect)
    found = engine.run(
        f"WITH s AS ({inner}) SELECT area, child, grouping(area) AS a, grouping(child) AS c, {AGGREGATES} FROM s "  # noqa: S608
        "GROUP BY GROUPING SETS ((area, child), (area), (child), ())"
    ).rows
    expected = []
    for by_area, by_child in [(True, True), (True, False), (False, True), (False, False)]:

        def key(row: Spell, by_area: bool = by_area, by_child: bool = by_child) -> tuple[str | None, str | None]:
            return row.area if by_area else None, row.child if by_child else None

        for wanted in {key(row) for row in ROWS}:
            members = [row for row in ROWS if key(row) == wanted]
            expected.append((*wanted, int(not by_area), int(not by_child), *count_of(members)))
    assert len(expected) > 60
    assert typed(sorted(found, key=repr)) == typed(sorted(expected, key=repr))


def test_bits_by_ibis(engine: Engine) -> None:
    low = spells.filter(spells.visits < 40)
    bits = low.mutate(bits=ibis.literal(1).cast("int64") << low.visits)
    grouped = bits.group_by("child").agg(
        all=bit_or(bits.bits), planned=bit_or(bits.bits, where=bits.planned), high=bit_or(bits.bits) >> 33
    )
    expected = []
    for child in {row.child for row in ROWS}:
        members = [row for row in ROWS if row.child == child and row.visits is not None and row.visits < 40]
        every = reduce(or_, (1 << (row.visits or 0) for row in members))
        expected.append(
            (child, every, reduce(or_, (1 << (row.visits or 0) for row in members if row.planned)), every >> 33)
        )
    assert typed(sorted(ask(engine, grouped))) == typed(sorted(expected))


def test_open_in_each_month_by_area(engine: Engine) -> None:
    is_open = [spells.begun <= months.last_day, spells.ended.isnull() | (spells.ended > months.last_day)]
    joined = (
        spells.join(months, is_open)
        .group_by("month", "area")
        .agg(open=spells.spell.count(), who=spells.child.nunique())
    )
    expected = []
    for month, _, last in MONTH_ROWS:
        there = [row for row, day in BEGUN if day <= last and (row.ended is None or row.ended > last)]
        for area in {row.area for row in there}:
            members = [row for row in there if row.area == area]
            expected.append((month, area, len(members), len({row.child for row in members})))
    assert typed(sorted(ask(engine, joined), key=repr)) == typed(sorted(expected, key=repr))


# -- windows -----------------------------------------------------------------------------------------------------------


def test_the_spell_before_and_the_last_of_each_child(engine: Engine) -> None:
    kept = spells.filter(spells.begun.notnull())
    in_order = ibis.window(group_by=kept.child, order_by=[kept.begun, kept.spell])
    found = ask(
        engine,
        kept.select(
            kept.spell,
            before=kept.begun.lag().over(in_order),
            after=kept.spell.lead().over(in_order),
            place=ibis.row_number().over(in_order),
            latest=kept.begun.max().over(ibis.window(group_by=kept.child)),
        ),
    )
    expected = []
    by_child = sorted((row.child, day, row.spell) for row, day in BEGUN)
    for _, group in groupby(by_child, lambda row: row[0]):
        members = list(group)
        for place, (_, _, spell) in enumerate(members):
            before = members[place - 1][1] if place else None
            after = members[place + 1][2] if place + 1 < len(members) else None
            expected.append((spell, before, after, place, members[-1][1]))
    assert typed(sorted(found)) == typed(sorted(expected))


# -- nothing there -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["no_rows", "not_collected"])
def test_a_table_without_rows_counts_nought(engine: Engine, table: str) -> None:
    counted = "count(*), count(*) FILTER (WHERE planned), count(DISTINCT child), sum(score), max(begun), sum(gone_cost)"
    assert ask_sql(engine, f"SELECT {counted} FROM {table}") == [(0, 0, 0, None, None, None)]  # noqa: S608
    assert engine.run(f"SELECT spell, gone_day FROM {table}") == Result(("spell", "gone_day"), [])  # noqa: S608
    joined = f"SELECT s.spell FROM spells s LEFT JOIN {table} t ON s.spell = t.spell WHERE t.spell IS NULL"  # noqa: S608
    assert len(ask_sql(engine, joined)) == len(ROWS)


def test_days_are_compared_after_an_interval(engine: Engine) -> None:
    other = spells.view()
    again = spells.join(
        other,
        [
            spells.child == other.child,
            other.begun > spells.ended,
            other.begun <= spells.ended + ibis.interval(months=3),
            other.begun > ibis.date(1900, 1, 1),
        ],
    ).select(spells.spell, other=other.spell)
    expected = [
        (first.spell, second.spell)
        for first in ROWS
        for second, day in BEGUN
        if first.child == second.child
        and first.ended is not None
        and first.ended.year > 1900
        and first.ended < day <= add_months(first.ended, 3)
    ]
    assert expected
    assert sorted(ask(engine, again)) == sorted(expected)

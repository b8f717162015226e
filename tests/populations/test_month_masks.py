"""Months as bits, against days looked at one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import duckdb
import ibis
import ibis.expr.types as ir
import pytest
from reference.months import add_months
from small_histories import MONTHS, engine

from crossfoot.indicators.schema import Limit, Timescale
from crossfoot.populations.frame import Frame
from crossfoot.populations.month_masks import MOST_MONTHS, MonthMasks, outside
from crossfoot.vocabulary.periods import Period

# A limit that moved from January 2016 on, and again for the last months; before that there was none.
MOVED = (
    Limit(length=3, since=date(2016, 1, 1), until=date(2016, 9, 30), source="made up"),
    Limit(length=1, since=date(2016, 10, 1), source="made up"),
)
TIMESCALES = {unit: Timescale(id=unit, what="made up", unit=unit, limits=MOVED) for unit in ("days", "weeks", "months")}
EVERY_DAY = [date(2015, 8, 1) + timedelta(days=number) for number in range(600)]
LASTED = (0, 1, 27, 28, 29, 30, 31, 59, 92, 366)
SPELLS = ibis.table(
    {"person_id": "string", "id": "string", "start": "date", "end": "date", "mask": "int64"}, name="spells"
)
COLUMNS = 'person_id VARCHAR, id VARCHAR, start DATE, "end" DATE, mask BIGINT'
Spell = tuple[str | None, str | None, date | None, date | None, int | None]


@pytest.fixture(params=[None, date(2017, 2, 14), date(2017, 2, 1)], ids=str, scope="module")
def masks(request: pytest.FixtureRequest) -> MonthMasks:
    return MonthMasks(Frame(standard=engine().standard, months=MONTHS, timescales=TIMESCALES, looked_at=request.param))


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def looked_at(masks: MonthMasks) -> list[date]:
    """The day of each month on which it is looked at."""
    return [*(month.end for month in MONTHS[:-1]), masks.frame.looked_at or MONTHS[-1].end]


def put(connection: duckdb.DuckDBPyConnection, rows: list[Spell]) -> None:
    connection.execute(f"CREATE TABLE spells ({COLUMNS})")
    for first in range(0, len(rows), 500):
        batch = rows[first : first + 500]
        places = ", ".join(["(?, ?, ?, ?, ?)"] * len(batch))
        connection.execute(f"INSERT INTO spells VALUES {places}", [cell for row in batch for cell in row])  # noqa: S608


def check_each(
    connection: duckdb.DuckDBPyConnection,
    masks: MonthMasks,
    expression: ir.IntegerValue,
    rows: list[Spell],
    holds: Callable[[Spell, date], bool],
) -> None:
    """The mask of every row has the bits of the days of which `holds` says so, and no others."""
    put(connection, rows)
    query = ibis.to_sql(SPELLS.select("id", said=expression), dialect="duckdb")
    found = dict(connection.execute(query).fetchall())
    expected = {row[1]: sum(holds(row, on) << bit for bit, on in enumerate(looked_at(masks))) for row in rows}
    assert {number: said & (1 << masks.count) - 1 for number, said in found.items()} == expected
    assert len(set(expected.values())) > 5


def starts() -> list[Spell]:
    return [("Wren", on.isoformat(), on, None, None) for on in EVERY_DAY]


def test_since_a_day(connection: duckdb.DuckDBPyConnection, masks: MonthMasks) -> None:
    check_each(
        connection, masks, masks.since(SPELLS.start), starts(), lambda row, on: row[2] is not None and row[2] <= on
    )


def test_outside_a_mask_of_several_parts(connection: duckdb.DuckDBPyConnection, masks: MonthMasks) -> None:
    both = masks.since(SPELLS.start) & masks.since(SPELLS.start + ibis.interval(days=40))
    forty = timedelta(days=40)
    check_each(connection, masks, outside(both), starts(), lambda row, on: row[2] is None or row[2] + forty > on)


def test_open_on_the_day(connection: duckdb.DuckDBPyConnection, masks: MonthMasks) -> None:
    rows: list[Spell] = [
        ("Wren", f"{on} {days}", on, None if days is None else on + timedelta(days=days), None)
        for on in EVERY_DAY[::7]
        for days in (*LASTED, None, -1, -40)
    ]
    check_each(
        connection,
        masks,
        masks.open(SPELLS.start, SPELLS.end),
        rows,
        lambda row, on: row[2] is not None and row[2] <= on and (row[3] is None or row[3] > on),
    )


def last_day(start: date, on: date, unit: str) -> date | None:
    """The day on which the limit in force on `on` runs out, None where there was none."""
    length = TIMESCALES[unit].length_on(on)
    if length is None:
        return None
    return (
        add_months(start, length)
        if unit == "months"
        else start + timedelta(days=length * {"days": 1, "weeks": 7}[unit])
    )


@pytest.mark.parametrize("unit", TIMESCALES)
def test_within_a_limit_that_moved(connection: duckdb.DuckDBPyConnection, masks: MonthMasks, unit: str) -> None:
    def holds(row: Spell, on: date) -> bool:
        start = row[2]
        assert start is not None
        last = last_day(start, on, unit)
        return start <= on and last is not None and on <= last

    check_each(connection, masks, masks.within(SPELLS.start, unit), starts(), holds)


@pytest.mark.parametrize("unit", TIMESCALES)
def test_no_less_than_a_limit_that_moved(connection: duckdb.DuckDBPyConnection, masks: MonthMasks, unit: str) -> None:
    def holds(row: Spell, on: date) -> bool:
        assert row[2] is not None
        last = last_day(row[2], on, unit)
        return last is not None and last <= on

    check_each(connection, masks, masks.reached(SPELLS.start, unit), starts(), holds)


def test_a_day_that_is_not_known_has_no_months(connection: duckdb.DuckDBPyConnection, masks: MonthMasks) -> None:
    put(connection, [("Wren", "1", None, None, None)])
    expressions = {
        "since": masks.since(SPELLS.start),
        "open": masks.open(SPELLS.start, SPELLS.end),
        "within": masks.within(SPELLS.start, "months"),
        "reached": masks.reached(SPELLS.start, "months"),
    }
    query = ibis.to_sql(SPELLS.select(**expressions), dialect="duckdb")
    assert connection.execute(query).fetchall() == [(0, 0, 0, 0)]


def test_of_several_that_hold_the_last_begun_keeps_the_month(
    connection: duckdb.DuckDBPyConnection, masks: MonthMasks
) -> None:
    first, second = date(2016, 1, 4), date(2016, 3, 7)
    rows: list[Spell] = [
        ("Wren", "1", first, None, 0b111110),
        ("Wren", "2", second, None, 0b001100),
        ("Wren", "3", second, None, 0b000100),
        ("Wren", "4", second, None, 0),
        ("Lark", "5", first, None, 0b000011),
    ]
    put(connection, rows)
    query = ibis.to_sql(masks.latest(SPELLS).select("id", "mask"), dialect="duckdb")
    assert dict(connection.execute(query).fetchall()) == {"1": 0b110010, "2": 0b001000, "3": 0b000100, "5": 0b000011}


def test_the_months_of_a_person_and_the_days_on_which_they_are_looked_at(
    connection: duckdb.DuckDBPyConnection, masks: MonthMasks
) -> None:
    last = 1 << masks.count - 1
    put(connection, [("Wren", "1", None, None, 1), ("Wren", "2", None, None, last), (None, "3", None, None, 2)])
    months = masks.frame.small_relations()[0]
    columns = ", ".join(f"{name} {kind}" for name, kind in months.columns.items())
    connection.execute(f"CREATE TABLE months ({columns})")
    connection.executemany(f"INSERT INTO months VALUES ({', '.join('?' * len(months.columns))})", list(months.rows))  # noqa: S608
    rows = masks.laid_out(masks.by_person(SPELLS, "mask"), "mask")
    query = ibis.to_sql(rows.select("person_id", "month", "day"), dialect="duckdb")
    days = looked_at(masks)
    assert sorted(connection.execute(query).fetchall()) == [
        ("Wren", masks.first, days[0]),
        ("Wren", masks.first + masks.count - 1, days[-1]),
    ]


def test_more_months_than_bits_are_refused() -> None:
    ours = engine().frame
    for months in (MOST_MONTHS, MOST_MONTHS + 1):
        frame = Frame(standard=ours.standard, months=Period.parse("2017-02").last(months), timescales=ours.timescales)
        if months <= MOST_MONTHS:
            assert MonthMasks(frame).count == months
        else:
            with pytest.raises(ValueError, match="at most 62"):
                MonthMasks(frame)

"""What populations are built over: the canonical tables, the months in question, the calendar of working days.

Only expressions: nothing here reads a row. `small_relations` gives the two small tables that an engine has to be given
beside the records. Time limits are laid out by month as days (`within_...`, `due_...`) or lengths (`limit_...`), so
that a limit that moved is the right one in every month and no engine does calendar arithmetic of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import ibis
import ibis.expr.types as ir

from crossfoot.indicators.schema import Timescale
from crossfoot.populations.calendar import DAYS, months_after, working_day_number
from crossfoot.records.columns import canonical_columns
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.periods import Period

KEPT_MONTH = "kept_month"
"""On the tables of `KEPT_TABLES`: the month (`2017-01`) at whose end the row stood so."""
KEPT_TABLES = ("care_leavers", "cla_immunisations")
"""Tables of the current state whose past a figure needs: copies of earlier months are read beside the extract's own."""
_LONG_AGO = date(1900, 1, 1)

_IBIS_TYPES = {"VARCHAR": "string", "DATE": "date", "BOOLEAN": "boolean", "BIGINT": "int64", "INTEGER": "int32"}
_MONTH_TYPES = {"VARCHAR": "string", "DATE": "date", "BIGINT": "int64"}


@dataclass(frozen=True, slots=True)
class SmallRelation:
    """A small table that goes with the records: its columns with DuckDB's types, and its rows."""

    name: str
    columns: Mapping[str, str]
    rows: Sequence[tuple[object, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class _TheSame:
    """Equal to another of the one object, and keeps it: an id alone could come to be another's."""

    held: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _TheSame) and self.held is other.held

    def __hash__(self) -> int:
        return id(self.held)


def month_number(month: Period) -> int:
    """12 x year + month - 1: months that follow each other are numbers that do."""
    return 12 * month.start.year + month.start.month - 1


class Frame:
    """The tables that populations are built over, as expressions, for some months and the time limits in force.

    `looked_at` is a day of the last month at which its stocks are looked at instead of its end, by the time limits of
    that day. `state_of` is then the month whose kept copy of the current state is taken for it.
    """

    def __init__(
        self,
        *,
        standard: Standard,
        months: Sequence[Period],
        timescales: Mapping[str, Timescale],
        looked_at: date | None = None,
        state_of: Period | None = None,
    ) -> None:
        self.standard = standard
        self.period_months = tuple(sorted(months))
        self.timescales = timescales
        self.looked_at = looked_at
        self.state_of = state_of
        if looked_at is not None and Period.month_of(looked_at) != self.period_months[-1]:
            raise ValueError(f"{looked_at} is not in the last of the months, {self.period_months[-1]}")

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What expressions over the frame depend on: two frames with one key give the same. Subclasses add theirs."""
        limits = tuple(self.timescales.items())
        return _TheSame(self.standard), self.period_months, limits, self.looked_at, self.state_of

    # -- tables ------------------------------------------------------------------------------------------------------

    def table(self, name: str) -> ibis.Table:
        """A canonical table with every column it can have; those that were not collected are NULL."""
        schema = {column: _ibis_type(kind) for column, kind in relation_columns(self.standard, name).items()}
        return ibis.table(schema, name=name)

    @cached_property
    def months(self) -> ibis.Table:
        """`month`, `code`, `first_day`, `last_day`, the same of the school year and term, and every time limit."""
        return ibis.table({name: _MONTH_TYPES[kind] for name, kind in self._month_columns.items()}, name="months")

    @cached_property
    def days(self) -> ibis.Table:
        """`calendar_day`, `working_days` (up to and including it, int64), `is_working_day`, `month`."""
        return ibis.table({"calendar_day": "date", "working_days": "int64", "is_working_day": "boolean"}, name="days")

    # -- putting rows into months ------------------------------------------------------------------------------------

    def in_month(self, rows: ibis.Table, day: str, *, limits: Iterable[str] = ()) -> ibis.Table:
        """The rows whose `day` is in one of the months, with `month` and `limit_<id>` for each of `limits`."""
        columns = ["month", "first_day", "last_day", *(limit_column(name) for name in limits)]
        months = self.months.select(*columns).rename({"_first": "first_day", "_last": "last_day", "_month": "month"})
        number = (rows[day].year() * 12 + rows[day].month() - 1).cast("int64")
        known = rows.filter(rows[day].notnull()).mutate(month=number)
        return known.inner_join(months, known.month == months["_month"]).drop("_month", "_first", "_last")

    def at_month_ends(
        self,
        rows: ibis.Table,
        start: str,
        end: str,
        *,
        within: Iterable[str] = (),
        due: Iterable[str] = (),
        limits: Iterable[str] = (),
        also: Iterable[str] = (),
    ) -> ibis.Table:
        """A row for each month at whose end the spell is open: begun on or before the day, and ended after it or not.

        Adds `month`, `day` (the last of the month), `within_<id>`: the earliest day from which to `day` is within the
        time limit, `due_<id>`: the latest day from which to `day` the time limit has run out, `limit_<id>`: its length,
        and the columns of `months` named in `also`.
        """
        columns = [
            "month",
            "last_day",
            *(within_column(name) for name in within),
            *(due_column(name) for name in due),
            *(limit_column(name) for name in limits),
            *also,
        ]
        months = self.months.select(*columns).rename(day="last_day")
        open_on = (rows[start] <= months.day) & (rows[end].isnull() | (rows[end] > months.day))
        return rows.inner_join(months, open_on)

    # -- days and time limits ----------------------------------------------------------------------------------------

    def with_working_days(self, rows: ibis.Table, **columns: str) -> ibis.Table:
        """Adds a column (name=column of a date) with the number of working days up to and including that date.

        The difference of two such numbers is the working days from one day to the other. Days before the calendar
        stand on its first day; NULL stays NULL.
        """
        for name, column in columns.items():
            first = ibis.literal(DAYS[0])
            placed = rows.mutate(_placed=ibis.greatest(rows[column], first))
            placed = placed.mutate(_placed=rows[column].isnull().ifelse(ibis.null("date"), placed["_placed"]))
            days = self.days.select("calendar_day", **{name: self.days.working_days})
            joined = placed.left_join(days, placed["_placed"] == days.calendar_day)
            rows = joined.drop("_placed", "calendar_day")
        return rows

    def limit_after(self, day: ir.DateValue, limit: ir.IntegerValue, timescale: str) -> ir.DateValue:
        """The day that is `limit` (a `limit_<id>` column) of months, years, weeks or days after `day`."""
        unit = self.timescales[timescale].unit
        lengths = sorted({each.length for each in self.timescales[timescale].limits})
        if unit == "working days":
            raise ValueError(f"{timescale} is in working days: compare working-day numbers instead")
        branches = [(limit == length, add_length(day, length, unit)) for length in lengths]
        return ibis.cases(*branches)

    # -- the small tables --------------------------------------------------------------------------------------------

    @cached_property
    def _month_columns(self) -> dict[str, str]:
        columns = {
            "month": "BIGINT",
            "code": "VARCHAR",
            "first_day": "DATE",
            "last_day": "DATE",
            "school_year_start": "DATE",
            "term_start": "DATE",
        }
        for name in self.timescales:
            columns |= {limit_column(name): "BIGINT", within_column(name): "DATE", due_column(name): "DATE"}
        return columns

    def small_relations(self) -> tuple[SmallRelation, SmallRelation]:
        """The tables `months` and `days` with their rows."""
        months = SmallRelation("months", self._month_columns, [self._month_row(month) for month in self.period_months])
        day_columns = {"calendar_day": "DATE", "working_days": "BIGINT", "is_working_day": "BOOLEAN"}
        rows = []
        before = 0
        for day in DAYS:
            number = working_day_number(day)
            rows.append((day, number, number > before))
            before = number
        return months, SmallRelation("days", day_columns, rows)

    def _month_row(self, month: Period) -> tuple[object, ...]:
        last, state = month.end, month
        if self.looked_at is not None and month == self.period_months[-1]:
            last, state = self.looked_at, self.state_of or month
        school_year = date(last.year - (last.month < 9), 9, 1)
        term = date(last.year, {0: 1, 1: 5, 2: 9}[(last.month - 1) // 4], 1)
        row: list[object] = [month_number(month), state.code, month.start, last, school_year, term]
        for timescale in self.timescales.values():
            length = timescale.length_on(last)
            if length is None:
                row += [None, None, None]
            else:
                row += [
                    length,
                    first_day_within(last, length, timescale.unit),
                    last_day_due(last, length, timescale.unit),
                ]
        return tuple(row)


def relation_columns(standard: Standard, name: str) -> dict[str, str]:
    """Name and SQL type of every column that the canonical table can have, `kept_month` too where copies are kept."""
    columns = canonical_columns(standard.tables[name], standard)
    return columns | {KEPT_MONTH: "VARCHAR"} if name in KEPT_TABLES else columns


def limit_column(timescale: str) -> str:
    """`limit_core_group`."""
    return f"limit_{timescale.replace('-', '_')}"


def within_column(timescale: str) -> str:
    """`within_core_group`."""
    return f"within_{timescale.replace('-', '_')}"


def due_column(timescale: str) -> str:
    """`due_core_group`."""
    return f"due_{timescale.replace('-', '_')}"


def add_length(day: ir.DateValue, length: int, unit: str) -> ir.DateValue:
    """The day `length` days, weeks, months or years after `day`; of months, the last day where there is no such day."""
    intervals = {
        "days": ibis.interval(days=length),
        "weeks": ibis.interval(days=7 * length),
        "months": ibis.interval(months=length),
        "years": ibis.interval(months=12 * length),
    }
    # Ibis holds the sum for a date already and drops a cast to one; DuckDB and PostgreSQL make it a moment.
    return (day + intervals[unit]).cast("timestamp").cast("date")


def first_day_within(last: date, length: int, unit: str) -> date:
    """The earliest day d such that `last` is no more than `length` after d."""
    if unit == "working days":
        wanted = working_day_number(last) - length
        index = bisect_left(DAYS, wanted, key=working_day_number)
        return DAYS[index] if index else _LONG_AGO
    if unit in {"days", "weeks"}:
        return last - timedelta(days=length * (7 if unit == "weeks" else 1))
    return _first_day(last, lambda day: months_after(day, length * (12 if unit == "years" else 1)) >= last)


def last_day_due(last: date, length: int, unit: str) -> date:
    """The latest day d such that `length` has run out on `last`: it is at least `length` after d."""
    if unit == "working days":
        wanted = working_day_number(last) - length
        index = bisect_right(DAYS, wanted, key=working_day_number)
        return DAYS[index - 1] if index else _LONG_AGO - timedelta(days=1)
    if unit in {"days", "weeks"}:
        return last - timedelta(days=length * (7 if unit == "weeks" else 1))
    return _first_day(last, lambda day: months_after(day, length * (12 if unit == "years" else 1)) > last) - timedelta(
        days=1
    )


def _first_day(last: date, holds: Callable[[date], bool]) -> date:
    """The earliest day up to `last` for which `holds`, which stays true once it is."""
    low, high = _LONG_AGO.toordinal(), last.toordinal() + 1
    while low < high:
        middle = (low + high) // 2
        if holds(date.fromordinal(middle)):
            high = middle
        else:
            low = middle + 1
    return date.fromordinal(low)


def _ibis_type(sql: str) -> str:
    return _IBIS_TYPES.get(
        sql, "float64" if sql == "DOUBLE" else f"decimal{sql[7:]}" if sql.startswith("DECIMAL") else sql
    )

"""Months, financial quarters and years, school terms and academic years.

Financial years run April to March, academic years September to August. Terms are whole months (autumn September to
December, spring January to April, summer May to August): school term dates differ by council and year, monthly
figures do not need them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum
from functools import cache, lru_cache, total_ordering


class PeriodKind(StrEnum):
    """How long a period is and where it starts."""

    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial_year"
    TERM = "term"
    ACADEMIC_YEAR = "academic_year"


_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.FINANCIAL_YEAR: 12,
    PeriodKind.TERM: 4,
    PeriodKind.ACADEMIC_YEAR: 12,
}
# The standard library's names follow the locale of the process; a table heading must not.
# fmt: off
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
_APRIL, _SEPTEMBER, _DECEMBER = 4, 9, 12
_TERMS = {9: "autumn", 1: "spring", 5: "summer"}
_STARTS = {
    PeriodKind.MONTH: range(1, 13),
    PeriodKind.QUARTER: (1, 4, 7, 10),
    PeriodKind.FINANCIAL_YEAR: (4,),
    PeriodKind.TERM: (1, 5, 9),
    PeriodKind.ACADEMIC_YEAR: (9,),
}
_TERM_STARTS = {name: start for start, name in _TERMS.items()}
_PATTERN = re.compile(r"(?P<year>\d{4})-(?P<rest>\d{2}(?:-(?:year|q[1-4]|autumn|spring|summer|academic))?)", re.ASCII)


def _year_code(start_year: int) -> str:
    return f"{start_year:04}-{(start_year + 1) % 100:02}"


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of whole months, identified by its kind and first day.

    Raises ValueError for a day on which no period of the kind starts, or that is beyond the calendar: the year 1, and
    where its last day would come after the year 9999.
    """

    kind: PeriodKind
    start: date

    def __post_init__(self) -> None:
        if self.start.day != 1 or self.start.month not in _STARTS[self.kind]:
            raise ValueError(f"no {self.kind.value.replace('_', ' ')} starts on {self.start}")
        if self.start.year == MINYEAR:
            raise ValueError(f"{self.start} is beyond the calendar: periods are known from the year 2")
        if self.start.year == MAXYEAR:
            _add_months(self.start, _MONTHS[self.kind] - 1)

    @classmethod
    def month_of(cls, day: date) -> Period:
        """The calendar month that holds `day`."""
        return cls(PeriodKind.MONTH, day.replace(day=1))

    @classmethod
    @lru_cache(maxsize=10_000)
    def parse(cls, code: str) -> Period:
        """Read a period code: `2017-01`, `2016-17-year`, `2016-17-q3`, `2016-17-autumn`, `2016-17-academic`.

        Every code but a month's has a third part: `2003-04` alone could be April 2003 or the year after March 2003.
        Raises ValueError.
        """
        match = _PATTERN.fullmatch(code)
        if match is None:
            raise ValueError(f"{code!r} is not a period such as 2017-01, 2016-17-year or 2016-17-q3")
        year, rest = int(match["year"]), match["rest"]
        if year < MINYEAR:
            raise ValueError(f"{code!r} is not a period: there is no year 0")
        number, _, part = rest.partition("-")
        if not part:
            if not 1 <= int(number) <= _DECEMBER:
                raise ValueError(f"{code!r} is not a month: write {code}-year for a financial year")
            return cls(PeriodKind.MONTH, date(year, int(number), 1))
        if int(number) != (year + 1) % 100:
            raise ValueError(f"{code!r} is not a period: {number} is not the year after {year}")
        if part == "year":
            return cls(PeriodKind.FINANCIAL_YEAR, date(year, 4, 1))
        if part == "academic":
            return cls(PeriodKind.ACADEMIC_YEAR, date(year, 9, 1))
        if part in _TERM_STARTS:
            start = _TERM_STARTS[part]
            return cls(PeriodKind.TERM, date(year if start == _SEPTEMBER else year + 1, start, 1))
        first = date(year, 4, 1)
        return cls(PeriodKind.QUARTER, _add_months(first, 3 * (int(part[1]) - 1)))

    @property
    def code(self) -> str:
        """The text that `parse` reads back."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.start.year:04}-{self.start.month:02}"
            case PeriodKind.QUARTER:
                year = self.start.year - (self.start.month < _APRIL)
                return f"{_year_code(year)}-q{(self.start.month - 4) % 12 // 3 + 1}"
            case PeriodKind.FINANCIAL_YEAR:
                return f"{_year_code(self.start.year)}-year"
            case PeriodKind.TERM:
                year = self.start.year if self.start.month == _SEPTEMBER else self.start.year - 1
                return f"{_year_code(year)}-{_TERMS[self.start.month]}"
            case PeriodKind.ACADEMIC_YEAR:
                return f"{_year_code(self.start.year)}-academic"

    @property
    def end(self) -> date:
        """The last day."""
        return _last_day(self.start, _MONTHS[self.kind])

    @property
    def months(self) -> tuple[Period, ...]:
        """The months in it, in order."""
        return _months_from(self.start, _MONTHS[self.kind])

    @property
    def month(self) -> Period:
        """Its last month: the month at whose end the period closes."""
        return self.months[-1]

    @property
    def quarter(self) -> Period:
        """The financial quarter that holds its last month."""
        month = self.month.start
        return Period(PeriodKind.QUARTER, _add_months(month, -((month.month - 4) % 3)))

    @property
    def financial_year(self) -> Period:
        """The financial year that holds its last month."""
        month = self.month.start
        return Period(PeriodKind.FINANCIAL_YEAR, date(month.year - (month.month < _APRIL), 4, 1))

    @property
    def term(self) -> Period:
        """The school term that holds its last month."""
        month = self.month.start
        return Period(PeriodKind.TERM, _add_months(month, -((month.month - 1) % 4)))

    @property
    def academic_year(self) -> Period:
        """The academic year that holds its last month."""
        month = self.month.start
        return Period(PeriodKind.ACADEMIC_YEAR, date(month.year - (month.month < _SEPTEMBER), 9, 1))

    def shift(self, steps: int) -> Period:
        """The period of the same kind `steps` later, earlier when negative. Raises ValueError beyond the calendar."""
        return Period(self.kind, _add_months(self.start, steps * _MONTHS[self.kind]))

    def last(self, count: int) -> tuple[Period, ...]:
        """The `count` periods of this kind that end with this one, in order."""
        return _periods_up_to(self, count)

    @property
    def year_to_date(self) -> tuple[Period, ...]:
        """The months from April of its financial year to its last month."""
        return _year_to_date(self.month)

    @property
    def label(self) -> str:
        """How a table heading names it: `Jan-17`, `Q3 2016-17`, `2016-17`, `Autumn 2016`."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{_MONTH_NAMES[self.start.month - 1][:3]}-{self.start.year % 100:02}"
            case PeriodKind.QUARTER:
                return f"{self.code[-2:].upper()} {_year_code(self.start.year - (self.start.month < _APRIL))}"
            case PeriodKind.TERM:
                return f"{_TERMS[self.start.month].capitalize()} {self.start.year}"
            case PeriodKind.FINANCIAL_YEAR | PeriodKind.ACADEMIC_YEAR:
                return _year_code(self.start.year)

    @property
    def name(self) -> str:
        """How a sentence names it: `January 2017`, `October to December 2016`, `2016-17`, `autumn term 2016`."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{_MONTH_NAMES[self.start.month - 1]} {self.start.year}"
            case PeriodKind.QUARTER:
                return f"{_MONTH_NAMES[self.start.month - 1]} to {_MONTH_NAMES[self.end.month - 1]} {self.end.year}"
            case PeriodKind.TERM:
                return f"{_TERMS[self.start.month]} term {self.start.year}"
            case PeriodKind.FINANCIAL_YEAR:
                return _year_code(self.start.year)
            case PeriodKind.ACADEMIC_YEAR:
                return f"academic year {_year_code(self.start.year)}"

    def __hash__(self) -> int:
        # By the day alone: a figure's name is looked up millions of times, and an Enum's hash is slow.
        return hash(self.start)

    def __lt__(self, other: Period) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __str__(self) -> str:
        return self.code


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"{months} months from {day} is beyond the calendar")
    return date(year, month + 1, 1)


# Months are asked for hundreds of times each while figures are worked out: what follows from a day is kept.


@cache
def _last_day(start: date, months: int) -> date:
    last = _add_months(start, months - 1)
    return last.replace(day=monthrange(last.year, last.month)[1])


@cache
def _months_from(start: date, months: int) -> tuple[Period, ...]:
    return tuple(Period(PeriodKind.MONTH, _add_months(start, step)) for step in range(months))


@lru_cache(maxsize=10_000)
def _periods_up_to(last: Period, count: int) -> tuple[Period, ...]:
    return tuple(last.shift(step) for step in range(1 - count, 1))


@lru_cache(maxsize=10_000)
def _year_to_date(month: Period) -> tuple[Period, ...]:
    return tuple(each for each in month.financial_year.months if each <= month)

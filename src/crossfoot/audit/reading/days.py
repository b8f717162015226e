"""Days that a text names: `Wednesday 7 February 2024`, `3rd of May`, `03/05/2024`, with where they stand in it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from crossfoot.audit.reading.times import MONTH_WORDS, month_number

WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAY_NAMES)}|mon|tues?|wed|thurs?|fri|sat|sun)\b\.?,?\s+(?:the\s+)?)?(?:(?P<wc>w/?c|"
    rf"week commencing|week beginning|w/b)\s+)?"
    rf"(?<![\d/.])(?P<day>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\s+(?:of\s+)?(?P<month>{MONTH_WORDS})\b\.?,?(?:\s+(?P<year>20\d{{2}}))?",
    re.IGNORECASE,
)
NUMERIC_DAY = re.compile(r"\b(?P<day>\d{1,2})(?P<mark>[/.])(?P<month>\d{1,2})(?P=mark)(?P<year>20\d{2})\b")
_SHORT_DAY = re.compile(
    rf"(?<![\d/.])(?P<day>\d{{1,2}})(?:/(?P<month>\d{{1,2}})/|"
    rf"[\s-](?P<name>{MONTH_WORDS})[\s-])(?P<year>\d{{2}})(?![\d/])",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH_WORDS})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>20\d{{2}})\b", re.IGNORECASE
)

_MAY_NAME = re.compile(r"(?=.*\d)(?:.*[A-Za-z/]|.*\d\.\d+\.\d)", re.DOTALL)
"""A digit, and a letter or the marks of a date: most cells have none."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its year, and where it stands in the text."""

    on: date
    start: int
    end: int

    @property
    def words(self) -> str:
        """`7 February 2024`."""
        return f"{self.on:%-d %B %Y}"


def make_day(day: int, month: int, year: int) -> date | None:
    """The date, `month` from 0; None where the calendar has none."""
    if not 0 <= month < 12 or not 1 <= day <= monthrange(year, month + 1)[1]:
        return None
    return date(year, month + 1, day)


def days_in(text: str) -> list[Day]:
    """The days with a year, in their order. `from 4 October to 6 November 2018` has one: the first has no year."""
    if not _MAY_NAME.match(text):
        return []
    found = [day for pattern in (DAY, _MONTH_FIRST) for match in pattern.finditer(text) if (day := _named(match))]
    found += [day for match in NUMERIC_DAY.finditer(text) if (day := _numbered(match))]
    found += [day for match in _SHORT_DAY.finditer(text) if (day := _short(match))]
    kept: list[Day] = []
    for day in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def first_day(text: str) -> date | None:
    """The first day with a year; None where there is none."""
    return next((day.on for day in days_in(text)), None)


def _named(match: re.Match[str]) -> Day | None:
    month = month_number(match["month"])
    if month is None or not match["year"]:
        return None
    return _day(make_day(int(match["day"]), month, int(match["year"])), match)


def _numbered(match: re.Match[str]) -> Day | None:
    return _day(make_day(int(match["day"]), int(match["month"]) - 1, int(match["year"])), match)


def _short(match: re.Match[str]) -> Day | None:
    month = int(match["month"]) - 1 if match["month"] else month_number(match["name"])
    return None if month is None else _day(make_day(int(match["day"]), month, 2000 + int(match["year"])), match)


def _day(on: date | None, match: re.Match[str]) -> Day | None:
    return None if on is None else Day(on, match.start(), match.end())

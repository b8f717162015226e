"""When a heading or label speaks of: a month, quarter, term or year, as one comparable key."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

FIRST_YEAR = 100
"""Quarters and terms whose index is lower have no year."""


class TimeKind(StrEnum):
    """How long the time is."""

    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    YEAR = "year"
    SPAN = "span"
    """A financial or academic year, such as 2016-17."""
    BARE_MONTH = "bare-month"
    """A month without a year."""


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """One time: keys of a kind are comparable and one apart where the times follow each other."""

    kind: TimeKind
    index: int
    """Months since the year 0 for a month, quarters for a quarter, years for a year."""

    def __hash__(self) -> int:
        # Times are looked up millions of times in a long pack; those of two kinds seldom meet in one table.
        return self.index

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Time) and self.index == other.index and self.kind is other.kind

    @property
    def year(self) -> int | None:
        """The calendar year, where there is one."""
        per_year = {TimeKind.MONTH: 12, TimeKind.QUARTER: 4, TimeKind.TERM: 3}.get(self.kind, 1)
        return None if self.kind is TimeKind.BARE_MONTH else self.index // per_year

    @property
    def month_of_year(self) -> int:
        """1 to 12; only for months."""
        return self.index % 12 + 1

    @property
    def financial_year(self) -> int:
        """The year in which the financial year of this month began; only for months."""
        return (self.index - 3) // 12

    @property
    def months_into_year(self) -> int:
        """1 in April, 12 in March; only for months."""
        return (self.index - 3) % 12 + 1

    @property
    def name(self) -> str:
        """How a sentence says it."""
        match self.kind:
            case TimeKind.MONTH:
                return f"{NAMES[self.index % 12]} {self.index // 12}"
            case TimeKind.BARE_MONTH:
                return NAMES[self.index % 12]
            case TimeKind.QUARTER:
                year = f" of {self.index // 4}" if self.index >= FIRST_YEAR else ""
                return f"quarter {self.index % 4 + 1}{year}"
            case TimeKind.TERM:
                year = f" {self.index // 3}" if self.index >= FIRST_YEAR else ""
                return f"{('spring', 'summer', 'autumn')[self.index % 3]}{year}"
            case TimeKind.SPAN:
                return f"{self.index}-{(self.index + 1) % 100:02}"
            case TimeKind.YEAR:
                return str(self.index)


# fmt: off
NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
_SHORT = {name[:3].casefold(): number for number, name in enumerate(NAMES)} | {"sept": 8}
MONTH_WORDS = "|".join([*(name for name in NAMES), *(name[:3] for name in NAMES), "Sept"])
_MONTH = re.compile(
    rf"(?:as at |as of |at |on |end |end of |at end of |at the end of |to |month |(?:in )?month (?:to |of |ending )|"
    rf"position at |snapshot )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?P<month>{MONTH_WORDS})\.?"
    r"(?:[\s\-\u2013/'\u2019]*(?P<year>\d{4}|\d{2}))?(?:\s?(?:[*†]|\((?:prov(?:isional)?|unpub\.?(?:lished)?|validated|"
    r"latest|actual)\)))*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:(?:fy|year|july|ay) ?)?(?P<year>(?:19|20)\d{2})", re.IGNORECASE)
_SPAN = re.compile(
    r"(?:(?:fy|ay|f/y|a/y|(?:academic |school |financial )?year) ?)?(?P<year>(?:19|20)\d{2})\s?[-\u2013/]\s?"
    r"(?P<end>(?:20)?\d{2})(?:\s?\(?(?:academic|school|financial)(?: year)?\)?|\s?\((?:prov(?:isional)?|validated|"
    r"final|actual)\)|\s?[*†])?",
    re.IGNORECASE,
)
_SHORT_SPAN = re.compile(r"(?:(?:fy|ay) ?)?'?(?P<year>[0-3]\d)/'?(?P<end>[0-3]\d)", re.IGNORECASE)
_YEAR_TO = re.compile(
    r"(?:year|12 months|twelve months) (?:to|ending|ended)(?: 31(?:st)?)? mar(?:ch)?\.? (?P<year>20\d{2})",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?:q(?P<q>[1-4])|(?:quarter|qtr) ?(?P<q2>[1-4]|one|two|three|"
    r"four))[\s,\-\u2013]*(?P<year>(?:20)?\d{2})?(?:\s?[-\u2013/]\s?(?P<end>(?:20)?\d{2}))?"
    r"|(?P<yearb>20\d{2})\s?[-\u2013/]\s?(?P<endb>\d{2})\s?q(?P<qb>[1-4])",
    re.IGNORECASE,
)
_QUARTER_MONTHS = re.compile(
    rf"(?:(?:q|qtr|quarter) ?[1-4][\s:,(\u2013-]*)?(?P<first>{MONTH_WORDS})\.?(?:[\s'\u2019]*(?P<start>20\d{{2}}))?\s?"
    rf"(?:-|\u2013|/|to)\s?(?P<last>{MONTH_WORDS})\.?(?:[\s'\u2019-]*(?P<year>20\d{{2}}|\d{{2}}))?\)?",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"(?P<term>autumn|spring|summer)(?: term)?(?: (?P<year>20\d{2})(?:\s?[-\u2013/]\s?(?P<end>\d{2}))?(?:\s?\(.*\))?)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<year>20\d{2})-(?P<month>0[1-9]|1[0-2])(?:-\d{2}.*)?")
_SLASHED = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:20)?\d{2})")
_AUTUMN = 2
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}


def month_number(word: str) -> int | None:
    """0 for January, `Jan`, `JAN.`; None where it is no month."""
    return _SHORT.get(word.casefold().rstrip(".")[:4] if word.casefold().startswith("sept") else word.casefold()[:3])


_MARK = re.compile(
    r"(?<=[\da-z])(\s?[*†‡#^]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]+|\(\d{1,2}(, ?\d{1,2})*\)|\s?\((?:p|r|prov|provisional|revised)\))$",
    re.IGNORECASE,
)
"""What points to a note: `2006(5)`, `2016-17*`, `2017 (p)`."""


def _full_year(text: str) -> int:
    year = int(text)
    return year + 2000 if year < 80 else year + 1900 if year < 100 else year


@lru_cache(maxsize=4_000)
def read_time(text: str) -> Time | None:
    """The time that a heading names and nothing else: `Jan-16`, `Q3 2016/17`, `Autumn 2016`, `2015`; None otherwise."""
    text = _MARK.sub("", " ".join(text.split()).strip(" :"))
    if not text or len(text) > 40:
        return None
    for pattern, reader in _READERS:
        if match := pattern.fullmatch(text):
            return reader(match)
    return None


def _month(match: re.Match[str]) -> Time | None:
    number = month_number(match["month"])
    if number is None:
        return None
    if match["year"] is None:
        return Time(TimeKind.BARE_MONTH, number)
    return Time(TimeKind.MONTH, _full_year(match["year"]) * 12 + number)


def _month_of_date(match: re.Match[str]) -> Time | None:
    month = int(match["month"])
    return Time(TimeKind.MONTH, _full_year(match["year"]) * 12 + month - 1) if 1 <= month <= 12 else None


def _term(match: re.Match[str]) -> Time:
    """Of a school year the autumn is in its first calendar year; a term without a year is of the year 0."""
    order = ("spring", "summer", "autumn").index(match["term"].casefold())
    later = bool(match["end"]) and order < _AUTUMN
    return Time(TimeKind.TERM, (int(match["year"] or 0) + later) * 3 + order)


def _quarter_of_months(match: re.Match[str]) -> Time | None:
    """`Apr-Jun 2016`: the financial quarter of those three months."""
    first, last = month_number(match["first"]), month_number(match["last"])
    if first is None or last is None or first % 3 or last != first + 2:
        return None
    year = _full_year(match["year"] or match["start"]) if match["year"] or match["start"] else None
    number = (first // 3 - 1) % 4
    return Time(TimeKind.QUARTER, number if year is None else (year - (first == 0)) * 4 + number)


def _span(match: re.Match[str]) -> Time | None:
    start, end = _full_year(match["year"]), int(match["end"])
    return Time(TimeKind.SPAN, start) if end % 100 == (start + 1) % 100 else None


def _quarter(match: re.Match[str]) -> Time | None:
    if match["qb"]:
        return Time(TimeKind.QUARTER, int(match["yearb"]) * 4 + int(match["qb"]) - 1)
    word = match["q"] or match["q2"].casefold()
    number = _WORDS.get(word) or int(word)
    return Time(TimeKind.QUARTER, (_full_year(match["year"]) if match["year"] else 0) * 4 + number - 1)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Time | None]], ...] = (
    (_MONTH, _month),
    (_ISO, _month_of_date),
    (_QUARTER, _quarter),
    (_QUARTER_MONTHS, _quarter_of_months),
    (_TERM, _term),
    (_SPAN, _span),
    (_SHORT_SPAN, _span),
    (_YEAR_TO, lambda match: Time(TimeKind.SPAN, int(match["year"]) - 1)),
    (_YEAR, lambda match: Time(TimeKind.YEAR, int(match["year"]))),
    (_SLASHED, _month_of_date),
)


def fill_times(times: Sequence[Time | None], blanks: Sequence[bool]) -> list[Time | None]:
    """Headings continued: after two months or more in a row, blank headings are the months that follow."""
    filled = list(times)
    for place in range(2, len(filled)):
        before, last = filled[place - 2], filled[place - 1]
        if filled[place] is not None or not blanks[place] or before is None or last is None:
            continue
        if before.kind is last.kind is TimeKind.MONTH and last.index == before.index + 1:
            filled[place] = Time(TimeKind.MONTH, last.index + 1)
    return filled


_RANGE = re.compile(
    rf"\b(?P<first>{MONTH_WORDS})\.?\s*(?P<year>20\d{{2}})?\s*(?:to|[-\u2013]|"
    rf"until)\s*(?P<last>{MONTH_WORDS})\.?\s*(?P<end>20\d{{2}})",
    re.IGNORECASE,
)
_ONE_YEAR = re.compile(r"\b(?P<year>20\d{2})\s?[/\u2013-]\s?(?:20)?(?P<end>\d{2})\b(?![-/])")


def date_months(months: Sequence[int], words: str) -> dict[int, Time]:
    """Months without a year (0 for January, in their order) with the year that the words above a table give them.

    `from September 2016 to February 2017` over September to February, `2016-17` over April to March. Empty where the
    words do not say, or where the months are not in a row.
    """
    if len(months) < 3 or any((later - earlier) % 12 != 1 for earlier, later in pairwise(months)) or len(months) > 12:
        return {}
    for match in _RANGE.finditer(words):
        if month_number(match["first"]) == months[0] and month_number(match["last"]) == months[-1]:
            end = int(match["end"]) * 12 + months[-1]
            return {month: Time(TimeKind.MONTH, end - (months[-1] - month) % 12) for month in months}
    years = {
        match["year"] for match in _ONE_YEAR.finditer(words) if (int(match["year"]) + 1) % 100 == int(match["end"])
    }
    if len(years) == 1 and months[0] == _APRIL:
        start = int(years.pop()) * 12
        return {month: Time(TimeKind.MONTH, start + _APRIL + (month - _APRIL) % 12) for month in months}
    return {}


_APRIL = 3


OF_A_YEAR = {TimeKind.QUARTER: 4, TimeKind.TERM: 3, TimeKind.BARE_MONTH: 12}
"""Quarters, terms and months of a year."""


def run_backwards(times: Sequence[Time]) -> bool:
    """Whether quarters, terms or months without a year run backwards: `Q3`, `Q2`; `November`, `October`.

    `Q1`, `Q4` alone may run either way.
    """
    several = OF_A_YEAR.get(times[0].kind, 0) if len(times) > 1 else 0
    if not several or len({time.kind for time in times}) > 1:
        return False
    if times[0].kind is not TimeKind.BARE_MONTH and any(time.year for time in times):
        return False
    steps = [one.index - other.index for one, other in pairwise(times)]
    return all(step % several == 1 for step in steps) and (1 in steps or times[0].kind is TimeKind.BARE_MONTH)

"""Tests of one column against another, `at least as many as children`, `on or before the due date`, told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from crossfoot.audit.intervals import Interval
from crossfoot.audit.marks.answers_together import of_values_in, together_in
from crossfoot.audit.marks.classed_rows import Classed
from crossfoot.audit.marks.figures_compared import (
    NONE,
    SIDES,
    SO_MUCH,
    Compared,
    figures_compared,
    gaps_compared,
    side_test,
)
from crossfoot.audit.marks.measured_rows import Measured, date_columns
from crossfoot.audit.marks.one_number import Test, Way
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.reading.days import DAY, make_day
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.times import month_number
from crossfoot.audit.spoken.number_words import number_of
from crossfoot.audit.study import Study

_DAY = re.compile(
    r"\b(?:(?P<most>on or before|by or on|no later than|not later than|not after|before or on|on or ahead of|by)|"
    r"(?P<under>before|earlier than|ahead of)|(?P<over>after|later than|past|beyond|missed)|"
    r"(?P<least>on or after|no earlier than|not before))\s+(?:the |its |their |that |it was |was )?"
    r"(?P<other>(?:[a-z\u2019'-]+\s?){1,4})"
)
_LEAD = re.compile(
    r"\b(?:(?P<most>on or before|no later than|not later than|by|up to)|(?P<under>before|earlier than)|"
    r"(?P<least>on or after|from|since)|(?P<over>after|later than|past))\s+(?:the )?$"
)
_SPAN = re.compile(
    r"\b(?:(?P<most>within|no more than|not more than|up to|inside)|(?P<under>less than|under|fewer than)|"
    r"(?P<over>more than|over)|(?P<least>at least))\s(?:the |a )?(?P<number>\d{1,3}|one|two|three|four|five|"
    r"six|seven|eight|"
    r"nine|ten|twelve|eighteen) (?P<unit>days?|weeks?|months?|years?) (?:of|from|after|following|"
    r"(?P<back>before|prior to)) "
    r"(?:the )?$"
)
"""`Within six months of 31 March 2024`."""
_DATE = frozenset(words_of("date day"))
_DUE = frozenset(words_of("due deadline target planned plan expected promised agreed milestone timescale"))
_IT = frozenset(["that", "it", "then", "date", "this"])


def compared_in(study: Study, classed: Classed, sentence: str) -> Iterator[Compared]:
    """Every test of one column against another that a sentence tells."""
    text = plain(sentence)
    for each in (*together_in(classed, sentence), *of_values_in(classed, sentence)):
        yield Compared(each.test, Measured(each.name, each.amounts, each.columns, tied=True))
    yield from _of_one_day(classed, sentence)
    yield from _of_days(classed, text)
    yield from figures_compared(study, classed, text)
    yield from gaps_compared(study, classed, text)


def _of_days(classed: Classed, text: str) -> Iterator[Compared]:
    dated = date_columns(classed)
    if len(dated) != 2:
        return
    for match in _DAY.finditer(text):
        due = _due(classed, list(dated), match["other"])
        if due is None or SO_MUCH.search(text[: match.start()]):
            continue
        done = next(place for place in dated if place != due)
        both = dated[done].keys() & dated[due].keys()
        amounts = {row: Interval.exactly((dated[done][row] - dated[due][row]).days) for row in both}
        name = f"{classed.table.columns[done].heading} against {classed.table.columns[due].heading}"
        yield Compared(side_test(text, match), Measured(name, amounts, (done, due), tied=True))


def _of_one_day(classed: Classed, sentence: str) -> Iterator[Compared]:
    """`Paid back by 31 May`, where there is one column of dates; the year is that of the dates where it is not told."""
    dated = date_columns(classed)
    text = " ".join(re.sub(r"[\u201c\u201d\"\u2018()\[\]]", " ", sentence.casefold()).split())
    if len(dated) != 1:
        return
    ((place, days),) = dated.items()
    for match in DAY.finditer(text):
        lead = _LEAD.search(text[: match.start()])
        span = _SPAN.search(text[: match.start()])
        years = {int(match["year"])} if match["year"] else {day.year for day in days.values()}
        month = month_number(match["month"])
        on = make_day(int(match["day"]), month, years.pop()) if month is not None and len(years) == 1 else None
        if on is not None and span is not None:
            lead, on = span, _moved_on(on, span)
        if lead is None or on is None:
            continue
        way = next(way for name, way in SIDES if lead[name])
        if span is not None and span["back"]:
            way = _BACK[way]
        start = max((found.end() for found in re.finditer(r"[;.]", text[: match.start()])), default=0)
        test = Test(way, NONE, "", f"{text[start : lead.start()]} | {text[match.end() :]}")
        amounts = {row: Interval.exactly((day - on).days) for row, day in days.items()}
        name = f"{classed.table.columns[place].heading} against {on:%-d %B %Y}"
        yield Compared(test, Measured(name, amounts, (place,), tied=True))


_BACK = {Way.MOST: Way.LEAST, Way.UNDER: Way.OVER, Way.OVER: Way.UNDER, Way.LEAST: Way.MOST}


def _moved_on(day: date, span: re.Match[str]) -> date | None:
    """The day so long after or before another."""
    number = number_of(span["number"]) * (-1 if span["back"] else 1)
    if span["unit"].startswith(("day", "week")):
        return day + timedelta(days=number * (7 if span["unit"].startswith("week") else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if span["unit"].startswith("year") else 1)
    year, month = divmod(months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    # The end of one month is the end of another.
    ends = (day + timedelta(days=1)).month != day.month
    return date(year, month + 1, last if ends else min(day.day, last))


def _due(classed: Classed, places: list[int], words: str) -> int | None:
    """Which of two columns of dates the words after `by` or `after` mean."""
    said = set(words_of(words)) | set(words.split())
    own = {place: set(words_of(classed.table.columns[place].heading)) - _DATE for place in places}
    named = [place for place in places if own[place] & said]
    if len(named) == 1:
        return named[0]
    headed = {place: set(words_of(classed.table.columns[place].heading)) for place in places}
    due = [place for place in places if _DUE & own[place]] or [place for place in places if _DATE & headed[place]]
    return due[0] if len(due) == 1 and said & (_DUE | _IT | _DATE) else None

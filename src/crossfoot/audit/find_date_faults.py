"""Dates: weekdays that are not, days that do not exist, deadlines after the meeting, notice too short."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.pack import Pack, Place
from crossfoot.audit.sentences import Sentence
from crossfoot.audit.study import Study
from crossfoot.audit.times import MONTH_WORDS, NAMES, month_number
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.working_days import is_working_day

WEEKDAYS = Rule("weekdays", Kind.NARRATIVE, "A day of the week is the one that its date falls on.", Severity.WARNING)
DATES = Rule("dates", Kind.NARRATIVE, "A date is in the calendar.", Severity.WARNING)
DEADLINES = Rule(
    "deadlines", Kind.NARRATIVE, "What must be done before a meeting has a date before it.", Severity.WARNING
)
ORDER = Rule("date-order", Kind.LABEL, "Dates of one thing come in their order.", Severity.WARNING)
ENDED = Rule(
    "period-not-ended",
    Kind.NARRATIVE,
    "An outturn is told after its year has ended; before that it is a forecast.",
    Severity.WARNING,
)
CLEAR_DAYS = 5
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATE = re.compile(
    rf"(?:(?P<weekday>{'|'.join(_DAYS)}|mon|tues?|wed|thurs?|fri|sat|sun)\b\.?,?\s+(?:the\s+)?)?(?:(?P<wc>w/?c|"
    rf"week commencing|week beginning|w/b)\s+)?"
    rf"(?<![\d/])(?P<day>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\s+(?:of\s+)?(?P<month>{MONTH_WORDS})\b\.?,?(?:\s+(?P<year>20\d{{2}}))?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d{2})\b")
_MEETING = re.compile(r"^(date( of (the )?meeting)?|meeting date)\s*:", re.IGNORECASE)
_DEADLINE = re.compile(
    r"(must|should) be (received|submitted)|deadline|no later than|received by|closing date for questions",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(agenda|papers?) (was |were )?(published|despatched|issued)|date agenda published|published on", re.IGNORECASE
)
_OUTTURN = re.compile(r"\boutturn\b|\bactual spend", re.IGNORECASE)
_FORECAST = re.compile(r"forecast|project|estimat|anticipat|expected|provisional", re.IGNORECASE)
_ENDING = re.compile(
    rf"(?:period|year|quarter|month) (?:ending|ended|to|end)\s+(?P<day>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\s+(?P<month>{MONTH_WORDS})\s+(?P<year>20\d{{2}})",
    re.IGNORECASE,
)


def find_date_faults(study: Study, sentences: list[Sentence]) -> None:
    """Check every date of the pack, and those of its tables that have an order."""
    meeting = meeting_date(study.pack)
    for line, text in _texts(study.pack):
        for match in _DATE.finditer(text):
            _check_date(study, line, match, meeting)
        for match in _NUMERIC.finditer(text):
            if _make(int(match["day"]), int(match["month"]) - 1, int(match["year"])) is None:
                _found(study, DATES, line, match[0], "a day in the calendar", f"{match[0]} does not exist.", 0.8)
    if meeting is not None:
        _check_deadlines(study, meeting)
        _check_ended(study, meeting, sentences)
    _check_order(study)


def _texts(pack: Pack) -> Iterator[tuple[int, str]]:
    for paragraph in pack.paragraphs:
        yield paragraph.line, paragraph.text
    for table in pack.tables:
        for row in (*table.header, *(each.cells for each in table.rows)):
            for cell in row:
                if len(cell.text) > 8 and not cell.is_number:
                    yield cell.line, cell.text


def _make(day: int, month: int, year: int) -> date | None:
    if not 0 <= month < 12 or not 1 <= day <= monthrange(year, month + 1)[1]:
        return None
    return date(year, month + 1, day)


def meeting_date(pack: Pack) -> date | None:
    """The day of the meeting: the first date said to be one; None where none is."""
    for paragraph in pack.paragraphs:
        if _MEETING.search(paragraph.text) and (found := _first_date(paragraph.text)):
            return found
    for table in pack.tables:
        for cells in (*table.header, *(row.cells for row in table.rows)):
            if (
                cells
                and _MEETING.search(f"{cells[0].text.rstrip(':')}:")
                and (found := next((day for cell in cells[1:] if (day := _first_date(cell.text))), None))
            ):
                return found
    return None


def _first_date(text: str) -> date | None:
    match = _DATE.search(text)
    if match is None or not match["year"]:
        return None
    month = month_number(match["month"])
    return None if month is None else _make(int(match["day"]), month, int(match["year"]))


def _check_date(study: Study, line: int, match: re.Match[str], meeting: date | None) -> None:
    month = month_number(match["month"])
    if month is None:
        return
    year = int(match["year"]) if match["year"] else _near_year(int(match["day"]), month, meeting)
    if year is None:
        return
    day = _make(int(match["day"]), month, year)
    if day is None:
        if int(match["day"]) < 40 and (match["year"] or int(match["day"]) > monthrange(2024, month + 1)[1]):
            _found(
                study,
                DATES,
                line,
                match[0].strip(),
                f"a day of {NAMES[month]}",
                f"{NAMES[month]} {year} has {monthrange(year, month + 1)[1]} days.",
                0.85,
            )
        return
    said = match["weekday"]
    if match["wc"]:
        said = "monday" if match["wc"].casefold() in {"w/c", "wc", "week commencing"} else said
    if not said:
        study.ledger.agreed(DATES)
        return
    index = next(number for number, name in enumerate(_DAYS) if name.startswith(said.casefold()[:3]))
    if day.weekday() == index:
        study.ledger.agreed(WEEKDAYS)
        return
    true = _DAYS[day.weekday()].capitalize()
    _found(
        study,
        WEEKDAYS,
        line,
        match[0].strip(),
        f"{true} {day.day} {NAMES[month]} {year}",
        f"{day.day} {NAMES[month]} {year} was a {true}.",
        0.95 if match["year"] and not match["wc"] else 0.65,
    )


def _near_year(day: int, month: int, meeting: date | None) -> int | None:
    """The year that brings a date without one nearest to the meeting."""
    if meeting is None:
        return None
    years = [year for year in (meeting.year - 1, meeting.year, meeting.year + 1) if _make(day, month, year)]
    return min(years, key=lambda year: abs((_make(day, month, year) or meeting) - meeting), default=None)


def _check_deadlines(study: Study, meeting: date) -> None:
    for paragraph in study.pack.paragraphs:
        text = paragraph.text
        day = _first_date(text)
        if day is None:
            continue
        if (
            _DEADLINE.search(text)
            and re.search(r"question|submi|receiv", text, re.IGNORECASE)
            and abs((day - meeting).days) < 60
        ):
            if day < meeting:
                study.ledger.agreed(DEADLINES)
            else:
                _found(
                    study,
                    DEADLINES,
                    paragraph.line,
                    f"{day:%-d %B %Y}",
                    f"before {meeting:%-d %B %Y}",
                    f"The meeting is on {meeting:%-d %B %Y}.",
                    0.8,
                )
        elif _PUBLISHED.search(text) and abs((day - meeting).days) < 60:
            clear = sum(is_working_day(day + timedelta(days=step)) for step in range(1, max(0, (meeting - day).days)))
            if clear >= CLEAR_DAYS:
                study.ledger.agreed(DEADLINES)
            else:
                _found(
                    study,
                    DEADLINES,
                    paragraph.line,
                    f"{day:%-d %B %Y}",
                    f"{CLEAR_DAYS} clear working days before {meeting:%-d %B %Y}",
                    f"There are {clear} clear working days between.",
                    0.8,
                )


def _check_ended(study: Study, meeting: date, sentences: list[Sentence]) -> None:
    for sentence in sentences:
        match = _ENDING.search(sentence.text)
        if match is None or not _OUTTURN.search(sentence.text) or _FORECAST.search(sentence.text):
            continue
        month = month_number(match["month"])
        end = None if month is None else _make(int(match["day"]), month, int(match["year"]))
        if end is None:
            continue
        if end <= meeting:
            study.ledger.agreed(ENDED)
        else:
            _found(study, ENDED, sentence.line, match[0], "a forecast", f"The paper is for {meeting:%-d %B %Y}.", 0.7)


def _check_order(study: Study) -> None:
    """`Next update` after `updated`; a target date after the review that names it."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        pairs: dict[str, tuple[str, int]] = {}
        for cells in (*table.header, *(row.cells for row in table.rows)):
            filled = [cell for cell in cells if cell.text]
            for name, value in pairwise(filled):
                if re.fullmatch(
                    r"(date |last )?(updated?|reviewed|review date)( on)?:?|next (update|review)( due| date)?:?",
                    name.text,
                    re.IGNORECASE,
                ):
                    pairs["next" if name.text.casefold().startswith("next") else "last"] = (value.text, value.line)
        if len(pairs) == 2:
            last, following = _month(pairs["last"][0]), _month(pairs["next"][0])
            if last is not None and following is not None:
                if following > last:
                    study.ledger.agreed(ORDER)
                else:
                    _found(
                        study,
                        ORDER,
                        pairs["next"][1],
                        pairs["next"][0],
                        f"after {pairs['last'][0]}",
                        f"Updated {pairs['last'][0]}, next update due {pairs['next'][0]}.",
                        0.75,
                    )
        _check_columns(study, table.index)


def _month(text: str) -> tuple[int, int, int] | None:
    if match := _NUMERIC.search(text):
        return int(match["year"]), int(match["month"]), int(match["day"])
    if (day := _first_date(text)) is not None:
        return day.year, day.month, day.day
    match = re.search(rf"({MONTH_WORDS})\w*\s+(20\d{{2}})", text, re.IGNORECASE)
    number = month_number(match[1]) if match else None
    return (int(match[2]), number + 1, 0) if match and number is not None else None


def _check_columns(study: Study, index: int) -> None:
    table = study.pack.tables[index]
    named = {place: column.heading.casefold() for place, column in enumerate(table.columns)}
    entered = next(
        (
            place
            for place, name in named.items()
            if re.search(r"date (entered|raised|identified|opened|added)|start date", name)
        ),
        None,
    )
    target = next(
        (place for place, name in named.items() if re.search(r"target date|due date|end date|deadline", name)), None
    )
    review = next(
        (
            place
            for place, name in named.items()
            if re.search(r"date of (last )?(review|update)|last (reviewed|updated)|reviewed on", name)
        ),
        None,
    )
    for row in range(len(table.rows)):
        for first, later, words in (
            (entered, target, "The target date is before the day it was entered."),
            (entered, review, "It was reviewed before it was entered."),
            (review, target, "The target date had passed at the review."),
        ):
            if first is None or later is None:
                continue
            one, two = _month(table.cell(row, first).text), _month(table.cell(row, later).text)
            if one is None or two is None:
                continue
            if two >= one:
                study.ledger.agreed(ORDER)
            else:
                study.ledger.found(
                    ORDER,
                    Place(index, row, later),
                    explanation=f"{ORDER.words} {words}",
                    expected=f"after {table.cell(row, first).text}",
                    confidence=0.75,
                )


def _found(  # noqa: PLR0917 - what every finding of a date has
    study: Study, rule: Rule, line: int, published: str, expected: str, working: str, confidence: float
) -> None:
    study.ledger.found(
        rule,
        None,
        line=line,
        published=published,
        expected=expected,
        explanation=f"{rule.words} {working}",
        confidence=confidence,
    )

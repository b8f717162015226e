"""What a pack says of itself: the day of its meeting, the day of its data, the period that it covers, its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from crossfoot.audit.reading.days import Day, days_in, first_day
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.reading.times import MONTH_WORDS, month_number

TITLE_LINES = 14
"""Lines from the top within which a title stands."""
_MEETING = re.compile(
    r"^(date( of (the )?(meeting|committee|cabinet|board|panel))?|(meeting|committee|cabinet|board|decision|panel) date"
    r"|(meeting|date and time))\s*:|^meeting (of|on|held)\b|^(report )?(for|to) (the )?(meeting|cabinet|board|"
    r"committee|"
    r"panel)\b.{0,60}\bon\b",
    re.IGNORECASE,
)
_FOR_BOARD = re.compile(
    r"\b(for|to) (the )?([A-Z][\w']+ ){0,6}([Bb]oard|[Cc]ommittee|[Pp]anel|[Cc]abinet|[Ff]orum|[Gg]overnors?|"
    r"[Gg]overning [Bb]ody|[Cc]ouncil)\b.{0,30}\bon\b"
)
_ALONE = re.compile(
    rf"(?:(?:[A-Za-z]+day),? )?\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH_WORDS}) 20\d{{2}}(?:[,.]? .{{0,24}})?", re.IGNORECASE
)
_DATED = re.compile(r"^(last )?(updated?|published|issued|dated|report date|date of report)\b", re.IGNORECASE)
_COVERS = re.compile(
    r"\b(covers?|covering|period( covered)?|reporting period|for the (year|twelve months|12 months|quarter|period))\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:twelve months|12 months|year|quarter|six months|period|month)\s+(?:to|end|ended|ending)\s*$", re.IGNORECASE
)
_SPAN = re.compile(r"\s*(?:to|until|[-\u2013])\s*", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"(?P<month>{MONTH_WORDS})\s+(?P<year>20\d{{2}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from and to which something runs, and where that is said. `first` is None where only the end is told."""

    first: date | None
    last: date
    line: int
    text: str


def lines_of(pack: Pack) -> Iterator[tuple[int, str]]:
    """Paragraphs, and rows of two or three cells in words (`Meeting date`, `7 May 2024`) as one text: `name: value`."""
    for paragraph in pack.paragraphs:
        yield paragraph.line, paragraph.text
    for table in pack.tables:
        # What heads numbers is no line of the title.
        header = () if any(column.numeric for column in table.columns) else table.header
        for cells in (*header, *(row.cells for row in table.rows)):
            filled = [cell for cell in cells if cell.text]
            if 2 <= len(filled) <= 3 and not any(cell.is_number for cell in filled):
                yield filled[0].line, f"{filled[0].text.rstrip(': ')}: {' '.join(cell.text for cell in filled[1:])}"


def meeting_date(pack: Pack) -> date | None:
    """The day of the meeting: the first date said to be one; None where none is."""
    texts = list(lines_of(pack))
    for _, text in texts:
        if _MEETING.search(text) and (found := first_day(text)):
            return found
    for line, text in texts:
        if line <= TITLE_LINES and (_FOR_BOARD.search(text) or _ALONE.fullmatch(text.strip())):
            found = first_day(text)
            if found is not None:
                return found
    return None


def meeting_dates(pack: Pack) -> set[date]:
    """Every day that is said to be that of the meeting: a pack of several reports may have several."""
    return {found for _, text in lines_of(pack) if _MEETING.search(text) and (found := first_day(text))}


def earliest_day(pack: Pack) -> date | None:
    """A day before which the report was not written: of its meeting, its update, the end of its period, its month."""
    if len(meeting_dates(pack)) > 1:
        return None
    known = [meeting_date(pack)]
    for line, text in lines_of(pack):
        if line > TITLE_LINES:
            continue
        if _DATED.search(text):
            known.append(first_day(text))
        elif match := _MONTH_ALONE.fullmatch(text.strip()):
            month = month_number(match["month"])
            known.append(None if month is None else date(int(match["year"]), month + 1, 1))
    known += [period.last for period in periods_covered(pack)]
    return min((day for day in known if day is not None), default=None)


def periods_covered(pack: Pack) -> list[Period]:
    """What the report says it covers, near its top: `1 April 2023 to 31 December 2023`, `the year to 31 March`."""
    found = []
    for line, text in lines_of(pack):
        if line > 2 * TITLE_LINES or not _COVERS.search(text):
            continue
        days = days_in(text)
        period = period_of(text, days, line)
        if period is not None:
            found.append(period)
    return found


def period_of(text: str, days: list[Day], line: int) -> Period | None:
    """The first stretch from one day to another, or to a day said to be the end of one."""
    for one, other in pairwise(days):
        if _SPAN.fullmatch(text[one.end : other.start]):
            return Period(one.on, other.on, line, text[one.start : other.end].strip())
    for day in days:
        if is_end(text, day):
            return Period(None, day.on, line, text[day.start : day.end].strip())
    return None


def is_end(text: str, day: Day) -> bool:
    """Whether the words before a day say that a period ends with it."""
    return _END.search(text[: day.start]) is not None

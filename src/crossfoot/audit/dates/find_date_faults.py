"""Dates: weekdays that are not, in words or in a column, days that do not exist, lists of one weekday that are not."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from crossfoot.audit.dates.report_dates import meeting_date
from crossfoot.audit.dates.weekday_columns import weekday_columns, weekday_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.days import DAY, NUMERIC_DAY, WEEKDAY_NAMES, days_in, make_day
from crossfoot.audit.reading.pack import Pack, PackTable, Place
from crossfoot.audit.reading.times import NAMES, month_number
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

WEEKDAYS = Rule("weekdays", Kind.NARRATIVE, "A day of the week is the one that its date falls on.", Severity.WARNING)
DATES = Rule("dates", Kind.NARRATIVE, "A date is in the calendar.", Severity.WARNING)
FEWEST_DAYS = 3
"""Days of a list from which a weekday said of all of them is judged."""
_ALWAYS = re.compile(
    rf"\b(?:always|all|each|every|only|both|meets?|met|meetings|held)\b[^.]{{0,60}}?\b(?:on )?(?:an? |the )?"
    rf"(?:\w+ )?(?P<weekday>{'|'.join(WEEKDAY_NAMES)})s?\b(?!,? \d)",
    re.IGNORECASE,
)


def find_date_faults(study: Study) -> None:
    """Check every date of the pack against the calendar."""
    meeting = meeting_date(study.pack)
    for line, text in _texts(study.pack):
        for match in DAY.finditer(text):
            _check_date(study, line, match, meeting)
        _check_said(study, line, text)
        for match in NUMERIC_DAY.finditer(text):
            if (
                match["mark"] == "/"
                and make_day(int(match["day"]), int(match["month"]) - 1, int(match["year"])) is None
            ):
                found_date(study, DATES, line, match[0], "a day in the calendar", f"{match[0]} does not exist.", 0.8)
    _check_lists(study)
    for table in study.pack.tables:
        if table.index not in study.copies:
            _check_columns(study, table)


def _texts(pack: Pack) -> Iterator[tuple[int, str]]:
    for paragraph in pack.paragraphs:
        yield paragraph.line, paragraph.text
    for table in pack.tables:
        for row in (*table.header, *(each.cells for each in table.rows)):
            for cell in row:
                if len(cell.text) > 8 and not cell.is_number:
                    yield cell.line, cell.text


def _check_date(study: Study, line: int, match: re.Match[str], meeting: date | None) -> None:
    month = month_number(match["month"])
    if month is None:
        return
    year = int(match["year"]) if match["year"] else _near_year(int(match["day"]), month, meeting)
    if year is None:
        _check_without_year(study, line, match, month)
        return
    day = make_day(int(match["day"]), month, year)
    if day is None:
        if int(match["day"]) < 40 and (match["year"] or int(match["day"]) > monthrange(2024, month + 1)[1]):
            found_date(
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
    index = next(number for number, name in enumerate(WEEKDAY_NAMES) if name.startswith(said.casefold()[:3]))
    if day.weekday() == index:
        study.ledger.agreed(WEEKDAYS)
        return
    true = WEEKDAY_NAMES[day.weekday()].capitalize()
    found_date(
        study,
        WEEKDAYS,
        line,
        match[0].strip(),
        f"{true} {day.day} {NAMES[month]} {year}",
        f"{day.day} {NAMES[month]} {year} was a {true}.",
        0.95 if match["year"] and not match["wc"] else 0.65,
    )


_WORD_BEFORE = re.compile(r"\b(?P<word>[A-Z][A-Za-z]{2,}\.?),?\s+(?:the\s+)?$")


MOST_YEARS = 4
"""Years that a pack may tell of for a day without a year to be judged by its weekday."""


def _check_without_year(study: Study, line: int, match: re.Match[str], month: int) -> None:
    """`Wednesday 26 January`, where the pack gives no day of its own: in none of the years that it tells of."""
    said = (match["weekday"] or "").casefold()
    if said not in WEEKDAY_NAMES or match["wc"]:
        return
    years_told = [each for _, text in _texts(study.pack) for each in _YEAR.finditer(text)]
    told = sorted(int(each["year"]) + (each["to"] is not None) for each in years_told)
    years = range(told[0] - 1, told[-1] + 2) if told else range(0)
    days = [day for year in years if (day := make_day(int(match["day"]), month, year)) is not None]
    if not days or len(years) > MOST_YEARS:
        return
    if any(WEEKDAY_NAMES[day.weekday()] == said for day in days):
        study.ledger.agreed(WEEKDAYS)
        return
    falls = "; ".join(f"{day:%Y}: {WEEKDAY_NAMES[day.weekday()].capitalize()}" for day in days)
    true = f"{WEEKDAY_NAMES[days[0].weekday()].capitalize()} {match['day']} {NAMES[month]}"
    found_date(study, WEEKDAYS, line, match[0].strip(), true, f"{match['day']} {NAMES[month]} by year: {falls}.", 0.65)


_YEAR = re.compile(r"\b(?P<year>20[0-4]\d)\b(?P<to>[-/\u2013]\d\d\b)?")


def _check_said(study: Study, line: int, text: str) -> None:
    """`Thu 30 May 2025`, `Mon 03/11/2025`, `Wed November 12, 2025`: the short name before a date however written."""
    for day in days_in(text):
        before = _WORD_BEFORE.search(text[: day.start])
        index = weekday_of(before["word"]) if before is not None else None
        if before is None or index is None:
            continue
        if day.on.weekday() == index:
            study.ledger.agreed(WEEKDAYS)
            continue
        true = WEEKDAY_NAMES[day.on.weekday()].capitalize()
        found_date(
            study,
            WEEKDAYS,
            line,
            text[before.start() : day.end].strip(),
            f"{true} {day.words}",
            f"{day.words} was a {true}.",
            0.9,
        )


def _near_year(day: int, month: int, meeting: date | None) -> int | None:
    """The year that brings a date without one nearest to the meeting."""
    if meeting is None:
        return None
    years = [year for year in (meeting.year - 1, meeting.year, meeting.year + 1) if make_day(day, month, year)]
    return min(years, key=lambda year: abs((make_day(day, month, year) or meeting) - meeting), default=None)


def _check_lists(study: Study) -> None:
    """`Always on a Wednesday:` and the days that follow it, in the same paragraph or the next."""
    paragraphs = study.pack.paragraphs
    for number, paragraph in enumerate(paragraphs):
        said = _ALWAYS.search(paragraph.text)
        if said is None:
            continue
        line, text = paragraph.line, paragraph.text[said.end() :]
        if not days_in(text) and number + 1 < len(paragraphs):
            line, text = paragraphs[number + 1].line, paragraphs[number + 1].text
        days = days_in(text)
        index = WEEKDAY_NAMES.index(said["weekday"].casefold())
        right = [day for day in days if day.on.weekday() == index]
        if len(days) < FEWEST_DAYS or len(right) * 3 < len(days) * 2:
            continue
        study.ledger.agreed(WEEKDAYS, len(right))
        for day in days:
            if day not in right:
                true = WEEKDAY_NAMES[day.on.weekday()].capitalize()
                found_date(
                    study,
                    WEEKDAYS,
                    line,
                    day.words,
                    f"a {said['weekday'].capitalize()}",
                    f"{day.words} was a {true}; the others of the list are on a {said['weekday'].capitalize()}.",
                    0.8,
                )


def _check_columns(study: Study, table: PackTable) -> None:
    """`Tuesday` in a column beside that of the dates, in the row of 25 March 2026."""
    for found in weekday_columns(table):
        study.ledger.agreed(WEEKDAYS, len(found.right))
        for row, day in found.wrong.items():
            true = WEEKDAY_NAMES[day.weekday()].capitalize()
            study.ledger.found(
                WEEKDAYS,
                Place(table.index, row, found.column),
                expected=true,
                explanation=(
                    f"{WEEKDAYS.words} {day:%-d %B %Y} was a {true}; "
                    f"{len(found.right)} others of the column are the days of their dates."
                ),
                confidence=0.9,
                others=[Place(table.index, row, found.dates)],
            )


def found_date(  # noqa: PLR0917 - what every finding of a date has
    study: Study, rule: Rule, line: int, published: str, expected: str, working: str, confidence: float
) -> None:
    """Report a date at its line."""
    study.ledger.found(
        rule,
        None,
        line=line,
        published=published,
        expected=expected,
        explanation=f"{rule.words} {working}",
        confidence=confidence,
    )

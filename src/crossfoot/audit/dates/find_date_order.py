"""Two dates of one thing whose parts are known: the start before the end, the review before the next review."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from crossfoot.audit.dates.find_date_faults import found_date
from crossfoot.audit.dates.report_dates import meeting_date
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.days import Day, days_in, first_day
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import MONTH_WORDS, month_number
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

ORDER = Rule("date-order", Kind.LABEL, "Dates of one thing come in their order.", Severity.WARNING)
_FROM = re.compile(
    r"\b(from|between|begins?|beginning|starts?|starting|runs?|running|commenc\w+|opens?)\b[^.;]{0,24}$", re.IGNORECASE
)
_TO = re.compile(
    r"\s*,?\s*(?:to|until|till|and|[-\u2013]|and (?:ends?|closes?|finish\w*) on|ending(?: on)?|through "
    r"to)\s+(?:[a-z]+day,? )?",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(updated?|reviewed|published|issued|dated|revised|approved|adopted|this (report|version))\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\bnext (review|update|meeting|report|version|edition|issue|revision|scorecard|dashboard|refresh|"
    r"due)\b[^.;]{0,60}$|"
    r"\b(review due|due for review|to be reviewed|review date|next due)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_LAST_CELL = re.compile(r"(date |last )?(updated?|reviewed|review date|review)( on)?:?", re.IGNORECASE)
_NEXT_CELL = re.compile(r"next (update|review|meeting|report)( due| date)?:?", re.IGNORECASE)
_ROLES = {
    "entered": re.compile(
        r"^(date (entered|raised|identified|opened|added|agreed|set|logged|started|reported|of (entry|referral|"
        r"decision))"
        r"|start(ed)?( date| on)?|agreed( on| date)?|raised( on)?|opened( on)?|identified|commenced|added( on)?|from|"
        r"decision date|date)$",
        re.IGNORECASE,
    ),
    "target": re.compile(
        r"target date|due( date| by)?$|end date|deadline|by when|complet(e|ion) (by|date)|date for completion|^to$|"
        r"^(planned|expected) (end|completion|finish)|finish( date)?$|closing date",
        re.IGNORECASE,
    ),
    "review": re.compile(
        r"date of (last )?(review|update)|last (reviewed|updated?|review)|^reviewed( on)?$|^updated( on)?$",
        re.IGNORECASE,
    ),
    "next": re.compile(r"next (review|update)|review due", re.IGNORECASE),
}
_PAIRS = (
    ("entered", "target", "The later day is before the day it was begun."),
    ("entered", "review", "It was reviewed before it was entered."),
    ("review", "target", "The target date had passed at the review."),
    ("review", "next", "The next review is before the last."),
)
_BEFOREHAND = re.compile(r"\b(papers?|agendas?|reports?|drafts?|items?|nominations?|questions?)\b", re.IGNORECASE)
"""What is due before the day of a meeting, and not after it."""
_SCORE = re.compile(r"^(current |residual |net )?(risk )?(score|rating)$", re.IGNORECASE)
_TARGET_SCORE = re.compile(r"target.*(score|rating)$", re.IGNORECASE)


def find_date_order(study: Study) -> None:
    """Check two days of one sentence, of one row, and of a table against the day of the register."""
    known = register_day(study)
    for paragraph in study.pack.paragraphs:
        _check_text(study, paragraph.line, paragraph.text)
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        _check_beside(study, table)
        columns = _columns(table)
        for first, later, words in _PAIRS:
            if first in columns and later in columns:
                _check_columns(study, table, columns[first], columns[later], words)
        if known is not None and "review" in columns:
            _check_reviews(study, table, columns["review"], known)
        if known is not None and "target" in columns:
            _check_past(study, table, columns["target"], known)


def register_day(study: Study) -> date | None:
    """The day at which the pack was last updated, else of its meeting."""
    for paragraph in study.pack.paragraphs:
        if re.match(r"(last )?(updated?|position|as) (on|at|to)?", paragraph.text, re.IGNORECASE):
            day = first_day(paragraph.text)
            if day is not None:
                return day
    return meeting_date(study.pack)


def _check_text(study: Study, line: int, text: str) -> None:
    days = days_in(text)
    for one, other in pairwise(days):
        between = text[one.end : other.start]
        if _TO.fullmatch(between) and (
            _FROM.search(text[: one.start]) or re.match(r"\s*(to|until|[-\u2013])", between)
        ):
            _compare(study, line, one, other, f"It runs from {one.words}.", same=True)
        elif _LAST.search(text[: one.start]) and _NEXT.search(between):
            _compare(study, line, one, other, f"The last is of {one.words}.", same=False)


def _compare(study: Study, line: int, one: Day, other: Day, words: str, *, same: bool) -> None:
    if one.on < other.on or (same and one.on == other.on):
        study.ledger.agreed(ORDER)
    else:
        found_date(study, ORDER, line, other.words, f"after {one.words}", words, 0.8)


def _check_beside(study: Study, table: PackTable) -> None:
    """`Next update` beside `updated`, each with its value in the next cell."""
    pairs: dict[str, tuple[str, int]] = {}
    for cells in (*table.header, *(row.cells for row in table.rows)):
        filled = [cell for cell in cells if cell.text]
        for name, value in pairwise(filled):
            if _NEXT_CELL.fullmatch(name.text):
                pairs["next"] = (value.text, value.line)
            elif _LAST_CELL.fullmatch(name.text):
                pairs["last"] = (value.text, value.line)
    if len(pairs) < 2:
        return
    last, following = _moment(pairs["last"][0]), _moment(pairs["next"][0])
    if last is None or following is None:
        return
    if following > last:
        study.ledger.agreed(ORDER)
        return
    found_date(
        study,
        ORDER,
        pairs["next"][1],
        pairs["next"][0],
        f"after {pairs['last'][0]}",
        f"Updated {pairs['last'][0]}, next update due {pairs['next'][0]}.",
        0.75,
    )


def _moment(text: str) -> tuple[int, int, int] | None:
    """Year, month and day; day 0 where only the month is told."""
    if (day := first_day(text)) is not None:
        return day.year, day.month, day.day
    match = re.search(rf"({MONTH_WORDS})\w*\s+(20\d{{2}})", text, re.IGNORECASE)
    number = month_number(match[1]) if match else None
    return (int(match[2]), number + 1, 0) if match and number is not None else None


def _columns(table: PackTable) -> dict[str, int]:
    """The column of each part, by the last piece of its heading."""
    found: dict[str, int] = {}
    for place, column in enumerate(table.columns):
        heading = column.heading.rpartition(" | ")[2].strip(" :?")
        role = next((name for name in ("next", *_ROLES) if _ROLES[name].search(heading)), None)
        if role is not None and not (role == "target" and _BEFOREHAND.search(heading)):
            found.setdefault(role, place)
    return found


def _check_columns(study: Study, table: PackTable, first: int, later: int, words: str) -> None:
    for row in range(len(table.rows)):
        one, two = (_moment(table.cell(row, column).text) for column in (first, later))
        if one is None or two is None:
            continue
        if two >= (one if two[2] else (*one[:2], 0)):
            study.ledger.agreed(ORDER)
            continue
        study.ledger.found(
            ORDER,
            Place(table.index, row, later),
            explanation=f"{ORDER.words} {words}",
            expected=f"after {table.cell(row, first).text}",
            confidence=0.75,
        )


def _check_reviews(study: Study, table: PackTable, column: int, known: date) -> None:
    """A review after the day of the register; nearly all others are before it."""
    days = {row: day for row in range(len(table.rows)) if (day := first_day(table.cell(row, column).text))}
    late = [row for row, day in days.items() if day > known]
    if len(days) < 3 or len(late) * 4 > len(days):
        return
    study.ledger.agreed(ORDER, len(days) - len(late))
    for row in late:
        study.ledger.found(
            ORDER,
            Place(table.index, row, column),
            explanation=f"{ORDER.words} It was reviewed after {known:%-d %B %Y}, the day of the register.",
            expected=f"{known:%-d %B %Y} or before",
            confidence=0.7,
        )


def _check_past(study: Study, table: PackTable, column: int, known: date) -> None:
    """A date for the target score that had passed while the score was still above it; no other row has one."""
    headings = [each.heading.rpartition(" | ")[2] for each in table.columns]
    score = next((place for place, heading in enumerate(headings) if _SCORE.search(heading)), None)
    target = next((place for place, each in enumerate(table.columns) if _TARGET_SCORE.search(each.heading)), None)
    if score is None or target is None:
        return
    days = {row: day for row in range(len(table.rows)) if (day := first_day(table.cell(row, column).text))}
    past = [row for row, day in days.items() if day < known and _is_above(study, table, row, score, target)]
    if len(days) < 4 or len(past) * 5 > len(days):
        return
    study.ledger.agreed(ORDER, len(days) - len(past))
    for row in past:
        study.ledger.found(
            ORDER,
            Place(table.index, row, column),
            explanation=(
                f"{ORDER.words} On {known:%-d %B %Y} the date had passed, and the score "
                f"{table.cell(row, score).text} is above its target {table.cell(row, target).text}."
            ),
            expected=f"after {known:%-d %B %Y}",
            confidence=0.6,
        )


def _is_above(study: Study, table: PackTable, row: int, score: int, target: int) -> bool:
    one, other = Place(table.index, row, score), Place(table.index, row, target)
    return study.is_number(one) and study.is_number(other) and study.value(one) > study.value(other)

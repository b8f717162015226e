"""States that a date decides, `late means not done and due before 21 November`: each by the date of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.marks.marked import Marked, marked_columns
from crossfoot.audit.reading.days import DAY, days_in, first_day, make_day
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import month_number
from crossfoot.audit.study import Study

DATED = Rule(
    "dated-states",
    Kind.DISPLAY,
    "What is not done is late where its date is before the day that the paper tells, and only there.",
)
FEWEST = 5
NEAR = 15
"""Lines from a table within which its states are explained."""
_LATE = re.compile(r"late|overdue|over due|past due|behind|slipped|missed|expired|lapsed|out of date", re.IGNORECASE)
_DONE = re.compile(
    r"done|completed?|closed|finished|achieved|implemented|delivered|ended|discharged|returned|paid|in place|met|"
    r"superseded|dropped|withdrawn|cancelled|not needed|no longer needed|on hold|paused|agreed|\u2713|\u2714",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<inclusive>\b(?:on or before|by|up to|not later than|no later than|on or earlier than|at or before)|"
    r"\bbefore or on)\s*$|(?P<strict>\b(?:before|earlier than|prior to))\s*$|\b(?P<passed>passed|gone|gone by|"
    r"fallen due|in the past|expired)\b[^.;]{0,20}?(?:\b(?:as at|at|on|by|before)|\()\s*$",
    re.IGNORECASE,
)
_AS_AT = re.compile(r"\b(?:at|as of|position on|progress to) (?=\d|[a-z]+day\b)", re.IGNORECASE)
"""`Actions as at 31 March 2025`: what is overdue there was due before that day."""
_TELLS = re.compile(
    r"\b(?:means?|is|are|if|when|where|for|shows?|=|marks?|counts?|being|:)(?!\w)|[:=\u2013-]", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?<=[.;])\s+|\n")


@dataclass(frozen=True, slots=True)
class Cutoff:
    """The day before which something is late."""

    on: date
    inclusive: bool | None
    """Whether what is due on the day is late too; None where the words leave it open."""
    line: int
    words: frozenset[str]
    defined: bool = False
    """Whether what is late is told right there: `Overdue: due date passed and not done`."""

    def is_late(self, due: date) -> bool | None:
        """Whether something due then is late."""
        if due == self.on:
            return self.inclusive
        return due < self.on


@dataclass(frozen=True, slots=True)
class Fit:
    """Rows that keep to a day by one column of dates, and those that do not."""

    column: int
    cutoff: Cutoff
    right: tuple[int, ...]
    wrong: tuple[int, ...]


def find_dated_states(study: Study) -> None:
    """Check every column of states one of which is late, where words near tell from which day."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        dated = {column: dates for column in range(len(table.columns)) if (dates := _dates(table, column))}
        judged = {each.column_number for each in study.ledger.findings if each.table_number == table.index}
        for marked in marked_columns(table) if dated else ():
            late = [name for name in marked.names if _LATE.fullmatch(name)]
            if len(late) == 1 and marked.column not in judged and marked.column not in dated:
                _check(study, marked, late[0], dated)


def _dates(table: PackTable, column: int) -> dict[int, date]:
    """The date of each row of a column of dates; empty where it is none."""
    texts = {row: text for row in range(len(table.rows)) if (text := table.cell(row, column).text.strip())}
    found = {row: day for row, text in texts.items() if (day := first_day(text)) is not None}
    return found if len(found) >= FEWEST and len(found) * 5 >= len(texts) * 4 else {}


def _check(study: Study, marked: Marked, late: str, dated: Mapping[int, Mapping[int, date]]) -> None:
    fits = [
        found
        for cutoff in _cutoffs(study, marked, late, dated)
        for column, dates in dated.items()
        if (found := _fit(marked, late, column, dates, cutoff)) is not None
    ]
    named = [each for each in fits if each.cutoff.words & set(words_of(marked.table.columns[each.column].heading))]
    fits = named or fits
    whole = next((each for each in fits if not each.wrong), None)
    if whole is not None:
        study.ledger.agreed(DATED, len(whole.right))
        return
    if not fits or any(each.wrong != fits[0].wrong for each in fits):
        return
    _report(study, marked, late, fits[0])


def _fit(marked: Marked, late: str, column: int, dates: Mapping[int, date], cutoff: Cutoff) -> Fit | None:
    """How the states keep to a day; None where more than one does not, or too few do."""
    right: list[int] = []
    wrong: list[int] = []
    for row, mark in marked.marks.items():
        said = cutoff.is_late(dates[row]) if row in dates else None
        if said is None or _DONE.fullmatch(mark):
            continue
        (right if (mark == late) == said else wrong).append(row)
    kinds = {marked.marks[row] == late for row in right}
    counted = sum(row in dates for row in marked.marks)
    if len(wrong) > 1 or len(kinds) < 2 or counted < FEWEST or len(right) < FEWEST - 1 - cutoff.defined:
        return None
    return Fit(column, cutoff, tuple(right), tuple(wrong))


def _cutoffs(study: Study, marked: Marked, late: str, dated: Mapping[int, Mapping[int, date]]) -> Iterator[Cutoff]:
    """The days that clauses near the table tell for the late ones; of a day without a year one for each year there."""
    years = sorted({day.year for dates in dated.values() for day in dates.values()})
    name = re.compile(rf"\b{re.escape(late)}\b", re.IGNORECASE)
    table = marked.table
    for caption in (table.caption, *table.captions):
        if (said := _AS_AT.search(caption)) is not None and (on := first_day(caption[said.end() :])) is not None:
            defined = re.search(
                rf"\b{re.escape(late)}\b\W{{1,3}}[^.;]*\b(?:date|due|deadline)\b", caption, re.IGNORECASE
            )
            yield Cutoff(on, None, table.line, frozenset(), defined is not None)
    for paragraph in study.paragraphs_at(range(table.line - NEAR, table.last_line + NEAR + 1)):
        if paragraph.sheet != table.sheet:
            continue
        for clause in _CLAUSE.split(paragraph.text):
            said = name.search(clause)
            if said is None or not _TELLS.search(clause):
                continue
            for start, on in _days(clause, years):
                if (before := _BEFORE.search(clause[:start])) is not None:
                    inclusive = None if before["passed"] else bool(before["inclusive"])
                    words = frozenset(words_of(clause)) - frozenset(words_of(f"{late} date day"))
                    yield Cutoff(on, inclusive, paragraph.line, words)


def _days(clause: str, years: list[int]) -> Iterator[tuple[int, date]]:
    """The days of a clause with where they begin."""
    known = {day.start: day.on for day in days_in(clause)}
    yield from known.items()
    for match in DAY.finditer(clause):
        month = month_number(match["month"])
        if match.start() in known or match["year"] or month is None:
            continue
        for year in years:
            if (day := make_day(int(match["day"]), month, year)) is not None:
                yield match.start(), day


def _report(study: Study, marked: Marked, late: str, found: Fit) -> None:
    (row,) = found.wrong
    own, of = (Place(marked.table.index, row, column) for column in (marked.column, found.column))
    is_late = marked.marks[row] != late
    others = [name for name in marked.names if name != late and not _DONE.fullmatch(name)]
    expected = late if is_late else others[0] if len(others) == 1 else f"not {late}"
    study.ledger.agreed(DATED, len(found.right))
    study.ledger.found(
        DATED,
        own,
        explanation=(
            f"{DATED.words} Line {found.cutoff.line} tells {found.cutoff.on:%-d %B %Y}; "
            f"{study.pack.cell(of).text} is {'before' if is_late else 'after'} it, and {marked.marks[row]} is printed; "
            f"{len(found.right)} others are right."
        ),
        expected=expected,
        confidence=0.88,
        others=[of],
    )

"""Dates whose parts are known: what comes by a day before its meeting, what was promised for a day that had passed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crossfoot.audit.dates.find_date_faults import found_date
from crossfoot.audit.dates.report_dates import earliest_day, is_end, lines_of, meeting_date, meeting_dates
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.days import Day, days_in
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.working_days import is_working_day

DEADLINES = Rule(
    "deadlines", Kind.NARRATIVE, "What must be done before a meeting has a date before it.", Severity.WARNING
)
ENDED = Rule(
    "period-not-ended",
    Kind.NARRATIVE,
    "An outturn is told after its year has ended; before that it is a forecast.",
    Severity.WARNING,
)
PROMISES = Rule(
    "promises", Kind.NARRATIVE, "What will be done has a date after the day of the report.", Severity.WARNING
)
CLEAR_DAYS = 5
NEAR_DAYS = 60
BEFORE_MEETING = timedelta(days=45)
"""How long before its meeting a report may have been written."""
LONGEST_PAST = timedelta(days=800)
_DEADLINE = re.compile(
    r"(must|should|need to|to) be (received|submitted|sent|with us|lodged|given)|deadline|no later than|received by|"
    r"closing (date|time) for (public )?(questions|speakers|petitions)|(questions|petitions|speakers|requests to speak|"
    r"notice of questions|deputations|statements|registration|register(ed)?( to speak)?|"
    r"apologies)\b.{0,60}\b(by|before|"
    r"until|on or before|no later than)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"question|submi|receiv|petition|speak|deputation|statement|apologies|registr", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(agenda|papers?) (was |were )?(published|despatched|dispatched|issued)|date agenda published|published on",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"^(?:date of )?(?:the )?(?:\w+ ){0,2}(?:committee|board|panel|cabinet|forum|council|governors|group)?\s?"
    r"(?:meets|meeting|sits)(?: date| day| held)?$",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(
    r"\b(?:questions?|petitions?|deputations?|agenda|papers?|reports?|comments?|speakers?|apologies|registration)\b.*"
    r"\b(?:by|before|published|sent|issued|despatch\w*|dispatch\w*|deadline|close[sd]?|due|to the clerk)\b",
    re.IGNORECASE,
)
_AFTER_IT = re.compile(r"\b(?:minutes|decisions?|call[- ]in|action|next|follow|after)\b", re.IGNORECASE)
_COMMENTS = re.compile(
    r"\b(comments?|corrections?|amendments?|questions?|observations?|feedback|views|responses?|replies|changes|"
    r"apologies)"
    r"\b[^.;]{0,60}\b(?:by|before|until|no later than|on or before|deadline(?: of| is)?|due(?: on| "
    r"by)?)\s*(?:[a-z]+ )*$",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"\b(goes|go|going|taken|presented|submitted|reported|considered|meets?|meeting|board|panel|committee|cabinet|"
    r"council|hearing|conference|governors|forum|executive)\b[^.;]{0,60}\b(?:on|of)\s*$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"consult|\bmet\b|\basked for\b|\bwas (?:held|considered|presented)|\bwere (?:held|considered)", re.IGNORECASE
)
_OUTTURN = re.compile(r"\boutturn\b|\bactual spend", re.IGNORECASE)
_FORECAST = re.compile(r"forecast|project|estimat|anticipat|expected|provisional", re.IGNORECASE)
_PROMISE = re.compile(
    r"\b(?:will (?!have\b)|shall |(?:is|are) (?:to be|due|planned|scheduled|expected|intended|set|"
    r"timetabled)\b|we plan "
    r"to|to be (?:brought|reviewed|completed|presented|delivered|in place|finished|reported)\b)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(agreed|noted|told|reported|said|resolved|recommended|decided|announced)\b.{0,40}\b(that|to)\b|"
    r"\b(minutes|said|at the time|had been|was to|previous report|last year'?s plan|originally|was due|were "
    r"due|wouldn?'?t?)\b",
    re.IGNORECASE,
)
_TO_DATE = re.compile(
    r"\b(by|on|before|until|in place by|at its meeting (?:of|on)|for|(?:start|begin|run|open|operat|tak|appl|commenc|"
    r"launch|mov|transfer|(?:be|go) )\w*\b[^.;]{0,40}\bfrom)\s+"
    r"(?:(?:the )?(?:board|panel|committee|cabinet|meeting) (?:of|on) )?(?:[a-z]+day,? )?$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\bnext (meeting|report|update|scorecard|dashboard|edition|board|panel)\b", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(those|data|figures?|position|numbers?|compar\w+|as at|since|born|register(ed)?|applied|recorded)\b",
    re.IGNORECASE,
)


def find_deadline_faults(study: Study, sentences: list[Sentence]) -> None:
    """Check what has a part to play in the order of days: deadlines, papers, comments, promises, outturns."""
    meeting = meeting_date(study.pack)
    if meeting is not None:
        _check_deadlines(study, meeting)
        _check_outturns(study, meeting, sentences)
    for table in study.pack.tables:
        _check_timetable(study, table)
    _check_comments(study, sentences)
    _check_promises(study, sentences)


def _check_deadlines(study: Study, meeting: date) -> None:
    for line, text in lines_of(study.pack):
        days = days_in(text)
        if not days or abs((days[-1].on - meeting).days) >= NEAR_DAYS:
            continue
        if _PUBLISHED.search(text):
            _check_notice(study, line, days[0].on, meeting)
        elif _DEADLINE.search(text) and _ASKED.search(text) and abs((days[0].on - meeting).days) < NEAR_DAYS:
            day = days[0]
            if day.on < meeting or (day.on == meeting and len(days) > 1):
                study.ledger.agreed(DEADLINES)
            else:
                words = f"The meeting is on {meeting:%-d %B %Y}."
                found_date(study, DEADLINES, line, day.words, f"before {meeting:%-d %B %Y}", words, 0.8)


def _check_timetable(study: Study, table: PackTable) -> None:
    """`Questions by` and `Committee meets`, each with its day, in the rows of one table."""
    days: list[tuple[str, Day, int]] = []
    for row in table.rows:
        filled = [cell for cell in row.cells if cell.text]
        found = days_in(" ".join(cell.text for cell in filled[1:])) if len(filled) in {2, 3} else []
        if len(found) == 1:
            days.append((filled[0].text, found[0], filled[1].line))
    meetings = [day for name, day, _ in days if _MEETS.search(name)]
    if len(meetings) != 1:
        return
    for name, day, line in days:
        if not _BEFORE_IT.search(name) or _AFTER_IT.search(name):
            continue
        if day.on <= meetings[0].on:
            study.ledger.agreed(DEADLINES)
        elif (day.on - meetings[0].on).days < NEAR_DAYS:
            words = f"The meeting is on {meetings[0].on:%-d %B %Y}."
            found_date(study, DEADLINES, line, day.words, f"before {meetings[0].on:%-d %B %Y}", words, 0.8)


def _check_notice(study: Study, line: int, day: date, meeting: date) -> None:
    clear = sum(is_working_day(day + timedelta(days=step)) for step in range(1, max(0, (meeting - day).days)))
    if clear >= CLEAR_DAYS:
        study.ledger.agreed(DEADLINES)
        return
    found_date(
        study,
        DEADLINES,
        line,
        f"{day:%-d %B %Y}",
        f"{CLEAR_DAYS} clear working days before {meeting:%-d %B %Y}",
        f"There are {clear} clear working days between.",
        0.8,
    )


def _check_outturns(study: Study, meeting: date, sentences: list[Sentence]) -> None:
    for sentence in sentences:
        if not _OUTTURN.search(sentence.text) or _FORECAST.search(sentence.text):
            continue
        day = next((each for each in days_in(sentence.text) if is_end(sentence.text, each)), None)
        if day is None:
            continue
        if day.on <= meeting:
            study.ledger.agreed(ENDED)
        else:
            words = f"The paper is for {meeting:%-d %B %Y}."
            found_date(study, ENDED, sentence.line, day.words, "a forecast", words, 0.7)


def _check_comments(study: Study, sentences: list[Sentence]) -> None:
    """`It goes to the board on D; comments by E`: E is before D."""
    for sentence in sentences:
        days = days_in(sentence.text)
        if len(days) != 2 or _HELD.search(sentence.text):
            continue
        by = next((day for day in days if _COMMENTS.search(sentence.text[: day.start])), None)
        to = next((day for day in days if day is not by and _goes(sentence.text, day, days)), None)
        if by is None or to is None:
            continue
        if by.on <= to.on:
            study.ledger.agreed(DEADLINES)
        else:
            words = f"It is for {to.words}."
            found_date(study, DEADLINES, sentence.line, by.words, f"before {to.words}", words, 0.75)


def _goes(text: str, day: Day, days: list[Day]) -> bool:
    start = max((other.end for other in days if other.end <= day.start), default=0)
    return bool(_GOES.search(text[start : day.start]))


def _check_promises(study: Study, sentences: list[Sentence]) -> None:
    """`Will be brought to the Board on 12 January 2022` in a report of October 2022."""
    known = earliest_day(study.pack)
    if known is None or len(meeting_dates(study.pack)) > 1:
        return
    earliest = known - BEFORE_MEETING if meeting_date(study.pack) == known else known
    for sentence in sentences:
        match = _PROMISE.search(sentence.text)
        if match is None or _TOLD.search(sentence.text):
            continue
        days = [day for day in days_in(sentence.text) if day.start > match.start()]
        if not days or not _TO_DATE.search(sentence.text[: days[0].start]) or len(days) > 1:
            continue
        if _LOOKS_BACK.search(sentence.text[match.end() : days[0].start]):
            continue
        day = days[0]
        following = _NEXT.search(sentence.text) is not None and known == meeting_date(study.pack)
        if day.on > known or (day.on >= earliest and not following):
            study.ledger.agreed(PROMISES)
        elif known - day.on < LONGEST_PAST:
            words = f"The report is of {known:%-d %B %Y} or later."
            found_date(study, PROMISES, sentence.line, day.words, f"after {known:%-d %B %Y}", words, 0.65)

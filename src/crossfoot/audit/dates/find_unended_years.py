"""`The actual spend for the year`, in a paper of a day before the year has ended that gives a forecast elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from crossfoot.audit.dates.find_date_faults import found_date
from crossfoot.audit.dates.find_deadline_faults import ENDED
from crossfoot.audit.dates.report_dates import meeting_dates
from crossfoot.audit.reading.days import days_in
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.study import Study

_ACTUAL = re.compile(
    r"\bactual (?:net |gross |total )?(?:spend(?:ing)?|expenditure|outturn|income|costs?)\s+"
    r"(?:for|during|in|over) (?:the|this) (?:whole |full |financial )?year\b(?! (?:to date|so far|ended|before))",
    re.IGNORECASE,
)
_FORECAST = re.compile(r"\b(?:forecast|project(?:ed|ion)|estimated?|predicted)", re.IGNORECASE)
_TO_DATE = re.compile(r"\bto date\b|\bso far\b|\b(?:last|previous|prior) (?:financial )?year\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?P<start>20\d{2})\s?[/\u2013-]\s?(?P<end>(?:20)?\d{2})\b")
FIRST_MONTH_OF_FORECASTS = 7
"""From July a paper speaks of the year that runs; in spring it may speak of the one before."""
YEAR_BEGINS = 4
NEAR_LINES = 60


def find_unended_years(study: Study, sentences: Sequence[Sentence]) -> None:
    """Find what is called actual for a year whose end lies after the meeting, and which is forecast beside it."""
    days = meeting_dates(study.pack)
    meeting = min(days) if len(days) == 1 else None
    if meeting is None or YEAR_BEGINS <= meeting.month < FIRST_MONTH_OF_FORECASTS:
        return
    end = date(meeting.year + (meeting.month >= YEAR_BEGINS), YEAR_BEGINS - 1, 31)
    for sentence in sentences:
        match = _ACTUAL.search(sentence.text)
        if match is None or _FORECAST.search(sentence.text) or _TO_DATE.search(sentence.text):
            continue
        if any(int(year["start"]) != end.year - 1 for year in _YEAR.finditer(sentence.text)):
            continue
        if _is_forecast(sentence, sentences, end):
            words = f"The year ends on {end:%-d %B %Y}, the paper is for {meeting:%-d %B %Y}, and it gives a forecast."
            found_date(study, ENDED, sentence.line, match[0], "the projected spend", words, 0.6)


def _is_forecast(sentence: Sentence, sentences: Sequence[Sentence], end: date) -> bool:
    """Whether a sentence near it forecasts something for the end of that year, or for the year by its name."""
    near = (each for each in sentences if abs(each.line - sentence.line) <= NEAR_LINES)
    return any(
        _FORECAST.search(each.text)
        and (
            any(day.on == end for day in days_in(each.text))
            or any(int(year["start"]) == end.year - 1 for year in _YEAR.finditer(each.text))
        )
        for each in near
    )

"""Times of day told with a word: noon is at twelve."""

from __future__ import annotations

import re

from crossfoot.audit.dates.find_date_faults import found_date
from crossfoot.audit.dates.report_dates import lines_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

CLOCK = Rule("clock-times", Kind.LABEL, "Noon and midnight are at twelve o'clock.", Severity.WARNING)
_WORD = re.compile(
    r"(?<![\d.:/])(?P<hour>\d{1,2})[.:](?P<minute>\d{2})\s?(?:am|pm|a\.m\.|p\.m\.)?\s?(?P<word>noon|midnight)\b",
    re.IGNORECASE,
)
_RIGHT = {"noon": {(12, 0)}, "midnight": {(12, 0), (0, 0), (24, 0), (23, 59), (11, 59)}}


def find_clock_times(study: Study) -> None:
    """Check every `12.05 noon`."""
    for line, text in lines_of(study.pack):
        for match in _WORD.finditer(text):
            hour, minute, word = int(match["hour"]), int(match["minute"]), match["word"].casefold()
            if (hour, minute) in _RIGHT[word]:
                study.ledger.agreed(CLOCK)
            elif hour <= 24 and minute < 60:
                words = f"{match.group()} is not {word}."
                found_date(study, CLOCK, line, match.group(), f"12.00 {word}, or {hour}.{minute:02}", words, 0.7)

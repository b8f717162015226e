"""`The next report will cover the year to 31 March 2022`, in the report of a later year: the next comes after it."""

from __future__ import annotations

import re

from crossfoot.audit.dates.find_period_faults import TITLES
from crossfoot.audit.dates.report_dates import TITLE_LINES, lines_of
from crossfoot.audit.reading.days import days_in
from crossfoot.audit.spoken.spoken_times import spans_in
from crossfoot.audit.study import Study

_NEXT = re.compile(
    r"\bnext (?:(?:annual|yearly|full|year's)\s)?(?:report|update|return|review|survey|edition)\b[^.;]{0,60}?"
    r"\b(?:cover\w*|be (?:for|on|of)|for|deal\w* with|tell of)\b(?P<what>[^.;]{0,60})",
    re.IGNORECASE,
)
_YEAR_TO = re.compile(r"\b(?:year|twelve months|12 months) (?:to|ended|ending)\b", re.IGNORECASE)


def find_next_periods(study: Study) -> None:
    """Check the year that the next report is said to cover against the year in the title."""
    own = [year for line, text in lines_of(study.pack) if line <= TITLE_LINES for year in _years(text)]
    if not own:
        return
    for paragraph in study.pack.paragraphs:
        match = _NEXT.search(paragraph.text)
        told = _years(match["what"]) if match is not None else []
        if match is None or len(told) != 1:
            continue
        if told[0] > own[0]:
            study.ledger.agreed(TITLES)
            continue
        study.ledger.found(
            TITLES,
            None,
            line=paragraph.line,
            published=match["what"].strip(),
            row=paragraph.text[:160],
            explanation=f"{TITLES.words} This report is of the year to {own[0]}, the next not of that to {told[0]}.",
            confidence=0.8,
        )


def _years(text: str) -> list[int]:
    """The calendar years in which the years told end: 2024 of `2023-24` and of `the year to 31 March 2024`."""
    match = _YEAR_TO.search(text)
    days = [day.on.year for day in days_in(text[match.end() :])] if match is not None else []
    return days[:1] or [span.time.index + 1 for span in spans_in(text)][:1]

"""Periods told in two ways: a quarter with its months, twelve months with the days from which and to which they run."""

from __future__ import annotations

import re

from crossfoot.audit.dates.find_date_faults import found_date
from crossfoot.audit.dates.report_dates import TITLE_LINES, lines_of, period_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.days import days_in
from crossfoot.audit.reading.times import MONTH_WORDS, NAMES, month_number
from crossfoot.audit.spoken.number_words import number_of
from crossfoot.audit.spoken.spoken_times import quarter_number
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

LENGTHS = Rule("period-lengths", Kind.LABEL, "A quarter has its three months, a year its twelve.", Severity.WARNING)
QUARTER = re.compile(
    r"\b(?:quarter|qtr|q)\s?(?P<quarter>[1-4]|one|two|three|four)\b|\b(?P<nth>first|second|third|fourth|final) "
    r"quarter\b",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    rf"\b(?P<first>{MONTH_WORDS})\.?(?: 20\d{{2}})?\s?(?:to|-|\u2013|until)\s?(?P<last>{MONTH_WORDS})\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:,?\s*(?:of )?20\d{2}(?:\s?[-/\u2013]\s?\d{2,4})?)?\s*[:(\[\u2013-]?\s*")
_CLOSED = re.compile(r"\s*(?:20\d{2}\b|[)\],.;:]|$)")
_LENGTH = re.compile(
    r"\b(?P<number>twelve|12|six|6|three|3|nine|9|eighteen|18) months\b|\b(?P<year>annual|yearly|full year|the "
    r"(?:financial "
    r"|academic )?year|year)\b|\b(?P<quarter>quarter)\b",
    re.IGNORECASE,
)
_ANNUAL = re.compile(r"\bannual\b|\b(?:end of |full )?year\b|20\d{2}\s?[-/\u2013]\s?(?:20)?\d{2}", re.IGNORECASE)
_COVERS = re.compile(r"\bcovers?\b|covered|reporting period", re.IGNORECASE)


def find_period_lengths(study: Study) -> None:
    """Check quarters told with months, and stretches of days that are said to be a year, a quarter, six months."""
    _check_lengths(study)
    _check_quarters(study)


def quarter_of(match: re.Match[str]) -> int:
    """1 to 4."""
    return quarter_number(match["quarter"] or match["nth"])


def _check_lengths(study: Study) -> None:
    """`The twelve months from 1 April 2016 to 31 March 2017` are twelve."""
    annual = any(
        line <= TITLE_LINES
        and len(text) < 120
        and not days_in(text)
        and _ANNUAL.search(text)
        and not QUARTER.search(text)
        for line, text in lines_of(study.pack)
    )
    for line, text in lines_of(study.pack):
        days = days_in(text)
        period = period_of(text, days, line)
        if period is None or period.first is None:
            continue
        months = _months_of(text[: text.find(period.text)])
        if months is None and annual and line <= 2 * TITLE_LINES and _COVERS.search(text):
            months = 12
        if months is None:
            continue
        long = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month
        long += (period.last.day - period.first.day + 20) // 30
        if long in {months, months - 1} and abs((period.last - period.first).days - months * 30.44) < 12:
            study.ledger.agreed(LENGTHS)
        elif period.last > period.first and (
            long % 12 == months % 12 or long in {months + 1, months - 1} or months < long <= months + 11
        ):
            words = f"From {period.first:%-d %B %Y} to {period.last:%-d %B %Y} are {long} months, not {months}."
            found_date(study, LENGTHS, line, period.text, f"{months} months", words, 0.75)


def _months_of(before: str) -> int | None:
    """How many months the words just before a period promise; None where they do not."""
    found = list(_LENGTH.finditer(before[-60:]))
    if not found:
        return None
    match = found[-1]
    if not re.fullmatch(
        r"\s*(?:\(|of|from|between|,|:|is|was|covers?|running|covering|covered|:)*[\s:(]*(?:from|between)?\s*",
        before[-60:][match.end() :],
    ):
        return None
    if match["number"]:
        return number_of(match["number"])
    return 3 if match["quarter"] else 12


def _check_quarters(study: Study) -> None:
    """`Quarter 1 (April to June)`: the three months, or April to the end of the quarter."""
    texts = list(lines_of(study.pack))
    texts += [(table.line, table.caption) for table in study.pack.tables if table.caption]
    texts += [(table.line, column.heading) for table in study.pack.tables for column in table.columns]
    seen = set()
    for line, text in texts:
        for match in QUARTER.finditer(text):
            start = _BETWEEN.match(text, match.end())
            after = _MONTHS.match(text, start.end()) if start else None
            after = after if after is not None and _CLOSED.match(text, after.end()) else None
            if after is None or (text, match.start()) in seen:
                continue
            seen.add((text, match.start()))
            first, last = month_number(after["first"]), month_number(after["last"])
            quarter = quarter_of(match)
            if first is None or last is None:
                continue
            fits = {((3 * quarter) % 12, (3 * quarter + 2) % 12), (3, (3 * quarter + 2) % 12)}
            fits |= {(3 * quarter - 3, 3 * quarter - 1), ((3 * quarter + 5) % 12, (3 * quarter + 7) % 12)}
            if (first, last) in fits:
                study.ledger.agreed(LENGTHS)
                continue
            end = NAMES[(first + 2) % 12] if first % 3 == 0 else NAMES[(3 * quarter + 2) % 12]
            words = (
                f"Quarter {quarter} has three months; {NAMES[first]} to {NAMES[last]} are {(last - first) % 12 + 1}."
            )
            found_date(study, LENGTHS, line, after[0], f"{NAMES[first]} to {end}", words, 0.75)

"""Statements of which measures are exceptions, against the criteria that the pack prints and the values it prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.spoken.number_words import number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

EXCEPTIONS = Rule(
    "exceptions",
    Kind.NARRATIVE,
    "The measures named as exceptions are those that meet the printed criteria.",
    Severity.ERROR,
)
_VARIANCE = re.compile(
    r"variance of (?P<number>\d{1,2}(?:\.\d)?)% or more|more than (?P<number2>\d{1,2})% (?:off|away from|below|"
    r"worse than) target",
    re.IGNORECASE,
)
_RUN = re.compile(
    r"deteriorat\w* (?:for|over|in) (?P<number>two|three|four|2|3|4) (?:or more )?consecutive", re.IGNORECASE
)
_ONLY = re.compile(
    r"\b(?:only|sole|single) (?:indicator|measure|vital sign|kpi)s?\b.{0,80}?(?:meet|exception|criteria|is|"
    r"are)\b.{0,40}?[\u2018'\"“](?P<name>[^\u2019'\"”]{4,120})[\u2019'\"”]",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\b(?P<number>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:of the \w+ )?(?:indicators?|"
    r"measures?|vital signs?|kpis?)\b.{0,30}(?:meet|met|are exceptions|exception criteria)",
    re.IGNORECASE,
)
_ONLY_BARE = re.compile(
    r"\b(?:only|sole|single) (?:indicator|measure|vital sign|kpi)s?\b.{0,80}?"
    r"(?:meet|exception|criteri|rated)\w*\b.{0,40}? is (?P<name>[^.;]{4,90})",
    re.IGNORECASE,
)
_RATED_RED = re.compile(
    r"exception\b.{0,60}\b(is|are) (rated |rag.rated )?red\b|(rated|rating of) red\b.{0,60}exception", re.IGNORECASE
)
_WORD = re.compile(r"[a-z0-9]+")
_ENOUGH = 0.5
"""The part of a name's words that a label must have to be what is named."""


def find_exception_faults(study: Study, sentences: Sequence[Sentence]) -> None:
    """Run the printed criteria over the dashboards of the pack, and compare with what the words say."""
    _check_rated(study, sentences)
    variance = next(
        (
            Fraction(match["number"] or match["number2"])
            for sentence in sentences
            if (match := _VARIANCE.search(sentence.text))
        ),
        None,
    )
    run = next((number_of(match["number"]) for sentence in sentences if (match := _RUN.search(sentence.text))), None)
    if variance is None and run is None:
        return
    measured = _dashboard(study)
    met = [(series, why) for series in measured if (why := _meets(study, series, variance, run))]
    for sentence in sentences:
        if match := _ONLY.search(sentence.text):
            named = _named(match["name"], measured)
            others = [(series, why) for series, why in met if series is not named]
            _compare(study, sentence, match[0], others, 1)
        elif match := _HOW_MANY.search(sentence.text):
            number = number_of(match["number"])
            if number != len(met) and met:
                _compare(study, sentence, match[0], met, number)


def _named(name: str, measured: Sequence[Series]) -> Series | None:
    """The one measure that a sentence names: most of the name's words stand in its label, and little else does.

    Measures of one subject share words (the rate of children looked after, those who were looked after before), so
    one of them is chosen and the others are not.
    """
    wanted = set(_WORD.findall(name.casefold()))
    best = max(measured, key=lambda series: _likeness(wanted, series.label), default=None)
    return best if best is not None and _likeness(wanted, best.label)[0] >= _ENOUGH else None


def _likeness(wanted: set[str], label: str) -> tuple[float, float]:
    found = set(_WORD.findall(label.casefold()))
    shared = len(wanted & found)
    return shared / max(1, len(wanted)), shared / max(1, len(found))


def _check_rated(study: Study, sentences: Sequence[Sentence]) -> None:
    """Where red alone makes an exception: the measures named against the ratings printed."""
    if not any(_RATED_RED.search(sentence.text) for sentence in sentences):
        return
    for sentence in sentences:
        match = _ONLY.search(sentence.text) or _ONLY_BARE.search(sentence.text)
        if match is None:
            continue
        name = subject_of(match["name"])
        rated = _ratings(study, name, sentence.line)
        red = [label for label, colour in rated.items() if colour == "red"]
        own = [label for label in rated if subject_of(label) == name or (name and name <= subject_of(label))]
        if own and rated[own[0]] == "red" and not [label for label in red if label not in own]:
            study.ledger.agreed(EXCEPTIONS)
        elif own:
            wrong = f"{own[0]} is rated {rated[own[0]]}. " if rated[own[0]] != "red" else ""
            listed = ", ".join(red[:6]) or "none"
            tell(study, EXCEPTIONS, sentence, match[0], listed, f"{wrong}Rated red: {listed}.", 0.8)


def _ratings(study: Study, name: frozenset[str], line: int) -> dict[str, str]:
    """The colour printed for each measure: where one has just that name rather than more, and nearest to the line."""
    best: tuple[tuple[bool, int], dict[str, str]] | None = None
    for table in study.pack.tables:
        column = next((place for place, each in enumerate(table.columns) if each.role is Role.RATING), None)
        if column is None or table.index in study.copies:
            continue
        rated = {
            row.cells[0].text: colour
            for number, row in enumerate(table.rows)
            if (colour := table.cell(number, column).text.strip().casefold()) in {"red", "amber", "green"}
        }
        away = min(abs(table.line - line), abs(table.last_line - line))
        subjects = [subject_of(label) for label in rated]
        score = (name not in subjects, away)
        if any(name and name <= subject for subject in subjects) and (best is None or score < best[0]):
            best = (score, rated)
    return best[1] if best else {}


def _dashboard(study: Study) -> list[Series]:
    """Series with a target and a polarity, in the table that has most of them and those right after it."""
    able = [
        series
        for series in study.series
        if series.by_row
        and series.polarity in {"high", "low"}
        and Role.TARGET in series.extras
        and series.table not in study.copies
        and len(series.places) >= 4
    ]
    if not able:
        return []
    counts = Counter(series.table for series in able)
    first = min(table for table, count in counts.items() if count >= 3) if max(counts.values()) >= 3 else able[0].table
    return [series for series in able if first <= series.table <= first + 1]


def _meets(study: Study, series: Series, variance: Fraction | None, run: int | None) -> str:
    number = study.pack.cell(series.extras[Role.TARGET]).number
    values = [study.value(series.places[time]) for time in series.times]
    sign = 1 if series.polarity == "high" else -1
    if number is not None and variance is not None and number.amount:
        off = (number.amount - values[-1]) * sign / abs(number.amount) * 100
        if off >= variance:
            return f"{float(off):.0f}% off target"
    if run is not None and len(values) > run:
        steps = [(later - earlier) * sign for earlier, later in pairwise(values)]
        if all(step < 0 for step in steps[-run:]):
            return f"worse {run} times in a row"
    return ""


def _compare(study: Study, sentence: Sentence, told: str, met: Sequence[tuple[Series, str]], stated: int) -> None:
    if not met:
        study.ledger.agreed(EXCEPTIONS)
        return
    listed = "; ".join(f"{series.label} ({why})" for series, why in met[:8])
    expected = f"{len(met)} {'more' if stated == 1 else 'in all'}"
    tell(study, EXCEPTIONS, sentence, told, expected, f"By them these are exceptions too: {listed}.", 0.75)

"""Which way is good, where the words say that neither is: `there is no good or bad in the number of cases`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure, subject_of
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.reading.series import Series
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SAID = Rule(
    "polarity-in-words",
    Kind.LABEL,
    "A measure that the words call neither good nor bad has no way that is good in the tables.",
    Severity.WARNING,
)
FEWEST_WORDS = 2
_NEITHER = re.compile(
    r"\b(?:no|not an?|neither|nor an?)\s+(?:single\s+)?(?:good|right|better)\s*(?:,|/|\bor\b|\band\b|\bnor\b)\s*"
    r"(?:bad|wrong|worse|poor)\b[^.;:]{0,40}?"
    r"\b(?:in relation to|with regard to|as regards|when it comes to|about|regarding|for|in|on|of|to)\s+"
    r"(?:an? |the )?(?P<subject>(?:(?:number|rate|count|level|volume)s? of )?[^,.;:]{3,80}?)"
    r"(?=[,.;:]|\b(?:although|though|but|as|because|since|and)\b|$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)")
_WAYS = {"low": "low is good", "high": "high is good"}


def find_said_polarity(study: Study, sentences: Sequence[Sentence]) -> None:
    """Compare what is said to be neither good nor bad with what tables say of a measure of that name."""
    for sentence in sentences:
        match = _NEITHER.search(sentence.text)
        subject = subject_of(match["subject"]) if match else frozenset[str]()
        if len(subject) >= FEWEST_WORDS:
            _check(study, sentence, subject)


def _check(study: Study, sentence: Sentence, subject: frozenset[str]) -> None:
    told: set[int] = set()
    for series in study.series:
        words = subject_of(_ASIDE.sub(" ", series.label))
        if series.measure not in {Measure.COUNT, Measure.RATE, Measure.UNKNOWN} or not subject <= words:
            continue
        # `Children in need plans` is of plans: the measure begins and ends with what was named.
        if len(words) > 2 * len(subject) + 1 or series.table in study.copies or not series.polarity:
            continue
        if series.polarity not in _WAYS:
            study.ledger.agreed(SAID)
        elif series.table not in told:
            told.add(series.table)
            _report(study, sentence, series)


def _report(study: Study, sentence: Sentence, series: Series) -> None:
    place = next(iter(series.places.values()))
    study.ledger.found(
        SAID,
        place,
        line=_line_of_way(study.pack.tables[series.table], series),
        row=series.label,
        column="which way is good",
        published=_WAYS[series.polarity],
        expected="for information",
        explanation=(
            f"{SAID.words} For {series.label!r} {_WAYS[series.polarity]} here; line {sentence.line} says: "
            f"{sentence.text[:160]}"
        ),
        confidence=0.7,
    ).other_lines = (sentence.line,)


def _line_of_way(table: PackTable, series: Series) -> int:
    """The line of a row, or of the heading of a column that says which way is good."""
    if series.by_row:
        return table.rows[series.position].line
    # The row of ways stands right under the headings.
    last = max((cell.line for row in table.header for cell in row), default=table.line)
    return last + 1 if table.polarities and table.rows[0].line > last + 1 else table.line

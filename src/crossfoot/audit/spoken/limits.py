"""Figures of a sentence that are the value of no line: ends of bands, what so many lines reached, parts of names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.spoken.number_words import COUNT
from crossfoot.audit.spoken.sentences import Figure, Sentence, figures_in
from crossfoot.audit.spoken.spoken_words import spaced

_NUMBER = r"£?\d[\d,]*(?:\.\d+)?%?"
_OPEN = re.compile(
    rf"{_NUMBER}(?: [a-z]+)? (?:or|and) (?:more|over|above|better|higher|less|under|fewer|below|lower|older|younger)\b|"
    rf"\b(?:under|below|less than|fewer than|more than|over|above|at least|at most|up to) {_NUMBER}",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    rf"(?<!from )(?<![\d.,£]){_NUMBER}(?: [a-z]+)?\s?(?:to|-|\u2013)\s?(?:under |below |less than )?{_NUMBER}",
    re.IGNORECASE,
)
_REACHED = re.compile(
    rf"\b(?:none|no|all|each|every|both|most|several|few|some|many|nobody|everyone|{COUNT}|\d+)\b[^.;:,]{{2,70}}?"
    r"\b(?:reach(?:ed|es|ing)?|exceed(?:ed|s|ing)?|topped|pass(?:ed|es|ing)?|hit|met|meets?|achiev(?:ed|es?|ing)|"
    r"attain(?:ed|s)?|scored|managed|fell short of|miss(?:ed|es)?|stayed (?:above|below|under|over|within))"
    r"\s(?:the |its |their )?$",
    re.IGNORECASE,
)
"""`One of the five homes reached 85%`: so many lines passed it."""


def is_limit(sentence: Sentence, figure: Figure) -> bool:
    """Whether the words make the figure the end of a band, or what some lines reached."""
    if _REACHED.search(sentence.text[: figure.start][-110:]):
        return True
    ends = list(_OPEN.finditer(sentence.text))
    bands = [*ends, *_CLOSED.finditer(sentence.text)] if ends else []
    return len(bands) > 1 and any(band.start() <= figure.start < band.end() for band in bands)


_SETS_LIMITS = re.compile(
    r"\b(?:guide(?:lines?)?|limits?|law|rules?|standards?|allow(?:s|ed|ance)?|thresholds?|ceiling|maximum|minimum|cap|"
    r"targets?|aims?|policy|expects?|expected|no (?:more|longer|fewer|less) than|within)\b",
    re.IGNORECASE,
)


def is_end_of_band(sentence: Sentence, figure: Figure, table: PackTable) -> bool:
    """Whether the words set limits and the labels of the table's bands have the figure: `75 for secondary`."""
    return _SETS_LIMITS.search(sentence.text[: figure.start]) is not None and is_in_a_label(figure, [table])


def is_in_a_label(figure: Figure, tables: Iterable[PackTable]) -> bool:
    """Whether a heading or a label of the tables has it: `85% reached`, `Under 25 places`."""
    return any(
        each.amount == figure.amount and each.percent == figure.percent
        for table in tables
        for text in _labels(table)
        for each in figures_in(text)
    )


def is_cue_in_a_label(text: str, cue: str, tables: Iterable[PackTable]) -> bool:
    """Whether words that would tell something stand in a label that the text has in full: `% excluding exceptions`."""
    said, word = spaced(text), spaced(cue)
    return any(
        word in (name := spaced(label)) and name in said and len(name) > len(word)
        for table in tables
        for label in (*(column.heading for column in table.columns), *(row.label for row in table.rows))
    )


def is_in_a_name(sentence: Sentence, figure: Figure, tables: Iterable[PackTable]) -> bool:
    """Whether it stands inside a label that the sentence has in full: the 18 of `Turned 18`."""
    said = sentence.text.lower()
    return any(
        match.start() <= figure.end - len(figure.text)
        and figure.end <= match.end()
        and len(match[0]) > len(figure.text) + 2
        for table in tables
        for text in _labels(table, said)
        for match in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", sentence.text, re.IGNORECASE)
    )


def _labels(table: PackTable, said: str = "") -> Iterable[str]:
    """The labels with a digit; of those only that stand in what is `said`, in small letters, where it is told."""
    texts = [column.heading for column in table.columns]
    texts += [text for row in table.rows for text in (row.label, *row.pieces)]
    if said:
        texts = [text for text in texts if text.strip().lower() in said]
    return {text.strip() for text in texts if any(map(str.isdigit, text))}

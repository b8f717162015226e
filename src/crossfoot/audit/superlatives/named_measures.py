"""Measures whose names have words that would tell something in a sentence: `Highest caseload in assessment teams`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.study import Study

_CODE = re.compile(r"^\d[\d.]*[a-z]?\s+")
BEFORE, AFTER = 60, 120
"""Characters about a match in which the name may stand."""


def measures_named(study: Study, words: re.Pattern[str]) -> frozenset[str]:
    """The names of all series in which such words stand, without references, in small letters."""
    names = {spaced(_CODE.sub("", series.label)) for series in study.series if words.search(series.label)}
    headings = {
        spaced(text)
        for table in study.pack.tables
        for text in (*(column.heading for column in table.columns), *(row.label for row in table.rows))
        if words.fullmatch(text.strip())
    }
    return frozenset(name for name in names if len(name.split()) > 1) | headings


def is_in_name(text: str, match: re.Match[str], names: frozenset[str]) -> bool:
    """Whether the match stands in the name of a measure, of which the words then tell a value.

    A name of two words alone may be told too (`The highest score is CS02`): only with a colon after it is it the name.
    """
    word = match[0].casefold()
    if f" {word} " in names and re.search(r"\b(?:in|at|under|of) (?:the )?$", text[: match.start()]):
        # `638 in Longest`: the row or column of that name.
        return True
    around = spaced(text[max(0, match.start() - BEFORE) : match.end() + AFTER])
    headed = spaced(text[max(0, match.start() - BEFORE) :].partition(":")[0])
    return any(
        word in name and len(name.split()) > 1 and ((len(name.split()) > 2 and name in around) or headed.endswith(name))
        for name in names
    )


def is_named_otherwise(text: str, tables: Iterable[PackTable], labels: Iterable[str], *, by_row: bool) -> bool:
    """Whether the words have in full the label of another line than those given: a column where rows are compared.

    Labels of one word tell too little; where the words have one of the labels given, that is meant.
    """
    said = spaced(text)
    if any(spaced(label) in said for label in labels if label):
        return False
    names = (
        spaced(name)
        for table in tables
        for name in ([each.heading for each in table.columns] if by_row else [each.label for each in table.rows])
    )
    return any(len(name.split()) > 1 and any(map(str.isalpha, name)) and name in said for name in names)

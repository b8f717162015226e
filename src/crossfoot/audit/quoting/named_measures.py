"""Measures whose names have words that would tell something in a sentence: `Highest caseload in assessment teams`."""

from __future__ import annotations

import re

from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.study import Study

_CODE = re.compile(r"^\d[\d.]*[a-z]?\s+")
BEFORE, AFTER = 60, 120
"""Characters about a match in which the name may stand."""


def measures_named(study: Study, words: re.Pattern[str]) -> frozenset[str]:
    """The names of all series in which such words stand, without references, in small letters."""
    names = {spaced(_CODE.sub("", series.label)) for series in study.series if words.search(series.label)}
    return frozenset(name for name in names if len(name.split()) > 1)


def is_in_name(text: str, match: re.Match[str], names: frozenset[str]) -> bool:
    """Whether the match stands in the name of a measure, of which the words then tell a value.

    A name of two words alone may be told too (`The highest score is CS02`): only with a colon after it is it the name.
    """
    word = match[0].casefold()
    around = spaced(text[max(0, match.start() - BEFORE) : match.end() + AFTER])
    headed = spaced(text[max(0, match.start() - BEFORE) :].partition(":")[0])
    return any(word in name and ((len(name.split()) > 2 and name in around) or headed.endswith(name)) for name in names)

"""Rows that words leave out of the total under them: `The holiday club is not in the last line`."""

from __future__ import annotations

import re

from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.study import Study

_SENTENCE = re.compile(r"(?<=[.;])\s+")
_LEFT_OUT = re.compile(
    r"\b(?:left out of|excluded from|omitted from|outside|not (?:included |counted |part of |shown )?in|no part of) "
    r"(?:the |that |our )?(?:\w+ ){0,2}(?:line|row|totals?|sum)\b|\bthe (?:\w+ )?(?:totals?|last line|bottom line) "
    r"(?:leaves? out|excludes?|omits?|does not include)\b",
    re.IGNORECASE,
)


def rows_left_out(study: Study, table: PackTable) -> frozenset[int]:
    """The numbers of the rows that a note names as no part of the total."""
    return study.once("rows left out", table.index, lambda: _rows_left_out(study, table))


def _rows_left_out(study: Study, table: PackTable) -> frozenset[int]:
    told = [
        subject_of(sentence)
        for note in study.notes(table)
        for sentence in _SENTENCE.split(note)
        if _LEFT_OUT.search(sentence)
    ]
    names = {number: subject_of(row.label) for number, row in enumerate(table.rows)}
    return frozenset(number for number, name in names.items() if name and any(name <= words for words in told))

"""What words say of the sign of an overspend: `overspends are positive, underspends are in brackets`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.study import Study

_SPENT = r"(?P<over>over\s?-?spen\w+|deficits?|pressures?)|(?P<under>under\s?-?spen\w+|surplus(?:es)?|savings?)"
_SIGN = r"(?P<plus>positive|plus|without a sign)|(?P<minus>negative|minus|brackets?|bracketed|parenthes[ie]s)"
_TOKEN = re.compile(rf"\b(?:{_SPENT}|{_SIGN})\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[.;](?:\s|$)")
FARTHEST = 48
"""Letters between a word of spending and the word of its sign."""


def is_turned(study: Study, table: PackTable) -> bool:
    """Whether words say that a plus is an underspend: those at the table, where they tell of signs, else all."""
    return study.once("turned", table.index, lambda: _is_turned(study, table))


def _is_turned(study: Study, table: PackTable) -> bool:
    told = list(_told(study.notes(table))) or study.once("turned", _OF_ALL, lambda: list(_told(_all(study))))
    return bool(told) and all(told)


_OF_ALL = -1
"""What is told for all tables is kept under the number of none."""


def _all(study: Study) -> Iterator[str]:
    """The words that are no caption: a caption tells of its own table."""
    captions = {text for table in study.pack.tables for text in (table.caption, *table.captions)}
    return (each.text for each in study.pack.paragraphs if each.text not in captions)


def _told(texts: Iterable[str]) -> Iterator[bool]:
    """Of each statement of a sign, whether it makes a plus of an underspend."""
    for text in texts:
        for clause in _CLAUSES.split(text):
            tokens = list(_TOKEN.finditer(clause))
            # `Overspends are positive and underspends negative`: each goes with the next, as the clause begins.
            for one, other in zip(tokens[::2], tokens[1::2], strict=False):
                spent, sign = (one, other) if one["over"] or one["under"] else (other, one)
                told = (spent["over"] or spent["under"]) and (sign["plus"] or sign["minus"])
                if told and other.start() - one.end() <= FARTHEST:
                    yield bool(spent["over"]) != bool(sign["plus"])

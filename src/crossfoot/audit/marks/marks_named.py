"""Which of two marks the words of a test name: by the mark itself, or in so many words, `is marked Over`."""

from __future__ import annotations

import re

from crossfoot.audit.marks.classed_rows import Classed
from crossfoot.audit.marks.one_number import Test
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.reading.labels import words_of

SHOWN = re.compile(
    r"\b(?:shown|marked|counts?|counted|called|flagged|rated|graded|classed|given)\b(?: as | with )?", re.IGNORECASE
)
_OTHERS = re.compile(r";|,? \b(?:otherwise|others?|the rest|all else)\b|\.")
OP_WORDS = frozenset(
    ["over", "under", "within", "above", "below", "no", "n", "y", "a", "in", "out", "up", "down", "none", "not"]
)
"""Marks that are also words of a test."""
_SAID = (
    r"(?:(?:shown|marked|rated|flagged|graded|classed|called|recorded|counted|labelled|treated|reported)"
    r"(?: as| with| in)?|\bmark (?:a|an|the|each|every|it)(?: [a-z]+)?) "
)
_END = r"(?= ?(?:[.;,:)|]|$|if\b|when\b|where\b|and\b|or\b|otherwise\b))"


def stands_in(name: str, text: str) -> bool:
    """Whether a mark, or its plural, stands in a text."""
    name = {"*": "asterisk", "★": "star", "†": "dagger", "‡": "double dagger"}.get(name, name)
    ending = "(?:e?s)?" if len(name) > 3 and name.isalpha() else ""
    return bool(name) and re.search(rf"(?<![\w-]){re.escape(name)}{ending}(?![\w-])", text) is not None


def names_marks(classed: Classed, sentence: str) -> bool:
    """Whether a sentence names a mark of the column."""
    said = plain(sentence)
    return any((name not in OP_WORDS and stands_in(name, said)) or is_said_to_be(name, said) for name in classed.names)


def is_said_to_be(name: str, said: str) -> bool:
    """`Is marked over`, `mark a caseload within if`, `on plan when`: the words give the rows that mark."""
    if not name.replace(" ", "").isalpha():
        return False
    mark = re.escape(name)
    given = rf"\b{_SAID}{mark}{_END}|\b(?:is|are) {mark},? (?:if|when|where|only if)\b|\b{mark} (?:if|when|where)\b"
    return re.search(given, said) is not None


def told_mark(classed: Classed, test: Test) -> str | None:
    """The mark of the rows that keep a test, where its clause names one, or the words say what should be."""
    before, _, after = test.clause.partition("|")
    own = f"{before.rpartition(';')[2]} | {_OTHERS.split(after, maxsplit=1)[0]}"
    for words in (before.rpartition(";")[2], own):
        said = [name for name in classed.names if name and is_said_to_be(name, words)]
        if len(said) == 1:
            return said[0]
    for words, of_it in ((own, True), (test.clause, False)):
        named = [name for name in classed.names if name not in OP_WORDS and stands_in(name, words)]
        if len(named) == 1:
            # `Within 1 day; those that took longer are shown as slow`
            return named[0] if of_it else classed.other(named[0])
        if named:
            break
    kept = {classed.kept(name): name for name in classed.names}
    if set(kept) == {True, False}:
        if test.asked:
            return kept[True]
        heading = set(words_of(classed.heading))
        if heading and heading & set(words_of(test.clause)) and any(map(classed.says_yes, classed.names)):
            return next(name for name in classed.names if classed.says_yes(name))
    return None

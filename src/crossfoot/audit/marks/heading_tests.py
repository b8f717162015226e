"""Headings that ask whether a line was kept, `Within standard`, `85% reached`, `Over guide?`, and what answers them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.audit.reading.labels import words_of

_ARTICLE = r"(?:(?:the|our|its|their|a|an)\s+)?"
_LINES = (
    r"(?=\s+(?:the |our |its )?(?:time|timescale|standard|limit|target|budget|tolerance|guide|range|days|weeks|months|"
    r"\d))"
)
"""`In care` and `out of borough` ask of no line."""
_FIRST = re.compile(
    rf"^(?:(?:is|are|was|were) )?(?P<not>not\s+)?(?:(?P<most>within|inside|in{_LINES}|at most|no more than|"
    r"no longer than|up to|at or (?:below|under)|on or (?:below|under))|"
    r"(?P<under>under|below|less than|fewer than|lower than|shorter than)|"
    r"(?P<over>over|above|more than|higher than|greater than|longer than|outside|"
    rf"out of{_LINES}|beyond|past|exceed(?:s|ed|ing)?|breach(?:es|ed|ing)?)|"
    r"(?P<least>at least|no less than|no fewer than|at or (?:above|over)|on or (?:above|over)|"
    rf"reach(?:es|ed|ing)?|short of|falls short of|fell short of))\s+{_ARTICLE}(?P<line>.+?)\s*\??$",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"^{_ARTICLE}(?P<line>.+?)\s+(?P<not>not\s+)?(?:(?P<least>reached|attained)|(?P<over>exceeded|breached|passed|broken)|"
    r"(?P<kept>kept|met))\s*\??$",
    re.IGNORECASE,
)
_CEILING = re.compile(r"\b(?:limit|ceiling|maximum|max|cap)\b", re.IGNORECASE)
_FLOOR = re.compile(r"\b(?:minimum|min|floor)\b|%", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])\u00a3?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<percent>%|per ?cent)?")
_YES = frozenset(["yes", "y", "\u2713", "\u2714", "\u2611", "\u2705", "true", "tick"])
_NO = frozenset(["no", "n", "\u2717", "\u2718", "\u00d7", "\u274c", "false", "cross"])
_LOW_SIDE = frozenset(
    ["within", "inside", "in", "in time", "on time", "under", "below", "kept", "within it", "lower", "less", "not over"]
)
_HIGH_SIDE = frozenset(
    ["over", "above", "outside", "out", "beyond", "late", "out of time", "exceeded", "breached", "higher", "more"]
)
_REACHED = frozenset(["reached", "met", "hit", "kept", "attained", "above", "at or above"])
_SHORT = frozenset(["not reached", "not met", "missed", "short", "under", "below", "fell short"])
_NO_WORD = frozenset(["the", "our", "its", "of", "and", "or", "it", "this", "that", "one"])


@dataclass(frozen=True, slots=True)
class Test:
    """What is asked of a figure: on which side of a line it must be, and which line that is."""

    low: bool
    """Whether it must be under the line."""
    strict: bool
    """Whether a figure on the line is not under or over it."""
    negated: bool
    """Whether yes says that it is not so."""
    words: frozenset[str]
    """The words for the line."""
    number: Fraction | None
    percent: bool
    what: frozenset[str] = frozenset()
    """The words for the figure that is asked about: `Average within target`."""

    def holds(self, value: Fraction, line: Fraction) -> bool:
        """Whether yes is right."""
        kept = (
            (value < line if self.strict else value <= line)
            if self.low
            else (value > line if self.strict else value >= line)
        )
        return kept != self.negated

    def answer(self, mark: str) -> bool | None:
        """Whether a mark says yes; None where it says neither."""
        text = " ".join(mark.casefold().split()).strip(" .")
        if text in _YES or text in _NO:
            return text in _YES
        if self.low or self.strict:
            sides = (_LOW_SIDE, _HIGH_SIDE) if self.low else (_HIGH_SIDE, _LOW_SIDE)
        else:
            sides = (_REACHED, _SHORT)
        if text in sides[0] or text in sides[1]:
            return (text in sides[0]) != self.negated
        return None


def test_in(text: str) -> Test | None:
    """The test that a heading, or the words before a list, ask; None where they ask none."""
    plain = " ".join(text.split())
    if (first := _FIRST.match(plain)) is not None:
        negated = bool(first["not"]) != bool(re.search(r"\bshort of\b", first[0], re.IGNORECASE))
        low, strict = bool(first["most"] or first["under"]), bool(first["under"] or first["over"])
        return _made(first["line"], low=low, strict=strict, negated=negated)
    last = _LAST.match(plain)
    if last is None:
        return _with_subject(plain)
    low = last["kept"] is not None and _CEILING.search(last["line"]) is not None
    if last["kept"] and not low and not _FLOOR.search(last["line"]):
        return None
    return _made(last["line"], low=low, strict=bool(last["over"]), negated=bool(last["not"]))


_SUBJECT = re.compile(r"^(?P<what>[a-z][\w' -]{2,30}?) (?P<asks>(?:within|under|over|above|below) .+)$", re.IGNORECASE)


def _with_subject(plain: str) -> Test | None:
    """The test of what stands before it: `Average within target`."""
    match = _SUBJECT.match(plain)
    test = test_in(match["asks"]) if match is not None else None
    return replace(test, what=frozenset(words_of(match["what"]))) if match is not None and test is not None else None


def _made(line: str, *, low: bool, strict: bool, negated: bool) -> Test | None:
    numbers = list(_NUMBER.finditer(line))
    if len(numbers) > 1:
        return None
    number = Fraction(numbers[0]["number"].replace(",", "")) if numbers else None
    words = frozenset(words_of(_NUMBER.sub(" ", line))) - _NO_WORD
    percent = bool(numbers and numbers[0]["percent"])
    return Test(low, strict, negated, words, number, percent) if words or number is not None else None

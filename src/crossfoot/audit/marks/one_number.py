"""What one number of a rule asks of a figure: at least or at most so much, of which unit, above or below what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction


class Way(StrEnum):
    """On which side of its number a figure keeps a test."""

    LEAST = "at least"
    MOST = "at most"
    OVER = "more than"
    UNDER = "less than"
    AIM = "aim"
    """At least or at most: the words do not say which."""
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Test:
    """What a clause asks of a figure."""

    way: Way
    number: Fraction
    unit: str
    """`%`, or day, week, month, year, hour; empty where it is a number of anything else."""
    clause: str
    """The words that tell it, its own left out."""
    end: Fraction | None = None
    """The other end of what lies between two."""
    working: bool = False
    """Whether working days are meant."""
    either: bool = False
    """Whether it is of the size alone, above or below."""
    asked: bool = False
    """Whether it is what should be: a limit, an aim, a time allowed."""

    def holds(self, amount: Fraction) -> bool:
        """Whether an amount keeps the test."""
        amount = abs(amount) if self.either else amount
        if self.way is Way.BETWEEN and self.end is not None:
            return self.number <= amount <= self.end
        return {
            Way.LEAST: amount >= self.number,
            Way.AIM: amount >= self.number,
            Way.MOST: amount <= self.number,
            Way.OVER: amount > self.number,
            Way.UNDER: amount < self.number,
        }[self.way]


SHARE = "share"
"""A part of something, told in words: `more than half`."""
_RELATIVE = re.compile(r"^\s?(?:percentage )?(?:points?|pp|pts?)\b")
OVER_IT, UNDER_IT = "over it", "under it"
MONEY, FELL, ROSE = "money", "fell", "rose"
_MOVED = re.compile(
    r"\b(?:(?P<fell>fell|fallen|falls|dropped|drops|decreased|down|lost|worsened|declined)|rose|risen|rises|"
    r"increased|"
    r"increases|up|grew|grown|gained) (?:by )?(?:more than|over|at least)?\s*$"
)
_NEAR = re.compile(r"^ (?:(?:percentage )?(?:points?|pp|pts?) )?(?:of|from) (?:the |its |their )?(?P<other>[a-z]+)")
_EITHER_WAY = re.compile(r"\b(?:either (?:way|side)|both ways|up or down|above or below|over or under)\b")
GAPS = frozenset([OVER_IT, UNDER_IT])
"""How far a figure is above or below another."""
_GAP = re.compile(
    r"^ (?:(?:percentage )?(?:points?|pp|pts?) )?(?:or more |or less )?(?:(?P<over>over|above|more than|higher than|"
    r"ahead of)|"
    r"under|below|less than|lower than|short of|behind) (?:the |its |their |that of )?(?P<other>[a-z]+)"
)
_NOUN = re.compile(r"^ (?!for\b|when\b|if\b|where\b|and\b|or\b|to\b|in\b|at\b|an?\b|per\b)[a-z]")
_OPPOSITE = {Way.OVER: Way.MOST, Way.UNDER: Way.LEAST}
NUMBER = re.compile(
    r"(?<![\w.,/-])(?P<money>\u00a3)?(?P<number>\d+(?:\.\d+)?)(?![\w/]|\.\d|-\d)\s?"
    r"(?:(?P<kind>working|school|calendar|clear|full|whole) )?(?P<unit>%|days?\b|weeks?\b|months?\b|years?\b|"
    r"hours?\b)?"
)
_ARTICLE = r"(?:a |an |the |about )?"
_WAYS = (
    (
        Way.MOST,
        (
            r"\bno (?:more|higher|longer|later|greater|larger|worse|bigger) than|\bnot (?:more|higher|longer|greater|"
            r"over|above|exceed(?:ing)?) ?(?:than)?|\bat (?:the )?most|\bup to|\bmaximum(?: is| of)?|\bwithin|"
            r"\binside|"
            r"\bnot (?:to )?exceed|\b(?:limit|ceiling|cap|allowance|maximum)(?: of| is| at| to be|:| was)?|\u2264|<="
        ),
    ),
    (
        Way.LEAST,
        (
            r"\bat least|\bno (?:less|fewer|lower|worse|smaller|shorter) than|\bnot (?:less|fewer|lower|under|below)"
            r" ?(?:than)?|\bminimum(?: is| of)?|\bfloor(?: is| of)?|\u2265|>=|\bat a minimum of|\breach(?:es|ed)?|"
            r"\bfrom"
        ),
    ),
    (
        Way.OVER,
        (
            r"\b(?:more|higher|longer|greater|larger|older|later|bigger) than|\b(?:is|are|was|were|stands|stood|be)?"
            r" ?(?:over|above|beyond|past)|\bexceed(?:s|ed|ing)?|\bafter|\boutside|>"
        ),
    ),
    (Way.UNDER, r"\b(?:less|fewer|lower|shorter|younger|smaller) than|\bunder|\bbelow|<|\bshort of|\bbefore"),
)
_BEFORE = tuple((re.compile(rf"(?:{pattern})\s*{_ARTICLE}$"), way) for way, pattern in _WAYS)
_OR_MORE = re.compile(
    r"^(?:\s[a-z\u2019'-]+){0,3}?\s?(?:\+|(?:or|and) (?:more|over|above|higher|better|longer|older|greater|upwards?|"
    r"up)|"
    r"upwards?|at least|at the least)(?![a-z])"
)
_OR_LESS = re.compile(
    r"^(?:\s[a-z\u2019'-]+){0,3}?\s?(?:or|and) (?:less|fewer|under|below|lower|shorter|younger|sooner|earlier)\b"
)
_AIMED = re.compile(
    r"\b(?:target|goal|aim(?:s|ed)?|ambition|standard|expect(?:s|ed|ation)?|threshold|benchmark|pledge|promise|"
    r"want(?:s|ed)?|"
    r"guide(?:line)?|norm|commitment|seek|hope[sd]?)\b[^\d.;]{0,60}$"
)
_AIMED_AFTER = re.compile(
    r"^\s?(?:(?:is|was) )?(?:the |our |its )?(?:target|goal|aim|ambition|standard|threshold|"
    r"benchmark|pledge)\b"
)
_ALLOWED = re.compile(
    r"\b(?:limit|ceiling|cap|maximum|time allowed|allowed|allowance|timescales?|deadline|time limit|(?:statutory|"
    r"legal|set) time)\b[^\d.;]{0,60}$"
)
_IN_TIME = re.compile(
    r"\b(?:(?:in|within|during|over) the (?:last|past|previous|first)|in|take|takes|have|has|allow|allows|given|"
    r"every)\s*$"
)
_SHOULD = re.compile(
    r"\b(?:should|must|may|is to|are to|has to|have to|expected|allowed|limit|ceiling|cap|maximum|minimum|target|"
    r"goal|aim|"
    r"ambition|standard|needs?|required?|requires|within|inside|ought|triggers?|no more than|at least|safe|"
    r"time allowed|rule|pledge)\b"
)
_NOT = re.compile(
    r"(?:^|[,;:] )no [a-z -]{2,40}? (?:should|may|must|can|is to|are to|has|have|is|ought)\b|\b(?:must|should|may|"
    r"can|is|are|do|"
    r"does|ought) ?(?:not|never)\b(?: to)?|\bcannot\b|\bnever\b"
)
_PASSED = re.compile(r"^ (?:have|has) (?:passed|gone by|gone|elapsed)\b")
_GIVEN = re.compile(r"\b(?:if|when|where)$")
_AND = re.compile(r"\band\b")
"""`Over 5% and over \u00a310`: the second is another test."""
_CLAUSE = re.compile(r"[;.]")


def read_number(text: str, match: re.Match[str], last: Test | None) -> tuple[Test, int] | None:
    """What a number asks, and where the words that say so end; None where that is not understood."""
    before, after = text[: match.start()].rstrip(), f" {text[match.end() :].lstrip()}"
    unit = "%" if match["unit"] == "%" else (match["unit"] or "").rstrip("s")
    read = _way(before, after, unit, last)
    if read is None:
        return None
    way, asked, length = read
    end = match.end() + (text[match.end() : match.end() + 1] == " ") + length
    inherits = last is not None and last.unit not in {"", SHARE, *GAPS} and not (match["money"] or _NOUN.match(after))
    if not unit and last is not None and (inherits or way is None):
        unit = last.unit
    if way is None:
        # `15 a worker, 10 for those newly qualified`
        if last is None:
            return None
        way, asked = last.way, last.asked
    start = max((found.end() for found in _CLAUSE.finditer(before)), default=0)
    if way in _OPPOSITE and _NOT.search(before[start:]):
        way, asked = _OPPOSITE[way], True
    working = match["kind"] in {"working", "school"} or (match["kind"] is None and last is not None and last.working)
    test = Test(way, Fraction(match["number"]), MONEY if match["money"] else unit, "", working=working, asked=asked)
    of = _of_what(test, before, after, either=_EITHER_WAY.search(text) is not None)
    return None if of is None else (of, end)


def _way(before: str, after: str, unit: str, last: Test | None) -> tuple[Way | None, bool, int] | None:
    """The side asked for, None for that of the number before; whether it should be; how many letters after say so."""
    asked = _SHOULD.search(before) is not None
    for pattern, after_it in ((_OR_MORE, Way.LEAST), (_OR_LESS, Way.MOST)):
        if (match := pattern.match(after)) is not None and not (_AND.search(match[0]) and way_before(before)):
            return after_it, asked, match.end() - 1
    if (way := way_before(before)) is not None:
        return way, asked, 0
    if (unit not in {"", "%"} and _IN_TIME.search(before)) or _ALLOWED.search(before):
        return Way.MOST, True, 0
    if _AIMED.search(before) or _AIMED_AFTER.match(after):
        return Way.AIM, True, 0
    # `If four in five parents agree`, `once 12 months have gone by`
    given = Way.LEAST if (unit == "%" and _GIVEN.search(before)) or _PASSED.match(after) else None
    return None if given is None and last is None else (given, asked, 0)


def way_before(before: str) -> Way | None:
    """The side that the words right before a number say."""
    return next((way for pattern, way in _BEFORE if pattern.search(before)), None)


def _of_what(test: Test, before: str, after: str, *, either: bool) -> Test | None:
    """The test of a move, or of a distance from another figure, where the words are of those."""
    moved = _MOVED.search(before)
    if moved is not None and test.way in {Way.OVER, Way.LEAST}:
        return replace(test, unit=FELL if moved["fell"] else ROSE)
    if _NEAR.match(after) and test.way is Way.MOST and test.unit in {"", MONEY}:
        return replace(test, unit=OVER_IT, either=True) if either else None
    test = replace(test, either=either)
    if (gap := _GAP.match(after)) is not None and test.unit != "%":
        return replace(test, unit=OVER_IT if gap["over"] else UNDER_IT)
    return None if _RELATIVE.match(after) else test

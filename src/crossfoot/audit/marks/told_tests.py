"""Tests told in a sentence: `within 21 days of the notice`, `a limit of 15, 10 for new ones`, `over 60 days old`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.marks.one_number import NUMBER, SHARE, Test, Way, read_number, way_before
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.reading.labels import words_of

SAME = "the same"
Found = tuple[int, int, Test]
"""Where the words of a test begin and end, and what it asks."""
LEFT_OUT = re.compile(
    r"\b(?:is|are|was|were|do|does) not (?:counted|included|apply|judged|measured|covered|held to|subject)\b|"
    r"\bexempt\b|\bleft out\b|\bexcluded\b|\boutside the (?:rule|standard|target|limit)\b"
)
"""`Dental waits are not counted`."""


@dataclass(frozen=True, slots=True)
class ToldTests:
    """The tests of one sentence, and how they stand to each other."""

    tests: tuple[Test, ...]
    joint: str = ""
    """`and` or `or` where all of them, or any, decide; SAME of one told twice; empty where each stands for itself."""
    text: str = ""


_EITHER_NUMBER = re.compile(r"(?<![\w.,/-])(\d+) (?:or|to|and|\u2013|-) (\d+)(?![\w./%]|-\d)")
_FRACTION = re.compile(r"\b(?:a |one )?(half|third|quarter|fifth|two[- ]thirds|three[- ]quarters)\b(?: of)?")
_FRACTIONS = {
    "half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4), "fifth": Fraction(1, 5),
    "two thirds": Fraction(2, 3), "three quarters": Fraction(3, 4),
}  # fmt: skip
_LOOSE = re.compile(
    r"\b(?:may|can|could|might)\b(?! (?:be|have|hold|carry|take|not)? ?(?:no more|no fewer|no less|at most|up to|not|"
    r"only|at least))|"
    r"\b(?:has|have|gets?|given) (?:longer|more time|extra|further)\b|\ballow(?:s|ed)? (?:longer|more|extra|"
    r"further)\b|\bextend\w*|\bextensions?\b|\bon hold\b|"
    r"\bbefore rounding\b|\bunrounded\b|\b(?:do|does|did) not count\b|\bdecides?\b(?! by)|\bearly at the request\b|"
    r"\bso (?:are|is|do|does)\b|\bsubject to\b|\b(?:when|where|if|as) there (?:is|are) (?:money|funds?|funding|"
    r"space|time|room|capacity|places?)\b|\b(?:money|funds?|funding|space|time|resources|capacity) "
    r"(?:allows?|permits?)\b|"
    r"\bwith the (?:consent|agreement|approval) of\b|\bsees? fit\b|\bwhere possible\b|"
    r"\b(?:explained|described|listed|set out|shown|discussed|commented on|covered)\b[^.;]{0,24}\b(?:below|"
    r"above|overleaf|"
    r"in (?:section|paragraph|appendix|part|annex)|in the (?:text|commentary|notes|report))\b"
)
"""What leaves open whether a mark follows."""
_MAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?May\b|\bMay (?=20\d\d|\d{1,2}\b)|\b(?:in|since|from|to|until|"
    r"by|of) May\b"
)
"""The month."""
_CUT = re.compile(r";|,|\b(?:and|or|but|while)\b|:")
_FURTHER = re.compile(
    r"\b(?:except|unless|apart from|other than|however|provided|as long as|regardless|whatever|discretion|"
    r"judge?ments?|usually|normally|generally|mostly|often|sometimes|also|either(?! way| side)|neither|"
    r"one of (?:them|whom|which|these|those)|twice|double|"
    r"times)\b"
)


def read_tests(sentence: str, names: frozenset[str]) -> ToldTests | None:
    """The tests of a sentence; None where it has none, or asks more than is understood.

    `names` are words of headings that count kinds, `stage`: the number after one is no test.
    """
    text = plain(sentence)
    for name in names:
        text = re.sub(rf"\b({re.escape(name)}s?) (\d)\b", lambda match: f"{match[1]} {coded(match[2])}", text)
    text = _TOLD_TWICE.sub(_once, _WINDOW.sub(r"\1", text))
    if _FURTHER.search(text) or leaves_open(sentence):
        return None
    shares = list(_shares(text))
    found = [*_ranges(text), *shares]
    if len(shares) < len(_FRACTION.findall(text)):
        return None
    last: Test | None = None
    for match in NUMBER.finditer(text):
        if not any(start <= match.start() < end for start, end, _ in found if end):
            read = read_number(text, match, last)
            if read is None:
                return None
            last = read[0]
            found.append((match.start(), read[1], last))
    if not found or len(_ANY_NUMBER.findall(text)) > sum(_NUMBERS_OF.get(test.way, 1) for _, _, test in found):
        return None
    found.sort(key=lambda each: each[0])
    told = _joined(text, found)
    return replace(told, joint=SAME) if len(found) > 1 and _are_one(told.tests) else told


_WINDOW = re.compile(
    r"(\d[^.;,]{0,30}\b(?:or more|or over|times|or fewer)\b|\b(?:at least|more than) \d+ [a-z]+) in (?:any |a |"
    r"the last |the past )?\d+ (?:days|weeks|months|years|hours)\b"
)
"""`five episodes or more in 90 days`: in what time they are counted is no test."""
_TOLD_TWICE = re.compile(
    r"\b(?:a |one )?(?P<part>half|third|quarter|fifth|two[- ]thirds|three[- ]quarters),? (?:or |that is,? |i\.e\.? )?"
    r"(?P<number>\d+(?:\.\d+)?)%"
)


def _once(match: re.Match[str]) -> str:
    """`A fifth (20%)` as `20%`; what is not the same as it is."""
    share = _FRACTIONS[match["part"].replace("-", " ")] * 100
    return f"{match['number']}%" if abs(share - Fraction(match["number"])) < 1 else match[0]


_ANY_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
_NUMBERS_OF = {Way.BETWEEN: 2}


def _ranges(text: str) -> Iterator[Found]:
    """`4 or 5`, `10 to 19`."""
    for match in _EITHER_NUMBER.finditer(text):
        low, high = Fraction(match[1]), Fraction(match[2])
        if low < high:
            yield match.start(), match.end(), Test(Way.BETWEEN, low, "", "", high)


def _shares(text: str) -> Iterator[Found]:
    """`More than half`."""
    for match in _FRACTION.finditer(text):
        way = way_before(text[: match.start()].rstrip())
        if way is not None:
            yield match.start(), match.end(), Test(way, _FRACTIONS[match[1].replace("-", " ")], SHARE, "")


def leaves_open(text: str) -> bool:
    """Whether words leave open that a mark follows from a figure: `managers may allow more for a short time`."""
    return _LOOSE.search(_MAY.sub(" ", text).casefold()) is not None


_LENGTHS = {"hour": 1, "day": 24, "week": 168, "month": 720, "year": 8640}


def in_other_units(test: Test) -> tuple[Test, ...]:
    """The test, and the same in days where it is of weeks, in months of years, in per cent of parts."""
    if test.unit == SHARE:
        return test, replace(test, unit="%", number=test.number * 100)
    smaller = {"week": ("day", 7), "year": ("month", 12)}.get(test.unit)
    if smaller is None or test.working:
        return (test,)
    return test, replace(test, unit=smaller[0], number=test.number * smaller[1])


def _are_one(tests: Sequence[Test]) -> bool:
    """Whether all tell the same in other words: `nine in ten: 90% or above`, `two years or longer, 24 months`."""
    units = {test.unit for test in tests}
    if len(units) > 1:
        return units <= _LENGTHS.keys() and len({test.number * _LENGTHS[test.unit] for test in tests}) == 1
    return len({test.number for test in tests}) == 1 and any(test.way is Way.AIM for test in tests)


def coded(digit: str) -> str:
    """The number of a kind, `stage 2`, as a sign that is no number."""
    return f"#{'abcdefghij'[int(digit)]}"


def _joined(text: str, found: Sequence[Found]) -> ToldTests:
    """The tests each with the words of its clause, and what joins them."""
    cuts = [0]
    joints: list[str] = []
    for (_, end, _), (start, _, _) in pairwise(found):
        between = list(_CUT.finditer(text, end, start))
        chosen = next((each for each in between if each[0] == ";"), between[0] if between else None)
        cuts.append(chosen.end() if chosen else end)
        # `10 days or more, or four spells or more`
        joint = next((each[0] for each in between[1:] if chosen and not text[chosen.end() : each.start()].strip()), "")
        joints.append(joint if chosen and chosen[0] == "," and joint in {"and", "or"} else chosen[0] if chosen else "")
    cuts.append(len(text))
    tests = tuple(
        replace(test, clause=f"{text[cut:start]} | {_bare(text[start:end])} {text[end:following]}")
        for (start, end, test), cut, following in zip(found, cuts, cuts[1:], strict=False)
    )
    plainly = {each for each in joints if each in {"and", "or"}}
    joint = plainly.pop() if len(plainly) == 1 and all(each in {"and", "or"} for each in joints) else ""
    return ToldTests(tests, joint, text)


def _bare(words: str) -> str:
    """The noun of `2 needs or more`."""
    return re.sub(r"[\d.%]+|\b(?:or|and) [a-z]+$", " ", words).strip()


def words_in(clause: str) -> frozenset[str]:
    """The words of a clause that may name a column."""
    return frozenset(words_of(clause)) - _COMMON


_COMMON = frozenset(
    words_of(
        "should must may not more than least most over under within target standard limit aim goal each every all "
        "others rest where when shown flag yes mark marks number total rate share last first council county our their "
        "its column says have has held done made good"
    )
)


def sentences_in(text: str) -> Iterator[str]:
    """The sentences of a paragraph, those that a semicolon joins together."""
    yield from (
        each
        for each in re.split(r"(?<=[.!?])[\"\u201d\u2019')]*\s+(?=[\"\u201c\u2018'(]?[A-Z\u2713\u2717])|\n", text)
        if each.strip()
    )

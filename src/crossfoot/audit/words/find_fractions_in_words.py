"""Fractions in words against the percentage or the numbers told with them: `more than half (32) of the 81`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.spoken.number_words import SpelledFraction
from crossfoot.audit.spoken.passages import WORDS, Passage, limited_percent, share_of
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

FRACTIONS = Rule(
    "fractions-in-words",
    Kind.NARRATIVE,
    "A fraction told in words, such as two thirds or one in eight, is near the figures told with it.",
    Severity.WARNING,
)
_FRACTION = (
    r"(?P<mark><f(?P<fraction>\d+)>)"
    # With three quarters of the year gone, the rest is of something else.
    r"(?!\sof\sthe\s(?:financial\s|school\s)?(?:year|month|quarter|term|period|plan|programme)\b)(?!\s(?:of\sthe\s)?way\b)"
)
_COUNTED = (
    r"<c(?P<part>\d+)>\s?(?:out\sof|of|/)\s?(?:the\s|all\s|our\s|these\s|its\s)?(?:[a-z-]+\s){0,2}<c(?P<whole>\d+)>"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # just over half of the work was good (54.8%); one in eight (24%); a third, 41%,
        rf"{_FRACTION}{WORDS}{{0,90}}?[(\[]\s?(?:at\s|or\s)?<p(?P<percent>\d+)>(?=\s?[)\],;:]|\sof\b)",
        rf"{_FRACTION}(?:{WORDS}{{0,20}}?)?(?:,|\s[\u2013\u2014-]|:)\s(?:or\s|at\s)?<p(?P<percent>\d+)>(?=\s?[,.;\u2013\u2014-]|\sof\b|$)",
        # 34% of the requests, more than half; 34% (more than half)
        rf"<p(?P<percent>\d+)>{WORDS}{{0,50}}?(?:,|\s?\(|\s[\u2013\u2014-])\s?(?:or\s|that\sis\s|which\sis\s)?{_FRACTION}(?=\s?[,.;)]|$|\sof\s(?:them|all|the\stotal)\b)",
        # two thirds (12 of 36); 12 of the 36, or two thirds,
        rf"{_FRACTION}{WORDS}{{0,90}}?[(,:]\s?(?:or\s)?{_COUNTED}",
        rf"{_COUNTED}{WORDS}{{0,60}}?(?:,|\s?\(|\s[\u2013\u2014-])\s?(?:or\s|that\sis\s|which\sis\s)?{_FRACTION}(?=\s?[,.;)]|$)",
        # Of the 81 late reviews, more than half (32) were late by a week
        rf"\b(?:of|from|among)\s(?:the\s|our\s|all\s|these\s|its\s|a\stotal\sof\s)?(?:[a-z-]+\s){{0,2}}<c(?P<whole>\d+)>{WORDS}{{0,60}}?{_FRACTION}{WORDS}{{0,60}}?\(\s?<c(?P<part>\d+)>(?=\s?[),;]|\s[a-z]+\))",
        # more than half of the 81 reviews (32); a third of our 90 schools, 41,
        rf"{_FRACTION}\s(?:\(\s?<c(?P<part>\d+)>\s?\)\s)?of\s(?:the\s|our\s|all\s|these\s|its\s)?(?:[a-z-]+\s){{0,2}}<c(?P<whole>\d+)>(?:{WORDS}{{0,60}}?\(\s?<c(?P<part2>\d+)>(?=\s?[),;]|\s[a-z]+\)))?",
    )
)
_NEARLY = re.compile(
    rf"(?P<mark><p(?P<told>\d+)>)(?P<gap>{WORDS}{{0,80}}?)\(\s?<p(?P<percent>\d+)>(?=\s?[);,])", re.IGNORECASE
)
_OTHER = re.compile(
    r"\b(?:target|england|national\w*|average|neighbours?|compared|than|against|previous|last\syear|up|down|rise|fall|rose|fell|from|year\sbefore)\b",
    re.IGNORECASE,
)
_OF_EARLIER = re.compile(rf"^(?:[\d.]*\s|\W)*{_FRACTION}\s(?:being|is|are|was|were|in\stime)\b")
_OF_PAIR = re.compile(
    rf"^(?:[\d.]*\s|\W)*{_FRACTION}\s(?:of\s(?:them|these|those)\s)?(?:are|were)\s(?P<noun>[a-z]+)\b(?!\s(?:or|and)\b)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"<c(?P<one>\d+)>\s(?:(?:are|were)\s)?(?P<first>boys|girls|males?|females?|men|women)\b(?:\s\(<p\d+>\))?,?\s(?:and|,)?\s?"
    r"<c(?P<two>\d+)>\s(?:(?:are|were)\s)?(?P<second>boys|girls|males?|females?|men|women)\b",
    re.IGNORECASE,
)


def find_fractions_in_words(study: Study, passage: Passage) -> None:
    """Check every fraction whose figures stand beside it."""
    done: set[int] = set()
    for mark, fraction, share, working in _told(passage):
        if mark in done or not passage.is_own(mark):
            continue
        done.add(mark)
        _weigh(study, passage, fraction, share, working)


def _told(passage: Passage) -> Iterator[tuple[int, SpelledFraction, Interval, str]]:
    """Each fraction with the share, in per cent, that the figures beside it give, and the working."""
    text, numbers = passage.text, passage.numbers
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            fraction = passage.fractions[int(match["fraction"])]
            groups = match.groupdict()
            if _OTHER.search(text[match.start() : match.end()]):
                continue
            if groups.get("percent"):
                told = numbers[int(groups["percent"])]
                yield match.start("mark"), fraction, told.interval, told.text
                continue
            part_mark = groups.get("part") or groups.get("part2")
            if part_mark is None:
                continue
            part, whole = numbers[int(part_mark)], numbers[int(groups["whole"])]
            share = share_of(part, whole) if part.amount <= whole.amount else None
            if share is not None:
                yield match.start("mark"), fraction, share, f"{part.text} / {whole.text} = {float(share.middle):.1f}%"
    for match in _NEARLY.finditer(text):
        told, exact = numbers[int(match["told"])], numbers[int(match["percent"])]
        limited = limited_percent(passage, match.start("mark"), told)
        if limited is not None and told.amount % 5 == 0 and not _OTHER.search(match["gap"]):
            yield match.start("mark"), limited, exact.interval, exact.text
    yield from _told_before(passage)


def _told_before(passage: Passage) -> Iterator[tuple[int, SpelledFraction, Interval, str]]:
    """The figures stand in the sentence before: `32 are girls and 140 boys. Three in four are boys`."""
    own, before = passage.text[passage.own :], passage.text[: passage.own]
    if match := _OF_PAIR.match(own):
        pair = _PAIR.search(before)
        if pair is not None:
            one, two = passage.numbers[int(pair["one"])], passage.numbers[int(pair["two"])]
            counts = {pair["first"].casefold().rstrip("s"): one, pair["second"].casefold().rstrip("s"): two}
            part = counts.get(match["noun"].casefold().rstrip("s"))
            whole = one.amount + two.amount
            if part is not None and whole and len(counts) > 1:
                share = Interval.exactly(part.amount / whole * 100)
                fraction = passage.fractions[int(match["fraction"])]
                working = f"{part.text} of {float(whole):,.6g} is {float(share.middle):.1f}%"
                yield passage.own + match.start("mark"), fraction, share, working
        return
    match = _OF_EARLIER.match(own)
    if match is None:
        return
    # Every percentage of the sentence before may be meant.
    fraction = passage.fractions[int(match["fraction"])]
    told = [figure for start, _, figure in passage.marks("p") if start < passage.own]
    fitting = [each for each in told if _allows(fraction, each.interval)]
    if fitting or len(told) == 1:
        each = (fitting or told)[0]
        yield passage.own + match.start("mark"), fraction, each.interval, each.text


def _allows(fraction: SpelledFraction, share: Interval) -> bool:
    return share.meets(Interval(fraction.low * 100, fraction.high * 100))


def _weigh(study: Study, passage: Passage, fraction: SpelledFraction, share: Interval, working: str) -> None:
    if _allows(fraction, share) and not (fraction.limited and _is_edge(fraction, share)):
        study.ledger.agreed(FRACTIONS)
        return
    expected = _in_words(share.middle / 100)
    confidence = 0.8 if fraction.limited else 0.7
    tell(study, FRACTIONS, passage.sentence, fraction.text, expected, f"{working}.", confidence)


def _is_edge(fraction: SpelledFraction, share: Interval) -> bool:
    """Exactly half is not more than half; only where no rounding is in the figures."""
    strict = re.match(r"more|over|fewer|less|under|just|above|below", fraction.text, re.IGNORECASE) is not None
    return strict and share.width == 0 and share.low == fraction.value * 100


_NAMES = (
    (Fraction(1, 10), "one in ten"),
    (Fraction(1, 8), "one in eight"),
    (Fraction(1, 5), "a fifth"),
    (Fraction(1, 4), "a quarter"),
    (Fraction(1, 3), "a third"),
    (Fraction(2, 5), "two in five"),
    (Fraction(1, 2), "half"),
    (Fraction(3, 5), "three in five"),
    (Fraction(2, 3), "two thirds"),
    (Fraction(3, 4), "three quarters"),
    (Fraction(4, 5), "four in five"),
    (Fraction(9, 10), "nine in ten"),
)


def _in_words(share: Fraction) -> str:
    value, name = min(_NAMES, key=lambda item: abs(item[0] - share))
    return (
        f"{'just over ' if share > value else 'just under ' if share < value else ''}{name}, {float(share * 100):.1f}%"
    )

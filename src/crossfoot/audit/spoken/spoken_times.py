"""Times that a sentence names: months, quarters, terms, financial and calendar years, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crossfoot.audit.reading.times import MONTH_WORDS, Time, TimeKind, month_number

_YEAR = r"(?:19|20)\d{2}"
_FULL_SPAN = rf"(?P<year>{_YEAR})(?:\s?[-/\u2013]\s?(?P<end>(?:20)?\d{{2}}))?"
_QUARTERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4,
}  # fmt: skip
_QUARTER = re.compile(
    rf"\b(?:[Qq](?:tr|uarter)?\s?(?P<number>[1-4]|one|two|three|four)|(?P<ordinal>first|second|third|fourth|final)\s"
    rf"quarter)(?:,?\s(?:of\s|in\s)?(?:the\s)?(?:financial\syear\s)?{_FULL_SPAN})?(?![\d%])"
    rf"|\b(?P<yearb>{_YEAR})\s?[-/\u2013]\s?(?P<endb>\d{{2}})\s[Qq](?:uarter\s)?(?P<numberb>[1-4])\b"
)
_QUARTER_MONTHS = re.compile(
    rf"\b(?P<first>{MONTH_WORDS})\.?\s?(?P<firstyear>{_YEAR})?\s?(?:to|and|until|[-\u2013/])\s?(?P<last>{MONTH_WORDS})\b\.?"
    rf"(?:\s(?P<year>{_YEAR}|\d{{2}}(?!\d|\s?%)))?"
)
_TERM = re.compile(
    rf"\b(?P<term>[Aa]utumn|[Ss]pring|[Ss]ummer)(?:\s(?:[Tt]erm)(?:,?\s(?:of\s|in\s)?{_FULL_SPAN})?|\s(?:of\s)?"
    rf"(?P<yearb>{_YEAR}))"
)
_BARE_TERM = re.compile(
    r"(?:(?<=\bin )|(?<=\bfrom )|(?<=\bto )|(?<=\bthan )|(?<=\bsince )|(?<=\bby )|(?<=\band )|(?<=\bthe )|"
    r"(?<=\bIn )|(?<=\bFrom )|(?<=\bSince )|(?<=\bBy )|(?<=\bThe ))"
    r"(?P<term>[Aa]utumn|[Ss]pring|[Ss]ummer)(?=\s?(?:[.,;:()]|$)|\s(?:to|and|but|than|from|was|were|had|then|in|the|it|there|this|they|we|a|all|only|of|for)\b)"
)
"""`From 2.00 in autumn to 2.28 in summer`, and no `summer reading`."""
_SLASHED = re.compile(rf"(?<![\w/])(?:[0-2]?\d|3[01])/(?P<month>0?[1-9]|1[0-2])/(?P<year>{_YEAR})(?![\w/])")
_SPAN = re.compile(rf"\b(?P<year>{_YEAR})\s?[-/\u2013]\s?(?P<end>(?:20)?\d{{2}})\b(?![-/]\d)")
_NO_YEAR = rf"(?!\d|[,.]\d|\s?%|\s(?:{MONTH_WORDS}))"
_GOES_ON = (
    r"(?:to|and|or|was|were|is|are|has|had|have|will|of|in|on|at|by|with|from|for|than|until|since|compared|against|which|"
    r"when|where|that|this|it|there|they|we|the|our|onwards?|as|but|so|up|down|data|figures?|position|outturn|term|report\w*|"
    r"values?|only|both|shows?|rose|fell|being|because|due|after|before|while|then|though|although|plus|less)"
)
MONTH_AND_YEAR = (
    rf"\b(?P<month>{MONTH_WORDS})\b\.?[\s'\u2019-]*(?P<year>{_YEAR}|(?<=['\u2019-])\d{{2}}{_NO_YEAR}|"
    rf"\d{{2}}{_NO_YEAR}(?!\s(?!{_GOES_ON}\b)[a-z]))?"
)
"""In `by the end of December 47 children came` the 47 is no year, in `December 16 was` it is."""
_MONTH = re.compile(MONTH_AND_YEAR)
_CALENDAR = re.compile(rf"(?<![\w,.£/-])(?P<year>{_YEAR})(?![\d,%/]|\.\d|-\d)")


WITHOUT_YEAR = {TimeKind.BARE_MONTH: 12, TimeKind.QUARTER: 4, TimeKind.TERM: 3}
"""Times of these kinds with a lower index have no year."""


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """A time and where the words for it stand. The index of a quarter or term without a year is below 4."""

    time: Time
    start: int
    end: int


def spoken_times_in(text: str) -> Iterator[SpokenTime]:
    """Every time that the text names, in their order; the longest words win: `July to September 2019` is a quarter."""
    taken: list[SpokenTime] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            if any(each.start < match.end() and match.start() < each.end for each in taken):
                continue
            time = reader(match)
            if time is not None:
                taken.append(SpokenTime(time, match.start(), match.end()))
    yield from sorted(taken, key=lambda each: each.start)


def is_bare(time: Time) -> bool:
    """Whether it has no year: `June`, `Q1`, `autumn`."""
    return time.index < WITHOUT_YEAR.get(time.kind, 0)


def quarter_number(word: str) -> int:
    """1 for `first`, `one` and `1`, 4 for `final`."""
    return _QUARTERS.get(word.casefold()) or int(word)


def spans_in(text: str) -> list[SpokenTime]:
    """The financial and academic years of a text, those of `Q3 2016-17` too."""
    found = ((match, _span(match)) for match in _SPAN.finditer(text))
    return [SpokenTime(time, match.start(), match.end()) for match, time in found if time is not None]


def _quarter(match: re.Match[str]) -> Time | None:
    if match["yearb"]:
        return Time(TimeKind.QUARTER, int(match["yearb"]) * 4 + int(match["numberb"]) - 1)
    word = match["number"] or match["ordinal"]
    number = quarter_number(word)
    return Time(TimeKind.QUARTER, (int(match["year"]) if match["year"] else 0) * 4 + number - 1)


def _quarter_of_months(match: re.Match[str]) -> Time | None:
    """`April to June` is the first quarter of the financial year; other ranges are no quarter."""
    first, last = month_number(match["first"]), month_number(match["last"])
    if first is None or last is None or first % 3 or last != first + 2:
        return None
    number = (first // 3 - 1) % 4
    year = match["year"] or match["firstyear"]
    if not year:
        return Time(TimeKind.QUARTER, number)
    full = int(year) if len(year) > 2 else 2000 + int(year)
    return Time(TimeKind.QUARTER, (full - (first == 0)) * 4 + number)


def _term(match: re.Match[str]) -> Time:
    order = ("spring", "summer", "autumn").index(match["term"].casefold())
    year = match["yearb"] or match["year"]
    # In `the spring term of 2016/17` the academic year began the year before.
    later = bool(match["end"]) and order < 2
    return Time(TimeKind.TERM, (int(year) + later) * 3 + order if year else order)


def _span(match: re.Match[str]) -> Time | None:
    start, end = int(match["year"]), int(match["end"])
    return Time(TimeKind.SPAN, start) if end % 100 == (start + 1) % 100 else None


def _month(match: re.Match[str]) -> Time | None:
    number = month_number(match["month"])
    if number is None:
        return None
    if not match["year"]:
        return Time(TimeKind.BARE_MONTH, number)
    year = int(match["year"])
    return Time(TimeKind.MONTH, (year if year > 99 else 2000 + year) * 12 + number)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Time | None]], ...] = (
    (_QUARTER_MONTHS, _quarter_of_months),
    (_QUARTER, _quarter),
    (_TERM, _term),
    (_BARE_TERM, lambda match: Time(TimeKind.TERM, ("spring", "summer", "autumn").index(match["term"].casefold()))),
    (_SLASHED, lambda match: Time(TimeKind.MONTH, int(match["year"]) * 12 + int(match["month"]) - 1)),
    (_SPAN, _span),
    (_MONTH, _month),
    (_CALENDAR, lambda match: Time(TimeKind.YEAR, int(match["year"]))),
)


_NTH = re.compile(r" (?:in|for|during) the (?P<nth>first|second|third|fourth)(?=[,.;)]| (?:and|but)\b|$)")
_COUNTED = re.compile(r"\b(?:first|second|third|fourth) (quarter|term)\b")


def shortened_time(text: str, at: int) -> Time | None:
    """The time told there without its noun, which stands before: `301 in the second quarter and 241 in the third`."""
    short, nouns = _NTH.match(text, at), _COUNTED.findall(text[:at])
    told = spoken_times_in(f"the {short['nth']} {nouns[-1]}") if short is not None and nouns else []
    return next((each.time for each in told), None)


def times_of_own(between: str) -> list[Time]:
    """The times between two figures that are those of the second: `109 more than in 2023/24, and 96.0%` has none."""
    goes_on = _NEW_CLAUSE.search(between) is not None
    return [
        each.time
        for each in spoken_times_in(between)
        if not (goes_on and _THAN.search(between[: each.start]))
        and not _SINCE.search(between[: each.start])
        and not (_FROM.search(between[: each.start]) and _TO.fullmatch(between, each.end))
    ]


_THAN = re.compile(r"\bthan (?:in |at |for |on |during |the |end |of )*$")
_SINCE = re.compile(r"\bsince (?:the |end |start |beginning |of )*$")
_FROM = re.compile(r"\bfrom (?:in |at |the |end |of )*$")
_TO = re.compile(r"(?: [a-z]+)? to ")
"""`Rose by 59 from the summer to 630`: the 630 is of later."""
_NEW_CLAUSE = re.compile(r",? (?:and|but|while) ")

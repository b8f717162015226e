"""Numbers and fractions written in words: `eighty-eight`, `two thirds`, `just over one in eight`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

# fmt: off
NUMBERS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
"""How many rows, months, measures: what is counted in words."""
COUNT = rf"(?:{'|'.join(NUMBERS[1:])}|\d{{1,2}})"
_UNITS = {word: number for number, word in enumerate(("zero", *NUMBERS[1:-1]))}
_TENS = {word: number * 10 for number, word in enumerate((
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
), start=2)}
# fmt: on
_VALUES = _UNITS | _TENS | {"a": 1}
_DIGIT = "one|two|three|four|five|six|seven|eight|nine"
_BELOW_20 = f"{_DIGIT}|zero|{'|'.join(NUMBERS[10:-1])}"
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[-\u2010\u2011\s](?:{_DIGIT})\b)?|(?:{_BELOW_20}))"
_BELOW_1000 = rf"(?:(?:a|{_DIGIT})\shundred\b(?:\s(?:and\s)?{_BELOW_100}\b)?|{_BELOW_100})"
_NUMBER = re.compile(
    rf"(?<![\w-])(?P<number>{_BELOW_1000}\sthousand\b(?:,?\s(?:and\s)?{_BELOW_1000}\b)?|{_BELOW_1000}|a\sdozen)"
    r"(?:\s(?P<unit>per\scent|percent|percentage\spoints?|points?|million)\b)?(?![\w]|[-\u2010\u2011/]\w)",
    re.IGNORECASE,
)
_NO_NUMBER_BEFORE = re.compile(
    r"\b(?:no|any|some|every|each|which|this|that|stage|phase|part|quarter|key|section|option|aim|year|tier|level|band|"
    r"priority|outcome|page|appendix|table|chapter|schedule|group|team|day|week|type|step)\s$",
    re.IGNORECASE,
)
_NO_NUMBER_AFTER = re.compile(r"\s(?:another|by\sone|to\sone|stop|day\b)", re.IGNORECASE)
_PARTS = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_COUNT = rf"(?:zero|{COUNT})"


class Limit(StrEnum):
    """How near to the fraction the truth is said to be."""

    ABOUT = "about"
    OVER = "more than"
    UNDER = "fewer than"
    JUST_OVER = "just over"
    JUST_UNDER = "just under"


_LIMITS: tuple[tuple[str, Limit], ...] = (
    (r"(?:just|slightly|a\slittle|marginally|a\sfraction)\s(?:over|above|more\sthan)", Limit.JUST_OVER),
    (r"(?:just|slightly|a\slittle|marginally|a\sfraction)\s(?:under|below|less\sthan|fewer\sthan)", Limit.JUST_UNDER),
    (r"nearly|almost|close\sto|approaching|not\squite", Limit.JUST_UNDER),
    (r"more\sthan|(?:well\s)?over|above|in\sexcess\sof|upwards?\sof|at\sleast", Limit.OVER),
    (r"fewer\sthan|less\sthan|(?:well\s)?under|below|at\smost|up\sto", Limit.UNDER),
    (r"about|around|some|roughly|approximately|approx\.?|in\sthe\sregion\sof|or\sso|exactly", Limit.ABOUT),
)
_LIMIT = "|".join(f"(?P<limit{number}>{words})" for number, (words, _) in enumerate(_LIMITS))
_FRACTION = re.compile(
    rf"(?<![\w-])(?:(?:{_LIMIT})\s)?(?:"
    rf"(?P<half>(?:(?:a|one)[\s-])?half)"
    rf"|(?P<one>an?|one)[\s-](?P<part>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)"
    rf"|(?P<many>two|three|four|five|six|seven|eight|nine)[\s-](?P<parts>third|quarter|fifth|sixth|seventh|eighth|ninth|"
    rf"tenth)s"
    rf"|(?P<some>{_COUNT})\s(?:in(?:\severy)?|out\sof\severy)\s(?P<all>{_COUNT})"
    rf"|(?P<someout>{_COUNT})\sout\sof\s(?P<allout>ten|10|five|four|three)"
    r")(?![\w]|[-\u2010\u2011/]\w)",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    r"\b(?:first|second|last|past|previous|next|latter|other|these|those|both|for|all|every|each|per|other|the)\s$",
    re.IGNORECASE,
)
_NO_HALF_AFTER = re.compile(
    r"[\s-](?:a\sdozen|terms?|years?|days?|an?\s(?:hour|day|year|million|term)|hours?|way|(?:of|in)\sthe\s(?:year|month|term|"
    r"financial|academic))\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s?(?:of\b|\(|are\b|is\b|were\b|was\b|ha(?:ve|s|d)\b|[,.;:]|$)", re.IGNORECASE)
_TIME_AFTER = re.compile(r"\s(?:weeks?|months?|years?|days?|terms?|quarters?|hours?|minutes?)\b", re.IGNORECASE)
_NAME_AFTER = re.compile(
    r"\s?(?:(?:or|and) (?:more|over|above|older|less|under|fewer|below|younger)\b|to \d|[-\u2013]\s?\d|\+|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
"""After `5 in 8`: a group, `8 or more`, or a date, `25 in 31 March`."""
_POINTS = Fraction(1, 100)
JUST = 6 * _POINTS
"""How far `just over`, `just under` and `nearly` reach."""
ABOUT = 3 * _POINTS
"""How far `about` reaches at least; otherwise a tenth of the fraction."""


@dataclass(frozen=True, slots=True)
class SpelledNumber:
    """A number in words: its amount, its unit in words, and where it stands."""

    text: str
    amount: int
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SpelledFraction:
    """A fraction in words, from 0 to 1, with how near it is said to be; the truth lies from `low` to `high`."""

    text: str
    value: Fraction
    limit: Limit
    limited: bool
    """Whether a word such as `about` or `more than` is there."""
    start: int
    end: int

    @property
    def low(self) -> Fraction:
        """The least that the words allow."""
        match self.limit:
            case Limit.UNDER:
                return Fraction(0)
            case Limit.JUST_UNDER:
                return max(Fraction(0), self.value - JUST)
            case Limit.ABOUT:
                return max(Fraction(0), self.value - max(ABOUT, self.value / 10))
            case _:
                return self.value

    @property
    def high(self) -> Fraction:
        """The most that the words allow."""
        match self.limit:
            case Limit.OVER:
                return Fraction(1)
            case Limit.JUST_OVER:
                return self.value + JUST
            case Limit.ABOUT:
                return self.value + max(ABOUT, self.value / 10)
            case _:
                return self.value


def spelled_numbers_in(text: str) -> Iterator[SpelledNumber]:
    """Every number in words of the text; not those inside a fraction, an ordinal, or `no one`, `part two`."""
    taken = [(each.start, each.end) for each in spelled_fractions_in(text)]
    for match in _NUMBER.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        words = match["number"]
        if _NO_NUMBER_BEFORE.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        if words.casefold() == "one" and _NO_NUMBER_AFTER.match(text, match.end()):
            continue
        yield SpelledNumber(
            match[0], value_of_words(words), (match["unit"] or "").casefold(), match.start(), match.end()
        )


def value_of_words(words: str) -> int:
    """The number that the words name: 112 for `one hundred and twelve`. Raises KeyError for other words."""
    total = current = 0
    for word in re.split(r"[\s,\u2010\u2011-]+", words.casefold().strip()):
        if word == "and":
            continue
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word == "dozen":
            current = max(current, 1) * 12
        else:
            current += _VALUES[word]
    return total + current


def spelled_fractions_in(text: str) -> Iterator[SpelledFraction]:
    """Every fraction in words: `half`, `a third of`, `three quarters`, `four in five`, `1 in 8`, `nine out of ten`."""
    for match in _FRACTION.finditer(text):
        limit = next((each for number, (_, each) in enumerate(_LIMITS) if match[f"limit{number}"]), None)
        before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() : match.end() + 24]
        value = _fraction_of(match, before, after)
        if value is not None:
            yield SpelledFraction(match[0], value, limit or Limit.ABOUT, limit is not None, match.start(), match.end())


def _fraction_of(match: re.Match[str], before: str, after: str) -> Fraction | None:
    """The fraction; None where the words are a time, an ordinal or a count."""
    if match["half"]:
        part = re.search(r"\b(?:first|second|latter|other|same|and)(?:\sa)?\s$", before, re.IGNORECASE)
        return None if part or _NO_HALF_AFTER.match(after) else Fraction(1, 2)
    if match["one"]:
        # `A third review` and `over a quarter` are no fractions of anything.
        said = bool(_OF.match(after)) and not re.match(r"\s(?:is|was)\b", after)
        return Fraction(1, _PARTS[match["part"].casefold()]) if said else None
    if match["many"]:
        parts = match["parts"].casefold()
        is_time = parts == "quarter" and bool(_TIME_BEFORE.search(before) or re.match(r"\sin\sa\srow|\srunning", after))
        value = Fraction(_VALUES[match["many"].casefold()], _PARTS[parts])
        return None if is_time or value >= 1 else value
    some, every = match["some"] or match["someout"], match["all"] or match["allout"]
    number, whole = number_of(some), number_of(every)
    if (
        not 0 < number < whole
        or _TIME_AFTER.match(after)
        or _NAME_AFTER.match(after)
        or (some.isdigit() and not every.isdigit())
    ):
        return None
    return Fraction(number, whole)


def number_of(text: str) -> int:
    """`four` and `4` as 4, `none` as 0. Raises KeyError for other words."""
    return int(text) if text.isdecimal() else 0 if text.casefold() == "none" else value_of_words(text)

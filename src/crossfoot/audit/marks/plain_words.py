"""The words of a rule with their numbers as digits, without dates and whatever else only looks like its numbers."""

from __future__ import annotations

import re

from crossfoot.audit.reading.times import MONTH_WORDS

_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_TENS = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](one|two|three|four|five|six|seven|eight|nine)\b"
)
_WORD = re.compile(
    r"(?<!last )(?<!the )(?<!this )(?<!that )(?<!no )(?<!each )(?<!every )(?<!any )(?<!first )(?<!next )"
    r"(?<!previous )(?<!only )"
    rf"\b(?:{'|'.join(word for word in _WORDS if word != 'one')}|"
    r"one(?= (?!of|to|at|is|was|or|and|in|for|held|after|before|otherwise|that|which|by|on|else)[a-z]{3,}))\b(?!-)"
)
_THAT_IS = re.compile(
    r"\b\d[\d.]*%? (?:of|times|x|\u00d7) \d[\d.]*(?P<words>[^;:\d]{0,50}?),? (?:that is|i\.?e\.?,?|which is|making|"
    r"so) "
    r"(?P<number>\d+(?:\.\d+)?)"
)
"""`90% of 17 cases, that is 15.3`: the last of the numbers is meant."""
_ONE_TO = re.compile(r"\b(?:at |of )?1 [a-z]+ (?:to|for)(?= (?:every |each |no more|at most|not more|up to|\d))")
"""`one adult to no more than 4 children`."""
_ALLOWED_TIME = re.compile(
    r"(?<![\w.,/-])(?P<time>\d+-(?:working[- ]|school[- ]|calendar[- ])?(?:hour|day|week|month|year)) "
    r"(?P<test>target|standard|limit|deadline|timescale|goal)\b"
)
"""`The 60-day target`: a target of 60 days."""
_ONE_IN = re.compile(r"\b([a-z]+) (?:in|out of) (two|four|five|ten|twenty)\b(?! (?:hours|days|weeks|months|years)\b)")
_IN_TEN = re.compile(
    r"\b(\d{1,2}) (?:in|out of) (?:every )?(2|4|5|10|20|100)\b(?! (?:working|school|calendar|days?|weeks?|months?|"
    r"years?))"
)
_NOISE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTH_WORDS})\b(?:,? (?:19|20)\d\d)?|"
    rf"\b(?:{MONTH_WORDS}) (?:19|20)\d\d\b|\b(?:19|20)\d\d(?:\s?[/\u2013-]\s?\d\d(?:\d\d)?)?\b|"
    r"\b(?:sections?|tables?|parts?|lines?|pages?|figures?|appendix|annex|returns?|panels?|notes?|regulations?|"
    r"chapters?|"
    r"key stages?|tiers?|rows?|columns?|exhibits?|grids?|charts?|articles?|act) \d+(?:\.\d+)?(?:(?:,| and|"
    r" to) \d+)*\b|"
    r"\b(?:per|for (?:every|each)|to every|in every) (?:100|1000|10000|100000)\b(?: [a-z]+)?|"
    r"\bages? \d+(?: to \d+)?\b|\baged \d+(?: to \d+)?\b|\bq[1-4]\b",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """The words in small letters with their numbers as digits; what only looks like a number of the rule left out."""
    text = " ".join(text.casefold().replace("\u2212", "-").split())
    text = re.sub(r"[\u201c\u201d\"\u2018()\[\]]", " ", text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    # `\u00a350k`, of a column of thousands.
    text = re.sub(r"(?<=\d)k\b", "", text)
    text = re.sub(r"(?<!\w)two[- ]thirds\b", "two thirds", re.sub(r"\bthree[- ]quarters\b", "three quarters", text))
    kept = re.sub(r"\b(two thirds|three quarters)\b", lambda match: match[0].replace(" ", "_"), text)
    kept = _ONE_IN.sub(
        lambda match: f"{_WORDS[match[1]]} in {_WORDS[match[2]]}" if match[1] in _WORDS else match[0], kept
    )
    kept = _TENS.sub(lambda match: str(_WORDS[match[1]] + _WORDS[match[2]]), kept)
    kept = _WORD.sub(lambda match: str(_WORDS[match[0]]), kept).replace("_", " ")
    kept = re.sub(r"\b(within|inside|in|than|over) an? (?=(?:working )?(?:day|week|month|year)\b)", r"\1 1 ", kept)
    kept = re.sub(r"\bper ?cent\b(?!age)", "%", kept)
    kept = re.sub(r"%\s*points?\b|percentage[\s-]points?", " points", kept)
    kept = _ALLOWED_TIME.sub(lambda match: f"{match['test']} {match['time'].replace('-', ' ')}", kept)
    kept = _ONE_TO.sub(" ", re.sub(r"(?<![\w.])\d+-[a-z][a-z-]*", " ", kept))
    kept = _THAT_IS.sub(r"\g<number>\g<words>", kept)
    kept = re.sub(r"\b([1-9]) tenths\b", r"\g<1>0%", kept)
    kept = _IN_TEN.sub(lambda match: f"{int(match[1]) * 100 // int(match[2])}%", kept)
    return " ".join(_NOISE.sub(" ", kept).split())

"""A sentence with the one before it as a pattern can read it: numbers as marks of their kind, the rest in words.

`Of 214 audits, 171 (79.9%)` reads `Of <c0> audits, <c1> (<p2>)`: `c` a count, `p` a percentage, `t` percentage points,
`m` money, `r` a rate per so many, `f` a fraction in words. Numbers that only say which (ages, deadlines, grades) stay
as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.intervals import Interval
from crossfoot.audit.spoken.number_words import Limit, SpelledFraction, spelled_fractions_in
from crossfoot.audit.spoken.sentences import Figure, Sentence, numbers_in

WORDS = r"[^<>.;:()]"
"""A character between two numbers of one clause."""
NOT_COMPARED = (
    r"(?!\s?(?:%|pp\b|higher|lower|more|fewer|less|above|below|better|worse|up|down|ahead|behind|short|over|under|"
    r"increase|decrease|rise|fall|reduction|growth|improvement|points?|percentage|target|national\w*|england|last|"
    r"previous\w*|of\sbudget|the\s(?:previous|year|month|quarter)|in\sthe\s(?:previous|same)))"
)
"""After a percentage: words that would make it a change, or another time's."""
_TIME_UNIT = (
    r"(?:working|calendar|school|clear|consecutive|full)?\s?-?(?:days?|weeks?|months?|years?|hours?|minutes?|terms?|"
    r"quarters?|yrs?|school\syears?)\b"
)
_WHICH_AFTER = re.compile(
    rf"[\s-](?:{_TIME_UNIT}|years?[\s-]olds?|plus\b|or\s(?:more|fewer|less|over|above|under|older|younger|better|below)\b)|\+"
    r"|\sto\s\d+\s(?:years?|weeks?|months?|days?)|\s?(?:-|\u2013|to|and|or)\s?\d{1,2}\s?(?:years?|yrs?|year-olds?)",
    re.IGNORECASE,
)
_BEFORE_THAT = re.compile(r"\s(?:before|earlier|previously|preceding)\b(?=\s?[(.,;:]|$)", re.IGNORECASE)
"""After a number: `the last four quarters, and the four before`."""
_OLDS_AFTER = re.compile(r"[\s-]?(?:years?[\s-]olds?|\+|or\s(?:more|fewer|less|over)\b|plus\b)", re.IGNORECASE)
_LENGTH_BEFORE = re.compile(
    r"\b(?:within|in|in\sunder|over|under|after|for|every|each|last|past|next|previous|preceding|first|than|up\sto|least|"
    r"these|those|the|all|coming|following|beyond|exceeding|and|to|or|at|between)\s(?:the\s)?(?:last\s|past\s|next\s|"
    r"previous\s|first\s|least\s|a\s)?$",
    re.IGNORECASE,
)
_WHICH_BEFORE = re.compile(
    r"\b(?:aged?|ages|grades?|levels?|sections?|key\sstages?|stages?|tiers?|bands?|aged\s(?:under|over)|under|"
    r"over[\s-]s?|regulations?|paragraphs?|priority|outcomes?|indicator|kpi|standard|page|tables?|per|recommendations?|"
    r"each|every|phase|wave|group|cohort|safeguarding|team|locality|version|attainment|progress|form|rank|ranked|step|zone|area|"
    r"age\sof)\s?$",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(
    r"\b(?:Routes?|Lots?|Lines?|Class|Category|Types?|Sites?|Blocks?|Units?|Items?|Options?|Strands?|Level)\s?$"
)
"""`Route 2 households`."""
_AGE_GROUP = re.compile(r"\bage\s(?:group|band|range)s?\b(?:\sonly)?(?:,|:|\sof)?\s(?:\d{1,2}\sand\s)?$", re.IGNORECASE)
"""`In one age group only, 16 and 17`."""
_NUMBERED_TIME = re.compile(
    r"(?<!\bfirst\s)(?<!\bsecond\s)(?<!\bthird\s)(?<!\bfourth\s)(?<!\bfinal\s)(?<!\blast\s)(?<!\bthis\s)"
    r"\b(?:period|month|quarter|qtr|q|autumn|spring|summer|winter|term|half)\s?$",
    re.IGNORECASE,
)
"""`Quarter 3`; `in the second quarter 79 of 125` counts."""
_LAST_PERIOD = 13
_SCHOOL_YEAR = re.compile(r"\b(?:Years?|(?:in|for|of|and) years?)\s$")
_SPAN = re.compile(
    r"\b(?:aged?|ages|years?|grades?|bands?|groups?|levels?|stages?|classes)\s\d{1,2}\s?(?:to|and|or|-|\u2013)\s?$",
    re.IGNORECASE,
)
"""`Ages 5 to 10`: the last of them."""
_LAST_SCHOOL_YEAR = 13
_UNDER_AGE = re.compile(r"\b(?:under|over|aged|age|below|above)[\s-]+$", re.IGNORECASE)
_RATE_AFTER = re.compile(
    r"\s(?:[a-z]+\s){0,2}per\s(?:1,000|10,?000|100,?000|1000|thousand|ten\sthousand)", re.IGNORECASE
)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:the|this|that|only|a|another|other|each|every|any|which|than|as|from|no)\s$", re.IGNORECASE
)
_PRONOUN_AFTER = re.compile(
    r"\s(?:of\b(?!\s(?:the\s|these\s|our\s|its\s|all\s)?(?:\d|<))|that\b|which\b|who\b|in\b)", re.IGNORECASE
)
_OLDEST = 25
LONGEST = 3000
"""Characters: nobody writes a sentence longer than that."""
_LIMIT = re.compile(
    r"\b(?:(?P<just_over>(?:just|slightly|a\slittle)\s(?:over|above|more\sthan))"
    r"|(?P<just_under>(?:just|slightly|a\slittle)\s(?:under|below|less\sthan)|nearly|almost|close\sto|approaching)"
    r"|(?P<over>more\sthan|well\sover|over|above|in\sexcess\sof|at\sleast|upwards\sof)"
    r"|(?P<under>fewer\sthan|less\sthan|well\sunder|under|below|up\sto|at\smost)"
    r"|(?P<about>about|around|some|roughly|approximately|approx\.?|circa|c\.|~|or\sso))\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of two sentences with their numbers marked; `own` is where the second begins."""

    sentence: Sentence
    text: str
    own: int
    numbers: tuple[Figure, ...]
    fractions: tuple[SpelledFraction, ...]
    plain: str
    """The same words as printed."""

    def is_own(self, mark: int) -> bool:
        """Whether that mark of the text stands in the sentence itself."""
        return mark >= self.own

    def marks(self, kinds: str = "cptmr") -> Iterator[tuple[int, int, Figure]]:
        """Where each number of these kinds stands in the text, from and to, and the number."""
        for match in re.finditer(rf"<[{kinds}](\d+)>", self.text):
            yield match.start(), match.end(), self.numbers[int(match[1])]


def passage_of(sentence: Sentence) -> Passage | None:
    """The passage that ends with the sentence; None where the sentence has no number of its own."""
    if len(sentence.text) > LONGEST:
        return None
    numbers: list[Figure] = []
    fractions: list[SpelledFraction] = []
    own = _mark(sentence.text, sentence.numbers, sentence.fractions, numbers, fractions)
    if not numbers and not fractions:
        return None
    before = ""
    if sentence.before and len(sentence.before) <= LONGEST:
        previous = sentence.before
        before = _mark(previous, numbers_in(previous), tuple(spelled_fractions_in(previous)), numbers, fractions) + " "
    plain = f"{sentence.before} {sentence.text}" if sentence.before else sentence.text
    return Passage(sentence, before + own, len(before), tuple(numbers), tuple(fractions), plain)


def _mark(
    text: str,
    found: tuple[Figure, ...],
    parts: tuple[SpelledFraction, ...],
    numbers: list[Figure],
    fractions: list[SpelledFraction],
) -> str:
    """The text with marks; the numbers and fractions marked are added to the lists."""
    spans: list[tuple[int, int, str]] = []
    for part in parts:
        spans.append((part.start, part.end, f"<f{len(fractions)}>"))
        fractions.append(part)
    for figure in found:
        if any(start < figure.end and figure.start < end for start, end, _ in spans) or _says_which(text, figure):
            continue
        start = figure.start
        while start < figure.end and text[start].isspace():
            start += 1
        spans.append((start, figure.end, f"<{_kind(text, figure)}{len(numbers)}>"))
        numbers.append(figure)
    pieces, at = [], 0
    for start, end, mark in sorted(spans):
        pieces += [text[at:start], mark]
        at = end
    return "".join([*pieces, text[at:]])


def _kind(text: str, figure: Figure) -> str:
    if figure.points:
        return "t"
    if figure.percent:
        return "p"
    if figure.money:
        return "m"
    return "r" if _RATE_AFTER.match(text, figure.end) else "c"


def _says_which(text: str, figure: Figure) -> bool:
    """Whether the number is an age, a deadline, a grade or a pronoun, and not how many."""
    if not figure.is_plain:
        return False
    before, after = text[max(0, figure.start - 24) : figure.start + 1], text[figure.end : figure.end + 30]
    before = before[:-1] if not before[-1:].isspace() else before
    if figure.spelled and figure.text.casefold() == "one" and _is_pronoun(before, after):
        return True
    return bool(
        _OLDS_AFTER.match(after)
        or _WHICH_BEFORE.search(before)
        or _NAMED_SO.search(before)
        or (figure.amount <= _LAST_PERIOD and _NUMBERED_TIME.search(before))
        or _SPAN.search(before)
        or (figure.amount <= _OLDEST and _AGE_GROUP.search(text[: figure.start]))
        or (_WHICH_AFTER.match(after) and _LENGTH_BEFORE.search(before))
        or (figure.spelled and _BEFORE_THAT.match(after) and _LENGTH_BEFORE.search(before))
        or (_SCHOOL_YEAR.search(before) and figure.amount <= _LAST_SCHOOL_YEAR)
        or (_UNDER_AGE.search(before) and figure.amount <= _OLDEST and figure.amount.denominator == 1)
    )


def _is_pronoun(before: str, after: str) -> bool:
    """Whether `one` counts nothing: `the one that`, `one of the best`."""
    return bool(_PRONOUN_BEFORE.search(before) or _PRONOUN_AFTER.match(after))


def rounded(figure: Figure) -> Interval:
    """What the number may have been, where a whole number may be rounded too: an average, a percentage."""
    if figure.interval.width:
        return figure.interval
    return Interval.printed(figure.amount, Fraction(1))


def limited_percent(passage: Passage, mark: int, figure: Figure) -> SpelledFraction | None:
    """A percentage with `nearly`, `over`, `about` before it, as a fraction with its limit; None without such a word."""
    match = _LIMIT.search(passage.text[max(0, mark - 30) : mark])
    if match is None or not figure.percent or not 0 < figure.amount <= 100:
        return None
    limit = {
        "just_over": Limit.JUST_OVER,
        "just_under": Limit.JUST_UNDER,
        "over": Limit.OVER,
        "under": Limit.UNDER,
        "about": Limit.ABOUT,
    }[match.lastgroup or "about"]
    return SpelledFraction(
        f"{match[0].strip()} {figure.text}", figure.amount / 100, limit, limited=True, start=0, end=0
    )


def allowed(passage: Passage, mark: int, figure: Figure) -> Interval:
    """What the words allow a percentage to be: `nearly 90%` is 84 to 90, `about 30%` is 27 to 33."""
    limited = limited_percent(passage, mark, figure)
    if limited is None:
        return rounded(figure)
    low, high = min(limited.low * 100, figure.interval.low), max(limited.high * 100, figure.interval.high)
    return Interval(low, high)


def share_of(part: Figure, whole: Figure) -> Interval | None:
    """Part over whole in per cent; None where the whole may be 0."""
    try:
        return (part.interval / whole.interval).times(100)
    except ZeroDivisionError:
        return None


def relative_change(earlier: Figure, later: Figure) -> Interval | None:
    """The change in per cent of the earlier; None where that may be 0."""
    try:
        return ((later.interval - earlier.interval) / earlier.interval).times(100)
    except ZeroDivisionError:
        return None


def same_unit(one: Figure, other: Figure) -> bool:
    """Whether both are counts, percentages, points or money."""
    return (one.percent, one.points, one.money) == (other.percent, other.points, other.money)

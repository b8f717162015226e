"""Changes told in words against the two figures told with them: `down from 5.1%`, `16 more than in May (2,501)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.audit.finding import Kind, Rule, interval_text
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.times import MONTH_WORDS
from crossfoot.audit.spoken.moving_words import FALLING, HIGHER, LOWER, RISING
from crossfoot.audit.spoken.passages import WORDS, Passage, allowed, relative_change, same_unit
from crossfoot.audit.spoken.sentences import Figure
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

CHANGES = Rule(
    "changes-in-words",
    Kind.NARRATIVE,
    "A change told in words is the difference of the two figures told with it.",
    Severity.WARNING,
)
POINTS = Rule(
    "percentage-points",
    Kind.NARRATIVE,
    "The difference of two percentages is in percentage points, not per cent.",
    Severity.WARNING,
)
_UP, _DOWN = f"{RISING}|{HIGHER}", f"{FALLING}|{LOWER}"
_NEITHER = r"improv\w+|worsen\w+|deteriorat\w+|changed?|difference|mov(?:ed|ement)|swing"
_EITHER = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_COLOURS = re.compile(r"\b(?:red|amber|green)\b", re.IGNORECASE)
_MARK = r"<[cptmr]\d+>"
_HOW = (
    r"(?:\s(?:slightly|sharply|significantly|marginally|steadily|a\slittle|again|further|much|well|just|still|also|"
    r"now))*"
)
_MOVED = (
    r"(?:rose|risen|increased|grew|grown|climbed|went\sup|gone\sup|up|fell|fallen|decreased|reduced|dropped|declined|"
    r"went\sdown|gone\sdown|came\sdown|come\sdown|down|rises|falls|increases|decreases|rising|falling|increasing|"
    r"decreasing|slipped|dipped|jumped|rise|fall|increase|decrease|reduction|drop|decline|growth|widened|narrowed)"
)
_BRACKET = r"(?:\s?\([^()]*\))?"
_FROM_TO = re.compile(
    rf"(?:\b(?P<verb>{_MOVED})\b(?:{WORDS}|{_MARK}){{0,30}}?)?\bfrom\s(?:{WORDS}{{0,22}}?\s)?<[cptmr](?P<a>\d+)>{_BRACKET}"
    rf"{WORDS}{{0,45}}?\bto\s(?:{WORDS}{{0,25}}?)<[cptmr](?P<b>\d+)>",
    re.IGNORECASE,
)
_TO_FROM = re.compile(
    rf"\b(?P<verb>{_MOVED})\b{_HOW}{WORDS}{{0,20}}?\bto\s(?:{WORDS}{{0,20}}?)<[cptmr](?P<b>\d+)>{_BRACKET}{WORDS}{{0,40}}?,?\s"
    rf"from\s(?:{WORDS}{{0,25}}?)<[cptmr](?P<a>\d+)>(?!\s?to\b)",
    re.IGNORECASE,
)
_STOOD = re.compile(
    rf"\b(?P<verb>{_MOVED}){_HOW}(?:\s(?:by|of))?(?:\s(?:{_MARK})(?:\s(?:{WORDS}{{0,18}}))?)?\s(?:from|on|since)\s"
    rf"(?:(?!and\s|but\s)(?:{WORDS}(?!\sand\s)){{0,45}}?[\s(])??<[cptmr](?P<a>\d+)>"
    rf"(?!{WORDS}{{0,30}}\bto\s(?:{WORDS}{{0,20}}\s)?<)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"[\s,;:(\u2013-]*(?:\b(?:and|which|this|that|has|have|is|was|were|an?|the)\b[\s,]*)*$", re.IGNORECASE
)
"""What may stand between a figure's clause and the word of its change."""
_IN_BRACKETS = re.compile(r"\s?\([^()]*\)")
_COMPARED = re.compile(
    rf"<[cptmr](?P<b>\d+)>{_BRACKET}{WORDS}{{0,45}}?\b(?:compare[sd]?\s(?:to|with)|comparing\s(?:to|with)|against|versus|vs\.?|as\sagainst)\s"
    rf"(?:{WORDS}{{0,40}}?[\s(])??<[cptmr](?P<a>\d+)>",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(
    rf"(?:^|[.;]\s|\s)(?:A\syear\s(?:before|ago|earlier|previously)|Last\s(?:year|month|quarter|term)|"
    rf"(?:In\s|At\s)?(?:the\s)?(?:year|quarter|month|term)\sbefore|(?:In|At|For)\sthe\s(?:previous|preceding|prior|same)\s{WORDS}{{2,40}}?|"
    rf"The\s(?:previous|prior)\s(?:year|quarter|month|term)(?:'s)?|Twelve\smonths\s(?:ago|before|earlier)|This\stime\slast\syear|Previously|"
    rf"(?:In|At\sthe\send\sof|At|By|On)\s(?:(?:\d{{1,2}}\s)?(?:{MONTH_WORDS})(?:\s20\d\d)?|20\d\d(?:[-/\u2013]\d+)?|(?:[Qq]uarter|Q)\s?[1-4])),?\s(?:it|there|they|this|that|the\s(?:figure|number|rate|total|share|percentage|proportion))?\s?"
    rf"(?:was|were|stood\sat|had\sbeen|came\sto)\s(?:\w+\s)?<[cptmr](?P<a>\d+)>"
)
_AFTER_TOLD = re.compile(
    rf"^\s?(?:%|percentage\spoints?|points?|pp)?\s?(?:(?:(?!\band\b|,\san?\s){WORDS}){{0,18}}?\s)?"
    rf"(?P<word>{_UP}|{_DOWN}|{_NEITHER})\b",
    re.IGNORECASE,
)
_BEFORE_TOLD = re.compile(
    rf"\b(?P<word>(?:{_UP}|{_DOWN}|{_NEITHER})(?=(?:{WORDS}{{0,14}}?\s)?\s?(?:by|of)\b)|up|down|higher|lower)\b(?:{WORDS}{{0,14}}?\s(?:by|of))?\s?"
    r"(?:about|around|some|just|only|a\sfurther|over|nearly|almost|\s)*$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:target|national\w*|england|neighbours?|region\w*|average|budget|benchmark|threshold|forecast|plan|expected|"
    r"standard|trajectory|ambition|profile)\b",
    re.IGNORECASE,
)
_THAN = re.compile(r"^\s?(?:percentage\spoints?|points?|pp)?\s?\w*\s?\w*\s?(?:than|above|below)\b", re.IGNORECASE)
_ROUGHLY = re.compile(
    r"\b(?:about|around|some|roughly|approximately|nearly|almost|over|under|more\sthan|less\sthan|fewer\sthan|at\sleast|up\sto)\s$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\b(?:rang\w+|var(?:y|ies|ied|ying)|between|aged?|scores?|grades?|anything|vary)\b[^<]{0,25}$", re.IGNORECASE
)
_BREAK = re.compile(r"\b(?:whereas|while|whilst|but|although|though|and\sthe|where|however)\b", re.IGNORECASE)
"""Words that begin another statement."""
_ANOTHER_MOVED = re.compile(
    rf"(?:\band|;)\s(?!(?:it|this|that|these|those|they|which|so|has|have|had|is|was|were|then|thus|therefore)\b)"
    rf"{WORDS}{{2,50}}\s(?:{_MOVED})\b",
    re.IGNORECASE,
)
"""`Contacts rose from 40 to 52, and referrals rose by 5`, or with a semicolon: another measure moved."""
_NEXT_SUBJECT = re.compile(r",\s<[cptmr]\d+>\s(?:[a-z]+\s)?(?:has|have|had|is|are|was|were)\b", re.IGNORECASE)
_PHRASAL = re.compile(
    r"\b(?:\w+ed|go|goes|going|steps?|stands?|stood|hands?|breaks?|broken|sets?|look|sign|taken?|took|written|made)\s(?:up|down)$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"<[cptmr](\d+)>")
FARTHEST = 70
LONGEST_GAP = 100
"""Characters between a figure and the words of its change."""
MOST_TIMES = 4
"""A figure that is more than so many times the other is another thing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The earlier and the later figure, where they stand in the passage, and the word of direction, if one is bound."""

    earlier: Figure
    later: Figure
    start: int
    end: int
    word: str
    confidence: float


def find_changes_in_words(study: Study, passage: Passage) -> None:
    """Check every pair of figures that the words join, and the changes told beside it."""
    if len(passage.numbers) < 2 or len(set(map(str.casefold, _COLOURS.findall(passage.text)))) >= 2:
        # A change has two ends; `amber from 60% to under 70%` is a rule.
        return
    pairs = list(pairs_of(passage))
    ends = {id(figure) for pair in pairs for figure in (pair.earlier, pair.later)}
    told = {start for start, _, figure in passage.marks() if id(figure) in ends}
    for pair in pairs:
        _check_word(study, passage, pair)
        _check_amounts(study, passage, pair, told)


def is_alike(one: Figure, other: Figure) -> bool:
    """Whether the two can be values of one measure: the same unit, or that of one of them left out."""
    if same_unit(one, other) or (one.points and other.percent):
        return True
    bare, told = (one, other) if one.is_plain else (other, one)
    return bare.is_plain and bare.interval.width > 0 and (told.percent or told.points)


def is_near(one: Figure, other: Figure) -> bool:
    """Whether neither is many times the other."""
    small, large = sorted((abs(one.amount), abs(other.amount)))
    return large <= small * MOST_TIMES or large <= MOST_TIMES


def pairs_of(passage: Passage) -> Iterator[Pair]:
    """Every earlier and later figure that the words of the sentence join."""
    seen: set[tuple[int, int]] = set()
    for pair, marks in (*_moved_pairs(passage), *_stood_pairs(passage), *_compared_pairs(passage)):
        # `Two are up to 10 points below and two more than 10`: no move from two to two.
        counted = pair.later.spelled and pair.earlier.spelled and pair.later.amount == pair.earlier.amount
        if marks not in seen and not counted and is_alike(pair.later, pair.earlier):
            seen.add(marks)
            yield pair
    match = _BEFORE_IT.search(passage.text, max(passage.own - 1, 0))
    if match and passage.own:
        earlier = passage.numbers[int(match["a"])]
        found = [each for start, _, each in passage.marks("cptm") if start < passage.own and same_unit(each, earlier)]
        if len(found) > 1:
            # Of several the one that moved by what is told after it: `2,604, so it has risen by 108`.
            told = [each.amount for start, _, each in passage.marks() if start > match.end()]
            found = [each for each in found if abs(each.amount - earlier.amount) in told]
        if len(found) == 1 and is_near(earlier, found[0]) and _has_subject(passage):
            yield Pair(earlier, found[0], match.start(), match.end(), _word_after(passage, match.end()), 0.8)


def _has_subject(passage: Passage) -> bool:
    """Whether the sentence before tells a value, and no change or target."""
    return not re.search(r"\b(?:target|average|by|than|from)\s<", passage.text[: passage.own])


_Marked = tuple[Pair, tuple[int, int]]


def _moved_pairs(passage: Passage) -> Iterator[_Marked]:
    """`Rose from A to B`, `fell to B from A`."""
    for pattern in (_FROM_TO, _TO_FROM):
        for match in pattern.finditer(passage.text):
            if passage.is_own(match.end() - 1) and not _RANGE.search(passage.text[: match.start("a")]):
                pair = _pair(passage, match, int(match["b"]), match.start(), match["verb"] or "", 0.85)
                if pattern is _FROM_TO or is_near(pair.earlier, pair.later):
                    yield pair, (int(match["a"]), int(match["b"]))


def _stood_pairs(passage: Passage) -> Iterator[_Marked]:
    """`B (12 of 40), up from A`, `B, an increase of 11 on the A of last year`."""
    for match in _STOOD.finditer(passage.text, passage.own):
        earlier = passage.numbers[int(match["a"])]
        head = passage.text[passage.own : match.start()]
        next_subject = _NEXT_SUBJECT.match(passage.text, match.start("a") - len(", <c"))
        if next_subject or _PHRASAL.search(passage.text[: match.end("verb")]):
            # `One has risen since June, two have fallen`: the second number is of others.
            continue
        for token in reversed(list(_TOKEN.finditer(head))):
            gap = _LINK.sub("", _IN_BRACKETS.sub("", head[token.end() :].removeprefix(")")))
            later = passage.numbers[int(token[1])]
            if len(gap) > LONGEST_GAP or re.search(r"[<>.;:()]", gap) or _BREAK.search(gap):
                continue
            if is_alike(later, earlier) and is_near(earlier, later):
                start = passage.own + token.start()
                pair = _pair(passage, match, int(token[1]), start, match["verb"], 0.85)
                yield pair, (int(match["a"]), int(token[1]))
                break


def _compared_pairs(passage: Passage) -> Iterator[_Marked]:
    """`B compared with A`."""
    at = passage.own
    while match := _COMPARED.search(passage.text, at):
        # The next pair may begin with this one's last figure.
        at = match.start("a") - 2
        pair = _pair(passage, match, int(match["b"]), match.start(), "", 0.8)
        if is_near(pair.earlier, pair.later) and not _BREAK.search(passage.text[match.end("b") : match.start("a")]):
            yield pair, (int(match["a"]), int(match["b"]))


def _pair(  # noqa: PLR0917 - what a pair has
    passage: Passage, match: re.Match[str], later: int, start: int, word: str, confidence: float
) -> Pair:
    return Pair(passage.numbers[int(match["a"])], passage.numbers[later], start, match.end(), word, confidence)


def _word_after(passage: Passage, end: int) -> str:
    match = re.match(
        rf"{WORDS}{{0,25}}[,:;\u2013-]\s?(?:so|which\sis|that\sis|this\sis|it|and|thus|therefore|hence|\s)*\s?(?:the\s\w+\s|it\s)?(?:has|have|had)?\s?"
        rf"(?P<word>risen|fallen|increased|decreased|reduced|gone\sup|gone\sdown|grown|dropped|widened|narrowed|declined)\b",
        passage.text[end:],
        re.IGNORECASE,
    )
    return match["word"] if match else ""


def _direction(word: str) -> bool | None:
    match = _EITHER.search(word)
    return None if match is None else match["up"] is not None


def _check_word(study: Study, passage: Passage, pair: Pair) -> None:
    """`Fell from 9,890 to 10,399`, `5.5%, down from 5.1%`, `20.2 points compared with 22.1: it has widened`."""
    word = pair.word or _word_after(passage, pair.end)
    rises = _direction(word)
    if rises is None:
        return
    if pair.earlier.amount == pair.later.amount and not pair.later.interval.width and pair.word:
        working = f"{pair.earlier.text} to {pair.later.text} is told as {word!r}."
        tell(study, CHANGES, passage.sentence, pair.later.text, "no change", working, 0.75)
    if pair.earlier.amount == pair.later.amount or _overlap(pair.earlier.interval, pair.later.interval):
        return
    if rises == (pair.later.amount > pair.earlier.amount):
        study.ledger.agreed(CHANGES)
        return
    expected = "a rise" if pair.later.amount > pair.earlier.amount else "a fall"
    working = f"{pair.earlier.text} to {pair.later.text} is {expected}, told as {word!r}."
    tell(study, CHANGES, passage.sentence, pair.later.text, expected, working, pair.confidence)


def _overlap(one: Interval, other: Interval) -> bool:
    """Whether rounding leaves room for either order: 17.4 and 17.5 touch, and are in theirs."""
    return min(one.high, other.high) > max(one.low, other.low)


def _check_amounts(study: Study, passage: Passage, pair: Pair, used: set[int]) -> None:
    for start, end, told in passage.marks():
        if start in used or not passage.is_own(start) or not told.amount:
            continue
        inside = pair.start <= start < pair.end
        near = (end <= pair.start and pair.start - end < FARTHEST) or (
            start >= pair.end and start - pair.end < FARTHEST
        )
        word = _told_word(passage, start, end, pair, inside=inside) if inside or near else None
        if word is None:
            continue
        used.add(start)
        weigh_change(study, passage, pair.earlier, pair.later, told)
        rises = _direction(word)
        if rises is not None and not inside and not pair.earlier.interval.meets(pair.later.interval):
            _check_way(study, passage, pair, told, rises=rises, word=word)


_WHO_CAME = re.compile(
    r"\s(?:left|joined|started|ended|ceased|came|went|arrived|(?:has |have )?(?:moved|gone) (?:up|down))\b",
    re.IGNORECASE,
)
"""`26 joined and 35 left` is no change, but what made it; `one moved up, from 9 to 12` counts what moved."""


_OR_MORE = re.compile(
    r"\s?(?:[a-z]+\s)?(?:or|and)\s(?:more|less|over|under|above|below|higher|lower|fewer)\b", re.IGNORECASE
)
"""`10% or more` is a limit."""


def _told_word(passage: Passage, start: int, end: int, pair: Pair, *, inside: bool) -> str | None:
    """The word that makes the figure a change of this pair; None where it is something else."""
    text = passage.text
    before, after = text[max(0, start - 45) : start], text[end : end + 45]
    cut = max(before.rfind(">"), before.rfind(";"), before.rfind(". ")) + 1
    before = before[cut:]
    if _ROUGHLY.search(before) and passage.text[start : start + 2] != "<p":
        return None
    between = text[pair.end : start] if start >= pair.end else text[end : pair.start]
    apart = _OF_OTHERS.search(between) or _BREAK.search(between) or _ANOTHER_MOVED.search(between)
    if not inside and (apart or ". " in between or "<" in between):
        return None
    if _OR_MORE.match(after) or (_WHO_CAME.match(after) and not re.search(r"\bby\s*$", before)):
        return None
    following = _AFTER_TOLD.match(after)
    if following and (inside or not _THAN.match(after)):
        return following["word"]
    leading = _BEFORE_TOLD.search(before)
    if leading and (not following or not _THAN.match(after)):
        return leading["word"]
    return None


def _check_way(study: Study, passage: Passage, pair: Pair, told: Figure, *, rises: bool, word: str) -> None:
    if rises == (pair.later.amount > pair.earlier.amount):
        return
    working = f"{pair.earlier.text} to {pair.later.text} is told as {word!r}."
    tell(study, CHANGES, passage.sentence, told.text, "the other direction", working, 0.75)


def weigh_change(study: Study, passage: Passage, earlier: Figure, later: Figure, told: Figure) -> None:
    """Check the size of a change: in points, in per cent of what it was, or in the unit of the two."""
    size, stated = abs(later.interval - earlier.interval), abs(told.interval)
    relative = relative_change(earlier, later)
    percentages = earlier.percent or later.percent or earlier.points or later.points
    if percentages:
        _weigh_points(study, passage, earlier, later, told)
    elif told.percent:
        if relative is None:
            return
        start = _place(passage, told)
        if abs(relative).meets(abs(allowed(passage, start, told))):
            study.ledger.agreed(CHANGES)
            return
        expected = interval_text(abs(relative), 1 if told.interval.width < 1 else 0, suffix="%")
        tell(study, CHANGES, passage.sentence, told.text, expected, f"{earlier.text} to {later.text}.", 0.85)
    elif same_unit(told, later):
        if size.meets(stated):
            study.ledger.agreed(CHANGES)
        else:
            expected = _size_text(size, told)
            tell(study, CHANGES, passage.sentence, told.text, expected, f"{earlier.text} to {later.text}.", 0.8)


def _place(passage: Passage, told: Figure) -> int:
    return next((start for start, _, figure in passage.marks() if figure is told), 0)


def _size_text(size: Interval, told: Figure) -> str:
    scale = 1_000_000 if re.search(r"m(?:illion)?$", told.text) else 1000 if told.text.endswith("k") else 1
    return interval_text(Interval(size.low / scale, size.high / scale), told.decimals)


def _weigh_points(study: Study, passage: Passage, earlier: Figure, later: Figure, told: Figure) -> None:
    if not (told.percent or told.points or (told.is_plain and abs(told.amount) < 100)):
        return
    size, stated, relative = abs(later.interval - earlier.interval), abs(told.interval), relative_change(earlier, later)
    in_points, in_percent = size.meets(stated), relative is not None and abs(relative).meets(stated)
    # Rounding may leave room for both: what the printed figures give exactly is what was told.
    exactly = relative is not None and not told.interval.contains(abs(relative.middle))
    exactly = exactly and abs(later.amount - earlier.amount) == abs(told.amount)
    if told.percent and in_points and (exactly or not in_percent):
        working = f"{later.text} less {earlier.text} is in percentage points."
        expected = f"{float(told.amount):g} percentage points"
        tell(study, POINTS, passage.sentence, told.text, expected, working, 0.65 if in_percent else 0.9)
    elif in_points or (told.percent and in_percent):
        study.ledger.agreed(CHANGES)
    elif not told.is_plain or told.interval.width:
        expected = f"{interval_text(size, 1)} points"
        tell(study, CHANGES, passage.sentence, told.text, expected, f"{earlier.text} to {later.text}.", 0.8)

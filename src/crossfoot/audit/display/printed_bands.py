"""Rules of bands read for whatever labels a column has: words, letters or marks, each with the clause that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.display.conditions import Base, Condition, read_condition
from crossfoot.audit.display.rule_limits import is_judged, own_part, tells_other_numbers
from crossfoot.audit.display.states import vocabulary
from crossfoot.audit.reading.pack import Pack, PackTable
from crossfoot.audit.spoken.number_words import number_of

ABOVE, BELOW = 15, 4
"""Lines above and under a table within which the rule of its bands stands."""
WRAPPED = 60
"""Characters of a line that may have been broken at the edge of the page."""
LONGEST = 900
"""Characters: a longer text is no rule."""
_STOP = re.compile(r"(?<=[.;!?])\s+|\s[•|]\s|\n")
_YEAR = re.compile(
    r"\b(?:since|than in|than|from|in|on|of|for) (?:[a-z]+ )?(?:19|20)\d\d(?:\s?[-/\u2013]\s?\d\d(?:\d\d)?)?\b"
)
_OUT_OF = re.compile(r"\bout of (?:a possible )?\d+\b|\bof the \w+ (?:where|that|which|in) .*$")
_REST = re.compile(
    r"\bneither\b|\botherwise\b|\banything (?:else|between|in between|less|smaller|other)\b|\bany other\b|\bthe rest\b|"
    r"\ball (?:the )?others?\b|\ball else\b|\bsmaller (?:change|move)s?\b|\bless than (?:that|this)\b|"
    r"\bin between\b|\bbetween (?:the two|these|those|them)\b|\bno real change\b|\blittle (?:or no )?change\b"
)
_UP = re.compile(
    r"\b(?:rises?|risen|rose|rising|increas\w+|higher|better|improv\w+|up|gain\w*|grow\w*|grew|above|ahead|more than "
    r"(?:the|a) (?:year|quarter|month|term))\b"
)
_DOWN = re.compile(
    r"\b(?:falls?|fallen|fell|falling|decreas\w+|reduc\w+|lower|worse\w*|declin\w+|down|drop\w*|deteriorat\w+|loss|"
    r"below|behind|less than (?:the|a) (?:year|quarter|month|term))\b"
)
_COLOURS = {"R": "red", "A": "amber", "G": "green", "B": "blue", "Y": "yellow"}
_ARROWS = "▲▼►◄↑↓→←↔▬⬆⬇➡↗↘⬈⬊⇧⇩"
_COUNT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\b"
    r"(?= (?:points?|per cent|percentage|or (?:more|less|fewer)|days|weeks|months)\b)"
)
_DIGIT = re.compile(r"\d")
_INNER = re.compile(r"\(([^()]*\d[^()]*)\)")
_GOOD = re.compile(r"\bbetter\b|\bworse\w*\b|\bimprov\w+\b|\bdeteriorat\w+\b|\bdeclin\w+\b")
_NAMED_RULE = re.compile(r"^[a-z][a-z -]*:\s+(?=.*\d)")
"""What the rule is called, before the first band: `band by rate: under 0.10`."""
_BOTH_WAYS = re.compile(
    r"^\s*(?:or|and|/)\s*(?P<other>\S+?)\s*[:,=]\s*(?P<how>.*?)(?P<one>\b(?:above|over|up|higher|better|more))"
    r" or (?P<two>(?:below|under|down|lower|worse|less)\b)(?P<rest>[^;.]*)"
)
"""After the first of two marks: `or \u2193: two points or more above or below the last half-year`."""
_TIMED = re.compile(
    r"\b(?:in|within|inside|after|over|by) (?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve|twenty) "
    r"(?:working |school |calendar )?(?:hours?|days?|weeks?|months?|years?)\b"
)
"""In what time: `60% or more in 26 weeks` asks for 60%."""
_NUMBER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)")
_STRICT = re.compile(r"\b(?:more than|over|greater than|exceed\w*|bigger than)\s*$")
_RANGE = re.compile(
    r"(?<![\d.,])(?P<low>\d[\d,]*(?:\.\d+)?)\s?%?\s?(?:to|-|\u2013|and)\s?(?P<high>\d[\d,]*(?:\.\d+)?)(?![\d/])"
)
_SIDES = (
    (re.compile(r"^(?:within|inside|in) ?(?:the )?(?:range|limits?|band)?$|^in range$|^ok$"), "within"),
    (re.compile(r"^(?:above|over|high|too high|higher|exceeds?|more)\b"), "above"),
    (re.compile(r"^(?:below|under|low|too low|lower|less|short)\b"), "below"),
)


@dataclass(frozen=True, slots=True)
class Bands:
    """What each label of a column asks of a number, and where that is told."""

    states: dict[str, Condition]
    line: int
    moves: bool
    """Whether the number is a move up or down."""
    either_way: bool = False
    """Whether the words say better and worse: the figures say which of them is up."""

    def is_closed(self, label: str) -> bool:
        """Whether the band of a label has two ends."""
        return self.states[label].low is not None and self.states[label].high is not None


def bands_near(pack: Pack, table: PackTable, labels: Sequence[str], heading: str) -> Iterator[Bands]:
    """The rules told near a table for its labels, the nearest first: in the text, and as a range in the heading."""
    told = False
    for line, text, joined in _texts(pack, table):
        if is_judged(text) or tells_other_numbers(text, heading):
            continue
        if not (joined and told) and (found := read_bands(_own(text, table, heading), labels)) is not None:
            told = True
            yield replace(found, line=line)
    if (sides := read_sides(heading, labels)) is not None:
        yield Bands(sides, table.line, moves=False)


def _own(text: str, table: PackTable, heading: str) -> str:
    """What a text tells of the column with that heading."""
    start, end = own_part(text, table, heading)
    return text[start:end]


def _texts(pack: Pack, table: PackTable) -> Iterator[tuple[int, str, bool]]:
    """Single paragraphs near the table, then, marked so, those that follow one another joined, as a key may be."""
    last = table.last_line
    near = [
        each
        for each in pack.paragraphs
        if table.line - ABOVE <= each.line <= last + BELOW and each.sheet == table.sheet and len(each.text) <= LONGEST
    ]
    near.sort(key=lambda each: abs(each.line - table.line) if each.line <= table.line else each.line - last)
    yield from ((each.line, each.text, False) for each in near)
    captions = " \n".join(reversed((table.caption, *table.captions)))
    if captions.strip():
        yield table.line, captions, True
    ordered = sorted(near, key=lambda each: each.line)
    for block in (
        [each for each in ordered if each.line <= table.line],
        [each for each in ordered if each.line > last],
    ):
        if len(block) > 1:
            yield block[-1].line, _join([each.text for each in block[-8:]]), True


def _join(texts: Sequence[str]) -> str:
    """Lines as one text: a long line that ends no sentence goes on in the next."""
    joined = texts[0]
    for before, text in pairwise(texts):
        goes_on = len(before) >= WRAPPED and before.rstrip()[-1:] not in ".;:!?"
        joined += (" " if goes_on else "\n") + text
    return joined


def read_bands(text: str, labels: Sequence[str]) -> Bands | None:
    """The rule that a text tells for two or more of the labels; None where it tells none that is understood."""
    clauses: dict[str, str] = {}
    # A state that no row is in has a clause too: where it begins, the clause before it ends.
    family = [each for each in vocabulary([label.casefold() for label in labels]) if len(each) > 2]
    names = [*labels, *(each for each in family if each not in {label.casefold() for label in labels})]
    letters = {_COLOURS[label]: label for label in labels if label in _COLOURS} if set(labels) <= set(_COLOURS) else {}
    names += letters
    if any(label in _ARROWS for label in labels):
        names += [arrow for arrow in _ARROWS if arrow not in labels]
    pattern = _pattern(names)
    for chunk in _STOP.split(_apart(text, pattern)):
        for label, clause in _clauses(chunk, pattern, names):
            clauses.setdefault(letters.get(label.casefold(), label), _plain(clause))
    if len(clauses) < 2:
        return None
    return _as_moves(clauses) or _as_bands(clauses)


def _apart(text: str, pattern: re.Pattern[str]) -> str:
    """What is told of two marks at once, told of each: `+ or -: 5 points above or below` is a rise and a fall."""
    for mark in pattern.finditer(text):
        told = _BOTH_WAYS.match(text[mark.end() :])
        if told is not None and pattern.fullmatch(told["other"]):
            one, two = (f"{told['how']}{way}{told['rest']}" for way in (told["one"], told["two"]))
            after = text[mark.end() + told.end() :]
            return f"{text[: mark.start()]}{mark[0]}: {one}; {told['other']}: {two}{after}"
    return text


def read_sides(text: str, labels: Sequence[str]) -> dict[str, Condition] | None:
    """`Against the guide (50 to 70)` over `Within`, `Above`, `Below`: the range and its two sides."""
    ranges = list(_RANGE.finditer(text))
    if len(ranges) != 1:
        return None
    low, high = (Fraction(ranges[0][name].replace(",", "")) for name in ("low", "high"))
    if low >= high or (high == low + 1 and low > 1900) or 1900 < low < 2100:
        return None
    sides = {label: next((side for known, side in _SIDES if known.search(label.casefold())), "") for label in labels}
    ends = {
        "within": Condition(Base.VALUE, low, high),
        "above": Condition(Base.VALUE, high, None, low_open=True),
        "below": Condition(Base.VALUE, None, low, high_open=True),
    }
    if not all(sides.values()) or len(set(sides.values())) < 2 or "within" not in sides.values():
        return None
    return {label: ends[side] for label, side in sides.items()}


def _pattern(labels: Sequence[str]) -> re.Pattern[str]:
    """Finds a label that stands alone: marks and single letters as they are, words in any case."""
    parts = []
    for label in sorted(labels, key=len, reverse=True):
        escaped = re.escape(label).replace(r"\ ", r"[\s-]+")
        if len(label) > 1 and label[0].isalnum():
            parts.append(rf"(?<![\w-])(?i:{escaped})(?![\w-])")
        elif label.isalnum():
            parts.append(rf"(?<![\w'&/-]){escaped}(?![\w'&/-])")
        else:
            parts.append(rf"(?<![\w.%)]){escaped}(?!\w|\.\d)")
    return re.compile("|".join(parts))


def _named(found: str, labels: Sequence[str]) -> str:
    if found in labels:
        return found
    same = re.sub(r"[\s-]+", " ", found).casefold()
    return next((label for label in labels if re.sub(r"[\s-]+", " ", label).casefold() == same), found)


def _clauses(chunk: str, pattern: re.Pattern[str], labels: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each label of a sentence with the words that tell it: those after it, or those before where it ends them."""
    marks = list(pattern.finditer(chunk))
    if not marks:
        return
    if len(marks) == 1:
        mark = marks[0]
        before, after = chunk[: mark.start()], chunk[mark.end() :]
        after_tells = _tells(after)
        yield _named(mark[0], labels), after if after_tells or not _tells(before) else before
        return
    told_after = _tells(chunk[marks[-1].end() :])
    for place, mark in enumerate(marks):
        if told_after:
            end = marks[place + 1].start() if place + 1 < len(marks) else len(chunk)
            yield _named(mark[0], labels), chunk[mark.end() : end]
        else:
            yield _named(mark[0], labels), chunk[marks[place - 1].end() if place else 0 : mark.start()]


def _tells(words: str) -> bool:
    text = _plain(words)
    return _NUMBER.search(text) is not None or _REST.search(text) is not None


def _plain(clause: str) -> str:
    text = _NAMED_RULE.sub("", " ".join(clause.casefold().replace("£", "").split()))
    inner = _INNER.search(text)
    if inner is not None and not _DIGIT.search(text[: inner.start()] + text[inner.end() :]):
        # `nine in ten or more (90% and over)`: the bracket says it in figures.
        text = inner[1]
    if _DIGIT.search(untimed := _TIMED.sub(" ", text)):
        text = untimed
    text = _COUNT.sub(lambda match: str(number_of(match[0])), text)
    text = _OUT_OF.sub(" ", _YEAR.sub(" ", text))
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(
        r"(\d\s?%?) (?!or\b|and\b|to\b)[a-z]+ (?=(?:or|and) (?:more|less|fewer|over|under|above|below)\b)", r"\1 ", text
    )
    text = re.sub(r"\((?:lower|higher|better|worse|good|bad|[a-z ]{1,20})\)", " ", text)
    text = re.sub(r"^[\s,:=(\"\u201c\u2018'\u2013-]+|[\s,:=)\"\u201d\u2019'.;\u2013-]+$", "", text)
    return re.sub(r"^(?:is|are|means?|shows?|for|where|if|when|a|an|the)\s+|\s+(?:is|are|and|or|,)$", "", text).strip()


def _as_moves(clauses: dict[str, str]) -> Bands | None:
    """`+ is a rise of 5 points or more, - a fall of 5 points or more, o anything between`."""
    states: dict[str, Condition] = {}
    sizes: list[Fraction] = []
    for label, clause in clauses.items():
        numbers = _NUMBER.findall(clause)
        up, down = _UP.search(clause), _DOWN.search(clause)
        if not numbers and _REST.search(clause):
            states[label] = Condition(Base.REST)
            continue
        if len(numbers) != 1 or not (up or down):
            return None
        match = _NUMBER.search(clause)
        size = Fraction(numbers[0])
        strict = match is not None and _STRICT.search(clause[: match.start()]) is not None
        rises = up is not None and (down is None or up.start() < down.start())
        states[label] = (
            Condition(Base.VALUE, size, None, low_open=strict)
            if rises
            else Condition(Base.VALUE, None, -size, high_open=strict)
        )
        sizes.append(size)
    moved = [each for each in states.values() if each.base is Base.VALUE]
    one_size = len(sizes) == 2 and sizes[0] == sizes[1]
    if not one_size or moved[0].low == moved[1].low or not any(each.base is Base.REST for each in states.values()):
        return None
    graded = any(_GOOD.search(clause) for clause in clauses.values())
    return Bands(states, 0, moves=True, either_way=graded)


def _as_bands(clauses: dict[str, str]) -> Bands | None:
    """Bands of values, of which no two overlap by more than an end."""
    states: dict[str, Condition] = {}
    for label, clause in clauses.items():
        condition = read_condition(clause)
        if (condition is not None and condition.base is Base.VALUE) or (
            condition is not None and condition.base is Base.REST and not _NUMBER.search(clause)
        ):
            states[label] = condition
        elif condition is None and not _NUMBER.search(clause) and _REST.search(clause):
            states[label] = Condition(Base.REST)
    valued = [each for each in states.values() if each.base is Base.VALUE]
    if len(valued) < 2 - any(each.base is Base.REST for each in states.values()) or _overlap(valued):
        return None
    return Bands(states, 0, moves=False) if len(states) >= 2 else None


def _overlap(bands: Sequence[Condition]) -> bool:
    far = Fraction(10**12)
    ends = sorted((-far if each.low is None else each.low, far if each.high is None else each.high) for each in bands)
    return any(first[1] > second[0] for first, second in pairwise(ends))

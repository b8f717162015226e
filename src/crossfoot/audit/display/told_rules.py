"""Rules of marks told in words, clause by clause, for whatever marks a column has: words, colours, letters, signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.display.conditions import MISSES, Base, Condition
from crossfoot.audit.display.states import met_of, state_of
from crossfoot.audit.display.told_clauses import LATE, numbered, read_clause, tells_moves
from crossfoot.audit.display.told_words import DOWN_WORDS, LEVEL_WORDS, UP_WORDS, asks_more, labels_in, named_as

_STOP = re.compile(r"(?<=[.;!?])[\"\u201d\u2019')]*\s+|\s[•|]\s|\n")
_EITHER_WAY = re.compile(
    r"(?P<strict>\b(?:more than|over)\s)?(?P<number>\d+(?:\.\d+)?)\s?(?:%|pp|[a-z]+)?\s(?P<more>(?:or|"
    r"and) (?:more|over|above)\s)?"
    r"(?:in )?(?:either (?:way|direction|side)|(?:each|both) ways?|(?:up or down)|(?:above or below)|"
    r"(?:better or worse)|"
    r"(?:higher or lower))\b"
)
_UNDER_IS_GOOD = re.compile(
    r"\b(?:(?:at|on) (?:or|and) (?:below|under)(?: (?:the |its )?(?:target|budget|plan|limit|ceiling))?|"
    r"(?:on|at|within) (?:the |its )?(?:target|budget|plan|limit) or (?:below|under|less|lower)|within (?:the |"
    r"its )?budget|"
    r"not over (?:the |its )?(?:target|budget|plan|limit)|(?:at|on) or less than (?:the |its )?(?:target|budget|"
    r"plan|limit))\b",
    re.IGNORECASE,
)
_OVER_IS_BAD = re.compile(
    r"\d\s?(?:%|per ?cent|points?|percentage points?|pp)?\s?(?:or (?:more|less) )?(?:over|above)\b|"
    r"\b(?:over|above|overspen[dt]) (?:it |the |its )?(?:target |budget |plan )?by\b",
    re.IGNORECASE,
)
_OVER_IT = re.compile(r"\b(?:over|above|overspen[dt])(?: than)?\b(?! \d)", re.IGNORECASE)
_WAY_TOLD = re.compile(
    r"\b(?:high|higher|low|lower|more|less|fewer|bigger|smaller)(?: \w+){0,2} (?:is|are|means?) (?:better|good|"
    r"best|worse|poor)\b|"
    r"\b(?:good|better) is (?:high|low)|\bwhere (?:high|low|a high|a low)\w* (?:figure )?is good\b",
    re.IGNORECASE,
)
"""`Lower is better`: which way is good, no rule of marks."""
_OPPOSITES = {
    "better": "worse", "worse": "better", "improving": "declining", "declining": "improving", "rising": "falling",
    "falling": "rising", "up": "down", "down": "up", "▲": "▼", "▼": "▲", "↑": "↓", "↓": "↑", "higher": "lower",
    "lower": "higher", "improved": "worsened", "worsened": "improved",
}  # fmt: skip
"""What the mark of a move the other way is called, where no row has it."""


@dataclass(frozen=True, slots=True)
class ToldRule:
    """What each mark asks: one of several conditions, where a bracket makes an exception for some rows."""

    states: dict[str, tuple[Condition, ...]]
    low: bool = False
    """Whether the words say that less is good: `on budget or under`, `up to 5% over`."""
    moves: bool = False
    """Whether a move up or down is asked for."""
    literal: bool = False
    """Whether up is meant of the number, whichever way is good."""
    implied: bool = False
    """Whether one mark was not told: it is what is left over."""

    @property
    def bases(self) -> set[Base]:
        """All that is measured."""
        return {each.base for conditions in self.states.values() for each in conditions}

    @property
    def compares(self) -> bool:
        """Whether it asks how far a value is from another."""
        return bool(self.bases & (MISSES | {Base.RATIO}))

    @property
    def told(self) -> int:
        """How many marks have an end of their own."""
        return sum(any(each.base is not Base.REST for each in held) for held in self.states.values())


def read_told_rule(text: str, labels: Sequence[str]) -> ToldRule | None:
    """The rule that a text tells for all the labels; None where it tells none that is understood in full."""
    text = _NUMBERED.sub("", text)
    pattern, names = labels_in(labels, text)
    low = _UNDER_IS_GOOD.search(text) is not None and _OVER_IS_BAD.search(text) is not None
    told = _told(_turned(text) if low else text, pattern, names)
    turned = _rest_last(text, pattern)
    if turned != text and (told is None or not set(labels) <= set(told.clauses)):
        text = turned
        told = _told(_turned(text) if low else text, pattern, names)
    if told is None:
        return None
    clauses, lateness, moves, literal = told.clauses, told.lateness, told.moves, told.literal
    missing = [label for label in labels if label not in clauses]
    if any(each.base in MISSES for held in clauses.values() for each in held):
        if any(LEVEL_WORDS.fullmatch(label) for label in missing):
            # The same is neither met nor missed there, and nothing says how near the two must be.
            return None
        clauses.update({label: meant for label in missing if (meant := _meant(label))})
        missing = [label for label in labels if label not in clauses]
    if clauses and any(label in clauses for label in labels) and len(missing) <= 1:
        rest = any(each.base in {Base.REST, Base.WORSE} for held in clauses.values() for each in held)
        spoken = {named_as(match[0], names) for match in pattern.finditer(text)}
        if missing and (rest or missing[0] in spoken or (len(clauses) == 1 and len(labels) > 2)):
            return None
        clauses.update({label: (Condition(Base.REST),) for label in missing})
        settled = _settled(clauses, lateness=lateness)
        if settled is not None:
            return ToldRule(settled, low=low, implied=bool(missing), moves=moves, literal=literal)
    return None


_NUMBERED = re.compile(r"^\s*\d+(?:\.\d+)+[.)]?\s+(?=[A-Z])")
"""The number of a paragraph."""
_PLACE = re.compile(
    r"\b(sections?|parts?|tables?|annex|appendix|exhibits?|figures?|grids?|charts?|panels?|schedules?) "
    r"[A-Z]\b(?![\w'-])",
    re.IGNORECASE,
)
"""`Flag rule for section A: R when ...`: that A is no mark."""


@dataclass(slots=True)
class _Told:
    """What the sentences of a rule say."""

    clauses: dict[str, tuple[Condition, ...]] = field(default_factory=dict)
    lateness: bool = False
    moves: bool = False
    literal: bool = False


def _told(text: str, pattern: re.Pattern[str], names: dict[str, str]) -> _Told | None:
    """The clauses of all sentences; None where two of them tell one mark otherwise."""
    found = _Told()
    for chunk in _STOP.split(_PLACE.sub(r"\1", text)):
        told = _clauses(chunk, pattern, names)
        if not told and found.clauses and not pattern.search(chunk) and (unheld := _unheld(chunk)) is not None:
            found.clauses.setdefault(*unheld)
        elif not told and asks_more(chunk, pattern):
            return None
        for label, words in told:
            conditions = read_clause(words)
            if found.clauses.setdefault(label, conditions) != conditions:
                # Another rule for other measures stands in the same text.
                return None
            if conditions:
                moves, literal = tells_moves(words)
                found.moves, found.literal = found.moves or moves, found.literal or literal
                found.lateness |= LATE.search(words.casefold()) is not None
    return found


_UNHELD = re.compile(
    r"(?:and |or |then )?(?P<mark>[A-Za-z][a-z]*(?: [a-z]+)??|[A-Z])\s*(?:[:=,\u2013-]|"
    r"\bis\b|\bmeans\b|\bif\b|\bfor\b)?\s*"
    r"(?P<clause>(?:under|below|less than|fewer than|lower than|over|above|more than|at least|at most|up to|"
    r"from|between|no more than|no less than|[<>\u2264\u2265]|\d).*)",
    re.DOTALL,
)
"""`low under 80%`, where no row is low."""


_NO_MARK = re.compile(
    r"(?:the )?(?:targets?|thresholds?|totals?|goals?|standards?|tolerances?|limits?|tables?|notes?|sources?|range|"
    r"scores?|"
    r"figures?|rates?|base|average|mean|median)(?: \w+)?",
    re.IGNORECASE,
)


def _unheld(chunk: str) -> tuple[str, tuple[Condition, ...]] | None:
    """A mark that no row has, with what it asks, in a sentence that names none of those of the column."""
    match = _UNHELD.fullmatch(chunk.strip().rstrip(".;"))
    if match is None:
        return None
    conditions = read_clause(match["clause"])
    if not conditions or not _is_band(conditions[0]):
        return None
    mark = match["mark"]
    return None if _NO_MARK.fullmatch(mark) or _NO_NAME.fullmatch(mark) else (mark, conditions)


_REST_BEFORE = re.compile(
    r",? ?\b(?:and |or )?(?:otherwise|all others?|the rest|any others?|everything else|anything else|in between)\b"
    r"(?: (?:it |they )?(?:is|are|as|shown as|rated))*\W{0,3}$",
    re.IGNORECASE,
)


def _rest_last(text: str, pattern: re.Pattern[str]) -> str:
    """`Low below 10% and otherwise usual`, as `low below 10%, usual otherwise`."""
    for match in pattern.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        lead = _REST_BEFORE.search(before)
        if lead is not None and lead.start() and re.match(r"\W*(?:$|[.;]|\n)", after):
            return f"{before[: lead.start()]}, {match[0]} otherwise{after}"
    return text


def _turned(text: str) -> str:
    """The same of better and worse, where what is over is worse."""
    return _OVER_IT.sub("worse than", _UNDER_IS_GOOD.sub("at target or better", text))


def _meant(label: str) -> tuple[Condition, ...]:
    """What a mark says by itself of a target: met or green, missed or red."""
    state = state_of(label)
    if state == "green" or met_of(state) is True:
        return (Condition(Base.MISS, None, Fraction(0)),)
    return (Condition(Base.WORSE),) if state == "red" or met_of(state) is False else ()


MOST_WAYS = 3
"""Marks that a move may have: up, down, level."""


def read_either_way(text: str, labels: Sequence[str]) -> ToldRule | None:
    """`Trend: three points or more either way`, over `better`, `worse` and one other."""
    match = _EITHER_WAY.search(numbered(text))
    if len(labels) > MOST_WAYS:
        return None
    ups = [label for label in labels if UP_WORDS.fullmatch(label)]
    downs = [label for label in labels if DOWN_WORDS.fullmatch(label)]
    level = [label for label in labels if label not in ups and label not in downs]
    if match is None or len(ups) > 1 or len(downs) > 1 or len(level) != 1 or not (ups or downs):
        return None
    size, strict = Fraction(match["number"]), bool(match["strict"]) and not match["more"]
    states = {label: (Condition(Base.VALUE, size, None, low_open=strict),) for label in ups}
    states |= {label: (Condition(Base.VALUE, None, -size, high_open=strict),) for label in downs}
    if not ups:
        states[_OPPOSITES.get(downs[0].casefold(), "up")] = (Condition(Base.VALUE, size, None, low_open=strict),)
    elif not downs:
        states[_OPPOSITES.get(ups[0].casefold(), "down")] = (Condition(Base.VALUE, None, -size, high_open=strict),)
    return ToldRule({**states, level[0]: (Condition(Base.REST),)}, moves=True)


def _clauses(chunk: str, pattern: re.Pattern[str], names: dict[str, str]) -> list[tuple[str, str]]:
    """Each mark of a sentence with the words that tell it: all with those after them, else all with those before."""
    if _WAY_TOLD.search(chunk):
        return []
    marks = list(pattern.finditer(chunk))
    if not marks or len({named_as(mark[0], names) for mark in marks}) < len(marks):
        return []
    starts = [mark.start() for mark in marks]
    ends = [mark.end() for mark in marks]
    after = [chunk[end:start] for end, start in zip(ends, [*starts[1:], len(chunk)], strict=True)]
    before = [chunk[end:start] for end, start in zip([0, *ends[:-1]], starts, strict=True)]
    before[0] = before[0].rpartition(":")[2]
    labels = [named_as(mark[0], names) for mark in marks]
    for words in (after, before):
        if all(read_clause(each) for each in words):
            return list(zip(labels, words, strict=True))
    found: list[tuple[str, str]] = []
    for label, clause in zip(labels, after, strict=True):
        parts = [(label, clause)] if read_clause(clause) else _parted(label, clause)
        found += parts
        if not parts:
            return []
    return found if len({label for label, _ in found}) == len(found) else []


_NEXT = re.compile(
    r"(?:[,;]\s*(?:and |or )?|\s(?:and|or) )(?P<mark>[A-Za-z][a-z]*(?: [a-z]+)??|[A-Z])\s*"
    r"(?:[:=\u2013-]|\bis\b|\bmeans\b|\bif\b|\bfor\b|\bwhere\b|\bat\b)?\s*"
    r"(?P<clause>(?:under|below|less than|fewer than|lower than|over|above|more than|at least|at most|up to|from|"
    r"between|in between|otherwise|the rest|for the rest|no more than|no less than|lower|[<>\u2264\u2265]|\d).*)$"
)
"""`watch at 2 or more but under 5, none below`, where no row has none."""
_NO_NAME = re.compile(
    r"(?:but|and|or|is|it|not|any|anything|everything|all|those|that|up|down|when|where|if|by|at|to|with|in|for|on|a|an|"
    r"the|per|also|even|only|just|points?|days?|weeks?|months?|years?)(?: .*)?",
    re.IGNORECASE,
)


def _is_band(condition: Condition) -> bool:
    return condition.base is Base.VALUE and condition.low != condition.high


def _parted(label: str, words: str) -> list[tuple[str, str]]:
    """A clause with that of another mark after it, which no row has; nothing where it cannot be cut so."""
    for match in _NEXT.finditer(words):
        own, mark, clause = words[: match.start()], match["mark"], match["clause"]
        if _NO_NAME.fullmatch(mark) or _NO_MARK.fullmatch(mark) or not read_clause(own):
            continue
        conditions = read_clause(clause)
        if conditions and (conditions[0].base is Base.REST or _is_band(conditions[0])):
            return [(label, own), (mark, clause)]
        if further := (_parted(mark, clause) if not conditions else []):
            return [(label, own), *further]
    return []


def _settled(clauses: dict[str, tuple[Condition, ...]], *, lateness: bool) -> dict[str, tuple[Condition, ...]] | None:
    """Conditions that speak of each other made whole; None where they overlap or measure different things."""
    first = {label: held[0] for label, held in clauses.items()}
    bases = {each.base for each in first.values()} - {Base.REST, Base.WORSE}
    if Base.VALUE in bases and bases & MISSES:
        if not lateness or any(each.base in MISSES and each.high != 0 for each in first.values()):
            return None
        first = {name: replace(each, base=Base.VALUE) if each.base in MISSES else each for name, each in first.items()}
    elif Base.VALUE in bases and Base.RATIO in bases:
        return None
    if not bases:
        return None
    measured = {name: each for name, each in first.items() if each.base not in {Base.REST, Base.WORSE}}
    measured = _apart(measured)
    if _overlap(list(measured.values())) or any(map(_is_empty, measured.values())):
        return None
    ends = [each.high for each in measured.values() if each.high is not None]
    settled: dict[str, tuple[Condition, ...]] = {}
    for label, held in clauses.items():
        own = measured.get(label, first[label])
        if own.base is Base.WORSE:
            # `Below that` is what is left of bands of values.
            own = Condition(Base.REST) if not ends or Base.VALUE in bases else replace(
                next(each for each in measured.values() if each.high == max(ends)),
                low=max(ends), high=None, low_open=True, high_open=False,
            )  # fmt: skip
        others = tuple(
            replace(each, low=own.low, low_open=own.low_open) if each.base in MISSES and own.low is not None else each
            for each in held[1:]
        )
        settled[label] = (own, *others)
    return settled


def _apart(states: dict[str, Condition]) -> dict[str, Condition]:
    """Of bands within one another the wider begins or ends where the narrower does: `10% or more`, `5% or more`."""
    found = dict(states)
    for name, each in states.items():
        if each.base in MISSES and each.within and (each.low is None):
            found[name] = replace(each, within=False)
        if each.base in MISSES and each.low == 0 and each.low_open and each.high is not None:
            found[name] = replace(each, low=None, low_open=False)
    for point in [each.low for each in states.values() if each.low is not None and each.low == each.high]:
        for name, each in found.items():
            # `Complete at 100%; on track at 75% or more`: at less than 100%, that is.
            if each.high is None and each.low is not None and each.low < point:
                found[name] = replace(each, high=point, high_open=True)
            elif each.low is None and each.high is not None and each.high > point:
                found[name] = replace(each, low=point, low_open=True)
    downs = sorted(
        (n for n in found if found[n].low is None and found[n].high is not None), key=lambda n: found[n].high or 0
    )
    for one, two in pairwise(downs):
        found[two] = replace(found[two], low=found[one].high, low_open=not found[one].high_open)
    ups = sorted(
        (n for n in found if found[n].high is None and found[n].low is not None), key=lambda n: found[n].low or 0
    )
    for one, two in pairwise(ups):
        found[one] = replace(found[one], high=found[two].low, high_open=not found[two].low_open)
    if (
        downs
        and ups
        and (top := found[downs[-1]].high) is not None
        and (low := found[ups[0]].low) is not None
        and low < top
    ):
        # `Below target`, beside `up to 5 points below`: what is further off.
        found[ups[0]] = replace(found[ups[0]], low=top, low_open=not found[downs[-1]].high_open)
    return found


def _is_empty(band: Condition) -> bool:
    """Whether two marks ask the same, so that nothing is left for one of them."""
    return band.low is not None and band.low == band.high and (band.low_open or band.high_open)


def _overlap(bands: Sequence[Condition]) -> bool:
    far = Fraction(10**12)
    ends = sorted((-far if each.low is None else each.low, far if each.high is None else each.high) for each in bands)
    return any(first[1] > second[0] or first[0] > first[1] for first, second in pairwise(ends))

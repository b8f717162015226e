"""Rules of marks told in words, clause by clause, for whatever marks a column has: words, colours, letters, signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from crossfoot.audit.display.conditions import MISSES, Base, Condition
from crossfoot.audit.display.settled_bands import settled
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
_OWN = r"(?:the |its )?(?:agreed |approved |original |current |latest |revised |planned )?"
_UNDER_IS_GOOD = re.compile(
    r"\b(?:(?:at|on) (?:or|and) (?:below|under)(?: (?:the |its )?(?:target|budget|plan|limit|ceiling))?|"
    r"(?:on|at|within) (?:the |its )?(?:target|budget|plan|limit) or (?:below|under|less|lower)|"
    rf"within {_OWN}(?:budget|cost)|"
    r"not over (?:the |its )?(?:target|budget|plan|limit)|(?:at|on) or less than (?:the |its )?(?:target|budget|"
    r"plan|limit))\b",
    re.IGNORECASE,
)
_OVER_IS_BAD = re.compile(
    r"\d\s?(?:%|per ?cent|points?|percentage points?|pp)?\s?(?:or (?:more|less) )?(?:over|above)\b|"
    rf"\b(?:over|above|overspen[dt]) (?:it |{_OWN})?(?:target |budget |plan |costs? )?by\b",
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
    shares: bool = False
    """Whether it is of columns of percentages alone."""

    @property
    def bases(self) -> set[Base]:
        """All that is measured."""
        return {each.base for conditions in self.states.values() for each in conditions}

    @property
    def compares(self) -> bool:
        """Whether it asks how far a value is from another."""
        return bool(self.bases & (MISSES | {Base.RATIO}))

    @property
    def as_values(self) -> ToldRule | None:
        """The same of figures that are per cent of a target already; None where it asks for more than that."""
        if self.bases - {Base.REST} != {Base.RATIO}:
            return None
        states = {
            name: tuple(replace(each, base=Base.VALUE) if each.base is Base.RATIO else each for each in held)
            for name, held in self.states.items()
        }
        return replace(self, states=states, shares=True)

    @property
    def told(self) -> int:
        """How many marks have an end of their own."""
        return sum(any(each.base is not Base.REST for each in held) for held in self.states.values())


def read_told_rule(text: str, labels: Sequence[str]) -> ToldRule | None:
    """The rule that a text tells for all the labels; None where it tells none that is understood in full."""
    text = _NUMBERED.sub("", text)
    if not {"b", "blue"} & {label.casefold() for label in labels}:
        text = _FINISHED.sub("", text)
    pattern, names = labels_in(labels, text)
    low = _UNDER_IS_GOOD.search(text) is not None and _OVER_IS_BAD.search(text) is not None
    last = _rest_last(text, pattern)
    tried = {words: _told(_turned(words) if low else words, pattern, names) for words in dict.fromkeys((last, text))}
    text = next((words for words, each in tried.items() if each and set(labels) <= set(each.clauses)), last)
    told = tried[text]
    if told is None:
        return None
    clauses, lateness, moves, literal = told.clauses, told.lateness, told.moves, told.literal
    if lateness:
        clauses = {label: _in_days(held) for label, held in clauses.items()}
    missing = [label for label in labels if label not in clauses]
    if lateness and all(each.base is Base.VALUE for held in clauses.values() for each in held):
        clauses.update(_in_time(missing))
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
        bands = settled(clauses, lateness=lateness)
        if bands is not None:
            return ToldRule(bands, low=low, implied=bool(missing), moves=moves, literal=literal)
    return None


_NUMBERED = re.compile(r"^\s*\d+(?:\.\d+)+[.)]?\s+(?=[A-Z])")
"""The number of a paragraph."""
_FINISHED = re.compile(
    r"\b(?:B|[Bb]lue)\s*(?:[=:\u2013-]|\bis\b|\bmeans\b)\s*(?:completed?|done|closed|finished|delivered|achieved)\b[,;.]?\s*"
)
"""`B = complete`, where no row is."""
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


def _in_days(held: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """`G = on track`, beside `A = up to 4 weeks late`: not late at all."""
    on_track = Condition(Base.MISS, None, Fraction(0))
    return tuple(replace(each, base=Base.VALUE) if each == on_track else each for each in held)


_EARLY = re.compile(r"early|ahead(?: of (?:plan|time|schedule))?", re.IGNORECASE)
_ON_TIME = re.compile(r"(?:on|in|to) time|on (?:schedule|plan|the day)|as planned|not late", re.IGNORECASE)


def _in_time(labels: Sequence[str]) -> dict[str, tuple[Condition, ...]]:
    """What `early` and `on time` say by themselves, beside marks told by how many days late."""
    early = [label for label in labels if _EARLY.fullmatch(label)]
    none = Fraction(0)
    on_time = Condition(Base.VALUE, none if early else None, none)
    found: dict[str, tuple[Condition, ...]] = {label: (on_time,) for label in labels if _ON_TIME.fullmatch(label)}
    return found | {label: (Condition(Base.VALUE, None, none, high_open=True),) for label in early}


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


_LAST = re.compile(
    r"(?:and )?(?P<clause>(?:over |above |under |below |more than |less than )?\d[^,;.]*?) (?P<mark>[A-Za-z]{3,})"
)
"""`16 to 25 severe`, after `10 to 15 great`, where no row is."""


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
    before[0] = before[0].rstrip(" :").rpartition(":")[2]
    labels = [named_as(mark[0], names) for mark in marks]
    whole = [words for words in (after, before) if all(read_clause(each) for each in words)]
    if len(whole) > 1 and (last := _LAST.fullmatch(after[-1].strip(" ,.;"))) and not _NO_NAME.fullmatch(last["mark"]):
        return [*zip(labels, before, strict=True), (last["mark"], last["clause"])]
    if whole:
        return list(zip(labels, whole[0], strict=True))
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

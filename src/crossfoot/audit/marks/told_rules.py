"""Rules of marks told in words, clause by clause, for whatever marks a column has: words, colours, letters, signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crossfoot.audit.marks.conditions import MISSES, Base, Condition
from crossfoot.audit.marks.own_meaning import around_band, in_days, in_time, meant_by
from crossfoot.audit.marks.settled_bands import settled
from crossfoot.audit.marks.told_clauses import LATE, numbered, read_clause, tells_moves
from crossfoot.audit.marks.told_words import LEVEL_WORDS, asks_more, labels_in, named_as
from crossfoot.audit.marks.unheld_marks import NO_NAME, parted, unheld_mark

_STOP = re.compile(r"(?<=[.;!?])[\"\u201d\u2019')]*\s+|\s[•|]\s|\n")
_STOP_BUT_MARK = re.compile(_STOP.pattern.replace(".;!?", ".;?"))
_OWN = r"(?:the |its )?(?:agreed |approved |original |current |latest |revised |planned )?"
_UNDER_IS_GOOD = re.compile(
    r"\b(?:(?:at|on) (?:or|and) (?:below|under)(?: (?:the |its )?(?:target|budget|plan|limit|ceiling))?|"
    r"(?:on|at|within) (?:the |its )?(?:target|budget|plan|limit) or (?:below|under|less|lower)|"
    rf"within {_OWN}(?:budget|cost)|"
    r"(?:not over|no more than) (?:the |its )?(?:target|budget|plan|limit)|"
    r"(?:at|on) or less than (?:the |its )?(?:target|budget|plan|limit))\b",
    re.IGNORECASE,
)
_OVER_IS_BAD = re.compile(
    r"\d\s?(?:%|per ?cent|points?|percentage points?|pp)?\s?(?:or (?:more|less) )?(?:over|above)\b|"
    rf"\b(?:over|above|overspen[dt]) (?:it |{_OWN})?(?:target |budget |plan |costs? )?by\b|"
    r"(?<!or )\b(?:over|above) (?:the |its )?(?:target|budget|plan|limit)\b",
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
    low = _UNDER_IS_GOOD.search(text) is not None and _OVER_IS_BAD.search(numbered(text)) is not None
    last = _rest_last(text, pattern)
    tried = {words: _told(_turned(words) if low else words, pattern, names) for words in dict.fromkeys((last, text))}
    text = next((words for words, each in tried.items() if each and set(labels) <= set(each.clauses)), last)
    told = tried[text]
    if told is None:
        return None
    clauses, lateness, moves, literal = told.clauses, told.lateness, told.moves, told.literal
    if lateness:
        clauses = {label: in_days(held) for label, held in clauses.items()}
    clauses.update(around_band(clauses, [label for label in labels if label not in clauses], text))
    missing = [label for label in labels if label not in clauses]
    if lateness and all(each.base is Base.VALUE for held in clauses.values() for each in held):
        clauses.update(in_time(missing))
        missing = [label for label in labels if label not in clauses]
    if any(each.base in MISSES for held in clauses.values() for each in held):
        if any(LEVEL_WORDS.fullmatch(label) for label in missing):
            # The same is neither met nor missed there, and nothing says how near the two must be.
            return None
        clauses.update({label: meant for label in missing if (meant := meant_by(label))})
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
    found, first = _Told(), None
    # Where `!` is a mark, it ends no sentence.
    stop = _STOP_BUT_MARK if "!" in names else _STOP
    for chunk in stop.split(_PLACE.sub(r"\1", text)):
        told = _clauses(chunk, pattern, names)
        if not told and found.clauses and not pattern.search(chunk) and (unheld := unheld_mark(chunk)) is not None:
            found.clauses.setdefault(unheld.mark, unheld.conditions)
        elif not told and not found.clauses and (unheld := unheld_mark(chunk)) is not None and unheld.joined:
            first = unheld
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
    if first is not None and found.clauses:
        found.clauses.setdefault(first.mark, first.conditions)
    return found


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
    if len(whole) > 1 and (last := _LAST.fullmatch(after[-1].strip(" ,.;"))) and not NO_NAME.fullmatch(last["mark"]):
        return [*zip(labels, before, strict=True), (last["mark"], last["clause"])]
    if whole or (banded := _in_brackets(labels, after)):
        return list(zip(labels, whole[0], strict=True)) if whole else banded
    found: list[tuple[str, str]] = []
    for label, clause in zip(labels, after, strict=True):
        parts = [(label, clause)] if read_clause(clause) else parted(label, clause)
        found += parts
        if not parts:
            return []
    return found if len({label for label, _ in found}) == len(found) else []


_BARE = re.compile(r"[\s,;.:]*(?:or|and)?[\s,;.:]*", re.IGNORECASE)
_BRACKET_FIRST = re.compile(r"\s*\((?P<band>[^()]*\d[^()]*)\)(?P<rest>.*)", re.DOTALL)


def _in_brackets(labels: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """The one mark of several that a bracket tells, `met, close (70% or more but under 75%) or not met`."""
    found = []
    for label, words in zip(labels, after, strict=True):
        match = _BRACKET_FIRST.fullmatch(words)
        if match is not None and _BARE.fullmatch(match["rest"]) and read_clause(match["band"]):
            found.append((label, match["band"]))
        elif not _BARE.fullmatch(words):
            return []
    return found if len(found) == 1 else []

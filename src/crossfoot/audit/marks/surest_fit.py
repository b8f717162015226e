"""Which of several ways to take a rule of marks is meant, and whether the marks that keep it prove it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.marks.conditions import Base
from crossfoot.audit.marks.mark_readings import BEFORE, Fit, Reading
from crossfoot.audit.marks.marked import FEWEST, Marked
from crossfoot.audit.marks.told_rules import ToldRule
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.spoken.spoken_times import spoken_times_in


def _is_closed(rule: ToldRule, mark: str) -> bool:
    """Whether the band of a mark has two ends."""
    return all(each.low is not None and each.high is not None for each in rule.states[mark])


def _is_between(rule: ToldRule, mark: str) -> bool:
    """Whether a mark is for what lies between two others, one of which has no end above and one none below."""
    others = [each for name, held in rule.states.items() if name != mark for each in held]
    rest = all(each.base is Base.REST for each in rule.states[mark])
    return rest and any(each.high is None for each in others) and any(each.low is None for each in others)


def is_sure(marked: Marked, rule: ToldRule, found: Fit, *, fewest: int, named: bool) -> bool:
    """Whether the marks that keep a rule prove it, and those that break it are the exception."""
    # A rule that tells every mark, of figures that its words name, is sure of more.
    allowed = max(1, found.counted // (SURE if named and not (rule.implied or rule.compares) else 8))
    kinds = {marked.marks[row] for row in found.held}
    # All between two ends that are told with a mark for each, of figures that their words name, prove it sooner.
    closed = all(_is_closed(rule, kind) or _is_between(rule, kind) for kind in kinds)
    ended = closed and len(found.held) >= (MANY - 2 if named and not rule.implied else MANY - 1)
    many = len(kinds) >= 2 or len(found.held) >= MANY or ended or (found.reading.column and len(found.held) >= FEWEST)
    least = fewest if named else max(fewest, MANY - 1 - (len(kinds) == len(rule.states) and not rule.implied))
    return len(found.faults) <= allowed and len(found.held) >= least and many


SURE = 3
"""One mark in so many may break a rule that is told in full for figures that are named."""
MANY = 6
"""Marks that prove a rule where all are the same, or where no word of it names the figures that they follow."""


def settle(marked: Marked, rule: ToldRule, fits: Sequence[Fit], text: str, *, fewest: int) -> Fit | None:
    """The best of several readings; None where none is sure, or where another one that fits as well blames others."""
    sure = [
        each for each in fits if is_sure(marked, rule, each, fewest=fewest, named=_is_named(rule, each.reading, text))
    ]
    if not sure:
        return None
    # A move is of the column of changes, before that of what sets a line apart from others.
    told = [
        each
        for each in sure
        if _is_told_of(marked, each.reading, text) or (rule.moves and _MOVE.search(each.reading.name))
    ]
    if len({each.reading.value for each in told}) == 1:
        fits = sure = told
    if not BEFORE.search(marked.heading) and (now := [each for each in sure if not BEFORE.search(each.reading.name)]):
        # A mark is of this year, not of the last.
        sure, fits = now, [each for each in fits if not BEFORE.search(each.reading.name)]
    if not any(True for _ in spoken_times_in(marked.heading)):
        undated = [each for each in sure if not any(True for _ in spoken_times_in(each.reading.name))]
        if undated and (all(each.faults for each in sure) or not all(each.faults for each in undated)):
            # `% in time`, beside `October %`, unless all marks keep the rule by the figures of a time.
            sure, fits = undated, [each for each in fits if each in undated or each not in sure]
    best = min(sure, key=lambda each: (len(each.faults) / each.counted, -each.counted))
    if not best.faults:
        return best
    rivals = [each for each in fits if len(each.faults) <= len(best.faults)]
    return best if all(each.faults.keys() == best.faults.keys() for each in rivals) else None


_TOLD_OF = re.compile(r"\b(?:the|each|every|an?|average|when|where|if) $")


def _is_told_of(marked: Marked, reading: Reading, text: str) -> bool:
    """Whether the rule names the figures by their whole heading, as `the overall score` does those of `Overall`."""
    name = reading.name.rpartition(" | ")[2].casefold().strip()
    if len(name) < LEAST_NAME or marked.by_row:
        return False
    said = text.casefold()
    return any(_TOLD_OF.search(said[: match.start()]) for match in re.finditer(rf"\b{re.escape(name)}\b", said))


LEAST_NAME = 5
"""Letters of a heading by which a rule may name its column."""
_MOVE = re.compile(r"\bchang|\bmove", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:changes?|differences?|points|movements?|variance)\b|\+/-|\u00b1", re.IGNORECASE)


def _is_named(rule: ToldRule, reading: Reading, text: str) -> bool:
    """Whether a word of the heading stands in those of the rule, or figures are compared, or moves are of changes."""
    own = set(words_of(reading.name)) - {"number", "total", "all"}
    moved = rule.moves and _CHANGE.search(reading.name) is not None
    return moved or bool(reading.targets) or bool(own & set(words_of(text)))

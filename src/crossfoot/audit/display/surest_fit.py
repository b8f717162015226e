"""Which of several ways to take a rule of marks is meant, and whether the marks that keep it prove it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.display.mark_readings import Fit, Reading
from crossfoot.audit.display.marked import FEWEST, Marked
from crossfoot.audit.display.told_rules import ToldRule
from crossfoot.audit.reading.labels import words_of


def _is_closed(rule: ToldRule, mark: str) -> bool:
    """Whether the band of a mark has two ends."""
    return all(each.low is not None and each.high is not None for each in rule.states[mark])


def is_sure(marked: Marked, rule: ToldRule, found: Fit, *, fewest: int, named: bool) -> bool:
    """Whether the marks that keep a rule prove it, and those that break it are the exception."""
    # A rule that tells every mark, of figures that its words name, is sure of more.
    allowed = max(1, found.counted // (SURE if named and not (rule.implied or rule.compares) else 8))
    kinds = {marked.marks[row] for row in found.held}
    ended = all(_is_closed(rule, kind) for kind in kinds) and len(found.held) >= MANY - 1
    many = len(kinds) >= 2 or len(found.held) >= MANY or ended or (found.reading.column and len(found.held) >= FEWEST)
    return len(found.faults) <= allowed and len(found.held) >= (fewest if named else max(fewest, MANY - 1)) and many


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
    best = min(sure, key=lambda each: (len(each.faults) / each.counted, -each.counted))
    if not best.faults:
        return best
    rivals = [each for each in fits if len(each.faults) <= len(best.faults)]
    return best if all(each.faults.keys() == best.faults.keys() for each in rivals) else None


_CHANGE = re.compile(r"\b(?:changes?|differences?|points|movements?|variance)\b|\+/-|\u00b1", re.IGNORECASE)


def _is_named(rule: ToldRule, reading: Reading, text: str) -> bool:
    """Whether a word of the heading stands in those of the rule, or figures are compared, or moves are of changes."""
    own = set(words_of(reading.name)) - {"number", "total", "all"}
    moved = rule.moves and _CHANGE.search(reading.name) is not None
    return moved or bool(reading.targets) or bool(own & set(words_of(text)))

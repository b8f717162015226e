"""Marks of the side on which a figure lies of another, as words tell them: `Early: in fewer weeks than allowed`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from crossfoot.audit.marks.conditions import Base, Condition
from crossfoot.audit.marks.mark_readings import ways_of
from crossfoot.audit.marks.marked import Marked
from crossfoot.audit.marks.sided_answers import answer_rules, heading_rules
from crossfoot.audit.marks.sided_clauses import opposite
from crossfoot.audit.marks.sided_measures import Sided, sided_measures
from crossfoot.audit.marks.sided_rules import SidedRule, sided_rule
from crossfoot.audit.reading.polarities import LOW
from crossfoot.audit.study import Study

FEWEST = 4
"""Rows that must be right."""
MANY = 8
"""Of so many rows one may be wrong, beside the first."""
MOST_ROWS = 500
_OF_WHAT_COMES = re.compile(r"\b(?:prospects?|outlook|confidence|likelihood)\b", re.IGNORECASE)
"""`Prospects` of a risk: somebody judged them, whatever its score is now."""
_LESS_IS_GOOD = re.compile(
    r"\b(?:low|lower|less|fewer|smaller|shorter)(?: \w+){0,2} (?:is|are|means?) (?:better|good|best)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SidedFit:
    """How the marks keep to a rule of sides: rows that do, and by row the mark of those that do not."""

    measure: Sided
    line: int
    """Where the rule is told."""
    held: tuple[int, ...]
    faults: dict[int, str]
    told: bool = False
    """Whether the words tell every mark, and three of them."""
    excused: bool = False
    """Whether a row is right only where less is good of it, and nothing says so."""


def sided_fit(
    study: Study, told: Mapping[tuple[int, str], Marked], marked: Marked, texts: Sequence[str]
) -> SidedFit | None:
    """How the marks fit a rule that one of the texts tells; None where they tell none, or nothing proves it."""
    if _OF_WHAT_COMES.search(marked.heading):
        return None
    fits: list[SidedFit] = []
    ways = ways_of(study, marked.table)
    for line, ruled, rule in _all_rules(told, marked):
        turned = _turned(rule, ways, " ".join(texts))
        for measure, low in product(sided_measures(study, ruled, rule, texts), turned):
            for shares in _margins(rule, measure):
                known = _known(rule, measure, ways, " ".join(texts))
                found = _fit(ruled, _of_shares(rule, measure, shares=shares), measure, (low, known), line)
                if found is not None:
                    fits.append(found)
    sure = [each for each in fits if each.faults and each.measure.tied and _is_sure(marked, each)]
    most = max((each.measure.tied for each in sure), default=0)
    for each in fits:
        # What all rows keep to is meant, unless there is nothing that it tells apart.
        if (
            not (each.faults or each.excused)
            and len(each.held) >= FEWEST
            and (each.measure.tied >= most or _tells_apart(marked, each))
        ):
            return each
    best = min((each for each in sure if each.measure.tied == most), key=lambda each: len(each.faults), default=None)
    if best is None:
        return None
    least = most if _tells_apart(marked, best) else 1
    rivals = [
        each
        for each in fits
        if each.measure.tied >= least and 0 < len(each.faults) <= len(best.faults) and len(each.held) >= len(best.held)
    ]
    return best if all(each.faults.keys() == best.faults.keys() for each in rivals) else None


def _all_rules(told: Mapping[tuple[int, str], Marked], marked: Marked) -> Iterator[tuple[int, Marked, SidedRule]]:
    heading = marked.heading.rpartition(" | ")[2]
    for rule in heading_rules(marked.names, heading, [text for _, text in told]):
        yield marked.table.line, marked, rule
    for (line, text), ruled in told.items():
        own = sided_rule(text, ruled.names, heading)
        for rule in [own] if own is not None else answer_rules(text, ruled.names, heading):
            yield line, ruled, rule


def _turned(rule: SidedRule, ways: Mapping[int, str], text: str) -> list[frozenset[int]]:
    """The rows of which less is good, where a rule asks for better and worse: as told, and for the others either."""
    if not rule.graded:
        return [frozenset()]
    low = frozenset(row for row, way in ways.items() if way == LOW)
    others = frozenset(range(MOST_ROWS)) - ways.keys()
    return [low | others] if _LESS_IS_GOOD.search(text) else [low, low | others]


def _known(rule: SidedRule, measure: Sided, ways: Mapping[int, str], text: str) -> frozenset[int]:
    """The rows of which it is told which way is good, or that are all of one measure."""
    one = len({each.middle for each in measure.other.values()}) == 1 or _LESS_IS_GOOD.search(text) is not None
    return frozenset(measure.own) if one or not rule.graded else frozenset(ways)


def _margins(rule: SidedRule, measure: Sided) -> tuple[bool, ...]:
    """Whether a margin in per cent is a share of what it is from; points where the figures are per cent."""
    if Base.MISS not in rule.bases:
        return (False,)
    if measure.signed:
        return (False,) if measure.percent else ()
    return (False, True) if measure.percent else (True,)


def _of_shares(rule: SidedRule, measure: Sided, *, shares: bool) -> SidedRule:
    """A margin in per cent as a share of what it is from, or in points."""
    base = Base.SHARE if shares and not measure.signed else Base.POINTS
    states = {
        mark: tuple(replace(each, base=base) if each.base is Base.MISS else each for each in held)
        for mark, held in rule.states.items()
    }
    return replace(rule, states=states)


def _fit(
    marked: Marked, rule: SidedRule, measure: Sided, ways: tuple[frozenset[int], frozenset[int]], line: int
) -> SidedFit | None:
    """How the marks keep to a rule, with the rows of which less is good, and those of which that is known."""
    low, known = ways
    excused = False
    held: list[int] = []
    faults: dict[int, str] = {}
    exact = any(
        each.low is not None and each.low == each.high for conditions in rule.states.values() for each in conditions
    )
    turned = replace(rule, states={mark: opposite(asked) for mark, asked in rule.states.items()})
    for row, mark in marked.marks.items():
        if row not in measure.own:
            continue
        own = turned if row in low else rule
        sure = _marks_of(own, measure, row, exact=True)
        if not sure:
            return None
        if len(measure.other) == 0 and _is_between(own, measure.own[row].middle):
            continue
        may_be = sure if exact else sure | _marks_of(own, measure, row, exact=False)
        if mark in may_be:
            held.append(row)
        elif row not in known and mark in _marks_of(rule if row in low else turned, measure, row, exact=False):
            # Which way is good is not told of the row.
            excused = True
        else:
            faults[row] = " or ".join(sorted(sure))
    told = len(rule.states) > 2 and not rule.implied
    return SidedFit(measure, line, tuple(held), faults, told, excused) if held else None


def _marks_of(rule: SidedRule, measure: Sided, row: int, *, exact: bool) -> set[str]:
    """The marks that a row may have; none where something that is asked is not known of it."""
    found: set[str] = set()
    for own, other in measure.ends(row, exact=exact):
        held: dict[str, Condition] = {}
        for mark, conditions in rule.states.items():
            for each in conditions:
                amount = None if each.base is Base.REST else measure.amount(each, own, other)
                if amount is None and each.base is not Base.REST:
                    return set()
                if amount is not None and each.holds(amount):
                    held[mark] = each
        if not held:
            found |= {mark for mark, asked in rule.states.items() if any(each.base is Base.REST for each in asked)}
        found |= {
            mark
            for mark, each in held.items()
            if not any(_is_narrower(other, each) for name, other in held.items() if name != mark)
        }
    return found


def _is_between(rule: SidedRule, value: Fraction) -> bool:
    """Whether a value lies between the ends of two bands told in whole numbers, `30 to 59` and `60 or more`."""
    bands = [each for held in rule.states.values() for each in held if each.base is Base.VALUE]
    if any(each.holds(value) for each in bands):
        return False
    below = max((each.high for each in bands if each.high is not None and each.high <= value), default=None)
    above = min((each.low for each in bands if each.low is not None and each.low >= value), default=None)
    return below is not None and above is not None and above - below <= 1


def _is_narrower(one: Condition, other: Condition) -> bool:
    """Whether all that one condition holds of lies in the other: 95 and over in 85 and over."""
    if one.base is not other.base:
        return one.base is Base.RATIO
    if (one.low, one.high) == (other.low, other.high):
        return False
    low = other.low is None or (one.low is not None and one.low >= other.low)
    return low and (other.high is None or (one.high is not None and one.high <= other.high))


def _tells_apart(marked: Marked, fit: SidedFit) -> bool:
    return len({marked.marks[row] for row in fit.held}) > 1


def _is_sure(marked: Marked, fit: SidedFit) -> bool:
    """Whether the rows that keep to it prove it, and the others are the exception."""
    counted = len(fit.held) + len(fit.faults)
    allowed = max(1, counted // MANY)
    return (
        len(fit.faults) <= allowed
        and len(fit.held) >= FEWEST - (fit.told and fit.measure.tied > 1)
        and (_tells_apart(marked, fit) or fit.measure.tied > 1)
        and counted * 5 >= len(marked.marks) * 4
        and not (fit.excused and fit.told)
    )

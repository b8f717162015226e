"""One percentage over one base in one row and over another in the next: in one of them it is not the base meant."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations

from crossfoot.audit.relations.evidence import Evidence
from crossfoot.audit.relations.formula import Formula
from crossfoot.audit.relations.hints import may_be_whole

BELIEVED = 2.0
LEAST_SAID = 1.3
"""What each of the two must say by the row in which it holds."""
PREFIX = 3
Weighed = tuple[float, Evidence]


def find_other_bases(nearly: Sequence[Weighed], known: frozenset[int], lines: int) -> list[Evidence]:
    """Of percentages that nothing proves, those that are the same count over one line here and over another there.

    Gives the likelier of the two formulas; its failures are the rows that have the other base. `known` are the lines
    of which a quotient is proved.
    """
    by_count: dict[tuple[int, int], list[Weighed]] = defaultdict(list)
    for short, evidence in nearly:
        formula = evidence.formula
        plain = len(formula.parts) == 1 and formula.divisors and formula.scale == 100 and formula.constant is None
        if plain and formula.target.number not in known and _names_count(formula):
            by_count[formula.target.number, formula.parts[0].line.number].append((short, evidence))
    found = []
    for weighed in by_count.values():
        pairs = [
            (one, two)
            for (first, one), (second, two) in permutations(weighed, 2)
            if _unlikely(first, one) <= _unlikely(second, two)
            and set(one.failed) == set(two.held)
            and set(two.failed) == set(one.held)
        ]
        likely = [
            (one, two) for one, two in pairs if min(one.said, two.said) >= LEAST_SAID and _is_believed(one, two, lines)
        ]
        if len({id(one) for one, _ in likely}) == 1:
            found.append(likely[0][0])
    return found


def _unlikely(short: float, evidence: Evidence) -> tuple[bool, float]:
    """What speaks against this base: that it is all of them where the label is of some, then what it is short of."""
    some = _OF_SOME.search(evidence.formula.target.label) is not None
    return some and any(may_be_whole(part.line) for part in evidence.formula.divisors), short


_OF_SOME = re.compile(r"\bof those\b", re.IGNORECASE)


def _is_believed(one: Evidence, two: Evidence, lines: int) -> bool:
    return one.said + two.said - 2 * math.log10(max(lines - 2, 2)) >= BELIEVED


def _names_count(formula: Formula) -> bool:
    """Whether the label begins a word as that of the count does: `uphold rate` of those upheld."""
    count = {word[:PREFIX] for word in formula.parts[0].line.subject}
    return bool(count & {word[:PREFIX] for word in formula.target.subject})

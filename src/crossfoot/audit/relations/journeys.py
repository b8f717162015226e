"""Shares of the way from a baseline to a goal: distance travelled, progress to target, the gap closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates, nearness

_WAY = re.compile(
    r"\b(distance|way|journey|gap|ground|improvement|movement|difference|reduction|increase|savings?)\b.*"
    r"\b(travell?ed|closed|covered|made|achieved|delivered|done|so far|gone|there)\b|"
    r"\bprogress\b|\b(closed|achieved|made|covered) of (the )?(gap|way|distance)\b|"
    r"\b(of|towards?|to(wards)?) (the )?(way|goal|target|ambition|aim|trajectory)\b|\btarget achieved\b",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\bbase(line)?\b|\bstart(ing)?\b|\bfrom\b|\bbefore\b|\bwas\b|\bbeginning\b|\borigin(al|ally)?\b", re.IGNORECASE
)
_GOAL = re.compile(r"\b(goal|target|aim|ambition|destination|end ?point|to reach|planned|wanted)\b", re.IGNORECASE)
MOST_NOW = 8
WAY = 2.0
"""What labels say of a share of the way where one is called a baseline and another a goal."""


def shares_of_the_way(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """What was moved since the baseline, over what had to be moved to reach the goal."""
    if _WAY.search(target.own_label) is None or target.role is Role.TARGET:
        return Candidates((), 1)
    starts = [line for line in pool if _BASE.search(line.own_label) or hints.is_opening(line)]
    goals = [line for line in pool if line not in starts and (line.role is Role.TARGET or _GOAL.search(line.own_label))]
    formulas = [
        Formula(
            target,
            (Part(now), Part(start, -1)),
            (Part(goal), Part(start, -1)),
            Fraction(100),
            turns=True,
            prior=WAY + nearness(grid, target, now),
        )
        for start in starts
        for goal in goals
        for now in [line for line in pool if line not in (start, goal)][:MOST_NOW]
    ]
    return Candidates(tuple(formulas), max(1, len(formulas)))

"""Variances of which plus is better than the target: turned round in rows of which less is good, and in no others."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from crossfoot.audit.reading.polarities import polarities
from crossfoot.audit.relations.evidence import Evidence, is_turned_round
from crossfoot.audit.relations.line import Grid
from crossfoot.audit.study import Study

Rows = AbstractSet[int]


def rows_turned_round(study: Study, grid: Grid, evidence: Evidence) -> tuple[Rows, Rows]:
    """The rows where the difference is turned round because less is good there, and those where it is so wrongly.

    `21.2%` against a target of `20.0%` is `-1.2` where low is good, beside `90.7%`, `90.0%`, `+0.7` where high is.
    None where a row of which less is good has it the usual way.
    """
    formula = evidence.formula
    if grid.by_row or len(formula.parts) != 2 or formula.is_quotient or formula.product:
        return frozenset(), frozenset()
    if formula.target.values.keys() <= set(evidence.held):
        # Most formulas hold wherever there is a figure.
        return frozenset(), frozenset()
    place = next(iter(formula.target.values.values())).place
    ways = polarities(study, study.pack.tables[place.table])
    turned = {key for key in set(ways) - set(evidence.held) if _is_turned(evidence, key)}
    low = {key for key, way in ways.items() if way == "low" and key in formula.target.values}
    high = {key for key, way in ways.items() if way == "high" and key in evidence.held}
    if not low or not low <= turned or len(high) < FEWEST:
        return frozenset(), frozenset()
    return low, {key for key in turned - low if ways[key] == "high"}


FEWEST = 2
"""Rows of which more is good, with the usual sign."""


def _is_turned(evidence: Evidence, key: int) -> bool:
    own, worked = evidence.formula.target.values.get(key), evidence.formula.work_out(key, None)
    return own is not None and worked is not None and is_turned_round(own, worked, own.half)

"""What fails somewhere and is told otherwise: by another formula of the same line, or as the price in a product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crossfoot.audit.relations import hints
from crossfoot.audit.relations.evidence import Evidence
from crossfoot.audit.relations.line import Grid
from crossfoot.audit.relations.proofs import STRONG_HINT


def is_explained(
    grid: Grid, evidence: Evidence, already: Sequence[Evidence], multiplied: Iterable[frozenset[int]]
) -> bool:
    """Whether what fails somewhere is told otherwise: by another formula, or as the price in a product."""
    prior, whole = evidence.formula.prior, [each for each in already if not each.failed]
    told = any(each.formula.prior >= prior or _has_other_base(each, evidence) for each in whole)
    if not evidence.failed or (_fails_by_one(evidence) and not told):
        return False
    # No product tells the price of all together: that is an average.
    single = [key for key in evidence.failed if key not in grid.totals and not hints.names_all(grid.labels[key])]
    factors = frozenset[int]().union(*multiplied)
    # A change since the row before says nothing of the first row.
    spoken = any(key in each.held or key in each.failed for each in already for key in evidence.failed)
    return spoken or (bool(single) and evidence.formula.target.number in factors)


def _has_other_base(whole: Evidence, evidence: Evidence) -> bool:
    """Whether a formula that holds throughout, at many keys, divides by another line."""
    bases = [{part.line.number for part in each.formula.divisors} for each in (whole, evidence)]
    return len(whole.held) >= EVERYWHERE and all(bases) and bases[0] != bases[1]


EVERYWHERE = 5


def _fails_by_one(evidence: Evidence) -> bool:
    """Whether the one figure that does not fit is wrong whatever else the line may be: a base, or a slip of the pen."""
    named = evidence.formula.prior >= STRONG_HINT and len(evidence.failed) == 1
    sure = evidence.slips or evidence.formula.prior >= NAMED_BOTH
    enough = FEWEST_WITH_SLIP if sure else FEWEST_SHARES
    return _is_base_misprinted(evidence) or (named and len(evidence.held) >= enough)


def _is_base_misprinted(evidence: Evidence) -> bool:
    """Whether shares of a number that no line holds fit everywhere, but for the row of 100% where it is printed."""
    formula = evidence.formula
    if formula.constant is None or len(evidence.failed) != 1 or len(evidence.held) < FEWEST_SHARES:
        return False
    return formula.target.values[evidence.failed[0]].amount == formula.scale == 100


FEWEST_SHARES = 4
FEWEST_WITH_SLIP, NAMED_BOTH = 2, 2.0
"""Or so many where it is a slip, or where its label names all that it is made of."""

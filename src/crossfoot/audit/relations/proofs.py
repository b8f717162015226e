"""What the numbers of a table prove of its lines: of all formulas tried, those that the evidence outweighs."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.agreement import MOST_SHORT
from crossfoot.audit.relations.candidates import candidates_of
from crossfoot.audit.relations.evidence import SLIP, Evidence, weigh_evidence
from crossfoot.audit.relations.formula import Formula, Where
from crossfoot.audit.relations.keys import keys_for
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.quotients import NAMED_BOTH
from crossfoot.audit.relations.sums import NAMED_ALL, NAMED_BETWEEN

BELIEVED = 2.0
"""How far, as a power of ten, the evidence must outweigh the number of formulas tried."""
BELIEVED_WITH_FAILURES = 2.3
BELIEVED_NAMED = 1.0
BELIEVED_AT_ONE, SAID_AT_ONE = 1.5, 2.0
"""In a table of two, where a label names the formula: so much, if the one key that holds says so much."""
MANY_HELD, NEARLY_ALL = 4, 0.8
"""Where a label says all, so many keys that hold, all but one in five, are enough though their numbers are small."""
UNHINTED = 1.0
"""So much more is asked of a formula with failures that no label speaks for."""
LEAST_HINT = 0.7
SOME_HINT = 0.5
STRONG_HINT = 1.4
"""Where a label says so much that a few of the numbers are enough."""
FINE_FOR_ALL = 0.65
"""In what part of the keys it must hold exactly for the figures not to have been rounded."""
MANY = 7
LEAST_SAID = 1.0
"""A label alone proves nothing: some number must fit that would not have by chance."""
NAMED_RATE = 0.5
FEW = 0.3
"""In what part of the keys at least, where not all failures are slips."""
LEAST_RATES = ((4, 0.5), (7, 0.6), (10**9, 0.7))
"""In what part of the keys a formula must hold, up to so many keys."""
MOSTLY = 0.75
FEWEST_FITTING = 3
"""At so many keys a formula that its label speaks for must hold, and fail at none, for the line to be as it should."""
MOST_OUT = 2
"""At so many keys a formula may fail that others must bear out, where its label speaks for it."""
MOST_FORMULAS = 3
"""Of one line: its own total, its variance, its share."""
ABOUT_AS_OFTEN = 0.1
Kinds = tuple[frozenset[int], str]
Weighed = list[tuple[float, Evidence]]
"""Formulas with how far the evidence outweighs the formulas tried, or how much it is short of that."""


def all_proved(grid: Grid) -> tuple[list[Evidence], Weighed]:
    """What is proved of all lines: what holds most often first, then what says it with fewest lines; what is nearly."""
    found: Weighed = []
    nearly: Weighed = []
    # Between two dates stands what came and went: then the later one is worked out.
    moves = any(map(hints.is_inflow, grid.lines)) and any(map(hints.is_outflow, grid.lines))
    for target in grid.lines:
        if len(target.values) < 2 or _is_given(grid, target):
            continue
        timed = target.role is Role.TIME and not grid.by_row and not moves
        if timed and not target.is_averaged:
            continue
        own = _proved(grid, target, timed=timed)
        found += own[0]
        nearly += own[1]
    found.sort(key=_order)
    # One relation can be turned round: of the ways that hold as often it is told as its labels tell it.
    best: dict[Kinds, float] = {}
    likeliest: dict[Kinds, float] = {}
    for _, evidence in found:
        kind = kind_of(evidence)
        best[kind] = max(best.get(kind, 0.0), evidence.rate)
    for _, evidence in found:
        kind = kind_of(evidence)
        if evidence.rate >= best[kind] - ABOUT_AS_OFTEN:
            likeliest[kind] = max(likeliest.get(kind, -math.inf), evidence.formula.prior)
    told = [
        evidence
        for _, evidence in found
        if evidence.rate >= best[kind_of(evidence)] - ABOUT_AS_OFTEN
        and evidence.formula.prior == likeliest[kind_of(evidence)]
    ]
    return told, nearly


def _is_given(grid: Grid, target: Line) -> bool:
    """Whether it was settled beforehand: a target, somebody else's figure, how much each row counts."""
    given = target.role in {Role.TARGET, Role.BENCHMARK} and not _EITHER_SIDE.search(target.own_label)
    return given or (not grid.by_row and hints.is_weight(target))


_EITHER_SIDE = re.compile(
    r"\b(above( \(\+\))? or below|over or under|better or worse than|more or (fewer|less) than|higher or lower than|"
    r"ahead or behind|above/below|ahead/behind)\b",
    re.IGNORECASE,
)
"""`Above or below (-) England` is a distance, and no figure of England."""


def _order(weighed: tuple[float, Evidence]) -> tuple[bool, float, float, float]:
    """An exact product says more than the rounded price that it can be turned into; then what holds most often."""
    told, evidence = weighed
    return kind_of(evidence)[1] != "exact", -_rank(evidence), -evidence.formula.prior, -told


def kind_of(evidence: Evidence) -> Kinds:
    """The lines in it, and whether it is a sum, what is carried on, an exact product, or what rounding blurs."""
    formula = evidence.formula
    if len(formula.parts) == 1 and formula.parts[0].where is Where.BEFORE:
        # That the start is the last end says nothing of what came and went between.
        return formula.members, "carried"
    if any(part.where is Where.BEFORE for part in formula.parts) and not formula.divisors:
        # A change since the time before says nothing of what was there at the start of its own row.
        return formula.members, "since"
    if formula.product and evidence.fine:
        return formula.members, "exact"
    return formula.members, "blurred" if formula.is_quotient or formula.product else "sum"


def _proved(grid: Grid, target: Line, *, timed: bool) -> tuple[Weighed, Weighed]:
    """The formulas that the numbers prove of a line, and those that they nearly prove, but for one key.

    What is `timed` is the value at a time: what divides it stands beside it, `Numerator, Denominator, October`.
    """
    found: Weighed = []
    nearly: Weighed = []
    fitting: dict[str, int] = defaultdict(int)
    for candidates in candidates_of(grid, target):
        toll = math.log10(candidates.tried + 1)
        for formula in _beside_times(candidates.formulas) if timed else candidates.formulas:
            evidence = _weighed(grid, formula)
            if evidence is None or _lacks_a_term(grid, evidence) or _rests_on_one(evidence) or _ran_out(evidence):
                continue
            told = evidence.told - toll
            if not evidence.failed and formula.prior >= SOME_HINT:
                kind = kind_of(evidence)[1]
                fitting[kind] = max(fitting[kind], len(evidence.held))
            needed = _needed(evidence)
            known = evidence.rate >= FEW and evidence.said + SLIP * evidence.slips >= LEAST_SAID
            known = known or (formula.prior >= STRONG_HINT and evidence.slips == len(evidence.failed) >= 2)
            known = known or (formula.prior >= NAMED_ALL and evidence.rate >= NAMED_RATE)
            if evidence.rate < _least_rate(formula, tried(evidence)):
                continue
            if known and told >= needed:
                found.append((told, evidence))
            elif (
                evidence.rate >= FEW
                and len(evidence.failed) <= _most_out(formula)
                and told >= needed - MOST_SHORT
                and formula.constant is None
                and not formula.is_complement
                and not _is_odd(formula)
            ):
                nearly.append((max(needed - told, 0.0 if known else LEAST_SAID - evidence.said), evidence))
    found = [each for each in found if not _is_refuted(each[1], fitting, fewest=math.inf)]
    nearly = [each for each in nearly if not _is_refuted(each[1], fitting, fewest=FEWEST_FITTING)]
    found.sort(key=lambda each: (-_rank(each[1]), -each[0]))
    # A price in an exact product is explained by that, whatever else its numbers would fit.
    products = [each for each in found[MOST_FORMULAS:] if kind_of(each[1])[1] == "exact" and not each[1].failed]
    return [*found[:MOST_FORMULAS], *products[:1]], nearly


def _needed(evidence: Evidence) -> float:
    """How far the evidence must outweigh the formulas tried: less where the label names what it is made of."""
    prior, held, failed = evidence.formula.prior, len(evidence.held), len(evidence.failed)
    strong = prior >= STRONG_HINT
    needed = BELIEVED_WITH_FAILURES if failed and not strong else BELIEVED
    but_one = failed == 1 and prior >= NAMED_BETWEEN and held >= (1 if prior >= NAMED_ALL else 2)
    if but_one or (strong and held >= MANY_HELD and evidence.rate >= NEARLY_ALL):
        needed = BELIEVED_NAMED
    else:
        mostly = held >= FEWEST_FITTING and evidence.rate >= MOSTLY
        if strong and (mostly or (held == failed == 1 and evidence.said >= SAID_AT_ONE)):
            needed = BELIEVED_AT_ONE
    return needed + (UNHINTED if failed and prior < LEAST_HINT and not _is_run(evidence.formula) else 0.0)


def _rank(evidence: Evidence) -> float:
    """How often it holds; one that its label names in full, and that fails at one key, as if it held there too."""
    named = evidence.formula.prior >= NAMED_ALL and len(evidence.failed) == 1
    return 1.0 if named and len(evidence.held) >= FEWEST_FITTING else round(evidence.rate, 2)


def _most_out(formula: Formula) -> int:
    """At how many keys it may fail for others to bear it out."""
    least = NAMED_BOTH if formula.is_quotient else LEAST_HINT
    return MOST_OUT if not formula.product and (formula.prior >= least or _is_run(formula)) else 1


def _is_odd(formula: Formula) -> bool:
    """Whether it multiplies money by money, or divides what is an average already: that takes more than agreement."""
    if formula.product:
        return all(part.line.measure is Measure.MONEY for part in formula.parts)
    divided = (*formula.parts, *formula.divisors) if formula.divisors and not formula.run else ()
    return any(part.line.is_averaged for part in divided)


def _is_run(formula: Formula) -> bool:
    """Whether it adds three lines or more: that is rarely chance."""
    return formula.run and len(formula.parts) >= 3


def _weighed(grid: Grid, formula: Formula) -> Evidence | None:
    """Counts of tens and hundreds are taken for what they say where it holds so, and else for rounded ones."""
    keys = keys_for(grid, formula)
    most = _most_failures(formula, len(keys))
    unsigned = not grid.tells_signs and formula.may_be_unsigned
    fine = weigh_evidence(formula, keys, most_failures=most, fine=True, unsigned=unsigned)
    if fine is not None and (not fine.failed or len(fine.held) >= FINE_FOR_ALL * tried(fine)):
        return fine
    if not formula.product and not any(line.is_rounded for line in formula.lines):
        return fine
    return weigh_evidence(formula, keys, most_failures=most, unsigned=unsigned)


def tried(evidence: Evidence) -> int:
    """At how many keys it was tried."""
    return len(evidence.held) + len(evidence.failed)


def _most_failures(formula: Formula, tried: int) -> int:
    return tried - math.ceil(tried * _least_rate(formula, tried))


def _least_rate(formula: Formula, tried: int) -> float:
    """In what part of so many keys it must hold: nowhere where its label says all and slips explain the failures."""
    if formula.prior >= STRONG_HINT:
        return 0.0 if tried <= MANY else 0.5
    if formula.prior >= LEAST_HINT and tried <= MANY:
        return 0.5
    return next(rate for most, rate in LEAST_RATES if tried <= most)


def _is_refuted(evidence: Evidence, fitting: Mapping[str, int], *, fewest: float) -> bool:
    """Whether a figure that it accuses is right by another formula that its label speaks for and that fails nowhere.

    Such a formula must hold at so many keys; at two, against one that holds at one alone.
    """
    kind = kind_of(evidence)[1]
    held = fitting.get(kind, 0)
    if kind == "sum" and hints.asks_difference(evidence.formula.target):
        # A change, which is one since the time before throughout, is none of two lines.
        held = max(held, fitting.get("since", 0))
    return bool(evidence.failed) and (held >= fewest or (held > 1 and len(evidence.held) < 2))


def _rests_on_one(evidence: Evidence) -> bool:
    """Whether a formula that no label speaks for holds at one key alone and accuses another."""
    formula = evidence.formula  # nought is a product of much that is small
    held = [key for key in evidence.held if formula.target.values[key].amount or not formula.product]
    return bool(evidence.failed) and len(held) < 2 and formula.prior < LEAST_HINT and not _is_run(formula)


def _beside_times(formulas: Sequence[Formula]) -> list[Formula]:
    """Those of lines that are no times themselves."""
    return [each for each in formulas if all(line.role is not Role.TIME for line in each.lines[1:])]


def _ran_out(evidence: Evidence) -> bool:
    """Whether it holds at first and at no later key, which no slip explains: what runs on from year to year."""
    return (
        len(evidence.failed) > 1
        and not evidence.slips
        and evidence.rate <= HALF
        and max(evidence.held, default=0) < min(evidence.failed)
    )


HALF = 0.5


def _lacks_a_term(grid: Grid, evidence: Evidence) -> bool:
    """Whether another line is filled just where a formula fails, and blank where it holds: a term of it is not seen."""
    failed, held = set(evidence.failed), set(evidence.held)
    members = evidence.formula.members
    return len(failed) > 1 and any(
        line.number not in members and failed <= line.values.keys() and not held & line.values.keys()
        for line in grid.lines
    )

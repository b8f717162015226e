"""What a table proves of its own rows and columns, and the cells that do not keep to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import takewhile

from crossfoot.audit.arithmetic.find_pair_faults import AGGREGATES, SHARES
from crossfoot.audit.arithmetic.find_rate_faults import RATES
from crossfoot.audit.arithmetic.find_ratio_faults import RATIOS
from crossfoot.audit.arithmetic.find_running_totals import RUNNING
from crossfoot.audit.arithmetic.find_sums_over_time import YEAR_TO_DATE
from crossfoot.audit.arithmetic.find_total_faults import TOTALS
from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.agreement import MOST_SHORT, Nearly, find_agreeing
from crossfoot.audit.relations.candidates import candidates_of
from crossfoot.audit.relations.evidence import Evidence, weigh_evidence
from crossfoot.audit.relations.formula import Formula, Told, Where
from crossfoot.audit.relations.line import AVERAGED, Grid, Line, grids_of
from crossfoot.audit.study import Ratio, Study

DIFFERENCES = Rule("differences", Kind.ARITHMETIC, "A variance, change or balance is what the columns beside it make.")
QUOTIENTS = Rule("quotients", Kind.ARITHMETIC, "A percentage or rate is its numerator over its denominator.")
ROW_SUMS = Rule("parts-and-wholes", Kind.ARITHMETIC, "A whole is the sum of its parts, in every column.")
PRODUCTS = Rule("products", Kind.ARITHMETIC, "An amount is the number times the price, for as long as it runs.")
BELIEVED = 2.0
"""How far, as a power of ten, the evidence must outweigh the number of formulas tried."""
BELIEVED_WITH_FAILURES = 2.5
UNHINTED = 1.0
"""So much more is asked of a formula with failures that no label speaks for."""
LEAST_HINT = 0.7
STRONG_HINT = 1.4
"""Where a label says so much that a few of the numbers are enough."""
FINE_FOR_ALL = 0.65
"""In what part of the keys it must hold exactly for the figures not to have been rounded."""
MANY = 7
LEAST_SAID = 1.0
"""A label alone proves nothing: some number must fit that would not have by chance."""
FEW = 0.3
"""In what part of the keys at least, where not all failures are slips."""
LEAST_RATES = ((4, 0.5), (7, 0.6), (10**9, 0.7))
"""In what part of the keys a formula must hold, up to so many keys."""
MOST_FORMULAS = 3
"""Of one line: its own total, its variance, its share."""
MOST_LINES = 60
ABOUT_AS_OFTEN = 0.1
FEWEST_WITHIN = 4
WITHIN = 0.75


def find_relations(study: Study) -> None:
    """Find and check what each table proves of its columns and of its rows."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        nearly: list[Nearly] = []
        for grid in grids_of(study, table):
            if 2 <= len(grid.lines) <= MOST_LINES and len(grid.keys) >= 2:
                nearly += _check(study, grid)
        for each in find_agreeing(nearly):
            _weigh(study, each.grid, each.evidence)


def _check(study: Study, grid: Grid) -> list[Nearly]:
    """Weigh what is proved of a table by its columns, or by its rows; gives what is nearly so."""
    known: set[Kinds] = set()
    explained: set[tuple[int, str]] = set()
    added: set[frozenset[int]] = set()
    proofs, nearly = _all_proved(grid)
    for evidence in proofs:
        formula = evidence.formula
        kind = _kind(evidence)
        if _is_known(kind, known):
            continue
        if evidence.failed and (formula.target.number, kind[1]) in explained:
            continue
        parts = frozenset(part.line.number for part in formula.parts)
        if (
            evidence.failed
            and formula.run
            and any(parts <= known_parts or known_parts <= parts for known_parts in added)
        ):
            continue
        if formula.run:
            added.add(parts)
        known.add(kind)
        explained.add((formula.target.number, kind[1]))
        _weigh(study, grid, evidence)
        _remember_ratio(study, grid, formula)
        if not formula.divisors and not formula.product and all(part.factor > 0 for part in formula.parts):
            _check_averages(study, grid, formula)
    for position, target in enumerate(grid.lines):
        _check_within(study, target, _insets(grid, position))
    return [
        Nearly(grid, evidence, short, broken)
        for short, evidence in nearly
        if not _is_known(_kind(evidence), known) and (broken := _broken(study, grid, evidence))
    ]


def _is_known(kind: Kinds, known: set[Kinds]) -> bool:
    """Whether the lines of a relation are all in one that is known, or the other way about."""
    return any(kind[1] == other[1] and (kind[0] <= other[0] or other[0] <= kind[0]) for other in known)


def _remember_ratio(study: Study, grid: Grid, formula: Formula) -> None:
    """A percentage over time with its numerator and denominator: what is rolled up later needs to know."""
    parts = (*formula.parts, *formula.divisors)
    here = all(part.where is Where.HERE and part.at is None and part.factor == 1 for part in parts)
    if not here or formula.scale != 100 or len(formula.parts) != 1 or not formula.divisors:
        return
    table = next(iter(formula.target.values.values())).place.table
    series = {each.position: each for each in study.in_table(table) if each.by_row == grid.by_row}
    known = [series.get(line.number) for line in (formula.target, *(part.line for part in parts))]
    if all(each is not None for each in known):
        percent, numerator, *denominators = [each for each in known if each is not None]
        study.ratios.setdefault(percent.number, Ratio(percent, numerator, tuple(denominators)))


def _is_change(study: Study, place: Place) -> bool:
    """Whether it is a change or a difference: that of an average need not lie among those of its parts."""
    number = study.pack.cell(place).number
    roles = {study.pack.column(place).role, study.pack.row(place).role}
    return Role.DIFFERENCE in roles or (number is not None and number.signed)


def _insets(grid: Grid, position: int) -> list[Line]:
    """The lines set in under a line."""
    if grid.lines[position].inset:
        return []
    return list(takewhile(lambda line: line.inset, grid.lines[position + 1 :]))


def _check_within(study: Study, target: Line, parts: Sequence[Line]) -> None:
    """A line of percentages or averages lies among those set in under it, where it does so at most keys."""
    if not target.is_averaged or len(parts) < 2:
        return
    checks = []
    for key, own in target.values.items():
        known = [study.interval(part.values[key].place) for part in parts if key in part.values]
        if len(known) == len(parts):
            span = Interval(min(each.low for each in known), max(each.high for each in known))
            checks.append((own.place, span, study.interval(own.place).meets(span)))
    held = sum(fine for *_, fine in checks)
    if len(checks) < FEWEST_WITHIN or held < WITHIN * len(checks):
        return
    for place, span, fine in checks:
        if fine:
            study.ledger.agreed(AGGREGATES)
            continue
        study.ledger.found(
            AGGREGATES,
            place,
            explanation=f"{AGGREGATES.words} Its parts go from {float(span.low):g} to {float(span.high):g}.",
            expected=f"{float(span.low):g} to {float(span.high):g}",
            confidence=0.75,
        )


Kinds = tuple[frozenset[int], str]
Weighed = list[tuple[float, Evidence]]
"""Formulas with how far the evidence outweighs the formulas tried, or how much it is short of that."""


def _all_proved(grid: Grid) -> tuple[list[Evidence], Weighed]:
    """What is proved of all lines: what holds most often first, then what says it with fewest lines; what is nearly."""
    found: Weighed = []
    nearly: Weighed = []
    for target in grid.lines:
        if len(target.values) < 2 or target.role in {Role.TARGET, Role.BENCHMARK}:
            continue
        if target.role is Role.TIME and not grid.by_row:
            continue
        own = proved(grid, target)
        found += own[0]
        nearly += own[1]
    found.sort(key=lambda each: (-round(each[1].rate, 2), -each[1].formula.prior, -each[0]))
    # One relation can be turned round: of the ways that hold as often it is told as its labels tell it.
    best: dict[Kinds, float] = {}
    likeliest: dict[Kinds, float] = {}
    for _, evidence in found:
        kind = _kind(evidence)
        best[kind] = max(best.get(kind, 0.0), evidence.rate)
    for _, evidence in found:
        kind = _kind(evidence)
        if evidence.rate >= best[kind] - ABOUT_AS_OFTEN:
            likeliest[kind] = max(likeliest.get(kind, -math.inf), evidence.formula.prior)
    told = [
        evidence
        for _, evidence in found
        if evidence.rate >= best[_kind(evidence)] - ABOUT_AS_OFTEN
        and evidence.formula.prior == likeliest[_kind(evidence)]
    ]
    return told, nearly


def _kind(evidence: Evidence) -> Kinds:
    """The lines in it, and whether it is a sum, an exact product, or what rounding blurs."""
    formula = evidence.formula
    if formula.product and evidence.fine:
        return formula.members, "exact"
    return formula.members, "blurred" if formula.is_quotient or formula.product else "sum"


def proved(grid: Grid, target: Line) -> tuple[Weighed, Weighed]:
    """The formulas that the numbers prove of a line, and those that they nearly prove, but for one key."""
    found: Weighed = []
    nearly: Weighed = []
    for candidates in candidates_of(grid, target):
        toll = math.log10(candidates.tried + 1)
        for formula in candidates.formulas:
            evidence = _weighed(grid, formula)
            if evidence is None:
                continue
            told = evidence.told - toll
            strong = formula.prior >= STRONG_HINT
            needed = BELIEVED_WITH_FAILURES if evidence.failed and not strong else BELIEVED
            needed += UNHINTED if evidence.failed and formula.prior < LEAST_HINT and not _is_run(formula) else 0.0
            known = (evidence.rate >= FEW and evidence.said >= LEAST_SAID) or (
                evidence.slips >= 2 and formula.prior >= STRONG_HINT
            )
            if not known or evidence.rate < _least_rate(formula, _tried(evidence)):
                continue
            if told >= needed:
                found.append((told, evidence))
            elif len(evidence.failed) == 1 and told >= needed - MOST_SHORT and formula.constant is None:
                nearly.append((needed - told, evidence))
    found.sort(key=lambda each: (-round(each[1].rate, 2), -each[0]))
    return found[:MOST_FORMULAS], nearly


def _is_quotient_at(formula: Formula, key: int) -> bool:
    """Whether at this key the target is of a kind that is worked out, and the parts of one that is counted."""
    own = formula.target.values.get(key)
    if own is None or (formula.target.is_averaged and own.measure not in AVERAGED):
        return False
    if len(formula.parts) == 2 and formula.parts[1].factor < 0:
        # A change of rates in per cent is one as well.
        return True
    parts = [part.line.values.get(key) for part in (*formula.parts, *formula.divisors) if part.at is None]
    return not any(value is not None and value.measure in {Measure.PERCENT, Measure.RATE} for value in parts)


def _is_run(formula: Formula) -> bool:
    """Whether it adds three lines or more: that is rarely chance."""
    return formula.run and len(formula.parts) >= 3


def _weighed(grid: Grid, formula: Formula) -> Evidence | None:
    """Counts of tens and hundreds are taken for what they say where it holds so, and else for rounded ones."""
    keys = _keys_for(grid, formula)
    most = _most_failures(formula, len(keys))
    fine = weigh_evidence(formula, keys, most_failures=most, fine=True)
    if fine is not None and (not fine.failed or len(fine.held) >= FINE_FOR_ALL * _tried(fine)):
        return fine
    if not formula.product and not any(line.is_rounded for line in formula.lines):
        return fine
    return weigh_evidence(formula, keys, most_failures=most)


def _tried(evidence: Evidence) -> int:
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


def _keys_for(grid: Grid, formula: Formula) -> Sequence[int]:
    """Keys at which it can be meant: what is averaged is not added, a total is no product and has none before it."""
    keys = grid.keys
    if formula.product or any(part.where is Where.BEFORE for part in (*formula.parts, *formula.divisors)):
        return [key for key in keys if key not in grid.totals]
    if formula.is_quotient:
        plain = [key for key in keys if formula.constant is None or key not in grid.totals]
        return [key for key in plain if _is_quotient_at(formula, key)]
    if formula.target.is_averaged or (not grid.by_row and any(part.factor < 0 for part in formula.parts)):
        # A change of an average is a difference like any other.
        return keys
    return [key for key in keys if (own := formula.target.values.get(key)) is None or own.measure not in AVERAGED]


def _broken(study: Study, grid: Grid, evidence: Evidence) -> tuple[Equation, ...]:
    """The equations of a formula that do not hold."""
    told = _told(grid, evidence)
    keys = list(_keys_for(grid, evidence.formula))
    found = [
        evidence.formula.equation(study, key, keys[place - 1] if place else None, told)
        for place, key in enumerate(keys)
        if key in evidence.failed
    ]
    return tuple(equation for equation in found if equation is not None and equation.holds is False)


def _told(grid: Grid, evidence: Evidence) -> Told:
    formula = evidence.formula
    words = f"{_say(formula)}: so it is in {len(evidence.held)} of {_tried(evidence)}."
    return Told(
        _rule_of(grid, formula),
        words,
        weight=0.6 + 0.38 * evidence.rate,
        proof=evidence.told - BELIEVED,
        fine=evidence.fine,
    )


def _weigh(study: Study, grid: Grid, evidence: Evidence) -> None:
    formula, told = evidence.formula, _told(grid, evidence)
    keys = list(_keys_for(grid, formula))
    for place, key in enumerate(keys):
        if key in evidence.held or key in evidence.failed:
            equation = formula.equation(study, key, keys[place - 1] if place else None, told)
            if equation is not None:
                study.ledger.weigh(equation)


def _rule_of(grid: Grid, formula: Formula) -> Rule:
    """The rule that a reader would name: a total, a share of it, a rate, a percentage over time."""
    if formula.product:
        return PRODUCTS
    if formula.is_quotient:
        return _quotient_rule(grid, formula)
    if any(part.where is Where.BEFORE and part.factor > 0 for part in formula.parts):
        return RUNNING
    if any(part.factor < 0 for part in formula.parts):
        return DIFFERENCES
    if formula.target.role is Role.YEAR_TO_DATE and all(part.line.role is Role.TIME for part in formula.parts):
        return YEAR_TO_DATE
    return TOTALS if hints.names_whole(formula.target) else ROW_SUMS


def _quotient_rule(grid: Grid, formula: Formula) -> Rule:
    if formula.target.measure is Measure.RATE:
        return RATES
    if any(part.at is not None for part in formula.divisors) and len(formula.parts) == 1:
        return SHARES
    return RATIOS if grid.over_time and len(formula.parts) == 1 and formula.scale == 100 else QUOTIENTS


def _say(formula: Formula) -> str:
    joint = " x " if formula.product else " + "
    above = ""
    for part in formula.parts:
        name = part.line.label or "the column without a heading"
        name = f"{name} of the time before" if part.where is Where.BEFORE else name
        above += f" - {name}" if part.factor < 0 else f"{joint if above else ''}{name}"
    above = above.strip()
    if formula.divisors:
        below = " + ".join(part.line.label for part in formula.divisors)
        below = f"{below} in all" if formula.divisors[0].at is not None else below
        above = f"({above}) / ({below})" if len(formula.parts) > 1 else f"{above} / {below}"
    if formula.constant is not None:
        return (
            f"{formula.target.label} = {above} x {float(formula.scale):g} / about {float(formula.constant.middle):,.0f}"
        )
    if formula.scale != 1:
        above = f"{above} x {float(formula.scale):g}"
    return f"{formula.target.label or 'The column without a heading'} = {above}"


def _check_averages(study: Study, grid: Grid, formula: Formula) -> None:
    """Where a line adds up others, its percentages and averages lie among theirs."""
    for key in grid.keys:
        own = formula.target.values.get(key)
        parts = [part.line.values.get(key) for part in formula.parts]
        known = [value for value in parts if value is not None]
        if own is None or own.measure not in AVERAGED or len(known) < max(2, len(parts)) or formula.target.is_averaged:
            continue
        if own.amount == 100 or _is_change(study, own.place):
            continue
        spans = [study.interval(value.place) for value in known]
        span = Interval(min(each.low for each in spans), max(each.high for each in spans))
        total = sum(value.amount for value in known)
        if study.interval(own.place).meets(span) or abs(total - own.amount) <= own.half + sum(v.half for v in known):
            study.ledger.agreed(AGGREGATES)
            continue
        study.ledger.found(
            AGGREGATES,
            own.place,
            explanation=f"{AGGREGATES.words} Its parts go from {float(span.low):g} to {float(span.high):g}.",
            expected=f"{float(span.low):g} to {float(span.high):g}",
            confidence=0.75,
            others=[value.place for value in known],
        )

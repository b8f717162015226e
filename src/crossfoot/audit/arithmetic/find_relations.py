"""What a table proves of its own rows and columns, and the cells that do not keep to it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain, product

from crossfoot.audit.arithmetic.averages_among_parts import check_averages, check_within, lines_set_in
from crossfoot.audit.arithmetic.better_is_plus import rows_turned_round
from crossfoot.audit.arithmetic.explained_otherwise import is_explained
from crossfoot.audit.arithmetic.find_hidden_parts import Broken, check_hidden_parts, is_plain_sum, report_hidden_parts
from crossfoot.audit.arithmetic.find_pair_faults import SHARES
from crossfoot.audit.arithmetic.find_rate_faults import RATES
from crossfoot.audit.arithmetic.find_ratio_faults import RATIOS
from crossfoot.audit.arithmetic.find_running_totals import RUNNING
from crossfoot.audit.arithmetic.find_sums_over_time import YEAR_TO_DATE
from crossfoot.audit.arithmetic.find_total_faults import TOTALS
from crossfoot.audit.arithmetic.gaps_of_means import is_gap_of_means
from crossfoot.audit.arithmetic.prices_of_all import check_price_of_all
from crossfoot.audit.arithmetic.told_aside import is_told_aside
from crossfoot.audit.arithmetic.told_bases_apart import keys_on_another_base
from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.agreement import Nearly, find_agreeing
from crossfoot.audit.relations.evidence import Evidence, weigh_evidence
from crossfoot.audit.relations.exactness import sharpened
from crossfoot.audit.relations.formula import Formula, Told, Where
from crossfoot.audit.relations.grids import grids_of
from crossfoot.audit.relations.keys import keys_for
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.named import named_formulas
from crossfoot.audit.relations.proofs import BELIEVED, Kinds, Weighed, all_proved, kind_of, tried
from crossfoot.audit.relations.sisters import sister_formulas
from crossfoot.audit.relations.sums import differences_from_key
from crossfoot.audit.relations.two_bases import find_other_bases
from crossfoot.audit.study import Ratio, Study

DIFFERENCES = Rule("differences", Kind.ARITHMETIC, "A variance, change or balance is what the columns beside it make.")
QUOTIENTS = Rule("quotients", Kind.ARITHMETIC, "A percentage or rate is its numerator over its denominator.")
ROW_SUMS = Rule("parts-and-wholes", Kind.ARITHMETIC, "A whole is the sum of its parts, in every column.")
MEANS = Rule("means", Kind.ARITHMETIC, "An average of rows is their sum over how many they are.")
PRODUCTS = Rule("products", Kind.ARITHMETIC, "An amount is the number times the price, for as long as it runs.")
MOST_LINES = 60
ALREADY_EXPLAINED = 0.5
FEWEST_NAMED = 3
FEWEST_OF_BASE = 3
ABOUT = 0.3
SISTERS_HOLD = 0.5
SUMS_HOLD = 0.6
"""In what part of the keys where all is shown a sum must hold to say something of those where a part is hidden."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What a table proves by its columns and rows, what it nearly proves, and totals whose hidden parts cannot be."""

    taken: list[tuple[Grid, Evidence]] = field(default_factory=list)
    nearly: list[Nearly] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)


def find_relations(study: Study) -> None:
    """Find and check what each table proves of its columns and of its rows."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            _check_table(study, table)


def _check_table(study: Study, table: PackTable) -> None:
    proved = Proved()
    before = len(study.ledger.held)
    for grid in grids_of(study, table):
        if 2 <= len(grid.lines) <= MOST_LINES and len(grid.keys) >= 2:
            check_grid(study, grid, proved)
            _check_lonely(study, grid)
        elif len(grid.keys) == 1 and FEWEST_NAMED <= len(grid.lines) <= MOST_LINES:
            _check_named(study, grid, grid.lines)
        _check_bases(study, grid)
    report_hidden_parts(study, proved.broken)
    _check_taken_for_averages(study, proved.taken)
    worked_out = frozenset(each.result.place for each in study.ledger.held.since(before) if each.divisors)
    for grid, evidence in proved.taken:
        if _adds(evidence.formula):
            check_averages(study, grid, evidence.formula, worked_out)
    for each in find_agreeing(proved.nearly):
        _weigh(study, each.grid, each.evidence)


def _adds(formula: Formula) -> bool:
    """Whether it only adds."""
    return not formula.divisors and not formula.product and all(part.factor > 0 for part in formula.parts)


def _check_lonely(study: Study, grid: Grid) -> None:
    """Lines of which one key alone has a number: they prove nothing, and are checked by their names."""
    lonely = [line for line in grid.lines if len(line.values) == 1]
    for key in sorted({next(iter(line.values)) for line in lonely}):
        lines = tuple(line for line in grid.lines if key in line.values)
        if len(lines) >= FEWEST_NAMED:
            _check_named(study, replace(grid, lines=lines, keys=(key,)), lonely)


def _check_named(study: Study, grid: Grid, targets: Sequence[Line]) -> None:
    """A table of one row proves nothing; what its labels say of each other is checked where it is about so."""
    key = grid.keys[0]
    for formula in named_formulas(grid):
        if formula.target not in targets:
            continue
        told = Told(_rule_of(grid, formula), f"{formula.in_words}, by their names.", weight=0.75, proof=0.0, fine=True)
        equation = formula.equation(study, key, None, told)
        computed = equation.computed() if equation is not None else None
        own, made = abs(formula.target.values[key].amount), 0.0 if computed is None else abs(float(computed.middle))
        if equation is not None and computed is not None and abs(made - own) <= ABOUT * max(own, made):
            study.ledger.weigh(equation)


def _check_bases(study: Study, grid: Grid) -> None:
    """The row that all others are compared with: where every difference wants it to be one other number, it is that."""
    for target in grid.lines:
        doubted: list[list[Equation]] = []
        for formula in differences_from_key(grid, target, [line for line in grid.lines if line is not target]).formulas:
            base = next(part for part in formula.parts if part.at is not None)
            place = base.line.values[base.at].place if base.at is not None else None
            told = Told(DIFFERENCES, f"{formula.in_words}, by its name.", weight=0.8, proof=None, fine=True)
            own = [formula.equation(study, key, None, told) for key in target.values if key != base.at]
            equations = [each for each in own if each is not None]
            if equations and all(each.holds for each in equations):  # what another year would want is chance
                doubted.clear()
                break
            wanted = [each.expected(place) for each in equations if place is not None and each.holds is False]
            if FEWEST_OF_BASE <= len(wanted) == len(own) and _is_one(wanted):
                doubted.append(equations)
        for equation in chain.from_iterable(doubted):
            study.ledger.weigh(equation)


def _is_one(wanted: Sequence[Interval | None]) -> bool:
    """Whether one number is in all of them."""
    known = [each for each in wanted if each is not None]
    return len(known) == len(wanted) and max(each.low for each in known) <= min(each.high for each in known)


def check_grid(study: Study, grid: Grid, whole: Proved) -> None:
    """Weigh what is proved of a table by its columns, or by its rows; adds it to the whole of the table."""
    known: set[Kinds] = set()
    explained: dict[tuple[int, str], list[Evidence]] = defaultdict(list)
    added: set[frozenset[int]] = set()
    multiplied: dict[frozenset[int], set[Fraction]] = defaultdict(set)
    taken: list[Evidence] = []
    proofs, nearly = all_proved(grid)
    for evidence in proofs:
        formula = evidence.formula
        kind = kind_of(evidence)
        already = explained[formula.target.number, kind[1]]
        printed_out = any(_is_printed_out(each.formula, formula) for each in already)
        if _is_known(kind, known) and not printed_out:
            continue
        if is_explained(grid, evidence, already, multiplied) and not printed_out:
            # Another formula says already what the line is: this one must be borne out.
            nearly.append((ALREADY_EXPLAINED, evidence))
            continue
        parts = frozenset(part.line.number for part in formula.parts)
        if evidence.failed and _is_of_the_same(formula, parts, added, multiplied, taken):
            continue
        if formula.product:
            multiplied[parts].add(formula.scale)
        if formula.run:
            added.add(parts)
        known.add(kind)
        if not formula.is_complement:
            already.append(evidence)
        _weigh(study, grid, sharpened(grid, evidence))
        check_price_of_all(study, grid, evidence, _told(grid, evidence))
        _remember_ratio(study, grid, formula)
        taken.append(evidence)
    sums = [each.formula for each in taken if each.rate >= SUMS_HOLD and is_plain_sum(each.formula)]
    whole.broken.extend(check_hidden_parts(study, grid, sums))
    whole.taken.extend((grid, each) for each in taken)
    quotients = frozenset(each.formula.target.number for each in taken if each.formula.is_quotient)
    once = [each for each in nearly if len(each[1].failed) == 1]
    for evidence in find_other_bases(once, quotients, len(grid.lines)):
        known.add(kind_of(evidence))
        _weigh(study, grid, evidence)
    _check_sisters(study, grid, [evidence.formula for evidence in proofs], known)
    for position, target in enumerate(grid.lines):
        check_within(study, target, lines_set_in(grid, position))
    whole.nearly.extend(
        _claims(study, grid, taken, [each for each in nearly if not _is_known(kind_of(each[1]), known)])
    )


Multiplied = Mapping[frozenset[int], Collection[Fraction]]
"""Lines that are multiplied, with the scales at which they are."""


def _is_of_the_same(
    formula: Formula,
    parts: frozenset[int],
    added: Iterable[frozenset[int]],
    multiplied: Multiplied,
    taken: Iterable[Evidence],
) -> bool:
    """Whether the same lines are added, multiplied or divided already: likelihood times impact is the score of now.

    A cost a week and a cost a year are both of them, the one so many times the other; `2024/25 share`, below a `Share`
    that is the quotient throughout, is of other figures.
    """
    if formula.run and not formula.is_quotient and any(parts <= each or each <= parts for each in added):
        return True
    if formula.is_quotient:
        of = (formula.parts, formula.divisors, formula.scale)
        whole = (each.formula for each in taken if not each.failed)
        return any((each.parts, each.divisors, each.scale) == of for each in whole if each.target != formula.target)
    return formula.product and any(parts <= each and formula.scale in scales for each, scales in multiplied.items())


def _claims(study: Study, grid: Grid, taken: Sequence[Evidence], nearly: Weighed) -> list[Nearly]:
    """What wants other numbers in some cells: proved formulas where they fail, and those that nothing proves alone."""
    proved = [
        Nearly(grid, evidence, 0.0, failing, proved=True)
        for evidence in taken
        if evidence.failed and (failing := _broken(study, grid, evidence))
    ]
    faultless: dict[tuple[int, str], float] = {}
    for each in taken:
        if not each.failed:
            own = (each.formula.target.number, kind_of(each)[1])
            faultless[own] = max(faultless.get(own, -math.inf), each.formula.prior)

    def is_told_better(evidence: Evidence) -> bool:
        """Whether a formula that fails nowhere tells the line, and it fails in several places or is less named."""
        prior = faultless.get((evidence.formula.target.number, kind_of(evidence)[1]))
        return prior is not None and (len(evidence.failed) > 1 or evidence.formula.prior < prior)

    return proved + [
        Nearly(grid, evidence, short, failing)
        for short, evidence in nearly
        if not (evidence.formula.product and len(evidence.failed) > 1)
        and not is_told_better(evidence)
        and (failing := _broken(study, grid, evidence))
    ]


def _check_taken_for_averages(study: Study, taken: Sequence[tuple[Grid, Evidence]]) -> None:
    """A total among its parts may be their average, but not where it is itself added with others the other way."""
    sums = [each for each in taken if each[1].formula.run and not each[1].formula.is_quotient and not each[1].failed]
    for (grid, down), (other, across) in product(sums, repeat=2):
        own, lines = down.formula, {line.number for line in across.formula.lines}
        if grid.by_row is other.by_row or not hints.is_total(own.target) or not hints.is_total(across.formula.target):
            continue
        for key in own.target.values.keys() & lines - {*down.held, *down.failed}:
            equation = own.equation(study, key, None, _told(grid, down))
            if own.target.number in {*across.held, *across.failed} and equation is not None and not equation.holds:
                study.ledger.weigh(equation)


def _check_sisters(study: Study, grid: Grid, proved: Sequence[Formula], known: set[Kinds]) -> None:
    """What is proved of one block holds of its sister, where it does so at a key at least."""
    for formula in sister_formulas(grid, proved):
        keys = keys_for(grid, formula)
        evidence = weigh_evidence(formula, keys, most_failures=len(keys) // 2)
        if evidence is None or not evidence.held or evidence.rate < SISTERS_HOLD or _is_known(kind_of(evidence), known):
            continue
        known.add(kind_of(evidence))
        _weigh(study, grid, evidence)


def _is_printed_out(unprinted: Formula, formula: Formula) -> bool:
    """Whether the number that one formula divides by is what the lines make, nearly everywhere, that the other does."""
    if unprinted.constant is None or not formula.divisors or unprinted.parts != formula.parts:
        return False
    keys = formula.target.values
    below = [[part.value(key, None) for part in formula.divisors] for key in keys]
    amounts = [sum(value.amount for value in each if value is not None) for each in below if None not in each]
    low, high = float(unprinted.constant.low), float(unprinted.constant.high)
    return sum(low <= amount <= high for amount in amounts) * 2 > len(amounts)


def _is_known(kind: Kinds, known: set[Kinds]) -> bool:
    """Whether the lines of a relation are all in one that is known, or the other way about."""
    if kind[1] == "since" and any(other[1] == "sum" and kind[0] <= other[0] for other in known):
        # What went since the month before is what opened less what went before it closed.
        return True
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


def _broken(study: Study, grid: Grid, evidence: Evidence) -> tuple[Equation, ...]:
    """The equations of a formula that do not hold."""
    told = _told(grid, evidence)
    keys = list(keys_for(grid, evidence.formula))
    found = [
        evidence.formula.equation(study, key, keys[place - 1] if place else None, told)
        for place, key in enumerate(keys)
        if key in evidence.failed
    ]
    return tuple(equation for equation in found if equation is not None and equation.holds is False)


def _told(grid: Grid, evidence: Evidence) -> Told:
    formula = evidence.formula
    words = f"{formula.in_words}: so it is in {len(evidence.held)} of {tried(evidence)}."
    return Told(
        _rule_of(grid, formula),
        words,
        weight=0.6 + 0.38 * evidence.rate,
        proof=evidence.told - BELIEVED,
        fine=evidence.fine,
    )


def _weigh(study: Study, grid: Grid, evidence: Evidence) -> None:
    formula, told = evidence.formula, _told(grid, evidence)
    keys = list(keys_for(grid, formula))
    turned, wrongly = rows_turned_round(study, grid, evidence)
    spared = turned | keys_on_another_base(grid, evidence)
    weighed = {*evidence.held, *evidence.failed, *evidence.carried, *wrongly} - spared
    for place, key in enumerate(keys):
        if key in weighed:
            equation = formula.equation(study, key, keys[place - 1] if place else None, told)
            if equation is None or _adds_gaps(study, equation):
                continue
            if equation.holds or not is_told_aside(study, equation):
                study.ledger.weigh(equation)


def _adds_gaps(study: Study, equation: Equation) -> bool:
    """Whether it is a sum of gaps of averages, which nobody adds: that it may hold by rounding says nothing."""
    parts = [term.place for term in equation.terms]
    return equation.rule in {TOTALS, ROW_SUMS} and is_gap_of_means(study, equation.result.place, parts)


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
    if formula.run:
        return MEANS
    if formula.target.measure is Measure.RATE:
        return RATES
    if any(part.at is not None for part in formula.divisors) and len(formula.parts) == 1:
        return SHARES
    return RATIOS if grid.over_time and len(formula.parts) == 1 and formula.scale == 100 else QUOTIENTS

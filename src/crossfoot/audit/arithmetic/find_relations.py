"""What a table proves of its own rows and columns, and the cells that do not keep to it."""

from __future__ import annotations

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
from crossfoot.audit.relations.agreement import Nearly, find_agreeing
from crossfoot.audit.relations.evidence import Evidence
from crossfoot.audit.relations.formula import Formula, Told, Where
from crossfoot.audit.relations.line import AVERAGED, Grid, Line, grids_of
from crossfoot.audit.relations.named import named_formulas
from crossfoot.audit.relations.proofs import BELIEVED, Kinds, all_proved, keys_for, kind_of, tried
from crossfoot.audit.relations.sums import differences_from_key
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
            elif len(grid.keys) == 1 and FEWEST_NAMED <= len(grid.lines) <= MOST_LINES:
                _check_named(study, grid)
            _check_bases(study, grid)
        for each in find_agreeing(nearly):
            _weigh(study, each.grid, each.evidence)


def _check_named(study: Study, grid: Grid) -> None:
    """A table of one row proves nothing; what its labels say of each other is checked where it is about so."""
    key = grid.keys[0]
    for formula in named_formulas(grid):
        told = Told(_rule_of(grid, formula), f"{_say(formula)}, by their names.", weight=0.75, proof=0.0, fine=True)
        equation = formula.equation(study, key, None, told)
        computed = equation.computed() if equation is not None else None
        own = formula.target.values[key].amount
        if equation is not None and computed is not None and abs(float(computed.middle) - own) <= ABOUT * abs(own):
            study.ledger.weigh(equation)


def _check_bases(study: Study, grid: Grid) -> None:
    """The row that all others are compared with: where every difference wants it to be one other number, it is that."""
    for target in grid.lines:
        for formula in differences_from_key(grid, target, [line for line in grid.lines if line is not target]).formulas:
            base = next(part for part in formula.parts if part.at is not None)
            place = base.line.values[base.at].place if base.at is not None else None
            words = f"{_say(formula)}, by its name."
            told = Told(DIFFERENCES, words, weight=0.8, proof=None, fine=True)
            own = [formula.equation(study, key, None, told) for key in target.values if key != base.at]
            equations = [each for each in own if each is not None]
            wanted = [each.expected(place) for each in equations if place is not None and each.holds is False]
            if FEWEST_OF_BASE <= len(wanted) == len(own) and _is_one(wanted):
                for equation in equations:
                    study.ledger.weigh(equation)


def _is_one(wanted: Sequence[Interval | None]) -> bool:
    """Whether one number is in all of them."""
    known = [each for each in wanted if each is not None]
    return len(known) == len(wanted) and max(each.low for each in known) <= min(each.high for each in known)


def _check(study: Study, grid: Grid) -> list[Nearly]:
    """Weigh what is proved of a table by its columns, or by its rows; gives what is nearly so."""
    known: set[Kinds] = set()
    explained: set[tuple[int, str]] = set()
    added: set[frozenset[int]] = set()
    multiplied: set[frozenset[int]] = set()
    proofs, nearly = all_proved(grid)
    for evidence in proofs:
        formula = evidence.formula
        kind = kind_of(evidence)
        if _is_known(kind, known):
            continue
        if evidence.failed and (formula.target.number, kind[1]) in explained:
            # Another formula says already what the line is: this one must be borne out.
            nearly.append((ALREADY_EXPLAINED, evidence))
            continue
        parts = frozenset(part.line.number for part in formula.parts)
        if (
            evidence.failed
            and formula.run
            and any(parts <= known_parts or known_parts <= parts for known_parts in added)
        ):
            continue
        if formula.product and evidence.failed and parts in multiplied:
            # Likelihood times impact is the score of now: in March both were other ones.
            continue
        if formula.product:
            multiplied.add(parts)
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
        if not _is_known(kind_of(evidence), known) and (broken := _broken(study, grid, evidence))
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
    words = f"{_say(formula)}: so it is in {len(evidence.held)} of {tried(evidence)}."
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
    if formula.run:
        return MEANS
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
    if formula.run and formula.scale != 1:
        return f"{formula.target.label} = the mean of {', '.join(part.line.label for part in formula.parts)}"
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

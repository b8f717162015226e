"""Decide which cell of a broken equation is wrong, by the other equations in which its cells stand.

To crossfoot is to add down and across: where a row and a column both fail, the cell that they share is the one to
mend. A cell that holds in other equations is trusted; of the cells of a broken equation the one that no other equation
vouches for, and that one new value would reconcile with all that fail, is blamed. Where nothing decides, the result is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from fractions import Fraction

from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Finding, interval_text
from crossfoot.audit.intervals import Interval
from crossfoot.audit.ledger import Ledger
from crossfoot.audit.likely_causes import likely_cause, missing_item, slip_of_the_pen
from crossfoot.audit.reading.cells import Arrow
from crossfoot.audit.reading.pack import Pack, Place
from crossfoot.audit.reading.series import measure_at
from crossfoot.audit.relations.line import AVERAGED
from crossfoot.vocabulary.issues import Severity

Trust = dict[Place, float]
"""How far each cell is vouched for."""


def settle(ledger: Ledger) -> None:
    """Findings for every equation that fails, each at the cell to blame; those with one cell to blame share a root."""
    failed = ledger.failed
    doubted = {term.place for equation in failed for term in equation.cells}
    held = [equation for equation in ledger.held if _has_a_say(equation, doubted)]
    _report_off_by_little(ledger, held)
    trust = _trust(held)
    settled = _settle_together(ledger, failed, trust)
    sound: dict[Place, list[Equation]] = defaultdict(list)
    for equation in held:
        for term in equation.cells:
            sound[term.place].append(equation)
    open_ones: list[Equation] = []
    for equation in failed:
        weak = equation.proof is not None and equation.proof < WELL_PROVED
        if weak and all(_is_vouched(sound[term.place], term.place, equation) for term in equation.cells):
            # Every cell of it is right by another rule: here this one was not meant.
            ledger.checks[equation.rule.id] -= 1
        elif _is_rounded_apart(ledger.pack, equation, sound[equation.result.place]):
            # The difference of two costs that were rounded is no price times a difference.
            ledger.passed[equation.rule.id] += 1
        elif id(equation) not in settled:
            open_ones.append(equation)
    # Those that one cell explains best come first: where one figure of a row is wrong, another may be.
    doubts = [(equation, _least_trusted(ledger.pack, equation, trust)) for equation in open_ones]
    rows = {(places[0].table, places[0].row) for _, places in doubts if len(places) == 1}
    for equation, places in doubts:
        place = places[0] if len(places) == 1 else _likeliest(ledger.pack, equation, places, rows)
        _report(ledger, place, [equation], equation.expected(place))


def _has_a_say(equation: Equation, doubted: Collection[Place]) -> bool:
    """Whether an equation that holds vouches for a cell in doubt, or is one of those that may be off by little."""
    return _adds_rounded(equation) or any(term.place in doubted for term in equation.cells)


def _report_off_by_little(ledger: Ledger, held: Sequence[Equation]) -> None:
    """Sums out by what rounding might explain, where all others are exact: errors where that is no chance."""
    for equations, chance in find_off_by_little(held):
        place, value = _shared_slip(equations)
        before = len(ledger.findings)
        _report(ledger, place, equations, value)
        for equation, finding in zip(equations, ledger.findings[before:], strict=True):
            ledger.passed[equation.rule.id] -= 1
            if chance >= CERTAIN or any(_is_averaged(ledger.pack, term.place) for term in equation.cells):
                finding.severity, finding.confidence = Severity.NOTE, 0.5


def _is_vouched(sound: Sequence[Equation], place: Place, failed: Equation) -> bool:
    """Whether a sound equation says what the cell is, more narrowly than the failed one is out."""
    computed = failed.computed()
    gap = abs(computed.middle - failed.result.value.middle) if computed is not None else Fraction(0)
    for equation in sound:
        own = equation.expected(place) if equation.computed() is not None else None
        if own is not None and own.width <= gap:
            return True
    return False


def _is_rounded_apart(pack: Pack, failed: Equation, sound: Sequence[Equation]) -> bool:
    """Whether a product or quotient is out by a last digit at most, where a sum makes the figure just what it is."""
    number, computed = pack.cell(failed.result.place).number, failed.computed()
    if not (failed.product or failed.divisors) or number is None or computed is None:
        return False
    if abs(computed.middle - failed.result.value.middle) > number.step * number.scale:
        return False
    return any(
        each.result.place == failed.result.place
        and not (each.product or each.divisors)
        and len(each.terms) > 1
        and _is_exact(each)
        for each in sound
    )


def _trust(equations: Sequence[Equation]) -> Trust:
    """How far each cell is vouched for by these equations, which hold and in which it stands."""
    trust: Trust = defaultdict(float)
    for equation in equations:
        share = 1.0 if len(equation.cells) <= 4 else 0.6
        for term in equation.cells:
            # Nought is vouched for by nothing: it adds nothing.
            if term.interval.low != 0 or term.interval.high != 0:
                trust[term.place] += share * (0.3 if equation.minor else 1)
    return trust


def _settle_together(ledger: Ledger, failed: Sequence[Equation], trust: Trust) -> set[int]:
    """Report cells that explain two broken equations or more; which equations (by `id`) that settles."""
    by_cell: dict[Place, list[Equation]] = defaultdict(list)
    for equation in failed:
        for term in equation.cells:
            by_cell[term.place].append(equation)
    settled: set[int] = set()
    # Those that explain most come first.
    order = sorted(
        by_cell, key=lambda place: (trust[place] - len(by_cell[place]), place.table, place.row, place.column)
    )
    for place in order:
        own = [equation for equation in by_cell[place] if id(equation) not in settled]
        if len(own) < 2 or trust[place] >= len(own):
            continue
        together = _reconciled(place, own)
        if together is None or len(together[0]) < 2 or trust[place] >= len(together[0]):
            continue
        if not _better_elsewhere(place, together[0], trust):
            settled.update(id(equation) for equation in together[0])
            # Of what each of them makes of it, the narrowest says most.
            made = [value for equation in together[0] if (value := equation.expected(place)) is not None]
            _report(ledger, place, together[0], min(made, key=lambda value: value.width))
    return settled


WELL_PROVED = 2.5
UNLIKELY = 0.05
FEWEST_ALIKE = 4
PROVED = 4
"""From this proof on so few sums alike are a relation too."""
CERTAIN = 0.0001
"""Sums down and across depend on each other: below this they are no chance all the same."""
_ALL_EXACT = {2: 0.75, 3: 0.7, 4: 0.6, 5: 0.55}
"""How likely a sum of so many numbers, its result among them, is exact as printed if each was rounded alone."""


def find_off_by_little(equations: Sequence[Equation]) -> list[tuple[list[Equation], float]]:
    """Sums that rounding could explain, in tables where all the others are exact to the last digit.

    With each, how likely it is that rounded figures would be as exact as the others are.

    Had the figures been rounded one by one, some of the other sums would be out by a unit too. Where that is very
    unlikely, the one sum that is out is wrong, or those that share the wrong cell.
    """
    by_table: dict[int, list[Equation]] = defaultdict(list)
    for equation in equations:
        if _adds_rounded(equation):
            by_table[equation.result.place.table].append(equation)
    found = []
    for group in by_table.values():
        inexact = [equation for equation in group if not _is_exact(equation)]
        chance = 1.0
        said = Counter(equation.words for equation in group)
        # Shares are worked out and rounded one by one: of theirs a hundred is never exact but by chance.
        inexact = [each for each in inexact if each.result.interval.middle != 100 or each.result.interval.width > 1]
        for equation in group:
            # What the numbers alone suggest of three figures may be no relation at all.
            if equation.proof is not None and equation.proof < PROVED and said[equation.words] < FEWEST_ALIKE:
                continue
            if _is_exact(equation) and sum(term.interval.middle != 0 for term in equation.cells) >= 3:
                chance *= _ALL_EXACT.get(len(equation.cells), 0.45)
        cells = [{term.place for term in equation.cells} for equation in inexact]
        # One wrong cell can put out a row and a column: then they share it.
        crossed = len(inexact) >= 2 and bool(set.intersection(*cells))
        if len(inexact) == 1 and chance < UNLIKELY:
            found.append((inexact, chance))
        elif crossed and chance < (3 * UNLIKELY if len(inexact) == 2 else CERTAIN):
            found.append((inexact if _shared_slip(inexact)[0] != inexact[0].result.place else inexact[:1], chance))
    return found


def _adds_rounded(equation: Equation) -> bool:
    """Whether it adds figures of one table to one that was rounded, and holds."""
    return bool(
        not (equation.divisors or equation.product or equation.constant)
        and equation.scale == 1
        and equation.result.interval.width > 0
        and equation.holds
        and len({term.place.table for term in equation.cells}) == 1
    )


def _is_averaged(pack: Pack, place: Place) -> bool:
    """Whether it is a percentage, rate or average: those were worked out and rounded, whatever was done to the sums."""
    return measure_at(pack, place) in AVERAGED


def _is_exact(equation: Equation) -> bool:
    total_of_parts = sum((term.interval.middle * term.factor for term in equation.terms), Fraction(0))
    return total_of_parts == equation.result.interval.middle * equation.result.factor


def _exactly(equation: Equation) -> Interval:
    return Interval.exactly(
        sum((term.interval.middle * term.factor for term in equation.terms), Fraction(0)) / equation.result.factor
    )


def _shared_slip(equations: Sequence[Equation]) -> tuple[Place, Interval]:
    """The cell that puts out every one of the sums by the same, and what it should be; else the first result."""
    shared = set.intersection(*({term.place for term in equation.cells} for equation in equations))
    for place in sorted(shared) if len(equations) > 1 else ():
        wanted = {_exact_value(equation, place) for equation in equations}
        if len(wanted) == 1:
            return place, Interval.exactly(wanted.pop())
    return equations[0].result.place, _exactly(equations[0])


def _exact_value(equation: Equation, place: Place) -> Fraction:
    """What the cell would be for the sum to be exact as the others are printed."""
    terms = [(term, Fraction(term.factor)) for term in equation.terms]
    terms.append((equation.result, -Fraction(equation.result.factor)))
    rest = sum((term.interval.middle * factor for term, factor in terms if term.place != place), Fraction(0))
    return -rest / sum(factor for term, factor in terms if term.place == place)


def _reconciled(place: Place, equations: list[Equation]) -> tuple[list[Equation], Interval] | None:
    """The most equations that one value of the cell would make hold, and that value."""
    best: tuple[list[Equation], Interval] | None = None
    # What is printed is within half a step of what is worked out.
    own = [term.interval.width for equation in equations for term in equation.cells if term.place == place]
    half = max(own, default=Fraction(0)) / 2
    for start in equations:
        value = start.expected(place)
        if value is None:
            continue
        value = value.widened(half)
        agreeing = [start]
        for other in equations:
            wanted = other.expected(place) if other is not start else None
            if wanted is not None and (shared := value.overlap(wanted.widened(half))) is not None:
                value = shared
                agreeing.append(other)
        if best is None or len(agreeing) > len(best[0]):
            best = (agreeing, value)
    return best


def _better_elsewhere(place: Place, equations: list[Equation], trust: Trust) -> bool:
    """Whether a cell less trusted stands in the same broken equations and would reconcile them too."""
    shared = set.intersection(*({term.place for term in equation.cells} for equation in equations))
    for other in shared - {place}:
        together = _reconciled(other, equations)
        if (
            together
            and len(together[0]) == len(equations)
            and (trust[other], _rank(other, equations))
            < (
                trust[place],
                _rank(place, equations),
            )
        ):
            return True
    return False


def _rank(place: Place, equations: list[Equation]) -> int:
    """A result is doubted before its parts."""
    return -sum(equation.result.place == place for equation in equations)


def _least_trusted(pack: Pack, equation: Equation, trust: Trust) -> list[Place]:
    """The cell that others vouch for least; of several, one with a slip of the pen that would explain it, or all."""
    lowest = min(trust[term.place] for term in equation.cells)
    doubted = [term.place for term in equation.cells if trust[term.place] <= lowest]
    if len(doubted) == 1:
        return doubted
    if equation.rule.id == "totals" and missing_item(pack, equation):
        return [equation.result.place]
    slips = [place for place in doubted if slip_of_the_pen(pack.cell(place), equation.expected(place))]
    return slips if len(slips) == 1 else doubted


def _likeliest(pack: Pack, equation: Equation, doubted: list[Place], rows: set[tuple[int, int]]) -> Place:
    """Of cells that nothing vouches for: an outturn before its budget, one that an arrow does not bear out; the result.

    `rows` are those with a figure that is known to be wrong.
    """
    result = equation.result.place
    if result not in doubted:
        spent = [place for place in doubted if not _PLANNED.search(pack.column(place).heading)]
        return spent[0] if len(spent) == 1 < len(doubted) else result
    beside = [place for place in doubted if not _arrow_agrees(pack, place, equation.expected(place))]
    # Only where an arrow says that the result is right is another cell looked for.
    near = [place for place in beside if (place.table, place.row) in rows]
    return near[0] if result not in beside and len(near) == 1 else result


_PLANNED = re.compile(r"\b(budgets?|approved|plan(ned)?|targets?|allocations?)\b", re.IGNORECASE)


def _arrow_agrees(pack: Pack, place: Place, wanted: Interval | None) -> bool:
    """Whether the arrow right beside a change agrees with its sign, and would not with what it should be."""
    number, beside = pack.cell(place).number, pack.tables[place.table].cell(place.row, place.column + 1)
    if number is None or wanted is None or beside.number is not None or beside.arrow not in {Arrow.UP, Arrow.DOWN}:
        return False
    sign = 1 if beside.arrow is Arrow.UP else -1
    return number.amount * sign > 0 > wanted.middle * sign


def _report(ledger: Ledger, place: Place, equations: list[Equation], value: Interval | None) -> None:
    first: Finding | None = None
    for equation in sorted(equations, key=lambda each: (each.minor, each.result.place != place)):
        finding = _finding(ledger, place, equation, value)
        if first is None:
            first = finding
            first.confidence = min(0.99, first.confidence + 0.04 * (len(equations) - 1))
        else:
            finding.root = str(id(first))
    if first is not None:
        first.root = str(id(first))


def _finding(ledger: Ledger, place: Place, equation: Equation, value: Interval | None) -> Finding:
    pack = ledger.pack
    cell = pack.cell(place)
    number = cell.number
    decimals = number.decimals if number else 0
    scale = number.scale if number else 1
    suffix = "%" if number and number.percent else ""
    expected = "" if value is None else interval_text(value.times(Fraction(1, scale)), decimals, suffix=suffix)
    if expected == cell.text.lstrip("+") and value is not None:
        expected = interval_text(value.times(Fraction(1, scale)), decimals + 1, suffix=suffix)
    where = (
        ""
        if place == equation.result.place
        else f" Other figures agree with the rest of it, so {pack.name_of(place)} is in doubt."
    )
    return ledger.found(
        equation.rule,
        place,
        explanation=f"{equation.rule.words} {equation.words}{_working(pack, equation)}{where}",
        expected=expected,
        confidence=equation.weight,
        severity=Severity.NOTE if equation.minor else None,
        cause=likely_cause(pack, place, equation, value),
        others=[term.place for term in equation.cells if term.place != place],
        checked=True,
    )


def _working(pack: Pack, equation: Equation) -> str:
    computed = equation.computed()
    printed = pack.cell(equation.result.place)
    decimals = printed.number.decimals if printed.number else 0
    shown = "" if computed is None else interval_text(computed, decimals + (1 if decimals < 4 else 0))
    return f" Worked out: {shown}; printed: {printed.text}." if shown else ""

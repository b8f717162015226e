"""Totals and subtotals: a row or column that is called a total is the sum of the rows or columns that it adds up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.audit.arithmetic.gaps_of_means import is_gap_of_means
from crossfoot.audit.arithmetic.rows_left_out import rows_left_out
from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval, total
from crossfoot.audit.reading.cells import CellKind, is_hidden
from crossfoot.audit.reading.labels import Measure, Totalling, is_inset, is_points, is_unit_cost, summarises
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.relations import hints
from crossfoot.audit.study import Study

TOTALS = Rule("totals", Kind.ARITHMETIC, "A total is the sum of what stands under or beside it.")
NOT_ADDED = {
    Role.TARGET, Role.BENCHMARK, Role.RED, Role.GREEN, Role.REFERENCE,
    Role.DIRECTION, Role.RATING, Role.TREND, Role.POLARITY, Role.UNIT,
}  # fmt: skip
FEWEST_ADDED = 2
"""One figure is no sum: `In time`, `Total` are a part and what it is of."""
FEWEST_CLOSED, NEARLY_CLOSED = 3, 0.1
NEARLY = 0.35
"""Where nothing else shows what a total adds up, it must come within this part of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column that may be added: its number, what it says of totals, whether it is part of another."""

    number: int
    totalling: Totalling
    inset: bool = False
    heading: bool = False
    all_of: bool = False
    """It is called `All`."""


def find_total_faults(study: Study) -> None:
    """Check every total row and total column of every table."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        _check_rows(study, table)
        _check_columns(study, table)


def _check_rows(study: Study, table: PackTable) -> None:
    lines = [
        Line(
            number,
            Totalling.NONE if row.time is not None else row.totalling,
            bool(row.pieces) and is_inset(row.pieces[-1]),
            heading=not any(cell.is_number or is_hidden(cell) for cell in row.cells[table.stub :]),
            all_of=row.label.casefold().startswith("all"),
        )
        for number, row in enumerate(table.rows)
        if row.role not in {Role.TREND, Role.DIFFERENCE, Role.PREVIOUS_YEAR_TO_DATE, Role.YEAR_TO_DATE}
        if row.totalling is not Totalling.NONE or not (summarises(row.label) or number in rows_left_out(study, table))
    ]
    columns = [
        place
        for place in table.value_columns
        if table.columns[place].numeric
        and table.columns[place].role not in NOT_ADDED
        and not study.is_not_added(table, table.columns[place].heading)
    ]
    _check(study, lines, columns, lambda line, other: Place(table.index, line, other))


def _check_columns(study: Study, table: PackTable) -> None:
    lines = [
        Line(
            place,
            table.columns[place].totalling,
            # A change may stand among what is added and be no part of it.
            inset=table.columns[place].role is Role.DIFFERENCE,
            all_of=table.columns[place].heading.casefold().startswith("all"),
        )
        for place in table.value_columns
        if table.columns[place].numeric
        and table.columns[place].role in {Role.VALUE, Role.TIME, Role.DIFFERENCE}
        and not _stands_apart(table, place)
    ]
    rows = [
        number
        for number, row in enumerate(table.rows)
        if any(cell.is_number for cell in row.cells[table.stub :]) and number not in study.rows_not_added(table)
    ]
    _check(study, lines, rows, lambda line, other: Place(table.index, other, line))


def _stands_apart(table: PackTable, place: int) -> bool:
    """Whether two rows leave a column blank that fill all others: points of a grade are no part of a sum across."""
    others = [each for each in table.value_columns if each != place and table.columns[each].numeric]
    left = [row for row in table.rows if row.cells[place].kind is CellKind.BLANK]
    return len(others) > 1 and sum(all(row.cells[each].is_number for each in others) for row in left) > 1


def _check(study: Study, lines: Sequence[Line], across: Sequence[int], at: Callable[[int, int], Place]) -> None:
    lines = _promoted(lines)
    for position, line in enumerate(lines):
        if line.totalling is Totalling.NONE:
            continue
        places = {other: at(line.number, other) for other in across if _adds_up(study, at(line.number, other))}
        best: list[Equation] = []
        _check_visible(study, line, list(_scopes(lines, position)), places, at)
        for scope in _scopes(lines, position):
            if line.all_of and len(scope) < 2:
                continue
            equations = _equations(study, scope, places, at)
            if equations and (not best or _rate(equations) > _rate(best)):
                best = equations
            if best and _rate(best) == 1:
                break
        if best and _is_meant(line, best, last=line is lines[-1]) and not _explained(study, best):
            for equation in best:
                study.ledger.weigh(equation)


def _check_visible(
    study: Study, line: Line, scopes: Sequence[list[Line]], places: dict[int, Place], at: Callable[[int, int], Place]
) -> None:
    """Where parts are hidden, a total is no less than those that are shown, whichever rows are meant."""
    if line.totalling not in TOTALS_ALREADY:
        return
    for other, place in places.items():
        shown: list[tuple[list[Place], Interval]] = []
        for scope in scopes:
            everything = [part for each in scope if (part := at(each.number, other)) != place]
            parts = [part for part in everything if _is_part(study, part, place) and _is_count(study, part)]
            if len(parts) >= FEWEST_SHOWN and any(is_hidden(study.pack.cell(part)) for part in everything):
                shown.append((parts, total(study.interval(part) for part in parts)))
        if len(shown) < len(scopes) or not shown or not _is_count(study, place):
            continue
        parts, visible = min(shown, key=lambda each: each[1].middle)
        if study.interval(place).high >= visible.low:
            study.ledger.agreed(TOTALS)
            continue
        study.ledger.found(
            TOTALS,
            place,
            explanation=f"{TOTALS.words} What is shown of its parts is {float(visible.middle):,g} already.",
            expected=f"{float(visible.middle):,g} or more",
            confidence=0.9,
            others=parts,
        )


def _is_count(study: Study, place: Place) -> bool:
    """Whether it counts something: a whole number, no percentage and no change."""
    number = study.pack.cell(place).number
    return number is not None and not (number.decimals or number.percent or number.signed or number.value < 0)


def _explained(study: Study, equations: Sequence[Equation]) -> bool:
    """Whether most of these parts are known to add up to another cell: then that one is their total."""
    others = [study.ledger.sum_of(term.place for term in equation.terms) for equation in equations]
    found = sum(
        other is not None and other != equation.result.place for other, equation in zip(others, equations, strict=True)
    )
    return found * 2 > len(equations) and _rate(equations) < 1


def _rate(equations: Sequence[Equation]) -> float:
    """In what part of the columns the total is the sum."""
    return sum(bool(equation.holds) for equation in equations) / len(equations)


def _is_meant(line: Line, equations: Sequence[Equation], *, last: bool) -> bool:
    """Whether the line is a total of these rows at all: it is one in most columns, or nearly one."""
    rate = _rate(equations)
    held = round(rate * len(equations))
    if line.all_of and held == 0 and len(equations) > 1:
        # `All pupils` over groups that overlap, or are not all.
        return False
    if line.totalling is Totalling.PERHAPS:
        # `Total funding` that closes the table may be all there is: of one column, and nearly the sum.
        closes = last and len(equations) == 1 and len(equations[0].terms) >= FEWEST_CLOSED
        return (held >= 2 and rate >= 0.6) or (closes and (held == 1 or _nearly(equations, NEARLY_CLOSED)))
    if held == 0 and len(equations) > 3 and line.totalling is not Totalling.GRAND:
        return _nearly(equations, 0.1)
    return rate >= 0.5 or _nearly(equations)


def _promoted(lines: Sequence[Line]) -> list[Line]:
    """A single `All` or `All areas`, first or last, is a total where nothing else is called one."""
    named = [line for line in lines if line.totalling is not Totalling.NONE]
    ends = {lines[0].number, lines[-1].number} if lines else set()
    if len(named) == 1 and named[0].all_of and named[0].number in ends:
        return [replace(line, totalling=Totalling.TOTAL) if line is named[0] else line for line in lines]
    return list(lines)


def _adds_up(study: Study, place: Place) -> bool:
    """Whether the cell is a number of a kind that can be added: no rate, average or percentage but 100%."""
    if not study.is_number(place):
        return False
    measure = study.measure(place)
    if measure is Measure.PERCENT:
        return study.value(place) == 100
    if study.pack.column(place).role is Role.DIFFERENCE and measure is Measure.UNKNOWN:
        # A change of percentages is no more added than they are.
        table = study.pack.tables[place.table]
        beside = [Place(place.table, place.row, column) for column in table.value_columns if column != place.column]
        if any(study.is_number(each) and study.measure(each) is Measure.PERCENT for each in beside):
            return False
    if _is_gap_of_rates(study, place) or _is_of_points(study, place) or _is_gap_of_averages(study, place):
        return False
    labels = study.pack.column(place).heading, study.pack.row(place).label
    if any(map(is_unit_cost, labels)) or any(map(hints.is_part_of_each, labels)):
        return False
    return measure not in {Measure.RATE, Measure.AVERAGE, Measure.SCORE}


def _is_of_points(study: Study, place: Place) -> bool:
    """Whether it stands in a column of percentage points, printed with their sign; points that are scored have none."""
    table = study.pack.tables[place.table]
    if not is_points(table.columns[place.column].heading):
        return False
    numbers = [table.cell(row, place.column).number for row in range(len(table.rows))]
    return any(number.signed for number in numbers if number is not None)


_GAP = re.compile(r"^(?:gap|difference|distance|points)\b", re.IGNORECASE)


def _is_gap_of_rates(study: Study, place: Place) -> bool:
    """Whether it stands in a row of gaps, with decimals, in a column that has rates or percentages."""
    number = study.pack.cell(place).number
    if number is None or not number.decimals or not _GAP.search(study.pack.row(place).label):
        return False
    rows = range(len(study.pack.tables[place.table].rows))
    above = [Place(place.table, row, place.column) for row in rows if row != place.row]
    rated = {Measure.RATE, Measure.PERCENT, Measure.AVERAGE}
    return any(study.is_number(each) and study.measure(each) in rated for each in above)


def _is_gap_of_averages(study: Study, place: Place) -> bool:
    """Whether it is, with decimals, how far an average in its row is from another number there."""
    number = study.pack.cell(place).number
    if number is None or not number.decimals:
        return False
    columns = study.pack.tables[place.table].value_columns
    cells = [place._replace(column=column) for column in columns if column != place.column]
    beside = [each for each in cells if study.is_number(each)]
    averages = [study.value(each) for each in beside if study.measure(each) is Measure.AVERAGE]
    size = abs(study.value(place))
    return any(abs(one - study.value(other)) == size for one in averages for other in beside)


FEWEST_SHOWN, MOST_LEFT = 2, 2
FAR_BELOW = Fraction(3, 2)
TOTALS_ALREADY = (Totalling.TOTAL, Totalling.SUBTOTAL, Totalling.GRAND)


def _scopes(lines: Sequence[Line], position: int) -> Iterable[list[Line]]:
    """What a total may add up, likeliest first."""
    before, after = lines[:position], lines[position + 1 :]
    since_total = _until(reversed(before), lambda line, _: line.totalling in TOTALS_ALREADY)[::-1]
    since = _until(reversed(before), lambda line, so_far: line.totalling in TOTALS_ALREADY or (line.heading and so_far))
    plain = [line for line in before if line.totalling not in TOTALS_ALREADY]
    covered = [line for line in before if line.totalling in TOTALS_ALREADY]
    following = _until(iter(after), lambda line, _: line.totalling in TOTALS_ALREADY)
    scopes = [
        since[::-1],
        since_total,
        *([[*covered, *_not_covered(before)], covered] if len(covered) >= 2 else []),
        plain,
    ]
    scopes += [[line for line in scope if not line.inset] for scope in (since[::-1], since_total, plain)]
    if lines[position].totalling is Totalling.SUBTOTAL:
        # `Working balance` stands over the earmarked reserves, and is none of them.
        scopes += [since[::-1][left:] for left in range(1, MOST_LEFT + 1) if len(since) - left >= FEWEST_SHOWN]
    scopes += [following, [line for line in following if not line.inset], list(after)]
    seen: set[tuple[int, ...]] = set()
    for scope in scopes:
        rows = [line for line in scope if not line.heading]
        key = tuple(line.number for line in rows)
        if rows and key not in seen:
            seen.add(key)
            yield rows


def _until(lines: Iterator[Line], stops: Callable[[Line, bool], bool]) -> list[Line]:
    """Lines up to the first that stops; `stops` is told whether any row was passed."""
    passed: list[Line] = []
    for line in lines:
        if stops(line, any(not each.heading for each in passed)):
            break
        passed.append(line)
    return passed


def _not_covered(before: Sequence[Line]) -> list[Line]:
    """Rows that no subtotal adds up: those after the last subtotal, and single rows before a section heading."""
    loose: list[Line] = []
    block: list[Line] = []
    for line in before:
        if line.totalling in {Totalling.TOTAL, Totalling.SUBTOTAL, Totalling.GRAND}:
            block = []
        elif line.heading:
            loose += block
            block = []
        else:
            block.append(line)
    return loose + block


def _equations(
    study: Study, scope: Sequence[Line], places: dict[int, Place], at: Callable[[int, int], Place]
) -> list[Equation]:
    equations = []
    averages = 0
    for other, place in places.items():
        everything = [at(line.number, other) for line in scope]
        parts = [part for part in everything if part != place and _is_part(study, part, place)]
        if any(is_hidden(study.pack.cell(part)) for part in everything) or len(parts) < FEWEST_ADDED:
            continue
        if _is_average(study, place, parts):
            averages += 1
            continue
        equation = Equation(
            TOTALS,
            study.term(place),
            tuple(study.term(part) for part in parts),
            f"{study.pack.name_of(place)} adds up {len(parts)} figures.",
            weight=0.95,
        )
        if equation.holds or not is_gap_of_means(study, place, parts):
            equations.append(equation)
    return equations if averages <= len(equations) else []


def _is_average(study: Study, place: Place, parts: Sequence[Place]) -> bool:
    """Whether the figure lies among its parts, far below their sum: then it is their average, not their total."""
    own, values = study.value(place), [study.value(part) for part in parts]
    if len(values) < 2 or min(values) <= 0 or not min(values) <= own <= max(values):
        return False
    decimals = any(value.denominator != 1 for value in (own, *values))
    if not decimals and max(values) >= sum(values) - own:
        # One part that is too large explains it.
        return False
    return sum(values) > (2 if len(values) == 2 and not decimals else FAR_BELOW) * own


def _is_part(study: Study, part: Place, whole: Place) -> bool:
    """Whether it is a number of the kind of the whole: percentages are not added to counts, nor prices to amounts."""
    if not study.is_number(part):
        return False
    own, other = study.pack.cell(whole).number, study.pack.cell(part).number
    if part.row == whole.row and own is not None and other is not None and own.money and not other.money:
        # `£158,124` beside `302` pupils, `£145,440` and `£12,684`.
        return False
    if is_unit_cost(study.pack.column(part).heading) and not is_unit_cost(study.pack.column(whole).heading):
        return False
    return (study.measure(part) is Measure.PERCENT) == (study.measure(whole) is Measure.PERCENT)


def _nearly(equations: Sequence[Equation], part: float = NEARLY) -> bool:
    """Whether the sums come near enough to the totals that they are meant to be them."""
    near = 0
    for equation in equations:
        wanted = abs(float(equation.result.interval.middle))
        got = float(total(term.value for term in equation.terms).middle)
        near += abs(abs(got) - wanted) <= part * max(wanted, 1) or got == wanted
    return near * 2 > len(equations)

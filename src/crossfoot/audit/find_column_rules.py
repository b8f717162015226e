"""Rules between columns, and between rows, that a table itself proves: variance, closing balance, share, sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.equations import Equation
from crossfoot.audit.find_pair_faults import AGGREGATES
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.labels import Measure, Totalling, is_inset, per_of
from crossfoot.audit.pack import PackTable, Place, Role
from crossfoot.audit.study import Study
from crossfoot.audit.vectors import (
    Formula,
    Proof,
    Vector,
    best_of,
    combinations,
    constants,
    differences,
    equations_of,
    make_vector,
    quotients,
)

DIFFERENCES = Rule("differences", Kind.ARITHMETIC, "A variance, change or balance is what the columns beside it make.")
QUOTIENTS = Rule("quotients", Kind.ARITHMETIC, "A percentage or rate is its numerator over its denominator.")
ROW_SUMS = Rule("parts-and-wholes", Kind.ARITHMETIC, "A whole is the sum of its parts, in every column.")

_BALANCE = re.compile(
    r"clos|carried|c/f|forecast balance|end|31[-/. ]?(march|mar|0?3)|final|remaining|net\b|revised|balance",
    re.IGNORECASE,
)
_ASKS_DIFFERENCE = re.compile(
    r"difference|\bchange|improvement|varian|over\s*/|over\s?spend|under\s?spend|\bgap\b|movement|\bincrease|\bnet\b",
    re.IGNORECASE,
)
_ASKS_QUOTIENT = re.compile(r"%|per ?cent|proportion|share|rate|per |average|ratio", re.IGNORECASE)
MOST_ROWS = 40
NOT_CALCULATED = {
    Role.REFERENCE,
    Role.RATING,
    Role.DIRECTION,
    Role.TREND,
    Role.POLARITY,
    Role.RED,
    Role.GREEN,
    Role.UNIT,
}


def find_column_rules(study: Study) -> None:
    """Find and check what each table proves of its columns and of its rows."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        _between_columns(study, table)
        _between_rows(study, table)


def _between_columns(study: Study, table: PackTable) -> None:
    keys = [number for number, row in enumerate(table.rows) if row.role in {Role.VALUE, Role.TIME, Role.BENCHMARK}]
    vectors = []
    for place in table.value_columns:
        column = table.columns[place]
        if (
            column.numeric
            and column.role not in NOT_CALCULATED
            and column.totalling in {Totalling.NONE, Totalling.PERHAPS}
        ):
            vectors.append(
                make_vector(
                    study, place, column.heading, column.role, {key: Place(table.index, key, place) for key in keys}
                )
            )
    vectors = [vector for vector in vectors if len(vector.places) >= 2]
    used: set[frozenset[int]] = set()
    untimed = [vector for vector in vectors if vector.role is not Role.TIME]
    for target in sorted(untimed, key=_order):
        if target.role in {Role.TARGET, Role.BENCHMARK}:
            continue
        for proof, rule in _column_proofs(vectors, target, keys):
            if proof is None or proof.formula.members in used or any(proof.formula.members <= each for each in used):
                continue
            used.add(proof.formula.members)
            for equation in equations_of(study, rule, proof, _say(proof)):
                if rule is not ROW_SUMS or _is_added(study, equation, target):
                    study.ledger.weigh(equation)


def _order(vector: Vector) -> tuple[int, int]:
    """Columns that ask for a rule first, then balances, then from the right."""
    if vector.role is Role.DIFFERENCE and vector.measure is not Measure.PERCENT:
        return (0, vector.number)
    return (1 if _BALANCE.search(vector.label) else 2, -vector.number)


def _column_proofs(
    vectors: Sequence[Vector], target: Vector, keys: Sequence[int]
) -> Iterator[tuple[Proof | None, Rule]]:
    asks = bool(_ASKS_DIFFERENCE.search(target.label)) or target.role is Role.DIFFERENCE
    balance = bool(_BALANCE.search(target.label))
    timed = [vector for vector in vectors if vector.role is Role.TIME]

    def sensible(formula: Formula) -> bool:
        members = [part for part, _ in formula.parts]
        if any(part.role in {Role.TARGET, Role.BENCHMARK} for part in members) and not asks:
            return False
        if all(part.role is Role.TIME for part in members) and not asks:
            return False
        return {part.measure is Measure.PERCENT for part in members} == {target.measure is Measure.PERCENT} or asks

    if scales := _scales(target):
        plain = [vector for vector in vectors if vector.role not in {Role.TARGET, Role.BENCHMARK}]
        asked = scales == [100] or (bool(_ASKS_QUOTIENT.search(target.label)) and _has_decimals(target))
        yield best_of(quotients(plain, target, scales), keys, hinted=asked), QUOTIENTS
    if target.measure is Measure.MONEY:
        yield best_of(constants(untotalled(vectors), target), keys, hinted=False), QUOTIENTS
    pool = (
        vectors
        if len(vectors) <= 14
        else [*timed[-3:], *(vector for vector in vectors if vector.role is not Role.TIME)][:14]
    )
    found = best_of(differences(pool, target), keys, hinted=asks, accept=sensible)
    if (found is None or found.rate < 0.9) and (balance or asks) and len(vectors) <= 7:
        longer = best_of(combinations(vectors, target, most=5), keys, hinted=True, accept=sensible)
        if longer is not None and (found is None or longer.rate > found.rate + 0.1):
            found = longer
    yield found, DIFFERENCES
    if found is None:
        yield best_of(_groups(vectors, vectors.index(target)), keys, hinted=False), ROW_SUMS


def untotalled(vectors: Sequence[Vector]) -> list[Vector]:
    """Columns of amounts: no times, differences, targets."""
    return [vector for vector in vectors if vector.role is Role.VALUE]


def _scales(target: Vector) -> list[int]:
    """What a quotient in this column may be multiplied by; nothing where it is no quotient."""
    if target.measure is Measure.PERCENT:
        return [100]
    per = per_of(target.label)
    if per is not None:
        return [per]
    if _ASKS_QUOTIENT.search(target.label):
        return [1, 100, 1000, 10_000, 100_000] if target.measure is Measure.RATE else [1, 100]
    return [1] if _has_decimals(target) and target.measure is not Measure.MONEY else []


def _has_decimals(vector: Vector) -> bool:
    return any(value != int(value) for value in vector.values.values())


def _say(proof: Proof) -> str:
    formula = proof.formula
    sum_words = ""
    for part, factor in formula.parts:
        sign = " - " if factor < 0 else " + " if sum_words else ""
        sum_words += f"{sign}{part.label or 'the column without a heading'}"
    if formula.divisor is None and isinstance(formula.scale, Fraction):
        sum_words = f"{sum_words} / {formula.scale.denominator}"
    if formula.divisor is not None:
        sum_words = f"({sum_words})" if len(formula.parts) > 1 else sum_words
        sum_words = (
            f"{formula.scale:,} x {sum_words} / {formula.divisor.label}"
            if formula.scale != 1
            else f"{sum_words} / {formula.divisor.label}"
        )
    return f"{formula.target.label} = {sum_words.strip()}: so it is in {proof.held} of {proof.tried}."


def _between_rows(study: Study, table: PackTable) -> None:
    rows = [
        (number, row)
        for number, row in enumerate(table.rows)
        if row.role in {Role.VALUE, Role.BENCHMARK}
        and row.time is None
        and row.totalling in {Totalling.NONE, Totalling.PERHAPS}
    ]
    columns = [
        place
        for place in table.value_columns
        if table.columns[place].numeric
        and table.columns[place].role in {Role.VALUE, Role.TIME, Role.BENCHMARK, Role.DIFFERENCE}
    ]
    if not 3 <= len(rows) <= MOST_ROWS or len(columns) < 2:
        return
    vectors = [
        make_vector(study, number, row.label, row.role, {place: Place(table.index, number, place) for place in columns})
        for number, row in rows
    ]
    vectors = [vector for vector in vectors if len(vector.places) >= 2 and len(set(vector.values.values())) > 1]
    whole = [vector for vector in vectors if not _inset(table, vector)]
    used: set[frozenset[int]] = set()
    for position, target in enumerate(vectors):
        for proof in (
            best_of(_groups(vectors, position), columns, hinted=False),
            best_of(_groups(whole, whole.index(target)), columns, hinted=False) if target in whole else None,
            best_of(_insets(table, vectors, position), columns, hinted=True),
            best_of(_sums(vectors, target), columns, hinted=False) if len(vectors) <= 24 else None,
        ):
            if proof is None or proof.formula.members in used:
                continue
            used.add(proof.formula.members)
            for equation in equations_of(study, ROW_SUMS, proof, _say(proof)):
                if _is_added(study, equation, target):
                    study.ledger.weigh(equation)
            break
        else:
            _check_within(study, table, vectors, position)


def _is_added(study: Study, equation: Equation, target: Vector) -> bool:
    """Whether the column is of the kind in which the rows add up.

    Percentages beside counts are not added; nor are those of which the whole lies among its parts.
    """
    place = equation.result.place
    kinds = {study.measure(place), target.measure}
    averaged = {Measure.PERCENT, Measure.RATE, Measure.AVERAGE}
    if len(kinds) > 1 and kinds & averaged:
        return False
    parts = [term.interval.middle for term in equation.terms]
    among = min(parts) < study.value(place) < max(parts) and sum(parts) > 2 * max(parts)
    return not (kinds & averaged and among and equation.holds is False)


def _check_within(study: Study, table: PackTable, vectors: Sequence[Vector], position: int) -> None:
    """A row of percentages or averages lies among the rows set in under it, where it does so in most columns."""
    target = vectors[position]
    parts = next(([part for part, _ in formula.parts] for formula in _insets(table, vectors, position)), [])
    if target.measure not in {Measure.PERCENT, Measure.RATE, Measure.AVERAGE} or not parts:
        return
    checks = []
    for key, place in target.places.items():
        known = [study.interval(part.places[key]) for part in parts if key in part.places]
        if len(known) == len(parts):
            span = Interval(min(each.low for each in known), max(each.high for each in known))
            checks.append((place, span, study.interval(place).meets(span)))
    held = sum(fine for *_, fine in checks)
    if len(checks) < 4 or held < 0.75 * len(checks):
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


def _inset(table: PackTable, vector: Vector) -> bool:
    pieces = table.rows[vector.number].pieces
    return bool(pieces) and is_inset(pieces[-1])


def _insets(table: PackTable, vectors: Sequence[Vector], position: int) -> Iterator[Formula]:
    """A row and all the rows set in under it."""
    if _inset(table, vectors[position]):
        return
    parts = []
    for vector in vectors[position + 1 :]:
        if not _inset(table, vector):
            break
        parts.append(vector)
    if len(parts) >= 2:
        yield Formula(vectors[position], tuple((part, 1) for part in parts))


def _groups(vectors: Sequence[Vector], position: int) -> Iterator[Formula]:
    """A row (or column) and the three to twelve right beside it on one side, all of its kind."""
    target = vectors[position]
    for size in range(3, 13):
        for group in (vectors[position + 1 : position + 1 + size], vectors[max(0, position - size) : position]):
            if len(group) == size and all(part.measure is target.measure for part in group):
                yield Formula(target, tuple((part, 1) for part in group))


def _sums(vectors: Sequence[Vector], target: Vector) -> Iterator[Formula]:
    """A row that is the sum of two others of its kind."""
    others = [vector for vector in vectors if vector is not target and vector.measure is target.measure]
    for place, first in enumerate(others):
        for other in others[place + 1 :]:
            yield Formula(target, ((first, 1), (other, 1)))

"""Balances told down a column: what was brought forward, and every line in and out, make what is carried forward."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.arithmetic.find_stock_and_flow import STOCK_AND_FLOW
from crossfoot.audit.equations import Equation
from crossfoot.audit.reading.labels import Measure, is_inset
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.relations.two_dates import are_of_two_dates
from crossfoot.audit.study import Study

FEWEST = 3
MOST_COLUMNS = 2
"""With more of them the columns themselves prove what adds up."""
NEAR = Fraction(1, 4)
"""Where nothing else shows that it is a balance, the sum must come within this part of it."""
_FIRST = re.compile(
    r"\bopening|\bbrought forward|\bb/?f\b|balance (at|on|as at|1|31)|\bat (the )?start|\bstarting|at 1 april|"
    r"last year'?s|\bprevious",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\bclosing|\bcarried forward|\bc/?f\b|balance (at|on|as at|1|31)|\b(forecast|projected|final|year[- ]end) balance|"
    r"\bat (the )?end|at 31 march",
    re.IGNORECASE,
)
_LESS = re.compile(r"^\W*(less|minus|deduct|used|spent|withdrawn|transfer(red)? (out|from))\b", re.IGNORECASE)
_AVERAGED = {Measure.PERCENT, Measure.RATE, Measure.AVERAGE, Measure.SCORE}


def find_walk_faults(study: Study) -> None:
    """Check every column of a table whose first row is an opening balance and whose last is a closing one."""
    for table in study.pack.tables:
        numeric = [place for place in table.value_columns if table.columns[place].numeric]
        if table.index not in study.copies and len(numeric) <= MOST_COLUMNS:
            for first, last in _walks(table) or _dated_walk(table) or _told_walk(table):
                for column in table.value_columns:
                    if table.columns[column].numeric and table.columns[column].role in {Role.VALUE, Role.TIME}:
                        _check(study, table, column, first, last)


def _walks(table: PackTable) -> list[tuple[int, int]]:
    """Rows from an opening balance to the next closing one."""
    walks = []
    first: int | None = None
    for number, row in enumerate(table.rows):
        if first is not None and number - first >= 2 and _LAST.search(row.label):
            walks.append((first, number))
            first = number
        elif _FIRST.search(row.label):
            first = number
    return walks


def _dated_walk(table: PackTable) -> list[tuple[int, int]]:
    """From the first row to the last, where both are called the same but for the year, and all between are signed."""
    last = len(table.rows) - 1
    if last < FEWEST or not are_of_two_dates(table.rows[0].label, table.rows[last].label):
        return []
    return [(0, last)] if _is_signed(table, last) else []


def _told_walk(table: PackTable) -> list[tuple[int, int]]:
    """The same where a caption calls it so: `Budget walk` from `Base budget 2024/25` to `Net budget 2025/26`."""
    last = len(table.rows) - 1
    told = any(map(_WALK.search, [table.caption, *table.captions]))
    if last < FEWEST or not told or not _is_signed(table, last):
        return []
    first, end = (_YEAR.findall(table.rows[number].label) for number in (0, last))
    return [(0, last)] if first and end and first < end else []


_WALK = re.compile(r"\b(walk|bridge|waterfall|roll[- ]?forward|reconciliation)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _is_signed(table: PackTable, last: int) -> bool:
    """Whether what is taken off between the first row and the last has a sign."""
    between = [table.cell(row, column) for row in range(1, last) for column in table.value_columns]
    numbers = [cell.number for cell in between if cell.number is not None]
    signed = all(number.signed or not number.value for number in numbers)
    # `Joined 19, left -16`: what came needs no sign where what went has one.
    return bool(numbers) and (signed or any(number.value < 0 for number in numbers))


def _check(study: Study, table: PackTable, column: int, first: int, last: int) -> None:
    places = [Place(table.index, row, column) for row in range(first, last + 1)]
    known = [place for place in places if study.is_number(place) and not is_inset(study.pack.row(place).label)]
    if len(known) < FEWEST or known[0] != places[0] or known[-1] != places[-1]:
        return
    if any(study.measure(place) in _AVERAGED for place in known):
        return
    parts: list[Place] = []
    for place in known[:-1]:
        if len(parts) > 1 and _SO_FAR.search(study.pack.row(place).label):
            _weigh(study, place, parts)
        else:
            parts.append(place)
    _weigh(study, known[-1], parts)


_SO_FAR = re.compile(r"^\W*(available|sub-?\s?total|total|net)\b|\b(total|available|resources?)\W*$", re.IGNORECASE)
"""What there is at a line in between."""


def _weigh(study: Study, whole: Place, parts: Sequence[Place]) -> None:
    """Check that the lines make what there is, where they come near it or are printed with their signs."""
    first, last = (study.pack.row(place).label for place in (parts[0], whole))
    equations = [
        Equation(
            STOCK_AND_FLOW,
            study.term(whole),
            tuple(study.term(place, _sign(study, place, turned=turned)) for place in parts),
            f"{first} and the lines down to {last}.",
            weight=0.85,
        )
        for turned in (False, True)
    ]
    best = min(equations, key=lambda each: (not each.holds, _distance(each)))
    largest = max(abs(study.value(place)) for place in (*parts, whole))
    signed = all((number := study.pack.cell(place).number) is None or number.signed for place in parts[1:])
    if best.holds or signed or _distance(best) <= NEAR * largest:
        study.ledger.weigh(best)


def _sign(study: Study, place: Place, *, turned: bool) -> int:
    """-1 for `Less: ...` printed without a sign, where the reading takes it so."""
    return -1 if turned and study.value(place) > 0 and _LESS.search(study.pack.row(place).label) else 1


def _distance(equation: Equation) -> Fraction:
    computed = equation.computed()
    return abs(computed.middle - equation.result.value.middle) if computed is not None else Fraction(10**12)

"""Totals that their parts do not make, where what the parts make is the total that another table prints.

One sum that fails may be of parts that are not all. That its result stands elsewhere as the total of the same thing
says that they are all, and that the total printed here is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.across.whole_cells import (
    WholeCell,
    added_last,
    are_of_two_times,
    is_percent,
    is_whole_column,
    is_whole_row,
    whole_cells,
    words_in,
)
from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, is_inset, is_unit_cost
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

CONFIRMED = Rule(
    "confirmed-totals",
    Kind.CROSS_TABLE,
    "A total is what its parts make, where another table prints that as the total of the same.",
)
FEWEST_PARTS = 3
DIGITS = 3
"""So many digits must the sum have: a short one stands in another table by chance."""
_ADDED = {Measure.COUNT, Measure.MONEY, Measure.UNKNOWN}
_PART = {Role.VALUE, Role.TIME}
_OPEN = re.compile(
    r"\b(?:open(?:ing)?|at (?:the )?start|at (?:the )?beginning|brought forward|b/?fwd|start of|beginning of|"
    r"(?:on|at) (?:1|1st|first) (?:jan|apr|jul|sept?|oct)\w*|in hand at start)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:clos(?:ing) (?:balance|number|total|stock|position)|at (?:the )?(?:end|close)|carried forward|c/?fwd|end of|"
    r"(?:on|at) (?:30|31|30th|31st) \w+|closing)\b",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:new|received|joined|joining|started|starts|starters|added|additions?|opened|referred|made|admitted|admissions|"
    r"came in|into|incoming|registered|approved|entered)\b",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"\b(?:closed|left|leavers|leaving|ended|ends|finished|completed|concluded|out|resolved|discharged|removed|resigned|"
    r"withdrawn|ceased|settled|decided)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose own table makes something else of it, and what that is."""

    place: Place
    made: Fraction
    words: frozenset[str]
    others: int
    """How many cells make it."""
    minor: bool
    """Whether rounding may make the difference, as a note says."""


def find_confirmed_totals(study: Study) -> None:
    """Look up the sum of each total that does not agree with its parts, and each way to mend a flow, elsewhere."""
    tables = [table for table in study.pack.tables if table.index not in study.copies and table.rows]
    broken = [each for table in tables for each in (*_sums(study, table), *_flows(study, table))]
    if not broken:
        return
    wholes = [cell for table in tables for cell in whole_cells(study, table) if cell.standing]
    by_value: dict[Fraction, list[WholeCell]] = {}
    for cell in wholes:
        by_value.setdefault(cell.number.amount, []).append(cell)
    confirmed: dict[int, list[tuple[Broken, WholeCell]]] = {}
    for each in broken:
        if (there := _confirmed(study, each, by_value)) is not None:
            confirmed.setdefault(each.place.table, []).append((each, there))
    for pairs in confirmed.values():
        # Two cells that may each be mended leave it open which is wrong.
        for each, there in pairs if len({each.place for each, _ in pairs}) == 1 else ():
            _weigh(study, each, there.place)


def _sums(study: Study, table: PackTable) -> Iterator[Broken]:
    """Totals at the foot or the right of a table that are not the sum of all others."""
    rows = [row for row, each in enumerate(table.rows) if each.role in _PART]
    columns = [place for place in table.value_columns if table.columns[place].role in _PART]
    added = added_last(study, table)
    whole_rows = [row for row in rows if row in added or is_whole_row(table, row)]
    if len(whole_rows) == 1 and not any(is_inset(table.rows[row].label) for row in rows):
        parts = [row for row in rows if row < whole_rows[0]]
        for column in columns:
            if not is_unit_cost(table.columns[column].heading):
                cells = [Place(table.index, row, column) for row in parts]
                yield from _unequal(study, table, Place(table.index, whole_rows[0], column), cells)
    whole_columns = [place for place in columns if is_whole_column(table, place)]
    if len(whole_columns) == 1:
        for row in rows:
            if not is_unit_cost(table.rows[row].label) and table.rows[row].time is None:
                cells = [Place(table.index, row, column) for column in columns if column < whole_columns[0]]
                yield from _unequal(study, table, Place(table.index, row, whole_columns[0]), cells)


def _unequal(study: Study, table: PackTable, total: Place, parts: Sequence[Place]) -> Iterator[Broken]:
    if len(parts) < FEWEST_PARTS or not study.is_number(total) or not all(map(study.is_number, parts)):
        return
    cells = (total, *parts)
    if any(study.measure(place) not in _ADDED or not study.are_as_fine(total, place) for place in cells):
        return
    number = study.pack.cell(total).number
    if any((shown := study.pack.cell(place).number) is not None and shown.signed for place in cells):
        # Differences, which are no more added than what they are between.
        return
    if number is None or is_percent(table, total.row, total.column, number):
        return
    made = sum((study.value(place) for place in parts), Fraction(0))
    off = study.value(total) - made
    if off:
        step = number.step * number.scale
        minor = study.is_rounded(total) and abs(off) * 2 <= len(parts) * step
        yield Broken(total, made, _words_at(table, total), len(parts), minor)
        for part in parts:
            if (mended := study.value(part) + off) > 0:
                yield Broken(part, mended, _words_at(table, part), len(parts), minor)


def _words_at(table: PackTable, place: Place) -> frozenset[str]:
    row, column = table.rows[place.row], table.columns[place.column]
    return words_in(f"{row.label} {column.heading}")


def _flows(study: Study, table: PackTable) -> Iterator[Broken]:
    """Each way to mend a line of a stock at the start, what came, what went and the stock at the end."""
    if len(table.rows) == 1:
        names = {Place(table.index, 0, column): table.columns[column].heading for column in table.value_columns}
        if table.stub == 0 or not table.rows[0].label or study.pack.cell(Place(table.index, 0, 0)).is_number:
            names |= {
                place: table.columns[column].heading
                for column in range(table.stub)
                if study.is_number(place := Place(table.index, 0, column))
            }
    elif len(table.value_columns) == 1:
        column = table.value_columns[0]
        names = {Place(table.index, row, column): each.label for row, each in enumerate(table.rows)}
    else:
        return
    sides = {place: side for place, name in names.items() if (side := _side(name))}
    if len(sides) != len(names) or sorted(sides.values()).count("open") != 1 or list(sides.values()).count("end") != 1:
        return
    signs = {place: -1 if side in {"out", "end"} else 1 for place, side in sides.items()}
    if len(signs) < 4 or not {"in", "out"} <= set(sides.values()):
        return
    numbers: Mapping[Place, Fraction] = {
        place: cell.number.amount for place in signs if (cell := study.pack.cell(place)).number is not None
    }
    if len(numbers) != len(signs):
        return
    off = sum((signs[place] * amount for place, amount in numbers.items()), Fraction(0))
    for place in signs if off else ():
        if sides[place] in {"in", "out"} and (made := numbers[place] - signs[place] * off) > 0:
            yield Broken(place, made, words_in(names[place]), len(signs) - 1, minor=False)


def _side(name: str) -> str:
    """Which part of a flow a name is of."""
    if _END.search(name):
        return "end"
    if _OPEN.search(name):
        return "open"
    comes, goes = _IN.search(name) is not None, _OUT.search(name) is not None
    return "" if comes is goes else "in" if comes else "out"


def _confirmed(study: Study, broken: Broken, by_value: Mapping[Fraction, Sequence[WholeCell]]) -> WholeCell | None:
    """The total of another table that is what the others make, where none is what is printed here."""
    printed = study.pack.cell(broken.place).number
    if printed is None or broken.minor:
        return None

    def elsewhere(amount: Fraction) -> list[WholeCell]:
        return [
            cell
            for cell in by_value.get(amount, ())
            if cell.place.table != broken.place.table
            and not are_of_two_times(study, broken.place, cell.place)
            and cell.number.is_as_fine_as(printed)
            and not cell.percent
            and broken.words & (cell.words | cell.whole | cell.around)
        ]

    there = elsewhere(broken.made)
    return there[0] if there and there[0].number.digits >= DIGITS and not elsewhere(printed.amount) else None


def _weigh(study: Study, broken: Broken, other: Place) -> None:
    place = broken.place
    words = (
        f"The {broken.others} others make {study.pack.cell(other).text}, which {study.pack.name_of(other)} is at line "
        f"{study.ledger.line_of(other)}; {study.pack.name_of(place)} is {study.pack.cell(place).text}."
    )
    terms = [Term(each, Interval.exactly(study.value(each))) for each in (place, other)]
    study.ledger.weigh(Equation(CONFIRMED, terms[0], (terms[1],), words, weight=0.85))

"""A table by its columns and by its rows: which lines it has, under which keys, and what is marked of those."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure, Totalling, is_inset, is_points, is_unit_cost, per_of
from crossfoot.audit.reading.pack import Column, PackTable, Place, Role, Row
from crossfoot.audit.reading.series import NOUGHTS
from crossfoot.audit.reading.times import Time, TimeKind, read_time
from crossfoot.audit.relations.line import AVERAGED, NOT_CALCULATED, Grid, Line, Value
from crossfoot.audit.relations.told_numbers import told_bases, told_factors, told_populations, told_prices
from crossfoot.audit.study import Study


def grids_of(study: Study, table: PackTable) -> tuple[Grid, Grid]:
    """A table by its columns and by its rows; made once for all rules."""
    return study.once("grids", table.index, lambda: _grids_of(study, table))


def _grids_of(study: Study, table: PackTable) -> tuple[Grid, Grid]:
    values = {
        (row, column): value
        for row in range(len(table.rows))
        for column in table.value_columns
        if (value := value_at(study, Place(table.index, row, column))) is not None
    }
    return (
        _marked(study, table, _grid_of_columns(table, values)),
        _marked(study, table, _grid_of_rows(table, values)),
    )


def _marked(study: Study, table: PackTable, grid: Grid) -> Grid:
    """With the keys at which nothing is added, and what numbers words tell beside the table."""
    plain, notes = _plain(table, grid), study.notes(table)
    return replace(
        grid,
        unadded=_unadded(study, table, grid),
        picked=_picked(grid, plain),
        sparse=_sparse(grid),
        points=frozenset(key for key, label in grid.labels.items() if is_points(label) and _is_signed(grid, key)),
        leaves_out=any(map(_LEAVES_OUT.search, notes)),
        tells_signs=any(map(_TELLS_SIGNS.search, [*notes, *(column.heading for column in table.columns)])),
        told=told_factors(notes),
        prices=told_prices(notes),
        bases=(*told_bases(notes), *study.once("populations", 0, lambda: told_populations(study.pack.paragraphs))),
    )


def _unadded(study: Study, table: PackTable, grid: Grid) -> frozenset[int]:
    """The keys of what does not add up, by its label or a note."""
    if not grid.by_row:
        return study.rows_not_added(table).intersection(grid.keys)
    return frozenset(key for key in grid.keys if study.is_not_added(table, grid.labels.get(key, "")))


_LEAVES_OUT = re.compile(
    r"\b(last|bottom|final|total|overall|average|all|mean|together|whole)\b[^.]*"
    r"\b(leav(es?|ing) out|exclud(es?|ing)|omits?|omitting|does not (include|count))\b",
    re.IGNORECASE,
)


_TELLS_SIGNS = re.compile(
    r"\b(negative|minus)\b|\b(in|by|with) brackets\b|\bbrackets (are|show|mean)|\bbracketed\b|"
    r"\b(actual|forecast|outturn|spend|spent|this year) less (the )?(budget|plan|target|last year)\b|"
    r"\b(budget|plan|target) less (the )?(actual|forecast|outturn|spend)\b|\([+\u2212\u2013-]\)|"
    r"\([a-z] ?[\u2212\u2013-] ?[a-z]\)",
    re.IGNORECASE,
)
"""`A negative variance is an underspend`, `(variance is actual less budget)`."""


def _is_signed(grid: Grid, key: int) -> bool:
    return any(line.values[key].signed for line in grid.lines if key in line.values)


def _sparse(grid: Grid) -> frozenset[int]:
    filled = {key: sum(key in line.values for line in grid.lines) for key in grid.keys}
    most = max(filled.values(), default=0)
    return frozenset(key for key, count in filled.items() if count < SPARSE * most and most - count >= FEWEST_BLANK)


SPARSE = 0.7
"""Of the lines that the fullest key has."""
FEWEST_BLANK = 3


def _plain(table: PackTable, grid: Grid) -> list[int]:
    """The keys that are of no others: no total, no target, no difference of two."""
    lines: Sequence[Column | Row] = table.columns if grid.by_row else table.rows
    return [
        key
        for key in grid.keys
        if key not in grid.totals | grid.compared
        and lines[key].totalling is Totalling.NONE
        and not _OF_TWO.search(grid.labels[key])
    ]


def _picked(grid: Grid, plain: Sequence[int]) -> frozenset[int]:
    """The keys of a median of the others, by their numbers; of what is called their most or least, and of the gap."""
    found = {key for key in plain if _is_pick(grid, key, plain, median)}
    for key in plain:
        if _CALLED_END.search(grid.labels[key]) and any(_is_pick(grid, key, plain, end) for end in (max, min)):
            found.add(key)
    between = {key for key, label in grid.labels.items() if _OF_TWO.search(label)}
    return frozenset(found | between if len(found) > 1 else found)


def _is_pick(grid: Grid, key: int, plain: Sequence[int], of: Callable[[list[float]], float]) -> bool:
    """Whether most lines have there what this picks of their other keys."""
    told = [fine for line in grid.lines if (fine := is_pick_of(line, key, plain, of)) is not None]
    return len(told) >= FEWEST_PICKED and sum(told) >= PICKED * len(told)


def is_pick_of(line: Line, key: int, plain: Sequence[int], of: Callable[[list[float]], float]) -> bool | None:
    """Whether a line has there what this picks of its other keys; None where it has too few, or all the same."""
    own = line.values.get(key)
    beside = [line.values[each].amount for each in plain if each != key and each in line.values]
    if own is None or len(beside) < FEWEST_PICKED_OF or len(set(beside)) < 2:
        return None
    loose = own.half + (own.last_digit if own.measure in AVERAGED else 0.0)
    return abs(of(beside) - own.amount) <= loose + 1e-9


FEWEST_PICKED, FEWEST_PICKED_OF = 3, 4
"""Lines in which a key must be the most of others, and how many others each must have."""
PICKED = 0.75
_CALLED_END = re.compile(
    r"\b(most|least|max\w*|min\w*|highest|lowest|best|worst|top|bottom|peak|from|to)\b", re.IGNORECASE
)
_OF_TWO = re.compile(r"\b(less|minus|range|gap|spread|difference|between)\b", re.IGNORECASE)


Values = dict[tuple[int, int], Value]
"""By row and column."""


def _grid_of_columns(table: PackTable, known: Values) -> Grid:
    """Columns as lines; every row with numbers is a key."""
    keys = [
        number
        for number, row in enumerate(table.rows)
        if row.role in {Role.VALUE, Role.TIME, Role.BENCHMARK, Role.YEAR_TO_DATE}
        and any(cell.is_number for cell in row.cells[table.stub :])
    ]
    lines = []
    for place in table.value_columns:
        column = table.columns[place]
        if column.numeric and column.role not in NOT_CALCULATED:
            values = {key: known[key, place] for key in keys if (key, place) in known}
            group = column.heading.partition(" | ")[0] if " | " in column.heading else ""
            role = Role.VALUE if column.role is Role.TIME and _is_of_a_time(column) else column.role
            totalling = column.totalling
            if role is Role.TIME and _stands_by_its_parts(table, place):
                role, totalling = Role.VALUE, Totalling.PERHAPS
            blank = frozenset(key for key in keys if key not in values and _is_blank(table, key, place))
            lines.append(
                Line(place, column.heading, role, totalling, inset=False, values=values, group=group, blank=blank)
            )
    totals = frozenset(
        key
        for key in keys
        if table.rows[key].totalling not in {Totalling.NONE, Totalling.PERHAPS}
        or table.rows[key].role is Role.YEAR_TO_DATE
        or _is_longer(table.rows[key].time, [table.rows[other].time for other in keys])
    )
    return Grid(
        tuple(line for line in lines if line.values),
        _in_time_order(keys, {key: table.rows[key].time for key in keys}),
        totals,
        by_row=False,
        over_time=_are_times([table.rows[key].role for key in keys]),
        scales=_scales(table.rows, keys),
        labels={key: table.rows[key].label for key in keys},
    )


def _is_of_a_time(column: Column) -> bool:
    """Whether only what stands over its own heading is a time: the columns of one year are worked out of each other."""
    return len(column.pieces) > 1 and read_time(column.pieces[-1]) is None


def _stands_by_its_parts(table: PackTable, place: int) -> bool:
    """Whether a column is of a year and the one beside it of a month, quarter or term."""
    own = table.columns[place].time
    if own is None or own.kind not in _YEARS:
        return False
    places = table.value_columns
    at = places.index(place)
    beside = (table.columns[each].time for each in (*places[max(0, at - 1) : at], *places[at + 1 : at + 2]))
    return any(time is not None and time.kind not in _YEARS for time in beside)


def _grid_of_rows(table: PackTable, known: Values) -> Grid:
    """Rows as lines; every column of numbers is a key."""
    keys = [
        place
        for place in table.value_columns
        if table.columns[place].numeric and table.columns[place].role not in NOT_CALCULATED
    ]
    lines = []
    for number, row in enumerate(table.rows):
        if row.role in NOT_CALCULATED or row.role is Role.TREND:
            continue
        values = {key: known[number, key] for key in keys if (number, key) in known}
        inset = bool(row.pieces) and is_inset(row.pieces[-1])
        totalling = Totalling.NONE if row.time is not None else row.totalling
        blank = frozenset(key for key in keys if key not in values and _is_blank(table, number, key))
        lines.append(Line(number, row.label, row.role, totalling, inset, values=values, group=row.section, blank=blank))
    totals = frozenset(
        key
        for key in keys
        if table.columns[key].totalling not in {Totalling.NONE, Totalling.PERHAPS}
        or table.columns[key].role in {Role.YEAR_TO_DATE, Role.PREVIOUS_YEAR_TO_DATE}
        or _is_longer(table.columns[key].time, [table.columns[other].time for other in keys])
    )
    over_time = _are_times([table.columns[key].role for key in keys])
    kept = tuple(line for line in lines if line.values)
    labels = {key: table.columns[key].heading for key in keys}
    compared = frozenset(key for key in keys if table.columns[key].role in _COMPARED)
    ordered = _in_time_order(keys, {key: table.columns[key].time for key in keys})
    return Grid(kept, ordered, totals, by_row=True, over_time=over_time, compared=compared, labels=labels)


def _in_time_order(keys: Sequence[int], times: Mapping[int, Time | None]) -> tuple[int, ...]:
    """The keys as they stand; those of times, where the newest is printed first, with the oldest first."""
    timed = [key for key in keys if times[key] is not None]
    found = [time for key in timed if (time := times[key]) is not None]
    falls = all(later.kind is earlier.kind and later > earlier for later, earlier in pairwise(found))
    if len(timed) < FEWEST_TIMES or not falls:
        return tuple(keys)
    backwards = iter(reversed(timed))
    return tuple(next(backwards) if times[key] is not None else key for key in keys)


FEWEST_TIMES = 3
"""So many that run backwards are no chance."""


_COMPARED = {Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE}


def _are_times(roles: Sequence[Role]) -> bool:
    return roles.count(Role.TIME) * 2 > len(roles)


def _is_blank(table: PackTable, row: int, column: int) -> bool:
    cell = table.cell(row, column)
    return cell.kind is CellKind.BLANK or cell.text in NOUGHTS


def value_at(study: Study, place: Place) -> Value | None:
    """The number at a place with all that is asked of it; a dash among money is nought."""
    cell = study.pack.cell(place)
    if cell.is_number and cell.number is not None:
        return Value(
            float(cell.number.amount),
            float(study.interval(place).width) / 2,
            float(study.fine_interval(place).width) / 2,
            _measure(study, place),
            place,
            cell.number.digits,
            cell.number.loose,
            cell.number.signed,
        )
    if cell.text in NOUGHTS and study.measure(place) is Measure.MONEY:
        return Value(0.0, 0.0, 0.0, Measure.MONEY, place, 1)
    return None


def _measure(study: Study, place: Place) -> Measure:
    """Its kind; what one costs counts as an average, whatever its unit."""
    measure = study.measure(place)
    if measure in {Measure.MONEY, Measure.COUNT, Measure.UNKNOWN, Measure.SCORE}:
        labels = study.pack.column(place).heading, study.pack.row(place).label
        return Measure.AVERAGE if any(map(is_unit_cost, labels)) else measure
    return measure


def _scales(rows: Sequence[Row], keys: Sequence[int]) -> dict[int, int]:
    """What each row says that its rates are per, where rows say several things."""
    said = {}
    for key in keys:
        words = " ".join(cell.text for cell in rows[key].cells if cell.kind is CellKind.WORDS)
        if (per := per_of(words)) is not None:
            said[key] = per
    return said if len(set(said.values())) > 1 else {}


def _is_longer(time: Time | None, others: Sequence[Time | None]) -> bool:
    """Whether it is a year among months or quarters."""
    kinds = [other.kind for other in others if other is not None]
    usual = max(set(kinds), key=kinds.count) if kinds else None
    return time is not None and usual not in {None, *_YEARS} and time.kind in _YEARS


_YEARS = {TimeKind.YEAR, TimeKind.SPAN}

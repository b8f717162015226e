"""Columns of labels of any wording against the rule told beside them, by the column of figures that they follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.display.conditions import Base
from crossfoot.audit.display.printed_bands import Bands, bands_near
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

BANDS = Rule(
    "bands",
    Kind.DISPLAY,
    "A label is the band, by the rule told beside the table, of the figure that the others of its column follow.",
)
FEWEST = 3
FEWEST_OF_ONE = 6
"""Labels that are all the same, of a band with two ends, from which on they prove what they are of."""
MOST_LABELS = 6
LONGEST_LABEL = 24
EXCEPTIONS = 5
"""One label in so many may break the rule, and one in any case: more, and the rule is of something else."""
_NO_FIGURE = {Role.REFERENCE, Role.UNIT, Role.RED, Role.GREEN, Role.POLARITY, Role.TARGET}


@dataclass(frozen=True, slots=True)
class Metric:
    """What the labels may be of: by row the figure as printed and what it may have been, and the cells it is from."""

    name: str
    values: dict[int, Interval]
    places: Callable[[int], tuple[Place, ...]]
    role: Role
    distance: int
    """Columns from the labels: the nearer is likelier."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A reading of the rule: the metric, and the rows that break it with what they should say."""

    metric: Metric
    held: int
    counted: int
    faults: dict[int, str]


def find_printed_bands(study: Study) -> None:
    """Check every column of labels for which a rule of bands or of moves is told near its table."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for column in range(1, len(table.columns)):
            labels = labels_of(table, column)
            names = list(dict.fromkeys(labels.values()))
            if len(labels) < FEWEST or not 2 <= len(names) <= MOST_LABELS:
                continue
            for bands in bands_near(study.pack, table, names, table.columns[column].heading):
                known = {row: label for row, label in labels.items() if label in bands.states}
                if len(known) * 5 >= len(labels) * 4 and (fit := _best(study, table, column, bands, known)):
                    _report(study, table, column, bands, fit)
                    break


def labels_of(table: PackTable, column: int) -> dict[int, str]:
    """By row the short text of a column that holds no numbers; empty where it holds some."""
    found = {}
    for row in range(len(table.rows)):
        cell = table.cell(row, column)
        text = cell.text.strip()
        if cell.is_number or len(text) > LONGEST_LABEL:
            return {}
        if text:
            found[row] = text
    return found


def _best(study: Study, table: PackTable, column: int, bands: Bands, labels: dict[int, str]) -> Fit | None:
    """The reading that fits best, if all but a few labels follow it and no other reading makes another label wrong."""
    fits: list[Fit] = []
    for metric in _metrics(study, table, column, moves=bands.moves):
        for turned in (False, True) if bands.either_way else (False,):
            fit = _fit(metric, bands, labels, turned=turned)
            if fit is not None:
                fits.append(fit)
    if not fits:
        return None
    best = max(fits, key=lambda each: (each.held, -each.metric.distance))
    # A move up or down is of the column of changes, whatever some of its rows say.
    plain = bands.moves and not bands.either_way and best.metric.role is Role.DIFFERENCE
    allowed = best.counted // 2 if plain else max(1, best.counted // EXCEPTIONS)
    if len(best.faults) > allowed or best.held < FEWEST - 1:
        return None
    held = {label for row, label in labels.items() if row in best.metric.values and row not in best.faults}
    if len(held) < 2 and not (best.held >= FEWEST_OF_ONE and all(map(bands.is_closed, held))):
        return None
    rivals = [each for each in fits if each.held == best.held and each.counted == best.counted]
    return best if all(each.faults.keys() == best.faults.keys() for each in rivals) else None


def _fit(metric: Metric, bands: Bands, labels: dict[int, str], *, turned: bool) -> Fit | None:
    held = counted = 0
    faults: dict[int, str] = {}
    for row, label in labels.items():
        if row not in metric.values:
            continue
        interval = metric.values[row].times(-1) if turned else metric.values[row]
        expected = _states(bands, interval.middle)
        if not expected:
            continue
        counted += 1
        if label in expected | _states(bands, interval.low) | _states(bands, interval.high):
            held += 1
        else:
            faults[row] = " or ".join(sorted(expected))
    return Fit(metric, held, counted, faults) if counted >= FEWEST and counted * 5 >= len(labels) * 4 else None


def _states(bands: Bands, value: Fraction) -> set[str]:
    held = {name for name, each in bands.states.items() if each.base is not Base.REST and each.holds(value)}
    return held or {name for name, each in bands.states.items() if each.base is Base.REST}


def _metrics(study: Study, table: PackTable, column: int, *, moves: bool) -> Iterator[Metric]:
    """Every column of figures; for moves those too that two columns side by side make."""
    numeric = [
        place
        for place in table.value_columns
        if place != column and table.columns[place].numeric and table.columns[place].role not in _NO_FIGURE
    ]
    for place in numeric:
        if moves and not _is_signed(table, place):
            continue
        yield _of_column(study, table, place, abs(place - column))
    if moves:
        for earlier, later in pairwise(numeric):
            if table.columns[earlier].role is table.columns[later].role is Role.TIME:
                yield _of_pair(study, table, (earlier, later), 100 + abs(later - column))


def _is_signed(table: PackTable, place: int) -> bool:
    """Whether a column holds changes: both signs, or a sign printed before its numbers."""
    numbers = [number for row in range(len(table.rows)) if (number := table.cell(row, place).number) is not None]
    return any(number.signed or number.amount < 0 for number in numbers)


def _of_column(study: Study, table: PackTable, place: int, distance: int) -> Metric:
    cells = {row: Place(table.index, row, place) for row in range(len(table.rows))}
    return Metric(
        table.columns[place].heading,
        {row: study.interval(cell) for row, cell in cells.items() if study.is_number(cell)},
        lambda row: (cells[row],),
        table.columns[place].role,
        distance,
    )


def _of_pair(study: Study, table: PackTable, columns: Sequence[int], distance: int) -> Metric:
    earlier, later = columns
    cells = {row: (Place(table.index, row, earlier), Place(table.index, row, later)) for row in range(len(table.rows))}
    return Metric(
        f"{table.columns[later].heading} less {table.columns[earlier].heading}",
        {
            row: study.interval(pair[1]) - study.interval(pair[0])
            for row, pair in cells.items()
            if all(map(study.is_number, pair))
        },
        lambda row: cells[row],
        Role.VALUE,
        distance,
    )


def _report(study: Study, table: PackTable, column: int, bands: Bands, fit: Fit) -> None:
    study.ledger.agreed(BANDS, fit.held)
    for row, expected in fit.faults.items():
        places = fit.metric.places(row)
        said = " and ".join(study.pack.cell(place).text for place in places)
        study.ledger.found(
            BANDS,
            Place(table.index, row, column),
            explanation=(
                f"{BANDS.words} {fit.held} of {fit.counted} labels follow {fit.metric.name} by the rule told at line "
                f"{bands.line}; by it {said} is {expected}, and {table.cell(row, column).text} is printed."
            ),
            expected=expected,
            confidence=0.6 + 0.3 * fit.held / fit.counted,
            others=places,
        )

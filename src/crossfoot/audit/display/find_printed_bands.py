"""Columns and rows of labels of any wording against the rule told beside them, by the figures that they follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.display.conditions import Base
from crossfoot.audit.display.exact_shares import around
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
    """What the labels may be of: by key the figure as printed and what it may have been, and the cells it is from."""

    name: str
    values: dict[int, Interval]
    places: Callable[[int], tuple[Place, ...]]
    role: Role
    distance: int
    """Lines from the labels: the nearer is likelier."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A reading of the rule: the metric, and the keys that break it with what they should say."""

    metric: Metric
    held: int
    counted: int
    faults: dict[int, str]


def find_printed_bands(study: Study) -> None:
    """Check every column and row of labels for which a rule of bands or of moves is told near its table."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for side in (Side(study, table, by_row=False), Side(study, table, by_row=True)):
            for line in side.lines:
                _check(side, line)


@dataclass(frozen=True, slots=True)
class Side:
    """A table looked at by its columns, or by its rows: lines of labels and figures, with a key for each cell."""

    study: Study
    table: PackTable
    by_row: bool

    @property
    def lines(self) -> range:
        """Rows or columns that may hold labels."""
        return range(1, len(self.table.rows if self.by_row else self.table.columns))

    def cells(self, line: int) -> dict[int, Place]:
        """The places of a line, by key."""
        if self.by_row:
            return {key: Place(self.table.index, line, key) for key in self.table.value_columns}
        return {key: Place(self.table.index, key, line) for key in range(len(self.table.rows))}

    def heading(self, line: int) -> str:
        """What it is called."""
        return self.table.rows[line].label if self.by_row else self.table.columns[line].heading

    def role(self, line: int) -> Role:
        """What it is."""
        return self.table.rows[line].role if self.by_row else self.table.columns[line].role

    def of_figures(self) -> list[int]:
        """The lines of figures that labels may be of."""
        if not self.by_row:
            lines = [place for place in self.table.value_columns if self.table.columns[place].numeric]
        else:
            lines = [
                line for line in range(len(self.table.rows)) if any(map(self.is_number, self.cells(line).values()))
            ]
        return [line for line in lines if self.role(line) not in _NO_FIGURE]

    def is_number(self, place: Place) -> bool:
        """Whether a number is printed there."""
        return self.study.is_number(place)

    def labels(self, line: int) -> dict[int, str]:
        """By key the short text of a line that holds no numbers; empty where it holds some."""
        found = {}
        for key, place in self.cells(line).items():
            cell = self.study.pack.cell(place)
            text = cell.text.strip()
            if cell.is_number or len(text) > LONGEST_LABEL:
                return {}
            if text:
                found[key] = text
        return found


def _check(side: Side, line: int) -> None:
    labels = side.labels(line)
    names = list(dict.fromkeys(labels.values()))
    if len(labels) < FEWEST or not 2 <= len(names) <= MOST_LABELS:
        return
    for bands in bands_near(side.study.pack, side.table, names, side.heading(line)):
        known = {key: label for key, label in labels.items() if label in bands.states}
        if len(known) * 5 >= len(labels) * 4 and (fit := _best(side, line, bands, known)):
            _report(side, line, bands, fit)
            return


def _best(side: Side, line: int, bands: Bands, labels: dict[int, str]) -> Fit | None:
    """The reading that fits best, if all but a few labels follow it and no other reading makes another label wrong."""
    fits: list[Fit] = []
    for metric in _metrics(side, line, moves=bands.moves):
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
    held = {label for key, label in labels.items() if key in best.metric.values and key not in best.faults}
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


def _metrics(side: Side, line: int, *, moves: bool) -> Iterator[Metric]:
    """Every line of figures; for moves those too that two side by side make."""
    numeric = [each for each in side.of_figures() if each != line]
    for each in numeric:
        if not moves or _is_signed(side, each):
            yield _of_line(side, each, abs(each - line))
    if moves:
        for earlier, later in pairwise(numeric):
            if side.role(earlier) is side.role(later) is Role.TIME:
                yield _of_pair(side, earlier, later, 100 + abs(later - line))


def _is_signed(side: Side, line: int) -> bool:
    """Whether a line holds changes: both signs, or a sign printed before its numbers."""
    numbers = [side.study.pack.cell(place).number for place in side.cells(line).values()]
    return any(number.signed or number.amount < 0 for number in numbers if number is not None)


def _of_line(side: Side, line: int, distance: int) -> Metric:
    cells = side.cells(line)
    return Metric(
        side.heading(line),
        {key: around(side.study, cell) for key, cell in cells.items() if side.is_number(cell)},
        lambda key: (cells[key],),
        side.role(line),
        distance,
    )


def _of_pair(side: Side, earlier: int, later: int, distance: int) -> Metric:
    one, two = side.cells(earlier), side.cells(later)
    return Metric(
        f"{side.heading(later)} less {side.heading(earlier)}",
        {
            key: side.study.interval(two[key]) - side.study.interval(place)
            for key, place in one.items()
            if side.is_number(place) and side.is_number(two[key])
        },
        lambda key: (one[key], two[key]),
        Role.VALUE,
        distance,
    )


def _report(side: Side, line: int, bands: Bands, fit: Fit) -> None:
    study = side.study
    study.ledger.agreed(BANDS, fit.held)
    for key, expected in fit.faults.items():
        places = fit.metric.places(key)
        said = " and ".join(study.pack.cell(place).text for place in places)
        own = side.cells(line)[key]
        study.ledger.found(
            BANDS,
            own,
            explanation=(
                f"{BANDS.words} {fit.held} of {fit.counted} labels follow {fit.metric.name} by the rule told at line "
                f"{bands.line}; by it {said} is {expected}, and {study.pack.cell(own).text} is printed."
            ),
            expected=expected,
            confidence=0.6 + 0.3 * fit.held / fit.counted,
            others=places,
        )

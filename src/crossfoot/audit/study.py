"""A pack under audit: its tables, its series, what was found out about them on the way, and the ledger."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TypeVar, cast

from crossfoot.audit.by_cell import ByCell
from crossfoot.audit.equations import Term
from crossfoot.audit.intervals import Interval
from crossfoot.audit.ledger import Ledger
from crossfoot.audit.reading.labels import Measure, counts_once, is_inset, subject_of
from crossfoot.audit.reading.pack import Pack, PackTable, Paragraph, Place
from crossfoot.audit.reading.series import NOUGHTS, Series, find_series, interval_at, measure_at
from crossfoot.audit.reading.times import Time

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A percentage is this numerator over the sum of these denominators."""

    percent: Series
    numerator: Series
    denominators: tuple[Series, ...]


@dataclass
class Study:
    """What every rule is given."""

    pack: Pack
    ledger: Ledger
    series: list[Series]
    ratios: dict[int, Ratio] = field(default_factory=dict)
    """By the number of the percentage's series."""
    population: Interval | None = None
    """The one population that the rates prove, if they do."""
    alike: list[tuple[Series, Series]] = field(default_factory=list)
    """Pairs that are the same measure in two tables, the earlier first."""
    copies: set[int] = field(default_factory=set)
    """Tables that are another one printed again."""
    _intervals: ByCell[Interval] = field(init=False)
    _fine: ByCell[Interval] = field(init=False)
    _measures: ByCell[Measure] = field(init=False)
    _terms: ByCell[Term] = field(init=False)
    _by_table: dict[int, list[Series]] = field(default_factory=dict)
    _grains: dict[tuple[int, str, int], int] = field(default_factory=dict)
    _made: dict[str, dict[int, object]] = field(default_factory=lambda: defaultdict(dict))
    _whole: set[str] = field(default_factory=set)
    """What is kept of every table though it could be made again."""

    def __post_init__(self) -> None:
        pack = self.pack
        self._fine = ByCell(pack, self._find_fine_interval)
        self._intervals = ByCell(pack, lambda place: self._rounded_to(place, self.fine_interval(place)))
        self._measures = ByCell(pack, lambda place: measure_at(pack, place))
        self._terms = ByCell(pack, lambda place: Term(place, self.interval(place)))

    @classmethod
    def of(cls, pack: Pack) -> Study:
        """A pack with nothing checked yet."""
        study = cls(pack, Ledger(pack), find_series(pack))
        by_table: dict[int, list[Series]] = defaultdict(list)
        for series in study.series:
            by_table[series.table].append(series)
        study._by_table = by_table
        return study

    def interval(self, place: Place) -> Interval:
        """What the number there may have been before it was rounded."""
        return self._intervals.at(place)

    def fine_interval(self, place: Place) -> Interval:
        """The same, taking a count of tens or hundreds for what it says."""
        return self._fine.at(place)

    def _find_fine_interval(self, place: Place) -> Interval:
        interval = interval_at(self.pack, place)
        if not interval.width and interval.low and self.is_rounded(place):
            return Interval.printed(interval.low, Fraction(1))
        return interval

    def _rounded_to(self, place: Place, interval: Interval) -> Interval:
        """Wider where all figures of its row or column are tens or hundreds: they were rounded before printing."""
        if interval.width or not interval.low:
            return interval
        table = self.pack.tables[place.table]
        for line in ((place.table, "row", place.row), (place.table, "column", place.column)):
            if line not in self._grains:
                self._grains[line] = _grain(table, line[1], line[2])
        grain = max(self._grains[place.table, "row", place.row], self._grains[place.table, "column", place.column])
        if grain == 1 or interval.low % grain:
            return interval
        return Interval.printed(interval.low, Fraction(grain))

    def notes(self, table: PackTable) -> list[str]:
        """What is said of a table: its captions, and the words right over and right under it."""
        last = table.last_line
        after = bisect_right(self._lines_of_tables, last)
        ends = min(self._lines_of_tables[after : after + 1], default=last + NOTES_WITHIN + 1)
        near = self.paragraphs_at(range(last + 1, min(ends, last + NOTES_WITHIN + 1)))
        under = [each.text for each in near]
        return [table.caption, *table.captions, *self._notes_over(table), *under[:MOST_NOTES]]

    def _notes_over(self, table: PackTable) -> list[str]:
        """The sentences between a table and its heading, or the table before."""
        lines = self._lines_of_tables
        before = bisect_left(lines, table.line)
        begins = max(lines[before - 1] if before else 0, table.line - NOTES_OVER)
        near = self.paragraphs_at(range(begins, table.line))
        over = [each.text for each in near if not each.heading]
        return [text for text in over[-MOST_NOTES:] if text not in table.captions]

    def paragraphs_at(self, lines: range) -> list[Paragraph]:
        """The paragraphs at these lines, in the order of the pack."""
        found = sorted(number for line in lines for number in self._paragraphs_by_line.get(line, ()))
        return [self.pack.paragraphs[number] for number in found]

    @cached_property
    def _paragraphs_by_line(self) -> dict[int, list[int]]:
        """Their numbers in the pack."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, paragraph in enumerate(self.pack.paragraphs):
            found[paragraph.line].append(number)
        return found

    @cached_property
    def _lines_of_tables(self) -> list[int]:
        """Sorted, as they are looked up by halves."""
        return sorted(table.line for table in self.pack.tables)

    def is_rounded(self, place: Place) -> bool:
        """Whether words at the table, or for all the pack, say that its figure was rounded and may not add up."""
        table = self.pack.tables[place.table]
        told = self.once("rounded", table.index, lambda: self._told_rounded(table))
        labels = subject_of(f"{table.columns[place.column].heading} {table.rows[place.row].label}") if told else ()
        return any(not words or words.intersection(labels) for words in told)

    def _told_rounded(self, table: PackTable) -> list[frozenset[str]]:
        """What is told to be rounded: the words of each such sentence that labels have, none where it is of all."""
        if self._all_rounded:
            return [frozenset()]
        told = [
            sentence.casefold().partition("round")[0]
            for text in self.notes(table)
            if _says_rounded(text)
            for sentence in _SENTENCES.split(text)
            if _ROUNDED.search(sentence)
        ]
        if not told:
            return []
        labels = [*(column.heading for column in table.columns), *(row.label for row in table.rows)]
        known = frozenset[str]().union(*map(subject_of, labels))
        return [subject_of(words) & known for words in told]

    def is_not_added(self, table: PackTable, label: str) -> bool:
        """Whether what the label counts does not add up over times: the label or a note says so."""
        if counts_once(label):
            return True
        words = subject_of(label.rpartition(" | ")[2]) - _OF_TIME
        told = self.once("not added", table.index, lambda: _told_not_added(self._told_of(table)))
        # `A pupil is counted once in the year`: so are pupils of every kind.
        return bool(words) and any(words <= said or words & said & _PEOPLE for said in told)

    def rows_not_added(self, table: PackTable) -> frozenset[int]:
        """The rows of what does not add up over times, and those set in under them."""
        return self.once("rows not added", table.index, lambda: frozenset(self._rows_not_added(table)))

    def _rows_not_added(self, table: PackTable) -> Iterator[int]:
        above = False
        for number, row in enumerate(table.rows):
            above = above if is_inset(row.pieces[-1] if row.pieces else "") else self.is_not_added(table, row.label)
            if above:
                yield number

    def _told_of(self, table: PackTable) -> list[str]:
        """What is said of it, by its labels too: `All (each young person once)`."""
        return [*self.notes(table), *(row.label for row in table.rows if _ONCE_OF_ALL.search(row.label))]

    @cached_property
    def _all_rounded(self) -> bool:
        """Whether that is said of all figures."""
        return any(_OF_ALL.search(each.text) and _says_rounded(each.text) for each in self.pack.paragraphs)

    def once(self, what: str, table: int, make: Callable[[], T]) -> T:
        """What several rules ask of a table, made when it is first asked for, and again where it was not kept."""
        made = self._made[what]
        if table not in made:
            if what in _LARGE and what not in self._whole and len(made) >= MOST_KEPT:
                del made[next(iter(made))]
            made[table] = make()
        return cast("T", made[table])

    def keep(self, what: str) -> None:
        """Let this be kept of every table, as several rules will ask for it."""
        self._whole.add(what)

    def forget(self, *whats: str) -> None:
        """Let that no longer be kept of any table."""
        for what in whats:
            self._whole.discard(what)
            self._made.pop(what, None)

    def let_go(self) -> None:
        """Forget what was found out of cells and tables on the way: it is made again where it is asked for again."""
        self._made.clear()
        self._whole.clear()

    def measure(self, place: Place) -> Measure:
        """What kind of number stands there."""
        return self._measures.at(place)

    def value(self, place: Place) -> Fraction:
        """The amount printed there."""
        cell = self.pack.cell(place)
        if cell.number is None:
            if cell.text in NOUGHTS:
                return Fraction(0)
            raise ValueError("no number is there")
        return cell.number.amount

    def is_number(self, place: Place | None) -> bool:
        """Whether a number to calculate with stands there."""
        if place is None:
            return False
        table, row, column = place
        rows = self._numbers[table]
        return 0 <= row < len(rows) and 0 <= column < len(rows[row]) and rows[row][column] == 1

    @cached_property
    def _numbers(self) -> list[list[bytes]]:
        """By table, row and column, whether a number is there."""
        return [[bytes(cell.is_number for cell in row.cells) for row in table.rows] for table in self.pack.tables]

    def are_as_fine(self, one: Place, other: Place) -> bool:
        """Whether the last digits of both numbers are worth the same."""
        first, second = self.pack.cell(one).number, self.pack.cell(other).number
        return first is not None and second is not None and first.is_as_fine_as(second)

    def term(self, place: Place, factor: Fraction | int = 1, *, fine: bool = False) -> Term:
        """The cell as part of an equation; `fine` takes a count of tens for what it says."""
        if factor == 1 and not fine:
            return self._terms.at(place)
        return Term(place, self.fine_interval(place) if fine else self.interval(place), factor)

    def in_table(self, table: int) -> list[Series]:
        """The series of a table."""
        return self._by_table.get(table, [])

    def cell_value(self, series: Series, time: Time) -> float | None:
        """The value at a time, as near as a float is; None where there is no number."""
        place = series.places.get(time)
        return None if place is None else float(self.value(place))


_LARGE = frozenset(["grids", "telling", "floats"])
"""What is not kept of more than so many tables: rules ask for it table by table, or near a sentence."""
MOST_KEPT = 50
NOTES_WITHIN = 6
"""Lines under a table in which a note of it may stand."""
MOST_NOTES = 2
NOTES_OVER = 4
"""Lines over the first row of a table in which a note may stand."""


def _told_not_added(notes: list[str]) -> list[frozenset[str]]:
    """The words of each note that says that something does not add up, for another reason than rounding."""
    return [
        subject_of(sentence[: match.end()] if match["verb"] else sentence)
        for text in notes
        if not _ROUNDED.search(text)
        for sentence in _SENTENCES.split(text)
        if (match := _NOT_ADDED.search(sentence))
    ]


def _says_rounded(text: str) -> bool:
    return _ROUNDED.search(text) is not None and _MAY_DIFFER.search(text) is not None and not _SHARES.search(text)


_PEOPLE = subject_of(
    "child pupil person family household carer parent student learner reader member visitor applicant adult worker"
)
_OF_TIME = subject_of("year quarter month term week")
_SENTENCES = re.compile(r"(?<=[.;]) ")
_ONCE_OF_ALL = re.compile(r"^(all|total|any)\b.*\b(each|every)\b.*\bonce\b", re.IGNORECASE)
_NOT_ADDED = re.compile(
    r"(?P<verb>\b(do|does|did|will|would|can|should) not (be )?(add|sum)(ed|med)?\b)|\bcannot be (added|summed)\b|"
    r"\b(may|can|could|might) be (in|on|counted in) (several|more than one|two|both|many)\b|"
    r"\bnot the sum\b|\b(each|every) [\w ]{2,30} once\b|"
    r"\bcounted (only )?once\b|\b(but|only|and) once\b|\b(add|adds|sum|sums|come|comes) (up )?to \d",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"\bround(ed|ing)\b", re.IGNORECASE)
_MAY_DIFFER = re.compile(
    r"(may|might|can|will|do|does) (not|be out|differ)|out by|not (always )?(sum|add|agree|cast)|slight differences",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\ball (sums|figures|amounts|values|numbers|tables)|throughout|this (report|paper|pack)", re.IGNORECASE
)
_SHARES = re.compile(r"\bpercentages?\b|\bper cent\b|\bshares?\b", re.IGNORECASE)
GRAINS = (1_000_000, 100_000, 10_000, 1000, 500, 100, 50, 10, 5)
UNLIKELY = Fraction(1, 1_000_000)
"""How rarely so many figures are all multiples of a number by chance."""


def _grain(table: PackTable, way: str, number: int) -> int:
    """What the figures of a row or column were rounded to: 10 where all are tens; 1 where nothing shows it."""
    if way == "row":
        cells = [table.cell(number, column) for column in table.value_columns]
    else:
        cells = [table.cell(row, number) for row in range(len(table.rows))]
    amounts = set()
    for cell in cells:
        if cell.is_number and cell.number is not None and not cell.number.percent and (amount := cell.number.amount):
            if amount.denominator != 1:
                return 1
            amounts.add(abs(amount.numerator))
    for grain in GRAINS:
        if all(amount % grain == 0 for amount in amounts) and Fraction(1, grain) ** len(amounts) <= UNLIKELY:
            return grain if any(amount >= 10 * grain for amount in amounts) else 1
    return 1

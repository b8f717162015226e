"""Plus signs and arrows inside cells against the legend that explains them: wrong ones, and those left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.ledger import Leaning, Values
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import Pack, PackTable, Place
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import read_time
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

MARKS = Rule("marks", Kind.DISPLAY, "A plus stands where the legend says: above the national figure.")
ARROWS = Rule(
    "missing-arrows",
    Kind.DISPLAY,
    "Where arrows show what moved, a move as large as another that has one has an arrow too.",
    Severity.WARNING,
)
FEWEST = 3
FEWEST_LARGE = 5
"""Moves with an arrow for one without, where the smaller moves have none."""
LEAST_MARKED = 1 / 3
"""Of the figures above the national one, how many must bear the plus for those without it to have lost theirs."""
ALL_MARKED = 0.6
_NATIONAL = re.compile(r"\b(national|england)\b", re.IGNORECASE)
_LATEST = re.compile(r"\blatest\b", re.IGNORECASE)
_LEGEND = re.compile(r"^\+\W+.*above (the )?(national|england|average)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure with the national one, whether it bears a plus, and whether it is above."""

    place: Place
    standard: Place
    marked: bool
    above: bool


def find_mark_faults(study: Study) -> None:
    """Check plus signs where a legend explains them, and arrows inside the cells of series."""
    explained = has_legend(study.pack)
    by_table: dict[int, list[Series]] = defaultdict(list)
    for series in study.series:
        by_table[series.table].append(series)
    for table in study.pack.tables:
        if table.index not in study.copies:
            if explained:
                _check_marks(study, table)
            _check_arrows(study, table, by_table[table.index])


def has_legend(pack: Pack) -> bool:
    """Whether the pack says somewhere that a plus is above the national figure."""
    return any(_LEGEND.search(each.text) for each in pack.paragraphs) or any(
        any(cell.text == "+" for cell in row.cells[:1]) and any(_says_above(cell.text) for cell in row.cells)
        for table in pack.tables
        for row in table.rows
    )


def _says_above(text: str) -> bool:
    return re.search(r"above (the )?national", text, re.IGNORECASE) is not None


def _check_marks(study: Study, table: PackTable) -> None:
    compared = list(_compared(study, table))
    if sum(each.marked for each in compared) < 2:
        return
    by_measure: dict[frozenset[str], list[Compared]] = defaultdict(list)
    for each in compared:
        by_measure[_measure(table, each.place.column)].append(each)
    _join_latest(table, by_measure)
    for group in by_measure.values():
        marked, above = sum(each.marked and each.above for each in group), sum(each.above for each in group)
        for each in group:
            clear = study.value(each.place) != study.value(each.standard)
            if each.marked == each.above:
                study.ledger.agreed(MARKS)
            elif each.marked and (clear or study.interval(each.place).width == 0):
                _report_mark(study, each, "no plus", 0.9)
            elif each.above and above >= FEWEST and marked >= LEAST_MARKED * above:
                _report_mark(study, each, "a plus", 0.75 if marked > ALL_MARKED * above else 0.6)


def _join_latest(table: PackTable, groups: dict[frozenset[str], list[Compared]]) -> None:
    """A column called the latest is of the measure of the columns before it, where those are of one."""
    latest = [key for key, group in groups.items() if all(_is_latest(table, each) for each in group)]
    others = [key for key in groups if key not in latest]
    for key in latest if len(others) == 1 else ():
        groups[others[0]] += groups.pop(key)


def _is_latest(table: PackTable, compared: Compared) -> bool:
    return _LATEST.search(table.columns[compared.place.column].heading) is not None


def _compared(study: Study, table: PackTable) -> Iterator[Compared]:
    for row in range(len(table.rows)):
        for column in table.value_columns:
            standard = _standard(table, row, column)
            place = Place(table.index, row, column)
            if standard is None or standard == place or not study.is_number(place) or not study.is_number(standard):
                continue
            above = study.value(place) > study.value(standard)
            yield Compared(place, standard, table.cell(row, column).plus, above)


def _measure(table: PackTable, column: int) -> frozenset[str]:
    """The words of the heading without its time."""
    pieces = [piece for piece in table.columns[column].pieces if read_time(piece) is None]
    return frozenset[str]().union(*map(subject_of, pieces))


def _report_mark(study: Study, compared: Compared, expected: str, confidence: float) -> None:
    finding = study.ledger.found(
        MARKS,
        compared.place,
        explanation=(
            f"{MARKS.words} {study.pack.cell(compared.place).text} against "
            f"{study.pack.cell(compared.standard).text} ({study.pack.name_of(compared.standard)})."
        ),
        expected=expected,
        confidence=confidence,
        severity=Severity.WARNING,
        others=[compared.standard],
    )
    finding.root = f"marks of table {compared.place.table}, column {compared.place.column}"
    places = compared.place, compared.standard

    def agrees(values: Values) -> bool:
        own, standard = (values.get(place, study.value(place)) for place in places)
        return compared.marked == (own > standard)

    study.ledger.leaning.append(Leaning(finding, places, agrees))


def _standard(table: PackTable, row: int, column: int) -> Place | None:
    """The national figure for this cell: of the national row with the same last label, or of the column beside."""
    if _NATIONAL.search(table.rows[row].label):
        return None
    rows = [number for number, each in enumerate(table.rows) if _NATIONAL.search(each.label)]
    for number in rows:
        own, national = table.rows[row].pieces, table.rows[number].pieces
        if len(national) == 1 or own[-1].split()[:1] == national[-1].split()[:1]:
            return Place(table.index, number, column)
    if rows:
        return None
    heading = table.columns[column + 1].heading if column + 1 < len(table.columns) else ""
    return Place(table.index, row, column + 1) if _NATIONAL.search(heading) else None


def _moves(study: Study, table: PackTable, group: list[Series]) -> dict[frozenset[str], list[tuple[Place, Place]]]:
    """By measure every change from one value to the next, where the line has any arrow."""
    moves: dict[frozenset[str], list[tuple[Place, Place]]] = defaultdict(list)
    for series in group:
        arrows = any(study.pack.cell(place).arrow is not None for place in series.places.values())
        if _NATIONAL.search(series.label) or (len(series.places) >= FEWEST and not arrows):
            # A line of several moves without any arrow, as a total may be, is not judged.
            continue
        for before, after in pairwise(series.times):
            earlier, later = series.places[before], series.places[after]
            if study.value(earlier) != study.value(later) and not any(
                before < blank < after and study.pack.cell(place).text for blank, place in series.blanks.items()
            ):
                moves[_measure(table, later.column)].append((earlier, later))
    return moves


def _check_arrows(study: Study, table: PackTable, group: list[Series]) -> None:
    """Of the moves of one measure the smallest that bears an arrow says which need one."""
    for found in _moves(study, table, group).values():
        # The arrows of the first value, which has nothing before it in the table, say nothing of a move.
        with_arrow = [pair for pair in found if study.pack.cell(pair[1]).arrow is not None]
        if len(with_arrow) < FEWEST:
            continue
        least = min(_size(study, pair) for pair in with_arrow)
        if len(with_arrow) * 2 < len(found) and not _divides(study, found, least):
            continue
        for earlier, later in found:
            if study.pack.cell(later).arrow is not None:
                study.ledger.agreed(ARROWS)
            elif _size(study, (earlier, later)) >= least:
                cells = study.pack.cell(earlier).text, study.pack.cell(later).text
                finding = study.ledger.found(
                    ARROWS,
                    later,
                    explanation=(
                        f"{ARROWS.words} {cells[0]} to {cells[1]} has none; of {len(found)} moves "
                        f"{len(with_arrow)} have one, the smallest of them {float(least):g}."
                    ),
                    expected="an arrow",
                    confidence=0.6,
                    others=[earlier],
                )
                finding.root = f"arrows of table {table.index}, column {later.column}"
                study.ledger.leaning.append(Leaning(finding, (earlier, later), _is_small(study, earlier, later, least)))


def _divides(study: Study, found: list[tuple[Place, Place]], least: Fraction) -> bool:
    """Whether a size says which moves have an arrow: nearly all that are as large, and none of several smaller."""
    large = [study.pack.cell(pair[1]).arrow is not None for pair in found if _size(study, pair) >= least]
    small = len(found) - len(large)
    return small >= FEWEST and large.count(True) >= FEWEST_LARGE and large.count(False) * FEWEST_LARGE <= len(large)


def _is_small(study: Study, earlier: Place, later: Place, least: Fraction) -> Callable[[Values], bool]:
    def is_small(values: Values) -> bool:
        before, after = (values.get(place, study.value(place)) for place in (earlier, later))
        return abs(after - before) < least

    return is_small


def _size(study: Study, pair: tuple[Place, Place]) -> Fraction:
    return abs(study.value(pair[1]) - study.value(pair[0]))

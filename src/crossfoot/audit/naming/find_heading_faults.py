"""Headings against what stands under them: times out of order, gaps that are no gaps, a latest that is not the last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.cells import Cell
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import FIRST_YEAR, Time, TimeKind, read_time
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

ORDER = Rule("times-in-order", Kind.LABEL, "Times in headings follow each other, none twice.", Severity.WARNING)
GAPS = Rule("gaps", Kind.LABEL, "A gap to the national figure is nought for the national figure.", Severity.WARNING)
LATEST = Rule("latest", Kind.CROSS_TABLE, "What is called the latest is the last value beside it.", Severity.WARNING)
FEWEST_TIMES = 5
SHORT_RUN = 3
FEWEST_ROWS = 4
HELD = 0.75
_STEPS = {TimeKind.MONTH: (1, 3, 12)}
"""How far apart headings may be: months, quarter ends, year ends."""
_GAP = re.compile(r"\b(gaps?|differences?|distance) (to|from|with|between).{0,20}\b(national|england)\b", re.IGNORECASE)
_NATIONAL = re.compile(r"(national|england)( average| \(?all pupils\)?)?(?: \| .*)?", re.IGNORECASE)
_LATEST = re.compile(r"\b(latest|most recent)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """One time among the headings of a run, and where it stands."""

    time: Time
    cell: Cell
    heading: str


def find_heading_faults(study: Study) -> None:
    """Check the times of headings and labels, columns called gaps, and columns called latest."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for run in (*_runs_of_columns(table), *_runs_of_rows(table)):
            _check_order(study, table, run)
        for run in _runs_of_groups(table):
            _check_group(study, table, run)
        _check_gaps(study, table)
        _check_latest(study, table)


def _runs_of_columns(table: PackTable) -> Iterator[list[Heading]]:
    """Columns with times under one heading, in the order of the page."""
    runs: dict[tuple[str, ...], list[Heading]] = defaultdict(list)
    for column in table.columns[table.stub :]:
        times = [number for number, piece in enumerate(column.pieces) if read_time(piece) is not None]
        place = times[-1] if times else None
        if column.role is Role.TIME and column.time is not None and place is not None:
            cell = _heading_cell(table, column.pieces[place])
            rest = tuple(piece for number, piece in enumerate(column.pieces) if number not in times)
            if cell is not None:
                runs[rest].append(Heading(column.time, cell, column.heading))
    yield from runs.values()


def _runs_of_groups(table: PackTable) -> Iterator[list[Heading]]:
    """Columns side by side under one heading with a second between it and the time: `Result`, `Forecast`."""
    for first, group in groupby(table.columns[table.stub :], key=lambda column: column.pieces[:1]):
        columns = list(group) if first else []
        between = {tuple(piece for piece in column.pieces[1:] if read_time(piece) is None) for column in columns}
        run = [
            Heading(column.time, cell, column.heading)
            for column in columns
            if column.time is not None and (cell := _heading_cell(table, column.pieces[-1])) is not None
        ]
        if len(between) > 1 and len(run) == len(columns):
            yield run


def _check_group(study: Study, table: PackTable, run: Sequence[Heading]) -> None:
    """Months of results and forecasts in their order, all but one whose year is wrong."""
    if len(run) < FEWEST_TIMES or {heading.time.kind for heading in run} != {TimeKind.MONTH}:
        return
    if _ordered(run, 1):
        study.ledger.agreed(ORDER)
        return
    odd = [place for place in range(1, len(run) - 1) if _ordered([*run[:place], *run[place + 1 :]], 1)]
    if len(odd) == 1 and run[odd[0] - 1].time.index < run[odd[0]].time.index + 12 < run[odd[0] + 1].time.index:
        _report_order(study, table, run, place=odd[0], way=1)


def _heading_cell(table: PackTable, text: str) -> Cell | None:
    return next((cell for row in table.header for cell in row if " ".join(cell.text.split()) == text), None)


def _runs_of_rows(table: PackTable) -> Iterator[list[Heading]]:
    """Rows with times, one run from each section to the next."""
    runs: dict[str, list[Heading]] = defaultdict(list)
    for row in table.rows:
        cell = next((cell for cell in row.cells[: table.stub or 1] if read_time(cell.text) is not None), None)
        if row.role is Role.TIME and row.time is not None and cell is not None:
            others = [piece for piece in row.pieces if read_time(piece) is None]
            runs[" | ".join((row.section, *others))].append(Heading(row.time, cell, row.label))
    yield from runs.values()


def _check_order(study: Study, table: PackTable, run: Sequence[Heading]) -> None:
    """All but one go the same way, a step each."""
    run = _without_comparison(run)
    if len({heading.time.kind for heading in run}) > 1 or len({heading.time.index < FIRST_YEAR for heading in run}) > 1:
        return
    if len(run) < FEWEST_TIMES:
        _check_short(study, table, run)
        return
    for way in (1, -1):
        if all(_step(one, other) * way > 0 for one, other in pairwise(run)):
            study.ledger.agreed(ORDER)
            _check_steps(study, table, run, way)
            return
    for way in (1, -1):
        odd = [place for place in range(len(run)) if _ordered([*run[:place], *run[place + 1 :]], way)]
        if odd:
            _report_order(study, table, run, place=_wrong_place(run, odd, way), way=way)
            return


def _wrong_place(run: Sequence[Heading], odd: Sequence[int], way: int) -> int:
    """Of two equal headings the one whose neighbours leave room for another time; else the later."""
    for place in odd:
        before = run[place - 1].time.index if place else None
        after = run[place + 1].time.index if place + 1 < len(run) else None
        if before is not None and after is not None and (after - before) * way == 2:
            return place
    return odd[-1]


def _without_comparison(run: Sequence[Heading]) -> list[Heading]:
    """A time of an earlier year (the year's same quarter) before or after a run is there to compare with."""
    kept = list(run)
    for end in (0, -1):
        if len(kept) <= SHORT_RUN:
            break
        apart = [_step(one, other) for one, other in pairwise(kept)]
        gap, rest = (apart[0], apart[1:]) if end == 0 else (apart[-1], apart[:-1])
        if (
            all(step == 1 for step in rest)
            and kept[end].time.index < kept[1 if end == 0 else 0].time.index
            and gap != 1
        ):
            del kept[end]
    return kept


def _check_short(study: Study, table: PackTable, run: Sequence[Heading]) -> None:
    """Three or four headings, one of them twice, where even steps would be right: `2021-22 | 2021-22 | 2023-24`."""
    if len(run) < SHORT_RUN:
        return
    places = [run[0].time.index]
    for one, other in pairwise(run):
        places.append(places[-1] + _step(one, other))
    if _even(places) is not None:
        study.ledger.agreed(ORDER)
        return
    for number in range(1, len(run)):
        twice = places[number] == places[number - 1]
        step = _even(places, without=number) if twice else None
        if step is None or abs(step) not in _STEPS.get(run[number].time.kind, (1,)):
            continue
        wanted = places[number - 1] + step
        index = wanted % 12 if run[number].time.kind is TimeKind.BARE_MONTH else wanted
        beside = run[number - 1].time.name
        words = f"{run[number].time.name} stands twice, beside {beside}."
        _found(study, table, run[number], Time(run[number].time.kind, index).name, words, 0.75)
        return


def _even(places: Sequence[int], *, without: int | None = None) -> int | None:
    """The step of a run whose times are evenly apart, one of them left out; None where they are not."""
    known = [(number, place) for number, place in enumerate(places) if number != without]
    (first, start), (last, end) = known[0], known[-1]
    if (end - start) % (last - first):
        return None
    step = (end - start) // (last - first)
    return step if step and all(place == start + step * (number - first) for number, place in known) else None


def _step(one: Heading, other: Heading) -> int:
    """How many steps on the other is: of months without a year by the shorter way round the year."""
    step = other.time.index - one.time.index
    if one.time.kind is TimeKind.BARE_MONTH:
        return (step + 6) % 12 - 6
    if max(one.time.index, other.time.index) < FIRST_YEAR:
        if one.time.kind is TimeKind.QUARTER and not 0 < step < 4:
            return (step + 1) % 4 - 1
        if one.time.kind is TimeKind.TERM:
            return step % 3
    return step


def _ordered(run: Sequence[Heading], way: int) -> bool:
    return all(_step(one, other) * way > 0 for one, other in pairwise(run))


def _check_steps(study: Study, table: PackTable, run: Sequence[Heading], way: int) -> None:
    """A run of months one after the other in which a single month is left out."""
    gaps = [place for place, (one, other) in enumerate(pairwise(run)) if _step(one, other) * way != 1]
    if len(gaps) != 1 or len(run) < FEWEST_TIMES + 1 or _step(run[gaps[0]], run[gaps[0] + 1]) * way != 2:
        return
    before, after = run[gaps[0]], run[gaps[0] + 1]
    missing = Time(
        before.time.kind, (before.time.index + way) % (12 if before.time.kind is TimeKind.BARE_MONTH else 10**9)
    )
    _found(study, table, after, missing.name, f"{before.time.name} is followed by {after.time.name}.", 0.55)


def _report_order(study: Study, table: PackTable, run: Sequence[Heading], *, place: int, way: int) -> None:
    heading = run[place]
    before = run[place - 1].time if place else None
    after = run[place + 1].time if place + 1 < len(run) else None
    expected = ""
    year = {TimeKind.MONTH: 12, TimeKind.QUARTER: 4, TimeKind.TERM: 3}.get(heading.time.kind)
    for index in (heading.time.index + step for step in ((year or 1), -(year or 1))):
        fits = (before is None or (index - before.index) * way > 0) and (
            after is None or (after.index - index) * way > 0
        )
        if year and fits:
            expected = Time(heading.time.kind, index).name
    if not expected and before is not None and after is not None and (after.index - before.index) * way == 2:
        expected = Time(heading.time.kind, before.index + way).name
    twice = any(other.time == heading.time for other in run if other is not heading)
    between = " and ".join(time.name for time in (before, after) if time is not None)
    words = f"{heading.time.name} stands {'twice' if twice else 'out of order'}, beside {between}."
    _found(study, table, heading, expected, words, 0.75)


def _found(  # noqa: PLR0917 - what every finding of a heading has
    study: Study, table: PackTable, heading: Heading, expected: str, words: str, confidence: float
) -> None:
    finding = study.ledger.found(
        ORDER,
        None,
        line=heading.cell.line,
        published=heading.cell.text,
        expected=expected,
        column=heading.heading,
        explanation=f"{ORDER.words} {words}",
        confidence=confidence,
    )
    finding.table = table.title


def _check_gaps(study: Study, table: PackTable) -> None:
    rows = [number for number, row in enumerate(table.rows) if _NATIONAL.fullmatch(row.label)]
    for column in table.value_columns:
        if not rows or not _GAP.search(table.columns[column].heading):
            continue
        places = [Place(table.index, row, column) for row in rows]
        wrong = [place for place in places if study.is_number(place) and study.value(place) != 0]
        if not wrong:
            study.ledger.agreed(GAPS)
            continue
        finding = study.ledger.found(
            GAPS,
            wrong[0],
            explanation=(
                f"{GAPS.words} Under {table.columns[column].heading!r} the row {table.rows[wrong[0].row].label!r} "
                f"has {study.pack.cell(wrong[0]).text}: the column holds the figures themselves."
            ),
            expected="0, or another heading",
            confidence=0.75,
        )
        finding.root = f"gaps of table {table.index}"


def _check_latest(study: Study, table: PackTable) -> None:
    """A column of the latest against the last filled one before it that has the same words."""
    for column in table.value_columns:
        heading = table.columns[column].heading
        if not _LATEST.search(heading) or table.columns[column].time is not None:
            continue
        words = subject_of(_LATEST.sub(" ", heading))
        beside = [
            other
            for other in table.value_columns
            if other < column
            and table.columns[other].time is not None
            and subject_of(" ".join(p for p in table.columns[other].pieces if read_time(p) is None)) >= words
        ]
        pairs = []
        for row in range(len(table.rows)):
            places = [Place(table.index, row, other) for other in reversed(beside)]
            known = [place for place in places if study.is_number(place)]
            place = Place(table.index, row, column)
            if known and study.is_number(place):
                pairs.append((place, known[0]))
        equal = [pair for pair in pairs if study.value(pair[0]) == study.value(pair[1])]
        if len(words) < 1 or len(equal) < FEWEST_ROWS or len(equal) < HELD * len(pairs):
            continue
        study.ledger.agreed(LATEST, len(equal))
        for place, last in pairs:
            if study.value(place) != study.value(last):
                study.ledger.found(
                    LATEST,
                    place,
                    explanation=(
                        f"{LATEST.words} It is {study.pack.cell(last).text} under "
                        f"{study.pack.column(last).heading}; {len(equal)} of {len(pairs)} rows agree."
                    ),
                    expected=study.pack.cell(last).text,
                    confidence=0.65,
                    others=[last],
                )

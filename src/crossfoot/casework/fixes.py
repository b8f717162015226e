"""What mends would do to the figures of a month, and which records they are: predicted before anybody mends one.

The prediction counts the populations over records that are mended in the query alone. Nothing is written to records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.casework.mends import (
    MENDS,
    PERIOD_OF_CARE,
    Mend,
    MendedFrame,
    cases_held,
    mended_rows,
    periods_of_care,
)
from crossfoot.figures.scale import scale_of
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Indicator, Measure
from crossfoot.populations import POPULATIONS
from crossfoot.populations.compiled import compile_once
from crossfoot.populations.evaluate import COUNCIL, Collected, Place, Runner
from crossfoot.populations.frame import Frame
from crossfoot.vocabulary.periods import Period

Parts = tuple[int | None, int | None]
"""Numerator and denominator."""
Cells = Mapping[tuple[str, Place], Parts]
"""The parts of each indicator in the council and in each team."""
_NONE = "none"


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A row of a population, as far as it is counted."""

    person: str
    team: str | None
    day: object
    flags: frozenset[str]
    amounts: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of one figure in one place."""

    indicator: str
    name: str
    place: Place
    before: Parts
    after: Parts
    before_text: str
    after_text: str

    @property
    def words(self) -> str:
        """`79.1% becomes 94.2%`."""
        return f"{self.before_text} becomes {self.after_text}"


@dataclass(frozen=True, slots=True)
class Record:
    """One record to be mended. `about` is the child's id, the worker's or that of the period of care."""

    team: str | None
    about: str
    table: str
    field: str
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend with the records that make a difference, and what they do together."""

    mend: Mend
    records: tuple[Record, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Fixes:
    """Each mend by itself, and those that the records cannot tell about."""

    month: Period
    each: tuple[Fix, ...]
    not_collected: tuple[Mend, ...]


def find_fixes(frame: Frame, runner: Runner, *, catalogue: Catalogue, collected: Collected) -> Fixes:
    """Every mend that moves a figure of the one month of `frame`, with the records to be mended.

    The tables of `tables_for_fixes` must be loaded in `runner`.
    """
    month = frame.period_months[-1]
    possible = [mend for mend in MENDS if _is_collected(mend, collected)]
    counted = _Counting(frame, runner, catalogue=catalogue, collected=collected)
    before = {name: counted.rows(frame, name) for name in sorted({p for mend in possible for p in mend.populations})}
    fixes = []
    for mend in possible:
        wrong = _wrong_rows(frame, runner, mend)
        if not wrong:
            continue
        mended = MendedFrame(frame, mend)
        after = {name: counted.rows(mended, name) for name in mend.populations if name in before}
        effects = counted.effects({name: before[name] for name in after}, after)
        if effects:
            changed = [row for name in after for row in _changed(before[name], after[name])]
            fixes.append(Fix(mend, _find_records(wrong, mend, changed, _links(frame, runner, mend)), effects))
    return Fixes(month, tuple(fixes), tuple(mend for mend in MENDS if mend not in possible))


def tables_for_fixes() -> frozenset[str]:
    """The canonical tables that `find_fixes` may read."""
    names = {name for mend in MENDS for name in mend.populations}
    columns = {column for name in names for column in POPULATIONS[name].needs_of(*POPULATIONS[name].features)}
    columns |= {column for mend in MENDS for column in (f"{mend.table}.{mend.field}", *mend.needs)}
    own = {"person", "involvements", "cin_episodes", "department", "x_team_area"}
    return frozenset({column.partition(".")[0] for column in columns} | own)


def _is_collected(mend: Mend, collected: Collected) -> bool:
    about = mend.about_else or mend.about
    columns = (f"{mend.table}.{mend.field}", f"{mend.table}.{about}", *mend.needs)
    return all(collected.has(table, column) for table, _, column in (each.partition(".") for each in columns))


class _Counting:
    """Rows and figures of the populations that mends can move."""

    def __init__(self, frame: Frame, runner: Runner, *, catalogue: Catalogue, collected: Collected) -> None:
        self.month = frame.period_months[-1]
        self.runner = runner
        self.indicators: dict[str, list[Indicator]] = defaultdict(list)
        for indicator in catalogue.indicators.values():
            if indicator.population is not None and _can_be_counted(indicator, collected):
                self.indicators[indicator.population].append(indicator)

    def rows(self, frame: Frame, population: str) -> tuple[CountedRow, ...]:
        """Every row of the population in the month, with the flags and amounts that indicators read."""
        measures = [part for each in self.indicators[population] for part in (each.numerator, each.denominator)]
        taken = [part for part in measures if part is not None and part.where is not None]
        flags = sorted({flag for part in taken for flag in part.where or ()})
        amounts = sorted({name for part in taken for name in (part.adds, part.largest) if name is not None})
        columns = ("person_id", "team", "day", *flags, *amounts)
        query = compile_once(
            frame,
            lambda: POPULATIONS[population].build(frame).select(*columns),
            about=("rows of", population, columns),
            dialect=self.runner.dialect,
        )
        found = self.runner.run(query).rows
        return tuple(_counted_row(row, flags, amounts) for row in found)

    def effects(
        self, before: Mapping[str, Sequence[CountedRow]], after: Mapping[str, Sequence[CountedRow]]
    ) -> tuple[Effect, ...]:
        """The figures that differ, those of the council first."""
        effects = []
        for name in after:
            was, will_be = self.cells(name, before[name]), self.cells(name, after[name])
            for indicator in self.indicators[name]:
                places = {place for key, place in (*was, *will_be) if key == indicator.id}
                for place in places:
                    old = was.get((indicator.id, place), _nothing(indicator))
                    new = will_be.get((indicator.id, place), _nothing(indicator))
                    if old != new:
                        texts = self._text(indicator, old), self._text(indicator, new)
                        effects.append(Effect(indicator.id, indicator.name, place, old, new, *texts))
        return tuple(sorted(effects, key=lambda each: (each.place != COUNCIL, each.place.key, each.indicator)))

    def cells(self, population: str, rows: Sequence[CountedRow]) -> Cells:
        """Numerators and denominators in the council and in each team, those taken from other indicators filled in."""
        by_place: dict[Place, list[CountedRow]] = defaultdict(list)
        for row in rows:
            by_place[COUNCIL].append(row)
            if row.team is not None:
                by_place[Place("team", row.team)].append(row)
        cells: dict[tuple[str, Place], Parts] = {}
        for place, of_place in by_place.items():
            for indicator in self.indicators[population]:
                parts = _take(indicator.numerator, of_place), _take(indicator.denominator, of_place)
                cells[indicator.id, place] = parts
        for (name, place), (numerator, denominator) in tuple(cells.items()):
            other = next(each for each in self.indicators[population] if each.id == name).denominator
            if other is not None and other.figures is not None:
                cells[name, place] = numerator, cells.get((other.figures, place), (denominator, None))[0]
        return cells

    def _text(self, indicator: Indicator, parts: Parts) -> str:
        numerator, denominator = parts
        if numerator is None or (indicator.denominator is not None and not denominator):
            return _NONE
        scale = scale_of(indicator, indicator.form, self.month)
        return indicator.unit.text(scale * Fraction(numerator, denominator or 1), indicator.decimals)


def _can_be_counted(indicator: Indicator, collected: Collected) -> bool:
    parts = [part for part in (indicator.numerator, indicator.denominator) if part is not None]
    features = [name for part in parts for name in (*(part.where or ()), part.adds, part.largest) if name is not None]
    needs = POPULATIONS[indicator.population or ""].needs_of(*features)
    return all(collected.has(table, column) for table, _, column in (need.partition(".") for need in needs))


def _nothing(indicator: Indicator) -> Parts:
    return (0, None if indicator.denominator is None else 0)


def _take(measure: Measure | None, rows: Iterable[CountedRow]) -> int | None:
    if measure is None or measure.where is None:
        return None
    counted = [row for row in rows if row.flags >= set(measure.where)]
    amount = measure.adds or measure.largest
    if amount is None:
        return len(counted)
    amounts = [value for row in counted if (value := dict(row.amounts)[amount]) is not None]
    return max(amounts, default=0) if measure.largest else sum(amounts)


def _counted_row(row: Sequence[object], flags: Sequence[str], amounts: Sequence[str]) -> CountedRow:
    person, team, day = row[:3]
    held, values = row[3 : 3 + len(flags)], row[3 + len(flags) :]
    return CountedRow(
        person=str(person),
        team=None if team is None else str(team),
        day=day,
        flags=frozenset(name for name, value in zip(flags, held, strict=True) if value),
        amounts=tuple((n, None if v is None else int(str(v))) for n, v in zip(amounts, values, strict=True)),
    )


def _changed(before: Sequence[CountedRow], after: Sequence[CountedRow]) -> Iterable[CountedRow]:
    """The rows that are there only after, then those that are there only before."""
    was, will_be = Counter(before), Counter(after)
    return (*(will_be - was), *(was - will_be))


def _wrong_rows(frame: Frame, runner: Runner, mend: Mend) -> list[tuple[str, int, str]]:
    """File, row and whom it is about, of every row that the mend would change."""
    query = compile_once(
        frame,
        lambda: mended_rows(frame, mend).select("source_file", "source_row", "about"),
        about=("rows that are wrong", mend),
        dialect=runner.dialect,
    )
    found = runner.run(query).rows
    return [(str(file), int(str(number)), str(about)) for file, number, about in found]


def _find_records(
    wrong: Iterable[tuple[str, int, str]],
    mend: Mend,
    changed: Sequence[CountedRow],
    links: Mapping[str, set[str]],
) -> tuple[Record, ...]:
    """The wrong rows that are about somebody whose row changed, by team."""
    teams: dict[str, str | None] = {}
    for row in changed:
        teams.setdefault(row.person, row.team)
    records = []
    for file, number, about in wrong:
        moved = [person for person in links.get(about, {about}) if person in teams]
        if moved:
            records.append(Record(teams[min(moved)], about, mend.table, mend.field, file, number))
    return tuple(sorted(records, key=lambda each: (each.team is None, each.team or "", each.file, each.row)))


def _links(frame: Frame, runner: Runner, mend: Mend) -> Mapping[str, set[str]]:
    """The children that a row is about, where it does not name the child itself."""
    if not mend.holds_cases and mend.about_else != PERIOD_OF_CARE:
        return {}
    make = cases_held if mend.holds_cases else periods_of_care
    query = compile_once(frame, lambda: make(frame), about=("links", make), dialect=runner.dialect)
    links: dict[str, set[str]] = defaultdict(set)
    for about, person in runner.run(query).rows:
        links[str(about)] |= {str(about), str(person)}
    return links

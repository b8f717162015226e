"""Trace a figure: what it is, how it was made and from what; for those entitled, the children behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crossfoot.casework.access_log import Access, log_access
from crossfoot.casework.rows_behind import RowBehind, add_up, find_rows_behind, months_covered
from crossfoot.engines.engine import open_engine
from crossfoot.figures.figure import Figure
from crossfoot.figures.snapshot import Snapshot
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Indicator, Measure
from crossfoot.operations.count_records import find_places, load_records
from crossfoot.populations import POPULATIONS
from crossfoot.populations.evaluate import Place, needed_tables
from crossfoot.populations.frame import Frame
from crossfoot.records.frozen import ACCESS_FILE, FrozenRecords
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure with what it was made from. `steps` are (what, text) for a person to read, in order."""

    figure: Figure
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TracedRows:
    """The rows behind a figure, of the indicator that counts them, and whether they add up to it."""

    indicator: str
    rows: tuple[RowBehind, ...]
    numerator: int | None
    denominator: int | None
    agrees: bool


def trace_figure(folder: Path, name: str) -> Trace:
    """What is behind the figure `name` of the snapshot in `folder`, as far as anybody may know it.

    Raises InputRefused for a name that is no figure of the snapshot.
    """
    snapshot = Snapshot.open(folder)
    figure = _find(snapshot, name)
    return Trace(figure, tuple(_steps(snapshot, figure)))


def trace_rows(
    folder: Path, name: str, rows: Path, *, person: str, reason: str, moment: datetime, engine: str = "duckdb"
) -> TracedRows:
    """The children behind the figure, from the frozen records in `rows` that the snapshot was counted from.

    Who may open that folder is entitled; each look is logged there with `person`, `moment` and `reason`, before a row
    is shown. Raises InputRefused where the records are not those of the snapshot, or the figure was not counted.
    """
    snapshot = Snapshot.open(folder)
    figure = _find(snapshot, name)
    frozen = FrozenRecords.open(rows)
    if frozen.digest != snapshot.manifest.records:
        message = "These are not the records that the snapshot was counted from."
        advice = "Give the folder that was written when this snapshot was closed."
        raise InputRefused([Issue("ROWS-OF-ANOTHER-SNAPSHOT", Severity.ERROR, message, advice, rows.name)])
    indicator = _counting(snapshot.catalogue, snapshot.catalogue.indicator(figure.id.indicator))
    if indicator is None:
        message = f"{figure.id.indicator} was not counted in records, so no rows are behind it."
        raise InputRefused([Issue("FIGURE-WITHOUT-ROWS", Severity.ERROR, message, "See where it came from instead.")])
    standard = Standard.load()
    months = months_covered(figure.id)
    frame = Frame(standard=standard, months=months, timescales=snapshot.catalogue.timescales)
    with open_engine(engine) as opened:
        load_records(opened, frame, frozen.records, tables=needed_tables([indicator]))
        places, _ = find_places(opened, catalogue=snapshot.catalogue, council=snapshot.manifest.council)
        place = _place(places, figure.id)
        found = find_rows_behind(frame, opened, figure.id, indicator=indicator, place=place)
    numerator, denominator = add_up(found, largest=indicator.numerator.largest is not None)
    log_access(rows / ACCESS_FILE, Access(moment, person, str(figure.id), len(found), reason))
    return TracedRows(indicator.id, found, numerator, denominator, _agrees(figure, indicator, numerator, denominator))


def _agrees(figure: Figure, indicator: Indicator, numerator: int | None, denominator: int | None) -> bool:
    if figure.id.indicator != indicator.id:
        return figure.numerator == numerator
    is_same = numerator is None or figure.numerator is None or figure.numerator == numerator
    return is_same and (denominator is None or figure.denominator is None or figure.denominator == denominator)


def _find(snapshot: Snapshot, name: str) -> Figure:
    try:
        figure = snapshot.figures.get(FigureId.parse(name))
    except ValueError as error:
        advice = "Copy it from `crossfoot figures`."
        raise InputRefused([Issue("FIGURE-NAME", Severity.ERROR, f"{error}.", advice)]) from None
    if figure is None:
        message = f"The snapshot has no figure {name}."
        raise InputRefused([Issue("FIGURE-UNKNOWN", Severity.ERROR, message, "List them with `crossfoot figures`.")])
    return figure


def _counting(catalogue: Catalogue, indicator: Indicator) -> Indicator | None:
    """The indicator whose population's rows are counted: itself, or the one that its numerator is taken from."""
    seen: set[str] = set()
    while indicator.population is None:
        if indicator.numerator.figures is None or indicator.id in seen:
            return None
        seen.add(indicator.id)
        indicator = catalogue.indicator(indicator.numerator.figures)
    return indicator


def _place(places: Mapping[Place, str], figure: FigureId) -> Place:
    for place, area in places.items():
        if area == figure.area:
            return place
    message = f"The records know no area {figure.area}."
    advice = "Ask for a figure of the council, a locality, a district or a team of the records."
    raise InputRefused([Issue("ROWS-AREA-UNKNOWN", Severity.ERROR, message, advice)])


def _steps(snapshot: Snapshot, figure: Figure) -> Iterator[tuple[str, str]]:
    catalogue = snapshot.catalogue
    indicator = catalogue.indicator(figure.id.indicator)
    manifest = snapshot.manifest
    yield "Figure", f"{figure.id}: {figure.text}"
    yield "Indicator", f"{indicator.name} (version {figure.definition_version} of {indicator.version})"
    yield "Definition", indicator.definition
    for part, value, measure in (
        ("Numerator", figure.numerator, indicator.numerator),
        ("Denominator", figure.denominator, indicator.denominator),
    ):
        if measure is not None:
            yield part, f"{'not known' if value is None else value}: {_words(indicator, measure)}"
    counting = _counting(catalogue, indicator)
    if counting is not None:
        population = POPULATIONS[counting.population or ""]
        yield "Population", f"{population.id}: {population.row}"
        for name in indicator.timescales or counting.timescales:
            timescale = catalogue.timescales[name]
            length = timescale.length_on(figure.id.period.end)
            yield "Time limit", f"{timescale.what}: {'none' if length is None else length} {timescale.unit}"
    if indicator.history_limit:
        yield "History", indicator.history_limit
    yield "Made from", figure.source
    yield "Snapshot", f"{manifest.month.name}, as at {manifest.as_at}, definitions {manifest.definitions_hash[:12]}"
    yield "Records", f"frozen, {manifest.records[:12]}" if manifest.records else "none: published figures"
    yield "Software", f"crossfoot {manifest.software_version}"


def _words(indicator: Indicator, measure: Measure) -> str:
    text = measure.counts
    if measure.figures is not None:
        text += f" (the numerator of {measure.figures})"
    if measure.residents is not None:
        text += f" (the estimate of {measure.residents})"
    if measure.where is not None and indicator.population is not None:
        flags = POPULATIONS[indicator.population].features
        meanings = [f"{name}: {flags[name].meaning}" for name in measure.where]
        text += f" [{'; '.join(meanings) or 'every row'}]"
    return text

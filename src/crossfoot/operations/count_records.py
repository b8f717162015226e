"""Count figures in frozen records: one pass over each population, on the engine asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from crossfoot.engines.engine import Engine, Relation, open_engine
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.populations.evaluate import COUNCIL, Place, evaluate, needed_tables
from crossfoot.populations.frame import Frame, relation_columns
from crossfoot.populations.supply import Coverage, supply_figures
from crossfoot.records.frozen import FrozenRecords
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.reports.layouts import read_vital_signs_layout
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.periods import Period

Progress = Callable[[str, int, int], None]
MONTHS = 24
"""Thirteen months are shown; twelve months to the first of them, and the year before's to date, need as many more."""


def count_records(
    frozen: FrozenRecords,
    *,
    catalogue: Catalogue,
    standard: Standard,
    month: Period,
    engine: str = "duckdb",
    progress: Progress = lambda _what, _done, _total: None,
) -> tuple[tuple[SuppliedFigure, ...], tuple[Issue, ...]]:
    """Every figure that the records can feed for the months up to `month`, in all areas and breakdowns, and issues.

    Areas are the council, its localities and districts as `x_team_area` has them, and its teams.
    """
    months = month.last(MONTHS)
    frame = Frame(standard=standard, months=months, timescales=catalogue.timescales)
    indicators = tuple(catalogue.indicators.values())
    with open_engine(engine) as opened:
        load_records(opened, frame, frozen.records, tables=needed_tables(indicators))
        places, issues = find_places(opened, catalogue=catalogue, council=frozen.manifest.council)
        evaluation = evaluate(frame, opened, indicators=indicators, collected=frozen.records, progress=progress)
    figures = supply_figures(
        evaluation,
        indicators=indicators,
        months=months,
        areas=places,
        coverage=Coverage(since=Period.parse(frozen.manifest.since), kept=frozen.months_kept),
        quarter_ends=_quarter_ends(catalogue),
    )
    return figures, (*issues, *_find_not_collected(evaluation.not_collected))


def _quarter_ends(catalogue: Catalogue) -> dict[str, list[str]]:
    """By the indicator that is counted, the vital signs that the dashboard shows by quarter."""
    wanted: dict[str, list[str]] = {}
    if not (catalogue.folder / "reports" / "vital-signs.yaml").is_file():
        return wanted
    for group in read_vital_signs_layout(catalogue).groups:
        if group.period == "quarter":
            for name in group.signs:
                indicator = catalogue.indicator(name)
                wanted.setdefault(indicator.numerator.figures or name, []).append(name)
    return wanted


def load_records(engine: Engine, frame: Frame, records: RecordSet, *, tables: frozenset[str]) -> None:
    """Give an engine the canonical tables and the small relations. A table that was not collected is empty there."""
    relations = []
    for name in sorted(tables):
        columns = relation_columns(frame.standard, name)
        if records.has(name):
            relations.append(Relation(name, columns, path=records.path(name)))
        else:
            relations.append(Relation(name, columns))
    relations += [Relation(small.name, small.columns, rows=small.rows) for small in frame.small_relations()]
    engine.load(relations)


def find_places(engine: Engine, *, catalogue: Catalogue, council: str) -> tuple[Mapping[Place, str], tuple[Issue, ...]]:
    """The area id of the council and of each locality, district and team that `x_team_area` or `department` names."""
    places = {COUNCIL: council}
    issues = []
    query = "SELECT xtea_team_id, xtea_locality_area, xtea_district_area, dept_team_name FROM x_team_area "
    query += "LEFT JOIN department ON dept_team_id = xtea_team_id ORDER BY xtea_team_id"
    taken: set[str] = set(catalogue.areas)
    for team, locality, district, name in engine.run(query).rows:
        for kind, key in (("locality", locality), ("district", district)):
            if not isinstance(key, str) or Place(kind, key) in places:
                continue
            if key in catalogue.areas:
                places[Place(kind, key)] = key
            else:
                message = f"A team serves the {kind} {key!r}, which is not in the list of areas."
                advice = "Correct it in x_team_area, or add the area to the definitions under areas/."
                issues.append(Issue("RECORDS-AREA-UNKNOWN", Severity.WARNING, message, advice, "x_team_area"))
        area = next(each for each in _team_ids(str(name or team), str(team)) if each not in taken)
        taken.add(area)
        places[Place("team", str(team))] = area
    return places, tuple(issues)


def _team_ids(name: str, team: str) -> Iterator[str]:
    """What a team's area may be called: after its name, and where another has that name after its id too."""
    yield f"team-{_slug(name)}"
    yield f"team-{_slug(name)}-{_slug(team)}"
    number = 2
    while True:
        yield f"team-{_slug(name)}-{number}"
        number += 1


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "unnamed"


def _find_not_collected(indicators: frozenset[str]) -> tuple[Issue, ...]:
    if not indicators:
        return ()
    names = ", ".join(sorted(indicators))
    message = f"The records do not hold what {len(indicators)} indicators rest on; they are not collected: {names}."
    advice = (
        "Nothing need be done where the figures come from elsewhere; else add the tables or columns to the extract."
    )
    return (Issue("RECORDS-NOT-COLLECTED", Severity.NOTE, message, advice, "records"),)

"""Which indicators a report holds and in what order: the files under `definitions/reports/`, strict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self, TypeVar

from pydantic import model_validator

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.model_files import read_model
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity, check_issues
from crossfoot.vocabulary.units import Form

ExtraColumn = Literal["year_to_date", "previous_year_to_date", "rolling_12", "benchmarks", "target"]


class MonthlyRow(Strict):
    """One row of the summary: its printed reference and its indicator, or words where there is none yet."""

    ref: str
    indicator: Id | None = None
    pending: Words | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.indicator is None) == (self.pending is None):
            raise ValueError("give either indicator or pending")
        return self


class SummaryArea(Strict):
    """A titled run of summary rows."""

    area: Words
    rows: tuple[MonthlyRow, ...]


class Sources(Strict):
    """A breakdown shown as a table of parts, each with count, progressed and percentage."""

    indicator: Id
    dimension: Id


class MonthlyTopic(Strict):
    """One page of the monthly report."""

    id: Id
    title: Words
    about: Words
    rows: tuple[MonthlyRow, ...] = ()
    sources: Sources | None = None
    charts: tuple[Id, ...] = ()


class MonthlyLayout(Strict):
    """The monthly report: the summary table, then a page for each topic."""

    id: Id
    title: Words
    summary: tuple[SummaryArea, ...]
    topics: tuple[MonthlyTopic, ...]

    @property
    def indicators(self) -> tuple[tuple[str, str], ...]:
        """Every reference with its indicator, in printed order, each reference once."""
        rows = [row for area in self.summary for row in area.rows] + [
            row for topic in self.topics for row in topic.rows
        ]
        return tuple({row.ref: (row.ref, row.indicator) for row in rows if row.indicator is not None}.values())


class SignGroup(Strict):
    """Vital signs that share a calendar."""

    title: Words
    period: Literal["month", "quarter"]
    signs: tuple[Id, ...]


class VitalSignsLayout(Strict):
    """The vital-signs dashboard."""

    id: Id
    title: Words
    groups: tuple[SignGroup, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every vital sign, in printed order."""
        return tuple(sign for group in self.groups for sign in group.signs)


class CrossTable(Strict):
    """A breakdown printed with one dimension down and perhaps another across."""

    indicator: Id
    down: Id
    across: Id | None = None
    form: Form | None = None


class CountyPart(Strict):
    """One table of the county report, with the indicators drawn under it."""

    title: Words
    columns: tuple[ExtraColumn, ...] = ()
    rows: tuple[Id, ...] = ()
    parts_of: Sources | None = None
    cross_table: CrossTable | None = None
    chart: tuple[Id, ...] = ()


class CountySection(Strict):
    """A titled run of tables."""

    title: Words
    parts: tuple[CountyPart, ...]


class CountyLayout(Strict):
    """The county report in its existing layout."""

    id: Id
    title: Words
    sections: tuple[CountySection, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator it prints, each once."""
        parts = [part for section in self.sections for part in section.parts]
        named = [name for part in parts for name in part.rows]
        named += [part.parts_of.indicator for part in parts if part.parts_of]
        named += [part.cross_table.indicator for part in parts if part.cross_table]
        return tuple(dict.fromkeys(named))


Layout = TypeVar("Layout", MonthlyLayout, VitalSignsLayout, CountyLayout)


def read_monthly_layout(catalogue: Catalogue) -> MonthlyLayout:
    """The monthly report's layout. Raises InputRefused when it names an indicator that is not defined."""
    layout = _read(catalogue, "monthly-report", MonthlyLayout)
    named = [indicator for _, indicator in layout.indicators]
    named += [topic.sources.indicator for topic in layout.topics if topic.sources]
    _check_known(catalogue, layout.id, named)
    return layout


def read_vital_signs_layout(catalogue: Catalogue) -> VitalSignsLayout:
    """The dashboard's layout. Raises InputRefused when it names an indicator that is not defined."""
    layout = _read(catalogue, "vital-signs", VitalSignsLayout)
    _check_known(catalogue, layout.id, layout.indicators)
    return layout


def read_county_layout(catalogue: Catalogue) -> CountyLayout:
    """The county report's layout. Raises InputRefused when it names an indicator that is not defined."""
    layout = _read(catalogue, "county-report", CountyLayout)
    _check_known(catalogue, layout.id, layout.indicators)
    return layout


def _read(catalogue: Catalogue, report: str, model: type[Layout]) -> Layout:
    name = f"reports/{report}.yaml"
    located, issues = read_model(catalogue.folder / name, model, file=name)
    check_issues(issues)
    if located is None:
        raise InputRefused(issues)
    return located.value


def _check_known(catalogue: Catalogue, report: str, named: Iterable[str]) -> None:
    unknown = [name for name in dict.fromkeys(named) if name not in catalogue.indicators]
    check_issues(
        Issue(
            code="REPORT-INDICATOR-UNKNOWN",
            severity=Severity.ERROR,
            message=f"The report names {name}, which no definition describes.",
            advice="Correct the name or add the definition under indicators/.",
            file=f"reports/{report}.yaml",
        )
        for name in unknown
    )

"""What the early help dashboard holds: `definitions/reports/early-help-dashboard.yaml`, strict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.reports.layout_file import check_indicators_known, read_layout_file
from crossfoot.reports.layouts import Sources
from crossfoot.vocabulary.issues import Issue, Severity, check_issues
from crossfoot.vocabulary.periods import Period

FILE = "reports/early-help-dashboard.yaml"

Highlight = Literal["total", "largest-changes", "largest", "none", "range", "moves"]
"""What is said of a table's latest month: its total, the rows that moved most, the row that has most, the rows that
have none, the longest and the shortest, how many went which way."""


class MonthNote(Strict):
    """What is said of one month's column, and the mark that its heading bears."""

    month: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    mark: Words
    words: Words


class TeamTable(Strict):
    """One indicator by team or locality, a column for each month of the dashboard's year."""

    id: Id
    title: Words
    indicator: Id
    rows: Id
    """Which run of areas, by its name under `rows`."""
    heading: Words
    """What the first column is headed with."""
    total: Words | None = None
    """The name of the row of totals; None where the indicator does not add up."""
    chart: bool = False
    since: date | None = None
    """The first month's first day: before it nothing was collected."""
    since_note: Words | None = None
    within: Id | None = None
    """An indicator of the same areas that should be no smaller."""
    notes: tuple[MonthNote, ...] = ()
    highlights: tuple[Highlight, ...] = ()

    @model_validator(mode="after")
    def _says_why_it_starts_late(self) -> Self:
        if (self.since is None) != (self.since_note is None):
            raise ValueError("since and since_note go together: the reader is told why a series starts late")
        return self


class SumRule(Strict):
    """A whole and the parts that should come to it."""

    total: Id
    parts: Annotated[tuple[Id, ...], Field(min_length=2)]


class EarlyHelpLayout(Strict):
    """The dashboard: figures at a glance, then its tables."""

    id: Id
    title: Words
    first_month: int = Field(ge=1, le=12)
    key_figures: Annotated[tuple[Id, ...], Field(min_length=1, max_length=4)]
    glance: tuple[Id, ...]
    parts_of: Sources | None = None
    sums: tuple[SumRule, ...] = ()
    charts: tuple[Id, ...] = ()
    rows: dict[Id, tuple[Id, ...]]
    tables: tuple[TeamTable, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator that it prints, in printed order."""
        return tuple(dict.fromkeys(self._named()))

    def _named(self) -> Iterator[str]:
        yield from (*self.key_figures, *self.glance)
        if self.parts_of is not None:
            yield self.parts_of.indicator
        for table in self.tables:
            yield table.indicator
            yield from (table.within,) if table.within is not None else ()
        yield from self.charts

    def year_of(self, month: Period) -> tuple[Period, ...]:
        """The twelve months of the dashboard's year that holds `month`, those still to come included."""
        behind = (month.start.month - self.first_month) % 12
        return month.shift(11 - behind).last(12)


def read_early_help_layout(catalogue: Catalogue) -> EarlyHelpLayout:
    """The dashboard's layout. Raises InputRefused when it names an indicator, run of rows or area that is not there."""
    layout = read_layout_file(catalogue, FILE, EarlyHelpLayout)
    check_indicators_known(
        catalogue, FILE, (*layout.indicators, *(name for rule in layout.sums for name in (rule.total, *rule.parts)))
    )
    check_issues(_find_row_issues(catalogue, layout))
    return layout


def _find_row_issues(catalogue: Catalogue, layout: EarlyHelpLayout) -> Iterator[Issue]:
    for table in layout.tables:
        if table.rows not in layout.rows:
            message = f"The table {table.id} has the rows {table.rows}, which are not listed."
            yield _error("REPORT-ROWS-UNKNOWN", message, "List them under rows, or correct the name.")
    for name, areas in layout.rows.items():
        for area in areas:
            if area not in catalogue.areas:
                message = f"The rows {name} name the area {area}, which no definition describes."
                yield _error("REPORT-AREA-UNKNOWN", message, "Correct the name or add the area under areas/.")


def _error(code: str, message: str, advice: str) -> Issue:
    return Issue(code, Severity.ERROR, message, advice, FILE)

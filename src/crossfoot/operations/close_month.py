"""Close a month: read an input folder, derive the figures, freeze everything as a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from crossfoot.figures.derive import derive_figures
from crossfoot.figures.roll_up import roll_up
from crossfoot.figures.snapshot import Snapshot, write_snapshot
from crossfoot.figures.store import FigureStore
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.sources.input_folder import read_input_folder
from crossfoot.vocabulary.issues import Issue, Severity, check_issues
from crossfoot.vocabulary.periods import Period

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is."""


def close_month(
    source: Path,
    out: Path,
    *,
    month: Period,
    as_at: date,
    definitions: Path,
    replace: bool = False,
    progress: Progress = lambda _what, _done, _total: None,
) -> Snapshot:
    """Read `source`, derive its figures for `month`, and write the snapshot folder `out`.

    Nothing is written unless everything could be read. Raises InputRefused with every problem found, also when the
    month was not over on `as_at` or nothing was supplied for it: both are a date typed wrong.
    """
    progress("Reading the definitions", 0, 4)
    catalogue = Catalogue.load(definitions)
    progress("Reading the input", 1, 4)
    supply = read_input_folder(source, catalogue=catalogue)
    date_issues = (*find_as_at_issues(month=month, as_at=as_at), *find_month_issues(supply.figures, month=month))
    read_issues = check_issues((*date_issues, *supply.issues))
    progress("Deriving figures", 2, 4)
    figures, derive_issues = derive_figures(
        supply.figures,
        catalogue=catalogue,
        area=supply.council,
        month=month,
        precedence=supply.precedence,
        tables={table.id: table.report for table in supply.tables.values()},
    )
    figures, area_issues = add_up_areas(figures, catalogue=catalogue, to=supply.council)
    issues = check_issues((*read_issues, *derive_issues, *area_issues))
    progress("Writing the snapshot", 3, 4)
    snapshot = write_snapshot(
        out,
        source=source,
        files=supply.files,
        council=supply.council,
        organisation=supply.organisation,
        title=supply.title,
        month=month,
        as_at=as_at,
        catalogue=catalogue,
        figures=figures,
        supplied=supply.figures,
        issues=issues,
        replace=replace,
    )
    progress("Closed", 4, 4)
    return snapshot


def find_as_at_issues(*, month: Period, as_at: date) -> list[Issue]:
    """An error when the records stood as at a day before the month was over."""
    if as_at >= month.end:
        return []
    return [
        Issue(
            code="AS-AT-BEFORE-MONTH-END",
            severity=Severity.ERROR,
            message=f"The records stood as at {as_at.day} {as_at:%B %Y}, before {month.name} was over.",
            advice=f"Close the month with records as at {month.end.day} {month.end:%B %Y} or later.",
        )
    ]


def find_month_issues(supplied: Sequence[SuppliedFigure], *, month: Period) -> list[Issue]:
    """An error when no value was supplied for the month, its quarter or its year. Nothing at all is another's issue."""
    periods = {figure.id.period.month for figure in supplied if figure.missing is None}
    if not periods or month in periods:
        return []
    return [
        Issue(
            code="MONTH-WITHOUT-FIGURES",
            severity=Severity.ERROR,
            message=f"Nothing was supplied for {month.name}; the figures go from {min(periods).name} to"
            f" {max(periods).name}.",
            advice="Check the month, or supply its figures.",
        )
    ]


def add_up_areas(figures: FigureStore, *, catalogue: Catalogue, to: str) -> tuple[FigureStore, tuple[Issue, ...]]:
    """The figures with those of the council added up from its parts, and where a council's figure and its parts differ.

    Districts and localities divide the same children in two ways, so each kind of part is added up by itself: the first
    kind fills what the council has no figure for, every kind is compared with it.
    """
    supplied = {figure.id.area for figure in figures}
    below = {name: area for name, area in catalogue.areas.items() if area.parent == to}
    kinds = list(dict.fromkeys(area.kind for name, area in below.items() if name in supplied))
    issues: tuple[Issue, ...] = ()
    for kind in kinds:
        parts = {name: area for name, area in catalogue.areas.items() if name not in below or area.kind == kind}
        figures, found = roll_up(figures, areas=parts, to=to)
        issues += found
    return figures, issues

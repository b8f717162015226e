"""From printed cells to figures: one figure for each name, worked out from its numerator and denominator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from crossfoot.figures.assembly import can_be_counted, figure_from_parts, names_to_work_out
from crossfoot.figures.breakdown_totals import find_breakdown_issues
from crossfoot.figures.disagreements import find_link_issues, find_quarter_end_issues, find_value_issues
from crossfoot.figures.findings import Findings
from crossfoot.figures.parts import PartsFinder
from crossfoot.figures.precedence import (
    Precedence,
    find_late_issues,
    find_printed_twice_issues,
    find_table_issues,
    supplies_by_figure,
)
from crossfoot.figures.store import FigureStore
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.figures.zeros import find_doubted_zeros
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import Issue
from crossfoot.vocabulary.periods import Period

Progress = Callable[[int, int], None]
_PROGRESS_STEP = 200


def derive_figures(
    supplied: Iterable[SuppliedFigure],
    *,
    catalogue: Catalogue,
    area: str,
    month: Period,
    precedence: Sequence[str],
    tables: Mapping[str, str],
    progress: Progress | None = None,
) -> tuple[FigureStore, tuple[Issue, ...]]:
    """One figure for each thing that was printed or can be worked out up to `month`, and what was found wrong.

    `precedence` lists reports, the first wins; `tables` says which report each table is part of. `area` is the council:
    issues about other areas name them. `progress` is told how many figures are done, and of how many. The order of
    `supplied` does not matter. Raises UnknownIndicatorError for a figure of no indicator: readers refuse those first.

    Values are worked out wherever numerator and denominator are known, and replace what was printed; every difference
    is an issue, one for each indicator and table. None of them is an error: a pack that contradicts itself can be
    closed, with its contradictions listed.
    """
    findings = Findings()

    def subject(figure: FigureId) -> str:
        place = "" if figure.area == area else f" in {figure.area}"
        return f"{catalogue.indicator(figure.indicator).name}{place} ({figure.indicator})"

    order = Precedence(tuple(precedence), dict(tables))
    cells = find_late_issues(supplied, month=month, subject=subject, findings=findings)
    find_table_issues(cells, precedence=order, findings=findings)
    doubted = find_doubted_zeros(cells, subject=subject, findings=findings)
    supplies = supplies_by_figure(
        cells,
        precedence=order,
        can_be_counted=lambda supply: can_be_counted(supply, catalogue.indicator(supply.id.indicator)),
        doubted=doubted,
    )
    find_printed_twice_issues(supplies, doubted=doubted, subject=subject, findings=findings)
    find_quarter_end_issues(supplies, subject=subject, findings=findings)

    finder = PartsFinder(catalogue, supplies)
    names = tuple(dict.fromkeys((*supplies, *names_to_work_out(catalogue, supplies, month=month))))
    figures = []
    for done, name in enumerate(names, start=1):
        indicator = catalogue.indicator(name.indicator)
        figure = figure_from_parts(name, indicator, finder.parts(name), supplies.get(name))
        if figure is not None:
            figures.append(figure)
        if figure is not None and name in supplies:
            find_value_issues(figure, indicator, supplies[name], finder=finder, subject=subject, findings=findings)
            find_link_issues(name, indicator, supplies[name], finder=finder, subject=subject, findings=findings)
        if progress is not None and (done % _PROGRESS_STEP == 0 or done == len(names)):
            progress(done, len(names))
    store = FigureStore(figures)
    find_breakdown_issues(store, supplies, subject=subject, findings=findings)
    return store, tuple(findings.issues())

"""An edition with some of its figures changed, added or taken away, and with other registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.store import FigureStore
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period


def with_figures(edition: Edition, changed: Mapping[str, int | Missing | None]) -> Edition:
    """The edition with counts by the names of figures; None takes a figure away, a reason leaves it without a value."""
    figures = {str(figure.id): figure for figure in edition.snapshot.figures}
    for name, value in changed.items():
        figures.pop(name, None)
        if value is not None:
            figures[name] = _figure(edition, FigureId.parse(name), value)
    return replace(edition, snapshot=replace(edition.snapshot, figures=FigureStore(figures.values())))


def without_indicators(edition: Edition, *names: str) -> Edition:
    """The edition without a single figure of some indicators."""
    kept = (figure for figure in edition.snapshot.figures if figure.id.indicator not in names)
    return replace(edition, snapshot=replace(edition.snapshot, figures=FigureStore(kept)))


def at_month(edition: Edition, code: str) -> Edition:
    """The same figures as if another month had been closed."""
    manifest = replace(edition.snapshot.manifest, month=Period.parse(code))
    return replace(edition, snapshot=replace(edition.snapshot, manifest=manifest))


def _figure(edition: Edition, name: FigureId, value: int | Missing) -> Figure:
    indicator = edition.indicator(name.indicator)
    return Figure(
        id=name,
        unit=indicator.unit,
        decimals=indicator.decimals,
        origin=Origin.COUNTED,
        source="a test",
        definition_version=1,
        numerator=None if isinstance(value, Missing) else Fraction(value),
        missing=value if isinstance(value, Missing) else None,
    )

"""Made-up figures, and editions in which they stand in place of what was supplied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.store import FigureStore
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

WHOLE = Breakdown()


def made_up(
    name: str,
    value: str,
    *,
    area: str = "norfolk",
    period: str = "2016-12",
    form: Form = Form.AT_MONTH_END,
    breakdown: Breakdown = WHOLE,
) -> Figure:
    """A percentage with one decimal."""
    return Figure(
        id=FigureId(name, area, form, Period.parse(period), breakdown),
        unit=Unit.PERCENTAGE,
        decimals=1,
        origin=Origin.BARE,
        source="made up",
        definition_version=1,
        supplied=Fraction(value),
    )


def with_only(edition: Edition, figures: Iterable[Figure]) -> Edition:
    """The edition with these figures and no others."""
    return replace(edition, snapshot=replace(edition.snapshot, figures=FigureStore(figures)))


def with_figures(edition: Edition, *figures: Figure) -> Edition:
    """The edition with these figures added, or put in the place of those of the same name."""
    kept = {figure.id: figure for figure in edition.snapshot.figures} | {figure.id: figure for figure in figures}
    return with_only(edition, kept.values())

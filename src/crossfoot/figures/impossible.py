"""Figures that cannot be, whoever counted them: a month with one of them is not closed without an override."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.figures.findings import figure_label
from crossfoot.figures.store import FigureStore
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.units import Unit

MOST_LISTED = 20
"""Figures that are named for each thing that is wrong; the others are counted."""
_MAY_BE_NEGATIVE = frozenset({Unit.PERCENTAGE_POINTS, Unit.SCORE, Unit.POUNDS, Unit.POUNDS_MILLION})


def find_impossible_figures(figures: FigureStore, *, catalogue: Catalogue) -> list[Issue]:
    """An error for each thing that cannot be, with the figures of which it is said.

    A percentage whose numerator is the count of another indicator may be above 100: referrals of a district are no
    part of the contacts that were made with it.
    """
    ratios = {name for name, indicator in catalogue.indicators.items() if indicator.numerator.figures}
    found: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        for code, what in _wrongs(figure, is_share=figure.id.indicator not in ratios):
            found.setdefault((code, what), []).append(figure)
    return [_issue(code, what, wrong) for (code, what), wrong in found.items()]


def _wrongs(figure: Figure, *, is_share: bool) -> Iterator[tuple[str, str]]:
    value = figure.value
    if not isinstance(value, Fraction):
        return
    if figure.unit is Unit.PERCENTAGE and is_share:
        above = (
            figure.numerator is not None and figure.denominator is not None and figure.numerator > figure.denominator
        )
        if above:
            yield "FIGURE-PART-ABOVE-WHOLE", "More are counted than there are"
        elif value > 100:
            yield "FIGURE-ABOVE-100-PER-CENT", "A percentage of a whole is above 100"
    if value < 0 and figure.unit not in _MAY_BE_NEGATIVE:
        yield "FIGURE-NEGATIVE", "A count, rate or percentage is below nought"


def _issue(code: str, what: str, wrong: list[Figure]) -> Issue:
    listed = "; ".join(
        f"{each.id.indicator} in {each.id.area}, {figure_label(each.id)}" for each in wrong[:MOST_LISTED]
    )
    more = f"; and {len(wrong) - MOST_LISTED:,} more" if len(wrong) > MOST_LISTED else ""
    return Issue(
        code,
        Severity.ERROR,
        f"{what}: {listed}{more}.",
        "Correct the figures at their source.",
    )

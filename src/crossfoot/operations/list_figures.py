"""List the figures of a snapshot as plain rows."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from crossfoot.figures.snapshot import Snapshot
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import number_text
from crossfoot.vocabulary.periods import Period

FIGURE_COLUMNS = (
    "figure",
    "indicator",
    "name",
    "area",
    "form",
    "period",
    "breakdown",
    "value",
    "missing",
    "unit",
    "numerator",
    "denominator",
    "origin",
    "source",
    "definition_version",
    "as_at",
)


def list_figures(
    folder: Path,
    *,
    indicators: Collection[str] = (),
    area: str | None = None,
    first: Period | None = None,
    last: Period | None = None,
) -> list[dict[str, Any]]:
    """Rows in figure order.

    Raises UnknownIndicatorError and InputRefused for an indicator or an area that the snapshot does not know.
    """
    snapshot = Snapshot.open(folder)
    for name in indicators:
        snapshot.catalogue.indicator(name)
    # Teams are areas of the records and not of the catalogue.
    areas = {*snapshot.catalogue.areas, *(figure.id.area for figure in snapshot.figures)}
    if area is not None and area not in areas:
        raise InputRefused([_unknown_area(area, areas)])
    rows = []
    for figure in snapshot.figures:
        wanted = (
            (not indicators or figure.id.indicator in indicators)
            and area in (None, figure.id.area)
            and (first is None or figure.id.period.end >= first.start)
            and (last is None or figure.id.period.end <= last.end)
        )
        if wanted:
            value = figure.value
            missing = isinstance(value, Missing)
            rows.append(
                {
                    "figure": str(figure.id),
                    "indicator": figure.id.indicator,
                    "name": snapshot.catalogue.indicator(figure.id.indicator).name,
                    "area": figure.id.area,
                    "form": figure.id.form.value,
                    "period": figure.id.period.code,
                    "breakdown": str(figure.id.breakdown),
                    "value": None if missing else str(figure.rounded),
                    "missing": value.value if isinstance(value, Missing) else None,
                    "unit": figure.unit.value,
                    "numerator": _plain(figure.numerator),
                    "denominator": _plain(figure.denominator),
                    "origin": figure.origin.value,
                    "source": figure.source,
                    "definition_version": figure.definition_version,
                    "as_at": snapshot.manifest.as_at.isoformat(),
                }
            )
    return rows


def _unknown_area(area: str, known: Collection[str]) -> Issue:
    nearest = get_close_matches(area, known, n=3) or sorted(known)
    return Issue(
        code="AREA-UNKNOWN",
        severity=Severity.ERROR,
        message=f"There is no area {area!r}.",
        advice=f"Give one of {', '.join(nearest)}.",
    )


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    places = next(places for places in range(7) if places == 6 or (value * 10**places).denominator == 1)
    return number_text(value, places).replace(",", "")

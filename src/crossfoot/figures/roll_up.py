"""From smaller areas to a wider one: numerators and denominators are added, values never averaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Protocol

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.findings import Finding, Findings
from crossfoot.figures.printed import exact_text
from crossfoot.figures.store import FigureStore
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form

_HIDDEN = (Missing.SUPPRESSED, Missing.WITHHELD)


class PartOfAnArea(Protocol):
    """An area that says which wider area it is part of."""

    @property
    def parent(self) -> str | None:
        """The id of the wider area."""
        ...

    def exists_in(self, period: Period) -> bool:
        """True where it was there on any day of the period."""
        ...


def roll_up(
    figures: Iterable[Figure], *, areas: Mapping[str, PartOfAnArea], to: str
) -> tuple[FigureStore, tuple[Issue, ...]]:
    """The figures with those of area `to` added up from the areas whose parent it is, and what stood in the way.

    A figure that `to` has already stands; where its parts come to something else the issue says by how much. Without
    one, a part that is missing makes the whole missing, and a bare value in one part leaves the whole not available.
    Areas below the parts are rolled up first. A part that was not there in the months of a figure, a team not yet
    formed or already split, is not missing from its sum.
    """
    findings = Findings()
    known = {figure.id: figure for figure in figures}
    _roll_up(known, areas=areas, to=to, findings=findings, above=())
    return FigureStore(known.values()), tuple(findings.issues())


def _roll_up(
    known: dict[FigureId, Figure],
    *,
    areas: Mapping[str, PartOfAnArea],
    to: str,
    findings: Findings,
    above: tuple[str, ...],
) -> None:
    parts = sorted(area for area, definition in areas.items() if definition.parent == to and area not in above)
    for part in parts:
        _roll_up(known, areas=areas, to=part, findings=findings, above=(*above, to))
    names = sorted({replace(name, area=to) for name in known if name.area in parts})
    for name in names:
        of_parts = [
            (area, known.get(replace(name, area=area)))
            for area in parts
            if any(areas[area].exists_in(month) for month in months_covered(name))
        ]
        _find_figures_out_of_time(name, set(parts) - {area for area, _ in of_parts}, known, findings)
        if all(figure is None for _, figure in of_parts):
            continue
        whole = known.get(name)
        if whole is None or _is_empty(whole):
            added_up = _added_up(name, of_parts, findings=findings)
            known[name] = whole if whole is not None and added_up.missing is not None else added_up
        else:
            _compare(whole, of_parts, findings=findings)


def months_covered(name: FigureId) -> tuple[Period, ...]:
    """The months that a figure is about: those before its period too where it looks back."""
    if name.form is Form.YEAR_TO_DATE:
        return name.period.year_to_date
    return name.period.month.last(12) if name.form is Form.ROLLING_12 else name.period.months


def _find_figures_out_of_time(
    name: FigureId, parts: set[str], known: Mapping[FigureId, Figure], findings: Findings
) -> None:
    for area in sorted(parts):
        figure = known.get(replace(name, area=area))
        if figure is not None and figure.missing is None:
            _add(
                name,
                findings,
                code="AREA-NOT-THERE",
                before="a figure of an area that was not there then is left out of the sum:",
                text=area,
                advice="Correct the period of the figure, or since and until of the area.",
            )


def _is_empty(figure: Figure) -> bool:
    """True where nothing was supplied: a figure held back on purpose was."""
    return figure.missing is not None and figure.missing not in _HIDDEN


def _added_up(name: FigureId, of_parts: list[tuple[str, Figure | None]], *, findings: Findings) -> Figure:
    found = [figure for _, figure in of_parts if figure is not None]
    absent = [(area, figure) for area, figure in of_parts if figure is None or figure.missing is not None]
    valued = [(area, figure) for area, figure in of_parts if figure is not None and figure.missing is None]
    bare = [area for area, figure in valued if _is_bare(figure)]
    reasons = [figure.missing for _, figure in absent if figure is not None]
    missing = None
    if bare or (valued and not _are_alike([figure for _, figure in valued])):
        _add(
            name,
            findings,
            code="AREA-WITHOUT-PARTS",
            before="a value without numerator and denominator cannot be added up over areas:",
            text=f"bare in {', '.join(bare)}" if bare else "with a denominator in some areas only",
            advice="Supply numerators and denominators of the areas, or the figure of the whole area.",
        )
        missing = next((reason for reason in reasons if reason in _HIDDEN), Missing.NOT_AVAILABLE)
    elif len(reasons) == len(of_parts) and len(set(reasons)) == 1:
        # Nothing stands in the way of adding up: there was nothing anywhere, for one reason.
        missing = reasons[0]
    elif absent:
        _add(
            name,
            findings,
            code="AREA-MISSING",
            before="cannot be added up for every part of the area:",
            text=f"without {', '.join(area for area, _ in absent)}",
            advice="Supply the missing areas, or the figure of the whole area.",
        )
        missing = _reason(reasons)
    sums = _sums(found) if missing is None else (None, None)
    return Figure(
        id=name,
        unit=found[0].unit,
        decimals=found[0].decimals,
        origin=Origin.DERIVED,
        source=f"{len(of_parts)} areas added up: {', '.join(area for area, _ in of_parts)}",
        definition_version=max(figure.definition_version for figure in found),
        numerator=sums[0],
        denominator=sums[1],
        scale=found[0].scale,
        missing=missing,
    )


def _compare(whole: Figure, of_parts: list[tuple[str, Figure | None]], *, findings: Findings) -> None:
    found = [figure for _, figure in of_parts if figure is not None and figure.missing is None]
    if len(found) < len(of_parts) or any(_is_bare(figure) for figure in found) or not _are_alike(found):
        return
    for part, known, added_up in zip(
        ("numerator", "denominator"), (whole.numerator, whole.denominator), _sums(found), strict=True
    ):
        if known is None or added_up is None or known == added_up:
            continue
        amount = added_up - known
        difference = f"{exact_text(abs(amount))} {'too many' if amount > 0 else 'short'}"
        _add(
            whole.id,
            findings,
            code="AREAS-DO-NOT-ADD-UP",
            before="the areas do not add up to the figure of the whole area, which stands:",
            text=f"{part} {exact_text(added_up)} against {exact_text(known)}, {difference}",
            advice="Look for records without an area, or in two. Say in a note beside the table why they differ.",
        )


def _is_bare(figure: Figure) -> bool:
    return figure.origin is Origin.BARE or figure.numerator is None


def _are_alike(figures: list[Figure]) -> bool:
    """True when all are of one scale and all or none have a denominator: only then do their sums mean anything."""
    return len({(figure.scale, figure.denominator is None) for figure in figures}) == 1


def _sums(figures: list[Figure]) -> tuple[Fraction | None, Fraction | None]:
    numerator = sum((figure.numerator or Fraction(0) for figure in figures), Fraction(0))
    denominators = [figure.denominator for figure in figures if figure.denominator is not None]
    return numerator, sum(denominators, Fraction(0)) if denominators else None


def _reason(reasons: list[Missing | None]) -> Missing:
    """The reason of a sum with parts missing: held back if any part is, else the first, else not available."""
    known = [reason for reason in reasons if reason is not None]
    return next((reason for reason in known if reason in _HIDDEN), known[0] if known else Missing.NOT_AVAILABLE)


def _add(name: FigureId, findings: Findings, *, code: str, before: str, text: str, advice: str) -> None:
    finding = Finding(
        code=code,
        severity=Severity.WARNING,
        subject=f"{name.indicator} in {name.area}",
        before=before,
        after="",
        advice=advice,
    )
    findings.add((name.indicator, name.area), (name, text), finding)

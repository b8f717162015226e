"""Parts against totals: what a table prints for each category, against what is printed for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Literal

from crossfoot.figures.figure import Figure
from crossfoot.figures.findings import Finding, Findings
from crossfoot.figures.precedence import Subject, Supplies
from crossfoot.figures.printed import exact_text
from crossfoot.figures.store import FigureStore
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.issues import Severity

Measured = Literal["numerator", "denominator"]
_Groups = Mapping[tuple[FigureId, tuple[str, ...]], list[Figure]]


def find_breakdown_issues(
    store: FigureStore, printed: Mapping[FigureId, Supplies], *, subject: Subject, findings: Findings
) -> None:
    """Add a warning for each indicator whose printed parts do not add up to a total that is known.

    Parts that were only worked out are not added: sums over months would tell the same thing again. A table of two
    dimensions is checked along each row and down each column, and as a whole where it prints no totals of either.
    Where a category is missing the parts may fall short, so only parts that come to more than their total are told.
    """
    groups = _groups(store, printed)
    for (whole, dimensions), parts in sorted(groups.items()):
        has_totals = any((whole, (dimension,)) in groups for dimension in dimensions)
        for kept in _subsets(dimensions):
            if not kept and has_totals and len(dimensions) > 1:
                continue
            by = f"by {_summed_over(dimensions, kept)}"
            for total_breakdown, members in _grouped_by(kept, parts).items():
                total = store.get(replace(whole, breakdown=total_breakdown))
                for measured in ("numerator", "denominator"):
                    text = _difference(total, members, measured)
                    if total is not None and text:
                        name = "" if total.denominator is None else f"{measured} "
                        finding = _finding(total.id, printed[members[0].id].kept, subject=subject)
                        findings.add((whole.indicator, whole.area), (total.id, f"{by} {name}{text}"), finding)


def _groups(store: FigureStore, printed: Mapping[FigureId, Supplies]) -> _Groups:
    groups: dict[tuple[FigureId, tuple[str, ...]], list[Figure]] = defaultdict(list)
    for figure in store:
        if figure.id.breakdown and figure.id in printed:
            whole = replace(figure.id, breakdown=Breakdown())
            groups[whole, figure.id.breakdown.dimensions].append(figure)
    return groups


def _subsets(dimensions: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The dimensions that totals are kept apart by: none, and each but all of them."""
    for size in range(len(dimensions)):
        yield from combinations(dimensions, size)


def _grouped_by(kept: tuple[str, ...], parts: list[Figure]) -> Mapping[Breakdown, list[Figure]]:
    groups: dict[Breakdown, list[Figure]] = defaultdict(list)
    for figure in parts:
        categories = tuple((dimension, figure.id.breakdown.get(dimension) or "") for dimension in kept)
        groups[Breakdown(categories)].append(figure)
    return groups


def _summed_over(dimensions: tuple[str, ...], kept: tuple[str, ...]) -> str:
    return " and ".join(dimension.replace("-", " ") for dimension in dimensions if dimension not in kept)


def _difference(total: Figure | None, parts: list[Figure], measured: Measured) -> str:
    """What the parts come to, the total, and the amount between them; empty where they agree or cannot be compared."""
    expected: Fraction | None = getattr(total, measured) if total is not None else None
    counted = [value for value in (getattr(part, measured) for part in parts) if value is not None]
    if expected is None or not counted:
        return ""
    amount = sum(counted, Fraction(0)) - expected
    if amount == 0 or (amount < 0 and len(counted) < len(parts)):
        return ""
    side = "too many" if amount > 0 else "short"
    return (
        f"{exact_text(expected + amount)} against a total of {exact_text(expected)}, {exact_text(abs(amount))} {side}"
    )


def _finding(total: FigureId, place: SuppliedFigure, *, subject: Subject) -> Finding:
    return Finding(
        code="PARTS-DO-NOT-ADD-UP",
        severity=Severity.WARNING,
        subject=subject(total),
        before="the parts do not add up to the total:",
        after="",
        advice="Look for records without a category, counted twice, or counted on another day than the total. "
        "Correct the table, or say in a note beside it why they differ.",
        place=place,
    )

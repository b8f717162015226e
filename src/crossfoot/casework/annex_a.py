"""Annex A: the lists of the six months up to a month's end, and how each agrees with the figures of the month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from crossfoot.casework.annex_a_care import list_adoptions, list_leavers, list_looked_after, read_spells
from crossfoot.casework.annex_a_children import list_in_need, list_protected, read_plans
from crossfoot.casework.annex_a_events import (
    list_assessments,
    list_contacts,
    list_early_help,
    list_enquiries,
    list_referrals,
)
from crossfoot.casework.annex_a_list import COUNTED, AnnexList, Comparison, Months, Part
from crossfoot.casework.annex_a_reading import MONTHS_BACK, Reading
from crossfoot.casework.list_sheets import Cell, Kind, ListColumn, ListSheet, day_text
from crossfoot.figures.snapshot import Snapshot
from crossfoot.populations.evaluate import Runner
from crossfoot.populations.frame import Frame
from crossfoot.sources.layout import read_layout
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.units import Form

YEAR = 2024
"""The layout of the lists."""
TABLES = (
    "care_leavers",
    "cin_assessments",
    "cin_episodes",
    "cin_visits",
    "cla_episodes",
    "cla_health",
    "cla_placement",
    "cla_reviews",
    "cla_visits",
    "contacts",
    "cp_plans",
    "cp_reviews",
    "cp_visits",
    "department",
    "disability",
    "early_help_episodes",
    "family",
    "immigration_status",
    "initial_cp_conference",
    "involvements",
    "legal_status",
    "missing",
    "permanence",
    "person",
    "s47_enquiry",
    "x_placement_area",
    "x_team_area",
)
"""The canonical tables that the lists read."""
_ADOPTERS = "Not filled: the dataset has no prospective adopters. Take the list from the adoption agency."
_EMPTY = "Columns that the dataset cannot fill are left empty. Codes stand as they are recorded, without a prefix."


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A comparison with the figure of the snapshot. `figure` is None where the snapshot has none."""

    part: str
    comparison: Comparison
    figure: int | None

    @property
    def unexplained(self) -> int | None:
        """Rows that are neither in the figure nor kept out of it for a reason: 0 where all is well."""
        return None if self.figure is None else self.comparison.counted - self.figure


def read_annex_a(frame: Frame, runner: Runner) -> tuple[AnnexList, ...]:
    """Lists 1 to 11 for the six months that end with the one month of `frame`. `TABLES` must be loaded."""
    reading = Reading(frame, runner)
    plans, spells = read_plans(reading), read_spells(reading)
    return (
        list_contacts(reading),
        list_early_help(reading),
        list_referrals(reading),
        list_assessments(reading),
        list_enquiries(reading),
        list_in_need(reading, plans, spells),
        list_protected(reading, plans),
        list_looked_after(reading, spells),
        list_leavers(reading),
        list_adoptions(reading),
        AnnexList("List 11", _ADOPTERS, ()),
    )


def reconcile(lists: Sequence[AnnexList], snapshot: Snapshot) -> tuple[Reconciled, ...]:
    """Each comparison of the lists with the council's figure in the snapshot."""
    return tuple(
        Reconciled(each.part, comparison, _figure(snapshot, comparison))
        for each in lists
        for comparison in each.comparisons
    )


def _figure(snapshot: Snapshot, comparison: Comparison) -> int | None:
    """The figure, of six months their sum; None where any of it is missing."""
    month = snapshot.manifest.month
    months = month.last(MONTHS_BACK) if comparison.months is Months.SIX else (month,)
    form = {Months.SIX: Form.IN_MONTH, Months.LAST: Form.AT_MONTH_END, Months.ROLLING: Form.ROLLING_12}
    total = Fraction(0)
    for each in months:
        figure = snapshot.figures.get(
            FigureId(comparison.indicator, snapshot.manifest.council, form[comparison.months], each)
        )
        value = None
        if figure is not None:
            value = figure.numerator if comparison.part is Part.NUMERATOR else figure.denominator
        if value is None:
            return None
        total += value
    return int(total)


def annex_a_sheets(
    lists: Sequence[AnnexList], reconciled: Sequence[Reconciled], *, frame: Frame, as_at: date
) -> tuple[ListSheet, ...]:
    """The reconciliation first, then a sheet for each list in the layout of `YEAR`."""
    on = frame.period_months[-1].end
    return (_reconciliation(reconciled, on=on, as_at=as_at), *(_list_sheet(each, on=on, as_at=as_at) for each in lists))


def headings(part: str) -> tuple[str, ...]:
    """The headings of a list in the layout of `YEAR`."""
    return tuple(field.name for field in read_layout("annex-a").part(part).fields if field.in_year(YEAR))


def _list_sheet(each: AnnexList, *, on: date, as_at: date) -> ListSheet:
    part = read_layout("annex-a").part(each.part)
    names = headings(each.part)
    rows = tuple(tuple(_cell(line.get(name)) for name in names) for line in each.lines)
    columns = tuple(_column(name, [row[place] for row in rows]) for place, name in enumerate(names))
    return ListSheet(
        name=each.part,
        title=f"{part.id}: {part.title}",
        about=(
            f"Six months to {day_text(on)}, records as at {day_text(as_at)}. {len(rows)} rows. {each.says}",
            *((_EMPTY,) if each.lines else ()),
        ),
        columns=columns,
        rows=rows,
    )


def _column(name: str, cells: Sequence[Cell]) -> ListColumn:
    known = [cell for cell in cells if cell is not None]
    if known and all(isinstance(cell, date) for cell in known):
        return ListColumn(name, Kind.DATE, 16)
    if known and all(isinstance(cell, int) for cell in known):
        return ListColumn(name, Kind.NUMBER, 14)
    return ListColumn(name, Kind.TEXT, 20)


def _cell(value: object) -> Cell:
    return value if value is None or isinstance(value, str | int | date) else str(value)


def _reconciliation(reconciled: Sequence[Reconciled], *, on: date, as_at: date) -> ListSheet:
    rows = [row for each in reconciled for row in _lines(each)]
    return ListSheet(
        name="Reconciliation",
        title=f"Annex A beside the figures, six months to {day_text(on)}",
        about=(
            f"Records as at {day_text(as_at)}, the same that the figures were counted in.",
            "Each row of a list is in the figure, or left out of it for one reason. What is left over is unexplained.",
        ),
        columns=(
            ListColumn("List", width=10),
            ListColumn("Compared", width=26),
            ListColumn("Line", width=58),
            ListColumn("Number", Kind.NUMBER, 12),
            ListColumn("Indicator", width=34),
        ),
        rows=tuple(rows),
    )


def _lines(each: Reconciled) -> Iterator[tuple[Cell, ...]]:
    comparison = each.comparison
    head = (each.part, comparison.what)
    yield (*head, "Rows of the list", comparison.listed, None)
    reasons: Mapping[str, int] = comparison.reasons
    for reason, number in sorted(reasons.items()):
        if reason != COUNTED:
            yield (*head, f"Not counted: {reason}", -number, None)
    if each.figure is None:
        yield (*head, f"The snapshot has no figure ({comparison.months})", None, comparison.indicator)
        return
    yield (*head, f"Figure: {comparison.months}", each.figure, comparison.indicator)
    yield (*head, "Unexplained difference", each.unexplained, None)

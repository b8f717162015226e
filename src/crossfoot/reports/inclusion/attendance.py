"""Absence of looked-after pupils: years beside all pupils and the nation, then terms, with the break between.

From September 2015 a pupil is persistently absent at 10% of sessions missed instead of 15%, and looked-after pupils are
counted each term instead of each year. Nothing is worked out across that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.figures.figure import Figure
from crossfoot.judgements.reading import break_between
from crossfoot.reports.cells import figure_cell, quantity, text_cell
from crossfoot.reports.change_cells import BREAK, change_cell, gap_cell
from crossfoot.reports.document import (
    Align,
    Block,
    ChartLine,
    ChartPoint,
    Column,
    Heading,
    LineChart,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.inclusion.inclusion_layout import AttendanceMeasure, InclusionLayout
from crossfoot.reports.monthly.cross_table import category_name
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period, PeriodKind
from crossfoot.vocabulary.units import Form, Unit

_YEARS_BACK = 6
_TERMS_BACK = 9
_BREAK = "Break"
_NEW_RULE = "New rule"
"""The label of the place on a chart at which a line stops, because what comes next counts something else."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """The absence of an edition: the years and terms with figures of looked-after pupils, oldest first."""

    edition: Edition
    layout: InclusionLayout
    years: tuple[Period, ...]
    terms: tuple[Period, ...]
    phases: tuple[str, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """Years, then terms."""
        return self.years + self.terms

    def figure(self, name: str, period: Period, phase: str, area: str | None = None) -> Figure | None:
        """A figure of a phase in a year or a term."""
        form = Form.IN_YEAR if period.kind is PeriodKind.ACADEMIC_YEAR else Form.IN_TERM
        breakdown = Breakdown(((self.layout.attendance.dimension, phase),))
        return self.edition.figure(name, period, form=form, breakdown=breakdown, area=area)


def find_attendance(edition: Edition, layout: InclusionLayout) -> Attendance | None:
    """The years and terms that have figures of looked-after pupils; None where there are none.

    Years are those before the first term, so that no year is shown beside its own terms.
    """
    names = [measure.looked_after for measure in layout.attendance.measures]
    terms = _with_figures(edition, names, edition.month.term.last(_TERMS_BACK), Form.IN_TERM)
    years = _with_figures(edition, names, edition.month.academic_year.last(_YEARS_BACK), Form.IN_YEAR)
    if terms:
        years = tuple(year for year in years if year.end < terms[0].start)
    dimension = layout.attendance.dimension
    phases = {
        phase
        for name in names
        for period, form in [(p, Form.IN_TERM) for p in terms] + [(p, Form.IN_YEAR) for p in years]
        for figure in edition.snapshot.figures.parts(name, edition.area, form, period)
        if (phase := figure.id.breakdown.get(dimension)) is not None
    }
    return Attendance(edition, layout, years, terms, tuple(sorted(phases))) if phases else None


def attendance_blocks(found: Attendance, *, level: int, prefix: str) -> Iterator[Block]:
    """Heading, chart and tables of absence."""
    yield Heading(level, "Attendance of looked-after pupils", f"{prefix}-attendance")
    for measure in found.layout.attendance.measures:
        if measure.thresholds:
            yield _chart(found, measure, prefix)
    yield _series_table(found, prefix)
    yield from _notes(found)
    if found.years:
        yield _years_table(found, prefix)


# -- the parts ---------------------------------------------------------------------------------------------------------


def _chart(found: Attendance, measure: AttendanceMeasure, prefix: str) -> LineChart:
    edition = found.edition
    indicator = edition.indicator(measure.looked_after)
    breaks = [period.label for before, period in _steps(found) if _is_break(found, (measure,), before, period)]
    lines = []
    for phase in found.phases:
        points: list[ChartPoint] = []
        for period in found.periods:
            if period.label in breaks:
                # A point without a value: the line does not run across the break.
                points.append(ChartPoint(_NEW_RULE, Quantity(Missing.NOT_APPLICABLE, indicator.unit, 0)))
            points.append(ChartPoint(period.label, _shown(found.figure(measure.looked_after, period, phase))))
        lines.append(ChartLine(category_name(phase), tuple(points)))
    last = found.periods[-1]
    newest = [(line.name.lower(), line.points[-1].quantity) for line in lines]
    title = f"{indicator.name}: " + ", ".join(f"{value.text} {name}" for name, value in newest) + f", {last.name}"
    said = "; ".join(
        f"{line.name}: "
        + ", ".join(f"{point.quantity.text} in {point.label}" for point in line.points if point.label != _NEW_RULE)
        for line in lines
    )
    return LineChart(
        id=f"chart-{prefix}-{measure.looked_after}",
        title=title,
        subtitle=f"Per cent of pupils, {edition.area_name}, {found.periods[0].label} to {last.label}. "
        f"{_threshold_words(found, measure)}",
        alt=f"Line chart. {indicator.name}. {said}."
        + (f" The definition changed before {breaks[0]}: figures on either side cannot be compared." if breaks else ""),
        lines=tuple(lines),
        breaks=tuple(breaks),
    )


def _series_table(found: Attendance, prefix: str) -> Table:
    """Looked-after pupils: years, the break, terms, and the change on the same term a year before."""
    edition, measures = found.edition, found.layout.attendance.measures
    last = found.periods[-1]
    year_before = last.shift(-3 if last.kind is PeriodKind.TERM else -1)
    columns, periods = [Column("Pupils", width=2.2)], list[Period | None]()
    earlier: Period | None = None
    for period in found.periods:
        if earlier is not None and _is_break(found, measures, earlier, period):
            columns.append(Column(_BREAK, align=Align.CENTRE))
            periods.append(None)
        columns.append(Column(period.label, align=Align.RIGHT))
        periods.append(period)
        earlier = period
    columns.append(Column(f"Change since {year_before.label}", width=1.6))
    rows = []
    for measure in measures:
        indicator = edition.indicator(measure.looked_after)
        for phase in found.phases:
            cells = [text_cell(f"{_short_name(found, measure)}, {category_name(phase).lower()}")]
            cells += [
                BREAK if period is None else figure_cell(found.figure(measure.looked_after, period, phase))
                for period in periods
            ]
            latest = found.figure(measure.looked_after, last, phase)
            before = found.figure(measure.looked_after, year_before, phase)
            cells.append(change_cell(latest, before, indicator, edition.policies.direction))
            rows.append(Row(tuple(cells)))
    return Table(
        id=f"{prefix}-attendance-table",
        caption=f"Absence of looked-after pupils, {edition.area_name}, {found.periods[0].name} to {last.name}; "
        "changes are in percentage points",
        columns=tuple(columns),
        rows=tuple(rows),
    )


def _years_table(found: Attendance, prefix: str) -> Table:
    """Whole years: looked-after and all pupils, here and in the nation."""
    edition = found.edition
    nation = edition.catalogue.areas[edition.area].parent or edition.area
    places = ((edition.area, edition.area_name), (nation, edition.catalogue.areas[nation].name))
    newest = found.years[-1]
    rows = []
    for measure in found.layout.attendance.measures:
        title = _short_name(found, measure)
        for name, who in ((measure.looked_after, "looked after"), (measure.everybody, "all pupils")):
            indicator = edition.indicator(name)
            for phase in found.phases:
                figures = [found.figure(name, year, phase, area) for year in found.years for area, _ in places]
                gap = gap_cell(figures[-2], figures[-1], indicator, name=places[1][1])
                label = text_cell(f"{title}: {category_name(phase).lower()}, {who}")
                rows.append(
                    Row((label, *map(figure_cell, figures), gap), group=_with_threshold(measure, title, newest))
                )
    return Table(
        id=f"{prefix}-attendance-years-table",
        caption="Absence of looked-after and of all pupils, "
        f"{places[0][1]} and {places[1][1]}, {found.years[0].name} to {newest.name}",
        columns=(
            Column("Pupils", width=3),
            *(Column(place, group=year.label, align=Align.RIGHT) for year in found.years for _, place in places),
            Column(f"Against {places[1][1]}, {newest.label}, points", width=1.8),
        ),
        rows=tuple(rows),
    )


def _notes(found: Attendance) -> Iterator[Block]:
    """What changed at each break, and what each series cannot show: from the definitions."""
    for measure in found.layout.attendance.measures:
        indicator = found.edition.indicator(measure.looked_after)
        for change in indicator.change_log:
            if change.breaks_series and found.periods[0].start < change.dated <= found.periods[-1].end:
                yield Paragraph(
                    (
                        Text(f"{indicator.name}, break in {change.dated:%B %Y}: ", strong=True),
                        Text(change.change),
                        Text(" No change is worked out across it."),
                    )
                )
    limits = dict.fromkeys(
        limit
        for measure in found.layout.attendance.measures
        if (limit := found.edition.indicator(measure.looked_after).history_limit)
    )
    for limit in limits:
        yield Paragraph((Text(limit),))


def _steps(found: Attendance) -> Iterator[tuple[Period, Period]]:
    yield from zip(found.periods, found.periods[1:], strict=False)


def _is_break(found: Attendance, measures: tuple[AttendanceMeasure, ...], before: Period, period: Period) -> bool:
    breaks = [day for measure in measures for day in found.edition.indicator(measure.looked_after).breaks]
    return break_between(before, period, breaks) is not None


def _short_name(found: Attendance, measure: AttendanceMeasure) -> str:
    """`Persistent absence`: what is measured, without of whom."""
    return found.edition.indicator(measure.everybody).name.partition(" of ")[0]


def _with_threshold(measure: AttendanceMeasure, name: str, period: Period) -> str:
    threshold = measure.threshold_on(period.end)
    return name if threshold is None else f"{name}, {threshold.sessions_missed}% of sessions or more"


def _threshold_words(found: Attendance, measure: AttendanceMeasure) -> str:
    """`Absent for 15% of sessions until 2014-15, for 10% from Autumn 2015`."""
    parts: list[tuple[int, Period, Period]] = []
    for period in found.periods:
        threshold = measure.threshold_on(period.end)
        if threshold is None:
            continue
        if parts and parts[-1][0] == threshold.sessions_missed:
            parts[-1] = (parts[-1][0], parts[-1][1], period)
        else:
            parts.append((threshold.sessions_missed, period, period))
    said = [
        f"{share}% of sessions " + (f"until {last.label}" if number < len(parts) - 1 else f"from {first.label}")
        for number, (share, first, last) in enumerate(parts)
    ]
    return "Absent for " + ", ".join(said) if said else ""


def _shown(figure: Figure | None) -> Quantity:
    return Quantity(Missing.NOT_COLLECTED, Unit.COUNT, 0) if figure is None else quantity(figure)


def _with_figures(edition: Edition, names: list[str], periods: tuple[Period, ...], form: Form) -> tuple[Period, ...]:
    return tuple(
        period
        for period in periods
        if any(
            not isinstance(figure.value, Missing)
            for name in names
            for figure in edition.snapshot.figures.parts(name, edition.area, form, period)
        )
    )

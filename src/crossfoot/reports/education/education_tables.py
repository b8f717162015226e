"""The tables of the education scorecard: results by district and pupils, inspections by kind and by district."""

from __future__ import annotations

from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.reports.cells import figure_cell, text_cell
from crossfoot.reports.document import Align, Cell, Column, Quantity, Row, Table
from crossfoot.reports.edition import Edition
from crossfoot.reports.education.education_layout import EducationLayout, Pupils, ResultMeasure, ResultTable
from crossfoot.reports.education.education_marks import (
    Series,
    districts_of,
    inspection_marks,
    inspection_series,
    marked_cell,
    nation_of,
    result_marks,
    result_series,
    shown_positions,
    years_of,
)
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit

_WIDE_FROM = 8
"""A table of as many columns goes on a wide page."""
_TOGETHER = "All districts added up"
_BASE = "national"
"""What stands in the nation's row of a column of gaps to it."""
_UNKNOWN = Cell((Quantity(Missing.NOT_AVAILABLE, Unit.COUNT, 0),))


def area_name(edition: Edition, area: str) -> str:
    """The area as a table names it."""
    return edition.catalogue.areas[area].name


def year_name(year: Period) -> str:
    """The summer of an academic year: `2016`."""
    return str(year.end.year)


# -- results -----------------------------------------------------------------------------------------------------------


def results_table(edition: Edition, layout: EducationLayout, table: ResultTable, *, id_prefix: str) -> Table | None:
    """Areas and pupils down, measures by year across, each result with its marks. None where nothing was supplied."""
    shown = [(measure, years_of(edition, measure)) for measure in table.measures]
    shown = [(measure, years) for measure, years in shown if years]
    if not shown:
        return None
    columns = [Column("Area", width=2.1), Column("Pupils", width=1.5)]
    for measure, years in shown:
        columns += _year_columns(layout, measure, years)
    districts = districts_of(edition)
    both = f"{edition.area_name} and {area_name(edition, nation_of(edition))}"
    rows = [
        _results_row(edition, shown, area, pupils, group=group)
        for group, areas in ((both, (edition.area, nation_of(edition))), ("Districts", districts))
        for area in areas
        for pupils in layout.pupils
    ]
    every = [year for _, years in shown for year in years]
    return Table(
        id=f"{id_prefix}-{table.id}-table",
        caption=f"{table.title} results, {edition.area_name} and its districts, {_span(every)}",
        columns=tuple(columns),
        rows=tuple(rows),
        header_columns=2,
        landscape=len(columns) >= _WIDE_FROM,
    )


def _year_columns(layout: EducationLayout, measure: ResultMeasure, years: tuple[Period, ...]) -> list[Column]:
    columns = []
    for year in years:
        said = layout.published_as(measure.indicator, year)
        heading = year_name(year) + (f", {said.status}" if said else "")
        columns.append(Column(heading, group=measure.heading, align=Align.RIGHT, width=2))
    if measure.with_change and len(years) > 1:
        heading = f"Since {year_name(years[-2])}"
        columns.append(Column(heading, group=measure.heading, align=Align.RIGHT, width=1.2))
    return columns


def _results_row(
    edition: Edition, shown: list[tuple[ResultMeasure, tuple[Period, ...]]], area: str, pupils: Pupils, *, group: str
) -> Row:
    cells = [text_cell(area_name(edition, area)), text_cell(pupils.short)]
    for measure, years in shown:
        series = result_series(edition, measure, pupils)
        if area == nation_of(edition):
            cells += [_national_cell(edition, series, year) for year in years]
        else:
            cells += [marked_cell(marked) for marked in result_marks(edition, series, years, area)]
        if measure.with_change and len(years) > 1:
            cells.append(_change_cell(edition, series, years[-1], years[-2], area))
    return Row(tuple(cells), group=group)


def _national_cell(edition: Edition, series: Series, period: Period) -> Cell:
    """The nation's figure without marks: it is what others are set against."""
    if series.is_gap:
        return text_cell(_BASE)
    figure = series.figure(edition, period, nation_of(edition))
    return figure_cell(None) if figure is None else Cell((series.quantity(figure),))


def _change_cell(edition: Edition, series: Series, latest: Period, before: Period, area: str) -> Cell:
    later, earlier = series.figure(edition, latest, area), series.figure(edition, before, area)
    change = None if later is None or earlier is None else difference_of(series, later, earlier)
    return _UNKNOWN if change is None else Cell((change,))


def difference_of(series: Series, later: Figure, earlier: Figure) -> Quantity | None:
    """Later less earlier of the same pupils, signed; None where either is missing."""
    after, before = later.value, earlier.value
    if isinstance(after, Missing) or isinstance(before, Missing):
        return None
    ids = (str(later.id), str(earlier.id))
    return Quantity(after - before, later.unit.of_change, series.decimals, ids, sign=True)


def _span(periods: list[Period]) -> str:
    first, last = year_name(min(periods)), year_name(max(periods))
    return first if first == last else f"{first} to {last}"


# -- inspections -------------------------------------------------------------------------------------------------------


def inspections_table(edition: Edition, layout: EducationLayout, *, id_prefix: str) -> Table | None:
    """Kinds of school and setting down, positions across: the council with its marks, and the nation beside it."""
    months = shown_positions(edition, layout)
    if not months:
        return None
    nation = nation_of(edition)
    columns = [Column("Judged by Ofsted", width=2.6)]
    for month in months:
        columns.append(Column(edition.area_name, group=position_name(month, months), align=Align.RIGHT, width=1.9))
        columns.append(Column(area_name(edition, nation), group=position_name(month, months), align=Align.RIGHT))
    rows = []
    for name in layout.inspections.by_phase.measures:
        series = inspection_series(edition, name)
        cells = [text_cell(series.name)]
        for month, marked in zip(months, inspection_marks(edition, series, layout, months, edition.area), strict=True):
            cells += [marked_cell(marked), _national_cell(edition, series, month)]
        rows.append(Row(tuple(cells)))
    return Table(
        id=f"{id_prefix}-inspections-table",
        caption=f"Inspection judgements by kind of school and setting, {edition.area_name} and "
        f"{area_name(edition, nation)}, {months[0].name} to {months[-1].name}",
        columns=tuple(columns),
        rows=tuple(rows),
        landscape=True,
    )


def position_name(month: Period, months: tuple[Period, ...]) -> str:
    """`July 2014`; the last one says that it is the latest."""
    return f"Latest, {month.name}" if month == months[-1] else month.name


def districts_table(edition: Edition, layout: EducationLayout, *, id_prefix: str) -> Table | None:
    """Districts down, positions across, each percentage with its marks. None where no district was supplied."""
    months, districts = shown_positions(edition, layout), districts_of(edition)
    series = inspection_series(edition, layout.inspections.by_district.measure)
    if not any(series.figure(edition, month, district) for month in months for district in districts):
        return None
    rows = []
    for district in districts:
        marks = inspection_marks(edition, series, layout, months, district)
        rows.append(Row((text_cell(area_name(edition, district)), *map(marked_cell, marks))))
    sums = [districts_added_up(edition, series, month, districts) for month in months]
    rows.append(Row((text_cell(_TOGETHER), *(_sum_cell(found, 2) for found in sums)), total=True))
    nation = nation_of(edition)
    rows.append(
        Row((text_cell(area_name(edition, nation)), *(_national_cell(edition, series, month) for month in months)))
    )
    return Table(
        id=f"{id_prefix}-districts-table",
        caption=f"{series.name} by district, per cent of those with a judgement, {edition.area_name}, "
        f"{months[0].name} to {months[-1].name}",
        columns=(
            Column("District", width=2.2),
            *(Column(position_name(month, months), align=Align.RIGHT, width=2) for month in months),
        ),
        rows=tuple(rows),
        landscape=True,
    )


def district_numbers_table(edition: Edition, layout: EducationLayout, *, id_prefix: str) -> Table | None:
    """The numbers that the percentages follow from: good or better, and judged. None where none were supplied."""
    months, districts = shown_positions(edition, layout), districts_of(edition)
    series = inspection_series(edition, layout.inspections.by_district.measure)
    figures = {district: [series.figure(edition, month, district) for month in months] for district in districts}
    if not any(_has_parts(figure) for of_district in figures.values() for figure in of_district):
        return None
    columns = [Column("District", width=2.2)]
    for month in months:
        group = position_name(month, months)
        columns += [Column(heading, group=group, align=Align.RIGHT) for heading in ("Good or better", "Judged")]
    rows = [
        Row(
            (
                text_cell(area_name(edition, district)),
                *(cell for figure in of_district for cell in _part_cells(figure)),
            )
        )
        for district, of_district in figures.items()
    ]
    sums = [districts_added_up(edition, series, month, districts) for month in months]
    cells = [_sum_cell(found, part) for found in sums for part in (0, 1)]
    rows.append(Row((text_cell(_TOGETHER), *cells), total=True))
    return Table(
        id=f"{id_prefix}-district-numbers-table",
        caption=f"Numbers of schools behind the percentages by district, {edition.area_name}, "
        f"{months[0].name} to {months[-1].name}",
        columns=tuple(columns),
        rows=tuple(rows),
        landscape=True,
    )


def _has_parts(figure: Figure | None) -> bool:
    return figure is not None and figure.numerator is not None and figure.denominator is not None


def _part_cells(figure: Figure | None) -> tuple[Cell, Cell]:
    if figure is None or figure.numerator is None or figure.denominator is None:
        return _UNKNOWN, _UNKNOWN
    ids = (str(figure.id),)
    return (
        Cell((Quantity(figure.numerator, Unit.COUNT, 0, ids),)),
        Cell((Quantity(figure.denominator, Unit.COUNT, 0, ids),)),
    )


def _sum_cell(found: tuple[Quantity, Quantity, Quantity] | None, part: int) -> Cell:
    return _UNKNOWN if found is None else Cell((found[part],))


def districts_added_up(
    edition: Edition, series: Series, month: Period, districts: tuple[str, ...]
) -> tuple[Quantity, Quantity, Quantity] | None:
    """Good or better, judged, and the percentage of all districts together; None while one of them has no numbers."""
    figures = [series.figure(edition, month, district) for district in districts]
    good, judged, ids = Fraction(0), Fraction(0), []
    for figure in figures:
        if figure is None or figure.numerator is None or figure.denominator is None:
            return None
        good, judged = good + figure.numerator, judged + figure.denominator
        ids.append(str(figure.id))
    named = tuple(ids)
    share: Fraction | Missing = 100 * good / judged if judged else Missing.NOT_APPLICABLE
    return (
        Quantity(good, Unit.COUNT, 0, named),
        Quantity(judged, Unit.COUNT, 0, named),
        Quantity(share, Unit.PERCENTAGE, series.decimals, named),
    )

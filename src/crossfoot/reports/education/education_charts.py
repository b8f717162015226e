"""The charts of the education scorecard: the county beside the nation by year, and its districts at the latest date."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.figures.figure import Figure
from crossfoot.reports.document import BarChart, ChartLine, ChartPoint, LineChart, Quantity
from crossfoot.reports.edition import Edition
from crossfoot.reports.education.education_layout import EducationLayout, ResultMeasure
from crossfoot.reports.education.education_marks import (
    Series,
    districts_of,
    inspection_series,
    nation_of,
    result_series,
    shown_positions,
    years_of,
)
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit

_FEWEST = 3
"""A line through two points shows nothing that the table does not."""


def cohort_charts(
    edition: Edition, layout: EducationLayout, measure: ResultMeasure, *, id_prefix: str
) -> Iterator[LineChart]:
    """One chart for each of the pupils shown: never two in one, for a part is not to be read against its whole."""
    years = years_of(edition, measure)
    if len(years) < _FEWEST:
        return
    for pupils in layout.pupils:
        series = result_series(edition, measure, pupils)
        nation = edition.catalogue.areas[nation_of(edition)].name
        lines = (
            _line(edition, series, years, edition.area, edition.area_name, emphasis=True),
            _line(edition, series, years, nation_of(edition), nation, emphasis=False),
        )
        name = f"{measure.heading}, {pupils.name.lower()}"
        yield LineChart(
            id=f"{id_prefix}-chart-{measure.indicator}-{pupils.anchor}",
            title=f"{name}: {_ends(lines, nation)}",
            subtitle=f"Per cent of pupils, {edition.area_name} and {nation}, "
            f"{years[0].end.year} to {years[-1].end.year}",
            alt=f"Line chart of {name}. {_in_words(lines)}",
            lines=lines,
        )


def _line(
    edition: Edition, series: Series, years: tuple[Period, ...], area: str, name: str, *, emphasis: bool
) -> ChartLine:
    points = tuple(
        ChartPoint(str(year.end.year), _quantity(series, series.figure(edition, year, area))) for year in years
    )
    return ChartLine(name, points, emphasis)


def _quantity(series: Series, figure: Figure | None) -> Quantity:
    return Quantity(Missing.NOT_COLLECTED, Unit.COUNT, 0) if figure is None else series.quantity(figure)


def _ends(lines: tuple[ChartLine, ChartLine], nation: str) -> str:
    """`69%, England 69%`: where the two lines end."""
    council, national = (line.points[-1].quantity for line in lines)
    return f"{council.words}, {nation} {national.words}"


def _in_words(lines: tuple[ChartLine, ...]) -> str:
    return " ".join(
        f"{line.name}: {', '.join(f'{point.quantity.words} in {point.label}' for point in line.points)}."
        for line in lines
    )


def district_chart(edition: Edition, layout: EducationLayout, *, id_prefix: str) -> Iterator[BarChart]:
    """The districts at the latest position, highest first; none while nothing is known of them."""
    months = shown_positions(edition, layout)
    series = inspection_series(edition, layout.inspections.by_district.measure)
    found = [
        (figure.value, name, series.quantity(figure))
        for district in districts_of(edition)
        for name in [edition.catalogue.areas[district].name]
        for figure in [series.figure(edition, months[-1], district)]
        if figure is not None and not isinstance(figure.value, Missing)
    ]
    if not found:
        return
    found.sort(key=lambda each: (-each[0], each[1]))
    (_, best, most), (_, last, least) = found[0], found[-1]
    yield BarChart(
        id=f"{id_prefix}-chart-districts",
        title=f"{series.name}: from {least.words} in {last} to {most.words} in {best}",
        subtitle=f"Per cent of schools with a judgement, districts of {edition.area_name}, {months[-1].name}",
        alt=f"Bar chart of {series.name} by district. "
        + ", ".join(f"{name} {share.words}" for _, name, share in found)
        + ".",
        bars=tuple(ChartPoint(name, share) for _, name, share in found),
    )

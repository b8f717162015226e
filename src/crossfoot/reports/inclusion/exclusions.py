"""Permanent exclusions: by term and age band, of groups that overlap, and as a share of pupils by year.

Totals are added up from the age bands in every term, so that terms can be compared. A total that was supplied is not
put in their place: where it differs the report says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.judgements.direction import performance_of
from crossfoot.judgements.judgement import Performance
from crossfoot.reports.cells import figure_cell, quantity, text_cell
from crossfoot.reports.change_cells import change_cell, gap_cell
from crossfoot.reports.document import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Cell,
    ChartLine,
    ChartPoint,
    Column,
    Heading,
    LineChart,
    Paragraph,
    Quantity,
    Row,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.inclusion.inclusion_layout import InclusionLayout
from crossfoot.reports.monthly.cross_table import category_name
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

_TERMS_BACK = 6
"""How many terms are looked through for the newest with figures."""


@dataclass(frozen=True, slots=True)
class Exclusions:
    """The exclusions of an edition: its terms, oldest first, its age bands, and ways to the figures."""

    edition: Edition
    layout: InclusionLayout
    terms: tuple[Period, ...]
    bands: tuple[str, ...]

    def band(self, band: str, term: Period) -> Figure | None:
        """The exclusions of an age band in a term."""
        part = self.layout.exclusions
        return self.edition.figure(part.count, term, breakdown=Breakdown(((part.dimension, band),)))

    def total(self, *terms: Period) -> Quantity:
        """The bands of some terms added up; not available where one is missing."""
        figures = [self.band(band, term) for term in terms for band in self.bands]
        counted = [figure.value for figure in figures if figure is not None and not isinstance(figure.value, Missing)]
        ids = tuple(str(figure.id) for figure in figures if figure is not None)
        whole = len(counted) == len(figures) and bool(figures)
        return Quantity(sum(counted, Fraction(0)) if whole else Missing.NOT_AVAILABLE, Unit.COUNT, 0, ids)

    def year_to(self, term: Period) -> tuple[Period, ...]:
        """The terms of its academic year up to `term`."""
        year = term.academic_year
        return tuple(each for each in term.last(3) if each.academic_year == year)

    @property
    def change_on_year(self) -> Quantity:
        """The newest term's total less that of the same term a year before, signed."""
        return _less(self.total(self.terms[-1]), self.total(self.terms[-1].shift(-3)))


def find_exclusions(edition: Edition, layout: InclusionLayout) -> Exclusions | None:
    """The terms up to the newest that has exclusions by age; None where there is none.

    A band of any of the terms is a band of them all: where it is missing in one, that term has no total.
    """
    newest = edition.month.term
    for term in reversed(newest.last(_TERMS_BACK)):
        if any(not isinstance(figure.value, Missing) for _, figure in _banded(edition, layout, term)):
            terms = term.last(layout.terms)
            bands = {band for each in terms for band, _ in _banded(edition, layout, each)}
            return Exclusions(edition, layout, terms, tuple(sorted(bands, key=_youngest_first)))
    return None


def _banded(edition: Edition, layout: InclusionLayout, term: Period) -> Iterator[tuple[str, Figure]]:
    """The figures of a term that are broken down by age and nothing else."""
    part = layout.exclusions
    for figure in edition.snapshot.figures.parts(part.count, edition.area, Form.IN_TERM, term):
        if figure.id.breakdown.dimensions == (part.dimension,):
            yield figure.id.breakdown.parts[0][1], figure


def _youngest_first(band: str) -> tuple[bool, int, str]:
    digits = "".join(letter if letter.isdigit() else " " for letter in band).split()
    return (not band.startswith("under-"), int(digits[0]) if digits else 0, band)


def exclusions_blocks(found: Exclusions, *, level: int, prefix: str) -> Iterator[Block]:
    """Heading, chart and tables of exclusions."""
    yield Heading(level, "Permanent exclusions", f"{prefix}-exclusions")
    yield _chart(found, prefix)
    yield _terms_table(found, prefix)
    yield Paragraph(
        (
            Text(
                "A pupil can be in several of the groups, or in none: the groups are parts of the total and do not "
                "add up to it. The newest term is provisional."
            ),
        )
    )
    yield from _supplied_totals(found)
    yield _years_table(found, prefix)
    shares = _shares_table(found, prefix)
    if shares is not None:
        yield shares


def change_status(found: Exclusions) -> Status | None:
    """Whether the newest term is better or worse than the same term a year before."""
    value = found.change_on_year.value
    if isinstance(value, Missing):
        return None
    polarity = found.edition.indicator(found.layout.exclusions.count).polarity
    word = performance_of(value, polarity)
    looks = {
        Performance.BETTER: (Tone.BETTER, "Got better", "Fewer"),
        Performance.WORSE: (Tone.WORSE, "Got worse", "More"),
        Performance.SAME: (Tone.SAME, "No change", "As many"),
    }
    if word not in looks:
        return None
    tone, label, words = looks[word]
    return Status(tone, label, word.symbol, f"{words} than in {found.terms[-1].shift(-3).name}.")


# -- the parts ---------------------------------------------------------------------------------------------------------


def _chart(found: Exclusions, prefix: str) -> LineChart:
    last, total = found.terms[-1], found.total(found.terms[-1])
    lines = [ChartLine("All ages", tuple(ChartPoint(term.label, found.total(term)) for term in found.terms))]
    for band in reversed(found.bands):
        points = tuple(ChartPoint(term.label, _count(found.band(band, term))) for term in found.terms)
        known = [point.quantity.value for point in points if not isinstance(point.quantity.value, Missing)]
        if known:
            # A band left out would leave data that do not make their total.
            lines.append(ChartLine(category_name(band), points, emphasis=max(known) > 1))
    said = "; ".join(
        f"{line.name}: {', '.join(f'{point.quantity.text} in {point.label}' for point in line.points)}"
        for line in lines
    )
    return LineChart(
        id=f"chart-{prefix}-exclusions",
        title=f"Permanent exclusions: {total.text} in {last.name}, {found.total(last.shift(-3)).text} a year before",
        subtitle=f"Number by age, in term, {found.edition.area_name}, {found.terms[0].label} to {last.label}",
        alt=f"Line chart. Permanent exclusions by term. {said}.",
        lines=tuple(lines),
    )


def _terms_table(found: Exclusions, prefix: str) -> Table:
    edition, part = found.edition, found.layout.exclusions
    last = found.terms[-1]
    indicator = edition.indicator(part.count)
    rows = []
    for band in found.bands:
        figures = [found.band(band, term) for term in found.terms]
        change = change_cell(figures[-1], found.band(band, last.shift(-3)), indicator, edition.policies.direction)
        rows.append(Row((text_cell(category_name(band)), *map(figure_cell, figures), change), group="By age"))
        if band in part.within:
            rows.append(_count_row(found, part.within[band], group="By age", before="of whom: "))
    totals = [Cell((found.total(term),)) for term in found.terms]
    rows.append(Row((text_cell("All ages, added up"), *totals, _change_of_total(found)), total=True, group="By age"))
    rows += [_count_row(found, name, group="Groups, which overlap") for name in part.groups]
    return Table(
        id=f"{prefix}-exclusions-table",
        caption=f"Permanent exclusions, {edition.area_name}, {found.terms[0].name} to {last.name}",
        columns=(
            Column("Pupils", width=3),
            *(Column(term.label, align=Align.RIGHT) for term in found.terms),
            Column(f"Change since {last.shift(-3).label}", width=1.6),
        ),
        rows=tuple(rows),
    )


def _count_row(found: Exclusions, name: str, *, group: str, before: str = "") -> Row:
    edition = found.edition
    indicator = edition.indicator(name)
    figures = [edition.figure(name, term) for term in found.terms]
    label = indicator.name.removeprefix("Permanent exclusions of ").removeprefix("Permanent exclusions in ")
    label = f"{before}{label}" if before else f"{label[:1].upper()}{label[1:]}"
    change = change_cell(figures[-1], figures[-4], indicator, edition.policies.direction)
    return Row((text_cell(label), *map(figure_cell, figures), change), group=group)


def _change_of_total(found: Exclusions) -> Cell:
    change, status = found.change_on_year, change_status(found)
    if isinstance(change.value, Missing) or status is None:
        return Cell((change,))
    words = {Tone.BETTER: "Got better", Tone.WORSE: "Got worse", Tone.SAME: "No change"}[status.tone]
    shown = Status(status.tone, words, status.symbol, status.words)
    if not change.value:
        return Cell((shown,))
    return Cell((shown, Text(" by "), Quantity(abs(change.value), change.unit, 0, change.figures)))


def _years_table(found: Exclusions, prefix: str) -> Table:
    """Academic years: the newest to date, the year before to the same term and whole, and those before whole."""
    last = found.terms[-1]
    to_date = found.year_to(last)
    rows = []
    for back in range(2, -1, -1):
        same = tuple(term.shift(-3 * back) for term in to_date)
        whole = same[0].academic_year
        terms = tuple(same[0].shift(step) for step in range(3))
        year = found.total(*terms) if back else Quantity(Missing.NOT_DUE, Unit.COUNT, 0)
        rows.append(Row((text_cell(whole.label), Cell((found.total(*same),)), Cell((year,)))))
    span = to_date[0].label.split()[0].lower()
    if len(to_date) > 1:
        span += f" to {to_date[-1].label.split()[0].lower()}"
    return Table(
        id=f"{prefix}-exclusions-years-table",
        caption=f"Permanent exclusions of all ages by academic year, {found.edition.area_name}, to {last.name}",
        columns=(
            Column("Academic year", width=2),
            Column(f"Year to date: {span}", align=Align.RIGHT, width=1.5),
            Column("Whole year", align=Align.RIGHT),
        ),
        rows=tuple(rows),
    )


def _supplied_totals(found: Exclusions) -> Iterator[Block]:
    """A warning for each term whose supplied total is not what the age bands add up to."""
    name = found.layout.exclusions.count
    for term in found.terms:
        supplied, added_up = found.edition.figure(name, term), found.total(term)
        if supplied is None or supplied.value == added_up.value or isinstance(added_up.value, Missing):
            continue
        yield Callout(
            CalloutKind.WARNING,
            "Two totals that disagree",
            (
                Paragraph(
                    (
                        Text(f"For {term.name} the total supplied is "),
                        quantity(supplied),
                        Text("; the age bands add up to "),
                        added_up,
                        Text(". Tables and chart here use the bands. Ask the data owner which is right."),
                    )
                ),
            ),
        )


def _shares_table(found: Exclusions, prefix: str) -> Table | None:
    edition, part = found.edition, found.layout.exclusions
    indicator = edition.indicator(part.share)
    nation = edition.catalogue.areas[edition.area].parent
    years = [
        year
        for year in edition.month.academic_year.last(6)
        if any(
            not isinstance(figure.value, Missing)
            for figure in edition.snapshot.figures.parts(part.share, edition.area, Form.IN_YEAR, year)
        )
    ]
    if not years or nation is None:
        return None
    names = (edition.area_name, edition.catalogue.areas[nation].name)
    rows = []
    for band in found.bands:
        breakdown = Breakdown(((part.dimension, band),))
        pairs = [
            (
                edition.figure(part.share, year, breakdown=breakdown),
                edition.figure(part.share, year, breakdown=breakdown, area=nation),
            )
            for year in years
        ]
        cells = [figure_cell(figure) for pair in pairs for figure in pair]
        last = gap_cell(*pairs[-1], indicator, name=names[1])
        rows.append(Row((text_cell(category_name(band)), *cells, last)))
    return Table(
        id=f"{prefix}-exclusion-shares-table",
        caption=f"{indicator.name}, per cent by age, {names[0]} and {names[1]}, {years[0].label} to {years[-1].label}",
        columns=(
            Column("Age", width=1.5),
            *(Column(name, group=year.label, align=Align.RIGHT) for year in years for name in names),
            Column(f"Against {names[1]}, {years[-1].label}, points", width=1.8),
        ),
        rows=tuple(rows),
    )


def _count(figure: Figure | None) -> Quantity:
    return Quantity(Missing.NOT_COLLECTED, Unit.COUNT, 0) if figure is None else quantity(figure)


def _less(later: Quantity, earlier: Quantity) -> Quantity:
    if isinstance(later.value, Missing) or isinstance(earlier.value, Missing):
        return Quantity(Missing.NOT_AVAILABLE, Unit.COUNT, 0)
    return Quantity(later.value - earlier.value, Unit.COUNT, 0, later.figures + earlier.figures, sign=True)

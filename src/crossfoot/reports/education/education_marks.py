"""A result of the education scorecard with its marks: the colour and plus against national, the arrow for change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.judgements.education import NationalVerdict, judge_against_national, judge_step
from crossfoot.judgements.education_policy import Scale
from crossfoot.judgements.judgement import DirectionVerdict, Performance
from crossfoot.judgements.reading import Reading
from crossfoot.reports.cells import figure_cell
from crossfoot.reports.document import Cell, Quantity, Status, Text, Tone
from crossfoot.reports.edition import Edition
from crossfoot.reports.education.education_layout import EducationLayout, Pupils, ResultMeasure
from crossfoot.reports.statuses import rag_status
from crossfoot.vocabulary.areas import AreaKind
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form

_WHOLE_PER_CENT = 0
"""Inspections are printed as whole per cent: the latest Norfolk and national figures are known no closer."""
_ARROWS = {Performance.BETTER: (Tone.BETTER, "Better"), Performance.WORSE: (Tone.WORSE, "Worse")}


@dataclass(frozen=True, slots=True)
class Series:
    """A measure of some pupils, or of inspections: what is looked up and how it is judged and printed."""

    measure: str
    name: str
    scale: Scale
    form: Form
    decimals: int
    pupils: Pupils | None = None
    is_gap: bool = False

    @property
    def part(self) -> Breakdown:
        """Which part of all pupils it is about."""
        return self.pupils.part if self.pupils is not None else Breakdown()

    def figure(self, edition: Edition, period: Period, area: str) -> Figure | None:
        """The figure of an area, None where nothing was supplied."""
        return edition.figure(self.measure, period, form=self.form, breakdown=self.part, area=area)

    def quantity(self, figure: Figure) -> Quantity:
        """Its value as the scorecard prints it."""
        return Quantity(figure.value, figure.unit, self.decimals, (str(figure.id),), sign=self.is_gap)


@dataclass(frozen=True, slots=True)
class Marked:
    """A figure with its verdicts and the national figure that it was set against."""

    series: Series
    figure: Figure
    nation: Figure | None
    national: NationalVerdict
    step: DirectionVerdict

    @property
    def name(self) -> str:
        """The measure and whose it is: `Attainment 8, disadvantaged pupils`."""
        pupils = self.series.pupils
        return self.series.name if pupils is None else f"{self.series.name}, {pupils.name.lower()}"

    @property
    def status(self) -> Status | None:
        """Colour, plus and arrow in one: `Amber ↑`, read aloud in full. None where there is nothing to mark."""
        arrow = _ARROWS.get(self.step.word)
        colour = rag_status(self.national.word)
        if colour is None:
            return Status(arrow[0], arrow[1], self.step.word.symbol, self._words) if arrow else None
        label = colour.label + (" +" if self.national.is_above else "") + (f" {self.step.word.symbol}" if arrow else "")
        return Status(colour.tone, label, colour.symbol, self._words)

    @property
    def _words(self) -> str:
        said = []
        if self.national.word.is_colour:
            plus = ", above national" if self.national.is_above else ""
            said.append(f"{self.national.word.value.capitalize()}{plus}: {self.national.reason}")
        if self.step.word in _ARROWS:
            said.append(f"{_ARROWS[self.step.word][1]}: {self.step.reason[:1].lower()}{self.step.reason[1:]}")
        return " ".join(said)

    @property
    def cell(self) -> Cell:
        """The figure with its status behind it, shaded in its colour."""
        quantity, status = self.series.quantity(self.figure), self.status
        if status is None:
            return Cell((quantity,))
        return Cell((quantity, Text(" "), status), status.tone if self.national.word.is_colour else None)


def result_series(edition: Edition, measure: ResultMeasure, pupils: Pupils) -> Series:
    """A measure of results, of all pupils or a part."""
    indicator = edition.indicator(measure.indicator)
    return Series(
        measure.indicator,
        indicator.name,
        measure.scale,
        indicator.form,
        indicator.decimals,
        pupils,
        is_gap=measure.is_gap,
    )


def inspection_series(edition: Edition, measure: str) -> Series:
    """A measure of inspections: a position at the end of a month."""
    name = edition.indicator(measure).name
    return Series(measure, name, Scale.ESTABLISHMENTS, Form.AT_MONTH_END, _WHOLE_PER_CENT)


def mark(edition: Edition, series: Series, period: Period, area: str, before: Period | None = None) -> Marked | None:
    """The figure of an area with its marks, None where there is no figure. `before` is what the arrow goes back to."""
    figure = series.figure(edition, period, area)
    if figure is None:
        return None
    reading = _reading(series, figure)
    nation = None if series.is_gap else series.figure(edition, period, nation_of(edition))
    policy = edition.policies.education
    national = judge_against_national(
        reading,
        _national(series, reading, nation),
        measure=series.measure,
        scale=series.scale,
        policy=policy,
        is_all_pupils=not series.part,
    )
    earlier = series.figure(edition, before, area) if before is not None else None
    step = (
        DirectionVerdict(Performance.CANNOT_TELL, "There is nothing before it.")
        if earlier is None
        else judge_step(
            reading,
            _reading(series, earlier),
            measure=series.measure,
            scale=series.scale,
            policy=policy,
            breaks=edition.indicator(series.measure).breaks,
        )
    )
    return Marked(series, figure, nation, national, step)


def marked_cell(marked: Marked | None) -> Cell:
    """The same as a cell; an empty place is said to be not collected."""
    return figure_cell(None) if marked is None else marked.cell


def _reading(series: Series, figure: Figure) -> Reading:
    return replace(Reading.of(figure), decimals=series.decimals)


def _national(series: Series, reading: Reading, nation: Figure | None) -> Reading:
    if series.is_gap:
        return replace(reading, value=Fraction(0))
    if nation is None:
        return replace(reading, value=Missing.NOT_COLLECTED)
    return _reading(series, nation)


# -- what there is to show ---------------------------------------------------------------------------------------------


def nation_of(edition: Edition) -> str:
    """The wider area that the council's own is set against."""
    return edition.catalogue.areas[edition.area].parent or edition.area


def districts_of(edition: Edition) -> tuple[str, ...]:
    """The districts of the council that have a figure, by name."""
    with_figures = {figure.id.area for figure in edition.snapshot.figures}
    below = [
        (area.name, name)
        for name, area in edition.catalogue.areas.items()
        if area.parent == edition.area and area.kind is AreaKind.DISTRICT and name in with_figures
    ]
    return tuple(name for _, name in sorted(below))


def last_year(edition: Edition) -> Period:
    """The last academic year that had ended when the month had."""
    year = edition.month.academic_year
    return year if year.end <= edition.month.end else year.shift(-1)


def years_of(edition: Edition, measure: ResultMeasure) -> tuple[Period, ...]:
    """The years of a measure for which the council has any figure, the last ones that are shown, oldest first."""
    known = _periods(edition, (measure.indicator,), edition.indicator(measure.indicator).form)
    return tuple(year for year in last_year(edition).last(measure.years) if year in known)


def positions_of(edition: Edition, layout: EducationLayout) -> tuple[Period, ...]:
    """The months at whose end inspections of the council are known, oldest first: also those that are not shown."""
    known = _periods(edition, layout.inspections.by_phase.measures, Form.AT_MONTH_END)
    return tuple(sorted(month for month in known if month <= edition.month))


def shown_positions(edition: Edition, layout: EducationLayout) -> tuple[Period, ...]:
    """The last of them, as many as the layout shows."""
    return positions_of(edition, layout)[-layout.inspections.positions :]


def _periods(edition: Edition, measures: Iterable[str], form: Form) -> set[Period]:
    wanted = set(measures)
    return {
        figure.id.period
        for figure in edition.snapshot.figures
        if figure.id.indicator in wanted and figure.id.area == edition.area and figure.id.form is form
    }


def result_marks(edition: Edition, series: Series, years: Iterable[Period], area: str) -> list[Marked | None]:
    """The results of an area, each with its arrow against the year before."""
    return [mark(edition, series, year, area, year.shift(-1)) for year in years]


def inspection_marks(
    edition: Edition, series: Series, layout: EducationLayout, months: Iterable[Period], area: str
) -> list[Marked | None]:
    """The positions of an area, each with its arrow against the position known before it."""
    known = positions_of(edition, layout)
    return [
        mark(edition, series, month, area, max((each for each in known if each < month), default=None))
        for month in months
    ]


def latest_of_council(edition: Edition, layout: EducationLayout) -> list[Marked]:
    """The council's newest result of each measure and pupils, and its newest position of each kind of inspection.

    A measure that ended before the last year is left out: it says nothing about now.
    """
    found: list[Marked | None] = []
    for measure in layout.result_measures:
        for year in years_of(edition, measure)[-1:]:
            if year == last_year(edition):
                for pupils in layout.pupils:
                    found += result_marks(edition, result_series(edition, measure, pupils), [year], edition.area)
    latest = positions_of(edition, layout)[-1:]
    for name in layout.inspections.by_phase.measures:
        found += inspection_marks(edition, inspection_series(edition, name), layout, latest, edition.area)
    return [marked for marked in found if marked is not None]

"""What the education scorecard holds: `definitions/reports/education-scorecard.yaml`, strict."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field, field_validator

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.judgements.education_policy import Scale
from crossfoot.reports.layout_file import check_indicators_known, read_layout_file
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.issues import Issue, Severity, check_issues
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Polarity

FILE = "reports/education-scorecard.yaml"


class Pupils(Strict):
    """Whose results are shown. Those of a part are set against the same part nationally."""

    name: Words
    short: Words
    breakdown: str = ""
    about: Words | None = None
    """Who they are and what they are set against, printed with the key."""

    @field_validator("breakdown")
    @classmethod
    def _is_a_breakdown(cls, text: str) -> str:
        Breakdown.parse(text)
        return text

    @property
    def part(self) -> Breakdown:
        """Which part of all pupils they are; empty for all."""
        return Breakdown.parse(self.breakdown)

    @property
    def anchor(self) -> str:
        """Their name in ids."""
        return "-".join(self.short.lower().split())


class ResultMeasure(Strict):
    """One measure of results: its column heading, how it is judged, and how many years are shown at most."""

    indicator: Id
    heading: Words
    scale: Scale
    years: int = Field(ge=1, le=10)
    is_gap: bool = False
    """It is itself a difference to national: nought is in line."""
    with_change: bool = False
    """Ends with a column of the change on the year before, in points."""
    with_chart: bool = False


class ResultTable(Strict):
    """A key stage: its measures beside each other, districts down."""

    id: Id
    title: Words
    about: Words
    measures: tuple[ResultMeasure, ...] = Field(min_length=1)


class Results(Strict):
    """The aim that is measured by results."""

    title: Words
    tables: tuple[ResultTable, ...]


class Publication(Strict):
    """Results of one year that are not, or not yet, what they will be."""

    measures: tuple[Id, ...] = Field(min_length=1)
    period: str
    status: Words
    because: Words

    @field_validator("period")
    @classmethod
    def _is_a_period(cls, code: str) -> str:
        Period.parse(code)
        return code

    def covers(self, measure: str, period: Period) -> bool:
        """True for the results it is about."""
        return measure in self.measures and Period.parse(self.period) == period


class ByPhase(Strict):
    """Inspections of the county and the nation by kind of school and setting."""

    title: Words
    about: Words
    measures: tuple[Id, ...] = Field(min_length=1)


class ByDistrict(Strict):
    """Inspections of one kind by district, with the numbers behind the percentage."""

    title: Words
    about: Words
    measure: Id


class Inspections(Strict):
    """The aim that is measured by inspections."""

    title: Words
    positions: int = Field(ge=1, le=8)
    """How many positions are shown at most, the latest last."""
    by_phase: ByPhase
    by_district: ByDistrict

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every measure, each once."""
        return tuple(dict.fromkeys((*self.by_phase.measures, self.by_district.measure)))


class EducationLayout(Strict):
    """The scorecard."""

    id: Id
    title: Words
    pupils: tuple[Pupils, ...] = Field(min_length=1)
    results: Results
    publication: tuple[Publication, ...] = ()
    inspections: Inspections

    @property
    def result_measures(self) -> tuple[ResultMeasure, ...]:
        """The measures of every key stage, in printed order."""
        return tuple(measure for table in self.results.tables for measure in table.measures)

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator that it prints, each once."""
        named = [measure.indicator for measure in self.result_measures]
        return tuple(dict.fromkeys((*named, *self.inspections.indicators)))

    def published_as(self, measure: str, period: Period) -> Publication | None:
        """What must be said of a year's results, None where there is nothing."""
        return next((each for each in self.publication if each.covers(measure, period)), None)

    @property
    def named(self) -> Iterator[str]:
        """Every indicator that the file names anywhere."""
        yield from self.indicators
        for each in self.publication:
            yield from each.measures


def read_education_layout(catalogue: Catalogue) -> EducationLayout:
    """The scorecard's layout.

    Raises InputRefused when it names an indicator that is not defined, or one of which more is not better: the key
    knows no other.
    """
    layout = read_layout_file(catalogue, FILE, EducationLayout)
    check_indicators_known(catalogue, FILE, layout.named)
    check_issues(
        Issue(
            code="EDUCATION-MEASURE-NOT-HIGH",
            severity=Severity.ERROR,
            message=f"The scorecard shows {name}, of which more is not better.",
            advice="Leave it out: the key colours what is good when it is high.",
            file=FILE,
        )
        for name in layout.indicators
        if catalogue.indicator(name).polarity is not Polarity.HIGH
    )
    return layout

"""What the inclusion framework holds: `definitions/reports/inclusion-framework.yaml`, strict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.reports.layout_file import check_indicators_known, read_layout_file

FILE = "reports/inclusion-framework.yaml"


class ExclusionsPart(Strict):
    """Permanent exclusions: numbers by term and age, of groups of pupils, and as a share of all pupils by year."""

    count: Id
    dimension: Id
    within: dict[Id, Id] = Field(default_factory=dict)
    """An age band, and the indicator that counts some of it."""
    groups: tuple[Id, ...]
    """Counts of groups that overlap: parts of the total, not a partition."""
    share: Id


class Threshold(Strict):
    """How much a pupil must miss to be persistently absent, in per cent of sessions, between two days."""

    since: date
    until: date | None = None
    sessions_missed: int


class AttendanceMeasure(Strict):
    """One measure of absence: of looked-after pupils by term or year, and of all pupils by year."""

    looked_after: Id
    everybody: Id
    thresholds: tuple[Threshold, ...] = ()

    def threshold_on(self, day: date) -> Threshold | None:
        """The threshold in force on a day; None where the measure has none."""
        return next(
            (each for each in self.thresholds if each.since <= day and (each.until is None or day <= each.until)), None
        )


class AttendancePart(Strict):
    """Absence of looked-after pupils beside that of all pupils."""

    dimension: Id
    measures: tuple[AttendanceMeasure, ...]


class KeyStage4Part(Strict):
    """Results at sixteen of groups of pupils."""

    measures: tuple[Id, ...]
    dimension: Id
    groups: tuple[Id, ...]
    divide: tuple[Id, Id]
    """The two groups that all pupils divide into."""
    forecasts: dict[Id, Id] = Field(default_factory=dict)
    """A measure, and the indicator that holds its forecasts."""


class InclusionLayout(Strict):
    """The framework: exclusions, attendance, children missing education, achievement."""

    id: Id
    title: Words
    terms: Annotated[int, Field(ge=4)]
    exclusions: ExclusionsPart
    attendance: AttendancePart
    missing_education: Id
    key_stage_4: KeyStage4Part

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator that it prints, in printed order."""
        return tuple(dict.fromkeys(self._named))

    @property
    def _named(self) -> Iterator[str]:
        exclusions, results = self.exclusions, self.key_stage_4
        yield from (exclusions.count, *exclusions.within.values(), *exclusions.groups, exclusions.share)
        for measure in self.attendance.measures:
            yield from (measure.looked_after, measure.everybody)
        yield self.missing_education
        yield from (*results.measures, *results.forecasts.values())


def read_inclusion_layout(catalogue: Catalogue) -> InclusionLayout:
    """The framework's layout. Raises InputRefused when it names an indicator that is not defined."""
    layout = read_layout_file(catalogue, FILE, InclusionLayout)
    check_indicators_known(catalogue, FILE, layout.indicators)
    return layout

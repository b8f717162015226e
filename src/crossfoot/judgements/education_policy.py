"""The settings of the education scorecard's key, and the sentence printed for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.judgements.policy import Policy
from crossfoot.judgements.reading import Precision, setting_decimals
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit

_COMPARED = {
    Precision.PRINTED: "as they are printed",
    Precision.EXACT: "as they are stored, before rounding",
}


class Scale(StrEnum):
    """What kind of result it is: each has its own settings in the policy."""

    PUPILS = "pupils"
    ESTABLISHMENTS = "establishments"
    PROGRESS = "progress"
    ATTAINMENT = "attainment"


class Band(Strict):
    """How far below national is amber, and how large a change has an arrow, in the unit of the measure."""

    amber_within: Decimal = Field(ge=0)
    arrow_from: Decimal = Field(gt=0)


class ProgressBand(Band):
    """The same for a score that is measured from the national average."""

    national: Decimal
    """What all pupils are set against."""


class NewStandard(Strict):
    """Measures without colour and arrow between two days, both included, because what they measure is new."""

    measures: tuple[Id, ...] = Field(min_length=1)
    since: date
    until: date
    because: Words

    def covers(self, measure: str, period: Period) -> bool:
        """True where the last day of `period` is in it."""
        return measure in self.measures and self.since <= period.end <= self.until


class EducationPolicy(Policy):
    """The printed key."""

    file: ClassVar[str] = "education.yaml"
    judge: Precision
    pupils: Band
    establishments: Band
    progress: ProgressBand
    attainment: Band
    arrow_across_breaks: bool
    new_standards: tuple[NewStandard, ...]

    def band(self, scale: Scale) -> Band:
        """The settings of a scale."""
        bands: dict[Scale, Band] = {
            Scale.PUPILS: self.pupils,
            Scale.ESTABLISHMENTS: self.establishments,
            Scale.PROGRESS: self.progress,
            Scale.ATTAINMENT: self.attainment,
        }
        return bands[scale]

    def new_standard(self, measure: str, period: Period) -> NewStandard | None:
        """The new standard that keeps a result of `period` from being judged."""
        return next((each for each in self.new_standards if each.covers(measure, period)), None)

    @property
    def sentence(self) -> str:
        """The printed rule."""
        return " ".join(said for _, said in self.key)

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """The rule as a key under a scorecard: each term with what is said of it."""
        colour = (
            "A result is set against the national result of the same date for the same pupils: disadvantaged pupils "
            "against disadvantaged pupils. Green is in line with national or better. Amber is below by no more than "
            f"{self._each('amber_within')}. Red is further below. National Progress 8 of all pupils is taken as "
            f"{plain(self.progress.national)}. Figures are compared {_COMPARED[self.judge]}."
        )
        arrow = (
            "An arrow marks a change for better or worse on the year or position shown before, of at least "
            f"{self._each('arrow_from')}. Across a change of definition there is "
            f"{'an arrow with a warning' if self.arrow_across_breaks else 'no arrow'}."
        )
        said = [("Colour", colour), ("Plus", "A plus marks a result above national."), ("Arrow", arrow)]
        said += [
            ("New standard", f"{each.because} Without colour and arrow from {_day(each.since)} to {_day(each.until)}.")
            for each in self.new_standards
        ]
        return tuple(said)

    def _each(self, setting: str) -> str:
        """One setting of the four scales in words, those of pupils and inspections as one where they are the same."""
        pupils, establishments, progress, attainment = (
            getattr(self.band(scale), setting)
            for scale in (Scale.PUPILS, Scale.ESTABLISHMENTS, Scale.PROGRESS, Scale.ATTAINMENT)
        )
        percentages = Unit.PERCENTAGE_POINTS.words(pupils, setting_decimals(pupils))
        if pupils != establishments:
            percentages += f" for pupils and {plain(establishments)} for inspections"
        return f"{percentages}, {plain(progress)} of Progress 8 or {plain(attainment)} of Attainment 8"


def plain(value: Decimal) -> str:
    """A setting as a sentence says it: `4`, `0.1`."""
    return f"{value.normalize():f}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

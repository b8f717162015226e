"""What a judgement is: a word from a closed list and the sentence that says why, for each rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from crossfoot.indicators.schema import BenchmarkKind
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit


class Rag(StrEnum):
    """A colour, and what stands where there is none: NOT_JUDGED could not be, NONE has nothing to be judged by."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_JUDGED = "not judged"
    NONE = "none"

    @property
    def symbol(self) -> str:
        """The shape that repeats the colour; empty where there is no colour."""
        return {Rag.GREEN: "★", Rag.AMBER: "■", Rag.RED: "✖"}.get(self, "")

    @property
    def is_colour(self) -> bool:
        """True for green, amber and red."""
        return bool(self.symbol)


class Performance(StrEnum):
    """Where performance went. NONE has no good direction; CANNOT_TELL lacks a value."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NONE = "none"
    CANNOT_TELL = "cannot tell"

    @property
    def symbol(self) -> str:
        """Up for better, whichever way the number went; a dash where no direction is good; empty where unknown."""
        return {"better": "↑", "worse": "↓", "same": "→", "none": "-"}.get(self.value, "")


class Trend(StrEnum):
    """Which way the fitted straight line runs."""

    INCREASING = "increasing"
    REDUCING = "reducing"
    STEADY = "steady"
    INCOMPLETE = "incomplete"


class Change(StrEnum):
    """Which way the number went over the year."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    CANNOT_TELL = "cannot tell"


class Variation(StrEnum):
    """Whether the latest point is signal or noise."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral high"
    NEUTRAL_LOW = "neutral low"
    COMMON_CAUSE = "common cause"
    TOO_SHORT = "too short to say"
    CANNOT_TELL = "cannot tell"


class SpecialCause(StrEnum):
    """The named rules by which a point is signal, first in priority first."""

    OUTSIDE_LIMITS = "outside limits"
    TREND = "trend"
    TWO_OF_THREE = "two of three near the limit"
    SHIFT = "shift"


class Caution(StrEnum):
    """What weakens a chart's verdict."""

    TRIAL_LIMITS = "trial limits"
    SMALL_NUMBERS = "small numbers"
    REBASED = "rebased"
    GAP = "gap"


class Assurance(StrEnum):
    """Whether the process as it stands can be relied on to meet the target."""

    CONSISTENTLY_MEETS = "consistently meets"
    CONSISTENTLY_FAILS = "consistently fails"
    HIT_AND_MISS = "hit and miss"
    NONE = "none"


class Standing(StrEnum):
    """How the area stands against somebody else."""

    BETTER = "better"
    WORSE = "worse"
    IN_LINE = "in line"
    NOT_JUDGED = "not judged"


class Answer(StrEnum):
    """Whether a criterion is met."""

    MET = "met"
    NOT_MET = "not met"
    CANNOT_TELL = "cannot tell"


class Criterion(StrEnum):
    """The four grounds on which an indicator is reported as an exception, in their printed order."""

    OFF_TARGET = "off target"
    DETERIORATED = "deteriorated"
    AFFECTING_BUDGET = "affecting the budget"
    AFFECTING_RISK = "affecting a corporate risk"

    @property
    def number(self) -> int:
        """Its place in the printed list, from 1."""
        return list(Criterion).index(self) + 1


class Reporting(StrEnum):
    """Whether an indicator is reported as an exception."""

    EXCEPTION = "exception"
    NO_EXCEPTION = "no exception"
    CANNOT_TELL = "cannot tell"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True)
class RagVerdict:
    """A colour."""

    word: Rag
    reason: str


@dataclass(frozen=True, slots=True)
class DirectionVerdict:
    """The latest period against the one before it."""

    word: Performance
    reason: str


@dataclass(frozen=True, slots=True)
class TrendVerdict:
    """The fitted line: `slope` is in the indicator's own unit a period."""

    word: Trend
    reason: str
    performance: Performance
    slope: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ChangeVerdict:
    """The difference over a year, in `unit` (points for percentages); `per_cent` of the earlier value, for counts."""

    word: Change
    reason: str
    performance: Performance
    unit: Unit
    difference: Fraction | None = None
    per_cent: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The centre of an XmR chart, its process limits and two thirds of the way to them."""

    mean: Fraction
    lower: Fraction
    upper: Fraction
    near_lower: Fraction
    near_upper: Fraction
    average_range: Fraction


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the chart; `cause` is the first named rule it falls under, `high` the side, both None for noise."""

    period: Period
    value: Fraction
    cause: SpecialCause | None = None
    high: bool | None = None


@dataclass(frozen=True, slots=True)
class VariationVerdict:
    """The latest point's verdict, with the chart it was read from: limits and points of the unbroken stretch used."""

    word: Variation
    reason: str
    cause: SpecialCause | None = None
    limits: Limits | None = None
    points: tuple[Point, ...] = ()
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class AssuranceVerdict:
    """The target against the process limits."""

    word: Assurance
    reason: str


@dataclass(frozen=True, slots=True)
class ComparisonVerdict:
    """The area against one benchmark: `gap` is area less benchmark, `gap_per_cent` the same as % of the benchmark."""

    word: Standing
    reason: str
    kind: BenchmarkKind
    gap: Fraction | None = None
    gap_per_cent: Fraction | None = None


@dataclass(frozen=True, slots=True)
class CriterionVerdict:
    """One of the four criteria."""

    word: Answer
    reason: str
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class ExceptionVerdict:
    """All four criteria, in order; none where the indicator is for information only."""

    word: Reporting
    reason: str
    criteria: tuple[CriterionVerdict, ...] = ()

    @property
    def met(self) -> tuple[CriterionVerdict, ...]:
        """The criteria that are met, in order."""
        return tuple(verdict for verdict in self.criteria if verdict.word is Answer.MET)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that the rules say of one figure."""

    figure: FigureId
    scheme: str
    """By which kind of target it was judged: `tolerances` or `vital-signs`."""
    rag: RagVerdict
    direction: DirectionVerdict
    trend: TrendVerdict
    change_over_year: ChangeVerdict
    variation: VariationVerdict
    assurance: AssuranceVerdict
    comparisons: tuple[ComparisonVerdict, ...]
    exceptions: ExceptionVerdict

    @property
    def is_exception(self) -> bool:
        """True when it is reported: at least one criterion is met."""
        return self.exceptions.word is Reporting.EXCEPTION

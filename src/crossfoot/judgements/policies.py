"""The settings of every rule, read from `definitions/policies`, and the sentence printed for each, made from them.

A rule's code takes its policy and nothing else, so the sentence cannot say one thing while another runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from crossfoot.indicators.model_files import read_model
from crossfoot.indicators.schema import Strict
from crossfoot.judgements.education_policy import EducationPolicy
from crossfoot.judgements.policy import Policy
from crossfoot.judgements.reading import Precision
from crossfoot.judgements.risk_policy import RiskPolicy
from crossfoot.judgements.savings import SavingsPolicy
from crossfoot.vocabulary.issues import Issue, check_issues

FOLDER = "policies"


class Basis(StrEnum):
    """What a percentage of variance is taken of: the target's value, or points of the indicator's own unit."""

    PERCENT_OF_TARGET = "percent_of_target"
    POINTS = "points"


class RagPolicy(Policy):
    """Colour by tolerances."""

    file: ClassVar[str] = "rag.yaml"
    judge: Precision

    @property
    def sentence(self) -> str:
        """The printed rule."""
        return (
            "Where high is good, a figure is green at or above its Green tolerance, red below its Red tolerance and "
            "amber between; where low is good, green at or below Green, red above Red and amber between. "
            f"{_judged(self.judge)} Figures for information are not judged."
        )


class VitalSignsPolicy(Policy):
    """Colour by distance from a comparator: the target of a vital sign."""

    file: ClassVar[str] = "vital-signs.yaml"
    basis: Basis
    amber_within: Decimal = Field(ge=0)
    """Per cent of the comparator's value, or points."""
    judge: Precision

    @property
    def sentence(self) -> str:
        """The printed rule."""
        if self.basis is Basis.PERCENT_OF_TARGET:
            margin = f"{_plain(self.amber_within)}% of the target's value (not percentage points)"
        else:
            margin = f"{_plain(self.amber_within)} points (not per cent of the target's value)"
        return (
            f"A vital sign is green when it meets its target, amber when it misses it by {margin} or less, and red "
            f"beyond that. {_judged(self.judge)}"
        )


class DirectionPolicy(Policy):
    """The latest period against the one before."""

    file: ClassVar[str] = "direction.yaml"
    compare: Precision
    judge_across_breaks: bool

    @property
    def sentence(self) -> str:
        """The printed rule."""
        return (
            "The arrow is the direction of performance, not of the number: up when the latest period is better than "
            f"the one before, down when it is worse, level when they are the same{_compared(self.compare)}. "
            f"{_across_breaks('arrow', judge=self.judge_across_breaks)} Figures for information have none."
        )


class TrendPolicy(Policy):
    """The straight line through a run of periods."""

    file: ClassVar[str] = "trend.yaml"
    periods: int = Field(ge=2, le=120)
    compare: Precision
    judge_across_breaks: bool

    @property
    def sentence(self) -> str:
        """The printed rule."""
        return (
            f"The trend is the slope of the straight line that fits the last {self.periods} periods best (least "
            f"squares){_compared(self.compare)}: increasing, reducing, or steady when it is level. One missing period "
            f"makes it incomplete. {_across_breaks('trend', judge=self.judge_across_breaks)}"
        )


class ChangeOverYearPolicy(Policy):
    """The latest period against the same one a year before."""

    file: ClassVar[str] = "change-over-year.yaml"
    compare: Precision

    @property
    def sentence(self) -> str:
        """The printed rule."""
        how = {
            Precision.EXACT: "taken between the stored values and rounded last",
            Precision.PRINTED: "taken between the figures as printed",
        }[self.compare]
        return (
            "The change over the year is the latest period less the same period a year before: points for "
            f"percentages, the number and the per cent change for counts. It is {how}."
        )


class VariationPolicy(Policy):
    """The XmR chart and what is signal on it; the assurance that follows from it."""

    file: ClassVar[str] = "variation.yaml"
    window: int = Field(ge=2, le=240)
    screen_ranges: bool
    too_short_under: int = Field(ge=2)
    trial_limits_under: int = Field(ge=2)
    trend_length: int = Field(ge=3)
    shift_length: int = Field(ge=3)
    small_under_events: int = Field(ge=0)

    @property
    def sentence(self) -> str:
        """The printed rule."""
        screen = (
            "leaving out, once, ranges of 3.267 times their average or more"
            if self.screen_ranges
            else "all ranges kept"
        )
        return (
            f"The limits are the mean of up to the last {self.window} unbroken periods, plus and minus 2.66 times the "
            f"average difference between neighbours ({screen}). A point is signal, in this order, when it is outside "
            f"a limit, in a run of {self.trend_length} that all rise or all fall, one of two out of three beyond two "
            f"thirds of the way to the same limit, or in a run of {self.shift_length} on one side of the mean. Signal "
            "is improvement or concern by which way is good, else neutral; the rest is common cause. Nothing is read "
            f"across a change of definition or a gap. Under {self.too_short_under} points is too short to say; under "
            f"{self.trial_limits_under} the limits are trial limits; a median of under {self.small_under_events} "
            "events is marked as small numbers."
        )

    @property
    def assurance_sentence(self) -> str:
        """The printed rule of assurance, which stands on the same limits."""
        return (
            "A target beyond the limits on the good side is consistently failed, on the bad side consistently met; a "
            "target within or on the limits is hit and missed by chance."
        )


class ComparisonPolicy(Policy):
    """The area against neighbours and nation."""

    file: ClassVar[str] = "comparison.yaml"
    judge: Precision
    in_line_within: Decimal = Field(ge=0)
    """Per cent of the benchmark's value."""

    @property
    def sentence(self) -> str:
        """The printed rule."""
        line = (
            "in line only when it is the same"
            if not self.in_line_within
            else f"in line when the gap is {_plain(self.in_line_within)}% of the benchmark or less"
        )
        return (
            f"A figure is better or worse than a benchmark by which way is good, and {line}. {_judged(self.judge)} A "
            "benchmark that counts something else, and a figure for information, are shown and not judged."
        )


class OffTarget(Strict):
    """Criterion 1."""

    red_counts: bool
    variance_at_least: Decimal = Field(gt=0)
    basis: Basis
    judge: Precision


class Deteriorated(Strict):
    """Criterion 2."""

    periods: int = Field(ge=1, le=12)


class AffectingBudget(Strict):
    """Criterion 3."""

    overspent_by_per_cent: Decimal = Field(ge=0)
    only_off_target: bool


class AffectingRisk(Strict):
    """Criterion 4."""

    score_at_least: int = Field(ge=1, le=25)
    red_prospects_count: bool
    only_off_target: bool


class ExceptionsPolicy(Policy):
    """When an indicator is reported as an exception."""

    file: ClassVar[str] = "exceptions.yaml"
    off_target: OffTarget
    deteriorated: Deteriorated
    affecting_budget: AffectingBudget
    affecting_risk: AffectingRisk

    @property
    def sentence(self) -> str:
        """The printed rule."""
        return "An indicator is an exception when any of these is met. " + " ".join(
            f"({number}) {text}" for number, text in enumerate(self.criteria, start=1)
        )

    @property
    def criteria(self) -> tuple[str, str, str, str]:
        """The four printed criteria, each a sentence."""
        first, budget, risk = self.off_target, self.affecting_budget, self.affecting_risk
        amount = _plain(first.variance_at_least)
        variance = f"{amount} points" if first.basis is Basis.POINTS else f"{amount}% of the target's value"
        red = "red, or " if first.red_counts else ""
        overspent = f"overspent by {_plain(budget.overspent_by_per_cent)}% or more of its budget"
        high = f"scores {risk.score_at_least} or more{', or has red prospects' if risk.red_prospects_count else ''}"
        return (
            f"Off target: it is {red}worse than its target by {variance} or more. {_judged(first.judge)}",
            f"Deteriorated: it got worse {_times(self.deteriorated.periods)}.",
            f"Affecting the budget: {_adverse(budget)} a budget line linked to it is {overspent}.",
            f"Affecting a corporate risk: {_adverse(risk)} a risk linked to it {high}.",
        )


@dataclass(frozen=True, slots=True)
class Policies:
    """The policies of a council."""

    rag: RagPolicy
    vital_signs: VitalSignsPolicy
    direction: DirectionPolicy
    trend: TrendPolicy
    change_over_year: ChangeOverYearPolicy
    variation: VariationPolicy
    comparison: ComparisonPolicy
    exceptions: ExceptionsPolicy
    education: EducationPolicy
    risks: RiskPolicy
    savings: SavingsPolicy

    @classmethod
    def load(cls, folder: Path) -> Policies:
        """The policies of `definitions/policies`. Raises InputRefused with every problem of every file."""
        issues: list[Issue] = []
        found: dict[str, Policy] = {}
        for name, kind in POLICIES.items():
            located, file_issues = read_model(folder / kind.file, kind, file=f"{FOLDER}/{kind.file}")
            issues += file_issues
            if located is not None:
                found[name] = located.value
        check_issues(issues)
        return cls(**found)  # type: ignore[arg-type]  # names and kinds are the fields' own

    @property
    def sentences(self) -> Mapping[str, str]:
        """The printed sentence of every policy by its name."""
        return {field.name: getattr(self, field.name).sentence for field in fields(self)}


POLICIES: Mapping[str, type[Policy]] = {
    "rag": RagPolicy,
    "vital_signs": VitalSignsPolicy,
    "direction": DirectionPolicy,
    "trend": TrendPolicy,
    "change_over_year": ChangeOverYearPolicy,
    "variation": VariationPolicy,
    "comparison": ComparisonPolicy,
    "exceptions": ExceptionsPolicy,
    "risks": RiskPolicy,
    "savings": SavingsPolicy,
    "education": EducationPolicy,
}


def _judged(precision: Precision) -> str:
    if precision is Precision.PRINTED:
        return "The figure is judged as it is printed, rounded to the decimals of its definition."
    return "The figure is judged as it is stored, before rounding."


def _compared(precision: Precision) -> str:
    return " as printed" if precision is Precision.PRINTED else " before rounding"


def _across_breaks(what: str, *, judge: bool) -> str:
    if judge:
        return "Across a change of definition it is given with a warning."
    return f"Across a change of definition there is no {what}."


def _times(count: int) -> str:
    if count == 1:
        return "from the last period to this one"
    return f"{count} periods in a row"


def _adverse(criterion: AffectingBudget | AffectingRisk) -> str:
    return "it misses its target, and" if criterion.only_off_target else "whether or not it meets its target,"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"

"""The settings of the risk register: bands of scores, how often each is reviewed, tolerances, when to ask."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, Self

from pydantic import Field, model_validator

from crossfoot.indicators.schema import Strict, Words
from crossfoot.judgements.policy import Policy
from crossfoot.risks.rating import HIGHEST
from crossfoot.risks.registers import Appetite


class Question(StrEnum):
    """What the review of a risk is asked, in the order in which it is printed."""

    NOT_SCORED = "not scored"
    DATED_AHEAD = "review dated ahead"
    REVIEW_OVERDUE = "review overdue"
    NEXT_UPDATE_PAST = "next update not in the future"
    TARGET_DATE_PASSED = "target date passed"
    TARGET_ABOVE_CURRENT = "target above current score"
    TARGET_NO_LOWER = "target no lower than current score"
    GREEN_AFTER_TARGET_DATE = "green after the target date"
    MET_ABOVE_TARGET = "met while above target"
    EVIDENCE_RED = "linked evidence is red"
    NOTHING_DONE = "above tolerance and no open task"
    UNCHANGED = "score unchanged"
    TASK_LATE = "task late"
    TASK_LOOSE = "task without owner or day"
    OWNER_REVIEWS = "owner reviews own risk"

    @property
    def label(self) -> str:
        """As a table's first column says it."""
        return f"{self.value[0].upper()}{self.value[1:]}"


class RiskLevel(Strict):
    """A band of scores, from `from_score` to below the next."""

    name: Words
    from_score: int = Field(ge=1, le=HIGHEST * HIGHEST)
    review_every_months: int = Field(ge=1, le=60)


class RiskPolicy(Policy):
    """How risks are banded and what their reviews are asked."""

    file: ClassVar[str] = "risks.yaml"
    levels: tuple[RiskLevel, ...] = Field(min_length=2, max_length=3)
    tolerances: Mapping[Appetite, int]
    """The highest score that goes with each appetite."""
    appetite_unless_said: Appetite
    unchanged_reviews: int = Field(ge=2, le=24)
    days_after_figures: int = Field(ge=0, le=366)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        starts = [level.from_score for level in self.levels]
        if starts[0] != 1 or any(first >= second for first, second in pairwise(starts)):
            raise ValueError(f"the levels begin at {starts}: the first at 1, each other above the one before")
        if set(self.tolerances) != set(Appetite):
            raise ValueError(f"give a tolerance for each of {', '.join(Appetite)}")
        return self

    def level_of(self, score: int) -> RiskLevel:
        """The band that a score falls in."""
        return next(level for level in reversed(self.levels) if level.from_score <= score)

    def tolerance_of(self, appetite: Appetite | None) -> int:
        """The highest score that is carried: by the appetite said, else by the usual one."""
        return self.tolerances[appetite or self.appetite_unless_said]

    @property
    def scoring(self) -> str:
        """How a risk is scored, banded and how often it is reviewed."""
        bands = _listed([f"{level.name.lower()} from {level.from_score}" for level in self.levels])
        often = _listed([f"every {_months(level)} where it is {level.name.lower()}" for level in self.levels])
        carried = _listed([f"{appetite.value} {self.tolerances[appetite]}" for appetite in Appetite])
        return (
            "The score of a risk is likelihood times impact, each 1 to 5, at its newest review; "
            f"it is {bands}. The direction of travel is that score against the one at the review before. A risk is "
            f"reviewed {often}. The highest score that is carried is, by appetite: {carried}; where no appetite is "
            f"said it is taken to be {self.appetite_unless_said}."
        )

    @property
    def questions(self) -> Mapping[Question, str]:
        """When each question is asked."""
        return {
            Question.NOT_SCORED: "there is no review",
            Question.DATED_AHEAD: f"the newest review is dated more than {self.days_after_figures} days after the "
            "figures",
            Question.REVIEW_OVERDUE: "the day of its next review has passed",
            Question.NEXT_UPDATE_PAST: "the next update was printed for a month that was over on the day of the review",
            Question.TARGET_DATE_PASSED: "the target date has passed and the score is above target",
            Question.TARGET_ABOVE_CURRENT: "the target is above the current score",
            Question.TARGET_NO_LOWER: "the target equals the current score, is not said to be met, and tasks are open",
            Question.GREEN_AFTER_TARGET_DATE: "prospects are green after the target date",
            Question.MET_ABOVE_TARGET: "it is said to be met and the score is above target",
            Question.EVIDENCE_RED: "prospects are green or met and a linked indicator or budget line is red",
            Question.NOTHING_DONE: "the score is above what is carried and no task is open",
            Question.UNCHANGED: f"likelihood and impact are the same at {self.unchanged_reviews} reviews in a row",
            Question.TASK_LATE: "an open task is past its day",
            Question.TASK_LOOSE: "an open task has no owner or no day",
            Question.OWNER_REVIEWS: "the owner is also the reviewer",
        }

    @property
    def sentence(self) -> str:
        """The printed rule."""
        return f"{self.scoring} A question is asked when {'; '.join(self.questions.values())}."


def _months(level: RiskLevel) -> str:
    return "month" if level.review_every_months == 1 else f"{level.review_every_months} months"


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"

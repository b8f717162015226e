"""A risk with all that the registers say of it: its reviews from the oldest, its tasks, where it moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crossfoot.registers.register import Registers
from crossfoot.risks.rating import Rating
from crossfoot.risks.registers import RISK_REVIEWS, RISK_TASKS, RISKS, RiskEntry, RiskReview, RiskTask, TaskState


class Travel(StrEnum):
    """Where the score went since the review before."""

    FALLING = "falling"
    UNCHANGED = "unchanged"
    RISING = "rising"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk; `reviews` are oldest first."""

    entry: RiskEntry
    reviews: tuple[RiskReview, ...] = ()
    tasks: tuple[RiskTask, ...] = ()

    @property
    def newest(self) -> RiskReview | None:
        """The review that says how it stands; None where it has none."""
        return self.reviews[-1] if self.reviews else None

    @property
    def current(self) -> Rating | None:
        """Where it is now; None where nobody has scored it."""
        return self.reviews[-1].rating if self.reviews else None

    @property
    def movement(self) -> int | None:
        """Score of the newest review less that of the one before; None with fewer than two."""
        if len(self.reviews) < 2:
            return None
        return self.reviews[-1].rating.score - self.reviews[-2].rating.score

    @property
    def travel(self) -> Travel:
        """The direction of travel, from the scores alone."""
        movement = self.movement
        if movement is None:
            return Travel.NOT_KNOWN
        if movement == 0:
            return Travel.UNCHANGED
        return Travel.RISING if movement > 0 else Travel.FALLING

    @property
    def reviews_unchanged(self) -> int:
        """How many reviews, counted back from the newest, gave the likelihood and impact that it has now."""
        count = 0
        for review in reversed(self.reviews):
            if review.rating != self.current:
                break
            count += 1
        return count

    def open_tasks(self, on: date) -> tuple[RiskTask, ...]:
        """The tasks that were not done on that day."""
        return tuple(
            task
            for task in self.tasks
            if task.state is TaskState.OPEN or (task.done_on is not None and task.done_on > on)
        )

    def is_open(self, on: date) -> bool:
        """False from the day on which it was closed."""
        return self.entry.closed_on is None or self.entry.closed_on > on


def risks_of(registers: Registers) -> tuple[Risk, ...]:
    """Every risk of the registers, in their order, closed ones too."""
    reviews: dict[str, list[RiskReview]] = {}
    for review in registers.of(RISK_REVIEWS):
        reviews.setdefault(review.entry.risk, []).append(review.entry)
    tasks: dict[str, list[RiskTask]] = {}
    for task in registers.of(RISK_TASKS):
        tasks.setdefault(task.entry.risk, []).append(task.entry)
    return tuple(
        Risk(
            placed.entry,
            tuple(sorted(reviews.get(placed.entry.id, ()), key=lambda review: review.reviewed_on)),
            tuple(tasks.get(placed.entry.id, ())),
        )
        for placed in registers.of(RISKS)
    )

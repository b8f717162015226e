"""Red, amber or green of a saving: how much of its target it is expected to give."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from pydantic import Field, model_validator

from crossfoot.finance.savings import per_cent_of_target
from crossfoot.judgements.judgement import Rag, RagVerdict
from crossfoot.judgements.policy import Policy
from crossfoot.judgements.reading import words_apart
from crossfoot.vocabulary.units import Unit

_DECIMALS = 1


class SavingsPolicy(Policy):
    """Colour of a saving by the percentage of its target that is forecast."""

    file: ClassVar[str] = "savings.yaml"
    green_from: Decimal = Field(ge=0)
    """Per cent of the target."""
    amber_from: Decimal = Field(ge=0)
    """Per cent of the target."""

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.amber_from >= self.green_from:
            raise ValueError("amber begins below green")
        return self

    @property
    def sentence(self) -> str:
        """The printed rule."""
        return (
            f"A saving is green where its forecast is {_plain(self.green_from)}% of its target or more, amber where it "
            f"is {_plain(self.amber_from)}% or more, and red below that; a saving that was removed or delayed is "
            "judged by the target that it had. The percentage is judged before rounding. Without a target or a "
            "forecast there is no colour."
        )


def judge_saving(target: Decimal | None, forecast: Decimal | None, *, policy: SavingsPolicy) -> RagVerdict:
    """The colour of a saving of `target` pounds that is forecast to give `forecast`.

    NONE without a target above nought, NOT_JUDGED without a forecast.
    """
    if not target:
        return RagVerdict(Rag.NONE, "There is no target to be judged by.")
    share = per_cent_of_target(forecast, target)
    if share is None:
        return RagVerdict(Rag.NOT_JUDGED, "There is no forecast to judge.")
    limits = (policy.green_from, policy.amber_from)
    words = f"{words_apart(share, Unit.PERCENTAGE, _DECIMALS, *limits)} of the target is forecast"
    green, amber = _plain(policy.green_from), _plain(policy.amber_from)
    if share >= policy.green_from:
        return RagVerdict(Rag.GREEN, f"{words}: {green}% or more.")
    if share >= policy.amber_from:
        return RagVerdict(Rag.AMBER, f"{words}: {amber}% or more and less than {green}%.")
    return RagVerdict(Rag.RED, f"{words}: less than {amber}%.")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"

"""The register as a report shows it: open risks, highest first, with their evidence, questions and statuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crossfoot.judgements.judgement import Rag
from crossfoot.judgements.risk_policy import RiskPolicy
from crossfoot.judgements.risk_review import Case, Prompt, find_prompts, next_review_due, register_day
from crossfoot.reports.document import Quantity, Status, Tone
from crossfoot.reports.edition import Edition
from crossfoot.reports.risk.risk_evidence import EvidenceFinder, Linked
from crossfoot.risks.history import Risk, Travel, risks_of
from crossfoot.risks.rating import Rating
from crossfoot.risks.registers import RISKS, Prospects
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

_PROSPECTS = {
    Prospects.RED: (Tone.POOR, Rag.RED.symbol),
    Prospects.AMBER: (Tone.FAIR, Rag.AMBER.symbol),
    Prospects.GREEN: (Tone.GOOD, Rag.GREEN.symbol),
    Prospects.MET: (Tone.GOOD, Rag.GREEN.symbol),
}
_TRAVEL = {
    Travel.FALLING: (Tone.BETTER, "Falling", "↓"),
    Travel.RISING: (Tone.WORSE, "Rising", "↑"),
    Travel.UNCHANGED: (Tone.SAME, "Unchanged", "→"),
}


@dataclass(frozen=True, slots=True)
class SeenRisk:
    """One open risk with what the rules ask of it, what is linked to it, and when it is to be reviewed again."""

    risk: Risk
    linked: tuple[Linked, ...]
    prompts: tuple[Prompt, ...]
    due: date | None
    carried: int
    """The highest score that goes with its appetite."""

    @property
    def is_above_carried(self) -> bool:
        """True where it scores more than is carried."""
        return self.risk.current is not None and self.risk.current.score > self.carried

    @property
    def anchor(self) -> str:
        """The anchor of its heading."""
        return f"risk-register-{self.risk.entry.id}"


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register on its day; `risks` are open ones, highest score first, then by number."""

    on: date
    policy: RiskPolicy
    risks: tuple[SeenRisk, ...]
    closed: tuple[Risk, ...]

    @property
    def high(self) -> tuple[SeenRisk, ...]:
        """The risks in the highest band."""
        top = self.policy.levels[-1]
        return tuple(
            seen for seen in self.risks if seen.risk.current and self.policy.level_of(seen.risk.current.score) is top
        )

    @property
    def prompts(self) -> tuple[tuple[SeenRisk, Prompt], ...]:
        """Every question with the risk that it is asked of."""
        return tuple((seen, prompt) for seen in self.risks for prompt in seen.prompts)


def view_register(edition: Edition) -> RegisterView | None:
    """The register of an edition; None where it was not supplied."""
    if not edition.registers.has(RISKS):
        return None
    policy, risks = edition.policies.risks, risks_of(edition.registers)
    on = register_day(risks, policy, figures_of=edition.as_at)
    finder = EvidenceFinder.of(edition)
    seen = [_seen(risk, policy, finder, on=on, figures_of=edition.as_at) for risk in risks if risk.is_open(on)]
    closed = tuple(risk for risk in risks if not risk.is_open(on))
    return RegisterView(on, policy, _highest_first(seen), closed)


def _seen(risk: Risk, policy: RiskPolicy, finder: EvidenceFinder, *, on: date, figures_of: date) -> SeenRisk:
    linked = tuple(finder.linked(risk))
    case = Case(risk, policy, on, figures_of, tuple(each.evidence for each in linked))
    carried = policy.tolerance_of(risk.entry.appetite)
    return SeenRisk(risk, linked, find_prompts(case), next_review_due(risk, policy), carried)


def _highest_first(seen: Sequence[SeenRisk]) -> tuple[SeenRisk, ...]:
    return tuple(
        sorted(seen, key=lambda each: (-(each.risk.current.score if each.risk.current else 0), each.risk.entry.number))
    )


# -- quantities and statuses -------------------------------------------------------------------------------------------


def score_quantity(rating: Rating | None, source: str) -> Quantity:
    """A score, bound to its risk; not available where nobody has scored it."""
    value = Missing.NOT_AVAILABLE if rating is None else exact(rating.score)
    return Quantity(value, Unit.SCORE, 0, (source,))


def level_tone(policy: RiskPolicy, score: int) -> Tone:
    """Poor for the highest band, good for the lowest, fair between."""
    place = policy.levels.index(policy.level_of(score))
    if place == len(policy.levels) - 1:
        return Tone.POOR
    return Tone.GOOD if place == 0 else Tone.FAIR


def level_status(policy: RiskPolicy, rating: Rating | None) -> Status | None:
    """The band of a score; None where there is no score."""
    if rating is None:
        return None
    level = policy.level_of(rating.score)
    return Status(level_tone(policy, rating.score), level.name, words=f"{level.name}: scores from {level.from_score}.")


def prospects_status(risk: Risk) -> Status | None:
    """The prospects that the newest review gave; None without one."""
    if risk.newest is None:
        return None
    tone, symbol = _PROSPECTS[risk.newest.prospects]
    words = "Prospects of reaching the target score by the target date."
    return Status(tone, risk.newest.prospects.value.capitalize(), symbol, words)


def travel_status(risk: Risk) -> Status | None:
    """The direction of travel; None where fewer than two reviews are there to tell it from."""
    if risk.travel not in _TRAVEL:
        return None
    tone, label, symbol = _TRAVEL[risk.travel]
    now, before = risk.reviews[-1].rating, risk.reviews[-2].rating
    return Status(tone, label, symbol, f"The score was {before.score} at the review before and is {now.score}.")

"""What is wrong with registers of risks seen together: names that are not there, scores that are not products."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.registers.register import Placed, Registers
from crossfoot.risks.history import risks_of
from crossfoot.risks.rating import Rating
from crossfoot.risks.registers import RISK_REVIEWS, RISK_TASKS, RISKS, RiskEntry
from crossfoot.vocabulary.issues import Issue, Severity


def find_risk_issues(registers: Registers) -> list[Issue]:
    """Errors where a task or review would be lost or a number stands for two risks; warnings for the rest."""
    risks = {placed.entry.id: placed for placed in registers.of(RISKS)}
    return [
        *_find_strangers(registers, risks),
        *_find_shared_numbers(registers),
        *_find_crossed_dates(registers, risks),
        *_find_scores_that_disagree(registers),
        *_find_unscored(registers, risks),
    ]


def _find_strangers(registers: Registers, risks: dict[str, Placed[RiskEntry]]) -> Iterator[Issue]:
    named = [(placed.entry.risk, placed) for placed in registers.of(RISK_TASKS)]
    reviewed = [(placed.entry.risk, placed) for placed in registers.of(RISK_REVIEWS)]
    for name, placed in (*named, *reviewed):
        if name not in risks:
            message = f"There is no risk {name} in the register of risks."
            advice = "Correct the id, or add the risk and name the register in input.yaml."
            yield placed.issue("RISK-UNKNOWN", Severity.ERROR, message, advice, "risk")


def _find_shared_numbers(registers: Registers) -> Iterator[Issue]:
    first: dict[str, Placed[RiskEntry]] = {}
    for placed in registers.of(RISKS):
        same = first.setdefault(placed.entry.number, placed)
        if same is not placed:
            message = f"Rows {same.row} and {placed.row} have the number {placed.entry.number}."
            yield placed.issue(
                "RISK-NUMBER-TWICE", Severity.ERROR, message, "Give each risk a number of its own.", "number"
            )


def _find_crossed_dates(registers: Registers, risks: dict[str, Placed[RiskEntry]]) -> Iterator[Issue]:
    for placed in registers.of(RISKS):
        entered = placed.entry.entered_on
        for column in ("target_date", "closed_on"):
            day = getattr(placed.entry, column)
            if day is not None and day < entered:
                message = f"{placed.entry.number}: {column} {day} is before it was entered, {entered}."
                yield placed.issue("RISK-DATES-CROSSED", Severity.WARNING, message, "Correct one of them.", column)
    for review in registers.of(RISK_REVIEWS):
        risk = risks.get(review.entry.risk)
        if risk is not None and review.entry.reviewed_on < risk.entry.entered_on:
            message = (
                f"{risk.entry.number}: reviewed on {review.entry.reviewed_on}, before it was entered, "
                f"{risk.entry.entered_on}."
            )
            yield review.issue("RISK-DATES-CROSSED", Severity.WARNING, message, "Correct one of them.", "reviewed_on")


def _find_scores_that_disagree(registers: Registers) -> Iterator[Issue]:
    for placed in registers.of(RISKS):
        risk = placed.entry
        if _disagrees(risk.printed_target_score, risk.target):
            message = (
                f"{risk.number}: the target score is printed as {risk.printed_target_score}; {risk.target.working}."
            )
            advice = "The product is used. Correct likelihood, impact or what was printed."
            yield placed.issue("RISK-SCORE-DISAGREES", Severity.WARNING, message, advice, "printed_target_score")
    numbers = {placed.entry.id: placed.entry.number for placed in registers.of(RISKS)}
    for review in registers.of(RISK_REVIEWS):
        said = review.entry
        if _disagrees(said.printed_score, said.rating):
            message = (
                f"{numbers.get(said.risk, said.risk)}: the score of {said.reviewed_on} is printed as "
                f"{said.printed_score}; {said.rating.working}."
            )
            advice = "The product is used. Correct likelihood, impact or what was printed."
            yield review.issue("RISK-SCORE-DISAGREES", Severity.WARNING, message, advice, "printed_score")


def _disagrees(printed: int | None, rating: Rating) -> bool:
    return printed is not None and printed != rating.score


def _find_unscored(registers: Registers, risks: dict[str, Placed[RiskEntry]]) -> Iterator[Issue]:
    for risk in risks_of(registers):
        placed = risks[risk.entry.id]
        if risk.current is None:
            message = f"{risk.entry.number} has no review, so it has no score."
            yield placed.issue("RISK-NOT-SCORED", Severity.WARNING, message, "Add its review to the reviews.")
        elif risk.entry.inherent is not None and risk.entry.inherent.score < risk.current.score:
            message = (
                f"{risk.entry.number}: with nothing done about it the score would be {risk.entry.inherent.score}, as "
                f"things stand it is {risk.current.score}."
            )
            advice = "What is done about a risk does not raise it: correct one of the two ratings."
            yield placed.issue("RISK-INHERENT-BELOW-CURRENT", Severity.WARNING, message, advice, "inherent_likelihood")

"""Criteria 3 and 4: performance that strains the budget, or bears on a corporate risk."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from crossfoot.judgements.judgement import Answer, Criterion, CriterionVerdict
from crossfoot.judgements.links import Link
from crossfoot.judgements.policies import AffectingBudget, AffectingRisk
from crossfoot.judgements.pressures import BudgetLine, Risk
from crossfoot.judgements.reading import decimals_apart
from crossfoot.vocabulary.numbers import number_text

MILLION_DECIMALS = 3
"""Budgets are reported in £ million to the thousand."""


def judge_budget(
    link: Link | None, lines: Sequence[BudgetLine], *, missed: bool | None, policy: AffectingBudget
) -> CriterionVerdict:
    """Met where a linked line is overspent by the set percentage or more of its budget; of no budget, by anything.

    `missed` says whether the indicator misses its target, None where that cannot be told.
    """
    names = link.budget_lines if link is not None else ()
    linked = [line for line in lines if line.id in names]
    over = [line for line in linked if is_overspent(line, policy)]
    absent = sorted(set(names) - {line.id for line in linked})
    least = f"{policy.overspent_by_per_cent.normalize():f}%"
    if not names:
        return _budget(Answer.NOT_MET, "No budget line is linked to it.")
    if not over:
        if absent:
            return _budget(Answer.CANNOT_TELL, f"No figures were supplied for {_listed(absent)}, linked to it.")
        return _budget(Answer.NOT_MET, f"No budget line linked to it is overspent by {least} or more.")
    spent = _listed([_overspend_words(line, policy) for line in over])
    said = f"{_count(over, 'budget line')} linked to it {_are(over)} overspent by {least} or more: {spent}"
    return _budget(*_with_performance(said, missed=missed, only_off_target=policy.only_off_target))


def judge_risk(
    link: Link | None, risks: Sequence[Risk], *, missed: bool | None, policy: AffectingRisk
) -> CriterionVerdict:
    """Met where a linked risk scores as high as is set, or (where that counts) has red prospects.

    `missed` says whether the indicator misses its target, None where that cannot be told.
    """
    names = link.risks if link is not None else ()
    linked = [risk for risk in risks if risk.id in names]
    high = [risk for risk in linked if risk.score >= policy.score_at_least or _red(risk, policy)]
    absent = sorted(set(names) - {risk.id for risk in linked})
    bar = f"scores {policy.score_at_least} or more"
    if not names:
        return _risk(Answer.NOT_MET, "No corporate risk is linked to it.")
    if not high:
        if absent:
            return _risk(Answer.CANNOT_TELL, f"Nothing was supplied of {_listed(absent)}, linked to it.")
        also = " or has red prospects" if policy.red_prospects_count else ""
        scores = _listed([f"{risk.name}, {risk.score}" for risk in linked])
        return _risk(Answer.NOT_MET, f"No corporate risk linked to it {bar}{also}: {scores}.")
    described = _listed([_risk_words(risk) for risk in high])
    said = f"{_count(high, 'corporate risk')} linked to it {_are(high)} high: {described}"
    return _risk(*_with_performance(said, missed=missed, only_off_target=policy.only_off_target))


def is_overspent(line: BudgetLine, policy: AffectingBudget) -> bool:
    """True where a line is overspent by the set percentage of its budget or more."""
    # A line without a printed budget is overspent by anything, as one with a budget of nought is.
    least = Fraction(policy.overspent_by_per_cent) * abs(Fraction(line.budget or 0)) / 100
    return line.variance > 0 and Fraction(line.variance) >= least


def _red(risk: Risk, policy: AffectingRisk) -> bool:
    return policy.red_prospects_count and risk.prospects.casefold() == "red"


def _with_performance(said: str, *, missed: bool | None, only_off_target: bool) -> tuple[Answer, str]:
    if not only_off_target:
        return Answer.MET, f"{said}."
    if missed is None:
        return Answer.CANNOT_TELL, f"{said}; whether it misses its target cannot be told."
    if missed:
        return Answer.MET, f"It misses its target, and {said[0].lower()}{said[1:]}."
    return Answer.NOT_MET, f"It meets its target, though {said[0].lower()}{said[1:]}."


def _overspend_words(line: BudgetLine, policy: AffectingBudget) -> str:
    amount = f"{line.name} by £{number_text(line.variance, MILLION_DECIMALS)} million"
    if line.per_cent is None:
        return f"{amount} (no budget to set it against)"
    decimals = decimals_apart(line.per_cent, 0, policy.overspent_by_per_cent)
    return f"{amount} ({number_text(line.per_cent, decimals)}%)"


def _risk_words(risk: Risk) -> str:
    return (
        f"{risk.name} scores {risk.score} (likelihood {risk.likelihood} x impact {risk.impact}), "
        f"prospects {risk.prospects.casefold()}"
    )


def _count(found: Sequence[object], noun: str) -> str:
    return f"A {noun}" if len(found) == 1 else f"{len(found)} {noun}s"


def _are(found: Sequence[object]) -> str:
    return "is" if len(found) == 1 else "are"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{'; '.join(words[:-1])}; and {words[-1]}"


def _budget(word: Answer, reason: str) -> CriterionVerdict:
    return CriterionVerdict(word, reason, Criterion.AFFECTING_BUDGET)


def _risk(word: Answer, reason: str) -> CriterionVerdict:
    return CriterionVerdict(word, reason, Criterion.AFFECTING_RISK)

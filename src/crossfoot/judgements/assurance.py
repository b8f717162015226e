"""Assurance: whether a process, left as it is, can be relied on to meet its target."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.indicators.schema import Target
from crossfoot.judgements.judgement import Assurance, AssuranceVerdict, Limits
from crossfoot.judgements.reading import Reading, decimals_apart, setting_text
from crossfoot.judgements.targets import FOR_INFORMATION
from crossfoot.vocabulary.units import Polarity


def judge_assurance(
    latest: Reading, limits: Limits | None, *, polarity: Polarity, target: Target | None
) -> AssuranceVerdict:
    """The target now in force against the process limits of `variation`.

    HIT_AND_MISS within or on them. NONE for information, without a target and without limits. `latest` says how limits
    are printed; its value is not used.
    """
    if polarity is Polarity.NONE:
        return AssuranceVerdict(Assurance.NONE, FOR_INFORMATION)
    if target is None or target.target is None:
        return AssuranceVerdict(Assurance.NONE, "There is no target.")
    if limits is None:
        return AssuranceVerdict(Assurance.NONE, "There are no limits: the unbroken series is too short.")
    lower, upper = _spans(latest, limits, target.target)
    goal, span = setting_text(target.target, latest.unit), f"the limits, {lower} to {upper}"
    if limits.lower <= target.target <= limits.upper:
        reason = f"The target, {goal}, is within {span}: chance decides in which {latest.step} it is met."
        return AssuranceVerdict(Assurance.HIT_AND_MISS, reason)
    above = target.target > limits.upper
    if above is (polarity is Polarity.HIGH):
        word, unless = Assurance.CONSISTENTLY_FAILS, "it is missed until the process changes"
    else:
        word, unless = Assurance.CONSISTENTLY_MEETS, "it is met until the process changes"
    return AssuranceVerdict(word, f"The target, {goal}, is {'above' if above else 'below'} {span}: {unless}.")


def _spans(latest: Reading, limits: Limits, target: Decimal) -> tuple[str, str]:
    """The limits with as many decimals as it takes to show on which side of them the target is."""
    places = max(decimals_apart(limit, latest.decimals, target) for limit in (limits.lower, limits.upper))
    return latest.unit.text(limits.lower, places), latest.unit.text(limits.upper, places)

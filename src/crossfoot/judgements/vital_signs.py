"""Red, amber or green by distance from a comparator: the scheme printed for vital signs, apart from tolerances."""

from __future__ import annotations

from fractions import Fraction

from crossfoot.indicators.schema import Target
from crossfoot.judgements.judgement import Rag, RagVerdict
from crossfoot.judgements.policies import Basis, VitalSignsPolicy
from crossfoot.judgements.reading import Reading
from crossfoot.judgements.targets import FOR_INFORMATION, meets, shortfall
from crossfoot.judgements.variance import miss_words
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Polarity


def judge_against_comparator(
    reading: Reading, *, polarity: Polarity, target: Target | None, policy: VitalSignsPolicy
) -> RagVerdict:
    """Green meets the target, amber misses by the policy's margin or less, red beyond.

    Of a target of nought every margin in per cent is nought: any miss is red. NOT_JUDGED for information and for a
    missing value, NONE without a target.
    """
    if polarity is Polarity.NONE:
        return RagVerdict(Rag.NOT_JUDGED, FOR_INFORMATION)
    if target is None or target.target is None:
        return RagVerdict(Rag.NONE, "There is no target to be coloured by.")
    value = reading.at(policy.judge)
    if isinstance(value, Missing):
        return RagVerdict(Rag.NOT_JUDGED, f"There is no value {reading.when} to judge: {value.value}.")
    miss = miss_words(reading, value, target, polarity=polarity, basis=policy.basis, threshold=policy.amber_within)
    if meets(value, target.target, strict=target.strict, polarity=polarity):
        return RagVerdict(Rag.GREEN, f"{miss}.")
    margin = Fraction(policy.amber_within)
    if policy.basis is Basis.PERCENT_OF_TARGET:
        margin *= abs(Fraction(target.target)) / 100
    within = shortfall(value, target.target, polarity=polarity) <= margin
    amount = f"{policy.amber_within.normalize():f}" + ("%" if policy.basis is Basis.PERCENT_OF_TARGET else " points")
    if within:
        return RagVerdict(Rag.AMBER, f"{miss}, which is within {amount}.")
    return RagVerdict(Rag.RED, f"{miss}, which is more than {amount}.")

"""Red, amber or green by tolerances."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from crossfoot.indicators.schema import Target
from crossfoot.judgements.judgement import Rag, RagVerdict
from crossfoot.judgements.policies import RagPolicy
from crossfoot.judgements.reading import Reading, setting_text, words_apart
from crossfoot.judgements.targets import FOR_INFORMATION
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Polarity


def judge_rag(reading: Reading, *, polarity: Polarity, target: Target | None, policy: RagPolicy) -> RagVerdict:
    """Green at or past Green, red past Red, amber between.

    NOT_JUDGED for information, for a missing value, where the one tolerance there is leaves the colour open, and where
    Red and Green are the wrong way round. NONE without tolerances, also where there is a target.
    """
    if polarity is Polarity.NONE:
        return RagVerdict(Rag.NOT_JUDGED, FOR_INFORMATION)
    if target is None or (target.green is None and target.red is None):
        stated = "There is no target and there are no tolerances" if target is None or target.target is None else ""
        return RagVerdict(Rag.NONE, f"{stated or 'There is a target but there are no tolerances'} to be coloured by.")
    value = reading.at(policy.judge)
    if isinstance(value, Missing):
        return RagVerdict(Rag.NOT_JUDGED, f"There is no value {reading.when} to judge: {value.value}.")
    if target.green is not None and target.red is not None and _past(target.red, target.green, polarity):
        return RagVerdict(
            Rag.NOT_JUDGED, f"{_tolerances(reading, target)} are the wrong way round: correct the target."
        )
    return _colour(reading, value, polarity, target)


def _colour(reading: Reading, value: Fraction, polarity: Polarity, target: Target) -> RagVerdict:
    limits = [limit for limit in (target.green, target.red) if limit is not None]
    words = words_apart(value, reading.unit, reading.decimals, *limits)
    high = polarity is Polarity.HIGH
    if target.green is not None and not _past(target.green, value, polarity):
        side = "at or above" if high else "at or below"
        return RagVerdict(Rag.GREEN, f"{words} is {side} Green, {setting_text(target.green, reading.unit)}.")
    if target.red is not None and _past(target.red, value, polarity):
        side = "below" if high else "above"
        return RagVerdict(Rag.RED, f"{words} is {side} Red, {setting_text(target.red, reading.unit)}.")
    if target.green is None or target.red is None:
        absent = "Green" if target.green is None else "Red"
        return RagVerdict(Rag.NOT_JUDGED, f"{words} could be amber or not: there is no {absent} tolerance.")
    green, red = setting_text(target.green, reading.unit), setting_text(target.red, reading.unit)
    return RagVerdict(Rag.AMBER, f"{words} does not reach Green, {green}, and is not past Red, {red}.")


def _past(limit: Decimal, value: Decimal | Fraction, polarity: Polarity) -> bool:
    """True when the value is strictly on the bad side of the limit."""
    return value < limit if polarity is Polarity.HIGH else value > limit


def _tolerances(reading: Reading, target: Target) -> str:
    words = [setting_text(limit, reading.unit) for limit in (target.green, target.red) if limit is not None]
    return f"The tolerances, Green {words[0]} and Red {words[1]},"

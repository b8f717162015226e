"""Verdicts as statuses: a word, a shape and a tone, so that colour is never the only signal."""

from __future__ import annotations

from crossfoot.judgements.judgement import Judgement, Performance, Rag, Variation
from crossfoot.reports.document import Status, Tone

_RAG = {Rag.GREEN: Tone.GOOD, Rag.AMBER: Tone.FAIR, Rag.RED: Tone.POOR}
_PERFORMANCE = {
    Performance.BETTER: (Tone.BETTER, "Better"),
    Performance.WORSE: (Tone.WORSE, "Worse"),
    Performance.SAME: (Tone.SAME, "Same"),
}
_VARIATION = {
    Variation.IMPROVEMENT: (Tone.BETTER, "Improvement", "▲"),
    Variation.CONCERN: (Tone.WORSE, "Concern", "▼"),
    Variation.NEUTRAL_HIGH: (Tone.NEUTRAL, "Signal, high", "◆"),
    Variation.NEUTRAL_LOW: (Tone.NEUTRAL, "Signal, low", "◆"),
    Variation.COMMON_CAUSE: (Tone.SAME, "Noise", "●"),
}
SIGNALS = (Variation.IMPROVEMENT, Variation.CONCERN, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)
"""The verdicts that say the latest month is more than noise."""


def rag_status(rag: Rag, reason: str = "") -> Status | None:
    """Green, amber or red with its shape; None where there is no colour."""
    return Status(_RAG[rag], rag.value.capitalize(), rag.symbol, reason) if rag in _RAG else None


def direction_status(judgement: Judgement) -> Status | None:
    """The direction of travel; None where no direction is good or nothing can be told."""
    verdict = judgement.direction
    if verdict.word not in _PERFORMANCE:
        return None
    tone, label = _PERFORMANCE[verdict.word]
    return Status(tone, label, verdict.word.symbol, verdict.reason)


def variation_status(judgement: Judgement) -> Status | None:
    """Signal or noise; None where the series is too short or broken to say."""
    verdict = judgement.variation
    if verdict.word not in _VARIATION:
        return None
    tone, label, symbol = _VARIATION[verdict.word]
    return Status(tone, label, symbol, verdict.reason)

"""Sentences that prove themselves: every rule on the figures of one sentence and the sentence before it."""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.audit.spoken.passages import passage_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_averages_in_words import AVERAGES, find_averages_in_words
from crossfoot.audit.words.find_changes_in_words import CHANGES, POINTS, find_changes_in_words
from crossfoot.audit.words.find_comparisons_in_words import COMPARISONS, find_comparisons_in_words
from crossfoot.audit.words.find_differences_in_words import find_differences_in_words
from crossfoot.audit.words.find_fractions_in_words import FRACTIONS, find_fractions_in_words
from crossfoot.audit.words.find_gaps_in_words import find_gaps_in_words
from crossfoot.audit.words.find_judgements_in_words import (
    find_judgements_in_words,
    find_multiples_in_words,
    find_weighed_counts,
)
from crossfoot.audit.words.find_shares_in_words import SHARES, find_shares_in_words
from crossfoot.audit.words.find_spelled_numbers import SPELLED, find_spelled_numbers
from crossfoot.audit.words.find_sums_in_words import SUMS, find_sums_in_words

RULES_OF_SENTENCES = (CHANGES, COMPARISONS, SHARES, SUMS, FRACTIONS, AVERAGES, POINTS, SPELLED)
_CHECKS = (
    find_changes_in_words,
    find_comparisons_in_words,
    find_gaps_in_words,
    find_differences_in_words,
    find_multiples_in_words,
    find_judgements_in_words,
    find_weighed_counts,
    find_shares_in_words,
    find_sums_in_words,
    find_fractions_in_words,
    find_averages_in_words,
)


def find_narrative_arithmetic(study: Study, sentences: Sequence[Sentence]) -> None:
    """Check every sentence whose own figures say how they hang together."""
    for sentence in sentences:
        if sentence.spelled and sentence.figures:
            find_spelled_numbers(study, sentence)
        passage = passage_of(sentence)
        if passage is not None:
            for check in _CHECKS:
                check(study, passage)

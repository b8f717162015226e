"""Which of two figures is the greater, against what the words say."""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.audit.quoting.find_narrative_claims import DIRECTION
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study


def judge_way(study: Study, sentence: Sentence, told: str, pairs: Sequence[tuple[Place, Place]], *, up: bool) -> None:
    """Tell of `told` where the first of every pair that may be meant is not above (`up`) or below the other.

    Pairs that disagree with each other say nothing.
    """
    moves = {(study.value(one) > study.value(other)) - (study.value(one) < study.value(other)) for one, other in pairs}
    if len(moves) != 1:
        return
    if (1 if up else -1) in moves:
        study.ledger.agreed(DIRECTION)
        return
    one, other = pairs[0]
    expected = {1: "more", -1: "less", 0: "as much"}[moves.pop()]
    first, second = (f"{study.pack.cell(place).text} ({study.pack.name_of(place)})" for place in (one, other))
    tell(study, DIRECTION, sentence, told, expected, f"{first}, {second}.", 0.75, [one, other])

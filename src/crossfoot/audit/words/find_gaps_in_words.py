"""A figure against another with the gap beside it, `£4.86m against £4.79m, £0.07m over`: the word says which way."""

from __future__ import annotations

import re

from crossfoot.audit.spoken.passages import Passage, same_unit
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_comparisons_in_words import COMPARISONS

_GAP = re.compile(
    r"<[cptm](?P<own>\d+)>\s(?:[a-z]+\s){0,2}(?:against|compared\s(?:with|to)|versus|vs\.?)\s(?:(?:an?|the|its|their|our)\s)?"
    r"(?:[a-z]+\s){0,3}<[cptm](?P<other>\d+)>(?:\s[a-z]+){0,4}(?:,|\s[-\u2013]|;|\s\()\s?(?:or\s|that\sis\s|so\s|which\sis\s|a\sgap\sof\s)?"
    r"<[cptm](?P<gap>\d+)>\s(?:percentage\spoints?\s|points?\s|pp\s)?"
    r"(?:(?P<up>over(?:spent)?|above|more|higher|too\smuch|ahead)|(?P<down>under(?:spent)?|below|less|fewer|lower|short|behind))\b",
    re.IGNORECASE,
)


def find_gaps_in_words(study: Study, passage: Passage) -> None:
    """Check the word beside every gap that is the difference of the two figures before it."""
    for match in _GAP.finditer(passage.text):
        own, other, gap = (passage.numbers[int(match[name])] for name in ("own", "other", "gap"))
        if not passage.is_own(match.start("gap")) or not same_unit(own, other) or own.amount == other.amount:
            continue
        apart = own.interval - other.interval
        if apart.contains(0) or not abs(apart).meets(abs(gap.interval)):
            continue
        if (own.amount > other.amount) == bool(match["up"]):
            study.ledger.agreed(COMPARISONS)
            continue
        word = match["up"] or match["down"]
        expected = "under" if match["up"] else "over"
        working = f"{own.text} is {expected} {other.text} by {gap.text}, and {word} is told."
        tell(study, COMPARISONS, passage.sentence, f"{gap.text} {word}", f"{gap.text} {expected}", working, 0.8)

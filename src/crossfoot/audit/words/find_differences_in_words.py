"""A difference told with what proves it: `361, 14 more than before (4.0%)`, `61.8% against 62.0%: a gap of 0.2`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.audit.finding import interval_text
from crossfoot.audit.intervals import Interval
from crossfoot.audit.spoken.passages import WORDS, Passage, same_unit
from crossfoot.audit.spoken.sentences import Figure
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_changes_in_words import CHANGES
from crossfoot.audit.words.find_comparisons_in_words import COMPARISONS, opposite_of

_MORE = r"(?P<word>(?P<up>more|higher)|fewer|less|lower)\b"
_A_CHANGE = r"an?\s(?:[a-z]+\s)?(?:rise|increase|growth|fall|drop|decrease|reduction|cut)\sof\s"
_SHARE = (
    rf"(?:\s?\((?:or\s)?<p(?P<share>\d+)>\)|,\s(?:or\s|that\sis\s|which\sis\s)?{_A_CHANGE}<p(?P<share2>\d+)>(?=[.,;)]|$)|"
    rf",\s(?:or|that\sis|which\sis)\s<p(?P<share3>\d+)>(?=[.,;)]|$))"
)
_THEN = rf"{WORDS}{{0,60}}?,?\swhen\s(?:there|it|they|we)\s(?:were|was|had|stood\sat)\s<[cm](?P<then>\d+)>"
_THAN = rf"(?:\s(?:[a-z]+\s){{0,3}}than\b(?:{WORDS}|\s\(<[cm]\d+>\)){{0,70}}?)?"
_VALUE_AND_MORE = re.compile(
    rf"<(?P<unit>[cm])(?P<now>\d+)>{WORDS}{{0,80}}?(?:,|\s[\u2013-]|\band|\()\s?<(?P=unit)(?P<by>\d+)>\s(?:[a-z]+\s)?{_MORE}"
    rf"(?:{_THAN}{_SHARE})?(?:{_THEN})?",
    re.IGNORECASE,
)
_THIS_IS_MORE = re.compile(
    rf"(?:^|[.]\s)(?:This|That|It)\s(?:is|was)\s<(?P<unit>[cm])(?P<by>\d+)>\s(?:[a-z]+\s)?{_MORE}{_THAN}{_SHARE}"
)
_GAP = re.compile(
    rf"<(?P<unit>[cptm])(?P<one>\d+)>{WORDS}{{0,90}}?\b(?:against|compared\s(?:with|to))\s(?:{WORDS}{{0,40}}?\s)?<(?P=unit)(?P<other>\d+)>"
    rf"{WORDS}{{0,40}}?[,:;(\u2013-]\s?(?:so\s|which\sis\s|that\sis\s)?an?\s(?:gap|difference)(?:\s[a-z]+){{0,3}}\sof\s"
    r"<[cptm](?P<gap>\d+)>",
    re.IGNORECASE,
)
_MOST = r"(?:highest|most|largest|greatest|widest|longest|best)"
_LEAST = r"(?:lowest|least|fewest|smallest|narrowest|shortest|worst)"
_ENDS_GAP = re.compile(
    rf"\b(?:{_MOST}\b(?P<turned>){WORDS}{{2,50}}?|{_LEAST}\b{WORDS}{{2,50}}?)\(?<(?P<unit>[cptm])(?P<one>\d+)>\)?,?\sand\s"
    rf"(?:{WORDS}{{0,20}}?\s)?(?(turned){_LEAST}|{_MOST})\b{WORDS}{{2,50}}?\(?<(?P=unit)(?P<other>\d+)>\)?[,:;\u2013-]\s?"
    r"(?:so\s|which\sis\s|that\sis\s)?an?\s(?:gap|difference|range|spread)\sof\s<[cptm](?P<gap>\d+)>",
    re.IGNORECASE,
)
"""`Highest in Eastley (21.0%) and lowest in Marsh (13.6%), a gap of 7.4 points`."""
_SPENT = re.compile(
    rf"\b(?:spen[dt]\w*|outturn|costs?|expenditure)\b{WORDS}{{0,30}}?<m(?P<own>\d+)>{WORDS}{{0,30}}?\b(?:against|on|compared\s(?:with|to))"
    rf"\s(?:an?|the|its|our)\s(?:[a-z]+\s){{0,3}}budget(?:\sof)?\s<m(?P<budget>\d+)>{WORDS}{{0,30}}?,\s(?:giving\s|leaving\s)?an?\s(?:[a-z]+\s)?"
    r"(?P<word>(?P<over>over\s?spend)|under\s?spend)\b",
    re.IGNORECASE,
)
MOST_BEFORE = 3
"""Figures of the sentence before that the difference may be of."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value now, by how much it is more or less than before, and the share or the value before that proves it."""

    now: Figure
    by: Figure
    word: str
    up: bool
    share: Figure | None
    then: Figure | None

    def before(self, *, up: bool) -> Interval:
        """What it was, had it gone that way."""
        return self.now.interval - self.by.interval if up else self.now.interval + self.by.interval

    def holds(self, *, up: bool) -> bool:
        """Whether the value before or the share agrees with that way."""
        before = self.before(up=up)
        if self.then is not None and not before.meets(self.then.interval):
            return False
        return self.share is None or (
            before.low > 0 and (abs(self.by.interval) / before).times(100).meets(abs(self.share.interval))
        )


def find_differences_in_words(study: Study, passage: Passage) -> None:
    """Check every difference whose share, earlier value or two ends are told with it."""
    done: set[str] = set()
    for told in _differences(passage):
        if told[0].by.text not in done:
            done.add(told[0].by.text)
            _weigh(study, passage, told)
    for match in (*_GAP.finditer(passage.text), *_ENDS_GAP.finditer(passage.text)):
        one, other, gap = (passage.numbers[int(match[name])] for name in ("one", "other", "gap"))
        if not passage.is_own(match.start("gap")) or not same_unit(one, other):
            continue
        apart = abs(one.interval - other.interval)
        if apart.meets(abs(gap.interval)):
            study.ledger.agreed(COMPARISONS)
        else:
            expected, working = interval_text(apart, gap.decimals), f"{one.text} against {other.text}."
            tell(study, COMPARISONS, passage.sentence, gap.text, expected, working, 0.8)
    for match in _SPENT.finditer(passage.text):
        own, budget = passage.numbers[int(match["own"])], passage.numbers[int(match["budget"])]
        if not passage.is_own(match.start("budget")) or own.interval.meets(budget.interval):
            continue
        over = own.amount > budget.amount
        if over == bool(match["over"]):
            study.ledger.agreed(COMPARISONS)
        else:
            working = f"{own.text} against a budget of {budget.text}."
            expected = "overspend" if over else "underspend"
            tell(study, COMPARISONS, passage.sentence, match["word"], expected, working, 0.8)


def _differences(passage: Passage) -> Iterator[list[Difference]]:
    """Each with what else the value now may be."""
    numbers = passage.numbers
    for match in _VALUE_AND_MORE.finditer(passage.text):
        then = numbers[int(match["then"])] if match["then"] else None
        if passage.is_own(match.start("now")) and (share := _share(passage, match) or then):
            now, by = numbers[int(match["now"])], numbers[int(match["by"])]
            told = share if share is not then else None
            yield [Difference(now, by, match["word"], bool(match["up"]), told, then)]
    for match in _THIS_IS_MORE.finditer(passage.text):
        earlier = [figure for start, _, figure in passage.marks(match["unit"]) if not passage.is_own(start)]
        if passage.is_own(match.start("by")) and 0 < len(earlier) <= MOST_BEFORE:
            by, share = numbers[int(match["by"])], _share(passage, match)
            yield [Difference(now, by, match["word"], bool(match["up"]), share, None) for now in earlier]


def _share(passage: Passage, match: re.Match[str]) -> Figure | None:
    told = match["share"] or match["share2"] or match["share3"]
    return passage.numbers[int(told)] if told else None


def _weigh(study: Study, passage: Passage, readings: list[Difference]) -> None:
    if any(each.holds(up=each.up) for each in readings):
        study.ledger.agreed(CHANGES)
        return
    told = readings[0]
    if len(readings) == 1 and told.holds(up=not told.up):
        expected = "less" if told.up and told.by.money else opposite_of(told.word)
        proof = told.then or told.share
        working = f"{told.now.text}, {told.by.text} {told.word}: {proof.text if proof else ''} makes it {expected}."
        tell(study, CHANGES, passage.sentence, f"{told.by.text} {told.word}", expected, working, 0.8)
        return
    before = told.before(up=told.up)
    if told.then is not None and not before.meets(told.then.interval):
        expected, working = interval_text(before, told.then.decimals), f"{told.now.text}, {told.by.text} {told.word}."
        tell(study, CHANGES, passage.sentence, told.then.text, expected, working, 0.8)
    elif told.share is not None and before.low > 0:
        expected = interval_text((abs(told.by.interval) / before).times(100), told.share.decimals, suffix="%")
        working = f"{told.by.text} {told.word} than before, which makes {told.now.text}, is {expected}."
        tell(study, CHANGES, passage.sentence, told.share.text, expected, working, 0.8)

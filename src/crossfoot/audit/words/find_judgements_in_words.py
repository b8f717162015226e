"""Words that judge a change or weigh two counts: `for the worse`, `doubled`, `twice as many boys as girls`."""

from __future__ import annotations

import re
from fractions import Fraction

from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.spoken.passages import WORDS, Passage
from crossfoot.audit.spoken.sentences import Figure
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_changes_in_words import CHANGES, is_alike, pairs_of
from crossfoot.audit.words.find_comparisons_in_words import COMPARISONS

_GOOD = r"improv\w+|better|good\snews|positive|welcome|encouraging|progress"
_BAD = r"wors\w+|deteriorat\w+|bad\snews|disappoint\w+|of\sconcern|a\sconcern|poorer|declin\w+"
_JUDGED = re.compile(
    rf"^{WORDS}{{0,40}}?[,;:\u2013-]\s?(?:so\s|and\s|which\s|this\s|that\s|it\s|is\s|was\s|has\s|a\s|an\s|the\s|change\s|move\s|"
    rf"for\s|got\s|welcome\s|further\s)*(?P<word>(?P<good>{_GOOD})|(?P<bad>{_BAD}))\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(rf"\b(?:{_GOOD}|{_BAD})\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\ba\s(?P<way>higher|lower|bigger|larger|smaller)\s(?:figure|number|rate|percentage|value|score)\sis\s(?:better|good)",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(
    r"\b(?P<word>more|fewer|less)\s(?P<first>[a-z]+)\s(?P<sign>than)\s(?P<second>[a-z]+)\b(?!\s<)", re.IGNORECASE
)
_TIMES_AS_MANY = re.compile(
    r"\b(?P<how>more\sthan\s|over\s|nearly\s|almost\s|about\s|around\s|fewer\sthan\s|less\sthan\s)?(?P<times>twice|three\stimes|four\stimes|five\stimes|half)\s"
    r"as\smany\s(?P<first>[a-z]+)\sas\s(?P<second>[a-z]+)\b",
    re.IGNORECASE,
)
_MULTIPLES = {
    "half": Fraction(1, 2),
    "twice": Fraction(2),
    "three times": Fraction(3),
    "four times": Fraction(4),
    "five times": Fraction(5),
}


def find_judgements_in_words(study: Study, passage: Passage) -> None:
    """Check that a change told as better or worse is, where the words say which way is better."""
    if not _VERDICT.search(passage.text, passage.own):
        return
    for pair in pairs_of(passage):
        match = _JUDGED.match(passage.text[pair.end :])
        if match is None or pair.earlier.interval.meets(pair.later.interval):
            continue
        told = _TOLD.search(passage.text, passage.own)
        upward = (
            more_is_better(passage.text) if told is None else told["way"].casefold() in {"higher", "bigger", "larger"}
        )
        if upward is None:
            continue
        better = (pair.later.amount > pair.earlier.amount) == upward
        if better == bool(match["good"]):
            study.ledger.agreed(COMPARISONS)
        else:
            working = (
                f"{pair.earlier.text} to {pair.later.text}, where a {'higher' if upward else 'lower'} figure is better."
            )
            expected = "better" if better else "worse"
            tell(study, COMPARISONS, passage.sentence, match["word"], expected, working, 0.75 if told else 0.65)


def find_weighed_counts(study: Study, passage: Passage) -> None:
    """Check `203 stepped down and 70 stepped up: more than twice as many down as up`, `more boys than girls`."""
    for pattern in (_MORE_THAN, _TIMES_AS_MANY):
        match = pattern.search(passage.text, passage.own)
        if match is None:
            continue
        first, second = (
            _counted(passage, match["first"], match.start()),
            _counted(passage, match["second"], match.start()),
        )
        if first is None or second is None or first is second or second.amount <= 0:
            continue
        ratio = first.amount / second.amount
        if pattern is _MORE_THAN:
            holds = ratio > 1 if match["word"].casefold() == "more" else ratio < 1
        else:
            times = " ".join(match["times"].casefold().split())
            low, high = _range_of(match["how"] or "", _MULTIPLES[times])
            holds = low <= ratio <= high
        if holds:
            study.ledger.agreed(COMPARISONS)
        else:
            working = f"{match['first']} {first.text}, {match['second']} {second.text}: {float(ratio):.1f} times."
            tell(study, COMPARISONS, passage.sentence, match[0], f"{float(ratio):.1f} times", working, 0.7)


def _counted(passage: Passage, noun: str, end: int) -> Figure | None:
    """The one count of the sentence that the noun follows."""
    counted = rf"<c(?P<count>\d+)>[^<.;:]{{0,50}}?\b{re.escape(noun)}\b"
    found = re.findall(counted, passage.text[passage.own : end], re.IGNORECASE)
    return passage.numbers[int(found[0])] if len(found) == 1 else None


def find_multiples_in_words(study: Study, passage: Passage) -> None:
    """Check `doubled from 100 to 150`, `halved`, `more than trebled`."""
    for match in _DOUBLED.finditer(passage.text):
        if not passage.is_own(match.start("b")):
            continue
        earlier, later = passage.numbers[int(match["a"])], passage.numbers[int(match["b"])]
        if not is_alike(earlier, later) or earlier.amount <= 0:
            continue
        low, high = _range_of(match["how"] or "", _TIMES[match["word"].casefold()[:5]])
        ratio = later.amount / earlier.amount
        if low <= ratio <= high:
            study.ledger.agreed(CHANGES)
        else:
            times = f"{float(ratio):.2f} times"
            working = f"{later.text} is {times} {earlier.text}."
            tell(study, CHANGES, passage.sentence, later.text, times, working, 0.8)


def _range_of(how: str, times: Fraction) -> tuple[Fraction, Fraction]:
    slack = times / 8
    if re.search(r"more|over|well", how, re.IGNORECASE):
        return (times, times * 3) if times > 1 else (Fraction(0), times)
    if re.search(r"nearly|almost|just\sunder|close", how, re.IGNORECASE):
        return (times - slack * 2, times) if times > 1 else (times, times + slack * 2)
    return times - slack, times + slack


_TIMES = {
    "doubl": Fraction(2),
    "trebl": Fraction(3),
    "tripl": Fraction(3),
    "quadr": Fraction(4),
    "halve": Fraction(1, 2),
}
_DOUBLED = re.compile(
    rf"(?P<how>(?:more\sthan|over|nearly|almost|just\sunder|close\sto|well\sover)\s)?\b(?P<word>doubled|trebled|tripled|quadrupled|halved|"
    rf"doubling|halving|trebling)\b{WORDS}{{0,30}}?\bfrom\s(?:{WORDS}{{0,20}}?\s)?<[cpm](?P<a>\d+)>{WORDS}{{0,45}}?\bto\s"
    rf"(?:{WORDS}{{0,25}}?\s)?<[cpm](?P<b>\d+)>",
    re.IGNORECASE,
)

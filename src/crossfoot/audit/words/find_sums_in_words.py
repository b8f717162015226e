"""Totals told with their parts, and what is left: `made up of`, `of these`, `which leaves`, `the other`."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations

from crossfoot.audit.finding import Kind, Rule, interval_text
from crossfoot.audit.intervals import Interval, total
from crossfoot.audit.spoken.passages import WORDS, Passage, same_unit
from crossfoot.audit.spoken.sentences import Figure
from crossfoot.audit.spoken.slips import slip_between
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SUMS = Rule(
    "sums-in-words", Kind.NARRATIVE, "A total told in words is the sum of the parts told with it.", Severity.WARNING
)
_MADE_UP = re.compile(
    r"\b(?P<strong>made\sup\sof|compris\w+|consist\w+\sof|split\s(?:as|between|into)|broken\sdown|breaks\sdown)\b|"
    r"(?P<list>:)|\b(?P<weak>being|namely|of\swhich|of\swhom|with)\b",
    re.IGNORECASE,
)
_OF_THESE = re.compile(
    r"\b(?:of|from|among)\s(?:these|those|them|whom|which|this\s(?:number|group|total))\b,?\s",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"(?:,|;|\band)\s(?:the\s(?:other|rest|remaining)\s)?<c\d+>\s(?:by|with|in|at|to|from|not|for|on|by|through|via|did|are\snot|were\snot|of)\b"
)
_VERBS = (
    r"(?:was|were|are|is|had|have|has|came|went|live[sd]?|moved|remain(?:ed)?|did|not|lowered|raised|closed|declined)"
)
_OPPOSITES = (
    ("boys", "girls"),
    ("male", "female"),
    ("men", "women"),
    ("complete", "open"),
    ("completed", "open"),
    ("closed", "open"),
    ("in time", "late"),
    ("on time", "late"),
    ("agreed", "raised"),
    ("in county", "out of county"),
    ("in house", "agenc"),
    ("own carers", "agenc"),
    ("primary", "secondary"),
    ("met", "not met"),
    ("accepted", "refused"),
    ("upheld", "not upheld"),
    ("full-time", "part-time"),
    ("permanent", "agency"),
)
_LEAVES = re.compile(
    rf"<[cm](?P<part>\d+)>\s(?:{WORDS}{{0,30}}?\s)?(?:of|out\sof|from)\s(?:the\s|our\s|these\s|those\s|all\s|its\s)?<[cm](?P<whole>\d+)>{WORDS}{{0,70}}?"
    rf"(?:,|;|\s[\u2013-]|\sand|\.)\s?(?:which\s|this\s|that\s|so\s)?(?:leav(?:es|ing)|left)\s(?:a\s(?:gap|shortfall|balance)\sof\s|us\swith\s|only\s|just\s)?"
    rf"<[cm](?P<rest>\d+)>",
    re.IGNORECASE,
)
_OF_LEAVES = re.compile(
    rf"\b(?:of|from|out\sof)\s(?:the\s|our\s|these\s|all\s|its\s)?<[cm](?P<whole>\d+)>\s{WORDS}{{0,50}}?<[cm](?P<part>\d+)>{WORDS}{{0,60}}?"
    rf"(?:,|;|\s[\u2013-]|\sand|\.)\s?(?:which\s|this\s)?(?:leav(?:es|ing))\s(?:only\s|just\s|us\swith\s)?<[cm](?P<rest>\d+)>",
    re.IGNORECASE,
)
_LEAD = re.compile(r"<[cm](?P<part>\d+)>\s(?:out\s)?$")
"""Before `of 29.0 posts were filled and 1.5 by agency, leaving 1.8`: a part as well."""
_OF_WHICH_LEAVES = re.compile(
    rf"<[cm](?P<whole>\d+)>\s{WORDS}{{0,60}}?(?:,|;)?\s(?:of\s(?:which|whom|these)|less|minus)\s{WORDS}{{0,30}}?<[cm](?P<part>\d+)>{WORDS}{{0,60}}?"
    rf"(?:,|;|\s[\u2013-])\s?(?:which\s|this\s)?(?:leav(?:es|ing)|left)\s(?:only\s|just\s)?<[cm](?P<rest>\d+)>",
    re.IGNORECASE,
)
_REST = re.compile(
    rf"<c(?P<part>\d+)>\s?(?:out\sof|of)\s(?:the\s|our\s|these\s|all\s)?<c(?P<whole>\d+)>{WORDS}{{0,90}}?(?:\([^()]*\))?{WORDS}{{0,40}}?"
    rf"(?:,|;|\s[\u2013-]|\sand|\.|\swhile|\sbut)\s?(?:while\s|but\s|and\s|with\s)*the\s(?P<word>other|others|rest|remaining|remainder)\s(?:of\s|numbered\s|were\s|was\s)?"
    rf"<c(?P<rest>\d+)>",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    rf"<c(?P<part>\d+)>\s?(?:out\sof|of)\s(?:the\s|our\s|these\s|all\s)?<c(?P<whole>\d+)>{WORDS}{{0,60}}?(?:\([^()]*\)|\))?{WORDS}{{0,30}}?"
    rf"(?:,|;|\s[\u2013-]|\.|\sand|\swhile|\sbut)\s(?:while\s|but\s|and\s|so\s)*<c(?P<rest>\d+)>\s(?:of\sthem\s|[a-z]+\s)?"
    r"(?:(?:took|waited|needed|stayed)\slonger|(?:were|was|are|is|did|do|does|had|have|has|could)\snot|missed\s(?:it|the\s\w+|that)|"
    r"(?:were|was|are|is|came)\s(?:late|overdue|outside\s(?:it|them|the\s\w+|timescales?)|out\sof\s(?:time|timescale)|over\stime))"
    r"(?=\s?[.;,)]|$)",
    re.IGNORECASE,
)
"""`910 of 1,004 were in time; 94 took longer`: the clause ends there, so it speaks of the same thing."""
_OF_LATE = re.compile(
    rf"\bof\s(?:the\s|our\s|these\s|all\s)?<c(?P<whole>\d+)>\s{WORDS}{{0,60}}?<c(?P<part>\d+)>\s(?:{WORDS}{{0,40}}?\s)?"
    rf"(?:within\s(?:<c\d+>\s)?|in\stime|on\stime|by\sthe\s(?:deadline|due\sdate)){WORDS}{{0,40}}?(?:\s\([^()]*\))?"
    r"(?:,|;|\sand|\swhile|\sbut|\.)\s(?:and\s|while\s|but\s|so\s)*<c(?P<rest>\d+)>\s(?:of\sthem\s|[a-z]+\s)?"
    r"(?:took\slonger|(?:were|was|are|is|came)\s(?:late|outside\s(?:it|them|the\s\w+|timescales?)|out\sof\s(?:time|timescale)))"
    r"(?=\s?[.;,)]|$)",
    re.IGNORECASE,
)
"""`Of 1,004 replies 910 were sent within 20 days and 94 were late`."""
_BRACKET = re.compile(r"<m(?P<whole>\d+)>\s*\((?P<parts>[^()]*)\)")
_OTHER = re.compile(
    r"\b(?:target|england|national\w*|average|compared|than|against|previous|last\syear|year\sbefore|increase\w*|decrease\w*|rise|"
    r"fall|rose|fell|more|fewer|up\sfrom|down\sfrom|per|including|include[sd]?|such\sas|for\sexample|at\sleast\sone|both|"
    r"also|overlap\w*|may\sbe|more\sthan\sone)\b",
    re.IGNORECASE,
)
LARGEST_GAP = Fraction(1, 10)
"""By how much of the whole the parts may miss it and still be its parts."""


def find_sums_in_words(study: Study, passage: Passage) -> None:
    """Check every whole that the words give with all its parts."""
    if not (_check_left(study, passage) or _check_rest(study, passage) or _check_of_these(study, passage)):
        _check_made_up(study, passage)
    _check_bracket(study, passage)


def _check_left(study: Study, passage: Passage) -> bool:
    """`33.5 of the 43.5 posts, which leaves 10.0`, `12 of the 30 were late; the other 18 were not`."""
    for pattern in (_LEAVES, _OF_LEAVES, _OF_WHICH_LEAVES, _REST, _NOT_SO, _OF_LATE):
        for match in pattern.finditer(passage.text):
            part, whole, rest = (passage.numbers[int(match[name])] for name in ("part", "whole", "rest"))
            if not passage.is_own(match.end() - 1) or not same_unit(part, whole) or not same_unit(whole, rest):
                continue
            if part.amount > whole.amount or (pattern is _REST and rest.spelled and rest.amount == 1):
                continue
            others = [
                figure
                for start, end, figure in passage.marks("c")
                if match.end("whole") < start and end < match.start("rest") and figure is not part
            ]
            if lead := _LEAD.search(passage.text[: match.start()]):
                others.append(passage.numbers[int(lead["part"])])
            worked = [whole.interval - part.interval]
            worked += [worked[0] - total(each.interval for each in others)] if others else []
            if any(each.meets(rest.interval) for each in worked):
                study.ledger.agreed(SUMS)
            elif pattern is _NOT_SO and abs(worked[0].middle - rest.amount) > max(
                whole.amount * LARGEST_GAP, Fraction(2)
            ):
                return False
            else:
                expected = _amount(worked[-1], rest)
                # What else stands between may be no part: then only a slip of the pen is told.
                if not others or slip_between(rest.text, expected) is not None:
                    working = " - ".join(each.text for each in (whole, part, *others))
                    _tell(study, passage, rest, expected, f"{working} = {expected}.", 0.85)
            return True
    return False


_OF_ALL_REST = re.compile(
    rf"\bof\s(?:the\s|our\s|these\s|all\s)?<c(?P<whole>\d+)>\s(?P<parts>(?:{WORDS}|<[cp]\d+>|\(<p\d+>\)){{3,160}}?),?\sand\s"
    r"(?:the\s(?:remaining|other|rest|remainder)\s(?:of\s)?<c(?P<rest>\d+)>|"
    r"<c(?P<rest2>\d+)>\s(?:are|were|remain(?:ed)?)\s(?:still\s)?(?:outstanding|open|unresolved|undecided|in\sprogress)"
    r"(?=\s?[.,;)]|$))",
    re.IGNORECASE,
)
"""`Of 205 applications, 175 were granted, 17 were refused and the remaining 13 were withdrawn`."""
_INSIDE = re.compile(
    r"\b(?:of\s(?:which|whom|these|them|the)|including|with|by|than|within|from|after|at|each)\b", re.IGNORECASE
)
MOST_PARTS = 4


def _check_rest(study: Study, passage: Passage) -> bool:
    """Whether the words give a whole, its parts and the rest, which is checked."""
    match = _OF_ALL_REST.search(passage.text, max(passage.own - 1, 0))
    if match is None:
        return False
    name = "rest" if match["rest"] else "rest2"
    whole, rest = passage.numbers[int(match["whole"])], passage.numbers[int(match[name])]
    spans = [(start, end, figure) for start, end, figure in passage.marks("c")]
    parts = [figure for start, end, figure in spans if match.start("parts") <= start and end <= match.end("parts")]
    if not 1 <= len(parts) <= MOST_PARTS or any(each.amount > whole.amount for each in (*parts, rest)):
        return False
    # `175 were granted, 17 were refused`: where each has a verb, none is a part of another.
    apart = len(re.findall(rf"<c\d+>(?:\s\(<p\d+>\))?\s{_VERBS}\b", match["parts"], re.IGNORECASE)) == len(parts)
    sizes = [len(parts)] if apart else range(1, len(parts) + 1)
    sums = {sum(each.amount for each in some) for size in sizes for some in combinations(parts, size)}
    if whole.amount - rest.amount in sums:
        study.ledger.agreed(SUMS)
        return True
    goes_on = any(start > match.end() for start, _, _ in spans)
    left = whole.amount - sum(each.amount for each in parts)
    if goes_on or left <= 0 or _INSIDE.search(match["parts"]) or _OTHER.search(match["parts"]):
        return False
    if name == "rest2" and rest.amount < left and slip_between(rest.text, _plain(left)) is None:
        # `And 6 are outstanding. A further 15 were dropped`: there may be others.
        return False
    working = f"{' - '.join(each.text for each in (whole, *parts))} = {_plain(left)}."
    _tell(study, passage, rest, _plain(left), working, 0.8)
    return True


def _check_of_these(study: Study, passage: Passage) -> bool:
    """`It had 426 children. Of these 288 ... and 138 ...`: the parts may not be more than the whole."""
    match = _OF_THESE.search(passage.text, max(passage.own - 1, 0))
    parts, wholes = _alternatives(passage, match)
    if match is None or len(parts) < 2 or not wholes:
        return False
    added = sum(each.amount for each in parts)
    if any(whole.amount == added for whole in wholes):
        study.ledger.agreed(SUMS)
        return True
    whole = wholes[0]
    text = passage.text[match.end() :]
    exclusive = _are_apart(text, len(parts))
    exhaustive = bool(re.search(r"\bthe\s(?:other|others|rest|remaining|remainder)\b", text, re.IGNORECASE))
    gap = added - whole.amount
    if exclusive and abs(gap) <= max(whole.amount * LARGEST_GAP, Fraction(2)) and (gap > 0 or exhaustive) and gap:
        working = f"{' + '.join(each.text for each in parts)} = {_plain(added)}, of {whole.text}."
        _tell(study, passage, parts[-1], _plain(whole.amount - added + parts[-1].amount), working, 0.75)
        return True
    return False


def _alternatives(passage: Passage, match: re.Match[str] | None) -> tuple[list[Figure], list[Figure]]:
    """The parts told after the words, and the counts told before that they can be of, the nearest first."""
    if match is None or _OTHER.search(passage.text, match.end()):
        return [], []
    parts = [figure for start, _, figure in passage.marks("c") if start >= match.end()]
    largest = max((each.amount for each in parts), default=Fraction(0))
    wholes = [figure for start, _, figure in passage.marks("c") if start < match.start() and figure.amount >= largest]
    return parts, wholes[::-1]


def _are_apart(text: str, parts: int) -> bool:
    """Whether no one can be in two of the parts: one verb for all, three or more parts, or words that exclude."""
    low = text.casefold()
    if parts > 2 or any(one in low and other in low for one, other in _OPPOSITES):
        return True
    if re.search(r"<c\d+>\s(?:are|were|is|was|did|do|does|had|have|has)\snot\b", text):
        return True
    return bool(_ELLIPTIC.search(text)) and len(re.findall(rf"<c\d+>\s{_VERBS}\b", text, re.IGNORECASE)) < parts


def _check_made_up(study: Study, passage: Passage) -> None:
    """A figure, words that say it has parts, and the parts; the whole may stand in the sentence before."""
    text = passage.text
    match = _MADE_UP.search(text, passage.own)
    if match is None or match["weak"]:
        _check_before(study, passage)
    if match is None:
        return
    strong = bool(match["strong"])
    before = [figure for start, _, figure in passage.marks() if passage.own <= start < match.start()]
    if not before and strong:
        before = [figure for start, _, figure in passage.marks() if start < passage.own]
    parts = [figure for start, _, figure in passage.marks() if start >= match.end()]
    whole = before[-1] if before else None
    alike = [figure for figure in parts if whole is not None and same_unit(figure, whole)]
    # `Three measures: 12 ...` counts what is listed.
    if whole is None or len(alike) < (2 if strong else 3):
        return
    added = total(figure.interval for figure in alike)
    wholes = before if match["list"] else [whole]
    if any(added.meets(each.interval) for each in wholes if same_unit(each, whole)):
        study.ledger.agreed(SUMS)
        return
    size = abs(added.middle - whole.amount)
    listed = bool(match["list"]) and whole.is_plain and _is_list(text[match.end() :], len(alike))
    near = size <= abs(whole.amount) * (Fraction(1, 4) if strong else LARGEST_GAP)
    if near and (strong or whole.money or listed):
        working = f"{' + '.join(figure.text for figure in alike)} = {_amount(added, whole)}."
        _tell(study, passage, whole, _amount(added, whole), working, 0.85 if strong else 0.6)


def _is_list(text: str, parts: int) -> bool:
    """Whether the clause lists counts, the last after `and`, and compares nothing."""
    return parts >= 3 and not _OTHER.search(text) and bool(re.search(r"(?:,|;)?\sand\s<c\d+>", text))


_AUDITED = re.compile(
    rf"\b(?:in|of)?\s?<c\d+>(?:\s\(<p\d+>\))?,\s{WORDS}{{1,40}}?<c\d+>(?:\s\(<p\d+>\))?,?\sand\s{WORDS}{{1,40}}?<c\d+>(?:\s\(<p\d+>\))?{WORDS}{{0,40}}?\.?\s*$",
    re.IGNORECASE,
)


def _check_before(study: Study, passage: Passage) -> None:
    """`32 audits were moderated. The moderator agreed in 24, raised it in 1 and lowered it in 7`."""
    match = _AUDITED.search(passage.text, passage.own)
    if match is None or _OTHER.search(passage.text, passage.own):
        return
    parts = [figure for start, _, figure in passage.marks("c") if start >= passage.own]
    wholes = [figure for start, _, figure in passage.marks("c") if start < passage.own]
    if len(parts) != 3 or len(wholes) != 1:
        return
    added, whole = sum(each.amount for each in parts), wholes[0].amount
    if added == whole:
        study.ledger.agreed(SUMS)
    elif abs(added - whole) <= max(whole * LARGEST_GAP, Fraction(2)) and whole >= 10:
        working = f"{' + '.join(each.text for each in parts)} = {_plain(added)}, of {wholes[0].text}."
        _tell(study, passage, parts[-1], _plain(whole - added + parts[-1].amount), working, 0.7)


def _check_bracket(study: Study, passage: Passage) -> None:
    """`£2.35m (£1.60m general, £0.75m schools)`: the parts in brackets are all of it."""
    for match in _BRACKET.finditer(passage.text):
        whole = passage.numbers[int(match["whole"])]
        inside = [figure for start, _, figure in passage.marks() if match.start("parts") <= start < match.end()]
        if not passage.is_own(match.start()) or len(inside) < 2 or not all(same_unit(each, whole) for each in inside):
            continue
        added = total(each.interval for each in inside)
        if added.meets(whole.interval):
            study.ledger.agreed(SUMS)
        elif abs(added.middle - whole.amount) <= abs(whole.amount) / 4:
            _tell(study, passage, whole, _amount(added, whole), f"{' + '.join(each.text for each in inside)}.", 0.8)


def _amount(interval: Interval, like: Figure) -> str:
    if like.money and re.search(r"m(?:illion)?$", like.text.strip()):
        return f"£{float(interval.middle / 1_000_000):.3f} million"
    return _plain(interval.middle) if not interval.width or like.is_plain else interval_text(interval, 0)


def _plain(amount: Fraction | int) -> str:
    return f"{float(amount):,.10g}"


def _tell(  # noqa: PLR0917 - what every finding of a sentence has
    study: Study, passage: Passage, figure: Figure, expected: str, working: str, confidence: float
) -> None:
    tell(study, SUMS, passage.sentence, figure.text, expected, working, confidence)

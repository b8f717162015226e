"""Percentages told with the numbers they come from: `47 of 59 (80%)`, `Of 214 audits 171 were good (79.9%)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.spoken.passages import NOT_COMPARED, WORDS, Passage, allowed, share_of
from crossfoot.audit.spoken.sentences import Figure
from crossfoot.audit.spoken.slips import slip_between
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SHARES = Rule(
    "shares-in-words", Kind.NARRATIVE, "A percentage told in words is the numbers told with it.", Severity.WARNING
)
_PART, _WHOLE, _PERCENT = r"<c(?P<part>\d+)>", r"<c(?P<whole>\d+)>", r"(?P<mark><p(?P<percent>\d+)>)"
_OF = (
    rf"(?:\s{WORDS}{{0,60}}?)?\s?(?:\bout\sof|\bof|\bfrom\samong|\bamong|/)\s?(?:(?:the|all|our|these|those|its|their|a\stotal\sof|an?)\s)?"
    rf"(?:(?!target|budget|the\b|which|whom)[a-z-]+\s){{0,3}}(?:of\s)?"
)
_COUNTED = rf"{_PART}{_OF}{_WHOLE}"
_CLOSE = r"\s?(?:[),;.:]|$|\s?of\b|\sand\b|\swere\b|\swas\b|\s[\u2013-]|\sin\stime)"
_THIS_IS = (
    r"(?:this|that|which|these|it)?\s?(?:is|was|are|were|represents?|represented|equates?\sto|equated\sto|equals?|equalled|"
    r"amounts?\sto|means|meant|makes|made|gives|gave|giving|making|representing|equating\sto|equivalent\sto|equal\sto|"
    r"a\s(?:rate|share|proportion|percentage)\sof|i\.?e\.?,?|or)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 47 of 59 plans were in time (80%); 47 of the 59 (80%)
        rf"{_COUNTED}{WORDS}{{0,90}}?[(\[]\s?(?:or\s|i\.e\.\s|that\sis\s|=\s)?{_PERCENT}(?=\s?[)\],;:]|\sof\b)",
        # 383 of 420 were held in time: 80%; 47 of 59, or 80%; 47 of 59 - 80%
        rf"{_COUNTED}{WORDS}{{0,90}}?(?::|\s[-\u2013\u2014=])\s?(?:or\s|that\sis,?\s|a\srate\sof\s)?{_PERCENT}(?=\s?[.;,)]|$)",
        (
            rf"{_COUNTED}{WORDS}{{0,60}}?,\s(?:or\s|that\sis,?\s|i\.e\.,?\s|which\sis\s|a\s\w+\sof\s|equal\sto\s|equivalent\sto\s|representing\s|"
            rf"making\s|giving\s(?:a\s\w+\sof\s)?){_PERCENT}(?={_CLOSE})"
        ),
        # 840 of 1,072 reviews due had been held, 75.0%.
        rf"{_COUNTED}\s{WORDS}{{3,70}}?,\s{_PERCENT}(?=\s?(?:[.;]\s|\.?$))",
        rf"{_COUNTED}{WORDS}{{0,70}}?[.,;]?\s{_THIS_IS}\s(?:a\s(?:{WORDS}{{0,25}}\s)?of\s|just\s)?{_PERCENT}{NOT_COMPARED}(?={_CLOSE})",
        # 47 children had been placed, 84% of the year's 56; 30 schools replied (25% of the 120)
        (
            rf"(?<!of\s)(?<!of\sthe\s)(?<!of\sour\s){_PART}(?!\s(?:more|fewer|less)){WORDS}{{0,60}}?(?:,|\s[-\u2013]|\s?\()\s?(?:or\s|that\sis,?\s|which\sis\s|"
            rf"representing\s|making\s(?:up\s)?|equal\sto\s)?{_PERCENT}\sof\s(?:the|our|its|all|these|those)\s"
            rf"(?:(?!target|budget|rise|increase|fall)[\w'\u2019-]+\s){{0,3}}{_WHOLE}"
        ),
        # 83.3% (495 of 594); 43% of plans were on time: 214 of 377; 80% of plans, 47 of 59,
        rf"{_PERCENT}{WORDS}{{0,80}}?[(:,\[\u2013\u2014-]\s?(?:or\s|that\sis,?\s|i\.e\.,?\s|n\s?=\s?)?{_COUNTED}(?!\s?[(]<p)",
        # Of 214 audits, 171 were good (79.9%)
        (
            rf"\b(?:of|out\sof|from|among)\s(?:(?:the|all|our|these|those|its|their)\s)?(?:(?!which|whom)[a-z-]+\s){{0,2}}{_WHOLE}"
            rf"(?![%])(?!\s(?:more|fewer|less)){WORDS}{{0,80}}?{_PART}{WORDS}{{0,70}}?[(,:]\s?(?:or\s)?{_PERCENT}(?=\s?[),;]|\s?\.|$)"
        ),
        # 9.4%: 25 leavers from an average headcount of 336
        (
            rf"{_PERCENT}{WORDS}{{0,40}}?[:(,;\u2013-]\s?{_PART}\s{WORDS}{{0,30}}?\b(?:from|against|over|on|in)\s(?:an?|the)\s"
            rf"(?:average|total|mean|cohort|headcount|establishment|workforce|population|roll|group|caseload)\b{WORDS}{{0,30}}?{_WHOLE}"
        ),
    )
)
_ALSO = re.compile(
    rf"\)?{WORDS}{{0,70}}?\b(?:and|but)\s(?:only\s|just\s)?{_PART}\s?\({_PERCENT}\)\s(?:would|could|can|will|were|was|had|"
    r"have|did|do|said|say|felt|feel|thought|think|agreed?|knew|know|are)\b"
)
"""`149 of the 172 (86.6%) felt safe and 153 (89.0%) would come again`: of as many."""
_OF_THEM = re.compile(
    rf"{_PART}\sof\s(?:them|these|those)\s?\({_PERCENT}\)(?=\s(?:were|was|had|have|did|are)\b)", re.IGNORECASE
)
_OF_THESE = re.compile(
    rf"\b(?:of|among|from)\s(?:these|those|them|this\s(?:number|group|cohort)|which|whom|the\s(?:total|latter))\b,?\s?"
    rf"{WORDS}{{0,60}}?{_PART}{WORDS}{{0,70}}?[(]\s?{_PERCENT}(?=\s?[),;])",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"{_WHOLE}\s{WORDS}{{2,60}}?(?:[:;\u2013]|,\sof\s(?:which|whom)|,?\sincluding)\s?{WORDS}{{0,30}}?{_PART}\s{WORDS}{{0,60}}?\(\s?{_PERCENT}(?=\s?[),;])",
    re.IGNORECASE,
)
_TURNOVER = re.compile(
    rf"\bwith\s(?:an?\saverage\s(?:of\s)?)?{_WHOLE}\s{WORDS}{{0,60}}?,?\s(?:that|this|it|which)\s(?:is|was|gives|gave|makes|made|means|meant)\s"
    rf"(?:an?\s{WORDS}{{0,30}}\sof\s)?{_PERCENT}",
    re.IGNORECASE,
)
_BUDGETED = re.compile(
    rf"<m(?P<part>\d+)>{WORDS}{{0,40}}?\b(?:against|on|of|from|out\sof)\s(?:an?|the|its|our)?\s?(?:\w+\s){{0,3}}(?:budget|total|grant|plan)\s(?:of\s)?"
    rf"<m(?P<whole>\d+)>{WORDS}{{0,40}}?[(,:]\s?(?:or\s|equal\sto\s|a\s\w+\sof\s)?{_PERCENT}(?=\s?[),;.])",
    re.IGNORECASE,
)
_OF_BUDGET = re.compile(
    rf"<m(?P<part>\d+)>(?:,|\s\(|\s[\u2013-])\s?(?:or\s|that\sis\s|which\sis\s|equal\sto\s)?{_PERCENT}\sof\s(?:its|the|their|our|an?)\s"
    rf"(?:(?!rise|increase|fall|last|previous)[a-z]+\s){{0,4}}(?:of\s)?<m(?P<whole>\d+)>",
    re.IGNORECASE,
)
"""`An underspend of £1.2m, 4.8% of its current budget of £25.0m`."""
_BEFORE_BUDGETED = re.compile(
    rf"{_PERCENT}{WORDS}{{0,30}}?\(<m(?P<part>\d+)>\s(?:of|against|on)\s(?:an?|the)?\s?(?:\w+\s){{0,3}}(?:of\s)?<m(?P<whole>\d+)>",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(
    rf"\bof (?:the |our |its |this |these )?<m(?P<whole>\d+)>(?:\s(?!of\b|which\b)[a-z-]+){{0,3}},\s"
    rf"(?:some |only |just )?<m(?P<part>\d+)>(?:\s(?!of\b|which\b|more\b|less\b)[a-z-]+){{0,4}}\s\(\s?"
    rf"{_PERCENT}(?=\s?\))",
    re.IGNORECASE,
)
"""`Of the £4,610k target, £1,805k (39%) had been achieved`."""
_WITHIN = re.compile(
    r"<c(?P<part>\d+)>\s?(?:\bout\sof|\bof)\s(?:the|our|these|those|its|all\sthe)\s<c(?P<whole>\d+)>(?!\s?(?:to|and|or|-|\u2013))",
    re.IGNORECASE,
)
_MORE_THAN_ALL = re.compile(
    r"(?:^|[.;]\s|^\d[\d.]*\s)Of\s(?:the\s|our\s|these\s|those\s|all\s)?<c(?P<whole>\d+)>\s?[a-z' -]{0,60}?,\s"
    r"<c(?P<part>\d+)>\s"
    r"(?:were|had|have|has|was|are|came|went|remain(?:ed)?|received|resulted)\b(?!\s(?:more|fewer|over|under)\b)"
)
"""`Of 18 complaints, 19 were decided`."""
_MORE_THAN_IT = re.compile(
    rf"<m(?P<whole>\d+)>{WORDS}{{0,70}}?,\sof\swhich\s(?:[a-z]+\s){{0,3}}<m(?P<part>\d+)>(?!\s(?:more|fewer|less)\b)",
    re.IGNORECASE,
)
"""`Held £612,000, of which £740,000 would lapse`."""
_CHANGED = re.compile(
    r"\b(?:by|up|down|net|growth|increase|decrease|rise|fall|change|gain|loss|reduction|movement|average|mean)\b[^.;]*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:target|threshold|benchmark|england|national\w*|average|neighbours?|compared|than|against|previous|last\syear|up|down|increase\w*|"
    r"decrease\w*|rise|fall|rose|fell|more|fewer|higher|lower|from|above|below|standard|expected|ambition)\b",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:met|meets?|meeting|reach\w*|achiev\w*)\s(?:the\s|its\s|their\s)?(?:expected\s)?(?:standard|target|threshold)s?\b",
    re.IGNORECASE,
)
_MOVED_BEFORE = re.compile(
    r"\b(?:from|than|compared\s(?:with|to)|target\sof|average\sof|against|by|to)\s(?:a\s|the\s)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Share:
    """A part, its whole and the percentage told, where that stands in the text, and how sure the binding is."""

    part: Figure
    whole: Figure
    percent: Figure
    mark: int
    confidence: float
    alternatives: tuple[Figure, ...] = ()
    """Other wholes that the words allow."""


def find_shares_in_words(study: Study, passage: Passage) -> None:
    """Check every percentage that stands beside its numbers, once."""
    done: set[int] = set()
    for share in _shares(passage):
        if share.mark in done or not passage.is_own(share.mark):
            continue
        done.add(share.mark)
        _weigh(study, passage, share)
    over = [each for each in _MORE_THAN_IT.finditer(passage.text) if not _CHANGED.search(passage.text[: each.start()])]
    for match in (*_WITHIN.finditer(passage.text), *_MORE_THAN_ALL.finditer(passage.text), *over):
        part, whole = passage.numbers[int(match["part"])], passage.numbers[int(match["whole"])]
        if passage.is_own(match.start("whole")) and part.amount > whole.amount > 1 and not done:
            working = f"{part.text} is more than the {whole.text} that it is part of."
            tell(study, SHARES, passage.sentence, part.text, f"at most {whole.text}", working, 0.75)


def _shares(passage: Passage) -> Iterator[Share]:
    text, numbers = passage.text, passage.numbers
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            percent_first = match.start("mark") < match.start("part")
            gap = (
                text[match.end("mark") : match.start("part")]
                if percent_first
                else text[_last(match) : match.start("mark")]
            )
            moved = percent_first and _MOVED_BEFORE.search(text[max(0, match.start("mark") - 24) : match.start("mark")])
            # `Met the standard, or 87%`: after these words the percentage is no standard.
            said = bool(re.search(r"(?:\bor|:|that\sis,?|=)\s$", gap)) and not percent_first
            if not moved and not _OTHER.search(_MET.sub("", gap) if said else gap):
                part, whole = numbers[int(match["part"])], numbers[int(match["whole"])]
                if whole.amount > 0:
                    yield Share(part, whole, numbers[int(match["percent"])], match.start("mark"), 0.9)
                    yield from _also(passage, match.end(), whole)
    for pattern in (_BUDGETED, _OF_BUDGET, _BEFORE_BUDGETED, _OF_MONEY):
        for match in pattern.finditer(text):
            part, whole = numbers[int(match["part"])], numbers[int(match["whole"])]
            if whole.amount > 0 and abs(part.amount) <= whole.amount:
                yield Share(part, whole, numbers[int(match["percent"])], match.start("mark"), 0.9)
    yield from _shares_of_earlier(passage)
    yield from _shares_of_them(passage)


def _also(passage: Passage, at: int, whole: Figure) -> Iterator[Share]:
    """What follows of the same whole, where the percentage is that or a slip away: of another it would be far off."""
    if also := _ALSO.match(passage.text, at):
        part, told = passage.numbers[int(also["part"])], passage.numbers[int(also["percent"])]
        worked = f"{float(part.amount / whole.amount * 100):.{told.decimals}f}%"
        if worked == told.text or slip_between(told.text, worked) is not None:
            yield Share(part, whole, told, also.start("mark"), 0.8)


def _shares_of_them(passage: Passage) -> Iterator[Share]:
    """`56 of the 60 were made. 38 of them (68%) were good`: of the whole that comes nearest."""
    for match in _OF_THEM.finditer(passage.text):
        part, told = passage.numbers[int(match["part"])], passage.numbers[int(match["percent"])]
        if wholes := [each for each in _counts_before(passage, match.start(), part) if not each.spelled]:
            wholes.sort(key=lambda whole: abs(part.amount * 100 / whole.amount - told.amount))
            yield Share(part, wholes[0], told, match.start("mark"), 0.8, tuple(wholes))


def _last(match: re.Match[str]) -> int:
    return max(match.end("part"), match.end("whole")) + 1


def _shares_of_earlier(passage: Passage) -> Iterator[Share]:
    """The whole stands earlier: in the sentence before, or before a colon."""
    text, numbers = passage.text, passage.numbers
    for match in _OF_THESE.finditer(text):
        part = numbers[int(match["part"])]
        wholes = _counts_before(passage, match.start(), part)
        if wholes and not _OTHER.search(text[match.end("part") : match.start("mark")]):
            yield Share(part, wholes[0], numbers[int(match["percent"])], match.start("mark"), 0.85, tuple(wholes))
            yield from _next_of_these(passage, match.end(), wholes)
    for match in _LISTED.finditer(text):
        part, whole = numbers[int(match["part"])], numbers[int(match["whole"])]
        moved = _BY.search(text[: match.start("part") - 2]) or _MORE.match(text, match.end("whole") + 1)
        if (
            part.amount < whole.amount
            and not moved
            and not _OTHER.search(text[match.end("part") : match.start("mark")])
        ):
            wholes = _counts_before(passage, match.start("part"), part)
            yield Share(part, whole, numbers[int(match["percent"])], match.start("mark"), 0.8, tuple(wholes))
            yield from _next_of_these(passage, match.end(), wholes)
    for match in _TURNOVER.finditer(text):
        whole = numbers[int(match["whole"])]
        parts = [each for start, _, each in passage.marks("c") if start < match.start() and each.amount < whole.amount]
        for part in parts:
            told = numbers[int(match["percent"])]
            worked = share_of(part, whole)
            if worked is not None and worked.meets(told.interval):
                yield Share(part, whole, told, match.start("mark"), 0.8)
                return
        if parts and len(parts) <= 3:
            yield Share(parts[0], whole, numbers[int(match["percent"])], match.start("mark"), 0.8)


_BY = re.compile(r"\bby\s$", re.IGNORECASE)
_MORE = re.compile(r"\s(?:more|fewer|less|higher|lower|up|down)\b", re.IGNORECASE)
"""`Is now 13 lower; the others rose by 8 (13.6%)`: changes, and no part of a whole."""
_NEXT = re.compile(
    rf"{WORDS}{{0,40}}?<c(?P<part>\d+)>{WORDS}{{0,50}}?\(\s?(?P<mark><p(?P<percent>\d+)>)\s?\)", re.IGNORECASE
)


def _next_of_these(passage: Passage, at: int, wholes: list[Figure]) -> Iterator[Share]:
    """The rest of a list: `..., 51 required improvement (25%) and 21 were inadequate (10%)`."""
    text = passage.text
    while (match := _NEXT.match(text, at + (text[at : at + 1] == ")"))) is not None:
        part = passage.numbers[int(match["part"])]
        fitting = [each for each in wholes if each.amount >= part.amount]
        if not fitting or _OTHER.search(text[match.end("part") : match.start("mark")]):
            return
        told = passage.numbers[int(match["percent"])]
        yield Share(part, fitting[0], told, match.start("mark"), 0.75, tuple(fitting))
        at = match.end()


def _counts_before(passage: Passage, place: int, part: Figure) -> list[Figure]:
    """Counts told before that place which the part can be of, the nearest first."""
    found = [
        figure
        for start, _, figure in passage.marks("c")
        if start < place and figure.amount >= part.amount and figure.amount > 1
    ]
    return found[::-1]


WHOLE = 100
"""Per cent: what is more than all of the other number is no share of it."""


def _weigh(study: Study, passage: Passage, share: Share) -> None:
    meant = allowed(passage, share.mark, share.percent)
    worked = share_of(share.part, share.whole)
    if worked is None or worked.low > WHOLE:
        return
    for whole in (share.whole, *share.alternatives):
        other = share_of(share.part, whole)
        if other is not None and other.meets(meant):
            study.ledger.agreed(SHARES)
            return
    # `83.3% (495 of 594), up from 82.9%`: another percentage of the sentence may be the one.
    if any(each is not share.percent and each.interval.meets(worked) for _, _, each in passage.marks("p")):
        return
    # `59 of the 188 in the four cohorts reoffended (31.4%)`: two other numbers of the sentence make it.
    counts = [each for _, _, each in passage.marks("c") if each.amount > 0]
    if any(share_of(one, other).meets(meant) for one, other in permutations(counts, 2)):  # type: ignore[union-attr]
        study.ledger.agreed(SHARES)
        return
    told = f"{float(worked.middle):.{share.percent.decimals or 1}f}%"
    cause = f"{share.part.text} / {share.whole.text} = {told}."
    rest = Fraction(100) - share.percent.amount
    if worked.contains(rest) or abs(worked.middle - rest) <= share.percent.interval.width:
        cause += f" {share.percent.text} is the share of the rest."
    tell(study, SHARES, passage.sentence, share.percent.text, told, cause, share.confidence)

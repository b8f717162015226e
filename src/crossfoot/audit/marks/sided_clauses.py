"""What a clause asks of a figure beside another: `at or below the ceiling`, `at least five more than planned`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from crossfoot.audit.marks.conditions import Base, Condition
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.marks.told_clauses import numbered, read_clause

Asked = tuple[Condition, ...]
"""One of several conditions; those of how far a figure lies over another count what is under it below nought."""

_UP = (
    r"above|over|more|higher|greater|larger|bigger|longer|wider|later|after|beyond|past|exceed(?:s|ed|ing)?|"
    r"pass(?:es|ed)|further|r[io]se|rises|risen|rising|increas(?:e|es|ed|ing)|grew|grown|up|excess|"
    r"outnumber(?:s|ed)?|gain(?:s|ed)?|overspen(?:d|ds|t)|slower|dearer|late"
)
_DOWN = (
    r"below|under|less|fewer|lower|smaller|shorter|narrower|earlier|before|quicker|short|shortfall|f[ae]ll|falls|"
    r"fallen|falling|decreas(?:e|es|ed|ing)|drop(?:s|ped)?|down|beneath|reduc(?:ed|tion)|cheaper|"
    r"loss(?:es)?|loses|lost|underspen(?:d|ds|t)|early"
)
_BETTER = r"better|improv(?:e|es|ed|ing|ement)|ahead"
_WORSE = r"worse|worsen(?:s|ed|ing)|behind|deteriorat(?:ed|ing)|declin(?:ed|ing)|poorer"
_LEVEL = (
    r"same|equal(?:s|led)?|exactly|unchanged|match(?:es|ed)?|level|alike|agree(?:s|d)?|equally|identical|"
    r"(?:meets?|met|reach(?:es|ed)?)(?= or\b)"
)
_AT = re.compile(
    r"(?:^|\b(?:is|are|was|were|those|one|that|exactly) )(?:at|on)"
    r"(?= (?:or\b|the\b|its\b|their\b|it\b|that\b|this\b|target\b|plan\b|budget\b|limit\b))"
)
_MOST = re.compile(
    r"\b(?:within|inside|at most|(?:no|not) (?:more|higher|greater|longer|later|bigger|larger) than|up to|by the|"
    r"(?:on|in) time)\b"
)
_LEAST = re.compile(
    r"\b(?:at least|(?:no|not) (?:less|fewer|lower|smaller|shorter|earlier) than|as (?:many|much)(?: [a-z]+)? as)\b"
)
_WORDS = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in (("up", _UP), ("down", _DOWN), ("better", _BETTER), ("worse", _WORSE), ("level", _LEVEL))
}
_NOT = re.compile(r"\b(?:no|not|none|never|nor|neither)\b|n't\b")
_BEFORE = r"(?P<before>more than|greater than|over|above|less than|fewer than|under|below|at least|no less than|"
_AMOUNT = re.compile(
    _BEFORE + r"no more than|not more than|at most|up to|within|exactly)? ?(?:an? |the )?"
    r"(?<![\w.])(?P<number>-?\d+(?:\.\d+)?)(?: to (?P<to>\d+(?:\.\d+)?))?(?: ?(?P<unit>%|pp\b))?"
    r"(?P<noun> (?!or\b|and\b|to\b|more\b|over\b|above\b|below\b|under\b|less\b|fewer\b)[a-z]+)?"
    r"(?P<after>,? or (?:more|over|above|better|less|fewer|under|below))?"
)
QUALIFIED = re.compile(r"\b(?:than|over|above|under|below|up to|within|almost|nearly|by|or|at least|at most)\b")
_LEAN = frozenset(["less than", "fewer than", "under", "below", "no more than", "not more than", "at most", "up to"])
_WIDE = frozenset(["more than", "greater than", "over", "above", "less than", "fewer than", "under", "below"])
_LEAST_WORDS = frozenset(["more than", "greater than", "over", "above", "at least", "no less than"])
_OR_LESS = frozenset(["or less", "or fewer", "or under", "or below"])
_NEEDED = re.compile(r"\b(?:needs?|requires?|takes?|scores?|from)\b[a-z ]*$")
_SPANNED = re.compile(r"(?:[a-z]+ )*?(-?[\d.]+) ?(?:%|pp)? to (-?[\d.]+) ?(?:%|pp)?(?: [a-z]+)*")
_EXACT = re.compile(r"(?:exactly |just |only )?(?P<number>-?\d+(?:\.\d+)?)(?: [a-z]+)?")
_ELLIPSIS = re.compile(
    r"(?:if |when |where |for |that |(?:means|shows|says) that |those )*(?:"
    r"at least (?:1|one)(?: (?:was|were|is|did|does|has))?|"
    r"[a-z ]*\b(?:some|part)(?: (?:are|were|is|was|has|have)(?: been)?| of [a-z ]+)?|"
    r"(?:it |they )?(?:is |are )?(?:nearer|closer|less|more) than (?:that|this)(?: either way)?|"
    r"(?:anything|those|any) (?:nearer|closer)(?: [a-z]+)*|neither(?: of these)?|"
    r"(?:anything|all|those|any|everything|all others) (?:in )?between(?: (?:the two|these|them))?|"
    r"(?:it |they )?(?:lies? |falls? )?(?:in )?between(?: the two| these)?|"
    r"(?:anything|everything|any|all|those|any figure)(?: else)?(?: [a-z]+)? (?:lower|less|below|under|higher|more|"
    r"above|over)(?: than that)?|"
    r"(?:it|they|that|one) (?:is|are|was|were|has|have|did|do|does)|"
    r"(?:it |they |that |one )?(?:is|are|was|were|has|have|did|do|does)(?: not|n't))"
)
"""What is left, or what was said before: `if some are`, `nearer than that`, `at least one was`."""
_ALL = re.compile(r"\b(?:all|every|(?:the|its) (?:whole|full|entire))\b(?!.*\b(?:marked|shown|rated|given)$)")
_NONE = re.compile(
    r"[a-z ]*\b(?:none|nothing|no [a-z]+)(?: of (?:it|them|the [a-z]+|their [a-z]+))?"
    r"(?: (?:is|are|was|were|has|have)\b[a-z ]*)?"
)
_MORE_ASKED = re.compile(
    r"\b(?:and|or|but) (?!(?:more|less|fewer|above|below|over|under|higher|lower|equal\w*|the same|exactly|at|on|up|"
    r"down|better|worse|exceeds?|not (?:including|above|below|over|under|more|less)|just|did not|falls?|fell|"
    r"rises?|rose|within|quicker|slower|early|late|earlier|later|shorter|longer|smaller|larger|greater|"
    r"[a-z]+ than)\b|-?\d)"
)
"""`Waited more than 30 days and have no berth`: that is a test of two."""
_JOINED = re.compile(r"(?:[ ,;]+(?:and|or|but|the|an?|is|are|as|otherwise it is))+[ ,;]*$")
_LEAD = re.compile(r"^[ ,;:=\u2013-]*(?:(?:1|one|those|that|which|they|it) )?(?=(?:-?\d|between|from|of)\b)")
_TRAIL = re.compile(r"(?: (?:do|did|does|is|are|was|were|so))+$")
_CHANGED = re.compile(r"\b(?:gap|difference|change|moved?|movement|swing|cut|saving|deficit|surplus|miss\w*|within)\b")
_TO_UNDER = re.compile(r"(?<=\d)(%?) (?:up )?to (?:but not including|just under|just below|less than|under|below) ")
_BARE = re.compile(
    rf"(?:(?:if|when|where|it|they|is|are|was|were|an?|the|one|rate|score|figure|number|share) )*(?:{_UP}|{_DOWN})"
    r"(?: (?:one|ones|rates?|scores?|figures?|numbers?|shares?))?(?: (?:than )?(?:that|this))?"
)
NOUGHT, WHOLE = Fraction(0), Fraction(100)


def read_asked(words: str) -> Asked:
    """What a clause asks; nothing where it is not understood."""
    text = _plain(words)
    if not text:
        return ()
    if _ELLIPSIS.fullmatch(text):
        return (Condition(Base.REST),)
    if _MORE_ASKED.search(text):
        return ()
    if not re.search(r"\d", text):
        return _whole(text) or _sided(text) or _rest(words)
    return _by_so_much(text) or _valued(text, words)


def is_graded(words: str) -> bool:
    """Whether a clause asks for better or worse, and not for more or less."""
    text = _plain(words)
    return any(_WORDS[name].search(text) for name in ("better", "worse"))


def asks_percent(words: str) -> bool:
    """Whether a clause asks for per cent, or for so many in every five or ten."""
    return "%" in _plain(words)


def is_bare(words: str) -> bool:
    """Whether a clause says on which side, and of nothing: `when fewer were`."""
    return _BARE.fullmatch(_plain(words)) is not None


def opposite(asked: Asked) -> Asked:
    """The same where less is good."""
    return tuple(
        Condition(
            each.base,
            None if each.high is None else -each.high,
            None if each.low is None else -each.low,
            each.high_open,
            each.low_open,
        )
        if each.base in {Base.POINTS, Base.MISS, Base.SHARE}
        else each
        for each in asked
    )


_BEFORE_NUMBERS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"(?<!half )\ba(?: full| whole| percentage)? point\b", "1 point"),
        (r"\b(?:a|one) (year|quarter|month) (?:ago|earlier|before)\b", r"last \1"),
        (r"\b(?:ha[sd]|have|did|does) not (?:changed?|moved?)\b|\bno change\b", "unchanged"),
        (r"\b(years?|quarters?|months?|weeks?|terms?) (?:before|earlier|ago)\b", r"\1 last"),
        (r"(?<=\d)(?: ?%| per ?cent)", "%"),
        (r"\bplus half a point\b", "0.5 points"),
        (r"\bminus half a point\b", "-0.5 points"),
        (r"(?<=[a-z0-9]) (in|out of) every (?=\d|two|four|five|ten)", r" \1 "),
    )
)
_NOUN_BETWEEN = (
    r"(?<=\d)(%?) (?:(?!(?:pp|or|and|to|but|of|below|above|under|over|short|more|less|fewer)\b)[a-z]+ ){1,3}"
    r"(?=or (?:more|less|fewer|over|under|above|below)\b)"
)
_AFTER_NUMBERS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"[()\[\]\"\u201c\u201d]", " "),
        (r"\b(?:or|and) (?:better|higher|upwards?|above|over)\b", "or more"),
        (r"(?<=\d)(.*)\b(?:or|and) (?:lower|shorter|below|under)\b", r"\1or less"),
        (r"\b(?:pass(?:es|ed)|exceed(?:s|ed)|tops|topped|beyond) (?=\d)", "more than "),
        (r"\b(?:reach(?:es|ed)?|hits?) (?=\d)", "at least "),
        (r"\bhalf\b(?! a\b)", "50%"),
        (_NOUN_BETWEEN, r"\1 "),
        (r"\bbetween (-?[\d.]+) ?(?:pp)? and ", r"\1 to "),
    )
)
"""`90% collected or better` as `90% or more`."""


@lru_cache(maxsize=4_000)
def _plain(words: str) -> str:
    """The words in small letters, in one spelling, without what only joins them to a mark."""
    text = words.casefold()
    for pattern, other in _BEFORE_NUMBERS:
        text = pattern.sub(other, text)
    text = numbered(plain(text))
    for pattern, other in _AFTER_NUMBERS:
        text = pattern.sub(other, text)
    text = re.sub(r"^(?:(?:and|or|but|with) )+", "", " ".join(text.split()).strip(" ,;:.=?\u2013"))
    if _ELLIPSIS.fullmatch(text):
        return text
    text = _LEAD.sub("", _JOINED.sub("", text)).strip(" ,;:.=?\u2013")
    return text if _ELLIPSIS.fullmatch(text) or _NONE.fullmatch(text) else _TRAIL.sub("", text)


def _rest(words: str) -> Asked:
    found = read_clause(words)
    return found if found and found[0].base is Base.REST else ()


def _whole(text: str) -> Asked:
    """`Every action is closed`, `none is`."""
    if any(pattern.search(text) for pattern in _WORDS.values()):
        return ()
    if _ALL.search(text):
        return (Condition(Base.RATIO, WHOLE, None),)
    return (Condition(Base.RATIO, None, NOUGHT),) if _NONE.fullmatch(text) else ()


def _sided(text: str) -> Asked:
    """`At the limit or under it`, `no gap was longer than the maximum`."""
    sides: set[int] = set()
    rest = text
    for pattern, both in ((_MOST, {-1, 0}), (_LEAST, {1, 0})):
        if (match := pattern.search(rest)) is not None:
            sides |= {-1, 0, 1} - both if rest[: match.start()].endswith("not ") else both
            rest = pattern.sub(" ", rest.replace(f"not {match[0]}", " "))
    own: set[int] = set()
    for name, side in (("up", 1), ("down", -1), ("better", 1), ("worse", -1), ("level", 0)):
        if _WORDS[name].search(rest):
            own.add(side)
    if _AT.search(rest):
        own.add(0)
    if {-1, 1} <= own:
        return ()
    if own and _NOT.search(rest):
        own = {-1, 0, 1} - own
    return of_sides(frozenset(sides | own)) if len(sides | own) in {1, 2} else ()


def of_sides(sides: frozenset[int]) -> Asked:
    """Over what it is set against, at it, under it, or two of these."""
    if sides == {-1, 1}:
        return of_sides(frozenset([-1])) + of_sides(frozenset([1]))
    low = None if -1 in sides else NOUGHT
    high = None if 1 in sides else NOUGHT
    return (Condition(Base.POINTS, low, high, low is not None and 0 not in sides, high is not None and 0 not in sides),)


def _by_so_much(text: str) -> Asked:
    """`More than 10% over their budget`, `fell by less than 10%`, `at least five fewer`."""
    found = list(_AMOUNT.finditer(text))
    if len(found) != 1:
        return ()
    match = found[0]
    rest = f"{text[: match.start()]} | {match['noun'] or ''} {text[match.end() :]}"
    up = any(_WORDS[name].search(rest) for name in ("up", "better"))
    down = any(_WORDS[name].search(rest) for name in ("down", "worse"))
    before, after = match["before"] or "", (match["after"] or "").strip(" ,")
    if up == down or _NOT.search(rest) or not (before or after or match["to"]):
        return ()
    number = Fraction(match["number"])
    base = Base.MISS if match["unit"] == "%" else Base.POINTS
    strict = before in _WIDE
    level = _WORDS["level"].search(rest) is not None
    if match["to"]:
        held = Condition(base, number, Fraction(match["to"]))
    elif before in _LEAN or before == "within" or after in _OR_LESS:
        held = Condition(base, NOUGHT, number, low_open=not level, high_open=strict)
    else:
        held = Condition(base, number, None, low_open=strict)
    return (held,) if up else opposite((held,))


def _valued(text: str, words: str) -> Asked:
    """`From 36 to 40`, `needs 95 per cent`, `no more than 3 remain open`: of the figure itself."""
    if (spanned := _SPANNED.fullmatch(text)) is not None:
        low, high = Fraction(spanned[1]), Fraction(spanned[2])
        return (Condition(Base.VALUE, low, high),) if low <= high else ()
    for each in (_TO_UNDER.sub(r"\1 to under ", words), text):
        found = read_clause(each)
        known = all(one.base in {Base.VALUE, Base.REST} and (one.low is None or one.low != one.high) for one in found)
        if found and known:
            return found
    if (exact := _EXACT.fullmatch(text)) is not None:
        number = Fraction(exact["number"])
        return (Condition(Base.VALUE, number, number),)
    return _ended(text)


def _ended(text: str) -> Asked:
    """A value with one end: `needs 70 per cent`, `100% of target`."""
    found = list(_AMOUNT.finditer(text))
    if len(found) != 1 or _CHANGED.search(text) or _NOT.search(text[: found[0].start()]):
        return ()
    match = found[0]
    before, after, number = match["before"] or "", (match["after"] or "").strip(" ,"), Fraction(match["number"])
    if before in _LEAN or after in _OR_LESS:
        return (Condition(Base.VALUE, None, number, high_open=before in _WIDE),)
    whole = number == WHOLE and match["unit"] == "%" and not QUALIFIED.search(text)
    if before in _LEAST_WORDS or after or whole or _NEEDED.search(text[: match.start()]):
        return (Condition(Base.VALUE, number, None, low_open=before in _WIDE),)
    return ()

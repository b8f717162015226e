"""What one clause of a rule told in words asks of a figure: `within 5 points of target`, `90% and over`."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from crossfoot.audit.marks.conditions import MISSES, Base, Condition, read_condition
from crossfoot.audit.spoken.number_words import number_of

_COUNT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|half a)\b"
    r"(?= (?:points?|per ?cent|percentage|or (?:more|less|fewer)|(?:working |school |calendar )?(?:days?|weeks?|"
    r"months?|hours?)|visits?|cases?|places?|below|above|under|over|short|off|of target)\b)"
)
_BARE_REST = re.compile(
    r"(?:(?:if|is|for|in|anything|everything|all|any|any figure|any other|those|where) )*(?:otherwise|lower|less|fewer|"
    r"below|under|more|higher|above|over|worse|better|(?:the )?(?:rest|remainder|others?)|neither|else|"
    r"other(?: cases?)?|"
    r"(?:in )?between(?: (?:the two|these|those|them))?|(?:below|under|above|over|less than|more than|lower than|"
    r"higher than|beyond) (?:that|this|it|these|those)|at all other times|"
    r"any ?thing (?:less|lower|fewer|smaller|below|under|more|higher|larger|over|above)(?: than that)?|"
    r"(?:all |the )?(?:lower|smaller|higher|larger|bigger|other) (?:scores?|marks?|figures?|values?|rates?|numbers?|"
    r"ones?|amounts?|sums?|results?)|(?:an? )?smaller (?:changes?|moves?|movements?))"
)
_NOT_LATE = re.compile(r"(?:not|none|no days?) (?:yet )?(?:late|overdue|past due|behind)|on time|in time")
_BETTER_BY = re.compile(
    r"\b(?:better|ahead|beats?|beaten|exceed\w*|surpass\w*)\b[^\d]{0,40}?\bby (?P<least>at least |more than |over )?"
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|pp)?(?P<more> or (?:more|over|better))?"
)
_BY_MORE = re.compile(
    r"\bby (?:more|any more|a (?:larger|greater|wider) (?:margin|amount)|more than (?:that|this))$|"
    r"\bmore than (?:that|this|the tolerance|its tolerance)\b|\bfurther (?:away|off|behind|below|above|over|out)\b|"
    r"\b(?:worse|more) (?:still|than (?:that|this|tolerance))\b|\bby (?:more|worse) than (?:the |its )?tolerance\b"
)
LATE = re.compile(
    r"\b(?:late|overdue|delay\w*|slip\w*)\b|\b(?:hours?|days?|weeks?|months?|terms?|years?) (?:behind|past|over|"
    r"after|out)\b"
)
_LEAD = re.compile(
    r"^[\s,:=(\[\"\u201c\u201d\u2018\u2019'\u2013\u2014-]*(?:(?:and|then|with|is|are|means?|if|when|where|"
    r"shows?|for|denotes?|there|"
    r"indicates?|was|were|it|the|a|an|says?|stands for|=)\b[\s,:=(\"\u201c\u2018'-]*)*"
)
_TAIL = re.compile(
    r"[\s,:=(\[\"\u201c\u201d\u2018\u2019'\u2013\u2014.;-]*(?:\b(?:and|or|is|are|an?|the|rated|as|"
    r"(?:shown|marked|called|classed|flagged|graded|coloured|given|counted|put|placed)(?: in (?:bold|colour|"
    r"red|grey))?|"
    r"it)\b[\s,:=(\"\u201c\u2018'-]*)*$"
)
_UNIT = re.compile(
    r"(\d)(?<!pp) (?!pp\b|or\b|and\b|to\b|but\b|below\b|above\b)(?:[a-z]+ ){1,3}?(?=(?:or|and) (?:more|less|fewer|"
    r"over|under|above|below)\b)"
)
_UNIT_TO = re.compile(
    r"(\d)(?<!pp) (?:working |school |calendar )?(?:minutes?|hours?|days?|weeks?|months?|years?|miles?) "
    r"(?=(?:to|up to|but|and) (?:less than |under |below )?\d)"
)
"""`3 months to under 12`."""
_OF_IT = re.compile(
    r"(\d\s?%) (of (?:the |its )?(?:target|standard|plan|goal|budget)) (or (?:more|less|fewer|over|under|better|"
    r"above|higher|below|lower))\b"
)
"""`5% of the target or less`."""
_TIMED = re.compile(
    r"\b(?:in|within|inside|after) \d+ (?:working |school |calendar )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b"
)
"""In what time: `60% or more in 26 weeks` asks for 60%."""
_IN_SO_MANY = re.compile(r"(?<=[a-z]) (?:in|within|inside) \d+$")
"""`80% or more are answered within 20`, of days that the sentence before names."""
_TIMES = re.compile(r"\d times\b|\btwice\b|\bhalf (?:of )?the\b|\bdouble\b")
_OVER = re.compile(r"(?:over|more than|above|greater than) \d")
_OF_WHOLE = re.compile(
    r"(\d\s?%) of (?:the |its |their |all )?(?:(?!target|standard|plan|goal)[a-z'\u2019]+ )?(?:(?<=[a-z] )budgets?|"
    r"pupils|children|young people|cases|places|sessions|visits|staff|posts|capacity|beds|nights|families|reviews|roll|"
    r"responses|people|all|them|the total)\b(?! (?:target|standard|plan|goal))"
)
"""`2% of the current budget or more`: what a percentage is of adds nothing."""
_PER = re.compile(r"(?<=\w) (?:per|for each|for every) (?:\d[\d,]* )?[a-z]+(?: [a-z]+)??(?=$|[,;] | or | and | but )")
"""`5 or more per 100 nights`."""
_VARIANCE = re.compile(r"^(?:the )?(?:variance|overspend|movement)(?: %)? (?:is|was|of|at) (?=\D{0,12}\d)")
"""`the variance is 2% or more`: that is a figure of its own column."""
_NUMERAL = r"(?:none|no|nil|one|two|three|four|five|six|seven|eight|nine|ten)"
_BARE_COUNT = re.compile(
    rf"(?:exactly |just |only )?(?P<one>{_NUMERAL})(?: or (?P<two>{_NUMERAL}))?"
    r"(?: (?!or\b|and\b|more\b|less\b|fewer\b|of\b|change\b|better\b|worse\b|other\b)(?:[a-z]+-[a-z]+ )?[a-z]+)?"
)
_TWO_SCORES = re.compile(
    r"(?<![\d.])(\d{1,2}) or (\d{1,2})(?![\d.]*\d|\s?%| (?:more|less|fewer|points?|pp|days?|weeks?|months?))"
)
"""`Scores of 4 or 5 are positive`, `critical 20 or 25`."""
_OF_IT_ALL = r"(?: of (?:it|them|that|the (?:target|plan|planned sum|sum)))?(?! [a-z]+ly\b| the\b| a\b| of\b)"
_HALF_OR_MORE = re.compile(rf"\bhalf or more{_OF_IT_ALL}")
_SOME_HALF = re.compile(rf"\b(less than|under|more than|over|at least|below|above) half{_OF_IT_ALL}")
"""`Half or more of it met; less than half`."""
_OVERSPENT = re.compile(r"^(?:an? |any |all )?(?:over-?spen\w+|over spends?|pressures?) (?:of|by) (?=\D{0,14}\d)")
_UNDERSPENT = re.compile(
    r"(?:an? |any |all )?(?:under-?spen\w+|surplus(?:es)?|savings?)"
    r"(?P<even>,? (?:or|and) (?:break-?even|(?:is |are )?on budget|nil(?: variances?)?|balanced?|no variances?))?"
)
"""`Overspends of more than 50`, `underspends or break-even`: of a column of variances."""
_OR_UNDER = re.compile(
    r",? (?:or|and) (?:if |where |when )?(?:it |there |the \w+ )?(?:is |was )?(?:an? |any |in )?(?:underspen\w+|"
    r"under-?spen\w+|surplus(?:es)?|savings?|credit|negative|nil|0|none|(?:below|under) (?:the )?budget)$"
)
"""`under 0.5% or an underspend`: that is further down."""
_MOVED = re.compile(
    r"^(?:an? |any |the )?(?:(?:it|figure|rate|value|which|that) )?(?:has |have |had )?(?:"
    r"(?P<up>rise|increase|gain|growth|rises|rose|risen|increases|increased|grew|grown|gone up|went up|up)|"
    r"(?P<down>fall|drop|decrease|reduction|falls|fell|fallen|drops|dropped|decreases|decreased|reduced|gone down|"
    r"went down|down)|(?P<better>improvement|improved|improves)|"
    r"(?P<worse>worsening|deterioration|worsened|deteriorated)) (?:(?:of|by) (?P<by>.+)|(?P<size>\d.+))$"
)
"""`a rise of 1.0 point or more`, `up two points or more`."""
_EITHER_AFTER = re.compile(r"(?P<size>.+?),? (?:in )?either (?:way|side|direction)")
"""`1.0% or less either way`."""
_EITHER = re.compile(
    r"^(?:an? |any )?(?:change|move|movement|difference|(?:rise|increase) or (?:fall|decrease|drop)|"
    r"(?:fall|decrease|drop) or (?:rise|increase)) of (?P<size>.+)$"
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_NUMBER = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:in|from|since|than|for) (?:19|20)\d\d(?:\s?[-/\u2013]\s?\d\d(?:\d\d)?)?\b")


def read_clause(words: str) -> tuple[Condition, ...]:
    """What a clause asks, and what the brackets in it ask of some rows instead; nothing where it is not understood."""
    inner = [each for each in _BRACKET.findall(words) if _NUMBER.search(each)]
    outer = _BRACKET.sub(" ", words)
    if inner and not _NUMBER.search(outer):
        # `nine in ten or more (90% and over)`: the bracket says it in figures.
        outer, inner = inner[0], []
    if not outer.strip(" ,;.") and len(only := _BRACKET.findall(words)) == 1:
        # `On target (target reached)`
        outer = only[0]
    own = _read(outer)
    if own is None:
        return ()
    # `(for money and days, by 5% of the target or less)` leaves out that it is a miss.
    lead = "misses it " if own.base in MISSES else ""
    others = [_read(lead + each.rpartition(",")[2].strip()) for each in inner]
    return () if any(each is None for each in others) else (own, *(each for each in others if each is not None))


def numbered(words: str) -> str:
    """The words in small letters, with their numbers as digits and their units in one spelling."""
    text = " ".join(words.casefold().split())
    text = re.sub(r"\u00a3(?=\d)|(?<![\w.])\+(?=\d)|(?<=\d)k\b", "", text)
    text = re.sub(r"\bor (?:longer|later|older|bigger|larger|beyond|slower)\b", "or more", text)
    text = re.sub(r"\bor (?:shorter|earlier|younger|quicker|sooner|smaller)\b", "or less", text)
    text = re.sub(r"\b(?:nil|zero|nought)\b", "0", text)
    text = re.sub(r"\b(?:no|not) (?:worse|lower|poorer) than (?!\d)", "at or better than ", text)
    text = _COUNT.sub(lambda match: "0.5" if match[0] == "half a" else str(number_of(match[0])), text)
    text = _HALF_OR_MORE.sub("50% or more of target", _SOME_HALF.sub(r"\1 50% of target", text))
    text = _TWO_SCORES.sub(lambda each: "{} to {}".format(*sorted((int(each[1]), int(each[2])))), text)
    text = re.sub(r"per ?cent\b(?!age)", "%", _YEAR.sub(" ", text))
    return re.sub(r"%\s*points?\b|percentage[\s-]*points?|\bppts?\b|\bpoints?\b", "pp", text)


def _read(words: str) -> Condition | None:
    text = _TAIL.sub("", _LEAD.sub("", numbered(words).rstrip(" :").split(":")[-1])).strip()
    if _NUMBER.search(untimed := _TIMED.sub(" ", text)):
        text = " ".join(untimed.split())
    if "%" in (unnumbered := _IN_SO_MANY.sub("", text)) and _NUMBER.search(unnumbered):
        text = unnumbered
    if not text or _TIMES.search(text):
        return None
    return _read_plain(_PER.sub("", _VARIANCE.sub("", _OF_WHOLE.sub(r"\1", text))))


def _read_plain(text: str) -> Condition | None:
    if (bare := _BARE_COUNT.fullmatch(text)) is not None:
        return _counted(bare)
    if (spent := _UNDERSPENT.fullmatch(text)) is not None:
        return Condition(Base.VALUE, None, Fraction(0), high_open=spent["even"] is None)
    text = _OVERSPENT.sub("", text)
    if (moved := _MOVED.match(text)) is not None:
        return _moved(moved)
    if (either := _EITHER_AFTER.fullmatch(text) or _EITHER.match(text)) is not None:
        return _either_way(either["size"])
    rest = _OR_UNDER.sub("", text)
    found = _read_bare(rest)
    return found if rest == text or (found is not None and found.base is Base.VALUE and found.low is None) else None


def _read_bare(text: str) -> Condition | None:
    if _NOT_LATE.fullmatch(text):
        return Condition(Base.VALUE, None, Fraction(0))
    if _BARE_REST.fullmatch(text):
        return Condition(Base.REST)
    if (better := _BETTER_BY.search(text)) is not None:
        return _better(better)
    if _BY_MORE.search(text):
        return Condition(Base.WORSE)
    text = _UNIT_TO.sub(r"\1 ", text)
    text = _UNIT.sub(r"\1 ", _OF_IT.sub(r"\1 \3 \2", text))
    found = read_condition(text)
    if found is not None and found.low is not None and found.high is not None and _OVER.match(text):
        return replace(found, low_open=True)
    return found


def _counted(match: re.Match[str]) -> Condition:
    """`Two factors`, `one or none`."""
    low, high = (number_of(match[name]) if match[name] not in {None, "no", "nil"} else 0 for name in ("one", "two"))
    if match["two"] is None:
        return Condition(Base.VALUE, Fraction(low), Fraction(low))
    return Condition(Base.VALUE, Fraction(min(low, high)), Fraction(max(low, high)))


def tells_moves(words: str) -> tuple[bool, bool]:
    """Whether a clause asks for a move, and whether that is up or down rather than better or worse."""
    text = _TAIL.sub("", _LEAD.sub("", numbered(words))).strip()
    match = _MOVED.match(text)
    return match is not None, match is not None and bool(match["up"] or match["down"])


def _moved(match: re.Match[str]) -> Condition | None:
    """A rise or a fall of so much: a change above or below nought."""
    size = _read(match["by"] or match["size"])
    if size is None or size.base is not Base.VALUE or size.low is None:
        return None
    if match["up"] or match["better"]:
        return size
    return Condition(Base.VALUE, None if size.high is None else -size.high, -size.low, size.high_open, size.low_open)


def _either_way(words: str) -> Condition | None:
    # `within 1 point either way` is no distance from a target.
    size = _read(re.sub(r"^within (?=\d)", "up to ", words))
    if size is None or size.base is not Base.VALUE or size.low is not None or size.high is None:
        return None
    return Condition(Base.VALUE, -size.high, size.high, size.high_open, size.high_open)


def _better(match: re.Match[str]) -> Condition:
    """Better than the target by so much: a distance below nought."""
    base = Base.MISS if match["unit"] == "%" else Base.POINTS
    size = Fraction(match["number"])
    if match["least"] or match["more"]:
        return Condition(base, None, -size, high_open=(match["least"] or "").strip() in {"more than", "over"})
    return Condition(base, -size, Fraction(0), low_open=False)

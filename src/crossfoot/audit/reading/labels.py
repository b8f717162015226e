"""Labels as a person would match them: abbreviations opened, small words and endings dropped."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Measure(StrEnum):
    """What kind of number a label promises."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate"
    AVERAGE = "average"
    MONEY = "money"
    SCORE = "score"
    UNKNOWN = "unknown"


ABBREVIATIONS = {
    "lac": "looked after children",
    "cla": "looked after children",
    "clas": "looked after children",
    "cp": "child protection",
    "cpp": "child protection plan",
    "cpps": "child protection plan",
    "cin": "children in need",
    "ehc": "education health care",
    "eh": "early help",
    "fsp": "family support plan",
    "ecl": "eligible care leavers",
    "rcl": "relevant care leavers",
    "frcl": "former relevant care leavers",
    "pep": "personal education plan",
    "peps": "personal education plan",
    "ha": "health assessment",
    "iha": "initial health assessment",
    "icpc": "initial child protection conference",
    "icpcs": "initial child protection conference",
    "rcpc": "review child protection conference",
    "rcpcs": "review child protection conference",
    "uasc": "unaccompanied asylum seeking children",
    "s47": "section 47",
    "s17": "section 17",
    "s20": "section 20",
    "s.17": "section 17",
    "swa": "social work assessment",
    "sw": "social worker",
    "qsw": "qualified social worker",
    "wd": "working days",
    "auth": "authorised",
    "strat": "strategy",
    "eet": "education employment training",
    "neet": "not education employment training",
    "fsm": "free school meals",
    "disadv": "disadvantaged",
    "u18": "under 18",
    "u18s": "under 18",
    "ytd": "year to date",
    "avg": "average",
    "max": "maximum",
    "min": "minimum",
    "pop": "population",
    "dept": "department",
    "yr": "year",
    "yrs": "years",
    "qtr": "quarter",
    "mgmt": "management",
    "sen": "special educational needs",
    "send": "special educational needs disability",
    "dsg": "dedicated schools grant",
    "govt": "government",
    "la": "local authority",
    "sg": "special guardianship",
    "sgo": "special guardianship order",
    "dv": "domestic violence",
    "da": "domestic abuse",
    "cme": "children missing education",
    "gld": "good level development",
    "hmrc": "revenue",
    "10k": "10000",
    "&": "and",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "twelve": "12",
    "repeat": "re",
    "rereferrals": "re referrals",
}
_UNIT_WORDS = frozenset(
    [
        "no",
        "number",
        "numbers",
        "nos",
        "count",
        "total",
        "percentage",
        "percent",
        "cent",
        "rate",
        "rates",
        "per",
        "10000",
        "1000",
        "100000",
        "population",
        "proportion",
        "share",
        "value",
        "figure",
    ]
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "the",
        "of",
        "in",
        "to",
        "for",
        "with",
        "by",
        "on",
        "at",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "have",
        "has",
        "had",
        "who",
        "which",
        "that",
        "their",
        "from",
        "as",
        "all",
        "into",
        "out",
        "or",
        "it",
        "its",
        "than",
        "this",
        "last",
        "month",
    ]
)
_WORD = re.compile(r"[a-z0-9&]+(?:[./][0-9]+)?")
_PERCENT = re.compile(
    r"(?<!\d)(?<!\d )%|^(?:19|20)\d\d(?:[-/]\d\d)? ?%$|\bper ?cent(age)?\b|\bproportion\b|\bpct\b|\(?\bpp\b|\bppts?\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"\bper (1[0,]{2,6}|10k|100k|1k|head|thousand)\b|\brate\b(?! of return)", re.IGNORECASE)
_NO_MEAN = (
    r"(?! (?:(?:daily|weekly|monthly|annual) )?(?:number|population|roll|membership|headcount|fte)"
    r"(?: of (?:children|young people|people|pupils|staff|places|placements|carers))?\W*(?:$|\|))"
)
"""`Average number` of children is added as a number is."""
_AVERAGE = re.compile(rf"\b(average{_NO_MEAN}|avg|mean|median|ratio)\b", re.IGNORECASE)
_CASH = re.compile(r"[£€]")
_SCORE = re.compile(r"\b(score|progress 8|attainment 8|index|maximum|max|minimum|likelihood|impact)\b", re.IGNORECASE)
_COUNT = re.compile(r"\b(no|nos|number|numbers|count|how many)\b\.?|#", re.IGNORECASE)
_PER = re.compile(
    r"(?:per|\brate (?:for|in)|(?:for|in) (?:every|each))\s+(?P<number>1[0,]{1,6}|10k|100k|1k)\b", re.IGNORECASE
)
_UNIT_COST = re.compile(
    r"\bunit (cost|price)|\bper\b(?! cent)|\b(for|to) (each|every)\b|\b(cost|price|rate)s? (a|each)\b|£ an? \w+"
    r"|(?<!\bin)(?<!\bon)(?<!\bof)(?<!\bfor)(?<!\bat)(?<!\bwith)(?<!\bwithin)(?<!\bto)(?<!\bby)(?<!\bas)"
    r"(?<!\bfrom)(?<!\d) an? (night|day|week|hour|pupil|child|school|household|adviser|worker|officer|place|"
    r"case|family|carer|head|person|attendance|session|"
    r"visit|placement|post|stay|fte|social worker)( [a-z]+ed| came| had| got| spent| went)?(,.*)?$"
    rf"|\baverage{_NO_MEAN}|\bmean\b|\bprice\b|\b(weekly|nightly|daily) (cost|rate|fee)\b(?! of all)|"
    r"\b(maximum|minimum|highest|lowest|median|longest)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:(?:grand|overall|sub|net|gross|final)[\s-]*)?totals?(?:\s*\(.*\))?[:\s]*", re.IGNORECASE)
_TOTAL_END = re.compile(r".{2,60}\b(sub-?\s?)?totals?[:\s]*", re.IGNORECASE)
_TOTAL_START = re.compile(
    r"all|(?:grand |overall |sub-?\s?)?total[:\s-]+\S.{0,60}|all(?: [a-z]+)?(?: [a-z]+)? [a-z]+s",
    re.IGNORECASE,
)
_SUB = re.compile(r"\bsub[\s-]*total", re.IGNORECASE)
_GRAND = re.compile(r"\b(grand|overall)\b", re.IGNORECASE)
_CODE = re.compile(r"^\s*\{[^}]{1,8}\}\s*")


_MEASURES = (
    (_PERCENT, Measure.PERCENT),
    (_CASH, Measure.MONEY),
    (_RATE, Measure.RATE),
    (_AVERAGE, Measure.AVERAGE),
    (_COUNT, Measure.COUNT),
    (_SCORE, Measure.SCORE),
)


@lru_cache(maxsize=4_000)
def words_of(label: str) -> tuple[str, ...]:
    """Its words, small letters, abbreviations opened, endings cut, small words left out."""
    text = (
        _CODE.sub("", label)
        .casefold()
        .replace("%", " percentage ")
        .replace("\u2019", "'")
        .replace("-", " ")
        .replace(",", "")
    )
    text = re.sub(r"per 10k", "per 10000", text)
    words: list[str] = []
    for word in _WORD.findall(text):
        words += [stem(part) for part in ABBREVIATIONS.get(word, word).split() if part not in _SMALL]
    return tuple(words)


@lru_cache(maxsize=4_000)
def stem(word: str) -> str:
    """The word without its ending: `children` and `child`, `plans` and `plan`, `authorised` and `authorise` are one."""
    if word in _PLURALS:
        return _PLURALS[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ations", "ation", "ings", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


_PLURALS = {"children": "child", "people": "person"}


@lru_cache(maxsize=4_000)
def subject_of(label: str) -> frozenset[str]:
    """The words that say what is measured: unit words left out."""
    return frozenset(word for word in words_of(label) if word not in _UNIT_STEMS)


_UNIT_STEMS = frozenset(stem(word) for word in _UNIT_WORDS) | _UNIT_WORDS


def is_inset(label: str) -> bool:
    """Whether a row counts some of the row above it again: `of whom: girls`, `- North`."""
    return label.lstrip().casefold().startswith(("-", "\u2013", "•", "of which", "of whom", "including", "incl."))


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """0 for nothing in common to 1 for the same words."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if first or second else 0.0


@lru_cache(maxsize=4_000)
def measure_of(label: str) -> Measure:
    """What kind of number the words promise; UNKNOWN where they do not say."""
    return next((measure for pattern, measure in _MEASURES if pattern.search(label)), Measure.UNKNOWN)


@lru_cache(maxsize=4_000)
def is_unit_cost(label: str) -> bool:
    """Whether the label is of what one of them costs or has: it is no more added than a rate is."""
    return _UNIT_COST.search(label) is not None and _TOTAL_FOR_A_TIME.search(label) is None


_TOTAL_FOR_A_TIME = re.compile(
    r"\btotal\b(?: [a-z]+){0,2} (?:per|a|each) (?:week|night|month|day|year|annum|term)\b|"
    r"^\W*(?:(?:costs?|amounts?|spending|value) )?(?:\u00a3 )?(?:per|a|each) (?:year|annum)\W*$",
    re.IGNORECASE,
)
"""`Total per week` is of all together: it is added; so is `\u00a3 per year`."""


def counts_once(label: str) -> bool:
    """Whether the label is of people who are counted once, however often they came: months do not add to the year."""
    return _ONCE.search(label) is not None


_ONCE = re.compile(
    r"\b(different|individual|distinct|unique|separate) (children|young|people|pupils|famil|famili|"
    r"households?|carers?|users?|visitors?|parents?|adults?|persons?|clients?|learners?|mothers?|fathers?)|"
    r"\(?\b(each|every)( \w+){0,2} once\b|\bcounted once\b|\bonce each\b",
    re.IGNORECASE,
)


def is_points(label: str) -> bool:
    """Whether the label is of points, and of no score: percentage points, where they are printed with their sign."""
    return _POINTS.search(label.rpartition(" | ")[2]) is not None and _SCORED.search(label) is None


_POINTS = re.compile(r"\b(points?|pp|ppts?)\b", re.IGNORECASE)
_SCORED = re.compile(r"\b(scores?|average|total|attainment|progress|tariff|awarded|won)\b", re.IGNORECASE)


@lru_cache(maxsize=4_000)
def summarises(label: str) -> bool:
    """Whether a row is one of all the others: their mean, median, lowest, highest."""
    return _SUMMARY.search(label) is not None


_SUMMARY = re.compile(
    r"\b(mean|median|average|lowest|highest|minimum|maximum|quartile|range|spread)\b( of\b.*|$)", re.IGNORECASE
)


def per_of(label: str) -> int | None:
    """10,000 for `per 10k`."""
    match = _PER.search(label)
    if match is None:
        return None
    text = match["number"].casefold().replace(",", "").replace("k", "000")
    return int(text)


class Totalling(StrEnum):
    """What a label says about adding up."""

    NONE = "none"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    GRAND = "grand"
    PERHAPS = "perhaps"
    """It starts with `total`, but may be the name of something."""


_OF_A_TOTAL = re.compile(
    r"(?:%|\b(?:per cent|percent(?:age)?|share|proportion)) of (?:the |all |grand )*total\b", re.IGNORECASE
)
"""`% of total` is a share of it."""


@lru_cache(maxsize=4_000)
def totalling_of(label: str) -> Totalling:
    """Whether the label says that this adds up the others."""
    plain = " ".join(label.split()).strip(" :*")
    if not plain or _OF_A_TOTAL.search(plain):
        return Totalling.NONE
    if _SUB.search(plain):
        return Totalling.SUBTOTAL
    if _TOTAL.fullmatch(plain):
        return Totalling.GRAND if _GRAND.search(plain) else Totalling.TOTAL
    if _TOTAL_END.fullmatch(plain):
        return Totalling.GRAND if _GRAND.search(plain) else Totalling.TOTAL
    if _TOTAL_START.fullmatch(plain):
        return Totalling.PERHAPS
    return Totalling.NONE

"""Words as a sentence and a label share them: names of one thing made one, and words that say nothing left out."""

from __future__ import annotations

import re
from functools import lru_cache

from crossfoot.audit.reading.labels import stem, words_of
from crossfoot.audit.reading.times import NAMES

_NAMES_OF_ONE_THING = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (
            (
                r"\b(?:(?:children|child|young people) )?(?:(?:who (?:are|were) )?in|into) (?:our |the council's |the "
                r"local authority's |public )?care\b(?! leaver| order| plan| proceed)"
            ),
            " lookedafter ",
        ),
        (r"\blook(?:ed|ing|s)?[\s-]after\b(?: children)?", " lookedafter "),
        (r"\bcar(?:e|ed|ing) for\b", " lookedafter "),
        (r"\b(?:CLA|LAC|CiC|CYPIC)s?\b", " lookedafter "),
        (r"\b(?:with|on|subject (?:to|of)|subject) an? plan\b", " protection plan "),
        (r"\bsubject (?:to|of) (?:an? )?", " "),
        (r"\bchild protection\b|\bCPP?s?\b", " protection "),
        (r"\b(?:full[\s-]time[\s-]equivalents?|w\.?t\.?e\.?|whole[\s-]time[\s-]equivalents?)\b", " fte "),
        (
            (
                r"\b(?:with)?in (?:the )?(?:statutory )?(?:time ?scales?|time limits?)\b|\b(?:in|on) time\b"
                r"|\btimeliness\b|\btimely\b"
            ),
            " timescale ",
        ),
        (r"\bfirst[\s-]time entrants?\b", " entrant "),
        (r"\brepeat referrals?\b", " re referrals "),
        (r"\b(?:EHCP|EHC plan|education,? health and care plan)s?\b", " ehcplan "),
        (r"\bunaccompanied(?: asylum[\s-]seek(?:ing|ers)(?: children)?)?\b|\bUASC\b", " unaccompanied "),
        (rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(NAMES)})\b(?: \d{{4}})?", " "),
        (r"\bseven\b", " 7 "),
        (r"\beight\b", " 8 "),
        (r"\bnine\b", " 9 "),
        (r"\bten\b", " 10 "),
        (r"\bfifteen\b", " 15 "),
        (r"\btwenty\b", " 20 "),
        (r"\bstep(?:s|ped|ping)?[\s-]up\b", " stepup "),
        (r"\bstep(?:s|ped|ping)?[\s-]down\b", " stepdown "),
        (r"\btook\b", " take "),
        (r"\bheld\b", " hold "),
        (r"\bbegan\b|\bbegun\b", " begin "),
        (r"\bwaits\b|\bwaited\b|\bwaiting\b", " wait "),
        (r"\bchildren's\b|\bchildren\u2019s\b", " children "),
    )
)
_ABBREVIATION = re.compile(r"\(\s*[A-Za-z]{2,6}s?\s*\)")

# fmt: off
_GENERIC = """
child children young people person youngster council borough county authority local city district directorate service
services department team? number numbers figure figures level levels count total totals overall altogether sum value
values percentage percent rate rates share proportion be is are was were been being has have had having do does did
there here we our us they them their it its he she who whom which that these those this what when where while whilst
month months monthly year years yearly annual quarter quarters quarterly week weeks day days date end ended ending
start started beginning begin position point points period time times last latest previous current now then today
recent before after earlier later ago since so far same over during within between until by per cent
stand stands stood sit sits remain remains remained reach reached receive received see saw seen record recorded report
reported make made come came go went show shows showed hold hold support supports supported serve served
deal dealt handle handled get got give gave bring brought
increase increased decrease decreased rise rose risen fall fell fallen drop dropped reduce reduced grow grew grown
improve improved worsen worsened decline declined climb climbed slip slipped gain gained change changed move moved
up down high higher highest low lower lowest more most fewer less least better best worse worst
compare compared compares comparison against above below than as although though but however only just still also
again already about around nearly almost some any each every other others both yet even
average mean good bad news disappointing welcome encouraging because due result case cases? live lives living
across whole whether part of in on at to from  for with and or the a an all such how many much
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn winter term
first second third fourth one two three four five six seven eight nine ten
place placed settle settled settings setting
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
eighty ninety hundred thousand dozen
gone running run row succession successive consecutive straight shown shows series sequence
"""
# fmt: on
GENERIC = frozenset(
    form for word in _GENERIC.split() if not word.endswith("?") for form in (word, stem(word))
) | frozenset(stem(name.casefold()) for name in NAMES)
"""Words, and their stems, that name no line of a table."""
ASIDE = frozenset(
    stem(word)
    for word in (
        "re", "england", "national", "nationally", "neighbour", "neighbours", "region", "regional", "target", "targets",
        "expected", "planned", "budget", "excluding", "except", "new", "boys", "girls", "male", "female", "predicted",
        "forecast", "estimated", "eligible", "non", "london",
    )
)  # fmt: skip
"""Words that make it another thing: beside them nothing is accused."""
_WHOLE = re.compile(
    r"(?:(?:the )?(?:whole )?(?:combined authority|city region|council|borough|county|authority|city|district|school|"
    r"service|trust|raa|region|"
    r"academy|directorate)(?: total| overall| average)?|overall|everyone|all(?: \w+){0,3}|\w+ (?:county|borough|city)?"
    r" ?(?:overall|total)|(?:total )?net (?:\w+ ){0,2}(?:budget|expenditure|spend(?:ing)?|cost|position|variance))",
    re.IGNORECASE,
)


@lru_cache(maxsize=4_000)
def plain_words(text: str) -> frozenset[str]:
    """The words of a label or a sentence that say what it is of, names of one thing made one."""
    bare = _ABBREVIATION.sub(" ", text)
    plain = f" {bare if any(letter.isalpha() for letter in bare) else text} "
    for pattern, name in _NAMES_OF_ONE_THING:
        plain = pattern.sub(name, plain)
    words = (_one(word) for word in words_of(plain))
    return frozenset(word for word in words if len(word) > 1 or word.isdecimal()) - GENERIC


def _one(word: str) -> str:
    return _SAME.get(word, word)


_SAME = {
    "absenc": "absent", "absences": "absent", "persistently": "persistent", "tak": "take", "enquiry": "enquir",
    "enquiri": "enquir", "famili": "family", "leav": "leave",
    "left": "leave", "leaver": "leave", "wait": "wait", "plac": "place", "entrant": "entrant", "vacancy": "vacant",
    "vacanci": "vacant", "pupil": "pupil", "gir": "girl", "approval": "approv", "approvals": "approv",
}  # fmt: skip


def spaced(text: str) -> str:
    """The words of a text in small letters, a blank before and after each, so that one is looked for as a whole."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4_000)
def is_whole(label: str) -> bool:
    """Whether the label is a name for everything: `Borough`, `All teams`."""
    return _WHOLE.fullmatch(" ".join(label.split())) is not None

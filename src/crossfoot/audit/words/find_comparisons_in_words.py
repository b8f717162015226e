"""A figure told to be above, below, more, fewer, better or worse than another, against the two figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.spoken.passages import WORDS, Passage
from crossfoot.audit.spoken.sentences import Figure
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_changes_in_words import is_alike, is_near, weigh_change
from crossfoot.vocabulary.issues import Severity

COMPARISONS = Rule(
    "comparisons-in-words",
    Kind.NARRATIVE,
    "A figure told to be above or below another, or better or worse, is.",
    Severity.WARNING,
)
_IS = (
    r"(?:or|and|is|are|was|were|which|that|this|it|has|had|remain(?:s|ed)?|stands?|stood|still|now|also|well|just|far|slightly|"
    r"lies?|sits?|stays?|stayed)"
)
"""After these a figure is what is compared, and no difference."""
_COMPARED = re.compile(
    rf"(?:<[cptmr](?P<x>\d+)>\s?(?:percentage\spoints?\s|points?\s|pp\s)?(?:(?!{_IS}\s)[a-z]+\s){{0,2}})?"
    r"\b(?P<word>(?:higher|lower|more|fewer|less|greater|larger|smaller|better|worse|stronger|weaker)\s(?P<than>than)|above|below|"
    r"ahead\sof|behind|short\sof|surpass(?:es|ed|ing)?|outstrip(?:s|ped)?|trail(?:s|ed|ing)?|"
    r"exceed(?:s|ed|ing)?|beat(?:s|ing)?)\s"
    rf"(?P<whose>(?:{WORDS}{{0,60}}?[\s(])??)\(?(?P<other><[cptmr](?P<a>\d+)>)"
    r"(?!\s?(?:percentage\spoints?\s|points?\s|pp\s)?(?:higher|lower|more|fewer|less|above|below|better|worse|up\b|down\b|compared|"
    r"against|versus|vs\b|to\b|of\sour\s\d))",
    re.IGNORECASE,
)
_BANDED = re.compile(r"\bor\s(?:less|more|fewer|under|over|longer|sooner)\b[^.;]*$", re.IGNORECASE)
"""`45% waited five days or less, and 18 waited more than twenty`: what follows are bands as well."""
_UP_TO = re.compile(r"\b(?:up\sto|within|at\smost)\s(?:<[cptmr]\d+>|[\w.]+)\s?(?:%|\w+\s)?$", re.IGNORECASE)
"""`Two are up to 10 points below and two are more than 10 points below`: a band, and no two figures."""
_AGAIN = re.compile(
    r"\b(?:than|above|below|against|but|although|though|while|whereas|exceed\w*|up|down|with|dip|rise|fall|drop|increase|decrease)\b",
    re.IGNORECASE,
)
_TURNS_TO = re.compile(
    r",\s(?:[a-z]+(?:ed|en|ing)\s)?(?:to|by|for|from|among|across|between|involving|covering|affecting|concerning)\s"
    rf"(?:{WORDS}{{0,20}}\s)?$|"
    r",\s(?:and|but)\s(?:[\w'\u2019-]+\s){1,4}$|[\w\d],?\s(?:and|but)\s(?:only\s|just\s|a\sfurther\s|another\s)?$",
    re.IGNORECASE,
)
"""`3 more than in 2022, given to 96 pupils`, `and 25 left`: what follows the comma is another number."""
_TARGET = re.compile(r"\b(?:target|limit|standard|threshold)\s(?:of\s|level\sof\s)?\(?$", re.IGNORECASE)
"""`Below the target of 95%`: exactly that, and not 94.6% rounded."""
_BY = re.compile(r"\bby\s\(?$", re.IGNORECASE)
"""`Above London by 15.8`: how far, and no figure of London."""
_LEGEND = re.compile(r"\b(?:red|amber|green)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:the|that|those|its|our|their|last|than|in|at|of|for|previous|this|england|national\w*|statistical|target|both)\b",
    re.IGNORECASE,
)
IS_NOT_SO = re.compile(
    r"\b(?:not|no|neither|nor|never|without|cannot|should|must|will|would|could|may|might|if|whether|aim\w*|to\sbe|to\sremain|"
    r"to\sstay|to\skeep|to\sget|to\sbring|to\smove|expect\w*|target\sis|ambition\w*|where|when|any|anything|those|whose|"
    r"count\w*|number|share|proportion|percentage|areas?|schools|teams|measures|authorities|districts)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""Before a comparison: it is not told as so, or of other things."""
_POINTS_BACK = re.compile(
    r"^(?:\W|\d[\d.]*\s|\([a-z]\)\s|[•-]\s)*(?:This|That|It|Which|The\s(?:figure|rate|number|total|percentage|proportion|result|share))\b"
)
_STANDARD = re.compile(
    r"\b(?:than|from|target(?:\sof)?|average(?:\sof)?|with|to|against|on|by|of\sup\sto)\s(?:a\s|the\s)?$", re.IGNORECASE
)
_THEN = re.compile(
    r"\b(?:before|earlier|ago|previously|(?:last|previous|preceding|prior)\s(?:year|month|quarter|term))\b[^<>.;]{0,24}$"
    r"|\b(?:above|below|than|average|national|target)\b[^<>.;]{0,44}$",
    re.IGNORECASE,
)
"""Before a figure of the sentence before: it is of another time, or what was compared with."""
_DIFFERENCE = re.compile(r"\s(?:above|below|higher|lower|more|fewer|less|up|down)\b(?!\s(?:<|the\b))", re.IGNORECASE)
"""After a figure of the sentence before."""
NOW = re.compile(r"\s?[:;,]?\s?(?:and\s)?(?:it\sis\snow|it\snow|now)\b", re.IGNORECASE)
"""After a figure: it was so then."""
_UPWARD = re.compile(r"higher|more|greater|larger|above|exceed|beat|surpass|outstrip", re.IGNORECASE)
_JUDGED = re.compile(r"better|worse|stronger|weaker|beat|ahead|behind|trail", re.IGNORECASE)


def find_comparisons_in_words(study: Study, passage: Passage) -> None:
    """Check `above the England average of 20.5%`, `fewer than the 64 of last year`, `16 more than in May (2,501)`."""
    matches = [match for match in _COMPARED.finditer(passage.text) if _is_told(passage, match)]
    others = {match.start("other") for match in _COMPARED.finditer(passage.text)}
    others |= {match.start() + passage.text[match.start() : match.end()].find("<") for match in matches if match["x"]}
    for match in matches:
        other = passage.numbers[int(match["a"])]
        values = [each for each in _subjects(passage, match, others) if is_alike(each, other) and is_near(each, other)]
        told = passage.numbers[int(match["x"])] if match["x"] else None
        _check(study, passage, match, values, told)


def _is_told(passage: Passage, match: re.Match[str]) -> bool:
    """Whether it is a statement of this sentence about two figures, and no limit such as `more than 64`."""
    if not passage.is_own(match.start("other")) or match.start("word") < passage.own:
        return False
    before = passage.text[: match.start("word")]
    if (
        _UP_TO.search(before)
        or _BY.search(passage.text[: match.start("other")])
        or (match["than"] and _BANDED.search(before))
    ):
        return False
    if IS_NOT_SO.search(passage.text[max(0, match.start("word") - 30) : match.start("word")]) and not match["x"]:
        return False
    whose = match["whose"]
    # `More than in June, though fewer than the 204 of May`; `red below 75%`.
    if _AGAIN.search(whose) or _TURNS_TO.search(whose) or _LEGEND.search(passage.text, passage.own):
        return False
    if match["than"] or "exceed" in match["word"].casefold() or "beat" in match["word"].casefold():
        return bool(match["x"] or _NAMED.search(whose))
    return bool(match["x"] or _NAMED.search(whose) or re.search(r"[a-z]{3}", whose))


def _subjects(passage: Passage, match: re.Match[str], others: set[int]) -> list[Figure]:
    """What may be compared: the figures told before in the sentence; in the one before where this one points back."""
    other = passage.numbers[int(match["a"])]
    own: list[Figure] = []
    back: list[Figure] = []
    for start, end, figure in passage.marks():
        if start >= match.start() or start in others or not is_alike(figure, other):
            continue
        if _STANDARD.search(passage.text[max(0, start - 16) : start]):
            continue
        then = _THEN.search(passage.text[max(0, start - 48) : start]) or NOW.match(passage.text[end : end + 16])
        if not passage.is_own(start) and then:
            # `A year before it was 60%. It is above the average`: it is now, and that was then.
            continue
        if not passage.is_own(start) and _DIFFERENCE.match(passage.text[end : end + 16]):
            # `It is now 46.4 above`: by how much, and no value.
            continue
        (own if passage.is_own(start) else back).append(figure)
    if own:
        return own[::-1]
    return back[::-1] if _POINTS_BACK.match(passage.text[passage.own :]) else []


def _check(study: Study, passage: Passage, match: re.Match[str], values: Sequence[Figure], told: Figure | None) -> None:
    other = passage.numbers[int(match["a"])]
    if _TARGET.search(match["whose"]):
        other = replace(other, interval=Interval.exactly(other.amount))
    upward = _is_upward(passage, match["word"])
    if not values or upward is None:
        return
    fitting = [each for each in values if _fits(each, other, upward=upward)]
    if told is not None:
        exact = [each for each in values if abs(each.interval - other.interval).meets(abs(told.interval))]
        fitting_exactly = [each for each in exact if each in fitting]
        value = next(iter(fitting_exactly or exact or fitting or values))
        # `10.4% more than the 173 of June`: in per cent of what it was.
        weigh_change(study, passage, other, value, told)
        fitting = [value] if value in fitting else []
        values = [value]
    if fitting:
        study.ledger.agreed(COMPARISONS)
        return
    if len(values) > 1 and not all(each.percent for each in values):
        return
    value = values[0]
    if value.amount == other.amount or value.interval.meets(other.interval):
        return
    word = " ".join(match["word"].split())
    expected = opposite_of(word)
    working = f"{value.text} is not {word} {other.text}."
    tell(study, COMPARISONS, passage.sentence, other.text, expected, working, 0.7 if _JUDGED.search(word) else 0.8)


def _fits(value: Figure, other: Figure, *, upward: bool) -> bool:
    if value.interval.meets(other.interval) and (value.amount != other.amount or value.interval.width > 0):
        return True
    return (value.amount > other.amount) == upward and value.amount != other.amount


def _is_upward(passage: Passage, word: str) -> bool | None:
    """Whether the word wants the first figure to be the greater; None where `better` could mean either."""
    if not _JUDGED.search(word):
        return bool(_UPWARD.search(word))
    upward = more_is_better(passage.text)
    good = re.search(r"better|stronger|beat|ahead", word, re.IGNORECASE) is not None
    return None if upward is None else good == upward


_OPPOSITES = {
    "higher": "lower",
    "more": "fewer",
    "greater": "smaller",
    "larger": "smaller",
    "better": "worse",
    "stronger": "weaker",
    "above": "below",
}


def opposite_of(word: str) -> str:
    """What would agree instead."""
    first = word.split(maxsplit=1)[0].casefold()
    for one, other in _OPPOSITES.items():
        if first == one:
            return other
        if first == other:
            return one
    return "above" if first in {"less", "fewer"} else "below"

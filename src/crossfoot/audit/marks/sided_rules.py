"""Marks with the clause that tells each, those too that no row has: `"Late" more weeks than allowed`, `✗ above`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crossfoot.audit.marks.conditions import MISSES, Base, Condition
from crossfoot.audit.marks.marks_named import OP_WORDS
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.marks.sided_clauses import QUALIFIED, Asked, asks_percent, is_bare, is_graded, read_asked
from crossfoot.audit.marks.told_words import SIGNS, asks_more, labels_in, named_as
from crossfoot.audit.reading.labels import words_of

_SENTENCE = re.compile(r"(?<=[.!?])[\"\u201d\u2019')]*\s+|\n|\s[•|]\s")
_QUOTED = re.compile(r"[\"\u201c]([A-Za-z][\w' -]{0,28})[\"\u201d]")
_LETTERED = re.compile(r"\b((?:in |not |part )?[A-Za-z]+) \(([A-Z])\)", re.IGNORECASE)
_JOIN = r"\s*(?:=|:|,?\s+(?:if|when|where|once)\b)"
_HEAD = re.compile(
    rf"(?:^|[,;:(]\s*(?:and |or )?|\b(?:and|or|is|are|as) )(?P<mark>[A-Za-z][\w'-]*(?: [a-z]+){{0,2}}?){_JOIN}"
)
_NO_MARK = re.compile(
    r"(?:it|they|that|those|which|this|the|an?|and|or|but|only|even|also|not|is|are|was|were|trend|note|key|rating|"
    r"marked|shown|rated|given|one|all|any|each|except|shaded|so)(?: .*)?|.* (?:it|and|or|that|to|of|the)",
    re.IGNORECASE,
)
_SIGN_WORDS = {
    "✓": r"(?:an? )?ticks?", "✔": r"(?:an? )?ticks?", "✗": r"(?:an? )?cross(?:es)?", "✘": r"(?:an? )?cross(?:es)?",
    "+": r"an? plus", "-": r"an? minus",
}  # fmt: skip
_DEGREES = {"Full": r"fully [a-z]+", "Part": r"part(?:ly|ially) [a-z]+", "None": r"not [a-z]+"}
"""`Fully compliant`, as it stands under `Compliance`."""
POINTS_BACK = re.compile(r"\b(?:over|above|below|under|than|at|on|within|beyond|short of) (?:that|this|it)\b")
_DUTY = re.compile(
    r"\b(?:should|must|(?:is|are|was|were) (?:not )?(?:to|expected to|meant to|required to|supposed to)|"
    r"(?:have|has|had|needs?|ought) (?:not )?to|(?:plan|aim|goal|target|intention|rule|duty) (?:is|was)"
    r"(?: that| for)?(?: [a-z]+){0,4}? (?:to|should)) (?P<verb>.+?)[.;]?$",
    re.IGNORECASE,
)
_DID = re.compile(
    r"(?P<lead>\b(?:where|when|if|that)|[:=\u2013-]) ?(?:it|they|that|this|one) (?:did|does|do)(?P<not> not|n't)?\b|"
    r"(?P<those>\b(?:which|that|who)) (?:did|does|do)(?P<never> not|n't)?\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"(?P<words>[A-Z][^:]+): (?P<mark>[A-Z][\w'-]*(?: [a-z]+){0,2})[.;]?")
"""`On the date: On time.`"""
_TELLS = re.compile(r"\s*(?:[=:(\u2013-]|,?\s*(?:if|when|where|once|means?|marks?|shows?|is|are|needs?|for|says)\b)")
_AS_SMALL = re.compile(r"\b(?:as|are|is) (?P<mark>[a-z]{4,})(?=[.,;]| and (?:an?|any\w*|those|all|the rest)\b|$)")
_LETTER = re.compile(r"(?<![\w'&/-])[A-Z](?=\s*(?:[=:]|(?:shows|means|is|if|where|when|once|for|marks)\b))")
_OPENS = re.compile(r"(?:^|[,;:(.])\s*(?:and |or |but )?$|\b(?:and|or) $", re.IGNORECASE)
_LED = re.compile(
    r"(?:\b(?:is|are|as|be|called|marked|rated|shown|flagged|classed|coloured|shaded|"
    r"otherwise|rest|others?)|[:=])\s*[\"\u201c]?$"
)
_AS = re.compile(r"(?:\b(?:as|are|is) |\d%? )(?P<mark>[A-Z][\w'-]*(?: [a-z]+)?)(?=[.,;]| and |$)")
_LAST = re.compile(r"[,;:]\s*(?:and |or |but )?(?=[^,;:]*$)")


@dataclass(frozen=True, slots=True)
class SidedRule:
    """What each mark asks, and the words that say what of."""

    states: Mapping[str, Asked]
    said: frozenset[str]
    graded: bool = False
    """Whether better and worse are asked for, whichever way that is."""
    clauses: frozenset[str] = frozenset()
    """The words of what is asked and of the heading of the marks."""
    percent: bool = False
    """Whether it asks for per cent."""
    implied: bool = False
    """Whether one of the marks is not told: it is for what is left."""

    @property
    def bases(self) -> set[Base]:
        """All that is measured."""
        return {each.base for held in self.states.values() for each in held} - {Base.REST}


def sided_rule(text: str, names: Sequence[str], heading: str) -> SidedRule | None:
    """The rule that a text tells for the marks; None where it tells none that is understood in full."""
    clauses: dict[str, str] = {}
    found: dict[str, Asked] = {}
    before = meant = ""
    sentences = _SENTENCE.split(_with_signs(text, names))
    closes = any((last := _CLOSED.fullmatch(each)) is not None and last["mark"] in names for each in sentences)
    for each in sentences:
        sentence = done_told(each, before)
        closed = _CLOSED.fullmatch(sentence) if closes else None
        told = [(closed["mark"], closed["words"])] if closed is not None else list(_told(sentence, names))
        pattern = labels_in(names, sentence)[0]
        if not told and pattern.search(sentence) and asks_more(sentence, pattern):
            return None
        for mark, words in told:
            asked = read_asked(words)
            if found.setdefault(mark, asked) != asked:
                return None
            clauses[mark] = words
            if POINTS_BACK.search(words):
                meant = before
        before = each
    if any(not each for each in found.values()):
        return None
    found = _settled(found, clauses)
    if len(set(found.values())) < len(found):
        return None
    missing = [name for name in names if name not in found]
    rest = any(each.base is Base.REST for held in found.values() for each in held)
    if not found or len(missing) > 1 or (missing and (rest or not set(found) & set(names))):
        return None
    found |= dict.fromkeys(missing, (Condition(Base.REST),))
    graded = any(is_graded(words) for words in clauses.values())
    own = frozenset(words_of(" ".join([heading, meant, *clauses.values()])))
    percent = any(map(asks_percent, clauses.values()))
    return SidedRule(found, frozenset(words_of(f"{heading} {text}")), graded, own, percent, bool(missing))


def _settled(found: dict[str, Asked], clauses: Mapping[str, str]) -> dict[str, Asked]:
    """What marks ask beside each other: `no when fewer were`, where yes is 95% or more; `2% or less either way`."""
    every = [each for held in found.values() for each in held]
    if any(each.base is Base.VALUE or each.low or each.high for each in every):
        found = found | {mark: (Condition(Base.REST),) for mark, words in clauses.items() if is_bare(words)}
    valued = [mark for mark, held in found.items() if held[0].base is Base.VALUE]
    others = [mark for mark in found if mark not in valued]
    if len(valued) > 1 and len(others) == 1 and all(_is_side(each) for each in found[others[0]]):
        # `Short: more pupils than places`, beside bands of what is unfilled.
        found = found | {others[0]: (Condition(Base.REST),)}
    if any(each.base in MISSES for each in every):
        for mark, held in found.items():
            if all(each.base is Base.VALUE and each.high and each.low == -each.high for each in held):
                base = Base.MISS if asks_percent(clauses[mark]) else Base.POINTS
                found = found | {mark: tuple(replace(each, base=base) for each in held)}
    return found


def _is_side(condition: Condition) -> bool:
    return condition.base is Base.POINTS and not condition.low and not condition.high


def _with_signs(text: str, names: Sequence[str]) -> str:
    """The text with letters and signs for their words: `green (G)` as G, `a tick is given` as a tick of the column."""
    lettered = all(len(name) == 1 and name.isupper() for name in names)
    text = (
        text
        if not lettered
        else _LETTERED.sub(
            lambda match: match[2] if any(word[0].upper() == match[2] for word in match[1].split()) else match[0], text
        )
    )
    for sign, words in (_SIGN_WORDS | (_DEGREES if "Full" in names else {})).items():
        if sign in names or sign == "None":
            text = re.sub(rf"\b(?:{words})\b(?: (?:is|are) (?:given|shown|printed))?", sign, text, flags=re.IGNORECASE)
    return text


def duty_told(sentence: str) -> str:
    """What a sentence says is to be done: `Emissions are to fall by 8%`; nothing where it says nothing of the kind."""
    duty = _DUTY.search(sentence.strip())
    return "" if duty is None else _with_end(re.sub(r"^not ", "", duty["verb"]))


def done_told(sentence: str, before: str) -> str:
    """`Where they did`, after `emissions are to fall by 8% or more`: what they were to do, or the rest."""
    verb = duty_told(before)
    return sentence if not verb else _DID.sub(lambda each: _done(each, verb), sentence)


def _done(match: re.Match[str], verb: str) -> str:
    denied = match["not"] or match["never"]
    return f"{match['lead'] or match['those']} {'otherwise' if denied else verb}"


def _with_end(verb: str) -> str:
    """`Answer 90% of enquiries` as at least so many, `visit in 3 days` as that or less."""
    numbers = list(re.finditer(r"\d[\d.,]*", text := plain(verb)))
    if len(numbers) != 1 or QUALIFIED.search(text):
        return verb
    start = numbers[0].start()
    return f"{text[:start]}{'up to' if text[:start].endswith('in ') else 'at least'} {text[start:]}"


def _told(sentence: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each mark of a sentence with the words after it, or before it, that are understood."""
    places = _places(sentence, names)
    if not places or len({mark for _, _, mark in places}) < len(places):
        return
    starts = [start for start, _, _ in places]
    ends = [end for _, end, _ in places]
    after = [sentence[end:start] for end, start in zip(ends, [*starts[1:], len(sentence)], strict=True)]
    before = [sentence[end:start] for end, start in zip([0, *ends[:-1]], starts, strict=True)]
    before[0] = before[0].rstrip(" :").rpartition(":")[2]
    marks = [mark for _, _, mark in places]
    for words, part in ((after, _cut), (before, _cut_before)):
        cut = [part(each) for each in words]
        if all(read_asked(each) for each in cut):
            yield from zip(marks, cut, strict=True)
            return
    # `"Fair" needs 70 per cent; anything lower is "Poor"`, `at risk if over by 10% or less, and otherwise on track`.
    mixed: dict[str, str] = {}
    for place, mark in enumerate(marks):
        last = _LAST.split(before[place])[-1]
        own = (
            _LAST.split(after[place])[0]
            if place + 1 < len(marks) and not read_asked(after[place + 1])
            else after[place]
        )
        mixed[mark] = next((each for each in (own, _cut(own), last) if read_asked(each)), "")
    if all(mixed.values()) or (len(mixed) == 1 and names):
        yield from ((mark, words) for mark, words in mixed.items() if words)


def _cut(words: str) -> str:
    """The words up to the end of their half of the sentence, where more follows."""
    if words.lstrip().startswith(";"):
        return ""
    first = re.split(r"[;)]", words)[0]
    return first if read_asked(first) else words


def _cut_before(words: str) -> str:
    """The words after the other half of the sentence."""
    last = re.split(r"[;(]|,? and (?=anything|all\b|the rest|those|others|everything|any)", words)[-1]
    return last if read_asked(last) else words


def _places(sentence: str, names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where the marks of the column stand in a sentence, and others told in the same form."""
    pattern, known = labels_in(names, sentence)
    found = {match.span(): named_as(match[0], known) for match in pattern.finditer(sentence)}
    found = {span: mark for span, mark in found.items() if mark in names or mark in SIGNS or len(mark) > 1}
    found = _of_rule(sentence, found)
    quoted = list(_QUOTED.finditer(sentence))
    if any(named_as(match[1], known) in names for match in quoted):
        found = {match.span(): named_as(match[1], known) for match in quoted}
    joined = any(re.match(_JOIN, sentence[end:]) for (_, end), mark in found.items() if mark in names)
    if joined and not quoted:
        for match in _HEAD.finditer(sentence):
            span = match.span("mark")
            if any(start < span[1] and span[0] < end for start, end in found) or _NO_MARK.fullmatch(match["mark"]):
                continue
            found[span] = match["mark"]
    if all(len(name) == 1 and name.isupper() for name in names):
        found |= {match.span(): match[0] for match in _LETTER.finditer(sentence) if match.span() not in found}
    if not quoted and any(sentence[:start].endswith(("as ", "are ", "is ")) for start, _ in found):
        small = not any(mark[:1].isupper() for _, mark in found.items() if sentence.count(mark))
        for match in (_AS_SMALL if small else _AS).finditer(sentence):
            if not any(start < match.end("mark") and match.start("mark") < end for start, end in found):
                found[match.span("mark")] = match["mark"]
    return sorted((start, end, mark) for (start, end), mark in found.items())


def _of_rule(sentence: str, found: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """The marks of a sentence that tells a rule: not `two kerbside sites were over`, of rows that are kerbside."""
    opening = [span for span in found if _OPENS.search(sentence[: span[0]])]
    kept = {}
    for (start, end), mark in found.items():
        if sentence[start:end] in OP_WORDS and mark not in OP_WORDS and not _TELLS.match(sentence[end:]):
            # `No more than`, where `No` is a mark.
            continue
        sign = not mark[0].isalnum() or sentence[start - 1 : start] in {'"', "\u201c"}
        led = _LED.search(sentence[:start]) is not None
        if sign or led or _TELLS.match(sentence[end:]) or ((start, end) in opening and len(opening) > 1):
            kept[start, end] = mark
    return kept

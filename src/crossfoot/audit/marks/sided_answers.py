"""Yes and no, ticks and crosses, of a side that a heading or a sentence asks of: `Gap narrower than a year ago`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.marks.conditions import Base, Condition
from crossfoot.audit.marks.sided_clauses import Asked, is_graded, read_asked
from crossfoot.audit.marks.sided_rules import POINTS_BACK, SidedRule, done_told, duty_told
from crossfoot.audit.reading.labels import words_of

_YES = frozenset(["yes", "y", "✓", "✔", "☑", "true", "met", "kept", "pass"])
_NO = frozenset(["no", "n", "✗", "✘", "\u00d7", "false", "not met", "not kept", "missed", "fail"])
_WHEN = re.compile(
    r"\b(?:only )?(?:if|when|where|whenever|wherever)\b(?P<words>[^.;:]*)|"
    r"\b(?:that|which|who|whose [a-z]+) "
    r"(?P<that>(?:otherwise|at least|up to|is|are|was|were|f[ae]lls?|exceeds?|reach(?:es)?)\b[^.;:]*?)"
    r"(?= (?:is|are|will) )",
    re.IGNORECASE,
)
_IS_ONE = r"^(?:an? |the |any )?(?P<words>[^.;:]*?),? (?:is|are|means?|counts? as) (?:an? |of )?{}\b"
"""`Turnover of 15% or above is a concern`, under `Concern`."""
_KEPT = re.compile(r"\b(?:kept|met|reached|achieved|hit|done)\b", re.IGNORECASE)
_PASS = re.compile(
    r"pass(?:e[sd])?|(?:target|standard|aim|goal|minimum|duty|limit|rule)? ?(?:met|kept|reached|achieved|hit)|enough|"
    r"complian(?:t|ce)|complie[sd]|satisf(?:ied|actory)|acceptable|ok",
    re.IGNORECASE,
)
"""Headings under which yes says that what must be is."""
_NO_MORE = re.compile(r"\b(?:no|not|never|without)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n")
_BESIDE = re.compile(r"\b(?:against|v\.?|vs\.?|versus|compar(?:ed|ison)|beside|than|relative)(?= |$)", re.IGNORECASE)
_REST = (Condition(Base.REST),)


def heading_rules(names: Sequence[str], heading: str, texts: Sequence[str]) -> Iterator[SidedRule]:
    """What a heading asks by itself, or marks that name their side under it: `Above`, under `v. average`.

    Where words near it tell when it is so, those are meant.
    """
    if any(
        (match := _WHEN.search(sentence)) is not None and _speaks_of(_parted(sentence, match)[1], heading)
        for text in texts
        for sentence in _SENTENCE.split(text)
    ):
        return
    said = frozenset(words_of(heading))
    if _are_answers(names):
        own = read_asked(heading.rstrip(" ?"))
        if _is_ask(own):
            yield _answered(names, own, said, heading, negated=False)
    elif _BESIDE.search(heading) or any(len(words_of(name)) > 1 for name in names):
        said |= frozenset(words_of(" ".join(names)))
        sides = {name: read_asked(name) for name in names}
        if all(held and all(each.base is Base.POINTS for each in held) for held in sides.values()):
            yield SidedRule(sides, said, any(map(is_graded, names)), said)


def answer_rules(text: str, names: Sequence[str], heading: str) -> Iterator[SidedRule]:
    """What yes and no say by a sentence that speaks of the heading: `A plan is needed where the balance is below 0`."""
    if not _are_answers(names):
        return
    said = frozenset(words_of(f"{heading} {text}"))
    before = ""
    named = re.compile(_IS_ONE.format(re.escape(heading.rstrip(" ?"))), re.IGNORECASE)
    for each in _SENTENCE.split(text):
        sentence, duty, last, before = done_told(each, before), duty_told(before), before, each
        meant = f"{heading} {last if POINTS_BACK.search(sentence) else ''}"
        if (match := named.search(sentence)) is not None and _is_ask(asked := read_asked(match["words"])):
            yield _answered(names, asked, said, f"{meant} {match['words']}", negated=False)
        elif (
            duty_told(each) and _PASS.fullmatch(heading.rstrip(" ?")) and _is_ask(asked := read_asked(duty_told(each)))
        ):
            yield _answered(names, asked, said, f"{meant} {duty_told(each)}", negated=False)
        elif (match := _WHEN.search(sentence)) is not None:
            clause, other = _parted(sentence, match)
            kept = _KEPT.search(heading) is not None and _speaks_of(sentence, heading)
            negated = _NO_MORE.search(other) is not None
            if clause == "otherwise":
                # `Those which do not are asked for a plan`
                clause, negated = duty, not negated
            asked = read_asked(clause) if kept or _speaks_of(other, heading) else ()
            if _is_ask(asked):
                yield _answered(names, asked, said, f"{meant} {clause}", negated=negated)


def _is_ask(asked: Asked) -> bool:
    return bool(asked) and asked[0].base is not Base.REST


def _parted(sentence: str, match: re.Match[str]) -> tuple[str, str]:
    """What is asked, and the rest of the sentence."""
    clause = match["words"] or match["that"] or ""
    before, after = sentence[: match.start()], sentence[match.end() :]
    if match["words"] and not before.strip(" ,"):
        clause, _, after = clause.partition(",")
    return clause.strip(), f"{before} {after}"


def _speaks_of(text: str, heading: str) -> bool:
    """Whether words speak of a heading: `visits again` of `Revisit`, `must act` of `Action due`."""
    subject = set(words_of(heading))
    subject |= {word.removeprefix("re") for word in subject if len(word) > LONG}
    said = {word for word in words_of(text) if len(word) >= SHORT}
    return any(own == word or (len(own) > SHORT and own.startswith(word)) for own in subject for word in said)


SHORT, LONG = 3, 5
"""Letters of a word that may be the beginning of another, and of one that may begin with `re`."""


def _are_answers(names: Sequence[str]) -> bool:
    yes, no = (sum(name.casefold() in words for name in names) for words in (_YES, _NO))
    return yes <= 1 and no <= 1 and yes + no == len(names)


def _answered(names: Sequence[str], asked: Asked, said: frozenset[str], words: str, *, negated: bool) -> SidedRule:
    yes = [name for name in names if name.casefold() in _YES]
    no = [name for name in names if name.casefold() in _NO]
    kept, not_kept = (no or ["no"], yes or ["yes"]) if negated else (yes or ["yes"], no or ["no"])
    states = dict.fromkeys(kept, asked) | dict.fromkeys(not_kept, _REST)
    percent = re.search(r"%|per ?cent\b", words) is not None
    return SidedRule(states, said, clauses=frozenset(words_of(words)), percent=percent, implied=True)

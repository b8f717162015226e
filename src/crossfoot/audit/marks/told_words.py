"""The marks of a column in a text: the words, letters and signs that stand for them there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crossfoot.audit.marks.states import vocabulary
from crossfoot.audit.spoken.number_words import COUNT

COLOUR_LETTERS = {"r": "red", "a": "amber", "g": "green", "b": "blue", "y": "yellow"}
GRADES = "ABCDE"
LEVEL_WORDS = re.compile(
    r"level|same|equal|=|the same|no change|unchanged|about the same|similar|in line|"
    r"none|nil|\u2192|\u2194|\u25ac|\u25ba\u25c4",
    re.IGNORECASE,
)
"""What a mark says of two figures that are the same."""
SIGNS = "▲▼►◄↑↓→←↔▬⬆⬇➡↗↘⇧⇩◆◇●○■□★☆✓✔✗✘✖"
UP_WORDS = re.compile(
    r"(?:\w+ )?(?:better|improv\w*|up|ris\w+|rose|increas\w*|higher|grow\w*|gain\w*|▲|↑|⬆|↗|\+)", re.IGNORECASE
)
DOWN_WORDS = re.compile(
    r"(?:\w+ )?(?:worse\w*|declin\w*|deteriorat\w*|down|fall\w*|fell|decreas\w*|lower|drop\w*|▼|↓|⬇|↘|-|\u2013|\u2212)",
    re.IGNORECASE,
)


_FURTHER = re.compile(
    r"\b(?:also|always|never|even (?:if|where|when)|however|unless|instead|regardless|whatever|only (?:if|where|when)|"
    r"overrid\w+|capped|at (?:best|worst)|cannot|may not|provided that|as long as|in addition|too few)\b",
    re.IGNORECASE,
)
_COUNTS_AS = re.compile(r"\b(?:counts? as|counted as|treated as|taken as)\b", re.IGNORECASE)


def asks_more(chunk: str, pattern: re.Pattern[str]) -> bool:
    """Whether a sentence that is not understood asks more of a mark: `Red also where fewer than ten were counted`."""
    return _COUNTS_AS.search(chunk) is not None or (
        pattern.search(chunk) is not None and _FURTHER.search(chunk) is not None
    )


def speaks_of(text: str, labels: Sequence[str]) -> int:
    """How many of the labels stand in a text."""
    pattern, names = labels_in(labels, text)
    return len({name for match in pattern.finditer(text) if (name := named_as(match[0], names)) in labels})


def labels_in(labels: Sequence[str], text: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the labels, with those of their family, and the label that each of its words is."""
    # A sign that no row has ends the clause before it all the same.
    signs = any(label in SIGNS for label in labels)
    return _pattern_of(tuple(labels), tuple(sign for sign in SIGNS if sign in text) if signs else ())


@lru_cache(maxsize=500)
def _pattern_of(labels: tuple[str, ...], signs: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    names = {label.casefold(): label for label in labels} | {sign: sign for sign in signs}
    if all(label.casefold() in COLOUR_LETTERS for label in labels):
        names |= {COLOUR_LETTERS[label.casefold()]: label for label in labels}
        names |= {letter: letter.upper() for letter in COLOUR_LETTERS if letter not in names}
    if all(label in GRADES for label in labels):
        names |= {letter.casefold(): letter for letter in GRADES if letter.casefold() not in names}
    for each in vocabulary([label.casefold() for label in labels]):
        if len(each) > 2 and each not in names:
            names[each] = each
    known = {label.casefold() for label in labels}
    parts = []
    for name, label in sorted(names.items(), key=lambda item: -len(item[0])):
        escaped = re.escape(name).replace(r"\ ", r"[\s-]+")
        if len(name) > 1 and name[0].isalnum():
            # `3 points below target` is no mark of those that may be below target.
            apart = "" if name in known or not _SIDED.match(name) else r"(?<!points )(?<!% )(?<!cent )"
            parts.append(rf"{apart}(?<![\w-])(?i:{escaped})(?:e?s|ly)?(?![\w-])")
        elif name.isalnum():
            parts.append(rf"(?<![\w'&/-]){re.escape(label)}(?![\w'&/-])")
        else:
            parts.append(rf"(?<![\w.%)]){re.escape(label)}(?!\w|\.\d)")
    return re.compile("|".join(parts)), names


def named_as(found: str, names: dict[str, str]) -> str:
    """The label that words found by the pattern stand for; the words themselves where they are of no row."""
    same = re.sub(r"[\s-]+", " ", found).casefold() if len(found) > 1 else found.casefold()
    for known, label in names.items():
        plain = re.sub(r"[\s-]+", " ", known) if len(known) > 1 else known
        if same in {plain, f"{plain}s", f"{plain}es", f"{plain}ly"}:
            return label
    return found


_SIDED = re.compile(r"(?:above|below|over|under) ")


def without_counts(text: str, names: Sequence[str]) -> str:
    """A text without its sentences that count how many rows have a mark: `Two are worsening: Ash and Beech`."""
    marks = "|".join(re.escape(name) for name in names)
    counts = re.compile(
        rf"(?:^|(?<=, )|(?<=: )|(?<=\band ))(?:(?!\d){COUNT}|\d{{1,2}}(?= of )|none|neither|both)"
        rf"(?: of (?:the |its |our )?[\w-]+)?(?: [\w-]+)?"
        rf" (?:is|are|was|were|have|has)(?: been| now| still)*(?: rated| marked| graded| shown as)?"
        rf" (?:{marks})\b(?! (?:if|when|where|at|for)\b)",
        re.IGNORECASE,
    )
    return " ".join(each for each in _SENTENCES.split(text) if not counts.search(each))


_SENTENCES = re.compile(r"(?<=[.;]) ")

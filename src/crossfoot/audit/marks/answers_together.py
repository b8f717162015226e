"""Tests of several columns of yes and no together: `quorate if the social worker, police and health were present`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.intervals import Interval
from crossfoot.audit.marks.classed_rows import Classed
from crossfoot.audit.marks.marked import Marked
from crossfoot.audit.marks.one_number import Test, Way
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.marks.row_asks import read_ask
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.study import Study

MOST_KINDS = 4
FEWEST = 2
"""Columns of answers that a rule must name."""
_YES = frozenset([
    "yes", "y", "\u2713", "\u2714", "\u2611", "present", "done", "met", "complete", "completed", "attended", "seen",
    "in place", "pass", "passed", "received", "signed", "held", "there", "1", "in",
])  # fmt: skip
_NO = frozenset([
    "no", "n", "\u2717", "\u2718", "\u00d7", "", "-", "\u2013", "\u2014", "absent", "not done", "not met", "incomplete",
    "missing", "not present", "not seen", "not in place", "fail", "failed", "apologies", "0", "apols", "out", "none",
])  # fmt: skip
_EITHER = frozenset(["x"])
"""A cross that stands for yes where there is nothing else but empty cells, and for no or not asked beside others."""
_OPEN = frozenset(
    ["n/a", "na", "not asked", "not invited", "not due", "n.a.", "not needed", "not applicable", "nr", "."]
)
_IF = re.compile(
    r"\b(?:only if|only when|only where|provided that|provided|if|when|where|needs?|requires?|must have|has to have|"
    r"have to have|means that|means|is one with|is one where|is one that has|with|once|has|have)\b"
)
_UNLESS = re.compile(r"\b(?:unless|except|without|but not|normally|usually|may|might|can)\b")
_PART = re.compile(
    r",? (?:and|plus|with|together with) (?=(?:either|at least|any|\d|one of|1 of|one other|a|another)\b)"
)
_ANY = re.compile(
    r"\b(?:any(?: one)?(?: or more)?|either|(?:one|1)(?: or more| or both)? of|at least (?:one|1)|one or more)\b"
)
_NUMBER = re.compile(
    r"\b(?:at least |any )?(?P<others>[1-9]|one|another) others?\b|\b(?P<another>another)\b|"
    r"\b(?:at least |any |a minimum of |no fewer than |not fewer than )?(?P<number>[1-9])(?: or more)?"
    r"(?: \w+){0,2}? ?(?:of|out of)\b|"
    r"\b(?:at least|any|a minimum of|no fewer than|not fewer than) (?P<bare>[1-9])\b|"
    r"\b(?P<more>[1-9])(?: \w+)? or more\b"
)
_NONE = re.compile(r"\b(?:none of|neither|no one of)\b")
_LACKING = re.compile(
    r"\b(?:absent|missing|not (?:present|there|done|met|in place|seen|signed|received|complete|completed|held)|away|"
    r"lacking|is no|are no|failed|blank|incomplete|outstanding)\b"
)
_ALL_OF_THEM = re.compile(
    r"\b(?:all|every|each)(?: of)?(?: the| its| these| those)?(?: [2-9])?(?: (?:required|core|statutory|key|"
    r"named|listed))*"
    r"(?: (?:agenc\w+|partners?|parts?|boxes|checks?|steps?|documents?|papers|items?|columns?|members?|conditions?|"
    r"tests?|criteria|elements?|requirements?|are|were|is|was|have|had|present|in place|done|met))\b"
)


@dataclass(frozen=True, slots=True)
class Together:
    """How many more of the answers are yes than must be, and the columns of the answers."""

    test: Test
    name: str
    amounts: dict[int, Interval]
    columns: tuple[int, ...]


def together_in(classed: Classed, sentence: str) -> Iterator[Together]:
    """The test that a sentence makes of several columns of answers; none where it asks more than is understood."""
    answers = _answers(classed)
    text = plain(sentence)
    lead = _IF.search(text)
    if len(answers) < FEWEST or lead is None or _UNLESS.search(text):
        return
    asked = re.split(r"[;.]|, (?:otherwise|else|if not)\b", text[lead.end() :])[0]
    denied = re.search(r"\b(?:not|in)\s?$|\bnot (?:\w+ ){0,3}$", text[: lead.start()]) is not None
    lacking = _LACKING.search(asked) is not None
    parts = _PART.split(asked)
    before: set[int] = set()
    read: list[tuple[tuple[int, ...], int, int]] = []
    for part in parts:
        told = _read_part(classed, part, answers, before)
        if told is None:
            return
        read.append(told)
        before |= set(told[0])
    if len(before) < FEWEST or (denied and not lacking) or (lacking and len(read) > 1):
        return
    if lacking and not denied:
        # `Flagged if either of them is missing`.
        answers = {
            place: {row: None if given is None else not given for row, given in own.items()}
            for place, own in answers.items()
        }
    elif lacking:
        # `Not quorate if any of them is absent`: quorate if all are present.
        columns, least, sign = read[0]
        read = [(columns, len(columns) - least + 1, sign)]
    amounts = {row: amount for row in classed.marks if (amount := _amount(answers, read, row)) is not None}
    if len(amounts) + 1 < len(classed.marks):
        return
    columns = tuple(sorted(before))
    name = " and ".join(classed.table.columns[each].heading for each in columns)
    clause = f"{text[: lead.start()] if not denied else classed.heading.casefold()} | {asked}"
    yield Together(Test(Way.LEAST, Fraction(0), "", clause), name, amounts, columns)


_TWO = re.compile(r"\b(?:and|or)\b(?! (?:more|over|above|less|fewer|under|below|longer|older|later))")
_MEANS = re.compile(r"\b(?:only if|only when|only where|if|when|where|means|for any [a-z]+|for an? [a-z]+)\b")


def asked_in(study: Study, classed: Classed, sentence: str) -> Together | None:
    """`Escalated where it is graded inadequate, or where the plan is more than six months old`, by cells of its row."""
    text = " ".join(sentence.casefold().split())
    lead = _MEANS.search(text)
    if lead is None or _UNLESS.search(text) or re.search(r"\bnot\b", text[: lead.start()]):
        return None
    asked = re.split(r"[;]|\.(?=\s|$)|, (?:otherwise|else|if not)\b", text[lead.end() :])[0].strip(" ,:.")
    if not _TWO.search(asked):
        return None
    words = re.sub(r"\b(and|or) (?:if|when|where) ", r"\1 ", asked)
    ask = read_ask(study, Marked(classed.table, classed.column, classed.marks), words)
    if ask is None or len(ask.columns) < FEWEST:
        return None
    amounts = {row: Interval.exactly(Fraction(int(so))) for row, so in ask.of_row.items() if so is not None}
    if len(amounts) + 1 < len(classed.marks):
        return None
    columns = tuple(sorted(ask.columns))
    name = " and ".join(classed.table.columns[each].heading for each in columns)
    return Together(Test(Way.LEAST, Fraction(1), "", f"{text[: lead.start()]} | {asked}"), name, amounts, columns)


def _answers(classed: Classed) -> dict[int, dict[int, bool | None]]:
    """By column of answers and row whether it is a yes; None where nothing was asked."""
    table = classed.table
    texts: dict[int, dict[int, str]] = {}
    for place in range(1, len(table.columns)):
        own = {row: " ".join(table.cell(row, place).text.casefold().split()) for row in classed.marks}
        kinds = set(own.values())
        if (
            place != classed.column
            and len(kinds) <= MOST_KINDS
            and kinds <= _YES | _NO | _EITHER | _OPEN
            and kinds - _NO
        ):
            texts[place] = own
    crossed = not any(text in _YES for own in texts.values() for text in own.values())
    yes = _YES | (_EITHER if crossed else frozenset())
    return {
        place: {row: None if text in _OPEN else text in yes for row, text in own.items()}
        for place, own in texts.items()
    }


def _read_part(
    classed: Classed, part: str, answers: dict[int, dict[int, bool | None]], before: set[int]
) -> tuple[tuple[int, ...], int, int] | None:
    """Which columns a part of the rule is of, how many of them it asks for at least, and -1 where it asks for none."""
    said = words_of(part)
    headings = {place: words_of(classed.table.columns[place].heading.rpartition(" | ")[2]) for place in answers}
    named = tuple(
        place for place, own in headings.items() if own and _stands_in(list(own), list(said)) and place not in before
    )
    number = _NUMBER.search(part)
    if number is not None and (others := number["others"] or number["another"]):
        return tuple(place for place in answers if place not in before), int(others) if others.isdecimal() else 1, 1
    least = next((int(each) for each in (number["number"], number["bare"], number["more"]) if each), 0) if number else 0
    if not named and (least or _ALL_OF_THEM.search(part)):
        named = tuple(answers)
        of = re.search(r"\bof (?:the |its |these |those )?(?P<whole>[2-9])\b", part)
        if of is not None and int(of["whole"]) != len(named):
            return None
    if not named or least > len(named):
        return None
    if _NONE.search(part):
        return named, 0, -1
    needed = least or _needed(part, len(named))
    return (named, needed, 1) if needed else None


def _needed(part: str, count: int) -> int:
    """How many of so many columns must be yes by the words that join them; 0 where they leave it open."""
    ors = re.search(r"\bor\b(?! more| both)", part) is not None
    if _ANY.search(part):
        return 1
    if ors and re.search(r"\band\b", part):
        return 0
    return 1 if ors else count


def _stands_in(own: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the words of a heading stand one after the other in those of a rule."""
    return any(list(said[start : start + len(own)]) == list(own) for start in range(len(said) - len(own) + 1))


def _amount(
    answers: dict[int, dict[int, bool | None]], read: Sequence[tuple[tuple[int, ...], int, int]], row: int
) -> Interval | None:
    """By how many the least kept part of a rule is kept; None where something was not asked that decides."""
    least: list[Interval] = []
    for columns, needed, sign in read:
        given = [answers[column][row] for column in columns]
        sure, most = sum(each is True for each in given), sum(each is not False for each in given)
        if sign < 0:
            least.append(Interval(Fraction(-most), Fraction(-sure)))
        else:
            least.append(Interval(Fraction(sure - needed), Fraction(most - needed)))
    low, high = min(each.low for each in least), min(each.high for each in least)
    return Interval(low, high) if (low >= 0) == (high >= 0) else None


_RATED = re.compile(
    r"\b(?:rated|judged|graded|classed|assessed|banded|scored|found|marked|recorded|given|with|in|at|on|of|those|any)\b"
)
_HALVES = re.compile(r"[;.]|,? (?:while|whereas|but)\b|,? and (?=those\b|others?\b|the (?:rest|others)\b)")
_NARROWED = re.compile(
    r"\b(?:all but|except|only|unless|most|some|many|few|half|if|when|where|may|usually|was|were|had)\b|\d"
)
_FAILS = re.compile(r"\b(?:do|does|is|are) not\b|\bfails?\b|\bfall short\b|\bnot\b")


def of_values_in(classed: Classed, sentence: str) -> Iterator[Together]:
    """`Homes rated good or outstanding meet the standard; those requiring improvement do not`, by a column of words."""
    text = plain(sentence)
    if _NARROWED.search(text):
        return
    halves = [half for half in _HALVES.split(text) if half and half.strip()]
    if not 1 <= len(halves) <= 2:
        return
    table = classed.table
    for place in range(1, len(table.columns)):
        texts = {row: " ".join(table.cell(row, place).text.casefold().split()) for row in classed.marks}
        kinds = {text: list(words_of(text)) for text in set(texts.values()) if text}
        if place == classed.column or not 2 <= len(kinds) <= MOST_KINDS + 2 or len(kinds) >= len(texts):
            continue
        named = [_kinds_in(kinds, half) for half in halves]
        if not all(named) or not _RATED.search(halves[0]) or (len(named) == 2 and named[0] & named[1]):
            continue
        fails = [_FAILS.search(half) is not None for half in halves]
        if (len(halves) == 1 and (fails[0] or len(named[0]) < FEWEST)) or (len(halves) == 2 and fails[0] == fails[1]):
            continue
        kept = named[1] if fails[0] else named[0]
        broken = named[0] if fails[0] else (named[1] if len(named) == 2 else frozenset(kinds) - kept)
        amounts = {
            row: Interval.exactly(Fraction(int(text in kept))) for row, text in texts.items() if text in kept | broken
        }
        if len(amounts) + 1 >= len(classed.marks):
            clause = f"{halves[0]} | {halves[-1] if len(halves) > 1 else ''}"
            yield Together(Test(Way.LEAST, Fraction(1), "", clause), table.columns[place].heading, amounts, (place,))


def _kinds_in(kinds: dict[str, list[str]], half: str) -> frozenset[str]:
    """The words of a column that stand in a part of a sentence, those left out that are part of a longer one."""
    said = list(words_of(half))
    found = [kind for kind, own in kinds.items() if own and _stands_in(own, said)]
    return frozenset(kind for kind in found if not any(kind != other and kind in other for other in found))

"""A value told with its move: `431 children, a rise of 13 since April`, `fell by 5 to 39`, `14 more than in March`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.reading.times import Time
from crossfoot.audit.spoken.sentences import Figure, Sentence

_UP = r"(?P<up>rise|increase|gain|growth|rose|risen|rises|grew|grown|grows|increased|went up|gone up|goes up|climbed)"
_DOWN = (
    r"(?P<down>fall|drop|decrease|reduction|loss|decline|fell|fallen|falls|dropped|decreased|declined|reduced|shrank|"
    r"went down|gone down|goes down)"
)
_BEFORE = re.compile(
    rf"\b(?:(?:a|an|the)(?: net| further| small| slight)? )?(?:{_UP}|{_DOWN})(?: again| further| slightly)? (?:of|by)"
    r"(?: only| just)? ?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?(?:\([^()]*\)\s)?(?:percentage points? |points? |pp |places? |cases? |children |plans |pupils )?"
    r"\b(?:(?P<up>more|higher|greater|larger|up)|(?P<down>fewer|less|lower|smaller|down))"
    r"(?= than\b| on\b| from\b)(?! (?:than|on|from) (?:(?:the|its|our|their) )?"
    r"(?:expected|planned|budgeted|targets?|limit|plan|budget|forecast|standard|england|national\w*|that of)\b)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s?(?:percentage points? |points? |pp )?(?:\([^()]*\) )?(?:in (?:the|a) \w+ )?to $", re.IGNORECASE)
_SINCE = re.compile(
    r"\s?(?:percentage points? |points? |pp )?(?:\([^()]*\) )?(?:more|higher|greater|larger|up|fewer|less|"
    r"lower|smaller|down)?\s?(?:[a-z]+ )?(?:than|on|from|since|compared with)"
    r"(?: it was| there were| at| in| on| for)* ?(?:the )?(?:end of |start of |beginning of )?(?:the )?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:(?:a|one|this time|the) )?(?P<unit>year|quarter|month|term) (?:before|earlier|ago)\b|"
    r"(?:last|previous|preceding) (?P<unit2>year|quarter|month|term)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"[^.;]{0,90}?(?:,|\(|\b(?:and|but|is|was|are|were|that is|which is|which was)\b) ?£?", re.IGNORECASE)
_NOT_SO = re.compile(
    r"\b(?:would|could|should|may|might|if|not|never|planned|targets?|about|around|nearly|over £?\d|england|"
    r"national(?:ly)?|neighbours?|average of|below|above|within)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2} [A-Z]")
SOME_TIME = "time"
"""`Than at month 8`: another time that no unit tells."""
LEAST_DIGITS = 2
DAY = 3
"""Characters: `since 1 April`."""
_BRACKETS = re.compile(r" \([^()]*\)")


@dataclass(frozen=True, slots=True)
class Move:
    """A value, by how much it moved, which way, and since when."""

    value: Figure
    size: Figure
    words: str
    up: bool
    time: Time | None
    unit: str
    of_a_day: bool = False
    """Since a day, `1 April`: it begins the month that a table may print at its end."""

    def base(self, *, up: bool) -> Fraction:
        """What it was before, had it moved that way."""
        return abs(self.value.amount) + (-abs(self.size.amount) if up else abs(self.size.amount))

    @property
    def loose(self) -> Fraction:
        """How far rounding may take value and size together."""
        width = self.value.interval.width + self.size.interval.width
        return width / 2


def moves_of(sentence: Sentence) -> Iterator[Move]:
    """Every move of a value that is told beside it, by a number and not in per cent."""
    text = sentence.text
    for number, size in enumerate(sentence.numbers):
        if size.percent or not size.amount:
            continue
        before, after = _told_before(text, size), _AFTER.match(text, size.end)
        match = before or after
        if match is None:
            continue
        value = _value(sentence, number, before)
        if value is None or value.points or value.money != size.money or (size.points and not value.percent):
            continue
        if (value.percent and not size.points) or _NOT_SO.search(text[max(0, size.start - 110) : size.end + 12]):
            continue
        since = _SINCE.match(text, size.end)
        at = since.end() if since else size.end
        ago = _AGO.match(text, at) if since else None
        unit = ((ago["unit"] or ago["unit2"]) if ago else "").casefold()
        told = next((each for each in sentence.periods if 0 <= each.start - at <= DAY), None) if since else None
        time = told.time if told is not None else None
        if since and ago is None and time is None:
            unit = SOME_TIME
        yield Move(value, size, match[0].strip(), match["up"] is not None, time, unit, _DAY.match(text, at) is not None)


def _told_before(text: str, size: Figure) -> re.Match[str] | None:
    return _BEFORE.search(text, 0, size.start + (text[size.start : size.start + 1] == " "))


def _is_size(text: str, figure: Figure) -> bool:
    """Whether it stands in brackets, or says by how much: `a fall of 4 on the month but 15 more than on 1 April`."""
    return (
        text[: figure.start].endswith("(")
        or _told_before(text, figure) is not None
        or _AFTER.match(text, figure.end) is not None
    )


def _value(sentence: Sentence, number: int, before: re.Match[str] | None) -> Figure | None:
    """What it moved to: told after `to`, else just before the size."""
    numbers, text = sentence.numbers, sentence.text
    size = numbers[number]
    after = next((each for each in numbers[number + 1 :] if not text[: each.start].rstrip("£ ").endswith("(")), None)
    if (
        before is not None
        and after is not None
        and _TO.fullmatch(text[size.end : after.start + (text[after.start] == " ")])
    ):
        return after
    earlier = next((each for each in reversed(numbers[:number]) if not _is_size(text, each)), None)
    if earlier is None or earlier.digits < LEAST_DIGITS or earlier.spelled:
        return None
    gap = text[earlier.end : before.start() if before is not None else size.start]
    return earlier if _GAP.fullmatch(_BRACKETS.sub("", gap).rstrip() + " ") else None

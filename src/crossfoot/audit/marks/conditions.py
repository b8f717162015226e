"""What a legend asks of a value, read from its words: a band of values, a distance from a target, all the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction


class Base(StrEnum):
    """What is measured against the ends of a condition."""

    VALUE = "value"
    RATIO = "ratio"
    """The value in per cent of the target."""
    POINTS = "points"
    """How far the value is worse than the target, in its own unit."""
    SHARE = "share"
    """The same, in per cent of the target."""
    MISS = "miss"
    """The same, in either: the words do not say which."""
    TOLERANCE = "tolerance"
    """The same, in tolerances printed beside the target."""
    REST = "rest"
    WORSE = "worse"
    """Worse than any other state."""


@dataclass(frozen=True, slots=True)
class Condition:
    """From `low` to `high` of the base; None where there is no end."""

    base: Base
    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    within: bool = False
    """`Within 5%`: it may lie on either side."""

    def holds(self, amount: Fraction) -> bool:
        """Whether an amount of the base is between the ends."""
        if self.low is not None and (amount < self.low or (self.low_open and amount == self.low)):
            return False
        return self.high is None or amount < self.high or (amount == self.high and not self.high_open)

    def after(self, low: Fraction) -> Condition:
        """The same, but beginning beyond `low`."""
        return replace(self, low=low, low_open=True)


MISSES = frozenset([Base.POINTS, Base.SHARE, Base.MISS, Base.TOLERANCE])
REFERENCE = re.compile(
    r"\b(targets?|standards?|national|england|benchmark|threshold|goal|plan(ned)?|trajectory|comparators?|"
    r"neighbours?|"
    r"profile|expected|average|expectation|authorities|ambition|milestone|baseline|budget)\b"
)
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "fifteen": 15, "twenty": 20, "half a": Fraction(1, 2),
}  # fmt: skip
_WORD = re.compile(
    rf"\b({'|'.join(_WORDS)})\b(?=[\s-]*(%|per ?cent|percentage|points?|pp\b|or (more|less|fewer|above|below)|to\b))"
)
_N = r"(?P<{0}>-?\d+(?:\.\d+)?)\s*(?P<{0}unit>%|pp)?"
_RANGE = re.compile(
    rf"(?:between|from|of)?\s*{_N.format('a')}\s*(?:to|up to|and|through|-|\u2013|\u2014|\.\.|to less than|"
    rf"but (?:less than|under|below)|(?:and|to|but) (?P<less>less than|under|below))\s*{_N.format('b')}"
)
_ONE = re.compile(_N.format("a"))
_UP_TO = re.compile(
    r"(up to|no more than|not more than|at most|maximum of|within|not exceeding|no greater than|not above|to within|"
    r"by as much as|no worse than|not worse than|a maximum)\s*(a |an )?(tolerance of |margin of |further )?$"
)
_LESS = re.compile(r"(less|fewer|lower|smaller|shorter|sooner|under|below) ?(than)?( a| an)?$")
_MORE = re.compile(
    r"(more|greater|higher|larger|longer|later|worse|further|over|above|exceed(s|ing|ed)?|beyond|outside) ?"
    r"(than|by|of)?( a| an)?$"
)
_LEAST = re.compile(r"(at least|not less than|no less than|minimum of|not below|from)\s*(a |an )?$")
_OR_MORE = re.compile(r"^\s*(\+|(or|and) (more|above|over|higher|greater|better|upwards?)|plus\b|upwards?)")
_OR_LESS = re.compile(r"^\s*(or|and) (less|fewer|below|under|lower|smaller)")
_SIDE = re.compile(
    r"^\s*(?:\(?(?:relative|percentage points|points)\)?\s*)?(?:(?:or|and) (?:more|less|fewer|over|under|above|"
    r"greater|"
    r"higher)\s*)?(?:of (?:the |its )?(?:target|standard|benchmark|national figure)\s*)?(?P<side>below|worse|"
    r"off|away|"
    r"adrift|short|outside|beneath|under|lower|behind|from|less than|of (?:the |its )?(?:target|national|england|"
    r"standard|benchmark|goal|high)|either side|variance|deviation|deteriorat|adverse|less|wrong side)"
)
_BETTER_SIDE = re.compile(
    r"^\s*(?:(?:or|and) (?:more|less)\s*)?(?P<side>better|above|higher|ahead|over|more)\b(?: than)?(?! the red)"
)
_MISSED = re.compile(
    r"(miss(es|ed|ing)?|short|off|below|worse|behind|adrift|outside|away|lower|under|deviat\w+|variance)\b[^\d]*"
    r"\b(by|within|of|is|than)\b"
)
_REST = re.compile(
    r"\b(otherwise|all other|any other|anything else|everything else|the rest|the others?|remain\w+|in[\s-]?between|"
    r"(?:all|those|anything|everything) between|"
    r"between (the (two|others?)|these|those|them|green|red|blue)|neither|in all other|elsewhere|else)\b"
)
_WORSE = re.compile(
    r"\b(worse|more|lower|further|below|beyond|greater|outside) (than )?(that|this|it)\b|\banything worse\b|\bworse "
    r"still\b|\b(above|below|over|under) (it|this|that|them) by more\W*$|"
    r"\b(outside|beyond|worse than) (its |the |that |this )?(agreed )?(tolerance|margin)\b"
)
_TOLERANCE = re.compile(r"\b(within|inside) (its |the |an? )?(agreed |printed |stated )?(tolerance|margin)")
_NOT_MET = re.compile(
    r"\b(not (been )?(met|achieved|reached|hit|meeting|at)|miss(ed|es)?|below|worse|under|short|fails?|failed|off|"
    r"behind|unmet|is not|it is not|(does|do|did|has|have|was|were) not)\b|^\W*(or )?(is |it is |that it is )?not\W*$"
)
_MET = re.compile(
    r"\b(met|meets?|meeting|achiev\w+|hits?|on or|at or|at least|exceed\w*|better|above|equal|reach\w*|beat\w*|on "
    r"target|in full|fully|at target|on track|in line|on or above|as good|matches|surpass\w*)\b"
)
_OR_BETTER = re.compile(r"\b(at|on) or\b|\bor (better|above|over|more|higher|exceed\w*)\b|\bmeets or\b")
_AT_LEAST_AS_GOOD = re.compile(r"\b(at or|on or|better|above|met|meets?)\b")
_WITHIN = re.compile(r"\bwithin\b[^\d]*$")
_OF_TARGET = re.compile(
    r"\s*((or|and) \w+ )?of (the |its |their )?(annual |agreed |full )?(target|standard|plan|goal|profile|budget)"
)
_AT_OR = re.compile(
    r"\b(?:at|on|equal to) or (?P<side>below|under|less than|lower than|above|over|more than|higher than)$"
)
_BOTH = re.compile(r"\b(at|on|equal to|meets?|is) or (below|under|lower)\b")


def read_condition(words: str) -> Condition | None:
    """The condition that a part of a legend states; None where it states none that is understood."""
    text = _plain(words)
    ranges = list(_RANGE.finditer(text))
    numbers = list(_ONE.finditer(text))
    if len(ranges) == 1 and len(numbers) == 2:
        return _ranged(text, ranges[0])
    if len(numbers) == 1 and not ranges:
        return _bounded(text, numbers[0])
    if len(numbers) == 2 and not ranges:
        return _two_ended(text, numbers)
    return None if numbers else _worded(text)


_COUNTED = re.compile(
    r"(\d) (?:(?!(?:pp|or|and|to|but|of|below|above|under|over|off|short|from|worse|better)\b)[a-z]+ ){1,2}"
    r"(?=(?:or|and) (?:more|less|fewer|over|under|above|below)\b)"
)
"""What a number counts, between it and the words on its side: `2.5 days or fewer`."""


def _plain(words: str) -> str:
    text = " ".join(words.casefold().replace("\u2212", "-").split())
    text = text.replace("≥", " at least ").replace("≤", " at most ").replace(">=", " at least ")
    text = text.replace("<=", " at most ").replace("=>", " at least ").replace("=<", " at most ")
    text = (
        text.replace(">", " more than ").replace("<", " less than ").replace("+/-", " within ").replace("±", " within ")
    )
    text = _WORD.sub(lambda match: str(_WORDS[match[1]]), text)
    text = re.sub(r"(\d)\s*-\s*(percentage|point)", r"\1 \2", text)
    text = re.sub(r"per ?cent\b(?!age)", "%", text)
    text = re.sub(
        r"%\s*points?\b|%\s*pts?\b|percentage[\s-]*points?|\bppts?\b|\bp\.p\.?|\bpts?\b|\bpoints?\b", "pp", text
    )
    text = re.sub(r"(\d) ((?:or|and) (?:more|less|fewer|over|under|above|below)) (pp|%)", r"\1\3 \2", text)
    text = _COUNTED.sub(r"\1 ", text)
    text = re.sub(r"\(?(not|rather than) (pp|percentage|%)[^)]*\)?", " ", text)
    return " ".join(re.sub(r"(?<=\d),(?=\d{3})", "", text).split())


def _unit(match: re.Match[str], which: str) -> str:
    return match[f"{which}unit"] or ""


def _ranged(text: str, match: re.Match[str]) -> Condition | None:
    ends = Fraction(match["a"]), Fraction(match["b"])
    # `-0.50 to 0.49` goes from below nought to above it; of two falls the sizes are meant.
    low, high = sorted(ends if ends[0] < 0 < ends[1] else map(abs, ends))
    unit = _unit(match, "b") or _unit(match, "a")
    after = text[match.end() :]
    opened = bool(match["less"]) or "less than" in match[0] or "but under" in match[0] or "but below" in match[0]
    if low > 40 and re.match(r"\s*of (the |its )?(target|standard|plan|budget|goal|profile)", after):
        return Condition(Base.RATIO, low, high, high_open=opened)
    if _SIDE.match(after) or _MISSED.search(text[: match.start()]):
        return Condition(_base(unit, after), low, high)
    return None if _is_messy(text, match) else Condition(Base.VALUE, low, high, high_open=opened)


def _two_ended(text: str, numbers: list[re.Match[str]]) -> Condition | None:
    """`10% or more but less than 15%`."""
    middle = re.search(r"\b(but|and|up to|to)\b", text[numbers[0].end() : numbers[1].start()])
    if middle is None:
        return None
    cut = numbers[0].end() + middle.start()
    parts = text[:cut], re.sub(r"^(but|and)\b", "", text[cut:])
    found = [_bounded(part, match) for part in parts if (match := _ONE.search(part))]
    if len(found) != 2 or found[0] is None or found[1] is None or found[0].base is not found[1].base:
        return None
    lows = [each for each in found if each is not None and each.low is not None and each.high is None]
    highs = [each for each in found if each is not None and each.high is not None and not each.low]
    if len(lows) != 1 or len(highs) != 1:
        return None
    low, high = lows[0], highs[0]
    if low.low == high.high and (low.low_open or high.high_open):
        return None
    return Condition(low.base, low.low, high.high, low.low_open, high.high_open)


def _base(unit: str, after: str) -> Base:
    if unit == "pp" or not unit:
        return Base.POINTS
    of_target = re.match(r"\s*(or (more|less|fewer) )?of (the |its )?(target|standard|national|benchmark)", after)
    return Base.SHARE if of_target else Base.MISS


def _is_messy(text: str, match: re.Match[str]) -> bool:
    """Whether too much stands around a number for it to be the whole of the condition."""
    rest = (text[: match.start()] + " " + text[match.end() :]).split()
    return len(rest) > 14


def _bounded(text: str, match: re.Match[str]) -> Condition | None:
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    number, unit = Fraction(match["a"]), _unit(match, "a")
    if _OF_TARGET.match(after) and number >= 50 and not re.search(r"within|\bby\b|miss", before):
        return _ended(Base.RATIO, number, before, after)
    if _BETTER_SIDE.match(after) and (unit or number <= 30):
        return _better(_base(unit, after), _ended(Base.POINTS, abs(number), before, after))
    if _SIDE.match(after) or _MISSED.search(before) or _WITHIN.search(before):
        return _missed(_base(unit, after), abs(number), before, after)
    if number == 0 and _AT_LEAST_AS_GOOD.search(before) and REFERENCE.search(after):
        return Condition(Base.MISS, None, Fraction(0))
    return None if _is_messy(text, match) else _ended(Base.VALUE, number, before, after)


def _missed(base: Base, number: Fraction, before: str, after: str) -> Condition | None:
    """So much worse than a target."""
    if _WITHIN.search(before):
        return Condition(base, None, number, within=True)
    found = _ended(base, number, before, after)
    return found if found is None or found.high is None else replace(found, low=Fraction(0), low_open=True)


def _better(base: Base, ended: Condition | None) -> Condition | None:
    """So much better than a target: a distance below nought."""
    if ended is None:
        return None
    if ended.low is not None:
        return Condition(base, None, -ended.low, high_open=ended.low_open)
    return Condition(base, -ended.high if ended.high is not None else None, Fraction(0), low_open=ended.high_open)


def _ended(base: Base, number: Fraction, before: str, after: str) -> Condition | None:
    """One end: from which side, by the words before and after the number."""
    if at := _AT_OR.search(before):
        below = at["side"].startswith(("below", "under", "less", "lower"))
        return Condition(base, None, number) if below else Condition(base, number, None)
    if _OR_MORE.match(after) or _LEAST.search(before):
        return Condition(base, number, None)
    if _OR_LESS.match(after) or _UP_TO.search(before):
        return Condition(base, None, number)
    if _LESS.search(before):
        return Condition(base, None, number, high_open=True)
    if _MORE.search(before):
        return Condition(base, number, None, low_open=True)
    bare = re.sub(
        r"\b(is|are|a|an|at|the|score|scores|of|means?|if|rated|shown|as|risk|and|or|it|exactly)\b|\W", "", before
    )
    return Condition(base, number, number) if not bare and base is Base.VALUE else None


def _worded(text: str) -> Condition | None:
    """Without a number: the first of these that the words say."""
    return next((condition for pattern, condition in _WORDED if pattern.search(text)), None)


_WORDED = (
    (_WORSE, Condition(Base.WORSE)),
    (_TOLERANCE, Condition(Base.TOLERANCE, None, Fraction(1), within=True)),
    (_REST, Condition(Base.REST)),
    (_BOTH, Condition(Base.MISS, None, Fraction(0))),
    (_OR_BETTER, Condition(Base.MISS, None, Fraction(0))),
    (_NOT_MET, Condition(Base.MISS, Fraction(0), None, low_open=True)),
    (_MET, Condition(Base.MISS, None, Fraction(0))),
)
"""What words ask for, the narrower first: `not met` before `met`."""

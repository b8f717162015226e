"""What marks say by themselves, without a clause: met and missed, early and on time, either side of a band told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from crossfoot.audit.marks.conditions import Base, Condition
from crossfoot.audit.marks.states import met_of, state_of
from crossfoot.audit.marks.told_clauses import numbered


def meant_by(label: str) -> tuple[Condition, ...]:
    """What a mark says by itself of a target: met or green, missed or red."""
    state = state_of(label)
    if state == "green" or met_of(state) is True:
        return (Condition(Base.MISS, None, Fraction(0)),)
    return (Condition(Base.WORSE),) if state == "red" or met_of(state) is False else ()


_AT_MOST = re.compile(r"\b(?:at most|no more than|up to|within|below|under|less than|fewer than) (?=\d)", re.IGNORECASE)


def around_band(
    clauses: Mapping[str, tuple[Condition, ...]], missing: Sequence[str], text: str
) -> dict[str, tuple[Condition, ...]]:
    """What `met` and `not met` are beside a band told for what is close: `Met, Close (70% or more but under 75%)`."""
    bands = [held[0] for held in clauses.values() if len(held) == 1]
    met = [label for label in missing if met_of(state_of(label)) is True]
    missed = [label for label in missing if met_of(state_of(label)) is False]
    known = len(met) == 1 and len(missed) <= 1 and len(met) + len(missed) == len(missing)
    if len(bands) != 1 or len(clauses) != 1 or not known:
        return {}
    band = bands[0]
    before = _BRACKETED.sub(" ", numbered(text))
    if band.base is not Base.VALUE or band.low is None or band.high is None or band.low == band.high:
        return {}
    if not re.search(rf"(?<![\d.])(?:{float(band.high):g}|{float(band.low):g})(?![\d.])", before):
        # The target itself is not told: which end is good is not known.
        return {}
    above = Condition(Base.VALUE, band.high, None, low_open=not band.high_open)
    below = Condition(Base.VALUE, None, band.low, high_open=not band.low_open)
    good, bad = (below, above) if _AT_MOST.search(before) else (above, below)
    found: dict[str, tuple[Condition, ...]] = {met[0]: (good,)}
    return found | dict.fromkeys(missed, (bad,))


_BRACKETED = re.compile(r"\([^()]*\)")


def in_days(held: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """`G = on track`, beside `A = up to 4 weeks late`: not late at all."""
    on_track = Condition(Base.MISS, None, Fraction(0))
    return tuple(replace(each, base=Base.VALUE) if each == on_track else each for each in held)


_EARLY = re.compile(r"early|ahead(?: of (?:plan|time|schedule))?", re.IGNORECASE)
_ON_TIME = re.compile(r"(?:on|in|to) time|on (?:schedule|plan|the day)|as planned|not late", re.IGNORECASE)


def in_time(labels: Sequence[str]) -> dict[str, tuple[Condition, ...]]:
    """What `early` and `on time` say by themselves, beside marks told by how many days late."""
    early = [label for label in labels if _EARLY.fullmatch(label)]
    none = Fraction(0)
    on_time = Condition(Base.VALUE, none if early else None, none)
    found: dict[str, tuple[Condition, ...]] = {label: (on_time,) for label in labels if _ON_TIME.fullmatch(label)}
    return found | {label: (Condition(Base.VALUE, None, none, high_open=True),) for label in early}


_RANGE = re.compile(
    r"(?<![\d.,])(?P<low>\d[\d,]*(?:\.\d+)?)\s?%?\s?(?:to|-|\u2013|and)\s?(?P<high>\d[\d,]*(?:\.\d+)?)(?![\d/])"
)
_SIDES = (
    (re.compile(r"(?:within|inside|in)(?: (?:the )?(?:range|limits?|band))?|ok", re.IGNORECASE), "within"),
    (re.compile(r"(?:above|over|high|too high|higher|exceeds?|more)\b.*", re.IGNORECASE), "above"),
    (re.compile(r"(?:below|under|low|too low|lower|less|short)\b.*", re.IGNORECASE), "below"),
)


def sides_of_range(heading: str, labels: Sequence[str]) -> dict[str, tuple[Condition, ...]]:
    """`Against the guide (50 to 70)` over `Within`, `Above`, `Below`: the range and its two sides."""
    ranges = list(_RANGE.finditer(heading))
    if len(ranges) != 1:
        return {}
    low, high = (Fraction(ranges[0][name].replace(",", "")) for name in ("low", "high"))
    if low >= high or (high == low + 1 and low > FIRST_YEAR) or FIRST_YEAR < low < LAST_YEAR:
        return {}
    sides = {label: next((side for known, side in _SIDES if known.fullmatch(label)), "") for label in labels}
    ends = {
        "within": Condition(Base.VALUE, low, high),
        "above": Condition(Base.VALUE, high, None, low_open=True),
        "below": Condition(Base.VALUE, None, low, high_open=True),
    }
    if not all(sides.values()) or len(set(sides.values())) < 2 or "within" not in sides.values():
        return {}
    return {label: (ends[side],) for label, side in sides.items()}


FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Between which a range is of years."""

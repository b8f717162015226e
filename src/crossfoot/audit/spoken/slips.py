"""Slips of the pen between a number told and a number printed: digits turned, one unit apart, one digit mistyped."""

from __future__ import annotations

import re
from enum import IntEnum

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Slip(IntEnum):
    """How two numbers of as many digits differ; the higher, the less it may be chance."""

    MISTYPED = 1
    """One digit is another."""
    STEP = 2
    """One digit is one more or less."""
    UNIT = 3
    """The last digit is one more or less."""
    TURNED = 4
    """Two digits change places."""


def digits_of(text: str) -> str:
    """The digits of the first number of a text, `41821` of `£41.821m`; empty where there is none."""
    match = _NUMBER.search(text)
    return re.sub(r"\D", "", match[0]) if match else ""


def slip_between(told: str, printed: str) -> Slip | None:
    """The slip that makes one printed number the other; None where they are the same or further apart."""
    one, other = digits_of(told), digits_of(printed)
    if len(one) != len(other) or len(one) < 2 or one == other or _decimals(told) != _decimals(printed):
        return None
    apart = [place for place in range(len(one)) if one[place] != other[place]]
    if len(apart) == 2 and sorted(one) == sorted(other):
        return Slip.TURNED
    if abs(int(one) - int(other)) == 1:
        return Slip.UNIT
    if len(apart) != 1 or len(one) < 3:
        return None
    return Slip.STEP if abs(int(one[apart[0]]) - int(other[apart[0]])) == 1 else Slip.MISTYPED


def _decimals(text: str) -> int:
    match = _NUMBER.search(text)
    return len(match[0].partition(".")[2]) if match else 0


def is_turned(told: str, printed: str) -> bool:
    """Whether the digits are those printed with two of them turned round, or one another, the first kept or turned."""
    if ("." in told) != ("." in printed):
        return False
    one, other = (re.sub(r"\D", "", text) for text in (_first(told), _first(printed)))
    if len(one) != len(other) or len(one) < 2 or one == other:
        return False
    if sorted(one) == sorted(other):
        apart = [place for place in range(len(one)) if one[place] != other[place]]
        return len(apart) == 2
    return len(one) >= 3 and sum(left != right for left, right in zip(one, other, strict=True)) == 1


def _first(text: str) -> str:
    match = _NUMBER.search(text)
    return match[0] if match else ""

"""Bands that labels name: under 10, 11 to 20, over 20."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

_BAND = re.compile(
    r"(?:aged? )?(?:(?P<under>under|within|up to|less than|below|fewer than) (?P<top>\d[\d,.]*)"
    r"|(?P<low>\d[\d,.]*)\s*(?:to|-|\u2013)\s*(?P<high>\d[\d,.]*)"
    r"|(?:over|more than|above) (?P<over>\d[\d,.]*)|(?P<least>\d[\d,.]*)\s*(?:\+|(?:and|or) (?:over|more|above|older)))"
    r"(?: (?:working )?(?:days?|weeks?|months?|years?|hours?|miles?|points?|cases?))?",
    re.IGNORECASE,
)
Span = tuple[float, float]
"""From where to below where."""


def band_of(label: str) -> Span | None:
    """From where to below where a band goes, as its label says; a last whole number counts to the next."""
    match = _BAND.fullmatch(label.rpartition(" | ")[2].strip())
    if match is None:
        return None
    if match["top"]:
        top = _number(match["top"])
        return -math.inf, top + 1 if match["under"].casefold() in {"within", "up to"} else top
    if match["low"]:
        low, high = _number(match["low"]), _number(match["high"])
        return (low, high + 1) if low < high else None
    return (_number(match["over"]) if match["over"] else _number(match["least"])), math.inf


def _number(text: str) -> float:
    return float(text.replace(",", "").rstrip("."))


def follow_each_other(spans: Sequence[Span]) -> bool:
    """Whether the bands follow each other without a gap of more than one."""
    return all(-1 <= later[0] - earlier[1] <= 1 for earlier, later in pairwise(sorted(spans)))

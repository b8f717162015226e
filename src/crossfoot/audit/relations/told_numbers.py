"""Numbers that words beside a table tell: what its figures may be multiplied by, or be a part of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

SMALLEST_BASE, MOST_BASES = 15, 24
_YEARS = range(1990, 2051)
_TOLD = re.compile(r"(?<![\d.,/£-])([1-9]\d{1,2})(?= [a-z])")
"""A number of two or three digits and what it counts."""
_BASE = re.compile(
    r"(?<![\d.,/-])(?P<number>\d{1,3}(?:,\d{3})+|\d{2,}|(?<=£)\d+(?:\.\d+)?)(?P<unit> ?(?:million|m|k)\b)?"
    r"(?![\d%/]|\.\d| ?%)",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"(?:£(?P<pounds>\d[\d,]*(?:\.\d\d)?)|\b(?P<pence>\d{1,2})p) (?:an?|per|each|for (?:each|every)) [a-z]",
    re.IGNORECASE,
)
_UNITS = {"k": 1000, "m": 1_000_000}


def told_factors(notes: Sequence[str]) -> tuple[int, ...]:
    """Numbers of two or three digits with what they count, in order: `190 school days`."""
    return tuple(sorted({int(number) for note in notes for number in _TOLD.findall(note)}))


def told_prices(notes: Sequence[str]) -> tuple[Fraction, ...]:
    """What one of something costs, in order: `£25 an hour`, `45p a mile`."""
    found = set()
    for note in notes:
        for match in _PRICE.finditer(note):
            found.add(
                Fraction(match["pounds"].replace(",", "")) if match["pounds"] else Fraction(int(match["pence"]), 100)
            )
    return tuple(sorted(found))


def told_bases(notes: Sequence[str]) -> tuple[int, ...]:
    """Whole numbers that may be what all is a part of, in order: `the 33 that left`, `a budget of £1.2m`; no years."""
    found = set()
    for note in notes:
        for match in _BASE.finditer(note):
            scale = _UNITS.get((match["unit"] or "").strip().casefold()[:1], 1)
            amount = float(match["number"].replace(",", "")) * scale
            if amount == int(amount) and amount >= SMALLEST_BASE and int(amount) not in _YEARS:
                found.add(int(amount))
    return tuple(sorted(found))[:MOST_BASES]

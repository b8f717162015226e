"""Numbers that words beside a table tell: what its figures may be multiplied by, or be a part of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from crossfoot.audit.reading.pack import Paragraph

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


_POPULATION = re.compile(
    r"\b(?:has|have|had|with|of|on|is|was|about|are|were) (?P<number>\d{1,3}(?:,\d{3})+) (?:[a-z-]+ ){0,2}"
    r"(?:children|people|residents|pupils|girls|boys|families|households|adults)\b|"
    r"\bpopulation\b[^.;\d]{0,60}?\b(?:of|is|was|at|:) ?(?P<other>\d{1,3}(?:,\d{3})+)",
    re.IGNORECASE,
)


def told_populations(paragraphs: Iterable[Paragraph]) -> tuple[int, ...]:
    """How many live there, told anywhere: `The county has 71,480 children of that age`; on these stand its rates."""
    found = {
        int((match["number"] or match["other"]).replace(",", ""))
        for paragraph in paragraphs
        for match in _POPULATION.finditer(paragraph.text)
    }
    return tuple(sorted(found))[:MOST_BASES]


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

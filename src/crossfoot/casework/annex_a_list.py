"""One list of Annex A, and how many of its rows a figure counts, with the reason for each row that it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from crossfoot.casework.annex_a_reading import Line

COUNTED = ""
"""The reason of a row that the figure counts."""


class Part(StrEnum):
    """Which part of a figure is compared."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class Months(StrEnum):
    """Of which months a figure is compared."""

    SIX = "the sum of the six months"
    LAST = "at the end of the last month"
    ROLLING = "of the twelve months"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows of a list beside a figure. `reasons` has, for each row compared, why it is not counted, or `COUNTED`."""

    what: str
    indicator: str
    part: Part
    months: Months
    reasons: Counter[str]

    @property
    def listed(self) -> int:
        """How many rows are compared."""
        return sum(self.reasons.values())

    @property
    def counted(self) -> int:
        """How many of them no reason keeps out of the figure."""
        return self.reasons[COUNTED]


@dataclass(frozen=True, slots=True)
class AnnexList:
    """A list by its part of the layout. Headings that no line has are left empty."""

    part: str
    says: str
    """Who is in it."""
    lines: tuple[Line, ...]
    comparisons: tuple[Comparison, ...] = field(default=())


def compare(
    what: str, indicator: str, reasons: Iterable[str], *, part: Part = Part.NUMERATOR, months: Months = Months.SIX
) -> Comparison:
    """A comparison with the reason of each row."""
    return Comparison(what, indicator, part, months, Counter(reasons))

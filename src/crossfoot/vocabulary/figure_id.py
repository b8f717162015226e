"""The permanent name of a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form

_PART = re.compile(r"[^/;=\s](?:[^/;=]*[^/;=\s])?")


@lru_cache(maxsize=100_000)
def _is_part(word: str) -> bool:
    return _PART.fullmatch(word) is not None


_PARTS_OF_A_WHOLE = 4
"""Indicator, area, form, period."""


@dataclass(frozen=True, slots=True, order=True)
class Breakdown:
    """Which part of a total a figure is: pairs of dimension and category, sorted by dimension. Empty is the whole.

    Raises ValueError when they are not sorted, name a dimension twice, or hold what its text could not be read back
    with: nothing, `/`, `;`, `=`, space at either end.
    """

    parts: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.parts:
            return
        dimensions = [dimension for dimension, _ in self.parts]
        if len(set(dimensions)) < len(dimensions):
            raise ValueError(f"{self} names a dimension twice")
        if dimensions != sorted(dimensions):
            raise ValueError(f"{self} is not sorted by dimension: use Breakdown.of")
        if not all(_is_part(word) for part in self.parts for word in part):
            raise ValueError(f"{str(self)!r} is not a breakdown such as sex=female")

    @classmethod
    def of(cls, **categories: str) -> Breakdown:
        """`Breakdown.of(sex="female", ethnicity="arab")`."""
        return cls(tuple(sorted((key.replace("_", "-"), value) for key, value in categories.items())))

    @classmethod
    @lru_cache(maxsize=100_000)
    def parse(cls, text: str) -> Breakdown:
        """Read `ethnicity=arab;sex=female`; empty text is the whole. Raises ValueError."""
        parts = []
        for part in filter(None, text.split(";")):
            dimension, _, category = part.partition("=")
            parts.append((dimension.strip(), category.strip()))
        return cls(tuple(sorted(parts)))

    def get(self, dimension: str) -> str | None:
        """The category on `dimension`, None where the figure is not broken down by it."""
        return dict(self.parts).get(dimension)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What it is broken down by, sorted."""
        return tuple(dimension for dimension, _ in self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        return ";".join(f"{dimension}={category}" for dimension, category in self.parts)


@dataclass(frozen=True, slots=True, order=True)
class FigureId:
    """Which indicator, where, when, over what stretch, which part. Its text never changes once published.

    Raises ValueError for an indicator or area that the text could not be read back with.
    """

    indicator: str
    area: str
    form: Form
    period: Period
    breakdown: Breakdown = field(default_factory=Breakdown)

    def __post_init__(self) -> None:
        if not (_is_part(self.indicator) and _is_part(self.area)):
            raise ValueError(f"{str(self)!r} is not a figure such as contacts/norfolk/in_month/2017-01")

    @classmethod
    def parse(cls, text: str) -> FigureId:
        """Read `contacts/norfolk/in_month/2017-01` with an optional `/source=police`. Raises ValueError."""
        parts = text.split("/")
        whole, rest = parts[:_PARTS_OF_A_WHOLE], parts[_PARTS_OF_A_WHOLE:]
        if len(whole) < _PARTS_OF_A_WHOLE or len(rest) > 1 or rest == [""]:
            raise ValueError(f"{text!r} is not a figure such as contacts/norfolk/in_month/2017-01")
        indicator, area, form, period = whole
        return cls(indicator, area, Form(form), Period.parse(period), Breakdown.parse("".join(rest)))

    def __hash__(self) -> int:
        return hash((self.indicator, self.area, self.period.start, self.breakdown.parts))

    def __str__(self) -> str:
        whole = f"{self.indicator}/{self.area}/{self.form}/{self.period}"
        return f"{whole}/{self.breakdown}" if self.breakdown else whole

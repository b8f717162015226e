"""The permanent name of a figure."""

from __future__ import annotations

from dataclasses import dataclass, field

from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form


@dataclass(frozen=True, slots=True, order=True)
class Breakdown:
    """Which part of a total a figure is: pairs of dimension and category, sorted by dimension. Empty is the whole."""

    parts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, **categories: str) -> Breakdown:
        """`Breakdown.of(sex="female", ethnicity="arab")`."""
        return cls(tuple(sorted((key.replace("_", "-"), value) for key, value in categories.items())))

    @classmethod
    def parse(cls, text: str) -> Breakdown:
        """Read `ethnicity=arab;sex=female`; empty text is the whole. Raises ValueError."""
        parts = []
        for part in filter(None, text.split(";")):
            dimension, equals, category = part.partition("=")
            if not (dimension and equals and category):
                raise ValueError(f"{part!r} is not a breakdown such as sex=female")
            parts.append((dimension.strip(), category.strip()))
        if len({dimension for dimension, _ in parts}) < len(parts):
            raise ValueError(f"{text!r} names a dimension twice")
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
    """Which indicator, where, when, over what stretch, which part. Its text never changes once published."""

    indicator: str
    area: str
    form: Form
    period: Period
    breakdown: Breakdown = field(default_factory=Breakdown)

    @classmethod
    def parse(cls, text: str) -> FigureId:
        """Read `contacts/norfolk/in_month/2017-01` with an optional `/source=police`. Raises ValueError."""
        parts = text.split("/")
        if len(parts) not in (4, 5):
            raise ValueError(f"{text!r} is not a figure such as contacts/norfolk/in_month/2017-01")
        breakdown = Breakdown.parse(parts[4]) if len(parts) == 5 else Breakdown()
        return cls(parts[0], parts[1], Form(parts[2]), Period.parse(parts[3]), breakdown)

    def __str__(self) -> str:
        whole = f"{self.indicator}/{self.area}/{self.form}/{self.period}"
        return f"{whole}/{self.breakdown}" if self.breakdown else whole

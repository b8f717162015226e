"""The tables of the rule pages, read as cases: every cell must be used, or the row does not count as run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from crossfoot.indicators.schema import Target
from crossfoot.judgements.policies import Policies
from crossfoot.judgements.reading import Reading
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Polarity, Unit

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "reference" / "rules"
POLICIES = Policies.load(ROOT / "definitions" / "policies")
LATEST = Period.parse("2017-01")
UNITS = {
    "%": (Unit.PERCENTAGE, 1),
    "count": (Unit.COUNT, 0),
    "per 10,000": (Unit.RATE_PER_10K, 1),
    "days": (Unit.DAYS, 0),
}
SHORTHAND = {missing.shorthand: missing for missing in Missing}

Model = TypeVar("Model", bound=BaseModel)


@dataclass
class Row:
    """One row: its cells by heading, and those not used yet."""

    page: str
    line: int
    cells: dict[str, str]
    unread: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.unread = set(self.cells) - {"why"}

    def __str__(self) -> str:
        return f"{self.page}-{self.line}"

    def has(self, heading: str) -> bool:
        return heading in self.cells

    def take(self, heading: str) -> str:
        self.unread.discard(heading)
        return self.cells[heading]

    def may_take(self, heading: str) -> str:
        return self.take(heading) if self.has(heading) else ""

    @property
    def polarity(self) -> Polarity:
        return Polarity(self.take("good"))

    @property
    def unit(self) -> tuple[Unit, int]:
        return UNITS[self.take("unit")] if self.has("unit") else UNITS["%"]

    def reading(self, heading: str, period: Period = LATEST) -> Reading:
        return self._reading(self.take(heading), period)

    def series(self, heading: str, events: Fraction | None = None) -> tuple[Reading, ...]:
        cells = [cell.strip() for cell in self.take(heading).split(",")]
        return tuple(
            self._reading(cell, period, events) for cell, period in zip(cells, LATEST.last(len(cells)), strict=True)
        )

    def _reading(self, cell: str, period: Period, events: Fraction | None = None) -> Reading:
        unit, decimals = self.unit
        value = SHORTHAND[cell] if cell in SHORTHAND else Fraction(cell)
        return Reading(period, value, unit, decimals, events=events)

    def breaks(self, count: int) -> tuple[date, ...]:
        """`at 8`: the definition is new from the eighth of `count` periods."""
        cell = self.may_take("definition changed")
        return (LATEST.last(count)[int(cell.removeprefix("at ")) - 1].start,) if cell else ()

    @property
    def target(self) -> Target | None:
        cells = [self.may_take(heading) for heading in ("target", "green", "red")]
        return target(*cells) if any(cells) else None

    def policy(self, standard: Model) -> Model:
        """The shipped policy with the settings that the row names."""
        changed: dict[str, Any] = {name: self.take(name) for name in type(standard).model_fields if self.has(name)}
        written = {name: cell for name, cell in changed.items() if cell}
        return type(standard).model_validate({**standard.model_dump(), **written})


def target(goal: str, green: str = "", red: str = "") -> Target:
    """A target as the tables write it: `<20` and `>86` are strict."""
    return Target(
        indicator="an-indicator",
        area="an-area",
        since=date(2016, 4, 1),
        until=date(2017, 3, 31),
        target=Decimal(goal.lstrip("<>")) if goal else None,
        strict=goal.startswith(("<", ">")),
        green=Decimal(green) if green else None,
        red=Decimal(red) if red else None,
        source="A row of a table",
    )


def rows_of(path: Path) -> Iterator[Row]:
    """Every row of every table of a page. Raises ValueError where a row does not fit its headings."""
    headings: list[str] = []
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not text.startswith("|"):
            headings = []
            continue
        cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
        # An empty last cell is lost to strip("|") where it has no blank.
        if not headings:
            headings = cells
        elif set("".join(cells)) <= set("-: "):
            continue
        elif len(cells) != len(headings):
            raise ValueError(f"{path.name}, line {line}: {len(cells)} cells under {len(headings)} headings")
        else:
            yield Row(path.stem, line, dict(zip(headings, cells, strict=True)))


def quoted_rules(path: Path) -> list[str]:
    """The block quotes of a page: the printed rule."""
    return [text.removeprefix("> ") for text in path.read_text(encoding="utf-8").splitlines() if text.startswith("> ")]

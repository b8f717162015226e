"""What the county has to come to: the published cells, read from the example's files."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from crossfoot.synthetic.months import month_text

REPORTS = ("county-report", "monthly-report", "vital-signs")
"""In order of precedence: where several print a figure, the first counts."""


Key: TypeAlias = tuple[str, str, str, str, str]
"""Indicator, period, form, breakdown and part."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell of one table. `part` is value, numerator or denominator."""

    indicator: str
    period: str
    form: str
    breakdown: str
    part: str
    printed: Decimal
    table: str
    line: int

    @property
    def key(self) -> Key:
        """What the cell is about, whichever table prints it."""
        return (self.indicator, self.period, self.form, self.breakdown, self.part)


@dataclass(frozen=True, slots=True)
class Target:
    """The parts of one figure as the report of highest precedence prints them."""

    numerator: int | None
    denominator: int | None
    value: Decimal | None


def round_half_away(value: Fraction, decimals: int) -> Decimal:
    """The value as a report prints it."""
    exponent = Decimal(1).scaleb(-decimals)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(exponent, ROUND_HALF_UP)


def decimals_of(printed: Decimal) -> int:
    """How many decimals a cell was printed with."""
    exponent = printed.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def prints_as(value: Fraction, printed: Decimal) -> bool:
    """True where `value`, rounded to the decimals of `printed`, is it."""
    return round_half_away(value, decimals_of(printed)) == printed


class Targets:
    """Every printed cell of the three reports, and the target of each figure."""

    def __init__(self, cells: Iterable[Cell], blank: frozenset[tuple[str, str, str, str]]) -> None:
        self.cells = tuple(cells)
        self._targets: dict[Key, Cell] = {}
        self.notes: dict[Key, str] = {}
        """Why a figure cannot be met, by what it is about."""
        self.made: dict[Key, Fraction] = {}
        """What figures are, as far as their makers worked them out."""
        found: defaultdict[Key, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            found[cell.key].append(cell)
        for key, printed in found.items():
            others = {cell.printed for cell in printed}
            for cell in printed:
                # The reports print 0.0% where nothing was collected: no target where another table says otherwise.
                empty = cell.part == "value" and cell.printed == 0 and not self._has_numerator(found, key)
                if empty and (len(others) > 1 or key[:4] in blank):
                    continue
                known = self._targets.setdefault(key, cell)
                if decimals_of(cell.printed) > decimals_of(known.printed) and prints_as(
                    Fraction(cell.printed), known.printed
                ):
                    # The same figure with more decimals says more.
                    self._targets[key] = cell

    @staticmethod
    def _has_numerator(found: Mapping[Key, list[Cell]], key: Key) -> bool:
        return (*key[:4], "numerator") in found

    @classmethod
    def read(cls, folder: Path) -> Targets:
        """Every figure in `folder`, one CSV file for each report. Raises OSError where a file is not there."""
        cells: list[Cell] = []
        blank = set()
        for report in REPORTS:
            with (folder / f"{report}.csv").open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    about = (row["indicator"], row["period"], row["form"], row["breakdown"])
                    if row["missing"] and not row["numerator"]:
                        blank.add(about)
                    cells += [
                        Cell(*about, part, Decimal(row[part]), row["table"], int(row["line"]))
                        for part in ("numerator", "denominator", "value")
                        if row[part]
                    ]
        return cls(cells, frozenset(blank))

    def at(self, indicator: str, month: int | str, *, form: str = "", breakdown: str = "") -> Target:
        """What the figure has to be; parts that nobody printed are None."""
        period = month if isinstance(month, str) else month_text(month)

        def part(name: str) -> Decimal | None:
            cell = self._targets.get((indicator, period, form, breakdown, name))
            return cell.printed if cell is not None else None

        numerator, denominator = part("numerator"), part("denominator")
        return Target(
            None if numerator is None else int(numerator),
            None if denominator is None else int(denominator),
            part("value"),
        )

    def count(self, indicator: str, month: int | str, *, form: str = "", breakdown: str = "") -> int | None:
        """The numerator; of an indicator that is a number, the value."""
        target = self.at(indicator, month, form=form, breakdown=breakdown)
        if target.numerator is not None:
            return target.numerator
        return None if target.value is None or target.value != int(target.value) else int(target.value)

    def number(self, indicator: str, month: int, *, form: str = "", breakdown: str = "") -> int:
        """The same, 0 where it was not printed."""
        return self.count(indicator, month, form=form, breakdown=breakdown) or 0

    def breakdowns(self, indicator: str, month: int, *, form: str = "", names: frozenset[str]) -> Iterator[Cell]:
        """The value cells of a month that are broken down by exactly those names."""
        for cell in self._targets.values():
            about = (cell.indicator, cell.period, cell.form, cell.part)
            broken_by = {word.partition("=")[0] for word in cell.breakdown.split(";") if word}
            if about == (indicator, month_text(month), form, "value") and broken_by == names:
                yield cell

    def wholes(self, indicators: Iterable[str], month: int, *, among: range) -> list[int]:
        """The denominators in `among` that give every printed percentage of the indicators from its numerator."""
        printed = []
        for indicator in indicators:
            target = self.at(indicator, month)
            if target.numerator is not None and target.value is not None:
                printed.append((target.numerator, target.value))
        if not printed:
            return []
        return [
            whole
            for whole in among
            if all(prints_as(Fraction(100 * numerator, whole), value) for numerator, value in printed)
        ]

    def chosen(self, indicator: str, month: int, whole: int) -> int | None:
        """How many of `whole` have to be in the numerator: as printed where that gives the percentage.

        Where it does not, or was not printed, the number that gives the percentage, the nearest where none does.
        None where nothing was printed.
        """
        target = self.at(indicator, month)
        if target.value is None or whole == 0:
            return target.numerator if target.value is None else 0
        if target.numerator is not None and prints_as(Fraction(100 * target.numerator, whole), target.value):
            return target.numerator
        return nearest_numerator(target.value, whole)

    def goal(self, indicator: str, month: int, whole: int) -> int | None:
        """The same, and notes down what the figure then is."""
        number = self.chosen(indicator, month, whole)
        if number is not None:
            self.compare(indicator, month, number, whole)
        return number

    def compare(self, indicator: str, month: int, numerator: int, whole: int, *, reason: str = "") -> None:
        """Notes what the figure is, and why where that is not as printed."""
        target, period = self.at(indicator, month), month_text(month)
        self.notes.pop((indicator, period, "", "", "numerator"), None)
        self.notes.pop((indicator, period, "", "", "value"), None)
        self.made[indicator, period, "", "", "numerator"] = Fraction(numerator)
        if whole:
            self.made[indicator, period, "", "", "value"] = Fraction(100 * numerator, whole)
        if target.numerator is not None and target.numerator != numerator:
            why = reason or f"{target.numerator} is not the printed share of the {whole} that the definition asks for."
            self.notes[indicator, period, "", "", "numerator"] = why
        if target.value is not None and not (whole and prints_as(Fraction(100 * numerator, whole), target.value)):
            why = reason or f"No whole number of {whole} prints as {target.value}."
            self.notes[indicator, period, "", "", "value"] = why

    def note(
        self, indicator: str, month: int, reason: str, *, part: str = "value", form: str = "", breakdown: str = ""
    ) -> None:
        """Notes why one part of a figure cannot be met."""
        self.notes[indicator, month_text(month), form, breakdown, part] = reason

    def target_of(self, key: Key) -> Cell | None:
        """The cell that counts for what `key` is about; None where none does."""
        return self._targets.get(key)


def nearest_numerator(value: Decimal, whole: int) -> int:
    """The number among `whole` whose percentage prints as `value`, the nearest to it where none does."""
    exact = Fraction(value) * whole / 100
    near = int(exact)
    choices = [number for number in range(near - 2, near + 4) if 0 <= number <= whole]
    fitting = [number for number in choices if prints_as(Fraction(100 * number, whole), value)]
    return min(fitting or choices, key=lambda number: abs(number - exact))


def spread(total: int, weights: dict[str, float]) -> dict[str, int]:
    """`total` split into whole numbers in proportion to the weights."""
    size = sum(weights.values())
    exact = {name: total * weight / size for name, weight in weights.items()}
    parts = {name: int(part) for name, part in exact.items()}
    for name in sorted(exact, key=lambda name: parts[name] - exact[name])[: total - sum(parts.values())]:
        parts[name] += 1
    return parts

"""The cells of the education scorecard read plainly from the example's files, without crossfoot."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
NATION = "england"

Name = tuple[str, str, str]
"""Indicator, area and breakdown."""


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


FIGURES = read(EXAMPLE / "figures" / "education.csv")
PRINTED = read(EXAMPLE / "printed_education.csv")


def name_of(row: dict[str, str]) -> Name:
    return row["indicator"], row["area"], row["breakdown"]


def half_away(value: Fraction) -> int:
    return int(value + Fraction(1, 2)) if value >= 0 else -int(-value + Fraction(1, 2))


def plain_values() -> dict[Name, dict[str, Fraction]]:
    """The value of each row by period: what follows from its numbers, else what was printed, districts' table first."""
    found: dict[Name, dict[str, Fraction]] = {}
    for row in sorted(FIGURES, key=lambda row: row["table"] != "education-districts"):
        if row["numerator"]:
            value = Fraction(half_away(Fraction(100 * int(row["numerator"]), int(row["denominator"]))))
        elif row["value"]:
            value = Fraction(row["value"])
        else:
            continue
        found.setdefault(name_of(row), {}).setdefault(row["period"], value)
    return found


VALUES = plain_values()

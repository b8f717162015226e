"""What the pack printed, as readings: one table at a time, so that nothing is mended by another."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

from rule_pages import ROOT

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Indicator
from crossfoot.judgements.reading import Reading
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

EXAMPLE = ROOT / "examples" / "norfolk-2017-01"
JANUARY = Period.parse("2017-01")
CATALOGUE = Catalogue.load(ROOT / "definitions")

Cells = dict[str, str]


def read(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def figures(file: str) -> dict[tuple[str, ...], Cells]:
    """The rows of a file of figures by table, indicator, form, breakdown and period."""
    keys = ("table", "indicator", "form", "breakdown", "period")
    return {tuple(cells[key] for key in keys): cells for cells in read(EXAMPLE / "figures" / file)}


def printed_judgements() -> list[Cells]:
    return [cells for cells in read(EXAMPLE / "printed_judgements.csv") if cells["indicator"] in CATALOGUE.indicators]


def printed_series(
    cells: Cells, periods: Sequence[Period], *, file: str = "monthly-report.csv", form: str = ""
) -> tuple[Reading, ...]:
    """The readings of one indicator in one table: its values, or its numerators where the `measure` says so."""
    indicator = CATALOGUE.indicator(cells["indicator"])
    found = figures(file)
    return tuple(
        _reading(found.get((cells["table"], indicator.id, form, cells["breakdown"], period.code)), cells, period)
        for period in periods
    )


def _reading(found: Cells | None, asked: Cells, period: Period) -> Reading:
    indicator = CATALOGUE.indicator(asked["indicator"])
    of_numerators = asked["measure"] == "numerator"
    printed = "" if found is None else found["numerator"] if of_numerators else _value(found, indicator)
    value = Fraction(printed) if printed else Missing.NOT_AVAILABLE
    if of_numerators:
        return Reading(period, value, Unit.COUNT, 0)
    return Reading(period, value, indicator.unit, indicator.decimals, Form(asked.get("form") or indicator.form))


def _value(found: Cells, indicator: Indicator) -> str:
    """A count has its number as numerator."""
    return found["value"] or (found["numerator"] if indicator.unit is Unit.COUNT else "")

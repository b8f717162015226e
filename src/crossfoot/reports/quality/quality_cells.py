"""What the data-quality report says of a rule in a cell or a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.reports.cells import numerator_cell, quantity
from crossfoot.reports.document import Cell, Link, Quantity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.record_quality import CheckedRule
from crossfoot.vocabulary.units import Unit


def anchor(rule: CheckedRule) -> str:
    """The heading under which the report says what to do about the rule."""
    return f"rule-{rule.code.lower()}"


def linked(rule: CheckedRule) -> Link:
    """The rule's title, which leads to what to do."""
    return Link(rule.title, f"#{anchor(rule)}")


def found_cells(figure: Figure) -> tuple[Cell, Cell, Cell]:
    """Rows found, rows looked at, per cent."""
    return numerator_cell(figure), Cell((looked_at_quantity(figure),)), Cell((quantity(figure),))


def looked_at_quantity(figure: Figure) -> Quantity:
    """Rows looked at."""
    value = figure.missing or figure.denominator
    return Quantity(Missing.NOT_AVAILABLE if value is None else value, Unit.COUNT, 0, (str(figure.id),))


def difference_found(later: Figure, earlier: Figure) -> Quantity:
    """Rows found, later minus earlier, signed."""
    names = (str(later.id), str(earlier.id))
    if later.numerator is None or earlier.numerator is None:
        return Quantity(Missing.NOT_COLLECTED, Unit.COUNT, 0, names)
    return Quantity(later.numerator - earlier.numerator, Unit.COUNT, 0, names, sign=True)


def sum_found(figures: Sequence[Figure]) -> Quantity:
    """Rows found by several rules; a row that two of them found counts twice, as in the total of all."""
    found = sum((figure.numerator or Fraction(0) for figure in figures), Fraction(0))
    return Quantity(found, Unit.COUNT, 0, tuple(str(figure.id) for figure in figures))


def number_of(what: str, number: int) -> Quantity:
    """How many rules, tables, rows or indicators there are: told with the findings, and no figure."""
    return Quantity.literal(number, Unit.COUNT, 0, f"findings/{what}")

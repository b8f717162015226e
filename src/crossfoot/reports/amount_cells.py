"""Amounts of money as quantities and table cells, in £ million."""

from __future__ import annotations

from crossfoot.finance.amounts import DECIMALS, millions
from crossfoot.reports.document import Cell, Quantity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import Exact
from crossfoot.vocabulary.units import Unit


def money(amount: Exact | None, *sources: str, sign: bool = False, bare: bool = False) -> Quantity:
    """Pounds as £ million: `9.998` in a table, `£9.998 million` in a sentence; None is not applicable.

    `sources` are names such as `budget/total/variance`. A key figure, whose label says £ million, is `bare`.
    """
    value = Missing.NOT_APPLICABLE if amount is None else millions(amount)
    return Quantity(value, Unit.POUNDS_MILLION, DECIMALS, sources, sign=sign, bare=bare)


def money_cell(amount: Exact | None, *sources: str, sign: bool = False) -> Cell:
    """A table cell; its column's heading says £m."""
    return Cell((money(amount, *sources, sign=sign),))

"""Products that a label tells: `Spot nights: 313 at £64.00` beside one amount."""

from __future__ import annotations

import re
from fractions import Fraction

from crossfoot.audit.arithmetic.find_relations import PRODUCTS
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study

ABOUT = Fraction(1, 5)
"""A product further off than that is one of something else."""
_TOLD = re.compile(
    r"(?<![\d.,/])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?:[a-z]+ ){0,3}?(?:at|@|x|\u00d7)\s*£\s*"
    r"(?P<price>\d[\d,]*(?:\.\d+)?)"
    r"(?! ?(?:m|k|000)\b)(?:\s*(?:each|a|per)?\s*[a-z]*)?\s*\W*$",
    re.IGNORECASE,
)


def find_told_products(study: Study) -> None:
    """Check rows whose label tells a number and a price against the one amount of money beside it."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for row in range(len(table.rows)):
                _check(study, table, row)


def _check(study: Study, table: PackTable, row: int) -> None:
    match = _TOLD.search(table.rows[row].label)
    places = [Place(table.index, row, column) for column in table.value_columns]
    numbers = [place for place in places if study.is_number(place)]
    if match is None or len(numbers) != 1 or study.measure(numbers[0]) is not Measure.MONEY:
        return
    number = study.pack.cell(numbers[0]).number
    if number is None:
        return
    told = Fraction(match["number"].replace(",", "")) * Fraction(match["price"].replace(",", ""))
    own = abs(number.amount)
    if abs(own - told) * 2 <= number.step * number.scale:
        study.ledger.agreed(PRODUCTS)
    elif abs(own - told) <= ABOUT * told:
        study.ledger.found(
            PRODUCTS,
            numbers[0],
            explanation=f"{PRODUCTS.words} {match[0].strip()} is {float(told):,.2f}.",
            expected=f"{float(told):,.{number.decimals}f}",
            confidence=0.9,
        )

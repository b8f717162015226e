"""What a cell of a register may hold, read from the text that a CSV file or a workbook has for it.

Each type carries the words in which a template and an issue say what is wanted.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from crossfoot.vocabulary.numbers import round_half_away
from crossfoot.vocabulary.periods import Period

_POUNDS = re.compile(r"(?P<sign>[+-]?)£?(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,15})(?P<pence>\.\d{1,20})?")
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?: 00:00:00)?")
_BRITISH_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
_DAY_NUMBER = re.compile(r"\d{5}")
_DAY_0 = date(1899, 12, 30)
"""Day 0 of the day numbers in which workbooks keep dates."""
_NOISE = Decimal("0.000001")
"""Pounds. A workbook keeps 0.1 + 0.2 as 0.30000000000000004: what is nearer than this to a penny is that penny."""


class Wanted:
    """The words that say what a cell of a type holds."""

    __slots__ = ("words",)

    def __init__(self, words: str) -> None:
        self.words = words


def _read_pounds(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    text = cell.replace(" ", "")
    bracketed = text.startswith("(") and text.endswith(")")
    match = _POUNDS.fullmatch(text[1:-1] if bracketed else text)
    if match is None or (bracketed and match["sign"]):
        raise ValueError("it is not an amount")
    amount = Decimal(match["digits"].replace(",", "") + (match["pence"] or ""))
    pence = round_half_away(amount, 2)
    if abs(amount - pence) > _NOISE:
        raise ValueError("it has a part of a penny")
    return -pence if pence and (bracketed or match["sign"] == "-") else pence


def _read_day(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    if _DAY_NUMBER.fullmatch(cell):
        return _DAY_0 + timedelta(days=int(cell))
    match = _DAY.fullmatch(cell) or _BRITISH_DAY.fullmatch(cell)
    if match is None:
        raise ValueError("it is not a date")
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        raise ValueError("there is no such day") from None


def _read_period(cell: object) -> object:
    return Period.parse(cell) if isinstance(cell, str) else cell


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80),
    Wanted("small letters, digits and single hyphens"),
]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=8000), Wanted("words")]
Pounds = Annotated[
    Decimal, BeforeValidator(_read_pounds), Wanted("pounds and pence, such as 3954000.00; less than nought with -")
]
"""An exact amount. `£`, commas between thousands, and brackets for amounts below nought are understood."""
Day = Annotated[date, BeforeValidator(_read_day), Wanted("a day, such as 2017-03-31 or 31/03/2017")]
PeriodCode = Annotated[
    Period, BeforeValidator(_read_period), Wanted("a period, such as 2017-01, 2016-17-q3 or 2016-17-year")
]

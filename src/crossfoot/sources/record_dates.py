"""Dates as case systems and spreadsheets write them, to ISO text.

Text that is no date in the expected order is given back as it was: the canonical tables report it with its file, row
and field, once. Years of two digits are never guessed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

DateOrder = Literal["dd/mm/yyyy", "mm/dd/yyyy", "yyyy-mm-dd"]

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$")
_SERIAL = re.compile(r"\d{1,6}(?:\.\d+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
FIRST_SERIAL, LAST_SERIAL = 61, 73_050
"""1 March 1900, the first day that every spreadsheet counts alike, and the last of 2099."""


def iso_date(text: str, *, order: DateOrder = "dd/mm/yyyy") -> str:
    """`2016-04-03` for `3/4/2016`, `03-Apr-2016`, `2016-04-03T00:00:00`; the text itself where it is no date."""
    plain = _TIME.sub("", text.strip())
    if match := _ISO.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain):
        year, month, day = match.groups()
    elif order != "yyyy-mm-dd" and (match := _NUMBERS.fullmatch(plain)):
        first, second, year = match.groups()
        day, month = (first, second) if order == "dd/mm/yyyy" else (second, first)
    elif match := _WORDS.fullmatch(plain):
        day, word, year = match.groups()
        month = _month(word)
    else:
        return text
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text


def serial_date(text: str, *, since_1904: bool = False) -> str:
    """The ISO date of a spreadsheet's day number, its time of day dropped; the text itself where it is none."""
    if _SERIAL.fullmatch(text) is None:
        return text
    days = int(text.partition(".")[0]) + (1462 if since_1904 else 0)
    if not FIRST_SERIAL <= days <= LAST_SERIAL:
        return text
    return (date(1899, 12, 30) + timedelta(days=days)).isoformat()


def _month(word: str) -> str:
    plain = word.casefold()
    for names in (_MONTHS, _FULL_MONTHS):
        if plain in names:
            return str(names.index(plain) + 1)
    return "0"

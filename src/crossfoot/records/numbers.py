"""Readers of whole and decimal numbers."""

from __future__ import annotations

from crossfoot.records.engine import literal
from crossfoot.records.reading import Fault, Reading

# `12.0` is a whole number with blanks elsewhere in its column, as table libraries export it.
_WHOLE = r"-?\d{1,9}(\.0+)?"
_DECIMAL = r"-?\d{1,11}(\.\d+)?"


def read_integer(name: str, text: str) -> Reading:
    """The column `name` as a whole number of at most nine digits."""
    value = f"CASE WHEN {_matches(text, _WHOLE)} THEN try_cast(split_part({text}, '.', 1) AS INTEGER) END"
    advice = "Write digits only, such as 12; leave it blank where it is not known."
    return Reading(name, "INTEGER", value, (_fault(text, value, "a whole number", advice),))


def read_decimal(name: str, text: str) -> Reading:
    """The column `name` as a decimal number, to six places, the way that every engine holds exactly."""
    value = f"CASE WHEN {_matches(text, _DECIMAL)} THEN try_cast({text} AS DECIMAL(18, 6)) END"
    advice = "Write it as 12.5, without commas or units; leave it blank where it is not known."
    return Reading(name, "DECIMAL(18,6)", value, (_fault(text, value, "a number", advice),))


def _matches(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {literal(pattern)})"


def _fault(text: str, value: str, wanted: str, advice: str) -> Fault:
    message = f"The cell is not {wanted}, so it is unknown."
    return Fault("RECORDS-NUMBER", f"({text}) IS NOT NULL AND ({value}) IS NULL", message, advice)

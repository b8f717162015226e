"""Birthdays, as days."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

_FEBRUARY, _LEAP_DAY = 2, 29


def birthday(dob: ir.DateValue, age: int) -> ir.DateValue:
    """The day somebody reaches `age`: of someone born on 29 February 1 March, in years that have no such day."""
    day = dob + ibis.interval(months=12 * age)
    if age % 4 == 0:
        return day
    leap = (dob.month() == _FEBRUARY) & (dob.day() == _LEAP_DAY)
    return leap.ifelse(day + ibis.interval(days=1), day)

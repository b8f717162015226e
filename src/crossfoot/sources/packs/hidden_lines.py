"""Rows and columns that a table holds but does not show: kept where its totals need them, else left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal, InvalidOperation

MOST_BELOW, MOST_ABOVE = 20, 200
"""Rows below the last hidden one in which its total is looked for, and rows that the total may be of."""


def are_counted(rows: Sequence[Sequence[str]], hidden: Collection[int]) -> bool:
    """Whether a row below is the sum of those above only with the hidden ones, by their number from 0."""
    if not hidden or not rows:
        return False
    first, last = min(hidden), max(hidden)
    with_them = without = 0
    for column in range(max(map(len, rows))):
        values = [_number(row[column]) if column < len(row) else None for row in rows]
        if not any(values[place] for place in hidden):
            continue
        for place in range(max(last + 1, 2), min(len(values), last + MOST_BELOW)):
            if not values[place]:
                continue
            whole = shown = Decimal(0)
            # The total may be of those since a total before.
            for above in range(place - 1, max(-1, place - MOST_ABOVE), -1):
                whole += values[above] or 0
                shown += 0 if above in hidden else values[above] or 0
                if above <= first:
                    with_them += whole == values[place] != shown
                    without += shown == values[place] != whole
    return with_them > without


def told_hidden(what: str, names: Sequence[object], *, counted: bool) -> str:
    """What is said of rows or columns that are not shown."""
    which = ", ".join(map(str, names[:8])) + (" and more" if len(names) > 8 else "")
    done = "totals need them, so they were read" if counted else "they were not read"
    return f"Hidden {what}s, {which}: {done}."


def turned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Columns as rows."""
    width = max((len(row) for row in rows), default=0)
    return [[row[place] if place < len(row) else "" for row in rows] for place in range(width)]


def _number(text: str) -> Decimal | None:
    plain = text.replace(",", "").replace("\u00a3", "").rstrip("mk ").replace("\u2212", "-")
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    # A year heads a column, and adds to nothing.
    return (
        number if number.is_finite() and not (1990 <= number <= 2040 and "." not in plain and "," not in text) else None
    )

"""One set of Python values, whatever the client of an engine hands over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import NoneType

_PLAIN = frozenset({int, str, bool, date, float, NoneType})
_MADE_PLAIN = frozenset({Decimal, datetime})


def plain_rows(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[tuple[object, ...]]:
    """The rows with the values that a Result may have.

    Raises TypeError for a type or value that no query may give, naming the column and never the value.
    """
    # Column by column, because most of them need no change and are seen not to at the speed of C.
    found = [_plain_column(name, values) for name, values in zip(columns, zip(*rows, strict=True), strict=False)]
    return list(zip(*found, strict=True))


def _plain_column(name: str, values: tuple[object, ...]) -> Sequence[object]:
    kinds = set(map(type, values))
    if kinds <= _PLAIN:
        return values
    unknown = sorted(kind.__name__ for kind in kinds - _PLAIN - _MADE_PLAIN)
    if unknown:
        raise TypeError(f"Column {name} has values of type {', '.join(unknown)}, which the engines do not share.")
    try:
        return [_plain(value) for value in values]
    except ArithmeticError:
        raise TypeError(f"Column {name} has a time of day, or a number that is not finite.") from None


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ArithmeticError
        # PostgreSQL's sum of whole numbers is a NUMERIC, and its scale is not told.
        whole = int(value)
        # By text, because Decimal.normalize rounds to 28 digits and a sum may have 38.
        return whole if whole == value else Decimal(format(value, "f").rstrip("0"))
    if isinstance(value, datetime):
        # A day plus an interval is a timestamp to DuckDB and PostgreSQL, and a day to Spark.
        moment = value.astimezone(UTC) if value.tzinfo is not None else value
        if moment.time() != time(0):
            raise ArithmeticError
        return moment.date()
    return value

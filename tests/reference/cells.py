"""The cells of a record by what is in them. An absent column reads as unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

Record: TypeAlias = Mapping[str, object]
Records: TypeAlias = Mapping[str, list[dict[str, object]]]


def day_of(record: Record, column: str) -> date | None:
    cell = record.get(column)
    if cell is None:
        return None
    assert isinstance(cell, date), column
    return cell


def text_of(record: Record, column: str) -> str | None:
    """The text, or None where it is blank."""
    cell = record.get(column)
    if cell is None:
        return None
    assert isinstance(cell, str), column
    return cell if cell.strip() else None


def words_of(record: Record, column: str) -> str:
    """The text in lower case without spaces around it; empty where it is not known."""
    return (text_of(record, column) or "").strip().lower()


def is_yes(record: Record, column: str) -> bool:
    """A flag that is not known is not yes."""
    return record.get(column) is True


def is_no(record: Record, column: str) -> bool:
    return record.get(column) is False


def is_open(start: date | None, end: date | None, day: date) -> bool:
    """It began on or before the day, and has not ended or ended after it."""
    return start is not None and start <= day and (end is None or end > day)

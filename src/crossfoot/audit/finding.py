"""What an audit says: a finding with its place, what was printed, what would agree, and the working."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from crossfoot.audit.intervals import Interval
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.numbers import number_text


class Kind(StrEnum):
    """What sort of disagreement."""

    ARITHMETIC = "arithmetic"
    CROSS_TABLE = "cross-table"
    LABEL = "label"
    DISPLAY = "display"
    NARRATIVE = "narrative"


@dataclass(slots=True)
class Finding:
    """One thing that does not agree. `root` is the id of the finding that explains it; its own where none does."""

    rule: str
    kind: Kind
    severity: Severity
    confidence: float
    """From 0 to 1: how sure that it is a fault and not a way of writing."""
    line: int
    table: str
    row: str
    column: str
    published: str
    expected: str
    explanation: str
    cause: str = ""
    """The likely cause, where the figures prove one."""
    other_lines: tuple[int, ...] = ()
    """Where else the working looks."""
    table_number: int | None = None
    row_number: int | None = None
    column_number: int | None = None
    id: str = ""
    root: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: its id, kind, and in words what agrees with what."""

    id: str
    kind: Kind
    words: str
    severity: Severity = Severity.ERROR


def interval_text(interval: Interval, decimals: int, *, suffix: str = "") -> str:
    """`24.5`, or `24.4 to 24.6` where rounding leaves a choice, in the decimals of what was printed."""
    step = Fraction(1, 10**decimals)
    # The printed values whose own rounding interval meets this one.
    low = -((-(interval.low - step / 2)) // step) * step
    high = ((interval.high + step / 2) // step) * step
    if high - low <= step * 2:
        middle = number_text(interval.middle, decimals)
        return middle + suffix
    return f"{number_text(low, decimals)} to {number_text(high, decimals)}{suffix}"

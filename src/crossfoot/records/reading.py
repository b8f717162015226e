"""How one column of text becomes a typed column: an SQL expression for its value, and one for each thing wrong."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.vocabulary.issues import Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """What can be wrong with a cell: `found` is SQL that is true where it is. Words that hold nothing of the cell."""

    code: str
    found: str
    message: str
    advice: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Reading:
    """A typed column: its name and SQL type, the expression that gives its value, and its faults."""

    name: str
    sql_type: str
    value: str
    faults: tuple[Fault, ...] = ()

"""What is wrong with an input, said so that the person who owns it can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """ERROR stops the run, WARNING goes into the release notes, NOTE is for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong: a stable code, where it is, what is wrong, and what to do. Never holds a child's data."""

    code: str
    severity: Severity
    message: str
    advice: str
    file: str = ""
    row: int | None = None
    field: str = ""

    @property
    def place(self) -> str:
        """`county-report.csv, row 12, value`, as much of it as is known."""
        row = f"row {self.row}" if self.row is not None else ""
        return ", ".join(part for part in (self.file, row, self.field) if part)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{self.severity.value} {self.code}: {place}{self.message} {self.advice}"


class InputRefused(Exception):
    """Raised when issues of severity ERROR stop a run: nothing was written. Carries every issue found."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(self.issues)

    def __str__(self) -> str:
        return "\n".join(str(issue) for issue in self.issues)


def check_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues as a tuple; raises InputRefused when any is an error."""
    found = tuple(issues)
    if any(issue.severity is Severity.ERROR for issue in found):
        raise InputRefused(found)
    return found

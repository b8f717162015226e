"""What is wrong with a file of records, said without a word of what its cells hold.

A fault that a file repeats in every row is one issue with a count and its first row, per field: a column of 300,000
`#N/A` is one thing to mend.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from crossfoot.vocabulary.issues import Issue, Severity


@dataclass(slots=True)
class RecordIssues:
    """Issues of one source in the order in which they were first met. `file` is the name that they bear."""

    file: str
    _found: dict[tuple[object, ...], Issue] = field(default_factory=dict)
    _counts: dict[tuple[object, ...], int] = field(default_factory=dict)

    def add(
        self,
        code: str,
        severity: Severity,
        message: str,
        advice: str,
        *,
        file: str | None = None,
        row: int | None = None,
        cell: str = "",
    ) -> None:
        """Note an issue. The same code, file and field again is only counted; `{count}` in `message` is that count."""
        place = self.file if file is None else file
        key = (code, place, cell)
        self._counts[key] = self._counts.get(key, 0) + 1
        if key not in self._found:
            self._found[key] = Issue(code, severity, message, advice, place, row, cell)

    def add_error(
        self, code: str, message: str, advice: str, *, file: str | None = None, row: int | None = None, cell: str = ""
    ) -> None:
        """Note what makes the source useless."""
        self.add(code, Severity.ERROR, message, advice, file=file, row=row, cell=cell)

    def add_warning(
        self, code: str, message: str, advice: str, *, file: str | None = None, row: int | None = None, cell: str = ""
    ) -> None:
        """Note what makes part of the source useless."""
        self.add(code, Severity.WARNING, message, advice, file=file, row=row, cell=cell)

    def add_note(
        self, code: str, message: str, advice: str, *, file: str | None = None, row: int | None = None, cell: str = ""
    ) -> None:
        """Note what the reader of a figure should know."""
        self.add(code, Severity.NOTE, message, advice, file=file, row=row, cell=cell)

    def add_limits(self, limits: Mapping[str, str]) -> None:
        """Note what a table that the format feeds does not hold. `limits` is by table."""
        for table, words in limits.items():
            advice = "Read figures over it with this in mind, or take the records from the case system."
            self.add_note("RECORDS-PARTIAL-TABLE", words, advice, cell=table)

    def take(self, issue: Issue) -> None:
        """Take over an issue of a part of the source as it is."""
        self._found.setdefault((issue.code, issue.file, issue.field, issue.row, issue.message), issue)

    @property
    def has_errors(self) -> bool:
        """True when nothing of the source may be used."""
        return any(issue.severity is Severity.ERROR for issue in self._found.values())

    def all(self) -> tuple[Issue, ...]:
        """The issues, each with its count where the message has a place for it."""
        return tuple(
            replace(issue, message=issue.message.replace("{count}", f"{self._counts.get(key, 1):,}"))
            for key, issue in self._found.items()
        )

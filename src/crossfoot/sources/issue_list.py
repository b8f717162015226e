"""The faults found in one input, counted, so that a file that is wrong throughout does not drown its reader."""

from __future__ import annotations

from dataclasses import dataclass, field

from crossfoot.vocabulary.issues import Issue, Severity

MOST_ISSUES = 1000
"""Errors after which reading stops, and warnings after which they are only counted."""
LONGEST_QUOTE = 60
"""Characters of a cell that a message repeats."""


class TooManyIssuesError(Exception):
    """Raised when `MOST_ISSUES` errors were found: reading further would not help the person who mends the file."""


@dataclass(slots=True)
class IssueList:
    """Issues of one file in the order found. `file` is the name that they bear."""

    file: str
    found: list[Issue] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0

    def add_error(self, code: str, message: str, advice: str, *, row: int | None = None, cell: str = "") -> None:
        """Note an error. Raises TooManyIssuesError at the last that is listed, after saying so in the list."""
        self.found.append(Issue(code, Severity.ERROR, message, advice, self.file, row, cell))
        self.errors += 1
        if self.errors >= MOST_ISSUES:
            self.found.append(
                Issue(
                    "SUPPLIED-TOO-MANY-ISSUES",
                    Severity.ERROR,
                    f"Reading stopped at row {row} after {MOST_ISSUES:,} errors.",
                    "Mend these first, they often have one cause; then read the file again.",
                    self.file,
                    row,
                )
            )
            raise TooManyIssuesError

    def add_warning(self, code: str, message: str, advice: str, *, row: int | None = None, cell: str = "") -> None:
        """Note a warning; beyond `MOST_ISSUES` of them they are counted and not listed."""
        self.warnings += 1
        if self.warnings <= MOST_ISSUES:
            self.found.append(Issue(code, Severity.WARNING, message, advice, self.file, row, cell))

    def all(self) -> tuple[Issue, ...]:
        """The issues, with a last one that counts the warnings that are not listed."""
        unlisted = self.warnings - MOST_ISSUES
        if unlisted <= 0:
            return tuple(self.found)
        more = Issue(
            "SUPPLIED-TOO-MANY-WARNINGS",
            Severity.WARNING,
            f"{unlisted:,} more warnings are not listed.",
            "Look at those listed first, they often have one cause.",
            self.file,
        )
        return (*self.found, more)

    @property
    def has_errors(self) -> bool:
        """True when nothing of the file may be used."""
        return self.errors > 0


def shortened(text: str) -> str:
    """`text` in quotes for a message, at most `LONGEST_QUOTE` characters of it, with the unprintable written out."""
    return repr(text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3]}...")


def did_you_mean(near: list[str]) -> str:
    """`Did you mean a, b or c?`, empty where nothing is near."""
    if not near:
        return ""
    words = near[0] if len(near) == 1 else f"{', '.join(near[:-1])} or {near[-1]}"
    return f"Did you mean {words}?"

"""A decision to go on in spite of errors: who took it, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from crossfoot.vocabulary.issues import Issue, Severity

OVERRIDDEN = "OVERRIDDEN"
"""The code of the issue that records an override."""


@dataclass(frozen=True, slots=True)
class Override:
    """`name` is a role or person of the council; both are printed in the release notes. Raises ValueError if blank."""

    name: str
    reason: str

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.reason.strip():
            raise ValueError("an override needs a name and a reason")


def apply_override(issues: Iterable[Issue], override: Override | None) -> tuple[Issue, ...]:
    """The issues; with an override each error is a warning, and one more warning says who decided so and why."""
    found = tuple(issues)
    errors = sum(issue.severity is Severity.ERROR for issue in found)
    if override is None or not errors:
        return found
    message = f"{override.name} went on in spite of {errors} error{'s' if errors != 1 else ''}: {override.reason}"
    said = Issue(OVERRIDDEN, Severity.WARNING, message, "Read it with the warnings beside it.")
    return (said, *(_as_warning(issue) for issue in found))


def _as_warning(issue: Issue) -> Issue:
    return replace(issue, severity=Severity.WARNING) if issue.severity is Severity.ERROR else issue

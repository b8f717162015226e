"""One finding for each root: what a gate tells of an audit."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.audit.finding import Finding
from crossfoot.vocabulary.issues import Severity

_WORST_FIRST = list(Severity)


def worst_by_root(findings: Iterable[Finding]) -> list[Finding]:
    """The most severe finding of each root, the first of equals, in the order of the roots."""
    worst: dict[str, Finding] = {}
    for finding in findings:
        kept = worst.setdefault(finding.root, finding)
        if _WORST_FIRST.index(finding.severity) < _WORST_FIRST.index(kept.severity):
            worst[finding.root] = finding
    return list(worst.values())

"""The audit in words, for a screen: what was read, the findings by root, the checks made."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten

from crossfoot.audit.finding import Finding
from crossfoot.audit.reading.sheet_line import told_line
from crossfoot.audit.run_audit import Audit
from crossfoot.vocabulary.issues import Severity

LEAST_SHOWN = 10
"""Tables that were read least surely, of which a screen names so many."""
SEVERITIES = tuple(severity.value for severity in Severity)
"""The gravest first."""


def audit_words(audit: Audit) -> str:
    """Lines of text: the findings in the order of the pack, those of one root together."""
    lines = [summary(audit), ""]
    by_root: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        by_root.setdefault(finding.root, []).append(finding)
    for group in by_root.values():
        lines += _group(audit, group)
    lines += ["Checks made: " + ", ".join(f"{rule} {count:,}" for rule, count in sorted(audit.checks.items())) + "."]
    lines += [f"Not understood: {text}" for text in audit.pack.unread]
    reading = audit.reading
    lines += [f"The reading is sure to {reading.sure:.0%}."]
    lines += [
        f"Read less surely: {each.table.title} ({told_line(audit.pack.unit, each.table.line)}): {'; '.join(each.why)}."
        for each in reading.least[:LEAST_SHOWN]
    ]
    return "\n".join(lines) + "\n"


def summary(audit: Audit) -> str:
    """One line: `pack.txt: 109 things do not agree in 11,195 checks of 90 tables (60 errors, 49 warnings), ...`."""
    return f"{audit.pack.name}: {outcome(audit)}"


def outcome(audit: Audit) -> str:
    """The summary without the name of the pack: things, each as grave as its gravest finding, and their findings."""
    looked = f"{_many(sum(audit.checks.values()), 'check')} of {_many(len(audit.pack.tables), 'table')}"
    worst: dict[str, str] = {}
    for finding in audit.findings:
        severity = finding.severity.value
        worst[finding.root] = min(worst.get(finding.root, severity), severity, key=SEVERITIES.index)
    if not worst:
        return f"everything agrees in {looked}."
    by_severity = Counter(worst.values())
    counts = ", ".join(_many(by_severity[severity], severity) for severity in SEVERITIES if by_severity[severity])
    verb = "thing does" if len(worst) == 1 else "things do"
    told = f", told in {len(audit.findings):,} findings" if len(audit.findings) > len(worst) else ""
    return f"{len(worst):,} {verb} not agree in {looked} ({counts}){told}."


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"


def _group(audit: Audit, group: list[Finding]) -> list[str]:
    first = group[0]
    page = audit.pack.page_of(first.line)
    where = told_line(audit.pack.unit, first.line) + (f" (page {page})" if page else "")
    place = ", ".join(shorten(part, 60, placeholder="...") for part in (first.row, first.column) if part)
    head = f"{first.id} {first.severity.value} {first.rule}, {where}" + (f": {place}" if place else "")
    told = (
        f"    printed {first.published}" + (f", expected {first.expected}" if first.expected else "")
        if first.published
        else ""
    )
    lines = [head, *([told] if told else []), f"    {first.explanation}"]
    if first.cause:
        lines.append(f"    Likely cause: {first.cause}")
    lines += [
        f"    Also {other.id} {other.rule}: {shorten(other.explanation, 150, placeholder='...')}" for other in group[1:]
    ]
    return [*lines, ""]

"""The gate before publication: every file is read back and audited before anybody sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from crossfoot.audit.finding import Finding
from crossfoot.audit.run_audit import run_audit
from crossfoot.reports.document import Document
from crossfoot.reports.printed_numbers import numbers_in_tables, numbers_in_words, numbers_of
from crossfoot.sources.packs.open_pack import open_pack
from crossfoot.sources.published_text import read_published_text
from crossfoot.vocabulary.issues import Issue, Severity

AUDITED = ("html", "docx", "xlsx", "pdf")
"""Formats that checks can be run on, the best for it first: one is enough, since all must hold the same numbers."""
_ONLY_TABLES = "csv"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ReportAudit:
    """What the gate found in one report: checks made, and an issue for each thing that does not agree or is lost."""

    report: str
    title: str
    checks: int
    issues: tuple[Issue, ...]


def audit_report(document: Document, files: Mapping[str, Path]) -> ReportAudit:
    """Audit a report in the files that were made of it, by format.

    Every number of the document must stand in each file, read back by another library; the checks of the audit are run
    over one of them. Formats without tables to check are only read back.
    """
    issues = [issue for name, file in files.items() for issue in _find_lost_numbers(document, name, file)]
    checks = 0
    for name in AUDITED:
        if name in files:
            audit = run_audit(open_pack(files[name]))
            checks = sum(audit.checks.values())
            issues += [_issue(document, finding) for finding in audit.findings if finding.root == finding.id]
            break
    return ReportAudit(document.id, document.title, checks, tuple(issues))


def _find_lost_numbers(document: Document, name: str, file: Path) -> Iterator[Issue]:
    wanted = numbers_in_tables(document)
    if name != _ONLY_TABLES:
        wanted += numbers_in_words(document)
    paths = sorted(file.parent.glob("*.csv")) if name == _ONLY_TABLES else [file]
    found = Counter(number for path in paths for number in numbers_of(read_published_text(path)))
    lost = wanted - found
    if lost:
        listed = ", ".join(list(lost)[:_SHOWN])
        yield Issue(
            "AUDIT-NUMBER-LOST",
            Severity.ERROR,
            f"{lost.total():,} of {wanted.total():,} numbers of the report are not in the file, such as {listed}.",
            "This is a fault of the program: report it, and publish the other formats.",
            f"{document.id} as {name}",
        )


def _issue(document: Document, finding: Finding) -> Issue:
    place = ", ".join(part for part in (finding.table, finding.row, finding.column) if part)
    printed = f" Printed is {finding.published}." if finding.published else ""
    return Issue(
        f"AUDIT-{finding.rule.upper()}",
        finding.severity,
        f"{finding.explanation}{printed}",
        "Correct the figure at its source, or publish with an override that names who decided so and why.",
        document.id,
        field=place,
    )

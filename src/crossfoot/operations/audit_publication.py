"""The gate before publication: every file is read back and audited before anybody sees it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crossfoot.audit.finding import Finding
from crossfoot.audit.run_audit import run_audit
from crossfoot.operations.compare_rows import WrongRow, find_wrong_rows
from crossfoot.operations.findings_by_root import worst_by_root
from crossfoot.reports.document import Document
from crossfoot.reports.printed_numbers import numbers_in_tables, numbers_in_words, numbers_of
from crossfoot.sources.published_file import PublishedFile, read_published_file
from crossfoot.vocabulary.issues import Issue, Severity

STOPPED = "AUDIT-STOPPED"
"""The code of the error that says that a check could not be made of a file."""
_ONLY_TABLES = "csv"
_SHOWN = 5
_WORD = re.compile(r"[a-z0-9]+")
_LINES = re.compile(r" ?\(?(?:at )?lines? [\d,]+(?: and [\d,]+)?\)?")
_DOUBTED = " Other figures agree"
_REPORT_IT = "This is a fault of the program: report it, and publish the other formats."


@dataclass(frozen=True, slots=True)
class ReportAudit:
    """What the gate found in one report: checks made, and an issue for each thing that does not agree or is lost."""

    report: str
    title: str
    checks: int
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class FileAudit:
    """What was found in one file: numbers of the document that are wrong in it, and what does not agree among them."""

    issues: tuple[Issue, ...]
    findings: tuple[Finding, ...]
    """One for each root."""
    checks: int
    is_audited: bool
    """False for a format in which no tables can be understood."""


@dataclass(slots=True)
class _Found:
    """One thing that does not agree, and the formats in which it was seen."""

    finding: Finding
    formats: list[str] = field(default_factory=list)


def audit_report(document: Document, files: Mapping[str, Path]) -> ReportAudit:
    """Audit a report in the files that were made of it, by format."""
    return join_audits(document, {name: audit_file(document, name, path) for name, path in files.items()})


def audit_file(document: Document, name: str, path: Path) -> FileAudit:
    """Audit the file at `path` that was made of the document in the format `name`. Raises what reading it raises.

    Every number of the document must stand in it, read back by another library, in the row and cell that the document
    has it in. The checks of the audit are run over every format in which tables can be understood.
    """
    file = read_published_file(path)
    issues = tuple(_find_wrong_numbers(document, name, file))
    if file.pack is None:
        return FileAudit(issues, (), 0, is_audited=False)
    audit = run_audit(file.pack)
    stops = tuple(Issue(STOPPED, Severity.ERROR, told, _REPORT_IT, path.name) for told in audit.stops)
    findings = tuple(worst_by_root(audit.findings))
    return FileAudit((*issues, *stops), findings, sum(audit.checks.values()), is_audited=True)


def join_audits(document: Document, audits: Mapping[str, FileAudit]) -> ReportAudit:
    """What the audits of a report's files found, by format: what several formats show is one issue that names them."""
    seen: list[_Found] = []
    for name, audit in audits.items():
        for finding in audit.findings:
            _add(seen, finding, name)
    audited = [name for name, audit in audits.items() if audit.is_audited]
    issues = [issue for audit in audits.values() for issue in audit.issues]
    issues += [_issue(document, found, audited) for found in seen]
    checks = sum(audit.checks for audit in audits.values())
    return ReportAudit(document.id, document.title, checks, tuple(issues))


def _add(seen: list[_Found], finding: Finding, name: str) -> None:
    """Put a finding to the same one of another format, or make it a new one."""
    for found in seen:
        if name not in found.formats and _is_same(found.finding, finding):
            found.formats.append(name)
            return
    seen.append(_Found(finding, [name]))


def _is_same(one: Finding, other: Finding) -> bool:
    """The same rule at the same number, or the same sum that does not come out, whichever of its parts is doubted."""
    if (one.rule, one.severity) != (other.rule, other.severity):
        return False
    is_there = one.published == other.published and _are_alike(one.row, other.row)
    return (is_there and _are_alike(one.column, other.column)) or _working(one) == _working(other)


def _working(finding: Finding) -> str:
    """The explanation without what differs by format: the lines, and which number is doubted."""
    return _LINES.sub("", finding.explanation.partition(_DOUBTED)[0])


def _are_alike(one: str, other: str) -> bool:
    words, others = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return words <= others or others <= words


def _find_wrong_numbers(document: Document, name: str, file: PublishedFile) -> Iterator[Issue]:
    """An issue where numbers are lost, else one where they stand in another cell; each says the rows it is about."""
    wanted = numbers_in_tables(document)
    if name != _ONLY_TABLES:
        wanted += numbers_in_words(document)
    lost = wanted - Counter(numbers_of(file.text))
    wrong = find_wrong_rows(document, name, file.rows)
    if lost:
        listed = ", ".join(list(lost)[:_SHOWN])
        yield Issue(
            "AUDIT-NUMBER-LOST",
            Severity.ERROR,
            f"{lost.total():,} of {wanted.total():,} numbers of the report are not in the {name} file, such as {listed}"
            f".{_rows_said(wrong)}",
            _REPORT_IT,
            f"{document.id} as {name}",
            field=_place(wrong),
        )
    elif wrong:
        yield Issue(
            "AUDIT-CELL-DIFFERS",
            Severity.ERROR,
            f"In the {name} file {len(wrong):,} of the rows of the report's tables are otherwise.{_rows_said(wrong)}",
            _REPORT_IT,
            f"{document.id} as {name}",
            field=_place(wrong),
        )


def _place(wrong: list[WrongRow]) -> str:
    return ", ".join(filter(None, (wrong[0].table, wrong[0].row))) if wrong else ""


def _rows_said(wrong: list[WrongRow]) -> str:
    return "".join(
        f" {each.table}: the report has [{each.printed}], the file [{each.found or 'no such row'}]."
        for each in wrong[:_SHOWN]
    )


def _issue(document: Document, found: _Found, audited: list[str]) -> Issue:
    finding = found.finding
    place = ", ".join(part for part in (finding.table, finding.row, finding.column) if part)
    printed = f" Printed: {finding.published}." if finding.published else ""
    only = f" Seen in {' and '.join(found.formats)} only." if len(found.formats) < len(audited) else ""
    return Issue(
        f"AUDIT-{finding.rule.upper()}",
        finding.severity,
        f"{finding.explanation}{printed}{only}",
        "Correct the figure at its source, or publish with an override that names who decided so and why.",
        f"{document.id} as {', '.join(found.formats)}",
        field=place,
    )

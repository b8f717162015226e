"""The audit as JSON: findings, checks by rule, and what was read."""

from __future__ import annotations

import json
from typing import Any

from crossfoot.audit.finding import Finding
from crossfoot.audit.reading.how_sure import Reading
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.reading.sheet_line import printed_line, sheet_of
from crossfoot.audit.run_audit import Audit

FIELDS = (
    "id", "rule", "kind", "severity", "confidence", "root", "line", "sheet", "page", "table", "row",
    "column", "published", "expected", "explanation", "cause", "other_lines",
)  # fmt: skip


def audit_json(audit: Audit) -> str:
    """One object: `file`, `read`, `findings`, `checks` and `passed` by rule."""
    reading = audit.reading
    return json.dumps(
        {
            "file": audit.pack.name,
            "read": {
                "unit": audit.pack.unit,
                "lines": audit.pack.lines,
                "pages": len(audit.pack.pages) or None,
                "tables": len(audit.pack.tables),
                "numbers": sum(1 for table in audit.pack.tables for _ in table.numbers()),
                "paragraphs": len(audit.pack.paragraphs),
                "not_understood": audit.pack.unread,
                "pages_not_read": audit.pack.pages_not_read,
                "sure": round(reading.sure, 3),
                "by_table": [table_fields(audit.pack, each) for each in reading.tables],
            },
            "findings": [finding_fields(audit, finding) for finding in audit.findings],
            "checks": audit.checks,
            "passed": audit.passed,
        },
        indent=1,
        ensure_ascii=False,
    )


def table_fields(pack: Pack, reading: Reading) -> dict[str, Any]:
    """How a table was read, as plain values: `sure` from 0 to 1, `why_not` empty where nothing speaks against it."""
    table = reading.table
    return {
        "line": printed_line(table.line),
        "sheet": table.sheet,
        "page": pack.page_of(table.line),
        "title": table.title,
        "rows": len(table.rows),
        "columns": len(table.columns),
        "numbers": reading.numbers,
        "sure": round(reading.sure, 2),
        "why_not": "; ".join(reading.why),
    }


def finding_fields(audit: Audit, finding: Finding) -> dict[str, Any]:
    """A finding as plain values, in the order of `FIELDS`."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 2),
        "root": finding.root,
        "line": printed_line(finding.line),
        "sheet": sheet_of(finding.line),
        "page": audit.pack.page_of(finding.line),
        "table": finding.table,
        "row": finding.row,
        "column": finding.column,
        "published": finding.published,
        "expected": finding.expected,
        "explanation": finding.explanation,
        "cause": finding.cause,
        "other_lines": [printed_line(line) for line in finding.other_lines],
    }

"""The audit as one HTML page that needs nothing else: tables with their cells marked, the working, filters."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from importlib.resources import files
from textwrap import shorten

from crossfoot.audit.finding import Finding, Kind
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.reading.sheet_line import told_line
from crossfoot.audit.rules import rule_of
from crossfoot.audit.run_audit import Audit
from crossfoot.audit.written.as_words import SEVERITIES, outcome

MOST_ROWS = 60
"""Of a longer table only rows with a finding and those next to them are shown."""
LEAST_SHOWN = 25
"""Tables that were read least surely, of which the page shows so many."""
SYMBOLS = {"error": "✖", "warning": "▲", "note": "●"}
KINDS = {
    Kind.ARITHMETIC: "arithmetic",
    Kind.CROSS_TABLE: "between tables",
    Kind.LABEL: "names and labels",
    Kind.DISPLAY: "colours and arrows",
    Kind.NARRATIVE: "words",
}
"""What each kind is called on the page."""


def audit_page(audit: Audit) -> str:
    """The page as text."""
    style = files("crossfoot.audit.written").joinpath("page.css").read_text(encoding="utf-8")
    script = files("crossfoot.audit.written").joinpath("page.js").read_text(encoding="utf-8")
    title = f"Audit of {audit.pack.name}"
    said = outcome(audit)
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n<body>\n<header><h1>{escape(title)}</h1>"
        f"<p class=lead>{escape(said[:1].upper() + said[1:])}</p>{_causes(audit)}</header>\n<main>\n"
        f"{_filters(audit)}\n{_sections(audit)}\n{_checks(audit)}\n{_reading(audit)}\n</main>\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _causes(audit: Audit) -> str:
    """Why there are more findings than things that do not agree, where there are."""
    if len({finding.root for finding in audit.findings}) == len(audit.findings):
        return ""
    return (
        "<p>One wrong figure can break several sums, so one thing may be told in several findings. "
        "Mend the finding that the others are linked to, then audit again.</p>"
    )


def _filters(audit: Audit) -> str:
    if not audit.findings:
        return ""
    parts = []
    severities = {finding.severity.value for finding in audit.findings}
    kinds = {finding.kind for finding in audit.findings}
    for name, values in (
        ("severity", {severity: severity for severity in SEVERITIES if severity in severities}),
        ("kind", {kind.value: told for kind, told in KINDS.items() if kind in kinds}),
    ):
        boxes = "".join(
            f'<label><input type="checkbox" name="{name}" value="{value}" checked> {told}</label>'
            for value, told in values.items()
        )
        parts.append(f"<fieldset><legend>Show by {name}</legend>{boxes}</fieldset>")
    rules = "".join(f"<option>{escape(rule)}</option>" for rule in sorted({finding.rule for finding in audit.findings}))
    parts.append(f'<label class=rule>Rule <select name="rule"><option value="">all</option>{rules}</select></label>')
    return f'<form class="filters" hidden>{"".join(parts)}<p role="status" id="shown"></p></form>'


def _sections(audit: Audit) -> str:
    """Findings by table in the order of the pack; those of the text have sections of their own."""
    by_table: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in audit.findings:
        by_table[finding.table_number].append(finding)
    parts = []
    order = sorted(by_table, key=lambda number: len(audit.pack.tables) if number is None else number)
    for number in order:
        found = by_table[number]
        if number is None:
            parts.append(
                f'<section class="group"><h2>In the '
                f"text</h2>{''.join(_item(audit, finding) for finding in found)}</section>"
            )
            continue
        table = audit.pack.tables[number]
        parts.append(
            f'<section class="group"><h2 id="table-{number}">{escape(table.title)} '
            f"<small>{escape(_where(audit, table.line))}</small></h2>"
            f"{_table(table, found)}<div "
            f'class="findings">{"".join(_item(audit, finding) for finding in found)}</div></section>'
        )
    return "\n".join(parts) or "<p>Nothing was found that does not agree.</p>"


def _where(audit: Audit, line: int) -> str:
    page = audit.pack.page_of(line)
    return told_line(audit.pack.unit, line) + (f", page {page}" if page else "")


def _item(audit: Audit, finding: Finding) -> str:
    place = _where(audit, finding.line)
    where = place[:1].upper() + place[1:]
    name = ", ".join(shorten(part, 130, placeholder="...") for part in (finding.row, finding.column) if part)
    told = f"<p class=told>Printed <b>{escape(finding.published)}</b>" if finding.published else ""
    if finding.expected:
        told += f"{', ' if told else '<p class=told>'}expected <b>{escape(finding.expected)}</b>"
    told += "</p>" if told else ""
    cause = f"<p>Likely cause: {escape(finding.cause)}</p>" if finding.cause else ""
    root = f' <a href="#{finding.root}">Same cause as {finding.root}</a>' if finding.root != finding.id else ""
    others = ", ".join(str(line) for line in finding.other_lines[:12] if line != finding.line)
    also = f"<p class=also>Worked out with {escape(audit.pack.unit)} {escape(others)}.</p>" if others else ""
    severity = finding.severity.value
    return (
        f'<article class="finding {severity}" id="{finding.id}" data-severity="{severity}" '
        f'data-kind="{finding.kind.value}" data-rule="{escape(finding.rule)}" data-root="{finding.root}">'
        f"<h3><span class=mark>{SYMBOLS[severity]} {severity}</span> {finding.id}: {escape(name or where)}</h3>"
        f"{told}<p>{escape(finding.explanation)}</p>{cause}{also}"
        f"<p class=meta>{escape(where)}. Rule: {escape(finding.rule)}. How sure: "
        f"{finding.confidence:.0%}.{root}</p></article>"
    )


def _table(table: PackTable, found: list[Finding]) -> str:
    marked: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.row_number is not None and finding.column_number is not None:
            marked[finding.row_number, finding.column_number].append(finding)
    rows = {row for row, _ in marked}
    shown = range(len(table.rows))
    wanted = (
        set(shown)
        if len(table.rows) <= MOST_ROWS
        else {near for row in rows for near in (0, row - 1, row, row + 1, len(table.rows) - 1)}
    )
    head = "".join(
        f'<th scope="col"{" class=number" * column.numeric}>{escape(column.heading)}</th>' for column in table.columns
    )
    body = []
    left_out = False
    for number in shown:
        if number not in wanted:
            left_out = True
            continue
        if left_out:
            body.append(f'<tr class=gap><td colspan="{len(table.columns)}">...</td></tr>')
            left_out = False
        body.append(f"<tr>{''.join(_cell(table, number, column, marked) for column in range(len(table.columns)))}</tr>")
    named = f'aria-labelledby="table-{table.index}"'
    return (
        f'<div class="scroll" role="region" {named} tabindex="0"><table {named}>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(table: PackTable, row: int, column: int, marked: dict[tuple[int, int], list[Finding]]) -> str:
    text = escape(table.cell(row, column).text)
    if len(text) > 160:
        text = f"{text[:160]}..."
    found = marked.get((row, column))
    if not found:
        words = " class=words" * (not table.columns[column].numeric)
        return f'<th scope="row">{text}</th>' if column < table.stub else f"<td{words}>{text}</td>"
    first = found[0]
    expected = f"<br><small>expected {escape(first.expected)}</small>" if first.expected else ""
    return (
        f'<td class="found {first.severity.value}"><a href="#{first.id}"><span class=mark '
        f"aria-hidden=true>{SYMBOLS[first.severity.value]}</span> {text or '(blank)'}<span class=hidden> "
        f"{first.severity.value}</span></a>{expected}</td>"
    )


def _checks(audit: Audit) -> str:
    rows = []
    for rule, made in sorted(audit.checks.items(), key=lambda item: list(audit.checks).index(item[0])):
        agreed = audit.passed.get(rule, 0)
        rows.append(
            f'<tr><th scope="row">{escape(rule)}</th><td class=words>{escape(rule_of(rule).words)}</td>'
            f"<td>{made:,}</td><td>{agreed:,}</td><td>{made - agreed:,}</td></tr>"
        )
    return (
        f'<section><h2>Checks made</h2><div class="scroll" role="region" aria-label="Checks made" '
        f'tabindex="0"><table class="checks"><thead><tr><th scope="col">Rule</th><th scope="col">What '
        f'agrees</th><th scope="col">Made</th>'
        f'<th scope="col">Agreed</th><th scope="col">Did '
        f"not</th></tr></thead><tbody>{''.join(rows)}</tbody></table></div></section>"
    )


def _reading(audit: Audit) -> str:
    """What was not read, and the tables that were read least surely."""
    reading = audit.reading
    unread = "".join(f"<li>{escape(text)}</li>" for text in audit.pack.unread)
    rows = "".join(
        f'<tr><th scope="row">{escape(each.table.title)}</th><td>{each.table.line}</td><td>{page or ""}</td>'
        f"<td>{each.numbers:,}</td><td>{each.sure:.0%}</td><td class=words>{escape('; '.join(each.why))}</td></tr>"
        for each in reading.least[:LEAST_SHOWN]
        for page in [audit.pack.page_of(each.table.line)]
    )
    names = ("Table", audit.pack.unit.capitalize(), "Page", "Numbers", "Sure", "What speaks against it")
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    more = len(reading.least) - LEAST_SHOWN
    table = (
        f'<div class="scroll" role="region" aria-label="Tables read least surely" tabindex="0"><table class="checks">'
        f"<caption>Tables read least surely: look at them in the pack{f' ({more} more are not shown)' * (more > 0)}"
        f"</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        if rows
        else ""
    )
    missing = f"<h3>What was not understood</h3><ul>{unread}</ul>" if unread else ""
    return (
        f"<section><h2>How sure the reading is</h2><p>{reading.sure:.0%}, by the numbers in the tables that have a "
        f"label and a heading, one number in a cell, and numbers where their column has numbers; pages that were not "
        f"read count against it.</p>{table}{missing}</section>"
    )

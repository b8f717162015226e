"""Release notes: what was published, what the audit checked, what went out in spite of errors and by whose decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.reports.cells import text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.matter import with_titles
from crossfoot.reports.product import draft_document
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.overrides import OVERRIDDEN, Override
from crossfoot.vocabulary.units import Unit

ID = "release-notes"
_TOLD = (
    (Severity.ERROR, "Published in spite of these errors"),
    (Severity.WARNING, "To look at"),
    (Severity.NOTE, "For information"),
)


@dataclass(frozen=True, slots=True)
class ReleasedReport:
    """One report of a release, with what the audit made of it."""

    title: str
    formats: tuple[str, ...]
    checks: int
    issues: tuple[Issue, ...]

    def count(self, severity: Severity) -> int:
        """How many findings of a severity."""
        return sum(issue.severity is severity for issue in self.issues)


def build_release_notes(edition: Edition, released: Sequence[ReleasedReport], override: Override | None) -> Document:
    """The notes of one release."""
    errors = sum(report.count(Severity.ERROR) for report in released)
    blocks: list[Block] = [Heading(1, "What was published", "published"), _lead(released, errors)]
    blocks += _overrides(edition, override, errors)
    blocks.append(_table(edition, released))
    for severity, title in _TOLD:
        told = [report for report in released if report.count(severity)]
        if told:
            blocks.append(Heading(1, title, f"{severity.value}s"))
        for number, report in enumerate(told, start=1):
            blocks.append(Heading(2, report.title, f"{severity.value}s-{number}"))
            found = [issue for issue in report.issues if issue.severity is severity]
            blocks.append(BulletList(tuple((Text(_place(issue), strong=True), Text(issue.message)) for issue in found)))
    return draft_document(edition, id=ID, title="Release notes", blocks=blocks, keywords=("release notes",))


def _place(issue: Issue) -> str:
    return f"{issue.field.rstrip('.') or 'In the text'}: "


def _lead(released: Sequence[ReleasedReport], errors: int) -> Paragraph:
    checks = sum(report.checks for report in released)
    return Paragraph(
        (
            _count(len(released)),
            Text(
                " reports were audited before they were published: "
                if len(released) != 1
                else " report was audited before it was published: "
            ),
            _count(checks),
            Text(" checks, "),
            _count(errors),
            Text(f" error{'s' if errors != 1 else ''}."),
        ),
        lead=True,
    )


def _overrides(edition: Edition, override: Override | None, errors: int) -> Iterator[Block]:
    """Who decided to go on: when the month was closed, in spite of what, and with this release."""
    content: list[Paragraph | BulletList] = []
    for said in edition.snapshot.issues:
        if said.code == OVERRIDDEN:
            content.append(Paragraph((Text(f"When the month was closed: {said.message}"),)))
            codes = said.field.split(", ")
            kept = [with_titles(issue.message, edition) for issue in edition.snapshot.issues if issue.code in codes]
            content.append(BulletList(tuple((Text(message),) for message in kept)))
    if override is not None and errors:
        said_of = f"{errors:,} error{'s' if errors != 1 else ''} listed below"
        content.append(
            Paragraph((Text(f"With this release: {override.name} published in spite of {said_of}: {override.reason}"),))
        )
    if content:
        yield Callout(CalloutKind.WARNING, "Errors were overridden", tuple(content))


def _table(edition: Edition, released: Sequence[ReleasedReport]) -> Table:
    counts = ("Checks", "Errors", "Warnings", "Notes")
    return Table(
        id="released-reports",
        caption=f"Reports of {edition.month.name} and what the audit found in each",
        columns=(
            Column("Report", width=3),
            Column("Formats", width=2.4),
            *(Column(each, align=Align.RIGHT) for each in counts),
        ),
        rows=tuple(
            Row(
                (
                    text_cell(report.title),
                    text_cell(", ".join(report.formats)),
                    Cell((_count(report.checks),)),
                    *(
                        Cell((_count(report.count(severity)),))
                        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
                    ),
                )
            )
            for report in released
        ),
    )


def _count(number: int) -> Quantity:
    return Quantity.literal(number, Unit.COUNT, 0, "audit/count")

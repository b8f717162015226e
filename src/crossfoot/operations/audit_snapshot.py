"""The gate before a month is closed: its figures are audited by the rules that audit any pack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from crossfoot.audit.blame import settle
from crossfoot.audit.finding import Finding
from crossfoot.audit.order import TABLE_RULES
from crossfoot.audit.run_audit import number_findings
from crossfoot.audit.run_rule import run_rule
from crossfoot.audit.study import Study
from crossfoot.figures.store import FigureStore
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.operations.audit_publication import STOPPED
from crossfoot.operations.findings_by_root import worst_by_root
from crossfoot.operations.snapshot_tables import LaidOut, lay_out_figures
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.periods import Period

AUDITED = "FIGURES-AUDITED"
"""The code of the note that says how many checks were made."""
PARTS = "PARTS-DO-NOT-ADD-UP"
CONTRADICTIONS = frozenset({PARTS, "QUARTER-END-DISAGREES-WITH-MONTH-END", "PART-DISAGREES-WITH-ITS-FIGURE"})
"""What is told of supplied figures that are both kept: other disagreements were settled by keeping one of the two."""
_TOTALS = "totals"
_SUPPOSED = "breakdowns"
_SUPPOSING = frozenset({"find_relations", "find_card_relations"})
"""Rules that suppose what a table's own numbers suggest, and that one what two tables do, are not for a snapshot: here
it is known what adds up to what, and small numbers suggest much: of ones and twos one is soon the sum of others."""
_INFERRED = frozenset({"rates", "stock-and-flow"})
"""What rests on a base or a stock that the numbers only suggest is told, and refuses no month: a count of two in twelve
months fits many populations."""
_SHOWN = 12


def audit_figures(
    figures: FigureStore, *, catalogue: Catalogue, council: str, month: Period, found: Sequence[Issue] = ()
) -> tuple[Issue, ...]:
    """What does not agree among the figures of a month, an issue for each rule and table; last, how much was checked.

    `found` is what deriving the figures told already: contradictions among them come back as errors, and a total that
    they name is not told twice.
    """
    laid = lay_out_figures(figures, catalogue=catalogue, council=council, month=month)
    study = Study.of(laid.pack)
    for rule in TABLE_RULES:
        if rule.__name__ not in _SUPPOSING:
            run_rule(study, rule, study)
    settle(study.ledger)
    told = {issue.message.partition(":")[0] for issue in found if issue.code == PARTS}
    groups: dict[tuple[str, Severity, int | None], list[Finding]] = defaultdict(list)
    for finding in worst_by_root(_said(number_findings(study.ledger.findings), laid, told)):
        if finding.severity is not Severity.NOTE:
            groups[finding.rule, finding.severity, finding.table_number].append(finding)
    stops = [Issue(STOPPED, Severity.ERROR, told, "Report it.", "figures.parquet") for told in study.ledger.stops]
    issues = (*stops, *_as_errors(found), *(_issue(findings) for findings in groups.values()))
    return (*issues, _note(study.ledger.checks.total(), issues))


def _said(findings: Iterable[Finding], laid: LaidOut, told: Collection[str]) -> Iterator[Finding]:
    """The findings without what is only supposed, or told already."""
    for finding in findings:
        number = finding.table_number
        whole = laid.of_known_parts.get(number) if number is not None else None
        if finding.rule != _SUPPOSED and (finding.rule != _TOTALS or whole not in told):
            yield replace(finding, severity=Severity.WARNING) if _is_error_inferred(finding) else finding


def _is_error_inferred(finding: Finding) -> bool:
    return finding.rule in _INFERRED and finding.severity is Severity.ERROR


def _as_errors(found: Iterable[Issue]) -> Iterator[Issue]:
    for issue in found:
        yield replace(issue, severity=Severity.ERROR) if issue.code in CONTRADICTIONS else issue


def _issue(findings: Sequence[Finding]) -> Issue:
    first = findings[0]
    others = "; ".join(f"{_cell(finding)} {finding.published}".strip() for finding in findings[1 : _SHOWN + 1])
    more = f", and {len(findings) - _SHOWN - 1:,} more" if len(findings) > _SHOWN + 1 else ""
    also = f" In the same table also: {others}{more}." if others else ""
    return Issue(
        f"AUDIT-{first.rule.upper()}",
        first.severity,
        f"{first.table}: {_cell(first)}: {first.explanation}{also}",
        "Correct the figure at its source."
        if first.severity is Severity.ERROR
        else "Look at the figure at its source.",
        "figures.parquet",
        field=_cell(first),
    )


def _cell(finding: Finding) -> str:
    return ", ".join(part for part in (finding.row, finding.column) if part)


def _note(checks: int, issues: Sequence[Issue]) -> Issue:
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    return Issue(
        AUDITED,
        Severity.NOTE,
        f"The figures of the month were audited: {checks:,} checks, {errors:,} error{'s' if errors != 1 else ''}.",
        "Nothing needs to be done." if not errors else "The errors are listed with it.",
    )

"""Run every rule over a pack, settle what failed, number the findings and group them by root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crossfoot.audit.blame import settle
from crossfoot.audit.find_breakdown_faults import find_breakdown_faults
from crossfoot.audit.find_change_slips import find_change_slips
from crossfoot.audit.find_column_rules import find_column_rules
from crossfoot.audit.find_copies import find_copied_series, find_duplicated_tables
from crossfoot.audit.find_date_faults import find_date_faults
from crossfoot.audit.find_direction_faults import find_direction_faults
from crossfoot.audit.find_exception_faults import find_exception_faults
from crossfoot.audit.find_label_faults import find_label_faults
from crossfoot.audit.find_misquoted_figures import find_misquoted_figures
from crossfoot.audit.find_misquoted_money import find_misquoted_money
from crossfoot.audit.find_narrative_arithmetic import find_narrative_arithmetic
from crossfoot.audit.find_narrative_claims import find_narrative_claims
from crossfoot.audit.find_pair_faults import find_pair_faults
from crossfoot.audit.find_product_faults import find_product_faults
from crossfoot.audit.find_rate_faults import find_rate_faults
from crossfoot.audit.find_rating_faults import find_rating_faults
from crossfoot.audit.find_ratio_faults import find_ratio_faults
from crossfoot.audit.find_reference_faults import find_reference_faults
from crossfoot.audit.find_repeated_measures import find_repeated_measures
from crossfoot.audit.find_repeated_rows import find_repeated_rows
from crossfoot.audit.find_residue import find_residue
from crossfoot.audit.find_risk_faults import find_risk_faults
from crossfoot.audit.find_running_totals import find_running_totals
from crossfoot.audit.find_stock_and_flow import find_stock_and_flow
from crossfoot.audit.find_sums_over_time import find_sums_over_time
from crossfoot.audit.find_total_faults import find_total_faults
from crossfoot.audit.find_trend_faults import find_trend_faults
from crossfoot.audit.finding import Finding
from crossfoot.audit.pack import Pack
from crossfoot.audit.sentences import Lexicon, find_sentences
from crossfoot.audit.study import Study

Progress = Callable[[str, int, int], None]
# The order matters where one rule finds what another uses: copies are left out of all, ratios are rolled up.
TABLE_RULES: tuple[Callable[[Study], None], ...] = (
    find_duplicated_tables,
    find_total_faults,
    find_column_rules,
    find_product_faults,
    find_ratio_faults,
    find_rate_faults,
    find_sums_over_time,
    find_repeated_measures,
    find_repeated_rows,
    find_breakdown_faults,
    find_stock_and_flow,
    find_running_totals,
    find_copied_series,
    find_trend_faults,
    find_change_slips,
    find_direction_faults,
    find_rating_faults,
    find_label_faults,
    find_pair_faults,
    find_residue,
    find_risk_faults,
    find_reference_faults,
)


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found: findings in the order of their lines, and the number of checks made and agreed by rule."""

    pack: Pack
    findings: tuple[Finding, ...]
    checks: dict[str, int]
    passed: dict[str, int]


def run_audit(pack: Pack, *, progress: Progress = lambda _what, _done, _total: None) -> Audit:
    """Every rule over the pack. A rule that has nothing to look at counts no check."""
    study = Study.of(pack)
    steps = len(TABLE_RULES) + 2
    for number, rule in enumerate(TABLE_RULES):
        progress(rule.__name__.replace("_", " "), number, steps)
        rule(study)
    progress("reading the words", len(TABLE_RULES), steps)
    sentences = find_sentences(pack)
    lexicon = Lexicon(study)
    find_narrative_arithmetic(study, sentences)
    find_narrative_claims(study, sentences, lexicon)
    find_misquoted_figures(study, sentences, lexicon)
    find_misquoted_money(study, sentences)
    find_date_faults(study, sentences)
    find_exception_faults(study, sentences)
    progress("settling", len(TABLE_RULES) + 1, steps)
    settle(study.ledger)
    return Audit(pack, number_findings(study.ledger.findings), dict(study.ledger.checks), dict(study.ledger.passed))


def number_findings(findings: list[Finding]) -> tuple[Finding, ...]:
    """In the order of lines, with ids; the root of each is the id of the first finding at the same cell or cause."""
    ordered = sorted(
        findings,
        key=lambda each: (each.line, each.table_number or 0, each.column_number or 0, -each.confidence, each.rule),
    )
    roots: dict[str, str] = {}
    cells: dict[tuple[int, int, int], str] = {}
    for number, finding in enumerate(ordered, start=1):
        finding.id = f"F{number:04}"
    for finding in ordered:
        known = roots.setdefault(finding.root, finding.id) if finding.root else finding.id
        if finding.table_number is not None and finding.row_number is not None and finding.column_number is not None:
            cell = (finding.table_number, finding.row_number, finding.column_number)
            known = cells.setdefault(cell, known)
        finding.root = known
    return tuple(ordered)

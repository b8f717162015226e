"""Run every rule over a pack, settle what failed, number the findings and group them by root."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crossfoot.audit.across.find_benchmark_series import find_benchmark_series
from crossfoot.audit.across.find_breakdown_faults import find_breakdown_faults
from crossfoot.audit.across.find_copied_tables import find_copied_tables
from crossfoot.audit.across.find_copies import find_copied_series, find_duplicated_tables
from crossfoot.audit.across.find_renamed_groups import find_renamed_groups
from crossfoot.audit.across.find_repeated_cells import find_repeated_cells
from crossfoot.audit.across.find_repeated_measures import find_repeated_measures
from crossfoot.audit.across.find_repeated_rows import find_repeated_rows
from crossfoot.audit.across.find_summed_pairs import find_summed_pairs
from crossfoot.audit.arithmetic.find_change_slips import find_change_slips
from crossfoot.audit.arithmetic.find_complement_faults import find_complement_faults
from crossfoot.audit.arithmetic.find_extreme_faults import find_extreme_faults
from crossfoot.audit.arithmetic.find_not_collected import find_not_collected
from crossfoot.audit.arithmetic.find_pair_faults import find_pair_faults
from crossfoot.audit.arithmetic.find_rate_faults import find_rate_faults
from crossfoot.audit.arithmetic.find_ratio_faults import find_ratio_faults
from crossfoot.audit.arithmetic.find_relations import find_relations
from crossfoot.audit.arithmetic.find_risk_faults import find_risk_faults
from crossfoot.audit.arithmetic.find_running_totals import find_running_totals
from crossfoot.audit.arithmetic.find_stock_and_flow import find_stock_and_flow
from crossfoot.audit.arithmetic.find_sums_over_time import find_sums_over_time
from crossfoot.audit.arithmetic.find_total_faults import find_total_faults
from crossfoot.audit.arithmetic.find_walk_faults import find_walk_faults
from crossfoot.audit.blame import settle
from crossfoot.audit.dates.find_clock_times import find_clock_times
from crossfoot.audit.dates.find_counted_periods import find_counted_periods
from crossfoot.audit.dates.find_date_faults import find_date_faults
from crossfoot.audit.dates.find_date_order import find_date_order
from crossfoot.audit.dates.find_days_between import find_days_between
from crossfoot.audit.dates.find_deadline_faults import find_deadline_faults
from crossfoot.audit.dates.find_period_faults import find_period_faults
from crossfoot.audit.dates.find_period_lengths import find_period_lengths
from crossfoot.audit.dates.find_year_spans import find_year_spans
from crossfoot.audit.display.find_blank_faults import find_blank_faults
from crossfoot.audit.display.find_direction_faults import find_direction_faults
from crossfoot.audit.display.find_exception_faults import find_exception_faults
from crossfoot.audit.display.find_mark_faults import find_mark_faults
from crossfoot.audit.display.find_mixed_arrows import find_mixed_arrows
from crossfoot.audit.display.find_placeholders import find_placeholders
from crossfoot.audit.display.find_rank_faults import find_rank_faults
from crossfoot.audit.display.find_rating_faults import find_rating_faults
from crossfoot.audit.display.find_residue import find_residue
from crossfoot.audit.display.find_row_states import find_row_states
from crossfoot.audit.display.find_stray_signs import find_stray_signs
from crossfoot.audit.display.find_trend_faults import find_trend_faults
from crossfoot.audit.finding import Finding
from crossfoot.audit.naming.find_age_faults import find_age_faults
from crossfoot.audit.naming.find_citation_faults import find_citation_faults
from crossfoot.audit.naming.find_footnote_faults import find_footnote_faults
from crossfoot.audit.naming.find_heading_faults import find_heading_faults
from crossfoot.audit.naming.find_label_faults import find_label_faults
from crossfoot.audit.naming.find_numbering_faults import find_numbering_faults
from crossfoot.audit.naming.find_present_and_absent import find_present_and_absent
from crossfoot.audit.naming.find_reference_faults import find_reference_faults
from crossfoot.audit.naming.find_slid_totals import find_slid_totals
from crossfoot.audit.naming.find_swapped_labels import find_swapped_labels
from crossfoot.audit.naming.find_twin_headings import find_twin_headings
from crossfoot.audit.printed_again import name_copies
from crossfoot.audit.quoting.find_counted_states import find_counted_states
from crossfoot.audit.quoting.find_fractions_of_rows import find_fractions_of_rows
from crossfoot.audit.quoting.find_misquoted_figures import find_misquoted_figures
from crossfoot.audit.quoting.find_misquoted_money import find_misquoted_money
from crossfoot.audit.quoting.find_misquoted_rows import find_misquoted_rows
from crossfoot.audit.quoting.find_misquoted_years import find_misquoted_years
from crossfoot.audit.quoting.find_moves_between import find_moves_between
from crossfoot.audit.quoting.find_narrative_claims import find_narrative_claims
from crossfoot.audit.quoting.find_printed_changes import find_printed_changes
from crossfoot.audit.quoting.find_spending_words import find_spending_words
from crossfoot.audit.quoting.find_told_benchmarks import find_told_benchmarks
from crossfoot.audit.quoting.find_told_changes import find_told_changes
from crossfoot.audit.quoting.find_told_directions import find_told_directions
from crossfoot.audit.quoting.find_told_extremes import find_told_extremes
from crossfoot.audit.quoting.find_told_runs import find_told_runs
from crossfoot.audit.quoting.find_told_totals import find_told_totals
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.second_look import look_again
from crossfoot.audit.spoken.sentences import Lexicon, find_sentences
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_narrative_arithmetic import find_narrative_arithmetic
from crossfoot.audit.words.find_points_in_words import find_points_in_words

Progress = Callable[[str, int, int], None]
# The order matters where one rule finds what another uses: copies are left out of all, ratios are rolled up.
TABLE_RULES: tuple[Callable[[Study], None], ...] = (
    find_duplicated_tables,
    find_risk_faults,
    find_relations,
    find_total_faults,
    find_ratio_faults,
    find_rate_faults,
    find_sums_over_time,
    find_slid_totals,
    find_repeated_measures,
    find_repeated_rows,
    find_benchmark_series,
    find_renamed_groups,
    find_summed_pairs,
    find_repeated_cells,
    find_breakdown_faults,
    find_stock_and_flow,
    find_walk_faults,
    find_running_totals,
    find_copied_series,
    find_trend_faults,
    find_change_slips,
    find_age_faults,
    find_direction_faults,
    find_rating_faults,
    find_row_states,
    find_rank_faults,
    find_mark_faults,
    find_stray_signs,
    find_mixed_arrows,
    find_copied_tables,
    find_label_faults,
    find_heading_faults,
    find_twin_headings,
    find_pair_faults,
    find_complement_faults,
    find_extreme_faults,
    find_blank_faults,
    find_residue,
    find_not_collected,
    find_reference_faults,
    find_numbering_faults,
    find_citation_faults,
    find_footnote_faults,
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
    find_points_in_words(study, sentences)
    find_misquoted_figures(study, sentences, lexicon)
    speaking = Speaking(study)
    find_misquoted_rows(study, sentences, speaking)
    find_counted_states(study, sentences, speaking)
    find_told_benchmarks(study, sentences, speaking)
    find_told_changes(study, sentences, speaking)
    find_printed_changes(study, sentences, speaking)
    find_moves_between(study, sentences, speaking)
    find_told_extremes(study, sentences, speaking)
    find_told_runs(study, sentences, speaking)
    find_told_directions(study, sentences, speaking)
    find_told_totals(study, sentences, speaking)
    find_fractions_of_rows(study, sentences, speaking)
    find_spending_words(study, sentences)
    find_misquoted_money(study, sentences)
    find_misquoted_years(study, sentences)
    find_placeholders(study, sentences)
    find_swapped_labels(study, sentences)
    find_date_faults(study)
    find_date_order(study)
    find_days_between(study)
    find_period_faults(study)
    find_period_lengths(study)
    find_counted_periods(study)
    find_year_spans(study)
    find_clock_times(study)
    find_present_and_absent(study)
    find_deadline_faults(study, sentences)
    find_exception_faults(study, sentences)
    progress("settling", len(TABLE_RULES) + 1, steps)
    settle(study.ledger)
    look_again(study.ledger)
    name_copies(study)
    return Audit(pack, number_findings(study.ledger.findings), dict(study.ledger.checks), dict(study.ledger.passed))


def number_findings(findings: list[Finding]) -> tuple[Finding, ...]:
    """In the order of lines, with ids; the root of each is the id of the first finding at the same cell or cause."""
    ordered = sorted(
        findings,
        key=lambda each: (each.line, each.table_number or 0, each.column_number or 0, -each.confidence, each.rule),
    )
    first: dict[object, int] = {}
    roots = list(range(len(ordered)))
    for number, finding in enumerate(ordered):
        finding.id = f"F{number + 1:04}"
        for key in _shared(finding):
            _join(roots, number, first.setdefault(key, number))
    for number, finding in enumerate(ordered):
        finding.root = ordered[_root(roots, number)].id
    return tuple(ordered)


def _shared(finding: Finding) -> Iterator[object]:
    """What findings of one root have in common: a cause that a rule named, a cell."""
    if finding.root:
        yield finding.root
    if finding.table_number is not None and finding.row_number is not None and finding.column_number is not None:
        yield finding.table_number, finding.row_number, finding.column_number


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        number = roots[number]
    return number


def _join(roots: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(roots, one), _root(roots, other)))
    roots[high] = low

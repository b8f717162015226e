"""Every rule in the order in which they run: of tables, of words, of dates."""

from __future__ import annotations

from collections.abc import Callable

from crossfoot.audit.across.find_benchmark_series import find_benchmark_series
from crossfoot.audit.across.find_breakdown_faults import find_breakdown_faults
from crossfoot.audit.across.find_caption_bases import find_caption_bases
from crossfoot.audit.across.find_cited_cells import find_cited_cells
from crossfoot.audit.across.find_confirmed_totals import find_confirmed_totals
from crossfoot.audit.across.find_copied_tables import find_copied_tables
from crossfoot.audit.across.find_copies import find_copied_series, find_duplicated_tables
from crossfoot.audit.across.find_headline_figures import find_headline_figures
from crossfoot.audit.across.find_other_groups import find_other_groups
from crossfoot.audit.across.find_own_among_others import find_own_among_others
from crossfoot.audit.across.find_ranks_elsewhere import find_ranks_elsewhere
from crossfoot.audit.across.find_rates_of_other_tables import find_rates_of_other_tables
from crossfoot.audit.across.find_renamed_groups import find_renamed_groups
from crossfoot.audit.across.find_repeated_cells import find_repeated_cells
from crossfoot.audit.across.find_repeated_measures import find_repeated_measures
from crossfoot.audit.across.find_repeated_rows import find_repeated_rows
from crossfoot.audit.across.find_same_lines import find_same_lines
from crossfoot.audit.across.find_short_runs import find_short_runs
from crossfoot.audit.across.find_summary_figures import find_summary_figures
from crossfoot.audit.across.find_summed_pairs import find_summed_pairs
from crossfoot.audit.across.find_values_left_out import find_values_left_out
from crossfoot.audit.arithmetic.find_averages_outside_bands import find_averages_outside_bands
from crossfoot.audit.arithmetic.find_card_relations import find_card_relations
from crossfoot.audit.arithmetic.find_change_slips import find_change_slips
from crossfoot.audit.arithmetic.find_complement_faults import find_complement_faults
from crossfoot.audit.arithmetic.find_counted_letters import find_counted_letters
from crossfoot.audit.arithmetic.find_duration_faults import find_duration_faults
from crossfoot.audit.arithmetic.find_extreme_faults import find_extreme_faults
from crossfoot.audit.arithmetic.find_gaps_to_one import find_gaps_to_one
from crossfoot.audit.arithmetic.find_lettered_formulas import find_lettered_formulas
from crossfoot.audit.arithmetic.find_listed_items import find_listed_items
from crossfoot.audit.arithmetic.find_median_faults import find_median_faults
from crossfoot.audit.arithmetic.find_not_collected import find_not_collected
from crossfoot.audit.arithmetic.find_numbered_rows import find_numbered_rows
from crossfoot.audit.arithmetic.find_pair_faults import find_pair_faults
from crossfoot.audit.arithmetic.find_paired_columns import find_paired_columns
from crossfoot.audit.arithmetic.find_rate_faults import find_rate_faults
from crossfoot.audit.arithmetic.find_ratio_faults import find_ratio_faults
from crossfoot.audit.arithmetic.find_ratios_to_date import find_ratios_to_date
from crossfoot.audit.arithmetic.find_relations import find_relations
from crossfoot.audit.arithmetic.find_risk_faults import find_risk_faults
from crossfoot.audit.arithmetic.find_rolling_means import find_means_of_other_tables, find_rolling_means
from crossfoot.audit.arithmetic.find_running_totals import find_running_totals
from crossfoot.audit.arithmetic.find_stacked_totals import find_stacked_totals
from crossfoot.audit.arithmetic.find_stock_and_flow import find_stock_and_flow
from crossfoot.audit.arithmetic.find_sums_over_time import find_sums_over_time
from crossfoot.audit.arithmetic.find_told_denominators import find_told_denominators
from crossfoot.audit.arithmetic.find_told_products import find_told_products
from crossfoot.audit.arithmetic.find_total_faults import find_total_faults
from crossfoot.audit.arithmetic.find_trimmed_means import find_trimmed_means
from crossfoot.audit.arithmetic.find_walk_faults import find_walk_faults
from crossfoot.audit.arithmetic.find_weighted_means import find_weighted_means
from crossfoot.audit.arithmetic.find_weighted_scores import find_weighted_scores
from crossfoot.audit.counted.find_card_claims import find_card_claims
from crossfoot.audit.counted.find_counted_conditions import find_counted_conditions
from crossfoot.audit.counted.find_counted_states import find_counted_states
from crossfoot.audit.counted.find_counted_words import find_counted_words
from crossfoot.audit.counted.find_graded_totals import find_graded_totals
from crossfoot.audit.counted.find_in_line_claims import find_in_line_claims
from crossfoot.audit.dates.find_clock_times import find_clock_times
from crossfoot.audit.dates.find_counted_periods import find_counted_periods
from crossfoot.audit.dates.find_date_faults import find_date_faults
from crossfoot.audit.dates.find_date_order import find_date_order
from crossfoot.audit.dates.find_days_between import find_days_between
from crossfoot.audit.dates.find_days_to_date import find_days_to_date
from crossfoot.audit.dates.find_deadline_faults import find_deadline_faults
from crossfoot.audit.dates.find_next_periods import find_next_periods
from crossfoot.audit.dates.find_period_faults import find_period_faults
from crossfoot.audit.dates.find_period_lengths import find_period_lengths
from crossfoot.audit.dates.find_unended_years import find_unended_years
from crossfoot.audit.dates.find_year_spans import find_year_spans
from crossfoot.audit.display.find_blank_faults import find_blank_faults
from crossfoot.audit.display.find_compared_marks import find_compared_marks
from crossfoot.audit.display.find_direction_faults import find_direction_faults
from crossfoot.audit.display.find_exception_faults import find_exception_faults
from crossfoot.audit.display.find_grade_moves import find_grade_moves
from crossfoot.audit.display.find_listed_exceptions import find_listed_exceptions
from crossfoot.audit.display.find_listed_marks import find_listed_marks
from crossfoot.audit.display.find_mark_faults import find_mark_faults
from crossfoot.audit.display.find_mixed_arrows import find_mixed_arrows
from crossfoot.audit.display.find_own_places import find_own_places
from crossfoot.audit.display.find_placeholders import find_placeholders
from crossfoot.audit.display.find_rank_faults import find_rank_faults
from crossfoot.audit.display.find_residue import find_residue
from crossfoot.audit.display.find_row_arrows import find_row_arrows
from crossfoot.audit.display.find_shown_small_numbers import find_shown_small_numbers
from crossfoot.audit.display.find_sign_faults import find_sign_faults
from crossfoot.audit.display.find_stray_signs import find_stray_signs
from crossfoot.audit.display.find_trend_faults import find_trend_faults
from crossfoot.audit.marks.find_card_marks import find_card_marks
from crossfoot.audit.marks.find_dated_states import find_dated_states
from crossfoot.audit.marks.find_heading_answers import find_heading_answers
from crossfoot.audit.marks.find_legend_benchmarks import find_legend_benchmarks
from crossfoot.audit.marks.find_moves_in_a_row import find_moves_in_a_row
from crossfoot.audit.marks.find_rating_faults import find_rating_faults
from crossfoot.audit.marks.find_row_states import find_row_states
from crossfoot.audit.marks.find_told_marks import find_told_marks
from crossfoot.audit.marks.find_told_tests import find_told_tests
from crossfoot.audit.moves.find_compared_lines import find_compared_lines
from crossfoot.audit.moves.find_misquoted_moves import find_misquoted_moves
from crossfoot.audit.moves.find_moves_between import find_moves_between
from crossfoot.audit.moves.find_moves_by_so_much import find_moves_by_so_much
from crossfoot.audit.moves.find_moves_each_time import find_moves_each_time
from crossfoot.audit.moves.find_printed_changes import find_printed_changes
from crossfoot.audit.moves.find_rows_against_rows import find_rows_against_rows
from crossfoot.audit.moves.find_signed_changes import find_signed_changes
from crossfoot.audit.moves.find_spending_words import find_spending_words
from crossfoot.audit.moves.find_told_changes import find_told_changes
from crossfoot.audit.moves.find_told_directions import find_told_directions
from crossfoot.audit.moves.find_told_more import find_told_more
from crossfoot.audit.moves.find_told_runs import find_told_runs
from crossfoot.audit.moves.find_values_with_changes import find_values_with_changes
from crossfoot.audit.naming.find_age_faults import find_age_faults
from crossfoot.audit.naming.find_bare_references import find_bare_references
from crossfoot.audit.naming.find_citation_faults import find_citation_faults
from crossfoot.audit.naming.find_footnote_faults import find_footnote_faults
from crossfoot.audit.naming.find_heading_faults import find_heading_faults
from crossfoot.audit.naming.find_label_faults import find_label_faults
from crossfoot.audit.naming.find_lettered_sections import find_lettered_sections
from crossfoot.audit.naming.find_numbering_faults import find_numbering_faults
from crossfoot.audit.naming.find_present_and_absent import find_present_and_absent
from crossfoot.audit.naming.find_reference_faults import find_reference_faults
from crossfoot.audit.naming.find_references_elsewhere import find_references_elsewhere
from crossfoot.audit.naming.find_repeated_captions import find_repeated_captions
from crossfoot.audit.naming.find_repeated_names import find_repeated_names
from crossfoot.audit.naming.find_said_polarity import find_said_polarity
from crossfoot.audit.naming.find_slid_totals import find_slid_totals
from crossfoot.audit.naming.find_swapped_labels import find_swapped_labels
from crossfoot.audit.naming.find_twin_headings import find_twin_headings
from crossfoot.audit.naming.find_two_spellings import find_two_spellings
from crossfoot.audit.naming.find_unmarked_notes import find_unmarked_notes
from crossfoot.audit.quoting.find_anchored_figures import find_anchored_figures
from crossfoot.audit.quoting.find_costs_for_each import find_costs_for_each
from crossfoot.audit.quoting.find_fractions_of_cells import find_fractions_of_cells
from crossfoot.audit.quoting.find_fractions_of_rows import find_fractions_of_rows
from crossfoot.audit.quoting.find_joined_rows import find_joined_rows
from crossfoot.audit.quoting.find_means_of_columns import find_means_of_columns
from crossfoot.audit.quoting.find_misquoted_figures import find_misquoted_figures
from crossfoot.audit.quoting.find_misquoted_money import find_misquoted_money
from crossfoot.audit.quoting.find_misquoted_pairs import find_misquoted_pairs
from crossfoot.audit.quoting.find_misquoted_rows import find_misquoted_rows
from crossfoot.audit.quoting.find_misquoted_years import find_misquoted_years
from crossfoot.audit.quoting.find_narrative_claims import find_narrative_claims
from crossfoot.audit.quoting.find_other_totals import find_other_totals
from crossfoot.audit.quoting.find_parts_and_wholes import find_parts_and_wholes
from crossfoot.audit.quoting.find_parts_of_all import find_parts_of_all
from crossfoot.audit.quoting.find_parts_of_them import find_parts_of_them
from crossfoot.audit.quoting.find_shares_of_columns import find_shares_of_columns
from crossfoot.audit.quoting.find_slipped_figures import find_slipped_figures
from crossfoot.audit.quoting.find_sums_of_one_word import find_sums_of_one_word
from crossfoot.audit.quoting.find_told_benchmarks import find_told_benchmarks
from crossfoot.audit.quoting.find_told_medians import find_told_medians
from crossfoot.audit.quoting.find_told_sides import find_told_sides
from crossfoot.audit.quoting.find_told_totals import find_told_totals
from crossfoot.audit.quoting.find_turned_pairs import find_turned_pairs
from crossfoot.audit.spoken.sentences import Lexicon, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.study import Study
from crossfoot.audit.superlatives.find_named_extremes import find_named_extremes
from crossfoot.audit.superlatives.find_only_lines import find_only_lines
from crossfoot.audit.superlatives.find_superlatives import find_superlatives
from crossfoot.audit.superlatives.find_told_extremes import find_told_extremes
from crossfoot.audit.words.find_narrative_arithmetic import find_narrative_arithmetic
from crossfoot.audit.words.find_points_in_words import find_points_in_words

# The order matters where one rule finds what another uses: copies are left out of all, ratios are rolled up.
TABLE_RULES: tuple[Callable[[Study], None], ...] = (
    find_duplicated_tables,
    find_risk_faults,
    find_relations,
    find_card_relations,
    find_gaps_to_one,
    find_total_faults,
    find_ratio_faults,
    find_ratios_to_date,
    find_rate_faults,
    find_rates_of_other_tables,
    find_sums_over_time,
    find_slid_totals,
    find_listed_items,
    find_counted_letters,
    find_lettered_formulas,
    find_numbered_rows,
    find_duration_faults,
    find_averages_outside_bands,
    find_median_faults,
    find_trimmed_means,
    find_weighted_means,
    find_rolling_means,
    find_means_of_other_tables,
    find_weighted_scores,
    find_repeated_measures,
    find_short_runs,
    find_values_left_out,
    find_repeated_rows,
    find_benchmark_series,
    find_own_among_others,
    find_cited_cells,
    find_renamed_groups,
    find_other_groups,
    find_summed_pairs,
    find_repeated_cells,
    find_breakdown_faults,
    find_same_lines,
    find_summary_figures,
    find_headline_figures,
    find_confirmed_totals,
    find_caption_bases,
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
    find_row_arrows,
    find_told_marks,
    find_card_marks,
    find_compared_marks,
    find_heading_answers,
    find_told_tests,
    find_dated_states,
    find_moves_in_a_row,
    find_grade_moves,
    find_sign_faults,
    find_shown_small_numbers,
    find_rank_faults,
    find_own_places,
    find_ranks_elsewhere,
    find_listed_exceptions,
    find_mark_faults,
    find_legend_benchmarks,
    find_stray_signs,
    find_mixed_arrows,
    find_copied_tables,
    find_label_faults,
    find_heading_faults,
    find_twin_headings,
    find_pair_faults,
    find_paired_columns,
    find_complement_faults,
    find_extreme_faults,
    find_stacked_totals,
    find_told_denominators,
    find_told_products,
    find_blank_faults,
    find_residue,
    find_not_collected,
    find_reference_faults,
    find_numbering_faults,
    find_repeated_names,
    find_citation_faults,
    find_footnote_faults,
    find_unmarked_notes,
    find_two_spellings,
    find_bare_references,
    find_lettered_sections,
    find_repeated_captions,
)

SELF_PROVING_RULES: tuple[Callable[[Study, list[Sentence]], None], ...] = (find_narrative_arithmetic,)
"""Of sentences that hold all that proves them."""
LEXICON_RULES: tuple[Callable[[Study, list[Sentence], Lexicon], None], ...] = (
    find_narrative_claims,
    find_misquoted_figures,
)
"""Of sentences against series of figures over time."""
SPOKEN_RULES: tuple[Callable[[Study, list[Sentence], Speaking], None], ...] = (
    find_misquoted_rows,
    find_misquoted_pairs,
    find_parts_of_them,
    find_counted_states,
    find_counted_conditions,
    find_counted_words,
    find_only_lines,
    find_graded_totals,
    find_listed_marks,
    find_told_benchmarks,
    find_told_changes,
    find_printed_changes,
    find_signed_changes,
    find_moves_between,
    find_told_extremes,
    find_named_extremes,
    find_superlatives,
    find_told_runs,
    find_moves_each_time,
    find_told_directions,
    find_compared_lines,
    find_told_totals,
    find_means_of_columns,
    find_told_medians,
    find_fractions_of_rows,
    find_fractions_of_cells,
    find_misquoted_moves,
    find_parts_and_wholes,
    find_told_more,
    find_told_sides,
    find_slipped_figures,
    find_sums_of_one_word,
    find_shares_of_columns,
    find_parts_of_all,
    find_moves_by_so_much,
    find_joined_rows,
    find_rows_against_rows,
    find_turned_pairs,
    find_costs_for_each,
    find_anchored_figures,
    find_other_totals,
    find_values_with_changes,
)
"""Of sentences against rows and columns."""
SENTENCE_RULES: tuple[Callable[[Study, list[Sentence]], None], ...] = (
    find_points_in_words,
    find_spending_words,
    find_misquoted_money,
    find_misquoted_years,
    find_placeholders,
    find_swapped_labels,
    find_said_polarity,
    find_references_elsewhere,
    find_card_claims,
    find_in_line_claims,
    find_deadline_faults,
    find_unended_years,
    find_exception_faults,
)
DATE_RULES: tuple[Callable[[Study], None], ...] = (
    find_date_faults,
    find_date_order,
    find_days_between,
    find_days_to_date,
    find_period_faults,
    find_period_lengths,
    find_counted_periods,
    find_year_spans,
    find_next_periods,
    find_clock_times,
    find_present_and_absent,
)

ALONE = frozenset(
    [
        find_benchmark_series,
        find_renamed_groups,
        find_same_lines,
        find_summary_figures,
        find_headline_figures,
        find_confirmed_totals,
        find_caption_bases,
        find_breakdown_faults,
        find_summed_pairs,
        find_repeated_cells,
        find_trend_faults,
        find_change_slips,
        find_age_faults,
        find_rating_faults,
        find_row_states,
        find_told_marks,
        find_compared_marks,
        find_moves_in_a_row,
        find_grade_moves,
        find_sign_faults,
        find_rank_faults,
        find_ranks_elsewhere,
        find_listed_exceptions,
        find_stray_signs,
        find_mixed_arrows,
        find_copied_tables,
        find_heading_faults,
        find_twin_headings,
        find_pair_faults,
        find_complement_faults,
        find_blank_faults,
        find_not_collected,
        find_reference_faults,
        find_numbering_faults,
        find_citation_faults,
        find_footnote_faults,
        find_two_spellings,
    ]
)
"""Rules of tables that ask nothing of what other rules found, and whose findings no other asks for."""

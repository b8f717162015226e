"""What can be wrong with records: one rule in each file, listed here in the order in which they are told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from crossfoot.records.checks import (
    adoption_steps,
    adoptions_without_placement,
    after_close,
    after_death,
    before_birth,
    birth_conflicts,
    blank_cells,
    care_after_18,
    century_slips,
    code_lists,
    conference_outcomes,
    death_conflicts,
    duplicate_keys,
    end_before_start,
    ends_without_reason,
    episode_chains,
    future_dates,
    leavers_under_16,
    merged_identities,
    missing_keys,
    open_after_18,
    orphans,
    overlaps,
    placements_without_episode,
    plans_before_conference,
    plans_without_conference,
    plans_without_episode,
    reopened,
    repeated_events,
    repeated_visits,
    reviews_before_plan,
    same_day,
    same_persons,
    seen_alone,
    sex_conflicts,
    transfers,
    two_placements,
    unborn_children,
    unknown_sex,
)
from crossfoot.records.checks.rule import Rule, Scope, Search, indicators_reading, moved_topics
from crossfoot.records.record_set import RecordSet
from crossfoot.records.row_issues import row_issues
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.issues import Issue

RULES: tuple[Rule, ...] = (
    missing_keys.RULE,
    duplicate_keys.RULE,
    orphans.RULE,
    code_lists.RULE,
    blank_cells.RULE,
    same_persons.RULE,
    merged_identities.RULE,
    birth_conflicts.RULE,
    sex_conflicts.RULE,
    death_conflicts.RULE,
    unborn_children.RULE,
    unknown_sex.RULE,
    century_slips.RULE,
    future_dates.RULE,
    end_before_start.RULE,
    before_birth.RULE,
    after_death.RULE,
    after_close.RULE,
    ends_without_reason.RULE,
    overlaps.RULE,
    repeated_events.RULE,
    repeated_visits.RULE,
    plans_without_episode.RULE,
    plans_without_conference.RULE,
    plans_before_conference.RULE,
    conference_outcomes.RULE,
    reviews_before_plan.RULE,
    transfers.RULE,
    seen_alone.RULE,
    open_after_18.RULE,
    care_after_18.RULE,
    two_placements.RULE,
    placements_without_episode.RULE,
    episode_chains.RULE,
    adoptions_without_placement.RULE,
    adoption_steps.RULE,
    leavers_under_16.RULE,
    same_day.RULE,
    reopened.RULE,
)
NAMED = 8
"""Indicators that an issue names; the data-quality report lists them all."""


def find_record_issues(
    records: RecordSet,
    *,
    standard: Standard,
    as_at: date,
    reads: Mapping[str, Collection[str]] | None = None,
) -> tuple[Issue, ...]:
    """Everything that any rule finds, in the order of the rules. A rule whose columns were not collected is silent.

    With `reads`, the columns that each indicator is worked out from, each issue names the indicators that it can move;
    without, it names their topics.
    """
    scope = Scope.of(records, standard=standard, as_at=as_at)
    issues: list[Issue] = []
    with records.connect() as connection:
        for rule in RULES:
            for search in rule.searches_in(scope):
                issues += row_issues(
                    connection,
                    search.found,
                    code=rule.code,
                    severity=rule.severity,
                    message=f"{search.message}{_moved(search, scope, reads)}",
                    advice=rule.advice,
                    field=search.field,
                )
    return tuple(issues)


def _moved(search: Search, scope: Scope, reads: Mapping[str, Collection[str]] | None) -> str:
    doubted = scope.doubted(search)
    if reads is None:
        topics = [topic.replace("-", " ") for topic in moved_topics(doubted, scope.standard)]
        return f" It can move figures of: {', '.join(topics)}." if topics else ""
    moved = indicators_reading(doubted, reads)
    more = f" and {len(moved) - NAMED} more" if len(moved) > NAMED else ""
    return f" It can move: {', '.join(moved[:NAMED])}{more}." if moved else ""

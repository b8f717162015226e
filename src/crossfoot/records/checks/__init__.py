"""What can be wrong with records: one rule in each file, listed here in the order in which they are told."""

from __future__ import annotations

from datetime import date

from crossfoot.records.checks import (
    after_death,
    before_birth,
    care_after_18,
    century_slips,
    code_lists,
    duplicate_keys,
    end_before_start,
    future_dates,
    leavers_under_16,
    merged_identities,
    missing_keys,
    orphans,
    overlaps,
    plans_without_episode,
    reopened,
    same_day,
    transfers,
    unborn_children,
    unknown_sex,
)
from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.issues import Issue

RULES: tuple[Rule, ...] = (
    missing_keys.RULE,
    duplicate_keys.RULE,
    orphans.RULE,
    code_lists.RULE,
    merged_identities.RULE,
    century_slips.RULE,
    future_dates.RULE,
    end_before_start.RULE,
    before_birth.RULE,
    after_death.RULE,
    unborn_children.RULE,
    unknown_sex.RULE,
    overlaps.RULE,
    plans_without_episode.RULE,
    care_after_18.RULE,
    leavers_under_16.RULE,
    transfers.RULE,
    same_day.RULE,
    reopened.RULE,
)


def find_record_issues(records: RecordSet, *, standard: Standard, as_at: date) -> tuple[Issue, ...]:
    """Everything that any rule finds, in the order of the rules. A rule whose columns were not collected is silent."""
    with records.connect() as connection:
        evidence = Evidence(records, standard, as_at, connection)
        return tuple(issue for rule in RULES for issue in rule.find(evidence))

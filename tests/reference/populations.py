"""Every population that figures are counted from, and its rows in a month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reference.adoptions import find_adoptions
from reference.assessments import (
    find_assessments_authorised,
    find_assessments_open,
    find_enquiries_completed,
    find_strategy_discussions,
)
from reference.care_events import (
    find_care_ended,
    find_care_reviews,
    find_care_reviews_due,
    find_care_started,
    find_court_work,
    find_first_health_assessments_due,
    find_missing,
)
from reference.care_leavers import find_care_leavers
from reference.caseloads import find_caseloads
from reference.cells import Records
from reference.children import Child, County
from reference.children_in_need import find_children_in_need, find_children_in_need_or_protected
from reference.conferences import find_core_groups_due, find_initial_conferences, find_review_conferences
from reference.contacts import find_contacts, find_referrals
from reference.early_help import find_early_help_referrals
from reference.looked_after import find_looked_after, find_unaccompanied
from reference.months import Month, read_month
from reference.placement_nights import find_placement_nights
from reference.protection import find_plans, find_plans_ended, find_plans_started
from reference.rows import Row
from reference.time_limits import Entries


@dataclass(frozen=True)
class Population:
    """How the rows of a child are found; only children with a record in one of `tables` can have any."""

    find: Callable[[Child, Month], Iterator[Row]]
    tables: tuple[str, ...]


BY_CHILD = {
    "contacts": Population(find_contacts, ("contacts",)),
    "referrals": Population(find_referrals, ("cin_episodes",)),
    "assessments-authorised": Population(find_assessments_authorised, ("cin_assessments",)),
    "assessments-open": Population(find_assessments_open, ("cin_assessments",)),
    "section-47-enquiries-completed": Population(find_enquiries_completed, ("s47_enquiry",)),
    "strategy-discussions": Population(find_strategy_discussions, ("s47_enquiry",)),
    "initial-conferences": Population(find_initial_conferences, ("initial_cp_conference",)),
    "protection-plans-started": Population(find_plans_started, ("cp_plans",)),
    "protection-plans-ended": Population(find_plans_ended, ("cp_plans",)),
    "protection-plans": Population(find_plans, ("cp_plans",)),
    "core-groups-due": Population(find_core_groups_due, ("cp_plans",)),
    "review-conferences": Population(find_review_conferences, ("cp_plans",)),
    "children-in-need": Population(find_children_in_need, ("cin_episodes",)),
    "children-in-need-or-protected": Population(find_children_in_need_or_protected, ("cin_episodes", "cp_plans")),
    "looked-after": Population(find_looked_after, ("cla_episodes",)),
    "unaccompanied": Population(find_unaccompanied, ("cla_episodes",)),
    "care-started": Population(find_care_started, ("cla_episodes",)),
    "care-ended": Population(find_care_ended, ("cla_episodes",)),
    "first-health-assessments-due": Population(find_first_health_assessments_due, ("cla_episodes",)),
    "care-reviews": Population(find_care_reviews, ("cla_reviews",)),
    "care-reviews-due": Population(find_care_reviews_due, ("cla_episodes",)),
    "missing-from-placement": Population(find_missing, ("missing",)),
    "placement-nights": Population(find_placement_nights, ("cla_placement",)),
    "court-work": Population(find_court_work, ("x_court_work",)),
    "care-leavers": Population(find_care_leavers, ("care_leavers",)),
    "adoptions": Population(find_adoptions, ("permanence",)),
}

BY_COUNTY: dict[str, Callable[[County, Month], Iterator[Row]]] = {
    "early-help-referrals": find_early_help_referrals,
    "caseloads": find_caseloads,
}
"""Populations whose rows are families or workers."""

POPULATIONS = frozenset(BY_CHILD) | frozenset(BY_COUNTY)


def rows(population: str, records: Records | County, limits: Entries, month: str) -> list[Row]:
    """Every row of the population in `month` (`2017-01`). Nothing is left out for columns that were not collected."""
    county = records if isinstance(records, County) else County(records, limits)
    return rows_in_months(population, county, [month])[month]


def rows_in_months(population: str, county: County, months: list[str]) -> dict[str, list[Row]]:
    """The same for several months: children outside, months inside."""
    found: dict[str, list[Row]] = {month: [] for month in months}
    if population in BY_COUNTY:
        for month in months:
            found[month] += BY_COUNTY[population](county, read_month(month))
        return found
    kind = BY_CHILD[population]
    for child in county:
        if any(child.records(table) for table in kind.tables):
            for month in months:
                found[month] += kind.find(child, read_month(month))
    return found

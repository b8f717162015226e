"""Named cohorts, events and spells over the records of children: one file per topic, as expressions for any engine."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from crossfoot.populations import (
    adoptions,
    assessments,
    care_health,
    care_leavers,
    care_reviews,
    care_started_and_ended,
    caseloads,
    children_in_need,
    conferences,
    contacts_and_referrals,
    court_work,
    early_help,
    looked_after,
    missing,
    placement_nights,
    protection_plans,
    section_47,
)
from crossfoot.populations.population import Population

_FILES = (
    adoptions,
    assessments,
    care_health,
    care_leavers,
    care_reviews,
    care_started_and_ended,
    caseloads,
    children_in_need,
    conferences,
    contacts_and_referrals,
    court_work,
    early_help,
    looked_after,
    missing,
    placement_nights,
    protection_plans,
    section_47,
)

POPULATIONS: Mapping[str, Population] = MappingProxyType(
    {population.id: population for file in _FILES for population in file.POPULATIONS}
)
"""Every population by its id."""

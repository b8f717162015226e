"""Children seen alone who were not seen."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

_VISITS = (
    ("cin_visits", "cinv_cin_visit_seen", "cinv_cin_visit_seen_alone"),
    ("cp_visits", "cppv_cp_visit_seen", "cppv_cp_visit_seen_alone"),
    ("cla_visits", "clav_cla_visit_seen", "clav_cla_visit_seen_alone"),
)


def _searches(_scope: Scope) -> Iterator[Search]:
    for table, seen, alone in _VISITS:
        fault = f"CASE WHEN checked.{alone} THEN NOT coalesce(checked.{seen}, false) END"
        yield Search(table, alone, fault, "The child was seen alone, and is not recorded as seen.", doubts=(seen,))


RULE = Rule(
    "RECORDS-SEEN-ALONE",
    Severity.WARNING,
    "A child was seen alone but not seen",
    "Visits at which the child was seen alone and which do not say that the child was seen, blank or no.",
    "Correct one of the two: a visit counts where the child was seen.",
    _searches,
)

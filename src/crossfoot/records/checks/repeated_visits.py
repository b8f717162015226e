"""Two visits to one child on one day."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.repeated_events import repeated_sql
from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.spells import VISITS
from crossfoot.vocabulary.issues import Severity

_KEYS = {"cin_visits": "cinv_cin_visit_id", "cp_visits": "cppv_cp_visit_id", "cla_visits": "clav_cla_visit_id"}


def _searches(_scope: Scope) -> Iterator[Search]:
    for table, person, day in VISITS:
        message = "An earlier row with another id has the same child and day."
        yield Search(table, day, repeated_sql(_KEYS[table], person, day), message, whole_row=True)


RULE = Rule(
    "RECORDS-REPEATED-VISIT",
    Severity.NOTE,
    "A child was visited twice on one day",
    "Visits of one kind to one child on one day under two ids: every row after the first.",
    "Nothing need be done where two visits were made; else remove the one that was recorded twice.",
    _searches,
)

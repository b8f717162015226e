"""The task fused by hand in DuckDB: a spell is one row with a bit for each month, whatever is asked of it.

How near to a raw scan the evaluation of crossfoot could come, were it written for these twelve indicators alone.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.subset.in_duckdb import records
from benchmarks.subset.task import MEASURES, NO_LOCALITY, Answer, Task

_STATEMENTS = Path(__file__).with_suffix(".sql")
_COUNTED = {
    "FROM counted_contacts": ("contacts",),
    "FROM counted_referrals": ("referrals", "re_referrals", "referrals_to_assessment"),
    "FROM counted_assessments": ("assessments", "assessments_in_time"),
    "FROM counted_in_need": ("in_need", "in_need_plan_due", "in_need_plan_up_to_date", "in_need_visited"),
    "FROM counted_protected": ("protected", "protected_visit_due", "protected_seen", "protected_seen_alone"),
}
"""What gives month, team and those measures."""


def count(task: Task) -> Answer:
    """Every measure."""
    answer: dict[str, dict[tuple[int, str], int]] = {measure: {} for measure in MEASURES}
    with records(task) as connection:
        connection.execute(_STATEMENTS.read_text(encoding="utf-8"))
        areas = dict(connection.execute("SELECT xtea_team_id, xtea_locality_area FROM x_team_area").fetchall())
        for query, measures in _COUNTED.items():
            for month, team, *values in connection.execute(query).fetchall():
                key = month, areas.get(team) or NO_LOCALITY
                for measure, value in zip(measures, values, strict=True):
                    if value:
                        answer[measure][key] = answer[measure].get(key, 0) + int(value)
    return answer

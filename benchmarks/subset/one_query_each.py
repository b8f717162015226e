"""The task in DuckDB as an analyst would write it: one query per indicator, each with the joins that it needs."""

from __future__ import annotations

from pathlib import Path

from benchmarks.subset.in_duckdb import records
from benchmarks.subset.task import INDICATORS, MEASURES, Answer, Task

_VIEWS = Path(__file__).with_suffix(".sql")
_QUERIES = {
    "contacts": "SELECT month, locality, count(*) FROM placed('contact') GROUP BY ALL",
    "referrals": "SELECT month, locality, count(*) FROM placed('referral') GROUP BY ALL",
    "re-referrals": "SELECT month, locality, count(*) FILTER (again), count(*) FROM placed('referral') GROUP BY ALL",
    "referrals-to-assessment": """
        SELECT month, locality, count(*) FILTER (assessed), count(*) FROM placed('referral') GROUP BY ALL
    """,
    "assessments-authorised": "SELECT month, locality, count(*) FROM placed('assessment') GROUP BY ALL",
    "assessments-within-45-working-days": """
        SELECT month, locality, count(*) FILTER (in_time), count(*) FROM placed('assessment') GROUP BY ALL
    """,
    "section-17-children-in-need": "SELECT month, locality, count(*) FROM placed('child_in_need') GROUP BY ALL",
    "child-in-need-plan-up-to-date": """
        SELECT month, locality, count(*) FILTER (is_current), count(*) FROM placed('child_with_plan') GROUP BY ALL
    """,
    "child-in-need-visited-in-timescale": """
        SELECT month, locality, count(*) FILTER (is_visited), count(*) FROM placed('child_visited') GROUP BY ALL
    """,
    "child-protection-plans": "SELECT month, locality, count(*) FROM placed('child_protected') GROUP BY ALL",
    "child-protection-seen-in-timescale": """
        SELECT month, locality, count(*) FILTER (is_seen), count(*) FROM placed('protected_seen') GROUP BY ALL
    """,
    "child-protection-seen-alone-in-timescale": """
        SELECT month, locality, count(*) FILTER (is_seen_alone), count(*)
        FROM placed('protected_seen_alone') GROUP BY ALL
    """,
}
"""Numerator and denominator of each indicator by month and locality."""


def count(task: Task) -> Answer:
    """Every measure; of one that several indicators have, what they all say. Raises ValueError where they differ."""
    answer: dict[str, dict[tuple[int, str], int]] = {}
    with records(task) as connection:
        connection.execute(_VIEWS.read_text(encoding="utf-8"))
        for indicator, query in _QUERIES.items():
            found = connection.execute(query).fetchall()
            for place, measure in enumerate(INDICATORS[indicator]):
                counted = {(row[0], row[1]): row[2 + place] for row in found if row[2 + place]}
                if answer.setdefault(measure, counted) != counted:
                    raise ValueError(f"{indicator} has another {measure}")
    return {measure: answer[measure] for measure in MEASURES}

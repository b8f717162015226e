"""The day on which an age is reached."""

from __future__ import annotations


def birthday_sql(born: str, years: int) -> str:
    """SQL for the day on which somebody born on `born` reaches `years`; 1 March for 29 February in a common year.

    DuckDB's own answer in a common year is 28 February, a day on which the age is not reached.
    """
    day = f"CAST({born} + INTERVAL {years} YEAR AS DATE)"
    return f"CASE WHEN day({born}) = 29 AND day({day}) = 28 THEN {day} + 1 ELSE {day} END"

"""The day on which an age is reached."""

from __future__ import annotations


def birthday_sql(born: str, years: int) -> str:
    """SQL for the day on which somebody born on `born` reaches `years`; 1 March for 29 February in a common year.

    DuckDB's own answer in a common year is 28 February, a day on which the age is not reached.
    """
    day = f"CAST({born} + INTERVAL {years} YEAR AS DATE)"
    return f"CASE WHEN day({born}) = 29 AND day({day}) = 28 THEN {day} + 1 ELSE {day} END"


def birthday_of(person: str, years: int) -> str:
    """SQL for that day of the person in the column `person` of the checked table, NULL where the birth is not known."""
    born = f"SELECT min(pers_dob) FROM person WHERE pers_person_id = checked.{person}"  # noqa: S608
    return f"(SELECT {birthday_sql('born', years)} FROM ({born}) AS birth(born))"  # noqa: S608

"""Cases of children that are open though the child has grown up."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.birthdays import birthday_of
from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    leaver = "(SELECT count(*) FROM care_leavers WHERE clea_person_id = checked.cine_person_id) > 0"
    kept = f"AND NOT {leaver}" if scope.has("clea_person_id") else ""
    cases = (
        ("cin_episodes", "cine_close_date", "cine_person_id", kept),
        ("cin_plans", "cinp_cin_plan_end_date", "cinp_person_id", ""),
        ("cp_plans", "cppl_cp_plan_end_date", "cppl_person_id", ""),
    )
    for table, end, person, condition in cases:
        yield Search(
            table,
            end,
            f"CASE WHEN checked.{end} IS NULL {condition} THEN {birthday_of(person, 18)} < {scope.day} END",
            "It is open, and the 18th birthday is past.",
            doubts=("pers_dob",),
        )


RULE = Rule(
    "RECORDS-OPEN-AFTER-18",
    Severity.WARNING,
    "A case is open after the 18th birthday",
    "Episodes of need, child in need plans and protection plans that are open after the child's 18th birthday; its own "
    "day is in order. Episodes of care leavers, who are helped for longer, are left out; care is "
    "RECORDS-CARE-AFTER-18's.",
    "Close the case on the birthday at the latest, or correct the date of birth.",
    _searches,
)

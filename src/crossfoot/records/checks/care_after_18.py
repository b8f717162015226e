"""Young people who are looked after beyond their 18th birthday, which the law does not know."""

from __future__ import annotations

from crossfoot.records.checks.birthdays import birthday_sql
from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.vocabulary.issues import Issue, Severity


def find_care_after_18(evidence: Evidence) -> list[Issue]:
    """Episodes of care that are open after the 18th birthday, or ended after it. Its own day is in order."""
    care = ("clae_person_id", "clae_cla_episode_ceased_date")
    if not (evidence.has("cla_episodes", *care) and evidence.has("person", "pers_person_id", "pers_dob")):
        return []
    rows = (
        "SELECT care.source_file, care.source_row FROM cla_episodes AS care "  # noqa: S608
        "JOIN person ON pers_person_id = clae_person_id "
        f"WHERE coalesce(clae_cla_episode_ceased_date, {evidence.day}) > {birthday_sql('pers_dob', 18)}"
    )
    message = "The episode goes on after the 18th birthday."
    return evidence.issues(RULE, rows, message=message, field="clae_cla_episode_ceased_date")


RULE = Rule(
    "RECORDS-CARE-AFTER-18",
    Severity.WARNING,
    "Care goes on after the 18th birthday",
    "End the episode on the 18th birthday at the latest, or correct the date of birth.",
    ("looked-after-children", "looked-after-health", "placements", "care-leavers"),
    find_care_after_18,
)

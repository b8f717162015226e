"""Things that began, or visits that were made, after a child's death."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.records.checks.spells import VISITS, collected_spells
from crossfoot.vocabulary.issues import Issue, Severity


def find_events_after_death(evidence: Evidence) -> list[Issue]:
    """Starts and visits after the date of death. An end may come later: cases are closed when the paper is done."""
    if not evidence.has("person", "pers_person_id", "pers_death_date"):
        return []
    starts = [(spell.table, spell.person, spell.start) for spell in collected_spells(evidence)]
    issues = []
    for table, person, day in (*starts, *(visit for visit in VISITS if evidence.has(*visit))):
        rows = (
            f"SELECT event.source_file, event.source_row FROM {table} AS event "  # noqa: S608
            f"JOIN person ON pers_person_id = event.{person} WHERE event.{day} > pers_death_date"
        )
        issues += evidence.issues(RULE, rows, message="The date is after the child's death.", field=day)
    return issues


RULE = Rule(
    "RECORDS-AFTER-DEATH",
    Severity.WARNING,
    "Something began after the child's death",
    "Check the date of death and whose record it is.",
    ("children-in-need", "child-protection", "looked-after-children"),
    find_events_after_death,
)

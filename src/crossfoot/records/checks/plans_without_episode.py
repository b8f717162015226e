"""Children with a protection plan who are not children in need."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.vocabulary.issues import Issue, Severity


def find_plans_without_episode(evidence: Evidence) -> list[Issue]:
    """Child protection plans whose first day falls in no episode of need of the same child."""
    plan = ("cppl_person_id", "cppl_cp_plan_start_date")
    episode = ("cine_person_id", "cine_referral_date", "cine_close_date")
    if not (evidence.has("cp_plans", *plan) and evidence.has("cin_episodes", *episode)):
        return []
    rows = (
        "SELECT source_file, source_row FROM cp_plans WHERE cppl_cp_plan_start_date IS NOT NULL AND NOT EXISTS ("
        "SELECT 1 FROM cin_episodes WHERE cine_person_id = cppl_person_id "
        "AND cine_referral_date <= cppl_cp_plan_start_date "
        "AND (cine_close_date IS NULL OR cine_close_date >= cppl_cp_plan_start_date))"
    )
    message = "The child had no open episode of need on the day the plan began."
    return evidence.issues(RULE, rows, message=message, field="cppl_cp_plan_start_date")


RULE = Rule(
    "RECORDS-PLAN-WITHOUT-EPISODE",
    Severity.WARNING,
    "A protection plan stands outside any episode of need",
    "Record the referral, or reopen the episode that was closed while the plan ran.",
    ("children-in-need", "child-protection"),
    find_plans_without_episode,
)

"""Children who moved in with another council's protection plan, recorded as if they had not."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.vocabulary.issues import Issue, Severity


def find_transfers(evidence: Evidence) -> list[Issue]:
    """Transfer conferences with an enquiry of our own, and other councils' plans that our conference agreed."""
    issues = []
    if evidence.has("initial_cp_conference", "icpc_icpc_transfer_in", "icpc_s47_enquiry_id"):
        rows = (
            "SELECT source_file, source_row FROM initial_cp_conference "
            "WHERE icpc_icpc_transfer_in AND icpc_s47_enquiry_id IS NOT NULL"
        )
        message = "The conference is marked as a transfer in, and followed a section 47 enquiry of this council."
        issues += evidence.issues(RULE, rows, message=message, field="icpc_icpc_transfer_in")
    if evidence.has("cp_plans", "cppl_cp_plan_ola", "cppl_icpc_id"):
        rows = "SELECT source_file, source_row FROM cp_plans WHERE cppl_cp_plan_ola AND cppl_icpc_id IS NOT NULL"
        message = "The plan is marked as another council's, and was agreed by a conference of this council."
        issues += evidence.issues(RULE, rows, message=message, field="cppl_cp_plan_ola")
    return issues


RULE = Rule(
    "RECORDS-TRANSFER",
    Severity.WARNING,
    "A transfer is marked where there was none",
    "Take the mark away, or the link to the enquiry or conference: the 15 days do not apply to a transfer.",
    ("child-protection",),
    find_transfers,
)

"""Children who moved in with another council's protection plan, recorded as if they had not."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(_scope: Scope) -> Iterator[Search]:
    yield Search(
        "initial_cp_conference",
        "icpc_icpc_transfer_in",
        "CASE WHEN checked.icpc_icpc_transfer_in THEN checked.icpc_s47_enquiry_id IS NOT NULL END",
        "The conference is marked as a transfer in, and followed a section 47 enquiry of this council.",
        doubts=("icpc_s47_enquiry_id",),
    )
    yield Search(
        "cp_plans",
        "cppl_cp_plan_ola",
        "CASE WHEN checked.cppl_cp_plan_ola THEN checked.cppl_icpc_id IS NOT NULL END",
        "The plan is marked as another council's, and was agreed by a conference of this council.",
        doubts=("cppl_icpc_id",),
    )


RULE = Rule(
    "RECORDS-TRANSFER",
    Severity.WARNING,
    "A transfer is marked where there was none",
    "Transfer conferences with an enquiry of our own, and other councils' plans that our conference agreed.",
    "Take the mark away, or the link to the enquiry or conference: the 15 days do not apply to a transfer.",
    _searches,
)

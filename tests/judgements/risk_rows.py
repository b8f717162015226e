"""Rows of the page on risks as registers, and what the rules make of them."""

from __future__ import annotations

from datetime import date

from rule_pages import Row

from crossfoot.judgements.policies import Policies
from crossfoot.judgements.risk_review import Case, Evidence, find_prompts, next_review_due, register_day
from crossfoot.risks.history import Risk
from crossfoot.risks.registers import RiskEntry, RiskReview, RiskTask

STANDARD = {
    "reviews": "2017-02-10 3x3 amber",
    "target": "2x3",
    "target date": "2017-12-31",
    "tasks": "owner by 2017-12-01",
    "on": "2017-02-28",
    "figures of": "2017-02-08",
}
OWNER = "Head of Education"


def run_risks(row: Row, policies: Policies) -> dict[str, str]:
    risk = risk_of(row)
    policy = policies.risks
    figures_of = date.fromisoformat(said(row, "figures of"))
    on = date.fromisoformat(said(row, "on"))
    marks = [mark.strip() for mark in row.may_take("evidence").split(";") if mark.strip()]
    evidence = tuple(Evidence("A line", is_red=mark == "red", words="over budget") for mark in marks)
    prompts = find_prompts(Case(risk, policy, on, figures_of, evidence))
    due = next_review_due(risk, policy)
    return {
        "expected": ", ".join(prompt.question for prompt in prompts) or "none",
        "reason": " ".join(prompt.reason for prompt in prompts),
        "level": policy.level_of(risk.current.score).name if risk.current else "",
        "next review": due.isoformat() if due else "",
        "direction": risk.travel,
        "register day": register_day([risk], policy, figures_of=figures_of).isoformat(),
    }


def said(row: Row, heading: str) -> str:
    return row.take(heading) if row.has(heading) else STANDARD[heading]


def risk_of(row: Row) -> Risk:
    likelihood, impact = said(row, "target").split("x")
    entry = RiskEntry.model_validate(
        {
            "id": "a-risk",
            "number": "R1",
            "name": "A risk",
            "category": "D",
            "area": "Children's Services",
            "description": "Something may happen.",
            "entered_on": "2015-01-01",
            "target_likelihood": likelihood,
            "target_impact": impact,
            "target_date": said(row, "target date"),
            "owner": OWNER,
            **({"appetite": row.take("appetite")} if row.may_take("appetite") else {}),
        }
    )
    tasks = [cell.strip() for cell in said(row, "tasks").split(";") if cell.strip()]
    return Risk(entry, tuple(reviews_of(row)), tuple(task_of(cell, place) for place, cell in enumerate(tasks)))


def reviews_of(row: Row) -> list[RiskReview]:
    cells = [] if said(row, "reviews") == "none" else [cell.split() for cell in said(row, "reviews").split(";")]
    reviewer = OWNER.upper() if row.may_take("owner reviews") == "yes" else "Head of Performance and Planning"
    printed = {"printed_next_review": row.take("printed next")} if row.may_take("printed next") else {}
    return [
        RiskReview.model_validate(
            {
                "risk": "a-risk",
                "reviewed_on": day,
                "likelihood": rating[0],
                "impact": rating[2],
                "prospects": prospects,
                "reviewer": reviewer,
                **printed,
            }
        )
        for day, rating, prospects in cells
    ]


def task_of(cell: str, place: int) -> RiskTask:
    """`owner by 2017-12-01`, `by 2017-12-01`, `owner`, `done`, `done on 2017-03-05`."""
    written = {"risk": "a-risk", "task": f"task-{place}", "what": "Do something", "state": "open"}
    words = cell.split()
    if words[0] == "done":
        written["state"] = "done"
    if words[0] == "owner":
        written["owner"] = "Head of Transport"
    if "on" in words:
        written["done_on"] = words[-1]
    if "by" in words:
        written["due"] = words[-1]
    return RiskTask.model_validate(written)

"""Relevant and former relevant care leavers, from the table as it was kept for the month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reference.cells import Record, day_of, is_yes, text_of, words_of
from reference.children import Child
from reference.looked_after import pathway_plan_days
from reference.months import Month
from reference.rows import Row, holding

IN_EDUCATION_OR_WORK = frozenset({"F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5"})
NEVER_SUITABLE = frozenset({"W", "X"})


def find_care_leavers(child: Child, month: Month) -> Iterator[Row]:
    day, limits = month.last, child.county.limits
    for leaver in child.records("care_leavers"):
        if leaver.get("kept_month") != str(month):
            continue
        relevant, former = _is_relevant(child, leaver, day), _is_former_relevant(child, leaver, day)
        if not relevant and not former:
            continue
        contact = day_of(leaver, "clea_care_leaver_latest_contact")
        reviewed = day_of(leaver, "clea_pathway_plan_review_date")
        planned = [*pathway_plan_days(child), *([reviewed] if reviewed is not None else [])]
        visits = [
            visited
            for visit in child.records("cla_visits")
            if is_yes(visit, "clav_cla_visit_seen") and (visited := day_of(visit, "clav_cla_visit_date")) is not None
        ]

        def within(limit: str, done: date) -> bool:
            return done <= day and limits.on(day, limit).keeps(done, day)

        yield Row(
            child.person,
            day,
            text_of(leaver, "clea_care_leaver_allocated_team"),
            flags=holding(
                relevant=relevant,
                former_relevant=former,
                contacted=words_of(leaver, "clea_care_leaver_in_touch") == "yes"
                and contact is not None
                and within("leaver-contact", contact),
                in_education_or_work=words_of(leaver, "clea_care_leaver_activity")[:1] in {"f", "p"},
                suitable=text_of(leaver, "clea_care_leaver_accom_suitable") == "1"
                and text_of(leaver, "clea_care_leaver_accommodation") not in NEVER_SUITABLE,
                pathway_plan=any(within("pathway-plan", done) for done in planned),
                visited=any(within("leaver-visit", done) for done in visits),
            ),
        )


def _is_relevant(child: Child, leaver: Record, day: date) -> bool:
    return words_of(leaver, "clea_care_leaver_eligibility").startswith("relevant") and child.age(day) in {16, 17}


def _is_former_relevant(child: Child, leaver: Record, day: date) -> bool:
    if not words_of(leaver, "clea_care_leaver_eligibility").startswith("former"):
        return False
    age = child.age(day)
    if age in {21, 22, 23, 24}:
        return text_of(leaver, "clea_care_leaver_activity") in IN_EDUCATION_OR_WORK
    return age in {18, 19, 20}

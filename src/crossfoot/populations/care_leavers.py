"""Care leavers: relevant and former relevant young people, from the table as it was kept for each month."""

from __future__ import annotations

import ibis

from crossfoot.populations.frame import KEPT_MONTH, Frame
from crossfoot.populations.looked_after_plans import PATHWAY_PLAN_COLUMNS, pathway_plans
from crossfoot.populations.month_facts import with_facts
from crossfoot.populations.month_masks import MonthMasks
from crossfoot.populations.people import PERSON_COLUMNS, age_on, with_person
from crossfoot.populations.population import Feature, Moment, Population

_IN_EDUCATION_OR_WORK = ("F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5")
_SUITABLE = "1"
_NEVER_SUITABLE = ("W", "X")
"""Bed and breakfast, and custody, whatever was written of their suitability."""


def build_care_leavers(frame: Frame) -> ibis.Table:
    """Rows of young people who are relevant or former relevant at month end."""
    kept = frame.table("care_leavers")
    kept = kept.filter(kept.clea_person_id.notnull()).select(
        "source_file",
        "source_row",
        KEPT_MONTH,
        person_id="clea_person_id",
        team="clea_care_leaver_allocated_team",
        eligibility=kept.clea_care_leaver_eligibility.lower(),
        in_touch=kept.clea_care_leaver_in_touch.lower(),
        contact="clea_care_leaver_latest_contact",
        home=kept.clea_care_leaver_accommodation.fill_null(""),
        home_suits="clea_care_leaver_accom_suitable",
        activity=kept.clea_care_leaver_activity.fill_null(""),
        reviewed="clea_pathway_plan_review_date",
    )
    limits = ("within_leaver_contact", "within_pathway_plan")
    months = frame.months.select("month", "code", *limits, day="last_day")
    rows = with_person(frame, kept.inner_join(months, kept[KEPT_MONTH] == months.code))
    age = ibis.cases((rows.dob <= rows.day, age_on(rows.dob, rows.day)))
    studies_or_works = rows.activity.isin(_IN_EDUCATION_OR_WORK)
    rows = rows.mutate(
        relevant=rows.eligibility.startswith("relevant") & age.between(16, 17),
        former_relevant=rows.eligibility.startswith("former")
        & (age.between(18, 20) | (age.between(21, 24) & studies_or_works)),
    )
    rows = rows.filter(rows.relevant | rows.former_relevant)
    masks = MonthMasks(frame)
    plans = pathway_plans(masks, "pathway-plan").select("person_id", planned="within_pathway_plan")
    rows = with_facts(rows, plans, _visits(masks), keys=("person_id",))
    review_in_time = (rows.reviewed >= rows.within_pathway_plan) & (rows.reviewed <= rows.day)
    return rows.mutate(
        contacted=(rows.in_touch == "yes") & (rows.contact >= rows.within_leaver_contact) & (rows.contact <= rows.day),
        in_education_or_work=rows.activity.startswith("F") | rows.activity.startswith("P"),
        suitable=(rows.home_suits == _SUITABLE) & rows.home.notin(_NEVER_SUITABLE),
        pathway_plan=review_in_time | masks.holds(rows.planned, rows.month),
        visited=masks.holds(rows.visited_within, rows.month),
    )


def _visits(masks: MonthMasks) -> ibis.Table:
    """The months in which a person's last visit is recent enough."""
    visits = masks.frame.table("cla_visits")
    visits = visits.filter(visits.clav_cla_visit_seen)
    in_time = masks.within(visits.clav_cla_visit_date, "leaver-visit")
    return masks.by_person(visits.select(person_id="clav_person_id", visited_within=in_time), "visited_within")


CARE_LEAVERS = Population(
    id="care-leavers",
    row="a relevant or former relevant care leaver at month end, as the case system stood then",
    moment=Moment.STOCK,
    table="care_leavers",
    needs=(
        "care_leavers.clea_person_id",
        "care_leavers.clea_care_leaver_eligibility",
        "care_leavers.clea_care_leaver_activity",
        *PERSON_COLUMNS,
    ),
    build=build_care_leavers,
    flags={
        "relevant": Feature("16 or 17, out of care, and owed the duties to relevant young people"),
        "former_relevant": Feature("18 to 20, or 21 to 24 in education, training or work, and eligible before"),
        "contacted": Feature(
            "in touch, and the latest contact is recent enough",
            ("care_leavers.clea_care_leaver_in_touch", "care_leavers.clea_care_leaver_latest_contact"),
            ("leaver-contact",),
        ),
        "in_education_or_work": Feature("in education, training or work, full or part time"),
        "suitable": Feature(
            "the home is suitable, and neither bed and breakfast nor custody",
            ("care_leavers.clea_care_leaver_accom_suitable", "care_leavers.clea_care_leaver_accommodation"),
        ),
        "pathway_plan": Feature(
            "a pathway plan agreed or reviewed recently enough",
            ("care_leavers.clea_pathway_plan_review_date", *PATHWAY_PLAN_COLUMNS),
            ("pathway-plan",),
        ),
        "visited": Feature(
            "seen at a visit recently enough",
            ("cla_visits.clav_person_id", "cla_visits.clav_cla_visit_date", "cla_visits.clav_cla_visit_seen"),
            ("leaver-visit",),
        ),
    },
)

POPULATIONS = (CARE_LEAVERS,)

"""What is owed to children by a day: to whom, since when the clock runs, when it was last done, when it is due.

Whom it is owed to, and whether it was done, are flags of populations, the same that figures count. Only the day on
which it falls due is worked out here, in `dues`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import ibis

from crossfoot.casework import dues, last_done
from crossfoot.casework.due_dates import TimeLimits
from crossfoot.casework.dues import Done, Dues
from crossfoot.casework.subjects import Subject
from crossfoot.populations.frame import Frame


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing owed to the rows of a population.

    It is owed to rows with every flag of `among` and none of `unless`. It is missing from those that have the flag
    `timed`, where one is named, and have not `done`, where one is named: these are the denominator of `indicator`
    without the numerator. Where neither is named it is missing when the day on which it is due has come.
    """

    id: str
    title: str
    population: str
    dues: Callable[[Subject, Done, TimeLimits], Dues]
    last: Callable[[Frame], ibis.Table] | None = None
    of_plan: bool = False
    """`last` goes by the plan's id instead of the child's."""
    needs: tuple[str, ...] = ()
    """Columns that `last` reads beside those of the population and its flags."""
    among: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    timed: str | None = None
    done: str | None = None
    indicator: str | None = None

    def is_owed(self, subject: Subject) -> bool:
        """True for those to whom it falls due at some time."""
        return subject.flags >= set(self.among) and not subject.flags & set(self.unless)

    def is_missing(self, subject: Subject, due: date | None, on: date) -> bool:
        """True where figures as at the end of the day `on` would count it as not done."""
        if self.timed is None and self.done is None:
            return due is not None and due <= on
        return (self.timed is None or self.timed in subject.flags) and self.done not in subject.flags

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags of the population that it rests on."""
        named = (*self.among, *self.unless, self.timed, self.done)
        return tuple(flag for flag in named if flag is not None)


_CARE_REVIEW_COLUMNS = (
    "cla_reviews.clar_cla_id",
    "cla_reviews.clar_cla_review_date",
    "cla_reviews.clar_cla_review_cancelled",
    "cla_episodes.clae_cla_id",
)

OBLIGATIONS = (
    Obligation(
        id="protection-visit",
        title="Visit to a child with a protection plan",
        population="protection-plans",
        timed="visit_due",
        done="seen",
        indicator="child-protection-seen-in-timescale",
        last=partial(last_done.protection_visits, column="cppv_cp_visit_seen"),
        dues=partial(dues.due_since_start, first="protection-visit", again="protection-visit"),
    ),
    Obligation(
        id="protection-visit-alone",
        title="Visit at which a child with a protection plan is seen alone",
        population="protection-plans",
        timed="visit_due",
        done="seen_alone",
        indicator="child-protection-seen-alone-in-timescale",
        last=partial(last_done.protection_visits, column="cppv_cp_visit_seen_alone"),
        dues=partial(dues.due_since_start, first="protection-visit", again="protection-visit-alone"),
    ),
    Obligation(
        id="protection-review",
        title="Review conference of a protection plan",
        population="protection-plans",
        last=last_done.protection_reviews,
        of_plan=True,
        needs=("cp_reviews.cppr_cp_plan_id", "cp_reviews.cppr_cp_review_date"),
        dues=dues.protection_review_dues,
    ),
    Obligation(
        id="core-group",
        title="First core group of a protection plan",
        population="protection-plans",
        last=last_done.first_core_groups,
        of_plan=True,
        needs=("x_core_group.xcor_person_id", "x_core_group.xcor_cp_plan_id", "x_core_group.xcor_meeting_date"),
        dues=partial(dues.due_once, timescale="core-group"),
    ),
    Obligation(
        id="need-plan",
        title="Child in need plan",
        population="children-in-need",
        timed="plan_due",
        done="plan_up_to_date",
        indicator="child-in-need-plan-up-to-date",
        last=last_done.need_plans,
        dues=dues.need_plan_dues,
    ),
    Obligation(
        id="need-review",
        title="Review of a child in need plan",
        population="children-in-need",
        done="reviewed",
        indicator="child-in-need-reviewed-within-12-weeks",
        last=last_done.need_reviews,
        dues=partial(dues.due_since_start, first="child-in-need-review", again="child-in-need-review"),
    ),
    Obligation(
        id="need-visit",
        title="Visit to a child in need",
        population="children-in-need",
        done="visited",
        indicator="child-in-need-visited-in-timescale",
        last=last_done.need_visits,
        dues=partial(dues.due_since_start, first="child-in-need-visit", again="child-in-need-visit"),
    ),
    Obligation(
        id="care-visit",
        title="Visit to a looked after child",
        population="looked-after",
        unless=("placed_for_adoption",),
        timed="visit_due",
        done="seen",
        indicator="looked-after-seen-in-timescale",
        last=partial(last_done.care_visits, column="clav_cla_visit_seen"),
        dues=dues.care_visit_dues,
    ),
    Obligation(
        id="care-visit-alone",
        title="Visit at which a looked after child is seen alone",
        population="looked-after",
        unless=("placed_for_adoption",),
        timed="visit_due",
        done="seen_alone",
        indicator="looked-after-seen-alone-in-timescale",
        last=partial(last_done.care_visits, column="clav_cla_visit_seen_alone"),
        dues=dues.care_visit_dues,
    ),
    Obligation(
        id="care-plan",
        title="Care plan",
        population="looked-after",
        done="care_plan_up_to_date",
        indicator="looked-after-care-plan-up-to-date",
        last=last_done.care_and_pathway_plans,
        dues=dues.care_plan_dues,
    ),
    Obligation(
        id="care-review",
        title="Review of a looked after child",
        population="looked-after",
        unless=("placed_for_adoption",),
        last=last_done.care_reviews,
        needs=_CARE_REVIEW_COLUMNS,
        dues=dues.care_review_dues,
    ),
    Obligation(
        id="first-health-assessment",
        title="First health assessment in care",
        population="looked-after",
        last=last_done.assessments_in_care,
        needs=(
            "cla_health.clah_person_id",
            "cla_health.clah_health_check_type",
            "cla_health.clah_health_check_date",
            "cla_health.clah_health_check_status",
        ),
        dues=partial(dues.due_once, timescale="first-health-assessment"),
    ),
    Obligation(
        id="health-assessment",
        title="Health assessment",
        population="looked-after",
        timed="twelve_months",
        done="health_assessment",
        indicator="health-assessment-up-to-date",
        last=partial(last_done.health, kind="assessment"),
        dues=dues.health_assessment_dues,
    ),
    Obligation(
        id="dental-check",
        title="Dental check",
        population="looked-after",
        timed="twelve_months",
        done="dental_check",
        indicator="dental-check-up-to-date",
        last=partial(last_done.health, kind="dental"),
        dues=partial(dues.due_after_a_year, again="dental-check"),
    ),
    Obligation(
        id="eye-test",
        title="Eye test",
        population="looked-after",
        timed="twelve_months",
        done="eye_test",
        indicator="optician-visit-within-12-months",
        last=partial(last_done.health, kind="eyes"),
        dues=partial(dues.due_after_a_year, again="eye-test"),
    ),
    Obligation(
        id="needs-assessment",
        title="Assessment of the needs of an eligible young person",
        population="looked-after",
        among=("eligible",),
        done="eligible_needs_assessed",
        indicator="eligible-needs-assessment-completed",
        dues=dues.needs_assessment_dues,
    ),
    Obligation(
        id="eligible-pathway-plan",
        title="Pathway plan of an eligible young person",
        population="looked-after",
        among=("eligible",),
        done="eligible_pathway_plan",
        indicator="eligible-pathway-plan-up-to-date",
        last=last_done.pathway_plans,
        dues=dues.eligible_pathway_plan_dues,
    ),
    Obligation(
        id="relevant-pathway-plan",
        title="Pathway plan of a relevant care leaver",
        population="care-leavers",
        among=("relevant",),
        done="pathway_plan",
        indicator="relevant-pathway-plan-up-to-date",
        last=last_done.pathway_plans,
        dues=dues.leaver_pathway_plan_dues,
    ),
    Obligation(
        id="former-relevant-pathway-plan",
        title="Pathway plan of a former relevant care leaver",
        population="care-leavers",
        among=("former_relevant",),
        done="pathway_plan",
        indicator="former-relevant-pathway-plan-up-to-date",
        last=last_done.pathway_plans,
        dues=dues.leaver_pathway_plan_dues,
    ),
    Obligation(
        id="leaver-contact",
        title="Contact with a care leaver",
        population="care-leavers",
        done="contacted",
        indicator="care-leavers-contacted-within-2-months",
        dues=dues.leaver_contact_dues,
    ),
    Obligation(
        id="relevant-visit",
        title="Visit to a relevant care leaver",
        population="care-leavers",
        among=("relevant",),
        done="visited",
        indicator="relevant-visited-within-2-months",
        last=partial(last_done.care_visits, column="clav_cla_visit_seen"),
        dues=dues.leaver_visit_dues,
    ),
    Obligation(
        id="former-relevant-visit",
        title="Visit to a former relevant care leaver",
        population="care-leavers",
        among=("former_relevant",),
        done="visited",
        indicator="former-relevant-visited-within-2-months",
        last=partial(last_done.care_visits, column="clav_cla_visit_seen"),
        dues=dues.leaver_visit_dues,
    ),
    Obligation(
        id="assessment",
        title="Assessment to be authorised",
        population="assessments-open",
        timed="past_timescale",
        indicator="assessments-open-past-45-working-days",
        dues=dues.assessment_dues,
    ),
)

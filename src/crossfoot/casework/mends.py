"""What can be mended in records so that figures say what was done: which rows look wrong, and what they would say.

A mend is an assumption about every row of its kind, in words: somebody has to look whether it is so. Of several rows of
a child only the latest is mended where one is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial

import ibis

from crossfoot.casework import repairs
from crossfoot.casework.repairs import MENDED
from crossfoot.populations.frame import Frame
from crossfoot.populations.teams import case_holding

Repair = Callable[[Frame, ibis.Table], ibis.Table]
"""The table as it would be, with the flag `MENDED` on the rows that were changed or added."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One kind of mend. `about` is the column of the table that says whom a row is about."""

    id: str
    title: str
    assumed: str
    """What each row is taken to say once it is mended."""
    advice: str
    table: str
    field: str
    about: str
    populations: tuple[str, ...]
    """Those whose figures it can move."""
    repair: Repair
    about_else: str | None = None
    """The column that says whom, by another id, where `about` is blank."""
    needs: tuple[str, ...] = ()
    """Columns beside `field` that must have been collected."""
    holds_cases: bool = False
    """A row is about a worker instead of a child."""


class MendedFrame(Frame):
    """A frame over records as they would be with a mend made."""

    def __init__(self, frame: Frame, mend: Mend) -> None:
        super().__init__(
            standard=frame.standard,
            months=frame.period_months,
            timescales=frame.timescales,
            looked_at=frame.looked_at,
            state_of=frame.state_of,
        )
        self._mend = mend

    @property
    def key(self) -> tuple[Hashable, ...]:
        """The mend too."""
        return (*super().key, self._mend)

    def table(self, name: str) -> ibis.Table:
        """The table with the mend made, where it is one of that table."""
        table = super().table(name)
        return self._mend.repair(self, table).drop(MENDED) if self._mend.table == name else table


def mended_rows(frame: Frame, mend: Mend) -> ibis.Table:
    """The rows that the mend would change: `about`, `source_file`, `source_row`."""
    rows = mend.repair(frame, frame.table(mend.table))
    about = rows[mend.about] if mend.about_else is None else ibis.coalesce(rows[mend.about], rows[mend.about_else])
    return rows.filter(rows[MENDED]).select("source_file", "source_row", about=about)


def cases_held(frame: Frame) -> ibis.Table:
    """`about` (a worker) and `person_id` (a child) of case-holding involvements open at the end of the month."""
    held = case_holding(frame)
    held = held.filter(held.held_by.notnull() & held.professional.notnull())
    held = frame.at_month_ends(held.select("start", "end", "person_id", about="professional"), "start", "end")
    return held.select("about", "person_id").distinct()


def periods_of_care(frame: Frame) -> ibis.Table:
    """`about` (the id of a period of care) and `person_id` (the child)."""
    episodes = frame.table("cla_episodes")
    return episodes.select(about="clae_cla_id", person_id="clae_person_id").distinct()


PERIOD_OF_CARE = "clar_cla_id"
"""The column of a review with the id of the period of care, by which episodes say whose it is."""
_VISITS = "Look in the note of the visit, and say on its record whether the child was seen."
_ALONE = "Look in the note of the visit, and say on its record whether the child was seen alone."


def _visit(
    id_: str, title: str, table: str, stem: str, prefix: str, *, populations: tuple[str, ...], alone: bool
) -> Mend:
    column = f"{prefix}_{stem}_visit_seen{'_alone' if alone else ''}"
    return Mend(
        id=id_,
        title=title,
        assumed="the child was seen alone" if alone else "the child was seen",
        advice=_ALONE if alone else _VISITS,
        table=table,
        field=column,
        about=f"{prefix}_person_id",
        populations=populations,
        needs=(f"{table}.{prefix}_{stem}_visit_date",),
        repair=partial(
            repairs.fill_latest_blank,
            column=column,
            value=True,
            person=f"{prefix}_person_id",
            day=f"{prefix}_{stem}_visit_date",
            key=f"{prefix}_{stem}_visit_id",
        ),
    )


def _leaver(id_: str, title: str, assumed: str, field: str, value: str) -> Mend:
    return Mend(
        id=id_,
        title=title,
        assumed=assumed,
        advice="Ask the personal adviser, and write it on the care leaver's record.",
        table="care_leavers",
        field=field,
        about="clea_person_id",
        populations=("care-leavers",),
        repair=partial(repairs.fill_in_state, column=field, value=value),
    )


MENDS: tuple[Mend, ...] = (
    _visit(
        "protection-visit-seen",
        "Visits to children with a protection plan that do not say whether the child was seen",
        "cp_visits",
        "cp",
        "cppv",
        populations=("protection-plans",),
        alone=False,
    ),
    _visit(
        "protection-visit-seen-alone",
        "Visits to children with a protection plan that do not say whether the child was seen alone",
        "cp_visits",
        "cp",
        "cppv",
        populations=("protection-plans",),
        alone=True,
    ),
    _visit(
        "need-visit-seen",
        "Visits to children in need that do not say whether the child was seen",
        "cin_visits",
        "cin",
        "cinv",
        populations=("children-in-need",),
        alone=False,
    ),
    _visit(
        "care-visit-seen",
        "Visits to looked after children and care leavers that do not say whether the child was seen",
        "cla_visits",
        "cla",
        "clav",
        populations=("looked-after", "care-leavers"),
        alone=False,
    ),
    _visit(
        "care-visit-seen-alone",
        "Visits to looked after children that do not say whether the child was seen alone",
        "cla_visits",
        "cla",
        "clav",
        populations=("looked-after",),
        alone=True,
    ),
    Mend(
        id="registration-number",
        title="Workers who hold cases and have no registration number",
        assumed="the worker is a registered social worker",
        advice="Look the worker up in the register, and write the number on the worker's record.",
        table="professionals",
        field="prof_social_worker_registration_no",
        about="prof_professional_id",
        populations=("protection-plans", "caseloads"),
        repair=repairs.fill_registration,
        holds_cases=True,
    ),
    Mend(
        id="care-review-participation",
        title="Reviews of looked after children that do not say how the child took part",
        assumed="the child was there and spoke",
        advice="Ask the reviewing officer, and write the code of participation on the record of the review.",
        table="cla_reviews",
        field="clar_cla_review_participation",
        about="clar_cla_person_id",
        about_else=PERIOD_OF_CARE,
        populations=("care-reviews",),
        needs=("cla_reviews.clar_cla_review_date", "cla_episodes.clae_cla_id"),
        repair=partial(
            repairs.fill_in_months, column="clar_cla_review_participation", value="PN1", day="clar_cla_review_date"
        ),
    ),
    Mend(
        id="conference-outcome",
        title="Initial conferences that do not say whether they made a plan",
        assumed="the conference made no plan",
        advice="Look in the minutes, and write the outcome on the record of the conference.",
        table="initial_cp_conference",
        field="icpc_icpc_outcome_cp_flag",
        about="icpc_person_id",
        populations=("initial-conferences",),
        needs=("initial_cp_conference.icpc_icpc_date",),
        repair=partial(repairs.fill_in_months, column="icpc_icpc_outcome_cp_flag", value=False, day="icpc_icpc_date"),
    ),
    Mend(
        id="protection-review-outcome",
        title="Review conferences that do not say whether the plan goes on",
        assumed="the plan ended at the review",
        advice="Look in the minutes, and write the outcome on the record of the review.",
        table="cp_reviews",
        field="cppr_cp_review_outcome_continue_cp",
        about="cppr_person_id",
        populations=("children-in-need",),
        needs=("cp_reviews.cppr_cp_review_date",),
        repair=partial(
            repairs.fill_latest_blank,
            column="cppr_cp_review_outcome_continue_cp",
            value=False,
            person="cppr_person_id",
            day="cppr_cp_review_date",
            key="cppr_cp_review_id",
        ),
    ),
    Mend(
        id="section-47-outcome",
        title="Section 47 enquiries completed without an outcome",
        assumed="the child was found at continuing risk",
        advice="Ask who led the enquiry what it found, and write the outcome on its record.",
        table="x_section_47_outcome",
        field="xs4o_outcome",
        about="xs4o_person_id",
        populations=("section-47-enquiries-completed",),
        needs=("s47_enquiry.s47e_s47_end_date",),
        repair=repairs.fill_outcome,
    ),
    _leaver(
        "leaver-in-touch",
        "Care leavers of whom it is not written whether the council is in touch",
        "the council is in touch",
        "clea_care_leaver_in_touch",
        "YES",
    ),
    _leaver(
        "leaver-home",
        "Care leavers of whom it is not written whether their home is suitable",
        "the home is suitable",
        "clea_care_leaver_accom_suitable",
        "1",
    ),
    _leaver(
        "leaver-activity",
        "Care leavers of whom it is not written what they do",
        "the young person is in full time education other than higher education",
        "clea_care_leaver_activity",
        "F2",
    ),
    Mend(
        id="health-check-type",
        title="Health checks of looked after children that do not say what was checked",
        assumed="it was a health assessment",
        advice="Ask the nurse for looked after children, and write the type on the record of the check.",
        table="cla_health",
        field="clah_health_check_type",
        about="clah_person_id",
        populations=("looked-after",),
        needs=("cla_health.clah_health_check_date",),
        repair=partial(
            repairs.fill_latest_blank,
            column="clah_health_check_type",
            value="Health assessment",
            person="clah_person_id",
            day="clah_health_check_date",
            key="clah_health_check_id",
        ),
    ),
    Mend(
        id="primary-need",
        title="Open cases without a primary need",
        assumed="the child is in need (abuse or neglect)",
        advice="Ask the worker for the primary need, and write its code on the record of the case.",
        table="cin_episodes",
        field="cine_cin_primary_need_code",
        about="cine_person_id",
        populations=("children-in-need",),
        repair=repairs.fill_need,
    ),
    Mend(
        id="referral-team",
        title="Referrals and open cases without a team",
        assumed="a team is named",
        advice="Write the team that took the referral on its record: until then the child is counted in no team.",
        table="cin_episodes",
        field="cine_referral_team",
        about="cine_person_id",
        populations=("referrals", "children-in-need", "protection-plans", "assessments-open"),
        repair=repairs.fill_team,
    ),
)

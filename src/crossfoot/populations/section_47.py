"""Section 47: the strategy discussions that begin an enquiry, and what completed enquiries found."""

from __future__ import annotations

import ibis

from crossfoot.populations.frame import Frame
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.teams import with_team

_CONTINUING = "continuing-risk"
_NO_CONTINUING = "no-continuing-risk"


def build_enquiries_completed(frame: Frame) -> ibis.Table:
    """Section 47 enquiries by the day they ended, one for each child."""
    enquiries = frame.table("s47_enquiry")
    rows = enquiries.filter(enquiries.s47e_person_id.notnull()).select(
        "source_file",
        "source_row",
        enquiry="s47e_s47_enquiry_id",
        person_id="s47e_person_id",
        day="s47e_s47_end_date",
        own_team="s47e_s47_completed_by_team",
    )
    rows = frame.in_month(rows, "day")
    outcomes = frame.table("x_section_47_outcome").select("xs4o_s47_enquiry_id", "xs4o_person_id", "xs4o_outcome")
    same = (rows.enquiry == outcomes.xs4o_s47_enquiry_id) & (rows.person_id == outcomes.xs4o_person_id)
    rows = rows.left_join(outcomes, same)
    outcome = rows.xs4o_outcome.fill_null("")
    rows = rows.mutate(
        continuing_risk=outcome == _CONTINUING,
        no_continuing_risk=outcome == _NO_CONTINUING,
        not_substantiated=outcome.notin((_CONTINUING, _NO_CONTINUING)),
    )
    return with_team(frame, rows, own="own_team")


def build_strategy_discussions(frame: Frame) -> ibis.Table:
    """Strategy discussions, one for each child and day."""
    enquiries = frame.table("s47_enquiry")
    rows = enquiries.filter(enquiries.s47e_person_id.notnull()).select(
        "source_file",
        "source_row",
        enquiry="s47e_s47_enquiry_id",
        person_id="s47e_person_id",
        day="s47e_s47_start_date",
        own_team="s47e_s47_completed_by_team",
    )
    rows = frame.in_month(rows, "day")
    same_day = ibis.window(group_by=[rows.person_id, rows.day], order_by=rows.enquiry)
    rows = rows.mutate(place=ibis.row_number().over(same_day))
    return with_team(frame, rows.filter(rows.place == 0), own="own_team")


_OUTCOME_NEEDS = (
    "x_section_47_outcome.xs4o_s47_enquiry_id",
    "x_section_47_outcome.xs4o_person_id",
    "x_section_47_outcome.xs4o_outcome",
)

ENQUIRIES_COMPLETED = Population(
    id="section-47-enquiries-completed",
    row="a section 47 enquiry about a child, on the day it was completed",
    moment=Moment.FLOW,
    table="s47_enquiry",
    needs=("s47_enquiry.s47e_person_id", "s47_enquiry.s47e_s47_end_date"),
    build=build_enquiries_completed,
    flags={
        "continuing_risk": Feature(
            "substantiated, and the child at continuing risk of significant harm",
            ("s47_enquiry.s47e_s47_enquiry_id", *_OUTCOME_NEEDS),
        ),
        "no_continuing_risk": Feature(
            "substantiated, and the child not at continuing risk of significant harm",
            ("s47_enquiry.s47e_s47_enquiry_id", *_OUTCOME_NEEDS),
        ),
        "not_substantiated": Feature(
            "not substantiated, or no outcome on the record", ("s47_enquiry.s47e_s47_enquiry_id", *_OUTCOME_NEEDS)
        ),
    },
)

STRATEGY_DISCUSSIONS = Population(
    id="strategy-discussions",
    row="a strategy discussion about a child, once for a day",
    moment=Moment.FLOW,
    table="s47_enquiry",
    needs=("s47_enquiry.s47e_s47_enquiry_id", "s47_enquiry.s47e_person_id", "s47_enquiry.s47e_s47_start_date"),
    build=build_strategy_discussions,
)

POPULATIONS = (ENQUIRIES_COMPLETED, STRATEGY_DISCUSSIONS)

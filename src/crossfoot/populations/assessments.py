"""Social work assessments: those authorised, what they led to, and those that are still open."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from crossfoot.populations.adults import leave_out_adults, with_day_of_18
from crossfoot.populations.day_masks import with_within
from crossfoot.populations.frame import Frame
from crossfoot.populations.month_masks import MonthMasks, outside
from crossfoot.populations.people import PERSON_COLUMNS
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.team_masks import in_team_by_month
from crossfoot.populations.teams import with_team

_ONGOING = {
    "strategy-discussion-conference-or-protection-plan": ("strategy_discussion",),
    "continue-with-care-or-pathway-plan": ("cla_request", "legal_action"),
    "child-in-need-plan": ("prov_of_services", "prov_of_sb_care", "private_fostering", "specialist_assessment"),
}
_STEPPED_DOWN = {"step-down-to-early-help": ("referral_to_other_agency",)}
_CLOSED = "close-with-information-and-advice"
OUTCOMES = (_CLOSED, *_STEPPED_DOWN, *_ONGOING)
_OTHER_OUTCOMES = ("nfa", "nfa_s47_end", "other_actions", "other_outcomes_exist")
"""Outcomes of the standard that lead to nothing of the above."""


def _column(outcome: str) -> str:
    return f"cina_assessment_outcome_is_{outcome}"


_NFA = "cina_assessment_outcome_nfa"
_OUTCOMES = (
    *(_column(name) for names in (_ONGOING | _STEPPED_DOWN).values() for name in names),
    *(_column(name) for name in _OTHER_OUTCOMES),
    _NFA,
)


def _any(rows: ibis.Table, columns: tuple[str, ...]) -> ir.BooleanValue:
    """True where one of the columns is; else false, also where they are not known."""
    holds = rows[columns[0]].fill_null(False)  # noqa: FBT003
    for column in columns[1:]:
        holds |= rows[column].fill_null(False)  # noqa: FBT003
    return holds


def _outcome(rows: ibis.Table) -> ir.StringValue:
    groups = (_ONGOING | _STEPPED_DOWN).items()
    branches = [(_any(rows, tuple(_column(name) for name in names)), group) for group, names in groups]
    return ibis.cases(*branches, else_=_CLOSED)


def _assessments(frame: Frame, *columns: str) -> ibis.Table:
    """`id`, `person_id`, `referral`, `start`, `authorised`, `is_first` of its referral, and `columns`."""
    table = frame.table("cin_assessments")
    rows = table.select(
        "source_file",
        "source_row",
        *columns,
        id="cina_assessment_id",
        person_id="cina_person_id",
        referral="cina_referral_id",
        start="cina_assessment_start_date",
        authorised="cina_assessment_auth_date",
    )
    in_order = ibis.window(group_by=rows.referral, order_by=[rows.start, rows.id])
    rows = rows.mutate(place=ibis.row_number().over(in_order))
    # One without a first day comes last, and is not known to have another before it.
    rows = rows.mutate(is_first=(rows.place == 0) | rows.start.isnull())
    return rows.filter(rows.person_id.notnull()).drop("place")


def _with_clock(frame: Frame, rows: ibis.Table) -> ibis.Table:
    """Adds `referred` and `closed` of the referral, NULL where it is not known, and `clock`: the day to count from."""
    episodes = frame.table("cin_episodes")
    referrals = episodes.filter(episodes.cine_referral_date.notnull()).select(
        "cine_referral_id", referred="cine_referral_date", closed="cine_close_date"
    )
    rows = rows.left_join(referrals, rows.referral == referrals.cine_referral_id).drop("cine_referral_id")
    return rows.mutate(clock=ibis.coalesce(rows.is_first.ifelse(rows.referred, rows.start), rows.start))


def build_assessments_authorised(frame: Frame) -> ibis.Table:
    """Assessments authorised with an outcome, of children under 18 on the day."""
    rows = _assessments(frame, "cina_assessment_team", *_OUTCOMES)
    rows = rows.filter(rows.authorised.notnull() & _any(rows, _OUTCOMES))
    rows = rows.mutate(outcome=_outcome(rows), day=rows.authorised).drop(*_OUTCOMES)
    rows = frame.in_month(rows, "day", limits=["assessment"])
    rows = frame.with_working_days(_with_clock(frame, rows), clock_number="clock", day_number="day")
    rows = rows.mutate(
        within_timescale=rows.day_number - rows.clock_number <= rows.limit_assessment,
        ends_with_information_and_advice=rows.outcome == _CLOSED,
        steps_down=rows.outcome.isin(tuple(_STEPPED_DOWN)),
        ends_with_ongoing_involvement=rows.outcome.isin(tuple(_ONGOING)),
    )
    return leave_out_adults(frame, with_team(frame, rows, own="cina_assessment_team"))


def build_assessments_open(frame: Frame) -> ibis.Table:
    """Assessments not authorised at the month's end, of children under 18 whose case is open."""
    masks = MonthMasks(frame)
    rows = _assessments(frame)
    rows = rows.mutate(mask=masks.open(rows.start, rows.authorised))
    rows = with_day_of_18(frame, _with_clock(frame, rows.filter(rows.mask != 0)))
    case_open = rows.referred.isnull().ifelse(rows.mask, masks.open(rows.referred, rows.closed))
    rows = rows.mutate(mask=rows.mask & case_open & outside(masks.since(rows.turned_18)))
    rows = with_within(masks, rows.filter(rows.mask != 0), "clock", "assessment")
    rows = rows.select("source_file", "source_row", "person_id", "mask", "within_assessment")
    rows = in_team_by_month(masks, rows, frame.table("cin_assessments").select(person_id="cina_person_id"))
    rows = masks.laid_out(rows, "mask")
    return rows.mutate(past_timescale=~masks.holds(rows.within_assessment, rows.month))


_NEEDS = (
    "cin_assessments.cina_assessment_id",
    "cin_assessments.cina_person_id",
    "cin_assessments.cina_assessment_auth_date",
    *PERSON_COLUMNS,
)
_CLOCK_NEEDS = (
    "cin_assessments.cina_referral_id",
    "cin_assessments.cina_assessment_start_date",
    "cin_episodes.cine_referral_id",
    "cin_episodes.cine_referral_date",
)

ASSESSMENTS_AUTHORISED = Population(
    id="assessments-authorised",
    row="an assessment of a child under 18 with an outcome, on the day it was authorised",
    moment=Moment.FLOW,
    table="cin_assessments",
    needs=(*_NEEDS, *(f"cin_assessments.{column}" for column in _OUTCOMES)),
    build=build_assessments_authorised,
    flags={
        "within_timescale": Feature(
            "authorised within 45 working days of the referral, or of its own start where it is not the first",
            _CLOCK_NEEDS,
            ("assessment",),
        ),
        "ends_with_information_and_advice": Feature("it closed the case with no more than information and advice"),
        "steps_down": Feature("it passed the family to early help"),
        "ends_with_ongoing_involvement": Feature("children's social care stays involved"),
    },
    dimensions={"outcome": Feature("what the assessment led to", categories=OUTCOMES)},
)

ASSESSMENTS_OPEN = Population(
    id="assessments-open",
    row="an assessment of a child under 18 that is not authorised at the end of the month",
    moment=Moment.STOCK,
    table="cin_assessments",
    needs=(*_NEEDS, *_CLOCK_NEEDS, "cin_episodes.cine_close_date"),
    build=build_assessments_open,
    flags={
        "past_timescale": Feature(
            "more than 45 working days after the referral, or after its own start where it is not the first",
            timescales=("assessment",),
        )
    },
)

POPULATIONS = (ASSESSMENTS_AUTHORISED, ASSESSMENTS_OPEN)

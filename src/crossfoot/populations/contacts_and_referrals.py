"""Contacts and referrals: who gets in touch about a child, what is accepted, and who comes back."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from crossfoot.populations.adults import leave_out_adults
from crossfoot.populations.frame import Frame
from crossfoot.populations.people import PERSON_COLUMNS
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.teams import with_team

_SOURCES = {
    "police": ("6",),
    "education-services": ("2A", "2B"),
    "health-services": ("3A", "3B", "3C", "3D", "3E", "3F"),
    "internal-council-services": ("5A", "5B", "5D"),
    "other-local-authorities": ("5C",),
    "members-of-public": ("1A", "1B", "1C", "1D", "9"),
}
"""The source groups of the monthly report, by the codes of the children in need census."""


SOURCES = (*_SOURCES, "others")
_NEVER = ibis.date(9999, 12, 31)


def _source(code: ir.StringValue) -> ir.StringValue:
    return ibis.cases(*((code.isin(codes), group) for group, codes in _SOURCES.items()), else_="others")


def build_contacts(frame: Frame) -> ibis.Table:
    """Contacts about children under 18 who have no open case."""
    rows = frame.table("contacts")
    rows = rows.filter(rows.cont_person_id.notnull() & ~rows.cont_contact_outcome_is_existing_referral.fill_null(False))  # noqa: FBT003
    rows = rows.select(
        "source_file",
        "source_row",
        person_id="cont_person_id",
        day="cont_contact_date",
        source=_source(rows.cont_contact_source_code),
    )
    # Adults leave last: a team's look-up reads its rows three times, and all people should be read once.
    return leave_out_adults(frame, with_team(frame, frame.in_month(rows, "day")))


def build_referrals(frame: Frame) -> ibis.Table:
    """Referrals of children whose case was not open, one for each child and day."""
    episodes = frame.table("cin_episodes")
    episodes = episodes.filter(episodes.cine_person_id.notnull() & episodes.cine_referral_date.notnull())
    same_day = [episodes.cine_person_id, episodes.cine_referral_date]
    rows = episodes.mutate(
        place=ibis.row_number().over(ibis.window(group_by=same_day, order_by=episodes.cine_referral_id)),
        closes=episodes.cine_close_date.fill_null(_NEVER).max().over(ibis.window(group_by=same_day)),
    )
    rows = rows.filter(rows.place == 0)
    # Window functions over all the child's referrals come before any are left out: what was open then stays so.
    earlier = ibis.window(group_by=rows.cine_person_id, order_by=rows.cine_referral_date, preceding=(None, 1))
    rows = rows.mutate(closed_by=rows.closes.max().over(earlier))
    rows = rows.filter(rows.closed_by.isnull() | (rows.closed_by <= rows.cine_referral_date))
    in_order = ibis.window(group_by=rows.cine_person_id, order_by=rows.cine_referral_date)
    rows = rows.select(
        "source_file",
        "source_row",
        person_id="cine_person_id",
        day="cine_referral_date",
        own_team="cine_referral_team",
        previous=rows.cine_referral_date.lag().over(in_order),
        to_assessment=rows.cine_referral_outcome_is_single_assessment
        | rows.cine_referral_outcome_is_strategy_discussion,
        source=_source(rows.cine_referral_source_code),
    )
    rows = frame.in_month(rows, "day", limits=["re-referral"])
    rows = rows.mutate(is_re_referral=rows.day.delta(rows.previous, unit="day") <= rows.limit_re_referral)
    return with_team(frame, rows, own="own_team")


CONTACTS = Population(
    id="contacts",
    row="a contact about a child under 18 without an open case, on the day it was received",
    moment=Moment.FLOW,
    table="contacts",
    needs=(
        "contacts.cont_person_id",
        "contacts.cont_contact_date",
        "contacts.cont_contact_outcome_is_existing_referral",
        *PERSON_COLUMNS,
    ),
    build=build_contacts,
    dimensions={"source": Feature("who got in touch", ("contacts.cont_contact_source_code",), categories=SOURCES)},
)

REFERRALS = Population(
    id="referrals",
    row="a referral of a child whose case was not open, on the day it was accepted",
    moment=Moment.FLOW,
    table="cin_episodes",
    needs=(
        "cin_episodes.cine_referral_id",
        "cin_episodes.cine_person_id",
        "cin_episodes.cine_referral_date",
        "cin_episodes.cine_close_date",
    ),
    build=build_referrals,
    flags={
        "is_re_referral": Feature("within 365 days after the child's referral before", timescales=("re-referral",)),
        "to_assessment": Feature(
            "the decision was an assessment or a strategy discussion",
            (
                "cin_episodes.cine_referral_outcome_is_single_assessment",
                "cin_episodes.cine_referral_outcome_is_strategy_discussion",
            ),
        ),
    },
    dimensions={"source": Feature("who referred", ("cin_episodes.cine_referral_source_code",), categories=SOURCES)},
)

POPULATIONS = (CONTACTS, REFERRALS)

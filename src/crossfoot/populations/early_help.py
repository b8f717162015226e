"""Early help: families referred into it, and those who come back."""

from __future__ import annotations

import ibis

from crossfoot.populations.frame import Frame
from crossfoot.populations.population import Feature, Moment, Population


def build_early_help_referrals(frame: Frame) -> ibis.Table:
    """Referrals into early help, one for each family and day."""
    episodes = frame.table("early_help_episodes")
    rows = episodes.filter(episodes.earl_person_id.notnull() & episodes.earl_episode_start_date.notnull()).select(
        "source_file",
        "source_row",
        id="earl_episode_id",
        person_id="earl_person_id",
        day="earl_episode_start_date",
    )
    members = frame.table("family")
    members = members.filter(members.fami_family_id.notnull() & members.fami_person_id.notnull())
    families = members.group_by("fami_person_id").agg(family=members.fami_family_id.min())
    rows = rows.left_join(families, rows.person_id == families.fami_person_id).drop("fami_person_id")
    # A child's id may read like a family's: the two are kept apart.
    rows = rows.mutate(household=ibis.coalesce("family " + rows.family, "child " + rows.person_id))
    same_day = ibis.window(group_by=[rows.household, rows.day], order_by=rows.id)
    rows = rows.mutate(place=ibis.row_number().over(same_day))
    rows = rows.filter(rows.place == 0)
    in_order = ibis.window(group_by=rows.household, order_by=rows.day)
    rows = rows.mutate(previous=rows.day.lag().over(in_order))
    rows = frame.in_month(rows, "day", limits=["early-help-re-referral"])
    limit = frame.limit_after(rows.previous, rows.limit_early_help_re_referral, "early-help-re-referral")
    return rows.mutate(is_re_referral=limit >= rows.day, team=ibis.null("string"))


EARLY_HELP_REFERRALS = Population(
    id="early-help-referrals",
    row="a referral of a family into early help, on the day it began, once for all its children",
    moment=Moment.FLOW,
    table="early_help_episodes",
    needs=(
        "early_help_episodes.earl_episode_id",
        "early_help_episodes.earl_person_id",
        "early_help_episodes.earl_episode_start_date",
        "family.fami_family_id",
        "family.fami_person_id",
    ),
    build=build_early_help_referrals,
    flags={
        "is_re_referral": Feature(
            "within 12 months after the family's referral before", timescales=("early-help-re-referral",)
        )
    },
)

POPULATIONS = (EARLY_HELP_REFERRALS,)

"""Which team a child belongs to on a day: that of the case-holding involvement, else that of the open referral."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from crossfoot.populations.frame import Frame

CASE_HOLDING_ROLES = (
    "allocated case worker",
    "allocated worker",
    "allocated social worker",
    "social worker",
    "case worker",
    "key worker",
    "lead worker",
)
"""How case systems name the worker who holds a child's case, without regard to case; a blank role is one too."""


def case_holding(frame: Frame) -> ibis.Table:
    """Involvements of workers who hold a child's case: `person_id`, `professional`, `held_by`, `start`, `end`, `id`."""
    rows = frame.table("involvements")
    return rows.filter(_holds_case(rows) & rows.invo_involvement_start_date.notnull()).select(
        person_id="invo_person_id",
        professional="invo_professional_id",
        held_by="invo_professional_team",
        start="invo_involvement_start_date",
        end="invo_involvement_end_date",
        id="invo_involvements_id",
    )


def _holds_case(rows: ibis.Table) -> ir.BooleanValue:
    role = rows.invo_professional_role_id
    return role.isnull() | (role == "") | role.lower().isin(CASE_HOLDING_ROLES)


def with_team_at_end(frame: Frame, rows: ibis.Table) -> ibis.Table:
    """Adds `team` to rows of endings: the child's on the day before `day`, since the case often closes on it too."""
    eve = rows.mutate(ended=rows.day, day=(rows.day - ibis.interval(days=1)).cast("timestamp").cast("date"))
    return with_team(frame, eve).drop("day").rename(day="ended")


def with_team(frame: Frame, rows: ibis.Table, *, own: str | None = None) -> ibis.Table:
    """Adds `team` to rows with `person_id` and `day`: the column `own` where it has one, else the child's that day.

    The child's team is that of the case-holding involvement open on the day (latest start, then highest id), else of
    the referral whose episode is open on it (latest referral, then highest id), else NULL.
    """
    wanted = rows if own is None else rows.filter(rows[own].isnull())
    keys = wanted.select("person_id", "day").distinct()
    held = case_holding(frame)
    allocated = _latest(keys, held.filter(held.held_by.notnull()), "held_by")
    episodes = frame.table("cin_episodes")
    referred = _latest(
        keys,
        episodes.select(
            person_id="cine_person_id",
            referral_team="cine_referral_team",
            start="cine_referral_date",
            end="cine_close_date",
            id="cine_referral_id",
        ),
        "referral_team",
    )
    joined = rows.left_join(allocated, ["person_id", "day"]).drop("person_id_right", "day_right")
    joined = joined.left_join(referred, ["person_id", "day"]).drop("person_id_right", "day_right")
    found = ibis.coalesce(joined.held_by, joined.referral_team)
    return joined.mutate(team=found if own is None else ibis.coalesce(joined[own], found)).drop(
        "held_by", "referral_team"
    )


def _latest(keys: ibis.Table, spells: ibis.Table, value: str) -> ibis.Table:
    """For each `person_id` and `day` the `value` of the spell open on it that began last; then of the highest id."""
    open_on = (
        (keys.person_id == spells.person_id)
        & (spells.start <= keys.day)
        & (spells.end.isnull() | (spells.end > keys.day))
    )
    joined = keys.inner_join(spells, open_on).drop("person_id_right")
    order = ibis.window(group_by=[joined.person_id, joined.day], order_by=[joined.start.desc(), joined.id.desc()])
    ranked = joined.mutate(place=ibis.row_number().over(order))
    return ranked.filter(ranked.place == 0).select("person_id", "day", value)

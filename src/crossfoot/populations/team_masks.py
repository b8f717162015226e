"""Which team each child belongs to in which months: what `teams.with_team` says day by day, for stocks."""

from __future__ import annotations

import ibis

from crossfoot.populations.month_facts import with_facts
from crossfoot.populations.month_masks import MonthMasks, outside
from crossfoot.populations.teams import case_holding


def in_team_by_month(masks: MonthMasks, rows: ibis.Table, people: ibis.Table) -> ibis.Table:
    """Rows with `person_id` and `mask`, each split by the child's teams: `team`, and `mask` of the months in it.

    `people` has a `person_id` for each child that rows may be about, and is cheaper to look at than they are.
    """
    teams = _team_masks(masks, people)
    joined = rows.inner_join(teams, (rows.person_id == teams.child) & ((rows.mask & teams.team_mask) != 0))
    return joined.mutate(mask=joined.mask & joined.team_mask).drop("child", "team_mask")


def _team_masks(masks: MonthMasks, people: ibis.Table) -> ibis.Table:
    """`child`, `team` (NULL for none) and `team_mask`: the rows of a child together have each month once."""
    people = people.select("person_id").filter(people.person_id.notnull()).distinct()
    held = case_holding(masks.frame)
    held = held.filter(held.held_by.notnull())
    held = held.select("person_id", "id", "start", team="held_by", mask=masks.open(held.start, held.end))
    held = masks.latest(held.semi_join(people, "person_id")).select("person_id", "team", "mask")
    episodes = masks.frame.table("cin_episodes")
    referred = episodes.select(
        person_id="cine_person_id",
        id="cine_referral_id",
        start="cine_referral_date",
        team="cine_referral_team",
        mask=masks.open(episodes.cine_referral_date, episodes.cine_close_date),
    )
    referred = masks.latest(referred.semi_join(people, "person_id")).select("person_id", "team", "mask")
    # What is held comes first, then what was referred; the rest belongs to no team.
    referred = _less(referred, masks.by_person(held, "mask"))
    placed = held.union(referred)
    none = people.mutate(team=ibis.null("string"), mask=ibis.literal(-1).cast("int64"))
    found = placed.union(_less(none, masks.by_person(placed, "mask")))
    return found.select("team", child="person_id", team_mask="mask")


def _less(rows: ibis.Table, taken: ibis.Table) -> ibis.Table:
    """Rows without the months that are taken."""
    joined = with_facts(rows, taken.rename(taken="mask"), keys=("person_id",))
    left = joined.mutate(mask=joined.mask & outside(joined.taken.fill_null(0))).drop("taken")
    return left.filter(left.mask != 0)

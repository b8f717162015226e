"""Looked after children who went missing."""

from __future__ import annotations

import ibis

from crossfoot.populations.frame import Frame
from crossfoot.populations.month_facts import KEYS
from crossfoot.populations.population import Moment, Population
from crossfoot.populations.spells_of_care import NEVER, SPELL_COLUMNS, spells_of_care
from crossfoot.populations.teams import with_team

_AWAY = "a"
"""How the types of episodes begin in which the child was away or absent and not missing, in any case."""


def build_missing(frame: Frame) -> ibis.Table:
    """Children who went missing from care, once a month, on the first day of going missing."""
    rows = frame.table("missing")
    is_missing = ~rows.miss_missing_episode_type.fill_null("").lower().startswith(_AWAY)
    rows = rows.filter(rows.miss_person_id.notnull() & is_missing).select(
        "source_file",
        "source_row",
        id="miss_table_id",
        person_id="miss_person_id",
        day="miss_missing_episode_start_date",
    )
    rows = frame.in_month(rows, "day")
    spells = spells_of_care(frame).select(child="person_id", start="start", end="end")
    in_care = (spells.start <= rows.day) & (spells.end.fill_null(NEVER) > rows.day)
    rows = rows.semi_join(spells, (rows.person_id == spells.child) & in_care)
    order = ibis.window(group_by=[rows[key] for key in KEYS], order_by=[rows.day, rows.id, rows.source_row])
    rows = rows.mutate(place=ibis.row_number().over(order))
    return with_team(frame, rows.filter(rows.place == 0))


MISSING = Population(
    id="missing-from-placement",
    row="a looked after child who went missing in the month, on the first day",
    moment=Moment.FLOW,
    table="missing",
    needs=(
        *SPELL_COLUMNS,
        "missing.miss_person_id",
        "missing.miss_missing_episode_start_date",
        "missing.miss_missing_episode_type",
    ),
    build=build_missing,
)

POPULATIONS = (MISSING,)

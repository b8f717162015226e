"""Spells of care: the stretches of time for which a child was looked after, joined from the episodes of the return."""

from __future__ import annotations

import ibis

from crossfoot.populations.frame import Frame

NEVER = ibis.date(9999, 12, 31)
"""The end of what has not ended, where ends are compared."""

SHORT_BREAKS = ("V3", "V4")
"""Legal statuses of an agreed series of short breaks: the child is not looked after in between."""

SPELL_COLUMNS = (
    "cla_episodes.clae_cla_episode_id",
    "cla_episodes.clae_person_id",
    "cla_episodes.clae_cla_episode_start_date",
    "cla_episodes.clae_cla_episode_ceased_date",
    "legal_status.lega_person_id",
    "legal_status.lega_legal_status",
    "legal_status.lega_legal_status_start_date",
    "legal_status.lega_legal_status_end_date",
)
"""Without these there are no spells of care."""


def spells_of_care(frame: Frame) -> ibis.Table:
    """A row for each stretch of care of a child, from the first of its episodes to the latest end of any.

    An episode belongs to the stretch before it where it begins no later than the latest end so far. Episodes that
    begin under a series of short breaks are left out.

    Gives `person_id`, `start`, `end` (NULL while any episode is open), `spell` (a number within the child), of the
    first episode (earliest start, then lowest id) `source_file`, `source_row`, `entered_care` (a date, NULL where it
    is not written) and `need` (a code), and of the last (latest start, then highest id) `ceased_reason`.
    """
    rows = _numbered_episodes(frame)
    spell = [rows.person_id, rows.spell]
    rows = rows.mutate(
        from_first=ibis.row_number().over(ibis.window(group_by=spell, order_by=[rows.start, rows.id, rows.source_row])),
        from_last=ibis.row_number().over(ibis.window(group_by=spell, order_by=[rows.start.desc(), rows.id.desc()])),
    )
    first = rows.from_first == 0
    spells = rows.group_by("person_id", "spell").agg(
        start=rows.start.min(),
        closes=rows.closes.max(),
        source_file=rows.source_file.max(where=first),
        source_row=rows.source_row.max(where=first),
        entered_care=rows.entered_care.max(where=first),
        need=rows.need.max(where=first),
        ceased_reason=rows.ceased_reason.max(where=rows.from_last == 0),
    )
    return spells.mutate(end=spells.closes.nullif(NEVER)).drop("closes")


def _numbered_episodes(frame: Frame) -> ibis.Table:
    """Episodes of care with the number of the spell that each is part of."""
    episodes = frame.table("cla_episodes")
    episodes = episodes.filter(episodes.clae_person_id.notnull() & episodes.clae_cla_episode_start_date.notnull())
    rows = episodes.select(
        "source_file",
        "source_row",
        id="clae_cla_episode_id",
        person_id="clae_person_id",
        start="clae_cla_episode_start_date",
        closes=episodes.clae_cla_episode_ceased_date.fill_null(NEVER),
        ceased_reason="clae_cla_episode_ceased_reason",
        entered_care="clae_entered_care_date",
        need="clae_cla_primary_need_code",
    )
    statuses = frame.table("legal_status")
    breaks = statuses.filter(statuses.lega_legal_status.isin(SHORT_BREAKS)).select(
        break_person="lega_person_id",
        break_start="lega_legal_status_start_date",
        break_end=statuses.lega_legal_status_end_date.fill_null(NEVER),
    )
    in_a_break = (
        (rows.person_id == breaks.break_person) & (breaks.break_start <= rows.start) & (breaks.break_end > rows.start)
    )
    rows = rows.anti_join(breaks, in_a_break)
    in_order = [rows.start, rows.id, rows.source_row]
    rows = rows.mutate(
        latest_end=rows.closes.max().over(ibis.window(group_by=rows.person_id, order_by=in_order, preceding=(None, 1)))
    )
    rows = rows.mutate(begins=(rows.latest_end.isnull() | (rows.start > rows.latest_end)).ifelse(1, 0))
    in_order = [rows.start, rows.id, rows.source_row]
    number = rows.begins.sum().over(
        ibis.window(group_by=rows.person_id, order_by=in_order, preceding=None, following=0)
    )
    return rows.mutate(spell=number.cast("int64")).drop("latest_end", "begins")

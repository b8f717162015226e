"""Placements of looked after children, and the stays in one home that they are part of."""

from __future__ import annotations

import ibis

from crossfoot.populations.frame import Frame

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
"""Placement types that interrupt no stay: hospital, holiday, up to seven days."""
FOR_ADOPTION = ("A3", "A4", "A5", "A6")
WITH_THE_PRESENT_CARER = ("A3", "A5")

PLACEMENT_COLUMNS = (
    "cla_placement.clap_cla_placement_id",
    "cla_placement.clap_person_id",
    "cla_placement.clap_cla_placement_start_date",
    "cla_placement.clap_cla_placement_end_date",
    "cla_placement.clap_cla_placement_type",
)
"""Without these there are no placements."""
STAY_COLUMNS = (*PLACEMENT_COLUMNS, "cla_placement.clap_cla_placement_urn")
"""Without these there are no stays."""


def placements(frame: Frame) -> ibis.Table:
    """A row for each placement that is not temporary.

    Gives `person_id`, `id`, `start`, `end` (NULL while it lasts), `urn`, `for_adoption` and `with_carer` (for adoption
    with the carer whom the child is with).
    """
    rows = frame.table("cla_placement")
    rows = rows.select(
        person_id="clap_person_id",
        id="clap_cla_placement_id",
        start="clap_cla_placement_start_date",
        end="clap_cla_placement_end_date",
        urn="clap_cla_placement_urn",
        type=rows.clap_cla_placement_type.fill_null(""),
    )
    rows = rows.filter(rows.person_id.notnull() & rows.start.notnull() & rows.type.notin(TEMPORARY))
    return rows.mutate(
        for_adoption=rows.type.isin(FOR_ADOPTION), with_carer=rows.type.isin(WITH_THE_PRESENT_CARER)
    ).drop("type")


def placements_in_stays(frame: Frame) -> ibis.Table:
    """The placements with `stay`, a number within the child.

    A placement goes on with the stay of the one before (by start, then id) where both have the same number of the
    home, or where it is one for adoption with the carer whom the child is with.
    """
    rows = placements(frame)
    in_order = ibis.window(group_by=rows.person_id, order_by=[rows.start, rows.id])
    rows = rows.mutate(urn_before=rows.urn.lag().over(in_order), place=ibis.row_number().over(in_order))
    goes_on = rows.with_carer | (rows.urn == rows.urn_before).fill_null(False)  # noqa: FBT003
    rows = rows.mutate(begins=((rows.place == 0) | ~goes_on).ifelse(1, 0))
    so_far = ibis.window(group_by=rows.person_id, order_by=[rows.start, rows.id], preceding=None, following=0)
    rows = rows.mutate(stay=rows.begins.sum().over(so_far).cast("int64"))
    return rows.drop("urn", "urn_before", "begins", "with_carer", "place")


def stays_of(placed: ibis.Table) -> ibis.Table:
    """A row for each stay of `placements_in_stays`: `person_id`, `stay`, `start`, `end`, `start_before`.

    It ends with its last placement. `start_before` is the first day of the child's stay before it.
    """
    last = ibis.window(group_by=[placed.person_id, placed.stay], order_by=[placed.start.desc(), placed.id.desc()])
    rows = placed.mutate(from_last=ibis.row_number().over(last))
    stays = rows.group_by("person_id", "stay").agg(start=rows.start.min(), end=rows.end.max(where=rows.from_last == 0))
    in_order = ibis.window(group_by=stays.person_id, order_by=stays.stay)
    return stays.mutate(start_before=stays.start.lag().over(in_order))

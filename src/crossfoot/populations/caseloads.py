"""Caseloads: how many children each worker holds at month end."""

from __future__ import annotations

import ibis

from crossfoot.populations.frame import Frame
from crossfoot.populations.month_facts import KEYS, with_facts
from crossfoot.populations.month_masks import MonthMasks, any_of
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.teams import case_holding

_TEAM_KINDS = {
    "assessment_team": ("assessment",),
    "family_intervention_team": ("family-intervention",),
    "looked_after_team": ("looked-after",),
    "disability_team": ("disability",),
    "newly_qualified_team": ("newly-qualified",),
    "safeguarding_team": ("assessment", "family-intervention"),
}
"""Each flag with the kinds of team that it holds for."""


def build_caseloads(frame: Frame) -> ibis.Table:
    """Workers with an involvement open at month end, each in the team of the one that began last."""
    masks = MonthMasks(frame)
    involved = frame.table("involvements")
    rows = involved.filter(involved.invo_professional_id.notnull()).select(
        "source_file",
        "source_row",
        person_id="invo_professional_id",
        id="invo_involvements_id",
        team="invo_professional_team",
        start="invo_involvement_start_date",
        mask=masks.open(involved.invo_involvement_start_date, involved.invo_involvement_end_date),
    )
    rows = masks.laid_out(masks.latest(rows).drop("id", "start"), "mask")
    rows = with_facts(rows, _children(masks))
    rows = with_facts(rows, _registered(frame), keys=("person_id",))
    teams = frame.table("x_team_area").select(kind_of="xtea_team_id", kind="xtea_team_kind")
    rows = rows.left_join(teams, rows.team == teams.kind_of)
    return rows.mutate(
        children=rows.held.fill_null(0).cast("int64"),
        **{flag: rows.kind.isin(kinds) for flag, kinds in _TEAM_KINDS.items()},
    )


def _children(masks: MonthMasks) -> ibis.Table:
    """`held`: how many different children a worker of a team holds the case of at the month end."""
    held = case_holding(masks.frame)
    held = held.filter(held.held_by.notnull() & held.person_id.notnull() & held.professional.notnull())
    held = held.mutate(mask=masks.open(held.start, held.end))
    held = held.filter(held.mask != 0)
    # Months are laid out once for each worker and child, however often the one held the case of the other.
    pairs = held.group_by("professional", "person_id").agg(mask=any_of(held.mask))
    pairs = masks.laid_out(pairs.select("mask", person_id="professional"), "mask")
    return pairs.group_by(*KEYS).agg(held=pairs.person_id.count())


def _registered(frame: Frame) -> ibis.Table:
    workers = frame.table("professionals")
    workers = workers.filter(workers.prof_social_worker_registration_no.notnull())
    return workers.select(person_id="prof_professional_id").distinct().mutate(registered=True)


_KIND = ("x_team_area.xtea_team_id", "x_team_area.xtea_team_kind")

CASELOADS = Population(
    id="caseloads",
    row="a worker with at least one involvement at month end",
    moment=Moment.STOCK,
    table="involvements",
    needs=(
        "involvements.invo_involvements_id",
        "involvements.invo_professional_id",
        "involvements.invo_professional_team",
        "involvements.invo_involvement_start_date",
        "involvements.invo_involvement_end_date",
    ),
    build=build_caseloads,
    flags={
        "registered": Feature(
            "in the register of social workers",
            ("professionals.prof_professional_id", "professionals.prof_social_worker_registration_no"),
        ),
        "assessment_team": Feature("in an assessment team", _KIND),
        "family_intervention_team": Feature("in a family intervention team", _KIND),
        "looked_after_team": Feature("in a team for looked after children", _KIND),
        "disability_team": Feature("in a team for disabled children", _KIND),
        "newly_qualified_team": Feature("in a team of newly qualified social workers", _KIND),
        "safeguarding_team": Feature("in an assessment or a family intervention team", _KIND),
    },
    amounts={
        "children": Feature(
            "different children whose case the worker holds",
            ("involvements.invo_person_id", "involvements.invo_professional_role_id"),
        ),
    },
)

POPULATIONS = (CASELOADS,)

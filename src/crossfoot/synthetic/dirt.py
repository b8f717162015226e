"""Faults planted in the county, one way for each kind that the checks know, where they move no figure.

Each is put on children whose case is long over, on tables that no figure reads, or in cells that none does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crossfoot.synthetic import dirt_care, dirt_cases, dirt_people
from crossfoot.synthetic.extract import Row
from crossfoot.synthetic.making import Making
from crossfoot.synthetic.months import AS_AT, add_months
from crossfoot.synthetic.planting import Planted, Planting

PLANTERS: tuple[Callable[[Planting], None], ...] = (
    *dirt_people.PLANTERS,
    *dirt_cases.PLANTERS,
    *dirt_care.PLANTERS,
)


@dataclass(frozen=True, slots=True)
class _Grown:
    """Rows that are found open, or ended, after an 18th birthday."""

    code: str
    table: str
    person: str
    start: str
    end: str


_GROWN = (
    _Grown("RECORDS-CARE-AFTER-18", "cla_episodes", "clae_person_id", "clae_cla_episode_start_date",
           "clae_cla_episode_ceased_date"),
    _Grown("RECORDS-OPEN-AFTER-18", "cin_episodes", "cine_person_id", "cine_referral_date", "cine_close_date"),
)  # fmt: skip


def plant_dirt(making: Making) -> tuple[Planted, ...]:
    """Plants a few faults of every kind in the extract; what is where comes back in the order of the kinds."""
    planting = Planting(making)
    for plant in PLANTERS:
        plant(planting)
    _own_up(planting)
    return planting.finish()


def _own_up(planting: Planting) -> None:
    """Faults that the county has to have, because the printed figures have them too."""
    making = planting.making
    born = {child.id: child.dob for child in making.people.children}
    for kind in _GROWN:
        for row in making.extract.tables[kind.table]:
            dob, end = born.get(str(row[kind.person])), row.get(kind.end)
            grown = AS_AT if dob is None else add_months(dob, 216)
            closed_late = kind.code == "RECORDS-CARE-AFTER-18" and isinstance(end, date) and end > grown
            if closed_late or (end is None and grown < AS_AT):
                planting.mark(kind.code, kind.table, row, "closed late: the printed stocks and flows ask for it")
    referred = {episode.child.id for episode in making.episodes}
    for row in making.extract.tables["person"]:
        if row.get("pers_dob") is None and row.get("pers_expected_dob") is None:
            planting.mark("RECORDS-UNBORN", "person", row, "age not settled: the printed ages leave these children out")
        if row.get("pers_ethnicity") is None and row["pers_person_id"] in referred:
            planting.mark("RECORDS-BLANK", "person", row, "an ethnicity that was printed and that the list lacks")
    planned = {row["cppl_icpc_id"] for row in making.extract.tables["cp_plans"]}
    for row in making.extract.tables["initial_cp_conference"]:
        if _lacks_plan(row, planned):
            what = "decided on a plan that never began: more were printed than began"
            planting.mark("RECORDS-CONFERENCE-OUTCOME", "initial_cp_conference", row, what)


def _lacks_plan(row: Row, planned: set[object]) -> bool:
    day = row["icpc_icpc_date"]
    return (
        row["icpc_icpc_outcome_cp_flag"] is True
        and row["icpc_icpc_id"] not in planned
        and row["icpc_icpc_transfer_in"] is False
        and isinstance(day, date)
        and day < AS_AT - timedelta(days=60)
    )

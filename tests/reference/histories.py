"""Hypothesis strategies for small counties with histories that meet every rule at its edges.

`counties()` draws a seed and a number of children: the histories follow from the seed by plain dice, so an example has
hundreds of rows and takes milliseconds. Shrinking takes children away; those that stay are the same.
"""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

from hypothesis import strategies as st

from reference.months import add_months
from reference.random_care import add_care, add_leaver, add_pathway_plans, add_permanence
from reference.random_days import MONTH_ENDS, MONTHS, Dice
from reference.random_dirt import make_dirty
from reference.random_need import TEAMS, add_contacts, add_early_help, add_need, add_protection
from reference.random_records import Draft
from reference.record_columns import full_row

Tables = dict[str, list[dict[str, object]]]

WORKERS = tuple(f"W{number}" for number in range(1, 10))
ROLES = (
    None,
    None,
    "Allocated Social Worker",
    "social worker",
    "KEY WORKER",
    "Lead worker",
    "Team manager",
    "Family support worker",
    "Reviewing officer",
)
ETHNICITIES = ("WBRI", "WBRI", "WOTH", "MWBC", "APKN", "BAFR", "CHNE", "OOTH", "REFU", "NOBT")
KINDS = ("assessment", "family-intervention", "looked-after", "disability", "newly-qualified", "leaving-care", None)
LOCALITIES = ("south-locality", "south-locality", "west-locality", "west-locality", None, "city-locality", None)
DISTRICTS = ("breckland", "south-norfolk", "kings-lynn-and-west-norfolk", None, None, "norwich", None)
LEAP_BIRTHS = (date(1996, 2, 29), date(2000, 2, 29), date(2004, 2, 29), date(2012, 2, 29))


@dataclasses.dataclass(frozen=True)
class Drawn:
    """A county and what it was drawn from; hypothesis prints the seed, never the rows."""

    seed: int
    children: int
    dirty: bool
    records: Tables = dataclasses.field(repr=False)


def months() -> st.SearchStrategy[str]:
    """A month for which the histories have something to tell."""
    return st.sampled_from(MONTHS)


def counties(*, dirty: bool = False) -> st.SearchStrategy[Drawn]:
    """Counties of 15 to 40 children. With `dirty` their records break rules as those of real case systems do."""
    return st.builds(draw_county, seed=st.integers(0, 2**32 - 1), children=st.integers(15, 40), dirty=st.just(dirty))


def draw_county(seed: int, children: int, *, dirty: bool = False) -> Drawn:
    """Every table of the standard with all its columns. The same numbers give the same records."""
    draft = Draft()
    _add_teams_and_workers(Dice(f"{seed} teams"), draft)
    for number in range(children):
        if number % 3 == 0:
            draft.begin_family(f"F{seed}-{number}")
        draft.begin(f"C{number:03}")
        _add_child(Dice(f"{seed} child {number}"), draft)
    records = draft.finished()
    if dirty:
        make_dirty(Dice(f"{seed} dirt"), records)
    return Drawn(seed, children, dirty, records)


def _add_child(dice: Dice, draft: Draft) -> None:
    is_leaver = dice.chance(0.25)
    _add_person(dice, draft, is_leaver=is_leaver)
    if dice.chance(0.5):
        draft.add(
            "family", fami_table_id=dice.mark(draft.child), fami_family_id=draft.family, fami_person_id=draft.child
        )
    for share, add in (
        (0.6, add_contacts),
        (0.7, add_need),
        (0.5, add_protection),
        (0.75, add_care),
        (0.4, add_pathway_plans),
        (0.25, add_permanence),
        (0.4, add_early_help),
        (0.9, _add_involvements),
    ):
        if dice.chance(share):
            add(dice, draft)
    if is_leaver:
        add_leaver(dice, draft)


def _add_person(dice: Dice, draft: Draft, *, is_leaver: bool) -> None:
    """Most have a birthday that decides something at a month end; one in twenty is not on the list of persons."""
    if dice.chance(0.05):
        return
    end = dice.pick(MONTH_ENDS)
    ages = (16, 18, 21, 25) if is_leaver else (1, 3, 4, 5, 5, 10, 14, 16, 16, 18, 18)
    born: date | None = dice.pick(
        (
            dice.near(add_months(end, -12 * dice.pick(ages))),
            date(2000, 1, 1) + timedelta(days=dice.count(0, 6000)),
            dice.pick(LEAP_BIRTHS),
            add_months(end, -12 * dice.count(16, 24)) if is_leaver else dice.day(),
        )
    )
    born = dice.maybe(born, 0.93)
    draft.add(
        "person",
        pers_person_id=draft.child,
        pers_sex=dice.pick(("F", "M", "F", "M", "U", None)),
        pers_ethnicity=dice.maybe(dice.pick(ETHNICITIES), 0.9),
        pers_dob=born,
        pers_expected_dob=dice.maybe(dice.day(), 0.5) if born is None or born >= date(2015, 6, 1) else None,
    )


def _add_involvements(dice: Dice, draft: Draft) -> None:
    start = dice.day() - timedelta(days=dice.count(0, 400))
    for _ in range(dice.count(1, 4)):
        end = dice.maybe(dice.later(start, 300), 0.6)
        draft.add(
            "involvements",
            invo_involvements_id=dice.mark(draft.child),
            invo_professional_id=dice.maybe(dice.pick(WORKERS), 0.97),
            invo_professional_role_id=dice.pick(ROLES),
            invo_professional_team=dice.maybe(dice.pick(TEAMS), 0.9),
            invo_person_id=draft.child,
            invo_involvement_start_date=start,
            invo_involvement_end_date=end,
        )
        start = dice.pick((start, end or start, dice.day()))


def _add_teams_and_workers(dice: Dice, draft: Draft) -> None:
    """Seven teams, one of which serves no area on record; workers with and without a registration."""
    for team, kind, locality, district in zip(TEAMS, KINDS, LOCALITIES, DISTRICTS, strict=True):
        draft.add("department", dept_team_id=team, dept_team_name=f"Team {team}")
        if team != TEAMS[-1]:
            draft.add(
                "x_team_area",
                xtea_team_id=team,
                xtea_team_kind=kind,
                xtea_locality_area=locality,
                xtea_district_area=district,
            )
    for worker in WORKERS[:-1]:
        draft.add(
            "professionals",
            prof_professional_id=worker,
            prof_social_worker_registration_no=dice.maybe(f"SW{worker}", 0.7),
        )
    for month in MONTHS:
        draft.tables["care_leavers"].append(_kept("care_leavers", "clea_table_id", "clea_person_id", month))
        draft.tables["cla_immunisations"].append(_kept("cla_immunisations", None, "clai_person_id", month))


def _kept(table: str, key: str | None, person: str, month: str) -> dict[str, object]:
    """A row of somebody about whom nothing is known, so that the table was kept for every month."""
    cells: dict[str, object] = {person: "C-KEPT", "kept_month": month}
    if key is not None:
        cells[key] = f"kept-{month}"
    return full_row(table, cells)

"""The whole county, in the order in which its parts follow from each other."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from crossfoot.records.schema import Standard
from crossfoot.synthetic.adoption import Adopting
from crossfoot.synthetic.care_ages import make_care_spells
from crossfoot.synthetic.care_checks import CareChecks
from crossfoot.synthetic.care_rows import CareRows
from crossfoot.synthetic.conferences import Protecting
from crossfoot.synthetic.demographics import give_demographics
from crossfoot.synthetic.dirt import plant_dirt
from crossfoot.synthetic.early_help import make_early_help
from crossfoot.synthetic.extract import Extract
from crossfoot.synthetic.front_door import FrontDoor
from crossfoot.synthetic.leavers import Leaving
from crossfoot.synthetic.making import CareSpell, Making
from crossfoot.synthetic.months import HISTORY, LAST, MONTHS, age_on, first_day, last_day, month_of
from crossfoot.synthetic.need import Need
from crossfoot.synthetic.need_checks import NeedChecks, visit_protected
from crossfoot.synthetic.need_rows import write_enquiries, write_episodes, write_need, write_plans
from crossfoot.synthetic.people import Child, People
from crossfoot.synthetic.phases import find_phases
from crossfoot.synthetic.placements import Placing
from crossfoot.synthetic.planting import Planted
from crossfoot.synthetic.protection import make_plans
from crossfoot.synthetic.small_tables import (
    write_asylum,
    write_court_work,
    write_missing,
    write_people,
    write_teams,
    write_unused,
)
from crossfoot.synthetic.targets import Targets
from crossfoot.synthetic.unmet import Unmet, find_unmet
from crossfoot.synthetic.workers import Working


def build_county(targets: Targets, *, seed: int) -> Making:
    """The county's records, without faults, ready to be written."""
    rng = random.Random(seed)  # noqa: S311 - invented children, not secrets
    making = Making(rng, targets, Extract(Standard.load()), People(rng))
    make_care_spells(making)
    Adopting(making).run()
    _add_earlier_care(making)
    _refer_to_care(making)
    protecting = Protecting(making, make_plans(making))
    protecting.run()
    need = Need(making)
    need.run()
    protecting.add_other_enquiries()
    _give_demographics(making, need)
    checks = NeedChecks(making, need.members)
    checks.run()
    visit_protected(making)
    placing = Placing(making)
    placing.run()
    care = CareChecks(making, placing)
    care.run()
    Leaving(making).run()
    make_early_help(making)
    _give_workers(making, protecting)
    FrontDoor(making).run()
    write_episodes(making)
    write_enquiries(making, protecting)
    write_plans(making, protecting)
    write_need(making, checks)
    CareRows(making, placing, care).run()
    write_missing(making)
    write_court_work(making)
    write_asylum(making, placing.members)
    write_unused(making)
    write_teams(making)
    write_people(making)
    return making


def _add_earlier_care(making: Making) -> None:
    """Earlier spells of children who come back into care, as many of each month's as printed."""
    rng, indicator = making.rng, "looked-after-repeat"
    for month in MONTHS:
        here = [spell for spell in making.spells if month_of(spell.start) == month]
        wanted = making.targets.goal(indicator, month, len(here)) or 0
        # Old enough to have been in care before, and too young for those weeks to count towards leaving it.
        free = [
            spell for spell in here if spell.child.dob is not None and 5 <= age_on(spell.child.dob, spell.start) < 15
        ]
        chosen = rng.sample(free, min(wanted, len(free)))
        if len(chosen) < wanted:
            making.targets.compare(indicator, month, len(chosen), len(here), reason="Too few of them are old enough.")
        for spell in chosen:
            end = min(spell.start, date(2016, 7, 1)) - timedelta(days=rng.randint(560, 1100))
            start = end - timedelta(days=rng.randint(40, 300))
            making.past.append(
                CareSpell(spell.child, start, end, "E4A", legal_status="V2", cla_id=making.extract.new_id("L"))
            )


def _refer_to_care(making: Making) -> None:
    """The referral that led to each spell of care."""
    rng = making.rng
    for spell in [*making.past, *making.spells]:
        start = spell.start - timedelta(days=rng.randint(18, 110))
        while start.weekday() > 4:
            start -= timedelta(days=1)
        past = spell in making.past or (spell.end is not None and spell.end < first_day(HISTORY))
        spell.episode = making.open_episode(spell.child, start, kind="earlier" if past else "care")
        if past:
            spell.episode.close = spell.end


def _give_demographics(making: Making, need: Need) -> None:
    end = last_day(LAST)
    plans = {plan.child.id: plan for plan in making.plans if plan.counts_on(end)}
    several: dict[str, int] = {}
    for plan in making.plans:
        several[plan.child.id] = several.get(plan.child.id, 0) + 1
    started = {episode.child.id: episode.start for episode in making.episodes}
    repeated = {episode.child.id for episode in making.episodes if episode.repeat}
    in_care = {spell.child.id for spell in making.spells}

    def may_be_unborn(child: Child) -> bool:
        # Referred in pregnancy, not before it.
        recent = started[child.id] > end - timedelta(days=120)
        return recent and several.get(child.id, 0) <= 1 and child.id not in repeated and child.id not in in_care

    give_demographics(
        making, "child-protection-plans", [plan.child for plan in plans.values()], may_be_unborn=may_be_unborn
    )
    give_demographics(
        making, "section-17-children-in-need", [episode.child for episode in need.members[LAST]],
        may_be_unborn=may_be_unborn,
    )  # fmt: skip


def _give_workers(making: Making, protecting: Protecting) -> None:
    unallocated = {}
    protected = {}
    for month in MONTHS:
        here = {plan.child.id for plan in making.plans if plan.counts_on(last_day(month))}
        allocated = making.targets.goal("child-protection-plans-allocated", month, len(here))
        unallocated[month] = 0 if allocated is None else len(here) - allocated
        protected[month] = here
    working = Working(making, find_phases(making, protecting), unallocated)
    working.protected = protected
    working.run()


def read_targets(folder: Path | None) -> Targets:
    """The published figures in `folder`; those of the example where none is given."""
    return Targets.read(folder or Path(__file__).parents[3] / "examples" / "norfolk-2017-01" / "figures")


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """What a made-up county has that its records do not say."""

    planted: tuple[Planted, ...]
    """Every fault that was planted."""
    unmet: tuple[Unmet, ...]
    """Every printed cell that the records cannot give, and why."""


def make_county(folder: Path, *, seed: int = 2017, dirt: bool = True, targets: Path | None = None) -> AnswerKey:
    """Writes the extract of a made-up county below `folder`, as at 8 February 2017, and gives its answer key.

    `records/` has one CSV file for each table of the standard, `kept/` the copies of tables of the current state that
    were kept at the end of each month of 2016. `targets` is the folder of published figures that the records are
    to give, those of the example in the source tree where it is not named. With `dirt` faults of every kind that the
    checks know are planted, where they move no figure. One seed gives the same files byte for byte; it takes some ten
    seconds. Raises OSError where files cannot be read or written.
    """
    making = build_county(read_targets(targets), seed=seed)
    planted = plant_dirt(making) if dirt else ()
    making.extract.write(folder)
    return AnswerKey(planted, find_unmet(making.targets))

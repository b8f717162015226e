"""How old the looked after children are, so that numbers of under-fives, pupils and care leavers to be come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from crossfoot.synthetic.care_spells import Ending, SpellPlan, plan_spells
from crossfoot.synthetic.making import CareSpell, Making
from crossfoot.synthetic.months import FIRST, LAST, MONTHS, add_months, first_day, month_number, month_of

TRIES = 60_000
ATTEMPTS = 3
FIRST_MONTHS = {"under-1": (0, 11), "1-4": (12, 59), "5-9": (60, 119), "10-15": (120, 191), "16-and-over": (192, 215)}
"""Age in whole months at the end of care."""
GROWN = 216
SCHOOL_YEARS = {month_number("2016-03"): month_number("2015-08"), month_number("2016-10"): month_number("2016-08")}
"""Months whose printed number of pupils is tried for, with the August by which their age counts."""
STATUS_CODES = {
    "care-order": "C2",
    "interim-care-order": "C1",
    "placement-order-granted": "E1",
    "single-period-of-accommodation-under-section-20": "V2",
    "under-police-protection-and-in-la-accommodation": "L1",
    "other": "L2",
}
REASON_CODES = {
    "adopted-application-unopposed": ("E11",),
    "adopted-consent-dispensed-with": ("E12",),
    "residence-order-granted": ("E41",),
    "special-guardianship-order-foster-care": ("E45", "E46"),
    "special-guardianship-order-not-foster-carer": ("E47", "E48"),
    "returned-home-to-parents-other-with-parental-resp": ("E4A", "E4A", "E4B"),
    "moved-to-indep-living-formal-advice-support": ("E5",),
    "moved-to-indep-living-no-formal-advice-support": ("E6",),
    "transferred-to-adult-social-services": ("E7",),
    "sentenced-to-custody": ("E9",),
    "care-ceased-for-other-reason": ("E8", "E8", "E13", "E17"),
}


@dataclass(eq=False, slots=True)
class _Life:
    """A spell and the month of birth, in months; `leaves` is the first month at whose end it is no longer counted."""

    start: int
    leaves: int
    born: int | None
    age: int | None
    """At the end of January 2017, of those still looked after."""
    ending: Ending | None = None


def make_care_spells(making: Making) -> list[CareSpell]:
    """A spell for each child who is or was looked after, with dates of birth and the last legal status."""
    best = _search(making)
    for _ in range(ATTEMPTS):
        if best.cost() > 0:
            best = min(best, _search(making), key=lambda search: search.cost())
    for (name, month), goal in best.goal.items():
        if name == "eligible" and best.count[name, month] != goal:
            making.targets.note("eligible-care-leavers", month, "No ages were found that give every printed number.")
    lives = best.lives
    spells = [_make_spell(making, life) for life in lives]
    _give_statuses(making, spells)
    making.spells += spells
    return spells


def _search(making: Making) -> _Search:
    search = _Search(making, _first_lives(making, plan_spells(making)))
    search.run()
    return search


def _first_lives(making: Making, plan: SpellPlan) -> list[_Life]:
    rng, targets = making.rng, making.targets
    ages: list[int | None] = []
    for cell in targets.breakdowns("looked-after-children", LAST, names=frozenset({"age"})):
        ages += [int(cell.breakdown.removeprefix("age="))] * int(cell.printed)
    starts = [month for month, count in sorted(plan.survivors.items()) for _ in range(count)]
    # Those without a printed age are children whose date of birth is not known: seekers of asylum, just arrived.
    ages += [None] * (len(starts) - len(ages))
    ages.sort(key=lambda age: -1 if age is None else age)
    lives = []
    for age in ages:
        born = None if age is None else LAST - 12 * age - rng.randint(0, 11)
        oldest = LAST - 5 if born is None else born + (1 if rng.random() < 0.7 else 0)
        possible = [
            place for place, start in enumerate(starts) if start >= oldest or (start == 0 and oldest < FIRST - 30)
        ]
        start = starts.pop(rng.choice(possible) if possible else len(starts) - 1)
        if start == 0:
            start = max(FIRST - 25 - int(rng.expovariate(1 / 30)), oldest, FIRST - 130)
        elif born is not None and start < born:
            born = start
        lives.append(_Life(start, LAST + 1, born, age))
    lives += [_Life(ending.start, ending.month, 0, None, ending) for ending in plan.endings]
    for life in lives:
        if life.ending is not None:
            life.born = _birth_of_ending(rng, life.ending)
    return lives


def _birth_of_ending(rng: Random, ending: Ending) -> int:
    low, high = FIRST_MONTHS[ending.age_range]
    if ending.late or (ending.age_range == "16-and-over" and rng.random() < _grown_share(ending.reason)):
        return ending.month - GROWN
    return ending.month - rng.randint(max(low, min(ending.months + 1, high)), high)


def _grown_share(reason: str) -> float:
    return {"moved-to-indep-living-formal-advice-support": 0.9, "transferred-to-adult-social-services": 1.0,
            "care-ceased-for-other-reason": 0.7}.get(reason, 0.0)  # fmt: skip


class _Search:
    """Changes ages, and which child began when, until the printed numbers by age come out."""

    def __init__(self, making: Making, lives: list[_Life]) -> None:
        self.rng = making.rng
        targets = making.targets
        self.lives = lives
        self.goal: dict[tuple[str, int], int] = {}
        for month in MONTHS:
            if found := targets.wholes(("development-checks-up-to-date",), month, among=range(20, 300)):
                self.goal["young", month] = found[len(found) // 2]
            self.goal["eligible", month] = targets.number("eligible-care-leavers", month)
        for month in SCHOOL_YEARS:
            if found := targets.wholes(("personal-education-plan-up-to-date",), month, among=range(300, 1200)):
                self.goal["pupil", month] = found[len(found) // 2]
        self.count = dict.fromkeys(self.goal, 0)
        for life in lives:
            self._count(life, 1)

    def _count(self, life: _Life, sign: int) -> None:
        born, start, leaves = life.born, life.start, life.leaves
        if born is None:
            return
        count = self.count
        for month in range(max(FIRST, start + 12), min(leaves, born + 60, LAST + 1)):
            if ("young", month) in count:
                count["young", month] += sign
        for month in range(max(FIRST, born + 192, start + 3), min(leaves, born + GROWN, LAST + 1)):
            count["eligible", month] += sign
        for month, august in SCHOOL_YEARS.items():
            if start <= month < leaves and born + 48 <= august < born + 192 and ("pupil", month) in count:
                count["pupil", month] += sign

    def cost(self) -> int:
        """How many children too many or too few, over all months."""
        return sum(abs(self.count[key] - goal) for key, goal in self.goal.items())

    def run(self) -> None:
        """Tries changes, and keeps those that do not make it worse."""
        rng, cost = self.rng, self.cost()
        still = [life for life in self.lives if life.age is not None]
        ended = [life for life in self.lives if life.ending is not None and not life.ending.late]
        # Those whose beginning or birthday can change a printed number.
        edge = [life for life in still if life.age is not None and (life.age <= 6 or life.age >= 15)]
        for number in range(TRIES):
            if cost == 0:
                return
            chance = rng.random()
            if chance < 0.4:
                changed = [rng.choice(edge), rng.choice(still)]
            else:
                changed = [rng.choice(edge if chance < 0.7 else ended)]
            kept = [(life, life.start, life.born) for life in changed]
            for life in changed:
                self._count(life, -1)
            self._change(changed)
            for life in changed:
                self._count(life, 1)
            now = self.cost()
            possible = all(life.born is None or life.start >= life.born for life in changed)
            if possible and (now <= cost or (now <= cost + 2 and number % 20_000 < 11_000 and rng.random() < 0.003)):
                cost = now
                continue
            for life, start, born in kept:
                self._count(life, -1)
                life.start, life.born = start, born
                self._count(life, 1)

    def _change(self, changed: list[_Life]) -> None:
        rng, life = self.rng, changed[0]
        if len(changed) == 2:
            changed[0].start, changed[1].start = changed[1].start, changed[0].start
        elif life.ending is not None:
            life.born = _birth_of_ending(rng, life.ending)
        elif life.age is not None:
            life.born = LAST - 12 * life.age - rng.randint(0, 11)


def _make_spell(making: Making, life: _Life) -> CareSpell:
    rng, ending = making.rng, life.ending
    start = first_day(life.start) + timedelta(days=(ending.start_day if ending else rng.randint(4, 22)) - 1)
    end = dob = None
    if ending is not None:
        left = first_day(life.leaves) + timedelta(days=ending.end_day - 1)
        end = left
        if ending.late:
            end = None if ending.closed is None else first_day(ending.closed) + timedelta(days=rng.randint(3, 26))
        dob = _birth(rng, life, left, start)
    elif life.born is not None:
        dob = _birth(rng, life, None, start)
    child = making.people.add(dob)
    reason = rng.choice(REASON_CODES[ending.reason]) if ending is not None and end is not None else ""
    return CareSpell(child, start, end, reason, cla_id=making.extract.new_id("L"))


def _birth(rng: Random, life: _Life, left: date | None, start: date) -> date:
    born = life.start if life.born is None else life.born
    first = first_day(born)
    if left is not None and life.leaves - born == GROWN:
        return add_months(left, -GROWN)
    # A child who ends care in the month of a birthday has to be on the printed side of it.
    latest = 28
    if born == month_of(start):
        latest = start.day
    if left is not None and (life.leaves - born) in {low for low, _ in FIRST_MONTHS.values()}:
        latest = min(latest, left.day)
    return first + timedelta(days=rng.randint(1, latest) - 1)


def _give_statuses(making: Making, spells: list[CareSpell]) -> None:
    rng = making.rng
    still = [
        spell for spell in spells if spell.end is None and spell.counts_on(first_day(LAST + 1) - timedelta(days=1))
    ]
    by_age: dict[int | None, list[CareSpell]] = {}
    for spell in still:
        age = None if spell.child.dob is None else _age(spell.child.dob, first_day(LAST + 1) - timedelta(days=1))
        by_age.setdefault(age, []).append(spell)
    printed: dict[int, list[str]] = {}
    for cell in making.targets.breakdowns("looked-after-children", LAST, names=frozenset({"age", "legal-status"})):
        words = dict(word.split("=") for word in cell.breakdown.split(";"))
        printed.setdefault(int(words["age"]), []).extend([STATUS_CODES[words["legal-status"]]] * int(cell.printed))
    order = {"C2": 0, "E1": 1, "V2": 2, "C1": 3}
    for age, here in by_age.items():
        statuses = printed.get(age, []) if age is not None else []
        statuses.sort(key=lambda status: order.get(status, 4) + rng.random())
        here.sort(key=lambda spell: spell.start.toordinal() + rng.randint(0, 400))
        for place, spell in enumerate(here):
            spell.legal_status = statuses[place] if place < len(statuses) else "L2"
    for spell in spells:
        if not spell.legal_status:
            adopted = spell.reason in {"E11", "E12"}
            short = spell.end is not None and (spell.end - spell.start).days < 200
            spell.legal_status = "E1" if adopted else ("V2" if short or rng.random() < 0.3 else "C2")


def _age(dob: date, day: date) -> int:
    return day.year - dob.year - ((day.month, day.day) < (dob.month, dob.day))

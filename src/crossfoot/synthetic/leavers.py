"""Care leavers month by month: who is relevant, who former relevant, and how they live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crossfoot.synthetic.coverage import by_day_27, cover, last_event, months_back
from crossfoot.synthetic.extract import Row
from crossfoot.synthetic.making import CareSpell, Making, team_id
from crossfoot.synthetic.months import (
    LAST,
    MONTHS,
    add_months,
    age_on,
    any_day,
    birthday,
    first_day,
    last_day,
    month_text,
)
from crossfoot.synthetic.people import Child

EDUCATION = ("F1", "F2", "F2", "P2", "F4", "F4", "P4", "F5")
NOT_IN_WORK = ("G4", "G5", "G5", "G5", "G6")
HOMES = ("U", "U", "U", "Z", "B", "E", "D", "T")
BAD_HOMES = ("S", "V", "R", "W", "X", "K")


@dataclass(eq=False, slots=True)
class Leaver:
    """A young person who left care, from the first month in which the table has them to the last."""

    child: Child
    row: str
    joined: int
    left: int = LAST + 12


class Leaving:
    """The leaving care service."""

    def __init__(self, making: Making) -> None:
        self.making, self.rng = making, making.rng
        self.leavers: list[Leaver] = []
        self.members: dict[str, dict[int, list[Child]]] = {"relevant": {}, "former": {}}

    def run(self) -> None:
        """Membership of each month, then what is known of each young person, then the rows."""
        self._choose_members()
        states = self._states()
        self._write(states)

    def _choose_members(self) -> None:
        rng, targets = self.rng, self.making.targets
        pool = [spell for spell in self.making.spells if spell.end is not None and spell.child.dob is not None]
        relevant: list[Leaver] = []
        former: list[Leaver] = []
        undated: list[Leaver] = []
        for month in MONTHS:
            end, first = last_day(month), first_day(month)
            grown = [leaver for leaver in relevant if _age(leaver.child, end) >= 18]
            relevant = [leaver for leaver in relevant if _age(leaver.child, end) < 18]
            left = [spell for spell in pool if spell.end is not None and first <= spell.end <= end]
            former += grown
            former += [self._join(spell.child, month) for spell in left if _age(spell.child, end) >= 18]
            wanted = targets.number("relevant-care-leavers", month)
            for spell in left:
                if len(relevant) < wanted and _age(spell.child, end) in {16, 17} and spell.reason != "E9":
                    relevant.append(self._join(spell.child, month))
            while len(relevant) < wanted:
                relevant.append(self._join(self._young_leaver(month), month))
            for leaver in rng.sample(relevant, max(0, len(relevant) - wanted)):
                # At home again for half a year, which ends the duty.
                relevant.remove(leaver)
                leaver.left = month
            wanted = targets.number("former-relevant-care-leavers", month)
            while len(former) < wanted:
                leaver = self._join(self.making.people.add(None, alone=True), month)
                undated.append(leaver)
                former.append(leaver)
            for leaver in rng.sample(undated, max(0, min(len(former) - wanted, len(undated)))):
                turned = first + timedelta(days=rng.randint(0, 25))
                leaver.child.dob = add_months(turned, -252)
                leaver.left = month
                undated.remove(leaver)
                former.remove(leaver)
            self.members["relevant"][month] = [leaver.child for leaver in relevant]
            self.members["former"][month] = [leaver.child for leaver in former]
        for leaver in undated:
            leaver.child.dob = any_day(rng, date(1996, 3, 1), date(1997, 11, 30))
        for leaver in self.leavers:
            self._add_past_care(leaver.child)

    def _join(self, child: Child, month: int) -> Leaver:
        leaver = Leaver(child, self.making.extract.new_id("V"), month)
        self.leavers.append(leaver)
        return leaver

    def _young_leaver(self, month: int) -> Child:
        age = timedelta(days=self.rng.randint(16 * 366 + 120, 17 * 365 + 200))
        return self.making.people.add(last_day(month) - age, alone=True)

    def _add_past_care(self, child: Child) -> None:
        """The care that somebody left before 2016."""
        if any(spell.child is child for spell in self.making.spells) or child.dob is None:
            return
        rng = self.rng
        end = min(birthday(child.dob, 18), date(2015, 12, 20)) - timedelta(
            days=0 if child.dob < date(1997, 12, 1) else 40
        )
        start = end - timedelta(days=rng.randint(220, 2600))
        spell = CareSpell(child, start, end, "E5", legal_status="V2", cla_id=self.making.extract.new_id("L"))
        self.making.spells.append(spell)

    def _states(self) -> dict[str, dict[int, set[Child]]]:
        making, targets = self.making, self.making.targets
        for leaver in self.leavers:
            # A visit of the last weeks in care is a visit all the same.
            if leaver.child.days.get("care-visit"):
                leaver.child.days["leaver-visit"] = list(leaver.child.days["care-visit"])
        for kind, indicators, count in (
            ("pathway-plan", ("relevant-pathway-plan-up-to-date", "former-relevant-pathway-plan-up-to-date"), 6),
            ("leaver-visit", ("relevant-visited-within-2-months", "former-relevant-visited-within-2-months"), 2),
        ):
            for group, indicator in zip(("relevant", "former"), indicators, strict=True):
                cover(
                    making, kind, self.members[group],
                    goal=lambda month, size, name=indicator: targets.goal(name, month, size),  # type: ignore[misc]
                    since=months_back(count), until=by_day_27, floor=self._floor, indicator=indicator,
                    tries=60 if group == "relevant" else 3,
                )  # fmt: skip
        states: dict[str, dict[int, set[Child]]] = {}
        for name, indicator, usual in (
            ("contacted", "care-leavers-contacted-within-2-months", 70),
            ("work", "care-leavers-in-education-employment-or-training", 19),
            ("suitable", "care-leavers-in-suitable-accommodation", 64),
        ):
            before: set[Child] = set()
            states[name] = {}
            for month in MONTHS:
                here = self.members["relevant"][month] + self.members["former"][month]
                goal = targets.goal(indicator, month, len(here))
                line = self.rng.sample(here, len(here))
                if name == "contacted":
                    since = first_day(month - 1)
                    seen = {child for child in here if last_event(child, "leaver-visit", last_day(month)) >= since}
                else:
                    seen = before
                line = [child for child in line if child in seen] + [child for child in line if child not in seen]
                before = states[name][month] = set(line[: len(here) * usual // 100 if goal is None else goal])
        return states

    def _floor(self, child: Child, month: int) -> date:
        # What a young person had while in care stays as it is.
        return max(first_day(month if month > MONTHS[0] else month - 11), add_months(child.born(), 192))

    def _write(self, states: dict[str, dict[int, set[Child]]]) -> None:
        extract = self.making.extract
        workers = [f"W-LC{number:02}" for number in range(1, 31)]
        for month in MONTHS:
            end = last_day(month)
            relevant = set(self.members["relevant"][month])
            here = relevant | set(self.members["former"][month])
            rows: list[Row] = []
            for leaver in self.leavers:
                child = leaver.child
                if not leaver.joined <= month < max(leaver.left + 3, leaver.joined + 1):
                    continue
                eligibility = "Relevant" if child in relevant else "Former relevant"
                if child not in here:
                    eligibility = "Former relevant" if _age(child, end) > 20 else "Qualifying"
                home = self._home(child, suitable=child in states["suitable"][month])
                planned = last_event(child, "pathway-plan", end)
                met = child in states["contacted"][month]
                rows.append({
                    "clea_table_id": leaver.row, "clea_person_id": child.id,
                    "clea_care_leaver_eligibility": eligibility,
                    "clea_care_leaver_in_touch": "YES" if met else self._out_of_touch(child),
                    "clea_care_leaver_latest_contact": self._contact(child, month, recent=met),
                    "clea_care_leaver_accommodation": home,
                    "clea_care_leaver_accom_suitable": "1" if child in states["suitable"][month] else "2",
                    "clea_care_leaver_activity": self._activity(child, works=child in states["work"][month]),
                    "clea_pathway_plan_review_date": planned if planned > date(2000, 1, 1) else None,
                    "clea_care_leaver_allocated_team": team_id("leaving-care", "city"),
                    "clea_care_leaver_worker_id": workers[int(child.id[1:]) % len(workers)],
                    "clea_care_leaver_personal_advisor": workers[int(child.id[1:]) % len(workers)],
                })  # fmt: skip
            if month == LAST:
                extract.tables["care_leavers"] += rows
            else:
                extract.kept.setdefault(month_text(month), {})["care_leavers"] = rows

    def _home(self, child: Child, *, suitable: bool) -> str:
        return (HOMES if suitable else BAD_HOMES)[int(child.id[1:]) % (len(HOMES) if suitable else len(BAD_HOMES))]

    def _out_of_touch(self, child: Child) -> str:
        return ("NO", "NO", "YES", "REFU")[int(child.id[1:]) % 4]

    def _activity(self, child: Child, *, works: bool) -> str:
        codes = EDUCATION if works else NOT_IN_WORK
        return codes[int(child.id[1:]) % len(codes)]

    def _contact(self, child: Child, month: int, *, recent: bool) -> date:
        if recent:
            visited = last_event(child, "leaver-visit", last_day(month))
            return visited if visited >= first_day(month - 1) else any_day(self.rng, first_day(month), last_day(month))
        return any_day(self.rng, first_day(month - 9), first_day(month - 2) + timedelta(days=26))


def _age(child: Child, day: date) -> int:
    return 19 if child.dob is None else age_on(child.dob, day)

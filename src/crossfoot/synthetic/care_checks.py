"""What is done for looked after children month by month: visits, health, plans, school and reviews."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from crossfoot.synthetic.coverage import before_end, by_day_27, cover, months_back
from crossfoot.synthetic.making import CareSpell, Making
from crossfoot.synthetic.months import (
    FIRST,
    HISTORY,
    MONTHS,
    add_months,
    age_on,
    first_day,
    last_day,
    month_of,
    week_day,
    working_days,
)
from crossfoot.synthetic.people import Child
from crossfoot.synthetic.placements import FRESH_DAYS, Placing

VISIT_DAYS = 42
PARTS = {"attended": ("PN1", "PN1", "PN1", "PN2", "PN3"), "other": ("PN6", "PN6", "PN5")}


class CareChecks:
    """Everything that keeps a looked after child's record up to date."""

    def __init__(self, making: Making, placing: Placing) -> None:
        self.making, self.rng, self.placing = making, making.rng, placing
        self.spell_of = {spell.child.id: spell for spell in making.spells}
        self.members = {month: [spell.child for spell in here] for month, here in placing.members.items()}
        self.year: dict[int, list[Child]] = {
            month: [child for child in here if month_of(self.spell_of[child.id].start) <= month - 12]
            for month, here in self.members.items()
        }
        self.immunised: dict[int, set[Child]] = {}
        self.requests: dict[str, date] = {}
        self.reviews: defaultdict[str, list[tuple[date, str]]] = defaultdict(list)

    def run(self) -> None:
        """All kinds of checks."""
        self._request_health()
        self._visit()
        self._check_health()
        self._plan_pathways()
        self._plan_care()
        self._plan_education()
        self._review()

    def _start(self, child: Child, _month: int = 0) -> date:
        return self.spell_of[child.id].start

    def _after_first_check(self, child: Child, _month: int) -> date:
        return self._start(child) + timedelta(days=50)

    def _visit(self) -> None:
        targets, placing = self.making.targets, self.placing
        due: dict[int, list[Child]] = {}
        began: dict[tuple[str, int], date] = {}
        for month, here in placing.members.items():
            end = last_day(month)
            due[month] = []
            for spell in here:
                if spell.for_adoption is not None and spell.for_adoption <= end:
                    continue
                start = placing.latest(spell, end)
                if start + timedelta(days=FRESH_DAYS) <= end:
                    due[month].append(spell.child)
                    began[spell.child.id, month] = start

        def since(child: Child, month: int) -> date:
            return max(last_day(month) - timedelta(days=VISIT_DAYS), began[child.id, month])

        for kind, indicator in (
            ("care-visit-alone", "looked-after-seen-alone-in-timescale"),
            ("care-visit", "looked-after-seen-in-timescale"),
        ):
            cover(
                self.making, kind, due,
                goal=lambda month, size, name=indicator: targets.goal(name, month, size),  # type: ignore[misc]
                since=since, until=before_end(16), floor=self._start, indicator=indicator,
            )  # fmt: skip
            if kind == "care-visit-alone":
                for child in self.spell_of.values():
                    days = child.child.days.get(kind)
                    if days:
                        child.child.days["care-visit"] = sorted(days)

    def _request_health(self) -> None:
        """Requests for, and results of, the first health assessment."""
        rng, targets = self.rng, self.making.targets
        started: defaultdict[int, list[CareSpell]] = defaultdict(list)
        due: defaultdict[int, list[CareSpell]] = defaultdict(list)
        for spell in self.making.spells:
            if spell.start >= first_day(HISTORY):
                started[month_of(spell.start)].append(spell)
                day = _working_day_after(spell.start, 20)
                if spell.is_open(day):
                    due[month_of(day)].append(spell)
        for month, here in started.items():
            goal = targets.goal("initial-health-assessment-requested-within-5-days", month, len(here))
            rng.shuffle(here)
            for place, spell in enumerate(here):
                soon = place < (len(here) // 3 if goal is None else goal)
                day = spell.start + timedelta(days=rng.randint(1, 4) if soon else rng.randint(12, 24))
                if soon or spell.is_open(day):
                    self.requests[spell.child.id] = day
        self._assess_first(due)

    def _assess_first(self, due: dict[int, list[CareSpell]]) -> None:
        rng, targets = self.rng, self.making.targets
        for month, here in due.items():
            goal = targets.goal("initial-health-assessment-within-20-days", month, len(here))
            rng.shuffle(here)
            for place, spell in enumerate(here):
                limit = _working_day_after(spell.start, 20)
                soon = place < (len(here) * 6 // 10 if goal is None else goal)
                low, high = (
                    (spell.start + timedelta(days=8), limit)
                    if soon
                    else (limit + timedelta(days=2), limit + timedelta(days=18))
                )
                day = week_day(rng, low, high)
                if day.day > 27:
                    # On the last days of a month a check counts for one month more.
                    day = day.replace(day=27) if soon else first_day(month_of(day) + 1) + timedelta(days=2)
                if day <= date(2017, 2, 7) and (soon or spell.is_open(day)):
                    spell.child.days.setdefault("health-assessment", []).append(day)

    def _check_health(self) -> None:
        targets = self.making.targets

        def assessed_since(child: Child, month: int) -> date:
            dob, end = child.dob, last_day(month)
            young = dob is not None and age_on(dob, end) < 5
            return first_day(month - (5 if young else 11))

        young = {
            month: [child for child in here if child.dob is not None and age_on(child.dob, last_day(month)) < 5]
            for month, here in self.year.items()
        }
        for kind, indicator, members, since in (
            ("health-assessment", "health-assessment-up-to-date", self.year, assessed_since),
            ("dental-check", "dental-check-up-to-date", self.year, months_back(12)),
            ("eye-test", "optician-visit-within-12-months", self.year, months_back(12)),
            ("development-check", "development-checks-up-to-date", young, months_back(12)),
        ):
            cover(
                self.making, kind, members,
                goal=lambda month, size, name=indicator: targets.goal(name, month, size),  # type: ignore[misc]
                since=since, until=by_day_27, floor=self._after_first_check, indicator=indicator, tries=6,
            )  # fmt: skip
        before: set[Child] = set()
        for month, here in self.year.items():
            goal = targets.goal("immunisations-up-to-date", month, len(here)) or 0
            line = self.rng.sample(here, len(here))
            line.sort(key=lambda child: child not in before)
            before = self.immunised[month] = set(line[:goal])

    def eligible(self, month: int) -> list[Child]:
        """Young people of 16 and 17 who have been in care for 13 weeks since they were 14."""
        end, found = last_day(month), []
        for child in self.members[month]:
            dob = child.dob
            if dob is None or age_on(dob, end) not in {16, 17}:
                continue
            if (end - max(self.spell_of[child.id].start, add_months(dob, 168))).days >= 91:
                found.append(child)
        return found

    def _plan_pathways(self) -> None:
        targets = self.making.targets
        members = {month: self.eligible(month) for month in MONTHS}
        for kind, indicator, since in (
            ("needs-assessment", "eligible-needs-assessment-completed", lambda _child, _month: date(2010, 1, 1)),
            ("pathway-plan", "eligible-pathway-plan-up-to-date", months_back(6)),
        ):
            cover(
                self.making, kind, members,
                goal=lambda month, size, name=indicator: targets.goal(name, month, size),  # type: ignore[misc]
                since=since, until=by_day_27, floor=self._pathway_floor, indicator=indicator, tries=6,
            )  # fmt: skip

    def _pathway_floor(self, child: Child, _month: int) -> date:
        return max(self._start(child), add_months(child.born(), 190))

    def _plan_care(self) -> None:
        """A pathway plan is a care plan too: the others make up the printed number."""
        targets = self.making.targets
        others: dict[int, list[Child]] = {}
        goals: dict[int, int] = {}
        for month, here in self.members.items():
            end = last_day(month)
            by_pathway = {
                child for child in here
                if child.dob is not None and age_on(child.dob, end) >= 16
                and any(first_day(month - 5) <= day <= end for day in child.days.get("pathway-plan", ()))
            }  # fmt: skip
            others[month] = [child for child in here if child not in by_pathway]
            goal = targets.goal("looked-after-care-plan-up-to-date", month, len(here))
            goals[month] = max(0, (len(here) if goal is None else goal) - len(by_pathway))
        cover(
            self.making, "care-plan", others, goal=lambda month, _: goals[month], since=months_back(6),
            until=by_day_27, floor=self._start, tries=6,
        )  # fmt: skip

    def _plan_education(self) -> None:
        targets = self.making.targets
        pupils: dict[int, list[Child]] = {}
        for month, here in self.members.items():
            august = date((month // 12) if month % 12 >= 8 else month // 12 - 1, 8, 31)
            pupils[month] = [child for child in here if child.dob is not None and 4 <= age_on(child.dob, august) <= 15]
        term_of = {month: month - month % 12 % 4 for month in MONTHS}

        def goal(month: int, size: int) -> int:
            printed = targets.goal("personal-education-plan-up-to-date", month, size)
            if printed is not None:
                return printed
            ahead = [each for each in MONTHS if each > month and term_of[each] == term_of[month]
                     and targets.at("personal-education-plan-up-to-date", each).value is not None]  # fmt: skip
            if ahead:
                later = targets.chosen("personal-education-plan-up-to-date", ahead[0], size) or 0
                return later * (month - term_of[month] + 1) * 2 // 9
            return size * (2, 6, 8, 9)[month - term_of[month]] // 10

        cover(
            self.making, "education-plan", pupils, goal=goal,
            since=lambda _child, month: first_day(term_of[month]), until=by_day_27, floor=self._start,
        )  # fmt: skip

    def _review(self) -> None:
        """Reviews of children of 4 and older as printed, of the younger ones every half year."""
        rng, targets = self.rng, self.making.targets
        names = ("review-child-attended", "review-child-participated")
        last: dict[str, date] = {}
        for month in range(HISTORY, MONTHS[-1] + 1):
            first, end = first_day(month), last_day(month)
            here = [
                spell
                for spell in self.making.spells
                if spell.counts_on(end) and spell.start < first - timedelta(days=20)
            ]
            old = [spell for spell in here if spell.child.dob is not None and age_on(spell.child.dob, first) >= 4]
            young = [spell for spell in here if spell.child.dob is not None and age_on(spell.child.dob, end) < 4]
            found = targets.wholes(names, month, among=range(1, 600)) if month >= FIRST else []
            count = found[0] if found else 160
            attended, took_part = (targets.number(name, month) for name in names)
            if not found:
                attended, took_part = count * 55 // 100, count * 93 // 100
            old.sort(key=lambda spell: last.get(spell.child.id, spell.start).toordinal() + rng.random() * 40)
            codes = [rng.choice(PARTS["attended"]) for _ in range(min(attended, took_part))]
            codes += ["PN4"] * max(0, attended - took_part)
            codes += [rng.choice(PARTS["other"]) for _ in range(max(0, took_part - attended))]
            codes += ["PN7"] * (count - len(codes))
            rng.shuffle(codes)
            for spell, code in zip(old, codes, strict=False):
                day = week_day(rng, first, end)
                self.reviews[spell.child.id].append((day, code))
                last[spell.child.id] = day
            for spell in young:
                if (end - last.get(spell.child.id, spell.start)).days > 165:
                    day = week_day(rng, first, end)
                    self.reviews[spell.child.id].append((day, "PN0"))
                    last[spell.child.id] = day


def _working_day_after(start: date, count: int) -> date:
    day = start + timedelta(days=count)
    while working_days(start, day) < count:
        day += timedelta(days=1)
    return day

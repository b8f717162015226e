"""Referrals and the episodes of need that follow: referrals, repeats and children in need come out each month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from crossfoot.synthetic.assessing import Assessing
from crossfoot.synthetic.making import CareSpell, Episode, Making, Plan
from crossfoot.synthetic.months import (
    AS_AT,
    FIRST,
    HISTORY,
    LAST,
    MONTHS,
    YEAR_BEFORE,
    add_months,
    any_day,
    first_day,
    last_day,
    month_of,
    week_day,
    working_days,
)
from crossfoot.synthetic.people import pick
from crossfoot.synthetic.targets import Targets, prints_as, spread

NEEDS = {"N1": 0.58, "N2": 0.07, "N3": 0.05, "N4": 0.09, "N5": 0.15, "N6": 0.04, "N7": 0.005, "N8": 0.015}
PLAN_DUE = {month: 45 if month == LAST else 20 for month in MONTHS}
"""Working days after the referral from which a plan is due."""


class Need:
    """The front door and the cases behind it, month by month."""

    def __init__(self, making: Making) -> None:
        self.making, self.rng = making, making.rng
        self.referrals, self.repeats = _referral_numbers(making.targets)
        self.assessing = Assessing(making)
        self.open: list[Episode] = []
        self.closed: list[Episode] = []
        self.plans: dict[str, list[Plan]] = {}
        for plan in making.plans:
            self.plans.setdefault(plan.child.id, []).append(plan)
        self.spells: dict[str, list[CareSpell]] = {}
        for spell in making.spells:
            self.spells.setdefault(spell.child.id, []).append(spell)
        self.members: dict[int, list[Episode]] = {}
        """Children in need at the end of each month, by their open episode."""

    def run(self) -> None:
        """Every month from the beginning of the history."""
        given: dict[int, list[Episode]] = {}
        for episode in list(self.making.episodes):
            if episode.kind != "earlier":
                given.setdefault(max(month_of(episode.start), HISTORY - 1), []).append(episode)
        self.open += given.get(HISTORY - 1, [])
        for month in range(HISTORY, LAST + 1):
            here = given.get(month, [])
            for episode in here:
                self.assessing.wait(episode)
            self.open += here + self._refer(month, len(here))
            others = [episode for episode in self.open if episode.goes_on or episode.kind != "need"]
            self.assessing.pass_month(month, others)
            self._close(month)
        for episode in self.open:
            dob = episode.child.dob
            if episode.kind == "need" and dob is not None and last_day(LAST) < add_months(dob, 216) <= AS_AT:
                episode.close = add_months(dob, 216)
        self.assessing.give_outcomes(self.making.episodes)

    def _refer(self, month: int, given: int) -> list[Episode]:
        """New referrals, some of them of children who were referred within the year before."""
        rng, making = self.rng, self.making
        count = max(0, self.referrals[month] - given)
        to_assess = making.targets.count("referrals-to-assessment", month)
        to_assess = count * 78 // 100 if to_assess is None else max(0, to_assess - given)
        first, end = first_day(month), last_day(month)
        back = [
            episode for episode in self.closed
            if episode.close is not None and episode.close < first - timedelta(days=8)
            and (end - episode.start).days <= 365 and episode.start < first and not self._in_care_or_plan(episode, end)
        ]  # fmt: skip
        rng.shuffle(back)
        back.sort(key=lambda episode: (episode.child.locality != "east") + rng.random() * 1.6)
        chosen = back[: self.repeats[month]]
        gone = set(map(id, chosen))
        self.closed = [episode for episode in self.closed if id(episode) not in gone]
        made = []
        for place in range(count):
            day = week_day(rng, first, end)
            if place < len(chosen):
                child = chosen[place].child
            else:
                child = making.people.add(making.people.birth(day, youngest=-0.3, oldest=16.7))
            episode = making.open_episode(child, day, kind="need", need=pick(rng, NEEDS))
            episode.repeat = place < len(chosen)
            made.append(episode)
        # A referral of the last day that ends at once would open and close on one day.
        for place, episode in enumerate(sorted(rng.sample(made, len(made)), key=lambda one: one.start < end)):
            episode.to_assessment = place < to_assess
            if episode.to_assessment:
                episode.goes_on = rng.random() < 0.26
                self.assessing.wait(episode)
            else:
                episode.close = min(end, episode.start + timedelta(days=rng.randint(0, 6)))
                if episode.close == episode.start:
                    episode.close = min(end, episode.start + timedelta(days=1))
                episode.may_close = episode.close
                self.closed.append(episode)
        return [episode for episode in made if episode.to_assessment]

    def _in_care_or_plan(self, episode: Episode, day: date) -> bool:
        child = episode.child
        return (
            child.id in self.spells or child.id in self.plans
            or (child.dob is not None and add_months(child.dob, 210) <= day)
        )  # fmt: skip

    def is_in_need(self, episode: Episode, day: date) -> bool:
        """True where the episode makes its child one in need on the day."""
        child = episode.child
        return (
            bool(episode.need) and episode.is_open(day)
            and (child.dob is None or add_months(child.dob, 216) > day)
            and not any(plan.is_open(day) for plan in self.plans.get(child.id, ()))
            and not any(spell.is_open(day) for spell in self.spells.get(child.id, ()))
        )  # fmt: skip

    def _close(self, month: int) -> None:
        """Closes as many cases as leaves the printed number of children in need."""
        end = last_day(month)
        self._close_forced(month)
        members = [episode for episode in self.open if self.is_in_need(episode, end)]
        goal = self.making.targets.count("section-17-children-in-need", month)
        if goal is None:
            goal = 1790
        if month == LAST:
            members = self._close_last(members, goal)
        else:
            gone = self._choose(members, len(members) - goal, month)
            members = [episode for episode in members if id(episode) not in gone]
        self.open = [episode for episode in self.open if episode.close is None or episode.close > end]
        if month in MONTHS:
            self.members[month] = members

    def _close_forced(self, month: int) -> None:
        """Cases of children who left care, or whose plan ended some time ago, close."""
        end = last_day(month)
        for episode in self.open:
            spells = self.spells.get(episode.child.id)
            if episode.kind == "care" and spells:
                left = spells[-1].end
                if left is not None and left <= end and episode.close is None:
                    episode.close = left
                    self._drop(episode)
            dob = episode.child.dob
            if dob is not None and episode.kind != "care" and add_months(dob, 216) <= end and episode.close is None:
                plan_open = any(plan.is_open(end) for plan in self.plans.get(episode.child.id, ()))
                if not plan_open:
                    ended = [plan.end for plan in self.plans.get(episode.child.id, ()) if plan.end is not None]
                    episode.close = max([add_months(dob, 216), *ended, episode.start])
                    self._drop(episode)

    def _drop(self, episode: Episode) -> None:
        if episode in self.assessing.waiting:
            self.assessing.waiting.remove(episode)
            episode.assessments = [one for one in episode.assessments if one.authorised is not None]

    def _choose(self, members: Iterable[Episode], count: int, month: int) -> set[int]:
        """Closes `count` of the members, those first that nothing keeps open."""
        rng, first, end = self.rng, first_day(month), last_day(month)
        free = [episode for episode in members if self._may_close(episode, end) is not None]

        def order(episode: Episode) -> float:
            day = self._may_close(episode, end) or end
            stay = 230.0 if episode.goes_on else 15.0
            return (end - day).days / stay + rng.random() * (1.5 if episode.goes_on else 4.0)

        free.sort(key=order, reverse=True)
        gone = set()
        for episode in free[: max(0, count)]:
            day = self._may_close(episode, end) or first
            episode.close = any_day(rng, max(first, day, episode.start + timedelta(days=1)), end)
            gone.add(id(episode))
            if episode.kind == "need":
                self.closed.append(episode)
        return gone

    def _may_close(self, episode: Episode, day: date) -> date | None:
        if episode.kind == "care":
            return None
        plans = self.plans.get(episode.child.id, ())
        ended = [plan.end for plan in plans if plan.end is not None and plan.start >= episode.start]
        if episode.kind == "protection" and plans and not ended:
            return None
        if episode.assessments and episode.assessments[-1].authorised is None:
            return None
        if episode.hold is not None and episode.hold > day:
            return None
        if not episode.assessments and not ended and episode.may_close is None:
            return episode.start + timedelta(days=30)
        days = [day for day in (*ended, episode.may_close, episode.hold) if day is not None]
        return max(days)

    def _close_last(self, members: list[Episode], goal: int) -> list[Episode]:
        """In the last month, as many are left with a plan due as was printed too."""
        end = last_day(LAST)
        whole = self.making.targets.wholes(("child-in-need-plan-up-to-date",), LAST, among=range(1, goal + 1))
        due = whole[0] if len(whole) == 1 else goal * 3 // 4
        old = [
            episode for episode in members if working_days(max(episode.start, date(2013, 2, 1)), end) >= PLAN_DUE[LAST]
        ]
        new = [episode for episode in members if episode not in old]
        gone = self._choose(old, len(old) - due, LAST)
        gone |= self._choose(new, len(new) - (goal - due), LAST)
        left = [episode for episode in members if id(episode) not in gone]
        # Referrals of the last weeks whose need was not yet recorded when the extract was taken.
        unknown = [episode for episode in left if episode.start >= first_day(LAST) and episode.kind == "need"]
        for episode in unknown[: max(0, len(left) - goal)]:
            episode.need = ""
        return [episode for episode in left if episode.need]


def _referral_numbers(targets: Targets) -> tuple[dict[int, int], dict[int, int]]:
    """Referrals and re-referrals of each month; before 2016 so that the printed sums hold."""
    referrals = {month: targets.number("referrals", month) for month in MONTHS}
    repeats = {month: targets.number("re-referrals", month) for month in MONTHS}
    all_before = targets.number("referrals", FIRST, form="year_to_date") - referrals[FIRST]
    again_before = targets.number("re-referrals", FIRST, form="year_to_date") - repeats[FIRST]
    months = range(YEAR_BEFORE, FIRST)
    referrals |= {int(month): part for month, part in spread(all_before, {str(each): 1.0 for each in months}).items()}
    referrals |= dict.fromkeys(range(HISTORY, YEAR_BEFORE), 690)
    repeats |= dict.fromkeys(range(HISTORY, YEAR_BEFORE), 0)

    def rolling(counts: dict[int, int], month: int) -> int:
        return sum(counts.get(each, 0) for each in range(month - 11, month + 1))

    # The last months of 2015 are in the printed rolling years of October and November 2016.
    for month in (FIRST - 1, FIRST - 2):
        value = targets.at("re-referrals-rolling-12", month + 11).value
        others = rolling(repeats, month + 11)
        whole = rolling(referrals, month + 11)
        fitting = [
            count for count in range(referrals[month])
            if value is not None and prints_as(Fraction(100 * (others + count), whole), value)
        ]  # fmt: skip
        repeats[month] = fitting[len(fitting) // 2] if fitting else referrals[month] // 5
    rest = again_before - repeats[FIRST - 1] - repeats[FIRST - 2]
    early = range(YEAR_BEFORE, FIRST - 2)
    # The year is young and few children were referred before: repeats grow month by month.
    weights = {str(month): float(month - YEAR_BEFORE + 2) for month in early}
    repeats |= {int(month): part for month, part in spread(max(0, rest), weights).items()}
    return referrals, repeats

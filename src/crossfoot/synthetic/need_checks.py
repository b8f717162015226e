"""Plans, reviews and visits of children in need, and visits to children with a protection plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crossfoot.synthetic.coverage import before_end, cover, days_back
from crossfoot.synthetic.making import Episode, Making, Plan
from crossfoot.synthetic.months import AS_AT, MONTHS, first_day, last_day, week_day, working_days
from crossfoot.synthetic.need import PLAN_DUE
from crossfoot.synthetic.people import Child
from crossfoot.synthetic.protection import is_due_a_visit

REVIEW_DAYS = 84
VISIT_SPAN = (24, 4)
"""Days before the end of a month between which a visit is inside 20 working days, and outside them a month later."""


@dataclass(eq=False, slots=True)
class NeedPlan:
    """A child in need plan."""

    episode: Episode
    start: date
    end: date | None = None


class NeedChecks:
    """What keeps a child in need up to date."""

    def __init__(self, making: Making, members: dict[int, list[Episode]]) -> None:
        self.making, self.rng, self.members = making, making.rng, members
        self.plans: list[NeedPlan] = []

    def run(self) -> None:
        """Plans, reviews and visits of thirteen months."""
        self._plan()
        children = {month: [episode.child for episode in here] for month, here in self.members.items()}
        starts: dict[str, date] = {}
        for here in self.members.values():
            starts |= {episode.child.id: episode.start for episode in here}
        for plan in self.making.plans:
            if plan.end is not None and plan.reviews and plan.reviews[-1] == plan.end:
                # The review that ended a protection plan counts as a review of the child in need.
                plan.child.days.setdefault("need-review", []).append(plan.end)
        targets = self.making.targets
        cover(
            self.making, "need-review", children,
            goal=lambda month, size: targets.goal("child-in-need-reviewed-within-12-weeks", month, size),
            since=days_back(REVIEW_DAYS), until=before_end(2),
            floor=lambda child, _: starts[child.id] + timedelta(days=1),
            indicator="child-in-need-reviewed-within-12-weeks",
        )  # fmt: skip
        cover(
            self.making, "need-visit", children,
            goal=lambda month, size: targets.goal("child-in-need-visited-in-timescale", month, size),
            since=days_back(VISIT_SPAN[0]), until=before_end(VISIT_SPAN[1]),
            floor=lambda child, _: starts[child.id], indicator="child-in-need-visited-in-timescale",
        )  # fmt: skip

    def _plan(self) -> None:
        rng, targets = self.rng, self.making.targets
        running: dict[int, NeedPlan] = {}
        for month in MONTHS:
            end, first = last_day(month), first_day(month)
            here = self.members[month]
            names = set(map(id, here))
            for key, plan in list(running.items()):
                if key not in names:
                    plan.end = plan.episode.close or week_day(rng, max(first, plan.start), end)
                    del running[key]
            due = [episode for episode in here if working_days(episode.start, end) >= PLAN_DUE[month]]
            valid = [episode for episode in due if id(episode) in running
                     and running[id(episode)].start >= _last_authorised(episode, end)]  # fmt: skip
            wanted = targets.goal("child-in-need-plan-up-to-date", month, len(due)) or 0
            for episode in rng.sample(valid, max(0, len(valid) - wanted)):
                self._end(running, episode, max(first, running[id(episode)].start), end)
            lacking = [episode for episode in due if episode not in valid]
            rng.shuffle(lacking)
            lacking.sort(key=lambda episode: not episode.goes_on)
            for episode in lacking[: max(0, wanted - len(valid))]:
                earliest = max(first, _last_authorised(episode, end), episode.start + timedelta(days=3))
                if month == MONTHS[0] and earliest == first:
                    span = (first - max(episode.start, _last_authorised(episode, end))).days
                    earliest -= timedelta(days=rng.randint(0, max(0, min(span, 200))))
                if id(episode) in running:
                    # The plan is drawn up anew after the assessment; the two do not follow within days.
                    earliest = max(earliest, min(end, first + timedelta(days=10)))
                    self._end(running, episode, first, earliest - timedelta(days=9))
                running[id(episode)] = NeedPlan(episode, week_day(rng, earliest, max(earliest, end)))
                self.plans.append(running[id(episode)])
        for plan in running.values():
            if plan.episode.close is not None and plan.episode.close <= AS_AT:
                plan.end = plan.episode.close

    def _end(self, running: dict[int, NeedPlan], episode: Episode, earliest: date, latest: date) -> None:
        plan = running.pop(id(episode), None)
        if plan is not None:
            plan.end = max(plan.start, min(week_day(self.rng, earliest, latest), latest))


def _last_authorised(episode: Episode, day: date) -> date:
    days = [one.authorised for one in episode.assessments if one.authorised is not None and one.authorised <= day]
    return max(days, default=date(2000, 1, 1))


def visit_protected(making: Making) -> None:
    """Visits to children with a plan, on as many of which as printed they were seen, and seen alone."""
    targets = making.targets
    due: dict[int, list[Child]] = {}
    starts: dict[str, date] = {}
    for month in MONTHS:
        end = last_day(month)
        here: list[Plan] = [plan for plan in making.plans if plan.counts_on(end)]
        starts |= {plan.child.id: plan.start for plan in here}
        due[month] = [plan.child for plan in here if is_due_a_visit(plan, end)]
    for kind, indicator in (
        ("plan-visit-alone", "child-protection-seen-alone-in-timescale"),
        ("plan-visit", "child-protection-seen-in-timescale"),
    ):

        def goal(month: int, size: int, name: str = indicator) -> int | None:
            found = targets.goal(name, month, size)
            return size * 7 // 10 if found is None and name.endswith("alone-in-timescale") else found

        cover(
            making, kind, due, goal=goal, since=days_back(VISIT_SPAN[0]), until=before_end(VISIT_SPAN[1]),
            floor=lambda child, _: starts[child.id], indicator=indicator,
        )  # fmt: skip
        if kind == "plan-visit-alone":
            for child in {child.id: child for here in due.values() for child in here}.values():
                if child.days.get(kind):
                    child.days["plan-visit"] = sorted(child.days[kind])

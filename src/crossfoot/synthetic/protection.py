"""Protection plans: begun, reviewed and ended month by month, so that stocks and flows come out as printed.

Stock and flow of the reports do not close: what is left over are plans that stayed open after the 18th birthday and
were ended later, as late recording leaves them.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from crossfoot.synthetic.making import Making, Plan
from crossfoot.synthetic.months import (
    FIRST,
    HISTORY,
    LAST,
    MONTHS,
    YEAR_BEFORE,
    add_months,
    any_day,
    birthday,
    first_day,
    last_day,
    month_of,
    week_day,
    working_days,
)
from crossfoot.synthetic.people import pick
from crossfoot.synthetic.protection_numbers import PlanNumbers

CATEGORIES = {"NEG": 0.42, "EMO": 0.36, "PHY": 0.12, "SAB": 0.06, "MUL": 0.04}
LONG = 24
"""Months after which a plan is long."""


def make_plans(making: Making) -> PlanNumbers:
    """Every plan with its reviews, and the numbers that it was made from."""
    numbers = PlanNumbers(making.targets)
    life = _PlanLife(making, numbers)
    life.begin()
    for month in range(HISTORY, LAST + 1):
        life.pass_month(month)
    life.add_earlier_plans()
    making.plans += life.plans
    return numbers


class _PlanLife:
    def __init__(self, making: Making, numbers: PlanNumbers) -> None:
        self.making, self.rng, self.numbers = making, making.rng, numbers
        self.plans: list[Plan] = []
        self.open: list[Plan] = []
        self.grown: list[Plan] = []
        self.to_last: set[int] = set()
        """Plans, by identity, that go on beyond two years."""
        self.begun: defaultdict[int, list[Plan]] = defaultdict(list)

    def begin(self) -> None:
        """The plans in force before the history starts."""
        rng, numbers = self.rng, self.numbers
        for month, count in numbers.crossing.items():
            for _ in range(count):
                plan = self._new_plan(week_day(rng, first_day(month - LONG) + timedelta(days=2),
                                               first_day(month - LONG) + timedelta(days=25)), oldest=12.0)  # fmt: skip
                self.to_last.add(id(plan))
        ahead = numbers.stock_before() - sum(numbers.crossing.values())
        for _ in range(ahead):
            age = int(15 * rng.random() ** 1.6)
            month = HISTORY - 1 - age
            self._new_plan(week_day(rng, first_day(month), last_day(month)))
        for plan in self.open:
            self._review_before(plan)

    def _review_before(self, plan: Plan) -> None:
        """The reviews of a plan from before the history."""
        while next_due(plan) < first_day(HISTORY):
            plan.reviews.append(week_day(self.rng, next_due(plan) - timedelta(days=20), next_due(plan)))

    def _new_plan(self, start: date, *, oldest: float = 15.4) -> Plan:
        making, rng = self.making, self.rng
        if start >= date(2016, 7, 1):
            oldest = 16.2
        child = making.people.add(making.people.birth(start, oldest=oldest))
        plan = Plan(making.extract.new_id("C"), child, start, category=pick(rng, CATEGORIES))
        self.plans.append(plan)
        self.open.append(plan)
        self.begun[month_of(start)].append(plan)
        return plan

    def pass_month(self, month: int) -> None:
        """Starts, young people who turn 18, ends and reviews of one month."""
        for day in self.numbers.start_days(month, self.rng):
            self._new_plan(day)
        self._grow_up(month)
        firsts, others = self._choose_ends(month)
        self._review(month, firsts, others)

    def _grow_up(self, month: int) -> None:
        count = max(0, -self.numbers.gap.get(month, 0))
        if month == FIRST - 1:
            count = self.numbers.grown_before
        free = [
            plan for plan in self.open if id(plan) not in self.to_last and YEAR_BEFORE <= month_of(plan.start) < month
        ]
        for plan in self.rng.sample(free, min(count, len(free))):
            turned = any_day(self.rng, first_day(month) + timedelta(days=4), first_day(month) + timedelta(days=24))
            plan.child.dob = add_months(turned, -216)
            plan.grown = True
            self.open.remove(plan)
            self.grown.append(plan)

    def _choose_ends(self, month: int) -> tuple[list[Plan], list[Plan]]:
        """Plans that end at their first review, and the others that end in the month."""
        rng, numbers = self.rng, self.numbers
        count = numbers.ceased(month)
        late = []
        if month in MONTHS:
            late = self.grown[: max(0, numbers.gap.get(month, 0))]
            for plan in late:
                self.grown.remove(plan)
        count -= len(late)
        long = [
            plan for plan in self.open if id(plan) in self.to_last and add_months(plan.start, LONG) < first_day(month)
        ]
        long = rng.sample(long, min(len(long), numbers.long_ends.get(month, 0)))
        end = last_day(month)
        young = [
            plan for plan in self.open
            if not plan.reviews and id(plan) not in self.to_last
            and timedelta(days=50) < end - plan.start < timedelta(days=112)
            and add_months(plan.start, 3) > first_day(month) + timedelta(days=1)
        ]  # fmt: skip
        firsts = rng.sample(young, min(len(young), numbers.first_review_ends(month), count - len(long)))
        chosen = set(map(id, firsts + long))
        rest = [plan for plan in self.open if id(plan) not in chosen and id(plan) not in self.to_last]
        forced = [plan for plan in rest if add_months(plan.start, LONG - 2) <= end]
        rest = [plan for plan in rest if add_months(plan.start, LONG - 2) > end and (end - plan.start).days > 130]
        wanted = max(0, count - len(firsts) - len(long))
        rest.sort(key=lambda plan: (bool(plan.reviews), (end - plan.start).days + rng.random() * 500), reverse=True)
        others = [*late, *long, *(forced + rest)[:wanted]]
        for plan in firsts + others:
            if plan in self.open:
                self.open.remove(plan)
        return firsts, others

    def _review(self, month: int, firsts: list[Plan], others: list[Plan]) -> None:
        rng = self.rng
        held, kept = self.numbers.reviews(month)
        first, end = first_day(month), last_day(month)
        done, late = self._end(month, firsts, others, most=None if held is None else min(held, kept)), 0
        waiting = [plan for plan in self.open if month_of(plan.start) < month and (end - plan.start).days > 40]
        waiting.sort(key=lambda plan: next_due(plan).toordinal() + rng.random())
        # Some of those due next month are left for it, so that it has the late ones that it printed.
        later, in_time = self.numbers.reviews(month + 1)
        ahead = [plan for plan in waiting if end < next_due(plan) < end + timedelta(days=22)]
        left = set(map(id, ahead[: (later or 0) - in_time + 6] if later is not None and later > in_time else []))
        if held is None:
            for plan in waiting:
                if first <= next_due(plan) <= end + timedelta(days=20):
                    self._hold(plan, first, min(next_due(plan), end))
            return
        for plan in (one for one in waiting if id(one) not in left):
            due = next_due(plan)
            overdue = due < end - timedelta(days=4)
            if done >= held:
                break
            if overdue and late < held - kept:
                self._hold(plan, max(first, due + timedelta(days=1)), end)
                late += 1
            elif due >= first + timedelta(days=3) and done - late < kept:
                self._hold(plan, first, min(due, end))
            else:
                continue
            done += 1

    def _end(self, month: int, firsts: list[Plan], others: list[Plan], *, most: int | None) -> int:
        """Ends the plans, many at a review in time. How many reviews it were comes back."""
        rng, first, end = self.rng, first_day(month), last_day(month)
        for plan in firsts:
            plan.end = week_day(rng, max(first, plan.start + timedelta(days=30)), min(end, add_months(plan.start, 3)))
            plan.reviews.append(plan.end)
        done = len(firsts)
        for plan in others:
            plan.end = week_day(rng, max(first, plan.start + timedelta(days=12)), end)
            in_time = plan.reviews and plan.reviews[-1] < plan.end <= next_due(plan)
            if in_time and (most is None or done < most):
                plan.reviews.append(plan.end)
                done += 1
        return done

    def _hold(self, plan: Plan, earliest: date, latest: date) -> None:
        if plan.reviews:
            earliest = max(earliest, plan.reviews[-1] + timedelta(days=1))
        plan.reviews.append(week_day(self.rng, earliest, latest))

    def add_earlier_plans(self) -> None:
        """Plans of years ago, of children who come back to one."""
        rng, making = self.rng, self.making
        for month in range(HISTORY, LAST + 1):
            soon, ever = self.numbers.repeats(month)
            here = [plan for plan in self.begun[month] if not plan.grown]
            here.sort(key=lambda plan: plan.child.born().toordinal() + rng.random() * 2500)
            for place, plan in enumerate(here[:ever]):
                if place < soon:
                    earliest, latest = (
                        add_months(plan.start, -23),
                        min(date(2015, 3, 27), plan.start - timedelta(days=90)),
                    )
                else:
                    earliest, latest = add_months(plan.start, -70), add_months(plan.start, -26)
                ended = any_day(rng, min(earliest, latest), latest)
                began = min(ended - timedelta(days=rng.randint(150, 330)), plan.start - timedelta(days=520))
                began = max(began, add_months(ended, -22))
                if plan.child.born() > began:
                    plan.child.dob = began - timedelta(days=rng.randint(100, 2400))
                    if birthday(plan.child.dob, 16) < plan.start:
                        plan.child.dob = add_months(plan.start, -180)
                earlier = Plan(making.extract.new_id("C"), plan.child, began, ended, category=plan.category)
                episode = making.open_episode(plan.child, began - timedelta(days=rng.randint(25, 60)), kind="earlier")
                episode.close = ended + timedelta(days=rng.randint(5, 40))
                earlier.episode = episode
                self.plans.append(earlier)


def next_due(plan: Plan) -> date:
    """The day by which the plan has to be reviewed next."""
    return add_months(plan.reviews[-1], 6) if plan.reviews else add_months(plan.start, 3)


def is_due_a_visit(plan: Plan, day: date) -> bool:
    """True from the twentieth working day of the plan on."""
    return plan.start < date(2013, 2, 1) or working_days(plan.start, day) >= 20

"""Section 47 enquiries, initial conferences and core groups: what leads to a protection plan and what follows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from crossfoot.synthetic.making import Episode, Making, Plan
from crossfoot.synthetic.months import (
    FIRST,
    HISTORY,
    LAST,
    MONTHS,
    YEAR,
    add_months,
    first_day,
    last_day,
    month_of,
    week_day,
    working_days,
)
from crossfoot.synthetic.people import Child
from crossfoot.synthetic.protection_numbers import PlanNumbers
from crossfoot.synthetic.targets import nearest_numerator, spread

CONFERENCE_LIMIT = 15
FINDINGS = {
    "continuing-risk": "section-47-substantiated-continuing-risk",
    "no-continuing-risk": "section-47-substantiated-no-continuing-risk",
    "not-substantiated": "section-47-not-substantiated",
}


@dataclass(eq=False, slots=True)
class Enquiry:
    """A section 47 enquiry; without an end it is a strategy discussion that decided against one."""

    id: str
    child: Child
    episode: Episode
    start: date
    end: date | None = None
    finding: str = ""
    to_conference: bool = False


@dataclass(eq=False, slots=True)
class Conference:
    """An initial conference of a child."""

    id: str
    child: Child
    episode: Episode
    day: date
    enquiry: Enquiry | None
    plan: Plan | None
    with_plan: bool


class Protecting:
    """Conferences of every plan, and the enquiries before them."""

    def __init__(self, making: Making, numbers: PlanNumbers) -> None:
        self.making, self.rng, self.numbers = making, making.rng, numbers
        self.enquiries: list[Enquiry] = []
        self.conferences: list[Conference] = []

    def run(self) -> None:
        """A referral for each plan, and a conference and enquiry for each that began in the history."""
        by_month: dict[int, list[Plan]] = {}
        for plan in self.making.plans:
            if plan.episode is not None:
                continue
            month = month_of(plan.start)
            if month < HISTORY:
                start = plan.start - timedelta(days=self.rng.randint(25, 60))
                plan.episode = self.making.open_episode(plan.child, start, kind="protection")
            else:
                by_month.setdefault(month, []).append(plan)
        for month in range(HISTORY, LAST + 1):
            self._confer(month, by_month.get(month, []))

    def _confer(self, month: int, plans: list[Plan]) -> None:
        rng, making, numbers = self.rng, self.making, self.numbers
        count = numbers.conferences[month]
        agreed = count - numbers.without_plan[month]
        own, moved_in = plans[:agreed], plans[agreed:]
        extra = agreed - len(own)
        in_time = making.targets.goal("initial-conferences-within-15-days", month, count)
        late = count - (count * 92 // 100 if in_time is None else in_time)
        marks = [place < late for place in range(count)]
        rng.shuffle(marks)
        first, end = first_day(month), last_day(month)
        for place in range(count):
            plan = own[place] if place < len(own) else None
            day = plan.start if plan is not None else week_day(rng, first, end)
            child = plan.child if plan is not None else making.people.add(making.people.birth(day, oldest=15.5))
            discussed = self._discussion_day(day, is_late=marks[place])
            referred = discussed - timedelta(days=rng.randint(1, 22))
            while referred.weekday() > 4:
                referred -= timedelta(days=1)
            episode = making.open_episode(child, referred, kind="protection")
            episode.hold = day
            enquiry = Enquiry(making.extract.new_id("Q"), child, episode, discussed, to_conference=True)
            enquiry.end = week_day(rng, discussed + timedelta(days=2), max(discussed, day - timedelta(days=1)))
            self.enquiries.append(enquiry)
            with_plan = plan is not None or place < len(own) + extra
            self.conferences.append(
                Conference(making.extract.new_id("K"), child, episode, day, enquiry, plan, with_plan)
            )
            if plan is not None:
                plan.episode = episode
        for plan in moved_in:
            plan.episode = making.open_episode(
                plan.child, plan.start - timedelta(days=rng.randint(5, 14)), kind="protection"
            )
            self.conferences.append(
                Conference(making.extract.new_id("K"), plan.child, plan.episode, plan.start, None, plan, with_plan=True)
            )

    def _discussion_day(self, day: date, *, is_late: bool) -> date:
        while True:
            found = week_day(
                self.rng, day - timedelta(days=45 if is_late else 20), day - timedelta(days=24 if is_late else 4)
            )
            if (working_days(found, day) > CONFERENCE_LIMIT) == is_late:
                return found

    def add_other_enquiries(self) -> None:
        """Discussions and enquiries that led to no conference, up to the printed numbers."""
        making, rng = self.making, self.rng
        discussed = Counter(month_of(enquiry.start) for enquiry in self.enquiries)
        taken = {(enquiry.child.id, enquiry.start) for enquiry in self.enquiries}
        for month in range(HISTORY, LAST + 1):
            wanted = making.targets.count("strategy-discussions", month)
            left = (200 if wanted is None else wanted) - discussed[month]
            first, end = first_day(month), last_day(month)
            free = [
                episode for episode in making.episodes
                if episode.kind == "need" and episode.start <= end and (episode.close is None or episode.close >= first)
                and (episode.close is None or (episode.close - episode.start).days > 12)
            ]  # fmt: skip
            rng.shuffle(free)
            free.sort(key=lambda episode: episode.need != "N1")
            for episode in free:
                if left <= 0:
                    break
                day = week_day(rng, max(first, episode.start), min(end, episode.close or end))
                if (episode.child.id, day) in taken:
                    continue
                taken.add((episode.child.id, day))
                self.enquiries.append(Enquiry(making.extract.new_id("Q"), episode.child, episode, day))
                left -= 1
        self._complete()

    def _complete(self) -> None:
        """Ends as many enquiries as were printed, with the printed findings."""
        rng, counts = self.rng, self._completed_numbers()
        for month, count in counts.items():
            first, end = first_day(month), last_day(month)
            done = [enquiry for enquiry in self.enquiries if enquiry.end is not None and month_of(enquiry.end) == month]
            free = [
                enquiry for enquiry in self.enquiries
                if enquiry.end is None and first - timedelta(days=15) <= enquiry.start <= end - timedelta(days=2)
            ]  # fmt: skip
            for enquiry in rng.sample(free, max(0, min(count - len(done), len(free)))):
                enquiry.end = week_day(rng, max(first, enquiry.start + timedelta(days=1)), end)
                done.append(enquiry)
            self._find(month, done)

    def _completed_numbers(self) -> dict[int, int]:
        targets = self.making.targets
        printed = {month: targets.count("section-47-completed", month) for month in MONTHS}
        year = targets.count("section-47-completed", LAST, form="year_to_date") or 0
        unknown = {str(month): float(targets.number("strategy-discussions", month)) for month in range(YEAR, LAST + 1)
                   if printed[month] is None}  # fmt: skip
        left = year - sum(printed[month] or 0 for month in range(YEAR, LAST + 1))
        shares = spread(left, unknown) if unknown else {}
        counts = dict.fromkeys(range(HISTORY, FIRST), 115)
        for month in MONTHS:
            known = printed[month]
            counts[month] = shares.get(str(month), 125) if known is None else known
        return counts

    def _find(self, month: int, done: list[Enquiry]) -> None:
        targets, size = self.making.targets, len(done)
        goals = {}
        for name, indicator in FINDINGS.items():
            value = targets.at(indicator, month).value
            goals[name] = None if value is None else nearest_numerator(value, size)
        if None in goals.values():
            goals = dict(self._year_rest(month, size))
        line = [name for name in FINDINGS for _ in range(goals[name] or 0)][:size]
        line += ["not-substantiated"] * (size - len(line))
        for name, indicator in FINDINGS.items():
            targets.compare(
                indicator, month, line.count(name), size, reason="The printed shares do not add up to 100%."
            )
        self.rng.shuffle(done)
        done.sort(key=lambda enquiry: not enquiry.to_conference)
        for enquiry, finding in zip(done, line, strict=True):
            enquiry.finding = finding

    def _year_rest(self, month: int, size: int) -> dict[str, int]:
        """Shares of a month without printed findings, so that those of the year to date come out."""
        targets, counts = self.making.targets, self._completed_numbers()
        months = range(YEAR, LAST + 1)
        named = [each for each in months if targets.at(FINDINGS["continuing-risk"], each).value is not None]
        open_months = [each for each in months if each not in named]
        if month not in open_months:
            return spread(size, {"continuing-risk": 0.4, "no-continuing-risk": 0.14, "not-substantiated": 0.46})
        found = {}
        year = sum(counts[each] for each in months)
        for name, indicator in FINDINGS.items():
            value = targets.at(indicator, LAST, form="year_to_date").value
            total = 0 if value is None else nearest_numerator(value, year)
            for each in named:
                printed = targets.at(indicator, each).value
                total -= 0 if printed is None else nearest_numerator(printed, counts[each])
            found[name] = spread(total, {str(each): float(counts[each]) for each in open_months})[str(month)]
        return found


def core_group_days(making: Making, plans: list[Plan]) -> dict[str, date]:
    """The first core group of each plan, late or in time as printed, by the plan's id."""
    rng, found = making.rng, {}
    by_month: dict[int, list[tuple[Plan, date]]] = {}
    for plan in plans:
        if plan.start < first_day(HISTORY - 2):
            continue
        due = plan.start + timedelta(days=12)
        while working_days(plan.start, due) < 10:
            due += timedelta(days=1)
        dob = plan.child.dob
        if (plan.end is None or plan.end >= due) and (dob is None or add_months(dob, 216) > due):
            by_month.setdefault(month_of(due), []).append((plan, due))
    for month, here in sorted(by_month.items()):
        goal = making.targets.goal("core-groups-in-timescale", month, len(here))
        rng.shuffle(here)
        for place, (plan, due) in enumerate(here):
            in_time = place < (len(here) * 9 // 10 if goal is None else goal)
            low, high = (
                (plan.start + timedelta(days=4), due)
                if in_time
                else (due + timedelta(days=1), due + timedelta(days=15))
            )
            found[plan.id] = week_day(rng, low, high)
            if not in_time and found[plan.id] <= due:
                found[plan.id] = due + timedelta(days=1)
    return found

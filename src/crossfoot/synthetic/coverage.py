"""Making events so that, month by month, the right number of children has a recent one.

A visit or check keeps its child up to date for as long as the time limit runs, so each month needs only as many new
ones as have lapsed. Those that stood at the beginning are given different ages, so that they do not lapse together.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crossfoot.synthetic.making import Making
from crossfoot.synthetic.months import MONTHS, first_day, last_day, month_of, week_day
from crossfoot.synthetic.people import Child

Members = Mapping[int, Sequence[Child]]


def cover(
    making: Making,
    kind: str,
    members: Members,
    *,
    goal: Callable[[int, int], int | None],
    since: Callable[[Child, int], date],
    until: Callable[[int], date],
    floor: Callable[[Child, int], date],
    prefer: Callable[[Child], bool] | None = None,
    indicator: str = "",
    tries: int = 1,
) -> dict[int, set[Child]]:
    """Who of the members of each month is up to date at its end, with events of `kind` added to the children.

    `goal` says how many of a month's members have to be, None for four in five. An event counts at the end of a month
    from the day `since` on; a new one falls on no later day than `until`, so that it lapses in time, and on no earlier
    one than `floor`. Where what was done before keeps too many up to date, chance is tried again up to `tries` times;
    what is still off is noted for the `indicator`.
    """
    everybody = {child.id: child for here in members.values() for child in here}
    kept = {child_id: list(child.days.get(kind, ())) for child_id, child in everybody.items()}
    while True:
        covered = _Cover(making, kind, goal, since, until, floor, prefer).run(members)
        tries -= 1
        off = [month for month, found in covered.items() if goal(month, len(members[month])) not in {None, len(found)}]
        if not off or tries <= 0:
            break
        for child_id, child in everybody.items():
            child.days[kind] = list(kept[child_id])
    for month in off if indicator else ():
        reason = "What was done in earlier months keeps more or fewer children up to date than were printed."
        making.targets.compare(indicator, month, len(covered[month]), len(members[month]), reason=reason)
    return covered


@dataclass(frozen=True, slots=True)
class _Cover:
    """One go at it."""

    making: Making
    kind: str
    goal: Callable[[int, int], int | None]
    since: Callable[[Child, int], date]
    until: Callable[[int], date]
    floor: Callable[[Child, int], date]
    prefer: Callable[[Child], bool] | None

    def run(self, members: Members) -> dict[int, set[Child]]:
        covered: dict[int, set[Child]] = {}
        before: set[Child] = set()
        for month in MONTHS:
            if month in members:
                covered[month] = self._pass_month(month, members[month], before)
                before = set(members[month])
        return covered

    def _pass_month(self, month: int, here: Sequence[Child], before: set[Child]) -> set[Child]:
        wanted = self.goal(month, len(here))
        if wanted is None:
            wanted = len(here) * 4 // 5
        end = last_day(month)
        current = {child for child in here if last_event(child, self.kind, end) >= self.since(child, month)}
        lacking = [child for child in here if child not in current]
        self.making.rng.shuffle(lacking)
        if self.prefer is not None:
            lacking.sort(key=self.prefer, reverse=True)
        for child in lacking:
            if len(current) >= wanted:
                break
            if self._add(child, month, is_new=child not in before):
                current.add(child)
        return current

    def _add(self, child: Child, month: int, *, is_new: bool) -> bool:
        """An event by which the child is up to date; False where there is no day for one."""
        earliest = max(self.since(child, month), self.floor(child, month))
        if not is_new:
            earliest = max(earliest, first_day(month))
        latest = self.until(month)
        if earliest > latest:
            return False
        day = week_day(self.making.rng, earliest, latest)
        limit = self.until(month_of(day))
        insort(child.days.setdefault(self.kind, []), day if day <= limit else max(earliest, limit))
        return True


def last_event(child: Child, kind: str, day: date) -> date:
    """The latest event of the kind up to the day; the first of all days where there is none."""
    days = child.days.get(kind)
    if not days:
        return date.min
    place = bisect_right(days, day)
    return days[place - 1] if place else date.min


def months_back(count: int) -> Callable[[Child, int], date]:
    """Since the first day of the month `count - 1` months before: `count` months for whatever falls by the 27th."""
    return lambda _child, month: first_day(month - count + 1)


def by_day_27(month: int) -> date:
    """The 27th: an event by it lapses in the month in which the limit ends, not in the one after."""
    return first_day(month) + timedelta(days=26)


def before_end(days: int) -> Callable[[int], date]:
    """So many days before the end of the month."""
    return lambda month: last_day(month) - timedelta(days=days)


def days_back(days: int) -> Callable[[Child, int], date]:
    """Since so many days before the end of the month."""
    return lambda _child, month: last_day(month) - timedelta(days=days)

"""How many protection plans begin, end, repeat and are reviewed in each month, as far as it was printed."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from crossfoot.synthetic.months import (
    FIRST,
    HISTORY,
    LAST,
    MONTHS,
    YEAR,
    YEAR_BEFORE,
    first_day,
    last_day,
    week_day,
    working_days,
)
from crossfoot.synthetic.targets import Targets, nearest_numerator, prints_as, spread

BEFORE = range(HISTORY, FIRST)
CORE_GROUP, VISIT = 10, 20
"""Working days by which the first core group has to meet, and within which a child is seen."""


class PlanNumbers:
    """The numbers of each month from February 2015 on; what was not printed is chosen so that the printed sums hold."""

    def __init__(self, targets: Targets) -> None:
        self.targets = targets
        self.conferences = _conferences(targets)
        self.without_plan = {month: targets.number("initial-conferences-without-plan", month) for month in MONTHS}
        self.starts = self._starts()
        self._tune_starts()
        self.without_plan |= {month: max(0, self.conferences[month] - self.starts[month]) for month in BEFORE}
        self.stock = {month: targets.number("child-protection-plans", month) for month in MONTHS}
        self.gap = {
            month: self.stock[month] - self.stock[month - 1] - self.starts[month] + self.ceased(month)
            for month in MONTHS[1:]
        }
        self.grown_before = self._grown_before()
        self.long_ends = {
            month: nearest_numerator(value, self.ceased(month))
            for month in MONTHS
            if (value := targets.at("child-protection-plans-ended-over-2-years", month).value) is not None
        }
        self.crossing = self._crossing()
        self.late_in_month = self._late_in_month()
        self._soon = self._repeats_soon()
        self._ever = self._repeats_ever()
        self._note_repeats()

    def _note_repeats(self) -> None:
        for indicator, counts in (
            ("child-protection-repeat-within-2-years-rolling-12", self._soon),
            ("child-protection-repeat-ever-rolling-12", self._ever),
        ):
            for month in MONTHS:
                reason = "It does not follow from the plans begun in the twelve months."
                top, whole = _rolling(counts, month), _rolling(self.starts, month)
                self.targets.compare(indicator, month, top, whole, reason=reason)

    def _tune_starts(self) -> None:
        """Moves plans between the months of 2015, of which the sum was printed, until rolling shares can be met."""
        indicator = "child-protection-repeat-ever-rolling-12"
        soon = {month: self.targets.number("child-protection-repeat-within-2-years", month) for month in MONTHS}

        def misses() -> int:
            count = 0
            for month in MONTHS:
                whole = _rolling(self.starts, month)
                value = self.targets.at(indicator, month).value
                if value is not None:
                    count += not prints_as(Fraction(100 * nearest_numerator(value, whole), whole), value)
                value = self.targets.at("child-protection-repeat-within-2-years-rolling-12", month).value
                if value is not None and value > 5:
                    near = nearest_numerator(value, whole)
                    known = sum(soon.get(each, 0) for each in range(month - 11, month + 1))
                    count += not prints_as(Fraction(100 * near, whole), value) or near < known
            return count

        best = misses()
        free = [month for month in BEFORE if month >= YEAR_BEFORE]
        moves: list[tuple[int, int | None, int]] = [
            (one, None, step) for one in BEFORE if one < YEAR_BEFORE for step in range(-9, 10)
        ]
        moves += [(one, two, step) for one in free for two in free if one != two for step in (1, 2, 3)]
        for _ in range(3):
            for one, two, step in moves:
                self.starts[one] += step
                if two is not None:
                    self.starts[two] -= step
                now = misses()
                if now < best:
                    best = now
                    continue
                self.starts[one] -= step
                if two is not None:
                    self.starts[two] += step

    def _starts(self) -> dict[int, int]:
        starts = {month: self.targets.number("child-protection-plans-started", month) for month in MONTHS}
        before = self.targets.number("child-protection-plans-started", FIRST, form="year_to_date") - starts[FIRST]
        weights = {str(month): float(self.conferences[month]) for month in BEFORE if month >= YEAR_BEFORE}
        starts |= {int(month): count for month, count in spread(before, weights).items()}
        return starts | {month: round(self.conferences[month] * 0.85) for month in BEFORE if month < YEAR_BEFORE}

    def ceased(self, month: int) -> int:
        """Plans that end in the month."""
        if month in MONTHS:
            return self.targets.number("child-protection-plans-ceased", month)
        if month < YEAR_BEFORE:
            return 60
        year = self.targets.number("child-protection-plans-ceased", FIRST, form="year_to_date")
        before = year - self.targets.number("child-protection-plans-ceased", FIRST)
        return spread(before, {str(each): 1.0 for each in BEFORE if each >= YEAR_BEFORE})[str(month)]

    def stock_before(self) -> int:
        """Plans in force when the history begins."""
        passed = [*BEFORE, FIRST]
        return (
            self.stock[FIRST] + self.grown_before
            - sum(self.starts[month] for month in passed) + sum(self.ceased(month) for month in passed)
        )  # fmt: skip

    def _grown_before(self) -> int:
        level = lowest = 0
        for month in MONTHS[1:]:
            level -= self.gap[month]
            lowest = min(lowest, level)
        return -lowest

    def _crossing(self) -> dict[int, int]:
        """How many plans reach two years in which month."""
        lasting = {month: self.targets.number("child-protection-plans-over-2-years", month) for month in MONTHS}
        crossing = {FIRST - 1: lasting[FIRST] + self.long_ends.get(FIRST, 0)}
        for month in MONTHS[1:]:
            crossing[month] = max(0, lasting[month] - lasting[month - 1] + self.long_ends.get(month, 0))
        return crossing

    def _late_in_month(self) -> dict[int, int]:
        """How many plans begin so late in a month that their first core group is due in the next."""
        due = {}
        for month in MONTHS:
            found = self.targets.wholes(("core-groups-in-timescale",), month, among=range(1, 300))
            due[month] = found[0] if found else self.starts[month]
        levels, level = {}, 0
        for month in MONTHS:
            level += self.starts[month] - due[month]
            levels[month] = level
        need = max(0, -min(levels.values()))
        room = min(self.starts[month] - level for month, level in levels.items())
        base = max(need, min(room, need + 15, self.starts[FIRST - 1]))
        return {FIRST - 1: base} | {month: max(0, min(self.starts[month], base + level))
                                    for month, level in levels.items()}  # fmt: skip

    def start_days(self, month: int, rng: Random) -> list[date]:
        """The first day of each plan that begins in the month."""
        first, end = first_day(month), last_day(month)
        days = [day for day in (first + timedelta(days=count) for count in range((end - first).days + 1))
                if day.weekday() < 5 and working_days(first - timedelta(days=1), day) > 0]  # fmt: skip
        days = [day for day in days if working_days(day - timedelta(days=1), day) == 1]
        count = self.starts[month]
        if month not in self.late_in_month:
            return [week_day(rng, first, end) for _ in range(count)]
        early = [day for day in days if working_days(day, end) >= VISIT]
        late = [day for day in days if _core_group_due(day) > end]
        middle = [day for day in days if day not in early and day not in late]
        lates = self.late_in_month[month]
        earlies = min(max(0, count - self.not_due(month)), count - lates) if month in self.stock else 0
        chosen = [rng.choice(late) for _ in range(lates)]
        chosen += [rng.choice(early) for _ in range(earlies if early else 0)]
        return sorted(chosen + [rng.choice(middle) for _ in range(count - len(chosen))])

    def not_due(self, month: int) -> int:
        """How many plans are too young for a visit to be due, as printed; at most those that begin in the month."""
        seen = ("child-protection-seen-in-timescale", "child-protection-seen-alone-in-timescale")
        found = self.targets.wholes(seen, month, among=range(1, self.stock[month] + 1))
        most = self.starts[month]
        if len(found) == 1 and self.stock[month] - found[0] <= most:
            return self.stock[month] - found[0]
        # More were left out than began: the most that can be, for which the printed shares are possible.
        printed = [value for name in seen if (value := self.targets.at(name, month).value) is not None]
        near = most if found else most * 9 // 10
        for count in sorted(range(most // 2, most + 1), key=lambda each: abs(each - near)):
            whole = self.stock[month] - count
            if all(prints_as(Fraction(100 * nearest_numerator(value, whole), whole), value) for value in printed):
                return count
        return near

    def first_review_ends(self, month: int) -> int:
        """Plans that end at their first review."""
        printed = self.targets.count("child-protection-plans-ceased-at-first-review", month)
        return self.ceased(month) * 35 // 100 if printed is None or month < YEAR else printed

    def reviews(self, month: int) -> tuple[int | None, int]:
        """Reviews of the month, and those of them in time; None where nothing was printed."""
        found = self.targets.wholes(("review-conferences-in-timescale",), month, among=range(1, 600))
        return (found[0], self.targets.number("review-conferences-in-timescale", month)) if found else (None, 0)

    def repeats(self, month: int) -> tuple[int, int]:
        """Plans that begin after an earlier one that ended within two years, and after any earlier one."""
        return self._soon[month], max(self._soon[month], self._ever[month])

    def _repeats_soon(self) -> dict[int, int]:
        soon = {month: self.targets.number("child-protection-repeat-within-2-years", month) for month in MONTHS}
        soon |= dict.fromkeys(BEFORE, 4)
        indicator = "child-protection-repeat-within-2-years-rolling-12"
        # The two last months of 2015 are in the rolling year of October and November 2016.
        choices = [(one, two) for one in range(12) for two in range(12)]

        def misses(choice: tuple[int, int]) -> int:
            soon[FIRST - 2], soon[FIRST - 1] = choice
            return sum(
                not prints_as(Fraction(100 * _rolling(soon, month), _rolling(self.starts, month)), value)
                for month in MONTHS[:-1]
                if (value := self.targets.at(indicator, month).value) is not None
            )

        soon[FIRST - 2], soon[FIRST - 1] = min(choices, key=misses)
        return soon

    def _repeats_ever(self) -> dict[int, int]:
        indicator = "child-protection-repeat-ever-rolling-12"
        sums = {
            month: nearest_numerator(value, _rolling(self.starts, month))
            for month in MONTHS
            if (value := self.targets.at(indicator, month).value) is not None
        }
        ever = {month: self._soon[month] * 2 for month in [*BEFORE, *MONTHS]}
        if len(sums) < len(MONTHS):
            return ever
        year = range(HISTORY, FIRST + 1)
        change = {month: sums[month + 12] - sums[month + 11] for month in year if month + 12 in sums}
        lowest = {month: max(self._soon[month], self._soon[month + 12] - change[month], 0) for month in year}
        left = sums[FIRST] - sum(lowest.values())
        while left > 0:
            month = min(year, key=lambda each: (lowest[each] - self.starts[each] // 4, each))
            lowest[month] += 1
            left -= 1
        return ever | lowest | {month + 12: lowest[month] + change[month] for month in year}


def _rolling(counts: dict[int, int], month: int) -> int:
    return sum(counts[each] for each in range(month - 11, month + 1))


def _core_group_due(day: date) -> date:
    due = day
    while working_days(day, due) < CORE_GROUP:
        due += timedelta(days=1)
    return due


def _conferences(targets: Targets) -> dict[int, int]:
    """Initial conferences of each month; those of 2015 follow from how the rolling twelve months change."""
    counts = {month: targets.number("initial-conferences", month) for month in MONTHS}
    sums = {month: targets.count("initial-conferences-rolling-12", month) for month in MONTHS}
    for month in MONTHS[1:]:
        now, before = sums[month], sums[month - 1]
        counts[month - 12] = 75 if now is None or before is None else max(0, before + counts[month] - now)
    return {**dict.fromkeys(range(HISTORY, LAST + 1), 70), **counts}

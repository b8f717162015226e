"""When children came into care and left it, so that stocks, starts, ends and lengths of care come out together.

First come the spells that end, because the reports print them by length, reason and age. What they leave open of the
printed stocks says in which months the children began who are still looked after.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from crossfoot.synthetic.making import Making
from crossfoot.synthetic.months import FIRST, LAST, MONTHS, YEAR
from crossfoot.synthetic.targets import Targets

HEALTH = (
    "health-assessment-up-to-date",
    "immunisations-up-to-date",
    "dental-check-up-to-date",
    "optician-visit-within-12-months",
)
BANDS = {
    "under-1": (0, 0), "1-6": (1, 6), "7-12": (7, 11), "13-18": (13, 18), "19-24": (19, 23), "25-36": (25, 36),
    "37-48": (37, 48), "49-60": (49, 60), "61-and-over": (61, 140),
}  # fmt: skip
"""Whole months in care. 12 and 24 are left out: a child of exactly that length is on both sides of a limit."""
OLDEST_MONTHS = {"under-1": 11, "1-4": 56, "5-9": 110, "10-15": 170, "16-and-over": 200}
LONG_REASONS = (
    "moved-to-indep-living-formal-advice-support",
    "transferred-to-adult-social-services",
    "adopted-consent-dispensed-with",
    "adopted-application-unopposed",
    "special-guardianship-order-foster-care",
    "special-guardianship-order-not-foster-carer",
    "residence-order-granted",
)
"""Reasons for which care is seldom short."""
TRIES = 60_000


@dataclass(eq=False, slots=True)
class Ending:
    """A spell that ends, in months and days of the month (4 to 27, so that no limit is met on its edge)."""

    month: int
    """In which it ends; for care that was closed late, in which the 18th birthday is."""
    age_range: str
    band: str
    reason: str
    months: int = 0
    start_day: int = 4
    end_day: int = 27
    fixed: bool = True
    """True where the reports print its length and reason."""
    late: bool = False
    closed: int | None = None
    """For care closed late: the month in which it was, if at all."""

    @property
    def start(self) -> int:
        """The month in which it began."""
        return self.month - self.months - (1 if self.start_day > self.end_day else 0)


@dataclass(frozen=True, slots=True)
class SpellPlan:
    """Spells that end, and how many of the children still looked after began in which month."""

    endings: list[Ending]
    survivors: dict[int, int]
    """By month of beginning; those of before the last 24 months under the month 0."""


def plan_spells(making: Making) -> SpellPlan:
    """Spells whose starts, ends and lengths give the printed stocks."""
    search = _Search(making)
    search.run()
    return SpellPlan(search.endings, search.survivors())


class _Search:
    """Moves ends and beginnings about until every month's remainder is possible."""

    def __init__(self, making: Making) -> None:
        self.rng: Random = making.rng
        targets = making.targets
        self.starts = {month: targets.number("looked-after-started", month) for month in MONTHS}
        self.stock = {month: targets.number("looked-after-children", month) for month in MONTHS}
        self.year = {month: _fitting(targets, HEALTH, month, self.stock[month] * 7 // 10) for month in MONTHS}
        self.two_years = {
            month: _fitting(targets, ("long-term-placement-stable-12-months",), month, self.stock[month] * 58 // 100)
            for month in MONTHS
        }
        self.endings = self._first_endings(targets)
        self.n12 = dict.fromkeys(MONTHS, 0)
        self.n24 = dict.fromkeys(MONTHS, 0)
        self.begun = dict.fromkeys(MONTHS, 0)
        for ending in self.endings:
            self._redraw(ending)
            self._count(ending, 1)

    def _first_endings(self, targets: Targets) -> list[Ending]:
        ends = {month: targets.number("looked-after-ceased", month) for month in MONTHS}
        rows = _printed_rows(targets, self.rng)
        grown: list[Ending] = []
        endings: list[Ending] = []
        normal = dict(ends)
        for month in MONTHS[1:]:
            gap = self.stock[month] - self.stock[month - 1] - self.starts[month] + ends[month]
            grown += [Ending(month, "16-and-over", "61-and-over", LONG_REASONS[0], late=True) for _ in range(-gap)]
            if gap > 0:
                # Ends that leave the stock as it was: of young people whose care was closed after they were 18.
                waiting = [ending for ending in grown if ending.closed is None and ending.month < month][:gap]
                for ending in waiting:
                    ending.closed = month
                normal[month] -= len(waiting)
        endings += grown
        closed = sum(1 for ending in grown if ending.closed is not None and ending.closed >= YEAR)
        for _ in range(closed):
            rows.remove(next(row for row in rows if row[0] == "16-and-over" and row[1] == "61-and-over"
                             and row[2].startswith("moved-to-indep-living-formal")))  # fmt: skip
        self.rng.shuffle(rows)
        pool = iter(rows)
        for month in MONTHS:
            for _ in range(normal[month]):
                row = next(pool, None) if month >= YEAR else self.rng.choice(rows)
                if row is not None:
                    endings.append(Ending(month, *row, fixed=month >= YEAR))
        return endings

    def _redraw(self, ending: Ending) -> None:
        low, high = BANDS[ending.band]
        rng = self.rng
        ending.months = rng.randint(low, max(low, min(high, OLDEST_MONTHS[ending.age_range])))
        ending.start_day, ending.end_day = rng.randint(4, 22), rng.randint(5, 27)
        if ending.months == 0 and ending.start_day == ending.end_day:
            ending.end_day += 1 if ending.end_day < 27 else -1
        if ending.months in {11, 23} and ending.start_day > ending.end_day:
            ending.start_day, ending.end_day = max(4, ending.end_day), ending.start_day

    def _count(self, ending: Ending, sign: int) -> None:
        start = ending.start
        if start in self.begun:
            self.begun[start] += sign
        for month in range(max(FIRST, start + 12), min(ending.month, LAST + 1)):
            self.n12[month] += sign
        for month in range(max(FIRST, start + 24), min(ending.month, LAST + 1)):
            self.n24[month] += sign

    def cost(self) -> int:
        """How far the remainders are from possible."""
        year, two, n12, n24 = self.year, self.two_years, self.n12, self.n24
        total = abs(two[LAST] - (year[FIRST] - n12[FIRST]))
        for month in MONTHS[1:]:
            total += max(0, -(year[month] - year[month - 1] - n12[month] + n12[month - 1]))
            total += max(0, -(two[month] - two[month - 1] - n24[month] + n24[month - 1]))
            total += max(0, self.begun[month] - self.starts[month])
        total += abs(year[LAST] - year[LAST - 1] + n12[LAST - 1] - (self.starts[FIRST] - self.begun[FIRST]))
        begun = sum(self.begun[month] for month in MONTHS[1:])
        return total + abs(year[LAST] + sum(self.starts[month] for month in MONTHS[1:]) - begun - self.stock[LAST])

    def run(self) -> None:
        """Tries changes, and keeps those that do not make it worse."""
        rng, cost = self.rng, self.cost()
        free = [ending for ending in self.endings if not ending.fixed and not ending.late]
        fixed = [ending for ending in self.endings if ending.fixed and not ending.late]
        for _ in range(TRIES):
            if cost == 0:
                return
            kind = rng.random()
            changed = [rng.choice(free if kind < 0.3 and free else self.endings)]
            if kind > 0.75:
                changed = rng.sample(fixed, 2)
            kept = [(one, one.month, one.age_range, one.band, one.reason, one.months, one.start_day, one.end_day)
                    for one in changed]  # fmt: skip
            for one in changed:
                self._count(one, -1)
            if len(changed) == 2:
                changed[0].month, changed[1].month = changed[1].month, changed[0].month
            elif kind < 0.3 and free:
                model = rng.choice(fixed)
                changed[0].age_range, changed[0].band, changed[0].reason = model.age_range, model.band, model.reason
                self._redraw(changed[0])
            else:
                self._redraw(changed[0])
            for one in changed:
                self._count(one, 1)
            now = self.cost()
            if now <= cost or rng.random() < 0.002:
                cost = now
                continue
            for one, *old in kept:
                self._count(one, -1)
                (one.month, one.age_range, one.band, one.reason, one.months, one.start_day, one.end_day) = old  # type: ignore[assignment]
                self._count(one, 1)

    def survivors(self) -> dict[int, int]:
        """How many of the children of the last stock began in which month."""
        counts = {0: self.two_years[FIRST] - self.n24[FIRST]}
        for month in MONTHS[1:]:
            counts[month - 24] = max(
                0, self.two_years[month] - self.two_years[month - 1] - self.n24[month] + self.n24[month - 1]
            )
            counts[month] = max(0, self.starts[month] - self.begun[month])
            if month < LAST:
                counts[month - 12] = max(
                    0, self.year[month] - self.year[month - 1] - self.n12[month] + self.n12[month - 1]
                )
        counts[FIRST] = max(0, self.starts[FIRST] - self.begun[FIRST])
        counts[0] = max(0, counts[0] + self.stock[LAST] - sum(counts.values()))
        return counts


def _fitting(targets: Targets, indicators: tuple[str, ...], month: int, near: int) -> int:
    """The printed base of the indicators: the number that gives all of their percentages, the nearest to `near`."""
    found = targets.wholes(indicators, month, among=range(max(1, near // 2), near * 2))
    return min(found, key=lambda whole: abs(whole - near)) if found else near


def _printed_rows(targets: Targets, rng: Random) -> list[tuple[str, str, str]]:
    """Age range, length and reason of each spell that ended in the year to date."""
    lengths, reasons = (
        {cell.breakdown: int(cell.printed) for cell in targets.breakdowns(
            "looked-after-ceased", LAST, form="year_to_date", names=frozenset({"age-range", name}))}
        for name in ("months-in-care", "reason")
    )  # fmt: skip
    rows = []
    for age in OLDEST_MONTHS:
        bands = _words(lengths, age)
        causes = _words(reasons, age)
        # The two tables do not add up to one number: the spells that only one of them has ended for another reason.
        if len(bands) > len(causes):
            causes += ["care-ceased-for-other-reason"] * (len(bands) - len(causes))
            reason = "The table by reason holds fewer children than the one by time in care."
            breakdown = f"age-range={age};reason=care-ceased-for-other-reason"
            targets.note("looked-after-ceased", LAST, reason, form="year_to_date", breakdown=breakdown)
        order = list(BANDS)
        bands.sort(key=lambda band: order.index(band) + rng.random() * 2, reverse=True)
        causes.sort(key=lambda cause: _shortness(cause) + rng.random() * 0.5)
        rows += [(age, band, cause) for band, cause in zip(bands, causes, strict=False)]
    return rows


def _shortness(reason: str) -> float:
    """Adoption and growing up take time, a return home seldom does."""
    if reason not in LONG_REASONS:
        return 1.2
    return 0.5 if reason.startswith(("special", "residence")) else 0.0


def _words(counts: dict[str, int], age: str) -> list[str]:
    found = []
    for breakdown, count in sorted(counts.items()):
        parts = dict(word.split("=") for word in breakdown.split(";"))
        if parts.pop("age-range") == age:
            found += list(parts.values()) * count
    return found

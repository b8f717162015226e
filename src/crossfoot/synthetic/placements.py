"""Where looked after children live: moves, homes in and out of the county, and placement for adoption.

A placement keeps its place in the figures until the next, so each month needs only the moves that its numbers ask for.
When a child began to live somewhere before 2016 is left open until a month needs it to be one or the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from crossfoot.synthetic.coverage import by_day_27, cover, months_back
from crossfoot.synthetic.making import CareSpell, Making
from crossfoot.synthetic.months import FIRST, MONTHS, first_day, last_day, month_of
from crossfoot.synthetic.people import Child
from crossfoot.synthetic.targets import nearest_numerator

FRESH_DAYS = 7
IN, OUT, UNKNOWN = "in", "out", "unknown"
PLACED = ("looked-after-placed-in-county", "looked-after-placed-out-of-county")
SEEN = ("looked-after-seen-in-timescale", "looked-after-seen-alone-in-timescale")


@dataclass(eq=False, slots=True)
class Home:
    """What is known of where a child of the last stay lives: the month it began is between `low` and `high`."""

    spell: CareSpell
    low: int
    high: int
    area: str = UNKNOWN
    steps: list[tuple[date, str, str]] = field(default_factory=list)
    """Placements after the first of the stay: first day, kind (stay, same, adoption) and area."""

    @property
    def moved(self) -> bool:
        """True where the child moved since 2016 began, or twice in a month before."""
        return any(kind == "stay" for _, kind, _ in self.steps)


class Placing:
    """The homes of every child in care."""

    def __init__(self, making: Making) -> None:
        self.making, self.rng = making, making.rng
        self.homes: dict[str, Home] = {}
        for spell in making.spells:
            begun = month_of(spell.start)
            self.homes[spell.child.id] = Home(spell, begun, max(begun, FIRST))
        self.members = {
            month: [spell for spell in making.spells if spell.counts_on(last_day(month))] for month in MONTHS
        }
        self.first_area: dict[str, str] = {}

    def run(self) -> None:
        """All moves of all months."""
        self._move_often()
        self._settle()
        self._place_for_adoption()
        self._place_the_adopted()
        self._choose_areas()

    def _home(self, spell: CareSpell) -> Home:
        return self.homes[spell.child.id]

    def _move_often(self) -> None:
        """Two moves in one month make a child one of three placements for twelve months."""
        spells = {spell.child.id: spell for spell in self.making.spells}
        members: dict[int, list[Child]] = {
            month: [spell.child for spell in here if month_of(spell.start) < month]
            for month, here in self.members.items()
        }

        def is_new(child: Child) -> bool:
            return month_of(spells[child.id].start) > FIRST - 14

        cover(
            self.making, "moved-twice", members,
            goal=lambda month, _: self.making.targets.number("three-or-more-placements", month),
            since=months_back(12), until=by_day_27,
            floor=lambda child, _: first_day(month_of(spells[child.id].start) + 1),
            prefer=is_new,
        )  # fmt: skip
        for child_id, spell in spells.items():
            for day in spell.child.days.get("moved-twice", ()):
                month = month_of(day)
                home = self.homes[child_id]
                for low, high in ((2, 9), (13, 20)):
                    home.steps.append((first_day(month) + timedelta(days=self.rng.randint(low, high)), "stay", ""))
                home.low = home.high = month

    def _settle(self) -> None:
        """Long stays: who moved, and who began to live where they are just long enough ago."""
        rng, targets = self.rng, self.making.targets
        known: set[int] = set()
        for month in MONTHS:
            wanted = targets.number("long-term-placement-stable-12-months", month)
            homes = [self._home(spell) for spell in self.members[month] if month_of(spell.start) <= month - 24]
            long = [
                home for home in homes
                if month_of(home.spell.start) <= month - 30 and _is_under_16(home.spell.child, last_day(month))
            ]  # fmt: skip
            value = targets.at("placement-stable-2-years", month).value
            # A child who just came to be counted may have moved at any time before.
            for home in homes:
                if id(home) not in known:
                    known.add(id(home))
                    home.high = max(home.low, min(home.high, month - 12 if home.low <= month - 12 else home.high))
            if month == FIRST:
                restless = [home for home in homes if not home.moved]
                settled = sum(1 for home in homes if home.moved and home.high <= month - 12)
                for home in rng.sample(restless, max(0, len(restless) + settled - wanted)):
                    home.low, home.high = max(home.low, month - 11), FIRST
            self._settle_long(long, month, None if value is None else nearest_numerator(value, len(long)))
            self._settle_year(homes, month, wanted)
        for home in self.homes.values():
            if id(home) not in known:
                home.high = home.low
            if not home.moved:
                self._add_earlier_stay(home)

    def _settle_long(self, homes: list[Home], month: int, wanted: int | None) -> None:
        edge = month - 24
        surely = [home for home in homes if home.high <= edge]
        open_ = [home for home in homes if home.low <= edge < home.high <= month - 12]
        self.rng.shuffle(open_)
        if wanted is None:
            wanted = len(surely)
        for place, home in enumerate(open_):
            if place < wanted - len(surely):
                home.high = edge
            else:
                home.low = edge + 1
        may_move = [home for home in surely if self._may_move(home, month)]
        for home in may_move[: max(0, len(surely) - wanted)]:
            self._move(home, month)

    def _settle_year(self, homes: list[Home], month: int, wanted: int) -> None:
        edge = month - 12
        surely = [home for home in homes if home.high <= edge]
        open_ = [home for home in homes if home.low <= edge < home.high]
        self.rng.shuffle(open_)
        for place, home in enumerate(open_):
            if place < wanted - len(surely):
                home.high = edge
            else:
                home.low = edge + 1
        may_move = [home for home in surely if self._may_move(home, month)]
        may_move.sort(key=lambda home: (home.high <= month - 24, self.rng.random()))
        for home in may_move[: max(0, len(surely) - wanted)]:
            self._move(home, month)

    def _may_move(self, home: Home, month: int) -> bool:
        return home.high < month - 13 or (home.high < month - 11 and not home.moved)

    def _add_earlier_stay(self, home: Home) -> None:
        """Settles when the child came to live where the figures have found it, if not when care began."""
        month = self.rng.randint(home.low, home.high)
        if month > month_of(home.spell.start):
            home.steps.append((first_day(month) + timedelta(days=self.rng.randint(1, 17)), "stay", ""))

    def _move(self, home: Home, month: int) -> None:
        if not home.moved:
            self._add_earlier_stay(home)
        home.steps.append((first_day(month) + timedelta(days=self.rng.randint(4, 18)), "stay", ""))
        home.low = home.high = month

    def _place_for_adoption(self) -> None:
        """As many as leave the printed number of children to whom a visit is due."""
        rng = self.rng
        placed: list[CareSpell] = []
        for month in MONTHS:
            here = self.members[month]
            end = last_day(month)
            placed = [spell for spell in placed if spell.counts_on(end)]
            not_due = self._not_due(month)
            fresh = sum(
                1 for spell in here if spell not in placed and self.latest(spell, end) > end - timedelta(days=7)
            )
            most = min(not_due - fresh, len(placed) + 8 if placed else 99)
            for later in range(month, MONTHS[-1] + 1):
                # Nobody goes back: the months ahead may have room for no more than are left of them by then.
                gone = sum(1 for spell in placed if not spell.counts_on(last_day(later)))
                most = min(most, self._not_known(later) + gone, self._not_due(later) - 3 + gone)
            free = [
                spell for spell in here
                if spell.for_adoption is None and self._suits_adoption(spell, month)
                and (spell.end is None or spell.end > end + timedelta(days=45) or spell.reason in {"E11", "E12"})
            ]  # fmt: skip
            free.sort(key=lambda spell: (spell.end or date(2018, 1, 1)).toordinal() + rng.random())
            for spell in free:
                if len(placed) >= most:
                    break
                earliest = max(first_day(month) + timedelta(days=1), spell.start + timedelta(days=5))
                day = earliest + timedelta(days=rng.randint(0, 6))
                home = self._home(spell)
                if day > end - timedelta(days=FRESH_DAYS + 1) or any(step[0] >= day for step in home.steps):
                    continue
                spell.for_adoption = day
                is_new = not home.steps and month_of(spell.start) > month - 23 and rng.random() < 0.5
                kind = "new-adoption" if is_new else "adoption"
                home.steps.append((day, kind, ""))
                placed.append(spell)
            still = not_due - fresh - len(placed)
            others = [spell for spell in here if spell not in placed
                      and self.latest(spell, end) < end - timedelta(days=20)]  # fmt: skip
            for spell in rng.sample(others, max(0, min(still, len(others)))):
                # A carer's approval changes: the same home, and a new placement whose first visit is not due yet.
                self._home(spell).steps.append((end - timedelta(days=rng.randint(1, 5)), "same", ""))

    def _not_due(self, month: int) -> int:
        """Children to whom no visit is due at the end of the month, as printed."""
        size = len(self.members[month])
        due = self.making.targets.wholes(SEEN, month, among=range(1, size + 1))
        return size - due[0] if due else 50

    def _not_known(self, month: int) -> int:
        """Children who are printed neither as in the county nor as outside it."""
        inside, outside = (self.making.targets.number(name, month) for name in PLACED)
        return len(self.members[month]) - inside - outside

    def _place_the_adopted(self) -> None:
        """Children whose placement for adoption was recorded only in the month of the order."""
        for spell in self.making.spells:
            if spell.reason in {"E11", "E12"} and spell.for_adoption is None and spell.end is not None:
                earliest = max(first_day(month_of(spell.end)), spell.start + timedelta(days=1))
                home = self._home(spell)
                if home.steps:
                    earliest = max(earliest, max(home.steps)[0] + timedelta(days=1))
                home.steps.append((min(earliest, spell.end - timedelta(days=1)), "adoption", ""))

    def latest(self, spell: CareSpell, day: date) -> date:
        """The first day of the placement that the child is in on the day."""
        days = [start for start, _, _ in self._home(spell).steps if start <= day]
        return max([spell.start, *days])

    def _suits_adoption(self, spell: CareSpell, month: int) -> bool:
        # A child who lived in one home for two years before is stable by a rule of its own: left where it is.
        if month_of(spell.start) <= MONTHS[-1] - 30:
            return False
        if spell.reason in {"E11", "E12"}:
            return month > FIRST
        dob = spell.child.dob
        return month > FIRST and spell.legal_status == "E1" and dob is not None and dob > date(2008, 1, 1)

    def _choose_areas(self) -> None:
        """In the county, outside, or at an address that is kept secret: as many of each as were printed."""
        rng, targets = self.rng, self.making.targets
        for home in self.homes.values():
            home.steps.sort()
            home.area = ""
        for month in MONTHS:
            end = last_day(month)
            here = [self._home(spell) for spell in self.members[month]
                    if spell.for_adoption is None or spell.for_adoption > end]  # fmt: skip
            goals = {
                IN: targets.number("looked-after-placed-in-county", month),
                OUT: targets.number("looked-after-placed-out-of-county", month),
            }
            by_area: defaultdict[str, list[Home]] = defaultdict(list)
            for home in here:
                by_area[home.area].append(home)
            undecided = by_area[""]
            rng.shuffle(undecided)
            changed = set(map(id, undecided))
            for area in (IN, OUT):
                while len(by_area[area]) > goals[area]:
                    home = rng.choice(by_area[area])
                    by_area[area].remove(home)
                    undecided.append(home)
            rng.shuffle(undecided)
            for area in (OUT, IN):
                while len(by_area[area]) < goals[area] and (undecided or by_area[UNKNOWN]):
                    home = undecided.pop() if undecided else by_area[UNKNOWN].pop()
                    by_area[area].append(home)
                    self._set_area(home, area, month, first=id(home) in changed)
            for home in undecided:
                self._set_area(home, UNKNOWN, month, first=id(home) in changed)

    def _set_area(self, home: Home, area: str, month: int, *, first: bool) -> None:
        home.area = area
        if first:
            self.first_area[home.spell.child.id] = area
            return
        start, end = first_day(month), last_day(month)
        for place, (day, kind, _) in enumerate(home.steps):
            if start <= day <= end and not any(start <= later <= end for later, _, _ in home.steps[place + 1 :]):
                home.steps[place] = (day, kind, area)
                return
        # The carers moved house: the same home, another address.
        home.steps.append((start + timedelta(days=self.rng.randint(2, 16)), "same", area))
        home.steps.sort()


def _is_under_16(child: Child, day: date) -> bool:
    return child.dob is not None and child.dob.replace(day=min(child.dob.day, 28)) > day.replace(
        year=day.year - 16, day=min(day.day, 28)
    )

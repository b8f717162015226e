"""Adoptions: how many, how long the children waited, and how soon after the decision the order came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from crossfoot.synthetic.making import CareSpell, Making
from crossfoot.synthetic.months import (
    FIRST,
    LAST,
    YEAR,
    add_months,
    first_day,
    last_day,
    month_of,
    month_text,
    week_day,
)
from crossfoot.synthetic.targets import nearest_numerator, prints_as

ADOPTED = frozenset({"E11", "E12"})
WITHIN = "adoptions-within-12-months"
ENTRY = "adoption-days-entry-to-placement"
MATCH = "adoption-days-order-to-match"
AFTER_PLACEMENT = 72
"""Days that a child lives with the adopters, at least, before the order."""


@dataclass(eq=False, slots=True)
class _Adoption:
    """An adoption: the spell that ended with it, and the waiting times that it has to have."""

    spell: CareSpell
    wait: int = 0
    match: int = 0
    soon: bool = False

    @property
    def longest(self) -> int:
        return max(self.length - AFTER_PLACEMENT, self.length // 2)

    @property
    def shortest(self) -> int:
        """Placed sooner, the child could not have been matched within twelve months of the order."""
        return min(max(20, self.length - 325), self.longest) if self.soon else min(20, self.longest)

    @property
    def length(self) -> int:
        """Days in care."""
        return ((self.spell.end or self.spell.start) - self.spell.start).days


class Adopting:
    """The adoptions of the two years, twelve months of which are in each printed figure."""

    def __init__(self, making: Making) -> None:
        self.making, self.rng = making, making.rng
        self.months = range(YEAR, LAST + 1)
        self.by_month: dict[int, list[_Adoption]] = {month: [] for month in range(YEAR - 11, LAST + 1)}

    def run(self) -> None:
        """Chooses, for each month, how many adoptions there were and how long each took."""
        for spell in self.making.spells:
            if spell.end is not None and month_of(spell.end) in self.months and spell.reason in ADOPTED:
                self.by_month[month_of(spell.end)].append(_Adoption(spell))
        path = self._choose_path()
        self._fill_early_months(path)
        self._choose_soon(path)
        self._choose_days(ENTRY, "wait", path)
        self._choose_days(MATCH, "match", path)
        soon: dict[int, int] = {}
        for month, adoptions in self.by_month.items():
            soon[month] = sum(self._write(adoption) for adoption in adoptions)
        self._note(soon)

    def _note(self, soon: dict[int, int]) -> None:
        """What the printed figures come to."""
        targets = self.making.targets
        for month in self.months:
            year = range(month - 11, month + 1)
            here = [adoption for each in year for adoption in self.by_month[each]]
            reason = "No numbers of adoptions lead from the printed share of one month to the next."
            targets.compare(WITHIN, month, sum(soon[each] for each in year), len(here), reason=reason)
            for indicator, name in ((ENTRY, "wait"), (MATCH, "match")):
                key = (indicator, month_text(month), "", "", "value")
                targets.made[key] = Fraction(sum(getattr(adoption, name) for adoption in here), len(here))
                targets.notes[key] = "The children were not in care for long enough."

    def _choose_path(self) -> dict[int, tuple[int, int]]:
        """Adoptions of each rolling year, and how many of them within 12 months: the steadiest that prints right."""
        targets = self.making.targets
        sizes = {month: len(self.by_month[month]) for month in self.months}
        total = sum(sizes.values())
        best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
        for month in self.months:
            value = targets.at(WITHIN, month).value
            options = [
                (whole, number) for whole in range(total + 4, total + 45)
                for number in ([whole // 4] if value is None else [nearest_numerator(value, whole)])
            ]  # fmt: skip
            now: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
            for option in options:
                miss = 0.0 if value is None or prints_as(Fraction(100 * option[1], option[0]), value) else 60.0
                if month == YEAR:
                    now[option] = (miss, (option,))
                    continue
                for before, (cost, path) in best.items():
                    earlier = sizes[month] - option[0] + before[0]
                    change = option[1] - before[1]
                    if not 2 <= earlier <= 16 or not -earlier <= change <= sizes[month]:
                        continue
                    price = cost + miss + abs(earlier - 5.5) + abs(change)
                    if option not in now or price < now[option][0]:
                        now[option] = (price, (*path, option))
            best = now
        possible = {option: found for option, found in best.items() if option[0] - total <= 26}
        _, path = min(possible.values(), key=lambda found: found[0])
        return dict(zip(self.months, path, strict=True))

    def _fill_early_months(self, path: dict[int, tuple[int, int]]) -> None:
        """Adoptions of the months whose ends were not printed by reason."""
        for month in range(YEAR + 1, LAST + 1):
            earlier = len(self.by_month[month]) - path[month][0] + path[month - 1][0]
            early = month - 12
            if early < FIRST:
                self.by_month[early] = [_Adoption(self._past_spell(early)) for _ in range(earlier)]
            else:
                self._turn(early, earlier)
        left = path[LAST][0] - sum(len(self.by_month[month]) for month in self.months)
        for month in range(YEAR - 1, FIRST, -1):
            self._turn(month, left if month == FIRST + 1 else left // 2)
            left -= len(self.by_month[month])

    def _past_spell(self, month: int) -> CareSpell:
        rng, making = self.rng, self.making
        end = week_day(rng, first_day(month), last_day(month))
        start = end - timedelta(days=rng.randint(420, 1500))
        child = making.people.add(start - timedelta(days=rng.randint(3, 900)))
        spell = CareSpell(child, start, end, "E12", legal_status="E1", cla_id=making.extract.new_id("L"))
        making.spells.append(spell)
        return spell

    def _turn(self, month: int, count: int) -> None:
        """Makes `count` of the ends of a month adoptions, the other ends something else."""
        here = [spell for spell in self.making.spells if spell.end is not None and month_of(spell.end) == month
                and spell.child.dob is not None and spell.child.dob > date(2002, 1, 1)]  # fmt: skip
        for spell in here:
            if spell.reason in ADOPTED:
                spell.reason, spell.legal_status = "E47", "C2"
        here.sort(key=lambda spell: abs(((spell.end or date.max) - spell.start).days - 560))
        for spell in here[:count]:
            spell.reason, spell.legal_status = "E12", "E1"
            self.by_month[month].append(_Adoption(spell))

    def _choose_soon(self, path: dict[int, tuple[int, int]]) -> None:
        counts: dict[int, int] = {}
        for month in range(YEAR + 1, LAST + 1):
            change = path[month][1] - path[month - 1][1]
            size, early = len(self.by_month[month]), len(self.by_month[month - 12])
            low, high = max(0, -change), min(early, size - change)
            counts[month - 12] = max(low, min(high, round(early * 0.3)))
            counts[month] = counts[month - 12] + change
        left = path[LAST][1] - sum(counts[month] for month in range(YEAR + 1, LAST + 1))
        for month in range(FIRST + 1, YEAR + 1):
            size = len(self.by_month[month])
            counts[month] = max(0, min(size, left if month == YEAR else left // (YEAR + 1 - month)))
            left -= counts[month]
        for month, count in counts.items():
            # Where care was short the decision cannot be more than twelve months old.
            self.by_month[month].sort(key=lambda adoption: adoption.longest)
            for place, adoption in enumerate(self.by_month[month]):
                adoption.soon = place < count

    def _choose_days(self, indicator: str, name: str, path: dict[int, tuple[int, int]]) -> None:
        """Waiting times whose average over each rolling year prints right."""
        targets = self.making.targets
        values = {month: targets.at(indicator, month).value for month in self.months}
        sums = {month: int((values[month] or 300) * path[month][0]) for month in self.months}
        recent = [adoption for month in range(LAST - 11, LAST + 1) for adoption in self.by_month[month]]
        for adoption in recent:
            top = self._top(adoption, name)
            days = int(top * (0.62 + 0.3 * self.rng.random()))
            setattr(adoption, name, max(days, adoption.shortest) if name == "wait" else days)
        self._shift(recent, name, sums[LAST])
        total = sum(getattr(adoption, name) for adoption in recent)
        for month in range(LAST, YEAR, -1):
            # What leaves the rolling year makes up for what enters it.
            now = sum(getattr(adoption, name) for adoption in self.by_month[month])
            wanted = now - total + sums[month - 1]
            early = self.by_month[month - 12]
            for adoption in early:
                setattr(adoption, name, max(0, wanted) // len(early))
            self._shift(early, name, wanted)
            total += sum(getattr(adoption, name) for adoption in early) - now

    def _top(self, adoption: _Adoption, name: str) -> int:
        return adoption.longest if name == "wait" else max(0, adoption.wait - 40)

    def _shift(self, adoptions: list[_Adoption], name: str, total: int) -> None:
        """Moves the days of the adoptions until they add up to `total`, as far as each can go."""
        stretch = name == "wait"
        for _ in range(6000):
            gap = total - sum(getattr(adoption, name) for adoption in adoptions)
            if gap == 0 or not adoptions:
                return
            adoption = self.rng.choice(adoptions)
            days = getattr(adoption, name)
            step = max(1, abs(gap) // len(adoptions))
            if gap > 0:
                changed = min(days + step, self._top(adoption, name))
                past = adoption.spell.end is not None and month_of(adoption.spell.end) <= FIRST
                if changed == days and stretch and past:
                    adoption.spell.start -= timedelta(days=step)
                    dob = adoption.spell.child.dob
                    if dob is not None and dob > adoption.spell.start:
                        adoption.spell.child.dob = adoption.spell.start - timedelta(days=2)
                    changed = days + step
            else:
                lowest = 0
                if stretch:
                    lowest = 20 if month_of(adoption.spell.end or date.min) <= FIRST else adoption.shortest
                changed = max(days - step, min(lowest, days))
            setattr(adoption, name, changed)

    def _write(self, adoption: _Adoption) -> bool:
        """The row of an adoption; True where the order came within twelve months of the decision."""
        rng, spell = self.rng, adoption.spell
        order = spell.end or spell.start
        if month_of(order) <= FIRST:
            spell.start = order - timedelta(days=adoption.wait + rng.randint(100, 220))
            if spell.child.dob is not None and spell.child.dob > spell.start:
                spell.child.dob = spell.start - timedelta(days=rng.randint(1, 60))
        placed = spell.start + timedelta(days=adoption.wait)
        matched = placed - timedelta(days=min(rng.randint(8, 25), max(0, adoption.wait - 2)))
        decided: date | None = matched - timedelta(
            days=min(adoption.match + 20, max(1, (matched - spell.start).days - 1))
        )
        edge = order.replace(year=order.year - 1, day=min(order.day, 28))
        if adoption.soon and decided is not None and decided <= edge:
            decided = edge + timedelta(days=rng.randint(3, 40))
            decided = min(decided, matched)
        elif not adoption.soon and decided is not None and decided >= edge:
            decided = edge - timedelta(days=rng.randint(3, 60))
            if decided < spell.start:
                decided = None
        self.making.extract.add(
            "permanence", perm_table_id=self.making.extract.new_id("A"), perm_person_id=spell.child.id,
            perm_cla_id=spell.cla_id, perm_adm_decision_date=decided, perm_part_of_sibling_group=rng.random() < 0.3,
            perm_placement_order_date=matched - timedelta(days=adoption.match), perm_matched_date=matched,
            perm_placed_for_adoption_date=placed, perm_permanence_order_date=order,
            perm_permanence_order_type="Adoption",
            perm_number_of_adopters=rng.choice((1, 2, 2, 2)), perm_adopted_by_carer_flag=rng.random() < 0.2,
        )  # fmt: skip
        return decided is not None and add_months(decided, 12) >= order

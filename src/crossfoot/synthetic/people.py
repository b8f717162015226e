"""The people of the county: children, their families, and the locality whose teams know them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from crossfoot.synthetic.months import AS_AT
from crossfoot.synthetic.words import FORENAMES, SURNAMES

LOCALITIES = {
    "city": ("City", "norwich", 0.27),
    "east": ("East", "great-yarmouth", 0.18),
    "west": ("West", "kings-lynn-and-west-norfolk", 0.17),
    "north-and-broadland": ("North and Broadland", "broadland", 0.15),
    "breckland": ("Breckland", "breckland", 0.12),
    "south": ("South", "south-norfolk", 0.11),
}
"""Name, district and share of the children."""
ETHNICITIES = {
    "WBRI": 0.82, "WOTH": 0.075, "NOBT": 0.025, "MOTH": 0.02, "MWBC": 0.013, "BAFR": 0.01, "BOTH": 0.008, "OOTH": 0.007,
    "MWAS": 0.006, "MWBA": 0.006, "AOTH": 0.005, "REFU": 0.005,
}  # fmt: skip


@dataclass(eq=False, slots=True)
class Child:
    """A child. `dob` is None before birth, or where it is not known; `expected` is the day the birth is awaited."""

    id: str
    dob: date | None
    sex: str
    ethnicity: str
    locality: str
    family: str
    surname: str
    forename: str
    expected: date | None = None
    fixed: bool = False
    """True where sex and ethnicity were chosen to make a published table come out."""
    days: dict[str, list[date]] = field(default_factory=dict)
    """What happened on which days, by kind, the earliest first: visits, checks and reviews."""

    def born(self) -> date:
        """The date of birth, or the one expected; a long time ago where neither is known."""
        return self.dob or self.expected or date(2002, 6, 15)


class People:
    """Everybody in the county. Every other child or so is a brother or sister of the one before."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.children: list[Child] = []
        self._number = 0
        self._families = 0
        self._last: Child | None = None

    def add(self, dob: date | None, *, locality: str | None = None, alone: bool = False) -> Child:
        """A new child, at times in the family of the one before."""
        rng = self._rng
        self._number += 1
        last = self._last
        sibling = last is not None and not alone and rng.random() < 0.42 and locality in (None, last.locality)
        if last is not None and sibling:
            place, family, surname, ethnicity = last.locality, last.family, last.surname, last.ethnicity
        else:
            self._families += 1
            family = f"F{self._families:06}"
            place = locality or pick(rng, {name: share for name, (_, _, share) in LOCALITIES.items()})
            surname = rng.choice(SURNAMES)
            ethnicity = pick(rng, ETHNICITIES)
        child = Child(
            id=f"P{self._number:06}",
            dob=dob,
            sex=rng.choice("MMMMMMMMMMMFFFFFFFFFF"),
            ethnicity=ethnicity,
            locality=place,
            family=family,
            surname=surname,
            forename=rng.choice(FORENAMES),
        )
        self.children.append(child)
        self._last = None if alone else child
        return child

    def birth(self, day: date, *, youngest: float = 0.0, oldest: float = 17.3) -> date:
        """A date of birth that gives an age between the two on `day`; younger children are more frequent."""
        years = youngest + (oldest - youngest) * self._rng.random() ** 1.15
        return min(day - timedelta(days=int(years * 365.25) + 3), AS_AT - timedelta(days=40))


def pick(rng: random.Random, weights: dict[str, float]) -> str:
    """One of the names, by weight."""
    return rng.choices(list(weights), list(weights.values()))[0]

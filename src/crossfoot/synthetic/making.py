"""What every maker of a part of the county shares: chance, targets, people, rows, and what could not be met."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from crossfoot.synthetic.extract import Extract
from crossfoot.synthetic.people import Child, People
from crossfoot.synthetic.targets import Targets


@dataclass(eq=False, slots=True)
class Assessment:
    """An assessment of a child: when it began, when it was authorised and what it led to."""

    start: date
    authorised: date | None
    outcome: str
    id: str = ""


@dataclass(eq=False, slots=True)
class Episode:
    """A referral and the episode of need that follows from it."""

    id: str
    child: Child
    start: date
    close: date | None = None
    kind: str = "need"
    """need, protection or care: what the episode leads to."""
    need: str = "N1"
    to_assessment: bool = True
    source: str = ""
    repeat: bool = False
    may_close: date | None = None
    """The day from which nothing keeps the episode open."""
    assessments: list[Assessment] = field(default_factory=list)
    hold: date | None = None
    """The day of a conference, before which the episode is not closed."""
    goes_on: bool = False
    """True where the assessment led to a plan."""

    def is_open(self, day: date) -> bool:
        """True where it began by the day and closes after it."""
        return self.start <= day and (self.close is None or self.close > day)


@dataclass(eq=False, slots=True)
class CareSpell:
    """A time of being looked after."""

    child: Child
    start: date
    end: date | None
    reason: str = ""
    legal_status: str = ""
    """On the last day of January 2017, or of the spell."""
    episode: Episode | None = None
    cla_id: str = ""
    for_adoption: date | None = None
    """The day on which the child was placed for adoption."""

    def is_open(self, day: date) -> bool:
        """True where the child is looked after at the end of the day."""
        return self.start <= day and (self.end is None or self.end > day)

    def counts_on(self, day: date) -> bool:
        """The same, and the child is under 18."""
        dob = self.child.dob
        return self.is_open(day) and (dob is None or date(dob.year + 18, dob.month, dob.day) > day)


@dataclass(eq=False, slots=True)
class Plan:
    """A protection plan of a child."""

    id: str
    child: Child
    start: date
    end: date | None = None
    episode: Episode | None = None
    reviews: list[date] = field(default_factory=list)
    category: str = "NEG"
    grown: bool = False
    """True where the plan was left open beyond the 18th birthday."""

    def is_open(self, day: date) -> bool:
        """True where it is in force at the end of the day."""
        return self.start <= day and (self.end is None or self.end > day)

    def counts_on(self, day: date) -> bool:
        """The same, and the child is under 18."""
        dob = self.child.dob
        return self.is_open(day) and (dob is None or date(dob.year + 18, dob.month, min(dob.day, 28)) > day)


@dataclass
class Making:
    """The county while it is being made."""

    rng: random.Random
    targets: Targets
    extract: Extract
    people: People
    episodes: list[Episode] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    spells: list[CareSpell] = field(default_factory=list)
    past: list[CareSpell] = field(default_factory=list)
    """Spells of years ago, of children who come back into care."""

    def open_episode(self, child: Child, start: date, *, kind: str, need: str = "N1") -> Episode:
        """A new referral of the child."""
        episode = Episode(self.extract.new_id("R"), child, start, kind=kind, need=need)
        self.episodes.append(episode)
        return episode


def team_id(kind: str, locality: str) -> str:
    """The id of the team of a kind in a locality."""
    return f"T-{kind}-{locality}"

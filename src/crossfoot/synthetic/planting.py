"""Where faults may be planted without moving a figure, and what was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from crossfoot.synthetic.extract import Extract, Row
from crossfoot.synthetic.making import CareSpell, Episode, Making
from crossfoot.synthetic.people import Child

FEW = 2
"""How many of each kind are planted."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A planted fault: the code of the check that has to find it, and the row, as a spreadsheet numbers it."""

    code: str
    table: str
    row: int
    what: str


class Planting:
    """The county's rows, and children on whom a fault does no harm."""

    def __init__(self, making: Making) -> None:
        self.making = making
        self.extract: Extract = making.extract
        self.rng: Random = making.rng
        self._marks: list[tuple[str, str, Row, str]] = []
        count = Counter(episode.child.id for episode in making.episodes)
        known = {plan.child.id for plan in making.plans} | {spell.child.id for spell in making.spells}
        known |= {str(row["s47e_person_id"]) for row in self.extract.tables["s47_enquiry"]}
        closed = [
            episode for episode in making.episodes
            if episode.kind == "need" and count[episode.child.id] == 1 and episode.child.id not in known
            and episode.close is not None and date(2015, 6, 1) < episode.close < date(2015, 11, 1)
            and episode.child.dob is not None and (episode.close - episode.start).days > 20
        ]  # fmt: skip
        helped = {str(row["earl_person_id"]) for row in self.extract.tables["early_help_episodes"]}
        callers = [child for child in making.people.children
                   if child.id not in count and child.id not in known and child.id not in helped
                   and child.dob is not None and date(2000, 1, 1) < child.dob < date(2010, 1, 1)]  # fmt: skip
        left = [spell for spell in making.spells
                if spell.end is not None and date(2013, 6, 1) < spell.end < date(2015, 12, 1)]  # fmt: skip
        self._closed: Iterator[Episode] = iter(self.rng.sample(closed, len(closed)))
        self._callers: Iterator[Child] = iter(self.rng.sample(callers, len(callers)))
        self._left: Iterator[CareSpell] = iter([spell for spell in left if spell.reason == "E5"])
        self._adopted: Iterator[CareSpell] = iter([spell for spell in left if spell.reason == "E12"])

    def closed_cases(self) -> Iterator[Episode]:
        """A few cases that closed before 2016, other ones each time."""
        return (next(self._closed) for _ in range(FEW))

    def callers(self) -> Iterator[Child]:
        """A few children who are known by contacts only."""
        return (next(self._callers) for _ in range(FEW))

    def past_care(self) -> Iterator[CareSpell]:
        """A few spells of care that ended before 2016 with growing up."""
        return (next(self._left) for _ in range(FEW))

    def past_adoptions(self) -> Iterator[CareSpell]:
        """A few spells of care that ended before 2016 with adoption."""
        return (next(self._adopted) for _ in range(FEW))

    def rows(self, table: str, column: str, value: object) -> list[Row]:
        """The rows of a table with that value."""
        return [row for row in self.extract.tables[table] if row.get(column) == value]

    def mark(self, code: str, table: str, row: Row, what: str) -> None:
        """Notes that the row has the fault."""
        self._marks.append((code, table, row, what))

    def finish(self) -> tuple[Planted, ...]:
        """What was planted, with the number that each row has in its file; the header is row 1."""
        places = {id(row): number for table in {mark[1] for mark in self._marks}
                  for number, row in enumerate(self.extract.tables[table], 2)}  # fmt: skip
        return tuple(Planted(code, table, places[id(row)], what) for code, table, row, what in self._marks)

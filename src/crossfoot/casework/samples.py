"""Samples for audit that anybody can draw again: whoever has the seed, the frame and the records gets the same rows.

Each row has a rank, the SHA-256 of the seed, the frame's id and the record's own id, and the first of them are taken.
No engine, order of rows or other record changes a rank, and a larger sample holds the smaller one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

import ibis

from crossfoot.casework.sample_frames import SampleFrame, Window, keyed_rows
from crossfoot.populations.evaluate import Runner
from crossfoot.populations.frame import Frame


class Strata(StrEnum):
    """How many are taken from which team."""

    NONE = "none"
    EQUAL = "equal"
    """As many from each team as from any other, as long as it has any left."""
    PROPORTIONAL = "proportional"
    """In proportion to how many of the frame each team has (Sainte-Laguë's method, which never takes a place back)."""


@dataclass(frozen=True, slots=True)
class SampledRow:
    """One row of a frame. `rank` is hexadecimal: the lower it is the sooner the row is taken."""

    rank: str
    key: str
    person: str
    day: date
    team: str | None
    table: str
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows drawn, in order of their ranks, and what is needed to draw them again. `sizes` is the frame by team."""

    frame: SampleFrame
    window: Window
    seed: str
    strata: Strata
    sizes: Mapping[str | None, int]
    rows: tuple[SampledRow, ...]

    @property
    def size(self) -> int:
        """How many rows the frame has."""
        return sum(self.sizes.values())


def draw_rows(
    frame: Frame,
    runner: Runner,
    sampled: SampleFrame,
    *,
    window: Window,
    number: int,
    seed: str,
    strata: Strata = Strata.NONE,
    team: str | None = None,
) -> Sample:
    """`number` rows of the frame, or all where it has fewer; of one team only where its id is given.

    `frame` has the months of `window` and looks at its last day; for a frame of those who are so on the day, only the
    last month.
    """
    query = ibis.to_sql(keyed_rows(frame, sampled, window), dialect=runner.dialect)
    found = [_row(row, sampled, seed) for row in runner.run(query).rows]
    found = [row for row in found if team is None or row.team == team]
    by_team: dict[str | None, list[SampledRow]] = defaultdict(list)
    for row in sorted(found, key=lambda each: (each.rank, each.key)):
        by_team[row.team].append(row)
    sizes = {
        name: len(rows) for name, rows in sorted(by_team.items(), key=lambda item: (item[0] is None, item[0] or ""))
    }
    if strata is Strata.NONE:
        taken = sorted(found, key=lambda each: (each.rank, each.key))[:number]
    else:
        places = share_out(number, sizes, strata)
        taken = [row for name, rows in by_team.items() for row in rows[: places[name]]]
    return Sample(sampled, window, seed, strata, sizes, tuple(sorted(taken, key=lambda each: (each.rank, each.key))))


def share_out(number: int, sizes: Mapping[str | None, int], strata: Strata) -> Mapping[str | None, int]:
    """How many of each stratum make up `number`, or everybody. One more adds one place, and takes none back."""
    order = list(sizes)
    places = dict.fromkeys(order, 0)
    for _ in range(min(number, sum(sizes.values()))):
        free = [name for name in order if places[name] < sizes[name]]
        if strata is Strata.EQUAL:
            chosen = min(free, key=lambda name: (places[name], order.index(name)))
        else:
            # Compared as whole numbers: size / (2 x places + 1), the largest first.
            chosen = free[0]
            for name in free[1:]:
                if sizes[name] * (2 * places[chosen] + 1) > sizes[chosen] * (2 * places[name] + 1):
                    chosen = name
        places[chosen] += 1
    return places


def rank_of(seed: str, frame: str, key: str) -> str:
    """The rank of a row: SHA-256, in hexadecimal, of seed, frame and key with a line break between them."""
    return sha256(f"{seed}\n{frame}\n{key}".encode()).hexdigest()


def _row(cells: Sequence[object], sampled: SampleFrame, seed: str) -> SampledRow:
    person, day, team, file, number, key = cells
    if not isinstance(day, date):
        raise TypeError("an engine gave no date where one is wanted")
    return SampledRow(
        rank=rank_of(seed, sampled.id, str(key)),
        key=str(key),
        person=str(person),
        day=day,
        team=None if team is None else str(team),
        table=sampled.table,
        file=str(file),
        row=int(str(number)),
    )


def tables_for_sample(sampled: SampleFrame) -> Iterable[str]:
    """The canonical tables that a frame may read."""
    own = {"person", "involvements", "cin_episodes", "department", "x_team_area", sampled.table}
    return own | {column.partition(".")[0] for column in sampled.columns}

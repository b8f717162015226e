"""What is overdue on a day and what falls due soon after it, child by child: the weekly exceptions of each team.

A thing is counted at the end of the day, as figures are: what is due on the day itself and not done is overdue, by no
days. On the last day of a month the rows that are overdue or `NOT_YET_DUE` are those that the figures of the month
count as not done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from crossfoot.casework.due_dates import TimeLimits, working_days_late
from crossfoot.casework.dues import Done
from crossfoot.casework.obligations import OBLIGATIONS, Obligation
from crossfoot.casework.subjects import Subject, find_subjects
from crossfoot.populations import POPULATIONS
from crossfoot.populations.compiled import compile_once
from crossfoot.populations.evaluate import Collected, Runner
from crossfoot.populations.frame import Frame
from crossfoot.records.schema import Standard

NO_TEAM = "No team on record"


class State(StrEnum):
    """How a thing that is owed stands on the day."""

    OVERDUE = "overdue"
    NOT_YET_DUE = "counted as not done, first one not yet due"
    """The figure counts everybody, new cases too: nothing was late, and nothing was done yet."""
    DUE_SOON = "due soon"


_STATES = tuple(State)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing owed to one child. `due` is None where nothing on record says since when it is owed."""

    obligation: str
    title: str
    state: State
    team: str | None
    worker: str | None
    person: str
    last: date | None
    due: date | None
    days: int | None
    """Days after the day on which it was due, up to the day of the list; below 0 where that is still ahead."""
    working_days: int | None
    """Working days of the same; 0 where it is still ahead."""
    table: str
    file: str | None
    row: int | None


@dataclass(frozen=True, slots=True)
class Overdue:
    """The items of a day by team, most overdue first, and the obligations that the records cannot tell about."""

    on: date
    soon: int
    items: tuple[Item, ...]
    not_collected: tuple[Obligation, ...]

    def counts(self) -> Mapping[tuple[str | None, str, State], int]:
        """How many items there are by team, obligation and state."""
        return Counter((item.team, item.obligation, item.state) for item in self.items)

    @property
    def teams(self) -> tuple[str | None, ...]:
        """The teams that have any, by id; None, those without a team, last."""
        return tuple(sorted({item.team for item in self.items}, key=lambda team: (team is None, team or "")))


def find_overdue(frame: Frame, runner: Runner, *, collected: Collected, soon: int = 10) -> Overdue:
    """What is overdue on the day that `frame` looks at, and what falls due in the `soon` days after it.

    `frame` has one month; the tables of `tables_for_overdue` must be loaded in `runner`. Raises ValueError for a frame
    that looks at no day.
    """
    if frame.looked_at is None:
        raise ValueError("the frame looks at no day")
    limits = TimeLimits(frame.timescales, frame.looked_at)
    items: list[Item] = []
    lacking: list[Obligation] = []
    subjects: dict[str, tuple[Subject, ...]] = {}
    for obligation in OBLIGATIONS:
        if not _is_collected(obligation, collected):
            lacking.append(obligation)
            continue
        name = obligation.population
        if name not in subjects:
            subjects[name] = find_subjects(frame, runner, name)
        done = _done(obligation, frame, runner)
        for each in subjects[name]:
            last = done.get(each.key if obligation.of_plan else each.person, {})
            item = _item(each, obligation, last, limits, soon=soon)
            items += [] if item is None else [item]
    return Overdue(frame.looked_at, soon, tuple(sorted(items, key=_order)), tuple(lacking))


def tables_for_overdue(standard: Standard) -> frozenset[str]:
    """The canonical tables that `find_overdue` may read."""
    columns = {column for each in OBLIGATIONS for column in _columns(each)}
    named = {column.partition(".")[0] for column in columns}
    named |= {"person", "involvements", "department", "x_team_area", "cin_episodes", "cp_reviews", "x_core_group"}
    named |= {"cla_care_plan", "cla_placement", "x_placement_area", "cla_health"}
    return frozenset(named | _tables_of_populations()) & frozenset(standard.tables)


def _tables_of_populations() -> set[str]:
    names = {each.population for each in OBLIGATIONS}
    columns = (POPULATIONS[name].needs_of(*POPULATIONS[name].features) for name in names)
    return {column.partition(".")[0] for each in columns for column in each}


def _columns(obligation: Obligation) -> Iterable[str]:
    return (*POPULATIONS[obligation.population].needs_of(*obligation.flags), *obligation.needs)


def _is_collected(obligation: Obligation, collected: Collected) -> bool:
    return all(collected.has(table, column) for table, _, column in (c.partition(".") for c in _columns(obligation)))


def _done(obligation: Obligation, frame: Frame, runner: Runner) -> Mapping[str, Done]:
    """What was done last, by the child's id or the plan's."""
    if obligation.last is None:
        return {}
    make = obligation.last
    table = make(frame)
    names = table.columns
    query = compile_once(frame, lambda: table, about=("done last", make), dialect=runner.dialect)
    found = runner.run(query).rows
    rows = [dict(zip(names, row, strict=True)) for row in found]
    return {str(row["key"]): row for row in rows}


def _item(subject: Subject, obligation: Obligation, done: Done, limits: TimeLimits, *, soon: int) -> Item | None:
    if not obligation.is_owed(subject):
        return None
    on = limits.on
    last, due = obligation.dues(subject, done, limits)
    if obligation.is_missing(subject, due, on):
        state = State.OVERDUE if due is None or due <= on else State.NOT_YET_DUE
    elif due is not None and due <= on + timedelta(days=soon):
        state = State.DUE_SOON
    else:
        return None
    return Item(
        obligation=obligation.id,
        title=obligation.title,
        state=state,
        team=subject.team,
        worker=subject.worker,
        person=subject.person,
        last=last,
        due=due,
        days=None if due is None else (on - due).days,
        working_days=None if due is None else working_days_late(due, on),
        table=POPULATIONS[obligation.population].table,
        file=subject.file,
        row=subject.row,
    )


def _order(item: Item) -> tuple[bool, str, int, date, str, str, int]:
    """By team, those without one last; overdue before the rest; the longest due first, those without a day before."""
    return (
        item.team is None,
        item.team or "",
        _STATES.index(item.state),
        item.due or date.min,
        item.obligation,
        item.person,
        item.row or 0,
    )

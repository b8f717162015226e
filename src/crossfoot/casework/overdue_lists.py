"""The weekly exceptions as lists: one for each team, and how many there are in all teams."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crossfoot.casework.list_sheets import Kind, ListColumn, ListSheet, day_text
from crossfoot.casework.obligations import OBLIGATIONS
from crossfoot.casework.overdue import NO_TEAM, Item, Overdue, State

_COLUMNS = (
    ListColumn("Status", width=22),
    ListColumn("What", width=40),
    ListColumn("Child", width=20),
    ListColumn("Worker", width=18),
    ListColumn("Last done", Kind.DATE, 14),
    ListColumn("Due on", Kind.DATE, 14),
    ListColumn("Days overdue", Kind.NUMBER, 12),
    ListColumn("Working days overdue", Kind.NUMBER, 12),
    ListColumn("Team", width=26),
    ListColumn("File", width=22),
    ListColumn("Row", Kind.NUMBER, 8),
)


def team_name(team: str | None, names: Mapping[str, str]) -> str:
    """The team's name, with its id where another team has the same name; or that there is none."""
    if team is None:
        return NO_TEAM
    name = names.get(team, team)
    alike = sum(other == name for other in names.values())
    return f"{name} ({team})" if alike > 1 else name


def team_sheet(overdue: Overdue, team: str | None, *, names: Mapping[str, str], as_at: date) -> ListSheet:
    """What is overdue in one team, most overdue first, and what falls due soon."""
    items = [item for item in overdue.items if item.team == team]
    late = sum(item.state is State.OVERDUE for item in items)
    shown = team_name(team, names)
    return ListSheet(
        name=names.get(team or "", shown),
        title=f"{shown}: overdue on {day_text(overdue.on)}",
        about=(
            f"{late} overdue, {len(items) - late} more to come. Records as at {day_text(as_at)}.",
            f"Due soon: in the {overdue.soon} days after it. What is due on the day and not done is overdue by 0 days.",
            *_not_collected(overdue),
            "These are children's records. Give the list to nobody who need not see it, and delete it when it is done.",
        ),
        columns=_COLUMNS,
        rows=tuple(_row(item, shown) for item in items),
    )


def counts_sheet(overdue: Overdue, *, names: Mapping[str, str], as_at: date) -> ListSheet:
    """How many there are by team and kind: what is overdue, counted but not yet due, due soon. No child is in it."""
    counts = overdue.counts()
    rows: list[tuple[str | int, ...]] = []
    for team in overdue.teams:
        for obligation in OBLIGATIONS:
            found = [counts.get((team, obligation.id, state), 0) for state in State]
            if any(found):
                rows.append((team_name(team, names), obligation.title, *found, found[0] + found[1]))
    for obligation in OBLIGATIONS:
        found = [sum(counts.get((team, obligation.id, state), 0) for team in overdue.teams) for state in State]
        if any(found):
            rows.append(("All teams", obligation.title, *found, found[0] + found[1]))
    return ListSheet(
        name="Counts",
        title=f"Overdue on {day_text(overdue.on)}: how many",
        about=(
            f"Records as at {day_text(as_at)}. Due soon: in the {overdue.soon} days after the day.",
            "Counted as not done: on the last day of a month, the denominator of the figure without its numerator.",
            *_not_collected(overdue),
        ),
        columns=(
            ListColumn("Team", width=32),
            ListColumn("What", width=48),
            ListColumn("Overdue", Kind.NUMBER, 12),
            ListColumn("First one not yet due", Kind.NUMBER, 14),
            ListColumn("Due soon", Kind.NUMBER, 12),
            ListColumn("Counted as not done", Kind.NUMBER, 14),
        ),
        rows=tuple(rows),
    )


def _not_collected(overdue: Overdue) -> tuple[str, ...]:
    if not overdue.not_collected:
        return ()
    titles = "; ".join(obligation.title for obligation in overdue.not_collected)
    return (f"Not told, because the records do not hold what it takes: {titles}.",)


def _row(item: Item, team: str) -> tuple[str | int | date | None, ...]:
    is_late = item.state is State.OVERDUE
    return (
        item.state.value.capitalize(),
        item.title,
        item.person,
        item.worker,
        item.last,
        item.due,
        item.days if is_late else None,
        item.working_days if is_late else None,
        team,
        item.file,
        item.row,
    )

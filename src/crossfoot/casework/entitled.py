"""Frozen records opened by somebody entitled: the right ones, for a reason, with the teams that they name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from crossfoot.figures.snapshot import Snapshot
from crossfoot.populations.evaluate import Runner
from crossfoot.records.frozen import FrozenRecords
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity
from crossfoot.vocabulary.periods import Period


def open_rows(rows: Path, *, reason: str, snapshot: Snapshot | None = None) -> FrozenRecords:
    """The frozen records in `rows`, verified.

    Raises InputRefused without a reason, which is logged, and where `snapshot` was counted from others.
    """
    if not reason.strip():
        message = "Children's rows are shown for a reason only."
        raise InputRefused([Issue("REASON-MISSING", Severity.ERROR, message, "Say why you need them: it is logged.")])
    frozen = FrozenRecords.open(rows)
    if snapshot is not None and frozen.digest != snapshot.manifest.records:
        message = "These are not the records that the snapshot was counted from."
        advice = "Give the folder that was written when this snapshot was closed."
        raise InputRefused([Issue("ROWS-OF-ANOTHER-SNAPSHOT", Severity.ERROR, message, advice, rows.name)])
    return frozen


def check_day(frozen: FrozenRecords, on: date) -> None:
    """Raises InputRefused for a day after that on which the records stood so, or before they begin."""
    if on > frozen.manifest.as_at:
        message = f"The records stood as at {frozen.manifest.as_at}: what was done until {on} is not in them."
        advice = "Ask for a day up to then, or freeze newer records."
        raise InputRefused([Issue("DAY-AFTER-RECORDS", Severity.ERROR, message, advice)])
    since = Period.parse(frozen.manifest.since)
    if on < since.start:
        message = f"The records go back to {since.name}."
        raise InputRefused([Issue("DAY-BEFORE-RECORDS", Severity.ERROR, message, "Ask for a later day.")])


def state_kept_for(frozen: FrozenRecords, on: date) -> Period | None:
    """The last month up to that of the day whose current state was kept; None without any."""
    month = Period.month_of(on)
    return max((kept for kept in frozen.months_kept if kept <= month), default=None)


def find_team_names(runner: Runner) -> Mapping[str, str]:
    """The name of each team by its id. `department` must be loaded."""
    query = "SELECT dept_team_id, dept_team_name FROM department ORDER BY dept_team_id"
    return {str(team): str(name or team) for team, name in runner.run(query).rows if team is not None}


def check_team(team: str | None, known: Mapping[str, str]) -> None:
    """Raises InputRefused for an id that no team has. `known` are names by id."""
    if team is None or team in known:
        return
    near = get_close_matches(team, known, n=3)
    message = f"The records know no team {team!r}." + (f" Did you mean {', '.join(near)}?" if near else "")
    raise InputRefused(
        [Issue("TEAM-UNKNOWN", Severity.ERROR, message, "Give the id of a team as the records have it.")]
    )

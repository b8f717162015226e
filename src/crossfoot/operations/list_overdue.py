"""List what is overdue on a day, team by team, from frozen records, for those entitled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from crossfoot.casework.access_log import Access, log_access
from crossfoot.casework.closed_folder import check_can_be_written, closed_folder
from crossfoot.casework.entitled import check_day, check_team, find_team_names, open_rows, state_kept_for
from crossfoot.casework.list_sheets import file_slug, write_csv, write_workbook
from crossfoot.casework.overdue import NO_TEAM, Overdue, find_overdue, tables_for_overdue
from crossfoot.casework.overdue_lists import counts_sheet, team_sheet
from crossfoot.engines.engine import open_engine
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.operations.count_records import load_records
from crossfoot.populations.frame import Frame
from crossfoot.records.frozen import ACCESS_FILE
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.periods import Period


@dataclass(frozen=True, slots=True)
class ListedOverdue:
    """What was found and the files that were written, all in one closed folder."""

    overdue: Overdue
    files: tuple[Path, ...]


def list_overdue(
    rows: Path,
    out: Path,
    *,
    catalogue: Catalogue,
    on: date,
    person: str,
    reason: str,
    moment: datetime,
    team: str | None = None,
    soon: int = 10,
    engine: str = "duckdb",
) -> ListedOverdue:
    """What is overdue on the day `on`, and due in the `soon` days after it, from the frozen records in `rows`.

    Writes to the new folder `out`, which only its owner can open: a workbook and a CSV for each team, or for the one
    with the id `team`, and `counts` without children. The look is logged beside the records before anything is
    written. Raises InputRefused for a day that the records do not reach, and for a team that they do not know.
    """
    frozen = open_rows(rows, reason=reason)
    check_day(frozen, on)
    check_can_be_written(out, rows=rows)
    standard = Standard.load()
    frame = Frame(
        standard=standard,
        months=(Period.month_of(on),),
        timescales=catalogue.timescales,
        looked_at=on,
        state_of=state_kept_for(frozen, on),
    )
    with open_engine(engine) as opened:
        load_records(opened, frame, frozen.records, tables=tables_for_overdue(standard))
        names = find_team_names(opened)
        found = find_overdue(frame, opened, collected=frozen.records, soon=soon)
    known = {each: each for each in found.teams if each is not None} | dict(names)
    check_team(team, known)
    if team is not None:
        found = replace(found, items=tuple(item for item in found.items if item.team == team))
    log_access(rows / ACCESS_FILE, Access(moment, person, f"overdue on {on}", len(found.items), reason))
    as_at = frozen.manifest.as_at
    written: list[Path] = []
    with closed_folder(out, rows=rows) as folder:
        counts = counts_sheet(found, names=names, as_at=as_at)
        sheets = [(f"counts-{on}", counts)]
        slugs = file_slug(names.get(each, each) if each is not None else NO_TEAM for each in found.teams)
        for each, slug in zip(found.teams, slugs, strict=True):
            sheets.append((f"overdue-{slug}-{on}", team_sheet(found, each, names=names, as_at=as_at)))
        for name, sheet in sheets:
            write_workbook(folder / f"{name}.xlsx", [sheet], title=sheet.title, moment=moment)
            write_csv(folder / f"{name}.csv", sheet)
            written += [out / f"{name}.xlsx", out / f"{name}.csv"]
    return ListedOverdue(found, tuple(written))

"""List the records whose mending moves a figure of a closed month, and predict by how much, for those entitled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crossfoot.casework.access_log import Access, log_access
from crossfoot.casework.closed_folder import check_can_be_written, closed_folder
from crossfoot.casework.entitled import check_team, find_team_names, open_rows
from crossfoot.casework.fix_lists import effects_sheet, fix_sentences, records_sheet
from crossfoot.casework.fixes import Fixes, find_fixes, tables_for_fixes
from crossfoot.casework.list_sheets import write_csv, write_workbook
from crossfoot.engines.engine import open_engine
from crossfoot.figures.snapshot import Snapshot
from crossfoot.operations.count_records import load_records
from crossfoot.populations.frame import Frame
from crossfoot.records.frozen import ACCESS_FILE
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.figure_id import FigureId


@dataclass(frozen=True, slots=True)
class ListedFixes:
    """What was found, in sentences without a child, and the files that were written."""

    fixes: Fixes
    sentences: tuple[str, ...]
    files: tuple[Path, ...]


def list_fixes(
    snapshot: Path,
    rows: Path,
    out: Path,
    *,
    person: str,
    reason: str,
    moment: datetime,
    team: str | None = None,
    engine: str = "duckdb",
) -> ListedFixes:
    """The records that would move figures of the month of `snapshot`, from the frozen records that it was counted in.

    Writes to the new folder `out`, which only its owner can open: one workbook with the effects and a sheet for each
    list, and a CSV of each. With `team`, an id, only the records and figures of that team. The look is logged beside
    the records before anything is written. Raises InputRefused where the records are not those of the snapshot.
    """
    closed = Snapshot.open(snapshot)
    frozen = open_rows(rows, reason=reason, snapshot=closed)
    check_can_be_written(out, rows=rows)
    month, catalogue = closed.manifest.month, closed.catalogue
    frame = Frame(standard=Standard.load(), months=(month,), timescales=catalogue.timescales)
    with open_engine(engine) as opened:
        load_records(opened, frame, frozen.records, tables=tables_for_fixes())
        names = find_team_names(opened)
        fixes = find_fixes(frame, opened, catalogue=catalogue, collected=frozen.records)
    known = {record.team: record.team for fix in fixes.each for record in fix.records if record.team is not None}
    check_team(team, known | dict(names))
    shown = [record for fix in fixes.each for record in fix.records if team is None or record.team == team]
    log_access(rows / ACCESS_FILE, Access(moment, person, f"records to mend for {month.code}", len(shown), reason))
    published = _published(closed)
    sheets = [
        effects_sheet(fixes, names=names, published=published, as_at=frozen.manifest.as_at, team=team),
        *(records_sheet(fix, names=names, team=team) for fix in fixes.each),
    ]
    with closed_folder(out, rows=rows) as folder:
        title = f"Records to mend: {month.name}"
        write_workbook(folder / f"fixes-{month.code}.xlsx", sheets, title=title, moment=moment)
        for sheet in sheets:
            write_csv(folder / f"{sheet.name.lower()}.csv", sheet)
        written = tuple(out / path.name for path in sorted(folder.iterdir()))
    return ListedFixes(fixes, tuple(fix_sentences(fixes)), written)


def _published(closed: Snapshot) -> dict[str, str]:
    """The council's figure of each indicator in the month."""
    found = {}
    for indicator in closed.catalogue.indicators.values():
        figure = closed.figures.get(
            FigureId(indicator.id, closed.manifest.council, indicator.form, closed.manifest.month)
        )
        if figure is not None:
            found[indicator.id] = figure.text
    return found

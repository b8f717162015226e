"""Write the lists of Annex A for a closed month from its frozen records, set beside its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crossfoot.casework.access_log import Access, log_access
from crossfoot.casework.annex_a import TABLES, Reconciled, annex_a_sheets, read_annex_a, reconcile
from crossfoot.casework.closed_folder import check_can_be_written, closed_folder
from crossfoot.casework.entitled import open_rows
from crossfoot.casework.list_sheets import write_csv, write_workbook
from crossfoot.engines.engine import open_engine
from crossfoot.figures.snapshot import Snapshot
from crossfoot.operations.count_records import load_records
from crossfoot.populations.frame import Frame
from crossfoot.records.frozen import ACCESS_FILE
from crossfoot.records.schema import Standard


@dataclass(frozen=True, slots=True)
class AnnexAWritten:
    """How the lists agree with the figures, how many rows there are by list, and the files that were written."""

    reconciled: tuple[Reconciled, ...]
    rows: dict[str, int]
    files: tuple[Path, ...]

    @property
    def agrees(self) -> bool:
        """True where every list that could be compared has no difference without a reason."""
        return all(not each.unexplained for each in self.reconciled)


def write_annex_a(
    snapshot: Path,
    rows: Path,
    out: Path,
    *,
    person: str,
    reason: str,
    moment: datetime,
    engine: str = "duckdb",
) -> AnnexAWritten:
    """Lists 1 to 11 for the six months that end with the month of `snapshot`, from the records that it was counted in.

    Writes to the new folder `out`, which only its owner can open: one workbook, the reconciliation first, and the
    reconciliation as CSV. The look is logged beside the records before anything is written. Raises InputRefused where
    the records are not those of the snapshot.
    """
    closed = Snapshot.open(snapshot)
    frozen = open_rows(rows, reason=reason, snapshot=closed)
    check_can_be_written(out, rows=rows)
    month = closed.manifest.month
    frame = Frame(standard=Standard.load(), months=(month,), timescales=closed.catalogue.timescales)
    with open_engine(engine) as opened:
        load_records(opened, frame, frozen.records, tables=frozenset(TABLES))
        lists = read_annex_a(frame, opened)
    reconciled = reconcile(lists, closed)
    shown = sum(len(each.lines) for each in lists)
    log_access(rows / ACCESS_FILE, Access(moment, person, f"Annex A for {month.code}", shown, reason))
    sheets = annex_a_sheets(lists, reconciled, frame=frame, as_at=frozen.manifest.as_at)
    with closed_folder(out, rows=rows) as folder:
        write_workbook(folder / f"annex-a-{month.code}.xlsx", sheets, title=f"Annex A, {month.name}", moment=moment)
        write_csv(folder / f"annex-a-{month.code}-reconciliation.csv", sheets[0])
        written = tuple(out / path.name for path in sorted(folder.iterdir()))
    return AnnexAWritten(reconciled, {each.part: len(each.lines) for each in lists}, written)

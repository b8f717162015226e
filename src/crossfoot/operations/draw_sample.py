"""Draw a sample for audit from frozen records, so that anybody entitled can draw it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from crossfoot.casework.access_log import Access, log_access
from crossfoot.casework.closed_folder import check_can_be_written, closed_folder
from crossfoot.casework.entitled import check_day, check_team, find_team_names, open_rows, state_kept_for
from crossfoot.casework.list_sheets import write_csv, write_workbook
from crossfoot.casework.sample_frames import SAMPLE_FRAMES, SampleFrame, Window
from crossfoot.casework.sample_lists import sample_sheet, statement_sheet
from crossfoot.casework.samples import Sample, Strata, draw_rows, tables_for_sample
from crossfoot.engines.engine import open_engine
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.operations.count_records import load_records
from crossfoot.populations import POPULATIONS
from crossfoot.populations.frame import Frame
from crossfoot.records.frozen import ACCESS_FILE
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity


@dataclass(frozen=True, slots=True)
class DrawnSample:
    """What was drawn and the files that were written."""

    sample: Sample
    files: tuple[Path, ...]


def draw_sample(
    rows: Path,
    out: Path,
    *,
    catalogue: Catalogue,
    frame: str,
    number: int,
    seed: str,
    on: date,
    person: str,
    reason: str,
    moment: datetime,
    strata: Strata = Strata.NONE,
    team: str | None = None,
    engine: str = "duckdb",
) -> DrawnSample:
    """`number` rows of the frame `frame`, an id of `SAMPLE_FRAMES`, as at `on`, from the frozen records in `rows`.

    Writes to the new folder `out`, which only its owner can open: a workbook with the statement of how it was drawn and
    the list with columns to fill in, and the list as CSV. The look is logged beside the records before anything is
    written. Raises InputRefused for a frame, team or day that is not known, and columns that were not collected.
    """
    sampled = _find_frame(frame)
    if number < 1 or not seed.strip():
        message = "A sample has one row or more, and a seed."
        raise InputRefused(
            [Issue("SAMPLE-WITHOUT-SEED", Severity.ERROR, message, "Say how many, and any word as seed.")]
        )
    frozen = open_rows(rows, reason=reason)
    check_day(frozen, on)
    check_can_be_written(out, rows=rows)
    _check_collected(sampled, frozen.records)
    window = Window(on, on) if sampled.is_at_day else Window.up_to(on)
    looked_at = Frame(
        standard=Standard.load(),
        months=window.months,
        timescales=catalogue.timescales,
        looked_at=on,
        state_of=state_kept_for(frozen, on),
    )
    with open_engine(engine) as opened:
        load_records(opened, looked_at, frozen.records, tables=frozenset(tables_for_sample(sampled)))
        names = find_team_names(opened)
        check_team(team, names)
        sample = draw_rows(
            looked_at, opened, sampled, window=window, number=number, seed=seed, strata=strata, team=team
        )
    log_access(rows / ACCESS_FILE, Access(moment, person, f"sample {frame} on {on}", len(sample.rows), reason))
    said = statement_sheet(sample, frozen=frozen, number=number, person=person, moment=moment, team=team)
    listed = sample_sheet(sample, names=names)
    name = f"sample-{frame}-{on}"
    with closed_folder(out, rows=rows) as folder:
        write_workbook(folder / f"{name}.xlsx", [said, listed], title=listed.title, moment=moment)
        write_csv(folder / f"{name}.csv", listed)
        write_csv(folder / f"{name}-statement.csv", said)
        written = tuple(out / path.name for path in sorted(folder.iterdir()))
    return DrawnSample(sample, written)


def _find_frame(name: str) -> SampleFrame:
    if name in SAMPLE_FRAMES:
        return SAMPLE_FRAMES[name]
    near = get_close_matches(name, SAMPLE_FRAMES, n=1)
    message = f"There is no frame {name!r}." + (f" Did you mean {near[0]}?" if near else "")
    advice = f"Use one of {', '.join(SAMPLE_FRAMES)}."
    raise InputRefused([Issue("SAMPLE-FRAME-UNKNOWN", Severity.ERROR, message, advice)])


def _check_collected(sampled: SampleFrame, records: RecordSet) -> None:
    """Raises InputRefused naming the columns without which nobody knows who is in the frame."""
    columns = (column.partition(".") for column in sampled.columns)
    lacking = sorted({f"{table}.{column}" for table, _, column in columns if not records.has(table, column)})
    if lacking:
        row = POPULATIONS[sampled.population].row
        message = f"The records do not hold what the frame rests on ({row}): {', '.join(lacking)}."
        advice = "Choose another frame, or add the columns to the extract and close the month again."
        raise InputRefused([Issue("SAMPLE-NOT-COLLECTED", Severity.ERROR, message, advice, "records")])

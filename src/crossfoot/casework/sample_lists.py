"""A sample as sheets: how it was drawn, so that it can be drawn again, and the list for the auditor to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from crossfoot.casework.list_sheets import Kind, ListColumn, ListSheet, day_text
from crossfoot.casework.overdue import NO_TEAM
from crossfoot.casework.overdue_lists import team_name
from crossfoot.casework.samples import Sample, Strata
from crossfoot.records.frozen import FrozenRecords

TO_FILL_IN = (
    "Auditor",
    "Audited on",
    "Decision sound?",
    "Record complete?",
    "Child's voice?",
    "Grade",
    "Finding",
    "Action",
)
"""Columns that are left empty."""
_METHOD = (
    "Each row of the frame has a rank: the SHA-256 of the seed, the frame's id and the row's key, each but the last "
    "followed by a line break. The rows with the lowest ranks are taken."
)
_SHARES = {
    Strata.NONE: "Not stratified.",
    Strata.EQUAL: "Stratified by team: as many from each team as from any other, while it has any left.",
    Strata.PROPORTIONAL: "Stratified by team: in proportion to the frame (Sainte-Laguë).",
}


def statement_sheet(
    sample: Sample, *, frozen: FrozenRecords, number: int, person: str, moment: datetime, team: str | None
) -> ListSheet:
    """Everything that is needed to draw the sample again. No child is in it."""
    window = sample.window
    days = f"On {day_text(window.on)}"
    if not sample.frame.is_at_day:
        days = f"From {day_text(window.since)} to {day_text(window.on)}"
    sizes = "; ".join(f"{name or NO_TEAM}: {size}" for name, size in sample.sizes.items())
    rows = [
        ("Frame", f"{sample.frame.title} ({sample.frame.id})"),
        ("Who is in it", sample.frame.words),
        ("Days", days),
        ("Team", team or "All teams"),
        ("Size of the frame", str(sample.size)),
        ("Size by team", sizes or "none"),
        ("Asked for", str(number)),
        ("Drawn", str(len(sample.rows))),
        ("Seed", sample.seed),
        ("Method", _METHOD),
        ("Strata", _SHARES[sample.strata]),
        ("Records as at", day_text(frozen.manifest.as_at)),
        ("Records", frozen.digest),
        ("Drawn by", person),
        ("Drawn at", moment.isoformat(timespec="seconds")),
    ]
    return ListSheet(
        name="Statement",
        title=f"How the sample was drawn: {sample.frame.title}",
        about=("Whoever has these records and draws with the same frame, day, seed and number gets the same list.",),
        columns=(ListColumn("What", width=22), ListColumn("Said", width=100)),
        rows=tuple(rows),
    )


def sample_sheet(sample: Sample, *, names: Mapping[str, str]) -> ListSheet:
    """The rows drawn, in order of their ranks, with columns to fill in."""
    given = (
        ListColumn("Number", Kind.NUMBER, 9),
        ListColumn("Child", width=20),
        ListColumn("Day", Kind.DATE, 14),
        ListColumn("Team", width=28),
        ListColumn("Key", width=24),
        ListColumn("Table", width=20),
        ListColumn("File", width=22),
        ListColumn("Row", Kind.NUMBER, 8),
        ListColumn("Rank begins", width=14),
    )
    blank = tuple(ListColumn(heading, width=18) for heading in TO_FILL_IN)
    rows = (
        (
            number,
            row.person,
            row.day,
            team_name(row.team, names),
            row.key,
            row.table,
            row.file,
            row.row,
            row.rank[:12],
            *(None for _ in TO_FILL_IN),
        )
        for number, row in enumerate(sample.rows, start=1)
    )
    return ListSheet(
        name="Sample",
        title=f"Sample: {sample.frame.title}",
        about=(
            f"{len(sample.rows)} of {sample.size}. How it was drawn is on the sheet before.",
            "These are children's records. Give the list to nobody who need not see it, and delete it when it is done.",
        ),
        columns=(*given, *blank),
        rows=tuple(rows),
    )

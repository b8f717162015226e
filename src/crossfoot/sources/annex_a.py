"""Read an Ofsted Annex A workbook: eleven lists of children, over the last six months, as inspectors ask for them.

The layouts from 2019 to 2026 differ by a few columns; each sheet is read by the headers that it has. Every record
keeps its sheet and row, as in `annex-a.xlsx, List 3`, row 17.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from crossfoot.records.raw_tables import Read
from crossfoot.records.schema import Standard
from crossfoot.sources.feeding import PartFeeder
from crossfoot.sources.layout import Layout, Part, read_layout
from crossfoot.sources.raw_tables import RawTableWriter
from crossfoot.sources.record_dates import iso_date, serial_date
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.tabular import TabularReader, plain_name
from crossfoot.sources.workbook_rows import Workbook, open_workbook

_LIST_NUMBER = re.compile(r"list\D{0,3}0*(\d{1,2})(?!\d)", re.IGNORECASE)


def read_annex_a(path: Path, *, standard: Standard, scratch: Path) -> Read:
    """The records of the workbook. Its tables are in `scratch`; where anything is an error there are none.

    Columns that the workbook's layout lacks are absent from the tables and from `feeds`.
    """
    layout = read_layout("annex-a")
    issues = RecordIssues(path.name)
    writer = RawTableWriter(scratch, layout.keys(standard), layout.combine)
    with writer:
        feeders: list[PartFeeder] = []
        with open_workbook(path, issues) as workbook:
            if workbook is not None:
                feeders = _read_lists(workbook, layout, standard, writer, issues)
        if issues.has_errors:
            return Read({}, frozenset(), issues.all())
        tables = writer.finish()
    issues.add_limits({table: words for table, words in layout.limits.items() if table in tables})
    return Read(tables, frozenset().union(*(feeder.feeds for feeder in feeders)), issues.all())


def _read_lists(
    workbook: Workbook, layout: Layout, standard: Standard, writer: RawTableWriter, issues: RecordIssues
) -> list[PartFeeder]:
    def read_date(text: str) -> str:
        return iso_date(serial_date(text, since_1904=workbook.since_1904))

    def make_feeder(part: Part, present: Collection[str]) -> PartFeeder:
        return PartFeeder(part, standard, present, writer, issues, layout.prefixes, read_date)

    sheets = _sheets_by_list(workbook, layout, issues)
    feeders: list[PartFeeder] = []
    for part in layout.parts:
        sheet = sheets.get(part.id)
        if sheet is None:
            message = f"There is no sheet for {part.id} ({part.title}): what it feeds is not collected."
            advice = f"Name the sheet '{part.id}', or leave it out if the council has none."
            issues.add_note("ANNEX-A-LIST-MISSING", message, advice, cell=part.id)
            continue
        reader = TabularReader(part, f"{issues.file}, {part.id}", issues, make_feeder)
        feeder = reader.read(workbook.rows(sheet))
        if feeder is not None:
            feeders.append(feeder)
    if not sheets:
        issues.add_error(
            "ANNEX-A-NO-LISTS",
            "No sheet of the workbook is one of the eleven lists.",
            "Check that it is the Annex A workbook; name its sheets 'List 1' to 'List 11'.",
        )
    return feeders


def _sheets_by_list(workbook: Workbook, layout: Layout, issues: RecordIssues) -> dict[str, str]:
    """The sheet of each list: by its number, else by its title."""
    parts = {part.id: part for part in layout.parts}
    titles = {plain_name(name): part.id for part in layout.parts for name in (part.title, *part.names)}
    found: dict[str, str] = {}
    for sheet in workbook.sheets:
        match = _LIST_NUMBER.search(sheet)
        part_id = f"List {int(match.group(1))}" if match else titles.get(plain_name(sheet), "")
        if part_id not in parts:
            continue
        if part_id in found:
            issues.add_error(
                "ANNEX-A-LIST-TWICE",
                f"Two sheets are {part_id}.",
                "Remove one of them, or give it a name without the number.",
                cell=part_id,
            )
        found.setdefault(part_id, sheet)
    return found

"""Read a council's own extract by a column map: YAML that says which header fills which column, and no Python.

```yaml
id: our-system
title: Weekly extract of our case system
files:
  - file: visits.csv            # or a workbook, with `sheet`
    date_order: dd/mm/yyyy
    skip_rows: 0
    tables:
      - table: cp_visits
        columns:
          cppv_cp_visit_id: {column: Visit ref}
          cppv_person_id: {column: Child ref}
          cppv_cp_visit_date: {column: Visit date}
          cppv_cp_visit_seen_alone: {column: Alone?, values: {Seen alone: Y, Not alone: N}}
```

A column takes a header (`column`), a fixed text (`fixed`) or a key made of several headers (`key`). Headers that the
map does not name are not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Literal

from pydantic import Field, model_validator

from crossfoot.indicators.model_files import Located, read_model
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.records.raw_tables import Read
from crossfoot.records.schema import Name, Standard
from crossfoot.sources.feeding import PartFeeder
from crossfoot.sources.issue_list import did_you_mean
from crossfoot.sources.layout import ColumnRule, Feed, FieldRule, Part, find_feed_faults
from crossfoot.sources.raw_tables import Combine, RawTableWriter
from crossfoot.sources.record_csv import read_csv
from crossfoot.sources.record_dates import DateOrder, iso_date, serial_date
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.tabular import TabularReader, plain_name
from crossfoot.sources.workbook_rows import open_workbook
from crossfoot.vocabulary.issues import Issue


class MappedColumn(Strict):
    """Where a canonical column comes from."""

    column: Words | None = None
    fixed: Words | None = None
    key: tuple[Words, ...] = ()
    values: Mapping[str, str] = Field(default_factory=dict)
    """What the cells' texts become, without regard to case; others stay as they are."""

    @model_validator(mode="after")
    def _one_origin(self) -> MappedColumn:
        if sum((self.column is not None, self.fixed is not None, bool(self.key))) != 1:
            raise ValueError("write exactly one of column, fixed and key")
        return self


class MappedTable(Strict):
    """A canonical table that the rows of the file fill; a row does where every column of `needs` has text."""

    table: Name
    needs: tuple[Name, ...] = ()
    combine: Combine = "keep"
    columns: Mapping[Name, MappedColumn] = Field(min_length=1)


class MappedFile(Strict):
    """A CSV file, or one sheet of a workbook. `file` is relative to the folder of extracts."""

    file: Words
    sheet: Words | None = None
    skip_rows: int = Field(default=0, ge=0, le=1000)
    """Rows with text above the header."""
    date_order: DateOrder = "dd/mm/yyyy"
    optional: bool = False
    """The file may be absent: what it feeds is then not collected."""
    tables: tuple[MappedTable, ...] = Field(min_length=1)


class ColumnMap(Strict):
    """The whole map."""

    id: Id
    title: Words
    files: tuple[MappedFile, ...] = Field(min_length=1)


Kind = Literal["csv", "workbook"]


def read_column_map(
    path: Path, *, standard: Standard, file: str | None = None
) -> tuple[Located[ColumnMap] | None, tuple[Issue, ...]]:
    """The map, None where anything in it is wrong, and everything wrong with its line and key."""
    located, issues = read_model(path, ColumnMap, file=path.name if file is None else file)
    if located is None:
        return None, issues
    found = tuple(_find_map_issues(located, standard))
    return (None if found else located), found


def read_by_column_map(folder: Path, *, column_map: Path, standard: Standard, scratch: Path) -> Read:
    """The records of the files in `folder` that the map names, in tables in `scratch`; none where anything is an error.

    A canonical column is fed where its header is in its file.
    """
    located, found = read_column_map(column_map, standard=standard)
    if located is None:
        return Read({}, frozenset(), found)
    issues = RecordIssues(folder.name)
    tables = [table for mapped in located.value.files for table in mapped.tables]
    keys = {table.table: standard.tables[table.table].key for table in tables}
    writer = RawTableWriter(scratch, keys, {table.table: table.combine for table in tables})
    with writer:
        feeders: list[PartFeeder] = []
        for number, mapped in enumerate(located.value.files):
            reader = _FileReader(folder, mapped, _part(mapped, number), standard, writer, issues)
            feeders += reader.read()
        if not feeders and not issues.has_errors:
            message = "None of the files that the map names is there."
            issues.add_error("COLUMN-MAP-NOTHING-READ", message, "Give the folder that holds the extracts.")
        if issues.has_errors:
            return Read({}, frozenset(), issues.all())
        written = writer.finish()
    return Read(written, frozenset().union(*(feeder.feeds for feeder in feeders)), issues.all())


def _find_map_issues(located: Located[ColumnMap], standard: Standard) -> Iterator[Issue]:
    combined: dict[str, Combine] = {}
    for number, mapped in enumerate(located.value.files):
        path = ("files", number)
        parts = PurePosixPath(mapped.file).parts
        if mapped.file.startswith("/") or "\\" in mapped.file or ".." in parts:
            message = "The file is outside of the folder of extracts."
            yield located.issue("COLUMN-MAP-FILE-OUTSIDE", message, "Write its name inside the folder.", *path, "file")
        if (_kind(mapped.file) == "workbook") != (mapped.sheet is not None):
            message = "A workbook needs 'sheet', and a CSV file has none."
            yield located.issue("COLUMN-MAP-SHEET", message, "Add or remove 'sheet'.", *path, "sheet")
        if mapped.sheet is None and mapped.file.casefold().endswith((".xls", ".xlsb", ".ods")):
            message = "Workbooks of this format are not read."
            yield located.issue("COLUMN-MAP-FORMAT", message, "Save it as .xlsx or as CSV.", *path, "file")
        part = _part(mapped, number)
        for place, (table, feed) in enumerate(zip(mapped.tables, part.feeds, strict=True)):
            if combined.setdefault(table.table, table.combine) != table.combine:
                message = f"The table {table.table!r} is combined in two ways."
                yield located.issue("COLUMN-MAP-COMBINE", message, "Choose one.", *path, "tables", place, "combine")
            for code, message, advice, field in find_feed_faults(feed, {rule.name for rule in part.fields}, standard):
                yield located.issue(
                    code.replace("LAYOUT", "COLUMN-MAP"), message, advice, *path, "tables", place, *field
                )


def _part(mapped: MappedFile, number: int) -> Part:
    """The part of a layout that the file is: its headers as fields, those that keys begin with required."""
    feeds = tuple(
        Feed(
            table=table.table,
            needs=table.needs,
            columns={
                name: ColumnRule(field=rule.column, fixed=rule.fixed, key=rule.key, values=rule.values)
                for name, rule in table.columns.items()
            },
        )
        for table in mapped.tables
    )
    names = dict.fromkeys(name for feed in feeds for rule in feed.columns.values() for name in rule.fields)
    fields = tuple(FieldRule(name=name) for name in names)
    return Part(id=str(number), title=mapped.file, fields=fields or (FieldRule(name=mapped.file),), feeds=feeds)


def _kind(file: str) -> Kind:
    return "workbook" if file.casefold().endswith((".xlsx", ".xlsm")) else "csv"


@dataclass(frozen=True, slots=True)
class _FileReader:
    """Reads one file of the map."""

    folder: Path
    mapped: MappedFile
    part: Part
    standard: Standard
    writer: RawTableWriter
    issues: RecordIssues

    def read(self) -> list[PartFeeder]:
        """The feeder of the file, none where it could not be read or is optional and absent."""
        path = self.folder / self.mapped.file
        try:
            is_there = path.exists()
        except OSError:
            is_there = True
        if self.mapped.optional and not is_there:
            message = "The file is not there: what it feeds is not collected."
            self.issues.add_note("COLUMN-MAP-FILE-ABSENT", message, "None needed.", file=self.mapped.file)
            return []
        own = RecordIssues(self.mapped.file)
        feeder = self._read_workbook(path, own) if _kind(self.mapped.file) == "workbook" else self._read_csv(path, own)
        for issue in own.all():
            self.issues.take(issue)
        return [] if feeder is None else [feeder]

    def _read_csv(self, path: Path, issues: RecordIssues) -> PartFeeder | None:
        return self._feed(read_csv(path, issues, file=self.mapped.file), self.mapped.file, issues, since_1904=False)

    def _read_workbook(self, path: Path, issues: RecordIssues) -> PartFeeder | None:
        sheet = self.mapped.sheet or ""
        feeder: PartFeeder | None = None
        with open_workbook(path, issues) as workbook:
            if workbook is not None and sheet not in workbook.sheets:
                near = did_you_mean(get_close_matches(sheet, workbook.sheets, n=3))
                message = "The workbook has no sheet of the name that the map gives."
                issues.add_error("COLUMN-MAP-SHEET-MISSING", message, near or "Correct the map.", cell="sheet")
            elif workbook is not None:
                file = f"{self.mapped.file}, {sheet}"
                feeder = self._feed(workbook.rows(sheet), file, issues, since_1904=workbook.since_1904)
        return feeder

    def _feed(
        self, rows: Iterator[tuple[int, list[str]]], file: str, issues: RecordIssues, *, since_1904: bool
    ) -> PartFeeder | None:
        def read_date(text: str) -> str:
            return iso_date(serial_date(text, since_1904=since_1904), order=self.mapped.date_order)

        def make_feeder(part: Part, present: Collection[str]) -> PartFeeder:
            return PartFeeder(part, self.standard, present, self.writer, issues, date_reader=read_date)

        skipped = 0
        for number, cells in rows:
            if not any(cells):
                continue
            if skipped < self.mapped.skip_rows:
                skipped += 1
                continue
            self._find_header_issues(number, cells, file, issues)
            if issues.has_errors:
                return None
            reader = TabularReader(self.part, file, issues, make_feeder, header_within=1, strict_header=False)
            return reader.read(_after((number, cells), rows))
        if not issues.has_errors:
            message, advice = "The file has no header where the map says.", "Correct 'skip_rows', or export it again."
            issues.add_error("COLUMN-MAP-NO-HEADER", message, advice, file=file)
        return None

    def _find_header_issues(self, number: int, cells: list[str], file: str, issues: RecordIssues) -> None:
        """Headers that make the table's key must be there: without them its rows are not one of a kind."""
        names = {plain_name(cell) for cell in cells if cell}
        for feed in self.part.feeds:
            for column in self.standard.tables[feed.table].key:
                for name in feed.columns[column].fields:
                    if plain_name(name) not in names:
                        issues.add_error(
                            "COLUMN-MAP-HEADER-MISSING",
                            "The file lacks a header that the key of a table is made of.",
                            "Correct the map where the header is named otherwise, or add the column to the extract.",
                            file=file,
                            row=number,
                            cell=name,
                        )


def _after(first: tuple[int, list[str]], rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    yield first
    yield from rows

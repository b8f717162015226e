"""Feed the rows of a sheet or CSV file, once its header is found by the names of its fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from crossfoot.sources.feeding import PartFeeder
from crossfoot.sources.layout import FieldRule, Part
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.workbook_rows import column_letters

HEADER_WITHIN = 40
"""Rows in which a header is looked for: real workbooks have up to a dozen of titles and notes above it."""
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_SPREADSHEET_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"})

MakeFeeder = Callable[[Part, Collection[str]], PartFeeder]


def plain_name(text: str) -> str:
    """`dateofreferral` for `Date of Referral?`: how headers are compared."""
    return _NOT_LETTERS.sub("", text.casefold())


def match_header(cells: Iterable[str], part: Part) -> dict[int, str]:
    """The name of the field in each column whose header is known; of two with one name the first counts."""
    names = {plain_name(name): field.name for field in part.fields for name in part.names_of(field)}
    found: dict[int, str] = {}
    for index, cell in enumerate(cells):
        name = names.get(plain_name(cell)) if cell else None
        if name is not None and name not in found.values():
            found[index] = name
    return found


def is_header(found: Mapping[int, str], part: Part) -> bool:
    """True when every required field is there, and at least three fields or all that the part has."""
    names = set(found.values())
    required = {field.name for field in part.fields if field.required}
    return required <= names and len(names) >= min(3, len(part.fields))


@dataclass(slots=True)
class TabularReader:
    """Reads the rows of one sheet or file into the feeder of its part. `file` is their name in records and issues."""

    part: Part
    file: str
    issues: RecordIssues
    make_feeder: MakeFeeder
    header_within: int = HEADER_WITHIN
    strict_header: bool = True
    """False where it is known which row the header is: it is taken whatever it holds."""

    def read(self, rows: Iterable[tuple[int, list[str]]]) -> PartFeeder | None:
        """The feeder that was fed; None, with an error, where no row is a header."""
        feeder: PartFeeder | None = None
        columns: dict[int, str] = {}
        seen = 0
        for number, cells in rows:
            if feeder is not None:
                self._feed(feeder, columns, number, cells)
                continue
            seen += any(cells)
            columns = match_header(cells, self.part)
            if not self.strict_header or is_header(columns, self.part):
                self._note_columns(number, cells, columns)
                feeder = self.make_feeder(self.part, frozenset(columns.values()))
            elif seen >= self.header_within:
                break
        if feeder is None and not self.issues.has_errors:
            required = " and ".join(f"'{field.name}'" for field in self.part.fields if field.required)
            self.issues.add_error(
                "RECORDS-NO-HEADER",
                f"None of the first {self.header_within} rows is a header with {required}.",
                "Put the names of the fields back above the rows, as the return's guidance prints them.",
                file=self.file,
            )
        return feeder

    def _feed(self, feeder: PartFeeder, columns: Mapping[int, str], number: int, cells: list[str]) -> None:
        values: dict[str, str] = {}
        for index, name in columns.items():
            text = cells[index] if index < len(cells) else ""
            if text in _SPREADSHEET_ERRORS or text == "NULL":
                self._note_error(text, number, name)
            elif text:
                values[name] = text
        if not any(cells):
            return
        for field in self.part.fields:
            if field.required and field.name not in values:
                self.issues.add_warning(
                    "RECORDS-ROW-WITHOUT-ID",
                    "{count} rows have no such value and are left out; this is the first.",
                    "Fill it in: without it the row belongs to nobody.",
                    file=self.file,
                    row=number,
                    cell=field.name,
                )
                return
        feeder.feed(values, file=self.file, row=number)

    def _note_error(self, text: str, number: int, name: str) -> None:
        # One of a closed set of words: no cell's own value is repeated.
        if text == "NULL":
            message, advice = "{count} cells hold the word NULL and are taken for blank.", "Export blanks as blanks."
            self.issues.add_note("RECORDS-NULL-WORD", message, advice, file=self.file, row=number, cell=name)
            return
        self.issues.add_warning(
            "RECORDS-SPREADSHEET-ERROR",
            "{count} cells hold an error such as #N/A and are taken for blank; this is the first.",
            "Mend the look-up formulas, or paste the values in.",
            file=self.file,
            row=number,
            cell=name,
        )

    def _note_columns(self, number: int, cells: list[str], columns: Mapping[int, str]) -> None:
        found = set(columns.values())
        for field in self.part.fields:
            if field.name not in found and _is_expected(field):
                self.issues.add_warning(
                    "RECORDS-FIELD-MISSING",
                    "The field is not there: what it feeds is not collected.",
                    "Add the column if the case system records it.",
                    file=self.file,
                    row=number,
                    cell=field.name,
                )
        if not self.strict_header:
            return
        unknown = [index for index, cell in enumerate(cells) if cell and index not in columns]
        if unknown:
            letters = ", ".join(column_letters(index) for index in unknown[:20])
            self.issues.add_note(
                "RECORDS-FIELD-UNKNOWN",
                f"The headers of columns {letters} are not known fields, or are there twice: they are not read.",
                "Correct the header where it is misspelt.",
                file=self.file,
                row=number,
            )


def _is_expected(field: FieldRule) -> bool:
    return field.unused is None and field.since is None and field.until is None

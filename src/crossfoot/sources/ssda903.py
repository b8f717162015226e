"""Read a children looked after return (SSDA903): a folder of CSV files, one of them, or the XML, 2017 to 2026/27.

Each CSV file is known by its headers, whatever it is called. SEX is 1 or 2 up to 2023/24 and M, F or U from 2024/25;
social workers came in 2023/24, deprivation of liberty orders in 2026/27. A file that is not there is "not collected".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path

from crossfoot.records.raw_tables import Read
from crossfoot.records.schema import Standard
from crossfoot.sources.feeding import PartFeeder
from crossfoot.sources.layout import Layout, Part, read_layout
from crossfoot.sources.nested import ROOT, Nested, NestedReader, nested_element
from crossfoot.sources.raw_tables import RawTableWriter
from crossfoot.sources.record_csv import read_csv
from crossfoot.sources.record_dates import iso_date
from crossfoot.sources.record_files import FileRefusedError, add_unreadable, is_readable
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.safe_xml import read_children
from crossfoot.sources.ssda903_adoptions import FEEDS as ADOPTION_FEEDS
from crossfoot.sources.ssda903_adoptions import make_adoptions
from crossfoot.sources.ssda903_spells import FEEDS as SPELL_FEEDS
from crossfoot.sources.ssda903_spells import make_spells
from crossfoot.sources.tabular import TabularReader, match_header, plain_name

MADE_COLUMNS = SPELL_FEEDS | ADOPTION_FEEDS
"""Columns that no field of the return holds and its episodes tell."""
_YES = frozenset({"1", "y", "yes", "true"})


def read_ssda903(path: Path, *, standard: Standard, scratch: Path) -> Read:
    """The records of the return. Its tables are in `scratch`; where anything is an error there are none."""
    layout = read_layout("ssda903")
    issues = RecordIssues(path.name)
    writer = RawTableWriter(scratch, layout.keys(standard), layout.combine)
    with writer:
        if path.is_dir():
            feeders = _read_folder(path, layout, standard, writer, issues)
        elif path.suffix.casefold() == ".xml":
            feeders = _read_xml(path, layout, standard, writer, issues)
        else:
            feeders = _read_files([path], layout, standard, writer, issues)
        if not feeders and not issues.has_errors:
            issues.add_error(
                "SSDA903-NOTHING-READ",
                "No file of the return was found here.",
                "Give the folder with its CSV files, or its XML file.",
            )
        if issues.has_errors:
            return Read({}, frozenset(), issues.all())
        tables = writer.finish(streams=frozenset().union(*(feeder.streams for feeder in feeders)))
    tables, dated = make_adoptions(tables, scratch)
    feeds = dated | make_spells(tables, scratch).union(*(feeder.feeds for feeder in feeders))
    issues.add_limits({table: words for table, words in layout.limits.items() if table in tables})
    return Read(tables, feeds, issues.all())


def _read_folder(
    folder: Path, layout: Layout, standard: Standard, writer: RawTableWriter, issues: RecordIssues
) -> list[PartFeeder]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".csv")
        returns = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".xml")
    except OSError as error:
        add_unreadable(error, issues)
        return []
    if paths and returns:
        message = "The folder holds both CSV and XML files, which may be two exports of one return."
        issues.add_error("SSDA903-CSV-AND-XML", message, "Give one of the two.")
        return []
    return _read_files(paths, layout, standard, writer, issues)


def _read_files(
    paths: list[Path], layout: Layout, standard: Standard, writer: RawTableWriter, issues: RecordIssues
) -> list[PartFeeder]:
    def make_feeder(part: Part, present: Collection[str]) -> PartFeeder:
        return PartFeeder(part, standard, present, writer, issues)

    feeders: list[PartFeeder] = []
    seen: dict[str, str] = {}
    for path in paths:
        rows = read_csv(path, issues)
        first = next(rows, None)
        if first is None:
            continue
        part = _part_of(first[1], layout)
        if part is None:
            issues.add_warning(
                "SSDA903-FILE-UNKNOWN",
                "The headers are those of no file of the return; the file is not read.",
                "Keep the headers as the return's guide prints them, in the first row.",
                file=path.name,
                row=first[0],
            )
        elif part.id in seen:
            message = f"This file and {seen[part.id]} both hold '{part.title}'."
            issues.add_error("SSDA903-FILE-TWICE", message, "Keep the files of one year's return.", file=path.name)
        else:
            seen[part.id] = path.name
            reader = TabularReader(part, path.name, issues, make_feeder, header_within=1)
            feeder = reader.read(chain([first], rows))
            feeders += [feeder] if feeder is not None else []
    return feeders


def _part_of(header: list[str], layout: Layout) -> Part | None:
    names = {plain_name(cell) for cell in header}
    for part in layout.parts:
        if part.tell is not None and plain_name(part.tell) in names and "CHILD" in match_header(header, part).values():
            return part
    return None


# -- XML ---------------------------------------------------------------------------------------------------------------


def _read_xml(
    path: Path, layout: Layout, standard: Standard, writer: RawTableWriter, issues: RecordIssues
) -> list[PartFeeder]:
    if not is_readable(path, issues):
        return []
    reader: NestedReader | None = None
    children = 0
    try:
        with path.open("rb") as stream:
            for element, around in read_children(stream, depth=2):
                if len(around) == 1:
                    record = _in_parts(nested_element(element), layout)
                    # Feeders are made of what the first child's return could hold: every part has its own element.
                    if reader is None:
                        reader = NestedReader(_xml_feeders(layout, standard, writer, issues), path.name, issues)
                    children += reader.read(record)
    except FileRefusedError as error:
        issues.add_error(error.code, error.message, error.advice, row=error.row)
    except OSError as error:
        add_unreadable(error, issues)
    if not children and not issues.has_errors:
        issues.add_error(
            "SSDA903-NO-CHILDREN",
            "The XML has no child with an identifier.",
            "Give the SSDA903 return itself, and check that the export was complete.",
        )
    # A part of which the return has no record may not be in this year's layout: it is not counted as fed.
    return [] if reader is None else [f for f in reader.feeders.values() if f.records]


def _xml_feeders(
    layout: Layout, standard: Standard, writer: RawTableWriter, issues: RecordIssues
) -> dict[str, PartFeeder]:
    return {
        part.id: PartFeeder(part, standard, {rule.name for rule in part.fields}, writer, issues, date_reader=iso_date)
        for part in layout.parts
    }


def _in_parts(child: Nested, layout: Layout) -> Nested:
    """The child with its loose fields gathered into the parts that they are of, as the CSV files have them.

    The XML holds a child's header, asylum, adoption and leaving care side by side, and writes what does not apply as an
    empty element.
    """
    loose: list[Nested] = []
    inside = list(_loosen(child, layout, loose))
    names = {field.name for field in loose if field.text}
    is_unaccompanied = any(field.name == "UASC" and field.text.casefold() in _YES for field in loose)
    claimed = {"CHILD", "CHILDID"}
    for part in layout.parts:
        if part.tell is None:
            continue
        known = {name for rule in part.fields for name in part.names_of(rule)}
        claimed |= known
        is_there = is_unaccompanied if part.id == "uasc" else part.id == "header" or part.tell in names
        if is_there:
            own = [field for field in loose if field.name in known and field.name not in {"CHILD", "CHILDID"}]
            inside.append(Nested(part.id, child.row, "", own))
    kept = [field for field in loose if field.name in {"CHILD", "CHILDID"} or field.name not in claimed]
    return Nested(ROOT, child.row, "", [*kept, *inside])


def _loosen(record: Nested, layout: Layout, loose: list[Nested]) -> Iterator[Nested]:
    """The elements that are records of their own; every other field inside `record` goes to `loose`."""
    for inner in record.inside:
        if not inner.inside:
            loose.append(inner)
            continue
        names = {field.name for field in inner.inside if not field.inside}
        is_record = any(
            inner.name in part.names or (part.tell in names and "ETHNIC" not in names)
            for part in layout.parts
            if part.tell is not None
        )
        if not is_record:
            yield from _loosen(inner, layout, loose)
        elif any(field.text for field in inner.inside):
            yield inner

"""Read a children in need census return, XML of the years 2017 to 2026, as the Department for Education collects it.

`CINPlanDates` came in 2022, `GenderCurrent` became `Sex` in 2025, 2026 adds pre-proceedings. What a year's return lacks
is absent from `feeds`. Each record keeps the line on which its element starts.
"""

from __future__ import annotations

import re
from pathlib import Path

from crossfoot.records.raw_tables import Read
from crossfoot.records.schema import Standard
from crossfoot.sources.layout import Layout, read_layout
from crossfoot.sources.nested import NestedReader, make_feeders, nested_element
from crossfoot.sources.one_file import read_one_file
from crossfoot.sources.raw_tables import RawTableWriter
from crossfoot.sources.record_files import FileRefusedError
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.safe_xml import local_name, read_children

_YEAR = re.compile(r"(20\d\d)(?:-\d\d-\d\d)?", re.ASCII)
_MAIN_PATH = ("Message", "Children", "Child")


def read_cin_census(path: Path, *, standard: Standard, scratch: Path) -> Read:
    """The records of the return. Its tables are in `scratch`; where anything is an error there are none."""
    return read_one_file(path, read_layout("cin-census"), _read_return, standard=standard, scratch=scratch)


def _read_return(
    path: Path, layout: Layout, standard: Standard, writer: RawTableWriter, issues: RecordIssues
) -> frozenset[str]:
    year: int | None = None
    reader: NestedReader | None = None
    children = 0
    with path.open("rb") as stream:
        for element, around in read_children(stream, depth=3):
            where = (*around, local_name(element))
            if where[0] != "Message":
                raise FileRefusedError(
                    "CIN-CENSUS-ROOT",
                    "The file is XML, but not a children in need census return.",
                    "Give the return itself: its first element is Message.",
                    element.sourceline,
                )
            if where == ("Message", "Header", "CollectionDetails"):
                year = _year(element.findtext("{*}Year"), element.findtext("{*}ReferenceDate"))
                _check_collection(element.findtext("{*}Collection"), element.sourceline)
                _note_year(year, layout, issues, element.sourceline)
            elif where == _MAIN_PATH:
                if reader is None:
                    reader = NestedReader(make_feeders(layout, year, standard, writer, issues), path.name, issues)
                children += reader.read(nested_element(element))
    if reader is None or not children:
        issues.add_error(
            "CIN-CENSUS-NO-CHILDREN",
            "The return has no child with an identifier.",
            "Check that the export was complete.",
        )
        return frozenset()
    return frozenset().union(*(feeder.feeds for feeder in reader.feeders.values()))


def _year(*texts: str | None) -> int | None:
    for text in texts:
        match = _YEAR.fullmatch((text or "").strip())
        if match is not None:
            return int(match.group(1))
    return None


def _check_collection(collection: str | None, line: int | None) -> None:
    if collection is not None and collection.strip().upper() != "CIN":
        raise FileRefusedError(
            "CIN-CENSUS-COLLECTION",
            "The return is of another collection than children in need.",
            "Give the CIN census return.",
            line,
        )


def _note_year(year: int | None, layout: Layout, issues: RecordIssues, line: int | None) -> None:
    if year is None:
        issues.add_warning(
            "CIN-CENSUS-YEAR",
            "The return does not say of which year it is: fields that changed over the years are not counted as fed.",
            "Fill in the Year of its header.",
            row=line,
            cell="Year",
        )
    elif not layout.first_year <= year <= layout.last_year:
        issues.add_warning(
            "CIN-CENSUS-YEAR",
            f"The return is of another year than {layout.first_year} to {layout.last_year}, whose layouts are known.",
            "Check its figures with care, and ask for the layout of that year.",
            row=line,
            cell="Year",
        )

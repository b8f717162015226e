"""A file ten times as large is read in the memory that the small one takes.

Every record has a text of two thousand characters that is read and kept, and rows are written in batches of 250 here: a
reader that held a file, or its rows, would need some ten million bytes more for the large one.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from annex_a_lists import everybody
from read_records import errors
from record_sources import read_source

from crossfoot.records.raw_tables import Read
from crossfoot.sources import annex_a, column_map, one_file, ssda903
from crossfoot.sources.raw_tables import RawTableWriter

SMALL, LARGE = 500, 5_000
"""Records: one million bytes, and ten."""


def draw(number: int) -> Iterator[tuple[int, str]]:
    """Numbers from 1, each with two thousand characters that do not pack well: what packs well looks like a bomb."""
    drawn = random.Random(6)  # noqa: S311
    return ((child, drawn.randbytes(1_000).hex()) for child in range(1, number + 1))


def write(number: int, record: Callable[[int, str], str]) -> str:
    return "".join(record(child, text) for child, text in draw(number))


def make_return(folder: Path, number: int) -> Path:
    folder.mkdir()
    records = write(number, lambda child, text: f"{child},01/04/2024,S,C2,N1,U6,PR1,{text}\n")
    (folder / "episodes.csv").write_text(f"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,PL_POST\n{records}")
    return folder


def make_return_xml(folder: Path, number: int) -> Path:
    folder.mkdir()
    records = write(
        number,
        lambda child, text: (
            f"<CHILD><HEADER><CHILDID>{child}</CHILDID><SEX>F</SEX><DOB>2012-03-01</DOB></HEADER>"
            f"<EPISODE><DECOM>2024-04-01</DECOM><RNE>S</RNE><LS>C2</LS><PL>U6</PL><PL_POST>{text}</PL_POST></EPISODE>"
            "</CHILD>"
        ),
    )
    (folder / "return.xml").write_text(f"<EXPSSDA903>{records}</EXPSSDA903>")
    return folder / "return.xml"


def make_census(folder: Path, number: int) -> Path:
    folder.mkdir()
    records = write(
        number,
        lambda child, text: (
            f"<Child><ChildIdentifiers><LAchildID>{child}</LAchildID><UPN>{text}</UPN></ChildIdentifiers></Child>"
        ),
    )
    header = "<Header><CollectionDetails><Year>2024</Year></CollectionDetails></Header>"
    (folder / "census.xml").write_text(f"<Message>{header}<Children>{records}</Children></Message>")
    return folder / "census.xml"


def make_payload(folder: Path, number: int) -> Path:
    folder.mkdir()
    with (folder / "payload.json").open("w") as stream:
        for child, text in draw(number):
            person = {"la_child_id": f"C{child}", "child_details": {"first_name": text}}
            stream.write(f"{'[' if child == 1 else ','}{json.dumps(person)}")
        stream.write("]")
    return folder / "payload.json"


def make_extracts(folder: Path, number: int) -> Path:
    folder.mkdir()
    (folder / "visits.csv").write_text(f"Ref,Child\n{write(number, lambda child, text: f'{text},{child}{chr(10)}')}")
    return folder


def make_workbook(folder: Path, number: int) -> Path:
    """Its texts stand in the sheet. Those that a workbook keeps apart, once each, are held while it is read."""
    folder.mkdir()
    with xlsxwriter.Workbook(folder / "annex-a.xlsx", {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("List 1")
        sheet.write_row(0, 0, (*everybody(2024), "Date of Contact", "Contact Source"))
        for child, text in draw(number):
            sheet.write_row(
                child, 0, (f"C{child}{text}", "b) Female", "a) WBRI", "", 6, "05/11/2018", "u) 10: Unknown")
            )
    return folder / "annex-a.xlsx"


SOURCES: dict[str, tuple[str, Callable[[Path, int], Path], object, str]] = {
    "csv": ("ssda903", make_return, ssda903, "cla_placement"),
    "return-xml": ("ssda903", make_return_xml, ssda903, "cla_placement"),
    "census-xml": ("cin-census", make_census, one_file, "person"),
    "json": ("social-care-api", make_payload, one_file, "person"),
    "extracts": ("column-map", make_extracts, column_map, "cp_visits"),
    "workbook": ("annex-a", make_workbook, annex_a, "contacts"),
}


def number_of_rows(read: Read, table: str) -> int:
    with duckdb.connect() as connection:
        sql = "SELECT count(*) FROM read_parquet(?)"
        ((number,),) = connection.execute(sql, [str(read.tables[table].relation)]).fetchall()
    assert isinstance(number, int)
    return number


@pytest.mark.parametrize("name", SOURCES)
def test_ten_times_the_records_in_the_same_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    kind, make, module, table = SOURCES[name]
    monkeypatch.setattr(module, "RawTableWriter", partial(RawTableWriter, batch_rows=250))
    peaks: dict[int, list[int]] = {SMALL: [], LARGE: []}
    # Each is read twice and the lower peak counts: a first reading loads what is loaded once for all, and what a thread
    # of an earlier test takes meanwhile is counted too. A reader that held its rows would hold them both times.
    for turn, number in enumerate((SMALL, SMALL, LARGE, LARGE)):
        source = make(tmp_path / str(turn), number)
        tracemalloc.start()
        try:
            read = read_source(kind, source, tmp_path)
            peaks[number].append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
        assert errors(read) == []
        assert number_of_rows(read, table) == number
    size = sum(path.stat().st_size for path in (source.parent if source.is_file() else source).iterdir())
    assert size > 5_000_000
    assert min(peaks[LARGE]) - min(peaks[SMALL]) < 2_000_000, peaks


MEASURE = """
import resource, sys
from crossfoot.sources.safe_xml import read_children
for path in sys.argv[1:]:
    with open(path, "rb") as stream:
        number = sum(1 for element, around in read_children(stream, depth=3))
    print(number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_the_parser_of_xml_keeps_no_tree(tmp_path: Path) -> None:
    """Its memory is outside of Python's account, so that of a process of its own is measured."""
    small, large = make_census(tmp_path / "small", SMALL), make_census(tmp_path / "large", LARGE)
    command = [sys.executable, "-c", MEASURE, str(small), str(large)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()  # noqa: S603
    (first, before), (second, after) = (map(int, line.split()) for line in lines)
    assert second - first == LARGE - SMALL
    # A tree of the large file would take half as much again as the whole process does.
    assert after < before * 1.1

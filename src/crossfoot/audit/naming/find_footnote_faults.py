"""Marks of footnotes: a note whose mark stands nowhere in its table, a mark that no note explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.cells import Cell
from crossfoot.audit.reading.pack import Pack, PackTable
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

FOOTNOTES = Rule("footnotes", Kind.LABEL, "Every mark of a footnote has its note, every note its mark.", Severity.NOTE)
NEAR = 40
"""Lines before or after a table within which its notes may stand, where no other table comes first."""
DIRECTLY = 3
_NOTE = re.compile(r"^\(?(?P<mark>\*{1,4}|†|‡|#)\s?[A-Za-z\u2018\u201c'\"(]")
_UNSPACED = re.compile(r"^(?P<mark>\*{1,3}|†|‡)[A-Za-z]")
_EXPLAINED = re.compile(r"(?:^|[\s(])(?P<mark>\*{1,4}|†|‡|#)\s?[A-Za-z]")
_MARKED = re.compile(r"(?<=[\w%)])(?<!\bA)\s?(?P<mark>\*{1,4}|†|‡)(?=$|[\s)\u2191\u2193])")


def find_footnote_faults(study: Study) -> None:
    """Compare the marks of each table with the notes that stand around it."""
    tables = study.pack.tables
    for number, table in enumerate(tables):
        if table.index in study.copies:
            continue
        last = table.last_line
        following = tables[number + 1].line if number + 1 < len(tables) else last + NEAR
        before = tables[number - 1].last_line if number else 0
        # Right under each other they share their notes.
        shared = {each.index for each in tables[max(0, number - 2) : number + 3] if abs(each.line - table.line) < NEAR}
        _check(study, table, shared, first=max(before, table.line - NEAR), last=min(following, last + NEAR))


def _check(study: Study, table: PackTable, shared: set[int], *, first: int, last: int) -> None:
    pack = study.pack
    marked = {mark: cell for cell, mark in _marks(_cells(table))}
    if not marked:
        _check_unmarked(study, table, last)
        return
    around = {mark for index in shared for _, mark in _marks(_cells(pack.tables[index]))}
    around |= {mark for _, text in _texts(pack, first - NEAR, last) for mark in _marks_of(text)}
    end = table.last_line
    for line, text in _texts(pack, end, last):
        note = _NOTE.match(text)
        if note is None:
            continue
        if note["mark"] in around:
            study.ledger.agreed(FOOTNOTES)
        else:
            study.ledger.found(
                FOOTNOTES,
                None,
                line=line,
                published=note["mark"],
                row=text[:160],
                explanation=(
                    f"{FOOTNOTES.words} Nothing in the table above ({table.title}) is marked {note['mark']}; "
                    f"its marks are {', '.join(sorted(marked))}."
                ),
                confidence=0.65,
                severity=Severity.WARNING,
            ).table = table.title
    explained = {match["mark"] for _, text in _texts(pack, first, last + NEAR) for match in _EXPLAINED.finditer(text)}
    explained |= {match["mark"] for cell in _cells(table) for match in _EXPLAINED.finditer(cell.text)}
    for mark, cell in marked.items():
        if mark in explained:
            study.ledger.agreed(FOOTNOTES)
        else:
            study.ledger.found(
                FOOTNOTES,
                None,
                line=cell.line,
                published=cell.text,
                row=cell.text,
                explanation=f"{FOOTNOTES.words} No note near the table explains {mark}.",
                confidence=0.5,
            ).table = table.title


def _check_unmarked(study: Study, table: PackTable, last: int) -> None:
    """A note right under a table that has no mark, and that nothing near it has either: not one of a list."""
    end = table.last_line
    notes = [(line, text) for line, text in _texts(study.pack, end, last) if _UNSPACED.match(text)]
    if len(notes) != 1 or notes[0][0] > end + DIRECTLY:
        return
    line, text = notes[0]
    mark = _UNSPACED.match(text)
    around = {each for _, words in _texts(study.pack, table.line - NEAR, last) for each in _marks_of(words)}
    beside = (each for each in study.pack.tables if abs(each.line - line) <= NEAR)
    around |= {each for other in beside for _, each in _marks(_cells(other))}
    if mark is None or mark["mark"] in around:
        return
    study.ledger.found(
        FOOTNOTES,
        None,
        line=line,
        published=mark["mark"],
        row=text[:160],
        explanation=f"{FOOTNOTES.words} Nothing in or near the table above ({table.title}) is marked {mark['mark']}.",
        confidence=0.55,
    ).table = table.title


def _cells(table: PackTable) -> list[Cell]:
    return [cell for row in (*table.header, *(each.cells for each in table.rows)) for cell in row if cell.text]


def _marks(cells: Sequence[Cell]) -> Iterator[tuple[Cell, str]]:
    for cell in cells:
        for mark in _marks_of(cell.text):
            yield cell, mark


def _marks_of(text: str) -> list[str]:
    return [match["mark"] for match in _MARKED.finditer(text)]


def _texts(pack: Pack, first: int, last: int) -> Iterator[tuple[int, str]]:
    for paragraph in pack.paragraphs:
        if first <= paragraph.line <= last:
            yield paragraph.line, paragraph.text

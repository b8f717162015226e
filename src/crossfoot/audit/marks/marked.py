"""Columns of marks, and what is told for all of their rows: a target or a tolerance in a heading or words near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.marks.rated import tolerance_column
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.polarities import polarity_column, way_of
from crossfoot.audit.study import Study

MOST_MARKS = 6
LONGEST_MARK = 40
FEWEST = 3
NEAR = 6
"""Lines from a table within which a target is told for all of it."""
_TOLD_TARGET = re.compile(
    r"\b(?:targets?|standard|goal|ambition|threshold|aim|pledge|limit|ceiling|maximum|minimum|floor|budget|"
    r"(?:asked|expected|required|meant) to (?:reach|meet|achieve|hit|keep to))"
    r"(?: for (?:every|each|all|the|any) \w+)?(?: of| is| was|:|=|,)*(?: that| for| to be| set at)*"
    r"\s?[(\[]?\s?(?:\u2265|\u2264|>=?|<=?|at least|at most|no more than|no less than|up to|under|over)?\s?"
    r"\u00a3?(?P<number>\d{1,3}(?:,\d{3})*(?:\.\d+)?)\s?(?P<unit>%|per ?cent)?(?!\d|[\d,./-]*\d)|"
    r"(?<![\d.])(?P<before>\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent) (?:target|standard|goal|ambition)\b",
    re.IGNORECASE,
)
_TOLD_TOLERANCE = re.compile(
    r"\btolerance(?: of| is|:|=|,)*\s?(?P<number>\d{1,2}(?:\.\d+)?)\s?"
    r"(?P<unit>%|per ?cent|percentage points?|points?|pp)?",
    re.IGNORECASE,
)


_NUMBERED = re.compile(r"\b(?P<name>band|tier|grade|level|group|category|stage|priority|class|step)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A column of marks, with the mark of each row that has one; or a row, with that of each column."""

    table: PackTable
    column: int
    marks: dict[int, str]
    by_row: bool = False

    @property
    def heading(self) -> str:
        """What heads it."""
        return self.heading_of(self.column)

    def heading_of(self, line: int) -> str:
        """What heads a line of the same kind."""
        return self.table.rows[line].label if self.by_row else self.table.columns[line].heading

    def place(self, key: int, line: int) -> Place:
        """The cell of a line at one of the marks."""
        return Place(self.table.index, line, key) if self.by_row else Place(self.table.index, key, line)

    @property
    def names(self) -> list[str]:
        """The different marks, in the order of the rows."""
        return list(dict.fromkeys(self.marks.values()))


_MINUS = frozenset(["-", "\u2212"])
"""What is no empty cell where others are `+`."""
_MARKS = re.compile(r"(?:rag|status|mark|rating|rag (?:rating|status)|colour|grade|judgement)", re.IGNORECASE)
"""A heading of marks where labels stand elsewhere."""


def marked_columns(table: PackTable, *, minus: bool = False) -> Iterator[Marked]:
    """Columns of few different short texts that are no numbers; with `minus` those of plus and minus signs alone."""
    polarity = polarity_column(table)
    first = 0 if table.columns and _MARKS.fullmatch(table.columns[0].heading) else 1
    for place in range(first, len(table.columns)):
        if place == polarity:
            continue
        found: dict[int, str] = {}
        for row in range(len(table.rows)):
            cell = table.cell(row, place)
            text = cell.text.strip()
            if cell.is_number or len(text) > LONGEST_MARK:
                found = {}
                break
            if text and cell.kind is not CellKind.MISSING:
                found[row] = text
        if minus:
            signs = {row: table.cell(row, place).text.strip() for row in range(len(table.rows))}
            found |= {row: "-" for row, sign in signs.items() if sign in _MINUS and "+" in found.values()}
            found = dict(sorted(found.items())) if "-" in found.values() else {}
        names = set(found.values())
        if table.columns[place].role is Role.POLARITY and all(way_of(name) for name in names):
            continue
        if len(found) >= FEWEST and len(names) <= MOST_MARKS and (len(names) < len(found) or len(found) == FEWEST):
            yield Marked(table, place, found)


def marked_rows(table: PackTable) -> Iterator[Marked]:
    """Rows of few different short texts under rows of numbers."""
    for row in range(1, len(table.rows)):
        cells = {place: table.cell(row, place) for place in table.value_columns}
        found = {
            place: cell.text.strip() for place, cell in cells.items() if cell.text and cell.kind is not CellKind.MISSING
        }
        if any(cell.is_number or len(cell.text) > LONGEST_MARK for cell in cells.values()):
            continue
        if len(found) > FEWEST and len(set(found.values())) <= min(MOST_MARKS, len(found) - 1):
            yield Marked(table, row, found, by_row=True)


def marked_numbers(table: PackTable) -> Iterator[Marked]:
    """Columns of few small whole numbers that are names, `Band` over 1, 2 and 3: each as `band 1`."""
    for place in range(1, len(table.columns)):
        named = _NUMBERED.search(table.columns[place].heading)
        cells = {row: table.cell(row, place) for row in range(len(table.rows))}
        found = {row: cell.text.strip() for row, cell in cells.items() if cell.is_number}
        if named and len(found) >= FEWEST and all(each.isdecimal() and len(each) == 1 for each in found.values()):
            names = {row: f"{named['name'].casefold()} {text}" for row, text in found.items()}
            if 2 <= len(set(names.values())) <= MOST_MARKS:
                yield Marked(table, place, names)


_WITH_SIGN = re.compile(r"\d\s?(?:%|per ?cent)(?!age points?|\s?points?)", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper ?cent|\bpercentage\b", re.IGNORECASE)


def of_percent(marked: Marked, places: list[int], text: str) -> list[int]:
    """Of a rule in per cent the columns of percentages, where there are some; else all of them."""
    table = marked.table
    if not _WITH_SIGN.search(text):
        return places
    found = [
        place
        for place in places
        if _PERCENT.search(table.columns[place].heading)
        or all((number := table.cell(row, place).number) is None or number.percent for row in marked.marks)
    ]
    return found or places


def told_target(study: Study, marked: Marked, value: int, rule: str = "") -> Fraction | None:
    """The one target told for the figures of a column: in a heading, a caption, the rule of the marks, words near."""
    table = marked.table
    near = [
        each.text
        for each in study.paragraphs_at(range(table.line - NEAR, table.last_line + NEAR + 1))
        if each.sheet == table.sheet
    ]
    percent = all(
        (number := table.cell(row, value).number) is None
        or number.percent
        or study.measure(Place(table.index, row, value)) is Measure.PERCENT
        for row in marked.marks
    )
    for texts in ([marked.heading, table.columns[value].heading], [table.caption, *table.captions], [rule], near):
        told = {
            Fraction((match["number"] or match["before"]).replace(",", ""))
            for text in texts
            for match in _TOLD_TARGET.finditer(text)
            if bool(match["unit"] or match["before"]) == percent
        }
        if told:
            return told.pop() if len(told) == 1 else None
    return None


def told_tolerances(table: PackTable, text: str) -> list[dict[int, tuple[Fraction, bool]]]:
    """The tolerance of each row: in a column, else told in words."""
    place = tolerance_column(table)
    if place is not None:
        return [
            {
                row: (number.amount, False)
                for row in range(len(table.rows))
                if (number := table.cell(row, place).number) is not None
            }
        ]
    match = _TOLD_TOLERANCE.search(text)
    if match is None:
        return [{}]
    size, unit = Fraction(match["number"]), (match["unit"] or "").casefold()
    ways = (True, False) if unit.startswith(("%", "per")) and "point" not in unit else (False,)
    return [dict.fromkeys(range(len(table.rows)), (size, share)) for share in ways]

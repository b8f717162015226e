"""Spreadsheets opened again from their own XML, and the Government Analysis Function's rules run over what is found."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

FORBIDDEN_IN_NAMES = set("[]:*?/\\'")
SHORTHAND = {"[n]", "[u]", "[x]", "[z]", "[c]", "[w]"}
SYMBOLS = set("★■✖▲▼→↑↓●◆*†‡")


@dataclass(frozen=True)
class NumberShape:
    """How a number is shown, read from its format."""

    decimals: int
    percent: bool = False
    before: str = ""
    signed: bool = False

    def shown(self, value: float) -> str:
        """The characters on the screen, worked out apart from the renderers."""
        number = Decimal(repr(value)) * (100 if self.percent else 1)
        number = number.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        mark = "-" if number < 0 else "+" if self.signed and number > 0 else ""
        return f"{mark}{self.before}{abs(number):,}{'%' if self.percent else ''}"


@dataclass(frozen=True)
class CellFound:
    """A cell: a string, or a number with its shape."""

    value: str | float
    shape: NumberShape | None = None
    wrapped: bool = False
    right: bool = False
    link: str = ""

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else self.shape.shown(self.value) if self.shape else "?"


@dataclass(frozen=True)
class SheetFound:
    """A worksheet: cells by row and column from 0, and the table that is marked up in it."""

    name: str
    cells: dict[tuple[int, int], CellFound]
    table_name: str
    first_row: int
    last_row: int
    last_column: int
    title_style: str
    widths: tuple[float, ...]
    unwanted: tuple[str, ...] = ()
    """Merged cells, formulas, comments, filters and the like, by what they are called in the file."""

    @property
    def title(self) -> str:
        return str(self.cells[0, 0].value)

    @property
    def headings(self) -> list[str]:
        return [str(self.cells[self.first_row, place].value) for place in range(self.last_column + 1)]

    @property
    def about(self) -> list[str]:
        return [str(self.cells[row, 0].value) for row in range(1, self.first_row)]

    def rows(self) -> Iterator[list[CellFound]]:
        for row in range(self.first_row + 1, self.last_row + 1):
            yield [self.cells[row, place] for place in range(self.last_column + 1)]

    def column(self, heading: str) -> list[CellFound]:
        place = self.headings.index(heading)
        return [row[place] for row in self.rows()]


@dataclass(frozen=True)
class BookFound:
    """A whole file."""

    sheets: tuple[SheetFound, ...]
    properties: dict[str, str]
    active: str
    cursors: tuple[str, ...]
    unwanted: tuple[str, ...] = field(default=())
    """Parts of the package that no reader needs: macros, images, comments."""

    def sheet(self, start_of_title: str) -> SheetFound:
        (found,) = [sheet for sheet in self.sheets if re.sub(r"^Table \d+: ", "", sheet.title) == start_of_title]
        return found


Rule = Callable[[BookFound], Iterator[str]]


def find_breaches(book: BookFound) -> list[str]:
    """Every rule that the file breaks, with the place."""
    return [f"{rule.__name__}: {breach}" for rule in RULES for breach in rule(book)]


def one_marked_up_table_at_the_left_edge(book: BookFound) -> Iterator[str]:
    for sheet in book.sheets:
        for row, place in sheet.cells:
            inside = sheet.first_row <= row <= sheet.last_row and place <= sheet.last_column
            if not inside and not (row < sheet.first_row and place == 0):
                yield f"{sheet.name}: cell at {row}, {place} is outside the table"
        if sheet.last_row <= sheet.first_row:
            yield f"{sheet.name}: the table has no row"


def tables_have_unique_names(book: BookFound) -> Iterator[str]:
    names = [sheet.table_name for sheet in book.sheets]
    if len({name.casefold() for name in names}) != len(names) or not all(
        re.fullmatch(r"[a-z]\w*_\w+", n) for n in names
    ):
        yield str(names)


def headings_are_unique_and_filled(book: BookFound) -> Iterator[str]:
    for sheet in book.sheets:
        names = sheet.headings
        if len({name.casefold() for name in names}) != len(names) or not all(name.strip() for name in names):
            yield f"{sheet.name}: {names}"


def no_cell_is_empty(book: BookFound) -> Iterator[str]:
    for sheet in book.sheets:
        for row in range(sheet.last_row + 1):
            for place in range(sheet.last_column + 1 if row >= sheet.first_row else 1):
                found = sheet.cells.get((row, place))
                if found is None or found.value == "":
                    yield f"{sheet.name}: {row}, {place}"


def shorthand_and_notes_are_explained(book: BookFound) -> Iterator[str]:
    (notes,) = [sheet for sheet in book.sheets if sheet.name == "Notes"]
    explained = {row[0].text for row in notes.rows()}
    for sheet in book.sheets:
        words = [found.text for found in sheet.cells.values()]
        marks = {mark for text in words for mark in re.findall(r"\[[a-z]+\]", text)} & SHORTHAND
        above = " ".join(sheet.about)
        yield from (f"{sheet.name}: {mark}" for mark in sorted(marks) if f"{mark} means" not in above)
        numbered = {mark for text in words for mark in re.findall(r"\[note \d+\]", text)}
        told = [text for text in sheet.about if "[note 1]" in text]
        for mark in sorted(numbered - ({"[note 1]"} if told else set())):
            if mark not in explained or not told:
                yield f"{sheet.name}: {mark}"


def no_symbol_stands_alone(book: BookFound) -> Iterator[str]:
    for sheet in book.sheets:
        for place, found in sheet.cells.items():
            if any(symbol in found.text for symbol in SYMBOLS):
                yield f"{sheet.name}: {place} {found.text}"


def nothing_unwanted(book: BookFound) -> Iterator[str]:
    yield from book.unwanted
    for sheet in book.sheets:
        yield from (f"{sheet.name}: {what}" for what in sheet.unwanted)


def sheet_names_are_unique_and_allowed(book: BookFound) -> Iterator[str]:
    names = [sheet.name for sheet in book.sheets]
    for name in names:
        if not 0 < len(name) <= 31 or FORBIDDEN_IN_NAMES & set(name) or name.strip() != name:
            yield name
    if len({name.casefold() for name in names}) != len(names):
        yield str(names)


def cover_contents_and_notes_come_first(book: BookFound) -> Iterator[str]:
    names = [sheet.name for sheet in book.sheets]
    if names[:4] != ["Cover", "Contents", "Notes", "Report"]:
        yield str(names[:4])
    listed = [row[0].text for row in book.sheets[1].rows()]
    if listed != names[2:]:
        yield f"the contents list {listed}"


def titles_are_headings(book: BookFound) -> Iterator[str]:
    for sheet in book.sheets:
        if sheet.title_style != "Heading 1" or sheet.cells[0, 0].wrapped:
            yield f"{sheet.name}: {sheet.title_style}"


def words_in_tables_wrap(book: BookFound) -> Iterator[str]:
    for sheet in book.sheets:
        for (row, place), found in sheet.cells.items():
            if row >= sheet.first_row and isinstance(found.value, str) and not found.wrapped:
                yield f"{sheet.name}: {row}, {place}"


def numbers_and_their_headings_stand_right(book: BookFound) -> Iterator[str]:
    for sheet in book.sheets:
        for place in range(sheet.last_column + 1):
            column = [sheet.cells[row, place] for row in range(sheet.first_row, sheet.last_row + 1)]
            if any(found.shape is not None for found in column) and not all(found.right for found in column):
                yield f"{sheet.name}: {column[0].text}"


def columns_are_wide_enough_for_numbers(book: BookFound) -> Iterator[str]:
    for sheet in book.sheets:
        for (row, place), found in sheet.cells.items():
            if found.shape is not None and len(found.text) + 1 > sheet.widths[place]:
                yield f"{sheet.name}: {row}, {place} {found.text}"


def links_lead_somewhere(book: BookFound) -> Iterator[str]:
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for sheet in book.sheets:
        for place, found in sheet.cells.items():
            if found.link:
                match = re.fullmatch(r"'([^']+)'[!.]A(\d+)", found.link)
                if match is None or match[1] not in sheets or (int(match[2]) - 1, 0) not in sheets[match[1]].cells:
                    yield f"{sheet.name}: {place} {found.link}"


def properties_are_filled(book: BookFound) -> Iterator[str]:
    for name in ("title", "creator", "language", "created"):
        if not book.properties.get(name):
            yield name


def the_file_opens_at_the_start(book: BookFound) -> Iterator[str]:
    if book.active != "Cover" or set(book.cursors) != {"A1"}:
        yield f"{book.active}, {book.cursors}"


RULES: tuple[Rule, ...] = (
    one_marked_up_table_at_the_left_edge,
    tables_have_unique_names,
    headings_are_unique_and_filled,
    no_cell_is_empty,
    shorthand_and_notes_are_explained,
    no_symbol_stands_alone,
    nothing_unwanted,
    sheet_names_are_unique_and_allowed,
    cover_contents_and_notes_come_first,
    titles_are_headings,
    words_in_tables_wrap,
    numbers_and_their_headings_stand_right,
    columns_are_wide_enough_for_numbers,
    links_lead_somewhere,
    properties_are_filled,
    the_file_opens_at_the_start,
)

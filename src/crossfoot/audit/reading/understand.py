"""Understand a table: which columns are labels, what heads each column, what each row is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossfoot.audit.reading.cells import Cell, CellKind
from crossfoot.audit.reading.cut_grid import is_counting_column
from crossfoot.audit.reading.dated_headings import date_columns, date_rows
from crossfoot.audit.reading.joined_lines import goes_on, join_lines
from crossfoot.audit.reading.labels import Totalling, totalling_of
from crossfoot.audit.reading.pack import Column, PackTable, RawTable, Role, Row, join_labels, total_of
from crossfoot.audit.reading.rebuild import Cells, is_counting_row, is_time, is_value
from crossfoot.audit.reading.roles import NAME_HEADING, is_change_on, is_since, polarity_of, role_of
from crossfoot.audit.reading.split_columns import split_columns
from crossfoot.audit.reading.split_pairs import split_pairs
from crossfoot.audit.reading.times import Time, TimeKind, date_months, fill_times, read_time

_COUNTED = re.compile(
    r"(child'?s? |pupil'?s? )?(age|ages|aged|age in years|age band|likelihood|impact|probability|severity|consequence|"
    r"score|level|"
    r"band|grade|rank|month|week|day|hour|line|row|item|no\.?|#|ref\.?|id|code|urn|laestab|dfe (no\.?|number|"
    r"code)|school (no\.?|number|code)|cost centre|account code|ward( code)?|(nc |national curriculum )?year( group)?|"
    r"school year|key stage|priority|question|q|objective|action( no\.?)?|recommendation)",
    re.IGNORECASE,
)
"""The heading of a column whose numbers name the rows."""


def understand(raw: RawTable, header_rows: int, index: int) -> PackTable:
    """The table with headings and labels."""
    header, body = split_pairs(raw.rows[:header_rows], raw.rows[header_rows:])
    header, body = split_columns(header, body)
    body, polarities = _take_polarities(header, body)
    body, moved = _aligned(body)
    numeric = _numeric_columns(header, body, max(map(len, (*header, *body)), default=0))
    body = join_lines(body, numeric)
    stub = next((place for place, is_numeric in enumerate(numeric) if is_numeric), len(numeric))
    columns = tuple(
        _with_arrows(column, [row[place] for row in body]) for place, column in enumerate(_columns(header, numeric))
    )
    columns = _with_references(columns, body)
    stub = _stub(stub, columns, body)
    rows = _with_roles(_rows(body, stub, columns))
    columns, rows = _dated(columns, rows, " ".join((raw.lead, *raw.captions[:2])))
    return PackTable(
        index, raw.caption, raw.captions, columns, rows, stub, raw.line, tuple(header), polarities, moved, raw.sheet
    )


def _dated(
    columns: tuple[Column, ...], rows: tuple[Row, ...], words: str
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Months without a year, in headings or in labels, given the year that the words above the table say."""
    columns, rows = date_columns(columns), date_rows(rows)
    across = date_months(_bare_months(columns), words)
    down = date_months(_bare_months(rows), words)
    return (
        tuple(replace(column, time=across.get(_bare_month(column), column.time)) for column in columns),
        tuple(replace(row, time=down.get(_bare_month(row), row.time)) for row in rows),
    )


def _bare_month(line: Column | Row) -> int:
    bare = line.time is not None and line.time.kind is TimeKind.BARE_MONTH and line.role is Role.TIME
    return line.time.index if bare and line.time is not None else -1


def _bare_months(lines: Sequence[Column | Row]) -> list[int]:
    return [month for line in lines if (month := _bare_month(line)) >= 0]


def _with_arrows(column: Column, cells: Sequence[Cell]) -> Column:
    """A column of bare arrows is one of direction, whatever heads it."""
    filled = [cell for cell in cells if cell.text]
    numbers = [cell for cell in filled if cell.number is not None]
    signed = sum(cell.text[0] in "+-\u2212" or (cell.number is not None and not cell.number.value) for cell in numbers)
    if column.role is Role.TIME and is_since(column.heading) and 2 <= signed == len(numbers):
        # `On Dec-16` over +1.0, -0.2: how much it moved since then.
        return replace(column, role=Role.DIFFERENCE, time=None)
    plus = any(cell.text.startswith("+") for cell in numbers) or _AGAINST.match(column.heading)
    if column.role in {Role.BENCHMARK, Role.TARGET} and plus and 2 <= signed == len(numbers):
        # `Against England`, `Council less | England` over +2.9, -1.4.
        return replace(column, role=Role.DIFFERENCE)
    colours = sum(cell.text.casefold() in {"red", "amber", "green", "r", "a", "g"} for cell in filled)
    if colours >= 3 and colours * 2 > len(filled):
        return replace(column, role=Role.RATING)
    ways = sum(polarity_of(cell.text) in {"high", "low"} for cell in filled)
    if ways >= 3 and ways * 2 > len(filled) and column.role is Role.VALUE:
        return replace(column, role=Role.POLARITY)
    arrows = sum(cell.arrow is not None and len(cell.text) <= 2 for cell in filled)
    return replace(column, role=Role.DIRECTION) if arrows >= 2 and arrows * 2 > len(filled) else column


_AGAINST = re.compile(r"(?:.* \| )?(?:against|versus|v\.?s?\.?|compared (?:with|to)) ", re.IGNORECASE)


def _take_polarities(header: list[Cells], body: list[Cells]) -> tuple[list[Cells], dict[int, str]]:
    """Rows that say of each column which way is good, taken out of the header."""
    found: dict[int, str] = {}
    for rows in (header, body[:1]):
        for row in list(rows):
            words = {place: polarity_of(cell.text) for place, cell in enumerate(row) if cell.text}
            said = {place: word for place, word in words.items() if word}
            others = [row[place].text for place, word in words.items() if word is None]
            if said and (not others or _only_asks_polarity(others)):
                found.update(said)
                if rows is header:
                    header.remove(row)
                else:
                    body = body[1:]
            elif rows is header and len(header) > 1 and _only_asks_polarity(others):
                header.remove(row)
    return body, found


def _only_asks_polarity(texts: Sequence[str]) -> bool:
    """Whether the words only ask which way is good, beside the name of the group of rows below."""
    asks = [text for text in texts if role_of(text) is Role.POLARITY]
    return bool(asks) and len(texts) - len(asks) <= 1


def _aligned(body: list[Cells]) -> tuple[list[Cells], frozenset[int]]:
    """Rows whose first, blank, cell was lost, moved back under the others: their time stands one column to the left.

    Also the lines of those that were moved.
    """
    places = [next((place for place, cell in enumerate(row[:4]) if is_time(cell)), None) for row in body]
    known = [place for place in places if place is not None]
    if len(known) < 4:
        return body, frozenset()
    usual = max(set(known), key=known.count)
    if usual == 0 or known.count(usual) < len(known) * 2 / 3:
        return body, frozenset()
    slid = [place == usual - 1 and not row[-1].text for row, place in zip(body, places, strict=True)]
    aligned = [
        (Cell("", row[0].line, CellKind.BLANK), *row[:-1]) if is_slid else row
        for row, is_slid in zip(body, slid, strict=True)
    ]
    return aligned, frozenset(row[0].line for row, is_slid in zip(body, slid, strict=True) if is_slid)


def _numeric_columns(header: Sequence[Cells], body: Sequence[Cells], width: int) -> list[bool]:
    numeric = []
    for place in range(width):
        cells = [row[place] for row in body if row[place].text]
        # `2022/23` over `Change` is a year, and no 23 of 2,022.
        pairs = [cell.pair is not None and (place > 0 or read_time(cell.text) is None) for cell in cells]
        numbers = sum(
            is_value(cell) or pair or (is_counted(cell) and place > 0) for cell, pair in zip(cells, pairs, strict=True)
        )
        words = sum(cell.kind is CellKind.WORDS and not pair for cell, pair in zip(cells, pairs, strict=True))
        numeric.append(numbers > 0 and numbers >= words * (1 if place else 2))
    first = next((place for place, is_numeric in enumerate(numeric) if is_numeric), width)
    if sum(numeric) >= 3 and _counts_rows(header, body, first):
        numeric[first] = False
    return numeric


def _counts_rows(header: Sequence[Cells], body: Sequence[Cells], place: int) -> bool:
    """Whether the first column of numbers labels the rows, as scores and ages do where no words stand before it."""
    if sum(bool(cell.text) for row in body for cell in row[:place]) > 1:
        return False
    heading = next((row[place].text for row in reversed(header) if row[place].text), "")
    cells = [row[place] for row in body if row[place].text and sum(bool(cell.text) for cell in row) > 1]
    numbers = [cell.number.value for cell in cells if cell.number is not None]
    if is_counting_column(cells) and (len(numbers) > 3 or not heading or _COUNTED.fullmatch(heading)):
        return True
    whole = all(cell.number is None or not (cell.number.decimals or cell.number.percent) for cell in cells)
    return bool(_COUNTED.fullmatch(heading)) and whole and len(set(numbers)) == len(numbers) >= 2


def is_counted(cell: Cell) -> bool:
    """Whether it is a number, a year included."""
    return cell.kind is CellKind.NUMBER


def _with_references(columns: tuple[Column, ...], body: Sequence[Cells]) -> tuple[Column, ...]:
    """A first column that numbers what the second one names, `4.1`, `4.2`, holds references and no figures."""
    if len(columns) < FEWEST_COLUMNS or columns[0].role is not Role.VALUE or columns[1].numeric:
        return columns
    if not _ITEM_HEADING.fullmatch(columns[0].heading.strip()) or columns[1].time is not None:
        return columns
    items = [(_ITEM.fullmatch(row[0].text.strip()), row[1].text) for row in body if row[0].text.strip()]
    if len(items) < FEWEST_ITEMS or not all(match and name for match, name in items):
        return columns
    numbers = [tuple(map(int, re.findall(r"\d+", match[0]))) for match, _ in items if match]
    if numbers != sorted(set(numbers)):
        return columns
    return replace(columns[0], role=Role.REFERENCE), *columns[1:]


FEWEST_COLUMNS, FEWEST_ITEMS = 3, 2
_ITEM_HEADING = re.compile(r"(?:no|nos|number|#|item|row|line|measure|indicator|kpi|pi|question)?\.?", re.IGNORECASE)
_ITEM = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}\.?")


def _stub(stub: int, columns: Sequence[Column], body: Sequence[Cells]) -> int:
    """Label columns: those before the first with numbers; a reference column counts as a label."""
    if stub < len(columns) - 1 and columns[stub].role is Role.REFERENCE:
        stub += 1
        while stub < len(columns) - 1 and not columns[stub].numeric and columns[stub].time is None:
            stub += 1
    if stub == 0 and len(columns) > 1 and body and NAME_HEADING.search(columns[0].heading):
        return 1
    # A row of times with no number in any of its first cells: empty columns at the left of the values are values.
    while (
        stub > 1
        and columns[stub - 1].time is not None
        and not any(row[stub - 1].kind is CellKind.WORDS and row[stub - 1].text for row in body)
    ):
        stub -= 1
    return stub


def _columns(header: Sequence[Cells], numeric: Sequence[bool]) -> tuple[Column, ...]:
    width = len(numeric)
    levels = [_heading_row(header, level, numeric) for level in range(len(header))]
    pieces = [[texts[place] for texts in levels] for place in range(width)]
    headings = [join_labels([piece for piece in each if not piece.casefold().startswith("this y")]) for each in pieces]
    times = [next((time for piece in reversed(each) if (time := read_time(piece))), None) for each in pieces]
    times = fill_times(times, [not heading for heading in headings])
    columns = []
    for place in range(width):
        time = times[place]
        heading = headings[place] or (time.name if time else "")
        kept = tuple(piece for piece in pieces[place] if piece)
        role = role_of(kept[-1]) if kept else Role.VALUE
        if time is not None and role is Role.VALUE and is_change_on(kept):
            # `Change`, and under it `On Dec-16`: what moved since then, and no value of that month.
            role, time = Role.DIFFERENCE, None
        if time is not None and role is Role.VALUE:
            role = Role.TIME
        columns.append(Column(heading, kept, time, role, numeric[place], total_of(heading)))
    return _with_counted_colours(tuple(columns))


def _with_counted_colours(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Red and green beside amber and a total of numbers: they count what is rated so, and are no thresholds."""
    own = {column.pieces[-1].casefold() for column in columns if column.pieces and column.numeric}
    counted = any(column.totalling is not Totalling.NONE or _HOW_MANY.fullmatch(column.heading) for column in columns)
    if not {"red", "amber", "green"} <= own or not counted:
        return columns
    return tuple(
        replace(column, role=Role.VALUE if column.time is None else Role.TIME)
        if column.role in {Role.RED, Role.GREEN} and column.numeric
        else column
        for column in columns
    )


_HOW_MANY = re.compile(r"(number|no\.?|count|how many)( of [a-z ]+)?|risks|measures|indicators|actions", re.IGNORECASE)


def _heading_row(header: Sequence[Cells], level: int, numeric: Sequence[bool]) -> list[str]:
    """The headings of one row, those that span several columns said over each."""
    texts = [cell.text for cell in header[level]]
    below = header[level + 1 :]
    filled = list(texts)
    for place, text in enumerate(texts):
        if text:
            continue
        left = next((texts[before] for before in range(place, -1, -1) if texts[before]), "")
        if below and not is_counting_row(header[level]) and any(row[place].text for row in below):
            # A time is said again only over what is no time itself.
            again = is_time_text(left) and any(is_time(row[place]) for row in below)
            filled[place] = "" if again else left
        elif not below and place and numeric[place] and not any(row[place].text for row in header[:-1]):
            # `Close with advice` over a number and its percentage: the heading was printed once.
            beside = texts[place - 1]
            if numeric[place - 1] and beside and not is_time_text(beside) and len(texts) <= 12:
                filled[place] = beside
    return filled


def is_time_text(text: str) -> bool:
    """Whether the text names a time and nothing else."""
    return bool(text) and read_time(text) is not None


def _rows(body: Sequence[Cells], stub: int, columns: Sequence[Column]) -> tuple[Row, ...]:
    rows: list[Row] = []
    section = ""
    above = [""] * stub
    labels = _label_columns(body, stub, columns)
    for cells in body:
        filled = [place for place, cell in enumerate(cells) if cell.text]
        if len(filled) == 1 and filled[0] < max(stub, 1) and stub < len(columns):
            text = cells[filled[0]].text
            if rows and goes_on(rows[-1].label, text):
                rows[-1] = _renamed(rows[-1], f"{rows[-1].label} {text}")
            else:
                section = text
                above = [""] * stub
                rows.append(_row(text, (text,), section, cells, heading=True))
            continue
        if rows and _is_spill(cells, stub, columns):
            rows[-1] = _renamed(rows[-1], f"{rows[-1].label} {cells[filled[0]].text}".strip())
            continue
        for place in range(stub):
            if cells[place].text:
                above[place] = cells[place].text
                if place < stub - 1:
                    above[place + 1 :] = [""] * (stub - place - 1)
        whole = stub > 0 and total_of(cells[stub - 1].text) is not Totalling.NONE
        pieces = tuple(
            cells[place].text
            if place == stub - 1 or cells[place].text or (whole and above[place].isdecimal())
            else above[place]
            for place in labels
        )
        if not any(pieces):
            # `Total` under the first heading, where another column has the names.
            pieces = next(((cells[place].text,) for place in range(stub) if cells[place].text), pieces)
        rows.append(_row(join_labels(pieces), pieces, section, cells))
    return tuple(rows)


def _label_columns(body: Sequence[Cells], stub: int, columns: Sequence[Column]) -> list[int]:
    """Which of the columns on the left say what a row is called."""
    named = next((place for place in range(stub) if NAME_HEADING.search(columns[place].heading)), None)
    labels = [
        place
        for place in range(stub)
        if columns[place].role is Role.VALUE or columns[place].role is Role.TIME or stub == 1
    ]
    if not labels and stub:
        labels = [stub - 1]
    if 0 not in labels and stub > 1 and columns[0].role is Role.RATING and _names_rows(body):
        # `Red`, `Amber`, `Green`: what each row is called.
        labels = [0, *labels]
    if named is not None and stub > 2:
        labels = [named]
    return labels


def _names_rows(body: Sequence[Cells]) -> bool:
    """Whether the first cell of every row has a text, and each another."""
    texts = [cells[0].text.casefold() for cells in body]
    return all(texts) and len(set(texts)) == len(texts)


def _with_roles(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """In a table whose rows are times, what the other rows are for; elsewhere rows have labels, not roles."""
    if sum(row.time is not None for row in rows) < 3:
        return rows
    roles = [role_of(row.label.rpartition(" | ")[2]) for row in rows]
    return tuple(
        replace(row, role=Role.TIME if row.time is not None and role is Role.VALUE else role)
        for row, role in zip(rows, roles, strict=True)
    )


def _is_spill(cells: Cells, stub: int, columns: Sequence[Column]) -> bool:
    """Words under the label and under a column of words, nothing else: a row cut by a page break."""
    filled = [place for place, cell in enumerate(cells) if cell.text]
    return (
        len(filled) == 2
        and filled[0] < stub <= filled[1]
        and not columns[filled[1]].numeric
        and any(columns[place].numeric for place in range(stub, len(columns)))
        and not any(is_value(cell) for cell in cells)
    )


def _row(label: str, pieces: tuple[str, ...], section: str, cells: Cells, *, heading: bool = False) -> Row:
    time: Time | None = next((found for piece in reversed(pieces) if (found := read_time(piece))), None)
    role = Role.TIME if time is not None else Role.VALUE
    totalling = (
        totalling_of("")
        if heading
        else max((total_of(label), total_of(pieces[0] if pieces else "")), key=lambda found: found != "none")
    )
    return Row(label, pieces, section, cells, cells[0].line, time, role, totalling)


def _renamed(row: Row, label: str) -> Row:
    return Row(label, (label,), row.section, row.cells, row.line, row.time, row.role, total_of(label))

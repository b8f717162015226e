"""Join what a page break parted, part what a page put together: raw tables into whole ones, headers known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from crossfoot.audit.reading.cells import Cell, CellKind, is_pair
from crossfoot.audit.reading.pack import Paragraph, RawTable
from crossfoot.audit.reading.roles import NAME_HEADING
from crossfoot.audit.reading.times import TimeKind, read_time

MOST_HEADER_ROWS = 6
MOST_ROWS_JOINED = 600
"""A table that has so many takes no more parts under names of sections."""
FEWEST_SCORES = 3
FEWEST_AMOUNTS = 3
"""Amounts of so many cells, and of half the row, are no headings, whatever stands before them."""
FEWEST_AWAITED = 4
"""Columns of a table, in which a row of a reference and a label alone has no values."""
FEWEST_PAIRS = 2
"""Headings that count up from 1, or down to it."""
LONGEST_SECTION = 100
"""Letters."""
Cells = tuple[Cell, ...]
_REFERENCE_NUMBER = re.compile(r"\d{1,3}(\.\d{1,2})?[a-z]?")
_LABEL = re.compile(r"[a-z]{3}", re.IGNORECASE)
_REFERENCE = re.compile(r"\d{1,2}\.\d{1,2}[a-z]?")
_THOUSANDS = re.compile(r"[(]?[£$€]\s?(000'?s?|'000s?)[)]?")
"""`£000` over labels or figures is their unit."""
_OWN_TITLE = re.compile(
    r"(table|figure|fig|chart|graph|appendix|annex|schedule|exhibit|part) ?[\dA-Z]{1,3}\b", re.IGNORECASE
)
_PAGE = re.compile(r"\bpage \d{1,4}\b|\b\d{1,4} of \d{1,4}$|^\W*\d{1,3}\W*$", re.IGNORECASE)
_FIGURES = re.compile(r"[£%]|\b(number|no|total|actual|forecast|outturn|budget|variance|q[1-4])\b", re.IGNORECASE)


def rebuild(raws: Sequence[RawTable]) -> list[tuple[RawTable, int]]:
    """Whole tables in order, each with the number of its header rows."""
    whole: list[tuple[RawTable, int]] = []
    for raw in raws:
        for part in _part(raw):
            rows = _squared([row for row in part.rows if any(cell.text for cell in row)])
            if not rows:
                continue
            squared = _with_rows(part, rows)
            header = squared.header_rows if squared.header_rows is not None else header_count(rows)
            squared = _cornered(squared, header)
            joined = None
            if whole and squared.follows:
                joined = _headed(whole[-1][0], squared, header) or _continued(*whole[-1], squared, header)
            elif whole and squared.between and _parts_pages(squared.between):
                joined = _continued(*whole[-1], squared, header)
            elif whole and squared.between:
                joined = _sectioned(*whole[-1], squared, header)
            if joined is not None:
                whole[-1] = joined
            else:
                whole.append((squared, header))
    return whole


def _with_rows(
    raw: RawTable, rows: Sequence[Cells], *, caption: str | None = None, line: int | None = None
) -> RawTable:
    return replace(
        raw,
        rows=tuple(rows),
        caption=raw.caption if caption is None else caption,
        line=raw.line if line is None else line,
    )


def _squared(rows: Sequence[Cells]) -> list[Cells]:
    """Rows of one width, as many columns as any row has text in."""
    width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell.text), default=0)
    blank = CellKind.BLANK
    return [(*row[:width], *(Cell("", row[0].line, blank) for _ in range(width - len(row)))) for row in rows]


def is_time(cell: Cell) -> bool:
    """Whether the cell names a time and nothing else."""
    return bool(cell.text) and read_time(cell.text) is not None


def is_value(cell: Cell) -> bool:
    """Whether the cell is a number that is no year and no unit."""
    if cell.kind is not CellKind.NUMBER or cell.number is None or _THOUSANDS.fullmatch(cell.text):
        return False
    time = read_time(cell.text)
    return time is None or time.kind is not TimeKind.YEAR


def is_heading_row(row: Cells) -> bool:
    """Times and words only, with two times or more."""
    return sum(map(is_time, row)) >= 2 and not any(is_value(cell) for cell in row)


def is_counting_row(row: Cells) -> bool:
    """Whole numbers each one more than the one before, as ages or years head columns; four at least."""
    # `Under 1` and `85 and over` stand at the ends of ages.
    counted = [cell for cell in row if cell.kind is CellKind.NUMBER and cell.number is not None]
    numbers = [cell.number.value for cell in counted if cell.number is not None and not cell.number.bound]
    if len(numbers) < 4 or any(
        cell.number is not None and (cell.number.percent or cell.number.decimals) for cell in row
    ):
        return False
    return all(later - earlier == 1 for earlier, later in pairwise(numbers))


def is_reference_row(row: Cells) -> bool:
    """References such as `6.2a`, `6.3` and nothing else; three at least, one of them with a letter."""
    texts = [cell.text for cell in row if cell.text]
    return len(texts) >= 3 and all(map(_REFERENCE.fullmatch, texts)) and any(text[-1].isalpha() for text in texts)


def is_data_row(row: Cells) -> bool:
    """A label, and after it at least one value or mark for none."""
    if is_counting_row(row) or is_reference_row(row):
        return False
    labelled = False
    pairs = sum(map(is_pair, row)) >= FEWEST_PAIRS
    filled = [cell for cell in row if cell.text]
    # A reference before the label, as `2.8` or `14`, is no value.
    numbered = len(filled) >= 3 and _REFERENCE_NUMBER.fullmatch(filled[0].text) and _LABEL.search(filled[1].text)
    for cell in filled[1:] if numbered and not is_time(filled[1]) else row:
        marked = cell.kind in {CellKind.MISSING, CellKind.RESIDUE} and len(cell.text) <= 5
        if is_value(cell) or (marked and labelled) or (pairs and is_pair(cell)):
            return labelled
        labelled = labelled or cell.kind is CellKind.WORDS or is_time(cell)
    return False


def header_count(rows: Sequence[Cells]) -> int:
    """How many rows at the top are headings; the name of a first section or a row without values yet is none."""
    count = _leading(rows)
    while count > 1 and (_has_one_cell(rows[count - 1]) or _awaits_values(rows[count - 1])):
        count -= 1
    return count


def _has_one_cell(row: Cells) -> bool:
    return bool(row[0].text) and sum(bool(cell.text) for cell in row) == 1


def _awaits_values(row: Cells) -> bool:
    """A reference and a label, and nothing in the columns after them: an indicator that is still being agreed."""
    if len(row) < FEWEST_AWAITED or any(cell.text for cell in row[2:]):
        return False
    return _REFERENCE_NUMBER.fullmatch(row[0].text) is not None and _LABEL.search(row[1].text) is not None


def _leading(rows: Sequence[Cells]) -> int:
    for place, row in enumerate(rows[: MOST_HEADER_ROWS + 1]):
        if is_data_row(row) and not (_only_titles(rows[:place]) and _heads(row, rows[place + 1 : place + 2])):
            return place
        if place and (_is_of_amounts(row) or _fills_headings(row, rows[place - 1])):
            return place
        if place and _only_numbers(row) and (is_heading_row(rows[place - 1]) or not _words_below(rows, place)):
            return place
    first = next((place for place, row in enumerate(rows) if is_data_row(row)), None)
    if first is None:
        return 1 if len(rows) > 1 else 0
    return first if first <= MOST_HEADER_ROWS + 2 else 1


def _is_of_amounts(row: Cells) -> bool:
    """Whether it is full of amounts, money, decimals and percentages: `1, 2 May 2024, 192,000, 5.0, 9,600`."""
    filled = [cell for cell in row if cell.text]
    amounts = [
        cell
        for cell in filled
        if is_value(cell) and (number := cell.number) is not None and not number.bound
        if number.grouped or number.decimals or number.percent or number.money
    ]
    references = sum(_REFERENCE.fullmatch(cell.text) is not None for cell in amounts)
    return len(amounts) >= max(FEWEST_AMOUNTS, len(filled) / 2) and references < len(amounts)


def _fills_headings(row: Cells, above: Cells) -> bool:
    """Whether it has numbers, some of them exact, under most of a full row of words: `18, 66, 89.2%, Red`."""
    filled = [place for place, cell in enumerate(row) if cell.text]
    if len(filled) < FEWEST_AMOUNTS + 1 or any(
        place >= len(above) or above[place].kind is not CellKind.WORDS for place in filled[1:]
    ):
        return False
    numbers = [number for place in filled if is_value(row[place]) and (number := row[place].number) is not None]
    exact = any(number.decimals or number.percent or number.grouped for number in numbers)
    return exact and len(numbers) >= MOSTLY_NUMBERS * len(filled)


MOSTLY_NUMBERS = 0.6


def _only_titles(rows: Sequence[Cells]) -> bool:
    """Whether each row has one text only."""
    return all(sum(bool(cell.text) for cell in row) == 1 for row in rows)


def _heads(row: Cells, following: Sequence[Cells]) -> bool:
    """A row in which one heading looks like a number, as `16+` after `10-15`: the row below has many."""
    if not following:
        return False
    # `Under 16` and `16+` are numbers with a bound: of ages they are headings.
    values = sum(is_value(cell) and cell.number is not None and not cell.number.bound for cell in row)
    words = sum(cell.kind is CellKind.WORDS for cell in row[1:])
    scores = [cell.number.value for cell in row if is_value(cell) and cell.number is not None]
    if (
        values >= FEWEST_SCORES
        and sorted(scores) == list(range(1, values + 1))
        and scores
        in (
            sorted(scores),
            sorted(scores, reverse=True),
        )
    ):
        # `Likelihood, 1, 2, 3, All` over rows that are labelled by numbers too; `Replies, 5, 4, 3, Mean` too.
        below = sum(map(is_value, following[0]))
        return is_value(following[0][0]) or below > values + words or (words > 1 and below == values + words)
    return values <= words >= 2 and values <= 2 and sum(map(is_value, following[0])) >= values + 2


def _only_numbers(row: Cells) -> bool:
    filled = [cell for cell in row if cell.text]
    return (
        bool(filled)
        and all(is_value(cell) or cell.kind is CellKind.MISSING for cell in filled)
        and not is_counting_row(row)
    )


def _words_below(rows: Sequence[Cells], place: int) -> bool:
    """Whether a row of words, not of data, comes next: numbers above it are references."""
    return any(
        not is_data_row(row) and any(cell.kind is CellKind.WORDS for cell in row) for row in rows[place + 1 : place + 2]
    )


def _part(raw: RawTable) -> list[RawTable]:
    """Tables right under each other, parted where a new row of headings begins; repeated headings dropped."""
    parts: list[RawTable] = []
    rows: list[Cells] = []
    header: Cells | None = None
    caption, line = raw.caption, raw.line
    begun = False
    heads: set[tuple[str, ...]] = set()
    for row in raw.rows:
        parted = False
        if begun and _texts(row) in heads:
            continue
        if begun and header is not None and is_heading_row(row):
            if _texts(row) == _texts(header):
                continue
            if sum(map(is_time, row)) >= 3 or len({*_texts(row)} & {*_texts(header)}) >= 3:
                parts.append(_with_rows(raw, rows, caption=caption, line=line))
                caption, line, rows, parted = row[0].text or caption, row[0].line, [], True
        if is_heading_row(row) or (header is None and not begun):
            header = row if is_heading_row(row) else header
        rows.append(row)
        begun = is_data_row(row) or (begun and not parted)
        if parted:
            heads = set()
        if not begun and len(heads) < MOST_HEADER_ROWS and sum(bool(cell.text) for cell in row) >= 2:
            heads.add(_texts(row))
    parts.append(_with_rows(raw, rows, caption=caption, line=line))
    return parts


def _texts(row: Cells) -> tuple[str, ...]:
    texts = [cell.text for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _headed(before: RawTable, part: RawTable, own_header: int) -> tuple[RawTable, int] | None:
    """The headings of `before`, which has nothing but headings, over the rows of `part`; None where it is otherwise."""
    told = before.header_rows is not None or part.header_rows is not None
    if told or before.sheet != part.sheet or len(before.rows) > 3 or len(before.rows[0]) < 3:
        return None
    if abs(len(before.rows[0]) - len(part.rows[0])) > 1 or any(is_value(cell) for row in before.rows for cell in row):
        return None
    if own_header:
        repeated = [_texts(row) for row in before.rows] == [_texts(row) for row in part.rows[:own_header]]
        return (_with_rows(before, part.rows), own_header) if repeated else None
    if not is_data_row(part.rows[0]) or sum(bool(cell.text) for cell in before.rows[-1]) < 3:
        return None
    return _with_rows(before, _squared([*before.rows, *part.rows])), len(before.rows)


def _continued(before: RawTable, header: int, part: RawTable, own_header: int) -> tuple[RawTable, int] | None:
    """`before` with the rows of `part`, where `part` is its continuation on the next page; None where it is not."""
    width, own = len(before.rows[0]), len(part.rows[0])
    if header == 0 or abs(width - own) > 1 or before.sheet != part.sheet:
        return None
    same_header = own_header > 0 and [_texts(row) for row in part.rows[:own_header]] == [
        _texts(row) for row in before.rows[:header]
    ]
    numeric = {place for row in before.rows[header:] for place, cell in enumerate(row) if is_value(cell)}
    rows = list(part.rows)
    if same_header:
        rows = rows[own_header:]
    else:
        headed = len(rows) > 1 and is_heading_row(rows[1])
        spill = not headed and _spilled(rows[0], before.rows[header:], numeric, width, own)
        if not spill and (not is_data_row(rows[0]) or own_header > 0):
            return None
        if not numeric & {place for row in rows for place, cell in enumerate(row) if is_value(cell)}:
            return None
    return _with_rows(before, _squared([*before.rows, *rows])), header


def _spilled(row: Cells, body: Sequence[Cells], numeric: set[int], width: int, own: int) -> bool:
    """Whether the row is the rest of one that a page break cut, or a section heading: words under words only."""
    if width != own or not body or any(is_value(cell) for cell in row) or is_heading_row(row):
        return False
    filled = {place for place, cell in enumerate(row) if cell.text}
    words = {place for line in body for place, cell in enumerate(line) if cell.kind is CellKind.WORDS}
    return bool(filled) and not filled & numeric and filled <= words and len(filled) <= 2


def _sectioned(before: RawTable, header: int, part: RawTable, own_header: int) -> tuple[RawTable, int] | None:
    """`before` with the words between as names of sections and the rows of `part`, which has no headings of its own."""
    names = [paragraph.text for paragraph in part.between]
    if not any(map(is_data_row, before.rows)) and len(before.rows) <= 3:
        header = len(before.rows)
    if own_header or header == 0 or len(before.rows) > MOST_ROWS_JOINED or before.sheet != part.sheet:
        return None
    if not all(map(_names_section, part.between)) or not is_data_row(part.rows[0]):
        return None
    before = _cornered(before, header, below=part.rows)
    width, own = len(before.rows[0]), len(part.rows[0])
    numeric = _value_places(part.rows)
    theirs = _value_places(before.rows[header:])
    if width < 3 or abs(width - own) > 1 or (theirs and not numeric <= theirs | {min(theirs) - 1}):
        return None
    if not theirs and (own > width or header != len(before.rows)):
        return None
    sections = [
        (
            Cell(name, paragraph.line, CellKind.WORDS),
            *(Cell("", paragraph.line, CellKind.BLANK) for _ in range(1, width)),
        )
        for name, paragraph in zip(names, part.between, strict=True)
    ]
    return _with_rows(before, _squared([*before.rows, *sections, *part.rows])), header


def _parts_pages(between: Sequence[Paragraph]) -> bool:
    """Whether nothing but the foot of one page and the head of the next stands between."""
    return any(_PAGE.search(paragraph.text) for paragraph in between) and all(
        len(paragraph.text) <= LONGEST_SECTION and not _OWN_TITLE.match(paragraph.text) for paragraph in between
    )


def _names_section(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return (
        paragraph.heading
        and len(text) <= LONGEST_SECTION
        and not _OWN_TITLE.match(text)
        and _LABEL.search(text) is not None
        and not text[:1].isdigit()
    )


def _value_places(rows: Sequence[Cells]) -> set[int]:
    return {place for row in rows for place, cell in enumerate(row) if is_value(cell)}


def _cornered(raw: RawTable, header: int, *, below: Sequence[Cells] = ()) -> RawTable:
    """With headings moved right by one where the blank cell over the labels was lost: `Budget, Actual` over three."""
    body = below or raw.rows[header:]
    heads = raw.rows[:header]
    if not heads or not body:
        return raw
    width = max(len(body[0]), len(heads[0]))
    if width < 3 or any((len(row) >= width and row[width - 1].text) or not row[0].text for row in heads):
        return raw
    last = [cell.text for cell in heads[-1]]
    first = heads[-1][0]
    ends = sum(len(row) == width and bool(row[width - 1].text) for row in body)
    words = all(row[0].kind is CellKind.WORDS or not row[0].text for row in body)
    values = sum(len(row) == width and (is_value(row[width - 1])) for row in body)
    if not all(last[: width - 1]) or not words or ends * 2 <= len(body) or values * 2 <= len(body):
        return raw
    if not (is_time(first) or (_FIGURES.search(first.text) and NAME_HEADING.match(first.text) is None)):
        return raw
    moved = [(Cell("", row[0].line, CellKind.BLANK), *row[: width - 1]) for row in heads]
    return _with_rows(raw, _squared([*moved, *raw.rows[header:]]))

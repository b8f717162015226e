"""The tables that a sentence stands beside: the nearest above it and the nearest under it, and what else tells them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.reading.cells import Number
from crossfoot.audit.reading.labels import Measure, Totalling, is_inset, words_of
from crossfoot.audit.reading.pack import Column, PackTable, Place, Role
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_times import spans_in, spoken_times_in
from crossfoot.audit.spoken.spoken_words import is_whole
from crossfoot.audit.spoken.telling_words import row_name
from crossfoot.audit.study import Study

_ALL = re.compile(
    r"(?:(?:whole|full|half)[ -])?year|(?:all|whole)(?:\s.*)?|both|overall|"
    r"any (?:day|week|month|quarter|term|year|time|age)",
    re.IGNORECASE,
)
ABOVE = 12
"""Lines from the last row of a table to a sentence under it."""
UNDER = 6
"""Lines from a sentence to the table that it leads to."""


def tables_beside(speaking: Speaking, line: int, *, most: int = 1, under: int = UNDER) -> list[PackTable]:
    """The nearest table above the line, or so many of them; then the nearest under it within so many lines."""
    # Lines under count for twice as many as lines above.
    reach = max(ABOVE, 2 * under + 1) if under > UNDER else ABOVE
    near = [table for table in speaking.tables_near(line, most=reach) if table.rows]
    above = [table for table in near if table.last_line < line <= table.last_line + ABOVE]
    below = [table for table in near if table.line > line and table.line - line <= under]
    first = sorted(above, key=lambda table: -table.last_line)[:most]
    return first + ([min(below, key=lambda table: table.line)] if below else [])


def tables_headed(noun: str, tables: Sequence[PackTable]) -> Sequence[PackTable]:
    """`Of the six districts`: the tables whose rows stand under that noun, where there are any, else all of them."""
    words = set(words_of(noun))
    headed = [
        table
        for table in tables
        if words & {word for column in table.columns[: table.stub] for word in words_of(column.heading)}
    ]
    return headed or tables


_CITED = re.compile(
    r"\b(?P<kind>table|exhibit|figure|panel|card|chart|schedule|annex|appendix)\s(?P<id>\d{1,2}[a-z]?|[A-Z]\d?)\b",
    re.IGNORECASE,
)


def tables_cited(study: Study, text: str) -> list[PackTable]:
    """The tables that the words name, `Table A`, `Panel 3`: those that alone have it before or right under them."""
    found = []
    for match in _CITED.finditer(text):
        name = re.compile(rf"[>#*\s]*{match['kind']}\s{re.escape(match['id'])}(?=[\s.:,)*\u2013-]|$)", re.IGNORECASE)
        named = [
            table
            for table in study.pack.tables
            if any(map(name.match, (table.caption, *table.captions[:2]))) or _is_under(study, table, name)
        ]
        found += named if len(named) == 1 and named[0] not in found else []
    return found


def _is_under(study: Study, table: PackTable, name: re.Pattern[str]) -> bool:
    return any(name.match(each.text) for each in study.paragraphs_at(range(table.last_line + 1, table.last_line + 3)))


def paragraphs_of(sentences: Sequence[Sentence]) -> dict[int, list[Sentence]]:
    """The sentences of each line."""
    found: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        found[sentence.line].append(sentence)
    return found


_SO_MANY = re.compile(rf"(?:the |all )?(?P<number>{COUNT})(?: [a-z-]+)?(?: [a-z-]+s| children| people)", re.IGNORECASE)
"""`Seven schools`, and not `7 May`."""


def is_whole_row(table: PackTable, row: int) -> bool:
    """Whether the row is that of all others."""
    each = table.rows[row]
    label = row_name(each).rpartition(" | ")[2]
    whole = each.totalling is not Totalling.NONE or is_whole(label) or _ALL.fullmatch(label.strip()) is not None
    return whole or _counts_the_others(label, len(table.rows) - 1)


def _counts_the_others(label: str, others: int) -> bool:
    """`Seven schools`, under seven of them."""
    match = _SO_MANY.fullmatch(label.strip())
    return match is not None and number_of(match["number"]) == others


def is_total_row(study: Study, table: PackTable, row: int) -> bool:
    """Whether it is the row of all others by its name, or the last or first row that is what they make."""
    return is_whole_row(table, row) or row == study.once("end row a sum", table.index, lambda: _end_sum(study, table))


def rows_without_totals(study: Study, table: PackTable, *, but: int | None = None) -> list[int]:
    """The rows that are neither a total nor a heading, and the one numbered `but` where it is a part by its look."""
    rows = study.once("rows without totals", table.index, lambda: _rows_without_totals(study, table))
    if but is None or but in rows or but not in parts_of(table):
        return rows
    return sorted([*rows, but])


def _rows_without_totals(study: Study, table: PackTable) -> list[int]:
    return [row for row in parts_of(table) if not is_total_row(study, table, row) and not _is_of_the_whole(table, row)]


def _is_of_the_whole(table: PackTable, row: int) -> bool:
    """`Of which girls`, under the row of all: those that it counts are in the rows above."""
    if row == 0 or not is_inset(row_name(table.rows[row])):
        return False
    return is_whole_row(table, row - 1) or _is_of_the_whole(table, row - 1)


def _end_sum(study: Study, table: PackTable) -> int | None:
    """The last row that counts, or the first, where it is what the others make: percentages may stand under them."""
    counts = {
        place.row
        for place, _ in table.numbers()
        if place.column in table.value_columns and study.measure(place) is not Measure.PERCENT
    }
    first, last = min(counts, default=0), max(counts, default=0)
    return next((end for end in (last, first) if _sums(study, table, end, range(first, last + 1)) > 1), None)


def _sums(study: Study, table: PackTable, own: int, rows: Iterable[int]) -> int:
    """In how many columns a row is what the others make, sub-totals or none."""
    sums = 0
    for column in table.value_columns:
        whole = Place(table.index, own, column)
        places = [Place(table.index, row, column) for row in rows if row != own]
        values = [study.value(place) for place in places if study.is_number(place)]
        if len(values) > 2 and study.is_number(whole) and study.value(whole):
            sums += sum(values) in {study.value(whole), study.value(whole) * 2}
    return sums


def is_whole_column(table: PackTable, column: int) -> bool:
    """Whether the column is that of all others: `All`, `Year`, `Total`."""
    each = table.columns[column]
    return (
        _ALL.fullmatch(each.heading.strip()) is not None
        or each.totalling is not Totalling.NONE
        or is_whole(each.heading)
    )


def time_over(column: Column) -> Time | None:
    """The time of a column: as read, else the only one that its heading tells, `2021/22 starts`."""
    if column.time is not None or column.role not in {Role.VALUE, Role.TIME}:
        return column.time
    told = [each.time for each in spoken_times_in(column.heading)]
    return told[0] if len(told) == 1 else None


def prints(study: Study, figure: Figure, place: Place) -> bool:
    """Whether the cell prints the figure, to the decimals of whichever has fewer."""
    number = study.pack.cell(place).number
    if number is None:
        return False
    told, width = abs(float(figure.amount)), float(figure.interval.width)
    return _is_near(told, width, _floats(number)) and _is_one(figure, number)


def _is_one(figure: Figure, number: Number) -> bool:
    if number.decimals == figure.decimals:
        return (
            abs(number.amount) == abs(figure.amount)
            or abs(number.value) == abs(figure.amount)
            or _scaled(figure, number.value)
        )
    return abs(figure.interval).meets(abs(number.rounded)) or _scaled(figure, number.value)


def is_printed_in(study: Study, figure: Figure, table: PackTable) -> bool:
    """Whether any cell of the table prints the figure."""
    numbers = study.once("floats", table.index, lambda: _floats_of(table))
    told, width = abs(float(figure.amount)), float(figure.interval.width)
    return any(_is_near(told, width, floats) and _is_one(figure, number) for number, floats in numbers)


Floats = tuple[float, float, float]
"""Of a number: its amount in the units printed, what its last digit is worth, the unit."""


def _floats_of(table: PackTable) -> list[tuple[Number, Floats]]:
    return [(cell.number, _floats(cell.number)) for _, cell in table.numbers() if cell.number is not None]


def _floats(number: Number) -> Floats:
    return abs(float(number.value)), 10.0**-number.decimals, float(number.scale)


def _is_near(told: float, width: float, floats: Floats) -> bool:
    """Whether they may be one number in some unit: floats tell it of most pairs, and cost less than exact numbers."""
    own, step, scale = floats
    loose, least = 1.5 * (width + step), told / 20
    for unit in (scale, *_UNITS) if scale != 1 else _UNITS:
        away = abs(told - own * unit)
        if away <= least or away <= loose * max(unit, 1.0):
            return True
    return False


_UNITS = (1.0, 1e3, 1e6, 1e-3, 1e-6)


def _scaled(figure: Figure, value: Fraction) -> bool:
    return any(abs(figure.amount) == abs(value) * scale for scale in (1000, 1_000_000))


def is_of_another_year(speaking: Speaking, table: PackTable, told: Time | None) -> bool:
    """Whether a year told is not that of a table without times: `in 2022/23 it was 82.6%`, in a report of 2023/24."""
    if told is None or told.kind is not TimeKind.SPAN:
        return False
    times = [*(column.time for column in table.columns), *(row.time for row in table.rows)]
    if any(time is not None for time in times):
        return False
    caption = " ".join((table.caption, *table.captions[:2]))
    titles = (text for text in speaking.title_lines if not text.endswith("."))
    years = [span.time for text in (caption, *titles) for span in spans_in(text)]
    return bool(years) and told not in years

"""Tables as HTML: headers that name their cells, groups, totals, marks explained underneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml.builder import E
from lxml.etree import _Element

from crossfoot.render.chart_layout import SLACK
from crossfoot.render.fonts import Weight, text_width
from crossfoot.render.html_inlines import Page, hidden_words, inline_nodes, is_drawn, symbol_node, tone_class
from crossfoot.render.html_scroll import scroll_frame
from crossfoot.render.printed_text import cell_text
from crossfoot.reports.document import Align, Cell, Column, Quantity, Row, Status, Table, Tone
from crossfoot.reports.numbering import titled

_WIDE = 2
_WIDE_NUMBERS = 112
_ROOM = 960
"""Pixels that a table may need before it is set dense."""
_STAY = "\N{NO-BREAK SPACE}"
_JUDGED = tuple(tone for tone in Tone if tone is not Tone.NEUTRAL)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the stylesheet sets a table, in pixels: type, padding on both sides of a cell, the least of a wide column."""

    size: float
    padding: float
    wide: float
    """Of words; a wide column of numbers is there for its heading and has `_WIDE_NUMBERS`."""


_USUAL, _DENSE = _Setting(16, 20, 208), _Setting(15, 12, 152)


def table_elements(table: Table, page: Page) -> list[_Element]:
    """The table in a frame that scrolls by itself, and its notes, in one division."""
    caption = f"{table.id}-caption"
    grid = E.table(
        {"id": table.id},
        E.caption({"id": caption}, E.span(titled(table))),
        *_column_groups(table.columns),
        E.thead(*_header_rows(table.columns)),
        *_bodies(table, page),
    )
    is_dense = table.landscape or _least_width(table, _USUAL) > _ROOM
    need = _least_width(table, _DENSE if is_dense else _USUAL)
    frame = scroll_frame(grid, kind="table", target=table.id, label=caption, need=need)
    names = ["table-block", *(["dense"] if is_dense else []), *(["landscape"] if table.landscape else [])]
    return [E.div({"class": " ".join(names)}, frame, *_table_notes(table, page))]


def _least_width(table: Table, setting: _Setting) -> float:
    """Pixels under which the table would have to break what may not be broken. Numbers and statuses stay whole."""
    total = 0.0
    for index, column in enumerate(table.columns):
        pieces = column.heading.split()
        for row in table.rows:
            for inline in row.cells[index].content:
                text = cell_text(inline)
                pieces += [text] if isinstance(inline, Quantity | Status) else text.split()
        words = max((text_width(piece, setting.size, Weight.SEMIBOLD) for piece in pieces), default=0.0) * SLACK
        shade = setting.size if any(row.cells[index].tone is not None for row in table.rows) else 0.0
        wide = setting.wide if column.align is Align.LEFT else _WIDE_NUMBERS
        total += max(words + shade, wide if column.width >= _WIDE else 0.0) + setting.padding
    return total


def _groups(columns: Sequence[Column]) -> Iterator[tuple[str, list[Column]]]:
    """Neighbours under one group heading; a column without a group stands alone."""
    keyed = enumerate(columns)
    for (group, _), members in groupby(keyed, lambda item: (item[1].group, -1 if item[1].group else item[0])):
        yield group, [column for _, column in members]


def _column_groups(columns: Sequence[Column]) -> Iterator[_Element]:
    """`colgroup` elements, so that a group heading's scope has something to mean."""
    if any(column.group for column in columns):
        for _, members in _groups(columns):
            yield E.colgroup({"span": str(len(members))})


def _header_rows(columns: Sequence[Column]) -> Iterator[_Element]:
    grouped = any(column.group for column in columns)
    first, second = E.tr(), E.tr()
    for group, members in _groups(columns):
        if group:
            attributes = {"scope": "colgroup", "colspan": str(len(members)), "class": "column-group" + _whole(group)}
            first.append(E.th(attributes, group))
            second.extend(_column_header(column) for column in members)
        else:
            header = _column_header(members[0])
            if grouped:
                header.set("rowspan", "2")
            first.append(header)
    yield first
    if grouped:
        yield second


def _column_header(column: Column) -> _Element:
    return E.th({"scope": "col", "class": _column_class(column) + _whole(column.heading)}, column.heading)


def _whole(heading: str) -> str:
    """The class that keeps a heading of one word, such as Jan-17, from breaking at its hyphen."""
    return "" if " " in heading else " whole"


def _column_class(column: Column) -> str:
    return f"align-{column.align.value}" + (" wide" if column.width >= _WIDE else "")


def _bodies(table: Table, page: Page) -> Iterator[_Element]:
    """One `tbody` for each titled run of rows; rows before the first title have one without."""
    body, current = E.tbody(), ""
    for row in table.rows:
        if row.group and row.group != current:
            if len(body):
                yield body
            current = row.group
            title = E.th({"scope": "rowgroup", "colspan": str(len(table.columns))}, E.span(current))
            body = E.tbody(E.tr({"class": "row-group"}, title))
        body.append(_row(row, table, page))
    yield body


def _row(row: Row, table: Table, page: Page) -> _Element:
    element = E.tr({"class": "total"}) if row.total else E.tr()
    for index, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        element.append(_cell(cell, column, page, is_header=index < table.header_columns))
    return element


def _cell(cell: Cell, column: Column, page: Page, *, is_header: bool) -> _Element:
    names = [_column_class(column)] if is_header or column.align is not Align.LEFT else []
    nodes = inline_nodes(cell.content, page, in_sentence=False)
    if cell.tone is not None:
        names.append(tone_class(cell.tone))
        if _is_shaded_only(cell):
            names.append("shaded")
            nodes = [part for node in nodes for part in (_drawn(node) if isinstance(node, str) else [node])]
            nodes.append(hidden_words(f" ({page.tone_labels[cell.tone]})"))
    attributes = {"class": " ".join(names)} if names else {}
    return E.th({"scope": "row", **attributes}, *nodes) if is_header else E.td(attributes, *nodes)


def _drawn(text: str) -> list[str | _Element]:
    """A symbol written after a number as a drawing that is not read aloud: the shade's hidden word says it."""
    return [_STAY, *symbol_node(text.strip())[:1]] if is_drawn(text.strip()) else [text]


def _is_shaded_only(cell: Cell) -> bool:
    """True where the shade stands without its status: the cell then gets an underline of its own and hidden words."""
    return cell.tone in _JUDGED and not any(isinstance(inline, Status) for inline in cell.content)


def _table_notes(table: Table, page: Page) -> Iterator[_Element]:
    notes = [E.p(E.b(mark), f" {meaning}") for mark, meaning in table.marks]
    if table.shorthand:
        marks: list[list[str | _Element]] = [
            [E.b(reason.shorthand), f" {reason.explanation}"] for reason in table.shorthand
        ]
        notes.append(E.p({"class": "shorthand"}, *_joined(marks)))
    shaded = {cell.tone for row in table.rows for cell in row.cells if _is_shaded_only(cell)}
    if shaded:
        keys: list[list[str | _Element]] = [
            [E.span({"class": f"shade shaded {tone_class(tone)}"}, page.tone_labels[tone])]
            for tone in _JUDGED
            if tone in shaded
        ]
        notes.append(E.p({"class": "shade-key"}, "Shading: ", *_joined(keys)))
    if table.source:
        notes.append(E.p({"class": "source"}, f"Source: {table.source}"))
    if notes:
        yield E.div({"class": "table-notes"}, *notes)


def _joined(parts: Sequence[Sequence[str | _Element]]) -> list[str | _Element]:
    nodes: list[str | _Element] = []
    for index, part in enumerate(parts):
        nodes += ["; ", *part] if index else part
    return nodes

"""The table tags that Typst does not write: row headings, and for every cell the headings that belong to it.

Typst tags column headings only, and where a run of rows has its own title it lets every cell name that title alone as
its heading. A screen reader would then say "Front door, 3,187" and neither month nor measure. A total row may close one
run or the whole table, so the title of a run is never given to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from crossfoot.render.table_layout import group_runs
from crossfoot.reports.document import Table


class TableTagError(RuntimeError):
    """The tags in the PDF are not those of the document's tables: the template and this pass do not agree."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell's tag and the columns it covers."""

    tag: Object
    first: int
    last: int


def with_table_headers(pdf: bytes, tables: Sequence[Table]) -> bytes:
    """The PDF with headings for every table cell; `tables` are those of the document in reading order.

    Cells keep their place and look. Same input, same bytes. Raises TableTagError where the number of tables differs.
    """
    with pikepdf.open(BytesIO(pdf)) as opened:
        root = opened.Root.StructTreeRoot
        found = [tag for tag in _walk(root) if tag.get("/S") == Name.Table]
        if len(found) != len(tables):
            raise TableTagError(f"The PDF has {len(found)} tables, the document {len(tables)}.")
        identities: dict[str, Object] = {}
        for number, (tag, table) in enumerate(zip(found, tables, strict=True), start=1):
            identities.update(_tag_table(tag, table, number=number))
        if identities:
            _set_identities(opened, root, identities)
        written = BytesIO()
        opened.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _walk(tag: Object) -> Iterator[Object]:
    for child in _children(tag):
        yield child
        yield from _walk(child)


def _children(tag: Object) -> list[Object]:
    """The tags directly under a tag, in reading order; its marked content is left out."""
    held = tag.get("/K")
    kids = list(held) if isinstance(held, Array) else [held]
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _tag_table(tag: Object, table: Table, *, number: int) -> dict[str, Object]:
    """Gives every heading of one table an identity and every cell its headings; returns the identities.

    A table without rows has headings of nothing: Typst tags it as plain cells, and so it stays.
    """
    if not table.rows:
        return {}
    head, *bodies = (part for part in _children(tag) if part.S in (Name.THead, Name.TBody))
    header_rows = 2 if group_runs(table) else 1
    identities: dict[str, Object] = {}
    columns = _column_headings(_children(head)[:header_rows])
    for order, placed in enumerate(columns, start=1):
        _identify(placed.tag, f"table-{number}-column-{order}", identities)
        _set_headers(placed.tag, [over.tag for over in columns[: order - 1] if over.first <= placed.first <= over.last])
    for row in _children(head)[header_rows:]:
        _move(row, head, bodies[0])
    group: list[Object] = []
    rows = iter(table.rows)
    for order, row in enumerate((row for body in bodies for row in _children(body)), start=1):
        cells = _children(row)
        if len(cells) == 1 and cells[0].S == Name.TH:
            group = cells
            _identify(cells[0], f"table-{number}-row-{order}", identities)
            _set_headers(cells[0], [])
            continue
        naming = cells[: table.header_columns]
        for place, cell in enumerate(naming, start=1):
            cell.S = Name.TH
            _table_attributes(cell).Scope = Name.Row
            _identify(cell, f"table-{number}-row-{order}-{place}", identities)
        over_row = [] if next(rows).total else group
        for index, cell in enumerate(cells):
            above = [placed.tag for placed in columns if placed.first <= index <= placed.last]
            beside = naming if index >= table.header_columns else []
            _set_headers(cell, [*above, *over_row, *beside])
    return identities


def _move(row: Object, head: Object, body: Object) -> None:
    """Takes the title of the first run of rows, which Typst counts with the column headings, to the rows it is over."""
    head.K = Array([kid for kid in head.K if kid != row])
    body.K = Array([row, *_children(body)])
    row.P = body


def _column_headings(rows: Sequence[Object]) -> list[_Placed]:
    """The headings over the columns, row by row, each with the columns it covers."""
    taken: set[tuple[int, int]] = set()
    headings = []
    for down, row in enumerate(rows):
        for cell in _children(row):
            first = next(across for across in range(10_000) if (down, across) not in taken)
            attributes = _table_attributes(cell)
            last = first + int(attributes.get("/ColSpan", 1)) - 1
            below = down + int(attributes.get("/RowSpan", 1))
            taken.update((row_index, across) for row_index in range(down, below) for across in range(first, last + 1))
            headings.append(_Placed(cell, first, last))
    return headings


def _table_attributes(cell: Object) -> Object:
    """The dictionary that holds scope and headings of a cell, made where there is none."""
    held = cell.get("/A", Array())
    owned = list(held) if isinstance(held, Array) else [held]
    for attributes in owned:
        if attributes.get("/O") == Name.Table:
            return attributes
    cell.A = Array([*owned, Dictionary(O=Name.Table)])
    made: list[Object] = list(cell.A)
    return made[-1]


def _set_headers(cell: Object, headings: Sequence[Object]) -> None:
    attributes = _table_attributes(cell)
    if headings:
        attributes.Headers = Array([heading.ID for heading in headings])
    elif "/Headers" in attributes:
        del attributes.Headers


def _identify(cell: Object, name: str, identities: dict[str, Object]) -> None:
    cell.ID = String(name)
    identities[name] = cell


def _set_identities(opened: pikepdf.Pdf, root: Object, identities: dict[str, Object]) -> None:
    """Replaces the tree that finds headings by identity: Typst's names are gone."""
    names = [part for name in sorted(identities) for part in (String(name), identities[name])]
    limits = Array([String(min(identities)), String(max(identities))])
    leaf = opened.make_indirect(Dictionary(Limits=limits, Names=Array(names)))
    root.IDTree = opened.make_indirect(Dictionary(Kids=Array([leaf])))

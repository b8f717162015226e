"""Tables of figures and key figures as Word tables: real heading rows, repeated on every page, rows that stay whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor

from lxml.etree import _Element as Element

from crossfoot.render.docx_styles import SLACK, style_id, table_text_style
from crossfoot.render.docx_xml import node, paragraph, runs, twips
from crossfoot.render.palette import INK, PANEL, TONES
from crossfoot.render.table_layout import Fitted, fit_table, group_runs, run_titles
from crossfoot.reports.document import Align, Cell, Row, Table

_WHOLE_TABLE = 200.0
"""Points: a table lower than this stays on one page."""
_SIDES = {Align.LEFT: "left", Align.RIGHT: "right", Align.CENTRE: "center"}

CellRuns = Callable[[Cell], list[Element]]


def fit_for_word(table: Table, *, small: bool, wide: bool) -> Fitted:
    """As `fit_table`, in Word's typeface, at a size that Word has: whole half points."""
    fitted = fit_table(table, small=small, wide=wide, slack=SLACK)
    return Fitted(fitted.landscape, floor(fitted.size * 2) / 2, fitted.widths, fitted.padding)


def data_table(table: Table, fitted: Fitted, *, foot: str, cell_runs: CellRuns) -> Element:
    """The table; `cell_runs` gives the content of a cell. Its caption and `foot` are paragraphs of their own."""
    whole = fitted.height(table) < _WHOLE_TABLE
    made = [
        _frame("FiguresTable", fitted.widths, fitted.padding, name=table.caption, description=_description(table, foot))
    ]
    made += _heading_rows(table, fitted)
    for index, (title, row) in enumerate(zip(run_titles(table), table.rows, strict=True)):
        if title:
            made.append(_group_row(title, fitted))
        keep = whole and (index + 1 < len(table.rows) or bool(foot))
        made.append(_row(table, row, fitted, keep=keep, cell_runs=cell_runs))
    frame, *rows = made
    frame.extend(rows)
    return frame


def card_table(rows: Sequence[Sequence[Element]], *, width: float, description: str) -> Element:
    """Key figures: the first row of paragraphs names them, those below hold number, status and comment."""
    columns = len(rows[0])
    frame = _frame("KeyFiguresTable", [width / columns] * columns, 7.0, name="Key figures", description=description)
    for index, row in enumerate(rows):
        cells = [node("w:tc", node("w:tcPr", _width(width / columns), _shade(PANEL)), content) for content in row]
        frame.append(node("w:tr", _row_properties(heading=index == 0), *cells))
    return frame


def _description(table: Table, foot: str) -> str:
    return f"{len(table.rows)} rows and {len(table.columns)} columns. {foot}".strip()


def _frame(style: str, widths: Sequence[float], padding: float, *, name: str, description: str) -> Element:
    """The table with its properties and columns, without rows."""
    margins = [node(f"w:{side}", w=twips(padding), type="dxa") for side in ("left", "right")]
    properties = node(
        "w:tblPr",
        node("w:tblStyle", val=style),
        node("w:tblW", w=sum(map(twips, widths)), type="dxa"),
        node("w:tblLayout", type="fixed"),
        node("w:tblCellMar", *margins),
        node("w:tblLook", val="00A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
        node("w:tblCaption", val=name),
        node("w:tblDescription", val=description),
    )
    return node("w:tbl", properties, node("w:tblGrid", *(node("w:gridCol", w=twips(width)) for width in widths)))


def _row_properties(*, heading: bool) -> Element:
    return node("w:trPr", node("w:cantSplit"), *([node("w:tblHeader")] if heading else []))


def _width(width: float) -> Element:
    return node("w:tcW", w=twips(width), type="dxa")


def _shade(fill: str) -> Element:
    return node("w:shd", val="clear", color="auto", fill=fill[1:])


def _rules(**eighths: int) -> Element:
    """Firm rules in ink on the sides named, in eighths of a point."""
    return node(
        "w:tcBorders",
        *(node(f"w:{side}", val="single", sz=size, space=0, color=INK[1:]) for side, size in eighths.items()),
    )


def _aligned(style: str, align: Align, content: Sequence[Element], *, keep: bool) -> Element:
    properties = [node("w:keepNext")] if keep else []
    if align is not Align.LEFT:
        properties.append(node("w:jc", val=_SIDES[align]))
    return paragraph(style, *content, properties=properties)


def _heading_rows(table: Table, fitted: Fitted) -> list[Element]:
    style = style_id(f"Table Heading {fitted.size:g}")
    spans = dict(group_runs(table))
    grouped = {index for start, end in spans.items() for index in range(start, end)}
    upper: list[Element] = []
    lower: list[Element] = []
    for index, column in enumerate(table.columns):
        words = _aligned(style, column.align, runs(column.heading), keep=True)
        own = [_width(fitted.widths[index])]
        if index in spans:
            end = spans[index]
            group = [_width(sum(fitted.widths[index:end])), node("w:gridSpan", val=end - index), _bottom()]
            side = column.align if end - index == 1 else Align.CENTRE
            upper.append(node("w:tc", node("w:tcPr", *group), _aligned(style, side, runs(column.group), keep=True)))
        if index in grouped or not spans:
            lower.append(node("w:tc", node("w:tcPr", *own, _rules(bottom=8), _bottom()), words))
            continue
        start, going_on = node("w:vMerge", val="restart"), node("w:vMerge")
        upper.append(node("w:tc", node("w:tcPr", *own, start, _rules(bottom=8), _bottom()), words))
        under = node("w:tcPr", _width(fitted.widths[index]), going_on, _rules(bottom=8), _bottom())
        lower.append(node("w:tc", under, paragraph(style)))
    return [node("w:tr", _row_properties(heading=True), *cells) for cells in (upper, lower) if cells]


def _bottom() -> Element:
    return node("w:vAlign", val="bottom")


def _group_row(title: str, fitted: Fitted) -> Element:
    properties = node("w:tcPr", _width(sum(fitted.widths)), node("w:gridSpan", val=len(fitted.widths)), _shade(PANEL))
    words = paragraph(style_id(f"Table Group {fitted.size:g}"), *runs(title))
    return node("w:tr", _row_properties(heading=False), node("w:tc", properties, words))


def _row(table: Table, row: Row, fitted: Fitted, *, keep: bool, cell_runs: CellRuns) -> Element:
    style = style_id(f"Table Total {fitted.size:g}") if row.total else table_text_style(fitted.size)
    cells = []
    for column, cell, width in zip(table.columns, row.cells, fitted.widths, strict=True):
        properties = [_width(width)]
        if row.total:
            properties.append(_rules(top=6, bottom=6))
        if cell.tone:
            properties.append(_shade(TONES[cell.tone].tint))
        words = _aligned(style, column.align, cell_runs(cell), keep=keep)
        cells.append(node("w:tc", node("w:tcPr", *properties), words))
    return node("w:tr", _row_properties(heading=False), *cells)

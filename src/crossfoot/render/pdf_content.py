"""A document as plain data for the Typst template in `assets/`: every text is a JSON string, so none becomes markup."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from crossfoot.render import palette
from crossfoot.render.charts import chart_svg
from crossfoot.render.fonts import FAMILY
from crossfoot.render.paper import (
    Section,
    chart_table,
    check_links,
    contents_depth,
    front,
    sections,
    tone_marks,
)
from crossfoot.render.printed_text import cell_mark, cell_text, day_text, foot_text, sentence_text, spaced, status_text
from crossfoot.render.table_layout import CHART_WIDTH, MARGIN, fit_table, group_runs, run_titles
from crossfoot.reports.document import (
    BarChart,
    Block,
    BulletList,
    Callout,
    Cell,
    DefinitionList,
    Document,
    Heading,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    LineChart,
    Link,
    NoteMark,
    PageBreak,
    Paragraph,
    Quantity,
    Reference,
    Row,
    Status,
    Table,
    Text,
)
from crossfoot.reports.numbering import numbered, titled
from crossfoot.vocabulary.missing import Missing

Json: TypeAlias = "str | float | bool | list[Json] | dict[str, Json] | None"

_WHOLE_TABLE = 200.0
"""Points: a table lower than this stays on one page."""
_WHOLE_ROW = 300.0
"""Points: only a row higher than this may be split between pages."""


def document_data(document: Document) -> dict[str, Json]:
    """What `assets/report.typ` reads from its input. Raises BrokenReferenceError, and what `check_links` does."""
    document = numbered(document)
    check_links(document)
    return _Content(document).data()


class _Content:
    """Counts note marks on the way, so that each note can lead back to its marks."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._marks_of_tones = tone_marks(document)
        self._marks: Counter[int] = Counter()
        self._landscape = False

    def data(self) -> dict[str, Json]:
        document = self._document
        language, _, region = document.language.partition("-")
        before: list[Json] = [self._block(block) for block in front(document)]
        parts: list[Json] = [self._section(section) for section in sections(document)]
        notes = [self._inlines(note) for note in document.notes]
        return {
            "title": document.title,
            "subtitle": document.subtitle,
            "organisation": document.organisation,
            "status": document.status,
            "as-at": day_text(document.as_at),
            "keywords": list(document.keywords),
            "language": language,
            "region": region or None,
            "front": before,
            "contents-depth": contents_depth(document),
            "margin": MARGIN,
            "chart-width": CHART_WIDTH,
            "font": FAMILY,
            "colours": _colours(),
            "sections": parts,
            "notes": [{"content": note, "marks": self._marks[number]} for number, note in enumerate(notes, start=1)],
        }

    def _section(self, section: Section) -> Json:
        self._landscape = section.landscape
        return {"landscape": section.landscape, "blocks": [self._block(block) for block in section.blocks]}

    def _block(self, block: Block) -> Json:
        made: dict[str, Json]
        match block:
            case Heading():
                made = {"level": block.level, "text": block.printed, "anchor": block.anchor}
            case Paragraph():
                made = {"lead": block.lead, "number": block.number, "content": self._inlines(block.content)}
            case BulletList():
                made = {"ordered": block.ordered, "items": list(map(self._inlines, block.items))}
            case DefinitionList():
                made = {"items": list(map(self._term, block.items))}
            case Callout():
                made = {"why": block.kind.value, "title": block.title, "content": list(map(self._block, block.content))}
            case KeyFigures():
                made = {"items": list(map(self._card, block.items))}
            case Table():
                made = self._table(block, small=False)
            case LineChart() | BarChart():
                made = self._chart(block)
            case PageBreak():
                made = {}
        return {"kind": type(block).__name__, **made}

    def _term(self, item: tuple[str, Inlines]) -> Json:
        term, said = item
        return {"term": term, "content": self._inlines(said)}

    def _card(self, card: KeyFigure) -> Json:
        quantity = card.quantity
        missing = isinstance(quantity.value, Missing)
        text = quantity.words if missing else quantity.text
        return {
            "label": card.label,
            "number": text,
            "unit": quantity.words.removeprefix(text).strip(),
            "missing": missing,
            "status": _status(card.status) if card.status else None,
            "comment": self._inlines(card.comment),
        }

    def _chart(self, chart: LineChart | BarChart) -> dict[str, Json]:
        return {
            "id": chart.id,
            "title": titled(chart),
            "subtitle": chart.subtitle,
            "alt": chart.alt,
            "svg": chart_svg(chart),
            "data": self._table(chart_table(chart), small=True),
        }

    def _table(self, table: Table, *, small: bool) -> dict[str, Json]:
        fitted = fit_table(table, small=small, wide=self._landscape)
        heights = fitted.row_heights(table)
        return {
            "id": table.id,
            "caption": titled(table),
            "size": fitted.size,
            "padding": fitted.padding,
            "widths": list(fitted.widths),
            "columns": [{"heading": column.heading, "align": column.align.value} for column in table.columns],
            "groups": [
                {"start": start, "end": end, "heading": table.columns[start].group} for start, end in group_runs(table)
            ],
            "rows": [
                {"title": title, "whole": height < _WHOLE_ROW, **self._row(row)}
                for title, height, row in zip(run_titles(table), heights, table.rows, strict=True)
            ],
            "whole": sum(heights) < _WHOLE_TABLE,
            "foot": foot_text(table, self._marks_of_tones),
        }

    def _row(self, row: Row) -> dict[str, Json]:
        return {"total": row.total, "cells": [self._cell(cell) for cell in row.cells]}

    def _cell(self, cell: Cell) -> Json:
        return {
            "tone": cell.tone.value if cell.tone else None,
            "mark": cell_mark(cell, self._marks_of_tones),
            "content": [self._inline(inline, cell_text(inline), paged=False) for inline in spaced(cell.content)],
        }

    def _inlines(self, content: Inlines) -> list[Json]:
        return [self._inline(inline, sentence_text(inline)) for inline in spaced(content)]

    def _inline(self, inline: Inline, text: str, *, paged: bool = True) -> Json:
        """`paged` references say their page: there is no room for it in a cell."""
        made: dict[str, Json]
        match inline:
            case Text():
                made = {"text": text, "strong": inline.strong}
            case Quantity():
                made = {"text": text}
            case Status():
                made = _status(inline)
            case Link(target=target):
                made = {"text": text, "anchor": target[1:]} if target.startswith("#") else {"text": text, "url": target}
            case NoteMark(number=number):
                self._marks[number] += 1
                made = {"text": text, "number": number, "mark": self._marks[number]}
            case Reference(anchor=anchor):
                made = {"text": text, "anchor": anchor, "paged": paged}
        return {"kind": type(inline).__name__, **made}


def _status(status: Status) -> dict[str, Json]:
    return {"text": status_text(status), "tone": status.tone.value}


def _colours() -> dict[str, Json]:
    tones: dict[str, Json] = {
        tone.value: {"ink": style.ink, "tint": style.tint} for tone, style in palette.TONES.items()
    }
    return {
        "ink": palette.INK,
        "second": palette.SECONDARY_INK,
        "rule": palette.RULE,
        "page": palette.PAGE,
        "panel": palette.PANEL,
        "brand": palette.BRAND,
        "link": palette.LINK,
        "tones": tones,
    }

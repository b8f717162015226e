"""What may stand in a worksheet's cell, and what a cell of the document becomes there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from crossfoot.render.plain_text import ToneLabels, cell_words, clean, is_symbol, judged_word, note_mark
from crossfoot.reports.document import Cell, Link, NoteMark, Quantity, Reference, Status, Tone
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import round_half_away
from crossfoot.vocabulary.units import Unit

LONGEST_TEXT = 32_767
"""Characters in a cell, by Excel; LibreOffice holds no fewer."""
_CUT = " [cut here: the text is too long for a cell]"
_DIGITS = 15
"""Significant digits that both programs keep."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """Words. A tone shades them and repeats what they say."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number as printed: percentages as a fraction of one, with the decimals and the sign to show."""

    value: Decimal
    unit: Unit
    decimals: int
    text: str
    """What the cell shows."""
    sign: bool = False
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class LinkCell:
    """Words that lead to a row of a sheet, counted from 1."""

    text: str
    sheet: str
    row: int = 1


SheetCell = TextCell | NumberCell | LinkCell
Anchors = Mapping[str, tuple[str, int]]
"""Where in the workbook a heading's anchor (`#contacts`) leads: sheet and row."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell of the document as the worksheet holds it, with what must stand in the cells beside it."""

    shown: SheetCell
    judged: str = ""
    notes: str = ""


def text_cell(text: str, tone: Tone | None = None) -> TextCell:
    """`text` as a cell holds it: on one line, and never longer than a cell may be."""
    return TextCell(_fitted(clean(text)), tone)


def read_cell(cell: Cell, *, labels: ToneLabels, anchors: Anchors) -> Reading:
    """A number where the cell holds one and nothing but a judgement, a shape or a note beside it; else its words.

    The judgement of a number, and the notes to it, go to cells of their own: a number with words is text, and text
    cannot be added up.
    """
    word = judged_word(cell, labels)
    quantities = [inline for inline in cell.content if isinstance(inline, Quantity)]
    beside = [inline for inline in cell.content if not isinstance(inline, Quantity)]
    if len(quantities) == 1 and all(isinstance(inline, Status | NoteMark) or is_symbol(inline) for inline in beside):
        tone = cell.tone or next((inline.tone for inline in beside if isinstance(inline, Status)), None)
        number = number_cell(quantities[0], tone)
        if number is not None:
            notes = " ".join(note_mark(inline) for inline in beside if isinstance(inline, NoteMark))
            return Reading(number, word, notes)
    tone = cell.tone or next((inline.tone for inline in cell.content if isinstance(inline, Status)), None)
    if word and all(is_symbol(inline) for inline in cell.content):
        return Reading(text_cell(word, tone))
    said = any(isinstance(inline, Status) for inline in cell.content)
    return Reading(_link(cell, anchors) or text_cell(cell_words(cell.content), tone), "" if said else word)


def number_cell(quantity: Quantity, tone: Tone | None = None) -> NumberCell | None:
    """The quantity as a number; None where it is missing, has a `<` before it or more digits than a cell keeps."""
    if isinstance(quantity.value, Missing) or quantity.prefix:
        return None
    value = round_half_away(quantity.value, quantity.decimals)
    if len(value.as_tuple().digits) > _DIGITS or quantity.decimals > _DIGITS:
        return None
    if quantity.unit is Unit.PERCENTAGE:
        value = value.scaleb(-2)
    return NumberCell(value, quantity.unit, quantity.decimals, quantity.text, quantity.sign, tone)


def _link(cell: Cell, anchors: Anchors) -> LinkCell | None:
    """A cell that is one link into the document leads there."""
    match cell.content:
        case (Link(text=text, target=target),):
            anchor = target.removeprefix("#")
        case (Reference(anchor=anchor) as reference,):
            text = reference.text
        case _:
            return None
    if anchor not in anchors or not clean(text):
        return None
    sheet, row = anchors[anchor]
    return LinkCell(_fitted(clean(text)), sheet, row)


def _fitted(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - len(_CUT))].decode("utf-16-le", "ignore") + _CUT

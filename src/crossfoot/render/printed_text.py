"""What each inline, mark and date says on paper, as plain characters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from crossfoot.reports.document import (
    Cell,
    Inline,
    Inlines,
    Link,
    NoteMark,
    Quantity,
    Reference,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.reports.numbering import APPENDIX, FIGURE, TABLE
from crossfoot.vocabulary.periods import Period

ToneMarks: TypeAlias = Mapping[Tone, Status]
"""The status whose symbol and word stand for a tone in one document."""

_STAY = "\N{NO-BREAK SPACE}"
_LABELS = tuple(f"{word} " for word in (TABLE, FIGURE, APPENDIX))


def cell_text(inline: Inline) -> str:
    """What an inline prints in a table cell."""
    match inline:
        case Quantity():
            return inline.text
        case Status():
            return status_text(inline)
        case NoteMark():
            return note_text(inline)
        case Reference():
            return reference_text(inline)
        case Text() | Link():
            return inline.text


def sentence_text(inline: Inline) -> str:
    """What an inline prints in a sentence: quantities with their unit, missing ones with their reason."""
    return inline.words if isinstance(inline, Quantity) else cell_text(inline)


def whole_cell_text(cell: Cell) -> str:
    """All that a cell prints, but for the mark of its shade."""
    return "".join(cell_text(inline) for inline in spaced(cell.content))


def status_text(status: Status) -> str:
    """Symbol and word, kept on one line."""
    return f"{status.symbol}{_STAY}{status.label}" if status.symbol else status.label


def reference_text(reference: Reference) -> str:
    """`section 5.8`, kept on one line; the words of a heading without a number may break."""
    is_label = reference.before or reference.number.startswith(_LABELS)
    return reference.text.replace(" ", _STAY) if is_label else reference.text


def note_text(mark: NoteMark) -> str:
    """The mark of a note, kept on one line."""
    return f"[note{_STAY}{mark.number}]"


def spaced(content: Inlines) -> Inlines:
    """The same content with a space before each note mark that touches a word."""
    separated: list[Inline] = []
    for inline in content:
        if isinstance(inline, NoteMark) and separated and not cell_text(separated[-1]).endswith((" ", "(", _STAY)):
            separated.append(Text(" "))
        separated.append(inline)
    return tuple(separated)


def is_shaded_only(cell: Cell) -> bool:
    """True for a cell whose shade judges it without a status that says so."""
    judged = cell.tone not in (None, Tone.NEUTRAL)
    return judged and not any(isinstance(inline, Status) for inline in cell.content)


def cell_mark(cell: Cell, marks: ToneMarks) -> str:
    """The symbol to print before a cell, so that no shade speaks alone; nothing where a status or its symbol stands."""
    if cell.tone is None or not is_shaded_only(cell) or marks[cell.tone].symbol in whole_cell_text(cell):
        return ""
    return marks[cell.tone].symbol


def foot_text(table: Table, marks: ToneMarks) -> str:
    """What stands under a table: marks, shades and shorthand explained, and its source. Empty where it has none."""
    said = [f"{mark} {sentence_end(meaning)}" for mark, meaning in table.marks]
    shaded = {cell.tone for row in table.rows for cell in row.cells if is_shaded_only(cell)}
    meant = "; ".join(status_text(marks[tone]) for tone in Tone if tone in shaded)
    meanings = "; ".join(f"{reason.shorthand} {reason.explanation}" for reason in table.shorthand)
    parts = (*said, f"Marks: {meant}." if meant else "", f"Shorthand: {meanings}." if meanings else "")
    return " ".join(part for part in (*parts, source_text(table.source)) if part)


def sentence_end(text: str) -> str:
    """The text with a full stop at its end, and one only."""
    return f"{text.removesuffix('.')}."


def source_text(source: str) -> str:
    """`Source: monthly return.` Empty where none is given."""
    return f"Source: {source.removesuffix('.')}." if source else ""


def day_text(day: date) -> str:
    """`31 January 2017`, in English whatever the machine's language."""
    return f"{day.day} {Period.month_of(day).name}"

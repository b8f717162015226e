"""What inlines say in a spreadsheet or a data file: plain characters, judgements by their word and never by a shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from crossfoot.render.palette import TONES
from crossfoot.reports.document import (
    BarChart,
    Block,
    BulletList,
    Callout,
    Cell,
    DefinitionList,
    Document,
    Inline,
    Inlines,
    KeyFigures,
    LineChart,
    Link,
    NoteMark,
    Paragraph,
    Quantity,
    Reference,
    Status,
    Table,
    Text,
    Tone,
)

ToneLabels = Mapping[Tone, str]
"""The word a document gives to each tone: `Red` for POOR."""

_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, half pairs and the two characters that XML refuses."""
_WEB = ("http:", "https:", "mailto:")
_TONE_OF_SYMBOL = {style.symbol: tone for tone, style in TONES.items() if tone is not Tone.NEUTRAL}


def clean(text: str) -> str:
    """`text` on one line with single spaces, without characters that a file format refuses."""
    return " ".join(_UNWRITABLE.sub(" ", text).split())


def sentence(content: Inlines) -> str:
    """A run of inlines as a sentence says it: quantities with their unit, missing ones with their reason."""
    return clean("".join(i.words if isinstance(i, Quantity) else _inline(i) for i in content))


def cell_words(content: Inlines) -> str:
    """A run of inlines as a table cell prints it."""
    return clean("".join(_inline(inline) for inline in content))


def _inline(inline: Inline) -> str:
    match inline:
        case Text() | Reference():
            return inline.text
        case Link(text=text, target=target):
            return f"{text} ({target})" if target.startswith(_WEB) and target != text else text
        case Quantity():
            return inline.text
        case Status(label=label):
            return label
        case NoteMark():
            return f" {note_mark(inline)}"


def note_mark(mark: NoteMark) -> str:
    """`[note 3]`, as the Government Analysis Function writes it."""
    return f"[note {mark.number}]"


def is_symbol(inline: Inline) -> bool:
    """True for space, and for a shape whose meaning `judged_word` knows."""
    return isinstance(inline, Text) and (not inline.text.strip() or inline.text.strip() in _TONE_OF_SYMBOL)


def judged_word(cell: Cell, labels: ToneLabels) -> str:
    """The judgement that a cell carries by status, shade or shape, as a word; empty where it carries none."""
    statuses = [inline.label for inline in cell.content if isinstance(inline, Status)]
    if statuses:
        return clean(" ".join(statuses))
    if cell.tone is not None:
        return "" if cell.tone is Tone.NEUTRAL else labels[cell.tone]
    shapes = [inline.text.strip() for inline in cell.content if isinstance(inline, Text)]
    return next((labels[_TONE_OF_SYMBOL[shape]] for shape in shapes if shape in _TONE_OF_SYMBOL), "")


def tone_labels(document: Document) -> ToneLabels:
    """The word that the document's own first status gives to each tone; the palette's where it has none."""
    labels = {tone: style.label for tone, style in TONES.items()}
    statuses = [status for block in document.blocks for status in _statuses(block)]
    return labels | {status.tone: clean(status.label) for status in reversed(statuses) if clean(status.label)}


def _statuses(block: Block) -> Iterator[Status]:
    for content in _runs(block):
        yield from (inline for inline in content if isinstance(inline, Status))
    if isinstance(block, KeyFigures):
        yield from (item.status for item in block.items if item.status is not None)


def _runs(block: Block) -> Iterable[Inlines]:
    """Every run of inlines in a block that may hold a status."""
    runs: Iterable[Inlines] = ()
    match block:
        case Paragraph():
            runs = (block.content,)
        case BulletList():
            runs = block.items
        case DefinitionList():
            runs = (content for _, content in block.items)
        case Callout():
            runs = (run for part in block.content for run in _runs(part))
        case KeyFigures():
            runs = (item.comment for item in block.items)
        case Table():
            runs = (cell.content for row in block.rows for cell in row.cells)
        case LineChart() | BarChart() if block.data is not None:
            runs = _runs(block.data)
    return runs

"""What a report is made of: a closed set of blocks in which every number is a Quantity that knows its figures.

Renderers take every type listed in `Block` and `Inline`; nothing else exists. Adding one means adding it to each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import Exact, exact
from crossfoot.vocabulary.units import Unit

# -- inlines: what a sentence is made of ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number on the page: exact until a renderer prints it, and bound to the figures it was made from."""

    value: Fraction | Missing
    unit: Unit
    decimals: int
    figures: tuple[str, ...] = ()
    """Figure ids; a literal of the definitions (a target, a benchmark) says `target/...` or `benchmark/...`."""
    sign: bool = False
    """Print + and -: the quantity is a difference."""
    prefix: str = ""
    """`<` of a target such as <20%."""
    bare: bool = False
    """The sentence has said the unit already: `per 10,000` or `days` is not said again."""

    @classmethod
    def literal(cls, value: Exact, unit: Unit, decimals: int, source: str, prefix: str = "") -> Quantity:
        """A number that comes from a definition, not from data."""
        return cls(exact(value), unit, decimals, (source,), prefix=prefix)

    @property
    def text(self) -> str:
        """As a table cell prints it."""
        if isinstance(self.value, Missing):
            return self.value.shorthand
        return self.prefix + self.unit.text(self.value, self.decimals, sign=self.sign)

    @property
    def words(self) -> str:
        """As a sentence says it."""
        if isinstance(self.value, Missing):
            return self.value.explanation
        write = self.unit.text if self.bare else self.unit.words
        return self.prefix + write(self.value, self.decimals, sign=self.sign)


class Tone(StrEnum):
    """What a status means to the reader: renderers give each a shape and a colour, never a colour alone."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Status:
    """A judgement's word with its symbol: `Status(Tone.POOR, "Red", "✖")`. `words` is read aloud in full."""

    tone: Tone
    label: str
    symbol: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Text that goes to a heading's anchor (`#contacts`) or an address."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """`[note 3]`: points to the document's notes. Numbers are those of `Document.notes`, from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class Reference:
    """`section 5.8`, `Appendix B`, `Table 4`: where a heading, table or chart of this document is, and the way there.

    Nobody types the number: `numbering.numbered` fills `before` and `number` from the document, in every renderer.
    """

    anchor: str
    starts_sentence: bool = False
    before: str = ""
    number: str = ""
    """The number or label, or the words of a heading that has none."""

    @property
    def text(self) -> str:
        """As a sentence says it."""
        return self.before + self.number


Inline = Text | Quantity | Status | Link | NoteMark | Reference
Inlines = tuple[Inline, ...]


# -- blocks --------------------------------------------------------------------------------------------------------


class Numbering(StrEnum):
    """What a heading is in a numbered document. Below one without a number nothing has one."""

    SECTION = "section"
    APPENDIX = "appendix"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; levels never skip. `anchor` is unique in the document."""

    level: int
    text: str
    anchor: str
    numbering: Numbering = Numbering.SECTION
    number: str = ""
    """`5`, `5.8`, `Appendix A`, `A.1`: filled by `numbering.numbered`, empty in a document without numbers."""

    @property
    def printed(self) -> str:
        """`1. Introduction`, `1.1 Performance dashboard`, `Appendix A. Risk register`."""
        stop = "." if self.level == 1 else ""
        return f"{self.number}{stop} {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several. `lead` is larger: the one thing to take away."""

    content: Inlines
    lead: bool = False
    numbered: bool = False
    """In a numbered document it counts on under its heading, 5.4.1, so that a meeting can name it."""
    number: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items without order, or numbered."""

    items: tuple[Inlines, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms and what is said of each: owner, source, why it matters."""

    items: tuple[tuple[str, Inlines], ...]


class CalloutKind(StrEnum):
    """Why the reader should stop here."""

    GENERATED = "generated"
    """Facts written from the figures by rule, not by a person."""
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Callout:
    """A box set apart, with a title that says what it is."""

    kind: CalloutKind
    title: str
    content: tuple[Paragraph | BulletList, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One big number with its label and a line of comment."""

    label: str
    quantity: Quantity
    comment: Inlines = ()
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of big numbers, four at most read well."""

    items: tuple[KeyFigure, ...]


class Align(StrEnum):
    """How a column stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's own heading (unique in its table), the group heading above it if any, and how it stands.

    `width` is relative to the other columns; `plain` is the heading in full for formats with one header row, where it
    defaults to group and heading together.
    """

    heading: str
    group: str = ""
    align: Align = Align.LEFT
    width: float = 1.0

    @property
    def plain(self) -> str:
        """Group and heading in one line, for formats with a single header row."""
        return f"{self.group} {self.heading}".strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: nothing, words, quantities, statuses. The shade behind it repeats its status."""

    content: Inlines = ()
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a `total` is set off. `group` names the titled run that it is in: neighbours of one name share it."""

    cells: tuple[Cell, ...]
    total: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption that says what, where, when. Every row has as many cells as there are columns.

    `header_columns` counts the cells at the start of each row that are its headings. `landscape` asks paper formats
    for a wide page. `marks` are those that headings bear, each with what it says. `shorthand` lists the missing reasons
    used. Both are explained beside the table.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    header_columns: int = 1
    landscape: bool = False
    source: str = ""
    label: str = ""
    """`Table 3`: filled by `numbering.numbered`."""
    marks: tuple[tuple[str, str], ...] = ()

    @property
    def shorthand(self) -> tuple[Missing, ...]:
        """The missing reasons that occur in it, in the order of the vocabulary."""
        used = {
            inline.value
            for row in self.rows
            for cell in row.cells
            for inline in cell.content
            if isinstance(inline, Quantity) and isinstance(inline.value, Missing)
        }
        return tuple(reason for reason in Missing if reason in used)


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One point of a line: its period label, its quantity, and a mark if a variation rule singles it out."""

    label: str
    quantity: Quantity
    signal: Tone | None = None


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line with the name written at its end. `emphasis` marks the line the chart is about."""

    name: str
    points: tuple[ChartPoint, ...]
    emphasis: bool = True


@dataclass(frozen=True, slots=True)
class ChartLevel:
    """A level across the whole chart: target, neighbour average, process mean or limit."""

    name: str
    quantity: Quantity
    kind: str
    """`target`, `benchmark`, `mean` or `limit`: each has its own dash."""


@dataclass(frozen=True, slots=True)
class ChartBand:
    """A tolerance band between two values, None being open: `Green`, `Amber`, `Red`, named at its edge."""

    name: str
    tone: Tone
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class LineChart:
    """Months along, values up. `title` states the finding, `subtitle` measure, place and period, `alt` the whole."""

    id: str
    title: str
    subtitle: str
    alt: str
    lines: tuple[ChartLine, ...]
    levels: tuple[ChartLevel, ...] = ()
    bands: tuple[ChartBand, ...] = ()
    breaks: tuple[str, ...] = ()
    """Labels of periods at which the definition changed: a vertical mark with the word 'break'."""
    source: str = ""
    data: Table | None = None
    """The table a reader may use instead, where no table beside the chart holds its figures already."""
    label: str = ""
    """`Figure 2`: filled by `numbering.numbered`."""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Categories down, one value each, longest first unless the order means something."""

    id: str
    title: str
    subtitle: str
    alt: str
    bars: tuple[ChartPoint, ...]
    source: str = ""
    data: Table | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Start a new page on paper; nothing on a screen."""


Block = (
    Heading | Paragraph | BulletList | DefinitionList | Callout | KeyFigures | Table | LineChart | BarChart | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `id` names its files; `as_at` and `created` come from the snapshot, never from the clock."""

    id: str
    title: str
    subtitle: str
    organisation: str
    as_at: date
    created: datetime
    blocks: tuple[Block, ...]
    notes: tuple[Inlines, ...] = ()
    """Notes that `NoteMark` points to, in order."""
    status: str = ""
    """`Draft`, printed on the cover and in the running foot; empty once published."""
    language: str = "en-GB"
    numbered: bool = False
    """Headings, tables and charts get numbers, and references print them."""
    keywords: tuple[str, ...] = field(default=())

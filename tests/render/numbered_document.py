"""A committee paper in small, for the tests of numbers and references in every format."""

from dataclasses import replace

from sample_document import bar_chart, line_chart, narrow_table, sample_document, wide_table

from crossfoot.reports.document import (
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    DefinitionList,
    Document,
    Heading,
    Numbering,
    PageBreak,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)


def register() -> Table:
    """A table whose cells refer to other parts."""
    rows = (Row((Cell((Text("Overspend"),)), Cell((Reference("revenue"),)))),)
    return Table("register", "Risks and where they are told", (Column("Risk"), Column("Where")), rows)


def committee_paper() -> Document:
    """Sections, appendices, headings without a number, numbered paragraphs, references before and after."""
    anchors = ("reserves", "all-measures", "by-month", "table-measures", "chart-conferences", "summary")
    said = [part for anchor in anchors for part in (Reference(anchor), Text("; "))]
    blocks: tuple[Block, ...] = (
        DefinitionList((("Item", (Text("8"),)), ("Date of meeting", (Text("14 March 2017"),)))),
        Heading(1, "Executive summary", "summary", Numbering.NONE),
        Callout(CalloutKind.GENERATED, "What matters", (Paragraph((Text("See "), *said)),)),
        Heading(1, "Introduction", "introduction"),
        Paragraph((Text("First things."),), numbered=True),
        Heading(2, "Performance", "performance"),
        Paragraph((Text("Nine in ten."),), numbered=True),
        Heading(3, "Timeliness", "timeliness"),
        line_chart(),
        narrow_table(),
        PageBreak(),
        Heading(1, "Money", "money"),
        Heading(2, "Revenue", "revenue"),
        Paragraph((Reference("reserves", starts_sentence=True), Text(" has the reserves.")), numbered=True),
        Paragraph((Text("There is a second paragraph."),), numbered=True),
        Heading(2, "Reserves", "reserves"),
        Heading(1, "Risks", "risks"),
        bar_chart(),
        Heading(1, "All measures", "all-measures", Numbering.APPENDIX),
        Heading(2, "By month", "by-month"),
        wide_table(),
        Paragraph((Text("An appendix has paragraphs too."),), numbered=True),
        Heading(1, "Risk register", "risk-register", Numbering.APPENDIX),
        register(),
    )
    made = replace(sample_document(), id="committee-paper", blocks=blocks, notes=(), numbered=True)
    # The wide table marks note 1 and the narrow one links to definitions, which are not part of this paper.
    return replace(made, notes=((Text("A note, with "), Reference("money"), Text(".")),), blocks=(
        *blocks, Heading(1, "Definitions", "definitions", Numbering.NONE), Paragraph((Text("None."),))))  # fmt: skip

"""Every style of the Word files, defined once: a council that wants its own look changes styles, not paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml.etree import _Element as Element

from crossfoot.render.palette import BRAND, INK, LINK, PAGE, PANEL, RULE, SECONDARY_INK, TONES
from crossfoot.render.table_layout import TALL, WIDE
from crossfoot.reports.document import CalloutKind, Tone

TYPEFACE = "Arial"
"""On every council machine; Source Sans Pro is not."""
SLACK = 1.15
"""How much wider Arial sets a table than Source Sans Pro, with a little to spare."""

LIST_INDENT, CALLOUT_LIST_INDENT, LIST_HANGING = 18.0, 28.0, 14.0
"""Points from the margin to the words of a list, and back to their bullets."""

CALLOUT_NAMES = {
    CalloutKind.GENERATED: "From the figures",
    CalloutKind.WARNING: "Warning",
    CalloutKind.NOTE: "Note",
}
_CALLOUT_LOOKS = {
    CalloutKind.GENERATED: (BRAND, PANEL),
    CalloutKind.WARNING: (TONES[Tone.FAIR].ink, TONES[Tone.FAIR].tint),
    CalloutKind.NOTE: (SECONDARY_INK, PANEL),
}


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style in points: type, colour, room above and below, and what else the schema puts among them."""

    name: str
    size: float = 10.5
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 0
    based_on: str = "Normal"
    following: str = ""
    keep_next: bool = False
    line: float = 1.0
    level: int | None = None
    borders: str = ""
    fill: str = ""
    tabs: str = ""
    numbering: int | None = None
    left: float = 0
    hanging: float = 0
    align: str = "left"
    custom: bool = True

    @property
    def id(self) -> str:
        return style_id(self.name)


def style_id(name: str) -> str:
    """The id that paragraphs name a style by: its name in capitals and without spaces, `Heading1`."""
    return "".join(word[0].upper() + word[1:] for word in name.replace(".", " ").split())


def tone_style(tone: Tone) -> str:
    """The id of the character style of a tone."""
    return style_id(f"Status {tone.value}")


def callout_style(kind: CalloutKind, part: str) -> str:
    """The id of a callout's paragraph style; `part` is Label, Title, Text, Bullet or Number."""
    return style_id(f"Callout {kind.value} {part}")


def table_text_style(size: float) -> str:
    """The id of the style for table text of a size."""
    return style_id(f"Table Text {size:g}")


def style_elements(table_sizes: frozenset[float], *, language: str) -> list[Element]:
    """The children of the styles part: defaults, then every style. `table_sizes` are the sizes of type in tables."""
    made = [_defaults(language), *(_paragraph_style(look) for look in _paragraph_looks())]
    made += [_paragraph_style(look) for size in sorted(table_sizes) for look in _table_looks(size)]
    made += [_paragraph_style(look) for kind in CalloutKind for look in _callout_looks(kind)]
    made += _character_styles()
    made += [_parse(text) for text in (_NORMAL_TABLE, _DATA_TABLE, _CARD_TABLE, _NO_LIST)]
    return made


def _paragraph_looks() -> list[_Look]:
    def heading(level: int, size: float, before: float, after: float, colour: str) -> _Look:
        return _Look(
            f"heading {level}", size=size, bold=True, colour=colour, before=before, after=after,
            following="Normal", keep_next=True, level=level - 1, custom=False,
        )  # fmt: skip

    right, wide = (
        f'<w:tab w:val="right" w:pos="{round(TALL * 20)}"/>',
        f'<w:tab w:val="right" w:pos="{round(WIDE * 20)}"/>',
    )
    dots = right.replace('w:val="right"', 'w:val="right" w:leader="dot"')
    under = f'<w:bottom w:val="single" w:sz="4" w:space="4" w:color="{RULE[1:]}"/>'
    band = f'<w:bottom w:val="single" w:sz="36" w:space="8" w:color="{BRAND[1:]}"/>'
    return [
        _Look("Normal", after=8, line=1.15, based_on="", custom=False),
        _Look("Cover Organisation", 12, bold=True, colour=BRAND, after=40, borders=band, following="Title", tabs=right),
        _Look("Title", 28, bold=True, colour=BRAND, after=8, following="Subtitle", custom=False),
        _Look("Subtitle", 15, colour=SECONDARY_INK, after=14, following="Normal", custom=False),
        _Look("Cover Details", 10, colour=SECONDARY_INK, after=24),
        heading(1, 19, 16, 8, colour=BRAND),
        heading(2, 14.5, 18, 6, colour=BRAND),
        heading(3, 12, 14, 5, INK),
        heading(4, 10.5, 12, 4, INK),
        _Look("Contents Heading", 19, bold=True, colour=BRAND, before=12, after=8, keep_next=True),
        _Look("toc 1", 10, bold=True, before=4, after=1, tabs=dots, custom=False),
        _Look("toc 2", 10, after=1, tabs=dots, left=12, custom=False),
        _Look("toc 3", 10, after=1, tabs=dots, left=24, custom=False),
        _Look("Numbered Paragraph", after=8, line=1.15),
        _Look("Lead", 13, bold=True, after=10, line=1.15),
        _Look("List Bullet", after=4, line=1.15, numbering=1, left=LIST_INDENT, hanging=LIST_HANGING, custom=False),
        _Look("List Number", after=4, line=1.15, numbering=2, left=LIST_INDENT, hanging=LIST_HANGING, custom=False),
        _Look("Definition", after=6, line=1.15, left=14, hanging=14),
        _Look("caption", 10, bold=True, before=12, after=5, keep_next=True, custom=False),
        _Look("Data Caption", 8.5, colour=SECONDARY_INK, before=4, after=3, keep_next=True),
        _Look("Chart", 11.5, bold=True, before=14, after=4, keep_next=True),
        _Look("Table Foot", 8.5, colour=SECONDARY_INK, before=4, after=12),
        _Look("Card Label", 9.5, bold=True, before=4, after=2, keep_next=True),
        _Look("Card Number", 22, bold=True, colour=BRAND, after=2, keep_next=True),
        _Look("Card Number Small", 13, bold=True, colour=BRAND, before=6, after=4, keep_next=True),
        _Look("Card Comment", 9.5, colour=SECONDARY_INK, after=3),
        _Look("Section End", 1),
        _Look("header", 8.5, colour=SECONDARY_INK, after=6, borders=under, tabs=right, custom=False),
        _Look("Header Wide", size=8.5, colour=SECONDARY_INK, after=6, borders=under, tabs=wide),
        _Look("footer", 8.5, colour=SECONDARY_INK, tabs=right, custom=False),
        _Look("Footer Wide", size=8.5, colour=SECONDARY_INK, tabs=wide),
    ]  # fmt: skip


def _table_looks(size: float) -> list[_Look]:
    room = size * 0.16
    return [
        _Look(f"Table Text {size:g}", size, before=room, after=room),
        _Look(f"Table Heading {size:g}", size, bold=True, before=room, after=room, keep_next=True),
        _Look(f"Table Group {size:g}", size, bold=True, colour=BRAND, before=room, after=room, keep_next=True),
        _Look(f"Table Total {size:g}", size, bold=True, before=room, after=room),
    ]


def _callout_looks(kind: CalloutKind) -> list[_Look]:
    ink, tint = _CALLOUT_LOOKS[kind]
    # All five share their borders and so join into one box; those above and below have the colour of the ground.
    sides = (("top", 32, 0, tint), ("left", 36, 10, ink), ("bottom", 32, 0, tint))
    box = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour[1:]}"/>'
        for side, eighths, space, colour in sides
    )
    base = f"Callout {kind.value}"
    return [
        _Look(f"{base} Label", 8.5, bold=True, colour=ink, before=12, borders=box, fill=tint, left=14, keep_next=True),
        _Look(f"{base} Title", 11.5, bold=True, borders=box, fill=tint, left=14, keep_next=True, line=1.3),
        _Look(f"{base} Text", borders=box, fill=tint, left=14, line=1.25),
        _Look(
            f"{base} Bullet",
            borders=box,
            fill=tint,
            numbering=1,
            left=CALLOUT_LIST_INDENT,
            hanging=LIST_HANGING,
            line=1.25,
        ),
        _Look(
            f"{base} Number",
            borders=box,
            fill=tint,
            numbering=2,
            left=CALLOUT_LIST_INDENT,
            hanging=LIST_HANGING,
            line=1.25,
        ),
    ]


def _paragraph_style(look: _Look) -> Element:
    parts = [
        "<w:keepNext/><w:keepLines/>" if look.keep_next else "",
        f'<w:numPr><w:numId w:val="{look.numbering}"/></w:numPr>' if look.numbering else "",
        f"<w:pBdr>{look.borders}</w:pBdr>" if look.borders else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill[1:]}"/>' if look.fill else "",
        f"<w:tabs>{look.tabs}</w:tabs>" if look.tabs else "",
        _spacing(look),
        f'<w:ind w:left="{look.left * 20:.0f}" w:hanging="{look.hanging * 20:.0f}"/>',
        f'<w:jc w:val="{look.align}"/>',
        f'<w:outlineLvl w:val="{look.level}"/>' if look.level is not None else "",
    ]
    weight = "<w:b/>" if look.bold else '<w:b w:val="0"/>'
    size = f'<w:sz w:val="{look.size * 2:.0f}"/><w:szCs w:val="{look.size * 2:.0f}"/>'
    attributes = 'w:default="1" ' if look.name == "Normal" else 'w:customStyle="1" ' if look.custom else ""
    return _parse(
        f'<w:style {nsdecls("w")} w:type="paragraph" {attributes}w:styleId="{look.id}"><w:name w:val="{look.name}"/>'
        + (f'<w:basedOn w:val="{look.based_on}"/>' if look.based_on else "")
        + (f'<w:next w:val="{look.following}"/>' if look.following else "")
        + f"<w:qFormat/><w:pPr>{''.join(parts)}</w:pPr>"
        f'<w:rPr>{weight}<w:color w:val="{look.colour[1:]}"/>{size}</w:rPr></w:style>'
    )


def _spacing(look: _Look) -> str:
    before, after, line = (round(part) for part in (look.before * 20, look.after * 20, look.line * 240))
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _character_styles() -> list[Element]:
    def style(name: str, properties: str, *, custom: bool) -> Element:
        origin = 'w:customStyle="1" ' if custom else ""
        return _parse(
            f'<w:style {nsdecls("w")} w:type="character" {origin}w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
            f"<w:qFormat/><w:rPr>{properties}</w:rPr></w:style>"
        )

    made = [
        style("Strong", "<w:b/>", custom=False),
        style("Hyperlink", f'<w:color w:val="{LINK[1:]}"/><w:u w:val="single"/>', custom=False),
        style("Card Unit", f'<w:b w:val="0"/><w:color w:val="{INK[1:]}"/><w:sz w:val="19"/>', custom=True),
        style(
            "Chart Subtitle", f'<w:b w:val="0"/><w:color w:val="{SECONDARY_INK[1:]}"/><w:sz w:val="19"/>', custom=True
        ),
        style("Document Status", f'<w:b/><w:color w:val="{INK[1:]}"/>', custom=True),
    ]
    for tone, look in TONES.items():
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.tint[1:]}"/>'
        made.append(style(f"Status {tone.value}", f'<w:b/><w:color w:val="{look.ink[1:]}"/>{shade}', custom=True))
        made.append(style(f"Shade {tone.value}", f'<w:color w:val="{look.ink[1:]}"/>', custom=True))
    return made


def _defaults(language: str) -> Element:
    fonts = " ".join(f'w:{key}="{TYPEFACE}"' for key in ("ascii", "hAnsi", "eastAsia", "cs"))
    return _parse(
        f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _parse(text: str) -> Element:
    made: Element = parse_xml(text)
    return made


_NORMAL_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
)
_DATA_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="FiguresTable">'
    '<w:name w:val="Figures Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE[1:]}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE[1:]}"/></w:tblBorders></w:tblPr></w:style>'
)
_CARD_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="KeyFiguresTable">'
    '<w:name w:val="Key Figures Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f'<w:top w:val="single" w:sz="24" w:space="0" w:color="{BRAND[1:]}"/>'
    f'<w:insideV w:val="single" w:sz="48" w:space="0" w:color="{PAGE[1:]}"/></w:tblBorders></w:tblPr>'
    f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PANEL[1:]}"/></w:tcPr></w:style>'
)
_NO_LIST = (
    f'<w:style {nsdecls("w")} w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
)

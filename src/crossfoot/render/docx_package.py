"""The Word package around the text: styles, lists, settings, properties, heads and feet of pages, and equal bytes."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from crossfoot.render.docx_styles import CALLOUT_LIST_INDENT, LIST_HANGING, LIST_INDENT, style_elements
from crossfoot.render.docx_xml import field, node, paragraph, runs, tab, twips
from crossfoot.render.table_layout import MARGIN, MILLIMETRE
from crossfoot.reports.document import Document

_UNWANTED = ("thumbnail", "stylesWithEffects", "customXml")
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
SECTIONS, APPENDICES = 3, 4
"""The lists in which Word counts numbered headings and paragraphs."""
_NUMBERED_LEVELS = 5
_HEAD, _FOOT = 10 * MILLIMETRE, 9 * MILLIMETRE


class Package:
    """An empty Word file with our styles: fill `body`, ask for lists and page set-ups, then take `data`."""

    def __init__(self, document: Document, *, table_sizes: frozenset[float]) -> None:
        self._document = document
        self._word: Word = docx.Document()
        for held in (self._word.part.package.rels, self._word.part.rels):
            for name in [name for name, relationship in held.items() if relationship.reltype.endswith(_UNWANTED)]:
                del held[name]
        styles = self._word.styles.element
        styles[:] = style_elements(table_sizes, language=document.language)
        self._lists = self._word.part.numbering_part.element
        self._lists[:] = [*_list_forms(), *_heading_forms(), _list(1, 1), _list(2, 2)]
        self._lists.extend((_list(SECTIONS, SECTIONS + 1), _list(APPENDICES, APPENDICES + 1)))
        self.body: Element = self._word.element.body
        self.body[:] = []
        self._settings()
        self._properties()
        self._edges = {wide: self._edge_parts(wide=wide) for wide in (False, True)}

    @property
    def word(self) -> Word:
        """The file as python-docx holds it."""
        return self._word

    def new_numbering(self, *, callout: bool = False) -> int:
        """The id of a numbered list that starts again at 1."""
        number = sum(1 for child in self._lists if child.tag == qn("w:num")) + 1
        self._lists.append(_list(number, 3 if callout else 2, restart=True))
        return number

    def outward_link(self, address: str) -> str:
        """The relationship id of an address."""
        identity: str = self._word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return identity

    def page_setup(self, *, wide: bool, cover: bool) -> Element:
        """The properties of a section of pages; on a `cover` the first page has no head."""
        head, foot = self._edges[wide]
        width, height = (297, 210) if wide else (210, 297)
        size = {"w": twips(width * MILLIMETRE), "h": twips(height * MILLIMETRE)}
        turned = {"orient": "landscape"} if wide else {}
        margins = {
            "left": twips(MARGIN),
            "right": twips(MARGIN),
            "top": twips(24 * MILLIMETRE),
            "bottom": twips(20 * MILLIMETRE),
            "header": twips(_HEAD),
            "footer": twips(_FOOT),
            "gutter": 0,
        }
        references = [_reference("header", "default", head), _reference("footer", "default", foot)]
        if cover:
            references.append(_reference("footer", "first", foot))
        return node(
            "w:sectPr",
            *references,
            node("w:type", val="nextPage"),
            node("w:pgSz", **size, **turned),
            node("w:pgMar", **margins),
            *([node("w:titlePg")] if cover else []),
        )

    def data(self) -> bytes:
        """The file, its parts in a fixed order and with a fixed time: equal documents give equal bytes."""
        saved, written = BytesIO(), BytesIO()
        self._word.save(saved)
        with ZipFile(saved) as parts, ZipFile(written, "w") as made:
            for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
                entry = ZipInfo(name, _FIXED_TIME)
                entry.compress_type = ZIP_DEFLATED
                made.writestr(entry, parts.read(name))
        return written.getvalue()

    def _edge_parts(self, *, wide: bool) -> tuple[str, str]:
        """Relationship ids of the head and the foot of a page."""
        document, suffix = self._document, "Wide" if wide else ""
        head, head_id = self._word.part.add_header_part()  # type: ignore[no-untyped-call]
        foot, foot_id = self._word.part.add_footer_part()  # type: ignore[no-untyped-call]
        head.element[:] = [paragraph(f"Header{suffix}", *runs(document.title), tab(), *runs(document.subtitle))]
        status = [*runs(" · "), *runs(document.status, "DocumentStatus")] if document.status else []
        pages = [*runs("Page "), *field("PAGE", runs("1")), *runs(" of "), *field("NUMPAGES", runs("1"))]
        foot.element[:] = [paragraph(f"Footer{suffix}", *runs(document.organisation), *status, tab(), *pages)]
        return head_id, foot_id

    def _settings(self) -> None:
        settings = self._word.settings.element
        kept = {"defaultTabStop", "characterSpacingControl", "decimalSymbol", "listSeparator"}
        settings[:] = [child for child in settings if child.tag.rpartition("}")[2] in kept]
        place = "http://schemas.microsoft.com/office/word"
        modes = {"compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1}
        compatible = [node("w:compatSetting", name=name, uri=place, val=value) for name, value in modes.items()]
        settings.insert(2, node("w:compat", *compatible))
        settings.insert(3, node("w:themeFontLang", val=self._document.language))

    def _properties(self) -> None:
        document, properties = self._document, self._word.core_properties
        created = document.created.astimezone(UTC).replace(tzinfo=None) if document.created.tzinfo else document.created
        properties.title = document.title
        properties.subject = document.subtitle
        properties.author = properties.last_modified_by = document.organisation
        properties.keywords = ", ".join(document.keywords)
        properties.comments = ""
        properties.category = ""
        properties.content_status = document.status
        properties.language = document.language
        properties.created = properties.modified = created
        properties.revision = 1


def _reference(edge: str, page: str, relationship: str) -> Element:
    made = node(f"w:{edge}Reference", type=page)
    made.set(qn("r:id"), relationship)
    return made


def _list_forms() -> list[Element]:
    """Bullets, numbers, and numbers in a callout, which stand further in."""
    forms = (("bullet", "•", LIST_INDENT), ("decimal", "%1.", LIST_INDENT), ("decimal", "%1.", CALLOUT_LIST_INDENT))
    return [
        node(
            "w:abstractNum",
            node("w:multiLevelType", val="singleLevel"),
            node(
                "w:lvl",
                node("w:start", val=1),
                node("w:numFmt", val=form),
                node("w:lvlText", val=text),
                node("w:lvlJc", val="left"),
                node("w:pPr", node("w:ind", left=twips(indent), hanging=twips(LIST_HANGING))),
                ilvl=0,
            ),
            abstractNumId=number,
        )
        for number, (form, text, indent) in enumerate(forms, start=1)
    ]


def _heading_forms() -> list[Element]:
    """How sections and appendices count: 1., 1.1, 1.1.1 and Appendix A., A.1, A.1.1."""
    return [
        node(
            "w:abstractNum",
            node("w:multiLevelType", val="multilevel"),
            *(
                node(
                    "w:lvl",
                    node("w:start", val=1),
                    node("w:numFmt", val=form if level == 0 else "decimal"),
                    node("w:suff", val="space"),
                    node("w:lvlText", val=first if level == 0 else ".".join(f"%{n + 1}" for n in range(level + 1))),
                    node("w:lvlJc", val="left"),
                    ilvl=level,
                )
                for level in range(_NUMBERED_LEVELS)
            ),
            abstractNumId=number + 1,
        )
        for number, form, first in ((SECTIONS, "decimal", "%1."), (APPENDICES, "upperLetter", "Appendix %1."))
    ]


def _list(number: int, form: int, *, restart: bool = False) -> Element:
    made = node("w:num", node("w:abstractNumId", val=form), numId=number)
    if restart:
        made.append(node("w:lvlOverride", node("w:startOverride", val=1), ilvl=0))
    return made


def last_paragraph(body: Element) -> Element | None:
    """The last element when it is a paragraph, None when it is a table."""
    return body[-1] if len(body) and body[-1].tag == qn("w:p") else None

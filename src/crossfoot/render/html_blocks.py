"""Each block of a document as HTML elements."""

from __future__ import annotations

from functools import singledispatch

from lxml import etree
from lxml.builder import E
from lxml.etree import _Element

from crossfoot.render.charts import chart_svg
from crossfoot.render.html_inlines import Page, hidden_words, inline_nodes, quantity_element, status_element
from crossfoot.render.html_scroll import scroll_frame
from crossfoot.render.html_tables import table_elements
from crossfoot.reports.document import (
    BarChart,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    DefinitionList,
    Heading,
    KeyFigure,
    KeyFigures,
    LineChart,
    PageBreak,
    Paragraph,
    Table,
)
from crossfoot.reports.numbering import titled
from crossfoot.vocabulary.missing import Missing

_CHART_LEAST = 608
"""Pixels: the 38rem of the stylesheet, under which a chart's letters would be too small to read."""
_CALLOUTS = {
    CalloutKind.GENERATED: "Written from the figures by rule",
    CalloutKind.WARNING: "Warning",
    CalloutKind.NOTE: "Note",
}


@singledispatch
def block_elements(block: Block, _page: Page) -> list[_Element]:
    """The elements of one block, in order. Raises TypeError on a type that is not a block."""
    raise TypeError(f"no HTML for {type(block).__name__}")


@block_elements.register
def _(block: Heading, _page: Page) -> list[_Element]:
    """The document's title is the page's first level, so each heading goes one down."""
    return [E(f"h{block.level + 1}", {"id": block.anchor}, block.printed)]


@block_elements.register
def _(block: Paragraph, page: Page) -> list[_Element]:
    nodes = inline_nodes(block.content, page)
    if block.number:
        return [E.p({"class": "numbered"}, E.span({"class": "paragraph-number"}, f"{block.number} "), *nodes)]
    return [E.p({"class": "lead"} if block.lead else {}, *nodes)]


@block_elements.register
def _(block: BulletList, page: Page) -> list[_Element]:
    items = [E.li(*inline_nodes(item, page)) for item in block.items]
    return [E.ol(*items) if block.ordered else E.ul(*items)]


@block_elements.register
def _(block: DefinitionList, page: Page) -> list[_Element]:
    pairs = [E.div(E.dt(term), E.dd(*inline_nodes(content, page))) for term, content in block.items]
    return [E.dl({"class": "definitions"}, *pairs)]


@block_elements.register
def _(block: Callout, page: Page) -> list[_Element]:
    title = E.p({"class": "callout-title"}, block.title)
    content = [element for part in block.content for element in block_elements(part, page)]
    label = E.p({"class": "callout-label"}, _CALLOUTS[block.kind])
    return [E.div({"class": f"callout callout-{block.kind.value}", "role": "note"}, label, title, *content)]


@block_elements.register
def _(block: KeyFigures, page: Page) -> list[_Element]:
    return [E.ul({"class": "key-figures", "role": "list"}, *(_key_figure(item, page) for item in block.items))]


def _key_figure(item: KeyFigure, page: Page) -> _Element:
    """The number large, its unit small after it, judged and explained below."""
    quantity = item.quantity
    if isinstance(quantity.value, Missing):
        number = E.p({"class": "key-number key-missing"}, quantity_element(quantity, quantity.words.capitalize()))
    else:
        unit = quantity.words.removeprefix(quantity.text)
        number = E.p({"class": "key-number"}, quantity_element(quantity, quantity.text))
        if unit:
            number.append(E.span({"class": "key-unit"}, unit))
    card = E.li(E.p({"class": "key-label"}, item.label), number)
    if item.status is not None:
        card.append(E.p({"class": "key-status"}, status_element(item.status)))
    if item.comment:
        card.append(E.p({"class": "key-comment"}, *inline_nodes(item.comment, page)))
    return card


@block_elements.register
def _(block: Table, page: Page) -> list[_Element]:
    return table_elements(block, page)


@block_elements.register
def _(block: LineChart, page: Page) -> list[_Element]:
    return _chart(block, page)


@block_elements.register
def _(block: BarChart, page: Page) -> list[_Element]:
    return _chart(block, page)


def _chart(chart: LineChart | BarChart, page: Page) -> list[_Element]:
    """Finding, measure, picture, source, and the numbers behind it for who would rather read a table."""
    caption = f"{chart.id}-caption"
    title = E.p({"class": "chart-title", "id": caption}, titled(chart))
    picture = _inline_svg(chart_svg(chart))
    figure = E.figure(
        {"class": "chart", "id": chart.id},
        E.figcaption(title, E.p({"class": "chart-subtitle"}, chart.subtitle)),
        scroll_frame(picture, kind="chart", target=chart.id, label=caption, need=_CHART_LEAST),
    )
    if chart.source:
        figure.append(E.p({"class": "source"}, f"Source: {chart.source}"))
    if chart.data is not None:
        summary = E.summary("Data table", hidden_words(f" for the chart: {chart.title}"))
        figure.append(E.details({"class": "chart-data"}, summary, *table_elements(chart.data, page)))
    return [figure]


def _inline_svg(svg: str) -> _Element:
    """The picture as part of the page: HTML knows `svg` without its namespace."""
    root = etree.fromstring(svg)
    for element in root.iter():
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    return root


@block_elements.register
def _(_block: PageBreak, _page: Page) -> list[_Element]:
    return [E.div({"class": "page-break"})]

"""Charts as pictures: SVG that says what it shows and scales, and PNG made from it. Same chart, same bytes.

Drawn from Vega-Lite by vl-convert, without a browser. Title, subtitle and source are not in the picture: renderers
print them as text beside it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import vl_convert
from lxml import etree

from crossfoot.render import fonts
from crossfoot.render.bar_marks import bar_picture
from crossfoot.render.line_marks import line_picture
from crossfoot.reports.document import BarChart, LineChart

_SVG = "http://www.w3.org/2000/svg"
VEGA_LITE = "6.4"
"""The Vega-Lite that vl-convert draws with: one of those it brings along."""
_KEPT = 1024
"""Pictures kept: a month's pack holds some 400 charts, each asked for by three renderers."""


@lru_cache(maxsize=_KEPT)
def chart_svg(chart: LineChart | BarChart) -> str:
    """The chart as one self-contained SVG: `role="img"`, named by its title and described by its `alt`, text as text.

    It has a `viewBox` and no size of its own, and every id in it starts with the chart's id.
    """
    _register_fonts()
    picture = line_picture(chart) if isinstance(chart, LineChart) else bar_picture(chart)
    drawn = vl_convert.vegalite_to_svg(dict(picture), vl_version=VEGA_LITE)
    return _described(drawn, chart)


@lru_cache(maxsize=_KEPT)
def chart_png(chart: LineChart | BarChart, *, scale: float = 2) -> bytes:
    """The chart as PNG, `scale` pixels for each unit of the SVG: 2 prints about 190 to the inch on 18 cm."""
    _register_fonts()
    png: bytes = vl_convert.svg_to_png(chart_svg(chart), scale=scale)
    return png


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(fonts.font_folder()))


def _described(drawn: str, chart: LineChart | BarChart) -> str:
    """Vega's drawing with our own accessible name in place of its labels for every axis and mark."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    root = etree.fromstring(drawn.encode(), parser)
    for element in root.iter():
        for name in [key for key in element.attrib if str(key).startswith("aria-") or key in {"role", "class"}]:
            del element.attrib[name]
        if "id" in element.attrib:
            element.set("id", f"{chart.id}-{element.get('id')}")
        for name, value in element.attrib.items():
            if "url(#" in str(value):
                element.set(name, re.sub(r"url\(#", f"url(#{chart.id}-", str(value)))
    for name in ("width", "height"):
        del root.attrib[name]
    root.set("role", "img")
    root.set("aria-labelledby", f"{chart.id}-title {chart.id}-desc")
    for index, (tag, text) in enumerate((("title", chart.title), ("desc", chart.alt))):
        element = etree.Element(f"{{{_SVG}}}{tag}", id=f"{chart.id}-{tag}")
        element.text = text
        root.insert(index, element)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")

"""What line charts and bar charts draw with: a plot of known pixels, and layers of marks, words and strokes on it.

Layers are plain Vega-Lite: as Altair objects, the 33 charts of one report took 8 seconds to describe and 2 to draw. A
test has Altair check what is built here against the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crossfoot.render import fonts
from crossfoot.render.chart_layout import Label, line_height
from crossfoot.render.fonts import Weight
from crossfoot.render.palette import INK, PAGE, SECONDARY_INK, TONES
from crossfoot.reports.document import Tone

WIDTH = 680
AXIS_SIZE = 12
LABEL_SIZE = 13

Layer = Mapping[str, Any]
"""One layer of a Vega-Lite specification: its rows, its mark, the fields that place them."""
Picture = Mapping[str, Any]
"""A whole Vega-Lite specification."""

_WEIGHTS = {Weight.REGULAR: 400, Weight.SEMIBOLD: 600, Weight.BOLD: 700}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a marked point looks without its colour, and the words that explain it."""

    name: str
    filled: bool
    words: str


SHAPES = {
    Tone.GOOD: Shape("triangle-up", filled=True, words="unusual, for the better"),
    Tone.BETTER: Shape("triangle-up", filled=True, words="unusual, for the better"),
    Tone.FAIR: Shape("square", filled=True, words="unusual, watch"),
    Tone.POOR: Shape("triangle-down", filled=True, words="unusual, for the worse"),
    Tone.WORSE: Shape("triangle-down", filled=True, words="unusual, for the worse"),
    Tone.SAME: Shape("diamond", filled=False, words="unusual"),
    Tone.NEUTRAL: Shape("diamond", filled=False, words="unusual"),
}


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot's size in pixels and the room around it. All marks stand in its pixels, from its top left corner."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    def rule(self, strokes: Iterable[tuple[float, float, float, float]], **mark: Any) -> Layer:
        """Straight strokes: x, y to x, y."""
        return _layer("rule", mark, [{"x": x, "y": y, "x2": x2, "y2": y2} for x, y, x2, y2 in strokes], **_TO)

    def box(self, boxes: Iterable[tuple[float, float, float, float]], **mark: Any) -> Layer:
        """Filled rectangles: x, y to x, y."""
        return _layer("rect", mark, [{"x": x, "y": y, "x2": x2, "y2": y2} for x, y, x2, y2 in boxes], **_TO)

    def path(self, places: Iterable[tuple[float, float]], **mark: Any) -> Layer:
        """One line through points in their order."""
        rows = [{"x": x, "y": y, "order": order} for order, (x, y) in enumerate(places)]
        return _layer("line", mark, rows, order={"field": "order", "type": "quantitative"})

    def point(self, places: Iterable[tuple[float, float]], **mark: Any) -> Layer:
        """Marks of one shape."""
        return _layer("point", {"opacity": 1, **mark}, [{"x": x, "y": y} for x, y in places])

    def signal(self, places: Iterable[tuple[float, float]], tone: Tone) -> Layer:
        """Points that a rule singles out: each tone has its own shape."""
        shape, ink = SHAPES[tone], TONES[tone].ink
        fill = ink if shape.filled else PAGE
        return self.point(
            places, shape=shape.name, size=130, fill=fill, stroke=ink if not shape.filled else PAGE, strokeWidth=1.5
        )

    def words(
        self,
        texts: Iterable[tuple[float, float, str]],
        *,
        size: float = AXIS_SIZE,
        weight: Weight = Weight.REGULAR,
        colour: str = SECONDARY_INK,
        align: str = "left",
    ) -> Layer:
        """Lines of text, the middle of each at its x, y."""
        mark = {
            "fontSize": size,
            "fontWeight": _WEIGHTS[weight],
            "color": colour,
            "align": align,
            "baseline": "middle",
        }
        rows: list[dict[str, float | str]] = [{"x": x, "y": y, "text": text} for x, y, text in texts]
        return _layer("text", mark, rows, text={"field": "text", "type": "nominal"})

    def label(self, label: Label, x: float, middle: float, *, colour: str = INK, align: str = "left") -> Layer:
        """A label's lines about its middle."""
        step = line_height(label.size)
        first = middle - step * (len(label.lines) - 1) / 2
        texts = [(x, first + index * step, line) for index, line in enumerate(label.lines)]
        return self.words(texts, size=label.size, weight=label.weight, colour=colour, align=align)

    def picture(self, layers: Sequence[Layer]) -> Picture:
        """All layers as one drawing with the room around it and no box, axis or legend of the library's own.

        Vega counts values upwards, so the scale of pixels down is turned.
        """
        return {
            "width": self.width,
            "height": self.height,
            "padding": {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom},
            "autosize": {"type": "none"},
            "background": PAGE,
            "config": {"font": fonts.FAMILY + ", Arial, sans-serif", "view": {"stroke": None}},
            "encoding": {"x": _pixels("x", 0, self.width), "y": _pixels("y", self.height, 0)},
            "layer": list(layers),
        }


_TO = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}


def _pixels(field: str, first: float, last: float) -> dict[str, Any]:
    scale = {"domain": [first, last], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _layer(kind: str, mark: Mapping[str, Any], rows: Sequence[Mapping[str, float | str]], **fields: Any) -> Layer:
    return {"data": {"values": rows}, "mark": {"type": kind, **mark}, "encoding": fields}

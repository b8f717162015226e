"""What line charts and bar charts draw with: a plot of known pixels, and layers of marks, words and strokes on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from crossfoot.render import fonts
from crossfoot.render.chart_layout import Label, line_height
from crossfoot.render.fonts import Weight
from crossfoot.render.palette import INK, PAGE, SECONDARY_INK, TONES
from crossfoot.reports.document import Tone

WIDTH = 680
AXIS_SIZE = 12
LABEL_SIZE = 13

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

    @property
    def x(self) -> alt.X:
        """Pixels across."""
        return alt.X("x:Q", scale=alt.Scale(domain=[0, self.width], nice=False, zero=False), axis=None)

    @property
    def y(self) -> alt.Y:
        """Pixels down: Vega counts values upwards, so the scale is turned."""
        return alt.Y("y:Q", scale=alt.Scale(domain=[self.height, 0], nice=False, zero=False), axis=None)

    def rule(self, strokes: Iterable[tuple[float, float, float, float]], **mark: Any) -> alt.Chart:
        """Straight strokes: x, y to x, y."""
        rows = [{"x": x, "y": y, "x2": x2, "y2": y2} for x, y, x2, y2 in strokes]
        chart: alt.Chart = self._chart(rows).mark_rule(**mark).encode(x=self.x, y=self.y, x2="x2:Q", y2="y2:Q")
        return chart

    def box(self, boxes: Iterable[tuple[float, float, float, float]], **mark: Any) -> alt.Chart:
        """Filled rectangles: x, y to x, y."""
        rows = [{"x": x, "y": y, "x2": x2, "y2": y2} for x, y, x2, y2 in boxes]
        chart: alt.Chart = self._chart(rows).mark_rect(**mark).encode(x=self.x, y=self.y, x2="x2:Q", y2="y2:Q")
        return chart

    def path(self, places: Iterable[tuple[float, float]], **mark: Any) -> alt.Chart:
        """One line through points in their order."""
        rows = [{"x": x, "y": y, "order": order} for order, (x, y) in enumerate(places)]
        chart: alt.Chart = self._chart(rows).mark_line(**mark).encode(x=self.x, y=self.y, order="order:Q")
        return chart

    def point(self, places: Iterable[tuple[float, float]], **mark: Any) -> alt.Chart:
        """Marks of one shape."""
        rows = [{"x": x, "y": y} for x, y in places]
        chart: alt.Chart = self._chart(rows).mark_point(**{"opacity": 1, **mark}).encode(x=self.x, y=self.y)
        return chart

    def signal(self, places: Iterable[tuple[float, float]], tone: Tone) -> alt.Chart:
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
    ) -> alt.Chart:
        """Lines of text, the middle of each at its x, y."""
        rows: list[dict[str, float | str]] = [{"x": x, "y": y, "text": text} for x, y, text in texts]
        mark: dict[str, Any] = {
            "fontSize": size,
            "fontWeight": _WEIGHTS[weight],
            "color": colour,
            "align": align,
            "baseline": "middle",
        }
        chart: alt.Chart = self._chart(rows).mark_text(**mark).encode(x=self.x, y=self.y, text="text:N")
        return chart

    def label(self, label: Label, x: float, middle: float, *, colour: str = INK, align: str = "left") -> alt.Chart:
        """A label's lines about its middle."""
        step = line_height(label.size)
        first = middle - step * (len(label.lines) - 1) / 2
        texts = [(x, first + index * step, line) for index, line in enumerate(label.lines)]
        return self.words(texts, size=label.size, weight=label.weight, colour=colour, align=align)

    def picture(self, layers: Sequence[alt.Chart]) -> alt.LayerChart:
        """All layers as one drawing with the room around it and no box, axis or legend of the library's own."""
        padding = {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom}
        picture: alt.LayerChart = (
            alt.layer(*layers)
            .properties(
                width=self.width,
                height=self.height,
                padding=padding,
                autosize=alt.AutoSizeParams(type="none"),
                background=PAGE,
            )
            .configure(font=fonts.FAMILY + ", Arial, sans-serif")
            .configure_view(stroke=None)
        )
        return picture

    def _chart(self, rows: Sequence[Mapping[str, float | str]]) -> alt.Chart:
        return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))

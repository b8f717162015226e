import re
import struct
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from itertools import combinations, pairwise
from multiprocessing import get_context

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]
from lxml import etree
from sample_document import MONTHS, bar_chart, line_chart, number

from crossfoot.render.bar_marks import bar_picture
from crossfoot.render.chart_layout import Label, shown_labels, spread_labels, value_axis
from crossfoot.render.charts import VEGA_LITE, chart_png, chart_svg
from crossfoot.render.fonts import Weight, has_character, text_width, wrap
from crossfoot.render.line_marks import line_picture
from crossfoot.render.palette import BRAND, FOCUS, INK, LINK, PAGE, PANEL, SECONDARY_INK, TONES
from crossfoot.reports.document import (
    BarChart,
    ChartBand,
    ChartLevel,
    ChartLine,
    ChartPoint,
    LineChart,
    Quantity,
    Tone,
)
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Unit

NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}
BANDS = (
    ChartBand("Green", Tone.GOOD, Fraction(997, 10), None),
    ChartBand("Amber", Tone.FAIR, Fraction(99), Fraction(997, 10)),
    ChartBand("Red", Tone.POOR, None, Fraction(99)),
)


def line(name: str, values: Sequence[str | None], unit: Unit = Unit.PERCENTAGE, decimals: int = 1) -> ChartLine:
    months = MONTHS[-len(values) :]
    return ChartLine(
        name,
        tuple(ChartPoint(month, number(value, unit, decimals)) for month, value in zip(months, values, strict=True)),
    )


def level(name: str, value: str, kind: str, unit: Unit = Unit.PERCENTAGE) -> ChartLevel:
    return ChartLevel(name, Quantity.literal(Fraction(value), unit, 1, "target/x"), kind)


def chart(
    name: str,
    lines: Sequence[ChartLine],
    levels: Sequence[ChartLevel] = (),
    bands: Sequence[ChartBand] = (),
    breaks: tuple[str, ...] = (),
) -> LineChart:
    return LineChart(name, "Finding", "Measure", "In words", tuple(lines), tuple(levels), tuple(bands), breaks)


CROWD = tuple(
    level(name, value, kind)
    for name, value, kind in (
        ("Target", "75.5", "target"),
        ("England", "75.4", "benchmark"),
        ("East of England and the South East together", "75.9", "benchmark"),
        ("Mean", "75.3", "mean"),
        ("Upper limit", "76.2", "limit"),
        ("Lower limit", "74.4", "limit"),
    )
)
THOUSANDS = [str(value) for value in (3021, 2987, 3105, 2876, 2990, 3044, 2761, 2455, 2998, 3110, 3204, 2650, 3187)]
PICTURES: tuple[LineChart | BarChart, ...] = (
    line_chart(),
    bar_chart(),
    chart(
        "crowded", [line("Wexmoor", ["75.1", "75.5"] * 6), line("Neighbours in the same region", ["75.6"] * 12)], CROWD
    ),
    chart("flat", [line("Wexmoor", ["100"] * 13)], [level("Target", "100", "target")], BANDS),
    chart("all-missing", [line("Wexmoor", [None] * 13)]),
    chart("missing-with-target", [line("Wexmoor", [None] * 13)], [level("Target", "80", "target")]),
    chart("negative", [line("Wexmoor", ["-1250", "14", None, "55", None, "-200"], Unit.POUNDS, 0)]),
    chart("one-point", [line("Wexmoor", ["37"], Unit.COUNT, 0)]),
    chart("thousands", [line("Wexmoor", THOUSANDS, Unit.COUNT, 0)], breaks=("Apr-16", "Nov-16")),
    chart("near-100", [line("Wexmoor", ["97.1", "99.9"] * 6)], [level("Target", "99.7", "target")], BANDS),
    chart("tall", [line(f"Locality {step}", ["50", str(50 + step / 10)]) for step in range(24)]),
    BarChart(
        "two-sided",
        "Finding",
        "Measure",
        "In words",
        tuple(
            ChartPoint(name, number(value, Unit.POUNDS, 0, sign=True), tone)
            for name, value, tone in (
                ("Placements", "1250000", None),
                ("Agency staff", "-1400000", Tone.BETTER),
                ("Legal costs & <fees>", None, None),
            )
        ),
    ),
    BarChart("no-bars", "Finding", "Measure", "In words", ()),
)


def root_of(picture: LineChart | BarChart) -> etree._Element:
    return etree.fromstring(chart_svg(picture))


def place(element: etree._Element) -> tuple[float, float]:
    """Sum of the translations from the picture's root to the element."""
    x = y = 0.0
    for node in (element, *element.iterancestors()):
        moves = re.findall(r"translate\(([^,]+),([^)]+)\)", node.get("transform", ""))
        x += sum(float(move[0]) for move in moves)
        y += sum(float(move[1]) for move in moves)
    return x, y


def text_boxes(root: etree._Element) -> list[tuple[str, float, float, float, float]]:
    """Text, left, top, right, bottom: from the drawn positions and the drawn size, ascent 0.75 and descent 0.2 em."""
    boxes = []
    for element in root.iterfind(".//svg:text", NAMESPACE):
        x, y = place(element)
        size = float(element.get("font-size", "").removesuffix("px"))
        weight = {"400": Weight.REGULAR, "600": Weight.SEMIBOLD, "700": Weight.BOLD}[element.get("font-weight", "")]
        text = element.text or ""
        width = text_width(text, size, weight)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[element.get("text-anchor", "")]
        boxes.append((text, left, y - 0.75 * size, left + width, y + 0.2 * size))
    return boxes


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.id)
def test_words_in_a_chart_neither_overlap_nor_leave_it(picture: LineChart | BarChart) -> None:
    root = root_of(picture)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    boxes = text_boxes(root)
    assert boxes
    assert width == 680
    for text, left, top, right, bottom in boxes:
        assert left >= 0, text
        assert top >= 0, text
        assert right <= width, text
        assert bottom <= height, text
    for one, other in combinations(boxes, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one, other)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.id)
def test_chart_names_itself(picture: LineChart | BarChart) -> None:
    root = root_of(picture)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{picture.id}-title {picture.id}-desc"
    assert root.xpath("string(svg:title)", namespaces=NAMESPACE) == picture.title
    assert root.xpath("string(svg:desc)", namespaces=NAMESPACE) == picture.alt
    assert root.get("width") is None
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(str(name).startswith(picture.id) for name in ids)
    assert root.xpath("//*[@style or @class]") == []
    assert root.xpath("//*[@*[starts-with(name(), 'aria-')]]") == [root]
    assert {element.get("font-family") for element in root.iterfind(".//svg:text", NAMESPACE)} == {
        "Source Sans Pro, Arial, sans-serif"
    }


def test_every_line_and_level_is_labelled_with_its_number() -> None:
    texts = [text for text, *_ in text_boxes(root_of(line_chart()))]
    for label in ("91.3% Wexmoor", "78.6% Statistical neighbours", "90% Target", "76.7% England", "79.8% Mean"):
        assert texts.count(label) == 1
    assert texts.count("92.4% Upper limit") == texts.count("67.2% Lower limit") == 1
    assert {"Green", "Amber", "Red", "break", "Axis starts at 60%", "Jan-16", "Jan-17"} <= set(texts)


def test_a_line_that_stops_early_says_when() -> None:
    picture = chart("early", [line("Wexmoor", ["5", "7", None], Unit.COUNT, 0)])
    assert "7 Wexmoor (Dec-16)" in [text for text, *_ in text_boxes(root_of(picture))]


def test_missing_months_leave_gaps() -> None:
    """January and February, April to September, November to January: three strokes; so five, two, one and gaps."""
    strokes = root_of(line_chart()).xpath("//svg:path[@stroke-width='3']/@d", namespaces=NAMESPACE)
    assert [len(re.findall(r"[ML]", str(stroke))) for stroke in strokes] == [2, 6, 3]


def test_levels_differ_without_colour() -> None:
    dashes = root_of(line_chart()).xpath("//svg:line[@x2 > 300 and @y2 = 0]", namespaces=NAMESPACE)
    seen = {(dash.get("stroke-dasharray"), dash.get("stroke-width")) for dash in dashes if dash.get("stroke") != PAGE}
    assert {("8,4", "2"), ("2,3", "1.75"), (None, "1"), ("10,3,2,3", "1")} <= seen


def test_bands_are_edged_where_they_start_and_end() -> None:
    """Amber runs from 99 to 99.7, on an axis from 97 to 100: tints look alike in greyscale, so each has a dark edge."""
    root = root_of(next(picture for picture in PICTURES if picture.id == "near-100"))
    edges = []
    for tone in (Tone.GOOD, Tone.FAIR, Tone.POOR):
        (shape,) = root.xpath(f"//svg:path[@fill='{TONES[tone].ink}']/@d", namespaces=NAMESPACE)
        left, top, width, height = map(float, re.findall(r"-?[\d.]+", str(shape))[:4])
        assert (left, width) == (0, 5)
        edges += [top, top + height]
    whole = edges[-1]
    assert edges == pytest.approx([0, whole * 0.1, whole * 0.1, whole / 3, whole / 3, whole])


def test_limits_that_no_figure_can_reach_are_named_and_not_drawn() -> None:
    """Above 100% and below nought there is nothing: the axis ends there, the label says where the limit lies."""
    limits = [level("Upper limit", "104.6", "limit"), level("Lower limit", "-3.2", "limit")]
    values = [line("Wexmoor", ["2", "98"] * 6)]
    bounded = root_of(chart("bounded", values, limits))
    texts = [text for text, *_ in text_boxes(bounded)]
    assert {"104.6% Upper limit ↑", "-3.2% Lower limit ↓", "↑ ↓ beyond what is possible: not drawn"} <= set(texts)
    assert {"0%", "100%"} <= set(texts)
    assert not {"-20%", "120%"} & set(texts)
    assert bounded.xpath("//svg:line[@stroke-dasharray='10,3,2,3']", namespaces=NAMESPACE) == []
    over = level("Upper limit", "104.6", "limit", Unit.COUNT)
    counted = root_of(chart("counted", [line("Wexmoor", ["2", "98"] * 6, Unit.COUNT, 0)], [over]))
    assert len(counted.xpath("//svg:line[@stroke-dasharray='10,3,2,3']", namespaces=NAMESPACE)) == 1


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.id)
def test_specification_keeps_to_the_schema(picture: LineChart | BarChart) -> None:
    """Altair holds the schema of the same Vega-Lite that the charts are drawn with, and refuses what is not in it."""
    drawn = line_picture(picture) if isinstance(picture, LineChart) else bar_picture(picture)
    alt.LayerChart.from_dict(dict(drawn), validate=True)
    assert alt.SCHEMA_VERSION.startswith(f"v{VEGA_LITE}.")
    with pytest.raises(ValidationError):
        alt.LayerChart.from_dict({**drawn, "background": 1}, validate=True)


def test_signals_have_their_own_shapes() -> None:
    texts = [text for text, *_ in text_boxes(root_of(line_chart()))]
    assert "unusual, for the better" in texts
    assert "unusual, for the worse" in texts
    marks, others = (
        {
            str(shape)
            for shape in root_of(line_chart()).xpath(f"//svg:path[@fill='{TONES[tone].ink}']/@d", namespaces=NAMESPACE)
            if "h" not in str(shape)  # the edges of the bands
        }
        for tone in (Tone.POOR, Tone.GOOD)
    )
    assert len(marks) == len(others) == 1
    assert marks != others


def test_bars_are_as_long_as_their_values() -> None:
    bars = root_of(bar_chart()).xpath(f"//svg:path[@fill='{BRAND}']/@d", namespaces=NAMESPACE)
    lengths = [float(re.findall(r"h([\d.]+)", str(bar))[0]) for bar in bars]
    assert len(lengths) == 4
    assert lengths[1] / lengths[0] == pytest.approx(987 / 1204)
    assert lengths[3] / lengths[0] == pytest.approx(385 / 1204)


def test_missing_bar_says_why() -> None:
    assert Missing.NOT_AVAILABLE.explanation in [text for text, *_ in text_boxes(root_of(bar_chart()))]


def test_same_chart_same_bytes_in_another_process() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(chart_svg, line_chart()).result() == chart_svg(line_chart())


def test_png_has_the_size_asked_for() -> None:
    png = chart_png(line_chart(), scale=2)
    chart_png.cache_clear()
    assert png == chart_png(line_chart(), scale=2)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">LL", png[16:24]) == (1360, 600)


@pytest.mark.parametrize(
    ("values", "unit", "low", "high", "texts"),
    [
        (["67.2", "92.4"], Unit.PERCENTAGE, 60, 100, ("60%", "70%", "80%", "90%", "100%")),
        (["97", "99.5"], Unit.PERCENTAGE, 96, 100, ("96%", "97%", "98%", "99%", "100%")),
        (["0", "7"], Unit.COUNT, 0, 8, ("0", "2", "4", "6", "8")),
        (["17", "18"], Unit.COUNT, 0, 20, ("0", "5", "10", "15", "20")),
        (["2455", "3204"], Unit.COUNT, 2400, 3400, ("2,400", "2,600", "2,800", "3,000", "3,200", "3,400")),
        (["-1250", "14"], Unit.COUNT, -1500, 500, ("-1,500", "-1,000", "-500", "0", "500")),
        (["0", "0"], Unit.COUNT, 0, 2, ("0", "1", "2")),
        ([], Unit.COUNT, 0, 1, ()),
    ],
)
def test_axis(values: list[str], unit: Unit, low: float, high: float, texts: tuple[str, ...]) -> None:
    axis = value_axis([Fraction(value) for value in values], unit)
    assert (axis.low, axis.high, axis.texts) == (low, high, texts)


@given(
    st.lists(st.fractions(-(10**9), 10**9, max_denominator=1000), min_size=1, max_size=6),
    st.sampled_from([Unit.COUNT, Unit.PERCENTAGE, Unit.RATE_PER_10K, Unit.POUNDS]),
)
def test_axis_holds_every_value_with_few_ticks(values: list[Fraction], unit: Unit) -> None:
    axis = value_axis(values, unit)
    assert axis.low <= float(min(values))
    assert float(max(values)) <= axis.high
    assert axis.low < axis.high
    assert 2 <= len(axis.ticks) <= 6
    assert len(set(axis.texts)) == len(axis.texts)
    assert axis.low <= axis.ticks[0]
    assert axis.ticks[-1] <= axis.high


def test_labels_that_fit_stay_where_they_are() -> None:
    labels = [Label(30, ("b",), 10), Label(100, ("c",), 10), Label(10, ("a",), 10)]
    assert spread_labels(labels, top=0, bottom=200) == (30, 100, 10)


def test_two_labels_at_one_place_part_evenly() -> None:
    """Lines of 12 pixels about 50: 44 and 56. Held twice as hard, the first moves 4, the second 8."""
    even = [Label(50, ("a",), 10), Label(50, ("b",), 10)]
    assert spread_labels(even, top=0, bottom=100) == pytest.approx((44, 56))
    held = [Label(50, ("a",), 10, hold=2), Label(50, ("b",), 10)]
    assert spread_labels(held, top=0, bottom=100) == pytest.approx((46, 58))


def test_labels_that_cannot_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="2 labels do not fit"):
        spread_labels([Label(5, ("a",), 10), Label(5, ("b",), 10)], top=0, bottom=20)


@given(st.lists(st.tuples(st.floats(0, 240), st.integers(1, 3), st.floats(0.5, 8)), max_size=6))
def test_spread_labels_keep_off_each_other_and_in_order(drawn: list[tuple[float, int, float]]) -> None:
    labels = [Label(target, ("x",) * lines, 10, hold=hold) for target, lines, hold in drawn]
    places = spread_labels(labels, top=0, bottom=240)
    boxes = sorted(zip(labels, places, strict=True), key=lambda pair: pair[1])
    assert [label.target for label, _ in boxes] == sorted(label.target for label in labels)
    edges = [edge for label, middle in boxes for edge in (middle - label.height / 2, middle + label.height / 2)]
    assert all(earlier <= later + 1e-6 for earlier, later in pairwise(edges))
    assert not edges or (edges[0] >= -1e-6 and edges[-1] <= 240 + 1e-6)


def test_period_labels_thin_out_back_from_the_last() -> None:
    months = list(MONTHS)
    assert shown_labels(months, pitch=60, size=12) == tuple(range(13))
    assert shown_labels(months, pitch=30, size=12) == (0, 2, 4, 6, 8, 10, 12)
    assert shown_labels(months[:12], pitch=30, size=12)[-1] == 11


def test_width_of_text_is_that_of_the_font() -> None:
    """Source Sans sets every figure on 497 thousandths of an em. A browser measures whole texts in its own test."""
    assert text_width("2017", 1000) == pytest.approx(4 * 497)
    assert has_character("→")
    assert not has_character("✖")


def test_wrap_keeps_long_words_whole() -> None:
    assert wrap("Great Yarmouth & Waveney", 13, 90) == ("Great Yarmouth", "& Waveney")
    assert wrap("Antidisestablishmentarianism", 13, 20) == ("Antidisestablishmentarianism",)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_palette_can_be_read() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    for ink in (INK, SECONDARY_INK, BRAND, LINK):
        assert contrast(ink, PAGE) >= 4.5
        assert contrast(ink, PANEL) >= 4.5
    for style in TONES.values():
        assert contrast(style.ink, style.tint) >= 4.5
        assert contrast(style.ink, PAGE) >= 4.5
        assert contrast(SECONDARY_INK, style.tint) >= 4.5
    assert contrast(INK, FOCUS) >= 4.5
    assert contrast(BRAND, PAGE) >= 3

"""Parts of a page that may be wider or longer than the screen, and the numbers that must stay on one line in them."""

from dataclasses import replace
from fractions import Fraction

import pytest
from lxml import html
from sample_document import number, sample_document

from crossfoot.render.html import page_html
from crossfoot.render.html_blocks import block_elements
from crossfoot.render.html_inlines import Page
from crossfoot.reports.document import Align, Cell, Column, Heading, Quantity, Row, Table, Text, Tone
from crossfoot.vocabulary.units import Unit


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.document_fromstring(page_html(sample_document()))


def test_what_may_scroll_is_a_stop_for_the_keyboard(page: html.HtmlElement) -> None:
    """A part that is wide on a desk's screen always; any other through a link that narrow frames alone show."""
    scrolling = page.xpath("//*[contains(@class, 'scroll ')]")
    assert len(scrolling) == len(page.xpath("//main//table | //figure")) == 5
    for region in scrolling:
        if region.get("tabindex") == "0":
            name = page.xpath(f"//*[@id='{region.get('aria-labelledby')}']")[0]
            assert region.get("role") == "region"
        else:
            (link,) = region.xpath("a[contains(@class, 'scroll-stop')]")
            name = page.xpath(f"//*[@id='{link.get('aria-describedby')}']")[0]
            assert page.xpath(f"//*[@id='{link.get('href')[1:]}']")[0] in (region[-1], region.getparent().getparent())
        assert name.text_content()


def test_frames_know_how_much_room_their_part_needs() -> None:
    """£1,000,000 takes some 93 pixels of type of 16 and 84 of type of 15, and 20 or 12 of padding."""

    def stop(columns: int) -> list[str]:
        cells = tuple(Cell((Quantity(Fraction(1_000_000), Unit.POUNDS, 0),)) for _ in range(columns))
        headings = tuple(Column(f"Month {index}", align=Align.RIGHT) for index in range(columns))
        (block,) = block_elements(Table("t", "Caption", headings, (Row(cells),)), Page({}))
        return [str(name) for name in block.xpath(".//@class") if "below" in name or name.startswith("table-block")]

    assert stop(2) == ["table-block", "scroll-stop below-38"]
    assert stop(7) == ["table-block", "scroll-stop below-58"]
    assert stop(11) == ["table-block dense", "scroll-stop below-73"]
    assert stop(20) == ["table-block dense"]


def test_symbols_after_a_judged_number_are_drawn_and_stay_with_it() -> None:
    """The shade's hidden word says the judgement; a reader aloud does not say the symbol too."""
    cell = Cell((number("73.5", Unit.PERCENTAGE, 1), Text(" ✖")), Tone.POOR)
    table = Table("t", "Caption", (Column("Sign"), Column("Jan-17")), (Row((Cell((Text("In time"),)), cell)),))
    (block,) = block_elements(table, Page({Tone.POOR: "Red"}))
    (shown,) = block.xpath(".//td")
    assert shown.xpath("string()") == "73.5%\N{NO-BREAK SPACE} (Red)"
    assert [drawing.get("aria-hidden") for drawing in shown.xpath("*[local-name()='svg']")] == ["true"]


def test_contents_that_would_fill_the_screen_are_folded_away() -> None:
    for count, expected in ((40, "contents"), (41, "contents long")):
        blocks = tuple(Heading(1, f"Part {index}", f"part-{index}") for index in range(count))
        page = html.document_fromstring(page_html(replace(sample_document(), blocks=blocks, notes=())))
        assert page.xpath("string(//nav/@class)") == expected

"""What only a browser can tell: accessibility rules, reflow, the keyboard, paper. Needs Debian's chromium."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from chromium import NEEDS_CHROMIUM, axe_results, open_browser, open_page, sideways, violations
from numbered_document import committee_paper
from playwright.sync_api import Browser, Page
from sample_document import sample_document

from crossfoot.render.fonts import Weight, text_width
from crossfoot.render.html import render

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return render(sample_document(), tmp_path_factory.mktemp("page")).as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The sample page; a width may be given through the parameter."""
    with open_page(browser, address, width=getattr(request, "param", 1280)) as page:
        yield page


@pytest.mark.parametrize("page", [1280, 768, 320], indirect=True)
def test_axe_finds_nothing(page: Page) -> None:
    results = axe_results(page)
    assert [(violation["id"], violation["nodes"]) for violation in results["violations"]] == []
    passed = {rule["id"] for rule in results["passes"]}
    assert {"color-contrast", "svg-img-alt", "target-size", "td-headers-attr"} <= passed
    scrolls = page.evaluate("[...document.querySelectorAll('.scroll')].some(e => e.scrollWidth > e.clientWidth)")
    assert ("scrollable-region-focusable" in passed) is scrolls


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_a_numbered_document(browser: Browser, tmp_path: Path, width: int) -> None:
    with open_page(browser, render(committee_paper(), tmp_path).as_uri(), width=width) as page:
        assert violations(page) == []
        assert sideways(page) == 0


def test_axe_bites(page: Page) -> None:
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert [rule for rule, _ in violations(page)] == ["html-has-lang"]


@pytest.mark.parametrize("page", [1280, 768, 320], indirect=True)
def test_page_never_scrolls_sideways(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert sideways(page) == 0


@pytest.mark.parametrize("page", [1280, 320], indirect=True)
def test_keyboard_reaches_everything_that_can_be_used_and_shows_where_it_is(page: Page) -> None:
    expected = page.evaluate(
        "[...document.querySelectorAll('a, summary, [tabindex=\"0\"]')].filter(e => e.checkVisibility()).length"
    )
    seen = []
    for _ in range(expected):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();"
                " e.dataset.seen = (e.dataset.seen || 0) + 1;"
                " const shown = r.width > 0 && r.bottom > 0 && r.top < innerHeight;"
                " return [e.tagName, e.dataset.seen, s.outlineStyle, shown] })()"
            )
        )
    assert seen[0][0] == "A"
    assert all(count == "1" and outline == "solid" and visible for _, count, outline, visible in seen), seen


def test_skip_link_goes_to_the_main_part(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page-main"


@pytest.mark.parametrize("page", [320], indirect=True)
def test_all_that_scrolls_scrolls_by_keyboard_and_says_so(page: Page) -> None:
    """On a telephone both charts and two of three tables do; at its right end a region has no hint left to give."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    regions = page.locator(".scroll").all()
    wider = [region for region in regions if region.evaluate("e => e.scrollWidth > e.clientWidth")]
    assert len(wider) == 4
    for region in wider:
        frame = region.locator("xpath=..")
        edge = "e => getComputedStyle(e, '::after').opacity"
        assert frame.locator(".scroll-hint").evaluate("e => e.clientHeight") > 0
        assert frame.evaluate(edge) == "1"
        stop = region if region.get_attribute("tabindex") == "0" else region.locator(".scroll-stop")
        stop.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("element => element.scrollLeft > 0", arg=region.element_handle())
        region.evaluate("e => { e.scrollLeft = e.scrollWidth }")
        page.wait_for_function(f"element => ({edge})(element) === '0'", arg=frame.element_handle())


def test_at_a_desk_nothing_scrolls_and_nothing_says_it_does(page: Page) -> None:
    assert page.locator(".scroll-stop:visible").count() == 0
    for hint in page.locator(".scroll-hint").all():
        assert hint.evaluate("e => e.clientHeight") == 0


@pytest.mark.parametrize(("page", "is_open"), [(1280, True), (320, False)], indirect=["page"])
def test_contents_are_open_where_there_is_room(page: Page, is_open: bool) -> None:
    link = page.get_by_role("navigation", name="Contents").get_by_role("link", name="By locality")
    assert link.is_visible() is is_open
    if not is_open:
        page.locator("nav summary").press("Enter")
        assert link.is_visible()


def test_data_table_opens_without_script(page: Page) -> None:
    table = page.locator("#chart-conferences-data")
    assert not table.is_visible()
    page.locator("summary", has_text="Data table").press("Enter")
    assert table.is_visible()


def test_python_measures_text_as_the_browser_does(page: Page) -> None:
    """Within 2%: the browser also kerns."""
    text = "Statistical neighbours 78.6% (Dec-16) & Great Yarmouth"
    for weight, name in ((Weight.REGULAR, "400"), (Weight.SEMIBOLD, "600"), (Weight.BOLD, "700")):
        script = (
            "([font, text]) => { const context = document.createElement('canvas').getContext('2d');"
            " context.font = font; return context.measureText(text).width }"
        )
        measured = page.evaluate(script, [f"{name} 100px 'Source Sans Pro'", text])
        assert text_width(text, 100, weight) == pytest.approx(measured, rel=0.02)


def test_words_in_a_chart_do_not_overlap_as_drawn(page: Page) -> None:
    boxes = page.evaluate(
        "[...document.querySelectorAll('#chart-conferences svg text')].map(e => { const r = e.getBoundingClientRect();"
        " return [e.textContent, r.left, r.top + r.height * 0.2, r.right, r.bottom - r.height * 0.2] })"
    )
    assert len(boxes) > 20
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
            assert apart, (one, other)


def test_paper(page: Page, tmp_path: Path) -> None:
    """A4, wide pages for the section of the wide table, the data table open, no empty page, a foot on each."""
    path = tmp_path / "page.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    paper = pypdfium2.PdfDocument(path)
    texts = [sheet.get_textpage().get_text_bounded() for sheet in paper]
    sizes = [tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in paper]
    paper.close()
    assert set(sizes) == {(210, 297), (297, 210)}
    wide = [text for text, size in zip(texts, sizes, strict=True) if size == (297, 210)]
    (measures,) = [text for text in wide if "All measures" in text]
    assert "To date" in measures
    assert "All children" in measures
    assert any("Conferences held in time, Wexmoor, January 2016" in text for text in texts)
    for index, text in enumerate(texts, 1):
        assert f"Draft {index} of {len(texts)}" in " ".join(text.split())
        assert "Wexmoor County Council | Children's services" in text
        assert len(text) > 150

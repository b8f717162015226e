"""What only a browser can tell: accessibility rules, reflow, the keyboard, paper. Needs Debian's chromium."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from sample_document import sample_document

from crossfoot.render.fonts import Weight, text_width
from crossfoot.render.html import render

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = {
    "preload": False,
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return render(sample_document(), tmp_path_factory.mktemp("page")).as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The sample page; a width may be given through the parameter."""
    context = browser.new_context(viewport={"width": getattr(request, "param", 1280), "height": 900}, offline=True)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("requestfailed", lambda failed: problems.append(failed.url))
    page.goto(address)
    page.wait_for_function("document.fonts.status === 'loaded'")
    yield page
    context.close()
    assert problems == []


@pytest.mark.parametrize("page", [1280, 768, 320], indirect=True)
def test_axe_finds_nothing(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    result = Axe().run(page, options=RULES)
    assert [(violation["id"], violation["nodes"]) for violation in result.response["violations"]] == []
    passed = {rule["id"] for rule in result.response["passes"]}
    assert {"color-contrast", "svg-img-alt", "target-size", "td-headers-attr", "scrollable-region-focusable"} <= passed


def test_axe_bites(page: Page) -> None:
    page.evaluate("document.documentElement.removeAttribute('lang')")
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [violation["id"] for violation in violations] == ["html-has-lang"]


@pytest.mark.parametrize("page", [1280, 768, 320], indirect=True)
def test_page_never_scrolls_sideways(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


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


def test_wide_table_scrolls_by_keyboard(page: Page) -> None:
    region = page.locator(".table-scroll", has=page.locator("#table-measures"))
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 0", arg=region.element_handle())


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
    """A4, a wide page for the wide table with its heading, the data table open, no empty page, a foot on each."""
    path = tmp_path / "page.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    paper = pypdfium2.PdfDocument(path)
    texts = [sheet.get_textpage().get_text_bounded() for sheet in paper]
    sizes = [tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in paper]
    paper.close()
    assert set(sizes) == {(210, 297), (297, 210)}
    wide = [text for text, size in zip(texts, sizes, strict=True) if size == (297, 210)]
    assert len(wide) == 1
    assert "All measures" in wide[0]
    assert "To date" in wide[0]
    assert any("Conferences held in time, Wexmoor, January 2016" in text for text in texts)
    for index, text in enumerate(texts, 1):
        assert f"Draft {index} of {len(texts)}" in " ".join(text.split())
        assert "Wexmoor County Council | Children's services" in text
        assert len(text) > 150

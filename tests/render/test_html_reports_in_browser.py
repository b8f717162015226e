"""The real reports of January 2017 in a browser: whole at a desk, usable on a telephone, right on paper."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
import pytest
from chromium import NEEDS_CHROMIUM, open_browser, open_page, sideways, violations
from playwright.sync_api import Browser

from crossfoot.operations.publish_report import REPORTS
from crossfoot.render.fonts import text_width
from crossfoot.render.html import render
from crossfoot.reports.edition import Edition

pytestmark = NEEDS_CHROMIUM

WIDER = (
    "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth)"
    ".map(e => e.querySelector('table') ? e.querySelector('table').id : e.parentElement.parentElement.id)"
)
UNREACHABLE = (
    "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth && e.tabIndex !== 0"
    " && !e.querySelector('.scroll-stop').checkVisibility()).map(e => e.innerText.slice(0, 80))"
)
SMALLEST = "Math.min(...[...document.querySelectorAll('td')].map(e => parseFloat(getComputedStyle(e).fontSize)))"


@pytest.fixture(scope="module")
def addresses(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    folder = tmp_path_factory.mktemp("reports")
    return {
        name: render(REPORTS[name](edition), folder / name).as_uri()
        for name in ("vital-signs", "county-report", "monthly-report")
    }


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.mark.parametrize("width", [1280, 320])
def test_the_dashboard_breaks_no_rule_and_never_scrolls_as_a_page(
    browser: Browser, addresses: Mapping[str, str], width: int
) -> None:
    with open_page(browser, addresses["vital-signs"], width=width) as page:
        assert violations(page) == []
        assert sideways(page) == 0


@pytest.mark.parametrize(
    ("report", "width"), [("vital-signs", 1280), ("monthly-report", 1440), ("county-report", 1440)]
)
def test_wide_tables_show_whole_at_a_desk(
    browser: Browser, addresses: Mapping[str, str], report: str, width: int
) -> None:
    with open_page(browser, addresses[report], width=width) as page:
        assert page.evaluate(WIDER) == []
        assert page.evaluate(SMALLEST) >= 13


@pytest.mark.parametrize("width", [1280, 1024, 768, 320])
@pytest.mark.parametrize("report", ["vital-signs", "monthly-report", "county-report"])
def test_the_keyboard_reaches_all_that_scrolls(
    browser: Browser, addresses: Mapping[str, str], report: str, width: int
) -> None:
    """The frames' own reckoning of the room that they need is never below what the browser finds."""
    with open_page(browser, addresses[report], width=width) as page:
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        assert page.evaluate(UNREACHABLE) == []
        assert width > 1024 or page.evaluate(WIDER)
        assert sideways(page) == 0


def test_number_and_symbol_of_a_sign_stand_on_one_line(browser: Browser, addresses: Mapping[str, str]) -> None:
    with open_page(browser, addresses["vital-signs"], width=1280) as page:
        gaps = page.evaluate(
            "[...document.querySelectorAll('#signs-month-table td.shaded')].map(e => Math.abs("
            "e.querySelector('.number').getBoundingClientRect().bottom - e.querySelector('svg').getBoundingClientRect()"
            ".bottom))"
        )
    assert len(gaps) == 9 * 13 - 6
    assert max(gaps) < 8


@pytest.mark.parametrize("report", ["vital-signs", "monthly-report"])
def test_paper_holds_the_tables_at_full_size(
    browser: Browser, addresses: Mapping[str, str], report: str, tmp_path: Path
) -> None:
    """No empty page, and type of 8.6 points: a table wider than its page would have the browser shrink every page."""
    path = tmp_path / "report.pdf"
    with open_page(browser, addresses[report], width=1280) as page:
        page.pdf(path=path, prefer_css_page_size=True)
    paper = pypdfium2.PdfDocument(path)
    texts = [sheet.get_textpage() for sheet in paper]
    assert min(text.count_chars() for text in texts) > 150
    start, length = texts[0].search("Figures as at").get_next()
    boxes = [texts[0].get_charbox(index) for index in (start, start + length - 1)]
    width = boxes[1][2] - boxes[0][0]
    paper.close()
    assert width == pytest.approx(text_width("Figures as at", 8.6), rel=0.05)

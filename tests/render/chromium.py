"""Debian's chromium for the tests that only a browser can make, and the rules of access that axe holds a page to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

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
NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there: apt-get install chromium"),
]


@contextmanager
def open_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser, address: str, *, width: int) -> Iterator[Page]:
    """The page at `address` without a network, once its typeface is there. What its console complains of fails."""
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("requestfailed", lambda failed: problems.append(failed.url))
    page.goto(address)
    page.wait_for_function("document.fonts.status === 'loaded'")
    yield page
    context.close()
    assert problems == []


def axe_results(page: Page) -> dict[str, Any]:
    """What axe found on the page with all its parts unfolded: `violations`, `passes`."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    response: dict[str, Any] = Axe().run(page, options=RULES).response
    return response


def violations(page: Page) -> list[tuple[str, Any]]:
    return [(violation["id"], violation["nodes"]) for violation in axe_results(page)["violations"]]


def sideways(page: Page) -> int:
    """Pixels that the page as a whole is wider than its window."""
    overflow: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return overflow

"""The dossier of the shipped examples in a real browser: the story on the first screen, in bounds, open to everyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from present.browsing import RULES, SCHEMES, Visit, by_turns

pytestmark = pytest.mark.browser
CASES = [(width, scheme) for width in (1280, 390) for scheme in SCHEMES]
LONGEST = 18_600
"""Pixels that the page may be tall at 1280, folded parts closed: some twenty screens."""


@pytest.fixture(scope="module")
def page_file(demo_ledger: Path) -> Path:
    """The dossier that `reportedly demo` writes."""
    return demo_ledger.parent / "dossier.html"


@pytest.mark.parametrize(("width", "scheme"), CASES)
def test_it_fits_and_asks_for_nothing(browser: Browser, page_file: Path, width: int, scheme: str) -> None:
    """No sideways scrolling, with everything folded and unfolded; no request but the file; no complaint."""
    with Visit(browser, page_file, width, scheme) as visit:
        for step in ("0", "document.querySelectorAll('details').forEach(one => { one.open = true })"):
            visit.page.evaluate(step)
            assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            assert visit.page.evaluate("document.body.scrollWidth <= window.innerWidth")
        assert visit.requests == [visit.url]
        assert visit.complaints == []


@pytest.mark.parametrize(("width", "scheme"), by_turns((1280, 390)))
def test_it_is_accessible(browser: Browser, page_file: Path, width: int, scheme: str) -> None:
    """axe finds nothing, with everything unfolded."""
    with Visit(browser, page_file, width, scheme) as visit:
        visit.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = Axe().run(visit.page, options=RULES)
        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


def test_the_first_screen_tells_the_story(browser: Browser, page_file: Path) -> None:
    """At 1280 × 900: the title, how many claims a person has checked, the key figures, and the head of the first chart."""
    with Visit(browser, page_file) as visit:
        for place in ("h1", ".facts", ".keys li:last-child .second", "section.part .summary"):
            box = visit.page.locator(place).first.bounding_box()
            assert box is not None
            assert box["y"] < 900
        chart = visit.page.locator(".chart.wide svg").first.bounding_box()
        assert chart is not None
        assert chart["y"] < 700
        assert "0 of " in (visit.page.locator(".facts").text_content() or "")


def test_it_is_a_dossier_and_no_dump(browser: Browser, page_file: Path) -> None:
    """Bounded in height; and no words that say nothing."""
    with Visit(browser, page_file) as visit:
        assert visit.page.evaluate("document.documentElement.scrollHeight") < LONGEST
        text = visit.page.locator("main").inner_text()
        assert "says no lower bound" not in text
        assert "KR-" not in text
        assert "US-" not in text


def test_every_figure_of_a_paragraph_opens_its_words(browser: Browser, page_file: Path) -> None:
    """Each number in the text leads to a quotation in the page."""
    with Visit(browser, page_file) as visit:
        lost = visit.page.evaluate(
            """[...document.querySelectorAll('sup.n a')].map(a => a.getAttribute('href'))
                .filter(href => !document.querySelector(`li${href} q`)).length"""
        )
        assert lost == 0

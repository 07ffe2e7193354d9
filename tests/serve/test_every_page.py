"""Every page of the workbench in a real browser: open to everyone, within its width, asking nobody but its server."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from present.browsing import RULES, Visit, page_by_page
from serve.commands import run
from serve.every_page import EVERY_PAGE, NAMES, Pages, pages
from serve.web_ledger import EXAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pages")]
FITS = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) <= innerWidth"
STOPS = 25
"""How many stops of the Tab key are looked at."""
SEEN = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    if (one === document.body) return null;
    const inside = [...one.querySelectorAll("path, circle")].map(each => getComputedStyle(each).strokeWidth);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const box = one.getBoundingClientRect();
    const shown = box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0;
    return { what: one.outerHTML.slice(0, 160), shown, outlined: outlined || inside.includes("4px") };
}"""


@pytest.fixture(scope="module")
def shown(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """All pages, over the shipped examples."""
    path = tmp_path_factory.mktemp("every") / "ledger.db"
    done = run("read", EXAMPLES, ledger=path)
    assert path.exists(), done.output
    with pages(browser, path) as found:
        yield found


def complaints(visit: Visit, name: str) -> list[str]:
    """What the browser complains of; that a page that is not there is not there, it tells too."""
    expected = "the server responded with a status of 404" if name == "problem" else None
    return [each for each in visit.complaints if not (expected and expected in each)]


def fits(page: Page) -> bool:
    return bool(page.evaluate(FITS))


@pytest.mark.parametrize(("name", "width", "scheme"), page_by_page(NAMES))
def test_it_is_accessible_fits_and_asks_its_server_alone(
    browser: Browser, shown: Pages, name: str, width: int, scheme: str
) -> None:
    """At 1280 and 390 pixels, light and dark: axe finds nothing, nothing scrolls sideways, folded parts open too, nothing
    is complained of, no other server is asked."""
    with shown.visit(browser, name, width, scheme) as visit:
        visit.page.wait_for_load_state("networkidle")
        assert fits(visit.page)
        found = Axe().run(visit.page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        visit.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert fits(visit.page)
        server = urlsplit(visit.url).netloc
        assert {urlsplit(asked).netloc for asked in visit.requests} == {server}
        assert complaints(visit, name) == []


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_it_fits_a_wide_screen(browser: Browser, shown: Pages, name: str) -> None:
    """At 2560 pixels nothing scrolls sideways, and lines of text stay readable."""
    with shown.visit(browser, name, 2560) as visit:
        assert fits(visit.page)
        wide = visit.page.evaluate(
            "Math.max(0, ...[...document.querySelectorAll('main p')].map(one => one.getBoundingClientRect().width))"
        )
        assert wide <= 1_600


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_on_paper_there_is_no_navigation(browser: Browser, shown: Pages, name: str) -> None:
    """Neither the navigation nor the search nor tools are printed; the heading is."""
    with shown.visit(browser, name) as visit:
        visit.page.emulate_media(media="print")
        for place in (".top nav", ".top .find", ".who", ".tools", "button"):
            for one in visit.page.locator(place).all():
                assert not one.is_visible(), place
        assert visit.page.locator("h1").is_visible()


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_what_the_tab_key_reaches_is_seen(browser: Browser, shown: Pages, name: str) -> None:
    """The first stops of the Tab key are on the page, each with a mark around it."""
    with shown.visit(browser, name) as visit:
        stops = 0
        for _ in range(STOPS):
            visit.page.keyboard.press("Tab")
            seen = visit.page.evaluate(SEEN)
            if seen is None:
                break
            stops += 1
            assert seen["shown"], seen["what"]
            assert seen["outlined"], seen["what"]
        assert stops >= 2


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_it_is_read_without_javascript(browser: Browser, shown: Pages, name: str) -> None:
    """Its heading and its text are the same."""
    with shown.visit(browser, name) as visit:
        heading = visit.page.locator("h1").inner_text()
        claims = visit.page.locator("table.found th a, .card h3, .focus h2").all_inner_texts()
    known = None if name == "login" else shown.known
    with Visit(browser, shown.at[name], known=known, scripts=False) as visit:
        assert visit.page.locator("h1").inner_text() == heading
        assert visit.page.locator("table.found th a, .card h3, .focus h2").all_inner_texts() == claims
        assert visit.page.locator("main").inner_text().strip()
        expected = {"flow", "claims", "document", "document-edit", "queue", "source"}
        assert bool(claims) == (name in expected)

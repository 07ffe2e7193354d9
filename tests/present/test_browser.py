"""The dossier in a real browser: its width, its links, its contrast, and that it asks for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from present.browsing import RULES, SCHEMES, Visit, by_turns
from present.sample import hostile_sample, sample
from reportedly.present.dossier_html import dossier_html

pytestmark = pytest.mark.browser
WIDTHS = (1280, 768, 390, 320)
CASES = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample dossier and the hostile one, as files."""
    folder = tmp_path_factory.mktemp("dossier")
    written = {"sample": dossier_html(sample()), "hostile": dossier_html(hostile_sample())}
    for name, page in written.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in written}


@pytest.mark.parametrize("name", ["sample", "hostile"])
@pytest.mark.parametrize(("width", "scheme"), CASES)
def test_a_page_fits_and_asks_for_nothing(
    browser: Browser, pages: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    """At every width, light and dark: no sideways scrolling, no request but the file, no complaint."""
    with Visit(browser, pages[name], width, scheme) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert visit.requests == [visit.url]
        assert visit.complaints == []
        assert visit.page.title() != "owned"


@pytest.mark.parametrize(("width", "scheme"), by_turns(WIDTHS))
def test_a_page_is_accessible(browser: Browser, pages: dict[str, Path], width: int, scheme: str) -> None:
    """axe finds no violation of WCAG 2.2 AA nor of its best practices."""
    with Visit(browser, pages["sample"], width, scheme) as visit:
        found = Axe().run(visit.page, options=RULES)
        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


def test_numbers_land_on_the_words(browser: Browser, pages: dict[str, Path]) -> None:
    """Following a number, in text, table or chart, shows the element that holds the quote, set off from the others."""
    quotes = {row.note.number: row.note.words.quote for row in sample().notes}
    with Visit(browser, pages["sample"]) as visit:
        links = visit.page.locator("a[href^='#n']:not([href='#notes'])")
        targets = {links.nth(place).get_attribute("href") or "" for place in range(links.count())}
        assert targets == {f"#n{number}" for number in quotes}
        for number, quote in quotes.items():
            visit.page.evaluate("number => { location.hash = `n${number}` }", number)
            target = visit.page.locator("li:target")
            assert quote in (target.locator("mark").first.text_content() or "")
            assert target.is_visible()


def test_a_number_in_the_chart_can_be_followed(browser: Browser, pages: dict[str, Path]) -> None:
    """Clicking a number in the drawing goes to its footnote."""
    with Visit(browser, pages["sample"]) as visit:
        visit.page.locator(".chart.wide a[href='#n1']").first.click()
        assert visit.page.url.endswith("#n1")


@pytest.mark.parametrize("width", [1280, 390])
def test_one_drawing_shows_and_its_letters_are_legible(browser: Browser, pages: dict[str, Path], width: int) -> None:
    """Of a flow's drawings one shows, wide or narrow; none of its letters is smaller than 11 pixels on the screen."""
    with Visit(browser, pages["sample"], width) as visit:
        shown = [svg for svg in visit.page.locator(".chart svg").all() if svg.is_visible()]
        assert len(shown) == len([part for part in sample().flows if part.figures])
        sizes = shown[0].evaluate(
            """svg => [...svg.querySelectorAll('text')].map(text =>
                parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a)"""
        )
        assert min(sizes) >= 11


def test_colours_change_with_the_scheme(browser: Browser, pages: dict[str, Path]) -> None:
    """The drawing takes the page's colours, in light and in dark."""
    fills = []
    for scheme in ("light", "dark"):
        with Visit(browser, pages["sample"], 1280, scheme) as visit:
            mark = visit.page.locator(".chart.wide path[fill='var(--origin-0)']").first
            fills.append(mark.evaluate("path => getComputedStyle(path).fill"))
    assert fills == ["rgb(11, 95, 165)", "rgb(109, 179, 242)"]


def test_a_quotation_opens_in_its_context(browser: Browser, pages: dict[str, Path]) -> None:
    """The marked words show at once, their paragraph when asked for; the number of a claim opens the table it is in."""
    with Visit(browser, pages["sample"]) as visit:
        note = visit.page.locator("#n1")
        assert not note.locator("blockquote").first.is_visible()
        note.locator("summary").click()
        assert note.locator("blockquote").first.is_visible()
        note.locator("a.back").click()
        assert visit.page.locator("#c1").is_visible()

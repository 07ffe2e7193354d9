"""The documentation as a site: it is built without a warning, leads nowhere wrong, and fetches nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, Request, Route

ROOT = Path(__file__).parents[1]
FETCHING = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("link", "href"),
    ("object", "data"),
}
LATE = 30_000
"""Milliseconds after which a page is said to hang."""


class Links(HTMLParser):
    """What a page leads to and fetches, and the places in it to which one may lead."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.led: list[str] = []
        self.fetched: list[str] = []
        self.places: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.places.add(value)
            elif value and (tag, name) in FETCHING and dict(attrs).get("rel") != "canonical":
                self.fetched.append(value)
            elif value and (tag, name) == ("a", "href"):
                self.led.append(value)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The site as `make docs` builds it, and what was said on the way."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout + done.stderr


@pytest.fixture(scope="module")
def read(built: tuple[Path, str]) -> dict[Path, Links]:
    """Each page of the site, read."""
    return {page.resolve(): Links(page) for page in sorted(built[0].rglob("*.html"))}


def test_the_site_is_built_without_a_warning(built: tuple[Path, str]) -> None:
    """Nothing is missing, no page is in no navigation, no link of a text leads nowhere."""
    folder, said = built
    assert [line for line in said.splitlines() if line.startswith(("WARNING", "ERROR"))] == []
    assert (folder / "index.html").exists()


def test_every_link_and_anchor_of_the_site_leads_somewhere(read: dict[Path, Links]) -> None:
    """Each link within the site is a file of it, and its anchor a place in that page."""
    lost = [f"{page.name}: {link}" for page, found in read.items() for link in found.led if not leads(link, page, read)]
    assert len(read) > 60
    assert lost == []


def leads(link: str, page: Path, read: dict[Path, Links]) -> bool:
    """Whether a link out of a page leads somewhere. Those of the error page count from the top of the server."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or page.name == "404.html":
        return True
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    target = target / "index.html" if target.is_dir() else target
    anchor = unquote(parts.fragment)
    return target.exists() and (not anchor or target not in read or anchor in read[target].places)


def test_no_page_fetches_from_elsewhere(built: tuple[Path, str], read: dict[Path, Links]) -> None:
    """Scripts, styles, pictures and frames are files of the site, and so is what its styles name."""
    fetched = {address for found in read.values() for address in found.fetched}
    assert any(address.endswith(".css") for address in fetched)
    assert [
        address for address in fetched if urlsplit(address).scheme not in ("", "data") or address.startswith("//")
    ] == []
    for style in built[0].rglob("*.css"):
        named = re.findall(r"url\(\s*[\"']?([^)\"']{0,80})", style.read_text(encoding="utf-8"))
        assert [address for address in named if address.startswith(("http", "//"))] == [], style.name


def test_every_text_is_in_the_navigation(built: tuple[Path, str], read: dict[Path, Links]) -> None:
    """Each page made of a text of docs/ is led to from the first page."""
    folder, _ = built
    start = {(folder / urlsplit(link).path).resolve() for link in read[(folder / "index.html").resolve()].led}
    pages = [folder / text.relative_to(ROOT / "docs").with_suffix(".html") for text in (ROOT / "docs").rglob("*.md")]
    assert len(pages) > 60
    assert [page.name for page in pages if page.resolve() not in start] == []


@pytest.fixture
def alone(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page in a browser that reaches no server, and what it asked in vain."""
    context = browser.new_context()
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.abort()

    def failed(request: Request) -> None:
        refused.append(request.url)

    context.route(re.compile(r"^(https?|wss?):"), refuse)
    page = context.new_page()
    page.on("requestfailed", failed)
    yield page, refused
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["index.html", "tutorial.html", "reference/problems.html"])
def test_a_page_opened_as_a_file_asks_no_server(
    name: str, built: tuple[Path, str], alone: tuple[Page, list[str]]
) -> None:
    """With the network shut nothing is asked in vain, and the page shows its heading and its styles."""
    page, refused = alone
    page.goto((built[0] / name).as_uri())
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").first.is_visible()
    assert page.locator(".md-header").evaluate("each => getComputedStyle(each).position") == "sticky"
    assert refused == []


COVERED = """() => [...document.querySelectorAll("pre:has(.md-code__button)")].filter(block => {
    const button = block.querySelector(".md-code__button").getBoundingClientRect(), words = document.createRange();
    words.selectNodeContents(block.querySelector("code"));
    return [...words.getClientRects()].some(line => line.width && line.right > button.left && line.left < button.right
        && line.bottom > button.top && line.top < button.bottom);
}).map(block => block.textContent.slice(0, 60))"""
"""The blocks of code of which the button that copies them covers anything."""


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("name", ["index.html", "tutorial.html", "reference/commands.html"])
def test_the_button_that_copies_covers_no_code(
    name: str, width: int, built: tuple[Path, str], alone: tuple[Page, list[str]]
) -> None:
    """On a wide and on a narrow screen, and no page is wider than its screen."""
    page, _ = alone
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((built[0] / name).as_uri())
    page.locator(".md-code__button").first.wait_for(state="attached", timeout=LATE)
    assert page.evaluate(COVERED) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_words_are_found_in_a_site_of_files(built: tuple[Path, str], alone: tuple[Page, list[str]]) -> None:
    """Search works without a server, in the pages as they lie on a disk."""
    page, refused = alone
    page.goto((built[0] / "index.html").as_uri())
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially("tripwires")
    result = page.locator(".md-search-result__link").first
    result.wait_for(timeout=LATE)
    assert result.get_attribute("href")
    assert refused == []


def test_the_site_is_told_to_fetch_nothing() -> None:
    """No fonts from elsewhere, the worker of the search out of docs/, and nothing that counts visitors."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert settings["theme"]["font"] == "false"
    assert all((ROOT / "docs" / script).exists() for script in settings["extra"]["polyfills"])
    assert "analytics" not in settings["extra"]

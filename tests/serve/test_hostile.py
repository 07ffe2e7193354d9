"""Documents whose every word tries to run in the workbench: shown as words, obeyed nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser

from keep.samples import TEXT, containers, report
from present.browsing import Visit
from reportedly.keep.additions import reading
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Item
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from serve.web_server import serving_file

ATTACK = (
    "</title></mark></script><script>alert(1)</script><img src=x onerror=alert(2)>"
    "\"'><svg/onload=alert(3)>\u202e{{7*7}}"
)
PATTERNS = (
    "%", "_", "*", '"', "'", "a OR b", "NEAR(a b)", "text:x", "-x", "(", "'; DROP TABLE entries; --", "\\", "\0", "^a",
)  # fmt: skip


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a workbench over one hostile document, and the document's id."""
    path = tmp_path_factory.mktemp("hostile") / "ledger.db"
    told = {"publisher": ATTACK, "title": ATTACK, "url": "javascript:alert(4)", "path": f"{ATTACK}\n.txt"}
    document = replace(report(), **told, text=f"{ATTACK} {TEXT} {ATTACK}", id="")
    claim = containers(document, items=(Item(ATTACK, "munitions"),), attribution=(Link(ATTACK, verb=ATTACK),))
    ledger = open_ledger(path, FixedClock())
    ledger.append(reading(document, [replace(claim, origins=(ATTACK,), id="")], "rules/1"))
    ledger.close()
    with serving_file(path) as address:
        yield address, document.id


def paths(ident: str) -> tuple[str, ...]:
    return (
        "/", "/claims", f"/claims?text={quote(ATTACK)}", f"/documents/{ident}", "/documents", "/queue", "/sources",
        f"/sources/{quote(ATTACK, safe='')}", "/flows/KP/RU/munitions", f"/flows/KP/{quote(ATTACK, safe='')}", "/watch",
    )  # fmt: skip


@pytest.mark.browser
def test_nothing_of_a_document_runs_in_a_browser(browser: Browser, there: tuple[str, str]) -> None:
    """On no page does a dialog open, a script of the document run, or the browser's policy have anything to stop."""
    address, ident = there
    for path in paths(ident):
        with Visit(browser, address + path) as visit:
            dialogs: list[str] = []
            visit.page.on("dialog", lambda dialog, told=dialogs: (told.append(dialog.message), dialog.dismiss()))
            visit.page.wait_for_load_state("networkidle")
            assert dialogs == [], path
            if ident in path:
                assert "<script>alert(1)</script>" in visit.page.locator("main").inner_text()
            assert [each for each in visit.complaints if "Content Security" in each] == [], path
            assert visit.page.locator("img[src=x], svg[onload]").count() == 0, path
            assert visit.page.locator("a[href^='javascript']").count() == 0, path
            assert "\u202e" not in visit.page.content(), path


def test_signs_of_a_search_are_words(there: tuple[str, str]) -> None:
    """No sign of SQL or of a full-text search finds what its letters do not, or makes the server stumble."""
    address, _ = there
    with httpx.Client(base_url=address, timeout=30) as client:
        assert "1,000 containers" in client.get("/claims", params={"text": "containers"}).text
        for pattern in PATTERNS:
            for path, name in (("/claims", "text"), ("/claims", "origin"), ("/documents", "text")):
                answer = client.get(path, params={name: pattern})
                assert answer.status_code < 500, (path, name, pattern)
        assert "1,000 containers" in client.get("/claims", params={"text": "containers"}).text

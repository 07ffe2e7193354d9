"""Pages of claims that lack something, or have too much of it: each opens, says what is so, and fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import httpx
import pytest
from playwright.sync_api import Browser

from present.browsing import Visit
from serve.odd_ledger import CASES, LONG_NAME, ONE_WORD, SIGNS, odd, odd_ledger
from serve.web_server import serving_file

MAIN = ("/", "/claims", "/documents", "/queue", "/sources", "/watch", "/read")
LONG = ("a long name", "a long word", "an Arabic name", "signs of HTML")
HOLES = (r"\bNone\b", r"—:", r": :", r", ,", r"\(\)", r"“”", r"→ :", r"^: ", r"\bnull\b")
"""What stands where something lacks and nobody thought of it."""
FITS = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) <= innerWidth"


@dataclass(frozen=True)
class Odd:
    """Where the odd ledger is served, and the addresses that its main pages link to."""

    at: str
    linked: tuple[str, ...]


@pytest.fixture(scope="module")
def odd_ones(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Odd]:
    path = odd_ledger(tmp_path_factory.mktemp("odd") / "ledger.db")
    with serving_file(path) as at, httpx.Client(base_url=at, timeout=60) as client:
        yield Odd(at, tuple(dict.fromkeys(link for page in MAIN for link in links(client.get(page)))))


def links(answer: httpx.Response) -> list[str]:
    found = map(unescape, re.findall(r'href="(/[^"#]*)', answer.text))
    return [link for link in found if not link.startswith("/static/")]


def pages_of(what: str) -> tuple[str, ...]:
    """The pages on which a case is looked at and decided of."""
    document, claim = odd(what)
    here = f"/documents/{document.id}"
    return (here, f"{here}?edit={claim.id}", f"{here}/add?start=0&end=20", f"/queue?at={claim.id}")


def told(html: str) -> str:
    """What a person reads of a page."""
    bare = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(bare).split())


def is_sound(answer: httpx.Response) -> None:
    """It is there, and has no hole."""
    where = str(answer.url)
    assert answer.status_code == 200, (where, told(answer.text)[:200])
    if answer.headers["content-type"].startswith("text/html"):
        assert [hole for hole in HOLES if re.search(hole, told(answer.text))] == [], where


@pytest.mark.parametrize("page", MAIN)
def test_a_main_page_has_no_hole(page: str, odd_ones: Odd) -> None:
    """Whatever lacks is left out or said in words; what a name has of HTML is shown."""
    answer = httpx.get(odd_ones.at + page, timeout=60)
    is_sound(answer)
    assert "<b>R&D" not in answer.text
    assert SIGNS not in answer.text


@pytest.mark.parametrize("what", CASES)
def test_the_pages_of_an_odd_claim_open(what: str, odd_ones: Odd) -> None:
    """Its document, its fields, a claim to add beside it, and the queue."""
    for page in pages_of(what):
        is_sound(httpx.get(odd_ones.at + page, timeout=60))


def test_every_link_leads_somewhere(odd_ones: Odd) -> None:
    """Facets, flows, sources, files: nothing that is offered is refused, and no address is escaped twice."""
    followed = set(odd_ones.linked)
    with httpx.Client(base_url=odd_ones.at, timeout=60) as client:
        for link in odd_ones.linked:
            answer = client.get(link)
            is_sound(answer)
            if link.startswith("/flows/"):
                further = [each for each in links(answer) if each not in followed and "/claims?" not in each]
                assert "%25" not in " ".join(further)
                followed.update(further)
                for each in further:
                    is_sound(client.get(each))
    assert len(followed) > 100


@pytest.mark.browser
def test_long_names_fit_a_telephone(browser: Browser, odd_ones: Odd) -> None:
    """At 400 pixels nothing scrolls sideways, folded parts open too: names and words of 300 letters, other scripts."""
    own = [page for what in LONG for page in pages_of(what)]
    named = [link for link in odd_ones.linked if link.startswith("/flows/") and len(link) > 100]
    wide = []
    with Visit(browser, odd_ones.at, 400) as visit:
        for page in (*MAIN, *own, *named, f"/sources/{LONG_NAME}", f"/sources/{ONE_WORD}"):
            visit.page.goto(odd_ones.at + page)
            visit.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            wide += [] if visit.page.evaluate(FITS) else [page[:80]]
        assert visit.complaints == []
    assert wide == []
    assert named

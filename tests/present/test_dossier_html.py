"""The dossier as a page, read as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from present.sample import hostile_sample, sample
from present.sample_texts import BRIEFING
from reportedly.present.dossier_html import dossier_html
from reportedly.present.links import web_address

PAGE = dossier_html(sample())
HOSTILE = dossier_html(hostile_sample())


class _Elements(HTMLParser):
    """All start tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_links_within_the_page_resolve_and_ids_are_unique() -> None:
    """Every fragment has its target, and no id stands twice."""
    elements = _Elements(PAGE).found
    ids = [attrs["id"] for _, attrs in elements if "id" in attrs]
    targets = {(attrs.get("href") or "")[1:] for _, attrs in elements if (attrs.get("href") or "").startswith("#")}
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """The page has no script, image, font, frame or style from elsewhere, and a policy that allows only inline style."""
    tags = {tag for tag, _ in _Elements(PAGE).found}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base"}
    assert "url(" not in PAGE
    assert "default-src 'none'; style-src 'unsafe-inline'" in PAGE


def test_the_words_of_a_document_are_text() -> None:
    """Tags, quotes and handlers in words, names, titles and addresses come out as text."""
    elements = _Elements(HOSTILE).found
    assert not {tag for tag, _ in elements} & {"script", "img", "b"}
    assert not [name for _, attrs in elements for name in attrs if name.startswith("on")]
    assert "&lt;script&gt;" in HOSTILE


def test_only_web_addresses_become_links() -> None:
    """A script's address is printed and not linked."""
    hrefs = [attrs["href"] or "" for _, attrs in _Elements(PAGE).found + _Elements(HOSTILE).found if "href" in attrs]
    assert hrefs
    assert all(re.match(r"(https?://|#)", href) for href in hrefs)
    assert str(BRIEFING.url) in PAGE


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "https://",
        "//host/x",
        "https://a b",
        " https://a",
        "http://[",
        None,
    ],
)
def test_what_is_no_web_address(url: str | None) -> None:
    """Other schemes, broken addresses and addresses with blanks are none."""
    assert web_address(url) is None


def test_a_word_is_marked_in_its_context() -> None:
    """The exact words are marked inside the paragraph that they stand in."""
    assert "said that <mark>it could rise to 15,000</mark>. The Kremlin denied" in PAGE


def test_what_the_page_is_stands_at_its_head() -> None:
    """The page says what is claimed and by whom, and that it does not say that anything happened."""
    assert "It does not say that anything happened." in PAGE
    assert "of 21 claims checked by a person." in PAGE

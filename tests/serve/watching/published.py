"""Feeds, pages and a finder for tests of polling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from reportedly.keep.translations import through
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem

START = datetime(2024, 3, 4, 6, tzinfo=UTC)
HOST = "http://news.example"
FEED = f"{HOST}/feed.xml"


@dataclass(frozen=True)
class Published:
    """An article, and what the feed says of it."""

    number: int
    at: datetime = START
    path: str = ""
    guid: str | None = None
    updated: datetime | None = None
    words: str = ""
    content: str = ""

    @property
    def link(self) -> str:
        return self.path or f"/story/{self.number}"


@dataclass
class Quick:
    """A finder that finds nothing, and notes what it looked through."""

    method: str = "rules/quick"
    looked: list[str] = field(default_factory=list)

    def method_for(self, document: Document, translation: Document | None = None) -> str:
        return through(self.method, translation) if translation else self.method

    def reads(self, language: str) -> bool:
        return language == "en"

    def claims_through(
        self, document: Document, translation: Document
    ) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        return self.claims(document)

    def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        self.looked.append(document.title or "")
        return (), ()


def title(number: int) -> str:
    return f"Convoy {number} reaches the depot"


def article(one: Published) -> bytes:
    """The page of an article, with what surrounds it."""
    day = one.at.date().isoformat()
    words = one.words or f"The ministry of Arland said that convoy number {one.number} brought 40 crates of shells."
    paragraphs = "".join(
        f"<p>{sentence}</p>"
        for sentence in (
            words,
            f"An officer at depot {one.number} told reporters that the crates were counted at the gate on arrival.",
            "The ministry did not say where the crates had been loaded, and gave no date for the next convoy.",
        )
    )
    head = (
        f"<title>{title(one.number)}</title><meta property='article:published_time' content='{day}T08:00:00Z'>"
        "<meta property='og:site_name' content='The Arland Desk'>"
    )
    page = f"<!doctype html><html lang='en'><head>{head}</head><body><nav>Home</nav>"
    return (page + f"<article><h1>{title(one.number)}</h1>{paragraphs}</article></body></html>").encode()


def rss(entries: Iterable[Published], host: str = HOST) -> bytes:
    """A feed of articles."""
    items = "".join(
        f"<item><title>{title(one.number)}</title><link>{escape(host + one.link)}</link>"
        + f"<guid isPermaLink='false'>{escape(one.guid or f'g{one.number}')}</guid>"
        + f"<pubDate>{format_datetime(one.at)}</pubDate>"
        + (f"<atom:updated>{one.updated.isoformat()}</atom:updated>" if one.updated else "")
        + (f"<description>{escape(one.content)}</description>" if one.content else "")
        + "</item>"
        for one in entries
    )
    opening = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'>"
    return f"{opening}<channel><title>Arland feed</title><link>{host}</link>{items}</channel></rss>".encode()


def hours(number: float) -> timedelta:
    return timedelta(hours=number)

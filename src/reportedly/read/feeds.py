"""Feeds: RSS and Atom, of any version, as their entries. Nothing is fetched: bytes in, entries and problems out."""

from __future__ import annotations

import html
import io
import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]
from feedparser.exceptions import ThingsNobodyCaresAboutButMe  # type: ignore[import-untyped]

from reportedly.read.encoding import decoded, storable
from reportedly.terms.fetching import FeedEntry
from reportedly.terms.problem import Problem

MOST_BYTES = 10_000_000
"""Of one feed, 10 MB. A feed of news has 0.01-1 MB."""

BOUNDS: tuple[tuple[bytes, int, str], ...] = (
    (b"<", 200_000, "elements"),
    (b"&", 1_000_000, "references"),
    (b"xml:base", 1_000, "bases of addresses"),
)
"""Of one feed: what is counted, how many there may be, and what they are called. Five hundred long entries in XHTML have
some 50,000 elements; a million take gigabytes. The parser's time grows with the square of bases within each other.
"""
EARLIEST = 1990
"""No page of the web is older: an earlier year is a mistake."""

_TAG = re.compile(r"<[^<>]*>")
_ENDS = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_PLAIN = "text/plain"


def read_feed(data: bytes, url: str) -> tuple[tuple[FeedEntry, ...], tuple[Problem, ...]]:
    """The entries of a feed in its own order, and the problems met; never raises on any bytes. url: of the feed; links are
    completed by it.

    Problems: `too-large`, `not-a-feed`, `malformed-feed` (a warning where entries were found all the same).
    """
    if len(data) > MOST_BYTES:
        return (), (Problem("too-large", f"the feed is larger than {MOST_BYTES // 1_000_000} MB", url),)
    for mark, most, called in BOUNDS:
        if data.count(mark) > most:
            return (), (Problem("too-large", f"the feed has more than {most:,} {called}", url),)
    if _ENTITY.search(data.replace(b"\0", b"")):  # they can unfold to gigabytes
        return (), (Problem("malformed-feed", "the feed declares entities of its own; such are not read", url),)
    data = _narrowed(data)
    told = {"content-type": "application/xml"}  # no address: the parser would complete guids by it as well
    try:
        found = feedparser.parse(io.BytesIO(data), response_headers=told)
    except (ValueError, AssertionError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        return (), (Problem("malformed-feed", f"the feed is malformed beyond repair ({type(fault).__name__})", url),)
    broken = bool(found.bozo) and not isinstance(found.get("bozo_exception"), ThingsNobodyCaresAboutButMe)
    title = _plain(found.feed.get("title"))
    entries = [_entry(dict(raw.items()), url, title) for raw in found.entries]
    if broken and len(_ENDS.findall(data)) < len(entries):
        entries.pop()  # it is cut off in the middle, and so may be its address
    return tuple(entries), _problems(found, bool(entries), broken, url)


def _narrowed(data: bytes) -> bytes:
    """A feed in letters of two bytes in UTF-8, and without the line that says otherwise."""
    found = decoded(data) if b"\0" in data[:64] else None
    return _DECLARATION.sub("", found.text, count=1).encode() if found else data


def _problems(found: Any, any_entry: bool, broken: bool, url: str) -> tuple[Problem, ...]:
    if not (found.get("version") or any_entry):
        return (Problem("not-a-feed", "it is neither RSS nor Atom", url),)
    if not broken:
        return ()
    reason = " ".join(str(found.get("bozo_exception", "")).split())[:120]
    if any_entry:
        return (Problem("malformed-feed", f"the feed is malformed; entries may be missing ({reason})", url, "warning"),)
    return (Problem("malformed-feed", f"the feed is malformed, and nothing in it can be read ({reason})", url),)


def _entry(raw: Mapping[str, Any], base: str, title: str | None) -> FeedEntry:
    published, updated = _instant(raw, "published"), _instant(raw, "updated")
    origin = raw.get("source")
    return FeedEntry(
        storable(str(raw.get("id") or "")).strip(),
        _address(_link(raw), base),
        _plain(raw.get("title")) or "",
        published or updated,
        updated,
        _content(raw),
        (_plain(origin.get("title")) if isinstance(origin, Mapping) else None) or title,
    )


def _link(raw: Mapping[str, Any]) -> str:
    """The entry's link. A guid stands for one only where it is an address itself: the parser takes a number for one."""
    guid, link = str(raw.get("id") or "").strip(), str(raw.get("link") or "").strip()
    is_number = raw.get("guidislink") and link == guid and not re.match(r"https?://", guid, re.IGNORECASE)
    return "" if is_number else link


def _address(link: object, base: str) -> str | None:
    """An address of the web other than the feed's own, None for anything else."""
    try:
        whole = urljoin(base, storable(str(link or "")).strip())
        parts = urlsplit(whole)
        is_page = parts.scheme in ("http", "https") and bool(parts.hostname) and urldefrag(whole).url != base
        return whole if link and is_page else None
    except ValueError:
        return None


def _content(raw: Mapping[str, Any]) -> str:
    """The longest of the texts that an entry holds, as HTML, or as it is where that is the same."""
    listed = raw.get("content")
    texts = [*(listed if isinstance(listed, list) else ()), raw.get("summary_detail") or {"value": raw.get("summary")}]
    told = [(str(text.get("value") or ""), text.get("type")) for text in texts]
    value, kind = max(told, key=lambda one: len(one[0]))
    text = storable(value).strip()
    if kind != _PLAIN or not set("<&") & set(text):
        return text
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def _plain(text: object) -> str | None:
    """Words without markup, in one line."""
    if not isinstance(text, str):
        return None
    return " ".join(storable(html.unescape(_TAG.sub("", text))).split()) or None


def _instant(raw: Mapping[str, Any], name: str) -> datetime | None:
    """A date, None for one that is none: the parser takes 31 February for a day in March."""
    told, words = raw.get(f"{name}_parsed"), str(raw.get(name) or "").strip()
    try:
        if re.match(r"\d{4}-\d{2}-\d{2}", words):
            date.fromisoformat(words[:10])
        found = datetime.fromtimestamp(timegm(told), UTC) if told else None
        return found if found and found.year >= EARLIEST else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None

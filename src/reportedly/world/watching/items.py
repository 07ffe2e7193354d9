"""What a source published, and how far reading it has come."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from urllib.parse import urldefrag

from reportedly.terms.document import content_id, sha256
from reportedly.terms.fetching import FeedEntry
from reportedly.terms.problem import Problem

ItemState = Literal["waiting", "read", "given-up"]
SHORTEST_REST = timedelta(hours=1)
"""The least time after which a page is read again because its feed says that it changed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a source published: an entry, a version of a page, a file. key: what makes it this one within its
    source; url: of its page, or its path; content: the text that the source itself held of it, None where it held none;
    settled_at: when it was last read or given up; next_at: not before then, None for at once.
    """

    source: str
    key: str
    url: str | None
    seen_at: datetime
    title: str = ""
    publisher: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    state: ItemState = "waiting"
    attempts: int = 0
    next_at: datetime | None = None
    settled_at: datetime | None = None
    fault: Problem | None = None
    document_id: str | None = None
    body_sha256: str | None = None
    content: bytes | None = None


def item_of(source: str, entry: FeedEntry, seen_at: datetime, whole: bool) -> Item:
    """What an entry of a feed is before anything is known of it. whole: the feed holds the text itself."""
    content = entry.content.encode() or None
    return Item(
        source,
        key_of(entry) if whole else page_key(entry),
        entry.url,
        seen_at,
        entry.title,
        entry.publisher,
        entry.published,
        entry.updated,
        body_sha256=sha256(content) if content else None,
        content=content,
    )


def key_of(entry: FeedEntry) -> str:
    """What makes an entry this one: its guid and address, else its words. Two with one guid and two addresses are two."""
    if entry.guid or entry.url:
        return content_id("n", entry.guid, entry.url)
    return content_id("n", "", None, entry.title, entry.content)


def page_key(entry: FeedEntry) -> str:
    """What makes an entry this one where its page is read: the address of the page, since some feeds make up new guids at
    every poll; without one as `key_of`."""
    return content_id("p", urldefrag(entry.url).url) if entry.url else key_of(entry)


def is_later(news: Item, known: Item) -> bool:
    """Whether an entry that is known was published anew since: its text in the feed, or the time that it gives, moved."""
    rewritten = news.body_sha256 is not None and news.body_sha256 != known.body_sha256
    return rewritten or (news.updated is not None and (known.updated is None or news.updated > known.updated))


def again_at(known: Item) -> datetime | None:
    """When the page of an entry that its feed calls changed may be asked for again: after as long as it has been known, so
    that a feed which says so at every poll is believed ever more rarely. None for at once.
    """
    if known.settled_at is None:
        return known.next_at
    return known.settled_at + max(SHORTEST_REST, known.settled_at - known.seen_at)


def distinct(items: Iterable[Item]) -> dict[str, Item]:
    """The items by their keys; of those with one key the one that was changed last, else the first."""
    kept: dict[str, Item] = {}
    for item in items:
        other = kept.setdefault(item.key, item)
        if item.updated and (other.updated is None or item.updated > other.updated):
            kept[item.key] = item
    return kept


def fault_json(fault: Problem | None) -> str | None:
    """A fault as the tables keep it."""
    return json.dumps(asdict(fault), ensure_ascii=False) if fault else None


def fault_of(told: str | None) -> Problem | None:
    """A fault as the tables keep it, taken up again."""
    return Problem(**json.loads(told)) if told else None


def item_row(item: Item) -> dict[str, Any]:
    """The row of an item."""
    row = {name: getattr(item, name) for name in Item.__slots__ if name != "content"}
    return {**row, "fault": fault_json(item.fault)}


def item_from(row: Any) -> Item:
    """The item of a row, without its text."""
    told = dict(row._mapping)
    return Item(**{**told, "title": told["title"] or "", "fault": fault_of(told["fault"])})

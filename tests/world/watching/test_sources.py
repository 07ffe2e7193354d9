"""What is kept of watched sources, in the ledger's database beside its chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reportedly.errors import UsageError
from reportedly.keep.ledger import Ledger
from reportedly.terms.document import sha256
from reportedly.terms.fetching import FeedEntry, Fetched
from reportedly.terms.problem import Problem
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.watching.items import Item, again_at, is_later, item_of, key_of, page_key
from reportedly.world.watching.overview import body, fetches, health
from reportedly.world.watching.sources import Noted, SourceState, SourceStore

AT = datetime(2024, 3, 4, 6, tzinfo=UTC)
URL = "http://news.example/feed.xml"
HOUR = timedelta(hours=1)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    opened = open_ledger(place, FixedClock())
    yield opened
    opened.close()


def item(number: int, **known: object) -> Item:
    return replace(Item("desk", f"k{number}", f"http://news.example/{number}", AT, title=f"No. {number}"), **known)  # type: ignore[arg-type]


def put(store: SourceStore, *items: Item, at: datetime = AT, whole: bool = False) -> Noted:
    return store.put(SourceState("desk", polled_at=at), items, whole)


def test_every_fetch_is_noted_and_each_body_once(ledger: Ledger) -> None:
    """Successes and failures are given back whole, the last one first; the same body twice is kept once, untouched."""
    store, data = SourceStore(ledger), b"<rss>" + b"x" * 10_000
    good = Fetched(URL, AT, (URL, URL + "?2"), 200, (("etag", '"1"'), ("etag", '"2"')), data, 0.25)
    bad = Fetched(URL, AT + HOUR, (URL,), 500, fault=Problem("server-error", "it has a fault", URL), seconds=1.5)
    for fetched in (good, good, bad):
        store.note_fetch("desk", fetched)
    store.note_fetch("other", replace(good, url="http://other.example/"))
    last, first, _ = fetches(ledger, "desk")
    assert (last.status, last.fault, last.sha256, last.size, last.at) == (500, bad.fault, None, 0, AT + HOUR)
    assert (first.hops, first.headers, first.size, first.seconds) == (good.hops, good.headers, len(data), 0.25)
    assert body(ledger, first.sha256 or "") == data
    assert len(fetches(ledger)) == 4
    assert [note.number for note in fetches(ledger, "desk", 1)] == [last.number]
    assert body(ledger, sha256(b"other")) is None
    assert store.was_asked("desk", URL, good.sha256)
    assert not store.was_asked("other", URL)
    assert store.header("desk", sha256(data), "etag") == '"1"'


def test_a_failed_fetch_keeps_no_body(ledger: Ledger) -> None:
    """Where an address only failed, it never gave a body."""
    store = SourceStore(ledger)
    store.note_fetch("desk", Fetched(URL, AT, (URL,), fault=Problem("timeout", "too late", URL)))
    assert not store.was_asked("desk", URL)


def test_where_a_source_stands(ledger: Ledger) -> None:
    """A source that was never polled stands at nothing; what is kept comes back, and news have their instant."""
    store = SourceStore(ledger)
    assert store.state("desk") == SourceState("desk")
    fault = Problem("timeout", "too late", URL)
    told = SourceState("desk", '"1"', "Mon", "a" * 64, AT, AT + HOUR, None, 3, fault)
    assert store.put(told) == Noted()
    assert store.state("desk") == told
    store.put(told, (item(1),))
    assert store.state("desk").news_at == AT
    store.put(replace(told, polled_at=AT + HOUR, news_at=AT), (item(1),))
    assert store.state("desk").news_at == AT


def test_only_what_is_unknown_is_noted(ledger: Ledger) -> None:
    """An item is noted once, in the order in which it was seen; a gap is where nothing was known although something had
    been there."""
    store = SourceStore(ledger)
    assert put(store, item(1), item(2), item(1)) == Noted(2)
    assert put(store, item(2), item(3, seen_at=AT + HOUR)) == Noted(1)
    assert put(store) == Noted()
    assert put(store, item(8, seen_at=AT + 2 * HOUR)) == Noted(1, 0, True)
    assert [each.key for each in store.waiting("desk", AT, 10)] == ["k1", "k2", "k3", "k8"]
    assert [each.key for each in store.waiting("desk", AT, 2)] == ["k1", "k2"]
    assert store.keys("desk") == {"k1", "k2", "k3", "k8"}
    assert store.waiting("other", AT, 10) == ()


def test_what_was_settled_stays_so(ledger: Ledger) -> None:
    """An item that was read or given up, or waits its turn, is not due; the counts say so."""
    store = SourceStore(ledger)
    put(store, item(1), item(2), item(3), item(4))
    one, two, three, _ = store.waiting("desk", AT, 10)
    store.settle(replace(one, state="read", document_id="d-1", settled_at=AT))
    store.settle(replace(two, state="given-up", fault=Problem("robots", "no", "x"), settled_at=AT))
    store.settle(replace(three, attempts=1, next_at=AT + HOUR))
    put(store, item(1), item(2), item(3))
    assert [each.key for each in store.waiting("desk", AT, 10)] == ["k4"]
    assert [each.key for each in store.waiting("desk", AT + HOUR, 10)] == ["k3", "k4"]
    assert store.next_at("desk") == AT
    (told,) = health(ledger)
    assert (told.name, told.waiting, told.read, told.given_up) == ("desk", 2, 1, 1)


def test_what_is_published_anew_waits_again(ledger: Ledger) -> None:
    """With a later `updated`, or other words in the feed, an item that was read waits again, not sooner than an hour or
    as long after as it was known; where the source holds its words, at once and with them."""
    store = SourceStore(ledger)
    put(store, item(1, updated=AT))
    (one,) = store.waiting("desk", AT, 1)
    store.settle(replace(one, state="read", attempts=1, document_id="d-1", settled_at=AT + 3 * HOUR))
    assert put(store, item(1, updated=AT)) == Noted()
    assert put(store, item(1, updated=AT + HOUR, title="Corrected")) == Noted(0, 1)
    assert store.waiting("desk", AT + 5 * HOUR, 1) == ()
    (again,) = store.waiting("desk", AT + 6 * HOUR, 1)
    assert (again.title, again.attempts, again.document_id, again.seen_at) == ("Corrected", 0, "d-1", AT)
    store.settle(replace(again, state="read", settled_at=AT + 6 * HOUR))
    words = b"Other words."
    told = item(1, body_sha256=sha256(words), content=words, seen_at=AT + 7 * HOUR)
    assert put(store, told, whole=True) == Noted(0, 1)
    (held,) = store.waiting("desk", AT + 7 * HOUR, 1)
    assert (store.body(held.body_sha256 or ""), held.seen_at) == (words, AT + 7 * HOUR)
    assert put(store, told, whole=True) == Noted()


def test_the_same_bytes_were_read_before(ledger: Ledger) -> None:
    """A file that was touched is known by its bytes and its path."""
    store = SourceStore(ledger)
    put(store, item(1))
    (one,) = store.waiting("desk", AT, 1)
    store.settle(replace(one, state="read", document_id="d-1", body_sha256="b" * 64))
    assert store.read_before(replace(one, key="other", body_sha256="b" * 64)) == "d-1"
    assert store.read_before(replace(one, key="other", body_sha256="c" * 64)) is None
    assert store.read_before(replace(one, key="other", body_sha256="b" * 64, url="elsewhere")) is None


def test_what_makes_an_entry_this_one() -> None:
    """Guid and address where the feed holds the text, the address alone where its page is read; else its words."""
    one = FeedEntry("g", "http://a.example/1", "T")
    assert key_of(one) != key_of(replace(one, url="http://a.example/2")) != key_of(replace(one, guid="h"))
    assert key_of(one) == key_of(replace(one, title="Other", updated=AT))
    assert page_key(one) == page_key(replace(one, guid="h", url="http://a.example/1#part"))
    bare = FeedEntry("", None, "T", content="C")
    assert page_key(bare) == key_of(bare) != key_of(replace(bare, content="D"))


def test_when_an_entry_is_later() -> None:
    """Only what moved on is later: not an earlier `updated`, nor one that is gone."""
    known = item_of("desk", FeedEntry("g", None, "T", updated=AT, content="words"), AT, True)
    assert not is_later(known, known)
    assert not is_later(replace(known, updated=AT - HOUR), known)
    assert not is_later(replace(known, updated=None, body_sha256=None), known)
    assert is_later(replace(known, updated=AT + HOUR), known)
    assert is_later(replace(known, body_sha256="b" * 64), known)
    assert again_at(replace(known, settled_at=AT)) == AT + HOUR
    assert again_at(known) is None


def test_a_ledger_in_memory_keeps_nothing_of_it() -> None:
    """To keep is refused; to ask gives nothing."""
    ledger = MemoryLedger(FixedClock())
    with pytest.raises(UsageError):
        SourceStore(ledger)
    assert (health(ledger), fetches(ledger), body(ledger, "a")) == ((), (), None)


def test_it_is_no_part_of_the_chain(ledger: Ledger) -> None:
    """Nothing of it is a batch, and the ledger stays sound."""
    put(SourceStore(ledger), item(1))
    assert (list(ledger.batches()), ledger.check()) == ([], [])

"""Polling: what sources publish is read once, whatever befalls in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from reportedly.errors import UsageError
from reportedly.keep.ledger import Ledger
from reportedly.serve import wiring
from reportedly.serve.watching.polling import MOST, due_at, poll
from reportedly.serve.watching.round import Polled, PollStep
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.fetching import Fetched
from reportedly.terms.problem import Problem
from reportedly.terms.watching import PolledSource, Watch
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.watching.overview import body, fetches, health
from reportedly.world.watching.sources import SourceStore
from reportedly.world.web.offline import OfflineWeb
from serve.watching.published import FEED, HOST, START, Published, Quick, article, hours, rss, title

DESK = PolledSource("desk", "feed", FEED)


@dataclass
class Desk:
    """A ledger, a web and a clock to poll with."""

    ledger: Ledger
    web: OfflineWeb
    clock: FixedClock
    finder: Quick
    pages: dict[str, bytes | str | Fetched]

    def publish(self, *entries: Published) -> None:
        """Serve a feed of these, and their pages."""
        self.pages[FEED] = rss(entries)
        self.pages.update({HOST + one.link: article(one) for one in entries if HOST + one.link not in self.pages})

    def poll(self, *sources: PolledSource, due_only: bool = True, after: timedelta = timedelta()) -> Polled:
        self.clock.move(after)
        self.web.at = self.clock()
        watch = Watch(sources or (DESK,))
        return poll(watch, self.ledger, self.web, self.finder, self.clock, due_only=due_only)

    def asked(self, url: str) -> int:
        return sum(request.url == url for request in self.web.asked)

    @property
    def documents(self) -> list[Document]:
        return list(self.ledger.standing().documents.values())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = FixedClock(START)
    pages: dict[str, bytes | str | Fetched] = {}
    made = Desk(open_ledger(tmp_path / "l.db", clock), OfflineWeb(pages, START), clock, Quick(), pages)
    yield made
    made.ledger.close()


def slugs(polled: Polled) -> list[str]:
    return [problem.slug for problem in polled.problems]


def failed(slug: str, status: int | None = None, url: str = FEED, **more: float) -> Fetched:
    return Fetched(url, START, (url,), status, fault=Problem(slug, "it failed", url), **more)


def test_what_a_feed_links_to_is_read_with_what_is_known_of_it(desk: Desk) -> None:
    """A page is read under its own address and name, at the instant of its fetch; the feed's title names no publisher."""
    desk.publish(Published(1), Published(2))
    polled = desk.poll()
    assert (polled.documents, polled.new, slugs(polled)) == (2, 2, [])
    first = min(desk.documents, key=lambda document: document.url or "")
    assert (first.url, first.publisher, first.title) == (f"{HOST}/story/1", "The Arland Desk", title(1))
    assert (first.retrieved_at, first.published_on) == (START, date(2024, 3, 4))
    assert body(desk.ledger, first.raw_sha256 or "") == desk.pages[f"{HOST}/story/1"]
    (count,) = polled.sources
    assert (count.name, count.found, count.read, count.documents) == ("desk", 2, 2, 2)


def test_what_is_polled_becomes_claims(desk: Desk) -> None:
    """With the rules as shipped, the claims of an article stand in the ledger under its publisher and address."""
    words = "South Korea's defence minister said on Monday that North Korea had sent 40 containers of shells to Russia."
    desk.publish(Published(1, words=words))
    polled = poll(Watch((DESK,)), desk.ledger, desk.web, wiring.reader(), desk.clock, due_only=True)
    assert polled.claims >= 1
    claims = desk.ledger.standing().claims.values()
    sent = next(claim for claim in claims if claim.quantity and claim.quantity.low == 40)
    assert (sent.actor, sent.recipient, sent.document.url) == (("KP",), ("RU",), f"{HOST}/story/1")
    assert (sent.document.publisher, sent.document.published_on) == ("The Arland Desk", START.date())


def sent(url: str, data: bytes, content_type: str) -> Fetched:
    return Fetched(url, START, (url,), 200, (("content-type", content_type),), data)


def test_the_day_of_a_page_and_of_its_feed_may_differ_by_where_it_begins(desk: Desk) -> None:
    """A page a day off its feed is no matter, one days off is a warning; where it names no day the feed's is used."""
    near, far, none = (Published(n, at=START - timedelta(days=days)) for n, days in ((1, 0), (2, 3), (3, 5)))
    desk.publish(near, far, none)
    desk.pages[HOST + near.link] = article(replace(near, at=START + timedelta(days=1)))
    desk.pages[HOST + far.link] = article(replace(far, at=START))
    desk.pages[HOST + none.link] = article(none).replace(b"article:published_time", b"x")
    polled = desk.poll()
    assert [(problem.slug, problem.where) for problem in polled.problems] == [("date-differs", HOST + far.link)]
    days = {document.url: document.published_on for document in desk.documents}
    assert days == {
        HOST + near.link: date(2024, 3, 5),
        HOST + far.link: date(2024, 3, 4),
        HOST + none.link: date(2024, 2, 28),
    }


def test_what_a_server_says_of_a_body_decides_how_it_is_read(desk: Desk) -> None:
    """Letters and kind are as the header has them: a page is a page whatever its address ends in, and no address makes lines
    that call themselves documents of somebody else."""
    words = "Заявление министерства о сорока ящиках снарядов, которые были доставлены на склад в Арланде."
    page = article(Published(1, words=words)).replace(b"<!doctype html>", b"<!-- a comment -->")
    desk.publish(Published(1, path="/story.txt"), Published(2, path="/lines.jsonl"), Published(3, path="/plain"))
    desk.pages[f"{HOST}/story.txt"] = sent(
        f"{HOST}/story.txt", page.decode().encode("cp1251"), "text/html; charset=windows-1251"
    )
    line = b'{"text": "Arland sent 40 crates.", "publisher": "Somebody else", "url": "http://else.example/"}\n'
    desk.pages[f"{HOST}/lines.jsonl"] = sent(f"{HOST}/lines.jsonl", line, "application/octet-stream")
    desk.pages[f"{HOST}/plain"] = sent(f"{HOST}/plain", b"Arland sent <40> crates.", "text/plain")
    desk.poll()
    found = {document.url: document for document in desk.documents}
    assert words in found[f"{HOST}/story.txt"].text
    assert "<p>" not in found[f"{HOST}/story.txt"].text
    assert found[f"{HOST}/plain"].text == "Arland sent <40> crates."
    assert {document.publisher for document in desk.documents} == {"The Arland Desk", "Arland feed"}
    assert "http://else.example/" not in found


def test_reading_feeds_needs_what_reads_them() -> None:
    """Where the extra is not installed, that is said in one line."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.modules['feedparser'] = None\n"
            "from reportedly.errors import UsageError\n"
            "from reportedly.serve.watching.looking import feed_reader\n"
            "try:\n    feed_reader()\nexcept UsageError as fault:\n    print(fault)",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout == "reading feeds needs feedparser: pip install 'reportedly[watch]'\n", told.stderr


def test_the_users_publisher_language_and_handling_come_first(desk: Desk) -> None:
    """What the row of a source says of its documents holds over what pages say of themselves."""
    desk.publish(Published(1))
    desk.poll(replace(DESK, publisher="Arland News", handling="restricted"))
    (document,) = desk.documents
    assert (document.publisher, document.handling) == ("Arland News", "restricted")


def test_an_unchanged_feed_is_not_looked_through_again(desk: Desk) -> None:
    """A feed that is unchanged is asked for with its etag, and nothing is asked for besides."""
    desk.publish(Published(1))
    desk.poll()
    asked = len(desk.web.asked)
    polled = desk.poll(after=hours(1))
    assert (polled.documents, len(desk.web.asked)) == (0, asked + 1)
    assert desk.web.asked[-1].etag is not None
    assert fetches(desk.ledger, "desk", 1)[0].status == 304


def test_a_source_waits_for_its_time(desk: Desk) -> None:
    """Where only what is due is polled, a source is left alone until its time has passed; else it is asked all the same."""
    desk.publish(Published(1))
    desk.poll()
    assert due_at(Watch((DESK,)), desk.ledger) == START + hours(1)
    desk.poll(after=hours(0.9))
    assert desk.asked(FEED) == 1
    desk.poll(due_only=False)
    assert desk.asked(FEED) == 2


def test_a_clock_that_ran_ahead_silences_no_source(desk: Desk) -> None:
    """A source that was polled by a clock years ahead is polled again once the clock is right, and then waits as usual; one
    that goes back by seconds changes nothing."""
    desk.publish(Published(1))
    desk.poll(after=timedelta(days=3_650))
    desk.poll(after=timedelta(seconds=-30))
    assert desk.asked(FEED) == 1
    desk.publish(Published(1), Published(2))
    assert desk.poll(after=timedelta(days=-3_650)).new == 1
    desk.poll(after=hours(0.5))
    assert desk.asked(FEED) == 2
    assert desk.ledger.check() == []


def test_another_address_under_an_old_name_is_asked_without_conditions(desk: Desk) -> None:
    """The etag of one address is never sent to another, nor is a gap seen between two feeds."""
    desk.publish(Published(1))
    desk.poll()
    other = replace(DESK, where=f"{HOST}/other.xml")
    desk.pages[other.where] = rss([Published(2)])
    desk.pages[f"{HOST}/story/2"] = article(Published(2))
    polled = desk.poll(other, due_only=False)
    assert next(request for request in desk.web.asked if request.url == other.where).etag is None
    assert (polled.new, slugs(polled)) == (1, [])


def test_failures_of_a_source_put_off_the_next_poll(desk: Desk) -> None:
    """Each failure doubles the wait, up to a day; the first success ends that. Each has its line and its fault is kept."""
    desk.pages[FEED] = failed("server-error", 500)
    waits = []
    for _ in range(7):
        polled = desk.poll(due_only=False)
        assert slugs(polled) == ["server-error"]
        (state,) = health(desk.ledger)
        assert state.next_at is not None
        waits.append((state.next_at - desk.clock()) / hours(1))
    assert waits == [1, 2, 4, 8, 16, 24, 24]
    assert (state.failures, state.fault and state.fault.slug) == (7, "server-error")
    desk.publish(Published(1))
    desk.poll(due_only=False)
    (state,) = health(desk.ledger)
    assert (state.failures, state.fault, state.news_at) == (0, None, desk.clock())
    assert [note.status for note in fetches(desk.ledger, "desk")].count(500) == 7


def test_a_server_that_asks_for_rest_is_left_alone_so_long(desk: Desk) -> None:
    """Retry-After goes before the usual wait where it is longer."""
    desk.pages[FEED] = failed("too-many-requests", 429, retry_after=7_200.0)
    desk.poll()
    assert due_at(Watch((DESK,)), desk.ledger) == START + hours(2)


def test_a_page_that_fails_is_tried_again_ever_later_and_then_given_up(desk: Desk) -> None:
    """After 1, 5, 30 minutes, 2, 6 hours and days a page is asked for again, until the manners' attempts are used up."""
    desk.publish(Published(1))
    page = f"{HOST}/story/1"
    desk.pages[page] = failed("server-error", 500, page)
    desk.poll()
    minutes = []
    while (due := due_at(Watch((DESK,)), desk.ledger)) and desk.asked(page) < 8:
        before, last = desk.asked(page), desk.clock()
        desk.poll(after=due - desk.clock())
        if desk.asked(page) > before:
            minutes.append(round((desk.clock() - START) / timedelta(minutes=1)))
        assert desk.clock() > last
    assert minutes == [1, 6, 36, 156, 516, 516 + 1440, 516 + 2880]
    (state,) = health(desk.ledger)
    assert (state.waiting, state.read, state.given_up) == (0, 0, 1)


@pytest.mark.parametrize(
    ("slug", "tries"), [("not-found", 3), ("robots", 1), ("private-address", 1), ("too-large", 1), ("refused", 3)]
)
def test_what_will_not_change_is_given_up_sooner(desk: Desk, slug: str, tries: int) -> None:
    """A page that is not there may be early and is tried three times; one that may not be asked for is not tried again."""
    desk.publish(Published(1))
    page = f"{HOST}/story/1"
    desk.pages[page] = failed(slug, 404, page)
    told = [slugs(desk.poll(after=hours(2))) for _ in range(6)]
    assert desk.asked(page) == tries
    assert [problem for problems in told for problem in problems] == [slug] * tries


def test_a_page_that_comes_late_is_read_when_it_comes(desk: Desk) -> None:
    """An entry whose page is not there yet is read at the next attempt."""
    desk.publish(Published(1))
    page = desk.pages.pop(f"{HOST}/story/1")
    assert slugs(desk.poll()) == ["not-found"]
    desk.pages[f"{HOST}/story/1"] = page
    polled = desk.poll(after=timedelta(minutes=1))
    assert (polled.new, slugs(polled), desk.asked(FEED)) == (1, [], 1)


def test_a_host_that_does_not_answer_is_left_alone_for_the_rest_of_the_poll(desk: Desk) -> None:
    """After three failures in a row the other pages of a host wait, without that counting against them."""
    entries = [Published(n) for n in range(1, 11)]
    desk.publish(*entries)
    for one in entries:
        desk.pages[HOST + one.link] = failed("timeout", None, HOST + one.link)
    polled = desk.poll()
    assert slugs(polled) == ["timeout"] * 3 + ["host-left"]
    assert (sum(desk.asked(HOST + one.link) for one in entries), polled.sources[0].put_off) == (3, 3)
    for one in entries:
        desk.pages[HOST + one.link] = article(one)
    assert desk.poll(after=timedelta(minutes=2)).new == 10


def test_a_broken_feed_gives_what_can_be_read_and_is_asked_for_whole_again(desk: Desk) -> None:
    """A feed that is cut off counts as not looked through: it is asked for without conditions until it is whole."""
    whole = rss([Published(n) for n in (1, 2, 3)])
    desk.publish(*(Published(n) for n in (1, 2, 3)))
    desk.pages[FEED] = whole[: whole.index(b"/story/3") + 4]
    polled = desk.poll()
    assert (polled.new, slugs(polled)) == (2, ["malformed-feed"])
    desk.pages[FEED] = whole
    polled = desk.poll(after=hours(1))
    assert (polled.new, slugs(polled)) == (1, [])
    assert all(request.etag is None for request in desk.web.asked if request.url == FEED)
    assert not any(request.url.endswith("/sto") for request in desk.web.asked)


def test_a_feed_that_stays_broken_is_told_of_once(desk: Desk) -> None:
    """The same broken body is not looked through again, and is asked for without conditions all the same."""
    desk.publish(Published(1), Published(2))
    desk.pages[FEED] = rss([Published(1), Published(2)]).replace(b"<title>Arland feed", b"<title>Arland & feed")
    assert [slugs(desk.poll(after=hours(1))) for _ in range(3)] == [["malformed-feed"], [], []]
    assert all(request.etag is None for request in desk.web.asked if request.url == FEED)
    assert health(desk.ledger)[0].fault is not None


def test_what_is_no_feed_is_a_failure(desk: Desk) -> None:
    """A page in a feed's place puts the source off like any failure."""
    desk.pages[FEED] = article(Published(1))
    assert slugs(desk.poll()) == ["not-a-feed"]
    assert health(desk.ledger)[0].failures == 1


def test_a_gap_is_told(desk: Desk) -> None:
    """A feed in which nothing was there before may have lost entries in between; one that goes on has not."""
    desk.publish(Published(1), Published(2))
    desk.poll()
    desk.publish(Published(2), Published(3))
    assert slugs(desk.poll(after=hours(1))) == []
    desk.publish(Published(8), Published(9))
    assert slugs(desk.poll(after=hours(1))) == ["feed-gap"]


def test_one_guid_with_two_addresses_is_two_entries(desk: Desk) -> None:
    """A feed that gives all its entries one guid is read all the same."""
    desk.publish(Published(1, guid="same"), Published(2, guid="same"))
    assert desk.poll().new == 2


def test_a_guid_made_up_at_every_poll_reads_nothing_again(desk: Desk) -> None:
    """Pages are known by their address, whatever guids and order their feed gives them."""
    for number in range(5):
        desk.publish(*(Published(n, guid=f"{n}-{number}") for n in ((1, 2, 3) if number % 2 else (3, 1, 2))))
        desk.poll(after=hours(1))
    assert [desk.asked(f"{HOST}/story/{n}") for n in (1, 2, 3)] == [1, 1, 1]


def test_a_page_that_is_published_anew_is_read_again(desk: Desk) -> None:
    """Where the feed's `updated` moves on and the page has other words, that is a further document; the first stays."""
    desk.publish(Published(1, updated=START))
    desk.poll()
    again = Published(1, updated=START + hours(3), words="The ministry of Arland corrected the number of crates to 44.")
    desk.pages[f"{HOST}/story/1"] = article(again)
    desk.publish(again)
    assert desk.poll(after=hours(4)).new == 1
    assert len(desk.documents) == 2


def test_a_feed_that_says_changed_at_every_poll_is_believed_ever_more_rarely(desk: Desk) -> None:
    """In a week of hourly polls with a new `updated` each, a page is asked for nine times, and is one document."""
    for number in range(7 * 24):
        desk.publish(Published(1, updated=START + hours(number)))
        desk.poll(after=hours(1))
    assert (desk.asked(f"{HOST}/story/1"), len(desk.documents)) == (9, 1)


def test_entries_that_hold_the_whole_text_are_read_from_the_feed(desk: Desk) -> None:
    """Of a source whose entries are whole no page is asked for; a text that changes is a further version at once."""
    source = replace(DESK, whole=True)
    words = "The ministry of Arland said that a convoy brought 40 crates of shells to the depot."
    desk.publish(Published(1, content=f"<p>{words}</p>"), Published(2, content="Plain & short words on 7 crates."))
    assert desk.poll(source).new == 2
    texts = {document.url: document.text for document in desk.documents}
    assert texts == {f"{HOST}/story/1": words, f"{HOST}/story/2": "Plain & short words on 7 crates."}
    assert {document.publisher for document in desk.documents} == {"Arland feed"}
    desk.publish(Published(1, content=f"<p>{words} It said so twice.</p>"))
    assert desk.poll(source, after=hours(1)).new == 1
    assert desk.asked(f"{HOST}/story/1") == 0
    again = next(document for document in desk.documents if "twice" in document.text)
    assert again.retrieved_at == desk.clock()
    desk.publish(Published(3, content="<img src='/only.png'>"))
    assert "page-without-text" in slugs(desk.poll(source, after=hours(1)))
    assert health(desk.ledger)[0].given_up == 1


def test_a_page_is_read_when_its_text_changes(desk: Desk) -> None:
    """A watched page is asked for with its etag; other words are a new version, other ornaments are nothing new."""
    source = PolledSource("page", "page", f"{HOST}/statements")
    desk.pages[source.where] = article(Published(1))
    assert desk.poll(source).new == 1
    assert desk.poll(source, after=hours(1)).documents == 0
    desk.pages[source.where] = article(Published(1)).replace(b"Home", b"Home | 3 visitors")
    polled = desk.poll(source, after=hours(1))
    assert (polled.documents, polled.new) == (1, 0)
    desk.pages[source.where] = article(Published(2))
    assert desk.poll(source, after=hours(1)).new == 1
    assert len(desk.documents) == 2


def test_files_of_a_folder_are_read_once_they_are_still(desk: Desk, tmp_path: Path) -> None:
    """New and changed files are read; one that may still be being written waits, and one that is touched is not read."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    source = PolledSource("inbox", "folder", str(folder))

    def write(name: str, words: str, at: datetime) -> None:
        (folder / name).write_text(words)
        os.utime(folder / name, (at.timestamp(), at.timestamp()))

    write("a.txt", "Arland sent 40 crates.", START - hours(1))
    write("b.txt", "Arland sent 50 crates.", START - timedelta(seconds=1))
    write(".hidden.txt", "no", START - hours(1))
    assert desk.poll(source).new == 1
    assert due_at(Watch((source,)), desk.ledger) == START + timedelta(seconds=2)
    assert desk.poll(source, after=timedelta(seconds=2)).new == 1
    os.utime(folder / "a.txt", (START.timestamp() - 60, START.timestamp() - 60))
    looked = len(desk.finder.looked)
    polled = desk.poll(source, after=hours(1))
    assert (polled.sources[0].found, polled.documents, len(desk.finder.looked)) == (1, 0, looked)
    write("a.txt", "Arland sent 41 crates.", desk.clock() - hours(0.5))
    assert desk.poll(source, after=hours(1)).new == 1
    assert len(desk.documents) == 3


def test_a_folder_that_is_gone_is_a_failure(desk: Desk, tmp_path: Path) -> None:
    """It is told in one line, and tried again."""
    assert slugs(desk.poll(PolledSource("inbox", "folder", str(tmp_path / "nowhere")))) == ["missing-path"]
    assert health(desk.ledger)[0].failures == 1


def test_messages_of_a_maildir_are_read_once(desk: Desk, tmp_path: Path) -> None:
    """A message that moves from `new` to `cur`, and gets flags, is no other; what is in `tmp` is not there yet."""
    box = tmp_path / "Mail"
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True)
    told = (
        b"From: Arland Desk <desk@news.example>\r\nDate: Mon, 4 Mar 2024 05:00:00 +0000\r\nMessage-ID: <1@news.example>\r\n"
        b"Subject: Convoy\r\n\r\nArland sent 40 crates.\r\n"
    )
    for path in (box / "new" / "1.host", box / "tmp" / "2.host"):
        path.write_bytes(told)
        os.utime(path, (START.timestamp() - 60, START.timestamp() - 60))
    source = PolledSource("mail", "mailbox", str(box))
    assert desk.poll(source).new == 1
    (box / "new" / "1.host").rename(box / "cur" / "1.host:2,S")
    polled = desk.poll(source, after=hours(1))
    assert (polled.sources[0].found, polled.new, len(desk.documents)) == (1, 0, 1)
    (document,) = desk.documents
    assert (document.publisher, document.url, document.title) == ("Arland Desk", "mid:1@news.example", "Convoy")


def test_a_text_that_no_claims_are_looked_for_in_counts_as_read_with_its_fault(desk: Desk) -> None:
    """A document in another language is kept and not tried again; why it gave nothing is said in its line."""

    class English(Quick):
        def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
            return (), (Problem("other-language", "its language is 'ko'", document.url or "", "warning"),)

    desk.finder = English()
    desk.publish(Published(1))
    assert slugs(desk.poll()) == ["other-language"]
    (state,) = health(desk.ledger)
    assert (state.read, state.waiting, len(desk.documents)) == (1, 0, 1)


def test_a_feed_of_thousands_is_read_in_several_polls(desk: Desk) -> None:
    """Beyond the bound the rest waits for the next poll, told in one line, and nothing is lost."""
    desk.publish(*(Published(n) for n in range(MOST + 7)))
    polled = desk.poll()
    assert (polled.new, slugs(polled)) == (MOST, ["more-waiting"])
    desk.publish()
    assert [desk.poll(after=hours(1)).new for _ in range(2)] == [7, 0]


def test_a_poll_stops_between_two_steps(desk: Desk) -> None:
    """Once it is told to stop nothing more is asked, and the rest is read the next time."""
    desk.publish(*(Published(n) for n in range(5)))
    steps: list[PollStep] = []
    watch = Watch((DESK,))
    poll(
        watch,
        desk.ledger,
        desk.web,
        desk.finder,
        desk.clock,
        due_only=True,
        stop=lambda: len(steps) == 3,
        told=steps.append,
    )
    assert [step.what for step in steps] == ["looked", "read", "read"]
    assert desk.poll().new == 3


def test_keeping_watch_needs_a_ledger_that_is_kept() -> None:
    """A ledger in memory is refused in one line."""
    clock = FixedClock(START)
    with pytest.raises(UsageError, match="in a file or a database"):
        poll(Watch(), MemoryLedger(clock), OfflineWeb({}), Quick(), clock, due_only=True)


def lived(path: Path, feed: bytes, pages: dict[str, bytes], clock: FixedClock, writes: int) -> int:
    """Poll in a process of its own, which is killed (kill -9) when it is about to keep something for the nth time. Returns
    the signal that ended it, 0 where it came to its end."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    code = 1
    try:
        ledger = open_ledger(path, clock)
        assert isinstance(ledger, SqlLedger)
        left = [writes]

        def written(_connection: object) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(ledger.engine, "commit", written)
        poll(Watch((DESK,)), ledger, OfflineWeb({**pages, FEED: feed}, clock()), Quick(), clock, due_only=False)
        ledger.close()
        code = 0
    finally:
        os._exit(code)


def test_killed_at_any_point_nothing_is_lost_or_read_twice(tmp_path: Path) -> None:
    """Wherever the process is killed, even if the feed has moved on by then, each entry that was noted is one document in
    the end; a feed whose etag is kept has all its entries noted."""
    early, late = [Published(n) for n in (1, 2)], [Published(n) for n in (3, 4)]
    pages = {HOST + one.link: article(one) for one in (*early, *late)}
    kept: list[int] = []
    for writes in range(60):
        path, clock = tmp_path / f"{writes}.db", FixedClock(START)
        ended = lived(path, rss(early), pages, clock, writes)
        ledger = open_ledger(path, clock)
        noted = health(ledger)
        known = noted[0].waiting + noted[0].read if noted else 0
        assert known in (0, len(early))
        assert SourceStore(ledger).state("desk").etag is None or known
        assert noted == () or noted[0].read <= len(ledger.standing().documents)
        web = OfflineWeb({**pages, FEED: rss(late)}, clock())
        poll(Watch((DESK,)), ledger, web, Quick(), clock, due_only=False)
        urls = [document.url for document in ledger.standing().documents.values()]
        assert sorted(filter(None, urls)) == sorted(HOST + one.link for one in (*(early if known else ()), *late))
        assert health(ledger)[0].waiting == 0
        assert ledger.check() == []
        ledger.close()
        kept.append(known)
        if ended == 0:
            assert set(kept) == {0, 2}
            return
        assert ended == -signal.SIGKILL
    pytest.fail("the poll never came to its end")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 12), st.permutations(range(4)), st.sampled_from(["", "guids", "updated", "500", "cut"])
        ),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_order_and_subset_of_polls_each_entry_is_read_once(
    polls: list[tuple[int, list[int], str]],
) -> None:
    """However the entries of a feed come and go, what was in a feed that could be read is one document, asked for
    once unless the feed calls it changed."""
    with TemporaryDirectory() as folder:
        clock = FixedClock(START)
        ledger = open_ledger(Path(folder) / "l.db", clock)
        expected: set[str] = set()
        asked: Counter[str] = Counter()
        for number, (first, order, quirk) in enumerate(polls):
            entries = [
                Published(
                    first + n,
                    guid=f"{number}-{n}" if quirk == "guids" else None,
                    updated=clock() if quirk == "updated" else None,
                )
                for n in order
            ]
            feed: bytes | Fetched = rss(entries)
            if quirk == "cut":
                feed = rss(entries)[:-30]
            if quirk == "500":
                feed, entries = failed("server-error", 500), []
            if quirk == "cut":
                entries = entries[:-1]
            web = OfflineWeb({FEED: feed} | {f"{HOST}/story/{n}": article(Published(n)) for n in range(20)}, clock())
            poll(Watch((DESK,)), ledger, web, Quick(), clock, due_only=False)
            expected |= {HOST + one.link for one in entries}
            asked.update(request.url for request in web.asked if request.url != FEED)
            clock.move(timedelta(minutes=7))
        documents = [document.url for document in ledger.standing().documents.values()]
        assert sorted(filter(None, documents)) == sorted(expected)
        changed = any(quirk == "updated" for *_, quirk in polls)
        assert changed or set(asked.values()) <= {1}
        ledger.close()

"""Polling of each kind of source: feeds that are broken or change, pages, folders, mailboxes."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.serve.watching.polling import MOST, due_at, poll
from reportedly.serve.watching.round import PollStep
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem
from reportedly.terms.watching import PolledSource, Watch
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.watching.overview import health
from reportedly.world.web.offline import OfflineWeb
from serve.watching.polling_desk import DESK, Desk, slugs
from serve.watching.published import FEED, HOST, START, Published, Quick, article, hours, rss


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
    first = desk.poll(source)
    assert (first.new, first.young) == (1, 1)
    assert due_at(Watch((source,)), desk.ledger) == START + timedelta(seconds=2)
    assert desk.poll(source, after=timedelta(seconds=2)).new == 1
    os.utime(folder / "a.txt", (START.timestamp() - 60, START.timestamp() - 60))
    looked = len(desk.finder.looked)
    polled = desk.poll(source, after=hours(1))
    assert (polled.sources[0].found, polled.documents, len(desk.finder.looked)) == (1, 0, looked)
    write("a.txt", "Arland sent 41 crates.", desk.clock() - hours(0.5))
    assert desk.poll(source, after=hours(1)).new == 1
    assert len(desk.documents) == 3


def test_odd_things_in_a_watched_folder(desk: Desk, tmp_path: Path) -> None:
    """A link out of it is told and not read; pipes, circles and dates beyond the calendar stop nothing."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("Chile sent 40 mortars to Peru.")
    (folder / "out.txt").symlink_to("../secret.txt")
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "up").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "meta.json")
    (folder / "late.txt").write_text("Chile sent 30 mortars to Peru.")
    for seconds in (10**12, -(10**9)):
        try:
            os.utime(folder / "late.txt", (seconds, seconds))
        except OSError:
            continue  # this file system knows no such date
    steps = desk.poll(PolledSource("inbox", "folder", str(folder)))
    assert "outside-folder" in slugs(steps)
    assert [Path(document.path).name for document in desk.ledger.standing().documents.values()] == ["late.txt"]


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

"""Polling: what sources publish is read once, whatever befalls in between."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from reportedly.serve import wiring
from reportedly.serve.watching.polling import due_at, poll
from reportedly.terms.watching import Watch
from reportedly.world.watching.overview import body, fetches, health
from serve.watching.polling_desk import DESK, Desk, failed, sent, slugs
from serve.watching.published import FEED, HOST, START, Published, article, hours, rss, title


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

"""Polling that is killed, and polls in any order: nothing is lost, nothing is read twice."""

from __future__ import annotations

import os
import signal
from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from reportedly.serve.watching.polling import poll
from reportedly.terms.fetching import Fetched
from reportedly.terms.watching import Watch
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.watching.overview import health
from reportedly.world.watching.sources import SourceStore
from reportedly.world.web.offline import OfflineWeb
from serve.watching.polling_desk import DESK, failed
from serve.watching.published import FEED, HOST, START, Published, Quick, article, rss


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

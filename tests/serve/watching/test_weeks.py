"""Weeks of watching a newsroom that misbehaves, with the real client over real connections."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from reportedly.keep.ledger import Ledger
from reportedly.serve.watching.polling import due_at, poll
from reportedly.serve.watching.round import PollStep
from reportedly.terms.watching import Manners, PolledSource, Watch
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.watching.overview import fetches, health
from reportedly.world.web.fetching import WebFetcher
from serve.watching.newsroom import ENDLESS, LARGE, Newsroom, is_private, is_readable, serving
from serve.watching.published import START, Quick

WEEKS = timedelta(weeks=2)
MOST_BYTES = 2_000_000
MANNERS = Manners(pause=0.0, timeout=0.8, most_bytes=MOST_BYTES, private=("127.0.0.1",))


class Trap:
    """A listener on this machine that nobody may connect to."""

    def __init__(self) -> None:
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.2", 0))
        self.url = f"http://127.0.0.2:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


def resident() -> int:
    """The memory of this process in bytes, now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


class Sampled:
    """The most memory that this process held while it is entered, looked at a hundred times a second."""

    def __enter__(self) -> Sampled:
        self.most = resident()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.01):
            self.most = max(self.most, resident())


def watched(watch: Watch, ledger: Ledger, clock: FixedClock, until: datetime) -> tuple[list[PollStep], list[int]]:
    """Poll whenever something is due, as a program does that keeps watch; the steps, and the memory after each poll."""
    steps: list[PollStep] = []
    held: list[int] = []
    fetcher = WebFetcher(MANNERS, clock, "reportedly/1.0", sleep=lambda seconds: None)
    while clock() < until:
        poll(watch, ledger, fetcher, Quick(), clock, due_only=True, told=steps.append)
        held.append(resident())
        due = due_at(watch, ledger)
        assert due is not None
        clock.at = max(clock() + timedelta(minutes=1), due)
    return steps, held


def test_weeks_of_a_newsroom_that_misbehaves(tmp_path: Path) -> None:
    """All that was published and can be had is one document, asked for no more often than it must be; nothing private is
    asked; two gigabytes cost two megabytes; and each failure has its line."""
    clock, trap = FixedClock(START), Trap()
    newsroom = Newsroom(clock, START + WEEKS, trap.url)
    ledger = open_ledger(tmp_path / "l.db", clock)
    with serving(newsroom) as host:
        watch = Watch(
            (
                PolledSource("desk", "feed", f"{host}/feed.xml"),
                PolledSource("short", "feed", f"{host}/short.xml", timedelta(hours=4), whole=True),
            ),
            manners=MANNERS,
        )
        with Sampled() as memory:
            steps, held = watched(watch, ledger, clock, START + WEEKS + timedelta(days=8))
    trap.close()

    last = max(one.number for one in newsroom.published())
    urls = Counter(document.url for document in ledger.standing().documents.values())
    stories = {f"{host}/story/{n}" for n in range(1, last + 1) if is_readable(n)}
    short = {f"{host}/short/{n}" for n in range(1, int(WEEKS / timedelta(hours=6)) + 2)}
    assert urls == Counter(stories | short)
    assert last > 220

    assert trap.connections == 0
    assert newsroom.unchanged > 30
    often = [path for path, times in newsroom.asked.items() if path.startswith("/story/") and times > 5]
    assert {int(path.rpartition("/")[2]) % 7 for path in often} <= {0}
    assert newsroom.sent < 60 * MOST_BYTES

    faults = Counter((note.url, note.fault.slug) for note in fetches(ledger, limit=100_000) if note.fault)
    told = Counter((problem.where, problem.slug) for step in steps for problem in step.problems)
    lines = {key: number for key, number in told.items() if key[1] not in ("malformed-feed", "host-left")}
    assert lines == dict(faults)
    assert {slug for _, slug in faults} == {"server-error", "not-found", "timeout", "private-address", "too-large"}
    assert told[(f"{host}/feed.xml", "malformed-feed")] > 5
    for number in range(1, last + 1):
        assert (faults[(f"{host}/story/{number}", "private-address")] > 0) == is_private(number)
    assert faults[(f"{host}/story/{LARGE}", "too-large")] == faults[(f"{host}/story/{ENDLESS}", "too-large")] == 1

    half = len(held) // 2
    assert max(held[half:]) - max(held[:half]) < 15_000_000
    assert memory.most - held[0] < 40_000_000
    desk = next(each for each in health(ledger) if each.name == "desk")
    assert (desk.waiting, desk.read, desk.given_up) == (0, len(stories), last - len(stories))
    assert ledger.check() == []
    ledger.close()

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from reportedly.terms.fetching import Request
from reportedly.world.clock import FixedClock, system_clock
from reportedly.world.web.deadlines import Deadline
from reportedly.world.web.turns import Turns
from world.web.fetchers import QUICK, Waits, fetcher
from world.web.servers import Served, page


def take(turns: Turns, host: str, pause: float = 2.0) -> None:
    with turns.turn(host, pause, Deadline(10)):
        pass


def test_one_host_after_another() -> None:
    """The pause is that of one host; another is asked at once, and so is one that was not asked for long."""
    clock = FixedClock()
    waits = Waits(clock)
    turns = Turns(clock, waits)
    for host in ("a", "b", "a", "a"):
        take(turns, host)
    clock.move(timedelta(seconds=1.5))
    take(turns, "a")
    clock.move(timedelta(seconds=9))
    take(turns, "a")
    assert waits.waited == [2.0, 2.0, 0.5]


def test_a_clock_put_back() -> None:
    """A clock that is put back makes nobody wait longer than the pause."""
    clock = FixedClock()
    waits = Waits(clock)
    turns = Turns(clock, waits)
    take(turns, "a")
    clock.move(timedelta(days=-1))
    take(turns, "a")
    assert waits.waited == [2.0]


def test_a_turn_that_fails() -> None:
    """A request that ends in an error was one, and leaves the host free for the next."""
    clock = FixedClock()
    waits = Waits(clock)
    turns = Turns(clock, waits)
    try:
        with turns.turn("a", 2.0, Deadline(10)):
            raise KeyError
    except KeyError:
        pass
    take(turns, "a")
    assert waits.waited == [2.0]


def test_many_at_once() -> None:
    """However many ask at once, a host sees one request at a time, and the pause between two."""
    starts: list[float] = []

    def note(request: str) -> list[bytes]:
        starts.append(time.monotonic())
        return [page(b"text")]

    with Served({"/": note}) as served:
        asking = fetcher(replace(QUICK, pause=0.05), system_clock)
        asking.fetch(Request(f"{served.url}/"))
        askers = [threading.Thread(target=asking.fetch, args=(Request(f"{served.url}/"),)) for _ in range(4)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
    assert len(starts) == 5
    assert min(b - a for a, b in pairwise(starts)) >= 0.049

"""Whose turn it is: one request to a host at a time, with a pause before the next."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from reportedly.keep.ledger import Clock
from reportedly.world.web.deadlines import Deadline

Sleep = Callable[[float], object]


class Turns:
    """Keeps requests to one host apart, whoever asks, from the end of one to the start of the next."""

    def __init__(self, clock: Clock, sleep: Sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._ended: dict[str, datetime] = {}

    @contextmanager
    def turn(self, host: str, pause: float, deadline: Deadline) -> Iterator[None]:
        """Wait until the host may be asked; what is done within is the asking. The wait is none of the deadline's."""
        came = time.monotonic()
        with self._lock:
            turn = self._hosts.setdefault(host, threading.Lock())
        with turn:
            wait = self._wait(host, pause)
            if wait > 0:
                self._sleep(wait)
            deadline.waited(time.monotonic() - came)
            try:
                yield
            finally:
                self._ended[host] = self._clock()

    def _wait(self, host: str, pause: float) -> float:
        """The seconds still to wait; never more than the pause, though the clock be put back."""
        ended = self._ended.get(host)
        if ended is None:
            return 0.0
        return min(pause, pause - (self._clock() - ended).total_seconds())

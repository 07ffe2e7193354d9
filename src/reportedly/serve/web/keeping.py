"""Values that cost time, kept with the version of what they rest on. What is dear and outdated is given as it was, and made
anew beside the requests: one thread, which rests longer than it works, so that pages stay quick.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Event, Lock, Thread
from time import perf_counter
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

T = TypeVar("T")

DEAR = 0.25
"""Seconds from which on nobody waits for a value to be made anew."""
REST = 1.5
"""How long the thread rests after its work, as a multiple of it."""
HELD = 600


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A value. version: of what it rests on; cost: the seconds that it took; outdated: whether it is being made anew."""

    value: T
    version: int
    cost: float
    outdated: bool = False


@runtime_checkable
class Timed(Protocol):
    """A value that knows how long its making took, without the wait for who made it."""

    @property
    def seconds(self) -> float: ...


class Keeper:
    """Kept values by key, for several threads."""

    def __init__(self, held: int = HELD) -> None:
        self._held = held
        self._kept: OrderedDict[Hashable, Kept[Any]] = OrderedDict()
        self._lock = Lock()
        self._turns: dict[Hashable, Lock] = {}
        self._asked: Queue[tuple[Hashable, Callable[[], int], Callable[[], Any]]] = Queue()
        self._waiting: set[Hashable] = set()
        self._ended = Event()
        self._thread: Thread | None = None

    def get(
        self,
        key: Hashable,
        version_of: Callable[[], int],
        make: Callable[[], T],
        make_anew: Callable[[], T] | None = None,
    ) -> Kept[T]:
        """The value of a key: the kept one where its version is that of now, or where it is dear; else made now, by one
        thread while others wait for it. make_anew: makes it beside the requests, if not in the same way.
        """
        version = version_of()
        kept = self._known(key)
        if kept is not None and (kept.version == version or kept.cost > DEAR):
            if kept.version == version:
                return kept
            self.later(key, version_of, make_anew or make)
            return Kept(kept.value, kept.version, kept.cost, outdated=True)
        with self._lock:
            turn = self._turns.setdefault(key, Lock())
        with turn:
            kept = self._known(key)
            return kept if kept is not None and kept.version >= version else self._made(key, version, make)

    def holds(self, key: Hashable) -> bool:
        """Whether a value is kept, of whatever age."""
        return self._known(key) is not None

    def later(self, key: Hashable, version_of: Callable[[], int], make: Callable[[], Any]) -> None:
        """Have a value made, or made anew, beside the requests."""
        with self._lock:
            if key in self._waiting or self._ended.is_set():
                return
            self._waiting.add(key)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="keeper", daemon=True)
                self._thread.start()
        self._asked.put((key, version_of, make))

    def close(self) -> None:
        """End the thread, once what it is at is done."""
        self._ended.set()

    def _known(self, key: Hashable) -> Kept[Any] | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def _made(self, key: Hashable, version: int, make: Callable[[], T]) -> Kept[T]:
        began = perf_counter()
        value = make()
        took = value.seconds if isinstance(value, Timed) else perf_counter() - began
        kept = Kept(value, version, took)
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            self._turns.pop(key, None)
            while len(self._kept) > self._held:
                self._kept.popitem(last=False)
        return kept

    def _work(self) -> None:
        while not self._ended.is_set():
            try:
                key, version_of, make = self._asked.get(timeout=1.0)
            except Empty:
                continue
            try:
                version, known = version_of(), self._known(key)
                cost = 0.0
                if known is None or known.version != version:
                    cost = self._made(key, version, make).cost
            except Exception:  # noqa: BLE001 - who asks next makes it himself, and is told what is wrong
                cost = 0.0
                with self._lock:
                    self._kept.pop(key, None)
            with self._lock:
                self._waiting.discard(key)
            self._ended.wait(REST * cost)

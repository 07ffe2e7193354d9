"""A run of Daft's, watched: where a worker dies before it has reported for work, Daft waits for it for ever.

It waits at a socket, in one of the few threads that all runs share. A run that is given up lets go of them: else the next
one would have no thread to work in, and not one worker, dead or alive, to be missed.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import Any

from reportedly.errors import WorkerLost

_WORKER = b"daft.execution.udf_worker"
_LOOK = 1.0
_LISTENS = 0x10000
"""The flag of a socket that waits for others (SO_ACCEPTCON), in /proc/net/unix."""
_BETWEEN = 8
"""Results that may wait to be taken."""


@dataclass(frozen=True, slots=True)
class Guard:
    """How long silence is borne, in seconds. own_workers: they are children of this process, and can be looked at. dead:
    with a dead one among them; still: otherwise.
    """

    own_workers: bool
    dead: float = 10.0
    still: float = 900.0


def guarded(rows: Callable[[], Iterable[Any]], guard: Guard) -> Iterator[Any]:
    """The rows as they come. Raises what making them raises, and WorkerLost after too long a silence: the run is given up
    then, and its workers end.
    """
    # Those of a run that was given up may lie about, dead: they say nothing of this one.
    before, doors = frozenset(number for number, _, _ in _children()), frozenset(_doors())
    waiting: Queue[tuple[Any, BaseException | None, bool]] = Queue(_BETWEEN)
    Thread(target=_run, args=(rows, waiting), daemon=True).start()
    heard, over = monotonic(), False
    try:
        while True:
            try:
                row, fault, over = waiting.get(timeout=_LOOK)
            except Empty:
                silence = monotonic() - heard
                if silence > guard.still or (guard.own_workers and silence > guard.dead and _any_dead(before)):
                    raise WorkerLost(f"nothing was heard of the workers for {silence:.0f} s") from None
                continue
            if fault is not None:
                raise fault
            if over:
                return
            yield row
            heard = monotonic()
    finally:
        if guard.own_workers and not over:
            _end_workers()
            _let_go(doors)


def _run(rows: Callable[[], Iterable[Any]], waiting: Queue[tuple[Any, BaseException | None, bool]]) -> None:
    try:
        for row in rows():
            waiting.put((row, None, False))
    except BaseException as fault:  # noqa: BLE001 - raised again where the rows are taken
        waiting.put((None, fault, True))
    else:
        waiting.put((None, None, True))


def _children() -> Iterator[tuple[int, bytes, bytes]]:
    """The number, the state and the command of each child of this process; of a dead one the command is empty."""
    for task in Path("/proc/self/task").glob("*/children"):
        for number in task.read_text().split():
            with suppress(OSError):
                state = Path(f"/proc/{number}/stat").read_bytes().rpartition(b")")[2].split()[0]
                yield int(number), state, Path(f"/proc/{number}/cmdline").read_bytes()


def _any_dead(before: frozenset[int]) -> bool:
    return any(state == b"Z" and number not in before for number, state, _ in _children())


def _end_workers() -> None:
    for number, _, command in _children():
        if _WORKER in command:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


def _doors() -> Iterator[str]:
    """The paths of the sockets at which this process waits for others of this machine."""
    own = set()
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            own.add(os.readlink(handle))
    for line in Path("/proc/net/unix").read_text().splitlines()[1:]:
        _, _, _, flags, _, _, number, *path = line.split(maxsplit=7)
        if path and int(flags, 16) & _LISTENS and f"socket:[{number}]" in own:
            yield path[0]


def _let_go(known: frozenset[str]) -> None:
    """Knock at the doors that were opened since, and leave: who waits behind one learns that nobody came."""
    for path in set(_doors()) - known:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as knocking:
            knocking.settimeout(_LOOK)
            knocking.connect(path)

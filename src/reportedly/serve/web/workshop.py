"""Pages that cost time are made in processes of their own, so that the interpreter's lock stays free for who reads.

One worker makes what somebody waits for, another, of lower rank with the machine, what is made ahead or anew.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from threading import Lock, Thread
from time import sleep
from typing import TypeVar

from reportedly.serve.web.workbench import Workbench, workbench

T = TypeVar("T")
Task = Callable[[Workbench], T]
"""What is to be made: a function of a module, or a partial of one, that takes the worker's own workbench."""

MEEK = 19
"""By how much the worker for later steps back."""
WATCH = 2.0
"""Seconds between two looks whether the server still lives."""
_own: list[Workbench] = []


class Workshop:
    """The two workers over one ledger; they start with their first task."""

    def __init__(self, where: str, lexicons: tuple[Path, ...] = ()) -> None:
        self._given = (where, lexicons)
        self._pools: dict[bool, ProcessPoolExecutor] = {}
        self._lock = Lock()
        self._closed = False

    def made(self, task: Task[T], *, soon: bool = True) -> T:
        """What a task makes. A worker that was killed is replaced, once; raises what the task raises."""
        for last in (False, True):
            pool = self._pool(soon)
            try:
                return pool.submit(_run, task).result()
            except BrokenProcessPool:
                if last:
                    raise
                self._drop(soon, pool)
        raise AssertionError("unreachable")

    def close(self) -> None:
        """End the workers; what they are at is lost."""
        with self._lock:
            self._closed = True
            pools = list(self._pools.values())
            self._pools.clear()
        for pool in pools:
            for process in list((pool._processes or {}).values()):
                process.terminate()
            pool.shutdown(wait=True, cancel_futures=True)

    def _pool(self, soon: bool) -> ProcessPoolExecutor:
        with self._lock:
            if self._closed:
                raise RuntimeError("the workbench is being stopped")
            if soon not in self._pools:
                given = (*self._given, 0 if soon else MEEK, os.getpid())
                context = get_context("spawn")
                self._pools[soon] = ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=given)
            return self._pools[soon]

    def _drop(self, soon: bool, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pools.get(soon) is pool:
                del self._pools[soon]
        pool.shutdown(wait=False)


def _begin(where: str, lexicons: tuple[Path, ...], meek: int, server: int) -> None:
    """Make ready in a worker. Ctrl-C is for the server, which ends its workers; one that was killed cannot, so they look."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):
        os.nice(meek)
    Thread(target=_end_with, args=(server,), daemon=True).start()
    _own.append(workbench(where, lexicons))


def _end_with(server: int) -> None:
    while os.getppid() == server:
        sleep(WATCH)
    os._exit(0)


def _run(task: Task[T]) -> T:
    return task(_own[0])

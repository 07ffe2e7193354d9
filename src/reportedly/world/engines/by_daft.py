"""Daft as the engine: its own runner on this machine, or the same function on a Ray cluster.

A function in processes of its own is used, not a pool of actors: where a node of a cluster is lost, Daft gives what it
held to another; of actors it waits for those that are gone (docs/decisions/0040).
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from reportedly.errors import EngineError, UsageError, WorkerLost
from reportedly.world.engines.engine import Work
from reportedly.world.engines.guard import Guard, guarded

LOCAL = "local"
"""As the address of a cluster: one on this machine, started for the sweep and ended with it."""

BUFFERED = 8
"""Results that may wait to be taken."""

_DONE, _RAISED = b"\x00", b"\x01"
"""What a result begins with: the engine does not tell a worker that raises from one that dies."""


class ByDaft:
    """An `Engine` over Daft's own runner, with so many processes; the first number given holds as long as this one lives."""

    name = "daft"

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._daft = _loaded("daft", "scale")
        with suppress(self._daft.exceptions.DaftCoreException):  # it was set before
            self._daft.set_runner_native(num_threads=workers)

    def run(self, work: Work, tasks: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
        yield from _asked(self._daft, work, tasks, Guard(own_workers=True))

    def close(self) -> None:
        """Its workers end with each run."""


class OnRay:
    """An `Engine` over Daft on a Ray cluster. address: as Ray takes it, or LOCAL."""

    name = "ray"

    def __init__(self, address: str, workers: int) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
        self._ray = _loaded("ray", "ray")
        self._daft = _loaded("daft", "scale")
        told = {"log_to_driver": False, "logging_level": "ERROR"}
        try:
            if address == LOCAL:
                self._ray.init(num_cpus=workers, include_dashboard=False, **told)
            else:
                self._ray.init(address=address, **told)
        except (ConnectionError, RuntimeError, ValueError) as fault:
            raise EngineError(f"no Ray cluster answers at {address} ({' '.join(str(fault).split())[:200]})") from fault
        self._daft.set_runner_ray(noop_if_initialized=True)
        self.workers = max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def run(self, work: Work, tasks: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
        yield from _asked(self._daft, work, tasks, Guard(own_workers=False))

    def close(self) -> None:
        self._ray.shutdown()


def _loaded(name: str, extra: str) -> Any:
    os.environ.setdefault("DO_NOT_TRACK", "true")  # Daft would tell its makers that it was loaded
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    try:
        return __import__(name)
    except ModuleNotFoundError as missing:
        raise UsageError(f"this engine needs {missing.name}: pip install 'reportedly[{extra}]'") from missing


def _asked(daft: Any, work: Work, tasks: Sequence[bytes], guard: Guard) -> Iterator[tuple[int, bytes]]:
    if not tasks:
        return

    def result(task: bytes) -> bytes:
        return _told(work, task)

    apart = daft.func(result, return_dtype=daft.DataType.binary(), use_process=True)
    frame = daft.from_pydict({"place": list(range(len(tasks))), "task": list(tasks)}).into_batches(1)
    rows = frame.select(daft.col("place"), apart(daft.col("task")).alias("result"))
    try:
        for row in guarded(lambda: rows.iter_rows(results_buffer_size=BUFFERED), guard):
            yield row["place"], _result(row["result"])
    except (RuntimeError, OSError, EOFError, daft.exceptions.DaftCoreException) as fault:
        raise WorkerLost(f"a worker ended in the middle of its work ({' '.join(str(fault).split())[:200]})") from fault


def _told(work: Work, task: bytes) -> bytes:
    try:
        return _DONE + work(task)
    except Exception as fault:  # noqa: BLE001 - told to who asked, where it is raised again
        return _RAISED + pickle.dumps(f"{type(fault).__name__}: {fault}")


def _result(told: bytes) -> bytes:
    if told[:1] == _RAISED:
        raise EngineError(f"a worker failed ({pickle.loads(told[1:])})")
    return told[1:]

"""Daft as the engine: its own runner on this machine, or the same function on a Ray cluster.

A function in processes of its own is used, not a pool of actors: where a node of a cluster is lost, Daft gives what it
held to another; of actors it waits for those that are gone (docs/decisions/0040).
"""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Iterator, Sequence
from typing import Any

from reportedly.errors import EngineError, UsageError, WorkerLost
from reportedly.world.engines.cluster import Cluster
from reportedly.world.engines.engine import Work
from reportedly.world.engines.guard import Guard, guarded

BUFFERED = 8
"""Results that may wait to be taken."""

TOGETHER, ROUNDS = 4, 3
"""On a cluster each piece of a run has a process of its own, which loads the rules anew: so many tasks go together, but not
so many that a worker has fewer pieces than this.
"""

_DONE, _RAISED = b"\x00", b"\x01"
"""What a result begins with: the engine does not tell a worker that raises from one that dies."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_QUIET = {
    "DO_NOT_TRACK": "true",  # Daft would tell its makers that it was loaded
    "DAFT_ANALYTICS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
}
"""Said before the packages are loaded, to those who have not said otherwise."""


class ByDaft:
    """An `Engine` over Daft's own runner, with so many processes; the first number given holds as long as this one lives."""

    name = "daft"

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._daft = _loaded("daft", "scale")
        try:
            self._daft.set_runner_native(num_threads=workers)
        except self._daft.exceptions.DaftCoreException:  # it was set before, perhaps to a cluster that is gone
            _without_its_cluster(self._daft.runners.get_or_create_runner())
        self._daft.set_execution_config(maintain_order=False)  # in order, a worker that is done waits for the slowest

    def run(self, work: Work, tasks: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
        if not tasks:
            return
        frame = _frame(self._daft, tasks).into_batches(1)
        yield from _asked(self._daft, work, frame, Guard(own_workers=True))

    def close(self) -> None:
        """Its workers end with each run."""


class OnRay:
    """An `Engine` over Daft on a Ray cluster. address: as Ray takes it, or LOCAL, where so many workers are started."""

    name = "ray"

    def __init__(self, address: str, workers: int) -> None:
        ray = _loaded("ray", "ray")
        self._daft = _loaded("daft", "scale")
        self._cluster = Cluster(ray, address, workers)
        _without_its_cluster(self._daft.set_runner_ray(noop_if_initialized=True))
        self._faults = (ray.exceptions.RayError,)
        self.workers = self._cluster.workers

    def run(self, work: Work, tasks: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
        if not tasks:
            return
        frame = _frame(self._daft, tasks).into_partitions(pieces(len(tasks), self.workers))
        yield from _asked(self._daft, work, frame, Guard(own_workers=False), self._faults)

    def close(self) -> None:
        self._cluster.close()


def _without_its_cluster(runner: Any) -> None:
    """Daft keeps the plan runner of a cluster left before, which is gone."""
    if hasattr(runner, "flotilla_plan_runner"):
        runner.flotilla_plan_runner = None


def _loaded(name: str, extra: str) -> Any:
    for setting, value in _QUIET.items():
        os.environ.setdefault(setting, value)
    try:
        return __import__(name)
    except ModuleNotFoundError as missing:
        raise UsageError(f"this engine needs {missing.name}: pip install 'reportedly[{extra}]'") from missing


def pieces(tasks: int, workers: int) -> int:
    """Into how many pieces a run on a cluster is divided."""
    return min(tasks, max(ROUNDS * workers, -(-tasks // TOGETHER)))


def _frame(daft: Any, tasks: Sequence[bytes]) -> Any:
    return daft.from_pydict({"place": list(range(len(tasks))), "task": list(tasks)})


def _asked(
    daft: Any, work: Work, frame: Any, guard: Guard, faults: tuple[type[Exception], ...] = ()
) -> Iterator[tuple[int, bytes]]:
    """faults: what the engine raises, beside Daft's own, where a worker is lost."""

    def result(task: bytes) -> bytes:
        return _told(work, task)

    apart = daft.func(result, return_dtype=daft.DataType.binary(), use_process=True)
    rows = frame.select(daft.col("place"), apart(daft.col("task")).alias("result"))
    try:
        for row in guarded(lambda: rows.iter_rows(results_buffer_size=BUFFERED), guard):
            yield row["place"], _result(row["result"])
    except (RuntimeError, OSError, EOFError, daft.exceptions.DaftCoreException, *faults) as fault:
        raise WorkerLost(f"a worker ended in the middle of its work ({_reason(fault)})") from fault


def _reason(fault: Exception) -> str:
    """The last line of it, where what happened stands below a trace; without colours."""
    lines = _COLOUR.sub("", str(fault)).strip().splitlines()
    return " ".join(lines[-1].split())[:200] if lines else type(fault).__name__


def _told(work: Work, task: bytes) -> bytes:
    try:
        return _DONE + work(task)
    except Exception as fault:  # noqa: BLE001 - told to who asked, where it is raised again
        return _RAISED + pickle.dumps(f"{type(fault).__name__}: {fault}")


def _result(told: bytes) -> bytes:
    if told[:1] == _RAISED:
        raise EngineError(f"a worker failed ({pickle.loads(told[1:])})")
    return told[1:]

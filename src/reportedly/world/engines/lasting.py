"""A work done to its end though workers die: what was not told is given again, and what kills its worker each time is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.errors import WorkerLost
from reportedly.world.engines.engine import Engine, Work

TRIES = 3
"""How often a task may lose its worker when it is given alone."""


def results(engine: Engine, work: Work, tasks: Sequence[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The place and the result of each task, as they come; None for one that no worker outlives.

    A run that loses a worker says nothing of who was to blame: the tasks that are left are given again. Where two runs
    in a row bring nothing, the first of them are given one by one.
    """
    left, barren = list(range(len(tasks))), 0
    while left:
        told: set[int] = set()
        try:
            for place, result in engine.run(work, [tasks[n] for n in left]):
                told.add(left[place])
                yield left[place], result
        except WorkerLost:
            barren = 0 if told else barren + 1
        left = [n for n in left if n not in told]
        if barren == 2:
            alone, left, barren = left[: engine.workers], left[engine.workers :], 0
            for n in alone:
                yield n, _alone(engine, work, tasks[n])


def _alone(engine: Engine, work: Work, task: bytes) -> bytes | None:
    for _ in range(TRIES):
        try:
            return next(result for _, result in engine.run(work, [task]))
        except WorkerLost:
            continue
    return None

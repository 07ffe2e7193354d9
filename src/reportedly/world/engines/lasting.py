"""A work done to its end though workers die: what was not told is given again, and what kills each worker is found."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from reportedly.errors import EngineError, WorkerLost
from reportedly.world.engines.engine import Engine, Work

TRIES = 3
"""How often a task may lose its worker when it is given alone."""


def results(engine: Engine, work: Work, tasks: Sequence[bytes]) -> Generator[tuple[int, bytes | None]]:
    """The place and the result of each task, as they come; None for one that no worker outlives.

    A run that loses a worker says nothing of who was to blame: the tasks that are left are given again. Where two runs
    in a row bring nothing, the first of them are given one by one. Raises EngineError where not one of the first has a
    result: then it is the workers that do not live.
    """
    left, barren, lives = list(range(len(tasks))), 0, False
    lost = WorkerLost()
    while left:
        told: set[int] = set()
        try:
            for place, result in engine.run(work, [tasks[n] for n in left]):
                told.add(left[place])
                lives = True
                yield left[place], result
        except WorkerLost as fault:
            barren, lost = 0 if told else barren + 1, fault
        left = [n for n in left if n not in told]
        if barren == 2:
            alone, left, barren = left[: engine.workers], left[engine.workers :], 0
            found = [(n, _alone(engine, work, tasks[n])) for n in alone]
            if not lives and len(tasks) > 1 and all(result is None for _, result in found):
                raise EngineError(f"no worker of {engine.name} does its work ({lost})")
            lives = True
            yield from found


def _alone(engine: Engine, work: Work, task: bytes) -> bytes | None:
    for _ in range(TRIES):
        try:
            return next(result for _, result in engine.run(work, [task]))
        except WorkerLost:
            continue
    return None

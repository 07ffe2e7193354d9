"""A work is done to its end though workers die."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from reportedly.errors import EngineError, WorkerLost
from reportedly.world.engines.by_daft import ByDaft
from reportedly.world.engines.engine import Work
from reportedly.world.engines.lasting import TRIES, results
from world.engines.works import Deadly, doubled

pytestmark = pytest.mark.usefixtures("importable")
TASKS = [str(n).encode() for n in range(9)]


class Frail:
    """An engine whose worker ends at some tasks, so many times each. given: how often each task was given."""

    name, workers = "frail", 2

    def __init__(self, deaths: dict[bytes, int]) -> None:
        self.deaths = dict(deaths)
        self.given: dict[bytes, int] = {}

    def run(self, work: Work, tasks: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
        for place, task in enumerate(tasks):
            self.given[task] = self.given.get(task, 0) + 1
            if self.deaths.get(task, 0):
                self.deaths[task] -= 1
                raise WorkerLost("gone")
            yield place, work(task)

    def close(self) -> None:
        """Nothing."""


def test_what_was_not_told_is_given_again() -> None:
    """After a worker has died, the tasks that are left are given again, those told are not."""
    engine = Frail({b"4": 1})
    assert sorted(results(engine, doubled, TASKS)) == [(n, task * 2) for n, task in enumerate(TASKS)]
    assert engine.given[b"3"] == 1
    assert engine.given[b"4"] == 2


def test_a_task_that_kills_each_worker_is_found() -> None:
    """A task that no worker outlives has no result; all others have theirs."""
    engine = Frail({b"4": 99})
    told = dict(results(engine, doubled, TASKS))
    assert told == {n: None if task == b"4" else task * 2 for n, task in enumerate(TASKS)}
    assert engine.given[b"4"] <= TRIES + 4


def test_workers_that_never_live_are_the_engine_s_fault() -> None:
    """Where no task has a result however often it is given, the engine is named, and the tasks are not tried one by one."""
    engine = Frail(dict.fromkeys(TASKS, 99))
    with pytest.raises(EngineError, match="no worker of frail does its work"):
        list(results(engine, doubled, TASKS))
    assert set(engine.given) == set(TASKS[:2])


def test_daft_outlives_a_worker_that_was_killed(tmp_path: Path) -> None:
    """A worker of Daft's that is killed once costs no task."""
    told = dict(results(ByDaft(2), Deadly(b"5", tmp_path / "died"), TASKS))
    assert told == dict(enumerate(TASKS))
    assert (tmp_path / "died").exists()


def test_daft_finds_the_task_that_kills() -> None:
    """Of a task at which each worker dies the others learn nothing."""
    assert dict(results(ByDaft(2), Deadly(b"5"), TASKS)) == dict(enumerate(TASKS)) | {5: None}


@pytest.mark.parametrize("how_many", [pytest.param(1, marks=pytest.mark.full), 2])
def test_daft_outlives_workers_that_die_before_they_report(how_many: int) -> None:
    """Workers of Daft's that are killed while they start, some or all of them, cost no task, and are not waited for."""
    over, killed = Event(), set[int]()
    hunter = Thread(target=_kills_the_first_workers, args=(how_many, killed, over))
    hunter.start()
    try:
        told = dict(results(ByDaft(2), Deadly(b"none"), TASKS))
    finally:
        over.set()
        hunter.join()
    assert told == dict(enumerate(TASKS))
    assert len(killed) == how_many


def _kills_the_first_workers(how_many: int, killed: set[int], over: Event) -> None:
    while len(killed) < how_many and not over.is_set():
        for command in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                number = int(command.parent.name)
                own = f" {os.getpid()} " in (command.parent / "stat").read_text()
                if own and number not in killed and b"daft.execution.udf_worker" in command.read_bytes():
                    os.kill(number, signal.SIGKILL)
                    killed.add(number)
                    if len(killed) == how_many:
                        return

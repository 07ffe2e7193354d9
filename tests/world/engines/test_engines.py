"""What every engine keeps to, asked of each of them alike; Ray is asked in tests/world/engines/test_ray.py."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from reportedly.errors import EngineError
from reportedly.world.engines.by_daft import ByDaft
from reportedly.world.engines.engine import Engine
from reportedly.world.engines.here import Here
from world.engines import works

pytestmark = pytest.mark.usefixtures("importable")
TASKS = [str(n).encode() for n in range(7)]


@pytest.fixture(params=["here", "daft"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    opened: Engine = Here() if request.param == "here" else ByDaft(2)
    yield opened
    opened.close()


def test_every_task_has_its_result_once(engine: Engine) -> None:
    """The results of all tasks come with their places, each once."""
    told = list(engine.run(works.doubled, TASKS))
    assert sorted(told) == [(n, task * 2) for n, task in enumerate(TASKS)]


def test_an_engine_runs_more_than_once(engine: Engine) -> None:
    """An engine takes further tasks after the first ones."""
    assert [sorted(engine.run(works.doubled, [task])) for task in TASKS[:2]] == [[(0, b"00")], [(0, b"11")]]


def test_no_tasks_are_no_fault(engine: Engine) -> None:
    """Where there is nothing to do nothing is told."""
    assert list(engine.run(works.doubled, [])) == []


def test_what_the_work_raises_is_told(engine: Engine) -> None:
    """A work that raises is no lost worker: it would raise again."""
    with pytest.raises((EngineError, ValueError), match="three is odd"):
        list(engine.run(works.failing, TASKS))


def test_daft_works_in_processes_of_its_own() -> None:
    """Daft's workers are other processes, as many as were asked for."""
    engine = ByDaft(2)
    seen = {result for _, result in engine.run(works.process, TASKS * 4)}
    assert len(seen) == 2
    assert str(os.getpid()).encode() not in seen

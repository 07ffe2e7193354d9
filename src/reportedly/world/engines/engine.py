"""What every engine does, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

Work = Callable[[bytes], bytes]
"""A task's bytes → its result's bytes. Can be pickled; the same task always has the same result."""


class Engine(Protocol):
    """Runs a work over tasks. name: what people call it; workers: how many tasks are worked on at once."""

    name: str
    workers: int

    def run(self, work: Work, tasks: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
        """The place of each task and its result, as they come, in any order, each once.

        Raises WorkerLost where a worker ended in the middle of one: those told so far hold, the others can be given again.
        Raises EngineError where the engine cannot be started, and what the work raises.
        """
        ...

    def close(self) -> None:
        """Let go of workers and connections. The engine is not used after."""
        ...

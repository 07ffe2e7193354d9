"""The engine that is always there: this process, one task after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.world.engines.engine import Work


class Here:
    """An `Engine` without workers."""

    name = "here"
    workers = 1

    def run(self, work: Work, tasks: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
        for place, task in enumerate(tasks):
            yield place, work(task)

    def close(self) -> None:
        """Nothing to let go of."""

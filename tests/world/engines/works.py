"""Works that engines are tried with; in a module, so that they reach the workers by name."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


def doubled(task: bytes) -> bytes:
    """The task, twice."""
    return task * 2


def process(task: bytes) -> bytes:
    """The number of the process that works."""
    return str(os.getpid()).encode()


def failing(task: bytes) -> bytes:
    """Raises on one task."""
    if task == b"3":
        raise ValueError("three is odd")
    return task


@dataclass(frozen=True)
class Deadly:
    """Its worker dies at one task. once: only the first time, of which a file tells."""

    fatal: bytes
    once: Path | None = None

    def __call__(self, task: bytes) -> bytes:
        if task == self.fatal and not (self.once and self.once.exists()):
            if self.once:
                self.once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return task


@dataclass(frozen=True)
class Slow:
    """Takes its time over each task, in seconds."""

    seconds: float

    def __call__(self, task: bytes) -> bytes:
        time.sleep(self.seconds)
        return task


@dataclass(frozen=True)
class Lasting:
    """Goes on for long, and leaves a sign of life, a file by the number of its process, touched again and again."""

    folder: Path
    seconds: float = 120.0

    def __call__(self, task: bytes) -> bytes:
        until = time.monotonic() + self.seconds
        while time.monotonic() < until:
            (self.folder / str(os.getpid())).touch()
            time.sleep(0.1)
        return task

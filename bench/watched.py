"""A command watched while it runs: its lines as they come, and the memory of its processes."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep
from typing import Any

EVERY = 0.1
"""Seconds between two looks at the memory."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Watched:
    """What a command did. told: what it said on standard output; phases: the seconds of each phase by its lines of
    progress, the first (`starting`) until its first line, the last (`ending`) after its last; all, largest: most
    bytes in memory that all of its processes had at once, and one of them (what they share counts for each).
    """

    seconds: float = 0.0
    told: str = ""
    phases: dict[str, float] = field(default_factory=dict)
    all: int = 0
    largest: int = 0


def watched(command: Sequence[str]) -> Watched:
    """The command run to its end. Raises SystemExit where it did not end well."""
    found, began, progress, other = Watched(), perf_counter(), list[tuple[float, dict[str, Any]]](), list[str]()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def read_lines() -> None:
        for line in process.stderr or ():
            if line.startswith("{"):
                progress.append((perf_counter() - began, json.loads(line)))
            else:
                other.append(line)

    reading = Thread(target=read_lines, daemon=True)
    reading.start()
    while process.poll() is None:
        sizes = [_resident(number) for number in _tree(process.pid)]
        found.all = max(found.all, sum(sizes))
        found.largest = max(found.largest, *sizes, 0)
        sleep(EVERY)
    found.seconds = perf_counter() - began
    reading.join()
    found.told = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {''.join(other)[-500:]}")
    found.phases = _phases(progress, found.seconds)
    return found


def _phases(progress: list[tuple[float, dict[str, Any]]], end: float) -> dict[str, float]:
    """Between two phases lies `grouping`: from when all is sifted until reading begins."""
    if not progress:
        return {"starting": end}
    sifting = [at for at, told in progress if told["phase"] == "sifting"]
    reading = [at for at, told in progress if told["phase"] == "reading"]
    last = progress[-1][0]
    return {
        "starting": sifting[0],
        "sifting": sifting[-1] - sifting[0],
        "grouping": reading[0] - sifting[-1],
        "reading": last - reading[0],
        "ending": end - last,
    }


def _tree(root: int) -> Iterator[int]:
    """A process and all that it begot."""
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield from _tree(int(child))


def _resident(number: int) -> int:
    with suppress(OSError):
        return int(Path(f"/proc/{number}/statm").read_text().split()[1]) * _PAGE
    return 0

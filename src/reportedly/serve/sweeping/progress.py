"""How far a sweep is: a bar on a terminal, or a JSON object a line for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from time import monotonic
from typing import TYPE_CHECKING, Literal, Protocol

from reportedly.present.words import many
from reportedly.serve.printing import note

if TYPE_CHECKING:
    from rich.progress import Progress

Shown = Literal["auto", "json", "none"]
Phase = Literal["sifting", "reading", "done"]
EVERY = 1.0
"""Seconds between two lines for machines."""


@dataclass(slots=True)
class State:
    """How far it is. size, of: bytes done and in all (of a sweep taken up again, those done before too); records, kept: of
    them; documents, of_documents: read with care, and to be read; claims: found; lost: shards that no worker outlives.
    """

    phase: Phase = "sifting"
    size: int = 0
    of: int = 0
    records: int = 0
    kept: int = 0
    documents: int = 0
    of_documents: int = 0
    claims: int = 0
    lost: int = 0

    @property
    def done(self) -> float:
        """The share of the phase that is done, 0..1."""
        did, whole = (self.size, self.of) if self.phase == "sifting" else (self.documents, self.of_documents)
        return min(1.0, did / whole) if whole else 1.0


class Watcher(Protocol):
    """Is told of a state that has changed. fresh: what the sweep did itself just now is done by this share of its phase."""

    def told(self, state: State) -> None: ...


class Pace:
    """How fast a phase goes, from when it began in this process: what lay there already took no time."""

    def __init__(self) -> None:
        self._phase, self._began, self._first = "", monotonic(), 0.0
        self._records = self._claims = 0

    def of(self, state: State) -> dict[str, float | None]:
        """seconds: of the phase; seconds_left; records and claims a second."""
        if state.phase != self._phase:
            self._phase, self._began, self._first = state.phase, monotonic(), state.done
            self._records, self._claims = state.records, state.claims
        spent, did = monotonic() - self._began, state.done - self._first
        left = spent * (1 - state.done) / did if did > 0 else None
        return {
            "seconds": round(spent, 1),
            "seconds_left": None if left is None else round(left, 1),
            "records_per_second": round((state.records - self._records) / spent, 1) if spent else None,
            "claims_per_second": round((state.claims - self._claims) / spent, 2) if spent else None,
        }


class Lines:
    """A JSON object a line on standard error."""

    def __init__(self) -> None:
        self._pace, self._last, self._phase = Pace(), 0.0, ""

    def told(self, state: State) -> None:
        pace = self._pace.of(state)
        if state.phase == self._phase and monotonic() - self._last < EVERY and state.done < 1:
            return
        self._phase, self._last = state.phase, monotonic()
        note(json.dumps({**asdict(state), **pace}))


class Silent:
    """Says nothing."""

    def told(self, state: State) -> None:
        """Nothing."""


class Bar:
    """A bar on the terminal, for each phase."""

    def __init__(self, bar: Progress) -> None:
        self._bar, self._pace = bar, Pace()
        self._task, self._phase = bar.add_task("", total=1.0), ""

    def told(self, state: State) -> None:
        left = self._pace.of(state)["seconds_left"]
        ends = "" if left is None else f", {duration(left)} left"
        self._bar.update(self._task, completed=state.done, description=words(state) + ends)


@contextmanager
def watcher(shown: Shown) -> Iterator[Watcher]:
    """The way of telling that was asked for: `auto` is a bar on a terminal, and nothing else."""
    if shown == "json":
        yield Lines()
    elif shown == "none" or not sys.stderr.isatty():
        yield Silent()
    else:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            yield Bar(bar)


def words(state: State) -> str:
    """sifting 1.2 GB: 20,000 records, 1,034 kept."""
    if state.phase == "sifting":
        return f"sifting {size_words(state.size)}: {many(state.records, 'record')}, {state.kept:,} kept"
    return f"reading {many(state.documents, 'document')}: {many(state.claims, 'claim')}"


def size_words(size: int) -> str:
    """340 KB, 1.2 GB (thousands, not 1,024s)."""
    for unit, least in (("GB", 10**9), ("MB", 10**6)):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size / 1000:.0f} KB"


def duration(seconds: float) -> str:
    """40 s, 12 min, 3 h 20 min."""
    whole = int(seconds)
    if whole < 100:
        return f"{whole} s"
    minutes = whole // 60
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"

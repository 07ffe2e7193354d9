"""What `reportedly sweep` does: opens ledger, engine and folder, runs the sweep, and says what it brought."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import sleep
from typing import Any, Literal

import typer

from reportedly.errors import UsageError
from reportedly.present.words import many
from reportedly.read.encoding import storable
from reportedly.serve import wiring
from reportedly.serve.exits import PROBLEMS
from reportedly.serve.options import Place, Rows
from reportedly.serve.printing import note_problems, say, say_json
from reportedly.serve.reading import logged
from reportedly.serve.settings import VERSION, default_sweeps
from reportedly.serve.sweeping.manifest import manifest, total
from reportedly.serve.sweeping.progress import Shown, size_words, watcher
from reportedly.serve.sweeping.sweep import SIFTED, Outcome, Sweep
from reportedly.serve.sweeping.works import Finding, Sifting
from reportedly.terms.document import content_id
from reportedly.world.clock import system_clock
from reportedly.world.engines.engine import Engine
from reportedly.world.engines.here import Here
from reportedly.world.sweeps.places import REMOTE, places
from reportedly.world.sweeps.results import MANIFEST, PLAN, Results

EngineName = Literal["here", "daft", "ray"]

SETTLED = 1.5
"""Seconds after which Daft's own threads have ended, once their workers have: one that came back while Python ends would
abort the process, and hide why the sweep ended.
"""


@dataclass(frozen=True, slots=True)
class Way:
    """How a sweep is run. engine: None for Daft where it is installed and of use; address: of a Ray cluster; workers: 0 for
    one a core; work: the folder of results; megabytes: of a shard; progress: how it tells how far it is; keep_all: documents
    in which nothing was found come into the ledger too.
    """

    engine: EngineName | None = None
    address: str = "local"
    workers: int = 0
    work: Path | None = None
    megabytes: float = 16.0
    progress: Shown = "auto"
    as_json: bool = False
    keep_all: bool = False


def sweep(sources: list[str], way: Way, place: Place, rows: Rows, at_least: float | None) -> None:
    """Exit code 1 where some source could not be read. Raises UsageError, DataError, LedgerError, EngineError."""
    reader = wiring.reader(rows.files, at_least)
    given = tuple(storable(source if source.startswith(REMOTE) else os.path.abspath(source)) for source in sources)
    size = int(way.megabytes * 1_000_000)
    asked: dict[str, Any] = {"version": 1, "sources": list(given), **_rules(reader), "shard": size}
    folder = way.work or default_sweeps() / content_id("w", *asked.values())
    store = Results(folder)
    with store.held():
        plan = store.plan({**asked, "day": system_clock().date().isoformat()})
        found, problems = places(tuple(sources))
        note_problems(problems)
        with closing(wiring.ledger(place.ledger)) as ledger, _engine(way) as engine, watcher(way.progress) as watching:
            lexicons = tuple(path.absolute() for path in rows.files)
            sifting = Sifting(lexicons, _begun_on(plan, folder))
            finding = Finding(lexicons, reader.at_least)
            made = Sweep(engine, store, sifting, finding, reader.method, watching, note_problems, size, way.keep_all)
            outcome = made.run(found, ledger)
            outcome.problems[:0] = problems
            logged(ledger, list(sources), outcome.reading)
        store.tell(MANIFEST, manifest({**plan, "engine": engine.name}, outcome, store))
        for ident in outcome.passing:
            store.drop(SIFTED, ident)
    _tell(outcome, folder, way.as_json)
    if any(problem.severity == "error" for problem in outcome.problems):
        raise typer.Exit(PROBLEMS)


def _rules(reader: wiring.Reader) -> dict[str, str]:
    """By what is sifted and read: where any of it changes, it is another sweep."""
    tables = reader.tables
    return {"program": VERSION, "method": reader.method, "triage": content_id("t", tables.triage, tables.irregular)}


def _begun_on(plan: dict[str, Any], folder: Path) -> date:
    try:
        return date.fromisoformat(plan["day"])
    except ValueError as fault:
        raise UsageError(f"{folder / PLAN}: it is no plan of a sweep ({fault})") from fault


@contextmanager
def _engine(way: Way) -> Iterator[Engine]:
    with closing(_started(way)) as engine:
        try:
            yield engine
        except BaseException:
            if engine.name == "daft":
                sleep(SETTLED)
            raise


def _started(way: Way) -> Engine:
    """Raises UsageError where a package is missing, EngineError where no cluster answers."""
    workers = way.workers or len(os.sched_getaffinity(0))
    name = way.engine or ("daft" if workers > 1 and importlib.util.find_spec("daft") else "here")
    if name == "here":
        return Here()
    # Daft takes a while to load; the engine that is always there does without.
    from reportedly.world.engines.by_daft import ByDaft, OnRay

    return OnRay(way.address, workers) if name == "ray" else ByDaft(workers)


def _tell(outcome: Outcome, folder: Path, as_json: bool) -> None:
    told = total(outcome) | {"manifest": str(folder / MANIFEST)}
    if as_json:
        say_json(told)
        return
    for line in summary(outcome):
        say(line)
    say(f"manifest: {folder / MANIFEST}")


def summary(outcome: Outcome) -> Iterator[str]:
    """What was sifted, what was not kept and why, what was read and what is new."""
    tally, taken = outcome.tally, outcome.taken
    groups = len({each.group.first for each in outcome.kept})
    yield f"sifted {many(tally.records, 'record')} ({size_words(tally.size)}): {_kept(len(outcome.kept), groups)}"
    if tally.passed:
        yield "not kept: " + ", ".join(f"{number:,} {why}" for why, number in _passed(outcome))
    new = f"{many(taken.claims, 'new claim')} in {many(taken.new, 'new document')}" if taken.entries else "nothing new"
    yield f"read {many(taken.documents, 'document')}, {many(sum(outcome.claims.values()), 'claim')}: {new}"
    if outcome.lost:
        yield f"left out: {many(len(outcome.lost), 'shard')} that no worker outlived; run it again"


def _kept(kept: int, groups: int) -> str:
    if kept == groups:
        return f"{many(kept, 'document')} kept"
    return f"{many(kept, 'document')} kept, of {many(groups, 'text')} (the others are near copies)"


def _passed(outcome: Outcome) -> list[tuple[str, int]]:
    """Most first, the languages together."""
    found: dict[str, int] = {}
    for why, number in outcome.tally.passed.items():
        name = "in another language" if why.startswith("language-") else why.replace("-", " ")
        found[name] = found.get(name, 0) + number
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))

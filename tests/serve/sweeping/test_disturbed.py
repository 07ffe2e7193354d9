"""Sweeps that are stopped, crowded, or short of room: they say so, and go on later where they were."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from sqlite3 import connect
from threading import Timer

import pytest

from reportedly.errors import LedgerLocked
from reportedly.keep.batch import Batch, payloads
from reportedly.keep.entry import Entry
from reportedly.keep.ledger import Ledger
from reportedly.serve import wiring
from reportedly.serve.sweeping.progress import Silent, State, Watcher
from reportedly.serve.sweeping.sweep import Outcome, Sweep
from reportedly.serve.sweeping.works import Finding, Sifting
from reportedly.terms.problem import Problem
from reportedly.world.clock import system_clock
from reportedly.world.engines.here import Here
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.sweeps.places import places
from reportedly.world.sweeps.results import Results
from serve.commands import CONTAINERS
from serve.sweeping.corpora import (
    DRONES,
    archive,
    command,
    documents,
    environment,
    found,
    ledger_of,
    lines,
    mixed,
    news,
    rows,
    swept,
)


def batches(ledger: Path) -> list[list[str]]:
    """The entries of each batch, as they were hashed; the ledger is sound."""
    opened = open_ledger(ledger, system_clock)
    try:
        assert opened.check() == []
        return [payloads(batch.entries) for batch in opened.batches()]
    finally:
        opened.close()


def many(name: str, number: int) -> bytes:
    """So many reports of one publisher, no two alike."""
    texts = (
        DRONES.replace("400", str(n)) + CONTAINERS.replace("1,000", f"1,{n:03d}") for n in range(100, 100 + number)
    )
    return lines([{"text": text, "publisher": name, "published_on": "2024-10-18"} for text in texts])


@pytest.mark.parametrize("engine", ["here", pytest.param("daft", marks=pytest.mark.full)])
def test_ctrl_c(tmp_path: Path, engine: str) -> None:
    """A sweep that is stopped ends with 130 and one that follows goes on; the ledger is that of one nobody stopped."""
    source, work, other = tmp_path / "news.jsonl", tmp_path / "work", tmp_path / "other"
    source.write_bytes(many("Daily", 120))
    words = command(source, work, "--progress", "json", "--workers", "2")
    words[words.index("--engine") + 1] = engine
    process = subprocess.Popen(words, stderr=subprocess.PIPE, env=environment(), text=True, start_new_session=True)
    assert process.stderr
    for line in process.stderr:
        if line.startswith("{") and json.loads(line)["documents"]:
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers hear of it too
            break
    rest = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 130
    assert "Traceback" not in rest
    held = len(documents(ledger_of(work)))
    assert 0 < held < 120
    done = swept(source, work)
    assert f"in {120 - held} new documents" in done.stdout
    swept(source, other)
    assert batches(ledger_of(work)) == batches(ledger_of(other))


def test_no_room_for_results(tmp_path: Path) -> None:
    """Where a result finds no room the sweep says so in one line, leaves nothing half written, and goes on when there is."""
    source, work = tmp_path / "news.jsonl", tmp_path / "work"
    long = [{"text": f"{CONTAINERS} Page {n}.", "publisher": "Daily", "title": "x" * 9_000} for n in range(40)]
    source.write_bytes(lines(long))
    open_ledger(ledger_of(work), system_clock).close()
    done = subprocess.run(
        command(source, work),
        capture_output=True,
        env=environment(),
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    assert done.returncode == 2
    assert done.stderr == f"reportedly: {work}: nothing can be written there (File too large)\n"
    assert list((work / "sifted").iterdir()) == []
    assert swept(source, work).exit_code == 0
    assert len(documents(ledger_of(work))) == len(long)


def test_two_sweeps_into_one_ledger(tmp_path: Path) -> None:
    """Two sweeps at once into one ledger both end, and nothing is lost."""
    ledger, running = tmp_path / "l.db", []
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_bytes(many(name, 20))
        words = command(tmp_path / f"{name}.jsonl", tmp_path / name)
        words[words.index("--ledger") + 1] = str(ledger)
        running.append(subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()))
    for process in running:
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
    assert len(documents(ledger)) == 40
    assert sum('"entry":"method-run"' in line for batch in batches(ledger) for line in batch) == 40


class Crowded(MemoryLedger):
    """A ledger that another process holds so often."""

    busy = 0

    def append(self, entries: Sequence[Entry]) -> Batch | None:
        if self.busy:
            self.busy -= 1
            raise LedgerLocked("busy")
        return super().append(entries)


def run(source: Path, work: Path, ledger: Ledger, watcher: Watcher | None = None, size: int = 10**6) -> Outcome:
    """A sweep of one source into any ledger."""
    told: list[Problem] = []
    reader = wiring.reader()
    sifting, finding = Sifting((), date(2026, 1, 1)), Finding((), reader.at_least)
    sweep = Sweep(Here(), Results(work), sifting, finding, reader.method, watcher or Silent(), told.extend, size)
    found, _ = places((str(source),))
    return sweep.run(found, ledger)


def test_a_ledger_that_is_held_is_waited_for(tmp_path: Path) -> None:
    """A sweep goes on asking a ledger that another process is writing to; in the end it says so."""
    source = tmp_path / "news.jsonl"
    source.write_bytes(lines(rows()))
    ledger = Crowded(system_clock)
    ledger.busy = 50
    assert run(source, tmp_path / "work", ledger).taken.new == 4
    never = Crowded(system_clock)
    never.busy = 10**6
    with pytest.raises(LedgerLocked):
        run(source, tmp_path / "work", never)


@pytest.mark.full
def test_a_ledger_that_is_held_for_long(tmp_path: Path) -> None:
    """A batch that waits longer than a ledger waits by itself is put in all the same."""
    source = tmp_path / "news.jsonl"
    source.write_bytes(lines(rows()))
    open_ledger(ledger_of(tmp_path / "work"), system_clock).close()
    other = connect(ledger_of(tmp_path / "work"), check_same_thread=False, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    timer = Timer(8, other.execute, ["ROLLBACK"])
    timer.start()
    done = swept(source, tmp_path / "work")
    timer.join()
    other.close()
    assert done.exit_code == 0, done.output
    assert len(documents(ledger_of(tmp_path / "work"))) == 4


class Meddling:
    """Adds to a file in the middle of its sweep."""

    def __init__(self, path: Path) -> None:
        self.path, self.done = path, False

    def told(self, state: State) -> None:
        if state.records and not self.done:
            self.done = True
            self.path.write_bytes(self.path.read_bytes() + lines([{"text": DRONES, "publisher": "Late"}]))


def test_a_file_that_changes_while_it_is_swept(tmp_path: Path) -> None:
    """It is told, what was read counts, and none of its results is taken for granted the next time."""
    source, ledger = tmp_path / "news.jsonl", MemoryLedger(system_clock)
    source.write_bytes(lines(rows()))
    outcome = run(source, tmp_path / "work", ledger, Meddling(source), size=200)
    assert [problem.where for problem in outcome.problems if problem.slug == "changed"] == [str(source)]
    assert set(outcome.passing) == {shard.id for shard in outcome.shards}
    after = run(source, tmp_path / "work", ledger, size=200)
    assert not after.passing
    assert "Late" in {history.document.publisher for history in ledger.standing().histories.values()}


@pytest.mark.usefixtures("importable")
def test_engines_give_the_same_ledger(tmp_path: Path) -> None:
    """What Daft's workers find is what is found in this process, batch by batch."""
    source = mixed(tmp_path / "in")
    for engine in ("here", "daft"):
        done = swept(source, tmp_path / engine, "--engine", engine, "--workers", "2", "--shard", "0.002")
        assert done.exit_code == 0, done.output
    assert batches(tmp_path / "here.db") == batches(tmp_path / "daft.db")
    assert found(tmp_path / "here.db") == found(tmp_path / "daft.db") != {}


def test_lines_and_pages_of_a_wrong_name(tmp_path: Path) -> None:
    """A file that is not what its ending says costs only itself."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.warc.gz").write_bytes(lines(rows()))
    (tmp_path / "in" / "b.jsonl").write_bytes(archive(news()))
    (tmp_path / "in" / "c.jsonl.gz").write_bytes(lines(rows()))
    (tmp_path / "in" / "d.jsonl").write_bytes(lines(rows()))
    done = swept(tmp_path / "in", tmp_path / "work", "--shard", "0.001")
    assert done.exit_code == 1
    assert len(documents(ledger_of(tmp_path / "work"))) == 4

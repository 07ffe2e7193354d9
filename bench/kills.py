"""A sweep is killed at random points, and must end with the ledger of one that nobody disturbed.

`python -m bench.kills` writes an archive of generated pages, sweeps it once undisturbed, then again and again into fresh
ledgers: ten times the whole sweep is killed (SIGKILL) at a random moment and started anew until it ends, ten times one of
its workers is. After each, every batch of the ledger is compared, entry by entry, with the undisturbed one; only the
instants may differ. `--pages`, `--points`, `--seed`, `--engine` (here, daft) make it smaller or other.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from bench.pages import write_warc

from reportedly.keep.batch import payloads
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

SHARD = "0.5"
WITHIN = 0.8
"""The share of an undisturbed sweep's time in which the moments lie: others may be quicker."""
_PATIENCE = 20.0
Batches = list[list[str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where it happens. archive: what is swept; seconds: what the undisturbed sweep took; whole: its batches."""

    folder: Path
    archive: Path
    engine: str
    seconds: float = 0.0
    whole: tuple[list[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Killed:
    """One disturbed sweep. at: seconds after its start; phase: what it was doing; runs: how often it was started in all;
    same: whether the ledger is that of the undisturbed one; orphans: workers that outlived their sweep.
    """

    what: str
    at: float
    phase: str
    runs: int
    same: bool
    orphans: int


def started(ground: Ground, name: str) -> subprocess.Popen[str]:
    """A sweep into the ledger of that name, in a process of its own."""
    command = [sys.executable, "-m", "reportedly", "sweep", str(ground.archive), "--engine", ground.engine]
    command += ["--ledger", str(ground.folder / f"{name}.db"), "--work", str(ground.folder / name)]
    command += ["--shard", SHARD, "--workers", "2", "--progress", "json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> str:
    """What the sweep told of its progress. Raises SystemExit where it did not end well."""
    _, told = process.communicate()
    if process.returncode:
        raise SystemExit(f"a sweep ended with {process.returncode}: {told[-500:]}")
    return told


def batches(ground: Ground, name: str) -> Batches:
    """The entries of each batch of a ledger, as they were hashed. Raises SystemExit where the ledger is not sound."""
    ledger = open_ledger(ground.folder / f"{name}.db", system_clock)
    try:
        if faults := ledger.check():
            raise SystemExit(f"the ledger is not sound: {faults[0]}")
        return [payloads(batch.entries) for batch in ledger.batches()]
    finally:
        ledger.close()


def whole_killed(ground: Ground, n: int, rng: random.Random) -> Killed:
    """The sweep itself is killed, and started anew until it ends."""
    name, runs = f"whole-{n}", 1
    at = rng.uniform(0.0, WITHIN * ground.seconds)
    process = started(ground, name)
    phase = _killed_at(process, [process.pid], at)
    orphans = _outliving(process.pid)
    if not phase.startswith("ended"):
        finished(started(ground, name))
        runs = 2
    return Killed("the whole sweep", at, phase, runs, tuple(batches(ground, name)) == ground.whole, orphans)


def worker_killed(ground: Ground, n: int, rng: random.Random) -> Killed:
    """One worker is killed; the sweep goes on by itself."""
    name, at = f"worker-{n}", rng.uniform(0.0, WITHIN * ground.seconds)
    process, began, victim = started(ground, name), monotonic(), None
    while process.poll() is None and victim is None:
        if monotonic() - began >= at and (alive := _workers(process.pid)):
            victim = rng.choice(alive)
            at = monotonic() - began
            os.kill(victim, signal.SIGKILL)
        sleep(0.02)
    phase = _phase(finished(process), at)
    told = f"worker {'killed' if victim else 'not met'}, {phase}"
    return Killed("a worker", at, told, 1, tuple(batches(ground, name)) == ground.whole, 0)


def _killed_at(process: subprocess.Popen[str], victims: Sequence[int], seconds: float) -> str:
    began = monotonic()
    while monotonic() - began < seconds and process.poll() is None:
        sleep(0.01)
    if process.poll() is not None:
        return f"ended before it was killed: {_phase(finished(process), seconds)}"
    for victim in victims:
        os.kill(victim, signal.SIGKILL)
    _, told = process.communicate()
    return _phase(told, seconds)


def _phase(told: str, at: float) -> str:
    """What the last line of progress before it tells."""
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    if not lines:
        return "starting"
    last = lines[-1]
    return f"{last['phase']}, {last['records']} records, {last['documents']} of {last['of_documents']} documents"


def _workers(parent: int) -> list[int]:
    """The worker processes of a sweep."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "udf_worker" in line]


def _outliving(parent: int) -> int:
    """How many workers of a killed sweep are there still after some time."""
    give_up = monotonic() + _PATIENCE
    while monotonic() < give_up:
        listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=False).stdout
        left = [line for line in listed.splitlines() if "udf_worker" in line and line.split()[1] == "1"]
        if not left:
            return 0
        sleep(0.2)
    return len(left)


def measured(pages: int, points: int, seed: int, engine: str) -> list[Killed]:
    """The undisturbed sweep, then the disturbed ones."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_warc(folder / "news.warc.gz", pages, 0.1, seed)
        ground = Ground(folder, folder / "news.warc.gz", engine)
        began = monotonic()
        finished(started(ground, "undisturbed"))
        whole = tuple(batches(ground, "undisturbed"))
        ground = Ground(folder, ground.archive, engine, monotonic() - began, whole)
        claims = sum('"entry":"claim-found"' in line for batch in whole for line in batch)
        print(f"undisturbed: {ground.seconds:.1f} s, {len(whole)} batches, {claims} claims")
        rng, told = random.Random(seed), []
        for n in range(points):
            told.append(_said(whole_killed(ground, n, rng)))
        for n in range(points if engine != "here" else 0):
            told.append(_said(worker_killed(ground, n, rng)))
        return told


def _said(killed: Killed) -> Killed:
    same = "the same ledger" if killed.same else "ANOTHER LEDGER"
    print(f"{killed.what} at {killed.at:5.1f} s ({killed.phase}): {same}; started {killed.runs} times", flush=True)
    return killed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--points", type=int, default=10)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--engine", default="daft")
    told = parser.parse_args()
    killed = measured(told.pages, told.points, told.seed, told.engine)
    same, orphans = sum(each.same for each in killed), sum(each.orphans for each in killed)
    print(f"{same} of {len(killed)} ended with the same ledger; {orphans} workers outlived their sweep")
    sys.exit(same != len(killed) or orphans > 0)


if __name__ == "__main__":
    main()

"""A corpus is swept by Daft on this machine and by Daft on a Ray cluster of two nodes, of which one is lost on the way.

`python -m bench.clusters` writes an archive of generated pages and sweeps it four times into fresh ledgers: by Daft's own
runner with two workers; on a fresh cluster of two nodes of one core each on this machine; on another while a node is
removed without grace in the middle of sifting; on a last one while that happens in the middle of reading. Every ledger is
compared with the first, batch by batch and entry by entry; only the instants may differ. It prints what the start costs
(until the first shard's result is there), the pace after it, ratios to the local runner in the same run, and what the
removal costs. `--pages`, `--relevant`, `--shard`, `--seed` make it smaller or other.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import Any

from bench.pages import write_warc

from reportedly.keep.batch import payloads
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

TESTS = Path(__file__).parent.parent / "tests"
WHOLE = 600.0
"""Seconds after which a sweep is given up."""
SOME, MOST = 0.15, 0.8
"""Of a phase: a node is removed once so much is done; where more was, it was not in the middle."""
Batches = list[list[str]]
Progress = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ground:
    """What is swept, and how. shard: megabytes."""

    folder: Path
    archive: Path
    shard: float


@dataclass(slots=True)
class Swept:
    """One sweep. told: its lines of progress, each with when it came; removed: when a node was, done: the share of the phase
    that was done then; seconds: in all; other: lines that were no progress.
    """

    name: str
    told: list[tuple[float, Progress]] = field(default_factory=list)
    removed: float | None = None
    done: float = 0.0
    seconds: float = 0.0
    other: list[str] = field(default_factory=list)
    batches: Batches = field(default_factory=list)

    @property
    def start(self) -> float:
        """From its start to the first shard's result."""
        return next(at for at, told in self.told if told["records"])

    @property
    def records_a_second(self) -> float:
        """Of sifting, after the first result."""
        return self._pace("records", "records", "sifting")

    @property
    def documents_a_second(self) -> float:
        """Of reading, from its beginning: what is told first is nought."""
        return self._pace("documents", "of_documents", "reading")

    def _pace(self, what: str, begun: str, phase: str) -> float:
        lines = [(at, told[what]) for at, told in self.told if told["phase"] == phase and told[begun]]
        (began, first), (ended, last) = lines[0], lines[-1]
        return (last - first) / (ended - began) if ended > began else 0.0

    @property
    def silence(self) -> float:
        """The longest time without a result after the removal."""
        times = [self.removed or 0.0, *(at for at, _ in self.told if self.removed and at > self.removed)]
        return max((after - before for before, after in pairwise(times)), default=0.0)


class Nodes:
    """A cluster of two nodes of one core each, in a process of its own."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "world.engines.small_cluster", "2"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, text=True, env=_environment(), **pipes)  # type: ignore[call-overload]
        self.address: str = self._process.stdout.readline().strip()
        if not self.address:
            raise SystemExit("the cluster did not start")

    def remove(self) -> None:
        """Take the second node away, without grace; returns at once."""
        self._process.stdin.write("remove\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """End it, and wait until it has ended; its processes end with it in any case."""
        with suppress(subprocess.TimeoutExpired):
            self._process.communicate(timeout=60)
        self._process.kill()
        self._process.wait()


@contextmanager
def cluster() -> Iterator[Nodes]:
    """A fresh cluster, ended whatever happens."""
    nodes = Nodes()
    try:
        yield nodes
    finally:
        nodes.close()


def swept(
    ground: Ground, name: str, engine: list[str], at: Callable[[Progress], bool], do: Callable[[], None]
) -> Swept:
    """A sweep in a process of its own; once its progress is such, something is done. Raises SystemExit where it fails."""
    ledger = ground.folder / f"{name.replace(' ', '-')}.db"
    command = [sys.executable, "-m", "reportedly", "sweep", str(ground.archive), "--shard", str(ground.shard), *engine]
    command += ["--ledger", str(ledger), "--work", str(ledger.with_suffix(".work")), "--progress", "json"]
    made, began = Swept(name), monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment())
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if not line.startswith("{"):
                made.other.append(line)
                continue
            made.told.append((monotonic() - began, told := json.loads(line)))
            if made.removed is None and at(told):
                made.removed, made.done = monotonic() - began, _done(told)
                do()
        out, _ = process.communicate(timeout=WHOLE)
    finally:
        process.kill()
        process.wait()
    made.seconds = monotonic() - began
    if process.returncode:
        raise SystemExit(f"{name}: the sweep ended with {process.returncode}: {''.join(made.other)[-800:]}")
    made.other += [line for line in out.splitlines() if not line.startswith(("sifted", "not kept", "read", "manifest"))]
    made.batches = _batches(ledger)
    return made


def _batches(path: Path) -> Batches:
    ledger = open_ledger(path, system_clock)
    try:
        if faults := ledger.check():
            raise SystemExit(f"the ledger is not sound: {faults[0]}")
        return [payloads(batch.entries) for batch in ledger.batches()]
    finally:
        ledger.close()


def _environment() -> dict[str, str]:
    paths = [path for path in (*sys.path, str(TESTS)) if path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "RAY_USAGE_STATS_ENABLED": "0", "DO_NOT_TRACK": "true"}


def _never(_: Progress) -> bool:
    return False


def _sifting(told: Progress) -> bool:
    return bool(told["phase"] == "sifting" and _done(told) >= SOME)


def _reading(told: Progress) -> bool:
    return bool(told["phase"] == "reading" and _done(told) >= SOME)


def _done(told: Progress) -> float:
    did, whole = ("size", "of") if told["phase"] == "sifting" else ("documents", "of_documents")
    return float(told[did] / told[whole]) if told[whole] else 0.0


def measured(pages: int, relevant: float, shard: float, seed: int) -> list[Swept]:
    """The four sweeps."""
    with tempfile.TemporaryDirectory(prefix="clusters-") as made:
        ground = Ground(Path(made), Path(made) / "news.warc.gz", shard)
        write_warc(ground.archive, pages, relevant, seed)
        size = ground.archive.stat().st_size / 1e6
        print(f"{pages:,} pages, {size:.1f} MB in shards of {shard} MB; {os.cpu_count()} cores")
        found = [swept(ground, "daft, here", ["--engine", "daft", "--workers", "2"], _never, lambda: None)]
        for name, when in (("ray", _never), ("ray, lost sifting", _sifting), ("ray, lost reading", _reading)):
            with cluster() as nodes:
                engine = ["--engine", "ray", "--address", nodes.address]
                found.append(swept(ground, name, engine, when, nodes.remove))
            print(f"{name}: {found[-1].seconds:.1f} s", file=sys.stderr)
        return found


def print_table(found: list[Swept]) -> bool:
    """The figures; whether every ledger is the first one's, and every removal took place."""
    first, sound = found[0], True
    print("\n| sweep | whole, s | start, s | records/s | documents/s | ledger |\n|---|---|---|---|---|---|")
    for each in found:
        same = each.batches == first.batches
        sound = sound and same and not each.other and _in_the_middle(each)
        row = [each.name, f"{each.seconds:.1f} (× {each.seconds / first.seconds:.2f})"]
        row += [f"{each.start:.1f} (× {each.start / first.start:.2f})"]
        row += [_beside(each.records_a_second, first.records_a_second)]
        row += [_beside(each.documents_a_second, first.documents_a_second)]
        print(f"| {' | '.join([*row, 'the same' if same else 'ANOTHER'])} |")
    undisturbed = found[1]
    print()
    for each in found[2:]:
        if not _in_the_middle(each) or each.removed is None:
            print(f"{each.name}: NO NODE WAS REMOVED IN THE MIDDLE; give more --pages")
            continue
        cost = each.seconds - undisturbed.seconds
        print(f"{each.name}: removed at {each.removed:.1f} s, {each.done:.0%} of that phase done;")
        print(
            f"  {each.silence:.1f} s at most without a result after it, {cost:+.1f} s in all beside two nodes to the end"
        )
    for each in found:
        for line in each.other[:5]:
            print(f"{each.name} also said: {line.rstrip()[:200]}")
    return sound


def _in_the_middle(each: Swept) -> bool:
    return each.removed is None if "lost" not in each.name else each.removed is not None and each.done < MOST


def _beside(pace: float, first: float) -> str:
    return f"{pace:.1f} (× {pace / first:.2f})" if first else f"{pace:.1f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", "--documents", type=int, default=800)
    parser.add_argument("--relevant", type=float, default=0.2)
    parser.add_argument("--shard", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=8)
    given = parser.parse_args()
    sys.exit(not print_table(measured(given.pages, given.relevant, given.shard, given.seed)))


if __name__ == "__main__":
    main()

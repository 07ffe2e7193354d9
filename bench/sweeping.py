"""What a sweep costs from start to end, beside the plain way through the same pages.

`python -m bench.sweeping` writes an archive of generated pages (`bench.pages`, 5 % of them relevant) and measures in one
run, on this machine:

- `reportedly sweep`, as its user runs it, start, ledger and all, on Daft with two workers and in one process: pages a
  second, megabytes, documents, claims, memory, and its phases;
- the plain way (`bench.plain_way`: records, trafilatura, spaCy, and nothing of what makes claims) on an even sample of the
  same pages, in one process and in two, from when its model is loaded;
- how time and memory grow, from a tenth of the pages to all, on Daft;
- where the time goes, step by step in one process (`bench.sweep_shares`), for the tenth.

Memory is sampled ten times a second, of all processes together (what they share counts for each) and of the largest. Of the
phases, `starting` ends with the first word of the sweep, `grouping` has Daft's workers ending in it, and `reading` the new
ones starting, and the ledger. A page is a response of 200 with HTML, counted alike for both ways; what else the archive
holds the sweep has to read besides. It ends with 1 where the sweep on Daft is not ten times as fast as the plain way in one
process, or the two engines did not find the same. `--pages N`, `--plain N` (0: all), `--workers N`, `--seed N`.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.pages import SEED, write_warc
from bench.plain_way import seconds
from bench.sweep_shares import Watch, shares
from bench.watched import Watched, watched

from reportedly.read.warc import Page, pages

RELEVANT = 0.05
GOAL = 10.0
"""The pages a second of the sweep, as a multiple of the plain way's in one process."""
TENTH = 10


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive and what is in it. pages: so many; html, packed: their bytes, and those of the file."""

    path: Path
    pages: int
    html: int

    @property
    def packed(self) -> int:
        return self.path.stat().st_size


@dataclass(frozen=True, slots=True)
class Swept:
    """A sweep of an archive, watched."""

    archive: Archive
    watched: Watched

    @property
    def told(self) -> dict[str, Any]:
        """What it brought, as it says."""
        found: dict[str, Any] = json.loads(self.watched.told)
        return found

    @property
    def pace(self) -> float:
        return self.archive.pages / self.watched.seconds


def written(path: Path, count: int, seed: int) -> Archive:
    """An archive of so many records."""
    write_warc(path, count, RELEVANT, seed)
    sizes = [len(page.body) for page in every(path)]
    return Archive(path, len(sizes), sum(sizes))


def every(path: Path) -> Iterator[Page]:
    """The pages of an archive."""
    with path.open("rb") as file:
        yield from (record for record in pages(file) if isinstance(record, Page))


def sampled(archive: Archive, parts: int, count: int) -> list[Path]:
    """So many pages, evenly drawn (0: all), as archives of like size with whole members only: the plain way ends at a
    damaged one.
    """
    step = archive.pages / min(count or archive.pages, archive.pages)
    paths = [archive.path.with_name(f"plain-{parts}-{part}.warc.gz") for part in range(parts)]
    files = [path.open("wb") for path in paths]
    drawn = 0
    for number, page in enumerate(every(archive.path)):
        if number >= drawn * step:
            files[drawn % parts].write(_member(page))
            drawn += 1
    for file in files:
        file.close()
    return paths


def _member(page: Page) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {page.url}\r\nContent-Length: {len(block)}\r\n"
    head += "WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n\r\n"
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(head.encode() + block + b"\r\n\r\n") + packer.flush()


def swept(archive: Archive, engine: str, workers: int) -> Swept:
    """`reportedly sweep` into a fresh ledger, with nothing there to go on from."""
    name = f"{archive.path.name}-{engine}"
    command = [sys.executable, "-m", "reportedly", "sweep", str(archive.path), "--engine", engine]
    command += ["--ledger", str(archive.path.with_name(f"{name}.db")), "--work", str(archive.path.with_name(name))]
    command += ["--workers", str(workers), "--progress", "json", "--format", "json"]
    return Swept(archive, watched(command))


def main() -> int:
    """Measure and print; 1 where the goal is missed or the engines differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--plain", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    with TemporaryDirectory() as made:
        folder = Path(made)
        whole = written(folder / "pages.warc.gz", given.pages, given.seed)
        tenth = written(folder / "tenth.warc.gz", given.pages // TENTH, given.seed)
        drawn = min(given.plain or whole.pages, whole.pages)
        _say(f"{given.pages:,} records: {whole.pages:,} pages, {_mb(whole.packed)} MB, {_mb(whole.html)} MB of HTML")
        plain = [drawn / seconds(sampled(whole, parts, drawn)) for parts in (1, 2)]
        runs = {f"Daft, {given.workers} workers": swept(whole, "daft", given.workers)}
        runs["one process"] = swept(whole, "here", 1)
        _table(*_speed(runs, plain, drawn))
        _table(*_phases(runs))
        few = swept(tenth, "daft", given.workers)
        _table(*_growth(few, next(iter(runs.values()))))
        watch = shares(tenth.path, folder / "shares.db")
        _table(*_shares(watch))
    if watch.times["parse"] != few.told["kept"]:
        raise SystemExit(f"its steps kept {watch.times['parse']} documents, the sweep {few.told['kept']}")
    by_daft, here = runs.values()
    same = [by_daft.told[what] for what in ("kept", "claims")] == [here.told[what] for what in ("kept", "claims")]
    ratio = by_daft.pace / plain[0]
    _say(
        f"{ratio:.1f} times the plain way (goal: {GOAL:g}); the engines found {'the same' if same else 'NOT THE SAME'}"
    )
    return int(ratio < GOAL or not same)


Table = tuple[Sequence[str], Iterable[Sequence[str]]]


def _speed(runs: dict[str, Swept], plain: Sequence[float], drawn: int) -> Table:
    head = (
        "way",
        "pages",
        "s",
        "pages/s",
        "MB/s",
        "HTML MB/s",
        "documents",
        "claims",
        "MB in all",
        "largest",
        "× plain",
    )
    rows = [
        ("plain, one process", f"{drawn:,}", f"{drawn / plain[0]:.1f}", f"{plain[0]:.1f}", *["–"] * 6, "1.0"),
        (
            "plain, two processes", f"{drawn:,}", f"{drawn / plain[1]:.1f}", f"{plain[1]:.1f}", *["–"] * 6,
            f"{plain[1] / plain[0]:.1f}",
        ),
    ]  # fmt: skip
    for name, run in runs.items():
        took, archive = run.watched.seconds, run.archive
        rows.append((
            f"sweep, {name}", f"{archive.pages:,}", f"{took:.1f}", f"{run.pace:.1f}", f"{archive.packed / took / 1e6:.2f}",
            f"{archive.html / took / 1e6:.1f}", f"{run.told['kept']:,}", f"{run.told['claims']:,}",
            _mb(run.watched.all), _mb(run.watched.largest), f"{run.pace / plain[0]:.1f}",
        ))  # fmt: skip
    return head, rows


def _phases(runs: dict[str, Swept]) -> Table:
    names = list(next(iter(runs.values())).watched.phases)
    rows = ((run, *(f"{swept.watched.phases[name]:.1f}" for name in names)) for run, swept in runs.items())
    return ("seconds of", *names), rows


def _growth(small: Swept, large: Swept) -> Table:
    values = [
        (f"{run.archive.pages:,}", run.watched.seconds, run.watched.all / 1e6, run.watched.largest / 1e6)
        for run in (small, large)
    ]
    rows = [(pages, *(f"{value:.1f}" for value in more)) for pages, *more in values]
    times = large.archive.pages / small.archive.pages
    rows.append(
        (f"× {times:.1f}", *(f"× {after / before:.2f}" for before, after in zip(*(v[1:] for v in values), strict=True)))
    )
    return ("pages", "s", "MB in all", "MB, the largest process"), rows


def _shares(watch: Watch) -> Table:
    whole = sum(watch.seconds.values())
    rows = [
        (step, f"{watch.times[step]:,}", f"{1e3 * took / watch.times[step]:.3f}", f"{took:.2f}", f"{took / whole:.1%}")
        for step, took in watch.seconds.items()
    ]
    return ("step", "times", "ms each", "s", "share"), rows


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    _say(f"\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        _say(f"| {' | '.join(row)} |")


def _mb(size: int) -> str:
    return f"{size / 1e6:,.0f}"


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

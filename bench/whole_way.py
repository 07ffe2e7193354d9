"""How fast reading is: the whole way (file → document → parse → claims → ledger) beside the bare parse of the same texts.

`python -m bench.whole_way` prints a table, and ends with 1 where a bound is missed. Both are timed in turns, some files at a
time, in one process of their own, so that a busy machine slows both; its peak memory is the figure shown.
`--profile` prints instead where the time of finding goes.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from reportedly.pipeline import take_in
from reportedly.serve import wiring
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem
from reportedly.world.clock import system_clock
from reportedly.world.files import documents
from reportedly.world.ledgers.opening import open_ledger

ROOT = Path(__file__).resolve().parents[1]
WORDS = 30_000
"""As many at least are read."""
TURN = 10
"""Files that are parsed, then read the whole way, before the next."""
STARTS = 5
BOUNDS = {"ratio": 1.5, "peak": 1024.0, "start": 0.3}
"""The whole way's time as a multiple of the parse's; megabytes; seconds until `reportedly --help` is there."""


@dataclass
class Timed:
    """The reader as users get it, with a watch on its two steps (seconds)."""

    reader: wiring.Reader
    parsing: float = 0.0
    finding: float = 0.0

    @property
    def method(self) -> str:
        return self.reader.method

    def method_for(self, document: Document, translation: Document | None = None) -> str:
        return self.reader.method_for(document, translation)

    def reads(self, language: str) -> bool:
        return self.reader.reads(language)

    def claims_through(
        self, document: Document, translation: Document
    ) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        return self.reader.claims_through(document, translation)

    def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        started = perf_counter()
        parse = self.reader.parser.parse(document.text)
        parsed = perf_counter()
        found = self.reader.rules.claims(document, parse)
        self.parsing += parsed - started
        self.finding += perf_counter() - parsed
        return found, ()


@dataclass(frozen=True, slots=True)
class Times:
    """What a run took. whole, bare, parsing, finding: seconds; peak: megabytes."""

    words: int
    claims: int
    whole: float
    bare: float
    parsing: float
    finding: float
    peak: float


def corpus() -> list[str]:
    """The reports that are there: the examples, and the texts beside the checkout."""
    shared = Path(os.environ.get("REPORTEDLY_SHARED") or ROOT.parent / "shared")
    folders = [ROOT / "examples", *(shared / name for name in ("real", "more", "seeds"))]
    paths = [str(p) for folder in folders for p in sorted(folder.glob("*")) if p.suffix in {".txt", ".html", ".jsonl"}]
    return [path for path in paths if not path.endswith(".gold.jsonl")]


def written(folder: Path) -> list[str]:
    """The reports as files of a folder, again and again until there are words enough, each under a line of its own."""
    reports = [document for found, _ in documents(corpus()) for document in found]
    words, metadata, paths = 0, {}, []
    for number, report in zip(count(1), cycle(reports), strict=False):
        text = f"Report number {number} of the pile.\n\n{report.text}"
        name = f"{number:05}.txt"
        (folder / name).write_text(text, encoding="utf-8")
        published = report.published_on and report.published_on.isoformat()
        metadata[name] = {"publisher": report.publisher, "published": published, "url": report.url}
        paths.append(str(folder / name))
        words += len(text.split())
        if words >= WORDS and number >= len(reports):
            break
    (folder / "meta.json").write_text(json.dumps(metadata), encoding="utf-8")
    return paths


def turns(paths: list[str]) -> Iterator[list[str]]:
    """The paths, some at a time."""
    rest = iter(paths)
    while turn := list(islice(rest, TURN)):
        yield turn


def timed(paths: list[str], folder: Path) -> Times:
    """Parse and read everything, in turns; the ledger is a file in the folder."""
    # The parse alone needs the language model, which nothing else here loads at start.
    from reportedly.world.language import loaded

    finder, bare, whole, words, claims = Timed(wiring.Reader(wiring.tables())), 0.0, 0.0, 0, 0
    nlp, ledger = loaded(), open_ledger(folder / "ledger.db", system_clock)
    finder.claims(Document("Seoul said on Monday that the North had sent shells to Russia."))
    finder = replace(finder, parsing=0.0, finding=0.0)
    for turn in turns(paths):
        texts = [document.text for found, _ in documents(turn) for document in found]
        started = perf_counter()
        for text in texts:
            nlp(text)
        bare += perf_counter() - started
        started = perf_counter()
        claims += sum(taken.claims for taken in take_in(ledger, documents(turn), finder))
        whole += perf_counter() - started
        words += sum(len(text.split()) for text in texts)
    ledger.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return Times(words, claims, whole, bare, finder.parsing, finder.finding, peak)


def in_a_child(paths: list[str], folder: Path) -> Times:
    """The same in a process of its own."""
    pile = folder / "pile.json"
    pile.write_text(json.dumps(paths), encoding="utf-8")
    command = [sys.executable, "-m", "bench.whole_way", "--pile", str(pile)]
    told = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8").stdout
    return Times(**json.loads(told.splitlines()[-1]))


def start() -> float:
    """Seconds until `reportedly --help` has ended: the median of several, after one that warms the disk."""
    took = []
    for _ in range(STARTS + 1):
        started = perf_counter()
        subprocess.run([sys.executable, "-m", "reportedly", "--help"], check=True, capture_output=True)
        took.append(perf_counter() - started)
    return statistics.median(took[1:])


def lines(times: Times, starting: float) -> Iterator[str]:
    """The table."""
    rest = times.whole - times.parsing - times.finding
    yield f"{times.words:,} words, {times.claims:,} claims"
    yield f"{'bare parse':<28}{times.words / times.bare:>9,.0f} words a second   {times.bare:7.2f} s"
    yield f"{'whole way':<28}{times.words / times.whole:>9,.0f} words a second   {times.whole:7.2f} s"
    for step, seconds in (("parsing", times.parsing), ("finding", times.finding), ("reading, keeping", rest)):
        yield f"  of which {step:<52}{seconds:7.2f} s"
    figures = {"ratio": times.whole / times.bare, "peak": times.peak, "start": starting}
    names = {"ratio": "whole way / bare parse", "peak": "peak memory, MB", "start": "reportedly --help, s"}
    for figure, value in figures.items():
        missed = "  missed" if value > BOUNDS[figure] else ""
        yield f"{names[figure]:<28}{value:>9,.2f}   at most {BOUNDS[figure]:g}{missed}"


def profile(paths: list[str]) -> None:
    """Print where the time of finding goes, by the functions' own time and by that of all they call."""
    reader, watch = wiring.reader(), cProfile.Profile()
    read = [document for found, _ in documents(paths) for document in found]
    pairs = [(document, reader.parser.parse(document.text)) for document in read[: len(read) // 2]]
    rules = reader.rules
    watch.enable()
    for document, parse in pairs:
        rules.claims(document, parse)
    watch.disable()
    stats = pstats.Stats(watch)
    stats.sort_stats("tottime").print_stats(25)
    stats.sort_stats("cumtime").print_stats(45)


def main() -> int:
    """Measure and print; 1 where a bound is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.whole_way", description="How fast reading is.")
    parser.add_argument("--profile", action="store_true", help="where the time of finding goes")
    parser.add_argument("--pile", type=Path, help=argparse.SUPPRESS)  # what the child process is handed
    asked = parser.parse_args()
    if asked.pile:
        print(json.dumps(_values(timed(json.loads(asked.pile.read_text(encoding="utf-8")), asked.pile.parent))))
        return 0
    with TemporaryDirectory() as folder:
        paths = written(Path(folder))
        if asked.profile:
            profile(paths)
            return 0
        table = list(lines(in_a_child(paths, Path(folder)), start()))
    print("\n".join(table))
    return int(any(line.endswith("missed") for line in table))


def _values(times: Times) -> dict[str, float]:
    return {name: getattr(times, name) for name in Times.__slots__}


if __name__ == "__main__":
    sys.exit(main())

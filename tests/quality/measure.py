"""How well claims and mentions are read: the corpora that stand beside the checkout, read the whole way and scored.

`python -m tests.quality.measure [CORPUS…]` prints a table; with `--toml` the figures and digests as a floors file has them.
The corpora lie in the folder `shared` beside the checkout, or where REPORTEDLY_SHARED says; they are no part of it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reportedly.pipeline import take_in
from reportedly.present.lines import claim_lines, mention_lines
from reportedly.serve.wiring import Reader, tables
from reportedly.world.clock import system_clock
from reportedly.world.files import documents
from reportedly.world.ledgers.memory import MemoryLedger

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts with their gold, and how they are scored. files: patterns below the shared folder, the scorer among them."""

    name: str
    files: tuple[str, ...]
    score: Callable[[Corpus, Path], Figures]

    def paths(self) -> list[Path]:
        return sorted(path for pattern in self.files for path in shared().glob(pattern))

    def is_there(self) -> bool:
        return all(any(shared().glob(pattern)) for pattern in self.files)

    def digest(self) -> str:
        """Of the names and contents of its files and of its scorer: 16 hexadecimal digits."""
        whole = sha256()
        for path in self.paths():
            whole.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
        return whole.hexdigest()[:16]

    def figures(self) -> Figures:
        """What is measured now."""
        with TemporaryDirectory() as folder:
            return self.score(self, Path(folder))

    def floors(self) -> Figures:
        return {name: value for name, value in FLOORS.get(self.name, {}).items() if name != "digest"}

    def is_as_floored(self) -> bool:
        """Whether its files are those on which the floors were set."""
        return self.digest() == FLOORS.get(self.name, {}).get("digest")


def shared() -> Path:
    """The folder of the corpora."""
    return Path(os.environ.get("REPORTEDLY_SHARED") or HERE.parents[2] / "shared")


def claims_scored(corpus: Corpus, folder: Path) -> Figures:
    """Totals over claims, as the scorer counts them; never what was missed or false."""
    texts = [str(path) for path in corpus.paths() if path.suffix == ".txt"]
    gold = [str(path) for path in corpus.paths() if path.name.endswith(".gold.jsonl")]
    ledger = MemoryLedger(system_clock)
    problems = [p for taken in take_in(ledger, documents(texts), Reader(tables())) for p in taken.problems]
    if errors := [str(p) for p in problems if p.severity == "error"]:
        raise RuntimeError("; ".join(errors))
    found = folder / "claims.jsonl"
    found.write_text(claim_lines(ledger.standing().claims.values()), encoding="utf-8")
    told = json.loads(scored("score_claims.py", *gold, "--claims", str(found), "--json"))
    return {name: float(value) for name, value in told.items()}


def mentions_scored(corpus: Corpus, folder: Path) -> Figures:
    """F1 of each task that the benchmark has."""
    gold = next(str(path) for path in corpus.paths() if path.suffix == ".jsonl")
    texts, found = folder / "documents.jsonl", folder / "mentions.jsonl"
    scored("score_mentions.py", gold, "--documents", str(texts))
    reader = Reader(tables())
    with found.open("w", encoding="utf-8") as out:
        for read, _ in documents([str(texts)]):
            for document in read:
                out.write(mention_lines(reader.seen(document).mentions, document.path))
    told = [line.split(" ", 1) for line in scored("score_mentions.py", gold, "--mentions", str(found)).splitlines()]
    return {f"{task} {part}": figure for task, tasks in told for part, figure in _f1(json.loads(tasks))}


def _f1(parts: dict[str, dict[str, Any]]) -> Iterator[tuple[str, float]]:
    return ((name, float(figures["f1"])) for name, figures in parts.items() if "f1" in figures)


def scored(script: str, *arguments: str) -> str:
    """What one of the given scripts prints."""
    command = [sys.executable, str(shared() / "score" / script), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def _told(name: str) -> Corpus:
    files = (f"{name}/*.txt", f"{name}/*.gold.jsonl", f"{name}/meta.json", "score/score_claims.py")
    return Corpus(name, files, claims_scored)


def _seen(name: str) -> Corpus:
    return Corpus(name, (f"bench/{name}.jsonl", "score/score_mentions.py"), mentions_scored)


CORPORA = {c.name: c for c in (*map(_told, ("seeds", "real", "more", "check")), *map(_seen, ("meantime", "re3d")))}
"""Of `check` only the totals are looked at: it shows how far the rules carry."""


HEADLINES = {"f1", "row"}
"""Of the claims' measures, those that get a line of their own."""


def table(corpora: Iterable[Corpus]) -> Iterator[str]:
    """A line for each figure: corpus, measure, value, floor; what else the scorer tells in one line more."""
    yield f"{'corpus':<10}{'measure':<22}{'value':>7}{'floor':>7}"
    for corpus in corpora:
        if not corpus.is_there():
            yield f"{corpus.name:<10}not measured: it is not in {shared()}"
            continue
        known, figures = corpus.is_as_floored(), corpus.figures()
        if corpus.floors() and not known:
            yield f"{corpus.name:<10}changed since its floors were set, and not compared (digest {corpus.digest()})"
        floors = corpus.floors() if known else {}
        alone = HEADLINES & figures.keys() or figures.keys()
        for measure in (name for name in figures if name in alone | floors.keys()):
            yield _line(corpus.name, measure, figures[measure], floors.get(measure))
        rest = [f"{name} {value:g}" for name, value in figures.items() if name not in alone | floors.keys()]
        if rest:
            yield f"{'':<10}{', '.join(rest)}"


def _line(corpus: str, measure: str, value: float, floor: float | None) -> str:
    told = "" if floor is None else f"{floor:.3f}"
    return f"{corpus:<10}{measure:<22}{value:>7.3f}{told:>7}{'  broken' if floor is not None and value < floor else ''}"


def toml(corpora: Iterable[Corpus]) -> Iterator[str]:
    """The digests and all figures, to set floors by."""
    for corpus in (corpus for corpus in corpora if corpus.is_there()):
        yield f'[{corpus.name}]\ndigest = "{corpus.digest()}"'
        yield from (f"{json.dumps(measure)} = {value}" for measure, value in corpus.figures().items())


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.measure", description="How well claims are read.")
    parser.add_argument("corpus", nargs="*", help=f"of {', '.join(CORPORA)}; all by default")
    parser.add_argument("--toml", action="store_true", help="digests and figures, to set floors by")
    asked = parser.parse_args()
    if unknown := set(asked.corpus) - CORPORA.keys():
        parser.error(f"no such corpus: {', '.join(sorted(unknown))}")
    for line in (toml if asked.toml else table)([CORPORA[name] for name in asked.corpus or CORPORA]):
        print(line, flush=True)


if __name__ == "__main__":
    main()

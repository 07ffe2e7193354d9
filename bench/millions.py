"""Ten million claims: appending, look-ups, pages, facets, search, and opening, beside bare SELECTs and DuckDB.

`python -m bench.millions [--claims N] [--where sqlite|postgres] [--folder FOLDER] [--keep] [--check] [--rounds R]`. It
fills a ledger with invented claims (see bench/filling.py: in bulk, in the form that the ledger's own door gives them; some
4.2 KB a claim in SQLite, 3.7 in PostgreSQL and 9 GB of log), and then measures, in one run: opening the catalogue without
and with a snapshot of its columns, each in a process of its own; appending reports; look-ups by id; the first page of a
flow; facets, the unfiltered ones after an append each, the filtered ones with other filters each time; full text search.
Each figure is the median and the 95th percentile of so many rounds. Beside look-ups, pages and searches stands a bare
SELECT of the same rows, beside the facets DuckDB over the same claims as Parquet, counting the same values with as many
threads as there are cores. PostgreSQL is a server of the bench's own, with the settings of bench/database.py. `--check`
also checks the whole ledger, chain and index (for small sizes). What was filled is taken away at the end, or kept with
`--keep`: begun again on the same folder, the bench goes on filling where it ended.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
from bench.database import postgres, size_of
from bench.duck import as_parquet, duck_facets
from bench.filling import A_BATCH, A_DOCUMENT, Filler, fill, word_of
from bench.workbench import BODIES, GOODS, WORDS, share
from sqlalchemy import text

from reportedly.keep.additions import reading
from reportedly.keep.query import ClaimQuery
from reportedly.serve.wiring import tables
from reportedly.terms.claim import Claim, DocumentRef, Item
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence
from reportedly.terms.items import ItemTree
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.snapshots import Snapshots
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger

A_CLAIM = {"sqlite": 4_600, "postgres": 4_600}
"""Bytes of disk for a claim, with its document and its indexes."""
BESIDES = {"sqlite": 2e9, "postgres": 9e9}
"""Bytes that the largest filling needs besides, for logs, the snapshot and the Parquet file; a smaller one needs less."""
MOST = 60e9
Told = Callable[[], object]


@dataclass(slots=True)
class Table:
    """The figures, printed as they come."""

    rounds: int
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def timed(self, one: Told, rounds: int | None = None, before: Told | None = None) -> list[float]:
        """The seconds of so many rounds; `before` is not measured."""
        took = []
        for _ in range(rounds or self.rounds):
            if before is not None:
                before()
            began = time.perf_counter()
            one()
            took.append(time.perf_counter() - began)
        return took

    def row(self, name: str, took: list[float], beside: list[float] | None = None, what: str = "") -> None:
        """One line: p50, p95, and the median of what stands beside, with the ratio of the medians."""
        half, most = share(took, 0.5), share(took, 0.95)
        line = f"{name:44} {1e3 * half:>10,.1f} ms {1e3 * most:>10,.1f} ms"
        if beside:
            other = share(beside, 0.5)
            line += f"   {1e3 * other:>10,.1f} ms  {half / max(other, 1e-9):>7,.2f} × {what}"
        print(line, flush=True)


def opening(url: str, folder: Path | None) -> dict[str, float]:
    """Seconds until the first page with facets, and the peak of memory, in a process of its own."""
    command = [sys.executable, "-m", "bench.millions", "--opening", url, *(["--folder", str(folder)] if folder else [])]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    return dict(json.loads(told.stdout.splitlines()[-1]))


def open_once(url: str, folder: Path | None) -> None:
    """Open the catalogue of a ledger, print how long that took."""
    with closing(open_sql_ledger(url, system_clock)) as ledger:
        snapshots = Snapshots.in_folder(folder, ledger.name) if folder else None
        began = time.perf_counter()
        catalogue = Catalogue(ledger, ItemTree(tables().items), snapshots)
        catalogue.version()
        opened = time.perf_counter() - began
        catalogue.search(ClaimQuery(), 0, 50, facets=True)
        first = time.perf_counter() - began
    peak = peak_memory()
    print(json.dumps({"opened": opened, "first": first, "gigabytes": peak}))


def peak_memory() -> float:
    """The most that this process has held, in GB. (What getrusage tells begins with the process that started this one.)"""
    told = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(told[1]) / 1e6 if told else 0.0


def report(number: int) -> tuple[Document, list[Claim]]:
    """A new report of five claims."""
    told = [f"KP sent {number % 9_000 + 10 + n} shells to RU by the pier, officials said." for n in range(A_DOCUMENT)]
    words = " ".join(told) + f" Report {number}."
    document = Document(
        words, f"{number}.txt", "Wire", url=f"https://new.example/{number}", published_on=date(2024, 5, 1)
    )
    found = []
    for sentence in told:
        start = words.index(sentence)
        evidence = Evidence.cut(words, start, start + len(sentence))
        found.append(
            Claim(
                document=DocumentRef.of(document),
                kind="transfer",
                actor=("KP",),
                recipient=("RU",),
                evidence=evidence,
                items=(Item("shells", "artillery-shell"),),
                origins=("KR-NIS",),
                method="made/1",
            )
        )
    return document, found


def measure(ledger: SqlLedger, url: str, claims: int, folder: Path, rounds: int) -> None:
    """Everything, in one run."""
    known = folder / "snapshots"
    shutil.rmtree(known, ignore_errors=True)
    print(f"\n{'':44} {'p50':>13} {'p95':>13}   {'beside':>13}")
    for name, where in (("without a snapshot", None), ("and writing one", known), ("from the snapshot", known)):
        told = opening(url, where)
        print(f"{f'opening the catalogue, {name}':44} {told['opened']:>10,.1f} s; first page with facets after "
              f"{told['first']:,.1f} s; peak {told['gigabytes']:.2f} GB", flush=True)  # fmt: skip
    catalogue = Catalogue(ledger, ItemTree(tables().items), Snapshots.in_folder(known, ledger.name))
    catalogue.version()
    table = Table(rounds)
    appending(table, ledger, catalogue)
    looking_up(table, ledger, catalogue, claims)
    searching(table, ledger, catalogue, claims)
    faceting(table, ledger, catalogue, folder)
    print(f"peak of memory of the measuring process: {peak_memory():.2f} GB")


def appending(table: Table, ledger: SqlLedger, catalogue: Catalogue) -> None:
    """One report at a time with the facets after each, and a thousand at once."""
    numbers = iter(range(int(time.time()) * 1_000, 1 << 62))
    took: list[float] = []
    new: list[float] = []
    for _ in range(table.rounds):
        entries = reading(*report(next(numbers)), "made/1")
        took += table.timed(lambda told=entries: ledger.append(told), 1)  # type: ignore[misc]
        new += table.timed(lambda: catalogue.search(ClaimQuery(), 0, 50, facets=True), 1)
    table.row("append of one report of five claims", took)
    table.row("first page, unfiltered facets, after each", new)
    again = table.timed(lambda: catalogue.search(ClaimQuery(), 0, 50, facets=True))
    table.row("the same while nothing is added", again)
    many = [entry for _ in range(1_000) for entry in reading(*report(next(numbers)), "made/1")]
    (bulk,) = table.timed(lambda: ledger.append(many), 1)
    table.row(f"append of 1,000 reports ({5_000 / bulk:,.0f} claims a second)", [bulk])
    table.row(
        "first page, unfiltered facets, after that",
        table.timed(lambda: catalogue.search(ClaimQuery(), 0, 50, facets=True), 1),
    )


def looking_up(table: Table, ledger: SqlLedger, catalogue: Catalogue, claims: int) -> None:
    """A claim, a document and a flow, each another every time."""
    chance, some = table.chance, iter(_some(ledger, table.chance, claims, 3 * table.rounds))
    held: list[Any] = []

    def next_one() -> None:
        held[:] = [next(some)]

    took = table.timed(lambda: catalogue.claim(held[0][0]), before=next_one)
    with ledger.engine.connect() as bare:

        def rows(query: str, **given: object) -> object:
            return bare.execute(text(query), given).all()

        alone = table.timed(
            lambda: rows("SELECT record FROM index_claims WHERE claim_id = :i", i=held[0][0]), before=next_one
        )
        table.row("a claim by its id", took, alone, "bare SELECT")
        begin = _some(ledger, chance, claims, table.rounds)
        took = table.timed(lambda: catalogue.claim(held[0][0][:12]), before=lambda: held.__setitem__(0, begin.pop()))
        table.row("a claim by the beginning of its id", took)
        idents = _some(ledger, chance, claims, 2 * table.rounds)
        took = table.timed(lambda: catalogue.documents([idents.pop()[1]]))
        alone = table.timed(lambda: rows("SELECT text FROM texts WHERE document_id = :i", i=idents.pop()[1]))
        table.row("a document by its id", took, alone, "bare SELECT")
        flows = [Filler(False, forms=[]).known.chosen(chance) for _ in range(table.rounds)]
        pairs_ = iter(flows)
        took = table.timed(lambda: catalogue.search(ClaimQuery(*next(pairs_)), 0, 50))
        page = (
            "SELECT c.record, t.text FROM index_about a JOIN index_claims c ON c.number = a.number JOIN texts t ON "
            "t.document_id = c.document_id WHERE a.one = :one AND a.other = :other ORDER BY a.number DESC LIMIT 50"
        )
        pairs_ = iter(flows)

        def alone_page() -> object:
            one, other = next(pairs_)
            return rows(page, one=one, other=other)

        table.row("the first page of one flow's claims", took, table.timed(alone_page), "bare SELECT")


def searching(table: Table, ledger: SqlLedger, catalogue: Catalogue, claims: int) -> None:
    """A frequent word, a rare one, a phrase: the first page and its facets, each time with another word."""
    chance = table.chance
    asked: dict[str, Callable[[], str]] = {
        "a frequent word": lambda: chance.choice(WORDS),
        "a rare word": lambda: word_of(chance.randrange(1, max(2, claims // A_DOCUMENT))),
        "a phrase": lambda: f'"{chance.choice(WORDS)} and the {chance.choice(WORDS)}"',
    }
    lite = ledger.engine.dialect.name == "sqlite"
    bare_query = (
        "SELECT record FROM index_claims WHERE number IN (SELECT rowid FROM index_words WHERE index_words MATCH :w "
        "ORDER BY rowid DESC LIMIT 50)"
        if lite
        else "SELECT record FROM index_claims WHERE number IN (SELECT number FROM index_words WHERE lexemes @@ "
        "phraseto_tsquery('reportedly_words', :w) ORDER BY number DESC LIMIT 50)"
    )
    rounds = min(table.rounds, 10)
    with ledger.engine.connect() as bare:
        for name, word in asked.items():
            took = table.timed(lambda w=word: catalogue.search(ClaimQuery(text=w()), 0, 50), rounds)  # type: ignore[misc]
            words = iter([word() if lite else word().strip('"') for _ in range(rounds)])

            def alone_page(told: Iterator[str] = words) -> object:
                return bare.execute(text(bare_query), {"w": next(told)}).all()

            alone = table.timed(alone_page, rounds)
            table.row(f"search of {name}", took, alone, "bare SELECT of 50")


def faceting(table: Table, ledger: SqlLedger, catalogue: Catalogue, folder: Path) -> None:
    """Facets of several filters, never the same twice, beside DuckDB."""
    path = folder / "claims.parquet"
    if not path.exists():
        as_parquet(ledger, path)
    chance, known = table.chance, Filler(False, forms=[]).known
    states = [pair[0] for pair in known.pairs[:200]]

    def day() -> date:
        return date(2019, 1, 1 + chance.randrange(28))

    filters: dict[str, Callable[[], dict[str, Any]]] = {
        "a kind, from a day on": lambda: {"kind": "transfer", "published_from": day()},
        "a modality, from a day on": lambda: {"modality": "assessed", "published_from": day()},
        "an actor": lambda: {"actor": chance.choice(states)},
        "an origin, from a day on": lambda: {"origin": chance.choice(BODIES), "published_from": day()},
        "an actor and a class of item": lambda: {"actor": chance.choice(states), "item": chance.choice(GOODS)[0]},
        "a kind and a modality, from a day on": lambda: {
            "kind": "transfer", "modality": chance.choice(("asserted", "assessed")), "published_from": day()},
    }  # fmt: skip
    rounds = min(table.rounds, 10)
    with duckdb.connect() as duck:
        duck.execute(f"CREATE VIEW claims AS SELECT * FROM '{path}'")
        numbers = iter(range(int(time.time()) * 1_000, 1 << 62))
        took = table.timed(
            lambda: catalogue.search(ClaimQuery(), 0, 50, facets=True),
            rounds,
            lambda: ledger.append(reading(*report(next(numbers)), "made/1")),
        )
        alone = table.timed(lambda: duck_facets(duck, {}), min(rounds, 5))
        table.row("facets, unfiltered, one report later", took, alone, "DuckDB over Parquet")
        for name, make in filters.items():
            made = [make() for _ in range(rounds)]
            turns, again = iter(made), iter(made)
            took = table.timed(lambda t=turns: catalogue.search(ClaimQuery(**next(t)), 0, 50, facets=True), rounds)  # type: ignore[misc]
            alone = table.timed(lambda t=again: duck_facets(duck, next(t)), min(rounds, 5))  # type: ignore[misc]
            table.row(f"facets, {name}", took, alone, "DuckDB over Parquet")


def _some(ledger: SqlLedger, chance: random.Random, claims: int, many: int) -> list[tuple[str, str]]:
    """Claims chosen at random: their ids and those of their documents."""
    told = []
    with ledger.engine.connect() as connection:
        for _ in range(many):
            query = text("SELECT claim_id, document_id FROM index_claims WHERE number = :n")
            told.append(tuple(connection.execute(query, {"n": chance.randrange(1, claims + 1)}).one()))
    return told


@contextmanager
def _database(where: str, folder: Path, *, filling: bool = False) -> Iterator[str]:
    if where == "sqlite":
        yield str(folder / "millions.db")
    else:
        with postgres(folder, filling=filling) as url:
            yield url


def main() -> None:
    """Fill, measure, take away."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--claims", type=int, default=10_000_000)
    options.add_argument("--where", choices=("sqlite", "postgres"), default="sqlite")
    options.add_argument("--folder", type=Path, help="where the ledger is made")
    options.add_argument("--keep", action="store_true", help="leave what was filled")
    options.add_argument("--check", action="store_true", help="check chain and index whole")
    options.add_argument("--rounds", type=int, default=40)
    options.add_argument("--opening", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.opening:
        open_once(given.opening, given.folder)
        return
    folder = given.folder or Path(tempfile.mkdtemp(prefix="millions-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    besides = BESIDES[given.where] * min(1, given.claims / 2_000_000)
    need, free = given.claims * A_CLAIM[given.where] + besides, shutil.disk_usage(folder).free + size_of(folder)
    print(
        f"{given.claims:,} claims in {given.where}: some {need / 1e9:.1f} GB of disk needed, {free / 1e9:.1f} GB there"
    )
    if need > min(free, MOST):
        raise SystemExit("too little disk")
    try:
        with _database(given.where, folder, filling=True) as url, closing(open_sql_ledger(url, system_clock)) as filled:
            rate = fill(filled, given.claims)
        print(f"filled {rate:,.0f} claims a second, with the indexes made after; {size_of(folder) / 1e9:.1f} GB")
        print(f"{A_BATCH:,} documents a batch, {A_DOCUMENT} claims each; {datetime.now(UTC):%H:%M} UTC", flush=True)
        os.sync()
        with _database(given.where, folder) as url, closing(open_sql_ledger(url, system_clock)) as ledger:
            if given.check:
                faults = ledger.check()
                print(f"check: {len(faults)} faults", *faults[:5], sep="\n  ", flush=True)
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak of memory begins anew
            measure(ledger, url, given.claims, folder, given.rounds)
    finally:
        if not given.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()

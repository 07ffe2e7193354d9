"""The workbench over a large ledger: how long pages take while people read and a reading goes on.

`python -m bench.workbench [--claims N] [--seconds S] [--readers R] [--keep FOLDER]`. It makes a ledger of N claims (a
million by default; from a fixed seed, over 4,000 flows of very different sizes), serves it, lets R readers ask for pages
with a second's pause between, while `reportedly read` adds reports, and prints the median and the 95th percentile of each
kind of page. Beside each stands a bare SELECT of the same rows, asked of the database file alone. `flow, latest` is what a
flow of very many claims shows until its page is made: their number and the latest of them.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import httpx

from reportedly.keep.additions import reading
from reportedly.keep.entry import Entry
from reportedly.serve.wiring import tables
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, DocumentRef, Hedge, Item
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

CLAIMS, SECONDS, READERS, PAUSE = 1_000_000, 120, 16, 1.0
SEED, FLOWS, A_DOCUMENT, A_BATCH = 20231013, 4_000, 4, 25
SKEW = 0.7
"""The n-th busiest flow has n**-SKEW of the claims of the busiest: some 25,000 of a million; half of the flows have
less than 150.
"""
START = date(2019, 1, 1)
BODIES = ("KR-NIS", "KR-MND", "US-NSC", "US-DOD", "US-STATE", "GB-MOD", "UA-GUR", "MSMT", "A think tank", "RU-MFA")
GOODS = (("munitions", "containers", "container"), ("artillery-shell", "shells", "shell"), ("drone", "drones", "drone"),
         ("rocket-round", "rockets", "rocket"), ("missile", "missiles", "missile"), ("soldiers", "soldiers", "person"),
         ("tank", "tanks", "tank"), ("small-arms", "rifles", "piece"))  # fmt: skip
MODALITIES = ("asserted",) * 9 + ("assessed",) * 4 + ("planned", "possible", "conditional", "desired", "denied")
WORDS = ("harbour", "rail", "convoy", "depot", "border", "freighter", "crate", "manifest", "ministry", "warehouse",
         "escort", "tarpaulin", "pier", "customs", "satellite", "column", "airfield", "terminal", "cargo", "hull",
         "invoice", "broker", "crew", "route")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pairs:
    """Suppliers and recipients, the busiest first, and how often each is taken."""

    pairs: tuple[tuple[str, str], ...]
    weights: tuple[float, ...]

    def chosen(self, chance: random.Random) -> tuple[str, str]:
        """One pair, the busy ones more often."""
        return chance.choices(self.pairs, cum_weights=self.weights)[0]


def pairs() -> Pairs:
    """The flows of the bench, always the same."""
    chance = random.Random(SEED)
    states = [row.code for row in tables().parties if row.kind == "state"]
    every = [(one, other) for one in states for other in states if one != other]
    chosen = chance.sample(every, FLOWS)
    return Pairs(tuple(chosen), tuple(accumulate((n + 1) ** -SKEW for n in range(FLOWS))))


def make(path: Path, number: int) -> None:
    """A ledger of so many claims, document by document, as a reading would leave it."""
    chance, known = random.Random(SEED + 1), pairs()
    began, kept = time.perf_counter(), 0
    with closing(open_ledger(path, system_clock)) as ledger:
        batch: list[Entry] = []
        for n, (document, claims) in enumerate(islice(_documents(chance, known), number // A_DOCUMENT)):
            batch += reading(document, claims, "made/1")
            kept += len(claims)
            if n % A_BATCH == A_BATCH - 1:
                ledger.append(batch)
                batch = []
                if sys.stderr.isatty() or n % 10_000 < A_BATCH:
                    print(
                        f"\r{kept:,} claims, {kept / (time.perf_counter() - began):,.0f} a second ",
                        end="",
                        file=sys.stderr,
                    )
        ledger.append(batch)
    print(file=sys.stderr)


def _documents(chance: random.Random, known: Pairs) -> Iterator[tuple[Document, list[Claim]]]:
    number = 0
    while True:
        number += 1
        pair = known.chosen(chance)
        publisher, on = f"Paper {chance.randrange(300)}", START + timedelta(days=chance.randrange(2_500))
        told = [_told(pair, chance) for _ in range(A_DOCUMENT)]
        filler = " ".join(chance.choice(WORDS) for _ in range(90))
        text = " ".join(sentence for sentence, _ in told) + f" {filler} {number}."
        document = Document(text, f"{number}.txt", publisher, url=f"https://made.example/{number}", published_on=on,
                            title=f"Report {number}")  # fmt: skip
        yield document, [_claim(document, pair, *one, chance) for one in told]


def _told(pair: tuple[str, str], chance: random.Random) -> tuple[str, tuple[str, str, int]]:
    item, noun, unit = chance.choice(GOODS)
    count = chance.randrange(10, 30_000)
    places = f"{chance.choice(WORDS)} and the {chance.choice(WORDS)}"
    return f"{pair[0]} sent {count} {noun} to {pair[1]} by the {places}, officials said.", (item, unit, count)


def _claim(
    document: Document, pair: tuple[str, str], sentence: str, goods: tuple[str, str, int], chance: random.Random
) -> Claim:
    item, unit, count = goods
    start = document.text.index(sentence)
    origin = chance.choice(BODIES)
    on = document.published_on or START
    words = str(count)
    at = document.text.index(words, start)
    return Claim(
        document=DocumentRef.of(document),
        kind="deployment" if unit == "person" else "transfer",
        actor=(pair[0],),
        recipient=(pair[1],),
        evidence=Evidence.cut(document.text, start, start + len(sentence)),
        items=(Item(sentence.split()[3], item),),
        quantity=Quantity(count, chance.choice((None, count)), unit, scope=chance.choice(("cumulative", "increment", None)),
                          text=words),
        happened=Period(on - timedelta(days=chance.randrange(1, 200)), on, "since then"),
        modality=chance.choice(MODALITIES),  # type: ignore[arg-type]
        hedges=(Hedge("officials said", origin),),
        attribution=(Link(document.publisher or ""), Link(origin, origin, verb="say")),
        origins=(origin,),
        said=Period(on, on, "on the day"),
        fields={"actor": ((start, start + 2),), "quantity": ((at, at + len(words)),)},
        method="made/1",
        reading_confidence=round(chance.uniform(0.4, 0.99), 3),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """An address, its kind, and a bare SELECT of the rows that it shows."""

    kind: str
    address: str
    select: str
    given: tuple[object, ...]


RECORDS = "SELECT record FROM index_claims WHERE number IN ({})"


def pages(chance: random.Random, known: Pairs) -> Iterator[Page]:
    """What a reader asks for: claims, a facet, a search, a flow, in turn and at random."""
    latest = "SELECT number FROM index_claims{} ORDER BY published_on DESC LIMIT 50"
    while True:
        pair = known.chosen(chance)
        item, noun, _ = chance.choice(GOODS)
        words = f"{noun} {chance.choice(WORDS)}"
        either = chance.randrange(4)
        if either == 0:
            yield Page("claims page", "/claims", RECORDS.format(latest.format("")), ())
        elif either == 1:
            where = " WHERE actors = ? AND items = ?"
            asked = urlencode({"actor": pair[0], "item": item})
            yield Page("facets", f"/claims?{asked}", RECORDS.format(latest.format(where)), (pair[0], item))
        elif either == 2:
            found = "SELECT rowid FROM index_words WHERE index_words MATCH ? ORDER BY rowid DESC LIMIT 50"
            yield Page("search", f"/claims?{urlencode({'text': words})}", RECORDS.format(found), (words,))
        else:
            about = "SELECT number FROM index_about WHERE one = ? AND other = ?"
            yield Page("flow page", f"/flows/{pair[0]}/{pair[1]}", RECORDS.format(about), pair)


def serve(path: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The workbench as users start it, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "reportedly", "serve", "--ledger", str(path), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    while True:
        try:
            httpx.get(f"{address}/claims", timeout=120).raise_for_status()
            break
        except httpx.TransportError:
            if process.poll() is not None:
                raise SystemExit("the workbench did not start") from None
            time.sleep(0.2)
    print(f"ready after {time.perf_counter() - began:.1f} s")
    return process, address


def read_on(path: Path, folder: Path, known: Pairs) -> subprocess.Popen[bytes]:
    """A reading that goes on all the while: reports in plain English on the busiest flows, a file each."""
    chance, names = (
        random.Random(SEED + _documents_in(path)),
        {row.code: row.names[0] for row in tables().parties if row.names},
    )
    folder.mkdir()
    for n in range(4_000):
        one, other = known.chosen(chance)
        sentences = " ".join(
            f"{names[one]} has shipped {chance.randrange(10, 9_000):,} {chance.choice(GOODS)[1]} to {names[other]}, "
            f"South Korea's National Intelligence Service said on Monday."
            for _ in range(3)
        )
        (folder / f"{n}.txt").write_text(f"Report {n}.\n\n{sentences}\n", encoding="utf-8")
    command = [sys.executable, "-m", "reportedly", "read", str(folder), "--ledger", str(path), "--publisher", "Wire"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ask(address: str, seed: int, seconds: float) -> list[tuple[str, float]]:
    """One reader: a page, a pause, a page …; the seconds that each took."""
    chance = random.Random(seed)
    told: list[tuple[str, float]] = []
    until = time.perf_counter() + seconds
    with httpx.Client(base_url=address, timeout=120) as client:
        time.sleep(chance.random() * PAUSE)
        for page in pages(chance, pairs()):
            if time.perf_counter() > until:
                break
            began = time.perf_counter()
            answer = client.get(page.address)
            kind = "flow, latest" if "aside waiting" in answer.text else page.kind
            told.append((kind, time.perf_counter() - began))
            answer.raise_for_status()
            time.sleep(PAUSE)
    return told


def select(path: Path, number: int = 40) -> list[tuple[str, float]]:
    """The seconds that the bare SELECTs of some pages take, with nobody else at the file."""
    bare: list[tuple[str, float]] = []
    with closing(sqlite3.connect(path)) as base:
        for page in islice(pages(random.Random(SEED), pairs()), number):
            began = time.perf_counter()
            base.execute(page.select, page.given).fetchall()
            bare.append((page.kind, time.perf_counter() - began))
    return bare


def share(seconds: Sequence[float], part: float) -> float:
    """The value below which a part of them lies."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def measure(path: Path, seconds: float, readers: int, warm: float) -> None:
    """Serve the ledger, read and ask, and print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        server, address = serve(path)
        try:
            time.sleep(warm)
            before = _documents_in(path)
            reader = read_on(path, Path(scratch) / "reports", pairs())
            time.sleep(10)
            with ThreadPoolExecutor(readers) as pool:
                runs = list(pool.map(lambda n: ask(address, SEED + n, seconds), range(readers)))
            still = reader.poll() is None
            reader.terminate()
            reader.wait()
            memory = _resident(server.pid)
        finally:
            server.terminate()
            server.wait()
        added = _documents_in(path) - before
    how_long = "all the while" if still else "but ended"
    print(f"{readers} readers, {PAUSE:g} s between pages, {seconds:g} s; a reading went on {how_long} "
          f"and added {added:,} documents; the server held {memory / 1e9:.1f} GB")  # fmt: skip
    print(f"{'':12}  {'pages':>6}  {'median':>8}  {'95 %':>8}  {'worst':>8}  {'bare SELECT, median':>20}")
    told, bare = [one for run in runs for one in run], select(path)
    for kind in ("claims page", "facets", "search", "flow page", "flow, latest"):
        took = [s for k, s in told if k == kind]
        alone = [s for k, s in bare if k == kind.replace(", latest", " page")]
        if took and alone:
            figures = (median(took), share(took, 0.95), max(took), median(alone))
            print(f"{kind:12}  {len(took):>6}  " + "  ".join(f"{1000 * s:>5.0f} ms" for s in figures[:3])
                  + f"  {1000 * figures[3]:>17.1f} ms")  # fmt: skip


def _documents_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as base:
        return int(base.execute("SELECT count(*) FROM index_documents").fetchone()[0])


def _resident(pid: int) -> float:
    fields = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Make the ledger where it is not there yet, and measure."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--claims", type=int, default=CLAIMS)
    options.add_argument("--seconds", type=float, default=SECONDS)
    options.add_argument("--readers", type=int, default=READERS)
    options.add_argument("--warm", type=float, default=120.0, help="seconds between the start and the first reader")
    options.add_argument("--keep", type=Path, help="a folder for the ledger, used again where it is there")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = (given.keep or Path(scratch)) / f"made-{given.claims}.db"
        if not path.exists():
            make(path, given.claims)
        print(f"{given.claims:,} claims, {path.stat().st_size / 1e9:.1f} GB")
        measure(path, given.seconds, given.readers, given.warm)


if __name__ == "__main__":
    main()

"""Batches of a sweep kept in a ledger: what a second holds, on SQLite and on PostgreSQL (`python -m bench.batches`).

Each batch is of many documents with five claims each. It is kept; it is offered again by a process that has held nothing
ready, so that nothing of it is news; it is read again with another method, so that every row of the index is made anew.
PostgreSQL is the one that the tests start, without fsync: its figures are of the program, not of the disk.
`--one-by-one` also keeps some documents in a batch each, for the ratio. `--profile` prints where the time of the first
goes.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

from tests.postgres import databases

from reportedly.keep.additions import reading
from reportedly.keep.entry import Entry
from reportedly.terms.claim import Claim, DocumentRef, Item
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence
from reportedly.terms.quantity import Quantity
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

CLAIMS = 5
ONE_BY_ONE = 200
"""How many documents are kept in a batch each."""
FILLING = (
    "The ministry gave no further particulars, and the port authority declined to say which ships had called. " * 12
)


def document(n: int) -> Document:
    """A report of some two thousand characters, unlike all others in its numbers."""
    told = [
        f"Seoul says the North shipped {n * CLAIMS + k:,} containers to port {k}. {FILLING[:300]}"
        for k in range(CLAIMS)
    ]
    url = f"https://daily.example/{n}"
    return Document("\n".join(told), publisher="Daily", url=url, published_on=date(2024, 1, 1 + n % 28))


def claims(document: Document, method: str) -> tuple[Claim, ...]:
    """Five claims cut from the report."""
    return tuple(_claim(document, k, method) for k in range(CLAIMS))


def _claim(document: Document, k: int, method: str) -> Claim:
    end = document.text.index(f" to port {k}.") + len(f" to port {k}.")
    start = document.text.rindex("Seoul", 0, end)
    evidence = Evidence.cut(document.text, start, end)
    words = evidence.quote.split("shipped ")[1].split(" to ")[0]
    return Claim(
        document=DocumentRef.of(document),
        kind="transfer",
        actor=("KP",),
        recipient=("RU",),
        evidence=evidence,
        items=(Item("containers", "munitions"),),
        quantity=Quantity(float(words.split()[0].replace(",", "")), None, "container", scope="increment", text=words),
        fields={"item": ((end - 20, end - 10),)},
        origins=("KR-NIS",),
        method=method,
    )


def entries(documents: Iterable[Document], method: str) -> list[Entry]:
    """What reading the documents with a method tells."""
    return [entry for one in documents for entry in reading(one, claims(one, method), method)]


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def measured(
    where: str, batches: list[list[Document]], one_by_one: bool, profile: bool
) -> list[tuple[str, float, int]]:
    """What was done, seconds, documents; of a new ledger."""
    rows = []
    told = [entries(batch, "rules/1") for batch in batches]
    again = [entries(batch, "rules/2") for batch in batches]
    count = sum(map(len, batches))
    with closing(open_ledger(where, system_clock)) as ledger:
        profiler = cProfile.Profile()
        if profile:
            profiler.enable()
        rows.append(("kept", timed(lambda: [ledger.append(batch) for batch in told]), count))
        if profile:
            profiler.disable()
            pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)
    with closing(open_ledger(where, system_clock)) as ledger:
        rows.append(("offered again", timed(lambda: [ledger.append(batch) for batch in told]), count))
        rows.append(("read anew", timed(lambda: [ledger.append(batch) for batch in again]), count))
        if one_by_one:
            few = [entries([_elsewhere(one)], "rules/1") for one in batches[0][:ONE_BY_ONE]]
            rows.append(("one by one", timed(lambda: [ledger.append(batch) for batch in few]), len(few)))
    return rows


def _elsewhere(one: Document) -> Document:
    return replace(one, url=f"{one.url}/again", id="")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--batch", type=int, default=1_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--one-by-one", action="store_true")
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    whole = [document(n) for n in range(asked.documents)]
    batches = [whole[start : start + asked.batch] for start in range(0, len(whole), asked.batch)]
    print(f"{asked.documents:,} documents of {CLAIMS} claims in batches of {asked.batch:,}")
    print(f"{'':12}{'':16}{'seconds':>9}{'documents/s':>13}{'claims/s':>10}{'beside kept':>13}")
    with tempfile.TemporaryDirectory() as folder, databases() as server, server.fresh() as url:
        places = {"sqlite": str(Path(folder) / "l.db"), "postgresql": url}
        for name, where in places.items():
            if asked.only in (None, name):
                rows = measured(where, batches, asked.one_by_one, asked.profile)
                _, first, count = rows[0]
                for what, seconds, many in rows:
                    pace = many / seconds
                    beside = f"{pace / (count / first):.2f} x"
                    print(f"{name:12}{what:16}{seconds:9.2f}{pace:13,.0f}{pace * CLAIMS:10,.0f}{beside:>13}")


if __name__ == "__main__":
    main()

"""How well and how fast names are screened against a list of 100,000 entries, beside plain rapidfuzz.

`python -m bench.screening` prints three tables: the seconds for reading, indexing and screening; precision and recall beside
`process.extractOne` with two of its scorers, with and without anyascii, each at its best threshold; and what is found of
each change and language. The list is invented, with a fixed seed: ships, companies and persons with Korean, Russian, Arabic,
Chinese and English names. Half of the 2,000 queries are variants of listed names, written by published romanisations,
mistyped, reordered or in their own script; half are near in kind and not listed. `--quick` takes 5,000 entries; `--plain N`
is how many queries rapidfuzz gets (it looks through the whole list for each).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from anyascii import anyascii
from rapidfuzz import fuzz, process, utils

from reportedly.read.lists.reading import Brought, read_list
from reportedly.resolve.screening.screening import Screener
from reportedly.serve.name_tables import name_tables
from reportedly.serve.screening import uncollected
from reportedly.serve.tables import load_tables
from reportedly.terms.screening import THRESHOLD, ListEntry, Match

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from resolve.invented_names import Invented, Name, Query

T = TypeVar("T")

SEED = 11
ENTRIES, QUICK, QUERIES, PLAIN = 100_000, 5_000, 2_000, 400
SCHEMATA = {"vessel": "Vessel", "company": "Company", "person": "Person"}
Found = Sequence[tuple[str | None, float]]
"""For each query the entry found first and its score."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--plain", type=int, default=PLAIN)
    given = parser.parse_args()
    invented = Invented(SEED)
    names, entries = invented.entries(QUICK if given.quick else ENTRIES)
    asked = invented.queries(names, QUERIES)

    data = list(_lines(entries))
    read, (listed, problems) = _timed(lambda: read_list(Brought(data, "invented.ftm.json")))
    assert listed.entries
    assert {problem.slug for problem in problems} <= {"no-list-date"}
    indexed, screener = _timed(lambda: Screener(listed, name_tables(load_tables())))
    screened, matches = _timed(lambda: [screener.matches(query.subject, 1) for query in asked])
    _print_times(len(entries), (read, indexed, screened))

    few = [*asked[: given.plain // 2], *asked[len(asked) // 2 :][: given.plain // 2]]
    rows = [_row("this package", asked, _first(matches), screened, THRESHOLD)]
    for scorer in (fuzz.WRatio, fuzz.token_sort_ratio):
        for form, words in ((utils.default_process, ""), (_latin, ", in Latin letters by anyascii")):
            seconds, found = _timed(lambda scorer=scorer, form=form: _plain(few, entries, scorer, form))  # type: ignore[misc]
            rows.append(_row(f"rapidfuzz {scorer.__name__}{words}", few, found, seconds))
    _table(("method", "queries", "threshold", "precision", "recall", "ms a query"), rows)
    _print_changes(asked, matches, names)


def _lines(entries: Iterable[ListEntry]) -> Iterator[bytes]:
    for entry in entries:
        first, *others = entry.names
        properties = {"name": [first], "alias": others, "topics": ["sanction"]}
        entity = {"id": entry.id, "caption": first, "schema": SCHEMATA[entry.schema], "properties": properties}
        yield json.dumps(entity, ensure_ascii=False).encode() + b"\n"


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = perf_counter()
    with uncollected():
        done = work()
    return perf_counter() - began, done


def _first(matches: Iterable[tuple[Match, ...]]) -> Found:
    return [(found[0].entry.id, float(found[0].score)) if found else (None, 0.0) for found in matches]


def _latin(name: str) -> str:
    return str(utils.default_process(anyascii(name)))


def _plain(
    asked: Iterable[Query], entries: Iterable[ListEntry], scorer: Callable[..., float], form: Callable[[str], str]
) -> Found:
    """The likest name among those of the right kind, in a normal form."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        kinds.setdefault(entry.schema, []).extend((form(name), entry.id) for name in entry.names)
    choices = {kind: [name for name, _ in pairs] for kind, pairs in kinds.items()}
    found: list[tuple[str | None, float]] = []
    for query in asked:
        name = form(query.subject.name)
        best = process.extractOne(name, choices[query.subject.kind], scorer=scorer)
        found.append((kinds[query.subject.kind][best[2]][1], best[1]) if best else (None, 0.0))
    return found


def _row(
    method: str, asked: Sequence[Query], found: Found, seconds: float, threshold: float | None = None
) -> list[str]:
    """Precision and recall, at the threshold or at the best one: an answer is right where its first entry is."""
    at = threshold if threshold is not None else max(range(50, 100), key=lambda t: _f1(*_scores(asked, found, t)))
    precision, recall = _scores(asked, found, at)
    pace = f"{1000 * seconds / len(asked):.1f}"
    return [method, str(len(asked)), str(at), f"{precision:.3f}", f"{recall:.3f}", pace]


def _scores(asked: Sequence[Query], found: Found, threshold: float) -> tuple[float, float]:
    shown = [(query, entry) for query, (entry, score) in zip(asked, found, strict=True) if score >= threshold and entry]
    right = sum(query.entry == entry for query, entry in shown)
    return right / max(1, len(shown)), right / sum(query.entry is not None for query in asked)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _print_times(entries: int, seconds: Sequence[float]) -> None:
    read, indexed, screened = seconds
    print(f"{entries:,} entries, {QUERIES:,} queries\n")
    _table(("read", "index", "screen"), [[f"{each:.1f} s" for each in (read, indexed, screened)]])


def _print_changes(asked: Iterable[Query], matches: Iterable[tuple[Match, ...]], names: Mapping[str, Name]) -> None:
    """Of each change what share is right: the entry is among those shown, or nothing is."""
    every: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for query, found in zip(asked, matches, strict=True):
        shown = {match.entry.id for match in found if match.score >= THRESHOLD}
        cell = (query.change, names[query.entry].tongue if query.entry else "not listed")
        every[cell] += 1
        right[cell] += query.entry in shown if query.entry else not shown
    tongues = sorted({tongue for _, tongue in every})
    changes = sorted({change for change, _ in every})
    cells = {cell: f"{right[cell] / count:.2f} of {count}" for cell, count in every.items()}
    _table(("change", *tongues), [[change, *(cells.get((change, t), "–") for t in tongues)] for change in changes])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print()


if __name__ == "__main__":
    main()

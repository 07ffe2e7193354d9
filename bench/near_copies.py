"""How well and how fast copied texts are found: by signatures (rensa), as in the package, beside an index of sampled runs.

`python -m bench.near_copies` prints two tables: what is found of each kind of copy, and the time and the pairs compared for
1,000, 10,000 and 20,000 documents. The documents are generated with a fixed seed: words of a made-up language as frequent
as in a real one, some 40 publishers, each with a footer of 30 words on all its pages. `--quick` leaves out the 20,000.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from time import perf_counter

from reportedly.resolve import near_copies as signatures
from reportedly.resolve.near_copies import CONTAINMENT, NearCopy, containment, shingles
from reportedly.terms.document import Document

SEED = 9
PUBLISHERS, FOOTER = 40, 30
DAY = date(2024, 3, 4)
PLANTED = 200
"""Copies of each kind among 2,000 other documents."""
Words = list[str]
Way = Callable[[Iterable[Document]], tuple[NearCopy, ...]]
compared = Counter[str]()
"""Pairs whose runs were compared, by way."""


class Press:
    """Writes documents. rng: with its seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.vocabulary = [self._word() for _ in range(6000)]
        self.frequencies = list(accumulate(1 / (rank + 5) for rank in range(6000)))
        self.footers = [self.words(FOOTER) for _ in range(PUBLISHERS)]

    def _word(self) -> str:
        pairs = range(self.rng.randint(1, 4))
        return "".join(self.rng.choice("bcdfghklmnprstvz") + self.rng.choice("aeiou") for _ in pairs)

    def words(self, count: int) -> Words:
        return self.rng.choices(self.vocabulary, cum_weights=self.frequencies, k=count)

    def article(self) -> Words:
        return self.words(max(60, int(self.rng.lognormvariate(5.8, 0.6))))

    def document(self, name: str, words: Words, day: int) -> Document:
        text = " ".join([*words, *self.rng.choice(self.footers)])
        return Document(text, id=name, publisher="x", published_on=DAY + timedelta(days=day))

    def rewritten(self, words: Words, share: float) -> Words:
        """With a share of its sentences (of 20 words) replaced."""
        cuts = [words[i : i + 20] for i in range(0, len(words), 20)]
        for at in self.rng.sample(range(len(cuts)), round(share * len(cuts))):
            cuts[at] = self.words(20)
        return [word for cut in cuts for word in cut]

    def edited(self, words: Words, share: float) -> Words:
        """With a share of its words replaced, anywhere."""
        return [self.words(1)[0] if self.rng.random() < share else word for word in words]

    def wrapped(self, words: Words, times: int) -> Words:
        """Within other words, so that all are so many times as many."""
        before = self.rng.randrange(times)
        return [*self.words(before * len(words)), *words, *self.words((times - 1 - before) * len(words))]

    def cut(self, words: Words, parts: int) -> Words:
        size = max(1, len(words) // parts)
        start = self.rng.randrange(max(1, len(words) - size))
        return words[start : start + size]


KINDS: dict[str, Callable[[Press, Words], Words]] = {
    "whole": lambda press, words: words,
    "2 % of the words changed": lambda press, words: press.edited(words, 0.02),
    "10 % of the sentences new": lambda press, words: press.rewritten(words, 0.1),
    "20 % of the sentences new": lambda press, words: press.rewritten(words, 0.2),
    "a half": lambda press, words: press.cut(words, 2),
    "a half, 10 % new": lambda press, words: press.rewritten(press.cut(words, 2), 0.1),
    "a fifth": lambda press, words: press.cut(words, 5),
    "a fifth, 10 % new": lambda press, words: press.rewritten(press.cut(words, 5), 0.1),
    "within a text 4 times as long": lambda press, words: press.wrapped(words, 4),
    "within a text 20 times as long": lambda press, words: press.wrapped(words, 20),
}  # fmt: skip


def sampled(documents: Iterable[Document]) -> tuple[NearCopy, ...]:
    """The way before: one run in four is indexed; a document looks up all of its own and is compared with five."""
    index: dict[int, list[str]] = {}
    sets: dict[str, frozenset[int]] = {}
    found = []
    for document in sorted(documents, key=lambda d: (d.published_on or date.max, d.id)):
        own = shingles(document.text)
        votes = Counter(first for run in own for first in index.get(run, ())[:8])
        likely = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:5]
        compared["sampled runs"] += len(likely)
        best = max(((containment(own, sets[first]), first) for first, _ in likely), default=(0.0, ""))
        if best[0] >= CONTAINMENT:
            found.append(NearCopy(document.id, best[1], best[0]))
            continue
        sets[document.id] = own
        for run in [run for run in own if run % 4 == 0] or sorted(own):
            if len(bucket := index.setdefault(run, [])) < 8:
                bucket.append(document.id)
    return tuple(found)


WAYS: dict[str, Way] = {"sampled runs": sampled, "signatures": signatures.near_copies}


@dataclass(frozen=True, slots=True)
class Recall:
    """Of the copies of one kind: how many there are, how many are copies by the rule (runs contained), how many of those
    each way finds.
    """

    kind: str
    planted: int
    by_rule: int
    found: dict[str, int]


def recalls() -> tuple[list[Recall], dict[str, int]]:
    """What is found of each kind, and how many pairs are told that are no copies, by way."""
    told, false = [], Counter[str]()
    for kind, change in KINDS.items():
        press = Press(SEED)
        others = [press.document(f"o{n}", press.article(), 0) for n in range(2000)]
        sources = [press.article() for _ in range(PLANTED)]
        firsts = [press.document(f"f{n}", words, 1) for n, words in enumerate(sources)]
        copies = [press.document(f"c{n}", change(press, words), 2) for n, words in enumerate(sources)]
        pairs = zip(firsts, copies, strict=True)
        ruled = {c.id for f, c in pairs if containment(shingles(f.text), shingles(c.text)) >= CONTAINMENT}
        found = {}
        for name, way in WAYS.items():
            told_here = {(copy.document, copy.of) for copy in way([*others, *firsts, *copies])}
            found[name] = sum(c in ruled and f == f"f{c[1:]}" for c, f in told_here)
            false[name] += sum(f[1:] != c[1:] for c, f in told_here)
        told.append(Recall(kind, PLANTED, len(ruled), found))
    return told, dict(false)


def timings(sizes: Sequence[int]) -> Iterator[tuple[int, str, float, int, int]]:
    """documents, way, seconds, copies found, pairs whose runs were compared. One in ten is a copy."""
    for size in sizes:
        press = Press(SEED)
        sources = [press.article() for _ in range(size - size // 10)]
        texts = [*sources, *(press.rewritten(words, 0.1) for words in sources[: size // 10])]
        documents = [press.document(f"d{n:06}", words, n % 700) for n, words in enumerate(texts)]
        for name, way in WAYS.items():
            compared.clear()
            started = perf_counter()
            found = len(way(documents))
            yield size, name, perf_counter() - started, found, compared[name]


def watched() -> None:
    """Count what the package compares, too."""

    def counting(one: frozenset[int], other: frozenset[int]) -> float:
        compared["signatures"] += 1
        return containment(one, other)

    signatures.containment = counting


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.near_copies", description="How copied texts are found.")
    parser.add_argument("--quick", action="store_true", help="without the 20,000 documents")
    sizes = (1_000, 10_000) if parser.parse_args().quick else (1_000, 10_000, 20_000)
    watched()
    told, false = recalls()
    print(f"{'copies':<32}{'planted':>8}{'by rule':>9}" + "".join(f"{name:>15}" for name in WAYS))
    for row in told:
        print(f"{row.kind:<32}{row.planted:>8}{row.by_rule:>9}" + "".join(f"{row.found[name]:>15}" for name in WAYS))
    print(f"{'told, and no copies':<49}" + "".join(f"{false[name]:>15}" for name in WAYS))
    print(f"\n{'documents':>9}  {'way':<14}{'seconds':>8}{'copies':>8}{'compared':>10}")
    for size, name, seconds, found, pairs in timings(sizes):
        print(f"{size:>9,}  {name:<14}{seconds:>8.1f}{found:>8,}{pairs:>10,}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Which texts of a stream carry the text of an earlier one: for a corpus too large to hold, judged by signatures alone.

**The rule.** A text belongs to the group of an earlier one, its first, where at least `SHARE`, a half, of its own runs of
four words seem to lie in the first. So an excerpt, a shortened or reordered text, one with another headline or with a
page's boilerplate around it joins the group. A report that quotes a whole other text and is mostly its own words does not,
nor does the whole text where its excerpt came first: it starts a group, and later excerpts join whichever shares most with
them. Only firsts are compared with, never copies of copies, so no chain leads from a text to one unlike it. A copy may
hold sentences that its first has not: who reads only firsts should read those of a low likeness too.

**What is kept** of each first is its identifier, the number of its runs and a signature of `SLOTS` numbers, with the index
some 15 KB, however long the text; of copies nothing. Of firsts only the latest are kept, `HELD` to twice as many, so that
memory is bounded: copies follow within days, and a crawl is in the order of days. Which is first depends on the order given,
and on nothing else: neither on batches nor on who made the sketches.

**Its limits.** The share is an estimate; `DEVIATIONS` of its spread are taken off before it is held against `SHARE`, so
that a doubtful pair stays two groups: to read a text twice costs little, to pass over one is a loss. So of excerpts of a
fifth, on a page with a footer of its own, three in ten are not told, and of those below a tenth fewer still are met. A
text of which most is the page's own boilerplate joins others of that page: take the main text first. Texts that share only
figures, names or a template share few runs and stay apart. A translation is another text. Within the ledger `near_copies`
decides, by the runs themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from math import sqrt

from rensa import RMinHash, RMinHashLSH

SHINGLE = 4
"""Words in a run: each cut or seam costs three runs."""
SHARE = 0.5
SLOTS = 256
BANDS = 128
"""Two slots a band: a fifth of a text is met nearly always, a page's footer seldom."""
DEVIATIONS = 1.0
HELD = 25_000
"""Firsts that are kept at least; at most twice as many, some 750 MB."""
_SEED = 20240304
_BATCH = 256
_WORD = re.compile(r"\w+")
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff"
_SIGN = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")
"""Of scripts that set no spaces between words, each sign is a word."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """A text (its id) with the first of its group. likeness: the share of its own runs that seem to lie in the first, 0..1;
    1 for the first itself.
    """

    id: str
    first: str
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text. size: the number of its runs, 0 for one without words. It can be made elsewhere and sent."""

    id: str
    size: int
    signature: RMinHash


def groups(texts: Iterable[tuple[str, str]], held: int = HELD) -> Iterator[Grouped]:
    """Each of the texts (id, text), in their order, with the first of its group. No text is held longer than its batch."""
    return grouped(sketches(texts), held)


def sketches(texts: Iterable[tuple[str, str]]) -> Iterator[Sketch]:
    """The sketch of each text, in their order: the costly half, which shards can do apart."""
    rest = iter(texts)
    while batch := list(islice(rest, _BATCH)):
        found = [runs(text) for _, text in batch]
        made = RMinHash.from_token_sets(found, SLOTS, _SEED)
        for (name, _), own, signature in zip(batch, found, made, strict=True):
            yield Sketch(name, len(own), signature)


def grouped(made: Iterable[Sketch], held: int = HELD) -> Iterator[Grouped]:
    """Each sketch, in their order, with the first of its group. held: how many firsts are kept at least, once there are."""
    earlier, latest = _Firsts(), _Firsts()
    for sketch in made:
        if len(latest.sketches) == held:
            earlier, latest = latest, _Firsts()
        common, first = max(earlier.like(sketch), latest.like(sketch), key=lambda found: found[0])
        if first is not None:
            yield Grouped(sketch.id, first, min(1.0, common / sketch.size))
        else:
            latest.add(sketch)
            yield Grouped(sketch.id, sketch.id)


def runs(text: str) -> set[str]:
    """The runs of four words, case and punctuation apart; a shorter text is one run."""
    words = (_WORD if text.isascii() else _SIGN).findall(text.casefold())
    if len(words) < SHINGLE:
        return {" ".join(words)} if words else set()
    return set(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))


@dataclass(slots=True)
class _Firsts:
    """The texts that copy none before them, met by signature."""

    index: RMinHashLSH = field(default_factory=lambda: RMinHashLSH(SHARE, SLOTS, BANDS))
    sketches: list[Sketch] = field(default_factory=list)

    def like(self, sketch: Sketch) -> tuple[float, str | None]:
        """How many runs seem to be shared with the first that shares most, and its id; None where none shares enough."""
        common, behind = max(self._carried(sketch), default=(0.0, 0)) if sketch.size else (0.0, 0)
        return common, self.sketches[-behind].id if common else None

    def add(self, sketch: Sketch) -> None:
        """As a first. Texts without words are like none."""
        if sketch.size:
            self.index.insert(len(self.sketches), sketch.signature)
            self.sketches.append(sketch)

    def _carried(self, sketch: Sketch) -> Iterator[tuple[float, int]]:
        """How many runs seem to be shared with each first that surely enough holds its share of them, and which (its place,
        negated: of equals the earliest is the largest). What a page's footer alone has met ends at the first comparison.
        """
        jaccard, size, needed = sketch.signature.jaccard, sketch.size, SHARE * sketch.size
        for at in self.index.query(sketch.signature):
            first = self.sketches[at]
            both = size + first.size
            least = needed / (both - needed)
            likeness = jaccard(first.signature)
            if likeness >= least and likeness - DEVIATIONS * sqrt(likeness * (1 - likeness) / SLOTS) >= least:
                yield likeness / (1 + likeness) * both, -at

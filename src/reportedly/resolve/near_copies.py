"""resolve.near_copies: which documents carry the text of another that came first. One agency text turns up on many domains.

Signatures (MinHash over runs of words, by rensa) find whom to compare; the runs themselves decide.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

from rensa import RMinHash, RMinHashLSH

from reportedly.resolve.credits import by_day, in_order
from reportedly.terms.document import Document

SHINGLE = 5
"""Words in a shingle: long enough that two writers rarely share one by chance."""
CONTAINMENT = 0.8
_SLOTS = 256
_BANDS = 256
"""One slot a band: an excerpt that is a twentieth of its source shares one slot in twenty, and must still be met."""
_SEED = 20240304
_COMPARED = 20
_DEVIATIONS = 3.0  # how far below the least possible likeness an estimate may lie before the pair is passed over
_BATCH = 256
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A document (id) whose text, or that of the other if shorter, is contained at least 0.8 in the other's."""

    document: str
    of: str
    containment: float


def runs(text: str) -> frozenset[str]:
    """The runs of five words of a text, case and punctuation apart. A shorter text is one run."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHINGLE:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))


def shingles(text: str) -> frozenset[int]:
    """The same as checksums."""
    return _checksums(runs(text))


def _checksums(found: frozenset[str]) -> frozenset[int]:
    return frozenset(zlib.crc32(run.encode()) for run in found)


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller set that lies in the larger, 0..1; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def near_copies(documents: Iterable[Document]) -> tuple[NearCopy, ...]:
    """Each copy with the first document that it shares its text with; who reads first does not matter.

    First is who is credited by the others, then who published first; the undated come last.
    """
    unique = {document.id: document for document in documents}
    days = sorted(unique.values(), key=by_day)
    led = {copy.document: copy for copy in _led(days)}
    for group in _groups(led, unique):
        if (order := in_order(group)) != group:
            for document in group:
                led.pop(document.id, None)
            led |= {copy.document: copy for copy in _led(order)}
    return tuple(led[document.id] for document in days if document.id in led)


def _groups(led: dict[str, NearCopy], unique: dict[str, Document]) -> list[list[Document]]:
    """Each first with its copies, by day."""
    groups: dict[str, list[Document]] = defaultdict(list)
    for copy in led.values():
        groups[copy.of].append(unique[copy.document])
    return [sorted([unique[first], *copies], key=by_day) for first, copies in groups.items()]


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A document's signature and the number of its runs."""

    document: Document
    signature: RMinHash
    size: int


def _sketches(documents: Sequence[Document]) -> Iterator[tuple[_Sketch, frozenset[str]]]:
    """Of all that have words, in order, each with its runs."""
    for start in range(0, len(documents), _BATCH):
        batch = [(d, found) for d in documents[start : start + _BATCH] if (found := runs(d.text))]
        signatures = RMinHash.from_token_sets([list(found) for _, found in batch], _SLOTS, _SEED)
        yield from ((_Sketch(d, s, len(found)), found) for (d, found), s in zip(batch, signatures, strict=True))


@dataclass(slots=True)
class _Firsts:
    """The documents that copy none before them, met by signature. Their runs are kept once they are asked for."""

    index: RMinHashLSH = field(default_factory=lambda: RMinHashLSH(CONTAINMENT, _SLOTS, _BANDS))
    sketches: list[_Sketch] = field(default_factory=list)
    runs: dict[int, frozenset[int]] = field(default_factory=dict)

    def add(self, sketch: _Sketch) -> None:
        self.index.insert(len(self.sketches), sketch.signature)
        self.sketches.append(sketch)

    def copied_by(self, sketch: _Sketch, found: frozenset[str]) -> NearCopy | None:
        """The best of the likeliest few; of equals the one that came first."""
        likely = sorted(self._likely(sketch), reverse=True)[:_COMPARED]
        if not likely:
            return None
        own = _checksums(found)
        share, at = max((containment(own, self._runs(-behind)), behind) for _, behind in likely)
        if share < CONTAINMENT:
            return None
        return NearCopy(sketch.document.id, self.sketches[-at].document.id, share)

    def _likely(self, sketch: _Sketch) -> Iterator[tuple[float, int]]:
        """How much of the smaller text seems to lie in the larger, and of which (its place, negated); without those of which
        by their sizes it cannot be enough. A page met by its footer alone ends here.
        """
        jaccard, size = sketch.signature.jaccard, sketch.size
        for at in self.index.query(sketch.signature):
            other = self.sketches[at]
            smaller, both = min(size, other.size), size + other.size
            least = CONTAINMENT * smaller / (both - CONTAINMENT * smaller)
            likeness = jaccard(other.signature)
            if likeness > least - _DEVIATIONS * sqrt(least * (1 - least) / _SLOTS):
                yield likeness / (1 + likeness) * both / smaller, -at

    def _runs(self, at: int) -> frozenset[int]:
        if at not in self.runs:
            self.runs[at] = shingles(self.sketches[at].document.text)
        return self.runs[at]


def _led(ordered: Sequence[Document]) -> Iterator[NearCopy]:
    """The copies among documents of which an earlier one always comes first."""
    firsts = _Firsts()
    for sketch, found in _sketches(ordered):
        copy = firsts.copied_by(sketch, found)
        if copy is not None:
            yield copy
        else:
            firsts.add(sketch)

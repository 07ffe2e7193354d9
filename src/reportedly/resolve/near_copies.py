"""resolve.near_copies: which documents carry the text of an earlier one. One agency text turns up on many domains."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.terms.document import Document

SHINGLE = 5
"""Words in a shingle: long enough that two writers rarely share one by chance."""
CONTAINMENT = 0.8
_SAMPLED = 4  # one shingle in four is indexed; an asking document looks up all of its own
_COMMON = 8  # a shingle in more texts than this is boilerplate, and leads nowhere
_COMPARED = 5
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A document (id) whose text, or that of the other if shorter, is contained at least 0.8 in the other's."""

    document: str
    of: str
    containment: float


def shingles(text: str) -> frozenset[int]:
    """The runs of five words of a text, case and punctuation apart, as checksums. A shorter text is one run."""
    words = _WORD.findall(text.casefold())
    runs = range(max(1, len(words) - SHINGLE + 1)) if words else range(0)
    return frozenset(zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in runs)


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller set that lies in the larger, 0..1; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def near_copies(documents: Iterable[Document]) -> tuple[NearCopy, ...]:
    """Each copy with the earliest document that it shares its text with; who reads first does not matter.

    Undated documents come last: a copy is not made first by lacking a date.
    """
    unique = {document.id: document for document in documents}
    index: dict[int, list[str]] = {}
    sets: dict[str, frozenset[int]] = {}
    found: list[NearCopy] = []
    for document in sorted(unique.values(), key=lambda d: (d.published_on or date.max, d.id)):
        own = shingles(document.text)
        copy = _copy_of(document.id, own, index, sets)
        if copy is not None:
            found.append(copy)
        else:
            _add(document.id, own, index, sets)
    return tuple(found)


def _copy_of(
    document: str, own: frozenset[int], index: dict[int, list[str]], sets: dict[str, frozenset[int]]
) -> NearCopy | None:
    votes = Counter(first for shingle in own for first in index.get(shingle, ())[:_COMMON])
    likely = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_COMPARED]
    best = max(((containment(own, sets[first]), first) for first, _ in likely), default=(0.0, ""))
    return NearCopy(document, best[1], best[0]) if best[0] >= CONTAINMENT else None


def _add(document: str, own: frozenset[int], index: dict[int, list[str]], sets: dict[str, frozenset[int]]) -> None:
    sets[document] = own
    sampled = [shingle for shingle in own if shingle % _SAMPLED == 0] or sorted(own)
    for shingle in sampled:
        bucket = index.setdefault(shingle, [])
        if len(bucket) < _COMMON:
            bucket.append(document)

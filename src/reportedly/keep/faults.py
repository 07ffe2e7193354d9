"""Faults of a ledger, and the seals that tell from outside whether its batches are still the ones they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from reportedly.errors import UsageError
from reportedly.keep.batch import Seal

Slug = Literal[
    "damaged-file", "broken-chain", "other-seal", "changed-text", "unreadable-entry", "wrong-quote", "unknown-reference",
    "stale-index",
]  # fmt: skip

LEAST = 16
"""So many hexadecimal digits of a hash must be noted: with fewer a forger could try out batches until one fits."""
_NOTED = re.compile(rf"(\d{{1,9}}):([0-9a-f]{{{LEAST},64}})…?")


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a ledger is not what was recorded. slug: the kind of fault; message: one sentence for a person."""

    slug: Slug
    message: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A seal that somebody noted elsewhere. hash: the whole, or the beginning of it (hexadecimal)."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


def seal_words(seal: Seal) -> str:
    """A seal as it is noted elsewhere: `412:9f3c…`, with the whole hash."""
    return f"{seal.number}:{seal.hash}"


def noted(words: str) -> Noted:
    """The seal of what was noted. Raises UsageError where that is none."""
    found = _NOTED.fullmatch(words.strip().lower())
    if found is None:
        raise UsageError(f"{words!r} is no seal: give NUMBER:HASH, with {LEAST} digits of the hash or more")
    return Noted(int(found[1]), found[2])


def seal_faults(seals: Iterable[Noted], hashes: Mapping[int, str], last: int) -> Iterator[Fault]:
    """One fault for each noted seal that its batch does not bear. hashes: of the batches of these numbers, as they are
    kept; last: the number of the last batch, 0 where there is none.
    """
    for seal in seals:
        kept = hashes.get(seal.number)
        if kept is None:
            ends = f"the ledger ends with batch {last}" if last else "the ledger is empty"
            yield Fault("other-seal", f"batch {seal.number}, whose seal was noted, is not there: {ends}")
        elif not kept.startswith(seal.hash):
            yield Fault(
                "other-seal", f"batch {seal.number} bears another seal than {seal}: the ledger was written anew"
            )

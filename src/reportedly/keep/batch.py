"""A batch: entries that commit together, sealed by a hash over themselves and the hash of the batch before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reportedly.errors import UsageError
from reportedly.keep.codec import canonical, entry_record
from reportedly.keep.entry import Entry
from reportedly.terms.document import sha256

GENESIS = "0" * 64
"""What stands for the hash before the first batch."""


@dataclass(frozen=True, slots=True)
class Seal:
    """number: from 1, without gaps. recorded_at: aware UTC, later than the batch before. previous, hash: SHA-256, hex."""

    number: int
    recorded_at: datetime
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries that became known together."""

    seal: Seal
    entries: tuple[Entry, ...]

    @property
    def number(self) -> int:
        return self.seal.number

    @property
    def recorded_at(self) -> datetime:
        return self.seal.recorded_at


def next_batch(last: Seal | None, entries: Iterable[Entry], now: datetime, lines: Sequence[str] | None = None) -> Batch:
    """The batch that follows. Where the clock stands still or has gone back, it is a microsecond after the last, so
    that no answer as known at an earlier instant can change. lines: the entries' payloads, where they are at hand."""
    entries = tuple(entries)
    recorded_at = utc(now)
    if last and recorded_at <= last.recorded_at:
        recorded_at = last.recorded_at + timedelta(microseconds=1)
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    told = payloads(entries) if lines is None else lines
    return Batch(Seal(number, recorded_at, previous, batch_hash(number, recorded_at, previous, told)), entries)


def payloads(entries: Iterable[Entry]) -> list[str]:
    """The canonical JSON of each entry."""
    return [canonical(entry_record(entry)) for entry in entries]


def batch_hash(number: int, recorded_at: datetime, previous: str, lines: Sequence[str]) -> str:
    """SHA-256 over number, instant, previous hash and the canonical JSON of the entries, one a line."""
    instant = recorded_at.isoformat(timespec="microseconds")
    return sha256("\n".join((str(number), instant, previous, *lines)).encode())


def chain_faults(chain: Iterable[tuple[Seal, Sequence[str]]]) -> Iterator[str]:
    """One sentence for each place where the chain of seals over the entries' canonical JSON does not hold."""
    last: Seal | None = None
    for seal, lines in chain:
        yield from link_faults(last, seal, lines)
        last = seal


def link_faults(last: Seal | None, seal: Seal, lines: Sequence[str]) -> Iterator[str]:
    """What is wrong with a batch, as one sentence each, given the seal before it."""
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    if seal.number != number:
        yield f"batch {number} is missing: batch {seal.number} stands in its place"
    elif seal.previous != previous:
        yield f"batch {seal.number} does not follow from the batch before it"
    if last and seal.recorded_at <= last.recorded_at:
        yield f"batch {seal.number} is dated before the batch before it"
    if batch_hash(seal.number, seal.recorded_at, seal.previous, lines) != seal.hash:
        yield f"batch {seal.number} has been changed since it was recorded"


def utc(instant: datetime) -> datetime:
    """The instant in UTC. Raises UsageError where it has no time zone."""
    if instant.tzinfo is None:
        raise UsageError(f"{instant.isoformat()} has no time zone")
    return instant.astimezone(UTC)

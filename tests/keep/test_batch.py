"""Batches, their hashes and instants."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from keep.samples import report
from reportedly.errors import UsageError
from reportedly.keep.batch import GENESIS, Batch, chain_faults, next_batch, payloads
from reportedly.keep.entry import DocumentRead

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


def chain(length: int = 3) -> list[Batch]:
    made: list[Batch] = []
    for n in range(length):
        made.append(next_batch(made[-1].seal if made else None, [DocumentRead(report(n))], NOON + timedelta(hours=n)))
    return made


def faults(batches: list[Batch]) -> list[str]:
    return list(chain_faults((b.seal, payloads(b.entries)) for b in batches))


def test_the_first_batch_follows_nothing() -> None:
    """It is number one, and the hash before it is sixty-four noughts."""
    (first,) = chain(1)
    assert (first.number, first.seal.previous) == (1, GENESIS)


def test_a_sound_chain_has_no_fault() -> None:
    """Batches made one after the other hold together."""
    assert faults(chain()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"recorded_at": NOON - timedelta(days=1)}, "changed since it was recorded"),
        ({"previous": "f" * 64}, "does not follow"),
        ({"hash": "f" * 64}, "changed since it was recorded"),
        ({"number": 7}, "is missing"),
    ],
)
def test_every_part_of_a_seal_is_under_the_hash(change: dict[str, object], words: str) -> None:
    """A changed instant, hash or number is found."""
    first, second, third = chain()
    forged = replace(second, seal=replace(second.seal, **change))
    assert any(words in fault for fault in faults([first, forged, third]))


def test_changed_entries_are_found() -> None:
    """An entry exchanged after the sealing is found."""
    first, second, third = chain()
    assert faults([first, replace(second, entries=(DocumentRead(report(9)),)), third]) == [
        "batch 2 has been changed since it was recorded"
    ]


def test_a_batch_left_out_is_found() -> None:
    """A gap in the numbers is a fault."""
    first, _, third = chain()
    assert faults([first, third])[0] == "batch 2 is missing: batch 3 stands in its place"


def test_instants_are_kept_in_utc() -> None:
    """A clock of another zone tells the same instant."""
    seoul = NOON.astimezone(timezone(timedelta(hours=9)))
    batch = next_batch(None, [DocumentRead(report())], seoul)
    assert (batch.recorded_at, batch.recorded_at.tzinfo) == (NOON, UTC)


def test_a_clock_without_zone_is_refused() -> None:
    """An instant must say its zone."""
    with pytest.raises(UsageError, match="no time zone"):
        next_batch(None, [DocumentRead(report())], datetime(2024, 1, 1))

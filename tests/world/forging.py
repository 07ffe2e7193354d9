"""What a forger does who knows how the chain of hashes is made: entries changed, and every seal after them made anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from reportedly.keep.batch import GENESIS, batch_hash
from reportedly.keep.codec import canonical
from world.meddling import behind, rows

Change = Callable[[dict[str, Any]], None]


def forge(place: str, sort: str, change: Change) -> None:
    """Change the first entry of a sort in the ledger at a path or url, and seal all batches anew."""
    found = rows(place, "SELECT batch, position, record FROM entries ORDER BY batch, position")
    batch, position, record = next(
        (batch, position, record) for batch, position, record in found if json.loads(record)["entry"] == sort
    )
    changed = json.loads(record)
    change(changed)
    put(place, batch, position, canonical(changed))
    seal_anew(place)


def put(place: str, batch: int, position: int, record: object) -> None:
    """Put something in the place of an entry's record."""
    with behind(place) as base:
        base.execute(
            marked(place, "UPDATE entries SET record = ? WHERE batch = ? AND position = ?"), (record, batch, position)
        )


def seal_anew(place: str) -> None:
    """Make the chain of hashes anew over what now stands."""
    lines = rows(place, "SELECT batch, record FROM entries ORDER BY batch, position")
    of_batch = {batch: [record for _, record in group] for batch, group in groupby(lines, key=lambda row: row[0])}
    previous = GENESIS
    with behind(place) as base:
        for number, at in rows(place, "SELECT number, recorded_at FROM batches ORDER BY number"):
            digest = batch_hash(number, instant(at), previous, of_batch.get(number, []))
            told = (previous, digest, number)
            base.execute(marked(place, "UPDATE batches SET previous = ?, hash = ? WHERE number = ?"), told)
            previous = digest


def instant(at: Any) -> datetime:
    """The instant that a database gives."""
    return at.astimezone(UTC) if isinstance(at, datetime) else datetime.fromisoformat(at).replace(tzinfo=UTC)


def marked(place: str, statement: str) -> str:
    """A statement with the marks of its database in the place of what is handed to it."""
    return statement.replace("?", "%s") if "://" in place else statement


def exchange(one: int, other: int) -> tuple[str, ...]:
    """The statements that exchange two batches, with all that belongs to them."""
    swapped = f"CASE {{}} WHEN {one} THEN -{other} ELSE -{one} END"
    both = f"IN ({one}, {other})"
    columns = (("batches", "number"), ("entries", "batch"), ("texts", "batch"))
    first = [f"UPDATE {t} SET {c} = {swapped.format(c)} WHERE {c} {both}" for t, c in columns]
    return (*first, *(f"UPDATE {t} SET {c} = -{c} WHERE {c} < 0" for t, c in columns))


def without(number: int) -> tuple[str, ...]:
    """The statements that drop a batch, with all that belongs to it."""
    return (
        f"DELETE FROM texts WHERE batch = {number}",
        f"DELETE FROM entries WHERE batch = {number}",
        f"DELETE FROM batches WHERE number = {number}",
    )

"""How the watched sources fare, and what was fetched: for people."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from reportedly.keep.ledger import Ledger
from reportedly.terms.problem import Problem
from reportedly.world.ledgers.engine import reading
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.ledgers.tables import bodies, found, polled
from reportedly.world.ledgers.tables import fetches as table
from reportedly.world.watching.items import fault_of


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How one source fares. news_at: when it last held something new; failures: in a row, with the last one's fault;
    waiting, read, given_up: how many of its items are.
    """

    name: str
    polled_at: datetime | None
    next_at: datetime | None
    news_at: datetime | None
    failures: int
    fault: Problem | None
    waiting: int
    read: int
    given_up: int


@dataclass(frozen=True, slots=True)
class FetchNote:
    """What came of one request, without its body. size: of the body, in bytes."""

    number: int
    source: str
    url: str
    hops: tuple[str, ...]
    at: datetime
    status: int | None
    headers: tuple[tuple[str, str], ...]
    sha256: str | None
    size: int
    seconds: float
    fault: Problem | None


def health(ledger: Ledger) -> tuple[SourceHealth, ...]:
    """How each source fares that was ever polled, in the order of names; none in a ledger in memory. Raises LedgerError."""
    if not isinstance(ledger, SqlLedger):
        return ()
    counted = select(found.c.source, found.c.state, func.count()).group_by(found.c.source, found.c.state)
    with reading(ledger.engine, ledger.name) as connection:
        rows = connection.execute(select(polled).order_by(polled.c.source)).all()
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for source, state, number in connection.execute(counted):
            counts[source][state] = number
    return tuple(
        SourceHealth(
            row.source,
            row.polled_at,
            row.next_at,
            row.news_at,
            row.failures,
            fault_of(row.fault),
            *(counts[row.source].get(state, 0) for state in ("waiting", "read", "given-up")),
        )
        for row in rows
    )


def fetches(ledger: Ledger, source: str | None = None, limit: int = 50) -> tuple[FetchNote, ...]:
    """The latest requests of a source, or of all, the last one first. Raises LedgerError."""
    if not isinstance(ledger, SqlLedger):
        return ()
    asked = select(table).order_by(table.c.number.desc()).limit(limit)
    with reading(ledger.engine, ledger.name) as connection:
        rows = connection.execute(asked if source is None else asked.where(table.c.source == source)).all()
    return tuple(
        FetchNote(
            row.number,
            row.source,
            row.url,
            tuple(json.loads(row.hops)),
            row.at,
            row.status,
            tuple((name, value) for name, value in json.loads(row.headers)),
            row.sha256,
            row.bytes,
            row.seconds,
            fault_of(row.fault),
        )
        for row in rows
    )


def body(ledger: Ledger, sha256: str) -> bytes | None:
    """What was fetched, untouched, by its SHA-256; None where it is not kept. Raises LedgerError."""
    if not isinstance(ledger, SqlLedger):
        return None
    with reading(ledger.engine, ledger.name) as connection:
        packed = connection.execute(select(bodies.c.body).where(bodies.c.sha256 == sha256)).scalar()
    return zlib.decompress(packed) if packed is not None else None

"""Where each watched source stands, and what it published that is still to be read. A kill between any two steps loses
nothing: what a poll found is noted in the transaction in which the source counts as looked through.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select, update

from reportedly.errors import UsageError
from reportedly.keep.ledger import Ledger
from reportedly.terms.fetching import Fetched
from reportedly.terms.problem import Problem
from reportedly.world.ledgers.engine import reading, writing
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.ledgers.tables import bodies, found, polled
from reportedly.world.ledgers.tables import fetches as fetched_table
from reportedly.world.watching.items import (
    Item,
    again_at,
    distinct,
    fault_json,
    fault_of,
    is_later,
    item_from,
    item_row,
)

_AT_ONCE = 400
"""How many keys one question to the database holds."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """Where a source stands. etag, last_modified, sha256: of the body last looked through whole; news_at: when it last held
    something new; failures: in a row; next_at: not before then.
    """

    source: str
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    polled_at: datetime | None = None
    next_at: datetime | None = None
    news_at: datetime | None = None
    failures: int = 0
    fault: Problem | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """What a look through a source brought. new: unknown before; again: known, but published anew; gap: nothing of it was
    known before although earlier things were.
    """

    new: int = 0
    again: int = 0
    gap: bool = False


class SourceStore:
    """What is kept of the watched sources in a ledger's database; no part of its chain."""

    def __init__(self, ledger: Ledger) -> None:
        """Raises UsageError for a ledger in memory."""
        if not isinstance(ledger, SqlLedger):
            raise UsageError("keeping watch needs a ledger in a file or a database")
        self._engine = ledger.engine
        self._name = ledger.name

    def note_fetch(self, source: str, fetched: Fetched) -> None:
        """Note what came of a request, and its body once, whoever asked."""
        digest = fetched.sha256
        row = {
            "source": source,
            "url": fetched.url,
            "hops": json.dumps(fetched.hops),
            "at": fetched.at,
            "status": fetched.status,
            "headers": json.dumps(fetched.headers),
            "sha256": digest,
            "bytes": len(fetched.body),
            "seconds": fetched.seconds,
            "fault": fault_json(fetched.fault),
        }
        with writing(self._engine, self._name) as connection:
            connection.execute(insert(fetched_table), row)
            if digest:
                _keep(connection, {digest: fetched.body})

    def state(self, source: str) -> SourceState:
        """Where a source stands; one that was never polled stands at nothing."""
        with reading(self._engine, self._name) as connection:
            row = connection.execute(select(polled).where(polled.c.source == source)).one_or_none()
        return SourceState(**{**row._mapping, "fault": fault_of(row.fault)}) if row else SourceState(source)

    def was_asked(self, source: str, url: str, digest: str | None = None) -> bool:
        """Whether an address gave a body, or that body, before: a source may have been given another address."""
        wanted = fetched_table.c.sha256 == digest if digest else fetched_table.c.sha256.is_not(None)
        asked = select(fetched_table.c.number).where(
            wanted, fetched_table.c.source == source, fetched_table.c.url == url
        )
        with reading(self._engine, self._name) as connection:
            return connection.execute(asked.limit(1)).first() is not None

    def header(self, source: str, digest: str, name: str) -> str | None:
        """A header that came with a body."""
        asked = select(fetched_table.c.headers).where(
            fetched_table.c.sha256 == digest, fetched_table.c.source == source
        )
        with reading(self._engine, self._name) as connection:
            told = connection.execute(asked.order_by(fetched_table.c.number.desc()).limit(1)).scalar()
        return next((value for key, value in json.loads(told or "[]") if key == name), None)

    def put(self, state: SourceState, items: Iterable[Item] = (), whole: bool = False) -> Noted:
        """Keep where a source stands together with what it published, in one transaction. Items that are known and were
        not published anew are left as they are. whole: the source holds the texts, so that reading again asks nobody.
        """
        given = distinct(items)
        with writing(self._engine, self._name) as connection:
            known = dict(_known(connection, state.source, given))
            before = bool(given) and not known and _count(connection, state.source) > 0
            new = [item for key, item in given.items() if key not in known]
            anew = [
                _anew(item, known[key], whole)
                for key, item in given.items()
                if key in known and is_later(item, known[key])
            ]
            _keep(connection, {i.body_sha256: i.content for i in (*new, *anew) if i.body_sha256 and i.content})
            if new:
                connection.execute(insert(found), [item_row(item) for item in new])
            for item in anew:
                _write(connection, item)
            news_at = state.polled_at if new or anew else state.news_at
            _write_state(connection, replace(state, news_at=news_at))
        return Noted(len(new), len(anew), before)

    def waiting(self, source: str, now: datetime, most: int) -> tuple[Item, ...]:
        """The items of a source that are due to be read, the first seen first, at most so many."""
        due = or_(found.c.next_at.is_(None), found.c.next_at <= now)
        asked = select(found).where(found.c.source == source, found.c.state == "waiting", due)
        with reading(self._engine, self._name) as connection:
            rows = connection.execute(asked.order_by(found.c.seen_at, found.c.published, found.c.key).limit(most)).all()
        return tuple(map(item_from, rows))

    def next_at(self, source: str) -> datetime | None:
        """When the next item of a source is due to be read: long ago for one that may be at once; None where none waits."""
        asked = select(found.c.next_at, found.c.seen_at).where(found.c.source == source, found.c.state == "waiting")
        with reading(self._engine, self._name) as connection:
            return min((later or seen for later, seen in connection.execute(asked)), default=None)

    def settle(self, item: Item) -> None:
        """Keep what became of an item."""
        with writing(self._engine, self._name) as connection:
            _write(connection, item)

    def keys(self, source: str) -> frozenset[str]:
        """The keys of all items of a source."""
        with reading(self._engine, self._name) as connection:
            return frozenset(connection.execute(select(found.c.key).where(found.c.source == source)).scalars())

    def read_before(self, item: Item) -> str | None:
        """The document of an item that held the same bytes and was read without a fault; None where there is none."""
        asked = select(found.c.document_id).where(
            found.c.source == item.source,
            found.c.body_sha256 == item.body_sha256,
            found.c.url == item.url,
            found.c.key != item.key,
            found.c.document_id.is_not(None),
            found.c.fault.is_(None),
        )
        with reading(self._engine, self._name) as connection:
            return connection.execute(asked.limit(1)).scalar()

    def body(self, digest: str) -> bytes | None:
        """A body by its SHA-256; None where it is not kept."""
        with reading(self._engine, self._name) as connection:
            packed = connection.execute(select(bodies.c.body).where(bodies.c.sha256 == digest)).scalar()
        return zlib.decompress(packed) if packed is not None else None


def _anew(news: Item, known: Item, whole: bool) -> Item:
    """A known item that was published anew, waiting again under the key that it has."""
    waits = known.state == "waiting"
    return replace(
        news,
        key=known.key,
        seen_at=news.seen_at if whole else known.seen_at,
        published=known.published or news.published,
        updated=max(filter(None, (news.updated, known.updated)), default=None),
        body_sha256=news.body_sha256 or known.body_sha256,
        attempts=known.attempts if waits else 0,
        next_at=known.next_at if waits else None if whole else again_at(known),
        settled_at=known.settled_at,
        fault=known.fault,
        document_id=known.document_id,
    )


def _known(connection: Connection, source: str, given: Mapping[str, Item]) -> Iterator[tuple[str, Item]]:
    """Those of the given keys that are known, with what they stand for."""
    keys = list(given)
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        rows = connection.execute(select(found).where(found.c.source == source, found.c.key.in_(some)))
        yield from ((row.key, item_from(row)) for row in rows)


def _count(connection: Connection, source: str) -> int:
    return connection.execute(select(func.count()).where(found.c.source == source)).scalar_one()


def _write(connection: Connection, item: Item) -> None:
    where = (found.c.source == item.source, found.c.key == item.key)
    connection.execute(update(found).where(*where).values(item_row(item)))


def _write_state(connection: Connection, state: SourceState) -> None:
    row = {name: getattr(state, name) for name in SourceState.__slots__}
    row["fault"] = fault_json(state.fault)
    if not connection.execute(update(polled).where(polled.c.source == state.source).values(row)).rowcount:
        connection.execute(insert(polled), row)


def _keep(connection: Connection, told: Mapping[str, bytes]) -> None:
    """Keep the bodies that are not kept yet."""
    for digest, body in told.items():
        if connection.execute(select(bodies.c.sha256).where(bodies.c.sha256 == digest)).first() is None:
            connection.execute(insert(bodies), {"sha256": digest, "body": zlib.compress(body)})

"""Batches as rows of the ledger's tables, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, Row, func, insert, select

from reportedly.errors import EvidenceError, LedgerBroken
from reportedly.keep.batch import Batch, Seal, batch_hash
from reportedly.keep.codec import TextOf, entry_of
from reportedly.keep.entry import DocumentRead, Entry, OfParty
from reportedly.world.ledgers.bulk import add_rows, parts
from reportedly.world.ledgers.tables import batches, entries, texts

PAGE = 256
"""Batches fetched at once."""

Sealed = tuple[Seal, list[str]]
"""A batch as it is stored: its seal and the canonical JSON of its entries."""


def insert_batch(connection: Connection, batch: Batch, lines: Sequence[str]) -> None:
    """Add the rows of a batch. lines: the payloads of its entries."""
    seal = batch.seal
    head = {"number": seal.number, "recorded_at": seal.recorded_at, "previous": seal.previous, "hash": seal.hash}
    connection.execute(insert(batches), head)
    told = zip(batch.entries, lines, strict=True)
    rows = [(seal.number, n, _document_id(entry), line) for n, (entry, line) in enumerate(told)]
    add_rows(connection, entries, ("batch", "position", "document_id", "record"), rows)
    read = (e.document for e in batch.entries if isinstance(e, DocumentRead))
    add_rows(connection, texts, ("document_id", "batch", "text"), [(d.id, seal.number, d.text) for d in read])


def page_after(connection: Connection, last: Seal | None, until: int | None = None) -> list[Sealed]:
    """The next page of batches after a seal (from the first), up to a number; empty at the end."""
    query = select(batches).where(batches.c.number > (last.number if last else 0)).order_by(batches.c.number)
    if until is not None:
        query = query.where(batches.c.number <= until)
    seals = [_seal(row) for row in connection.execute(query.limit(PAGE))]
    if not seals:
        return []
    within = entries.c.batch.between(seals[0].number, seals[-1].number)
    rows = connection.execute(
        select(entries.c.batch, entries.c.record).where(within).order_by(entries.c.batch, entries.c.position)
    )
    lines = {number: [row.record for row in group] for number, group in groupby(rows, key=lambda row: row.batch)}
    return [(seal, lines.get(seal.number, [])) for seal in seals]


def last_seal(connection: Connection) -> Seal | None:
    """The seal of the last batch."""
    row = connection.execute(select(batches).order_by(batches.c.number.desc()).limit(1)).one_or_none()
    return _seal(row) if row else None


def seal_of(connection: Connection, number: int) -> Seal | None:
    """The seal of a batch; None where there is none."""
    row = connection.execute(select(batches).where(batches.c.number == number)).one_or_none()
    return _seal(row) if row else None


def touched_after(connection: Connection, number: int) -> set[str | None]:
    """The documents of which later batches tell; None among them where something of no single document does."""
    # Asked for distinct values, SQLite would go through its index of all documents, however few batches are later.
    return set(connection.execute(select(entries.c.document_id).where(entries.c.batch > number)).scalars())


def entries_of(
    connection: Connection, document_ids: Sequence[str], until: int, name: str
) -> Iterator[tuple[datetime, Entry]]:
    """The entries of some documents up to a batch, each with its instant, in the order of the ledger. Raises LedgerBroken
    where one of their batches is not what was sealed.
    """
    wanted, numbers = frozenset(document_ids), set[int]()
    for part in parts(document_ids):
        mine = select(entries.c.batch).where(entries.c.document_id.in_(part), entries.c.batch <= until)
        numbers.update(connection.execute(mine.distinct()).scalars())
    if not numbers:
        return
    words = _texts(connection, document_ids)
    for number in sorted(numbers):
        seal = seal_of(connection, number)
        rows = connection.execute(
            select(entries.c.document_id, entries.c.record)
            .where(entries.c.batch == number)
            .order_by(entries.c.position)
        ).all()
        if (
            seal is None
            or batch_hash(number, seal.recorded_at, seal.previous, [row.record for row in rows]) != seal.hash
        ):
            raise LedgerBroken(f"{name}: batch {number} has been changed since it was recorded")
        own = [row for row in rows if row.document_id in wanted]
        for row in own:
            if row.document_id not in words:
                raise LedgerBroken(f"{name}: the text of document {row.document_id} is gone")
        told = batch_of((seal, [row.record for row in own]), words.__getitem__)
        yield from ((seal.recorded_at, entry) for entry in told.entries)


def _texts(connection: Connection, document_ids: Sequence[str]) -> dict[str, str]:
    return {
        row.document_id: row.text
        for part in parts(document_ids)
        for row in connection.execute(select(texts.c.document_id, texts.c.text).where(texts.c.document_id.in_(part)))
    }


def text_of(connection: Connection, document_id: str) -> str | None:
    """The text of a document; None where it is gone."""
    return connection.execute(select(texts.c.text).where(texts.c.document_id == document_id)).scalar()


def party_entries(connection: Connection, until: int) -> tuple[Entry, ...]:
    """The entries that concern no single document, up to a batch."""
    query = select(entries.c.record).where(entries.c.document_id.is_(None), entries.c.batch <= until)
    lines = connection.execute(query.order_by(entries.c.batch, entries.c.position)).scalars()
    return tuple(entry_of(json.loads(line), lambda _: "") for line in lines)


def texts_of(connection: Connection, page: list[Sealed]) -> dict[str, str]:
    """The texts of the documents that were read in a page of batches, by document id."""
    if not page:
        return {}
    within = texts.c.batch.between(page[0][0].number, page[-1][0].number)
    rows = connection.execute(select(texts.c.document_id, texts.c.text).where(within))
    return {row.document_id: row.text for row in rows}


def number_at(connection: Connection, known_at: datetime) -> int:
    """The number of the last batch recorded up to an instant, 0 where there is none."""
    query = select(func.max(batches.c.number)).where(batches.c.recorded_at <= known_at)
    return connection.execute(query).scalar() or 0


def batch_of(sealed: Sealed, text_of: TextOf) -> Batch:
    """The batch of its rows. Raises LedgerBroken where an entry is not what was recorded."""
    seal, lines = sealed
    try:
        return Batch(seal, tuple(entry_of(json.loads(line), text_of) for line in lines))
    except (EvidenceError, ValueError, KeyError, TypeError) as error:
        raise LedgerBroken(f"batch {seal.number} cannot be read: {error}") from error


def _seal(row: Row[tuple[int, datetime, str, str]]) -> Seal:
    return Seal(row.number, row.recorded_at, row.previous, row.hash)


def _document_id(entry: object) -> str | None:
    return None if isinstance(entry, OfParty) else getattr(entry, "document_id", None)

"""What is stored in a ledger's tables, fetched as it stands there, so that it can be looked at though it be damaged: page by
page, and no value is taken for what it should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, Engine, String, func, select, type_coerce

from reportedly.keep.batch import Seal
from reportedly.keep.kept import Kept, Line
from reportedly.world.ledgers.plain import plain_errors
from reportedly.world.ledgers.tables import batches, entries, texts

PAGE = 64
"""Documents fetched at once, with their texts and entries."""
CHUNK = 500
"""Rows that a cursor holds ready."""
NO_INSTANT = datetime(1, 1, 1, tzinfo=UTC)
"""Stands where what is stored is no instant; no batch was ever recorded then."""


@contextmanager
def looking(engine: Engine, name: str) -> Iterator[Connection]:
    """A connection of its own, in a transaction that sees one state of the ledger, closed at the end with all that was made
    for it. Bytes that are no UTF-8 come as a text that begins with NUL.
    """
    with plain_errors(name), engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        connection.detach()
        if connection.dialect.name == "sqlite":
            driver.text_factory = _lenient
        # Nothing was written, and of a damaged file SQLite refuses to commit even that.
        with closing(connection.begin()):
            yield connection


def _lenient(stored: bytes) -> str:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return "\x00" + stored.decode("latin-1")


def sealed(connection: Connection) -> Iterator[tuple[Seal, list[tuple[Line, object]]]]:
    """The batches in order, each with its lines and the document under which each line is filed."""
    seals = connection.execution_options(yield_per=CHUNK).execute(
        select(batches.c.number, plain(batches.c.recorded_at), batches.c.previous, batches.c.hash).order_by(
            batches.c.number
        )
    )
    rows = connection.execution_options(yield_per=CHUNK).execute(
        select(entries.c.batch, entries.c.position, entries.c.document_id, entries.c.record)
        .join(batches, batches.c.number == entries.c.batch)
        .order_by(entries.c.batch, entries.c.position)
    )
    by_batch = groupby(rows, key=lambda row: row.batch)
    ahead = next(by_batch, None)
    for number, at, previous, hash_ in seals:
        instant, lines = instant_of(at), list[tuple[Line, object]]()
        if ahead is not None and ahead[0] == number:
            lines = [(Line(number, row.position, instant, row.record), row.document_id) for row in ahead[1]]
            ahead = next(by_batch, None)
        yield Seal(number, instant or NO_INSTANT, _words(previous), _words(hash_)), lines


def documents(connection: Connection) -> Iterator[list[Kept]]:
    """Pages of all that is stored of each document, by the column under which entries are filed."""
    query = select(entries.c.document_id).where(entries.c.document_id.is_not(None)).distinct()
    named = connection.execution_options(yield_per=PAGE).execute(query.order_by(entries.c.document_id))
    for page in named.scalars().partitions(PAGE):
        yield _kept(connection, page)


def _kept(connection: Connection, idents: Sequence[str]) -> list[Kept]:
    rows = connection.execute(
        select(entries, plain(batches.c.recorded_at).label("at"))
        .join(batches, batches.c.number == entries.c.batch)
        .where(entries.c.document_id.in_(idents))
        .order_by(entries.c.batch, entries.c.position)
    )
    lines: dict[str, list[Line]] = {}
    for row in rows:
        line = Line(row.batch, row.position, instant_of(row.at), row.record)
        lines.setdefault(row.document_id, []).append(line)
    kept = {
        row.document_id: (_words(row.text), row.batch)
        for row in connection.execute(select(texts).where(texts.c.document_id.in_(idents)))
    }
    return [Kept(ident, lines.get(ident, []), *kept.get(ident, (None, None))) for ident in idents]


def other_text(connection: Connection, ident: str) -> str | None:
    """The text of a document; None where there is none."""
    found = connection.execute(select(texts.c.text).where(texts.c.document_id == ident)).scalar()
    return None if found is None else _words(found)


def steps(connection: Connection) -> int:
    """About how many batches and documents there are to look at."""
    return sum(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (batches, texts))


def plain(column: Column[Any]) -> Any:
    """A column as the driver gives it."""
    return type_coerce(column, String)


def instant_of(stored: object) -> datetime | None:
    """The instant that is stored; None where it is none."""
    if isinstance(stored, datetime):
        return stored.astimezone(UTC)
    try:
        return datetime.fromisoformat(str(stored)).replace(tzinfo=UTC)
    except ValueError:
        return None


def value_of(stored: object) -> object:
    """What is stored, so that it can be compared with what should be: days as ISO 8601, numbers as floats."""
    if isinstance(stored, date):
        return stored.isoformat()
    return float(stored) if isinstance(stored, int | float) else stored


def _words(stored: object) -> str:
    return stored if isinstance(stored, str) else f"\x00{stored!r}"

"""The ledger in a database: SQLite in a file, or PostgreSQL. Reading goes on while another process writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import RLock
from time import monotonic, sleep
from types import MappingProxyType

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from reportedly.errors import LedgerBroken, LedgerError, LedgerLocked, UsageError
from reportedly.keep.additions import additions
from reportedly.keep.batch import Batch, Seal, link_faults, next_batch, utc
from reportedly.keep.entry import Entry
from reportedly.keep.ledger import Clock
from reportedly.keep.standing import Standing
from reportedly.terms.document import Document, sha256
from reportedly.terms.problem import Problem
from reportedly.world.ledgers.engine import engine_of, plain_errors, reading, ready_file, writing
from reportedly.world.ledgers.rows import (
    Sealed,
    batch_of,
    insert_batch,
    number_at,
    page_after,
    stray_rows,
    texts_of,
    told_texts,
)
from reportedly.world.ledgers.schema import is_current, migrate

PASTS = 4
"""How many past standings are held ready."""


class SqlLedger:
    """A `Ledger` in a database; safe for several threads and processes. What it has read it holds in memory."""

    def __init__(self, engine: Engine, name: str, clock: Clock) -> None:
        self.name = name
        self._engine = engine
        self._clock = clock
        self._lock = RLock()
        self._standing = Standing()
        self._pasts: dict[int, Standing] = {}

    def append(self, entries: Iterable[Entry]) -> Batch | None:
        entries = tuple(entries)
        with self._lock:
            if not additions(self.standing(), entries):
                return None
            with writing(self._engine, self.name) as connection:
                self._catch_up(connection)
                news = additions(self._standing, entries)
                if not news:
                    return None
                batch = next_batch(self._standing.last, news, self._clock())
                insert_batch(connection, batch)
            self._standing = self._standing.after(batch)
            return batch

    def batches(self, known_at: datetime | None = None) -> Iterator[Batch]:
        until, last = self._number_at(known_at), None
        while page := self._page(last, until):
            for sealed in page:
                yield batch_of(sealed, self._text)
            last = page[-1][0]

    def standing(self, known_at: datetime | None = None) -> Standing:
        with self._lock:
            number = self._number_at(known_at)
            if self._standing.last is None or number >= self._standing.last.number:
                return self._standing
            if number not in self._pasts:
                self._pasts = dict(list(self._pasts.items())[1 - PASTS :])
                self._pasts[number] = Standing().after(*self.batches(known_at))
            return self._pasts[number]

    def document(self, document_id: str) -> Document | None:
        return self.standing().document(document_id)

    def check(self) -> list[Problem]:
        with reading(self._engine, self.name) as connection:
            faults = [*_faults(connection), *stray_rows(connection)]
        return [Problem("broken-chain", fault, self.name) for fault in faults]

    def close(self) -> None:
        self._engine.dispose()

    def _number_at(self, known_at: datetime | None) -> int:
        """The number of the last batch known at an instant, or now, once this process has caught up."""
        with self._lock, reading(self._engine, self.name) as connection:
            self._catch_up(connection)
            if known_at is not None:
                return number_at(connection, utc(known_at))
            return self._standing.last.number if self._standing.last else 0

    def _catch_up(self, connection: Connection) -> None:
        """Take in the batches that others have committed. Raises LedgerBroken where the chain does not hold."""
        while page := page_after(connection, self._standing.last):
            texts = texts_of(connection, page)
            found: list[Batch] = []
            last = self._standing.last
            for sealed in page:
                for fault in link_faults(last, *sealed):
                    raise LedgerBroken(f"{self.name}: {fault}")
                last = sealed[0]
                found.append(batch_of(sealed, partial(self._text, nearby=texts)))
            self._standing = self._standing.after(*found)

    def _page(self, last: Seal | None, until: int) -> list[Sealed]:
        with reading(self._engine, self.name) as connection:
            return page_after(connection, last, until)

    def _text(self, document_id: str, nearby: Mapping[str, str] = MappingProxyType({})) -> str:
        if document_id in nearby:
            return nearby[document_id]
        document = self._standing.document(document_id)
        if document is None:
            raise LedgerBroken(f"{self.name}: the text of document {document_id} is gone")
        return document.text


def open_sql_ledger(where: str | Path, clock: Clock, timeout: float = 5.0) -> SqlLedger:
    """The ledger at a path or a database url, made where there is none; see `open_ledger`."""
    url = _url(where)
    name = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        name = url.database or ""
        ready_file(Path(name))
    try:
        engine = engine_of(url, timeout)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(f"{name}: no driver for this database is installed ({error})") from error
    try:
        _prepare(engine, name, timeout)
    except LedgerError:
        engine.dispose()
        raise
    return SqlLedger(engine, name, clock)


def _prepare(engine: Engine, name: str, timeout: float) -> None:
    with reading(engine, name) as connection:
        current = is_current(connection, name)
    if current:
        return
    if engine.dialect.name == "sqlite":
        _keep_log_ahead(engine, name, timeout)
    with writing(engine, name) as connection:
        if not is_current(connection, name):
            migrate(connection)


def _keep_log_ahead(engine: Engine, name: str, timeout: float) -> None:
    """WAL mode, which the file remembers: readers do not wait for the writer. SQLite does not wait by itself here where
    another process makes the same ledger, so this does."""
    give_up = monotonic() + timeout
    while True:
        try:
            with plain_errors(name), closing(engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except LedgerLocked:
            if monotonic() > give_up:
                raise
            sleep(0.02)


def _faults(connection: Connection) -> Iterator[str]:
    last: Seal | None = None
    while page := page_after(connection, last):
        texts = texts_of(connection, page)
        for seal, lines in page:
            faults = list(link_faults(last, seal, lines))
            yield from faults or _text_faults(lines, texts)
            last = seal


def _text_faults(lines: list[str], texts: dict[str, str]) -> Iterator[str]:
    for document_id, digest in told_texts(lines).items():
        if document_id not in texts:
            yield f"the text of document {document_id} is gone"
        elif sha256(texts[document_id].encode()) != digest:
            yield f"the text of document {document_id} has been changed since it was read"


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(Path(where).expanduser()))
    try:
        return make_url(where)
    except ArgumentError as error:
        raise UsageError(f"{where!r} is neither a path nor a database url") from error

"""The ledger in a database: SQLite in a file, or PostgreSQL. Reading goes on while another process writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import RLock
from time import monotonic, sleep

from sqlalchemy import Connection, Engine

from reportedly.errors import LedgerBroken, LedgerError, LedgerLocked
from reportedly.keep.additions import additions
from reportedly.keep.batch import Batch, Seal, link_faults, next_batch, payloads, utc
from reportedly.keep.entry import Entry, OfParty
from reportedly.keep.history import History
from reportedly.keep.ledger import Clock
from reportedly.keep.standing import Standing, advance
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem
from reportedly.world.ledgers.engine import engine_at, reading, ready_file, writing
from reportedly.world.ledgers.histories import Histories
from reportedly.world.ledgers.index import index_batch, rebuild
from reportedly.world.ledgers.known_texts import documents_with_text, index_texts, is_indexed
from reportedly.world.ledgers.places import name_of, url_of
from reportedly.world.ledgers.plain import plain_errors
from reportedly.world.ledgers.rows import (
    Sealed,
    batch_of,
    entries_of,
    insert_batch,
    last_seal,
    number_at,
    page_after,
    party_entries,
    seal_of,
    text_of,
    texts_of,
    touched_after,
)
from reportedly.world.ledgers.schema import INDEXED, is_current, migrate, version
from reportedly.world.ledgers.soundness import Looked, ledger_faults

PASTS = 4
"""How many past standings are held ready."""


class SqlLedger:
    """A `Ledger` in a database; safe for several threads and processes. It loads the history of a document when that is
    asked for, and checks the seals of what it loads; asked for everything it loads all, and checks the whole chain.
    """

    def __init__(self, engine: Engine, name: str, clock: Clock) -> None:
        self.name = name
        self.engine = engine
        self._clock = clock
        self._lock = RLock()
        self._standing = Standing()
        self._pasts: dict[int, Standing] = {}
        self._texts_indexed = False

    def append(self, entries: Iterable[Entry]) -> Batch | None:
        entries = tuple(entries)
        with self._lock:
            before = self.standing()
            news = _news(before, entries)
            if not news:
                return None
            with writing(self.engine, self.name) as connection:
                now = self._refreshed(connection)
                if now is not before:
                    news = _news(now, entries)
                if not news:
                    return None
                lines = payloads(news)
                batch = next_batch(now.last, news, self._clock(), lines)
                insert_batch(connection, batch, lines)
                after = _following(now, batch)
                histories_of = partial(_histories_of, now.histories, after.histories)
                index_batch(connection, batch, histories_of, now.known_as, after.known_as)
            self._standing = self._resumed(after, _is_whole(now))
            return batch

    def ready(self, document_ids: Iterable[str]) -> None:
        """Load what is kept of some documents at once, before it is asked for one by one."""
        _ready(self.standing(), document_ids)

    def batches(self, known_at: datetime | None = None) -> Iterator[Batch]:
        until, last = self._number_at(known_at), None
        read: dict[str, str] = {}
        while page := self._page(last, until):
            for sealed in page:
                yield batch_of(sealed, partial(self._text, read=read))
            last = page[-1][0]

    def standing(self, known_at: datetime | None = None) -> Standing:
        with self._lock:
            number = self._number_at(known_at)
            if self._standing.last is None or number >= self._standing.last.number:
                return self._standing
            if number not in self._pasts:
                self._pasts = dict(list(self._pasts.items())[1 - PASTS :])
                with reading(self.engine, self.name) as connection:
                    self._pasts[number] = self._at(connection, seal_of(connection, number))
            return self._pasts[number]

    def document(self, document_id: str) -> Document | None:
        return self.standing().document(document_id)

    def with_text(self, text_sha256: str) -> tuple[str, ...]:
        with self._lock:
            self._index_texts()
            with reading(self.engine, self.name) as connection:
                return documents_with_text(connection, text_sha256)

    def _index_texts(self) -> None:
        """See that texts can be looked up; once for a ledger, and looked at once for a process."""
        if self._texts_indexed:
            return
        with reading(self.engine, self.name) as connection:
            known = is_indexed(connection)
        if not known:
            with writing(self.engine, self.name) as connection:
                index_texts(connection)
        self._texts_indexed = True

    def check(self) -> list[Problem]:
        faults = ledger_faults(self.engine, self.name, Looked())
        return [Problem(fault.slug, fault.message, self.name) for fault in faults]

    def mend(self) -> int:
        """Make anew what is worked out from the entries, and nothing else; of how many documents. Raises LedgerBroken where
        an entry or a text that it is worked out from is not what was recorded.
        """
        with writing(self.engine, self.name) as connection:
            return rebuild(connection, self.name)

    def prepare(self, timeout: float) -> None:
        """Make the tables, or bring them up to date and fill those that are new, where they are not as they should be."""
        with reading(self.engine, self.name) as connection:
            if is_current(connection, self.name):
                return
        if self.engine.dialect.name == "sqlite":
            keep_log_ahead(self.engine, self.name, timeout)
        with writing(self.engine, self.name) as connection:
            if not is_current(connection, self.name):
                was = version(connection, self.name)
                migrate(connection)
                if was is not None and was < INDEXED:
                    rebuild(connection, self.name)

    def close(self) -> None:
        self.engine.dispose()

    def _number_at(self, known_at: datetime | None) -> int:
        """The number of the last batch known at an instant, or now, once this process has caught up."""
        with self._lock, reading(self.engine, self.name) as connection:
            self._standing = self._refreshed(connection)
            if known_at is not None:
                return number_at(connection, utc(known_at))
            return self._standing.last.number if self._standing.last else 0

    def _refreshed(self, connection: Connection) -> Standing:
        """What stands now, with the histories that no batch has touched since."""
        before, last = self._standing, last_seal(connection)
        if last == before.last:
            return before
        since = before.last.number if before.last else 0
        if since and (last is None or seal_of(connection, since) != before.last):
            raise LedgerBroken(f"{self.name}: batch {since} has been changed since it was recorded")
        held = _held(before)
        # Where nothing is held yet, the entries of all that was ever read need not be gone through.
        touched = touched_after(connection, since) if held else ()
        return self._at(connection, last, {i: h for i, h in held.items() if i not in touched})

    def _at(self, connection: Connection, last: Seal | None, held: Mapping[str, History] | None = None) -> Standing:
        """What stood after a batch (None: before the first). held: histories that are known to be as they were then."""
        until = last.number if last else 0
        told = Standing().after(*([Batch(last, party_entries(connection, until))] if last else []))
        return Standing(self._histories(until, held), told.known_as, last, told.grades)

    def _histories(self, until: int, held: Mapping[str, History] | None, whole: bool = False) -> Histories:
        return Histories(
            lambda idents: self._some_histories(idents, until), lambda: self._all_histories(until), held, whole
        )

    def _resumed(self, standing: Standing, whole: bool) -> Standing:
        """The standing with what it holds in memory, and the rest on demand."""
        until = standing.last.number if standing.last else 0
        return replace(standing, histories=self._histories(until, standing.histories, whole))

    def _some_histories(self, document_ids: Sequence[str], until: int) -> Mapping[str, History]:
        histories: dict[str, History] = {}
        with reading(self.engine, self.name) as connection:
            for at, entry in entries_of(connection, document_ids, until, self.name):
                advance(histories, {}, {}, entry, at)
        return histories

    def _all_histories(self, until: int) -> Mapping[str, History]:
        """Every history up to a batch. Raises LedgerBroken where the chain does not hold."""
        standing, read = Standing(), dict[str, str]()
        with reading(self.engine, self.name) as connection:
            while page := page_after(connection, standing.last, until):
                read |= texts_of(connection, page)
                found, last = list[Batch](), standing.last
                for sealed in page:
                    for fault in link_faults(last, *sealed):
                        raise LedgerBroken(f"{self.name}: {fault}")
                    last = sealed[0]
                    found.append(batch_of(sealed, partial(self._text, read=read)))
                standing = standing.after(*found)
        return standing.histories

    def _page(self, last: Seal | None, until: int) -> list[Sealed]:
        with reading(self.engine, self.name) as connection:
            return page_after(connection, last, until)

    def _text(self, document_id: str, read: dict[str, str]) -> str:
        """The text of a document, remembered in `read`."""
        if document_id not in read:
            with reading(self.engine, self.name) as connection:
                found = text_of(connection, document_id)
            if found is None:
                raise LedgerBroken(f"{self.name}: the text of document {document_id} is gone")
            read[document_id] = found
        return read[document_id]


def _held(standing: Standing) -> Mapping[str, History]:
    return standing.histories.loaded() if isinstance(standing.histories, Histories) else standing.histories


def _is_whole(standing: Standing) -> bool:
    return not isinstance(standing.histories, Histories) or standing.histories.is_whole()


def _ready(standing: Standing, document_ids: Iterable[str]) -> None:
    if isinstance(standing.histories, Histories):
        standing.histories.ready(document_ids)


def _touched(entries: Iterable[Entry]) -> Iterator[str]:
    return (entry.document_id for entry in entries if not isinstance(entry, OfParty))


def _news(standing: Standing, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Those of the entries that are news, each history being loaded with the others."""
    _ready(standing, _touched(entries))
    return additions(standing, entries)


def _histories_of(
    before: Mapping[str, History], after: Mapping[str, History], document_ids: Sequence[str]
) -> list[History]:
    """Histories as they are after a batch. Those in `before` alone are not touched by it."""
    if isinstance(before, Histories):
        before.ready(ident for ident in document_ids if ident not in after)
    return [after.get(ident) or before[ident] for ident in document_ids]


def _following(now: Standing, batch: Batch) -> Standing:
    """What stands after a batch, of the documents that it touches and those held ready."""
    touched = dict.fromkeys(_touched(batch.entries))
    known = {ident: now.histories[ident] for ident in touched if ident in now.histories}
    return replace(now, histories={**_held(now), **known}).after(batch)


def open_sql_ledger(where: str | Path, clock: Clock, timeout: float = 5.0) -> SqlLedger:
    """The ledger at a path or a database url, made where there is none; see `open_ledger`."""
    url = url_of(where)
    name = name_of(url)
    if url.get_backend_name() == "sqlite":
        if name == ":memory:":
            raise LedgerError(f"{name} is no file, and a ledger is kept in one")
        ready_file(Path(name))
    engine = engine_at(url, timeout)
    ledger = SqlLedger(engine, name, clock)
    try:
        ledger.prepare(timeout)
    except LedgerError:
        engine.dispose()
        raise
    return ledger


def keep_log_ahead(engine: Engine, name: str, timeout: float) -> None:
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

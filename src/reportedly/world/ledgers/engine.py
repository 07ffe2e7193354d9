"""The database engine under a ledger: its transactions, its file, and its errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from reportedly.errors import EvidenceError, LedgerBroken, LedgerError, LedgerLocked, NotALedger
from reportedly.world.ledgers.soundness import ledger_faults
from reportedly.world.ledgers.unwritable import still_engine

LOST = (
    "the connection to the database was lost; what was just being written may or may not have been kept. "
    "Do it again: nothing is kept twice"
)
DAMAGED = "the ledger is damaged: it holds what was never written to it. Take it from a backup"
_FULL = "the disk is full; what was kept before is there. Make room and do it again"
_READ_ONLY = "it cannot be written to, only read: the file, its folder or the whole disk is for reading only"
_TOLD: dict[object, str] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    "53100": _FULL,
    "25006": "the database can only be read",
}
"""SQLite's codes and PostgreSQL's states, in plain words."""
_ODD = (ArithmeticError, AttributeError, EvidenceError, LookupError, TypeError, ValueError)
"""What comes of values that were never written."""
_FLUSHED = "set_config('synchronous_commit', 'on', true)"
_POSTGRES_LOCK_TIMEOUT = "55P03"


def engine_of(url: URL, timeout: float) -> Engine:
    """An engine whose transactions begin as this module says. timeout: seconds to wait for another writer."""
    if url.get_backend_name() != "sqlite":
        # A connection that the server has dropped since it was last used is made anew before it is used.
        engine = create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
        event.listen(engine, "begin", lambda connection: _begin_elsewhere(connection, timeout))
        return engine
    engine = still_engine(Path(url.database or ""), timeout) or create_engine(
        url, connect_args={"timeout": timeout}, pool_size=20, max_overflow=30
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def reading(engine: Engine, name: str) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger while others write."""
    with plain_errors(name), _told_of_damage(engine, name), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, name: str) -> Iterator[Connection]:
    """A transaction that no other writer interleaves; committed, and on disk, where it ends without an exception."""
    with plain_errors(name), _told_of_damage(engine, name), engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            yield connection


@contextmanager
def _told_of_damage(engine: Engine, name: str) -> Iterator[None]:
    """Where values from the tables are such as no ledger writes, and the ledger is indeed damaged, that is said."""
    try:
        yield
    except _ODD as odd:
        if _is_damaged(engine):
            raise LedgerBroken(f"{name}: {DAMAGED}") from odd
        raise


def _is_damaged(engine: Engine) -> bool:
    try:
        with engine.connect() as connection, connection.begin():
            if connection.dialect.name == "sqlite":
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all()
                if found != ["ok"]:
                    return True
            return any(ledger_faults(connection))
    except (DBAPIError, sqlite3.Error, *_ODD):
        return True


@contextmanager
def plain_errors(name: str) -> Iterator[None]:
    """What the database complains of, as a LedgerError in one line."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or _sqlstate(cause) == _POSTGRES_LOCK_TIMEOUT:
            raise LedgerLocked(f"{name}: another process is writing to the ledger; try again") from error
        if code == sqlite3.SQLITE_NOTADB:
            raise NotALedger(f"{name} is no ledger") from error
        if told := _TOLD.get(code) or _TOLD.get(_sqlstate(cause)):
            raise LedgerError(f"{name}: {told}") from error
        if code == sqlite3.SQLITE_CORRUPT:
            raise LedgerBroken(f"{name}: the file is damaged ({cause})") from error
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise LedgerError(f"{name}: {LOST}") from error
        if isinstance(error, OperationalError) and _sqlstate(cause) is None and code == 0:
            raise LedgerError(f"{name}: the database cannot be reached ({' '.join(str(cause).split())})") from error
        raise LedgerError(f"{name}: {' '.join(str(cause).split())}") from error


def ready_file(path: Path) -> None:
    """Make the file's folder, to last: after a power cut it is there, and with it what was kept in it. Raises NotALedger,
    LedgerError.

    Whether the file is a database is left to SQLite: to open and close it here would let go of every lock that this
    process has on it, and another process would take away the log into which this one writes.
    """
    try:
        if path.is_dir():
            raise NotALedger(f"{path} is a folder")
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _flush_names(path.parent.resolve())
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror or error}") from error


def _flush_names(folder: Path) -> None:
    """Put a folder's name on the disk, and those of all in which it lies: another process may just have made them. SQLite
    does so for the names in the ledger's own folder."""
    for each in folder.parents:
        with suppress(OSError):  # one that may not be opened was not made here; some file systems know no such flush
            opened = os.open(each, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = (
        None  # so that transactions begin where `_begin_sqlite` says, not where the driver guesses
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_elsewhere(connection: Connection, timeout: float) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(timeout * 1000)}")
        # A server that is set not to wait for its disk does so for a ledger.
        connection.exec_driver_sql(f"SELECT {_FLUSHED} WHERE current_setting('synchronous_commit') = 'off'")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('reportedly ledger'))")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _sqlstate(cause: BaseException | None) -> str | None:
    return getattr(cause, "sqlstate", None)

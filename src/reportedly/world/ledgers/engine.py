"""The database engine under a ledger: its transactions, its file, and its errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from reportedly.errors import LedgerBroken, LedgerError, LedgerLocked, NotALedger, UsageError
from reportedly.world.ledgers.places import EXTRA, name_of

LOST = (
    "the connection to the database was lost; what was just being written may or may not have been kept. "
    "Do it again: nothing is kept twice"
)
_POSTGRES_LOCK_TIMEOUT = "55P03"


def engine_of(url: URL, timeout: float) -> Engine:
    """An engine whose transactions begin as this module says. timeout: seconds to wait for another writer."""
    if url.get_backend_name() != "sqlite":
        # A connection that the server has dropped since it was last used is made anew before it is used.
        engine = create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
        event.listen(engine, "begin", lambda connection: _begin_elsewhere(connection, timeout))
        return engine
    engine = create_engine(url, connect_args={"timeout": timeout}, pool_size=20, max_overflow=30)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def engine_at(url: URL, timeout: float) -> Engine:
    """The same. Raises UsageError, saying what to install, where the driver of the database is not there."""
    try:
        return engine_of(url, timeout)
    except ImportError as error:
        raise UsageError(f"{name_of(url)} needs {error.name or error}: pip install 'reportedly[{EXTRA}]'") from error


@contextmanager
def reading(engine: Engine, name: str) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger while others write."""
    with plain_errors(name), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, name: str) -> Iterator[Connection]:
    """A transaction that no other writer interleaves; committed, and on disk, where it ends without an exception."""
    with plain_errors(name), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


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
        if code == sqlite3.SQLITE_CORRUPT:
            raise LedgerBroken(f"{name}: the file is damaged ({cause})") from error
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise LedgerError(f"{name}: {LOST}") from error
        if isinstance(error, OperationalError) and _sqlstate(cause) is None and code == 0:
            raise LedgerError(f"{name}: the database cannot be reached ({' '.join(str(cause).split())})") from error
        raise LedgerError(f"{name}: {' '.join(str(cause).split())}") from error


def ready_file(path: Path) -> None:
    """Make the file's folder. Raises NotALedger, LedgerError.

    Whether the file is a database is left to SQLite: to open and close it here would let go of every lock that this
    process has on it, and another process would take away the log into which this one writes.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise NotALedger(f"{path} is a folder")
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror or error}") from error


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
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('reportedly ledger'))")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _sqlstate(cause: BaseException | None) -> str | None:
    return getattr(cause, "sqlstate", None)

"""The database engine under a ledger: its transactions and its file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from reportedly.errors import EvidenceError, LedgerBroken, LedgerError, NotALedger, UsageError
from reportedly.world.ledgers.places import EXTRA, name_of
from reportedly.world.ledgers.plain import plain_errors
from reportedly.world.ledgers.soundness import Looked, ledger_faults
from reportedly.world.ledgers.unwritable import still_engine

DAMAGED = "the ledger is damaged: it holds what was never written to it. Take it from a backup"
_ODD = (ArithmeticError, AttributeError, EvidenceError, LookupError, TypeError, ValueError)
"""What comes of values that were never written."""
_FLUSHED = "set_config('synchronous_commit', 'on', true)"


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


def engine_at(url: URL, timeout: float) -> Engine:
    """The same. Raises UsageError, saying what to install, where the driver of the database is not there."""
    try:
        return engine_of(url, timeout)
    except ImportError as error:
        raise UsageError(f"{name_of(url)} needs {error.name or error}: pip install 'reportedly[{EXTRA}]'") from error


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
        if _is_damaged(engine, name):
            raise LedgerBroken(f"{name}: {DAMAGED}") from odd
        raise


def _is_damaged(engine: Engine, name: str) -> bool:
    try:
        return any(True for _ in ledger_faults(engine, name, Looked()))
    except (LedgerBroken, NotALedger, *_ODD):
        return True


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

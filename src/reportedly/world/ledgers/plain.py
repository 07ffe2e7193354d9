"""What a database complains of, in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

from reportedly.errors import LedgerBroken, LedgerError, LedgerLocked, NotALedger

LOST = (
    "the connection to the database was lost; what was just being written may or may not have been kept. "
    "Do it again: nothing is kept twice"
)
_FULL = "the disk is full; what was kept before is there. Make room and do it again"
_READ_ONLY = "it cannot be written to, only read: the file, its folder or the whole disk is for reading only"
_TOLD: dict[object, str] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    "53100": _FULL,
    "25006": "the database can only be read",
}
"""SQLite's codes and PostgreSQL's states, in plain words."""
_POSTGRES_LOCK_TIMEOUT = "55P03"


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


def _sqlstate(cause: BaseException | None) -> str | None:
    return getattr(cause, "sqlstate", None)

"""One watch at a time over a ledger. The lock goes with the process that holds it, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from reportedly.errors import LedgerError, LedgerLocked
from reportedly.world.ledgers.plain import plain_errors
from reportedly.world.ledgers.sql import SqlLedger

ENDING = ".watch.lock"
_KEY = "reportedly watch"


@contextmanager
def only_watch(ledger: SqlLedger) -> Iterator[None]:
    """While it lasts no other process watches this ledger. Raises LedgerLocked where one does already."""
    if ledger.engine.dialect.name == "sqlite":
        with _file_locked(Path(f"{ledger.name}{ENDING}"), ledger.name):
            yield
        return
    with plain_errors(ledger.name), ledger.engine.connect() as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(hashtext(:key))"), {"key": _KEY}).scalar():
            raise LedgerLocked(_taken(ledger.name, ""))
        # The lock is the connection's; a transaction held open for weeks would keep the server from tidying up.
        connection.commit()
        try:
            yield
        finally:
            # Not given back to be used again: the lock ends with it, also where it was lost meanwhile.
            connection.invalidate()


@contextmanager
def _file_locked(path: Path, name: str) -> Iterator[None]:
    """A lock on a file beside the ledger, which holds the number of the process for people to read. The file stays: to
    remove it would let two processes lock two files of one name.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise LedgerError(f"{path}: the watch cannot be locked ({fault.strerror})") from fault
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise LedgerLocked(_taken(name, os.read(handle, 20).decode(errors="replace").strip())) from held
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _taken(name: str, process: str) -> str:
    return f"{name}: another watch is at work on this ledger{f' (process {process})' if process else ''}"

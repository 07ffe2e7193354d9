"""Ledgers in folders that cannot be written to: a medium, a share or a mount for reading only, another's folder.

SQLite opens a database with a log only where it may make a file beside it, or is told that nobody writes: see decision 0049.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from reportedly.errors import LedgerError

Looks = tuple[int, int, bool]
"""What tells that a file was written to: its time, its length, whether a log with anything in it lies beside it."""


def still_engine(path: Path, timeout: float) -> Engine | None:
    """What reads a ledger where nothing can be written beside it; None where the ordinary way is open. Raises LedgerError.

    A log without what its writer shares with readers was left by one that broke off: both are copied, and the copy is read.
    Without a log the file is read as it lies, and it is told where it changes meanwhile.
    """
    try:
        if not path.exists() or os.access(path.parent, os.W_OK):
            return None
        log = beside(path, "-wal")
        if has_content(log):
            return None if has_content(beside(path, "-shm")) else _of_a_copy(path, log, timeout)
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror or error}") from error
    return _as_it_lies(path, timeout)


def beside(path: Path, suffix: str) -> Path:
    """The file that SQLite keeps beside a database."""
    return path.with_name(path.name + suffix)


def has_content(path: Path) -> bool:
    """Whether a file is there and not empty."""
    return path.exists() and path.stat().st_size > 0


def _of_a_copy(path: Path, log: Path, timeout: float) -> Engine:
    folder = TemporaryDirectory(prefix="reportedly")
    copied = Path(folder.name) / "ledger.db"
    shutil.copyfile(path, copied)
    shutil.copyfile(log, beside(copied, "-wal"))

    def connect() -> sqlite3.Connection:
        # The folder lives as long as what may still connect.
        return sqlite3.connect(Path(folder.name) / copied.name, timeout=timeout, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "connect", _only_read)
    return engine


def _only_read(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only = ON")


def _as_it_lies(path: Path, timeout: float) -> Engine:
    address = f"file:{quote(str(path.absolute()))}?immutable=1"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=timeout, check_same_thread=False)

    def begun(connection: Connection) -> None:
        connection.info["looks"] = _looks(path)

    def done(connection: Connection) -> None:
        if _looks(path) != connection.info["looks"]:
            raise LedgerError(f"{path}: another process wrote to the ledger while it was read; ask again")

    # Each transaction has a connection of its own: one that takes the file for unchanging would never look at it again.
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", begun)
    event.listen(engine, "commit", done)
    return engine


def _looks(path: Path) -> Looks:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, has_content(beside(path, "-wal"))

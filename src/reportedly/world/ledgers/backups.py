"""Backups: a whole ledger as one SQLite file, from a file or from PostgreSQL, in one state while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from reportedly.errors import LedgerBroken, LedgerError, UsageError
from reportedly.keep.batch import Seal
from reportedly.keep.ledger import Clock
from reportedly.world.ledgers.copies import Show, copy_pages, copy_rows_of_all, held_version, keep_log
from reportedly.world.ledgers.engine import engine_at, engine_of, reading, writing
from reportedly.world.ledgers.places import name_of, url_of
from reportedly.world.ledgers.rows import last_seal
from reportedly.world.ledgers.schema import migrate
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.ledgers.tables import batches, index_documents
from reportedly.world.ledgers.whole_files import whole_file

PATIENCE = 5.0
"""Seconds to wait for another process."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a ledger holds. claims: how many stand; last: the seal of its last batch."""

    batches: int
    documents: int
    claims: int
    last: Seal | None


def back_up(where: str | Path, file: Path, clock: Clock, force: bool, show: Show) -> Contents:
    """Write the ledger at a path or url into a file, and check what was written; what is in it. The ledger is only read,
    also where it is of an earlier version; the backup is of this one.

    force: replace a file that is there. Raises UsageError where there is no ledger or the name is taken, NotALedger,
    LedgerBroken where the ledger is not what was recorded (no backup is made), LedgerError.
    """
    with existing(where) as (engine, name), whole_file(_apart(file, name), replace=force) as part:
        with reading(engine, name) as connection:
            was = held_version(connection, name)
            if engine.dialect.name == "sqlite":
                copy_pages(connection, part, str(file), show)
            else:
                _copy_rows(connection, part, was, file, show)
        keep_log(part, "DELETE", str(file))
        try:
            held = checked(part, file, clock, show)
        except LedgerBroken as fault:
            raise LedgerBroken(f"{name}: no backup was made, for the ledger is not sound: {fault}") from fault
        keep_log(part, "DELETE", str(file))
        show("naming", 0, 1)
    return held


@contextmanager
def existing(where: str | Path) -> Iterator[tuple[Engine, str]]:
    """The database of a ledger that is there, neither made nor brought up to date, and its name. Raises UsageError."""
    url = url_of(where)
    name = name_of(url)
    try:
        if url.get_backend_name() == "sqlite" and not Path(name).is_file():
            raise UsageError(f"{name}: there is no such file")
    except OSError as fault:
        raise LedgerError(f"{name}: {fault.strerror or fault}") from fault
    engine = engine_at(url, PATIENCE)
    try:
        yield engine, name
    finally:
        engine.dispose()


def checked(part: Path, file: Path, clock: Clock, show: Show) -> Contents:
    """Bring a copy up to date and look through it; what is in it. file: its name to be. Raises LedgerBroken."""
    show("checking", 0, 1)
    with closing(SqlLedger(engine_of(url_of(part), PATIENCE), str(file), clock)) as ledger:
        ledger.prepare(PATIENCE)
        return contents_if_sound(ledger)


def contents_if_sound(ledger: SqlLedger) -> Contents:
    """What is in a ledger. Raises LedgerBroken where it is not what was recorded."""
    faults = ledger.check()
    if faults:
        more = f" (and {len(faults) - 1} more)" if faults[1:] else ""
        raise LedgerBroken(f"{faults[0].message}{more}")
    with reading(ledger.engine, ledger.name) as connection:
        return contents(connection)


def contents(connection: Connection) -> Contents:
    """What is in a ledger, by its index."""
    count = connection.execute(select(func.count()).select_from(batches)).scalar_one()
    of_documents = select(func.count(), func.coalesce(func.sum(index_documents.c.claims), 0))
    documents, claims = connection.execute(of_documents.select_from(index_documents)).one()
    return Contents(count, documents, int(claims), last_seal(connection))


def _copy_rows(source: Connection, part: Path, was: str, file: Path, show: Show) -> None:
    engine = engine_of(url_of(part), PATIENCE)
    try:
        with writing(engine, str(file)) as target:
            migrate(target, was)
            copy_rows_of_all(source, target, show)
    finally:
        engine.dispose()


def _apart(file: Path, name: str) -> Path:
    """The file, unless it is the ledger itself. Raises UsageError."""
    if "://" not in name and file.exists() and file.samefile(name):
        raise UsageError(f"{file} is the ledger itself: name another file")
    return file

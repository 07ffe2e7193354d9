"""Restoring: a backup put in place of a ledger that is not there or empty, in a file or PostgreSQL; all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, func, inspect, select

from reportedly.errors import LedgerBroken, LedgerError, UsageError
from reportedly.keep.ledger import Clock
from reportedly.world.ledgers.backups import PATIENCE, Contents, checked, contents_if_sound, existing
from reportedly.world.ledgers.copies import Show, copy_pages, copy_rows_of_all, held_version, keep_log
from reportedly.world.ledgers.engine import engine_at, engine_of, reading, writing
from reportedly.world.ledgers.places import name_of, url_of
from reportedly.world.ledgers.schema import is_current, migrate, version
from reportedly.world.ledgers.sql import SqlLedger, keep_log_ahead
from reportedly.world.ledgers.tables import VERSION, batches, metadata
from reportedly.world.ledgers.whole_files import check_is_free, whole_file


def restore(file: Path, where: str | Path, clock: Clock, show: Show) -> Contents:
    """Put a backup in place of the ledger at a path or url; what is in it. The backup is only read, and brought up to date
    on the way.

    Raises UsageError where there is no such file or the ledger holds anything, NotALedger and LedgerBroken where the file
    is no ledger or not what was recorded, LedgerError where it is newer or the ledger cannot be written.
    """
    url = url_of(where)
    name = name_of(url)
    if url.get_backend_name() == "sqlite" and _is_free(Path(name)):
        with existing(file) as (source, _), _plainly(file):
            return _into_file(source, file, Path(name), clock, show)
    target = engine_at(url, PATIENCE)
    try:
        with reading(target, name) as connection:
            _check_is_empty(connection, name)
        with existing(file) as (source, _), _plainly(file), _current(source, file, clock, show) as (held, found):
            _into_database(held, file, target, name, show)
    finally:
        target.dispose()
    return found


def _is_free(path: Path) -> bool:
    """Whether no file is at a path. Raises UsageError where the log of one lies there."""
    try:
        if path.exists():
            return False
        check_is_free(path)
    except OSError as fault:
        raise LedgerError(f"{path}: {fault.strerror or fault}") from fault
    return True


def _into_file(source: Engine, file: Path, path: Path, clock: Clock, show: Show) -> Contents:
    with whole_file(path) as part:
        _copied(source, file, part, path, show)
        found = checked(part, path, clock, show)
        keep_log(part, "WAL", str(path))
        show("naming", 0, 1)
    return found


def _into_database(source: Engine, file: Path, target: Engine, name: str, show: Show) -> None:
    if target.dialect.name == "sqlite":
        keep_log_ahead(target, name, PATIENCE)
    with writing(target, name) as connection:
        _check_is_empty(connection, name)
        if not is_current(connection, name):
            migrate(connection)
        with reading(source, str(file)) as held:
            copy_rows_of_all(held, connection, show)
        show("keeping", 0, 1)


@contextmanager
def _current(source: Engine, file: Path, clock: Clock, show: Show) -> Iterator[tuple[Engine, Contents]]:
    """A backup of this version that was looked through, and what is in it: the file itself, or a copy of an older one."""
    with reading(source, str(file)) as connection:
        was = held_version(connection, str(file))
    if was == VERSION:
        show("checking", 0, 1)
        yield source, contents_if_sound(SqlLedger(source, str(file), clock))
        return
    with TemporaryDirectory(prefix="reportedly-") as folder:
        part = Path(folder) / "backup.db"
        _copied(source, file, part, part, show)
        found = checked(part, file, clock, show)
        engine = engine_of(url_of(part), PATIENCE)
        try:
            yield engine, found
        finally:
            engine.dispose()


def _copied(source: Engine, file: Path, part: Path, name: Path, show: Show) -> None:
    with reading(source, str(file)) as connection:
        held_version(connection, str(file))
        copy_pages(connection, part, str(name), show)


def _check_is_empty(connection: Connection, name: str) -> None:
    """Raises UsageError where a ledger holds anything, NotALedger where it is something else."""
    if version(connection, name) is None:
        return
    is_current(connection, name)
    made = set(inspect(connection).get_table_names())
    held = {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (batches, *metadata.sorted_tables)
        if table.name in made
    }
    for table, count in held.items():
        if count:
            what = f"holds {count:,} rows of {table}, and no ledger that holds anything is overwritten"
            raise UsageError(f"{name} {what}: name another, or move that one away")


@contextmanager
def _plainly(file: Path) -> Iterator[None]:
    """What is wrong with a backup, under its name."""
    try:
        yield
    except LedgerBroken as fault:
        raise LedgerBroken(f"{file} was not restored, for it is not what was recorded: {fault}") from fault

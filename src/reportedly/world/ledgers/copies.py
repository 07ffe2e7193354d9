"""All that a ledger's database holds, copied into another: pages from file to file, rows between any two."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, inspect, select, text

from reportedly.errors import LedgerBroken, NotALedger
from reportedly.keep.batch import Seal, link_faults
from reportedly.world.ledgers.bulk import add_rows
from reportedly.world.ledgers.plain import plain_errors
from reportedly.world.ledgers.rows import page_after
from reportedly.world.ledgers.schema import is_current, version
from reportedly.world.ledgers.tables import bodies, index_claims, metadata, texts
from reportedly.world.ledgers.words import add_words

Show = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much."""

PAGES = 2048
"""Pages of a file copied at once: eight megabytes."""
ROWS = 1000
"""Rows held in memory at once; of those that bear whole texts or files, `FEW`."""
FEW = 20


def held_version(connection: Connection, name: str) -> str:
    """The version of a ledger that is there. Raises NotALedger where none is, LedgerError where it is newer."""
    is_current(connection, name)
    found = version(connection, name)
    if found is None:
        raise NotALedger(f"{name} holds no ledger: it is empty")
    return found


def copy_pages(connection: Connection, part: Path, name: str, show: Show, pages: int = PAGES) -> None:
    """Copy the file that a connection reads, in the state that its transaction sees, whoever writes meanwhile. name: of the
    copy, in messages. The connection must have read something in its transaction: SQLite begins anew after each write of
    another process only where it may let go of what it reads between two steps.
    """
    driver: Any = connection.connection.driver_connection
    with plain_errors(name), closing(sqlite3.connect(part)) as copy:
        # Until it bears its name, nobody needs the copy after a crash.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        driver.backup(copy, pages=pages, progress=lambda _status, left, whole: show("copying", whole - left, whole))


def keep_log(part: Path, mode: str, name: str) -> None:
    """Have a file that nobody has open remember how its log is kept: `WAL`, or `DELETE`, with nothing beside it."""
    with plain_errors(name), closing(sqlite3.connect(part)) as base:
        base.execute(f"PRAGMA journal_mode = {mode}")


def copy_rows_of_all(source: Connection, target: Connection, show: Show) -> None:
    """Copy all rows, page by page, into tables of the same version that hold none; then its search index and numbering are
    made, and the chain of batches is looked through. Raises LedgerBroken where it does not arrive as it was.
    """
    seen = inspect(source)
    made = set(seen.get_table_names())
    tables = [table for table in metadata.sorted_tables if table.name in made]
    whole, done = sum(_count(source, table) for table in tables), 0
    for table in tables:
        names = [column["name"] for column in seen.get_columns(table.name) if column["name"] in table.c]
        query = select(*(table.c[name] for name in names)).order_by(*table.primary_key.columns)
        size = FEW if table in (texts, bodies) else ROWS
        found = source.execute(query, execution_options={"stream_results": True, "yield_per": size})
        for page in found.partitions():
            add_rows(target, table, names, page)
            if table is index_claims:
                add_words(target, [(row.number, row.words) for row in page])
            done += len(page)
            show("copying", done, whole)
    if target.dialect.name == "postgresql":
        _number_on(target, tables)
    arrived = sum(_count(target, table) for table in tables)
    if arrived != whole:
        raise LedgerBroken(f"of {whole} rows {arrived} arrived")
    _check_chain(target)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _number_on(connection: Connection, tables: list[Table]) -> None:
    """Let PostgreSQL go on numbering after the rows that are there, and know how many there are."""
    for table in tables:
        if table.dialect_options["sqlite"]["autoincrement"]:
            last = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'number'), max(number)) FROM {table.name}"
            connection.execute(text(last))
        connection.execute(text(f"ANALYZE {table.name}"))


def _check_chain(connection: Connection) -> None:
    last: Seal | None = None
    while page := page_after(connection, last):
        for seal, lines in page:
            for fault in link_faults(last, seal, lines):
                raise LedgerBroken(fault)
            last = seal

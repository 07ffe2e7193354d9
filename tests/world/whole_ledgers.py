"""Ledgers with something in every table, all that is in one, and processes that stop in the midst of copying it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, DateTime, Float, Integer, LargeBinary, insert, select

from keep.samples import containers, report, shells
from reportedly.keep.entry import DocumentWithdrawn, PartiesMerged
from reportedly.keep.reviews import correction, review
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.backups import back_up
from reportedly.world.ledgers.engine import engine_of, reading, writing
from reportedly.world.ledgers.places import url_of
from reportedly.world.ledgers.restores import restore
from reportedly.world.ledgers.sql import open_sql_ledger
from reportedly.world.ledgers.tables import Instant, metadata
from world.writing import fill

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["reportedly.world.ledgers.restores", "world.writing", "alembic.command"])
PATIENCE = 60


def quiet(_doing: str, _done: int, _whole: int) -> None:
    """Nothing is shown."""


def filled(place: str) -> str:
    """Put reports, decisions and a row for each table of what is watched into a ledger; its place."""
    with closing(open_sql_ledger(place, FixedClock())) as ledger:
        fill(ledger, 3)
        ledger.append([correction(ledger.standing(), containers(report(0)).id, {"quantity.low": "7"}, "Ann", "seen")])
        ledger.append([review(ledger.standing(), shells(report(0)).id, "rejected", "Bo")])
        ledger.append([PartiesMerged("DPRK", "KP"), DocumentWithdrawn(report(1).id, "a forgery")])
        with writing(ledger.engine, place) as connection:
            for table in metadata.sorted_tables:
                if table.name.startswith(("watch_", "readings", "screenings")):
                    rows = [{column.name: _value(column, n) for column in table.columns} for n in (1, 2)]
                    rows = [{name: value for name, value in row.items() if value is not None} for row in rows]
                    connection.execute(insert(table), rows)
    return place


def _value(column: Column[Any], n: int) -> Any:
    """A value for a column; none where it numbers itself."""
    if column.name == "number":
        return None
    if isinstance(column.type, Instant | DateTime):
        return datetime(2024, 5, n, 23, 59, 58, 999_999, UTC)
    if isinstance(column.type, Date):
        return date(2024, 5, n)
    if isinstance(column.type, LargeBinary):
        return bytes(range(256)) * n
    if isinstance(column.type, Integer | Float):
        return n
    return f"{n}: «шість»\n\t\\N 한국 {column.name}"[: getattr(column.type, "length", None)]


def everything(place: str | Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    engine = engine_of(url_of(place), 5)
    try:
        with reading(engine, str(place)) as connection:
            return {
                table.name: [
                    tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
                ]
                for table in metadata.sorted_tables
            }
    finally:
        engine.dispose()


def killed_at(moment: tuple[str, int], doing: str, file: Path, place: str) -> None:
    """Have another process back up or restore, and end it with SIGKILL when it is at a moment: what it shows for the n-th
    time."""
    here, there = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_halting, args=(doing, str(file), place, moment, there))
    process.start()
    there.close()
    try:
        assert here.poll(PATIENCE), "it never came to that moment"
        assert here.recv() == moment
    finally:
        process.kill()
        process.join(PATIENCE)
    assert process.exitcode == -9


def _halting(doing: str, file: str, place: str, moment: tuple[str, int], there: Connection) -> None:
    what, number = moment
    seen = [0]

    def show(now: str, _done: int, _whole: int) -> None:
        seen[0] += now == what
        if now == what and seen[0] == number:
            there.send(moment)
            there.recv()  # never comes

    done: Callable[[], object] = (
        (lambda: back_up(place, Path(file), FixedClock(), False, show))
        if doing == "backup"
        else (lambda: restore(Path(file), place, FixedClock(), show))
    )
    done()
    os._exit(1)

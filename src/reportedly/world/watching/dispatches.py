"""Up to where the regular dispatch has been made, in the ledger's database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from reportedly.world.ledgers.engine import reading, writing
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.ledgers.tables import marks as table

MARK = "dispatch"


def made_until(ledger: SqlLedger) -> datetime | None:
    """The end of the period that the last dispatch was about; None before the first. Raises LedgerError."""
    with reading(ledger.engine, ledger.name) as connection:
        return connection.execute(select(table.c.at).where(table.c.indicator == MARK)).scalar()


def put_made(ledger: SqlLedger, until: datetime) -> None:
    """Note that the dispatch up to a moment is on its way. Raises LedgerError."""
    row = {"indicator": MARK, "name": MARK, "batch": 0, "at": until, "record": "{}"}
    with writing(ledger.engine, ledger.name) as connection:
        connection.execute(delete(table).where(table.c.indicator == MARK))
        connection.execute(insert(table), row)

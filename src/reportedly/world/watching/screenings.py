"""The latest screening against each list, kept beside the ledger's claims. No part of the chain of batches."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import delete, func, insert, select

from reportedly.keep.ledger import Ledger
from reportedly.terms.screening import Screening
from reportedly.terms.screening_record import screening_of, screening_record
from reportedly.world.ledgers.engine import reading, writing
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.ledgers.tables import screened as table


def keep_screening(ledger: Ledger, screening: Screening) -> None:
    """Keep a screening in place of the one before against the list of that name; a ledger in memory keeps none. Raises
    LedgerError.
    """
    if not isinstance(ledger, SqlLedger):
        return
    told = json.dumps(screening_record(screening), ensure_ascii=False)
    with writing(ledger.engine, ledger.name) as connection:
        connection.execute(delete(table).where(table.c.list == screening.list))
        connection.execute(insert(table), {"list": screening.list, "at": screening.at, "record": told})


def latest_screenings(ledger: Ledger) -> tuple[Screening, ...]:
    """The latest screening against each list, by the lists' names. Raises LedgerError."""
    if not isinstance(ledger, SqlLedger):
        return ()
    with reading(ledger.engine, ledger.name) as connection:
        rows = connection.execute(select(table.c.record).order_by(table.c.list)).all()
    return tuple(screening_of(json.loads(row.record)) for row in rows)


def last_screening(ledger: Ledger) -> datetime | None:
    """When a list was last screened against; None for never. Raises LedgerError."""
    if not isinstance(ledger, SqlLedger):
        return None
    with reading(ledger.engine, ledger.name) as connection:
        return connection.execute(select(func.max(table.c.at))).scalar()

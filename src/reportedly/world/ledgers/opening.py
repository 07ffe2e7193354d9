"""Opening a ledger by its path or url."""

from __future__ import annotations

from pathlib import Path

from reportedly.keep.ledger import Clock, Ledger


def open_ledger(where: str | Path, clock: Clock, timeout: float = 5.0) -> Ledger:
    """The ledger at a path, or at a url such as `postgresql://…`; made, with its folder, where there is none.

    timeout: seconds to wait for another writer. Raises NotALedger where something else is there, LedgerLocked where
    another process does not finish in time, LedgerError where it cannot be read or is of a newer version.
    """
    # SQLAlchemy takes a quarter of a second to load; commands that open no ledger do not wait for it.
    from reportedly.world.ledgers.sql import open_sql_ledger

    return open_sql_ledger(where, clock, timeout)

"""Whether a database is a ledger, empty or something else, and bringing its tables up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from reportedly.errors import LedgerError, NotALedger
from reportedly.world.ledgers.tables import VERSION, VERSION_TABLE, batches, entries, texts

MIGRATIONS = Path(__file__).parent / "migrations"
INDEXED = "0002"
"""The first version that has an index; an older ledger's is made when it is brought up to date."""


def version(connection: Connection, name: str) -> str | None:
    """The version of a ledger's tables, None for an empty database. Raises NotALedger where it holds other tables."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not tables.issuperset({VERSION_TABLE, batches.name, entries.name, texts.name}):
        raise NotALedger(f"{name} is a database of something else: it holds {', '.join(sorted(tables)[:3])}")
    return str(connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one())


def is_current(connection: Connection, name: str) -> bool:
    """Whether the tables are those of this program. Raises NotALedger, and LedgerError where they are newer."""
    found = version(connection, name)
    if found is not None and found > VERSION:
        raise LedgerError(f"{name} was written by a newer version of this program (its tables are {found}); update it")
    return found == VERSION


def migrate(connection: Connection, to: str = VERSION) -> None:
    """Bring the tables up to date, or to a version, in the transaction that the connection is in. Prints nothing."""
    # Alembic takes a third of a second to load, and only a new or an old ledger needs it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)

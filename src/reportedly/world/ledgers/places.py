"""Where a ledger is kept: a path, or the url of a database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from reportedly.errors import UsageError

DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
"""The beginnings of urls, and what reaches what they name."""
EXTRA = "postgres"
"""The extra with which a driver for PostgreSQL is installed."""


def url_of(where: str | Path) -> URL:
    """The url of a ledger's database. Raises UsageError where it is of no kind in which ledgers are kept."""
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(Path(where).expanduser()))
    kind = where.partition("://")[0]
    if kind not in DRIVERS:
        raise UsageError(f"{kind}:// is no ledger's place: it is a path, or a url postgresql://role@host/database")
    try:
        return make_url(where).set(drivername=DRIVERS[kind])
    except (ArgumentError, ValueError) as error:
        # Its words are not shown: they may hold a password.
        raise UsageError(f"what follows {kind}:// is not role@host/database") from error


def name_of(url: URL) -> str:
    """What people call a ledger in messages: its path, or its url without password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    plain = url.set(drivername=url.get_backend_name()).difference_update_query(["password"])
    return plain.render_as_string(hide_password=True)

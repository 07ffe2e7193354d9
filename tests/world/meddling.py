"""What is done to a ledger's tables behind its back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg

LINKS = [("entries", "entries_batch_fkey"), ("texts", "texts_batch_fkey")]
"""What PostgreSQL would otherwise refuse to harm."""


@contextmanager
def behind(place: str) -> Iterator[Any]:
    """A connection of nobody's program to the database at a path or url, committed at the end."""
    if "://" not in place:
        with closing(sqlite3.connect(place)) as base, base:
            yield base
    else:
        with psycopg.connect(place) as server:
            yield server


def meddle(place: str, *statements: str) -> None:
    """Run statements that no ledger runs."""
    with behind(place) as connection:
        if "://" in place:
            for table, link in LINKS:
                connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {link}")
        for statement in statements:
            connection.execute(statement)


def rows(place: str, query: str) -> list[tuple[Any, ...]]:
    """What a query gives."""
    with behind(place) as connection:
        return [tuple(row) for row in connection.execute(query).fetchall()]

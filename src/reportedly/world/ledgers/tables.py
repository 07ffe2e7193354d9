"""The tables of a ledger, version 0001. Rows are only ever added."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, Integer, MetaData, String, Table, Text, TypeDecorator

VERSION = "0001"
"""The newest migration. A ledger of a higher version was written by a newer program."""
VERSION_TABLE = "ledger_version"


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept and given back in UTC also where the database drops time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value.astimezone(UTC) if value else None
        return datetime.combine(value.date(), value.time(), UTC)


metadata = MetaData()

batches = Table(
    "batches",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Instant, nullable=False, index=True),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)

entries = Table(
    "entries",
    metadata,
    Column("batch", Integer, ForeignKey("batches.number"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("document_id", String(64), index=True),
    Column("record", Text, nullable=False),
)
"""record: the canonical JSON of the entry, as it was hashed."""

texts = Table(
    "texts",
    metadata,
    Column("document_id", String(64), primary_key=True),
    Column("batch", Integer, ForeignKey("batches.number"), nullable=False, index=True),
    Column("text", Text, nullable=False),
)
"""The normalised text of each document; its SHA-256 is in the entry with which the document was read."""

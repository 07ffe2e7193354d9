"""The tables of a ledger, version 0004. Rows of batches, entries and texts are only ever added; the others are worked out
from them, in the transaction that adds them, and can be made anew at any time.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

VERSION = "0004"
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

index_claims = Table(
    "index_claims",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("claim_id", String(64), nullable=False, index=True),
    Column("document_id", String(64), nullable=False, index=True),
    Column("published_on", Date),
    Column("kind", String(16), nullable=False),
    Column("modality", String(16), nullable=False),
    Column("stage", String(16)),
    Column("actors", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("origins", Text, nullable=False),
    Column("items", Text, nullable=False),
    Column("publisher", Text),
    Column("unit", Text),
    Column("low", Float),
    Column("high", Float),
    Column("confidence", Float, nullable=False),
    Column("verdict", String(16)),
    Column("handling", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("record", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""One row for each claim that stands or was rejected (`keep.index.IndexRow`). number: grows, and is never given twice."""

index_about = Table(
    "index_about",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)
"""Whom standing claims are about (`keep.index.about`)."""

index_documents = Table(
    "index_documents",
    metadata,
    Column("document_id", String(64), primary_key=True),
    Column("first_batch", Integer, nullable=False, index=True),
    Column("published_on", Date, index=True),
    Column("publisher", Text),
    Column("title", Text),
    Column("record", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("handling", String(16), nullable=False),
    Column("claims", Integer, nullable=False),
    Column("checked", Integer, nullable=False),
    Column("withdrawn", Text),
)
"""One row for each document. claims: how many stand; checked: how many of them a person has decided of; withdrawn: why;
record: as `keep.codec.document_record` gives it."""

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("problems", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""What was read when, and what was wrong with it (problems: JSON), so that faults are found again. No part of the chain."""

fetches = Table(
    "watch_fetches",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("hops", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("status", Integer),
    Column("headers", Text, nullable=False),
    Column("sha256", String(64), index=True),
    Column("bytes", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("fault", Text),
    sqlite_autoincrement=True,
)
"""Every fetch of a watched source: hops and headers as JSON; fault: the slug and words of what went wrong, as JSON."""

bodies = Table(
    "watch_bodies",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""What was fetched, untouched but for compression (zlib): each body once."""

polled = Table(
    "watch_sources",
    metadata,
    Column("source", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("sha256", String(64)),
    Column("polled_at", Instant),
    Column("next_at", Instant),
    Column("news_at", Instant),
    Column("failures", Integer, nullable=False),
    Column("fault", Text),
)
"""Where each watched source stands. sha256: of the body last looked through; news_at: when it last held something new."""

found = Table(
    "watch_items",
    metadata,
    Column("source", Text, primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("url", Text),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Instant),
    Column("updated", Instant),
    Column("seen_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("state", String(16), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Instant),
    Column("fault", Text),
    Column("document_id", String(64)),
    Column("body_sha256", String(64)),
)
"""What the sources published. state: waiting, read, given-up; settled_at: when it last became one of the latter two.
body_sha256: the text that the source itself held of it."""

marks = Table(
    "watch_marks",
    metadata,
    Column("indicator", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("batch", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("record", Text, nullable=False),
)
"""Up to where each indicator was evaluated. batch: the last of the ledger then; record: the evaluation, as JSON."""

alerts = Table(
    "watch_alerts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("indicator", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("record", Text, nullable=False),
    Column("acknowledged_at", Instant),
    Column("acknowledged_by", Text),
    Column("note", Text),
    sqlite_autoincrement=True,
)
"""Every alert, as JSON, and who has taken note of it."""

deliveries = Table(
    "watch_deliveries",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("channel", Text, nullable=False, index=True),
    Column("what", String(16), nullable=False),
    Column("alerts", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("fault", Text),
)
"""Every message to a channel. what: alerts or dispatch; alerts: their ids, JSON; message: what is sent, JSON; state:
waiting, sending (handed over, no answer yet), sent, in-doubt, given-up."""

screened = Table(
    "screenings",
    metadata,
    Column("list", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("record", Text, nullable=False),
)
"""The latest screening against each list, as JSON."""

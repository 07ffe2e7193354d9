"""What is broken in a ledger's tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, func, select

from reportedly.keep.batch import Seal, link_faults
from reportedly.terms.document import sha256
from reportedly.world.ledgers.rows import page_after, texts_of
from reportedly.world.ledgers.tables import batches, entries, texts


def ledger_faults(connection: Connection) -> Iterator[str]:
    """One sentence for each place where the chain, the texts or the rows of batches are not what was recorded."""
    last: Seal | None = None
    while page := page_after(connection, last):
        kept = texts_of(connection, page)
        for seal, lines in page:
            faults = list(link_faults(last, seal, lines))
            yield from faults or _text_faults(lines, kept)
            last = seal
    yield from _stray_rows(connection)


def _text_faults(lines: list[str], texts: dict[str, str]) -> Iterator[str]:
    for document_id, digest in _told_texts(lines).items():
        if document_id not in texts:
            yield f"the text of document {document_id} is gone"
        elif sha256(texts[document_id].encode()) != digest:
            yield f"the text of document {document_id} has been changed since it was read"


def _stray_rows(connection: Connection) -> Iterator[str]:
    """One sentence for each table that holds rows of no batch."""
    for table in (entries, texts):
        query = select(func.count()).select_from(table).where(table.c.batch.not_in(select(batches.c.number)))
        count = connection.execute(query).scalar_one()
        if count:
            yield f"{count} rows of {table.name} belong to no batch"


def _told_texts(lines: list[str]) -> Mapping[str, str]:
    """Document id → SHA-256 of the text, for the documents read in a batch."""
    records = (json.loads(line) for line in lines if '"entry":"document-read"' in line)
    return {r["document"]["id"]: r["document"]["text_sha256"] for r in records if r["entry"] == "document-read"}

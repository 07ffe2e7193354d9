"""Entries as plain JSON values and back, version 1. A document's text lies apart: its record bears the text's SHA-256."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from reportedly.errors import LedgerBroken, LedgerError
from reportedly.keep.entry import (
    ClaimFound,
    ClaimReviewed,
    DocumentRead,
    DocumentWithdrawn,
    Entry,
    MetadataChanged,
    MethodRun,
    PartiesMerged,
    ReviewUndone,
    SourceGraded,
)
from reportedly.keep.metadata import METADATA, WORDS, json_value
from reportedly.terms.document import Document, sha256
from reportedly.terms.record import Json, claim_of, claim_record

VERSION = 1
TextOf = Callable[[str], str]
"""The text of a document by its id."""


def canonical(record: Mapping[str, Any]) -> str:
    """The one JSON text of a record: sorted names, no spaces, no line ends."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def entry_record(entry: Entry) -> Json:
    """The record of an entry: `entry` says which, `version` is 1."""
    name, body = _body(entry)
    return {"entry": name, "version": VERSION, **body}


def entry_of(record: Mapping[str, Any], text_of: TextOf) -> Entry:
    """The entry of its record. Raises LedgerBroken where a text or a quote is not what was recorded, LedgerError on a
    newer version."""
    if record["version"] > VERSION:
        raise LedgerError(f"the ledger holds entries of version {record['version']}; this program knows {VERSION}")
    match record["entry"]:
        case "document-read":
            return DocumentRead(document_of(record["document"], text_of))
        case "method-run":
            return MethodRun(record["document_id"], record["method"], _day(record["published_on"]), record["language"])
        case "claim-found":
            return ClaimFound(claim_of(record["claim"], text_of(record["claim"]["document"]["id"])))
        case "claim-reviewed":
            claim = claim_of(record["claim"], text_of(record["claim"]["document"]["id"]))
            return ClaimReviewed(claim, record["verdict"], record["by"], record["note"], record["changes"])
        case "review-undone":
            return ReviewUndone(record["document_id"], record["claim_id"], record["by"])
        case "source-graded":
            return SourceGraded(record["source"], record["grade"], record["by"], record["note"])
        case "parties-merged":
            return PartiesMerged(record["keep"], record["merged"], record["by"])
        case "metadata-changed":
            return MetadataChanged(record["document_id"], record["changes"], record["by"])
        case "document-withdrawn":
            return DocumentWithdrawn(record["document_id"], record["reason"], record["by"])
    raise LedgerError(f"the ledger holds an entry of an unknown sort: {record['entry']!r}")


def _body(entry: Entry) -> tuple[str, Json]:
    match entry:
        case DocumentRead():
            return "document-read", {"document": document_record(entry.document)}
        case MethodRun(document_id, method, published_on, language):
            told = {"published_on": json_value(published_on), "language": language}
            return "method-run", {"document_id": document_id, "method": method, **told}
        case ClaimFound():
            return "claim-found", {"claim": claim_record(entry.claim)}
        case ClaimReviewed(claim, verdict, by, note, changes):
            decided = {"verdict": verdict, "by": by, "note": note, "changes": dict(changes)}
            return "claim-reviewed", {"claim": claim_record(claim), **decided}
        case ReviewUndone(document_id, claim_id, by):
            return "review-undone", {"document_id": document_id, "claim_id": claim_id, "by": by}
        case SourceGraded(source, grade, by, note):
            return "source-graded", {"source": source, "grade": grade, "by": by, "note": note}
        case PartiesMerged(keep, merged, by):
            return "parties-merged", {"keep": keep, "merged": merged, "by": by}
        case MetadataChanged(document_id, changes, by):
            return "metadata-changed", {"document_id": document_id, "changes": dict(changes), "by": by}
        case DocumentWithdrawn(document_id, reason, by):
            return "document-withdrawn", {"document_id": document_id, "reason": reason, "by": by}


def document_record(document: Document) -> Json:
    """id, publisher, url, the SHA-256 of the text, and the metadata; not the text. `translation_of` only of translations."""
    made_of = {"id": document.id, "publisher": document.publisher, "url": document.url}
    told = {name: json_value(getattr(document, name)) for name in METADATA}
    if document.translation_of is None:
        del told["translation_of"]
    return {**made_of, "text_sha256": document.text_sha256, **told}


def document_of(record: Mapping[str, Any], text_of: TextOf) -> Document:
    """The document of its record. Raises LedgerBroken where its text is not the one that was read."""
    text = text_of(record["id"])
    if sha256(text.encode()) != record["text_sha256"]:
        raise LedgerBroken(f"the text of document {record['id']} is not the text that was read")
    retrieved_at = record["retrieved_at"]
    return Document(
        text=text,
        id=record["id"],
        publisher=record["publisher"],
        url=record["url"],
        **{name: record[name] for name in (*WORDS, "handling") if name in record},
        published_on=_day(record["published_on"]),
        retrieved_at=datetime.fromisoformat(retrieved_at) if retrieved_at else None,
    )


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None

"""JSON lines: the claim records, nothing lost. With texts, each document stands on a line of its own before its claims."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.present.exports.export import Export, Files
from reportedly.present.lines import json_lines
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.record import Json, claim_record

LOST = (
    "Rejected claims, and decisions that a later one replaced, stay in the ledger: only what stands is here.",
    "Without --with-texts the documents are known by their ids, and their words by the quotes.",
)


def jsonl(export: Export) -> Files:
    """One claim record a line. With texts, before the first claim of each document a line of the document, and one of the
    translation that a claim quotes: the keys of a document line that `reportedly read` takes, and its id.
    """
    return {"": json_lines(_lines(export)).encode()}


def document_line(document: Document) -> Json:
    """A document as `reportedly read` takes it, with its id and what else is known of it."""
    return {
        "document": document.id,
        "text": document.text,
        "path": document.path,
        "publisher": document.publisher,
        "published_on": document.published_on.isoformat() if document.published_on else None,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "host": document.host,
        "archived_url": document.archived_url,
        "retrieved_at": document.retrieved_at.isoformat() if document.retrieved_at else None,
        "raw_sha256": document.raw_sha256,
        "translation_of": document.translation_of,
    }


def _lines(export: Export) -> Iterator[Json]:
    told: set[str] = set()
    for claim in export.claims:
        if export.with_texts:
            yield from (document_line(document) for document in _untold(claim, export, told))
        yield claim_record(claim)


def _untold(claim: Claim, export: Export, told: set[str]) -> Iterator[Document]:
    """The claim's document, and the translation that it quotes, where they are at hand and not told yet."""
    wanted = [export.documents.get(claim.document.id)]
    if claim.translation:
        wanted.append(export.translations.get(claim.translation.document))
    for document in wanted:
        if document and document.id not in told:
            told.add(document.id)
            yield document

"""Web annotations (W3C Web Annotation Data Model, JSON-LD): each claim as a note on the words that make it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from reportedly.present.exports.export import Export, Files
from reportedly.present.links import web_address
from reportedly.present.sentences import claim_sentence
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document, content_id
from reportedly.terms.evidence import Evidence
from reportedly.terms.record import Json, claim_record

LOST = (
    "Positions count code points of the document's normalised text (NFC, line feeds), not of the page at its address: on "
    "the page go by the quote and the words around it.",
    "Where a document is not at hand, no words stand around its quotes.",
    "Rejected claims, decisions that a later one replaced, and the documents' texts stay in the ledger.",
)

ANNO = "http://www.w3.org/ns/anno.jsonld"
CONTEXT: list[str | Json] = [
    ANNO,
    {
        "@version": 1.1,
        "reportedly": "urn:reportedly:terms:",
        "claim": {"@id": "reportedly:claim", "@type": "@json"},
        "about": "reportedly:about",
        "moment": "reportedly:moment",
        "text_sha256": "reportedly:text_sha256",
        "document": {"@id": "reportedly:document", "@type": "@id"},
    },
]
"""The terms of annotations, and ours: the whole claim record as JSON, which document, and what its text hashes to."""

AROUND = 32
"""How many code points stand before and after a quote, to tell it from the same words elsewhere."""
_NOT_IN_IRIS = frozenset('<>"{}|\\^`')


def annotations(export: Export) -> Files:
    """One collection with one page, an annotation for each claim in order; what this is and the moment are told first."""
    ids = [claim.id for claim in export.claims]
    collection = f"urn:reportedly:{content_id('annotations', export.moment.words(), *ids)}"
    page = {
        "id": f"{collection}:1",
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": list(_annotations(export)),
    }
    whole = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": "Claims",
        "about": export.about(),
        "moment": export.moment.words(),
        "generator": {
            "id": f"urn:reportedly:version:{export.version}",
            "type": "Software",
            "name": f"reportedly {export.version}",
        },
        "total": len(ids),
        "first": page,
        "last": page["id"],
    }
    return {"": (json.dumps(whole, ensure_ascii=False) + "\n").encode()}


def source_of(claim: Claim) -> str:
    """What an annotation is on: the document's web address, or else its id as a name."""
    url = web_address(claim.document.url)
    return url if url and not _NOT_IN_IRIS & set(url) else f"urn:reportedly:{claim.document.id}"


def _annotations(export: Export) -> Iterator[Json]:
    generated = _utc(export.moment.made_at)
    hashes = {id_: document.text_sha256 for id_, document in export.documents.items()}
    for claim in export.claims:
        document = export.documents.get(claim.document.id)
        targets = [_target(claim, each, document, hashes) for each in (claim.evidence, *claim.also)]
        yield {
            "id": f"urn:reportedly:{claim.id}",
            "type": "Annotation",
            "motivation": "describing",
            "generated": generated,
            **({"modified": _utc(claim.reviewed.at)} if claim.reviewed else {}),
            "body": {
                "type": "TextualBody",
                "value": claim_sentence(claim, export.names),
                "format": "text/plain",
                "language": "en",
            },
            "target": targets if len(targets) > 1 else targets[0],
            "claim": claim_record(claim),
        }


def _target(claim: Claim, evidence: Evidence, document: Document | None, hashes: dict[str, str]) -> Json:
    """The words in their document, found by themselves or by their position; and the state of the document."""
    quote = {"type": "TextQuoteSelector", "exact": evidence.quote}
    if document:
        quote["prefix"] = document.text[max(0, evidence.start - AROUND) : evidence.start]
        quote["suffix"] = document.text[evidence.end : evidence.end + AROUND]
    target: Json = {
        "type": "SpecificResource",
        "source": source_of(claim),
        "document": f"urn:reportedly:{claim.document.id}",
        "selector": [quote, {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end}],
    }
    if document:
        target["text_sha256"] = hashes[document.id]
        if state := _state(document):
            target["state"] = state
    return target


def _state(document: Document) -> Json:
    """When the document was received, and where it is archived; nothing where neither is known."""
    state: Json = {}
    if document.retrieved_at:
        state["sourceDate"] = _utc(document.retrieved_at)
    if web_address(document.archived_url):
        state["cached"] = document.archived_url
    return {"type": "TimeState", **state} if state else {}


def _utc(instant: datetime) -> str:
    """As the model asks: in UTC, marked by a Z."""
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

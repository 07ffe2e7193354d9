"""STIX 2.1: documents as reports, claims as notes on them, who is named as identities. Nothing here is an observed fact:
no sighting, relationship or confidence is ever made of a claim. The whole record of each claim is in an extension.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from reportedly.present.exports.export import Export, Files
from reportedly.present.exports.identifiers import uri, uuid_of
from reportedly.present.exports.pruned import pruned, pruned_schema, whole
from reportedly.present.sentences import claim_sentence
from reportedly.present.words import day
from reportedly.terms.claim import Claim, DocumentRef
from reportedly.terms.document import Document
from reportedly.terms.record import VERSION, Json, claim_record
from reportedly.terms.tables import PartyKind

LOST = (
    "STIX has no object for a claim: each is a note; programs that do not know the extension see a sentence and a quote.",
    "STIX times are instants: a day of publication stands as its midnight in UTC, and a report of an undated document "
    "bears the moment of the export and the label undated.",
    "Whether an object was made earlier is not told: `created` is one fixed instant, `modified` the moment of the export.",
    "No confidence is written, since STIX would read the confidence of the reading as that of the claim.",
    "The documents' texts are left out, with or without --with-texts; the quotes stay.",
)

EXTENSION = f"extension-definition--{uuid_of('stix', 'extension', str(VERSION))}"
"""Under which a note holds its claim record, and a report what is known of its document."""

_US = f"identity--{uuid_of('stix', 'reportedly')}"
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_CLASSES: dict[PartyKind | None, str] = {
    "state": "class",
    "body": "organization",
    "group": "group",
    "company": "organization",
    "alliance": "group",
    "publisher": "organization",
    "person": "individual",
}
_AN_EXTENSION = {"extension_type": "property-extension"}


def stix(export: Export) -> Files:
    """One bundle: the marking that says what this is, then identities, then reports, each with the notes of its claims."""
    objects = list(_Bundle(export).objects())
    bundle = {"type": "bundle", "id": f"bundle--{_content(export)}", "objects": objects}
    return {"": (json.dumps(bundle, ensure_ascii=False, indent=1) + "\n").encode()}


def records_of_stix(data: bytes) -> list[Json]:
    """The claim records in a bundle of ours, in their order."""
    held = (thing.get("extensions", {}).get(EXTENSION, {}) for thing in json.loads(data)["objects"])
    placed = [(each["position"], whole(each["claim"])) for each in held if "claim" in each]
    return [record for _, record in sorted(placed, key=lambda pair: pair[0])]


class _Bundle:
    """The objects of one bundle, which share their times, their maker and their marking."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.made_at = export.moment.made_at
        self.marking = f"marking-definition--{uuid_of('stix', 'marking', export.about())}"
        self.known = {"created": _instant(min(_FIRST, self.made_at)), "modified": _instant(self.made_at)}

    def objects(self) -> Iterator[Json]:
        """All, no two of one id."""
        yield _ourselves()
        yield _extension()
        yield self._marking()
        for party in dict.fromkeys(party for claim in self.export.claims for party in _named(claim)):
            yield self._identity(party)
        reported: dict[str, list[tuple[int, Claim]]] = {}
        for position, claim in enumerate(self.export.claims):
            reported.setdefault(claim.document.id, []).append((position, claim))
        for told in reported.values():
            yield self._report(told[0][1].document, [claim for _, claim in told])
            for position, claim in told:
                yield self._note(claim, position)

    def _marking(self) -> Json:
        return {
            "type": "marking-definition",
            "spec_version": "2.1",
            "id": self.marking,
            "created": _instant(self.made_at),
            "created_by_ref": _US,
            "definition_type": "statement",
            "definition": {"statement": self.export.about()},
        }

    def _object(self, kind: str, ident: str, **more: Any) -> Json:
        head = {"type": kind, "spec_version": "2.1", "id": ident, **self.known, "created_by_ref": _US}
        told = {name: value for name, value in more.items() if value not in (None, "", [])}
        return {**head, **told, "object_marking_refs": [self.marking]}

    def _identity(self, party: str) -> Json:
        names = self.export.names
        return self._object(
            "identity",
            _identity_id(party),
            name=names.party(party),
            identity_class=_CLASSES.get(names.kind(party), "unknown"),
            external_references=[{"source_name": "reportedly", "external_id": party}],
        )

    def _report(self, ref: DocumentRef, claims: list[Claim]) -> Json:
        document = self.export.documents.get(ref.id)
        title = (document.title if document else None) or f"{ref.publisher or 'No publisher'}, {day(ref.published_on)}"
        notes = list(dict.fromkeys(_note_id(claim) for claim in claims))
        return self._object(
            "report",
            _report_id(ref.id),
            name=title,
            description="A document as published. What it says is reported in the notes on it, and is not confirmed here.",
            published=_midnight(ref.published_on) if ref.published_on else _instant(self.made_at),
            object_refs=[*([_identity_id(ref.publisher)] if ref.publisher else []), *notes],
            labels=[] if ref.published_on else ["undated"],
            lang=document.language if document else None,
            external_references=_references(ref, document),
            extensions={EXTENSION: _AN_EXTENSION | {"document": _document(ref, document)}},
        )

    def _note(self, claim: Claim, position: int) -> Json:
        sentence = claim_sentence(claim, self.export.names)
        makers = [f"reportedly ({claim.method})" if claim.method else "reportedly"]
        checker = [claim.reviewed.by] if claim.reviewed and claim.reviewed.by else []
        return self._object(
            "note",
            _note_id(claim),
            abstract=f"Claim, {claim.modality}",
            content=f"Claim: {sentence}\nIn the document's words: “{claim.evidence.quote}”",
            authors=makers + checker,
            object_refs=[_report_id(claim.document.id), *map(_identity_id, dict.fromkeys(_named(claim)))],
            lang="en",
            extensions={EXTENSION: _AN_EXTENSION | {"position": position, "claim": pruned(claim_record(claim))}},
        )


def _ourselves() -> Json:
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": _US,
        "created": _instant(_FIRST),
        "modified": _instant(_FIRST),
        "name": "reportedly",
        "description": "A program that keeps who says who sent what to whom. It holds nothing to be true.",
        "identity_class": "system",
    }


def _extension() -> Json:
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": EXTENSION,
        "created": _instant(_FIRST),
        "modified": _instant(_FIRST),
        "created_by_ref": _US,
        "name": "Claim record of reportedly",
        "description": "On a note: `claim`, the claim record, and `position`, its place in the export from 0. "
        "On a report: `document`, what is known of the document. The schema is that of `claim`.",
        "schema": json.dumps(pruned_schema(), ensure_ascii=False),
        "version": f"{VERSION}.0.0",
        "extension_types": ["property-extension"],
    }


def _named(claim: Claim) -> Iterator[str]:
    """Whom a claim names: the publisher, both sides, those compared with, the tellers that have a code, the origins."""
    tellers = (link.party for link in claim.attribution)
    named = (claim.document.publisher, *claim.actor, *claim.recipient, *claim.compared, *tellers, *claim.origins)
    return (party for party in named if party)


def _references(ref: DocumentRef, document: Document | None) -> list[Json]:
    source = ref.publisher or "publisher unknown"
    found: list[Json] = [{"source_name": source, "external_id": ref.id}]
    if url := uri(ref.url):
        found[0]["url"] = url
        if document and document.raw_sha256:
            found[0]["hashes"] = {"SHA-256": document.raw_sha256}
    if archived := uri(document.archived_url if document else None):
        found.append({"source_name": source, "description": "The document as archived.", "url": archived})
    return found


def _document(ref: DocumentRef, document: Document | None) -> Json:
    known: Json = {"id": ref.id, "path": ref.path, "url": ref.url, "host": ref.host, "publisher": ref.publisher}
    if document:
        retrieved = document.retrieved_at.isoformat() if document.retrieved_at else None
        known |= {"title": document.title, "archived_url": document.archived_url, "retrieved_at": retrieved}
        known |= {"text_sha256": document.text_sha256, "raw_sha256": document.raw_sha256}
    return {name: value for name, value in known.items() if value}


def _content(export: Export) -> str:
    return str(uuid_of("stix", export.about(), export.version, *(json.dumps(claim_record(c)) for c in export.claims)))


def _identity_id(party: str) -> str:
    return f"identity--{uuid_of('stix', 'party', party)}"


def _report_id(document: str) -> str:
    return f"report--{uuid_of('stix', 'document', document)}"


def _note_id(claim: Claim) -> str:
    return f"note--{uuid_of('stix', 'claim', claim.id)}"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"


def _midnight(on: date) -> str:
    return f"{on.isoformat()}T00:00:00.000Z"

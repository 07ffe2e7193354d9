"""FollowTheMoney entities, one a line: parties, documents as articles, each claim as a note, and between both sides of a
flow a link that says it is a claim. Ids are made of content, so that the same claim is the same entity in every export.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import product
from unicodedata import normalize

from reportedly.present.exports.export import Export, Files
from reportedly.present.exports.identifiers import uri
from reportedly.present.lines import json_lines
from reportedly.present.sentences import claim_sentence
from reportedly.present.words import day
from reportedly.terms.claim import FLOW_KINDS, Claim, DocumentRef
from reportedly.terms.document import Document, content_id
from reportedly.terms.party import state_of
from reportedly.terms.record import Json
from reportedly.terms.tables import PartyKind

LOST = (
    "Figures, hedges, likelihoods, places and the chain of tellers stand only in the sentence and the quote, not as values.",
    "Which of the parties of a note is the origin, and which is spoken of, is told in its sentence alone.",
    "Only claims of transfer, deployment or assistance that name both sides and are not denied become links; all claims "
    "become notes.",
    "Confidence of reading and reviews are left out.",
    "Without --with-texts the articles have no text.",
)

_SCHEMATA: dict[PartyKind | None, str] = {
    "state": "PublicBody",
    "body": "PublicBody",
    "group": "Organization",
    "company": "Company",
    "alliance": "Organization",
    "publisher": "Organization",
    "person": "Person",
    None: "LegalEntity",
}
_LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "ja": "jpn", "ko": "kor", "ru": "rus",
    "uk": "ukr", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 → 639-3, which this form keeps; others are put right when they are loaded."""


def ftm(export: Export) -> Files:
    """About the export first; then parties, articles, and the claims, each followed by its links."""
    entities = [_about(export), *_parties(export), *_articles(export)]
    for claim in export.claims:
        entities.append(_note(claim, export))
        entities.extend(_links(claim, export))
    return {"": json_lines(entities).encode()}


def _about(export: Export) -> Json:
    ident = _id(content_id("about", export.about()))
    made = export.moment.made_at.astimezone(UTC)
    return _entity(
        ident,
        "Note",
        name=["About these claims"],
        description=[export.about()],
        createdAt=[f"{made:%Y-%m-%dT%H:%M:%S}"],
    )


def _parties(export: Export) -> Iterator[Json]:
    for party in dict.fromkeys(party for claim in export.claims for party in _named(claim)):
        kind = export.names.kind(party)
        state = state_of(party)
        country = [state.lower()] if export.names.kind(state) == "state" else []
        yield _entity(_party_id(party), _SCHEMATA[kind], name=[export.names.party(party)], country=country)


def _articles(export: Export) -> Iterator[Json]:
    for ref in {claim.document.id: claim.document for claim in export.claims}.values():
        yield _article(ref, export.documents.get(ref.id), export.with_texts)


def _article(ref: DocumentRef, document: Document | None, with_text: bool) -> Json:
    known = _known(document, with_text) if document else {}
    title = known.pop("title", []) or [f"{ref.publisher or 'No publisher'}, {day(ref.published_on)}"]
    return _entity(
        _document_id(ref.id),
        "Article",
        title=title,
        fileName=[ref.path],
        publishedAt=[ref.published_on.isoformat() if ref.published_on else ""],
        publisher=[ref.publisher or ""],
        sourceUrl=[uri(ref.url) or ""],
        **known,
    )


def _known(document: Document, with_text: bool) -> dict[str, list[str]]:
    retrieved = document.retrieved_at
    return {
        "title": _said([document.title or ""]),
        "language": [_LANGUAGES.get(document.language, document.language)],
        "retrievedAt": [f"{retrieved.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"] if retrieved else [],
        "bodyText": [document.text] if with_text else [],
    }


def _note(claim: Claim, export: Export) -> Json:
    return _entity(
        _id(claim.id),
        "Note",
        name=[f"Claim, {claim.modality}: {claim.kind}"],
        summary=[_sentence(claim, export)],
        description=[_quoted(claim)],
        entity=[_party_id(party) for party in dict.fromkeys(_named(claim))],
        proof=[_document_id(claim.document.id)],
        keywords=["claim", claim.kind, claim.modality, *claim.item_classes],
        publisher=[claim.document.publisher or ""],
        sourceUrl=[uri(claim.document.url) or ""],
    )


def _links(claim: Claim, export: Export) -> Iterator[Json]:
    """From each supplier to each recipient, with the days that the words give. None of what is denied: a line drawn between
    two parties says that there is something, whatever is written on it.
    """
    if claim.kind not in FLOW_KINDS or claim.modality == "denied":
        return
    happened = claim.happened
    for actor, recipient in product(dict.fromkeys(claim.actor), dict.fromkeys(claim.recipient)):
        yield _entity(
            _id(content_id("l", claim.id, actor, recipient)),
            "UnknownLink",
            subject=[_party_id(actor)],
            object=[_party_id(recipient)],
            role=[f"claim, {claim.modality}: {claim.kind}"],
            status=[f"claim, {claim.modality}"],
            startDate=[happened.start.isoformat() if happened and happened.start else ""],
            endDate=[happened.end.isoformat() if happened and happened.end else ""],
            summary=[_sentence(claim, export)],
            description=[_quoted(claim)],
            recordId=[claim.id],
            proof=[_document_id(claim.document.id)],
            publisher=[claim.document.publisher or ""],
            sourceUrl=[uri(claim.document.url) or ""],
        )


def _entity(ident: str, schema: str, **properties: Iterable[str]) -> Json:
    """An entity with those of its properties that have a value."""
    said = {name: _said(values) for name, values in properties.items()}
    return {"id": ident, "schema": schema, "properties": {name: values for name, values in said.items() if values}}


def _said(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(normalize("NFC", value.strip()) for value in values if value.strip()))


def _sentence(claim: Claim, export: Export) -> str:
    return f"Claim: {claim_sentence(claim, export.names)}"


def _quoted(claim: Claim) -> str:
    return f"Claim in the document's words: “{claim.evidence.quote}”"


def _named(claim: Claim) -> Iterator[str]:
    """Both sides, those compared with, and the origins: those that have a name at all."""
    return (party for party in (*claim.actor, *claim.recipient, *claim.compared, *claim.origins) if party.strip())


def _id(content: str) -> str:
    return f"reportedly-{content}"


def _party_id(party: str) -> str:
    return _id(content_id("p", party))


def _document_id(document: str) -> str:
    return _id(document)

"""PROV-O in JSON-LD: claims as entities derived from the words of documents, attributed to whoever tells them. The context
is in the file, so that nothing has to be fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reportedly.present.exports.export import Export, Files
from reportedly.present.exports.identifiers import uri, urn, uuid_of
from reportedly.present.sentences import claim_sentence
from reportedly.terms.claim import Claim, DocumentRef, Review
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence
from reportedly.terms.quantity import Quantity
from reportedly.terms.record import Json, claim_record

LOST = (
    "Only kind, modality, stage, parties, classes of item, hedges, figures and tellers are properties of their own; all "
    "else of a claim is in its record, one JSON literal.",
    "When a document was read and a claim found is not told: the activities of reading bear no times.",
    "The documents' texts are left out, with or without --with-texts; the quotes stay.",
)

TERM = "urn:reportedly:term:"
"""Before the names of our own vocabulary."""

CONTEXT: Json = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "r": {"@id": TERM, "@prefix": True},
}


def prov(export: Export) -> Files:
    """One graph: the export, who made it, each agent, document, reading and quote once, and the claims."""
    nodes = sorted(_Graph(export).nodes(), key=lambda node: node["@type"][-1])
    graph = {"@context": CONTEXT, "@graph": list({node["@id"]: node for node in nodes}.values())}
    return {"": (json.dumps(graph, ensure_ascii=False, indent=1) + "\n").encode()}


def records_of_prov(data: bytes) -> list[Json]:
    """The claim records in a graph of ours, in its order."""
    records = (node.get("r:record") for node in json.loads(data)["@graph"])
    return [record["@value"] for record in records if record]


class _Graph:
    """The nodes of one export; what several claims share comes again, alike."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.us = urn("program", f"reportedly {export.version}")

    def nodes(self) -> Iterator[Json]:
        """Each node with its types; repeated ones are equal."""
        yield from self._whole()
        for claim in self.export.claims:
            yield from self._source(claim.document)
            yield from self._reading(claim)
            yield from self._quotes(claim)
            yield from map(self._agent, dict.fromkeys((*_told_by(claim), *claim.actor, *claim.recipient)))
            yield self._claim(claim)
            if claim.reviewed:
                yield from self._review(claim, claim.reviewed)

    def _whole(self) -> Iterator[Json]:
        about, ids = self.export.about(), [claim.id for claim in self.export.claims]
        made = _typed(self.export.moment.made_at.isoformat(), "dateTime")
        whole, making = (urn(kind, str(uuid_of("prov", about, *ids))) for kind in ("export", "making"))
        yield {
            **_node(whole, "prov:Entity", "prov:Collection", "r:Export"),
            "dcterms:description": about,
            "prov:generatedAtTime": made,
            "prov:wasGeneratedBy": _to(making),
            "prov:wasAttributedTo": _to(self.us),
            "prov:hadMember": [_to(urn("claim", ident)) for ident in ids],
            **_told("r:ledgerHash", self.export.moment.head),
        }
        yield {
            **_node(making, "prov:Activity", "r:Making"),
            "prov:wasAssociatedWith": _to(self.us),
            "prov:endedAtTime": made,
        }
        yield {**_node(self.us, "prov:Agent", "prov:SoftwareAgent"), "rdfs:label": f"reportedly {self.export.version}"}

    def _source(self, ref: DocumentRef) -> Iterator[Json]:
        document = self.export.documents.get(ref.id)
        node = _node(urn("document", ref.id), "prov:Entity", "r:Document")
        if ref.publisher:
            yield self._agent(ref.publisher)
            node["prov:wasAttributedTo"] = _to(urn("agent", ref.publisher))
        if ref.published_on:
            node["dcterms:issued"] = _typed(ref.published_on.isoformat(), "date")
        if url := uri(ref.url):
            node["dcterms:source"] = _to(url)
        yield {
            **node,
            **_told("r:path", ref.path),
            **_told("r:host", ref.host),
            **(_more(document) if document else {}),
        }

    def _reading(self, claim: Claim) -> Iterator[Json]:
        method = urn("method", claim.method)
        yield {**_node(method, "prov:Agent", "prov:SoftwareAgent"), "rdfs:label": claim.method or "method unknown"}
        yield {
            **_node(_reading_id(claim), "prov:Activity", "r:Reading"),
            "prov:used": _to(urn("document", claim.document.id)),
            "prov:wasAssociatedWith": _to(method),
        }

    def _quotes(self, claim: Claim) -> Iterator[Json]:
        document = _to(urn("document", claim.document.id))
        for words in (claim.evidence, *claim.also):
            ident = _quote_id(claim, words)
            span = {"r:start": words.start, "r:end": words.end}
            yield {
                **_node(ident, "prov:Entity", "r:Quote"),
                "prov:value": words.quote,
                "prov:wasQuotedFrom": document,
                "prov:qualifiedQuotation": {
                    **_node(f"{ident}:quotation", "prov:Quotation"),
                    "prov:entity": document,
                    **span,
                },
            }

    def _agent(self, name: str) -> Json:
        label = self.export.names.party(name) or "no name"
        kind = self.export.names.kind(name)
        sort = [] if kind is None else ["prov:Person"] if kind == "person" else ["prov:Organization"]
        return {**_node(urn("agent", name), "prov:Agent", *sort), "rdfs:label": label}

    def _claim(self, claim: Claim) -> Json:
        ident, chain = urn("claim", claim.id), _chain(claim)
        return {
            **_node(ident, "prov:Entity", "r:Claim"),
            "dcterms:description": claim_sentence(claim, self.export.names),
            "prov:wasDerivedFrom": [_to(urn("document", claim.document.id)), _to(_quote_id(claim, claim.evidence))],
            "r:alsoIn": [_to(_quote_id(claim, words)) for words in claim.also],
            "prov:wasGeneratedBy": _to(_reading_id(claim)),
            "prov:wasAttributedTo": [_to(urn("agent", name)) for name in _told_by(claim)],
            "prov:qualifiedAttribution": chain,
            "r:origin": [_to(urn("agent", origin)) for origin in claim.origins],
            "r:kind": claim.kind,
            "r:modality": claim.modality,
            "r:actor": [_to(urn("agent", party)) for party in claim.actor],
            "r:recipient": [_to(urn("agent", party)) for party in claim.recipient],
            "r:itemClass": list(claim.item_classes),
            "r:hedge": [hedge.text for hedge in claim.hedges],
            **_told("r:stage", claim.stage),
            **({"r:quantity": _quantity(ident, claim.quantity)} if claim.quantity else {}),
            "r:record": {"@type": "@json", "@value": claim_record(claim)},
        }

    def _review(self, claim: Claim, review: Review) -> Iterator[Json]:
        person = urn("person", review.by)
        yield {**_node(person, "prov:Agent", "prov:Person"), "rdfs:label": review.by}
        yield {
            **_node(urn("review", claim.id), "prov:Activity", "r:Review"),
            "prov:used": _to(urn("claim", claim.id)),
            "prov:wasAssociatedWith": _to(person),
            "prov:endedAtTime": _typed(review.at.isoformat(), "dateTime"),
            "r:verdict": review.verdict,
            **_told("r:note", review.note),
        }


def _chain(claim: Claim) -> list[Json]:
    """Each teller in its part, publisher first; then the origins that no link names. A relay relays the link after it."""
    base, links = urn("claim", claim.id), claim.attribution
    told: list[Json] = []
    for place, link in enumerate(links):
        name = link.party or link.name
        part = "origin" if name in claim.origins else "relay" if link.relay else "teller" if link.verb else "publisher"
        one = _part(f"{base}:link:{place}", name, part, place)
        one |= {**_told("r:asPrinted", link.name), **_told("r:office", link.role), **_told("r:verb", link.verb)}
        if link.relay and place + 1 < len(links):
            one["r:relays"] = _to(f"{base}:link:{place + 1}")
        told.append(one)
    linked = {link.party or link.name for link in links}
    others = (origin for origin in claim.origins if origin not in linked)
    return told + [
        _part(f"{base}:link:{place}", name, "origin", place) for place, name in enumerate(others, len(links))
    ]


def _part(ident: str, name: str, part: str, place: int) -> Json:
    role = {"prov:agent": _to(urn("agent", name)), "prov:hadRole": _node(urn("role", part), "prov:Role")}
    return {**_node(ident, "prov:Attribution"), **role, "r:position": place}


def _told_by(claim: Claim) -> list[str]:
    return list(dict.fromkeys((*(link.party or link.name for link in claim.attribution), *claim.origins)))


def _quantity(claim: str, quantity: Quantity) -> Json:
    node = {
        **_node(f"{claim}:quantity", "r:Quantity"),
        "r:approximate": quantity.approximate,
        "r:vague": quantity.vague,
    }
    for name in ("low", "high"):
        if (bound := getattr(quantity, name)) is not None:
            node[f"r:{name}"] = _typed(f"{bound}", "decimal" if isinstance(bound, int) else "double")
    return node | _told("r:unit", quantity.unit) | _told("r:scope", quantity.scope) | _told("r:inWords", quantity.text)


def _more(document: Document) -> Json:
    known: Json = {"r:textSha256": document.text_sha256, "dcterms:language": document.language}
    known |= _told("dcterms:title", document.title) | _told("r:rawSha256", document.raw_sha256)
    if archived := uri(document.archived_url):
        known["r:archivedAt"] = _to(archived)
    if document.retrieved_at:
        known["r:retrievedAt"] = _typed(document.retrieved_at.isoformat(), "dateTime")
    return known


def _node(ident: str, *types: str) -> Json:
    return {"@id": ident, "@type": list(types)}


def _to(ident: str) -> Json:
    return {"@id": ident}


def _typed(value: str, sort: str) -> Json:
    return {"@type": f"xsd:{sort}", "@value": value}


def _told(name: str, value: Any) -> Json:
    return {name: value} if value else {}


def _quote_id(claim: Claim, words: Evidence) -> str:
    return urn("quote", f"{claim.document.id}:{words.start}-{words.end}")


def _reading_id(claim: Claim) -> str:
    return urn("reading", f"{claim.document.id}:{claim.method}")

"""Web annotations, held against the model's MUSTs, and read as RDF with the model's terms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DC, DCTERMS

from present.exports.generated import MANY, sample_export
from reportedly.present.exports.annotations import ANNO, AROUND, CONTEXT, annotations, source_of
from reportedly.present.exports.export import Export
from reportedly.present.sentences import claim_sentence
from reportedly.terms.evidence import Evidence
from reportedly.terms.record import claim_of, claim_record

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("http://www.w3.org/ns/activitystreams#")

IRI = {"type": "string", "pattern": r'^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$'}
INSTANT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$"}
COUNT = {"type": "integer", "minimum": 0}


def thing(kind: str, required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """An object of a class that must have some members, and may have others; of a class of its own."""
    return {
        "type": "object",
        "required": ["type", *required],
        "properties": {"type": {"const": kind}, **required, **(optional or {})},
        "not": {"required": ["@context" if kind != "AnnotationCollection" else "items"]},
    }


QUOTED = thing("TextQuoteSelector", {"exact": {"type": "string", "minLength": 1}},
               {"prefix": {"type": "string"}, "suffix": {"type": "string"}})  # fmt: skip
PLACED = thing("TextPositionSelector", {"start": COUNT, "end": COUNT})
STATE = {**thing("TimeState", {}, {"sourceDate": INSTANT, "cached": IRI}), "minProperties": 2}
TARGET = thing(
    "SpecificResource",
    {"source": IRI, "selector": {"type": "array", "prefixItems": [QUOTED, PLACED], "minItems": 2, "maxItems": 2}},
    {"state": STATE, "document": IRI},
)
BODY = thing(
    "TextualBody", {"value": {"type": "string"}}, {"format": {"const": "text/plain"}, "language": {"const": "en"}}
)
NOTE = thing(
    "Annotation",
    {"id": IRI, "target": {"anyOf": [TARGET, {"type": "array", "items": TARGET, "minItems": 2}]}},
    {"body": BODY, "motivation": {"const": "describing"}, "generated": INSTANT, "modified": INSTANT},
)
PAGE = thing(
    "AnnotationPage",
    {"id": IRI, "items": {"type": "array", "items": NOTE}},
    {"partOf": IRI, "startIndex": COUNT},
)
MODEL = Draft202012Validator(
    thing(
        "AnnotationCollection",
        {"@context": {"type": "array", "prefixItems": [{"const": ANNO}]}, "id": IRI, "first": PAGE, "total": COUNT},
        {"label": {"type": "string"}, "last": IRI, "generator": thing("Software", {"id": IRI})},
    )
)
"""What the model demands of what is used here: sections 3.1, 3.2.4, 3.3.1, 4.2.4, 4.2.5, 4.3.1, 5.1 and 5.2."""

COUNTED = "xsd:nonNegativeInteger"
TERMS: dict[str, Any] = {
    "oa": str(OA), "as": str(AS), "dc": str(DC), "dcterms": str(DCTERMS),
    "xsd": "http://www.w3.org/2001/XMLSchema#", "rdf": str(RDF),
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "foaf": "http://xmlns.com/foaf/0.1/", "id": "@id", "type": "@type",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody", "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "TimeState": "oa:TimeState", "Software": "as:Application", "describing": "oa:describing",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"}, "state": {"@id": "oa:hasState", "@type": "@id"},
    "cached": {"@id": "oa:cachedSource", "@type": "@id"}, "sourceDate": {"@id": "oa:sourceDate", "@type": "xsd:dateTime"},
    "start": {"@id": "oa:start", "@type": COUNTED}, "end": {"@id": "oa:end", "@type": COUNTED}, "exact": "oa:exact",
    "prefix": "oa:prefix", "suffix": "oa:suffix", "value": "rdf:value", "format": "dc:format", "language": "dc:language",
    "label": "rdfs:label", "name": "foaf:name", "generator": {"@id": "as:generator", "@type": "@id"},
    "generated": {"@id": "dcterms:issued", "@type": "xsd:dateTime"},
    "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"}, "partOf": {"@id": "as:partOf", "@type": "@id"},
    "first": {"@id": "as:first", "@type": "@id"}, "last": {"@id": "as:last", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "total": {"@id": "as:totalItems", "@type": COUNTED}, "startIndex": {"@id": "as:startIndex", "@type": COUNTED},
}  # fmt: skip
"""Of the model's context those terms that are used here, so that nothing is fetched."""


def written(export: Export) -> Any:
    return json.loads(annotations(export)[""])


def notes(export: Export) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each annotation with its targets."""
    for note in written(export)["first"]["items"]:
        yield note, note["target"] if isinstance(note["target"], list) else [note["target"]]


def graph(export: Export) -> Graph:
    """The statements that they make."""
    whole = written(export)
    assert whole["@context"][0] == ANNO
    whole["@context"] = [TERMS, *whole["@context"][1:]]
    return Graph().parse(data=json.dumps(whole), format="json-ld")


@pytest.mark.parametrize("many", MANY)
def test_many_claims_are_valid(many: int) -> None:
    """Each has what the model demands of it, and each id stands once."""
    found = written(sample_export(many))
    errors = [error.message for error in MODEL.iter_errors(found)]
    assert errors[:3] == []
    assert found["total"] == len(found["first"]["items"]) == len({note["id"] for note in found["first"]["items"]})


@pytest.mark.parametrize("member", ["source", "selector", "type"])
def test_what_is_wrong_is_found(member: str) -> None:
    """The rules that the files pass do refuse a target without what it must have."""
    found = written(sample_export(1))
    assert MODEL.is_valid(found)
    target = found["first"]["items"][0]["target"]
    del (target[0] if isinstance(target, list) else target)[member]
    assert not MODEL.is_valid(found)


def test_the_words_come_back() -> None:
    """Positions and quotes are those of the evidence and of what repeats it; sliced in the document's text, they agree."""
    export = sample_export(1_000)
    for claim, (_, targets) in zip(export.claims, notes(export), strict=True):
        text = export.documents[claim.document.id].text
        back = []
        for target in targets:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(AROUND, start)
            assert len(quote["suffix"]) == min(AROUND, len(text) - end)
            back.append(Evidence(start, end, quote["exact"], text))
        assert back == [claim.evidence, *claim.also]


def test_the_claims_come_back() -> None:
    """The record of each is in its annotation, nothing lost."""
    export = sample_export(500)
    for claim, (note, _) in zip(export.claims, notes(export), strict=True):
        assert note["claim"] == claim_record(claim)
        assert claim_of(note["claim"], export.documents[claim.document.id].text) == claim


def test_without_the_document_the_quote_stands_alone() -> None:
    """No words around it are made up; nor its hash, nor when it was received."""
    for _, targets in notes(sample_export(50, documents={})):
        for target in targets:
            assert set(target["selector"][0]) == {"type", "exact"}
            assert set(target) == {"type", "source", "document", "selector"}


def test_a_source_is_a_web_address_or_the_document_by_name() -> None:
    """A script, a file or words with spaces never become the address that a program would fetch."""
    export = sample_export(2_000)
    sources = {claim.document.url: source_of(claim) for claim in export.claims}
    assert all(source.lower().startswith(("https://", "http://", "urn:reportedly:d-")) for source in sources.values())
    named = {url for url, source in sources.items() if source.startswith("urn:")}
    assert None in named
    assert any(url and url.startswith("javascript:") for url in named)
    assert all(source == url for url, source in sources.items() if url not in named)


def test_a_claim_is_told_with_its_chain() -> None:
    """The body is the sentence that the dossier has."""
    export = sample_export(50)
    for claim, (note, _) in zip(export.claims, notes(export), strict=True):
        assert note["body"]["value"] == claim_sentence(claim, export.names)


def test_as_rdf_it_says_the_same() -> None:
    """Read as linked data: as many annotations, each with its body, its source, its quote and its position."""
    export = sample_export(60)
    found = graph(export)
    told = set(found.subjects(RDF.type, OA.Annotation))
    assert told == {URIRef(f"urn:reportedly:{claim.id}") for claim in export.claims}
    for claim in export.claims:
        note = URIRef(f"urn:reportedly:{claim.id}")
        assert (note, OA.motivatedBy, OA.describing) in found
        body = found.value(note, OA.hasBody)
        assert found.value(body, RDF.value) == Literal(claim_sentence(claim, export.names))
        positions = set()
        for target in found.objects(note, OA.hasTarget):
            assert found.value(target, OA.hasSource) == URIRef(source_of(claim))
            selectors = {found.value(s, RDF.type): s for s in found.objects(target, OA.hasSelector)}
            exact = found.value(selectors[OA.TextQuoteSelector], OA.exact)
            start, end = (found.value(selectors[OA.TextPositionSelector], each) for each in (OA.start, OA.end))
            assert isinstance(start, Literal)
            assert isinstance(end, Literal)
            positions.add((int(start), int(end), str(exact)))
        assert positions == {(e.start, e.end, e.quote) for e in (claim.evidence, *claim.also)}


def test_as_rdf_the_record_is_json() -> None:
    """Our own term holds the claim record as a JSON literal, not as a heap of nodes."""
    export = sample_export(20)
    found = graph(export)
    for claim in export.claims:
        record = found.value(URIRef(f"urn:reportedly:{claim.id}"), URIRef("urn:reportedly:terms:claim"))
        assert isinstance(record, Literal)
        assert record.datatype == RDF.JSON
        assert json.loads(str(record)) == claim_record(claim)


def test_the_collection_lists_its_annotations_in_order() -> None:
    """As an ordered list, which RDF keeps."""
    export = sample_export(30)
    found = graph(export)
    page = found.value(predicate=RDF.type, object=AS.OrderedCollectionPage)
    listed = found.value(page, AS["items"])
    assert listed is not None
    assert [str(each) for each in found.items(listed)] == [f"urn:reportedly:{claim.id}" for claim in export.claims]


def test_every_term_is_known() -> None:
    """No member stands in an annotation that neither the model's terms nor ours explain, and so would be lost as RDF."""
    own = CONTEXT[1]
    assert isinstance(own, dict)
    known = {*TERMS, *own, "@context"}

    def members(value: Any) -> Iterator[str]:
        if isinstance(value, list):
            for each in value:
                yield from members(each)
        elif isinstance(value, dict):
            for name, each in value.items():
                yield name
                yield from members(each) if name not in ("claim", "@context") else ()

    assert set(members(written(sample_export(200)))) <= known


def test_the_moment_stands_in_the_collection() -> None:
    """What this is, which moment it shows; when it was made, in UTC."""
    export = sample_export(3)
    found = written(export)
    assert (found["about"], found["moment"]) == (export.about(), export.moment.words())
    assert found["first"]["items"][0]["generated"] == "2026-01-02T03:04:05Z"


def test_no_claims_are_a_collection_of_none() -> None:
    """And still valid."""
    found = written(sample_export(0))
    MODEL.validate(found)
    assert (found["total"], found["first"]["items"]) == (0, [])


def test_the_same_export_gives_the_same_bytes() -> None:
    """Nothing of the hour or the machine is in it."""
    assert annotations(sample_export(100)) == annotations(sample_export(100))


def test_the_examples_are_valid(examples: Export) -> None:
    """What the shipped examples give: valid, and its words stand where they are said to."""
    MODEL.validate(written(examples))
    for claim, (note, targets) in zip(examples.claims, notes(examples), strict=True):
        text = examples.documents[claim.document.id].text
        assert all(
            text[t["selector"][1]["start"] : t["selector"][1]["end"]] == t["selector"][0]["exact"] for t in targets
        )
        assert claim_of(note["claim"], text) == claim

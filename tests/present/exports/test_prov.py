"""PROV-O in JSON-LD, read by an RDF library and asked in SPARQL."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from rdflib import PROV, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from present.exports.examples import examples_export
from present.exports.generated import MADE_AT, NAMES, sample_export
from present.sample import CAPACITY, CONTAINERS, DENIAL, TROOPS
from present.sample_texts import DOCUMENTS
from reportedly.present.exports.export import Export, Moment
from reportedly.present.exports.identifiers import urn
from reportedly.present.exports.prov import CONTEXT, LOST, TERM, prov, records_of_prov
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.record import Json, claim_record
from strategies import corpora

R = Namespace(TERM)
PREFIXES = (
    f"PREFIX r: <{TERM}> PREFIX prov: <{PROV}> PREFIX rdfs: <{RDFS}> PREFIX dcterms: <http://purl.org/dc/terms/>\n"
)
NOT_IN_AN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')


@cache
def exports() -> dict[str, Export]:
    return {"examples": examples_export(), "made up": sample_export(500)}


@cache
def graphs(name: str) -> Graph:
    return read(exports()[name])


@pytest.fixture(params=("examples", "made up"))
def name(request: pytest.FixtureRequest) -> str:
    """The shipped examples, and five hundred claims made up."""
    found: str = request.param
    return found


def written(export: Export) -> bytes:
    return prov(export)[""]


def read(export: Export) -> Graph:
    return Graph().parse(data=written(export), format="json-ld")


def asked(graph: Graph, query: str) -> set[tuple[Node, ...]]:
    return {tuple(row) for row in graph.query(PREFIXES + query)}  # type: ignore[misc]


def plain(claims: tuple[Claim, ...]) -> list[Json]:
    """The records as JSON gives them back."""
    found: list[Json] = json.loads(json.dumps([claim_record(claim) for claim in claims]))
    return found


def sampled(*claims: Claim) -> Export:
    return Export(claims, {document.id: document for document in DOCUMENTS}, Moment(MADE_AT, head="abc"), "0", NAMES)


def breaches(graph: Graph) -> list[str]:
    """What breaks the constraints of PROV, or our own: in words."""
    return [
        *_untyped(graph),
        *_unlike(graph),
        *_unqualified(graph),
        *_repeated(graph),
        *_underived(graph),
        *_unsound(graph),
    ]


RANGES = {
    PROV.wasAttributedTo: (PROV.Entity, PROV.Agent),
    PROV.wasGeneratedBy: (PROV.Entity, PROV.Activity),
    PROV.used: (PROV.Activity, PROV.Entity),
    PROV.wasAssociatedWith: (PROV.Activity, PROV.Agent),
    PROV.wasDerivedFrom: (PROV.Entity, PROV.Entity),
    PROV.wasQuotedFrom: (PROV.Entity, PROV.Entity),
    PROV.hadMember: (PROV.Collection, PROV.Entity),
    PROV.qualifiedQuotation: (PROV.Entity, PROV.Quotation),
    PROV.qualifiedAttribution: (PROV.Entity, PROV.Attribution),
    PROV.agent: (PROV.Attribution, PROV.Agent),
    PROV.hadRole: (PROV.Attribution, PROV.Role),
}


def _untyped(graph: Graph) -> list[str]:
    """Subject and object of each relation are declared to be of its domain and range."""
    wrong = []
    for relation, (domain, range_) in RANGES.items():
        for subject, thing in graph.subject_objects(relation):
            if (subject, RDF.type, domain) not in graph or (thing, RDF.type, range_) not in graph:
                wrong.append(f"{subject} {relation} {thing}")
    return wrong


def _unlike(graph: Graph) -> list[str]:
    """Nothing is both an entity and an activity, or an agent and an activity."""
    kinds = {kind: set(graph.subjects(RDF.type, kind)) for kind in (PROV.Entity, PROV.Activity, PROV.Agent)}
    both = (kinds[PROV.Entity] | kinds[PROV.Agent]) & kinds[PROV.Activity]
    return [f"{thing} is an activity and more" for thing in both]


def _unqualified(graph: Graph) -> list[str]:
    """What is said in the qualified form is said in the plain form, and each qualified form has exactly one of its parts."""
    wrong = []
    for qualified, part, plainly in (
        (PROV.qualifiedQuotation, PROV.entity, PROV.wasQuotedFrom),
        (PROV.qualifiedAttribution, PROV.agent, PROV.wasAttributedTo),
    ):
        for subject, node in graph.subject_objects(qualified):
            parts = list(graph.objects(node, part))
            if len(parts) != 1 or (subject, plainly, parts[0]) not in graph:
                wrong.append(f"{subject} {qualified} {parts}")
    return wrong


def _repeated(graph: Graph) -> list[str]:
    """Each entity is generated at most once, and each quotation belongs to one quote."""
    once = [(PROV.Entity, PROV.wasGeneratedBy), (R.Quote, PROV["value"]), (R.Claim, R.record)]
    wrong = [
        f"{thing} has several {relation}"
        for sort, relation in once
        for thing in graph.subjects(RDF.type, sort)
        if len(set(graph.objects(thing, relation))) > 1
    ]
    shared = [node for node in graph.subjects(RDF.type, PROV.Quotation) if len(set(graph.subjects(None, node))) != 1]
    return wrong + [f"{node} is shared" for node in shared]


def _underived(graph: Graph) -> list[str]:
    """No claim without a reading, a document and words that it is derived from; no quote without its document."""
    wrong = []
    for claim in graph.subjects(RDF.type, R.Claim):
        sources = set(graph.objects(claim, PROV.wasDerivedFrom))
        sorts = {sort for source in sources for sort in graph.objects(source, RDF.type)}
        if (
            not {R.Document, R.Quote} <= sorts
            or claim in sources
            or not list(graph.objects(claim, PROV.wasGeneratedBy))
        ):
            wrong.append(f"{claim} is derived from {sources}")
    quotes = graph.subjects(RDF.type, R.Quote)
    return wrong + [
        f"{quote} of nothing" for quote in quotes if len(set(graph.objects(quote, PROV.wasQuotedFrom))) != 1
    ]


def _unsound(graph: Graph) -> list[str]:
    """Each IRI is one, each typed value can be read, and nobody acts on another's behalf."""
    wrong = [
        f"{node!r}" for triple in graph for node in triple if isinstance(node, URIRef) and NOT_IN_AN_IRI.search(node)
    ]
    ill = [f"{node!r}" for node in graph.objects() if isinstance(node, Literal) and node.ill_typed]
    return wrong + ill + [f"{pair}" for pair in graph.subject_objects(PROV.actedOnBehalfOf)]


def test_the_constraints_hold(name: str) -> None:
    """Relations join what they are meant to, nothing is of two minds, and every claim has its words."""
    graph = graphs(name)
    assert len(set(graph.subjects(RDF.type, R.Claim))) == len(exports()[name].claims)
    assert breaches(graph) == []


@pytest.mark.full
def test_the_constraints_hold_for_ten_thousand() -> None:
    """The same holds for ten thousand claims, which come back as they were."""
    export = sample_export(10_000)
    assert breaches(read(export)) == []
    assert records_of_prov(written(export)) == plain(export.claims)


@pytest.mark.parametrize(
    "cut",
    ["prov:wasGeneratedBy", "prov:wasDerivedFrom", "prov:wasQuotedFrom", "prov:wasAttributedTo"],
)
def test_the_constraints_would_tell(cut: str) -> None:
    """Lest the checks prove nothing: without any one of these relations they find breaches."""
    whole = json.loads(written(sampled(CONTAINERS, TROOPS)))
    for node in whole["@graph"]:
        node.pop(cut, None)
    assert breaches(Graph().parse(data=json.dumps(whole), format="json-ld"))


def test_nothing_is_fetched_to_read_it(name: str) -> None:
    """The context is in the file, whole: each name before a colon is in it, and no key is without one."""
    graph = json.loads(written(exports()[name]))
    assert graph["@context"] == CONTEXT
    keys = {key for node in graph["@graph"] for key in node}
    assert {key.partition(":")[0] for key in keys if not key.startswith("@")} <= CONTEXT.keys()


def test_quotes_can_be_asked_for(name: str) -> None:
    """By SPARQL: of each claim its words, and where in which document they stand."""
    found = asked(
        graphs(name),
        """SELECT ?claim ?words ?document ?start ?end WHERE {
             ?claim a r:Claim ; prov:wasDerivedFrom ?quote .
             ?quote prov:value ?words ; prov:wasQuotedFrom ?document ; prov:qualifiedQuotation ?how .
             ?how prov:entity ?document ; r:start ?start ; r:end ?end }""",
    )
    assert found == {
        (
            URIRef(urn("claim", claim.id)),
            Literal(claim.evidence.quote),
            URIRef(urn("document", claim.document.id)),
            Literal(claim.evidence.start),
            Literal(claim.evidence.end),
        )
        for claim in exports()[name].claims
    }


def test_origins_can_be_asked_for(name: str) -> None:
    """By SPARQL: of each claim its origins, each attributed in the part of an origin."""
    found = asked(
        graphs(name),
        """SELECT DISTINCT ?claim ?origin WHERE {
             ?claim r:origin ?origin ; prov:qualifiedAttribution ?how .
             ?how prov:agent ?origin ; prov:hadRole <urn:reportedly:role:origin> }""",
    )
    expected = {(claim, origin) for claim in exports()[name].claims for origin in claim.origins}
    assert found == {(URIRef(urn("claim", c.id)), URIRef(urn("agent", origin))) for c, origin in expected}


def test_the_chain_is_told_link_by_link() -> None:
    """Publisher, relays and origin stand in their order, as printed; each relay relays what comes after it."""
    found = asked(
        read(sampled(TROOPS)),
        """SELECT ?place ?role ?printed ?relayed WHERE {
             ?claim a r:Claim ; prov:qualifiedAttribution ?link .
             ?link r:position ?place ; prov:hadRole ?role ; r:asPrinted ?printed .
             OPTIONAL { ?link r:relays/r:position ?relayed } }""",
    )
    told = sorted(
        (int(str(p)), str(role).rpartition(":")[2], str(w), int(str(n)) if n else None) for p, role, w, n in found
    )
    assert told == [
        (0, "publisher", "Newsweek", None),
        (1, "relay", "Yonhap", 2),
        (2, "relay", "lawmakers", 3),
        (3, "origin", "National Intelligence Service", None),
    ]


def test_a_denial_is_attributed_as_one() -> None:
    """Whoever denies is the origin of a claim whose modality, in words and as a value, is denied."""
    graph = read(sampled(DENIAL))
    (found,) = asked(
        graph,
        "SELECT ?modality ?sentence WHERE { ?claim r:origin <urn:reportedly:agent:RU-MFA> ; r:modality ?modality ; "
        "dcterms:description ?sentence }",
    )
    assert str(found[0]) == "denied"
    assert str(found[1]).endswith("is denied.")


def test_a_figure_keeps_its_open_side() -> None:
    """A bound that is not given has no value, and how a figure is meant stands beside it."""
    query = """SELECT ?low ?high ?unit ?scope ?approximate WHERE {
                 ?claim r:quantity ?q . ?q r:unit ?unit ; r:scope ?scope ; r:approximate ?approximate .
                 OPTIONAL { ?q r:low ?low } OPTIONAL { ?q r:high ?high } }"""
    found = asked(read(sampled(CONTAINERS, CAPACITY)), query)
    assert {tuple(value.toPython() if isinstance(value, Literal) else value for value in row) for row in found} == {
        (1000, None, "container", "cumulative", False),
        (None, 3_000_000, "shell", "capacity", False),
    }


def test_a_review_is_told_with_its_person() -> None:
    """Who checked which claim, when, and what was decided."""
    (found,) = asked(
        read(sampled(CONTAINERS, CAPACITY)),
        """SELECT ?claim ?who ?verdict ?at WHERE {
             ?review a r:Review ; prov:used ?claim ; prov:wasAssociatedWith ?person ; r:verdict ?verdict ;
                     prov:endedAtTime ?at . ?person a prov:Person ; rdfs:label ?who }""",
    )
    assert [str(each) for each in found] == [
        urn("claim", CONTAINERS.id), "A. Analyst", "accepted", "2024-12-01T00:00:00+00:00",
    ]  # fmt: skip


def test_the_export_says_what_it_is(name: str) -> None:
    """The graph holds the export: its paragraph, its moment, the seal of the ledger, and all its claims as members."""
    export, graph = exports()[name], graphs(name)
    (found,) = asked(
        graph,
        """SELECT ?about ?at ?head WHERE {
             ?e a r:Export ; dcterms:description ?about ; prov:generatedAtTime ?at ; r:ledgerHash ?head }""",
    )
    assert found[0] == Literal(export.about())
    assert found[1].toPython() == MADE_AT  # type: ignore[attr-defined]
    assert str(found[2]) == export.moment.head
    assert len(set(graph.objects(None, PROV.hadMember))) == len(export.claims)


def test_the_same_export_gives_the_same_bytes(name: str) -> None:
    """Nothing but the export tells in the bytes; texts are never in them."""
    export = exports()[name]
    assert written(export) == written(replace(export, with_texts=not export.with_texts))


@given(corpora())
def test_the_records_come_back(corpus: list[tuple[Document, tuple[Claim, ...]]]) -> None:
    """Of any claims: the records read from the file are those that were written, in their order."""
    claims = tuple(claim for _, found in corpus for claim in found)
    export = Export(claims, {document.id: document for document, _ in corpus}, Moment(MADE_AT), "0")
    assert records_of_prov(written(export)) == plain(claims)


def test_the_records_come_back_through_rdf() -> None:
    """The records are whole in the graph too, as JSON literals."""
    export = sample_export(50)
    found = [json.loads(str(record)) for record in read(export).objects(None, R.record)]
    assert sorted(found, key=lambda each: each["id"]) == sorted(plain(export.claims), key=lambda each: each["id"])


OWN = {
    "kind",
    "modality",
    "stage",
    "actor",
    "recipient",
    "itemClass",
    "hedge",
    "quantity",
    "origin",
    "alsoIn",
    "record",
}


def test_only_these_are_properties_of_their_own(name: str) -> None:
    """As said among what is lost: of a claim these are properties, all else is in its record."""
    graph = graphs(name)
    told = {predicate for claim in graph.subjects(RDF.type, R.Claim) for predicate in graph.predicates(claim)}
    assert {str(each).removeprefix(TERM) for each in told if str(each).startswith(TERM)} == OWN
    assert "are properties of their own" in LOST[0]


def test_readings_bear_no_times(name: str) -> None:
    """As said among what is lost: no reading tells when it was."""
    graph = graphs(name)
    readings = list(graph.subjects(RDF.type, R.Reading))
    assert readings
    times = {PROV.startedAtTime, PROV.endedAtTime, PROV.generatedAtTime}
    assert not any(predicate in times for reading in readings for predicate in graph.predicates(reading))
    assert "bear no times" in LOST[1]

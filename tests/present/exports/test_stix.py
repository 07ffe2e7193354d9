"""STIX, read by the validator and the library of its makers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
import stix2
from hypothesis import given
from jsonschema import Draft202012Validator
from stix2validator import ValidationOptions, validate_string

from present.exports.examples import examples_export
from present.exports.generated import MADE_AT, sample_export
from reportedly.present.exports.export import Export, Moment
from reportedly.present.exports.stix import EXTENSION, LOST, records_of_stix, stix
from reportedly.present.sentences import claim_sentence
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.record import Json, claim_record
from strategies import corpora

SET_ASIDE = {
    "103": "ids are made of content (version 5), so that an object keeps its id from one export to the next",
    "302": "the hash of a web page is known only where its bytes were read",
}
"""The checks of good practice that are left out, and why. All others are errors here."""


@cache
def exports() -> dict[str, Export]:
    return {"examples": examples_export(), "made up": sample_export(500)}


@pytest.fixture(params=("examples", "made up"))
def export(request: pytest.FixtureRequest) -> Export:
    """The shipped examples, and five hundred claims made up."""
    return exports()[request.param]


def written(export: Export) -> bytes:
    return stix(export)[""]


def objects(export: Export, sort: str | None = None) -> list[Json]:
    """The objects of the bundle, or those of a type."""
    return [each for each in json.loads(written(export))["objects"] if sort in (None, each["type"])]


def complaints(data: bytes) -> list[str]:
    """Every error and, made an error, every warning of the validator."""
    options = ValidationOptions(
        version="2.1",
        strict=True,
        strict_types=True,
        strict_properties=True,
        enforce_refs=True,
        disabled=",".join(SET_ASIDE),
    )
    result = validate_string(data.decode(), options)
    return [*map(str, result.errors), *map(str, result.warnings)] or ([] if result.is_valid else ["not valid"])


def plain(claims: tuple[Claim, ...]) -> list[Json]:
    """The records as JSON gives them back."""
    found: list[Json] = json.loads(json.dumps([claim_record(claim) for claim in claims]))
    return found


def test_the_validator_finds_nothing(export: Export) -> None:
    """The strictest validation, warnings as errors, finds nothing to complain about."""
    assert complaints(written(export)) == []


@pytest.mark.full
def test_the_validator_finds_nothing_in_ten_thousand() -> None:
    """The same holds for ten thousand claims, which come back as they were."""
    export = sample_export(10_000)
    data = written(export)
    assert complaints(data) == []
    assert records_of_stix(data) == plain(export.claims)


def test_the_validator_would_complain() -> None:
    """Lest the validation proves nothing: a note without content, and one that refers to nothing there, are errors."""
    bundle = json.loads(written(sample_export(3)))
    note = next(each for each in bundle["objects"] if each["type"] == "note")
    del note["content"]
    assert complaints(json.dumps(bundle).encode())
    note["content"], note["object_refs"] = "back", []
    assert complaints(json.dumps(bundle).encode())


def test_the_library_reads_it_without_custom_content(export: Export) -> None:
    """The makers' own library takes every object for a known one, and hands the records on when it writes them anew."""
    bundle = stix2.parse(written(export).decode(), allow_custom=False)
    assert len(bundle.objects) == len(objects(export))
    assert not any(isinstance(each, dict) for each in bundle.objects)
    assert records_of_stix(bundle.serialize().encode()) == plain(export.claims)


@given(corpora())
def test_the_records_come_back(corpus: list[tuple[Document, tuple[Claim, ...]]]) -> None:
    """Of any claims: the records read from the bundle are those that were written, in their order."""
    claims = tuple(claim for _, found in corpus for claim in found)
    export = Export(claims, {document.id: document for document, _ in corpus}, Moment(MADE_AT), "0")
    assert records_of_stix(written(export)) == plain(claims)


def test_claims_of_mixed_documents_come_back_in_order() -> None:
    """Reports hold their notes together; the order of the export is kept all the same."""
    export = sample_export(40)
    mixed = replace(export, claims=export.claims[::-3] + export.claims[1::3])
    assert records_of_stix(written(mixed)) == plain(mixed.claims)


def test_the_same_export_gives_the_same_bytes(export: Export) -> None:
    """Nothing but the export tells in the bytes; texts are never in them."""
    assert written(export) == written(replace(export, with_texts=not export.with_texts))


def test_an_object_of_a_later_export_is_a_later_version_of_it() -> None:
    """In an export made a day later, each object keeps its id and `created`, and its `modified` is a day later."""
    export = sample_export(30)
    later = replace(export, moment=replace(export.moment, made_at=MADE_AT + timedelta(days=1)))
    both = [{each["id"]: each for each in objects(one) if each["type"] in VERSIONED} for one in (export, later)]
    ours = objects(export, "identity")[0]["id"]
    assert both[0].keys() == both[1].keys()
    for ident, before in both[0].items():
        after = both[1][ident]
        assert before["created"] == after["created"] <= before["modified"]
        assert before["modified"] < after["modified"] or ident == ours


VERSIONED = {"identity", "report", "note"}


def test_nothing_is_asserted_of_a_claim(export: Export) -> None:
    """No sighting, relationship, observation or confidence: only reports, notes on them, and who is named."""
    assert {each["type"] for each in objects(export)} == VERSIONED | {"marking-definition", "extension-definition"}
    assert not any("confidence" in each for each in objects(export))
    assert LOST[3].startswith("No confidence")


def test_a_note_says_no_more_than_the_claim(export: Export) -> None:
    """Each note is our sentence with its chain and modality, and the quote, said to be a claim."""
    notes = objects(export, "note")
    by_id = {note["extensions"][EXTENSION]["claim"]["id"]: note for note in notes}
    assert len(by_id) == len(notes) == len(export.claims)
    for claim in export.claims:
        note = by_id[claim.id]
        assert note["abstract"] == f"Claim, {claim.modality}"
        sentence, _, quote = note["content"].partition("\nIn the document's words: ")
        assert sentence == f"Claim: {claim_sentence(claim, export.names)}"
        assert quote == f"“{claim.evidence.quote}”"


def test_nothing_is_null_or_empty(export: Export) -> None:
    """STIX forbids null, empty lists and empty objects: there is none at any depth."""
    assert [each for each in _values(json.loads(written(export))) if each in (None, [], {})] == []


def _values(value: Any) -> Iterator[Any]:
    yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _values(each)


def test_the_extension_says_what_its_records_are(export: Export) -> None:
    """The schema in the extension's definition is a schema, and each record in a note holds to it."""
    (definition,) = objects(export, "extension-definition")
    assert definition["id"] == EXTENSION
    assert definition["extension_types"] == ["property-extension"]
    schema = json.loads(definition["schema"])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for note in objects(export, "note"):
        assert validator.is_valid(note["extensions"][EXTENSION]["claim"])
    assert not validator.is_valid({"kind": "transfer"})


def test_every_object_bears_what_the_export_is(export: Export) -> None:
    """The marking states what this is and which moment it shows; every report, note and party bears it."""
    (marking,) = objects(export, "marking-definition")
    assert marking["definition"]["statement"] == export.about()
    ours = objects(export, "identity")[0]
    for each in objects(export):
        if each["type"] in VERSIONED and each != ours:
            assert each["object_marking_refs"] == [marking["id"]]


def test_a_report_is_published_when_its_document_was(export: Export) -> None:
    """Midnight of the day; an undated one bears the moment of the export and says that it is undated."""
    dated = {claim.document.id: claim.published_on for claim in export.claims}
    for report in objects(export, "report"):
        day = dated[report["extensions"][EXTENSION]["document"]["id"]]
        if day is None:
            assert report["labels"] == ["undated"]
            assert report["published"] == "2026-01-02T03:04:05.000Z"
        else:
            assert "labels" not in report
            assert report["published"] == f"{day.isoformat()}T00:00:00.000Z"


def test_states_and_publishers_are_told_apart() -> None:
    """Of the examples: a state is a class, a body an organization, a plain name unknown."""
    classes = {each["name"]: each["identity_class"] for each in objects(examples_export(), "identity")}
    assert classes["North Korea"] == "class"
    assert classes["National Security Council"] == "organization"
    assert classes["Pacific Wire"] == "unknown"
    assert classes["reportedly"] == "system"


def test_the_hash_of_the_bytes_goes_with_the_address() -> None:
    """A report points to where the document was published, with the hash of the bytes as received, and the archive."""
    export = sample_export(1)
    (document,) = export.documents.values()
    known = replace(document, url="https://a.example/b북", archived_url="https://w.example/1", raw_sha256="ab" * 32)
    ref = replace(export.claims[0].document, url=known.url)
    export = replace(export, documents={document.id: known}, claims=(replace(export.claims[0], document=ref),))
    first, archived = objects(export, "report")[0]["external_references"]
    assert first["url"] == "https://a.example/b%EB%B6%81"
    assert first["hashes"] == {"SHA-256": "ab" * 32}
    assert archived["url"] == "https://w.example/1"

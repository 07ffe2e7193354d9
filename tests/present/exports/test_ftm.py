"""FollowTheMoney entities: what they may say, and whether its own model takes them."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest

from present.exports import ftm_check
from present.exports.examples import examples_export
from present.exports.generated import MADE_AT, MANY, sample_export
from present.sample import CONTAINERS, COURSE, DENIAL, SANCTION
from present.sample_texts import DOCUMENTS, NAMES
from reportedly.present.exports.export import Export, Moment
from reportedly.present.exports.ftm import ftm
from reportedly.present.sentences import claim_sentence
from reportedly.terms.claim import FLOW_KINDS
from reportedly.terms.record import Json

ROOT = Path(__file__).resolve().parents[3]
PYTHON = Path(os.environ.get("FTM_PYTHON", ROOT / ".venv-ftm" / "bin" / "python"))
WHY_NOT = "FollowTheMoney is not there: make test-ftm installs it into .venv-ftm (FTM_PYTHON names another interpreter)"


@cache
def exports() -> dict[str, Export]:
    return {"examples": examples_export(), "made up": sample_export(500, with_texts=True)}


@pytest.fixture(params=("examples", "made up"))
def export(request: pytest.FixtureRequest) -> Export:
    """The shipped examples, and five hundred claims made up, with texts."""
    return exports()[request.param]


def entities(export: Export) -> list[Json]:
    return [json.loads(line) for line in ftm(export)[""].decode().rstrip("\n").split("\n")]


def of(export: Export, schema: str) -> list[Json]:
    return [entity for entity in entities(export) if entity["schema"] == schema]


def checked(data: bytes) -> list[str]:
    """What the package finds wrong, in the environment that has it."""
    if not PYTHON.exists():
        pytest.skip(WHY_NOT)
    done = subprocess.run([PYTHON, ftm_check.__file__], input=data, capture_output=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def test_its_own_model_takes_every_entity(export: Export) -> None:
    """Each is of a schema that there is, has what it must, keeps every value when cleaned, and leads to what is there."""
    assert checked(ftm(export)[""]) == []


@pytest.mark.parametrize("many", MANY)
def test_its_own_model_takes_many(many: int) -> None:
    """The same holds for a thousand claims, and for ten thousand."""
    assert checked(ftm(sample_export(many))[""]) == []


def test_the_model_would_complain() -> None:
    """Lest the check proves nothing: it finds a property, a value, a schema and a reference that are none."""
    note = {"id": "n", "schema": "Note", "properties": {"name": ["A"], "entity": ["gone"], "colour": ["red"]}}
    article = {"id": "a", "schema": "Article", "properties": {"publishedAt": ["some day"]}}
    odd = {"id": "o", "schema": "Rumour", "properties": {}}
    link = {"id": "l", "schema": "UnknownLink", "properties": {"subject": ["n"]}}
    found = checked("\n".join(map(json.dumps, (note, article, odd, link))).encode())
    told = Counter(line.partition(":")[0] for line in found)
    assert told == {"n": 2, "a": 1, "o": 1, "l": 1}


def test_every_claim_is_one_note(export: Export) -> None:
    """Each claim is one note on its document, with our sentence, which never drops the chain or the modality."""
    notes = {note["id"]: note["properties"] for note in of(export, "Note")}
    assert len(notes) == len(export.claims) + 1
    for claim in export.claims:
        note = notes[f"reportedly-{claim.id}"]
        assert note["proof"] == [f"reportedly-{claim.document.id}"]
        assert note["name"] == [f"Claim, {claim.modality}: {claim.kind}"]
        assert note["summary"] == [normalize("NFC", f"Claim: {claim_sentence(claim, export.names)}")]
        assert note["description"][0].startswith("Claim in the document's words: “")


def test_nothing_is_said_but_as_a_claim(export: Export) -> None:
    """Whatever is neither a party nor a document calls itself a claim wherever it is shown: label, summary, text."""
    for entity in entities(export):
        if entity["schema"] == "UnknownLink":
            said = entity["properties"]
            assert said["role"][0].startswith("claim, ")
            assert said["status"][0].startswith("claim, ")
        elif entity["schema"] == "Note":
            said = entity["properties"]
            assert "laim" in said["name"][0]
        else:
            assert entity["schema"] in SCHEMATA
            assert not entity["properties"].keys() & {"summary", "description", "notes", "topics"}
            continue
        assert all(
            text.startswith(("Claim: ", "Claim in ", "Claims: "))
            for text in said.get("summary", []) + said["description"]
        )


SCHEMATA = {"PublicBody", "Organization", "Company", "Person", "LegalEntity", "Article"}


def test_only_flows_become_links(export: Export) -> None:
    """A link goes from each supplier to each recipient of a transfer, deployment or assistance; else there is none."""
    expected = Counter(
        {
            claim.id: len(claim.actor) * len(claim.recipient)
            for claim in export.claims
            if claim.kind in FLOW_KINDS and claim.modality != "denied" and claim.actor and claim.recipient
        }
    )
    assert Counter(link["properties"]["recordId"][0] for link in of(export, "UnknownLink")) == expected


def test_only_a_flow_that_is_not_denied_is_a_link() -> None:
    """Of a transfer, a denial, a judgement and a sanction, only the first becomes a link; it says that it is a claim."""
    claims = (CONTAINERS, DENIAL, COURSE, SANCTION)
    export = Export(claims, {document.id: document for document in DOCUMENTS}, Moment(MADE_AT), "0", NAMES)
    told = {link["properties"]["recordId"][0]: link["properties"] for link in of(export, "UnknownLink")}
    assert told.keys() == {CONTAINERS.id}
    assert told[CONTAINERS.id]["role"] == ["claim, asserted: transfer"]
    assert told[CONTAINERS.id]["startDate"] == ["2023-09-14"]
    assert told[CONTAINERS.id]["endDate"] == ["2023-10-26"]


def test_parties_are_what_their_rows_say() -> None:
    """Of the examples: states and bodies with their country, publishers and plain names without."""
    named = {
        party["properties"]["name"][0]: party
        for party in entities(examples_export())
        if party["schema"] in SCHEMATA - {"Article"}
    }
    assert named["North Korea"]["schema"] == "PublicBody"
    assert named["North Korea"]["properties"]["country"] == ["kp"]
    assert named["National Security Council"]["properties"]["country"] == ["us"]
    assert named["Pacific Wire"]["schema"] == "LegalEntity"
    assert "country" not in named["Pacific Wire"]["properties"]


def test_ids_stay_from_one_export_to_the_next(export: Export) -> None:
    """In an export of another day every entity but the one about the export is the same, to the byte."""
    later = replace(export, moment=replace(export.moment, made_at=MADE_AT + timedelta(days=1)))
    one, other = (ftm(each)[""].split(b"\n") for each in (export, later))
    assert one[0] != other[0]
    assert one[1:] == other[1:]


def test_the_first_entity_says_what_this_is(export: Export) -> None:
    """A note at the head holds the paragraph that every export bears."""
    assert entities(export)[0]["properties"]["description"] == [export.about()]


def test_texts_come_only_where_they_may(export: Export) -> None:
    """Articles have the documents' texts in an export that may hold them, and none in one that may not."""
    assert all("bodyText" in article["properties"] for article in of(export, "Article"))
    assert not any("bodyText" in article["properties"] for article in of(replace(export, with_texts=False), "Article"))


TOLD = {
    "Note": {"name", "summary", "description", "entity", "proof", "keywords", "publisher", "sourceUrl", "createdAt"},
    "UnknownLink": {
        "subject", "object", "role", "status", "startDate", "endDate", "summary", "description", "recordId", "proof",
        "publisher", "sourceUrl",
    },
}  # fmt: skip


def test_only_these_are_values_of_their_own(export: Export) -> None:
    """As said among what is lost: figures, hedges, likelihoods, places and tellers have no property."""
    for schema, names in TOLD.items():
        assert {name for entity in of(export, schema) for name in entity["properties"]} == names


def test_reviews_and_confidence_make_no_difference() -> None:
    """As said among what is lost: checked or not, read surely or not, a claim gives the same entities."""
    export = sample_export(20)
    bare = tuple(replace(claim, reviewed=None, reading_confidence=0.5, field_confidence={}) for claim in export.claims)
    one, other = (ftm(each)[""].split(b"\n")[1:] for each in (export, replace(export, claims=bare)))
    assert one == other
    assert any(claim.reviewed for claim in export.claims)

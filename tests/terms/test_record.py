"""The record of a claim: to plain values and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from keep.samples import TEXT, containers, report
from reportedly.errors import EvidenceError
from reportedly.terms.claim import Claim, Review
from reportedly.terms.document import Document
from reportedly.terms.record import claim_of, claim_record
from strategies import claims, documents

read = documents().flatmap(lambda document: claims(document).map(lambda claim: (document, claim)))


@given(read)
def test_a_claim_survives_its_record(drawn: tuple[Document, Claim]) -> None:
    """Written as JSON and read back with its text, a claim is what it was."""
    document, claim = drawn
    written = json.loads(json.dumps(claim_record(claim)))
    assert claim_of(written, document.text) == claim
    assert claim_record(claim_of(written, document.text)) == written


def test_a_review_survives_its_record() -> None:
    """Who decided what, when and why is written and read, the instant with its zone."""
    review = Review("Ann", datetime(2024, 3, 1, 9, 30, tzinfo=UTC), "corrected", "the figure was misprinted")
    claim = replace(containers(report()), reviewed=review)
    assert claim_of(json.loads(json.dumps(claim_record(claim))), TEXT).reviewed == review


@pytest.mark.parametrize("place", ["evidence", "also"])
def test_a_record_whose_quote_has_moved_is_refused(place: str) -> None:
    """Read back with a text in which the words stand elsewhere, a record raises an error."""
    claim = replace(containers(report()), also=(containers(report()).evidence,))
    written = claim_record(claim)
    moved = written["evidence"] | {"start": 0, "end": 3}
    with pytest.raises(EvidenceError):
        claim_of(written | {place: moved if place == "evidence" else [moved]}, TEXT)


def test_fields_are_written_in_one_order() -> None:
    """The record does not depend on the order in which fields were read."""
    claim = containers(report())
    spans = {"recipient": ((5, 9),), "actor": ((0, 3),)}
    turned = dict(reversed(spans.items()))
    assert json.dumps(claim_record(replace(claim, fields=spans))) == json.dumps(
        claim_record(replace(claim, fields=turned))
    )

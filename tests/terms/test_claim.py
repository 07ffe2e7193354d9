"""Claims: what their ids are made of, and what they are not made of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keep.samples import containers, report, shells
from reportedly.terms.claim import KINDS, MODALITIES, Claim, DocumentRef, Item
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence
from strategies import claims, documents

pairs = documents().flatmap(lambda document: st.tuples(st.just(document), claims(document), claims(document)))


def test_the_same_content_has_the_same_id() -> None:
    """Two readings of one sentence make claims of one id, in every run."""
    assert containers(report()).id == containers(report()).id == "c-312d4265edefe6ae"


def test_other_words_are_another_claim() -> None:
    """Claims on different evidence differ."""
    assert containers(report()).id != shells(report()).id


@given(pairs)
def test_values_are_no_part_of_the_id(drawn: tuple[Document, Claim, Claim]) -> None:
    """Whatever parties, figures, times, stances and methods are read from the same words, the id is one."""
    _, claim, other = drawn
    same_words = replace(other, kind=claim.kind, evidence=claim.evidence, fields=claim.fields, id="")
    assert same_words.id == claim.id


@given(pairs)
def test_a_corrected_claim_keeps_its_id(drawn: tuple[Document, Claim, Claim]) -> None:
    """Replacing any value of a claim leaves the id that it has, the kind included."""
    _, claim, other = drawn
    corrected = replace(claim, kind=other.kind, quantity=other.quantity, actor=other.actor, reviewed=other.reviewed)
    assert corrected.id == claim.id


@given(pairs, st.text(max_size=9))
def test_the_path_is_no_part_of_the_id(drawn: tuple[Document, Claim, Claim], path: str) -> None:
    """The same report read from another folder gives the same claims."""
    document, claim, _ = drawn
    elsewhere = DocumentRef.of(replace(document, path=path, id=""))
    assert replace(claim, document=elsewhere, id="").id == claim.id


@pytest.mark.parametrize("name", ["actor", "recipient", "item"])
def test_the_spans_of_parties_and_item_are_part_of_the_id(name: str) -> None:
    """Two claims of one sentence differ by the words of their actor, recipient or item."""
    claim = containers(report())
    assert replace(claim, fields={**claim.fields, name: ((2, 4),)}, id="").id != claim.id


def test_the_spans_of_other_fields_are_no_part_of_the_id() -> None:
    """Which words gave the quantity or the time does not matter to it."""
    claim = containers(report())
    assert replace(claim, fields={**claim.fields, "quantity": ((2, 4),)}, id="").id == claim.id


@pytest.mark.parametrize("change", ["kind", "evidence", "document"])
def test_kind_evidence_and_document_are_part_of_the_id(change: str) -> None:
    """A claim of another kind, on other words or in another document is another claim."""
    claim, document = containers(report()), report()
    start, end = claim.evidence.span
    values = {
        "kind": "assistance",
        "evidence": Evidence.cut(document.text, start, end - 1),
        "document": DocumentRef.of(report(2)),
    }
    assert replace(claim, **{change: values[change]}, id="").id != claim.id


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_confidence_outside_its_bounds_is_refused(confidence: float) -> None:
    """That the words were read right is told from 0 to 1."""
    with pytest.raises(ValueError, match="a reading confidence"):
        replace(containers(report()), reading_confidence=confidence)
    with pytest.raises(ValueError, match="a confidence in fields"):
        replace(containers(report()), field_confidence={"parties": confidence})


def test_item_classes_are_told_once() -> None:
    """Two words for one class are one class, in the order of the text."""
    items = (Item("shells", "artillery-shell"), Item("rockets", "rocket-round"), Item("rounds", "artillery-shell"))
    assert replace(containers(report()), items=items).item_classes == ("artillery-shell", "rocket-round")


def test_the_kinds_and_the_order_of_modalities() -> None:
    """There are seven kinds; a denial wins over all other stances, and an assertion over none."""
    assert len(KINDS) == 7
    assert (MODALITIES[0], MODALITIES[-1]) == ("denied", "asserted")


def test_a_claim_tells_when_its_document_was_published() -> None:
    """The day is the document's, also where it is unknown."""
    assert containers(report()).published_on == report().published_on
    assert containers(report(published_on=None)).published_on is None

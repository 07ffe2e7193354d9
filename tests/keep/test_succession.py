"""Which claims of a new run repeat which earlier ones."""

from __future__ import annotations

from dataclasses import replace

from keep.samples import containers, moved, report, shells
from reportedly.keep.succession import agreement, overlap, successors

DOCUMENT = report()
CONTAINERS, SHELLS = containers(DOCUMENT), shells(DOCUMENT)


def test_overlap_is_a_share() -> None:
    """The same evidence shares all, evidence elsewhere nothing, a part of it a part."""
    assert overlap(SHELLS, SHELLS) == 1.0
    assert overlap(SHELLS, CONTAINERS) == 0.0
    assert 0.0 < overlap(SHELLS, moved(SHELLS, DOCUMENT)) < 1.0


def test_further_evidence_overlaps_too() -> None:
    """A claim whose further evidence is the other's sentence overlaps it wholly."""
    assert overlap(replace(CONTAINERS, also=(SHELLS.evidence,)), SHELLS) == 1.0


def test_agreement_counts_values_and_words() -> None:
    """Each of actor, recipient, items and quantity counts by value and by the words it was read from."""
    assert agreement(SHELLS, SHELLS) == 8
    assert agreement(SHELLS, replace(SHELLS, recipient=("BY",))) == 7
    for name in ("actor", "recipient", "item", "quantity"):
        assert agreement(SHELLS, replace(SHELLS, fields={**SHELLS.fields, name: ((1, 2),)})) == 7
    assert agreement(SHELLS, replace(SHELLS, fields={**SHELLS.fields, "modality": ((1, 2),)})) == 8


def test_another_kind_is_never_taken() -> None:
    """Claims of different kinds are never one, be their words the same."""
    assert successors([SHELLS], [], [moved(SHELLS, DOCUMENT, kind="judgement")]) == {}


def test_each_claim_is_taken_once() -> None:
    """Of two claims found in a sentence, the one that agrees more is the one decided of."""
    near, far = moved(SHELLS, DOCUMENT), moved(SHELLS, DOCUMENT, 3, recipient=("BY",))
    assert successors([SHELLS], [], [far, near]) == {near.id: SHELLS.id}


def test_an_undecided_neighbour_takes_its_own() -> None:
    """A claim that nobody reviewed claims its successor before one that was decided of but agrees less."""
    rejected = moved(SHELLS, DOCUMENT, 1, recipient=("BY",))
    again = moved(SHELLS, DOCUMENT)
    assert successors([rejected], [SHELLS], [again]) == {again.id: SHELLS.id}

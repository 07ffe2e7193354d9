"""Which later claims may bear on a condition, strongly or weakly, and which do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from keep.samples import claim, report
from reportedly.terms.claim import Claim, Item
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import ItemRow
from reportedly.terms.watching import Candidate, Tripwire
from reportedly.watch.tripwires import candidates

ITEMS = ItemTree(
    ItemRow(item, parent, (item,), "materiel")
    for item, parent in (
        ("arms", None),
        ("missile", "arms"),
        ("drone", "arms"),
        ("people", None),
        ("soldiers", "people"),
    )
)
SET_ON = date(2024, 10, 24)
SETS_IT = report(1, published_on=SET_ON)
WIRE = Tripwire("c-wire", "the North sends many", "Seoul will consider …", "Seoul", ("KR",), parties=("KP",),
                items=("soldiers",), published_on=SET_ON, document=SETS_IT.id)  # fmt: skip


def told(item: str = "soldiers", on: date | None = date(2024, 11, 2), **values: Any) -> Claim:
    """A deployment KP → RU, told by Seoul after the tripwire."""
    words = {"kind": "deployment", "items": (Item(item, item),), "origins": ("KR",)}
    return claim(report(2, published_on=on), "the North shipped 1,000 containers", **words | values)


def borne(*claims: Claim, wire: Tripwire = WIRE) -> list[tuple[str, bool]]:
    """The ids of the candidates, and whether each is strong."""
    return [(one.claim, one.strong) for one in candidates(wire, claims, ITEMS)]


def test_who_acts_and_the_class_make_a_strong_candidate() -> None:
    """A claim on a party and a class of the condition may well bear on it; it is not said that the condition is met."""
    one = told()
    assert candidates(WIRE, [one], ITEMS) == (Candidate("c-wire", one.id, "both are on KP and soldiers", True),)


@pytest.mark.parametrize(("told_of", "named"), [("soldiers", "people"), ("people", "soldiers")])
def test_a_class_within_or_above_the_one_named_is_alike(told_of: str, named: str) -> None:
    """Soldiers bear on a condition on people, and people on one on soldiers; the reason names both classes."""
    (one,) = candidates(replace(WIRE, items=(named,)), [told(told_of)], ITEMS)
    assert one.strong
    assert one.reason == f"both are on KP, the claim with {told_of}, the condition with {named}"


def test_a_class_beside_the_one_named_is_not_alike() -> None:
    """Of drones and missiles neither holds the other: only who acts is the same."""
    one = told("drone")
    (found,) = candidates(replace(WIRE, items=("missile",)), [one], ITEMS)
    assert found == Candidate("c-wire", one.id, "both are on KP, but not on like classes of item")


def test_a_condition_without_a_class_has_weak_candidates_only() -> None:
    """Where "the North goes too far" names no class, whatever the North sends may bear on it, weakly."""
    (found,) = candidates(replace(WIRE, items=()), [told()], ITEMS)
    assert found.reason == "both are on KP; the condition names no class of item"
    assert not found.strong


def test_bodies_act_as_their_state() -> None:
    """A ministry of the North acts for the North, and a condition on a ministry is one on its state."""
    body = told(actor=("KP-MOD",))
    assert borne(body) == [(body.id, True)]
    assert borne(told(), wire=replace(WIRE, parties=("KP-MOD",))) == [(told().id, True)]


def test_only_whoever_acts_counts() -> None:
    """What goes to a party of the condition is not what that party does."""
    assert borne(told(actor=("RU",), recipient=("KP",))) == []


@pytest.mark.parametrize(
    ("modality", "bears"),
    [("asserted", True), ("assessed", True), ("possible", True), ("planned", True),
     ("denied", False), ("conditional", False), ("desired", False)],
)  # fmt: skip
def test_denials_conditions_and_wishes_bear_on_nothing(modality: Any, bears: bool) -> None:
    """What is denied, wished for or itself on a condition is no candidate, neither strong nor weak."""
    assert bool(borne(told(modality=modality))) is bears
    assert bool(borne(told("drone", modality=modality))) is bears


@pytest.mark.parametrize(
    ("kind", "bears"), [("transfer", True), ("assistance", True), ("visit", False), ("measure", False)]
)
def test_a_weak_candidate_is_on_a_flow(kind: Any, bears: bool) -> None:
    """A visit or a measure by a party of the condition bears on it only where its class does too."""
    assert bool(borne(told("drone", kind=kind))) is bears
    assert borne(told(kind=kind)) == [(told(kind=kind).id, True)]


def test_claims_before_the_tripwire_bear_on_nothing() -> None:
    """A condition is about what comes: a claim published earlier is none, nor one of a document without a date."""
    assert borne(told(on=date(2024, 10, 23)), told(on=None)) == []
    assert borne(told(), wire=replace(WIRE, published_on=None)) == []


def test_of_the_same_day_another_document_may_bear() -> None:
    """Papers of one day may answer each other; the tripwire's own document does not."""
    elsewhere = told(on=SET_ON)
    own = claim(SETS_IT, "the North shipped 1,000 containers", items=(Item("soldiers", "soldiers"),))
    assert borne(elsewhere, own) == [(elsewhere.id, True)]


def test_who_set_the_tripwire_may_tell_of_it() -> None:
    """A claim of the tripwire's own origin is a candidate as one of any other is."""
    own, other = told(origins=("KR",)), told("people", origins=("US",))
    assert [strong for _, strong in borne(own, other)] == [True, True]


def test_the_tripwire_itself_is_no_candidate() -> None:
    """The claim that sets the condition does not bear on it, even where a correction made it plain."""
    one = told()
    assert borne(one, wire=replace(WIRE, claim=one.id)) == []

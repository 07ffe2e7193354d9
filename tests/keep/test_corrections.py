"""Corrections as typed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keep.samples import containers, report, shells
from reportedly.errors import UnknownClaim, UsageError
from reportedly.keep.additions import reading
from reportedly.keep.batch import next_batch
from reportedly.keep.corrections import assignments, changed_fields, corrected
from reportedly.keep.entry import ClaimReviewed, ReviewUndone
from reportedly.keep.fields import FIELDS
from reportedly.keep.reviews import added, correction, review, undoing
from reportedly.keep.standing import Standing
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, PlaceUse
from reportedly.terms.items import ItemTree
from reportedly.terms.record import claim_record
from reportedly.terms.tables import ItemRow
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger

DOCUMENT = report()
CLAIM = containers(DOCUMENT)
ITEMS = ItemTree([ItemRow("arms", None, (), "weapon"), ItemRow("missile", "arms", (), "weapon")])


def kept(claim: Claim) -> Standing:
    return Standing().after(next_batch(None, reading(DOCUMENT, [claim], "rules/1"), FixedClock()()))


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("kind", "deployment", "deployment"),
        ("actor", "KP, BY", ["KP", "BY"]),
        ("recipient", "none", []),
        ("item", "missile", [{"label": "the", "item": "missile"}]),
        ("item", "missile,arms", [{"label": "the", "item": "missile"}, {"label": "arms", "item": "arms"}]),
        ("stage", "in-transit", "in-transit"),
        ("modality", "assessed", "assessed"),
        ("quantity", "none", None),
        ("condition", "if asked", "if asked"),
        ("places", "via:rajin", [{"name": "rajin", "place": "rajin", "role": "via"}]),
        ("evidence", "0-5", {"start": 0, "end": 5, "quote": "Seoul"}),
        ("handling", "restricted", "restricted"),
    ],
)
def test_a_field_takes_its_value(field: str, value: str, stored: Any) -> None:
    """Each field is read as its kind of value, and nothing else of the claim changes."""
    changed = corrected(CLAIM, {field: value}, DOCUMENT.text)
    assert changed_fields(CLAIM, changed) == {"items" if field == "item" else field: stored}


def test_a_bound_may_be_opened_and_the_last_one_takes_the_quantity_along() -> None:
    """One side opened leaves the other; a quantity without any bound is none, and a unit alone makes none."""
    both = corrected(CLAIM, {"quantity.low": "none", "quantity.high": "9"}, DOCUMENT.text).quantity
    assert both
    assert (both.low, both.high) == (None, 9)
    bare = corrected(CLAIM, {"quantity.low": "none"}, DOCUMENT.text)
    assert bare.quantity is None
    with pytest.raises(UsageError, match=r"^quantity\.unit: the quantity has no figure"):
        corrected(bare, {"quantity.unit": "shell"}, DOCUMENT.text)


@pytest.mark.parametrize(
    ("part", "value", "stored"),
    [
        ("low", "11,000", 11000),
        ("low", "2.5", 2.5),
        ("low", "1 000", 1000),
        ("low", "1_000", 1000),
        ("high", "15000", 15000),
        ("unit", "shell", "shell"),
        ("approximate", "yes", True),
        ("approximate", "True", True),
        ("approximate", "No", False),
        ("scope", "increment", "increment"),
    ],
)
def test_a_part_of_the_quantity_takes_its_value(part: str, value: str, stored: Any) -> None:
    """Parts of the quantity are set one by one, the others staying."""
    before = claim_record(CLAIM)["quantity"]
    assert claim_record(corrected(CLAIM, {f"quantity.{part}": value}, DOCUMENT.text))["quantity"] == {
        **before,
        part: stored,
    }


def test_an_absent_part_is_made() -> None:
    """Setting a side of an absent period, or a figure of an absent quantity, makes one."""
    changed = corrected(
        shells(DOCUMENT), {"happened.start": "2023-08-01", "quantity.low": "5", "basis.type": "imagery"}, DOCUMENT.text
    )
    assert changed.happened is not None
    assert changed.quantity is not None
    assert changed.basis is not None
    assert str(changed.happened.start) == "2023-08-01"
    assert changed.happened.end is None
    assert (changed.quantity.low, changed.basis.type) == (5, "imagery")


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=12))
def test_whatever_is_typed_the_claim_keeps_its_id(field: str, value: str) -> None:
    """Any value makes a valid claim of the same id, or is refused."""
    kept_id = CLAIM.id
    with suppress(UsageError):
        kept_id = corrected(CLAIM, {field: value}, DOCUMENT.text).id
    assert kept_id == CLAIM.id


@pytest.mark.parametrize("field", [name for name in FIELDS if "." not in name])
def test_none_empties_what_may_be_empty(field: str) -> None:
    """`none` takes a value away, except from the fields that every claim has."""
    always = {"kind", "modality", "evidence", "handling"}
    if field in always:
        with pytest.raises(UsageError, match=field):
            corrected(CLAIM, {field: "none"}, DOCUMENT.text)
    else:
        record = claim_record(corrected(CLAIM, {field: "none"}, DOCUMENT.text))
        assert record["items" if field == "item" else field] in (None, [])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"amount": "5"}, "'amount' cannot be corrected; the fields are kind, actor,"),
        ({"published_on": "2024-01-01"}, "cannot be corrected"),
        ({"modality": "certain"}, "modality: 'certain' is none of denied, conditional,"),
        ({"quantity.low": "many"}, "quantity.low: 'many' is no number"),
        ({"quantity.low": "-5"}, "is no number"),
        ({"quantity.low": "9" * 5000}, "is too large a number"),
        ({"evidence": "0-" + "9" * 5000}, "is no span"),
        ({"quantity.low": "5", "quantity.high": "4"}, "a quantity from 5 down to 4"),
        ({"quantity": "5"}, "quantity: only none .* quantity.low"),
        ({"happened.start": "last May"}, "is no day such as"),
        ({"happened.start": "2024-02-01", "happened.end": "2024-01-01"}, "a period from"),
        ({"quantity.vague": "perhaps"}, "neither true nor false"),
        ({"places": "near:rajin"}, "is not ROLE:PLACE"),
        ({"evidence": "900-1000"}, "does not stand at 900"),
        ({"evidence": "all"}, "is no span"),
        ({"basis.text": "images"}, "^basis: basis.type is missing$"),
        ({"likelihood.term": "likely", "likelihood.high": "50"}, "^likelihood: likelihood.low is missing$"),
        ({"likelihood.term": "likely", "likelihood.low": "50", "likelihood.high": "101"}, "are percent, 0 to 100"),
        (
            {"likelihood.term": "likely", "likelihood.low": "60", "likelihood.high": "50"},
            "^likelihood: low and high are percent, 0 to 100, low first$",
        ),
        ({"item": "dragon"}, "'dragon' is no class of item"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(given: dict[str, str], words: str) -> None:
    """The line names the field and what it takes."""
    with pytest.raises(UsageError, match=words) as caught:
        corrected(CLAIM, given, DOCUMENT.text, ITEMS)
    assert "\n" not in str(caught.value)


def test_the_words_of_a_field_can_be_told() -> None:
    """`fields.NAME` keeps the spans of its words, sorted; `none` takes them away; nothing else changes."""
    start = DOCUMENT.text.index("Russia")
    told = corrected(CLAIM, {"fields.recipient": f"{start}-{start + 6}, 0-5"}, DOCUMENT.text)
    assert told.fields["recipient"] == ((0, 5), (start, start + 6))
    assert set(changed_fields(CLAIM, told)) == {"fields"}
    assert "recipient" not in corrected(told, {"fields.recipient": "none"}, DOCUMENT.text).fields


@pytest.mark.parametrize("spans", ["5", "5-5", "6-5", "0-9999", "5-6", "-1-5", "a-b", "0-5;6-7"])
def test_words_must_stand_in_the_text(spans: str) -> None:
    """A span that is none, empty, blank or beyond the text is refused."""
    with pytest.raises(UsageError, match=r"fields\.actor"):
        corrected(CLAIM, {"fields.actor": spans}, DOCUMENT.text)


def test_items_are_called_by_the_words_chosen_for_them() -> None:
    """As many words as classes: each class bears its words."""
    start = DOCUMENT.text.index("1,000 containers")
    told = corrected(CLAIM, {"item": "missile", "fields.item": f"{start}-{start + 16}"}, DOCUMENT.text, ITEMS)
    assert [(i.label, i.item) for i in told.items] == [("1,000 containers", "missile")]


def test_another_origin_ends_the_chain() -> None:
    """The chain keeps publisher and relays; the links to the origin before give way to the new one's."""
    chain = (Link("Daily"), Link("lawmakers", relay=True, verb="cite"), Link("NIS", "KR-NIS", verb="say"))
    claim = containers(DOCUMENT, attribution=chain)
    told = corrected(claim, {"origins": "KR-MND", "fields.origins": "0-5"}, DOCUMENT.text)
    assert [(link.name, link.party) for link in told.attribution] == [
        ("Daily", None),
        ("lawmakers", None),
        ("Seoul", "KR-MND"),
    ]
    own = corrected(claim, {"origins": "Daily"}, DOCUMENT.text)
    assert [link.name for link in own.attribution] == ["Daily", "lawmakers"]
    assert corrected(claim, {"origins": "KR-NIS"}, DOCUMENT.text).attribution == chain


def test_without_an_origin_the_chain_stays() -> None:
    """Who tells is no party any more, and is called as the text calls it; publisher and relays are as before."""
    text = DOCUMENT.text
    words = "the North shipped"
    start = text.index(words)
    chain = (Link("Daily", "XX"), Link("lawmakers", relay=True, verb="cite"), Link("North", "KP", verb="say"))
    read = containers(DOCUMENT, attribution=chain, origins=("KP", "XX"))
    claim = replace(read, fields={**read.fields, "origins": ((start, start + len(words)),)})
    told = corrected(claim, {"origins": ""}, text)
    assert told.origins == ()
    assert told.attribution == (*chain[:2], Link(words, verb="say"))
    bare = corrected(replace(claim, attribution=()), {"origins": "none"}, text)
    assert (bare.attribution, bare.origins) == ((), ())


def test_assignments_are_split_at_the_first_equals_sign() -> None:
    """A value may hold an equals sign; blanks around name and value are dropped."""
    assert assignments(["condition = if a=b", "stage=none"]) == {"condition": "if a=b", "stage": "none"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["quantity.low"], "^'quantity.low' is not FIELD=VALUE; the fields are kind, actor,"),
        (["=5"], "^'=5' is not FIELD=VALUE"),
        (["stage=used", "stage=none"], "^stage is given twice$"),
    ],
)
def test_assignments_must_have_a_name_once(words: list[str], told: str) -> None:
    """No equals sign, no name, or the same name twice is wrong use, and the line says what a person may write."""
    with pytest.raises(UsageError, match=told):
        assignments(words)


def test_a_correction_carries_the_whole_claim_and_its_changes() -> None:
    """The entry holds the claim as corrected, and what of it is new."""
    entry = correction(kept(CLAIM), CLAIM.id[:8], {"stage": "delivered"}, " Ann ", "per imagery")
    assert (entry.claim.stage, entry.by, entry.verdict) == ("delivered", "Ann", "corrected")
    assert entry.changes == {"stage": "delivered"}


def test_reviews_need_a_known_claim_and_a_name() -> None:
    """An unknown claim, an empty correction and a nameless reviewer are wrong use."""
    now = kept(CLAIM)
    with pytest.raises(UnknownClaim):
        review(now, "c-0", "accepted", "Ann")
    with pytest.raises(UsageError, match=r"^nothing to correct: give FIELD=VALUE$"):
        correction(now, CLAIM.id, {}, "Ann")
    with pytest.raises(UsageError, match="'dragon' is no class of item"):
        correction(now, CLAIM.id, {"item": "dragon"}, "Ann", items=ITEMS)
    with pytest.raises(UsageError, match=r"^a review needs the name of the person who made it$"):
        added(CLAIM, " ")


def test_a_place_in_another_role_keeps_the_name_it_was_called_by() -> None:
    """Who corrects the role of a place types its id; the words of the text stay its name."""
    claim = containers(DOCUMENT, places=(PlaceUse("the port of Rajin", "rajin", "via"),))
    told = corrected(claim, {"places": "origin:rajin, via:dunai"}, DOCUMENT.text)
    assert told.places == (PlaceUse("the port of Rajin", "rajin", "origin"), PlaceUse("dunai", "dunai", "via"))


@pytest.mark.parametrize(("low", "high"), [("60", "60"), ("0", "100")])
def test_a_likelihood_may_be_one_number_or_all_of_them(low: str, high: str) -> None:
    """ "Sixty per cent" is from 60 to 60."""
    given = {"likelihood.term": "likely", "likelihood.low": low, "likelihood.high": high}
    likelihood = corrected(CLAIM, given, DOCUMENT.text).likelihood
    assert likelihood is not None
    assert (likelihood.low, likelihood.high) == (int(low), int(high))


def test_a_decision_is_taken_back_by_somebody() -> None:
    """Whoever undoes a review is named as its reviewer is; where nobody has decided there is nothing to undo."""
    ledger = MemoryLedger(FixedClock())
    ledger.append(reading(DOCUMENT, [CLAIM], "rules/1"))
    with pytest.raises(UsageError, match=f"^nobody has decided of {CLAIM.id}: there is nothing to undo$"):
        undoing(ledger.standing(), CLAIM.id, "Ann")
    ledger.append([review(ledger.standing(), CLAIM.id, "rejected", "Bob")])
    assert undoing(ledger.standing(), CLAIM.id[:8], " Ann ") == ReviewUndone(DOCUMENT.id, CLAIM.id, "Ann")
    with pytest.raises(UsageError, match="needs the name of the person"):
        undoing(ledger.standing(), CLAIM.id, " ")


def test_what_a_person_adds_says_who_and_why() -> None:
    """The note is kept as given, and is empty where none is."""
    assert added(CLAIM, " Ann ") == ClaimReviewed(CLAIM, "added", "Ann", "")
    assert added(CLAIM, "Ann", "seen by me").note == "seen by me"

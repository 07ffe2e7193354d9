"""Claims that a person adds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keep.samples import report
from reportedly.errors import UsageError
from reportedly.keep.adding import METHOD, built
from reportedly.keep.additions import reading
from reportedly.keep.batch import next_batch
from reportedly.keep.reviews import added
from reportedly.keep.standing import Standing
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import ItemRow
from reportedly.world.clock import FixedClock

DOCUMENT = report()
TEXT = DOCUMENT.text
ITEMS = ItemTree([ItemRow("munitions", None, (), "weapon"), ItemRow("people", None, (), "people")])
SENTENCE = (TEXT.index("It says"), TEXT.index(" Nobody"))


def place(words: str) -> str:
    return f"{TEXT.index(words)}-{TEXT.index(words) + len(words)}"


GIVEN = {
    "kind": "deployment",
    "actor": "KP",
    "recipient": "RU",
    "item": "people",
    "fields.item": place("instructors"),
    "origins": "KR",
    "fields.origins": place("Seoul"),
}


def test_chosen_words_make_a_claim() -> None:
    """Evidence, fields and their words, and the chain from the publisher to the origin are as the person told."""
    claim = built(DOCUMENT, SENTENCE, GIVEN, ITEMS)
    assert claim.evidence.quote == TEXT[slice(*SENTENCE)]
    assert (claim.kind, claim.actor, claim.recipient, claim.method) == ("deployment", ("KP",), ("RU",), METHOD)
    assert [(i.label, i.item) for i in claim.items] == [("instructors", "people")]
    assert [(link.name, link.party) for link in claim.attribution] == [("Daily", None), ("Seoul", "KR")]
    assert claim.origins == ("KR",)


def test_an_added_claim_stands() -> None:
    """It stands in the ledger under an id of its own, and reading again leaves it."""
    claim = built(DOCUMENT, SENTENCE, GIVEN, ITEMS)
    first = next_batch(None, reading(DOCUMENT, [], "rules/1"), FixedClock()())
    second = next_batch(first.seal, [added(claim, "Ann")], FixedClock()())
    third = next_batch(second.seal, reading(DOCUMENT, [], "rules/2"), FixedClock()())
    standing = Standing().after(first, second, third)
    assert list(standing.claims) == [claim.id]
    assert standing.claims[claim.id].reviewed is not None


def test_without_origins_the_publisher_speaks() -> None:
    """Nobody else named: the publisher is the origin, by its code where it is a state's body."""
    plain = {"actor": "KP", "item": "munitions"}
    assert built(DOCUMENT, SENTENCE, plain, ITEMS).origins == ("Daily",)
    assert built(DOCUMENT, SENTENCE, plain, ITEMS, party="KR-NIS").origins == ("KR-NIS",)


def test_blanks_around_the_words_are_no_evidence() -> None:
    """The evidence begins and ends with a letter or mark."""
    start, end = SENTENCE
    assert built(DOCUMENT, (start - 1, end + 1), GIVEN, ITEMS).evidence.span == SENTENCE


@pytest.mark.parametrize(
    ("span", "change", "words"),
    [
        ((5, 5), {}, "^choose the words that say it: there are none at this place$"),
        ((5, 6), {}, "choose the words"),
        ((0, 9999), {}, "choose the words"),
        (SENTENCE, {"item": "dragon"}, "'dragon' is no class of item"),
        (SENTENCE, {"item": "none"}, "a deployment needs a class of item"),
        (SENTENCE, {"actor": "none", "recipient": ""}, "at least one side"),
        (SENTENCE, {"kind": "rumour"}, "is none of transfer"),
        (SENTENCE, {"fields.actor": "0-9999"}, "no words stand at 0-9999"),
    ],
)
def test_a_claim_of_nothing_is_refused(span: tuple[int, int], change: dict[str, str], words: str) -> None:
    """The line says what is missing."""
    with pytest.raises(UsageError, match=words) as caught:
        built(DOCUMENT, span, {**GIVEN, **change}, ITEMS)
    assert "\n" not in str(caught.value)


@given(st.tuples(st.integers(-5, len(TEXT) + 5), st.integers(-5, len(TEXT) + 5)))
def test_whatever_is_chosen_the_evidence_is_its_slice(span: tuple[Any, Any]) -> None:
    """Any selection gives evidence cut from the text, or is refused."""
    try:
        claim = built(DOCUMENT, span, GIVEN, ITEMS)
    except UsageError:
        return
    assert TEXT[slice(*claim.evidence.span)] == claim.evidence.quote == claim.evidence.quote.strip() != ""

"""Goods that go on a list, and what stands right behind a verb, in the order of the words."""

from __future__ import annotations

import pytest

from find.seeing import seen, wired
from reportedly.find.nearby import clause_behind
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document


def claims(text: str) -> tuple[Claim, ...]:
    return wired().claims(Document(text, path="t", publisher="Harbour Gazette"))[0]


def clause(text: str, word: str) -> str:
    """The words behind a verb, to the end of its clause."""
    [trigger] = [t for t in seen(text).parse if t.text == word]
    return " ".join(t.text for t in clause_behind(trigger))


@pytest.mark.parametrize(
    ("text", "word", "behind"),
    [
        ("Mali sent rockets to Niger but kept its tanks.", "sent", "rockets to Niger"),
        ("Mali sent rockets to Niger; trucks followed.", "sent", "rockets to Niger"),
        ("Mali sent rockets, which Niger wanted.", "sent", "rockets ,"),
    ],
)
def test_a_clause_ends_before_what_opens_the_next(text: str, word: str, behind: str) -> None:
    """A joint, a semicolon or a relative word is no part of it."""
    assert clause(text, word) == behind


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Niger received rockets, mortars and 40 trucks from Mali.", {"rockets", "mortars", "trucks"}),
        ("Mali sent Niger rockets, dozens of mortars, and other vehicles.", {"rockets", "mortars", "vehicles"}),
    ],
)
def test_a_list_is_read_to_its_end(text: str, goods: set[str]) -> None:
    """Each of the goods goes the same way."""
    assert {i.label for c in claims(text) for i in c.items} == goods
    assert {(c.actor, c.recipient) for c in claims(text)} == {(("ML",), ("NE",))}


def test_each_figure_counts_its_own_goods() -> None:
    """The trucks are counted, the rockets and mortars beside them are not."""
    found = claims("Niger received rockets, mortars and 40 trucks from Mali.")
    assert {i.label for c in found if c.quantity for i in c.items} == {"trucks"}


def test_goods_right_behind_a_headline_verb_are_found() -> None:
    """Worn words between figure and noun do not hide the noun."""
    [bought] = claims("Brazil purchases 24 used jets from Belgium.")
    assert (bought.actor, bought.recipient, bought.items[0].label) == (("BE",), ("BR",), "jets")


def test_nothing_is_taken_from_the_next_clause() -> None:
    """What one state gets does not come from the supplier behind "but"."""
    found = claims("Mali will get radars but Niger sent trucks to Chad.")
    assert {(c.actor, c.recipient) for c in found} == {(("NE",), ("TD",))}

"""What a reader is told beside the claims of a text: who is not known, what follows nothing, a ship beside no claim."""

from __future__ import annotations

import pytest

from reportedly.serve.wiring import reader
from reportedly.terms.document import Document
from reportedly.terms.problem import REMARKS


def remarked(text: str) -> list[tuple[str, str]]:
    _, problems = reader().claims(Document(text, path="report.txt", publisher="Gulf Daily"))
    assert all(p.severity == "warning" and p.where == "report.txt" and p.slug in REMARKS for p in problems)
    return [(p.slug, p.message) for p in problems]


@pytest.mark.parametrize(
    ("text", "name", "side", "goods"),
    [
        ("Fenwick Dynamics shipped 40 drones to Chad.", "Fenwick Dynamics", "supplier", "40 drones"),
        ("Oman has sold rifles to Harrow Marine Supplies.", "Harrow Marine Supplies", "recipient", "rifles"),
        ("The Keltan Brigade received 40 mortars from Oman.", "Keltan Brigade", "recipient", "40 mortars"),
        ("Rotterdam shipped Chad 12 radars.", "Rotterdam", "supplier", "12 radars"),
    ],
)
def test_a_side_that_no_row_knows_is_named(text: str, name: str, side: str, goods: str) -> None:
    """One line with the words, and how a row makes it known."""
    ((slug, message),) = remarked(text)
    assert slug == "unknown-party"
    assert f"“{name}” is not known as a party, so it is not the {side} of “{goods}”" in message
    assert message.endswith(": a [[party]] row in a file for --lexicon makes it known")


@pytest.mark.parametrize(
    "text",
    [
        "Oman shipped 40 drones to Chad.",
        "A company shipped 40 drones to Chad.",
        "A Maltese company, Fenwick Dynamics, shipped 40 drones to Chad.",
        "Paris sent Kyiv 20 howitzers in March.",
        "John Smith sent 40 drones to Chad.",
        "Fenwick Dynamics opened an office in Chad.",
    ],
)
def test_who_is_known_or_is_no_body_is_not_remarked(text: str) -> None:
    """States, capitals, people, nouns, what a state stands beside, and whoever moves no goods."""
    assert remarked(text) == []


def test_a_name_is_remarked_once_for_the_same_goods() -> None:
    """A text that says the same again gets one line of it."""
    text = "Fenwick Dynamics shipped 40 drones to Chad. Fenwick Dynamics shipped 40 drones to Chad in May."
    assert len(remarked(text)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Another two ships are expected to follow.", "Another two ships"),
        ("More deliveries are to follow.", "More deliveries"),
        ("A further 20 tanks will follow, the minister said.", "A further 20 tanks"),
    ],
)
def test_what_follows_nothing_is_remarked(text: str, words: str) -> None:
    """Without a flow before it nobody knows from whom to whom it goes, and no claim is made."""
    assert remarked(text) == [
        (
            "follows-nothing",
            f"“{words}” is told to follow, and no flow before it tells from whom to whom: no claim is made of it",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Oman has sent Chad 12 tanks. Another two are expected to follow.",
        "Talks are expected to follow.",
        "Another two countries are expected to follow.",
    ],
)
def test_what_follows_a_flow_or_is_no_goods_is_not_remarked(text: str) -> None:
    """The first makes a claim; talks and countries are no goods."""
    assert remarked(text) == []


def test_a_ship_beside_no_claim_is_remarked() -> None:
    """A ship that called somewhere is borne by no claim, and screening holds only what claims name."""
    assert remarked("The cargo ship Lady R called at Simon's Town. The cargo ship Lady R left a day later.") == [
        (
            "ship-without-claim",
            "the ship “Lady R” is named, and no claim is made of what is told of it: it is not screened",
        )
    ]


def test_a_ship_that_carries_goods_is_not_remarked() -> None:
    """Its claim bears it."""
    assert remarked("The cargo ship Lady R carried weapons from South Africa to Russia. The vessel Lady R left.") == []

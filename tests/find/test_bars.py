"""What keeps a sentence of sending or deploying from being told as a flow, and the line that says so."""

from __future__ import annotations

import pytest

from find.seeing import wired
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document


def document(text: str) -> Document:
    return Document(text, path="t", publisher="Harbour Gazette")


def claims(text: str) -> tuple[Claim, ...]:
    return wired().claims(document(text))[0]


def reasons(text: str, word: str) -> set[str]:
    """Why the rows tried on a word made no claim."""
    tried = wired().trace(document(text))[0].tried
    return {t.reason for t in tried if text[slice(*t.trigger)] == word and not t.claims}


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("Peru sent drones toward Chile.", "sent", "it is fired, used or destroyed, not supplied"),
        ("Chile destroyed 30 tanks sent by Peru to Bolivia.", "sent", "it is fired, used or destroyed, not supplied"),
        ("Kenya deployed 900 soldiers in Kenya.", "deployed", "they are in their own country"),
        ("If Malta sends Chad 30 mortars, Niger will object.", "sends", "it is supposed or hindered, not told"),
        ("Niger will object unless Malta sends 30 mortars to Chad.", "sends", "it is supposed or hindered, not told"),
        ("Niger wants to prevent Malta from sending 30 mortars to Chad.", "sending", "it is supposed or hindered"),
        ("Norway sent a power plant to Latvia.", "sent", "a plant or a grid is not sent anywhere"),
        ("Oman sold wheat to Kenya.", "sold", "goods of everyday trade, and nothing is given in exchange"),
    ],
)
def test_what_is_barred_makes_no_claim_and_says_why(text: str, word: str, reason: str) -> None:
    """Fired, lost, at home, supposed, hindered, a plant, everyday trade."""
    assert not claims(text)
    assert any(reason in said for said in reasons(text, word))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Peru sent 40 drones to Chile.", ("PE", "CL")),
        ("Kenya deployed 900 soldiers in Somalia.", ("KE", "SO")),
        ("Malta sent Chad 30 mortars.", ("MT", "TD")),
        ("Norway sent two generators to Latvia.", ("NO", "LV")),
        ("Oman sold wheat to Kenya in exchange for rifles.", ("OM", "KE")),
    ],
)
def test_what_no_bar_touches_is_told(text: str, sides: tuple[str, str]) -> None:
    """The same verbs, sent to somebody, abroad, as a fact, in exchange."""
    assert ((sides[0],), (sides[1],)) in {(c.actor, c.recipient) for c in claims(text)}


def test_what_is_fired_at_somebody_is_no_flow() -> None:
    """Rockets fired at a country are not given to it."""
    assert not claims("Peru fired rockets at Chile.")


def test_the_ground_of_a_sanction_is_no_flow() -> None:
    """The sanction is a measure; the transfers that it is for are named, not told."""
    text = "Canada sanctioned three firms for arms transfers between Iran and Sudan."
    assert {c.kind for c in claims(text)} == {"measure"}
    assert "it is only named as the ground for a measure" in reasons(text, "transfers")


def test_an_order_to_act_orders_no_goods() -> None:
    """Troops that are ordered to leave are not bought."""
    text = "Kenya ordered its troops to leave Somalia."
    assert "it orders somebody to act, and no goods" in reasons(text, "ordered")

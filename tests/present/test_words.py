"""Figures, days and chains in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from present.sample import CONTAINERS, LATEST, MINISTER, SILENCE, TROOPS, WANTED
from present.sample_texts import CARGO, NAMES, claim
from reportedly.present.names import Names, plural
from reportedly.present.words import (
    chain_words,
    claim_day,
    claim_quantity,
    day,
    figure,
    goods_words,
    listed,
    period_words,
    quantity_signs,
    quantity_words,
)
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Item
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity
from reportedly.terms.tables import PartyRow, Tables, UnitRow

BARE = Names()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"), (1000, "1,000"), (15000, "15,000"), (2.5, "2.5"), (3_000_000, "3 million"), (12_500_000, "12.5 million"),
        (2_000_000_000, "2 billion"), (1_234_567, "1,234,567"),
    ],
)  # fmt: skip
def test_figures(number: float, words: str) -> None:
    """Numbers bear thousands separators; from a million on they are words where that is exact."""
    assert figure(number) == words


@given(st.integers(0, 10**13))
def test_a_figure_never_rounds(number: int) -> None:
    """What is printed of a number gives the number back."""
    scales = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
    digits, _, scale = figure(number).partition(" ")
    assert round(float(digits.replace(",", "")) * scales.get(scale, 1)) == number


@pytest.mark.parametrize(
    ("quantity", "words", "signs"),
    [
        (Quantity(1000, None, "container"), "at least 1,000 containers", "≥ 1,000 containers"),
        (Quantity(None, 15000, "soldier"), "up to 15,000 soldiers", "≤ 15,000 soldiers"),
        (Quantity(11000, 11000, "soldier", approximate=True), "about 11,000 soldiers", "≈ 11,000 soldiers"),
        (Quantity(2000, 9999, vague=True), "2,000–9,999 (vague)", "2,000–9,999 (vague)"),
        (Quantity(1, 1, "container"), "1 container", "1 container"),
        (Quantity(2_000_000_000, None, "USD"), "at least USD 2 billion", "≥ USD 2 billion"),
        (Quantity(6, 6, "missile", per="month"), "6 missiles a month", "6 missiles a month"),
        (Quantity(None, None, text="massive"), "no figure (“massive”)", "no figure (“massive”)"),
    ],
)
def test_quantities(quantity: Quantity, words: str, signs: str) -> None:
    """A quantity is printed with its bounds, its approximation and its vagueness, never as a bare number."""
    assert quantity_words(quantity, BARE) == words
    assert quantity_signs(quantity, BARE) == signs


def test_goods_of_packs_people_and_money() -> None:
    """Containers are of something; people are called by their class; a sum has what it is for in brackets."""
    assert goods_words(CONTAINERS, NAMES) == "at least 1,000 containers of munitions"
    assert claim_quantity(TROOPS, NAMES) == "about 11,000 soldiers"
    money = Quantity(4e8, 4e8, "USD")
    sum_ = claim(CARGO, "some 6,700", items=(Item("generators", "generator"),), quantity=money)
    assert goods_words(sum_, NAMES) == "USD 400 million (generators)"


def test_days_and_periods() -> None:
    """Days are printed day first with the month's name; an open side says so; the words stand beside."""
    assert day(date(2024, 10, 29)) == "29 Oct 2024"
    assert day(None) == "undated"
    assert period_words(Period(None, date(2024, 2, 1), "so far")) == "up to 1 Feb 2024 (“so far”)"
    assert period_words(Period(None, None, "recently")) == "“recently”"
    assert period_words(None) == ""


def test_a_relayed_origin_is_never_printed_alone() -> None:
    """The relays stay in the chain from the origin to the publisher."""
    assert chain_words(LATEST, NAMES) == "NIS, as relayed by lawmakers, via Yonhap, in Newsweek"


def test_a_person_in_office_speaks_for_a_body() -> None:
    """A link with an office is printed by name, with the body."""
    expected = "a spokesperson (US National Security Council), in Meridian Post"
    assert chain_words(WANTED, NAMES) == expected


def test_a_publisher_of_its_own() -> None:
    """If nobody else speaks, it is the publisher's own voice; where no origin is named, that is said."""
    assert chain_words(SILENCE, NAMES) == "Newsweek, in its own voice"
    nameless = claim(CARGO, "some 6,700 containers", origins=())
    assert chain_words(nameless, NAMES) == "origin not named, in Peninsula Wire"
    relayed = claim(CARGO, "some 6,700 containers", origins=(), told=(Link("officials", relay=True, verb="say"),))
    assert chain_words(relayed, NAMES) == "origin not named, as relayed by officials, in Peninsula Wire"


def test_joint_origins_are_both_named() -> None:
    """A joint statement has several origins, all printed."""
    joint = claim(CARGO, "some 6,700", told=(Link("Seoul", "KR"), Link("Washington", "US")), origins=("KR", "US"))
    assert chain_words(joint, NAMES) == "South Korea and United States, in Peninsula Wire"


def test_the_day_of_a_figure() -> None:
    """A figure holds for the end of what happened, else for the statement, else for the publication."""
    assert claim_day(MINISTER) == date(2024, 2, 27)
    assert claim_day(TROOPS) == date(2024, 11, 20)
    assert claim_day(SILENCE) == date(2024, 11, 20)


def test_lists() -> None:
    """Lists end in and; empty words are left out."""
    assert listed(["a", "", "b", "c"]) == "a, b and c"
    assert listed([]) == ""


def test_names_come_from_the_tables_or_from_the_code() -> None:
    """The first name of a row is printed; a body without one goes by its state; anything else by its code."""
    tonne = UnitRow("t", ("tonne", "tonnes"), "mass")
    container = UnitRow("container", ("container", "containers"), "pack", pack=True)
    korea = PartyRow("KR", "state", ("South Korea", "Seoul"))
    names = Names.of(Tables(parties=(korea,), units=(container, tonne)))
    assert [names.party(code) for code in ("KR", "KR-JCS")] == ["South Korea", "South Korea (JCS)"]
    assert names.party("Al-Shabaab") == "Al-Shabaab"
    assert (names.unit("t", 2), names.unit("t", 1), names.packs) == ("tonnes", "tonne", frozenset({"container"}))
    assert names.item("artillery-shell") == "artillery shell"
    assert [plural(noun) for noun in ("shell", "person", "aircraft", "munitions")] == [
        "shells", "people", "aircraft", "munitions",
    ]  # fmt: skip


def test_joint_origins_are_named_each() -> None:
    """As figures and supports join them."""
    assert Names(parties={"KP": "North Korea", "RU": "Russia"}).party("KP + RU") == "North Korea and Russia"

"""Parties: names, nationalities, bodies beside their state, offices, and roles whose state the text tells elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from find.seeing import codes, seen, wired
from reportedly.terms.attribution import Link

PLACED = [
    ("Kenya's defence ministry sent the boats.", "Kenya's defence ministry", "KE-MOD"),
    ("The Norwegian defence minister spoke.", "Norwegian defence minister", "NO-MOD"),
    ("The foreign ministry in Quito thanked them.", "foreign ministry in Quito", "EC-MFA"),
    ("The defence ministry in The Hague was silent.", "defence ministry in The Hague", "NL-MOD"),
    ("An adviser to the ministry of defence of Chad spoke.", "ministry of defence of Chad", "TD-MOD"),
    ("Israel's National Security Council met.", "Israel's National Security Council", "IL-NSC"),
    ("A Pentagon press secretary spoke of it.", "Pentagon press secretary", "US-DOD"),
    ("The White House's national security adviser called.", "The White House's national security adviser", "US-NSC"),
]


@pytest.mark.parametrize(("text", "words", "code"), PLACED)
def test_a_role_beside_its_state_is_the_body_of_that_state(text: str, words: str, code: str) -> None:
    """A role needs no row of its own where its state stands beside it, before or behind."""
    assert codes(text)[words] == code


ALONE = [
    (
        "North Korea moved shells, the Joint Chiefs say. South Korea's Joint Chiefs of Staff gave no date.",
        "Joint Chiefs",
        "KR-JCS",
    ),
    (
        "Niger's foreign minister left. Chad had sent trucks to Mali, the foreign ministry said.",
        "foreign ministry",
        "NE-MFA",
    ),
    ("Seoul will think about arming Kyiv, the presidential office said.", "presidential office", "KR-PRES"),
    ("Bulgaria armed Kyiv, the prime minister's office said.", "prime minister's office", "BG-PM"),
    ("Jeeps for Taiwan came, which Washington had sold, the defence ministry said.", "defence ministry", "TW-MND"),
]


@pytest.mark.parametrize(("text", "words", "code"), ALONE)
def test_a_role_alone_is_of_the_state_that_the_text_is_about(text: str, words: str, code: str) -> None:
    """The body named elsewhere, else the state whose people spoke, else that of the sentence's subject, else its first."""
    assert codes(text)[words] == code


@pytest.mark.parametrize(
    "text",
    [
        "Chad bought military equipment from Mali.",
        "Mali sent 30 police officers to Chad.",
        "Two European intelligence sources spoke of Mali.",
        "Mali gave sixty jeeps to our army.",
    ],
)
def test_a_noun_that_only_describes_is_no_body(text: str) -> None:
    """ "Military", "police" and "intelligence" before a noun, and what belongs to "us", name nobody."""
    assert not [m for m in seen(text).parties if m.code and "-" in m.code]


def test_words_between_break_a_role_from_a_state() -> None:
    """ "Tehran told state media" names no medium of its own by the verb between."""
    assert "Tehran told state media" not in codes("A minister in Tehran told state media that jets had come.")


def test_the_office_held_on_the_day_counts() -> None:
    """Who bears a name speaks for the office that he held when the text was published."""
    text = "Jens Stoltenberg spoke on Monday."
    assert codes(text, date(2023, 5, 1))["Jens Stoltenberg"] == "NATO"


def test_a_title_gives_its_bearer_the_code() -> None:
    """ "Envoy Ana Lopez" and "Ana Lopez, the envoy" take the code of the title."""
    before, behind = "Chad's defence minister Maria Keller spoke.", "Maria Keller, Chad's defence minister, spoke."
    assert codes(before)["Maria Keller"] == codes(behind)["Maria Keller"] == "TD-MOD"


def test_a_title_with_words_between_takes_the_name() -> None:
    """ "Ukraine's ambassador to Chad, Ana Lopez" is one person with one name."""
    found = seen("Ukraine's ambassador to Chad, Ana Lopez, spoke of the boats.").parties
    assert next(m.name for m in found if "ambassador" in m.text) == "Ana Lopez"


def test_a_surname_stands_for_who_was_named_in_full() -> None:
    """The code of the full name goes with its later half."""
    text = "Maria Keller, Chad's defence minister, spoke. The boats are here, Keller said."
    assert codes(text)["Keller"] == "TD-MOD"


def test_another_bearer_of_a_leaders_surname_keeps_it() -> None:
    """ "Kim" is the leader unless another Kim stands there in full."""
    alone = "Kim met officers. North Korea will send men, Kim said."
    other = "Kim Ji-woo, an analyst, met officers. The men will come, Kim said."
    assert (codes(alone)["Kim"], codes(other).get("Kim")) == ("KP", None)


def test_an_honorific_makes_a_surname_safe() -> None:
    """ "MS. JEAN-PIERRE" in a transcript is the press secretary."""
    text = "MS. JEAN-PIERRE: The tanks will come.\n\nQ When?\n\nMS. JEAN-PIERRE: Soon."
    assert codes(text, date(2022, 10, 18))["JEAN-PIERRE"] == "US-WH"


def test_a_city_where_something_is_is_no_party() -> None:
    """Goods shown in a capital are not its government's."""
    assert "Tehran" not in codes("A drone was shown in Tehran on Friday.")


def test_a_shorthand_holds_beside_its_other() -> None:
    """ "The North" is North Korea beside Seoul, and a point of the compass elsewhere."""
    assert codes("Seoul says the North sent shells.")["the North"] == "KP"
    assert "the north" not in codes("Chad sent two battalions to the north on Monday.")


def test_an_official_text_is_by_whom_its_title_names() -> None:
    """The author of a statement is the person after "by" or "from", up to what it is about."""
    author = wired().rules._parties.author
    title = "Statement by National Security Advisor Jake Sullivan on the Boats of Chad"
    assert author(title, "US-WH", date(2023, 1, 5)) == Link("Jake Sullivan", "US-NSC", "national security adviser")
    assert author("Statement from the President on Boats", "US-WH", None) == Link("the President", "US-WH")


def test_a_readout_and_a_private_publisher_have_no_author() -> None:
    """A title that names no one speaker, or that of a newspaper, gives nobody."""
    author = wired().rules._parties.author
    assert author("Readout of the Call with Chad", "US-WH", None) is None
    assert author("Statement by Jake Sullivan on Boats", None, None) is None

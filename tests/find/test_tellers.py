"""Tellers: the mentions within a source, and the links that they make."""

from __future__ import annotations

from find.seeing import seen
from reportedly.find.tellers import mentions_within, tellers
from reportedly.terms.mention import PartyMention


def names(text: str) -> list[tuple[str, str | None]]:
    everything = seen(text)
    return [(link.name, link.party) for a in everything.attributions for link in tellers(a, everything, None)]


def test_a_person_comes_before_the_body() -> None:
    """The office-holder is the first link; the body follows where the text or the office names it."""
    text = "Maria Keller, a spokeswoman for Chad's defence ministry, said that boats came."
    assert names(text)[-1][1] == "TD-MOD"


def test_joint_speakers_make_a_link_each() -> None:
    """Two bodies that say one thing are two."""
    text = "Chad's defence ministry and Mali's foreign ministry said that boats came."
    assert [code for _, code in names(text)] == ["TD-MOD", "ML-MFA"]


def test_whom_an_envoy_is_sent_to_does_not_speak() -> None:
    """ "Officials on a visit to Mali" are not Mali's."""
    assert [code for _, code in names("Chadian officials on a visit to Mali said that boats came.")] == ["TD"]


def test_the_first_person_makes_no_link() -> None:
    """ "We believe" is told by whoever speaks around it."""
    assert names("We believe that boats came.") == []


def test_of_mentions_in_one_another_the_longest_is_taken() -> None:
    """Two of one span are both kept."""
    inner, outer = PartyMention(0, 4, "Chad", "state"), PartyMention(0, 11, "Chad's army", "organisation")
    twins = [PartyMention(12, 16, "both", "state", code) for code in ("TD", "ML")]
    assert mentions_within([outer, inner, *twins], 0, 16) == [outer, *twins]

"""Roles: the state beside one, and the body that a role alone means."""

from __future__ import annotations

import pytest

from find.parsing import parse
from reportedly.find.bearers import Bearer
from reportedly.find.gazetteer import Hit
from reportedly.find.roles import Bare, Placer, Stated, States, names_a_body
from reportedly.find.seen import Tokens
from reportedly.terms.mention import PartyMention
from reportedly.terms.tables import RoleRow

ROW = RoleRow((), "MOD", (), ("army",))
ROLE = Bearer("noun", "", "organisation", role="army", row=ROW)


def at(text: str, words: str, bearer: Bearer) -> Hit[Bearer]:
    start = text.index(words)
    return Hit(start, start + len(words), (bearer,))


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Chad's army came.", "TD"),
        ("Chad's once famous army came.", "TD"),
        ("The army of Chad came.", "TD"),
        ("The army in Chad came.", None),
        ("Chad sent an army.", None),
        ("Chad, army men and all, came.", None),
    ],
)
def test_a_state_is_beside_a_role_where_one_phrase_holds_both(text: str, near: str | None) -> None:
    """Owner, adjective or "of": not "in" a country, nor over a verb or a comma."""
    state = Stated(at(text, "Chad", Bearer("name", "TD", "state")), "TD", "name")
    found = States([state]).beside(at(text, "army", ROLE), text, Tokens(parse(text)))
    assert (found.code if found else None) == near


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The army said so.", True),
        ("An army official said so.", True),
        ("Three army officials said so.", False),
        ("An army said so.", False),
        ("Our army said so.", False),
        ("They sold army boots.", False),
    ],
)
def test_a_role_names_a_body_where_it_is_a_definite_phrase(text: str, names: bool) -> None:
    """A phrase of its own, or one before a noun of telling."""
    assert names_a_body(at(text, "army", ROLE), Tokens(parse(text))) == names


def test_a_role_alone_is_the_body_named_before_else_the_first_one_after() -> None:
    """Of bodies of its kind; others are passed over."""
    text = "The army left. Mali's army and Chad's army and Chad's bank came. The army left."
    bodies = [
        PartyMention(15, 26, "Mali's army", "organisation", "ML-MOD"),
        PartyMention(31, 42, "Chad's army", "organisation", "TD-MOD"),
    ]
    placer = Placer([*bodies, PartyMention(47, 58, "Chad's bank", "organisation", "TD-BANK")], Tokens(parse(text)))
    first, last = Hit(4, 8, (ROLE,)), Hit(69, 73, (ROLE,))
    found = [placer.named_elsewhere(Bare(hit, ROW, {})) for hit in (first, last)]
    assert [m.code for m in found if m] == ["ML-MOD", "TD-MOD"]

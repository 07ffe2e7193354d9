"""What names stand for: seats, shared names, and the bodies that roles make."""

from __future__ import annotations

from reportedly.find.bearers import bearers, role_code, shared_names
from reportedly.terms.tables import PartyRow, RoleRow, Tables

CHAD = PartyRow("TD", "state", ("Chad",), adjectives=("Chadian",), capital="N'Djamena", seats=("Ndjamena",))
MALI = PartyRow("ML", "state", ("Mali",), adjectives=("Malian",))
ROLE = RoleRow(("war minister",), "MOD", (("TD", "WAR"),), ("war office",))


def test_the_capital_and_the_other_seats_stand_for_the_state() -> None:
    """Each spelling of the seat of government is one."""
    seats = [name for name, bearer in bearers(Tables(parties=(CHAD,))) if bearer.bears == "seat"]
    assert seats == ["N'Djamena", "Ndjamena"]


def test_titles_and_nouns_have_their_plurals() -> None:
    """A role is found in both numbers, in lower case."""
    names = [name for name, _ in bearers(Tables(roles=(ROLE,)))]
    assert names == ["war minister", "war ministers", "war office", "war offices"]


def test_a_states_own_name_for_a_body_wins() -> None:
    """The suffix of the state, else that of the role; without one the state."""
    assert [role_code(ROLE, s) for s in ("TD", "ML")] == ["TD-WAR", "ML-MOD"]
    assert role_code(RoleRow(("envoy",), ""), "ML") == "ML"


def test_names_that_bodies_of_several_states_share_are_told_by_their_state() -> None:
    """Once its state is taken off, "Chad's War Office" and "Malian War Office" are one name."""
    bodies = (
        PartyRow("TD-WAR", "body", ("Chad's War Office",), state="TD"),
        PartyRow("ML-MOD", "body", ("Malian War Office", "Citadel"), state="ML"),
    )
    assert shared_names((CHAD, MALI, *bodies)) == {"war office": {"TD": "TD-WAR", "ML": "ML-MOD"}}

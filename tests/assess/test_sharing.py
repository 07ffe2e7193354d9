"""The shipped rows of who shares intelligence with whom."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from reportedly.assess.states import mechanisms
from reportedly.terms.party import state_of
from reportedly.terms.tables import SharingRow


def shipped() -> list[SharingRow]:
    text = (files("reportedly") / "data" / "sharing.toml").read_text(encoding="utf-8")
    return [SharingRow(**{**row, "states": tuple(row["states"])}) for row in tomllib.loads(text)["sharing"]]


def test_every_row_says_where_it_is_said_in_public() -> None:
    """A row without a public source, or with fewer than two states, is no row."""
    for row in shipped():
        assert len(row.source) > 20
        assert len(set(row.states)) == len(row.states) >= 2
        assert all(state_of(state) == state for state in row.states)


def test_the_mechanisms_have_their_members() -> None:
    """The monitoring team has eleven, the alliance thirty-two, the union twenty-seven, the group seven."""
    assert {code: len(members) for code, members in mechanisms(shipped()).items()} == {
        "MSMT": 11,
        "NATO": 32,
        "EU": 27,
        "G7": 7,
    }

"""The state behind a party's code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.terms.party import state_of


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("KR", "KR"),
        ("KR-NIS", "KR"),
        ("US-NSC", "US"),
        ("EU-COM", "EU"),
        ("Yonhap", "Yonhap"),
        ("Al-Shabaab", "Al-Shabaab"),
        ("US-based think tank", "US-based think tank"),
        ("MSMT", "MSMT"),
        ("Kh-31 makers", "Kh-31 makers"),
        ("", ""),
    ],
)
def test_a_body_belongs_to_its_state_and_a_name_to_itself(code: str, state: str) -> None:
    """Two capital letters before a hyphen are a state; any other name stands for itself, hyphens included."""
    assert state_of(code) == state


@given(st.text(max_size=12))
def test_a_state_is_its_own_state(code: str) -> None:
    """Asked twice, the answer stays."""
    assert state_of(state_of(code)) == state_of(code)

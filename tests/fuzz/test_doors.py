"""Any bytes at any door, and valid input with some of its bytes changed: values and problems, never an exception."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.doors import DOORS
from fuzz.seeds import seeds

NASTY = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"\xe2\x80\xae", b"-1", b"9" * 5_000, b"1e999", b"[" * 3_000,
    b"{" * 3_000, b'{"a":' * 3_000, b"<b>" * 500, b"\r", b"\n", b'"', b"'", b"%s", b"\x1b[2J", b"&#0;", b"&#xd800;",
    b"NaN", b"9999-12-31", b"0000-00-00", b"=?utf-16?b?2AA=?=",
)  # fmt: skip
"""What readers stumble over, put into valid input."""


@st.composite
def mutated(draw: st.DrawFn, door: str) -> bytes:
    """A valid input with some of its bytes left out, changed, or something nasty put between."""
    data = draw(st.sampled_from(seeds(door)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        gone = draw(st.integers(0, 3) | st.integers(0, 400))
        data = data[:at] + draw(st.sampled_from(NASTY) | st.binary(max_size=4)) + data[at + gone :]
    return data


@pytest.mark.parametrize("door", DOORS)
def test_what_is_valid_is_taken(door: str) -> None:
    """From the first seed of each door values come: else mutations would begin from refusals."""
    values, _ = DOORS[door](seeds(door)[0])
    assert values


@pytest.mark.parametrize("door", DOORS)
@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_bytes_come_to_values_and_problems(door: str, data: st.DataObject) -> None:
    """At each door any bytes, and mutated input, come to values and problems, each a line that can be written."""
    values, problems = DOORS[door](data.draw(st.binary(max_size=200) | mutated(door)))
    assert values >= 0
    assert problems >= 0

"""Which publishers speak for a state."""

from __future__ import annotations

import pytest

from reportedly.find.publishers import Publishers
from reportedly.serve.wiring import tables

PUBLISHERS = Publishers(tables())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("The White House", "US-WH"),
        ("Ministry of Foreign Affairs of Japan", "JP-MOFA"),
        ("Prime Minister of Australia", "AU-PM"),
        ("Canada Department of National Defence", "CA-DND"),
        ("Ministry of Defence (India)", "IN-MOD"),
        ("Prime Minister’s Office, Singapore", "SG-PM"),
        ("Government of Canada", "CA"),
        ("NATO", "NATO"),
    ],
)
def test_an_office_beside_a_state_speaks_for_it(name: str, code: str) -> None:
    """A body by its name, or an office beside the name of a state, with nothing else that matters."""
    assert PUBLISHERS.code(name) == code


@pytest.mark.parametrize(
    "name", [None, "", "Kyiv Post", "Times of Israel", "Army Times", "Iran International", "Korea Herald"]
)
def test_the_press_speaks_for_no_state(name: str | None) -> None:
    """A newspaper is no body of the state or the army in its name."""
    assert PUBLISHERS.code(name) is None


def test_a_state_alone_is_no_office() -> None:
    """A state's name with other words beside it, and no office, makes no official publisher."""
    assert PUBLISHERS.code("Friends of Kenya") is None
    assert PUBLISHERS.code("Ministry of Silly Walks") is None

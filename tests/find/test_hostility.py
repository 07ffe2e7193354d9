"""Words of fighting: the state beside them is not whom help goes to."""

from __future__ import annotations

import pytest

from find.seeing import seen
from reportedly.find.hostility import HOSTILE
from reportedly.find.topics import topic_of


def meant(text: str) -> dict[str, int]:
    """How often each state is meant, beside those that are only fought."""
    return {state: n for state, n in topic_of(seen(text), ()).states if n}


@pytest.mark.parametrize("word", ["offensive", "attack", "invasion", "missile", "threat"])
def test_a_state_beside_a_word_of_fighting_is_not_meant(word: str) -> None:
    """A Sudanese offensive is nothing that a text gives to Sudan."""
    assert word in HOSTILE
    assert not meant(f"Officials fear a Sudanese {word}.")


def test_a_state_fought_against_is_not_meant() -> None:
    """ "Against" makes a foe."""
    assert not meant("Soldiers fought against Sudan.")


def test_a_state_named_in_peace_is_meant() -> None:
    """The same state, named without a word of fighting, counts."""
    assert meant("Officials met in Sudan.") == {"SD": 1}


def test_words_of_fighting_are_lemmas() -> None:
    """Small letters and no plurals, as the lemmas that they are compared with."""
    assert all(word == word.lower() and not word.endswith("s") for word in HOSTILE)

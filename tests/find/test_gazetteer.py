"""The gazetteer: names on word boundaries, longest first, with their capitals."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.find.gazetteer import Gazetteer, Hit, longest, lowered

NAMES = Gazetteer(
    [("Turkey", 1), ("US", 2), ("spy agency", 3), ("Joint Chiefs", 4), ("Joint Chiefs of Staff", 5), ("P'yongyang", 6)]
)


def found(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(text[h.start : h.end], h.payloads) for h in NAMES.find(text, lowered(text))]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Turkey ate turkey.", [("Turkey", (1,))]),
        ("The US told us.", [("US", (2,))]),
        ("A Spy Agency, the spy agency", [("Spy Agency", (3,)), ("spy agency", (3,))]),
        ("the Joint Chiefs of Staff", [("Joint Chiefs of Staff", (5,))]),
        ("JUST-US and USA", [("US", (2,))]),
        ("P’yongyang", [("P’yongyang", (6,))]),
        ("", []),
    ],
)
def test_a_name_matches_whole_words_with_its_capitals(text: str, hits: list[tuple[str, tuple[int, ...]]]) -> None:
    """Names with capitals want one, acronyms want theirs, the longest name wins, curly apostrophes are plain ones."""
    assert found(text) == hits


def test_all_that_bears_a_name_comes_with_it() -> None:
    """Two bearers of one name are both handed over."""
    twice = Gazetteer([("Georgia", "GE"), ("Georgia", "US-GA")])
    assert twice.find("Georgia", "georgia") == [Hit(0, 7, ("GE", "US-GA"))]


def test_no_names_find_nothing() -> None:
    """An empty gazetteer is one that finds nothing."""
    assert Gazetteer[int]([]).find("Chad", "chad") == []


@given(st.text(max_size=200))
def test_lowering_keeps_every_offset(text: str) -> None:
    """The lowered text is as long as the text, whatever letters stand in it."""
    assert len(lowered(text)) == len(text)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=12))
def test_the_longest_hits_do_not_overlap(spans: list[tuple[int, int]]) -> None:
    """Of hits that overlap one is left."""
    kept = longest([Hit(start, start + length, ()) for start, length in spans])
    assert all(a.end <= b.start for a, b in pairwise(kept))

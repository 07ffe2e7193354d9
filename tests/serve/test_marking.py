"""Words marked in their sentence."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reportedly.serve.marking import marked

TEXT = "North Korea sent shells to Russia."


def test_words_are_marked_with_the_number_of_their_field() -> None:
    """The n-th field's words stand in [n …]; what lies outside the sentence is left out."""
    spans = {"actor": [(0, 11)], "item": [(17, 23)], "chain": [(40, 50)]}
    assert marked(TEXT, (0, len(TEXT)), spans) == "[1 North Korea] sent [2 shells] to Russia."


def test_words_within_words_are_marked_within() -> None:
    """A span in another stands in the other's brackets."""
    assert marked(TEXT, (0, 16), {"actor": [(0, 11)], "place": [(6, 11)]}) == "[1 North [2 Korea]] sent"


@given(st.lists(st.tuples(st.integers(0, 34), st.integers(0, 34)), max_size=6), st.integers(0, 34), st.integers(0, 34))
def test_marks_change_no_word(spans: list[tuple[int, int]], one: int, other: int) -> None:
    """Without its marks the text is the slice, however the spans lie."""
    within = (min(one, other), max(one, other))
    text = marked(TEXT, within, {str(n): [span] for n, span in enumerate(spans)})
    assert re.sub(r"\[\d+ |\]", "", text) == TEXT[slice(*within)]

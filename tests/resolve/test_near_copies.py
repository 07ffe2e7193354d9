"""Which documents carry the text of an earlier one."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from assess.told import document
from reportedly.resolve.near_copies import containment, near_copies, shingles

MONDAY = date(2024, 3, 4)
WORDS = [f"word{n}" for n in range(400)]


def text(start: int, end: int) -> str:
    return " ".join(WORDS[start:end])


def test_an_excerpt_is_a_copy_of_the_whole() -> None:
    """A text that lies wholly within an earlier one copies it, case and punctuation apart."""
    whole = document("whole", published=MONDAY, text=text(0, 300))
    part = document("part", published=MONDAY + timedelta(days=1), text=text(20, 120).upper().replace(" ", ", "))
    (found,) = near_copies([part, whole])
    assert (found.document, found.of, found.containment) == ("part", "whole", 1.0)


def test_the_undated_text_is_never_the_first() -> None:
    """Between a dated and an undated text, the undated one is the copy."""
    (found,) = near_copies([document("a", text=text(0, 100)), document("b", published=MONDAY, text=text(0, 100))])
    assert found.document == "a"


def test_half_a_text_is_no_copy() -> None:
    """Less than four fifths in common is another text."""
    one, other = text(0, 200), text(100, 300)
    assert near_copies([document("a", text=one), document("b", text=other)]) == ()
    assert containment(shingles(one), shingles(other)) < 0.8


def test_an_empty_text_copies_nothing() -> None:
    """Two empty pages are no copies of each other."""
    assert near_copies([document("a", text=""), document("b", text=" … ")]) == ()


def test_many_copies_all_lead_to_the_first() -> None:
    """However many sites carry a text, each leads to the earliest."""
    documents = [document(f"d{n:02}", published=MONDAY + timedelta(days=n), text=text(0, 150)) for n in range(30)]
    found = near_copies(reversed(documents))
    assert {copy.of for copy in found} == {"d00"}
    assert len(found) == 29


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(20, 90)), max_size=8))
def test_the_order_of_documents_does_not_matter(cuts: list[tuple[int, int]]) -> None:
    """The copies found are the same whichever way round the documents are read."""
    documents = [document(f"d{n}", text=text(start, start + size)) for n, (start, size) in enumerate(cuts)]
    assert near_copies(documents) == near_copies(documents[::-1])

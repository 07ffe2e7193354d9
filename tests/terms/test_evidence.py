"""Evidence: the exact words, or an error."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportedly.errors import EvidenceError
from reportedly.terms.evidence import Evidence, Span

TEXT = "Ships carried 1,000 boxes — 6.7 km of them \U0001f6a2 — to the port of Rajin."
bounds = st.integers(-3, len(TEXT) + 3)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span of TEXT that holds at least one code point."""
    start = draw(st.integers(0, len(TEXT) - 1))
    return start, draw(st.integers(start + 1, len(TEXT)))


@given(spans())
def test_what_is_cut_is_the_slice(span: Span) -> None:
    """Evidence cut from a text quotes what stands there, in code points."""
    evidence = Evidence.cut(TEXT, *span)
    assert evidence.quote == TEXT[slice(*span)]
    assert evidence.span == span


@given(spans(), st.text(max_size=40))
def test_a_quote_that_is_not_the_slice_cannot_be_built(span: Span, quote: str) -> None:
    """Whatever other words are given for a span are refused."""
    assume(quote != TEXT[slice(*span)])
    with pytest.raises(EvidenceError):
        Evidence(*span, quote, TEXT)


@given(bounds, bounds)
def test_a_span_outside_the_text_cannot_be_built(start: int, end: int) -> None:
    """Empty, backward and overhanging spans are refused, though Python would slice them."""
    assume(not 0 <= start < end <= len(TEXT))
    with pytest.raises(EvidenceError):
        Evidence(start, end, TEXT[start:end], TEXT)


@pytest.mark.parametrize("quote", ["Ships  carried", "ships carried", "Ships carried ", "Ships\ncarried"])
def test_near_misses_are_refused(quote: str) -> None:
    """Case and white space count."""
    with pytest.raises(EvidenceError):
        Evidence(0, 13, quote, TEXT)


def test_the_error_shows_the_words_and_where() -> None:
    """The message names the quote and the span that it was given for."""
    with pytest.raises(EvidenceError, match=r"'Trucks' does not stand at 0–6"):
        Evidence(0, 6, "Trucks", TEXT)


@given(spans(), spans())
def test_evidence_overlaps_where_code_points_are_shared(one: Span, other: Span) -> None:
    """Two pieces overlap exactly if some code point belongs to both; it does not matter which is asked."""
    first, second = Evidence.cut(TEXT, *one), Evidence.cut(TEXT, *other)
    assert first.overlaps(second) == bool(set(range(*one)) & set(range(*other)))
    assert first.overlaps(second) == second.overlaps(first)


def test_the_text_is_not_kept() -> None:
    """Evidence of the same words at the same place is equal, whatever text it was checked against."""
    assert Evidence(0, 5, "Ships", TEXT) == Evidence(0, 5, "Ships", "Ships")

"""Quotations and paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.find.quotes import paragraphs, quoted


def _quotes(text: str) -> list[str]:
    return [text[a:b] for a, b in quoted(text, paragraphs(text))]


def test_curly_and_straight_marks_both_quote() -> None:
    """A quotation is what stands between its marks, of either kind."""
    assert _quotes('He said “the ferry is late” and "so are we" again.') == ["the ferry is late", "so are we"]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    """A paragraph that opens with a mark continues the quotation left open before it."""
    text = "“The ferry is late.\n\n“It will be later tomorrow.” Then he left."
    assert _quotes(text) == ["The ferry is late.\n\n“It will be later tomorrow."]


def test_a_stray_straight_mark_quotes_nothing() -> None:
    """An inch mark, or a mark that never closes, is no quotation."""
    assert _quotes('The 9" shell lay there.\n\nNobody moved.') == []


def test_a_curly_mark_that_never_closes_quotes_to_the_end_of_its_paragraph() -> None:
    """A forgotten closing mark costs no more than its paragraph."""
    assert _quotes("“We are ready.\n\nThe crew slept.") == ["We are ready."]


def test_a_wrapped_line_is_no_new_paragraph() -> None:
    """A line end before a small letter parts nothing; a blank line and a new sentence do."""
    text = "The ferry is late\nand full.\nThe crew slept.\n\nMorning came."
    assert [text[a:b] for a, b in paragraphs(text)] == [
        "The ferry is late\nand full.",
        "The crew slept.",
        "Morning came.",
    ]


@given(st.text(alphabet='ab "“”\n.', max_size=60))
def test_spans_are_in_order_and_apart(text: str) -> None:
    """Whatever the marks, quotations lie within the text, in order, without overlap."""
    spans = quoted(text, paragraphs(text))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= a < b <= len(text) for a, b in spans)

"""Footnotes: numbers and the words in their context."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from present.sample import ARMS
from present.sample_texts import DOCUMENTS
from reportedly.present.footnotes import CONTEXT, footnotes, numbers, words_in
from reportedly.terms.evidence import Evidence

AT_HAND = {document.id: document for document in DOCUMENTS}


def test_numbers_do_not_depend_on_the_order_given() -> None:
    """Claims in any order, or given twice, get the same numbers from 1 on without a gap."""
    straight = numbers(footnotes(ARMS, AT_HAND))
    assert numbers(footnotes((*reversed(ARMS), *ARMS), AT_HAND)) == straight
    assert sorted(straight.values()) == list(range(1, len(ARMS) + 1))


@given(st.text(alphabet="ab \n.é한", min_size=1, max_size=900), st.data())
def test_context_is_the_documents_own_text(text: str, data: st.DataObject) -> None:
    """Context and quote, cut marks aside, stand in the document as they are, within one paragraph on each side."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = words_in(text, Evidence.cut(text, start, end))
    before, after = words.before.removeprefix("… "), words.after.removesuffix(" …")
    assert text[:start].endswith(before)
    assert text[end:].startswith(after)
    assert "\n" not in before + after
    assert max(len(before), len(after)) <= CONTEXT


def test_a_missing_document_leaves_the_quote() -> None:
    """Without the document's text there is no context, and the quote stands."""
    words = footnotes(ARMS[:1], {})[0].words
    assert (words.before, words.quote, words.after) == ("", ARMS[0].evidence.quote, "")

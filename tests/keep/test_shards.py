"""What came of a shard survives being written down."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import LedgerBroken
from reportedly.keep.shards import (
    document_line,
    document_of_line,
    documents_of,
    found_lines,
    found_of,
    sifted_head,
    sifted_lines,
)
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem
from reportedly.terms.sweeping import Sifted, Tally
from strategies import documents, readings, words

slugs = st.text(alphabet="abc-", min_size=1, max_size=5)
problems = st.lists(st.builds(Problem, slugs, words, words, st.sampled_from(["error", "warning"])), max_size=3).map(
    tuple
)
tallies = st.builds(Tally, *[st.integers(0, 10**12)] * 3, st.dictionaries(slugs, st.integers(1, 9), max_size=3))


@given(tallies, st.lists(documents(), max_size=3).map(tuple), problems)
def test_what_was_sifted_comes_back(tally: Tally, kept: tuple[Document, ...], faults: tuple[Problem, ...]) -> None:
    """Tally, problems and documents come back as they were; a line is a document, whatever its text holds."""
    data = sifted_lines(Sifted(tally, kept, faults))
    head, rest = data.split(b"\n", 1)
    assert sifted_head(head) == (tally, faults)
    assert dict(sifted_head(head)[0].passed) == dict(tally.passed)
    assert documents_of(rest) == kept
    assert data.count(b"\n") == 1 + len(kept)


@given(st.lists(st.tuples(readings(), problems), max_size=2))
def test_what_was_found_comes_back(some: list[tuple[tuple[Document, tuple[Claim, ...]], tuple[Problem, ...]]]) -> None:
    """Documents come back with their claims and problems."""
    found = [(document, claims, faults) for (document, claims), faults in some]
    assert list(found_of(found_lines(found))) == found


@given(documents())
def test_another_text_is_noticed(document: Document) -> None:
    """A line whose text is not the one of its document is not taken for it."""
    record = json.loads(document_line(document))
    with pytest.raises(LedgerBroken):
        document_of_line(json.dumps({**record, "text": record["text"] + "x"}).encode())

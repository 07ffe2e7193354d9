"""Sentences of the languages that are read without a parser."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from find.parsing import HERE, table
from reportedly.find.native.sentences import sentences

CASES = table(HERE / "native" / "sentences.toml", "case")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_case(case: dict[str, Any]) -> None:
    """A text has the sentences that its case lists."""
    assert [case["text"][slice(*span)] for span in sentences(case["text"])] == case["found"]


@given(st.text(alphabet="가나다. !?。…\"”“「」«»аБг.\n", max_size=60))
def test_any_text(text: str) -> None:
    """Sentences hold every letter of a text, in order and once, and have no blanks around them."""
    spans = sentences(text)
    found = [text[start:end] for start, end in spans]
    assert all(words == words.strip() and words for words in found)
    assert "".join("".join(words.split()) for words in found) == "".join(text.split())

"""Entries as JSON and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keep.samples import containers, report
from reportedly.errors import EvidenceError, LedgerBroken, LedgerError
from reportedly.keep.codec import canonical, entry_of, entry_record
from reportedly.keep.entry import ClaimFound, DocumentRead
from strategies import documents, entries


@given(st.data())
def test_an_entry_survives_its_record(data: st.DataObject) -> None:
    """Any entry, written as JSON and read with its document's text, is the same entry."""
    document = data.draw(documents())
    entry = data.draw(entries(document))
    line = canonical(entry_record(entry))
    assert "\n" not in line
    assert entry_of(json.loads(line), lambda _: document.text) == entry


def test_the_text_lies_apart() -> None:
    """The record of a document holds the digest of its text, not the text."""
    record = entry_record(DocumentRead(report()))["document"]
    assert "text" not in record
    assert record["text_sha256"] == report().text_sha256


def test_another_text_is_refused() -> None:
    """A text that is not the one that was read breaks the ledger."""
    with pytest.raises(LedgerBroken, match="not the text that was read"):
        entry_of(entry_record(DocumentRead(report())), lambda _: "something else")


def test_a_quote_is_checked_against_the_text() -> None:
    """A claim is not rebuilt on a text that does not hold its words."""
    with pytest.raises(EvidenceError):
        entry_of(entry_record(ClaimFound(containers(report()))), lambda _: "x" * 900)


@pytest.mark.parametrize("change", [{"version": 2}, {"entry": "event-found"}])
def test_what_a_newer_program_wrote_is_refused(change: dict[str, object]) -> None:
    """A newer version, or a sort of entry that is not known, is no reason to guess."""
    with pytest.raises(LedgerError, match=r"version 2|unknown sort"):
        entry_of(entry_record(DocumentRead(report())) | change, lambda _: report().text)

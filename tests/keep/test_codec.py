"""Entries as JSON and back."""

from __future__ import annotations

import json
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keep.samples import containers, report
from reportedly.errors import EvidenceError, LedgerBroken, LedgerError
from reportedly.keep.codec import canonical, entry_of, entry_record
from reportedly.keep.entry import (
    ClaimFound,
    ClaimReviewed,
    DocumentRead,
    DocumentWithdrawn,
    Entry,
    MetadataChanged,
    MethodRun,
    PartiesMerged,
    ReviewUndone,
    SourceGraded,
)
from strategies import documents, entries

OF_EACH_SORT: tuple[Entry, ...] = (
    DocumentRead(report()),
    MethodRun(report().id, "rules/2", date(2023, 10, 13), "ko"),
    ClaimFound(containers(report())),
    ClaimReviewed(containers(report()), "corrected", "Ann", "a slip", {"actor": ["KP"]}),
    ReviewUndone(report().id, containers(report()).id, "Ann"),
    PartiesMerged("KP", "DPRK", "Ann"),
    MetadataChanged(report().id, {"title": "Containers", "published_on": "2023-10-14"}, "Ann"),
    SourceGraded("Daily", "B", "Ann", "a daily"),
    DocumentWithdrawn(report().id, "a hoax", "Ann"),
)
"""One entry of each sort with every value of its own."""


@pytest.mark.parametrize("entry", OF_EACH_SORT, ids=lambda entry: type(entry).__name__)
def test_each_value_of_an_entry_survives_its_record(entry: Entry) -> None:
    """Whatever an entry tells, who decided and why among it, is read back from its record."""
    record = json.loads(canonical(entry_record(entry)))
    assert entry_of(record, lambda _: report().text) == entry


def test_each_sort_of_entry_has_an_example() -> None:
    """No sort of entry is left out above."""
    assert {type(entry) for entry in OF_EACH_SORT} == set(get_args(Entry))


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


def test_a_record_has_one_text() -> None:
    """Sorted by name at every depth, without blanks, in the letters of its words: the seals of a ledger rest on it."""
    record = {"b": [1, {"d": "Kim · 김", "c": None}], "a": "two\nlines"}
    assert canonical(record) == '{"a":"two\\nlines","b":[1,{"c":null,"d":"Kim · 김"}]}'
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical({"a": float("nan")})

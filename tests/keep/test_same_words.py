"""What is told of words that are in a ledger already."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from keep.samples import TEXT
from reportedly.keep.additions import reading
from reportedly.keep.entry import DocumentWithdrawn
from reportedly.keep.same_words import same_words
from reportedly.terms.document import Document
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger

FIRST = Document(TEXT, "1.txt", "Daily", published_on=date(2023, 10, 13))


def _ledger(*documents: Document) -> MemoryLedger:
    ledger = MemoryLedger(FixedClock(datetime(2024, 3, 1, tzinfo=UTC)))
    for document in documents:
        ledger.append(reading(document, (), "rules/1"))
    return ledger


def test_the_warning_is_on_what_was_read() -> None:
    """The file, else the address, else the id."""
    address = "https://weekly.example/1"
    for path, url, where in (("copy.txt", address, "copy.txt"), ("", address, address)):
        (told,) = same_words(_ledger(FIRST), Document(TEXT, path, "Weekly", url=url))
        assert told.where == where
    bare = Document(TEXT, publisher="Weekly")
    assert same_words(_ledger(FIRST), bare)[0].where == bare.id


@pytest.mark.parametrize("publisher", [None, "Weekly"])
def test_the_publisher_of_the_same_words_is_named(publisher: str | None) -> None:
    """With the day and the id, in one line, as a warning on the file that was read."""
    (told,) = same_words(_ledger(FIRST), Document(TEXT, "copy.txt", publisher))
    assert (told.slug, told.where, told.severity) == ("same-words", "copy.txt", "warning")
    assert f"published by Daily, 2023-10-13 ({FIRST.id}); kept as a copy" in told.message


def test_where_nobody_is_named_it_says_so() -> None:
    """The words are there without a publisher, and once more under another."""
    (told,) = same_words(_ledger(Document(TEXT), FIRST), Document(TEXT, publisher="Weekly"))
    assert "published by nobody named (" in told.message
    assert ") and 1 more time; " in told.message


def test_other_words_are_no_copy() -> None:
    """Nothing is told of a text that is not there, nor of a document itself."""
    assert same_words(_ledger(FIRST), Document(f"{TEXT} More.", publisher="Weekly")) == ()
    assert same_words(_ledger(FIRST), FIRST) == ()


def test_what_does_not_count_or_is_restricted_is_not_told() -> None:
    """Of a withdrawn document and of one that not everybody may see no word is said."""
    ledger = _ledger(FIRST, Document(TEXT, publisher="Closed", handling="restricted"))
    copy = Document(TEXT, publisher="Weekly")
    assert "Closed" not in same_words(ledger, copy)[0].message
    assert "more time" not in same_words(ledger, copy)[0].message
    ledger.append([DocumentWithdrawn(FIRST.id, "wrong")])
    assert same_words(ledger, replace(copy, id="")) == ()

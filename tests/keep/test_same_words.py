"""What is told of words that are in a ledger already."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from keep.samples import TEXT, containers
from reportedly.keep.additions import reading
from reportedly.keep.entry import ClaimReviewed, DocumentWithdrawn, MetadataChanged
from reportedly.keep.same_words import replacing, same_words, told_less
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


BARE = Document(TEXT, "1.txt")


@pytest.mark.parametrize(
    "fuller",
    [
        Document(TEXT, "1.txt", "Daily"),
        Document(TEXT, "1.txt", url="https://daily.example/1"),
        Document(TEXT, "1.txt", "Daily", url="https://daily.example/1", handling="restricted"),
    ],
)
def test_a_file_read_again_with_more_takes_the_place_of_itself(fuller: Document) -> None:
    """With a publisher or an address where it had none: the earlier one counts no more, says by which it was replaced, and
    is no copy."""
    ledger = _ledger(BARE)
    earlier = told_less(ledger, fuller)
    assert earlier == (BARE,)
    assert same_words(ledger, fuller, earlier) == ()
    ledger.append((*reading(fuller, (), "rules/1"), *replacing(ledger, earlier, fuller)))
    assert list(ledger.standing().documents) == [fuller.id]
    assert fuller.id in ledger.standing().withdrawn[BARE.id]
    assert told_less(ledger, fuller) == ()


@pytest.mark.parametrize(
    "other",
    [
        Document(TEXT, "2.txt", "Daily"),
        Document(f"{TEXT} More.", "1.txt", "Daily"),
        Document(TEXT, "1.txt", "Weekly"),
        Document(TEXT, "1.txt"),
    ],
)
def test_other_files_words_and_publishers_take_the_place_of_nothing(other: Document) -> None:
    """Another file may be a copy, another publisher may have printed it too, and who tells less mends nothing."""
    known = Document(TEXT, "1.txt", "Daily", url="https://daily.example/1")
    assert told_less(_ledger(known), other) == ()


@pytest.mark.parametrize("path", ["", "-"])
def test_what_was_pasted_is_no_file(path: str) -> None:
    """Two texts that were pasted need not come from one place."""
    assert told_less(_ledger(Document(TEXT, path)), Document(TEXT, path, "Daily")) == ()


def test_what_a_person_has_decided_of_is_not_replaced() -> None:
    """Neither where a claim was reviewed, nor where the document's day was set; nor by one that was withdrawn itself."""
    claim = containers(BARE)
    ledger = _ledger()
    ledger.append(reading(BARE, [claim], claim.method))
    assert told_less(ledger, FIRST) == (BARE,)
    ledger.append([ClaimReviewed(claim, "accepted", "Ann")])
    assert told_less(ledger, FIRST) == ()
    settled = _ledger(BARE)
    settled.append([MetadataChanged(BARE.id, {"published_on": "2023-10-12"}, "Ann")])
    assert told_less(settled, FIRST) == ()
    gone = _ledger(BARE, FIRST)
    gone.append([DocumentWithdrawn(FIRST.id, "wrong")])
    assert told_less(gone, FIRST) == ()

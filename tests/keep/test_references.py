"""What the entries of one document name that was not there by then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keep.samples import containers, report, shells
from reportedly.keep.codec import entry_record
from reportedly.keep.entry import (
    ClaimFound,
    ClaimReviewed,
    DocumentRead,
    DocumentWithdrawn,
    Entry,
    MetadataChanged,
    MethodRun,
    ReviewUndone,
)
from reportedly.keep.references import References

READ, RUN = DocumentRead(report()), MethodRun(report().id, "rules/1", None, "en")
FOUND, OTHER = ClaimFound(containers(report())), ClaimFound(shells(report()))
ACCEPTED = ClaimReviewed(FOUND.claim, "accepted", "Ann")
UNDONE = ReviewUndone(report().id, FOUND.claim.id, "Ann")
WITHDRAWN = DocumentWithdrawn(report().id, "a hoax", "Ann")
TITLED = MetadataChanged(report().id, {"title": "Containers"}, "Ann")
DOCUMENT, CLAIM = f"document {report().id}", f"claim {FOUND.claim.id}"


def faults(*entries: Entry) -> list[list[str]]:
    """Of each entry in turn."""
    known = References(report().id)
    return [list(known.faults(entry_record(entry))) for entry in entries]


@pytest.mark.parametrize(
    "entries",
    [
        (READ, RUN, FOUND, OTHER, ACCEPTED, UNDONE, TITLED, WITHDRAWN),
        (READ, RUN, FOUND, ACCEPTED, ACCEPTED, UNDONE, UNDONE),
        (READ, replace(ACCEPTED, verdict="added"), ACCEPTED, UNDONE),
        (READ, replace(ACCEPTED, note="seen (decided 2024-05-01 in another ledger)"), ACCEPTED),
    ],
)
def test_what_names_only_what_was_there_is_no_fault(entries: tuple[Entry, ...]) -> None:
    """Each decision may be taken back once; a claim that was added, or decided of elsewhere, need not have been found."""
    assert not any(faults(*entries))


@pytest.mark.parametrize(
    ("before", "entry", "fault"),
    [
        ((READ,), READ, f"reads {DOCUMENT} a second time"),
        ((), RUN, f"tells of {DOCUMENT}, which was not read by then"),
        ((), FOUND, f"tells of {DOCUMENT}, which was not read by then"),
        ((READ, WITHDRAWN), FOUND, f"tells of {DOCUMENT}, which was withdrawn by then"),
        ((READ, WITHDRAWN), TITLED, f"tells of {DOCUMENT}, which was withdrawn by then"),
        ((READ, OTHER), ACCEPTED, f"decides of {CLAIM}, which was not there by then"),
        ((READ, FOUND), UNDONE, f"takes back a decision of {CLAIM}, of which nobody had decided by then"),
        ((READ, FOUND, ACCEPTED, UNDONE), UNDONE, f"takes back a decision of {CLAIM}, of which nobody had decided by then"),
    ],
)  # fmt: skip
def test_what_was_not_there_by_then_is_told(before: tuple[Entry, ...], entry: Entry, fault: str) -> None:
    """One sentence's end for the entry that names it; those before it are sound."""
    *earlier, last = faults(*before, entry)
    assert not any(earlier)
    assert last == [fault]


def test_what_is_told_once_is_there_from_then_on() -> None:
    """A second decision of a claim that nothing found is no second fault, and the claim counts among the document's."""
    assert [len(each) for each in faults(READ, ACCEPTED, ACCEPTED, UNDONE, UNDONE, UNDONE)] == [0, 1, 0, 0, 0, 1]
    known = References(report().id)
    for entry in (READ, FOUND, ACCEPTED, replace(ACCEPTED, claim=OTHER.claim)):
        list(known.faults(entry_record(entry)))
    assert known.is_read
    assert known.claims == {FOUND.claim.id, OTHER.claim.id}

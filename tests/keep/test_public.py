"""What may be passed on: nothing that is restricted, now or then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from keep.samples import containers, report, shells
from reportedly.keep.additions import reading
from reportedly.keep.entry import DocumentWithdrawn, Entry, MetadataChanged
from reportedly.keep.public import closed_ids, public_part
from reportedly.keep.reviews import review
from reportedly.keep.standing import Standing
from reportedly.world.ledgers.memory import MemoryLedger

OPEN, CLOSED = report(1), report(2, handling="restricted")


def standing(*more: Entry) -> Standing:
    """What stands of an open report with one claim of two restricted, of a restricted one, and of what follows."""
    ledger = MemoryLedger(lambda: datetime(2024, 6, 1, tzinfo=UTC))
    ledger.append(reading(OPEN, [containers(OPEN), shells(OPEN, handling="restricted")], "rules/1"))
    ledger.append(reading(CLOSED, [containers(CLOSED)], "rules/1"))
    ledger.append(more)
    return ledger.standing()


def test_the_public_part_holds_what_everybody_may_see() -> None:
    """Without restricted documents, their claims, and restricted claims of open ones."""
    part = public_part(standing())
    assert list(part.documents) == [OPEN.id]
    assert list(part.claims) == [containers(OPEN).id]


def test_what_is_closed_is_told_by_its_ids() -> None:
    """Of documents that were withdrawn and of rejected claims too."""
    whole = {CLOSED.id, containers(CLOSED).id, shells(OPEN).id}
    assert closed_ids(standing()) == whole
    assert closed_ids(standing(review(standing(), shells(OPEN).id, "rejected", "Ann"))) == whole
    assert CLOSED.id in closed_ids(standing(DocumentWithdrawn(CLOSED.id, "a hoax", "Ann")))


def test_what_was_closed_since_is_left_out_of_an_earlier_day() -> None:
    """Who asks what was known then is not told what nobody may see by now."""
    now = standing(MetadataChanged(OPEN.id, {"handling": "restricted"}, "Ann"))
    then = public_part(standing(), closed_ids(now))
    assert (then.documents, then.claims) == ({}, {})
    of_claim = public_part(standing(), {containers(OPEN).id})
    assert (list(of_claim.documents), of_claim.claims) == ([OPEN.id], {})
    assert replace(of_claim, closed=frozenset()).claims == public_part(standing()).claims

"""What the tests of watching read, look at and remember: two reports, two indicators, and a ledger that learns them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from keep.samples import containers, report
from reportedly.keep.additions import reading
from reportedly.present.names import Names
from reportedly.serve.wiring import reader
from reportedly.terms.claim import Claim, PlaceUse
from reportedly.terms.document import Document
from reportedly.terms.quantity import Quantity
from reportedly.terms.watching import Evaluation, Indicator, Mark
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger

TABLES = reader().tables
NAMES = Names.of(TABLES)
FIRST, SECOND = report(1), report(2, published_on=date(2023, 11, 3))
PASSES = Indicator("thousands", "total-passes", "KP", "RU", "munitions", "container", 2000)
PLACES = Indicator("places", "new-place", "KP", "RU")


def unseen(document: Document) -> None:
    """Of a test in which nobody looks into a text."""
    raise AssertionError(f"{document.id} was looked into")


def more(document: Document = SECOND) -> Claim:
    """3,000 containers by way of Rajin."""
    quantity = Quantity(3000, None, "container", scope="cumulative", text="3,000 containers")
    place = PlaceUse("Rajin", "rajin", "origin")
    return replace(containers(document), quantity=quantity, places=(place,), origins=("US-NSC",))


def learned(ledger: MemoryLedger, clock: FixedClock, document: Document, *claims: Claim) -> datetime:
    """The ledger reads a document, an hour after what it read before. Gives back the moment."""
    clock.move(timedelta(hours=1))
    ledger.append(reading(document, claims, "rules/1"))
    return clock()


def marked(found: Iterable[Evaluation], ledger: MemoryLedger, at: datetime) -> dict[str, Mark]:
    last = ledger.standing().last
    return {each.indicator.id: Mark(last.number if last else 0, at, each) for each in found}

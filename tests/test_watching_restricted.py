"""What is watched where something is restricted: whatever it moves is closed to those without leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from keep.samples import containers, report
from reportedly.keep.entry import MetadataChanged
from reportedly.terms.document import Document
from reportedly.watching import alerts, evaluations
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from watched import FIRST, NAMES, PASSES, PLACES, SECOND, TABLES, learned, marked, more, unseen


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


def _closed(document: Document) -> Document:
    return replace(document, handling="restricted", id="")


def test_what_a_restricted_claim_moves_is_closed(clock: FixedClock) -> None:
    """A total that passes by a restricted claim alone makes a closed alert; so is a state that was counted with one."""
    ledger = MemoryLedger(clock)
    at = learned(ledger, clock, FIRST, containers(FIRST))
    known = marked(evaluations([PASSES], {}, ledger.standing, at, TABLES, unseen), ledger, at)
    second = _closed(SECOND)
    now = learned(ledger, clock, second, replace(more(second), handling="restricted"))
    found = evaluations([PASSES, PLACES], known, ledger.standing, now, TABLES, unseen)
    assert [each.closed for each in found] == [True, True]
    (alert,) = alerts(found[:1], ledger.standing(), NAMES)
    assert alert.restricted


def test_a_restricted_claim_before_closes_what_a_public_one_crosses(clock: FixedClock) -> None:
    """The claims that cross the line are public, and still the state before was counted with one that is not."""
    ledger, third = MemoryLedger(clock), report(3, published_on=date(2023, 12, 1))
    second = _closed(SECOND)
    at = learned(ledger, clock, second, replace(containers(second), handling="restricted"))
    mark = marked(evaluations([PASSES], {}, ledger.standing, at, TABLES, unseen), ledger, at)
    assert mark[PASSES.id].evaluation.closed
    now = learned(ledger, clock, third, more(third))
    (found,) = evaluations([PASSES], mark, ledger.standing, now, TABLES, unseen)
    assert found.crossings
    assert found.closed
    (alert,) = alerts([found], ledger.standing(), NAMES)
    assert {claim.handling for claim in alert.claims} == {"public"}
    assert alert.restricted


def test_what_reads_the_same_without_restricted_claims_is_open(clock: FixedClock) -> None:
    """A restricted claim of another flow, or one that moves nothing, closes nothing."""
    ledger = MemoryLedger(clock)
    closed = _closed(FIRST)
    other = replace(containers(closed), actor=("IR",), handling="restricted")
    learned(ledger, clock, closed, other)
    at = learned(ledger, clock, SECOND, containers(SECOND))
    mark = marked(evaluations([PASSES], {}, ledger.standing, at, TABLES, unseen), ledger, at)
    third = report(3, published_on=date(2023, 12, 1))
    now = learned(ledger, clock, third, more(third))
    (found,) = evaluations([PASSES], mark, ledger.standing, now, TABLES, unseen)
    assert found.crossings
    assert not found.closed


def test_what_became_restricted_since_closes_the_state_before(clock: FixedClock) -> None:
    """A document that was public when the indicator was looked at last, and is not any more."""
    ledger = MemoryLedger(clock)
    at = learned(ledger, clock, FIRST, containers(FIRST))
    mark = marked(evaluations([PASSES], {}, ledger.standing, at, TABLES, unseen), ledger, at)
    clock.move(timedelta(hours=1))
    ledger.append([MetadataChanged(FIRST.id, {"handling": "restricted"}, "Ada")])
    now = learned(ledger, clock, SECOND, more())
    (found,) = evaluations([PASSES], mark, ledger.standing, now, TABLES, unseen)
    assert found.closed

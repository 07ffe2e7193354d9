"""The log of readings in a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from reportedly.keep.ledger import Ledger
from reportedly.pipeline import Taken
from reportedly.terms.problem import Problem
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.readings import MOST_PROBLEMS, last_reading, log, readings

AT = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    opened = open_ledger(place, FixedClock())
    yield opened
    opened.close()


def test_readings_are_told_with_their_problems_the_latest_first(ledger: Ledger) -> None:
    """What was noted is given back whole; a limit leaves the latest."""
    fault = Problem("empty-file", "there is nothing in it", "a.txt")
    log(ledger, AT, "ana", "a.txt, b.txt", Taken(2, 2, 5, 9, (fault,)))
    log(ledger, AT, "bo", "c.txt", Taken(1))
    latest, first = readings(ledger)
    assert (first.by, first.what, first.documents, first.claims) == ("ana", "a.txt, b.txt", 2, 5)
    assert (first.at, first.problems) == (AT, (fault,))
    assert readings(ledger, 1) == (latest,)
    assert last_reading(ledger) == latest.number == 2


def test_a_reading_is_no_batch(ledger: Ledger) -> None:
    """The log adds nothing to the chain, and the ledger stays sound."""
    log(ledger, AT, "ana", "a.txt", Taken())
    assert list(ledger.batches()) == []
    assert ledger.check() == []


def test_very_many_problems_are_kept_as_some_and_a_number(ledger: Ledger) -> None:
    """Of thousands of problems the first are kept, and how many more there were."""
    faults = tuple(Problem("broken-line", "it is broken", f"{n}.jsonl") for n in range(MOST_PROBLEMS + 1_500))
    log(ledger, AT, "ana", "corpus", Taken(problems=faults))
    (told,) = readings(ledger)
    assert told.problems[:-1] == faults[:MOST_PROBLEMS]
    assert told.problems[-1].message == "and 1,500 more"


def test_a_ledger_in_memory_keeps_no_log() -> None:
    """Nothing is noted, and nothing is wrong with that."""
    ledger = MemoryLedger(FixedClock())
    log(ledger, AT, "ana", "a.txt", Taken(1))
    assert (readings(ledger), last_reading(ledger)) == ((), 0)

"""What holds of a ledger that others open too, in a file and in PostgreSQL alike: other processes, and harm done to it."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest

from keep.samples import containers, report, shells
from reportedly.errors import LedgerBroken, LedgerError
from reportedly.keep.entry import DocumentWithdrawn, PartiesMerged
from reportedly.keep.ledger import Ledger
from reportedly.keep.reviews import correction, review
from reportedly.world.clock import FixedClock, system_clock
from reportedly.world.ledgers.known_texts import is_indexed
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.ledgers.tables import VERSION_TABLE
from world.meddling import meddle
from world.writing import fill, writer


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    opened = open_ledger(place, FixedClock())
    yield opened
    opened.close()


def test_a_ledger_is_the_same_when_opened_again(place: str, ledger: Ledger) -> None:
    """Everything that happened is there: readings, reviews, mergers, withdrawals, and every earlier answer."""
    fill(ledger, 3)
    ledger.append([correction(ledger.standing(), containers(report(0)).id, {"quantity.low": "7"}, "Ann", "seen")])
    ledger.append([review(ledger.standing(), shells(report(0)).id, "rejected", "Bo")])
    ledger.append([PartiesMerged("DPRK", "KP"), DocumentWithdrawn(report(1).id, "a forgery")])
    now, batches = ledger.standing(), list(ledger.batches())
    ledger.close()
    again = open_ledger(place, FixedClock())
    assert list(again.batches()) == batches
    assert again.standing().claims == now.claims
    assert again.standing().rejected == now.rejected
    assert again.standing(batches[2].recorded_at).claims == ledger.standing(batches[2].recorded_at).claims
    assert again.check() == []
    again.close()


def test_memory_and_file_give_the_same_answers(ledger: Ledger) -> None:
    """The same entries at the same instants make the same batches, hash for hash."""
    memory = MemoryLedger(FixedClock())
    for one in (memory, ledger):
        fill(one)
    assert list(memory.batches()) == list(ledger.batches())


def test_texts_are_looked_up_by_an_index_that_is_made_when_first_asked_for(place: str, ledger: Ledger) -> None:
    """A ledger of an earlier program has none; it is made once, finds what was there, and is nothing that a check minds."""
    fill(ledger, 3)
    assert isinstance(ledger, SqlLedger)
    with ledger.engine.connect() as connection:
        assert not is_indexed(connection)
    known = ledger.with_text(report(1).text_sha256)
    again = open_ledger(place, FixedClock())
    assert report(1).id in known == again.with_text(report(1).text_sha256)
    with ledger.engine.connect() as connection:
        assert is_indexed(connection)
    assert again.check() == []
    again.close()


def test_another_connection_sees_what_was_committed(place: str, ledger: Ledger) -> None:
    """A reader that was open before sees each batch once it is committed."""
    reader = open_ledger(place, FixedClock())
    assert reader.standing().claims == {}
    fill(ledger)
    assert reader.standing().claims == ledger.standing().claims
    reader.close()


def test_two_writers_do_not_interleave(place: str, ledger: Ledger) -> None:
    """Two processes that read overlapping documents leave one sound chain, in which each document was read once."""
    writers = [writer(place, 0, 12), writer(place, 6, 18)]
    told = [process.communicate(timeout=120)[0] for process in writers]
    assert [process.returncode for process in writers] == [0, 0]
    numbers = sorted(int(line.split()[1]) for out in told for line in out.splitlines() if not line.endswith(" 0"))
    assert numbers == list(range(1, 19))
    assert len(ledger.standing().documents) == len(ledger.standing().claims) == 18
    assert ledger.check() == []


def test_two_processes_may_make_the_ledger_at_once(place: str) -> None:
    """Whoever comes second finds it made."""
    writers = [writer(place, n, n + 1) for n in range(2)]
    for process in writers:
        process.communicate(timeout=120)
    assert [process.returncode for process in writers] == [0, 0]


def test_a_killed_writer_loses_no_acknowledged_batch(place: str, ledger: Ledger) -> None:
    """Every document that a writer said to have read before it was killed is there, and the chain is whole."""
    process = writer(place, 0, 100_000)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(25)]
    os.kill(process.pid, signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait(timeout=60)
    process.stdout.close()
    acknowledged = {line.split()[0] for line in told if line.endswith("\n")}
    assert len(acknowledged) >= 25
    assert acknowledged <= set(ledger.standing().documents)
    assert ledger.check() == []
    fill(ledger)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE entries SET record = replace(record, '1000', '9000') WHERE batch = 1", "batch 1 has been changed"),
        ("UPDATE batches SET recorded_at = '2023-01-01 00:00:00.000000' WHERE number = 2", "batch 2 has been changed"),
        ("DELETE FROM entries WHERE batch = 2 AND position = 3", "batch 2 has been changed"),
        ("UPDATE texts SET text = replace(text, 'Seoul', 'Tokyo')", "has been changed since it was read"),
        ("DELETE FROM texts", "the text of document d-.* is gone"),
        ("DELETE FROM batches WHERE number = 1", "batch 1 is missing"),
        ("INSERT INTO entries VALUES (9, 0, NULL, '{}')", "1 rows of entries belong to no batch"),
    ],
)
def test_tampering_is_found(place: str, ledger: Ledger, statement: str, words: str) -> None:
    """Whatever is changed behind the ledger's back, `check` says what and where."""
    fill(ledger)
    meddle(place, statement)
    problems = ledger.check()
    assert problems
    assert {p.slug for p in problems} & {"broken-chain", "changed-text"}
    assert any(re.search(words, p.message) for p in problems)


def test_a_tampered_ledger_gives_no_answer(place: str, ledger: Ledger) -> None:
    """A ledger whose chain does not hold is not read as if it did, but it can be checked."""
    fill(ledger)
    meddle(place, "UPDATE entries SET record = replace(record, '1000', '9000') WHERE batch = 1")
    again = open_ledger(place, FixedClock())
    with pytest.raises(LedgerBroken, match="batch 1 has been changed"):
        _ = again.standing().claims
    with pytest.raises(LedgerBroken, match="batch 1 has been changed"):
        again.document(report(0).id)
    assert again.check() != []
    again.close()


def test_a_ledger_of_a_newer_program_is_refused(place: str, ledger: Ledger) -> None:
    """Its tables may mean something that this program does not know."""
    meddle(place, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer version"):
        open_ledger(place, system_clock)


def test_opening_prints_nothing(place: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither making a ledger nor opening it again writes to the terminal."""
    for _ in range(2):
        open_ledger(place, system_clock).close()
    assert capfd.readouterr() == ("", "")


def test_many_past_answers_are_asked_in_turn(place: str, ledger: Ledger) -> None:
    """Answers as known at many instants stay right, whichever of them are held ready."""
    fill(ledger, 8)
    instants = [b.recorded_at for b in ledger.batches()]
    for _ in range(2):
        assert [len(ledger.standing(at).documents) for at in instants] == list(range(1, 9))
    assert ledger.standing(instants[0] - timedelta(days=1)).documents == {}

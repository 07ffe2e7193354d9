"""Writers that are held up, that come in fours, and whose clock is set: nothing is lost and the order stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest

from keep.samples import containers, report
from reportedly.keep.additions import reading
from reportedly.world.clock import FixedClock, system_clock
from reportedly.world.ledgers.opening import open_ledger
from serve.commands import claims, reports, run
from world.writing import fill, writer


@contextmanager
def held(place: str) -> Iterator[Any]:
    """A connection of somebody else that is writing; committed at the end at the latest."""
    if "://" in place:
        with psycopg.connect(place) as other:
            other.execute("SELECT pg_advisory_xact_lock(hashtext('reportedly ledger'))")
            yield other
    else:
        with closing(sqlite3.connect(place, isolation_level=None, check_same_thread=False)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield other


def test_a_writer_waits_for_another_and_then_writes(place: str) -> None:
    """As long as it is patient, however much it has to write."""
    with closing(open_ledger(place, FixedClock(), timeout=60)) as ledger:
        with held(place) as other:
            waiting = Thread(target=fill, args=(ledger, 3))
            waiting.start()
            waiting.join(0.3)
            assert waiting.is_alive()
            other.commit()
            waiting.join(60)
        assert len(list(ledger.batches())) == 3


def test_a_reading_that_waits_in_vain_is_told_what_to_do(tmp_path: Path) -> None:
    """In one line, with its slug; the same command does it afterwards."""
    ledger, given = tmp_path / "ledger.db", reports(tmp_path / "reports")
    run("read", given / "containers.txt", ledger=ledger)
    with held(str(ledger)):
        done = run("read", given / "soldiers.txt", ledger=ledger)
        assert done.exit_code == 1
        assert done.stderr.splitlines() == [
            f"reportedly: {ledger}: another process is writing to the ledger; try again [ledger-locked]"
        ]
        before = len(claims(ledger))
    assert run("read", given / "soldiers.txt", ledger=ledger).exit_code == 0
    assert len(claims(ledger)) > before


def test_four_writers_lose_nothing(place: str) -> None:
    """Four processes with dozens of batches among them, of which each reads some that another reads too."""
    open_ledger(place, system_clock).close()
    writers = [writer(place, first, first + 12) for first in (0, 10, 20, 30)]
    told = [process.communicate(timeout=300)[0].splitlines() for process in writers]
    assert [process.returncode for process in writers] == [0, 0, 0, 0]
    acknowledged = {
        line.split()[0]: int(line.split()[1]) for lines in told for line in lines if not line.endswith(" 0")
    }
    with closing(open_ledger(place, system_clock)) as ledger:
        assert set(ledger.standing().documents) == set(acknowledged)
        assert sorted(acknowledged.values()) == list(range(1, 43))
        assert [batch.number for batch in ledger.batches()] == list(range(1, 43))
        assert ledger.check() == []


@pytest.mark.parametrize("years", [-30, -1, 30])
def test_a_clock_that_is_set_changes_no_order_and_no_earlier_answer(place: str, years: int) -> None:
    """Back or forward by years, between two openings: what was known at each instant is what it was."""
    start = datetime(2024, 6, 1, 12, tzinfo=UTC)
    clocks = [start, start + timedelta(days=365 * years), start + timedelta(minutes=5)]
    known = list[tuple[datetime, int]]()
    for n, instant in enumerate(clocks):
        with closing(open_ledger(place, lambda instant=instant: instant)) as ledger:  # type: ignore[misc]
            batch = ledger.append(reading(report(n), [containers(report(n))], "rules/1"))
            assert batch
            known.append((batch.recorded_at, n + 1))
            assert [len(ledger.standing(at).documents) for at, _ in known] == [count for _, count in known]
            assert ledger.check() == []
    assert [at for at, _ in known] == sorted({at for at, _ in known})

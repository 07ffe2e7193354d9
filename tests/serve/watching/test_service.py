"""Rounds without end: what one meets never ends the watch."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from reportedly.serve.watching.service import Round, rounds, watcher
from reportedly.serve.wiring import reader
from reportedly.terms.problem import Problem
from reportedly.terms.watching import Indicator, PolledSource, Watch
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.sql import open_sql_ledger


def test_another_writer_delays_a_round_and_does_not_end_the_watch(tmp_path: Path) -> None:
    """Somebody writes for longer than one waits: it is told, and the next round does the work."""
    (tmp_path / "in").mkdir()
    watch = Watch(
        (PolledSource("cuttings", "folder", str(tmp_path / "in")),), (Indicator("quiet", "silence", "KP", days=9),)
    )
    told: list[Problem] = []
    done: list[Round] = []
    clock = FixedClock(datetime(2026, 5, 3, tzinfo=UTC))
    with closing(open_sql_ledger(tmp_path / "l.db", clock, timeout=0.1)) as ledger:
        other = sqlite3.connect(tmp_path / "l.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        it = watcher(watch, ledger, reader(), clock, (lambda: bool(done), told.append))
        rounds(it, done.append, lambda seconds: other.execute("ROLLBACK"))
        other.close()
    assert told[0].slug == "ledger-locked"
    assert "another process is writing to the ledger; try again; the next round goes on" in told[0].message
    assert len(done) == 1
    assert done[0].judged.evaluations[0].reason.startswith("First looked at")

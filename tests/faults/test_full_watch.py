"""A watch whose disk is full: what it knew stays, one clear line, and with room again it goes on where it stood."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from faults.test_full_disk import crowd, mounted
from reportedly.terms.watching import Channel, Delivery, Message, Outcome
from reportedly.world.ledgers.tables import alerts, batches, deliveries, fetches, found, marks, polled
from reportedly.world.notify.files import append
from serve.watching.test_watch_command import Desk, new_desk

STATE = (alerts, batches, deliveries, fetches, found, marks, polled)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    yield from mounted(tmp_path / "small", "4m")


@pytest.fixture
def desk(small: Path) -> Desk:
    """A desk on that disk, watched once, with another report in its inbox."""
    made = new_desk(small / "desk")
    assert made.once().exit_code == 0
    made.receive(2)
    return made


def state(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the tables in which a watch keeps its state, as another process finds them."""
    with closing(sqlite3.connect(desk.ledger)) as connection:
        return {t.name: sorted(connection.execute(f"SELECT * FROM {t.name}"), key=repr) for t in STATE}


@pytest.mark.parametrize("left", [0, 8_192, 65_536, 300_000])
def test_a_watch_on_a_full_disk_keeps_what_it_knew(desk: Desk, left: int) -> None:
    """Whether nothing fits, or some steps of the round: no row that stood is gone, a fault is one line."""
    before = state(desk)
    room = crowd(desk.folder, left)
    done = desk.once()
    assert done.exception is None or isinstance(done.exception, SystemExit)
    if done.exit_code:
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert "full" in done.stderr or "No space left" in done.stderr, done.stderr
    else:
        assert left
    room.unlink(missing_ok=True)
    after = state(desk)
    for name in (alerts.name, batches.name, fetches.name):
        assert [row for row in after[name] if row in before[name]] == before[name]
    assert {row[0] for row in after[polled.name]} == {row[0] for row in before[polled.name]}
    assert desk.once().exit_code == 0
    assert len(state(desk)[batches.name]) == len(before[batches.name]) + 1
    assert len(desk.logged()) == 1
    assert desk.sound()


def test_a_log_of_alerts_on_a_full_disk(small: Path) -> None:
    """A line that does not fit leaves no part of it behind those that stand, and is told; with room it is appended once."""
    log, at = small / "log.jsonl", datetime(2026, 1, 1, tzinfo=UTC)
    channel = Channel("log", "file", str(log))

    def sent(ident: str, size: int) -> Outcome:
        return append(
            Delivery(ident, "log", "alerts", (), Message("x", "x", data={"x": "y" * size}), at, at), channel, at
        )

    assert sent("m-1", 10) == Outcome()
    before = log.read_bytes()
    room = crowd(small, 40_000)
    assert "No space left" in str(sent("m-2", 100_000))
    assert log.read_bytes() == before
    room.unlink()
    assert sent("m-2", 100_000) == Outcome()
    assert sent("m-2", 100_000) == Outcome()
    assert len(log.read_bytes().splitlines()) == 2


def test_a_first_watch_on_a_full_disk(small: Path) -> None:
    """Nothing is there afterwards that a later watch would take for a state; with room it begins."""
    made = new_desk(small / "desk")
    room = crowd(small)
    done = made.once()
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "full" in done.stderr or "No space left" in done.stderr
    room.unlink()
    assert made.once().exit_code == 0
    assert made.sound()

"""One watch at a time over a ledger, with real processes."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import LedgerError, LedgerLocked
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from reportedly.world.watching.lock import ENDING, only_watch
from world.watching.lock_holder import watched_elsewhere


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[SqlLedger]:
    with closing(open_sql_ledger(path, FixedClock())) as opened:
        yield opened


def test_a_second_watch_is_told_who_holds_the_first(ledger: SqlLedger, path: Path) -> None:
    """By the number of its process; the ledger itself can be read and written meanwhile."""
    with watched_elsewhere(path) as other:
        with pytest.raises(LedgerLocked) as told, only_watch(ledger):
            pass
        assert str(told.value) == f"{path}: another watch is at work on this ledger (process {other.pid})"
        assert ledger.check() == []


def test_the_lock_goes_with_a_process_that_is_killed(ledger: SqlLedger, path: Path) -> None:
    """SIGKILL leaves the file behind, and it holds nobody up."""
    with watched_elsewhere(path) as other:
        other.kill()
        other.wait()
        assert Path(f"{path}{ENDING}").read_text() == f"{other.pid}\n"
        with only_watch(ledger):
            assert Path(f"{path}{ENDING}").read_text() != f"{other.pid}\n"


def test_within_one_process_there_is_one_watch_too(ledger: SqlLedger) -> None:
    """And once it has ended, or failed, the next may begin."""
    with only_watch(ledger), pytest.raises(LedgerLocked), only_watch(ledger):
        pass
    with pytest.raises(ZeroDivisionError), only_watch(ledger):
        raise ZeroDivisionError
    with only_watch(ledger):
        pass


def test_two_ledgers_are_watched_side_by_side(ledger: SqlLedger, tmp_path: Path) -> None:
    """The lock is one ledger's."""
    with closing(open_sql_ledger(tmp_path / "other.db", FixedClock())) as other, only_watch(ledger), only_watch(other):
        assert sorted(each.name for each in tmp_path.glob(f"*{ENDING}")) == [
            f"{n}.db{ENDING}" for n in ("ledger", "other")
        ]


def test_only_its_owner_reads_the_lock(ledger: SqlLedger, path: Path) -> None:
    """As the ledger's own files."""
    with only_watch(ledger):
        assert stat.S_IMODE(Path(f"{path}{ENDING}").stat().st_mode) == 0o600


def test_a_lock_that_cannot_be_made_is_one_fault(ledger: SqlLedger, path: Path) -> None:
    """Where something else stands in its place."""
    Path(f"{path}{ENDING}").mkdir()
    with pytest.raises(LedgerError, match="the watch cannot be locked"), only_watch(ledger):
        pass

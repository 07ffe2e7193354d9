"""Backups and restoring on disks that are full or only for reading: one line, and nothing is left behind."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.backups import back_up
from reportedly.world.ledgers.restores import restore
from reportedly.world.ledgers.sql import open_sql_ledger
from world.whole_ledgers import everything, filled, quiet

SIZE = 160 * 1024
"""Bytes of the disk: less than a ledger, more than half of one."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, too small for a ledger."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "reportedly-test", folder]
    try:
        mounted = subprocess.run(mounting, capture_output=True, text=True, check=False)
    except OSError as fault:
        pytest.skip(f"no disk can be mounted here: {fault}")
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def one_line(fault: pytest.ExceptionInfo[LedgerError], name: Path) -> str:
    words = str(fault.value)
    assert words.startswith(f"{name}: ")
    assert "\n" not in words
    return words


def test_a_full_disk_leaves_no_backup(place: str, disk: Path) -> None:
    """From a file and from PostgreSQL; the ledger can be backed up elsewhere after that."""
    filled(place)
    with pytest.raises(LedgerError) as fault:
        back_up(place, disk / "b.db", FixedClock(), False, quiet)
    assert "full" in one_line(fault, disk / "b.db")
    assert os.listdir(disk) == []
    back_up(place, disk.parent / "b.db", FixedClock(), False, quiet)
    assert everything(disk.parent / "b.db") == everything(place)


def test_a_full_disk_leaves_the_backup_that_is_there(tmp_path: Path, disk: Path) -> None:
    """Also where it was to be replaced."""
    place = filled(str(tmp_path / "ledger.db"))
    (disk / "b.db").write_text("the earlier one")
    with pytest.raises(LedgerError):
        back_up(place, disk / "b.db", FixedClock(), True, quiet)
    assert (disk / "b.db").read_text() == "the earlier one"
    assert os.listdir(disk) == ["b.db"]


def test_a_full_disk_leaves_no_half_ledger(tmp_path: Path, disk: Path) -> None:
    """Restored onto it."""
    back_up(filled(str(tmp_path / "ledger.db")), tmp_path / "b.db", FixedClock(), False, quiet)
    with pytest.raises(LedgerError) as fault:
        restore(tmp_path / "b.db", str(disk / "ledger.db"), FixedClock(), quiet)
    assert "full" in one_line(fault, disk / "ledger.db")
    assert os.listdir(disk) == []


def test_where_nothing_may_be_written_it_says_so(tmp_path: Path, disk: Path) -> None:
    """A disk for reading only."""
    place = filled(str(tmp_path / "ledger.db"))
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for name in (disk / "b.db", disk / "folder" / "b.db"):
        with pytest.raises(LedgerError, match="Read-only file system") as fault:
            back_up(place, name, FixedClock(), False, quiet)
        one_line(fault, name)


def test_a_backup_on_a_disk_for_reading_only_is_restored(tmp_path: Path, disk: Path) -> None:
    """It is one file with nothing beside it, and opening it writes nothing."""
    backup = tmp_path / "b.db"
    back_up(filled(str(tmp_path / "ledger.db")), backup, FixedClock(), False, quiet)
    subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
    (disk / "b.db").write_bytes(backup.read_bytes())
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with closing(open_sql_ledger(disk / "b.db", FixedClock())) as ledger:
        assert ledger.check() == []
    restore(disk / "b.db", str(tmp_path / "again.db"), FixedClock(), quiet)
    assert everything(tmp_path / "again.db") == everything(backup)

"""Backups of ledgers in a file and in PostgreSQL: whole, checked, of one moment, and never in the way."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import closing
from pathlib import Path

import pytest

from keep.samples import containers, report
from reportedly.errors import LedgerBroken, LedgerError, NotALedger, UsageError
from reportedly.keep.additions import reading as entries_of
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.backups import back_up
from reportedly.world.ledgers.copies import copy_pages, held_version
from reportedly.world.ledgers.engine import engine_of, reading
from reportedly.world.ledgers.places import url_of
from reportedly.world.ledgers.sql import open_sql_ledger
from reportedly.world.ledgers.tables import VERSION, VERSION_TABLE
from world.meddling import meddle, rows
from world.whole_ledgers import everything, filled, killed_at, quiet
from world.writing import fill, writer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where backups go: a folder that is not there yet."""
    return tmp_path / "backups" / "monday.db"


def backed_up(place: str, file: Path, force: bool = False) -> Path:
    back_up(place, file, FixedClock(), force, quiet)
    return file


def test_a_backup_is_a_ledger_with_all_that_the_ledger_holds(place: str, file: Path) -> None:
    """Every row of every table is in it; nobody else may read it; nothing lies beside it, also once it was opened."""
    filled(place)
    held = back_up(place, file, FixedClock(), False, quiet)
    assert everything(file) == everything(place)
    with closing(open_sql_ledger(file, FixedClock())) as ledger, closing(open_sql_ledger(place, FixedClock())) as first:
        assert ledger.check() == []
        assert list(ledger.batches()) == list(first.batches())
        assert ledger.standing().claims == first.standing().claims
        claims, last = len(first.standing().claims), first.standing().last
    assert (held.batches, held.documents, held.claims, held.last) == (6, 3, claims, last)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert os.listdir(file.parent) == [file.name]


def test_what_is_written_meanwhile_is_not_in_a_backup_and_waits_for_nothing(place: str, file: Path) -> None:
    """Another process goes on reading reports in while the copy is made; the copy holds what was there at its beginning."""
    fill_with(place, 3)
    process = writer(place, 3, 40)
    assert process.stdout
    first = process.stdout.readline().split()
    lines = []

    def show(doing: str, done: int, whole: int) -> None:
        if len(lines) < 5:  # batches that are written between two steps of the copying
            lines.append(process.stdout.readline().split())  # type: ignore[union-attr]

    held = back_up(place, file, FixedClock(), False, show)
    lines += [line.split() for line in process.stdout]
    assert process.wait(60) == 0
    assert [int(number) for _, number in (first, *lines)] == list(range(4, 41))
    with closing(open_sql_ledger(file, FixedClock())) as copy, closing(open_sql_ledger(place, FixedClock())) as ledger:
        batches = list(ledger.batches())
        assert len(batches) == 40
        assert 4 <= held.batches <= 40
        assert list(copy.batches()) == batches[: held.batches]
        assert copy.check() == []


def fill_with(place: str, count: int) -> None:
    with closing(open_sql_ledger(place, FixedClock())) as ledger:
        fill(ledger, count)


def test_copying_a_file_is_not_begun_anew_by_others_writing(tmp_path: Path) -> None:
    """However often another connection commits, each step brings the copy forward, and it is of the moment it began at."""
    place, part = str(tmp_path / "ledger.db"), tmp_path / "part"
    fill_with(place, 3)
    before, left = everything(place), list[int]()
    engine = engine_of(url_of(place), 5)
    with closing(open_sql_ledger(place, FixedClock())) as other:

        def show(_doing: str, done: int, whole: int) -> None:
            left.append(whole - done)
            if len(left) < 8:
                n = 100 + len(left)
                assert other.append(entries_of(report(n), [containers(report(n))], "rules/1"))

        with reading(engine, place) as connection:
            held_version(connection, place)
            copy_pages(connection, part, str(part), show, pages=3)
    engine.dispose()
    assert len(left) > 8
    assert left == sorted(set(left), reverse=True)
    assert left[-1] == 0
    assert everything(part) == before
    assert len(everything(place)["batches"]) == 10


def test_a_file_that_is_there_is_replaced_only_where_one_says_so(place: str, file: Path) -> None:
    """Without --force it is refused; with it, it is the new backup."""
    fill_with(place, 1)
    backed_up(place, file)
    fill_with(place, 2)
    with pytest.raises(UsageError, match="is there already"):
        backed_up(place, file)
    assert len(everything(file)["batches"]) == 1
    backed_up(place, file, force=True)
    assert everything(file) == everything(place)


def test_of_a_ledger_that_is_not_sound_there_is_no_backup(place: str, file: Path) -> None:
    """Also an earlier one stays as it was; nothing is left of the attempt."""
    fill_with(place, 2)
    backed_up(place, file)
    good = file.read_bytes()
    meddle(place, "UPDATE texts SET text = 'forged'")
    for name in (file, file.with_name("other.db")):
        with pytest.raises(LedgerBroken, match="no backup was made, for the ledger is not sound"):
            backed_up(place, name, force=True)
    assert file.read_bytes() == good
    assert os.listdir(file.parent) == [file.name]


def test_a_file_that_appears_meanwhile_is_left_as_it_is(tmp_path: Path, file: Path) -> None:
    """Whoever was first keeps the name."""
    place = str(tmp_path / "ledger.db")
    fill_with(place, 1)

    def show(doing: str, _done: int, _whole: int) -> None:
        if doing == "naming":
            file.write_text("mine")

    with pytest.raises(UsageError, match="was put there meanwhile"):
        back_up(place, file, FixedClock(), False, show)
    assert file.read_text() == "mine"
    assert os.listdir(file.parent) == [file.name]


def test_the_ledger_itself_is_no_file_for_its_backup(tmp_path: Path) -> None:
    """By whatever name it goes."""
    place = tmp_path / "ledger.db"
    fill_with(str(place), 1)
    (tmp_path / "link.db").symlink_to(place)
    for name in ("ledger.db", "link.db"):
        with pytest.raises(UsageError, match="is the ledger itself"):
            backed_up(str(place), tmp_path / name, force=True)


def test_where_there_is_no_ledger_none_is_made(tmp_path: Path, file: Path) -> None:
    """A name that was mistyped, an empty file, another program's database, a file that is none."""
    (tmp_path / "empty.db").touch()
    (tmp_path / "text.db").write_text("a text " * 1000)
    meddle(str(tmp_path / "other.db"), "CREATE TABLE notes (n)")
    for name, error in (("no.db", UsageError), *((n, NotALedger) for n in ("empty.db", "text.db", "other.db"))):
        with pytest.raises(error):
            backed_up(str(tmp_path / name), file)
    assert sorted(os.listdir(tmp_path)) in (
        ["backups", "empty.db", "other.db", "text.db"],
        ["empty.db", "other.db", "text.db"],
    )
    assert not file.exists()


def test_a_ledger_of_a_newer_program_is_refused(place: str, file: Path) -> None:
    """Its tables may hold what this program would leave out."""
    fill_with(place, 1)
    meddle(place, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer version"):
        backed_up(place, file)
    assert not file.exists()


@pytest.mark.parametrize(
    "moment",
    [("copying", 1), pytest.param(("checking", 1), marks=pytest.mark.full), ("naming", 1)],
    ids=["copying", "checking", "naming"],
)
def test_a_killed_backup_leaves_no_file_of_that_name(place: str, file: Path, moment: tuple[str, int]) -> None:
    """Whatever it was at; the ledger is as it was, and doing it again works."""
    filled(place)
    before = everything(place)
    killed_at(moment, "backup", file, place)
    assert not file.exists()
    assert everything(place) == before
    assert everything(backed_up(place, file)) == before


def test_what_a_killed_backup_left_goes_after_a_day(tmp_path: Path, file: Path) -> None:
    """What another may still be writing stays."""
    place = filled(str(tmp_path / "ledger.db"))
    killed_at(("checking", 1), "backup", file, place)
    (left,) = [path for path in file.parent.iterdir() if path.name.endswith(".part")]
    backed_up(place, file)
    assert left.exists()
    os.utime(left, (0, 0))
    backed_up(place, file, force=True)
    assert os.listdir(file.parent) == [file.name]


def test_logs_of_another_database_are_not_taken_for_the_new_one_s(tmp_path: Path) -> None:
    """SQLite would play them into the backup."""
    place = filled(str(tmp_path / "ledger.db"))
    (tmp_path / "b.db-wal").write_bytes(b"frames")
    with pytest.raises(UsageError, match=r"b\.db-wal lies beside it"):
        backed_up(place, tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


def test_a_damaged_file_is_told_of_and_not_copied(tmp_path: Path, file: Path) -> None:
    """A ledger whose end is missing."""
    place = tmp_path / "ledger.db"
    filled(str(place))
    shutil.copy(place, tmp_path / "cut.db")
    os.truncate(tmp_path / "cut.db", place.stat().st_size // 2)
    with pytest.raises(LedgerError):
        backed_up(str(tmp_path / "cut.db"), file)
    assert not file.exists()


def test_the_backup_of_a_ledger_of_this_version_is_of_this_version(place: str, file: Path) -> None:
    """Its table of versions says so."""
    fill_with(place, 1)
    assert rows(str(backed_up(place, file)), f"SELECT version_num FROM {VERSION_TABLE}") == [(VERSION,)]

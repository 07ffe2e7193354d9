"""Restoring backups into a file and into PostgreSQL: all of it or nothing, and never over a ledger that holds anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from keep.samples import containers, report
from postgres import Databases
from reportedly.errors import LedgerBroken, LedgerError, NotALedger, UsageError
from reportedly.keep.query import ClaimQuery
from reportedly.keep.reviews import review
from reportedly.serve.wiring import tables
from reportedly.terms.items import ItemTree
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.backups import back_up
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.restores import restore
from reportedly.world.ledgers.sql import open_sql_ledger
from reportedly.world.ledgers.tables import VERSION_TABLE
from world.meddling import behind, meddle, rows
from world.whole_ledgers import everything, filled, killed_at, quiet
from world.writing import fill


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup with something in every table; nobody writes to it."""
    folder = tmp_path_factory.mktemp("backup")
    back_up(filled(str(folder / "ledger.db")), folder / "backup.db", FixedClock(), False, quiet)
    return folder / "backup.db"


@pytest.fixture(params=("no file", "empty file", "empty ledger", "no tables in postgresql", "empty in postgresql"))
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place where a ledger may be restored."""
    path = tmp_path / "restored" / "ledger.db"
    if request.param.endswith("postgresql"):
        postgres: Databases = request.getfixturevalue("postgres")
        with postgres.fresh(empty=request.param.startswith("no tables")) as url:
            yield url
        return
    if request.param != "no file":
        path.parent.mkdir()
        path.touch()
    if request.param == "empty ledger":
        open_sql_ledger(path, FixedClock()).close()
    yield str(path)


def test_a_restored_ledger_is_the_one_that_was_backed_up(backup: Path, target: str) -> None:
    """Every row, what stands at every instant, what words find; it is written to like any ledger, and numbers go on."""
    before = backup.read_bytes()
    held = restore(backup, target, FixedClock(), quiet)
    assert backup.read_bytes() == before
    assert everything(target) == everything(backup)
    with (
        closing(open_sql_ledger(target, FixedClock())) as ledger,
        closing(open_sql_ledger(backup, FixedClock())) as was,
    ):
        batches = list(was.batches())
        assert list(ledger.batches()) == batches
        for batch in batches:
            at = batch.recorded_at
            assert ledger.standing(at).claims == was.standing(at).claims
            assert ledger.standing(at).rejected == was.standing(at).rejected
        assert held.last == ledger.standing().last
        assert ledger.check() == []
        catalogue = Catalogue(ledger, ItemTree(tables().items))
        assert catalogue.search(ClaimQuery(text='"containers to Russia"')).total == 2
        last = max(number for (number,) in rows(target, "SELECT number FROM index_claims"))
        fill(ledger, 5)
        ledger.append([review(ledger.standing(), containers(report(2)).id, "rejected", "Ann")])
        assert ledger.check() == []
    assert max(number for (number,) in rows(target, "SELECT number FROM index_claims")) > last


def test_a_ledger_goes_to_postgresql_and_comes_back(backup: Path, team_url: str, tmp_path: Path) -> None:
    """The same rows in every table, alerts and what was fetched among them, whichever way they went."""
    restore(backup, team_url, FixedClock(), quiet)
    back_up(team_url, tmp_path / "again.db", FixedClock(), False, quiet)
    restore(tmp_path / "again.db", str(tmp_path / "ledger.db"), FixedClock(), quiet)
    assert everything(team_url) == everything(tmp_path / "again.db") == everything(backup)
    assert everything(tmp_path / "ledger.db") == everything(backup)
    assert all(everything(backup).values())


def test_what_is_numbered_goes_on_after_what_is_there(backup: Path, team_url: str) -> None:
    """PostgreSQL gives no number anew that a row bears."""
    restore(backup, team_url, FixedClock(), quiet)
    numbered = ("index_claims", "readings", "watch_fetches", "watch_alerts")
    for table in numbered:
        ((last, following),) = rows(
            team_url, f"SELECT max(number), nextval(pg_get_serial_sequence('{table}', 'number')) FROM {table}"
        )
        assert following == last + 1


@pytest.mark.parametrize("what", ["batches", "readings"])
def test_a_ledger_that_holds_anything_is_refused(what: str, backup: Path, place: str) -> None:
    """Be it only the log of readings; it stays as it is."""
    with closing(open_sql_ledger(place, FixedClock())) as ledger:
        if what == "batches":
            fill(ledger, 1)
    if what == "readings":
        meddle(
            place,
            'INSERT INTO readings(number, at, "by", what, documents, claims, problems) '
            "VALUES (1, '2024-01-01 00:00:00', 'Ann', 'x', 0, 0, '[]')",
        )
    before = everything(place)
    with pytest.raises(UsageError, match=f"holds 1 rows of {what}, .*name another, or move that one away"):
        restore(backup, place, FixedClock(), quiet)
    assert everything(place) == before


def test_a_database_of_something_else_is_refused(backup: Path, postgres: Databases, tmp_path: Path) -> None:
    """In a file and in PostgreSQL."""
    with postgres.fresh(empty=True) as url:
        for place in (url, str(tmp_path / "other.db")):
            meddle_plain(place)
            with pytest.raises(NotALedger):
                restore(backup, place, FixedClock(), quiet)
            assert rows(place, "SELECT * FROM notes") == []


def meddle_plain(place: str) -> None:
    with behind(place) as connection:
        connection.execute("CREATE TABLE notes (n integer)")


def test_what_is_no_sound_backup_is_refused(backup: Path, target: str, tmp_path: Path) -> None:
    """A missing file, a text, an empty file, half a file, a forged one, one of a newer program; nothing is made."""
    for name in ("forged.db", "newer.db", "half.db"):
        shutil.copy(backup, tmp_path / name)
    meddle(str(tmp_path / "forged.db"), "UPDATE entries SET record = replace(record, '1,000', '9,000')")
    meddle(str(tmp_path / "newer.db"), f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    os.truncate(tmp_path / "half.db", backup.stat().st_size // 2)
    (tmp_path / "empty.db").touch()
    (tmp_path / "text.db").write_text("a text " * 1000)
    errors: dict[str, type[Exception]] = {
        "no.db": UsageError,
        "empty.db": NotALedger,
        "text.db": NotALedger,
        "forged.db": LedgerBroken,
        "newer.db": LedgerError,
        "half.db": LedgerError,
    }
    there = state(target)
    for name, error in errors.items():
        with pytest.raises(error, match=name.replace(".", r"\.")):
            restore(tmp_path / name, target, FixedClock(), quiet)
        assert state(target) == there, name
    assert not (tmp_path / "no.db").exists()
    restore(backup, target, FixedClock(), quiet)
    assert everything(target) == everything(backup)


def state(target: str) -> object:
    """Which files there are, or which tables and batches."""
    if "://" not in target:
        path = Path(target)
        held = rows(target, "SELECT count(*) FROM sqlite_master") if path.exists() else None
        return (held, sorted(os.listdir(path.parent)) if path.parent.exists() else [])
    return rows(target, "SELECT count(*) FROM information_schema.tables")


KILLED = [
    ("sqlite", "no file", ("copying", 1)),
    ("sqlite", "no file", ("naming", 1)),
    ("sqlite", "empty ledger", ("keeping", 1)),
    ("postgresql", "empty ledger", ("copying", 9)),
    ("postgresql", "empty ledger", ("keeping", 1)),
]
KILLED_TOO = [
    ("sqlite", "no file", ("checking", 1)),
    ("sqlite", "empty ledger", ("copying", 5)),
    ("postgresql", "empty ledger", ("copying", 1)),
    ("postgresql", "empty ledger", ("checking", 1)),
]
MOMENTS = [*KILLED, *(pytest.param(*moment, marks=pytest.mark.full) for moment in KILLED_TOO)]


@pytest.mark.parametrize(
    ("place", "there", "moment"),
    MOMENTS,
    indirect=["place"],
    ids=[f"{a}-{b}-{m}-{n}" for a, b, (m, n) in KILLED + KILLED_TOO],
)
def test_a_killed_restoring_leaves_no_half_ledger(
    there: str, moment: tuple[str, int], place: str, backup: Path
) -> None:
    """What was there before is there; doing it again works."""
    if there == "empty ledger":
        open_sql_ledger(place, FixedClock()).close()
    before = everything(place) if there == "empty ledger" else None
    killed_at(moment, "restore", backup, place)
    assert (everything(place) if before is not None else Path(place).exists()) == (before or False)
    restore(backup, place, FixedClock(), quiet)
    assert everything(place) == everything(backup)


def test_the_log_of_a_ledger_that_was_moved_away_is_not_played_into_the_restored_one(
    backup: Path, tmp_path: Path
) -> None:
    """It may hold batches of that ledger: it is to be moved too."""
    (tmp_path / "ledger.db-wal").write_bytes(b"frames")
    with pytest.raises(UsageError, match=r"ledger\.db-wal lies beside it"):
        restore(backup, str(tmp_path / "ledger.db"), FixedClock(), quiet)
    assert os.listdir(tmp_path) == ["ledger.db-wal"]


def test_a_restored_file_is_one_in_which_readers_do_not_wait(backup: Path, tmp_path: Path) -> None:
    """It keeps its log ahead, as every ledger; the backup has none, so that it is one file."""
    restore(backup, str(tmp_path / "ledger.db"), FixedClock(), quiet)
    assert rows(str(tmp_path / "ledger.db"), "PRAGMA journal_mode") == [("wal",)]
    assert rows(str(backup), "PRAGMA journal_mode") == [("delete",)]

"""The ledger in a SQLite file: other processes, other files, and harm done to it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from keep.samples import containers, report
from reportedly.errors import LedgerError, LedgerLocked, NotALedger, UsageError
from reportedly.keep.additions import reading
from reportedly.keep.ledger import Ledger
from reportedly.world.clock import FixedClock, system_clock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.schema import MIGRATIONS
from reportedly.world.ledgers.tables import VERSION, Instant, metadata
from world.writing import fill, writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "100%.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    opened = open_ledger(path, FixedClock())
    yield opened
    opened.close()


def tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_reading_goes_on_while_another_process_writes(path: Path, ledger: Ledger) -> None:
    """A reader is neither blocked by a writer in the midst of a batch nor shown the half of it."""
    fill(ledger)
    before = dict(ledger.standing().claims)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM entries")
        assert ledger.standing().claims == before
        assert len(list(ledger.batches())) == 2
        assert ledger.check() == []
        other.execute("ROLLBACK")


def test_a_busy_ledger_is_locked(path: Path, ledger: Ledger) -> None:
    """A writer that waits in vain is told so in one line, and nothing is lost."""
    impatient = open_ledger(path, FixedClock(), timeout=0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerLocked, match="another process is writing"):
            fill(impatient)
        other.execute("ROLLBACK")
    fill(impatient)
    assert len(impatient.standing().documents) == 2
    impatient.close()


@pytest.mark.parametrize("content", [b"Seoul says the North shipped containers.", b"%PDF-1.7\n" * 300])
def test_a_file_of_another_kind_is_no_ledger(tmp_path: Path, content: bytes) -> None:
    """It is refused and left as it was."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(NotALedger, match=r"notes\.txt is no ledger"):
        open_ledger(path, system_clock)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_no_ledger(tmp_path: Path) -> None:
    """A SQLite file with other tables is refused and left as it was."""
    path = tmp_path / "photos.db"
    tamper(path, "CREATE TABLE photos (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="it holds photos"):
        open_ledger(path, system_clock)
    assert path.read_bytes() == before


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    """A path to a folder is told as such."""
    with pytest.raises(NotALedger, match="is a folder"):
        open_ledger(tmp_path, system_clock)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file where the ledger's folder should be is a plain error."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(LedgerError, match="taken"):
        open_ledger(tmp_path / "taken" / "l.db", system_clock)


def test_a_damaged_file_is_told(path: Path, ledger: Ledger) -> None:
    """Pages overwritten by something else give one plain line, not a trace."""
    fill(ledger)
    ledger.close()
    content = bytearray(path.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="100%"):
        open_ledger(path, FixedClock()).standing()


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    """A file of no bytes is as good as none."""
    (tmp_path / "l.db").touch()
    ledger = open_ledger(tmp_path / "l.db", FixedClock())
    fill(ledger)
    assert ledger.check() == []
    ledger.close()


@pytest.mark.parametrize("url", ["nothing://here", "postgresql+nodriver://host/db"])
def test_a_url_without_driver_is_told(url: str) -> None:
    """An unknown kind of database is a plain error."""
    with pytest.raises((LedgerError, UsageError)):
        open_ledger(url, system_clock)


def test_a_sqlite_url_is_a_path(tmp_path: Path) -> None:
    """The url of a SQLite file opens the same ledger as its path."""
    ledger = open_ledger(f"sqlite:///{tmp_path / 'l.db'}", FixedClock())
    fill(ledger)
    assert ledger.name == str(tmp_path / "l.db")
    ledger.close()
    assert (tmp_path / "l.db").exists()


def test_a_password_is_never_shown() -> None:
    """What is told of a database that cannot be reached names it without its password, in one line."""
    with pytest.raises(LedgerError) as caught:
        open_ledger("postgresql+psycopg://ann:secret@localhost:1/ledger", system_clock)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_file_is_in_wal_mode(path: Path, ledger: Ledger) -> None:
    """The file remembers the mode in which readers do not wait for the writer."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_migrations_make_the_tables(path: Path, ledger: Ledger) -> None:
    """The tables in a new file have the columns that the program declares, and the newest migration is the version."""
    engine = create_engine(f"sqlite:///{path}")
    made = {t: {c["name"] for c in inspect(engine).get_columns(t)} for t in metadata.tables}
    indexed = {t: {tuple(i["column_names"]) for i in inspect(engine).get_indexes(t)} for t in metadata.tables}
    engine.dispose()
    assert made == {name: set(table.c.keys()) for name, table in metadata.tables.items()}
    assert indexed == {
        name: {tuple(c.name for c in index.columns) for index in table.indexes}
        for name, table in metadata.tables.items()
    }
    assert max(f.name[1:5] for f in (MIGRATIONS / "versions").glob("v*.py")) == VERSION


def test_instants_keep_their_zone() -> None:
    """A database column of instants gives back UTC, and takes no instant without zone."""
    column, dialect = Instant(), create_engine("sqlite://").dialect
    noon = datetime(2024, 1, 1, 12, tzinfo=UTC)
    assert column.process_result_value(noon.replace(tzinfo=None), dialect) == noon
    assert column.process_bind_param(noon, dialect) == noon
    with pytest.raises(ValueError, match="no time zone"):
        column.process_bind_param(noon.replace(tzinfo=None), dialect)


def test_nothing_heavy_loads_before_a_ledger_opens() -> None:
    """Importing what opens a ledger loads neither SQLAlchemy nor Alembic."""
    code = "import sys, reportedly.world.ledgers.opening; print({'sqlalchemy', 'alembic'} & set(sys.modules))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert told.stdout.strip() == "set()"


def test_a_ledger_opened_twice_here_keeps_its_log_from_others(path: Path, ledger: Ledger) -> None:
    """A second opening in this process lets go of no lock: another process that comes and goes takes nothing away."""
    fill(ledger)
    open_ledger(path, FixedClock()).close()
    assert writer(path, 2, 3).wait(60) == 0
    assert path.with_name(f"{path.name}-wal").exists()
    ledger.append(reading(report(3), [containers(report(3))], "rules/1"))
    again = open_ledger(path, FixedClock())
    assert len(again.standing().documents) == 4
    assert again.check() == []
    again.close()

"""The ledger in a SQLite file: other processes, other files, and harm done to it."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from keep.samples import containers, report, shells
from reportedly.errors import LedgerBroken, LedgerError, LedgerLocked, NotALedger, UsageError
from reportedly.keep.additions import reading
from reportedly.keep.entry import DocumentWithdrawn, PartiesMerged
from reportedly.keep.ledger import Ledger
from reportedly.keep.reviews import correction, review
from reportedly.world.clock import FixedClock, system_clock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.schema import MIGRATIONS
from reportedly.world.ledgers.tables import VERSION, VERSION_TABLE, Instant, metadata

WRITER = """
import sys
from keep.samples import containers, report
from reportedly.keep.additions import reading
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ledger = open_ledger(path, system_clock, timeout=60)
for n in range(first, last):
    batch = ledger.append(reading(report(n), [containers(report(n))], "rules/1"))
    print(report(n).id, batch.number if batch else 0, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "100%.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    opened = open_ledger(path, FixedClock())
    yield opened
    opened.close()


def fill(ledger: Ledger, count: int = 2) -> None:
    for n in range(count):
        ledger.append(reading(report(n), [containers(report(n)), shells(report(n))], "rules/1"))


def writer(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", WRITER, str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_a_ledger_is_the_same_when_opened_again(path: Path, ledger: Ledger) -> None:
    """Everything that happened is there: readings, reviews, mergers, withdrawals, and every earlier answer."""
    fill(ledger, 3)
    ledger.append([correction(ledger.standing(), containers(report(0)).id, {"quantity.low": "7"}, "Ann", "seen")])
    ledger.append([review(ledger.standing(), shells(report(0)).id, "rejected", "Bo")])
    ledger.append([PartiesMerged("DPRK", "KP"), DocumentWithdrawn(report(1).id, "a forgery")])
    now, batches = ledger.standing(), list(ledger.batches())
    ledger.close()
    again = open_ledger(path, FixedClock())
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


def test_another_connection_sees_what_was_committed(path: Path, ledger: Ledger) -> None:
    """A reader that was open before sees each batch once it is committed."""
    reader = open_ledger(path, FixedClock())
    assert reader.standing().claims == {}
    fill(ledger)
    assert reader.standing().claims == ledger.standing().claims
    reader.close()


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


def test_two_writers_do_not_interleave(path: Path, ledger: Ledger) -> None:
    """Two processes that read overlapping documents leave one sound chain, in which each document was read once."""
    writers = [writer(path, 0, 12), writer(path, 6, 18)]
    told = [process.communicate(timeout=120)[0] for process in writers]
    assert [process.returncode for process in writers] == [0, 0]
    numbers = sorted(int(line.split()[1]) for out in told for line in out.splitlines() if not line.endswith(" 0"))
    assert numbers == list(range(1, 19))
    assert len(ledger.standing().documents) == len(ledger.standing().claims) == 18
    assert ledger.check() == []


def test_two_processes_may_make_the_ledger_at_once(tmp_path: Path) -> None:
    """Whoever comes second finds it made."""
    writers = [writer(tmp_path / "l.db", n, n + 1) for n in range(2)]
    for process in writers:
        process.communicate(timeout=120)
    assert [process.returncode for process in writers] == [0, 0]


def test_a_killed_writer_loses_no_acknowledged_batch(path: Path, ledger: Ledger) -> None:
    """Every document that a writer said to have read before it was killed is there, and the chain is whole."""
    process = writer(path, 0, 100_000)
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
def test_tampering_is_found(path: Path, ledger: Ledger, statement: str, words: str) -> None:
    """Whatever is changed behind the ledger's back, `check` says what and where."""
    fill(ledger)
    tamper(path, statement)
    problems = ledger.check()
    assert problems
    assert {p.slug for p in problems} == {"broken-chain"}
    assert any(re.search(words, p.message) for p in problems)


def test_a_tampered_ledger_gives_no_answer(path: Path, ledger: Ledger) -> None:
    """A ledger whose chain does not hold is not read as if it did, but it can be checked."""
    fill(ledger)
    tamper(path, "UPDATE entries SET record = replace(record, '1000', '9000') WHERE batch = 1")
    again = open_ledger(path, FixedClock())
    with pytest.raises(LedgerBroken, match="batch 1 has been changed"):
        _ = again.standing().claims
    with pytest.raises(LedgerBroken, match="batch 1 has been changed"):
        again.document(report(0).id)
    assert again.check() != []
    again.close()


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


def test_a_ledger_of_a_newer_program_is_refused(path: Path, ledger: Ledger) -> None:
    """Its tables may mean something that this program does not know."""
    tamper(path, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer version"):
        open_ledger(path, system_clock)


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


def test_opening_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither making a ledger nor opening it again writes to the terminal."""
    for _ in range(2):
        open_ledger(tmp_path / "l.db", system_clock).close()
    assert capfd.readouterr() == ("", "")


def test_instants_keep_their_zone() -> None:
    """A database column of instants gives back UTC, and takes no instant without zone."""
    column, dialect = Instant(), create_engine("sqlite://").dialect
    noon = datetime(2024, 1, 1, 12, tzinfo=UTC)
    assert column.process_result_value(noon.replace(tzinfo=None), dialect) == noon
    assert column.process_bind_param(noon, dialect) == noon
    with pytest.raises(ValueError, match="no time zone"):
        column.process_bind_param(noon.replace(tzinfo=None), dialect)


def test_many_past_answers_are_asked_in_turn(path: Path, ledger: Ledger) -> None:
    """Answers as known at many instants stay right, whichever of them are held ready."""
    fill(ledger, 8)
    instants = [b.recorded_at for b in ledger.batches()]
    for _ in range(2):
        assert [len(ledger.standing(at).documents) for at in instants] == list(range(1, 9))
    assert ledger.standing(instants[0] - timedelta(days=1)).documents == {}


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

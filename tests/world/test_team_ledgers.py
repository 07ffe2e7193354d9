"""The ledger of a team, in PostgreSQL: its connections, its lock, its roles, and what becomes of it when things break."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event

from keep.samples import containers, report, shells
from postgres import Databases, Server, packaged_binaries, running, system_binaries
from reportedly.errors import LedgerError, LedgerLocked, NotALedger, UsageError
from reportedly.keep.additions import reading
from reportedly.keep.query import ClaimQuery
from reportedly.serve.wiring import tables
from reportedly.terms.items import ItemTree
from reportedly.world.clock import FixedClock, system_clock
from reportedly.world.ledgers.backups import back_up
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.places import name_of, url_of
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from reportedly.world.watching.lock import only_watch
from world.meddling import rows
from world.whole_ledgers import quiet
from world.writing import fill

LOCK = "SELECT pg_advisory_xact_lock(hashtext('reportedly ledger'))"
HELD = """
import sys, time
from sqlalchemy import event
from keep.samples import containers, report
from reportedly.keep.additions import reading
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

ledger = open_ledger(sys.argv[1], system_clock)

@event.listens_for(ledger.engine, "commit")
def wait(connection):
    if connection.get_execution_options().get("writes"):
        print("in the midst", flush=True)
        time.sleep(120)

ledger.append([e for n in range(300) for e in reading(report(n), [containers(report(n))], "rules/1")])
"""
"""A process that has put a whole batch into the tables, and is about to commit it."""


@pytest.fixture
def ledger(team_url: str) -> Iterator[SqlLedger]:
    with closing(open_sql_ledger(team_url, FixedClock())) as opened:
        yield opened


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that may be ended and started again."""
    binaries = system_binaries() or packaged_binaries()
    assert binaries
    with running(binaries) as started:
        yield started


def catalogue(ledger: SqlLedger) -> Catalogue:
    return Catalogue(ledger, ItemTree(tables().items))


@pytest.mark.parametrize("found", [system_binaries, packaged_binaries])
def test_a_server_is_started_from_what_is_there_and_ended(found: object, tmp_path: Path) -> None:
    """From the system's binaries and from the package's, where they are; at least one of them is. Nothing is left of it."""
    assert system_binaries() or packaged_binaries()
    binaries = found() if callable(found) else None
    if binaries:
        with running(binaries) as started, psycopg.connect(started.url()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
            number = int((started.folder / "data" / "postmaster.pid").read_text().split()[0])
            os.kill(number, 0)
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)
        assert not started.folder.exists()


def test_readers_go_on_while_a_batch_is_written(ledger: SqlLedger, team_url: str) -> None:
    """A reader is neither blocked by a writer in the midst of a batch nor shown the half of it."""
    fill(ledger)
    before = dict(ledger.standing().claims)
    with psycopg.connect(team_url) as other:
        other.execute(LOCK)
        other.execute("DELETE FROM entries")
        with closing(open_sql_ledger(team_url, FixedClock())) as reader:
            assert reader.standing().claims == before
            assert reader.check() == []
            assert catalogue(reader).search(ClaimQuery(text="containers")).total == 2
        other.rollback()


def test_a_busy_ledger_is_locked(team_url: str) -> None:
    """A writer that waits in vain is told so in one line, and nothing is lost."""
    impatient = open_sql_ledger(team_url, FixedClock(), timeout=0.05)
    with psycopg.connect(team_url) as other:
        other.execute(LOCK)
        with pytest.raises(LedgerLocked, match="another process is writing"):
            fill(impatient)
    fill(impatient)
    assert len(impatient.standing().documents) == 2
    impatient.close()


def test_another_ledger_of_the_same_server_is_not_locked(team_url: str, postgres: Databases) -> None:
    """The locks of writing and of watching are those of one database."""
    with postgres.fresh() as elsewhere, psycopg.connect(elsewhere) as other:
        other.execute(LOCK)
        with closing(open_sql_ledger(team_url, FixedClock(), timeout=0.05)) as ledger, only_watch(ledger):
            fill(ledger)
            with closing(open_sql_ledger(elsewhere, FixedClock())) as second, only_watch(second):
                assert len(ledger.standing().documents) == 2


def test_one_watch_at_a_time(ledger: SqlLedger, team_url: str) -> None:
    """A second is refused; the lock goes with the connection, holds no transaction open, and can be taken again."""
    with closing(open_sql_ledger(team_url, FixedClock())) as other:
        with only_watch(ledger):
            with pytest.raises(LedgerLocked, match="another watch is at work"), only_watch(other):
                pass
            states = "SELECT state FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            assert {state for (state,) in rows(team_url, states)} == {"idle"}
        with only_watch(other):
            pass
        with only_watch(ledger):
            lost = "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND database = "
            rows(team_url, lost + "(SELECT oid FROM pg_database WHERE datname = current_database())")
            with only_watch(other):
                pass


def test_a_writer_killed_in_the_midst_of_a_batch_leaves_nothing_of_it(ledger: SqlLedger, team_url: str) -> None:
    """Nor does it hold up the next."""
    fill(ledger)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with subprocess.Popen(
        [sys.executable, "-c", HELD, team_url], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the midst\n"
        assert rows(team_url, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")[0][0] >= 1
        os.kill(process.pid, signal.SIGKILL)
    fill(ledger, 4)
    assert len(ledger.standing().documents) == len(list(ledger.batches())) == 4
    assert ledger.check() == []


@pytest.mark.parametrize("moment", ["before_cursor_execute", "after_cursor_execute"])
def test_a_connection_lost_in_the_midst_of_a_batch_is_told_in_one_line(
    ledger: SqlLedger, team_url: str, moment: str
) -> None:
    """Before a statement and before a COPY; nothing of the batch is kept, and the same call does it afterwards."""
    fill(ledger)
    told = [entry for n in range(50) for entry in reading(report(n), [shells(report(n), "rules/2")], "rules/2")]
    writers = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "

    def end(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT nextval"):
            event.remove(ledger.engine, moment, end)
            rows(team_url, writers + "(SELECT oid FROM pg_database WHERE datname = current_database())")

    event.listen(ledger.engine, moment, end)
    with pytest.raises(LedgerError, match="the connection to the database was lost") as caught:
        ledger.append(told)
    assert "\n" not in str(caught.value)
    assert len(list(ledger.batches())) == 2
    assert ledger.append(told) is not None
    assert ledger.check() == []


def test_a_server_that_was_started_again_is_no_fault(server: Server) -> None:
    """Pooled connections are made anew: a ledger and a catalogue open before go on. While the server is away, it is told
    in one line."""
    ledger = open_sql_ledger(server.url(), FixedClock())
    fill(ledger)
    whole = catalogue(ledger)
    assert whole.search(ClaimQuery(text="containers")).total == 2
    server.stop()
    for work in (lambda: fill(ledger, 4), ledger.standing, ledger.check, lambda: whole.search(ClaimQuery())):
        with pytest.raises(LedgerError, match="cannot be reached") as caught:
            work()
        assert "\n" not in str(caught.value)
    server.start()
    assert whole.search(ClaimQuery(text="containers")).total == 2
    server.stop()
    server.start()
    fill(ledger, 4)
    assert whole.search(ClaimQuery(text="containers")).total == 4
    assert ledger.check() == []
    ledger.close()


def test_who_may_only_read_reads(server: Server, tmp_path: Path) -> None:
    """A role with no right but to select opens the ledger, asks, checks and backs up; to write is refused in one line."""
    with psycopg.connect(server.url(), autocommit=True) as admin:
        admin.execute("CREATE ROLE team LOGIN")
        admin.execute("CREATE ROLE guest LOGIN")
        admin.execute("CREATE DATABASE shared OWNER team")
    with closing(open_sql_ledger(server.url("shared", "team"), FixedClock())) as owner:
        fill(owner)
        with psycopg.connect(server.url("shared", "team")) as connection:
            connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
        with closing(open_sql_ledger(server.url("shared", "guest"), FixedClock())) as guest:
            assert guest.standing().claims == owner.standing().claims
            assert catalogue(guest).search(ClaimQuery(text="containers")).total == 2
            assert guest.check() == []
            held = back_up(server.url("shared", "guest"), tmp_path / "backup.db", FixedClock(), False, quiet)
            assert held.last == owner.standing().last
            with pytest.raises(LedgerError, match="permission denied") as caught:
                fill(guest, 3)
            assert "\n" not in str(caught.value)
        assert len(owner.standing().documents) == 2


def test_a_database_of_something_else_is_no_ledger(postgres: Databases) -> None:
    """It is refused and left as it was."""
    with postgres.fresh(empty=True) as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE photos (id integer)")
        with pytest.raises(NotALedger, match="it holds photos"):
            open_ledger(url, system_clock)
        assert rows(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [("photos",)]


@pytest.mark.parametrize("beginning", ["postgresql://", "postgres://", "postgresql+psycopg://"])
def test_the_url_of_a_database_is_written_as_elsewhere(team_url: str, beginning: str) -> None:
    """All three forms mean the same ledger, and no driver need be named."""
    with closing(open_ledger(beginning + team_url.removeprefix("postgresql://"), FixedClock())) as ledger:
        fill(ledger)
        assert ledger.name.startswith("postgresql://")


def test_a_missing_driver_names_its_extra(team_url: str) -> None:
    """In one line, which says what to install."""
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from reportedly.__main__ import main\n"
        f"sys.argv = ['reportedly', 'claims', '--ledger', {team_url!r}]\n"
        "main()"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "COLUMNS": "400"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert line.endswith("needs psycopg: pip install 'reportedly[postgres]'")


@pytest.mark.parametrize(
    "url", ["mysql://a:secret@h/x", "postgresql://a:secret@h:port/x", "postgresql+psycopg2://a:secret@h/x"]
)
def test_a_place_of_another_kind_is_told_without_its_password(url: str) -> None:
    """What cannot be a ledger's place is a plain error of use."""
    with pytest.raises(UsageError) as caught:
        open_ledger(url, system_clock)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["postgresql://ann:secret@h/x", "postgres://ann@h/x?password=secret"])
def test_a_name_shows_no_password(url: str) -> None:
    """Wherever in the url it stands."""
    name = name_of(url_of(url))
    assert "secret" not in name
    assert name.startswith("postgresql://ann")


def test_a_batch_too_odd_for_the_database_is_told_in_one_line(ledger: SqlLedger) -> None:
    """A text that PostgreSQL cannot hold is refused as a whole, and the ledger goes on."""
    odd = containers(report(1), stage="a stage of more than sixteen letters")
    with pytest.raises(LedgerError) as caught:
        ledger.append(reading(report(1), [odd], "rules/1"))
    assert "\n" not in str(caught.value)
    assert list(ledger.batches()) == []
    fill(ledger)
    assert ledger.check() == []

"""docs/team.md and docker-compose.yml: what they say is done against a server, as far as that goes without an engine."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
import typer
import yaml

from postgres import Server, packaged_binaries, running, system_binaries
from reportedly.errors import LedgerError
from reportedly.keep.query import ClaimQuery
from reportedly.serve import settings
from reportedly.serve.cli import app
from reportedly.serve.wiring import tables
from reportedly.terms.items import ItemTree
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.places import url_of
from reportedly.world.ledgers.sql import open_sql_ledger
from world.meddling import rows
from world.writing import fill

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "team.md").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.fixture
def server() -> Iterator[Server]:
    binaries = system_binaries() or packaged_binaries()
    assert binaries
    with running(binaries) as started:
        yield started


def run(url: str, block: str) -> None:
    with psycopg.connect(url, autocommit=True) as admin:
        for statement in block.split(";"):
            if statement.strip():
                admin.execute(statement.encode())


def test_the_page_makes_a_ledger_its_readers_and_its_copy(server: Server) -> None:
    """Its SQL makes roles that may do what it says, and its pg_dump a ledger that is the same, found by words too."""
    first, second = re.findall(r"^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    run(server.url(), first)
    owner = server.url("reportedly", "reportedly")
    with closing(open_sql_ledger(owner, FixedClock())) as ledger:
        fill(ledger)
        run(server.url("reportedly"), second)
        fill(ledger, 3)
        with closing(open_ledger(server.url("reportedly", "reader"), FixedClock())) as reader:
            assert reader.standing().claims == ledger.standing().claims
            with pytest.raises(LedgerError, match="permission denied"):
                fill(reader, 4)
        run(server.url(), "CREATE DATABASE restored OWNER reportedly TEMPLATE template0")
        dump, restore = re.findall(r"^(pg_dump .*|pg_restore .*)$", PAGE, re.MULTILINE)
        for command in (dump, restore):
            program, *words = shlex.split(_here(command, server))
            done = subprocess.run([server.binaries / program, *words], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
        with closing(open_sql_ledger(server.url("restored", "reportedly"), FixedClock())) as copy:
            assert list(copy.batches()) == list(ledger.batches())
            assert copy.check() == []
            assert Catalogue(copy, ItemTree(tables().items)).search(ClaimQuery(text='"went by rail"')).total == 3
            fill(copy, 5)
            assert copy.check() == []
    assert rows(owner, "SELECT count(*) FROM texts") == [(3,)]


def _here(command: str, server: Server) -> str:
    """The command with this server and its folder in the place of those of the page."""
    for name in ("reportedly", "restored"):
        command = command.replace(f"postgresql://reportedly@db.example/{name}", server.url(name, "reportedly"))
    return command.replace("ledger.dump", str(server.folder / "ledger.dump"))


def test_the_composition_runs_what_there_is() -> None:
    """Its command is one of ours with options that it takes, its variables are those that are read, its url is a ledger's,
    its extras and ports agree with the rest."""
    workbench, database = COMPOSE["services"]["workbench"], COMPOSE["services"]["database"]
    program, name, *words = workbench["command"]
    known = {option for p in COMMANDS[name].params for option in p.opts}
    assert program == "reportedly"
    assert {word for word in words if word.startswith("--")} <= known
    assert set(workbench["environment"]) == {settings.LEDGER, settings.TOKENS}
    url = url_of(workbench["environment"][settings.LEDGER])
    assert (url.host, url.username, url.database) == (
        "database",
        database["environment"]["POSTGRES_USER"],
        database["environment"]["POSTGRES_DB"],
    )
    assert words[words.index("--port") + 1] == workbench["ports"][0].split(":")[-1]
    assert "'.[postgres,web]'" in workbench["build"]["dockerfile_inline"]
    assert set(workbench["depends_on"]) <= set(COMPOSE["services"])


def test_all_that_the_composition_names_is_declared() -> None:
    """Each volume and secret that a service uses stands below, and the password in no service's environment."""
    for service in COMPOSE["services"].values():
        named = {volume.split(":")[0] for volume in service["volumes"]}
        assert named <= set(COMPOSE["volumes"])
        assert set(service["secrets"]) <= set(COMPOSE["secrets"])
        assert not any(key.endswith("PASSWORD") for key in service["environment"])


def test_the_password_reaches_the_command(tmp_path: Path) -> None:
    """The entry point hands the secret to what it runs, with its words whole."""
    (tmp_path / "database").write_text("a secret\n")
    shell: list[str] = [word.replace("$$", "$") for word in COMPOSE["services"]["workbench"]["entrypoint"]]
    shell[2] = shell[2].replace("/run/secrets", str(tmp_path))
    told: Any = subprocess.run(
        [*shell, "sh", "-c", 'echo "$PGPASSWORD|$1"', "x", "two words"],
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    assert told.stdout == "a secret|two words\n"

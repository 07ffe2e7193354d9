"""A ledger that cannot be written to is read all the same, wherever that comes from; writing says so in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.engine import reading
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.sql import open_sql_ledger
from serve.commands import reports, run, shipped
from world.writing import fill, writer

BOUND = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
"""What makes root one for whom the rights of files hold."""
RIGHTS = ((0o444, 0o755), (0o644, 0o555), (0o444, 0o555))
"""Those of the files, and those of the folder."""
LEFT: dict[str, tuple[str, ...]] = {
    "closed": (),
    "with its log": ("-wal",),
    "with its log and what readers share": ("-wal", "-shm"),
}
ASK = """
import sys
from typer.testing import CliRunner
from reportedly.serve.cli import app
for place in sys.argv[2:]:
    for words in sys.argv[1].split(";"):
        done = CliRunner().invoke(app, words.split() + ["--ledger", place])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        print(done.exit_code, done.stdout.count('"id": "c-'), len(done.stderr.splitlines()), done.stderr.strip()[-400:])
"""


def left_behind(made: Path, left: str) -> Path:
    """A folder with a ledger, as its last writer left it."""
    path = made.with_name(f"{made.name} before") / "ledger.db"
    made.mkdir()
    with closing(open_ledger(path, FixedClock())) as ledger:
        fill(ledger)
        for suffix in ("", *LEFT[left]):
            shutil.copy(f"{path}{suffix}", made / f"ledger.db{suffix}")
    if not LEFT[left]:
        shutil.copy(path, made / "ledger.db")
    return made


@pytest.fixture(params=LEFT)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with a ledger, in each state."""
    return left_behind(tmp_path / "ledgers", request.param)


@contextmanager
def mounted(folder: Path, where: Path) -> Iterator[Path]:
    """A folder again at another place, for reading only."""
    where.mkdir()
    tried = subprocess.run(["mount", "--bind", folder, where], capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"nothing can be mounted here: {tried.stderr.strip()}")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", where], check=True)
        yield where
    finally:
        subprocess.run(["umount", "--lazy", where], check=True)


def asked(commands: str, *ledgers: Path) -> list[str]:
    """How commands end, for one who may do only what the rights of files allow: exit code, claims, lines of errors."""
    bound = [] if os.geteuid() else BOUND
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    words = [*bound, sys.executable, "-c", ASK, commands, *map(str, ledgers)]
    done = subprocess.run(words, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_ledger_on_a_disk_for_reading_only_is_asked(folder: Path, tmp_path: Path) -> None:
    """Claims, flows, a dossier elsewhere and the check; reading in and deciding are refused in one line; nothing is left."""
    given = reports(tmp_path / "reports")
    with mounted(folder, tmp_path / "mounted") as there:
        ledger, before = there / "ledger.db", sorted(path.name for path in there.iterdir())
        assert run("claims", ledger=ledger).exit_code == 0
        record = shipped(ledger)
        for words in (("flows",), ("flow", "KP", "RU"), ("explain", record["id"])):
            done = run(*words, ledger=ledger)
            assert done.exit_code == 0, done.output
        assert run("dossier", "KP", "RU", "-o", tmp_path / "d.html", ledger=ledger).exit_code == 0
        with closing(open_ledger(ledger, FixedClock())) as opened:
            assert opened.check() == []
            assert len(list(opened.batches())) == 2
        for words in (("read", given / "soldiers.txt"), ("review", record["id"], "accept", "--by", "Ann")):
            done = run(*words, ledger=ledger)
            assert done.exit_code == 1
            assert "for reading only" in done.stderr
            assert len(done.stderr.splitlines()) == 1
        for output in (there / "d.html", ledger / "d.html"):
            done = run("dossier", "KP", "RU", "-o", output, ledger=ledger)
            assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
        assert sorted(path.name for path in there.iterdir()) == before


def test_a_ledger_without_the_right_to_write_is_asked(tmp_path: Path) -> None:
    """Neither to the file, nor to its folder, nor to either, in whatever state it was left. One whose files may all be
    written to is written to, though nothing may be added to their folder."""
    places, refused = list[Path](), list[bool]()
    open_to_writers = (0o644, "with its log and what readers share")
    for left in LEFT:
        for n, (file, folder) in enumerate(RIGHTS):
            made = left_behind(tmp_path / f"{left} {n}", left)
            for path in made.iterdir():
                path.chmod(file)
            made.chmod(folder)
            places.append(made / "ledger.db")
            refused.append((file, left) != open_to_writers)
    told = asked("claims --format jsonl;flow KP RU --format json;review c-871 accept --by Ann", *places)
    assert len(told) == 27
    for claims, flow, review, is_refused in zip(told[::3], told[1::3], told[2::3], refused, strict=True):
        assert claims.startswith("0 4 0"), claims
        assert flow.startswith("0 "), flow
        assert review.startswith("1 0 1 " if is_refused else "0 "), review
        assert ("for reading only" in review) == is_refused


def test_a_folder_that_may_not_be_looked_into_is_told(tmp_path: Path) -> None:
    """In one line, and not as if it held no ledger."""
    (tmp_path / "closed").mkdir(mode=0o000)
    (told,) = asked("claims", tmp_path / "closed" / "ledger.db")
    assert told.startswith("1 0 1 ")
    assert "Permission denied" in told


def test_what_changes_while_it_is_taken_for_still_is_told(tmp_path: Path) -> None:
    """A writer with rights that the reader lacks is noticed at the end of the transaction; asked anew, all is there."""
    folder = left_behind(tmp_path / "ledgers", "closed")
    with mounted(folder, tmp_path / "mounted") as there:
        still = open_sql_ledger(there / "ledger.db", FixedClock())
        with pytest.raises(LedgerError, match="ask again"), reading(still.engine, still.name) as connection:  # noqa: PT012 -- at its end
            connection.exec_driver_sql("SELECT count(*) FROM entries").scalar()
            assert writer(folder / "ledger.db", 2, 3).wait(60) == 0
        assert still.check() == []
        assert len(still.standing().documents) == 3
        still.close()

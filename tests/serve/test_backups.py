"""`reportedly backup` and `reportedly restore`, as they are typed."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from serve.commands import CONTAINERS, claims, reports, run
from serve.test_cli import process
from world.whole_ledgers import everything

HELD = r"2 batches, 2 documents, (\d+) claims; last seal 2:[0-9a-f]{64} of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\n"


def test_a_ledger_goes_into_a_file_and_back(read_once: Path, tmp_path: Path) -> None:
    """Both commands say what is in it; the claims are the same, ids and all."""
    file, again = tmp_path / "monday.db", tmp_path / "again.db"
    done = run("backup", file, ledger=read_once)
    assert done.exit_code == 0, done.output
    told = re.fullmatch(rf"wrote {file}, a backup of {read_once}: {HELD}", done.stdout)
    assert told
    assert int(told[1]) == len(claims(read_once))
    restored = run("restore", file, ledger=again)
    assert restored.exit_code == 0, restored.output
    assert re.fullmatch(rf"restored {again} from {file}: {HELD}", restored.stdout)
    assert claims(again) == claims(file) == claims(read_once)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_is_overwritten(read_once: Path, tmp_path: Path) -> None:
    """A backup that is there without --force, a ledger that holds anything ever: one line, exit code 2."""
    file = tmp_path / "monday.db"
    file.write_text("mine")
    done = run("backup", file, ledger=read_once)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "is there already: name another file, or give --force" in done.stderr
    assert file.read_text() == "mine"
    assert run("backup", file, "--force", ledger=read_once).exit_code == 0
    refused = run("restore", file, ledger=read_once)
    assert (refused.exit_code, refused.stdout, len(refused.stderr.splitlines())) == (2, "", 1)


def test_what_is_no_backup_is_told_in_one_line(tmp_path: Path) -> None:
    """With the slug of a ledger's fault."""
    (tmp_path / "text.db").write_text("a text " * 1000)
    done = run("restore", tmp_path / "text.db", ledger=tmp_path / "l.db")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"reportedly: {tmp_path / 'text.db'} is no ledger [not-a-ledger]\n"
    assert not (tmp_path / "l.db").exists()


@pytest.mark.full
def test_reports_are_read_while_backups_are_made(tmp_path: Path) -> None:
    """A real reading goes on beside backups, each of which is sound and holds the first batches of the ledger."""
    folder, ledger = reports(tmp_path / "in"), tmp_path / "l.db"
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(CONTAINERS.replace("1,000", f"{number + 1},000"), encoding="utf-8")
    assert run("read", folder / "containers.txt", ledger=ledger).exit_code == 0
    reading, made = process("read", folder, "--ledger", ledger), list[Path]()
    while reading.poll() is None:
        made.append(tmp_path / f"{len(made)}.db")
        done = run("backup", made[-1], ledger=ledger)
        assert done.exit_code == 0, done.output
    assert reading.returncode == 0
    whole = everything(ledger)["batches"]
    held = [everything(file)["batches"] for file in made]
    assert all(batches == whole[: len(batches)] for batches in held)
    assert len({len(batches) for batches in held}) > 2

"""`reportedly check`: a line for each fault, the seal to note elsewhere, and how it ends."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from serve.commands import run
from world.meddling import meddle, rows


@pytest.fixture
def ledger(demo_ledger: Path, tmp_path: Path) -> Path:
    """A ledger of one's own with the examples in it."""
    return Path(shutil.copy(demo_ledger, tmp_path / "ledger.db"))


def check(ledger: Path | str, *options: str) -> Result:
    return run("check", "--ledger", str(ledger), *options)


def answer(ledger: Path, *options: str) -> Any:
    return json.loads(check(ledger, "--format", "json", *options).stdout)


def test_the_examples_are_as_they_were_recorded(demo_ledger: Path) -> None:
    """Two lines: the last seal, and what was looked at."""
    done = check(demo_ledger)
    assert (done.exit_code, done.stderr) == (0, "")
    seal, looked = done.stdout.splitlines()
    assert re.fullmatch(r"\d+ batches, the last of \d{4}-\d\d-\d\d [\d:]{8} UTC; seal \d+:[0-9a-f]{64}", seal)
    assert re.fullmatch(r"looked at \d+ batches, \d+ documents, \d+ claims, \d+ texts: all as it was recorded", looked)


def test_a_seal_that_was_noted_is_asked_for(ledger: Path) -> None:
    """It holds, or the batch is gone, or bears another; each noted seal is told of."""
    seal = answer(ledger)["last"]["seal"]
    number = int(seal.partition(":")[0])
    done = check(ledger, "--seal", seal, "--seal", f"{number}:{'0' * 64}", "--seal", f"{number + 1}:{'0' * 64}")
    assert done.exit_code == 1
    told = done.stdout
    assert f"batch {number} still bears the seal {seal}" in told
    assert (
        f"batch {number} bears another seal than {number}:{'0' * 64}: the ledger was written anew [other-seal]" in told
    )
    assert f"batch {number + 1}, whose seal was noted, is not there: the ledger ends with batch {number}" in told
    assert check(ledger, "--seal", seal).exit_code == 0
    assert check(ledger, "--seal", "latest").exit_code == 2


def test_many_faults_of_a_kind_are_counted(ledger: Path) -> None:
    """The first twenty are told, and how many more there are; the exit code is 1."""
    meddle(str(ledger), "UPDATE index_claims SET modality = 'rumoured'")
    (count,) = rows(str(ledger), "SELECT count(*) FROM index_claims")[0]
    done = check(ledger)
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert sum(line.endswith("differs in modality [stale-index]") for line in lines) == 20
    assert f"… and {count - 20} more [stale-index]" in lines
    assert lines[-1].endswith(f": {count} faults")
    told = answer(ledger)
    assert (told["sound"], len(told["faults"]), told["more"]) == (False, 20, {"stale-index": count - 20})


def test_the_index_is_made_anew_where_that_alone_is_wrong(ledger: Path) -> None:
    """It says so, and what it did; a second time there is nothing to do."""
    meddle(str(ledger), "DELETE FROM index_about", "UPDATE index_documents SET claims = 0")
    assert "reportedly check --mend" in check(ledger).stdout
    done = check(ledger, "--mend")
    assert done.exit_code == 0, done.output
    assert "was made anew" in done.stdout
    assert "batches, entries and texts were not touched" in done.stdout
    assert check(ledger, "--mend").stdout.startswith("nothing needs to be made anew")
    meddle(str(ledger), "DELETE FROM index_about")
    told = answer(ledger, "--mend")
    assert (told["sound"], told["mended"]) == (True, told["looked_at"]["documents"])


def test_nothing_is_made_anew_from_what_is_not_what_was_recorded(ledger: Path) -> None:
    """The index of a ledger that was tampered with may tell what stood there before."""
    meddle(str(ledger), "DELETE FROM index_about", "UPDATE texts SET text = text || '!'")
    before = rows(str(ledger), "SELECT * FROM index_documents")
    done = check(ledger, "--mend")
    assert done.exit_code == 1
    assert "nothing was made anew" in done.stdout
    assert rows(str(ledger), "SELECT * FROM index_documents") == before
    assert rows(str(ledger), "SELECT * FROM index_about") == []


def test_a_damaged_file_gives_lines_and_no_trace(ledger: Path) -> None:
    """A page of the entries overwritten."""
    (root,) = rows(str(ledger), "SELECT rootpage FROM sqlite_master WHERE name = 'entries'")[0]
    (size,) = rows(str(ledger), "PRAGMA page_size")[0]
    with ledger.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    done = check(ledger)
    assert done.exit_code == 1
    assert "[damaged-file]" in done.stdout
    assert "Traceback" not in done.output
    assert done.stdout.splitlines()[-1].startswith("looked at ")


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    """Nothing is wrong with it; a seal that was noted of it is missed."""
    empty = tmp_path / "empty.db"
    open_ledger(empty, FixedClock()).close()
    done = check(empty)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, f"{empty} is empty: it holds no batch")
    missed = check(empty, "--seal", f"3:{'a' * 64}")
    assert missed.exit_code == 1
    assert "batch 3, whose seal was noted, is not there: the ledger is empty [other-seal]" in missed.stdout


@pytest.mark.parametrize("options", [(), ("--mend",), ("--seal", f"3:{'a' * 64}"), ("--format", "json")])
def test_a_ledger_that_is_not_there_is_not_sound(options: tuple[str, ...], tmp_path: Path) -> None:
    """A mistyped path is wrong use, in one line: no file is made, and nothing is said to be as it was recorded."""
    gone = tmp_path / "nope.db"
    done = check(gone, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"reportedly: {gone}: there is no such file\n"
    assert not gone.exists()


def test_what_is_no_ledger_is_one_line(tmp_path: Path) -> None:
    """As with every command."""
    (tmp_path / "notes.db").write_text("no ledger at all" * 100)
    done = check(tmp_path / "notes.db")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [f"reportedly: {tmp_path / 'notes.db'} is no ledger [not-a-ledger]"]


def test_a_ledger_in_postgresql_is_checked_alike(team_url: str) -> None:
    """By its url."""
    assert "is empty" in check(team_url).stdout
    meddle(team_url, "INSERT INTO entries VALUES (1, 0, NULL, '{}')")
    done = check(team_url)
    assert done.exit_code == 1
    assert "1 rows of entries belong to no batch [broken-chain]" in done.stdout

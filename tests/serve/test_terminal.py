"""What a document, a file's name or a ledger's words would have a terminal do is shown and not done."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from keep.samples import TEXT, containers, report
from reportedly.keep.additions import reading
from reportedly.serve.printing import shown
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Item
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from serve.commands import run

ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m\x9d8;;http:evil.example\x9c\u202e\u2066\r\x08\x7f\x1b[8m"
"""Clears, names the window, colours, links, turns the order, overwrites the line, conceals."""
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A ledger with one document and one claim, each of whose words holds escapes; and the claim's id."""
    path = tmp_path_factory.mktemp("hostile") / "ledger.db"
    told = {name: f"{name} {ESCAPES}" for name in ("publisher", "title", "host", "path")}
    document = replace(
        report(), **told, url=f"http://news.example/{ESCAPES}", text=f"{ESCAPES} {TEXT} {ESCAPES}", id=""
    )
    link = Link(f"White House {ESCAPES}", verb=f"said {ESCAPES}")
    claim = containers(document, items=(Item(f"arms {ESCAPES}", "munitions"),), attribution=(link,))
    claim = replace(claim, origins=(link.name,), id="")
    ledger = open_ledger(path, FixedClock())
    ledger.append(reading(document, [claim], "rules/1"))
    ledger.close()
    return path, claim.id


COMMANDS = (
    ("claims",), ("claims", "--format", "json"), ("flows",), ("flow", "KP", "RU", "munitions"), ("flow", "KP", "RU"),
    ("flow", f"KP{ESCAPES}", "RU"), ("rank", "RU"), ("explain", "CLAIM"), ("explain", "CLAIM", "--all"),
    ("explain", "--text", f"Malta barged 30 {ESCAPES} mortars to Chad{ESCAPES}."), ("explain", f"c-{ESCAPES}"),
    ("explain", "--all", "--text", f"Malta barged 30 {ESCAPES} mortars to Chad{ESCAPES}."),
    ("review", "CLAIM", "accept", "--note", ESCAPES), ("check",), ("watch", "suggest"), ("watch", "status"),
    ("dossier", "KP", "RU", "-o", f"FOLDER/{ESCAPES}.md"), ("export", "prov", "-o", f"FOLDER/{ESCAPES}.json"),
    ("export", ESCAPES), ("read", f"FOLDER/{ESCAPES}.txt"), ("sweep", f"FOLDER/{ESCAPES}.jsonl"),
    ("import", f"FOLDER/{ESCAPES}.csv"), ("backup", f"FOLDER/{ESCAPES}.db"), ("screen", f"FOLDER/{ESCAPES}.xml"),
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words)[:24].encode("ascii", "replace").decode())
def test_no_command_passes_on_what_a_terminal_obeys(
    words: tuple[str, ...], hostile: tuple[Path, str], tmp_path: Path
) -> None:
    """Neither of a document, nor of an argument, nor of a file's name; also into a pipe, which may lead to a terminal."""
    path, ident = hostile
    told = [word.replace("FOLDER", str(tmp_path)).replace("CLAIM", ident) for word in words]
    done = run(*told, ledger=path)
    assert "Usage:" not in done.output
    assert done.output
    if "json" in words:
        assert json.loads(done.stdout)
        return
    assert not OBEYED.search(done.stdout.replace("\t", " "))
    assert not OBEYED.search(done.stderr)


NAMES = (
    "new\nline.txt", "a\x1b[2Jb.txt", "gnp\u202etxt.txt", "\u2066x\u2069.txt", "\udcff\udcfe.txt", "-rf.txt",
    "a'\";$(id).txt", "%s%n.txt", "=1+1.txt", "<b>.txt", "…" * 60 + ".txt",
)  # fmt: skip


def test_files_of_any_name_are_read_and_named_in_one_line(tmp_path: Path) -> None:
    """Lines, escapes, turned writing, bytes that are no text: each file is read, and stands in its own cell of an export."""
    folder, ledger = tmp_path / "in", tmp_path / "ledger.db"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_text(f"Malta sent {number + 30} mortars to Chad, the ministry of Peru said on Friday.")
        (folder / f"empty {name}").write_text("")
    done = run("read", folder, ledger=ledger)
    faults = [line for line in done.stderr.splitlines() if line.endswith("[empty-file]")]
    assert len(faults) == len(NAMES)
    assert not OBEYED.search(done.output)
    rows = list(csv.reader(io.StringIO(run("claims", "--format", "csv", ledger=ledger).stdout)))
    path = rows[0].index("document.path")
    assert len({row[path] for row in rows[1:]}) == len(NAMES)
    assert {len(row) for row in rows} == {len(rows[0])}
    table = run("claims", ledger=ledger)
    assert not OBEYED.search(table.output)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_what_is_exact_for_programs_is_shown_on_a_terminal(form: str, hostile: tuple[Path, str]) -> None:
    """A pipe gets each letter; a terminal gets signs in the place of those that it would obey."""
    path, _ = hostile
    command = [sys.executable, "-m", "reportedly", "claims", "--format", form, "--ledger", str(path)]
    piped = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert "\x9b31m" in piped
    ours, theirs = pty.openpty()
    running = subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 65_536):
            seen += part
    except OSError:
        pass  # so a terminal says on Linux that nobody writes to it any more
    assert running.wait() == 0
    os.close(ours)
    assert "owned" in seen.decode()
    assert not OBEYED.search(seen.decode().replace("\r\n", "\n"))


def test_colours_of_tables_stay() -> None:
    """Only where colours may be written, and nothing but colours."""
    assert shown("\x1b[1mbold\x1b[0m \x1b[2J", colour=True) == "\x1b[1mbold\x1b[0m \ufffd[2J"
    assert shown("\x1b[1mbold") == "\ufffd[1mbold"
    assert shown("a\nb\tc é \u00a0") == "a\nb\tc é \u00a0"

"""How far a sweep is: lines for machines, a bar on a terminal, nothing on a pipe."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from reportedly.serve.sweeping.progress import Pace, State, duration, size_words, words
from serve.sweeping.corpora import command, environment, ledger_of, swept


def test_lines_for_machines(source: Path, tmp_path: Path) -> None:
    """`--progress json` tells the phases in order, each number only growing, and `done` last; other lines are problems."""
    done = swept(source, tmp_path / "work", "--shard", "0.001", "--progress", "json")
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    others = [line for line in done.stderr.splitlines() if not line.startswith("{")]
    assert others
    assert all(line.endswith("[no-publication-date]") for line in others)
    phases = [line["phase"] for line in told]
    assert phases == sorted(phases, key=["sifting", "reading", "done"].index)
    assert set(phases) == {"sifting", "reading", "done"}
    for name in ("size", "records", "kept", "documents", "claims"):
        numbers = [line[name] for line in told]
        assert numbers == sorted(numbers), name
    assert told[-1]["size"] == told[-1]["of"] == source.stat().st_size
    assert told[-1]["documents"] == told[-1]["of_documents"] == told[-1]["kept"] == 4
    assert all("seconds_left" in line for line in told)
    assert any(line["phase"] == "sifting" and line["seconds_left"] == 0 for line in told)


def test_a_sweep_gone_on_with_counts_what_was_done(source: Path, tmp_path: Path) -> None:
    """A second sweep begins its bar where the first one was, and ends it at the same numbers."""
    ends = []
    for _ in range(2):
        done = swept(source, tmp_path / "work", "--progress", "json")
        ends.append(json.loads([line for line in done.stderr.splitlines() if line.startswith("{")][-1]))
    for name in ("size", "records", "kept", "documents", "claims"):
        assert ends[0][name] == ends[1][name] > 0


@pytest.mark.parametrize("shown", ["auto", "none"])
def test_nothing_on_a_pipe(source: Path, tmp_path: Path, shown: str) -> None:
    """Where standard error is no terminal only problems are told there, without colours."""
    done = swept(source, tmp_path / "work", "--progress", shown)
    assert done.stderr.splitlines()
    assert all(line.endswith("[no-publication-date]") for line in done.stderr.splitlines())
    assert "\x1b" not in done.output


def test_a_bar_on_a_terminal(source: Path, tmp_path: Path) -> None:
    """On a terminal there is a bar for both phases, and standard output is the same as on a pipe."""
    ours, theirs = pty.openpty()
    work = tmp_path / "work"
    process = subprocess.Popen(
        command(source, work), stdout=subprocess.PIPE, stderr=theirs, env=environment(TERM="xterm", COLUMNS="120")
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # the terminal is gone with the process
        pass
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    seen = shown.decode()
    assert "sifting 0 KB: 0 records, 0 kept" in seen
    assert "reading 4 documents: " in seen
    assert "━" in seen
    assert out.decode().startswith("sifted 6 records")
    assert ledger_of(work).exists()


def test_time_left() -> None:
    """Time left is told from what this process did itself: what lay there already took no time."""
    pace, state = Pace(), State(size=50, of=100)
    assert pace.of(state)["seconds_left"] is None
    state.size = 100
    assert pace.of(state)["seconds_left"] == 0
    state.phase, state.of_documents = "reading", 10
    assert pace.of(state)["seconds_left"] is None


def test_words() -> None:
    """Sizes, durations and states in words."""
    assert [size_words(size) for size in (0, 1_499, 1_000_000, 2_340_000_000)] == ["0 KB", "1 KB", "1.0 MB", "2.3 GB"]
    assert [duration(seconds) for seconds in (0, 99.9, 100, 7_200)] == ["0 s", "99 s", "1 min", "2 h 0 min"]
    assert words(State(size=1_000_000, records=2_000, kept=1)) == "sifting 1.0 MB: 2,000 records, 1 kept"
    assert words(State("reading", documents=1, claims=3)) == "reading 1 document: 3 claims"

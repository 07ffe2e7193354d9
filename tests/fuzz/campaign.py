"""Fuzzes each door for some seconds and tells what came of it: `python -m fuzz.campaign FOLDER SECONDS [DOOR …]`.

The folder keeps the corpus of each door, from which the next campaign goes on, and under `failures` each input that
raised, took more than ten seconds or more than 3 GB. Exit code 1 where there was one.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from fuzz.doors import DOORS

SECONDS_EACH = 10
"""That one input may take."""

MEGABYTES = 3_000
"""That the process may hold, the language model of the parser among it (about 400)."""

LONGEST = 60_000
"""Bytes of one input."""


def main(folder: str, seconds: str, *doors: str) -> int:
    """The campaign. Returns the exit code."""
    failed = 0
    print(f"{'door':<12}{'runs':>12}{'new paths':>11}{'MB':>7}  outcome")
    for door in doors or DOORS:
        runs, paths, megabytes, outcome = _fuzzed(door, Path(folder), int(seconds))
        failed += outcome != "nothing found"
        print(f"{door:<12}{runs:>12,}{paths:>11,}{megabytes:>7,}  {outcome}", flush=True)
    return int(failed > 0)


def _fuzzed(door: str, folder: Path, seconds: int) -> tuple[int, int, int, str]:
    """Runs, inputs that took a new path, megabytes held at most, and what was found."""
    failures = folder / "failures"
    failures.mkdir(parents=True, exist_ok=True)
    flags = [
        f"-max_total_time={seconds}", f"-timeout={SECONDS_EACH}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={LONGEST}",
        f"-artifact_prefix={failures}/{door}-", "-print_final_stats=1",
    ]  # fmt: skip
    command = [sys.executable, "-m", "fuzz.target", door, str(folder / door), *flags]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    told = done.stderr + done.stdout
    (folder / f"{door}.log").write_text(told, encoding="utf-8")
    return (
        _stat(told, "number_of_executed_units"),
        _stat(told, "new_units_added"),
        _stat(told, "peak_rss_mb"),
        "nothing found" if done.returncode == 0 else _finding(told, door, folder),
    )


def _stat(told: str, name: str) -> int:
    found = re.search(rf"stat::{name}:\s*(\d+)", told)
    return int(found[1]) if found else 0


def _finding(told: str, door: str, folder: Path) -> str:
    raised = re.findall(r"^(?:\w+\.)*\w*(?:Error|Exception|Interrupt|Warning)\b.*$", told, re.MULTILINE)
    said = re.search(r"(?:ERROR|ALARM).*", told)
    kept = re.search(r"Test unit written to (\S+)", told)
    words = raised[0] if raised else said[0] if said else f"see {folder / door}.log"
    return f"{words[:100]}  {kept[1] if kept else ''}".rstrip()


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

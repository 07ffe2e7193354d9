"""The command line in this process, so that the language model is loaded once; and reports to read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from reportedly.serve.cli import app

CONTAINERS = (
    "North Korea has shipped more than 1,000 containers of munitions to Russia, the White House said on "
    "Friday.\n\nThe Kremlin denied that it had received any munitions from North Korea.\n"
)
SOLDIERS = (
    "North Korea has sent 3,000 soldiers to Russia, South Korea's National Intelligence Service said on Friday.\n"
)


def run(*words: str | Path, ledger: Path | None = None, given: str | None = None) -> Result:
    """One command over a ledger; `given` is pasted in."""
    where = [] if ledger is None else ["--ledger", str(ledger)]
    return CliRunner().invoke(app, [*map(str, words), *where], input=given)


def reports(folder: Path) -> Path:
    """A folder with two reports of 2023 and 2024."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "containers.txt").write_text(CONTAINERS, encoding="utf-8")
    (folder / "soldiers.txt").write_text(SOLDIERS, encoding="utf-8")
    metadata = {
        "containers.txt": {"publisher": "Daily Ledger", "published": "2023-10-13", "url": "https://daily.example/1"},
        "soldiers.txt": {"publisher": "Daily Ledger", "published": "2024-10-18", "url": "https://daily.example/2"},
    }
    (folder / "meta.json").write_text(json.dumps(metadata), encoding="utf-8")
    return folder


def claims(ledger: Path, *options: str) -> list[dict[str, Any]]:
    """The records that `reportedly claims` prints."""
    done = run("claims", "--format", "jsonl", *options, ledger=ledger)
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def shipped(ledger: Path) -> dict[str, Any]:
    """The claim on containers."""
    return next(c for c in claims(ledger) if c["quantity"] and c["quantity"]["unit"] == "container")

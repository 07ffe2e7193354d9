"""The wheel in an environment of its own: what a user installs works, with locked versions and nothing of the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench.supply.locks import CORE

from reportedly.serve.settings import VERSION
from serve.commands import CONTAINERS
from supply.wheel import built

pytestmark = pytest.mark.full
ARTICLE = CONTAINERS.split("\n\n")[0] + "\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an environment in it, into which the locked core and the wheel were installed."""
    folder = tmp_path_factory.mktemp("clean")
    wheel, _ = built(folder / "dist")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True, timeout=300)
    pip = [str(folder / "env" / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    for what in (["--require-hashes", "-r", str(CORE)], ["--no-deps", "--no-index", str(wheel)]):
        done = subprocess.run([*pip, *what], capture_output=True, text=True, timeout=1500)
        assert done.returncode == 0, done.stderr[-2000:]
    return folder


def reportedly(home: Path, *words: str) -> str:
    """What the installed command prints, away from the checkout and without anything of this environment."""
    own = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "REPORTEDLY", "VIRTUAL"))
    }
    command = [str(home / "env" / "bin" / "reportedly"), *words]
    done = subprocess.run(command, cwd=home, env=own, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_is_missing_or_at_odds(home: Path) -> None:
    """Pip finds all requirements met, and the command is that of the wheel."""
    checked = subprocess.run(
        [str(home / "env" / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "check"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    assert reportedly(home, "--version") == f"reportedly {VERSION}\n"


def test_the_demo_runs(home: Path) -> None:
    """`reportedly demo` reads the examples of the package, prints what stands, and writes the dossier."""
    told = reportedly(home, "demo")
    assert told.startswith("read ")
    assert "North Korea → Russia: Munitions" in told
    assert (home / "demo" / "dossier.html").stat().st_size > 10_000


def test_an_article_is_read_asked_and_told(home: Path) -> None:
    """Read, claims and dossier over a ledger of one's own, and the schema that the claims hold to."""
    (home / "article.txt").write_text(ARTICLE, encoding="utf-8")
    ledger = ("--ledger", str(home / "own.db"))
    read = reportedly(home, "read", "article.txt", "--published", "2023-10-13", "--publisher", "Daily Ledger", *ledger)
    assert read.startswith("read 1 document")
    (claim,) = [json.loads(line) for line in reportedly(home, "claims", "--format", "jsonl", *ledger).splitlines()]
    assert (claim["actor"], claim["recipient"], claim["quantity"]["low"]) == (["KP"], ["RU"], 1000)
    assert claim.keys() <= json.loads(reportedly(home, "claims", "--schema"))["properties"].keys()
    reportedly(home, "dossier", "KP", "RU", "-o", "own.html", *ledger)
    assert "1,000 containers" in (home / "own.html").read_text(encoding="utf-8")

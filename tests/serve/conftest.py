"""A ledger with two reports in it, read once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from serve.commands import reports, run


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger to ask; nobody writes to it."""
    folder = tmp_path_factory.mktemp("read")
    done = run("read", reports(folder / "in"), ledger=folder / "l.db")
    assert done.exit_code == 0, done.output
    return folder / "l.db"


@pytest.fixture
def own(read_once: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test that writes."""
    for part in read_once.parent.glob("l.db*"):
        shutil.copy(part, tmp_path / part.name)
    return tmp_path / "l.db"

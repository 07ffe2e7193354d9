"""What the tests of sweeps share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from serve.sweeping.corpora import lines, rows


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are processes of their own: they import from where the tests do."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of reports among other news."""
    path = tmp_path / "news.jsonl"
    path.write_bytes(lines(rows()))
    return path

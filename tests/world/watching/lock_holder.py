"""Another process that keeps watch over a ledger."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHILD = Path(__file__).with_name("lock_child.py")
SOURCE = Path(__file__).resolve().parents[3] / "src"


@contextmanager
def watched_elsewhere(ledger: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock of a ledger; it is killed at the end."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    words = [sys.executable, str(CHILD), str(ledger)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()

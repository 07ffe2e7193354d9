"""Another process that keeps watch over a ledger."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHILD = Path(__file__).with_name("lock_child.py")


@contextmanager
def watched_elsewhere(ledger: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock of a ledger; it is killed at the end."""
    with subprocess.Popen([sys.executable, CHILD, ledger], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()

"""What fills a ledger, here or in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from keep.samples import containers, report, shells
from reportedly.keep.additions import reading
from reportedly.keep.ledger import Ledger

WRITER = """
import sys
from keep.samples import containers, report
from reportedly.keep.additions import reading
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ledger = open_ledger(path, system_clock, timeout=60)
for n in range(first, last):
    batch = ledger.append(reading(report(n), [containers(report(n))], "rules/1"))
    print(report(n).id, batch.number if batch else 0, flush=True)
"""


def fill(ledger: Ledger, count: int = 2) -> None:
    """Read some reports, each in a batch of its own."""
    for n in range(count):
        ledger.append(reading(report(n), [containers(report(n)), shells(report(n))], "rules/1"))


def writer(place: str | Path, first: int, last: int) -> subprocess.Popen[str]:
    """A process that reads the reports of some numbers, and prints each with the number of its batch."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", WRITER, str(place), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)

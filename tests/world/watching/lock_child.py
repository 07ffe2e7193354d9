"""A process of its own that holds the watch over a ledger until it is ended."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from pathlib import Path

from reportedly.world.clock import system_clock
from reportedly.world.ledgers.sql import open_sql_ledger
from reportedly.world.watching.lock import only_watch

if __name__ == "__main__":
    with closing(open_sql_ledger(Path(sys.argv[1]), system_clock)) as ledger, only_watch(ledger):
        print("held", flush=True)
        time.sleep(120)
